// The page's side of a host: carries outbound frames out, and brings what comes back.
import type { Script, Subscribable } from './callbacks.js';
import { fromTagged, reason, type Inbound } from './frames.js';
import type { Frame } from './model.js';
import { target } from './origins.js';

/** Where frames go, and whence they come. */
export interface Port {
  /** Carries an outbound frame out; what comes back is delivered later. */
  perform(frame: Frame): void;
  close(): void;
}

/** What the app's own backend answered: a `Response`, or its status and body. */
export type Answered = Response | { status: number; body?: unknown };

/** A request to a host's HTTP API, to be made by the app's own backend: it holds the key. */
export interface HttpRequest {
  host: string;
  method: string;
  path: string;
  body?: unknown;
}

export interface PortOptions {
  host: string;
  origins?: readonly string[] | undefined;
  /** The host's script in the page, where it has one. */
  script?: Script | undefined;
  fetch?: string | ((request: HttpRequest) => Promise<Answered>) | undefined;
}

type Outbound<Via> = Extract<Frame, { dir: 'out'; via: Via }>;

/** The port of a page that stands in its host. */
export function windowPort(page: Window, options: PortOptions, deliver: (frame: Inbound) => void): Port {
  const subscriptions = new Map<string, () => void>();

  const answer = (id: string, outcome: { status?: number; value?: unknown; error?: unknown }) => {
    // Absent, not null: nothing was returned.
    if (outcome.value === undefined) delete outcome.value;
    deliver({ dir: 'in', via: 'return', id, ...outcome });
  };

  const post = ({ to, target_origin, data }: Outbound<'message'>) => {
    const value = fromTagged(data);
    if (to === 'react_native') (page as Page).ReactNativeWebView?.postMessage(value);
    else if (page.parent !== page) page.parent.postMessage(value, target_origin ?? target(options.origins));
  };

  const call = async ({ id, target: path, args = [] }: Outbound<'call'>) => {
    try {
      answer(id, { value: await options.script?.call(path, args.map(fromTagged)) });
    } catch (error) {
      answer(id, { error: reason(error) });
    }
  };

  const http = async ({ id, method, path, body }: Outbound<'http'>) => {
    try {
      const answered = await request(options, { host: options.host, method, path, ...(body === undefined ? {} : { body }) });
      answer(id, { status: answered.status, value: await content(answered) });
    } catch (error) {
      answer(id, { error: reason(error) });
    }
  };

  const subscribe = (name: string) => {
    if (subscriptions.has(name) || !options.script) return;
    const sink = (args: unknown[]) => deliver({ dir: 'in', via: 'callback', name, args });
    subscriptions.set(name, options.script.subscribe(name, sink));
  };

  const unsubscribe = (name: string) => {
    subscriptions.get(name)?.();
    subscriptions.delete(name);
  };

  return {
    perform(frame) {
      if (frame.dir !== 'out') return;
      if (frame.via === 'message') post(frame);
      else if (frame.via === 'call') void call(frame);
      else if (frame.via === 'http') void http(frame);
      else if (frame.via === 'subscribe') subscribe(frame.name);
      else unsubscribe(frame.name);
    },
    close() {
      [...subscriptions.keys()].forEach(unsubscribe);
    },
  };
}

async function request({ fetch: way }: PortOptions, wanted: HttpRequest): Promise<Answered> {
  if (typeof way === 'function') return way(wanted);
  const { method, path, body } = wanted;
  const init: RequestInit = { method, credentials: 'include' };
  if (body !== undefined) Object.assign(init, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  return fetch(way + path, init);
}

async function content(answered: Answered): Promise<unknown> {
  if (!(answered instanceof Response)) return answered.body;
  const text = await answered.text();
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return text;
  }
}

/** What hosts put into a page's window. */
export type Page = Window & {
  ReactNativeWebView?: { postMessage(data: unknown): void };
  Kustomer?: Subscribable;
  WS?: Subscribable & { widgetAPI(interaction?: string): Subscribable };
};
