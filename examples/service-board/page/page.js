// The board's page. The widget itself is Rust (`src/board.rs`); this draws what it shows.
import { mount } from '@onepane/widget/mount';
import { element, style } from '../../look.js';

/** How long, in words: `1 h 20 min`. */
function span(millis) {
  const minutes = Math.ceil(Math.abs(millis) / 60_000);
  const hours = Math.floor(minutes / 60);
  return [hours && `${hours} h`, (minutes % 60 || !hours) && `${minutes % 60} min`].filter(Boolean).join(' ');
}

mount({
  name: 'service-board',
  // A module for each host, so that no page loads what only others need.
  module: (host) => import(new URL(`service-board-${host}.js`, import.meta.url)),
  style,
  draw(root) {
    const title = element('h1', { textContent: 'Service levels' });
    const state = element('p', { textContent: 'Nothing is waiting.' });
    state.setAttribute('aria-live', 'polite');
    const list = element('ul');
    list.setAttribute('aria-label', 'Tickets and conversations, the most urgent first');
    root.append(title, state, list);
    return ({ items }) => {
      const late = items.filter(({ left_ms }) => left_ms < 0).length;
      state.textContent = items.length ? `${items.length} waiting, ${late} late` : 'Nothing is waiting.';
      list.replaceChildren(
        ...items.map(({ kind, id, left_ms }) => {
          const due = element('small', { textContent: left_ms < 0 ? `late by ${span(left_ms)}` : `due in ${span(left_ms)}` });
          due.className = left_ms < 0 ? 'alarm' : '';
          return element('li', {}, element('span', {}, `${kind === 'ticket' ? 'Ticket' : 'Conversation'} ${id}`, due));
        }),
      );
    };
  },
});
