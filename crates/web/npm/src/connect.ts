// The way to the console: read this file first.
//
// `connect()` listens before anything else, finds out which host it is, loads that host's module, and then only moves
// texts: what happens goes into the module's session, and what the session wants done is done.
import { ConnectError, SendError } from './errors.js';
import { hostOfMessage, hostOfPage, isHere, isScript, SILENT } from './detect.js';
import { tell, type Inbound } from './frames.js';
import type {
  ActionData,
  ActionEnvelope,
  ActionResult,
  Capabilities,
  EventData,
  EventEnvelope,
  Frame,
} from './model.js';
import { HOSTS, load, loadHost, type Begin, type Core, type CoreModule } from './module.js';
import { originRules } from './origins.js';
import { windowPort, type Answered, type HttpRequest, type Page, type Port } from './port.js';

/** A kind of event, without the prefix of its type: `context.changed`. */
export type EventKind = keyof EventData;

/** An event of a kind. */
export type Event<K extends EventKind = EventKind> = Omit<EventEnvelope, 'type' | 'data'> & { type: `dev.onepane.${K}`; data: EventData[K] };

/** An action: what the host is to do. */
export type Action = {
  [K in keyof ActionData]: Omit<ActionEnvelope, 'type' | 'data'> & {
    type: K;
  } & ({} extends ActionData[K] ? { data?: ActionData[K] } : { data: ActionData[K] });
}[keyof ActionData];

/** How an action went well. */
export interface Sent {
  /** The id under which the host was asked. */
  id: string;
  /** Whether the host has confirmed it. Where not, it was handed over, and that is all that can be known. */
  confirmed: boolean;
  /** What the host answered with. */
  data?: unknown;
}

/** What a connection can be told. Everything has a default that is right for a widget in a frame. */
export interface ConnectOptions {
  /** The host, where the page knows it. Absent: it is found out. */
  host?: string;
  /** The hosts that it can be. Absent: all there are. */
  hosts?: readonly string[];
  /** The origins whose messages are believed, such as `https://console.example.com` or `*.example.com`. Absent: any, as long as the window around this one sends them. */
  origins?: readonly string[];
  /** The events that the widget wants, for hosts that tell only what they are asked for. Absent: all. */
  wanted?: readonly EventKind[];
  /** Settings of the host's adapter, as in `onepane::Settings`: `account`, `widget_name`, `dialect` and so on. */
  settings?: Record<string, unknown>;
  /** The app's own backend, for hosts whose API is acted through: where it is, or a function that asks it. Absent: such actions are refused. */
  fetch?: string | ((request: HttpRequest) => Promise<Answered>);
  /** The host that is played where the page stands outside any; `false`: none, and `ready` rejects. Absent: Chatwoot. */
  emulator?: string | false;
  /** How long to look for the host, in milliseconds. Absent: 5000. */
  wait?: number;
  /** How long an action waits for its answer, in milliseconds. Absent: 10000. */
  timeout?: number;
  /** After how many milliseconds a host that tells no changes is asked again; 0: never. Absent: 30000. */
  refresh?: number;
  /** The element that the host put the widget in, where it has one. */
  element?: Element;
  /** The module with the session, in place of the host's own: a widget written in Rust. */
  module?: (host: string) => Promise<CoreModule>;
  /** Where the module's WebAssembly is: a URL, a response, its bytes. Absent: beside the module. */
  wasm?: unknown;
  /** Told what a widget written in Rust shows. */
  view?: (view: any) => void;
  /** Told what a developer may want to know. */
  notice?: (text: string) => void;
  /** Told every frame that crosses, for a debug view. It may hold personal data. */
  frame?: (frame: Frame) => void;
  /** The window, for tests. */
  window?: Window;
}

/** A widget's connection to the console around it. */
export interface Connection {
  /** The host's name, once it is known. */
  readonly host: string | undefined;
  /** Whether the console is played by the package, because the page stands outside any host. */
  readonly simulated: boolean;
  /** Fulfilled with the host's name when the session has begun; rejected with a `ConnectError`. */
  readonly ready: Promise<string>;
  /** The latest picture of what the agent has before them. */
  readonly context: Event<'context.changed'> | Event<'conversation.selected'> | undefined;
  /** What the host can tell and do now; `undefined` before the session has begun. */
  readonly capabilities: Capabilities | undefined;
  /** Listens to events of a kind, or to all (`*`). A listener that comes late is told the latest state. Gives the way to stop. */
  on<K extends EventKind>(kind: K, listener: (event: Event<K>) => void): () => void;
  on(kind: '*', listener: (event: Event) => void): () => void;
  /** Asks the host to do something; rejects with a `SendError`. */
  send(action: Action, options?: { timeout?: number; signal?: AbortSignal }): Promise<Sent>;
  /** Whether an action of this kind can be had now, in full or with a loss. */
  supports(kind: keyof ActionData): boolean;
  /** Tells a widget written in Rust what its page has to say. */
  input(input: unknown): void;
  /** Ends the connection. */
  close(): void;
}

