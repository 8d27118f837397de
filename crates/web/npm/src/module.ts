// The modules in WebAssembly, loaded when they are needed.
import { ConnectError } from './errors.js';

/** A session in a module: `crates/web/src/core.rs` has the words. */
export interface Core {
  open(now: number): string;
  handle(frame: string, now: number): string;
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

/** The modules by host. A bundler sees each import, and a page loads one. */
const MODULES: Record<string, () => Promise<CoreModule>> = {
  botmaker: () => import('module:core-botmaker'),
  chatwoot: () => import('module:core-chatwoot'),
  kustomer: () => import('module:core-kustomer'),
  web1on1: () => import('module:core-web1on1'),
  workspaces: () => import('module:core-workspaces'),
  zendesk: () => import('module:core-zendesk'),
};

/** The hosts there is a module for. */
export const HOSTS: readonly string[] = /* @__PURE__ */ Object.keys(MODULES);

/** Loads a module and starts it; once, however often it is asked for. */
export async function load(module: () => Promise<CoreModule>, wasm?: unknown): Promise<CoreModule> {
  try {
    const loaded = await module();
    await loaded.default(wasm === undefined ? undefined : { module_or_path: wasm });
    return loaded;
  } catch (error) {
    throw new ConnectError('load', `the module could not be loaded: ${(error as Error).message}`);
  }
}

/** The module of a host. */
export function moduleOf(host: string): () => Promise<CoreModule> {
  const module = MODULES[host];
  if (!module) throw new ConnectError('options', `host: expected one of ${HOSTS.join(', ')}, found \`${host}\``);
  return module;
}
