// A connection in React.
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { connect, type Connection, type ConnectOptions } from './connect.js';
import type { ConnectError } from './errors.js';
import type { Capabilities } from './model.js';

/** What a component sees of the console. */
export interface ConsoleState {
  /** The connection; `undefined` on a server and before the first effect. */
  connection: Connection | undefined;
  /** The host's name, once it is known. */
  host: string | undefined;
  /** The latest picture of what the agent has before them. */
  context: Connection['context'];
  /** What the host can tell and do now. */
  capabilities: Capabilities | undefined;
  /** Why there is no console. */
  error: ConnectError | undefined;
}

const NONE: ConsoleState = { connection: undefined, host: undefined, context: undefined, capabilities: undefined, error: undefined };

/** A connection that lives as long as the component, and outlives what React's strict mode does to it. */
export function useConsole(options: ConnectOptions = {}): ConsoleState {
  const [store] = useState(() => new Store());
  // Read once: a connection does not change its settings.
  const first = useRef(options);
  useEffect(() => store.retain(first.current), [store]);
  return useSyncExternalStore(store.subscribe, store.snapshot, () => NONE);
}

class Store {
  #state = NONE;
  #watchers = new Set<() => void>();
  #users = 0;

  subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  };

  snapshot = (): ConsoleState => this.#state;

  retain(options: ConnectOptions): () => void {
    this.#users += 1;
    if (!this.#state.connection) this.#open(options);
    return () => {
      this.#users -= 1;
      // In strict mode the effect runs again at once: the connection must not notice.
      setTimeout(() => {
        if (this.#users > 0) return;
        this.#state.connection?.close();
        this.#set(NONE);
      });
    };
  }

  #open(options: ConnectOptions): void {
    const connection = connect(options);
    this.#set({ ...NONE, connection });
    const look = () => {
      if (this.#state.connection !== connection) return;
      const { host, context, capabilities } = connection;
      this.#set({ ...this.#state, host, context, capabilities });
    };
    connection.on('*', look);
    connection.ready.then(look, (error: ConnectError) => this.#set({ ...this.#state, error }));
  }

  #set(state: ConsoleState): void {
    this.#state = state;
    this.#watchers.forEach((watcher) => watcher());
  }
}
