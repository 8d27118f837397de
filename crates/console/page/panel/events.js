// Every event of the host, to be looked at, edited and fired.

import { announce, h, one } from '../lib/dom.js';
import { fault, pretty } from '../lib/json.js';

export class Events {
  constructor(app) {
    this.app = app;
    this.list = one('#event-list');
    this.form = one('#event-form');
    this.text = one('#event-text');
    this.fault = one('#event-fault');
    this.title = one('#event-title');
    this.meaning = one('#event-meaning');
    this.text.addEventListener('input', () => this.#check());
    for (const input of this.form.elements.form) input.addEventListener('change', () => this.#fill());
    one('#event-reset').addEventListener('click', () => this.#fill());
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#fire();
    });
  }

  /** Shows a host's events. */
  show(host) {
    this.entries = host.catalogue;
    this.list.replaceChildren(
      ...this.entries.map((entry, place) =>
        h(
          'li',
          {},
          h(
            'button',
            { class: 'item', 'aria-pressed': 'false', onclick: () => this.choose(place) },
            h('strong', {}, entry.title),
            h('span', {}, kinds(entry)),
          ),
        ),
      ),
    );
    one('#events-none').hidden = this.entries.length > 0;
    this.form.hidden = this.entries.length === 0;
    if (this.entries.length > 0) this.choose(0);
  }

  choose(place) {
    this.entry = this.entries[place];
    [...this.list.querySelectorAll('button')].forEach((button, index) =>
      button.setAttribute('aria-pressed', String(index === place)),
    );
    this.title.textContent = this.entry.title;
    this.#fill();
  }

  get #isNeutral() {
    return this.form.elements.form.value === 'neutral';
  }

  /** Puts what is to be fired into the editor. */
  #fill() {
    const { frame, meaning } = this.entry;
    const value = this.#isNeutral ? meaning.events[0] : payload(frame);
    this.text.value = value === undefined ? 'null' : pretty(value);
    this.meaning.textContent = this.#isNeutral ? 'sent as the host’s frames' : kinds(this.entry);
    this.#check();
  }

  #check() {
    const wrong = fault(this.text.value);
    this.fault.textContent = wrong ?? '';
    this.text.setAttribute('aria-invalid', String(Boolean(wrong)));
    one('#event-fire').disabled = Boolean(wrong);
    return !wrong;
  }

  async #fire() {
    if (!this.#check()) return;
    const value = JSON.parse(this.text.value);
    for (const pane of this.app.panes) {
      if (this.#isNeutral) await pane.tell(value);
      else await pane.deliver(withPayload(this.entry.frame, value));
    }
    announce(`${this.entry.title}: fired`);
  }
}

const kinds = (entry) => entry.meaning.events.map((event) => event.type.replace('dev.onepane.', '')).join(', ');

/** The part of a frame that a user edits. */
function payload(frame) {
  if (frame.via === 'callback') return frame.args.length === 1 ? frame.args[0] : frame.args;
  return typeof frame.data === 'string' ? JSON.parse(frame.data) : frame.data;
}

/** A frame with another payload. */
function withPayload(frame, value) {
  if (frame.via === 'callback') return { ...frame, args: frame.args.length === 1 ? [value] : value };
  return { ...frame, data: typeof frame.data === 'string' ? JSON.stringify(value) : value };
}