/** Kinds that tell a state: the latest of each is told to a listener that comes late. */
const STATES: readonly string[] = [
  'session.ready',
  'session.appearance_changed',
  'context.changed',
  'conversation.selected',
  'ticket.selected',
  'ticket.list_updated',
  'company.selected',
  'agent.state_changed',
];

const PREFIX = 'dev.onepane.';

/** When a host that has said nothing is asked again, in milliseconds: it may have spoken before anybody listened. */
const AGAIN = [250, 1000, 3000];

let sessions = 0;

/** Connects the page to the console around it. Call it before anything slow: what the host says from here on is heard. */
export function connect(options: ConnectOptions = {}): Connection {
  return new Console(options);
}

class Console implements Connection {
  host: string | undefined;
  simulated = false;
  readonly ready: Promise<string>;
  context: Connection['context'];

  #core: Core | undefined;
  #port: Port | undefined;
  #closed = false;
  /** What came before the session began. */
  #backlog: Inbound[] = [];
  #outputs: Output[] = [];
  #busy = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #listeners = new Map<string, Set<(event: any) => void>>();
  #latest = new Map<string, Event>();
  #waiting = new Map<string, [(sent: Sent) => void, (error: SendError) => void]>();
  #ends: Array<() => void> = [];
  #found: ((host: string) => void) | undefined;
  readonly #number = ++sessions;
  readonly #page: Page | undefined;
  readonly #options: ConnectOptions;

  constructor(options: ConnectOptions) {
    this.#options = options;
    // Where there is no window, as on a server that renders pages, nothing happens.
    this.#page = (options.window ?? globalThis.window) as Page | undefined;
    this.ready = this.#page ? this.#begin(this.#page) : new Promise(() => {});
    // Whoever does not ask for it need not catch it.
    this.ready.catch(() => {});
  }

  get capabilities(): Capabilities | undefined {
    return this.#core && JSON.parse(this.#core.capabilities(true));
  }

  supports(kind: keyof ActionData): boolean {
    return (this.capabilities?.actions[kind]?.level ?? 'unsupported') !== 'unsupported';
  }

