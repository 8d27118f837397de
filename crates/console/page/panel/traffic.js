// Frames and neutral events, side by side.

import { copy, h, one } from '../lib/dom.js';
import { pretty, readable } from '../lib/json.js';

/** So many are shown; a recording keeps all. */
const SHOWN = 400;

export class Traffic {
  entries = [];
  #rows = new Map();
  #filter = '';
  #direction = 'all';

  constructor(app) {
    this.app = app;
    this.list = one('#traffic-list');
    this.count = one('#traffic-count');
    one('#traffic-filter').addEventListener('input', (event) => {
      this.#filter = event.target.value.trim().toLowerCase();
      this.#refilter();
    });
    one('#traffic-direction').addEventListener('change', (event) => {
      this.#direction = event.target.value;
      this.#refilter();
    });
    one('#traffic-clear').addEventListener('click', () => this.clear());
  }

  clear() {
    this.entries = [];
    this.#rows.clear();
    this.list.replaceChildren();
    this.#recount();
  }

  add(entry) {
    this.entries.push(entry);
    const row = this.#row(entry);
    this.#rows.set(entry, row);
    const atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 40;
    this.list.append(row);
    if (this.list.children.length > SHOWN) this.list.firstElementChild.remove();
    if (atEnd) this.list.scrollTop = this.list.scrollHeight;
    this.app.session.recorded(entry);
    this.#recount();
  }

  update(entry) {
    const row = this.#rows.get(entry);
    if (!row) return;
    const fresh = this.#row(entry, row.open);
    row.replaceWith(fresh);
    this.#rows.set(entry, fresh);
  }

  #row(entry, open = false) {
    const { frame } = entry;
    const incoming = frame.dir === 'in';
    const { words, state } = meaningOf(entry);
    const row = h(
      'details',
      { class: `entry ${incoming ? 'in' : 'out'}${state ? ` ${state}` : ''}`, open },
      h(
        'summary',
        {},
        h('span', { class: 'arrow', 'aria-hidden': 'true' }, incoming ? '↓' : '↑'),
        h('span', { class: 'visually-hidden' }, incoming ? 'host to widget' : 'widget to host'),
        h('time', {}, new Date(entry.at).toTimeString().slice(0, 8)),
        this.app.panes.length > 1 && h('span', { class: 'which' }, entry.pane.number),
        h('span', { class: 'frame-name' }, nameOf(frame)),
        h('span', { class: 'meaning' }, words),
      ),
    );
    row.hidden = !this.#fits(entry);
    const fill = () => row.open && row.children.length === 1 && row.append(details(entry));
    row.addEventListener('toggle', fill);
    fill();
    return row;
  }

  #fits(entry) {
    const { frame } = entry;
    if (this.#direction !== 'all' && this.#direction !== frame.dir) return false;
    if (!this.#filter) return true;
    const text = JSON.stringify([nameOf(frame), meaningOf(entry).words, frame, entry.events ?? entry.action]);
    return text.toLowerCase().includes(this.#filter);
  }

  #refilter() {
    for (const [entry, row] of this.#rows) row.hidden = !this.#fits(entry);
  }

  #recount() {
    this.count.textContent = `${this.entries.length}`;
  }
}

/** What a frame is called, in the host's words. */
function nameOf(frame) {
  const { data } = frame;
  switch (frame.via) {
    case 'message': {
      let value = data;
      if (typeof data === 'string') {
        try {
          value = JSON.parse(data);
        } catch {
          return data.slice(0, 60);
        }
      }
      return value?.event ?? value?.action ?? value?.messageType ?? value?.key ?? value?.request ?? 'message';
    }
    case 'callback':
    case 'subscribe':
    case 'unsubscribe':
      return frame.via === 'callback' ? frame.name : `${frame.via} ${frame.name}`;
    case 'call':
      return frame.target;
    case 'http':
      return `${frame.method} ${frame.path}`;
    default:
      return frame.via;
  }
}

/** What an entry means in neutral words, and whether something is amiss with it. */
function meaningOf(entry) {
  if (entry.wrong) return { words: entry.wrong, state: 'bad' };
  if (entry.refused) return { words: `refused: ${entry.refused.reason}`, state: 'bad' };
  if (entry.note) return { words: entry.note, state: 'dim' };
  if (entry.action) return { words: entry.action.type };
  if (entry.answered) return { words: 'answered by the host itself' };
  if (entry.frame.via === 'subscribe') return { words: 'wants to be called back', state: 'dim' };
  if (entry.ignored) return { words: `ignored: ${entry.ignored}`, state: 'dim' };
  const kinds = (entry.events ?? []).map((event) => event.type.replace('dev.onepane.', ''));
  return { words: kinds.join(', ') };
}

function details(entry) {
  const neutral = entry.action ?? entry.events ?? [];
  const remarks = [...(entry.warnings ?? []), ...(entry.losses ?? [])];
  return h(
    'div',
    { class: 'sides' },
    h(
      'figure',
      {},
      h('figcaption', {}, 'Frame', copyButton('Copy as fixture', () => JSON.stringify(entry.frame), 'fixture')),
      h('pre', { tabindex: '0' }, readable(entry.frame)),
    ),
    h(
      'figure',
      {},
      h('figcaption', {}, entry.action ? 'Neutral action' : 'Neutral events',
        copyButton('Copy', () => pretty(neutral), 'neutral form')),
      h('pre', { tabindex: '0' }, pretty(neutral)),
    ),
    remarks.length > 0 && h('ul', { class: 'remarks' }, remarks.map((remark) => h('li', {}, remark))),
  );
}

function copyButton(label, text, what) {
  return h('button', { class: 'quiet', onclick: () => copy(`${text()}\n`, what) }, label);
}
