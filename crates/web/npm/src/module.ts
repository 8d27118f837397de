// The modules in WebAssembly, loaded when they are needed.
import { ConnectError } from './errors.js';

/** A session in a module: `crates/web/src/core.rs` has the words. */
export interface Core {
  open(now: number): string;
  message(source: string, origin: string | undefined, data: string, isText: boolean, now: number): string;
  callback(name: string, args: string, now: number): string;
  answer(id: string, status: number | undefined, value: string | undefined, error: string | undefined, now: number): string;
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
  free(): void;
}

/** A module that has a session: of one host, or of a widget written in Rust. */
export interface CoreModule {
  default(source?: { module_or_path: unknown }): Promise<unknown>;
  Core: new (host: string, settings: string, options: string) => Core;
}

/** The modules by host, each with its WebAssembly. Written out, so that a bundler sees them; a page loads one. */
const MODULES: Record<string, [() => Promise<CoreModule>, () => URL]> = {
  botmaker: [() => import('module:core-botmaker'), () => new URL('./core-botmaker_bg.wasm', import.meta.url)],
  chatwoot: [() => import('module:core-chatwoot'), () => new URL('./core-chatwoot_bg.wasm', import.meta.url)],
  kustomer: [() => import('module:core-kustomer'), () => new URL('./core-kustomer_bg.wasm', import.meta.url)],
  web1on1: [() => import('module:core-web1on1'), () => new URL('./core-web1on1_bg.wasm', import.meta.url)],
  workspaces: [() => import('module:core-workspaces'), () => new URL('./core-workspaces_bg.wasm', import.meta.url)],
  zendesk: [() => import('module:core-zendesk'), () => new URL('./core-zendesk_bg.wasm', import.meta.url)],
};

/** The hosts there is a module for. */
export const HOSTS: readonly string[] = /* @__PURE__ */ Object.keys(MODULES);

/** Loads a module and starts it. */
export async function load(module: () => Promise<CoreModule>, wasm?: unknown): Promise<CoreModule> {
  try {
    const loaded = await module();
    await loaded.default(wasm === undefined ? undefined : { module_or_path: wasm });
    return loaded;
  } catch (error) {
    throw new ConnectError('load', `the module could not be loaded: ${(error as Error).message}`);
  }
}

const loading = /* @__PURE__ */ new Map<string, Promise<CoreModule>>();

/** Loads the module of a host: its script and its WebAssembly side by side, and once, however often it is asked for. */
export function loadHost(host: string, wasm?: unknown): Promise<CoreModule> {
  const [module, url] = MODULES[host] ?? [];
  if (!module || !url) throw new ConnectError('options', `host: expected one of ${HOSTS.join(', ')}, found \`${host}\``);
  let loaded = loading.get(host);
  if (!loaded) {
    const source = wasm ?? fetch(url());
    loading.set(host, (loaded = load(module, source)));
    // What could not be had may be had the next time.
    loaded.catch(() => loading.delete(host));
  }
  return loaded;
}