  on(kind: string, listener: (event: any) => void): () => void {
    const listeners = this.#listeners.get(kind) ?? new Set();
    this.#listeners.set(kind, listeners.add(listener));
    const latest = kind === '*' ? [...this.#latest.values()] : [this.#latest.get(kind)];
    for (const event of latest) {
      if (event) queueMicrotask(() => listeners.has(listener) && listener(event));
    }
    return () => void listeners.delete(listener);
  }

  async send(action: Action, { timeout, signal }: { timeout?: number; signal?: AbortSignal } = {}): Promise<Sent> {
    await this.ready;
    signal?.throwIfAborted();
    const core = this.#core;
    if (!core) throw new SendError('closed', 'the connection has ended');
    if (!core.act) throw new SendError('unsupported', 'the widget acts by itself');
    let told: Told & { id: string; fault?: string };
    try {
      told = JSON.parse(core.act(`${JSON.stringify(action)}`, timeout ?? -1, Date.now()));
      if (told.fault) throw new Error(told.fault);
    } catch (error) {
      throw new SendError('invalid', (error as Error).message);
    }
    return new Promise((resolve, reject) => {
      this.#waiting.set(told.id, [resolve, reject]);
      signal?.addEventListener('abort', () => this.#core && this.#take(core.cancel!(told.id, Date.now())), { once: true });
      this.#take(told);
    });
  }

  input(input: unknown): void {
    const text = this.#core?.input?.(JSON.stringify(input), Date.now());
    if (text) this.#take(text);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#core) this.#take(this.#core.close(Date.now()));
    this.#ends.splice(0).forEach((end) => end());
    clearTimeout(this.#timer);
    this.#port?.close();
    // Not freed here: a listener may have closed the connection in the middle of a call.
    this.#core = undefined;
    this.#waiting.forEach(([, reject]) => reject(new SendError('closed', 'the connection has ended')));
    this.#waiting.clear();
  }

  async #begin(page: Page): Promise<string> {
    const { origins, module, wasm, element, settings = {}, wait = 5000 } = this.#options;
    const believes = origins && originRules(origins);
    this.#listen(page, believes);
    const host = await this.#find(page, wait);
    const session = module ? load(() => module(host), wasm) : loadHost(host, wasm);
    if (!this.simulated) await this.#until(() => isHere(page, host, settings['request_prefix'] as string), wait, host);
    const scripts = isScript(host) && !this.simulated ? import('./callbacks.js') : undefined;
    const begin = await session;
    const deliver = (frame: Inbound) => this.#deliver(frame);
    if (this.simulated) {
      const { simulatedPort } = await import('./simulate.js');
      this.#port = await simulatedPort(host, deliver);
    } else {
      const { fetch } = this.#options;
      const script = (await scripts)?.script(page, host, element?.getAttribute('interactionid'));
      this.#port = windowPort(page, { host, origins, fetch, script }, deliver);
    }
    if (this.#closed) throw new ConnectError('closed', 'the connection has ended');
    this.host = host;
    this.#start(begin, host, page);
    return host;
  }

  #start(begin: Begin, host: string, page: Page): void {
    const { origins, settings, wanted, timeout, refresh, fetch, element } = this.#options;
    const core = begin(
      host,
      // Members without a value are left out.
      JSON.stringify({ origins, api: fetch || this.simulated ? { enabled: true } : undefined, ...settings }),
      JSON.stringify({
        number: this.#number,
        wanted,
        timeout_ms: timeout,
        refresh_ms: refresh,
        source: page.parent === page && !this.simulated ? 'self' : 'parent',
      }),
    );
    this.#core = core;
    const attributes = Object.fromEntries(Array.from(element?.attributes ?? [], ({ name, value }) => [name, value]));
    this.#deliver({ dir: 'in', via: 'launch', url: page.location.href, attributes });
    this.#take(core.open(Date.now()));
    this.#backlog.splice(0).forEach((frame) => this.#deliver(frame));
    if (page.document?.visibilityState === 'hidden') this.#deliver({ dir: 'in', via: 'page', state: 'hidden' });
  }

  /** Hears what other windows say, and sees the page come and go. */
  #listen(page: Page, believes?: (origin: string) => boolean): void {
    const among = this.#hosts();
    const hear = (message: MessageEvent) => {
      const source = message.source === page.parent && page.parent !== page ? 'parent' : 'self';
      // In a mobile app the page is alone, and its own window speaks for the app.
      const isOurs = page.parent === page ? page.ReactNativeWebView && (message.source ?? page) === page : source === 'parent';
      if (!isOurs) return;
      if (believes && !believes(message.origin)) return this.#notice(`refused a message: its origin is not on the list`);
      const host = this.host ?? hostOfMessage(message.data, among);
      if (!host) return this.#notice('ignored a message: no known host sends such');
      this.#found?.(host);
      this.#deliver({ dir: 'in', via: 'message', source, origin: message.origin, data: message.data });
    };
    const state = (state: 'visible' | 'hidden' | 'unload') => this.#deliver({ dir: 'in', via: 'page', state });
    const seen = () => state(page.document.visibilityState === 'hidden' ? 'hidden' : 'visible');
    const gone = ({ persisted }: PageTransitionEvent) => (persisted ? state('hidden') : this.close());
    this.#add(page, 'message', hear);
    this.#add(page, 'focus', seen);
    this.#add(page, 'pageshow', seen);
    this.#add(page, 'pagehide', gone);
    if (page.document) this.#add(page.document, 'visibilitychange', seen);
  }

  #add(target: EventTarget, kind: string, listener: (event: any) => void): void {
    target.addEventListener(kind, listener);
    this.#ends.push(() => target.removeEventListener(kind, listener));
  }

