// A widget with a page of its own, in whichever way its host shows it: as a page in a frame, or as an element.
import { connect, type Connection, type ConnectOptions } from './connect.js';
import { defineWorkspacesElement } from './element.js';
import type { Page } from './port.js';

/** A widget's page: draws what the widget shows. */
export interface WidgetPage extends Omit<ConnectOptions, 'view'> {
  /** The name of its element: with a dash, as custom elements have. */
  name: string;
  /** Its look, for the page and the element alike. */
  style?: string;
  /** Draws into an empty root, once; gives what draws what the widget shows from then on. */
  draw(root: HTMLElement, connection: Connection): (view: any) => void;
}

/**
 * Mounts a widget: in the page's element of its name (or in the body), and in hosts that put widgets into their own page,
 * as a custom element of that name. Where there is no window, as on a server, nothing happens.
 */
export function mount({ name, style = '', draw, ...options }: WidgetPage): void {
  if (typeof document === 'undefined') return;
  const fill = (root: ParentNode, make: (view: (view: any) => void) => Connection) => {
    const main = document.createElement('main');
    const look = document.createElement('style');
    look.textContent = style;
    root.append(look, main);
    let show = (_: any) => {};
    const connection = make((view) => {
      // The host's own look, where it tells one; else the agent's.
      main.dataset['appearance'] = view.appearance ?? '';
      show(view);
    });
    show = draw(main, connection);
    return connection;
  };
  if ((window as Page).WS) {
    defineWorkspacesElement(
      name,
      (root, connection, _, views) => void fill(root, (show) => (views(show), connection)),
      options,
    );
    return;
  }
  const begin = () => fill(document.querySelector(name) ?? document.body, (view) => connect({ ...options, view }));
  if (document.body) begin();
  else document.addEventListener('DOMContentLoaded', begin, { once: true });
}
