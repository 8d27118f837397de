// How the host embeds the widget, and what can be set about it.

import { choice, field, h, one } from '../lib/dom.js';
import { fault, pretty } from '../lib/json.js';

export class HostPanel {
  #values = {};

  constructor(app) {
    this.app = app;
    this.place = one('#host-form');
  }

  /** A setting of the host that is shown. */
  value = (key) => this.#values[key];

  show(host) {
    this.#values = {};
    const fields = host.options.map((option) => {
      const { key, label, hint } = option;
      this.#values[key] = option.json ?? option.value ?? [option.options[0]].flat()[0];
      if (option.options) {
        return field(label, choice(option.options, this.#values[key], (value) => this.#set(key, value)), hint);
      }
      if (option.json) return this.#json(option);
      const input = h('input', { type: 'text', value: option.value });
      input.addEventListener('change', () => this.#set(key, input.value));
      return field(label, input, hint);
    });
    this.place.replaceChildren(
      h('p', {}, host.how),
      ...[host.says ?? []].flat().map((text) => h('p', { class: 'says' }, text)),
      ...fields,
      ...this.#desk(),
      h('dl', { class: 'facts' },
        h('dt', {}, 'Console'), h('dd', {}, h('code', {}, location.origin)),
        h('dt', {}, 'Widget'), h('dd', {}, h('code', {}, this.app.widgetUrl)),
      ),
    );
  }

  /** What is the same at every host: who sits there, and whether the widget is before them. */
  #desk() {
    const { app } = this;
    const name = h('input', { type: 'text', value: app.desk.agent.name });
    name.addEventListener('change', () => {
      app.desk.agent.name = name.value;
      app.deskChanged({ agent: {} });
    });
    const states = [['', 'As it is'], ['ready', 'Ready'], ['not_ready', 'Not ready'], ['wrap_up', 'After-work']];
    const state = choice(states, app.desk.agentState ?? '', (value) => {
      app.desk.agentState = value || null;
      if (value) app.deskChanged({ agent: { state: value } });
    });
    const view = choice([['shown', 'Shown'], ['hidden', 'Hidden, as behind another tab']], 'shown', (value) => {
      for (const pane of app.panes) pane.show(value === 'shown');
    });
    return [field('Agent’s name', name), field('Agent’s state', state), field('Widget', view)];
  }

  #json({ key, label }) {
    const text = h('textarea', { rows: '12', spellcheck: 'false', value: pretty(this.#values[key]) });
    const wrong = h('p', { class: 'fault', role: 'status' });
    text.addEventListener('input', () => {
      wrong.textContent = fault(text.value) ?? '';
      text.setAttribute('aria-invalid', String(Boolean(wrong.textContent)));
    });
    text.addEventListener('change', () => {
      if (wrong.textContent) return;
      this.#values[key] = JSON.parse(text.value);
      for (const pane of this.app.panes) pane.revalue();
    });
    const made = field(label, text);
    made.append(wrong);
    return made;
  }

  #set(key, value) {
    this.#values[key] = value;
    this.app.reload();
  }
}