  #hosts(): readonly string[] {
    const { host, hosts = HOSTS } = this.#options;
    return host ? [host] : hosts;
  }

  /** Finds out which host it is. */
  async #find(page: Page, wait: number): Promise<string> {
    const hosts = this.#hosts();
    const [only, ...more] = hosts;
    const known = this.#options.host ?? (this.#options.element ? 'workspaces' : hostOfPage(page, hosts));
    if (known) return known;
    if (page.parent === page) return this.#outside(page, hosts);
    if (only && more.length === 0) return only;
    return new Promise((resolve, reject) => {
      // Harmless for others.
      const prefix = (this.#options.settings?.['request_prefix'] as string | undefined) ?? 'chatwoot-dashboard-app';
      const ask = () => page.parent.postMessage(`${prefix}:fetch-info`, '*');
      const fail = () => reject(new ConnectError('no_host', `no known console has come within ${wait} ms`));
      const timers = [setTimeout(fail, wait)];
      if (hosts.includes(SILENT)) {
        // Most likely it is this one, so its module is fetched while it is asked.
        if (!this.#options.module) loadHost(SILENT, this.#options.wasm).catch(() => {});
        ask();
        timers.push(...AGAIN.map((after) => setTimeout(ask, after)));
      }
      const end = () => timers.forEach(clearTimeout);
      this.#ends.push(end);
      this.#found = (host) => {
        end();
        this.#found = undefined;
        resolve(host);
      };
    });
  }

  /** The page stands alone: a script of a host may still come, as far as the page has not been read; else it is played. */
  async #outside(page: Page, hosts: readonly string[]): Promise<string> {
    if (page.document?.readyState === 'loading') {
      await new Promise((resolve) => this.#add(page.document, 'DOMContentLoaded', resolve));
      const host = hostOfPage(page, hosts);
      if (host) return host;
    }
    const { emulator = 'chatwoot' } = this.#options;
    if (emulator === false) throw new ConnectError('no_host', 'the page stands outside any console');
    this.simulated = true;
    this.#notice(`outside any console: ${emulator} is played`);
    return emulator;
  }

  async #until(isSo: () => boolean, wait: number, host: string): Promise<void> {
    for (let waited = 0; !isSo(); waited += 50) {
      if (waited >= wait) throw new ConnectError('late_host', `the script of ${host} has not come within ${wait} ms`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Something came from the host, or happened to the page. */
  #deliver(frame: Inbound): void {
    if (this.#closed) return;
    this.#options.frame?.(frame);
    const core = this.#core;
    if (!core) {
      if (frame.via === 'message') this.#backlog.push(frame);
      return;
    }
    let text;
    try {
      text = tell(core, frame, Date.now());
    } catch (error) {
      return this.#notice(`could not tell: ${(error as Error).message}`);
    }
    this.#take(text);
  }

  /** Does what the session wants done. What happens meanwhile waits its turn. */
  #take(text: string | Told): void {
    const { out, at }: Told = typeof text === 'string' ? JSON.parse(text) : text;
    this.#outputs.push(...out);
    clearTimeout(this.#timer);
    if (at !== undefined && !this.#closed) {
      this.#timer = setTimeout(() => this.#core && this.#take(this.#core.wake(Date.now())), Math.min(Math.max(0, at - Date.now()), 2 ** 31 - 1));
    }
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let output = this.#outputs.shift(); output; output = this.#outputs.shift()) this.#do(output);
    } finally {
      this.#busy = false;
    }
  }

  #do({ event, send, notice, view }: Output): void {
    if (send) {
      this.#options.frame?.(send);
      // A host's function that throws must not keep the rest from happening.
      try {
        this.#port?.perform(send);
      } catch (error) {
        this.#notice(`could not send: ${(error as Error).message}`);
      }
    }
    if (notice) this.#notice(notice);
    if (view) this.#options.view?.(view);
    if (event) this.#tell(event);
  }

  #tell(event: Event): void {
    const kind = event.type.slice(PREFIX.length);
    if (kind === 'action.result') {
      const { action = '', result, reason = '', constraint, data } = event.data as ActionResult;
      const [resolve, reject] = this.#waiting.get(action) ?? [];
      if (resolve && reject) {
        this.#waiting.delete(action);
        if (result === 'done' || result === 'sent') {
          resolve({ id: action, confirmed: result === 'done', ...(data === undefined ? {} : { data }) });
        } else {
          reject(SendError.of(result, reason, constraint));
        }
        return;
      }
    }
    if (STATES.includes(kind)) this.#latest.set(kind, event);
    if (kind === 'context.changed' || (kind === 'conversation.selected' && !this.#latest.has('context.changed'))) {
      this.context = event as Event<'context.changed'>;
    }
    for (const name of [kind, '*']) {
      for (const listener of [...(this.#listeners.get(name) ?? [])]) {
        // A listener that throws is its author's concern, and nobody else's.
        try {
          listener(event);
        } catch (error) {
          reportError(error);
        }
      }
    }
  }

  #notice(text: string): void {
    this.#options.notice?.(text);
  }
}

/** What the session wants done. */
interface Output {
  event?: Event;
  send?: Frame;
  notice?: string;
  view?: unknown;
}

interface Told {
  out: Output[];
  at?: number;
}
