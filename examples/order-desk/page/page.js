// The desk's page. The widget itself is Rust (`src/desk.rs`); this draws what it shows.
import { mount } from '@onepane/widget/mount';
import { element, style } from '../../look.js';

mount({
  name: 'order-desk',
  // A module for each host, so that no page loads what only others need.
  module: (host) => import(new URL(`order-desk-${host}.js`, import.meta.url)),
  style,
  draw(root, connection) {
    const title = element('h1', { textContent: 'Orders' });
    const whose = element('p', { textContent: 'Nobody is at hand yet.' });
    const list = element('ul');
    list.setAttribute('aria-label', 'Orders, the latest first');
    const trouble = element('p', { role: 'alert' });
    // Told to those who do not see it, without taking the focus away.
    whose.setAttribute('aria-live', 'polite');
    root.append(title, whose, list, trouble);
    // Buttons stay the same elements while their order does: the focus must not be lost when something is told.
    const rows = new Map();
    const row = ({ number }) => {
      const state = element('small');
      const draft = element('button', { type: 'button', textContent: 'Draft a reply', onclick: () => connection.input(number) });
      draft.setAttribute('aria-label', `Draft a reply about order ${number}`);
      return { item: element('li', {}, element('span', {}, number, state), draft), state };
    };
    return ({ customer, orders, trouble: words = '' }) => {
      whose.textContent = customer
        ? `${orders.length || 'No'} order${orders.length === 1 ? '' : 's'} of ${customer}`
        : 'Nobody is at hand yet.';
      for (const number of rows.keys()) if (!orders.some((order) => order.number === number)) rows.delete(number);
      for (const order of orders) {
        if (!rows.has(order.number)) rows.set(order.number, row(order));
        rows.get(order.number).state.textContent = order.state;
      }
      const items = orders.map(({ number }) => rows.get(number).item);
      if (items.length !== list.children.length || items.some((item, at) => item !== list.children[at])) list.replaceChildren(...items);
      trouble.textContent = words;
    };
  },
});
