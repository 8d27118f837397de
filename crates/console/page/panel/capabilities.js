// What the host can tell and do, with a switch for each action.

import { h, one } from '../lib/dom.js';

export class Capabilities {
  #off = new Set();

  constructor(app) {
    this.app = app;
    this.table = one('#capability-tables');
  }

  isOff = (action) => this.#off.has(action);

  show(host) {
    this.#off.clear();
    const { events, actions } = host.capabilities;
    this.table.replaceChildren(
      h('h3', {}, 'Actions'),
      h('p', { class: 'hint' }, 'An action that is switched off fails, whatever the host could do.'),
      this.#list(actions, true),
      h('h3', {}, 'Events'),
      this.#list(events, false),
    );
  }

  #list(capabilities, switches) {
    const order = ['full', 'degraded', 'unsupported'];
    const sorted = Object.entries(capabilities).sort(([, one], [, other]) => order.indexOf(one.level) - order.indexOf(other.level));
    const rows = sorted.map(([kind, { level, reason, instead, needs }]) => {
      const more = [reason, needs && `needs ${needs.join(', ')}`, instead && `instead: ${instead}`].filter(Boolean).join('; ');
      return h(
        'li',
        { class: level },
        switches && level !== 'unsupported'
          ? h('label', {}, h('input', {
              type: 'checkbox', role: 'switch', checked: true,
              onchange: (event) => this.#off[event.target.checked ? 'delete' : 'add'](kind),
            }), h('code', {}, kind))
          : h('code', {}, kind),
        h('span', { class: 'level' }, level),
        more && h('small', {}, more),
      );
    });
    return h('ul', { class: 'capabilities' }, rows);
  }
}
