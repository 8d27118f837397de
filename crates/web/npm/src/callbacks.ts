// Hosts whose protocol is a script in the page: their functions are called, and they call back.
//
// What such a host is asked for, it is asked for once in a page, however many sessions there are and however often a
// component is mounted: `Kustomer.initialize` may be called once only, and Workspaces' `removeDataEvent` drops all
// callbacks of a name.
import type { Page } from './port.js';

/** An object of a host with functions. */
export type Subscribable = Record<string, any>;

type Sink = (args: unknown[]) => void;

/** One subscription at the host, shared by all who want it. */
interface Shared {
  sinks: Set<Sink>;
  /** What came first, brought up to date by what came since: for those who come late to what is told once. */
  first?: unknown[];
}

const shared = /* @__PURE__ */ new WeakMap<object, Map<string, Shared>>();
const apis = /* @__PURE__ */ new WeakMap<object, Map<string, Subscribable>>();

function memo<K extends object, V>(map: WeakMap<K, Map<string, V>>, key: K, name: string, make: () => V): V {
  let inner = map.get(key);
  if (!inner) map.set(key, (inner = new Map()));
  let value = inner.get(name);
  if (value === undefined) inner.set(name, (value = make()));
  return value;
}

/** A host's script in the page. */
export interface Script {
  /** Calls one of its functions. */
  call(path: string, args: unknown[]): unknown;
  /** Has it call back under a name; gives the way to stop. */
  subscribe(name: string, sink: Sink): () => void;
}

/** The script of the host in this page. Loaded only where a host has one. */
export function script(page: Window, host: string, interaction?: string | null): Script {
  const { WS, Kustomer } = page as Page;
  let api: Subscribable | undefined;
  if (host === 'workspaces' && WS) {
    api = memo(apis, WS, interaction ?? '', () => (interaction ? WS.widgetAPI(interaction) : WS.widgetAPI()));
  } else if (host === 'kustomer') {
    api = Kustomer;
  }
  return {
    call: (path: string, args: unknown[]) =>
      api === undefined || !/^(WS\.widgetAPI|Kustomer)\./.test(path)
        ? invoke(page as unknown as Subscribable, path, args)
        : host === 'workspaces'
          ? invoke(api, path.slice('WS.widgetAPI.'.length), args)
          : kustomer(api, path.slice('Kustomer.'.length), args),
    subscribe(name: string, sink: Sink): () => void {
      if (!api) return () => {};
      const source = api;
      const one = memo(shared, source, name, (): Shared => ({ sinks: new Set() }));
      one.sinks.add(sink);
      if (one.sinks.size === 1 && !one.first) begin(host, source, name);
      else if (one.first) sink(one.first);
      return () => {
        if (one.sinks.delete(sink) && one.sinks.size === 0 && host === 'workspaces') {
          shared.get(source)?.delete(name);
          source['removeDataEvent'](name);
        }
      };
    },
  };
}

function begin(host: string, api: Subscribable, name: string): void {
  const tell = (...args: unknown[]) => {
    const all = shared.get(api);
    const { sinks } = all?.get(name) ?? {};
    if (host === 'kustomer') {
      const initial = all?.get('initialize');
      if (name === 'initialize' && initial) initial.first = args;
      if (name === 'context' && initial?.first) initial.first = [args[0], ...initial.first.slice(1)];
    }
    sinks?.forEach((sink) => sink(args));
  };
  if (host === 'workspaces') api['onDataEvent'](name, tell);
  else if (name === 'initialize') api['initialize'](tell);
  else api['on'](name, tell);
}

/** Calls a function by its path, as a member of what holds it. */
function invoke(root: Subscribable, path: string, args: unknown[]): unknown {
  const names = path.split('.');
  const last = names.pop() ?? '';
  const holder = names.reduce<any>((object, name) => object?.[name], root);
  if (typeof holder?.[last] !== 'function') throw new Error(`the host has no function ${path}`);
  return holder[last](...args);
}

/** Kustomer's functions that answer by a callback, some of which return a promise, too. */
const ANSWERING = ['request', 'command.run', 'modal.init'];

function kustomer(api: Subscribable, path: string, args: unknown[]): unknown {
  if (!ANSWERING.includes(path)) return invoke(api, path, args);
  return new Promise((resolve, reject) => {
    const done = (error: unknown, value: unknown) => (error ? reject(error) : resolve(value));
    const returned = invoke(api, path, [...args, path === 'modal.init' ? () => resolve(undefined) : done]);
    if (typeof (returned as Promise<unknown> | undefined)?.then === 'function') {
      (returned as Promise<unknown>).then((value) => value !== undefined && resolve(value), reject);
    }
  });
}
