// Workspaces puts a widget into its own page as an element, not as a frame.
import { connect, type Connection, type ConnectOptions } from './connect.js';

/** Fills the element; gives what is to be done when it goes. */
export type Mount = (
  root: ShadowRoot,
  connection: Connection,
  element: HTMLElement,
  /** Takes what draws the view of a widget written in Rust. */
  views: (view: (view: any) => void) => void,
) => void | (() => void);

/**
 * Defines the custom element that Workspaces puts into its page, each with a connection of its own. Where there is no
 * window, and where the name is taken already, nothing happens.
 */
export function defineWorkspacesElement(name: string, mount: Mount, options: ConnectOptions = {}): void {
  if (typeof customElements === 'undefined' || customElements.get(name)) return;
  customElements.define(
    name,
    class extends HTMLElement {
      #leave: (() => void) | undefined;

      connectedCallback(): void {
        // An element that is only moved stays as it is.
        if (this.#leave) return;
        const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
        let show: ((view: any) => void) | undefined;
        const connection = connect({ host: 'workspaces', ...options, element: this, view: (view) => (show ?? options.view)?.(view) });
        const unmount = mount(root, connection, this, (view) => (show = view));
        this.#leave = () => {
          unmount?.();
          connection.close();
          root.replaceChildren();
        };
      }

      disconnectedCallback(): void {
        queueMicrotask(() => {
          if (this.isConnected) return;
          this.#leave?.();
          this.#leave = undefined;
        });
      }
    },
  );
}
