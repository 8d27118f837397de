// The modules in WebAssembly, loaded when they are needed.
import { begin } from './bindings.js';
import { ConnectError } from './errors.js';

/** A session in a module: `crates/web/src/core.rs` has the words. */
export interface Core {
  open(now: number): string;
  message(source: string, data: string, isText: boolean, now: number): string;
  callback(name: string, args: string, now: number): string;
  answer(id: string, status: number, value: string | undefined, error: string | undefined, now: number): string;
  launch(url: string | undefined, attributes: string, now: number): string;
  page(state: string, now: number): string;
  /** Absent in a widget written in Rust: it acts by itself. */
  act?(action: string, timeout: number, now: number): string;
  cancel?(id: string, now: number): string;
  /** For a widget written in Rust: what its page has to say. */
  input?(input: string, now: number): string;
  wake(now: number): string;
  close(now: number): string;
  capabilities(now: boolean): string;
}

/** Begins a session with a host; throws where one of the texts is not what it should be. */
export type Begin = (host: string, settings: string, options: string) => Core;

/** The module of a widget written in Rust, with the bindings that were generated for it. */
export interface CoreModule {
  default(source?: { module_or_path: unknown }): Promise<unknown>;
  Core: {
    begin(...texts: Parameters<Begin>): Core | undefined;
    fault(...texts: Parameters<Begin>): string | undefined;
  };
}

/** The modules by host. Written out, so that a bundler sees them; a page loads one. */
const MODULES: Record<string, () => URL> = {
  botmaker: () => new URL('./core-botmaker.wasm', import.meta.url),
  chatwoot: () => new URL('./core-chatwoot.wasm', import.meta.url),
  kustomer: () => new URL('./core-kustomer.wasm', import.meta.url),
  web1on1: () => new URL('./core-web1on1.wasm', import.meta.url),
  workspaces: () => new URL('./core-workspaces.wasm', import.meta.url),
  zendesk: () => new URL('./core-zendesk.wasm', import.meta.url),
};

/** The hosts there is a module for. */
export const HOSTS: readonly string[] = /* @__PURE__ */ Object.keys(MODULES);

const failed = (error: unknown): never => {
  throw new ConnectError('load', `could not load its module: ${(error as Error).message}`);
};

/** Loads a widget's module and starts it. */
export async function load(module: () => Promise<CoreModule>, wasm?: unknown): Promise<Begin> {
  const { default: init, Core } = await module().catch(failed);
  await init(wasm ? { module_or_path: wasm } : undefined).catch(failed);
  return (...texts) => {
    const core = Core.begin(...texts);
    if (!core) throw new Error(Core.fault(...texts));
    return core;
  };
}

/** The module at a URL, in a response or in bytes; what is one is left as it is. */
async function compile(source: any): Promise<WebAssembly.Module> {
  let found = await (typeof source === 'string' || source instanceof URL ? fetch(source) : source);
  if (found instanceof Response) {
    if (!found.ok) throw new Error(`${found.status}: ${found.url}`);
    // While it comes in, if the server tells its type as it should.
    if (found.headers.get('content-type') === 'application/wasm') return WebAssembly.compileStreaming(found);
    found = await found.arrayBuffer();
  }
  return found instanceof WebAssembly.Module ? found : WebAssembly.compile(found);
}

const loading: Record<string, Promise<WebAssembly.Module>> = {};

/** Loads the module of a host, once, however often it is asked for. */
export async function loadHost(host: string, wasm?: unknown): Promise<Begin> {
  const url = MODULES[host];
  if (!url) throw new ConnectError('options', `host: expected one of ${HOSTS.join(', ')}, found \`${host}\``);
  // What could not be had may be had the next time.
  const module = await (loading[host] ??= compile(wasm ?? url())).catch((error) => {
    delete loading[host];
    return failed(error);
  });
  return (...texts) => begin(module, ...texts);
}
