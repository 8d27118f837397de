// A session in a page's module: `Core` in crates/web/src/core.rs, by the exports that wasm-bindgen gives it.
//
// Only texts and numbers cross, so these lines do for every host and come with the driver. Generated bindings would be a
// script more for each host, to be fetched before its module could begin.
import type { Core } from './module.js';

/** What such a module exports. A text crosses as its address and its length, and as two zeros where there is none. */
interface Exports {
  /** The functions of `Core`, each under its name. What they say is a text; `core_begin` says where the session is. */
  [name: `core_${string}`]: (...args: unknown[]) => any;
  memory: WebAssembly.Memory;
  __wbindgen_start(): void;
  __wbindgen_malloc(length: number, align: 1): number;
  __wbindgen_realloc(at: number, length: number, wanted: number, align: 1): number;
  __wbindgen_free(at: number, length: number, align: 1): void;
}

const encoder = /* @__PURE__ */ new TextEncoder();

/** Begins a session, in an instance of its own: all that it holds goes with it. Throws the module's words for what is wrong with one of the texts. */
export function begin(module: WebAssembly.Module, host: string, settings: string, options: string): Core {
  let memory = new Uint8Array();
  // One that has grown leaves what it was before empty.
  const bytes = (at: number, length: number) => {
    if (!memory.byteLength) memory = new Uint8Array(exports.memory.buffer);
    return memory.subarray(at, at + length);
  };
  // A new decoder now and then: Safari's stop after two gigabytes, and consoles stay open for weeks. No text begins with a byte order mark.
  let decoder: TextDecoder;
  let reads = 0;
  const read = (at: number, length: number) => {
    if (!(reads++ % 999)) decoder = new TextDecoder();
    return decoder.decode(bytes(at >>> 0, length));
  };

  /** Hands a text over: the module owns it from then on, in a piece of exactly its length. */
  const write = (text: string): [at: number, length: number] => {
    let room = text.length;
    let at = exports.__wbindgen_malloc(room, 1) >>> 0;
    let { read: taken, written } = encoder.encodeInto(text, bytes(at, room));
    if (taken < text.length) {
      // It is not ASCII: up to three bytes for what was one unit.
      at = exports.__wbindgen_realloc(at, room, (room = text.length * 3), 1) >>> 0;
      ({ written } = encoder.encodeInto(text, bytes(at, room)));
      at = exports.__wbindgen_realloc(at, room, written, 1) >>> 0;
    }
    return [at, written];
  };

  const pass = (args: unknown[]) => args.flatMap((arg) => (typeof arg === 'string' ? write(arg) : arg === undefined ? [0, 0] : arg));

  const call = (name: string, args: unknown[]): string => {
    const [at, length] = exports[`core_${name}`]!(...pass(args));
    const text = read(at, length);
    exports.__wbindgen_free(at, length, 1);
    return text;
  };

  // All that a module wants of its page: to throw, and a table of JavaScript's values, which it has no use for.
  const wanted = (at?: number, length?: number) => {
    if (length) throw new Error(read(at!, length));
  };
  const imports: Record<string, Record<string, () => void>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = wanted;
  const exports = new WebAssembly.Instance(module, imports).exports as unknown as Exports;
  exports.__wbindgen_start();

  const texts = [host, settings, options];
  const core = exports.core_begin!(...pass(texts));
  if (!core) throw new Error(call('fault', texts));
  const names = Object.keys(exports).flatMap((name) => /^core_(.*)/.exec(name)?.slice(1) ?? []);
  return Object.fromEntries(names.map((name) => [name, (...args: unknown[]) => call(name, [core, ...args])])) as unknown as Core;
}
