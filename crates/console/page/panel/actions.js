// What the widget asks for, and how the host answers.

import { choice, field, h, one } from '../lib/dom.js';
import { fault, pretty } from '../lib/json.js';
import { take } from '../effects.js';

const ANSWERS = [
  ['done', 'Answer: done'],
  ['fail', 'Fail'],
  ['ask', 'Ask me'],
  ['drop', 'Drop: never answer'],
];

export class Actions {
  policy = 'done';
  delay = 0;
  reason = 'The console said no';

  constructor(app) {
    this.app = app;
    this.list = one('#action-list');
    const policy = choice(ANSWERS, this.policy, (value) => (this.policy = value));
    const delay = h('input', {
      type: 'number', min: '0', max: '60000', step: '100', value: '0',
      onchange: (event) => (this.delay = Math.max(0, Number(event.target.value) || 0)),
    });
    const reason = h('input', {
      type: 'text', value: this.reason, oninput: (event) => (this.reason = event.target.value),
    });
    policy.id = 'action-policy';
    delay.id = 'action-delay';
    one('#action-policy-form').append(
      field('How the host answers', policy),
      field('Delay in ms', delay),
      field('Words of a failure', reason),
    );
  }

  clear() {
    this.list.replaceChildren();
    one('#actions-none').hidden = false;
    this.#recount();
  }

  /** The widget asks for something. */
  arrived(pane, action) {
    const off = this.app.capabilities.isOff(action.type);
    const item = { pane, action, row: null, over: false };
    if (!off && this.policy === 'ask') {
      item.data = h('input', { type: 'text', spellcheck: 'false', placeholder: 'Data of the answer, as JSON' });
      item.data.setAttribute('aria-label', `Data of the answer to ${action.type}, as JSON`);
    }
    item.row = this.#row(item);
    this.list.prepend(item.row);
    while (this.list.children.length > 100) this.list.lastElementChild.remove();
    one('#actions-none').hidden = true;
    const policy = off ? 'off' : this.policy;
    const act = () => {
      if (policy === 'off') this.#fail(item, 'switched off in this console');
      else if (policy === 'done') this.#done(item);
      else if (policy === 'fail') this.#fail(item, this.reason);
      else if (policy === 'drop') this.#end(item, 'dropped');
    };
    if (policy === 'ask') this.app.attention('actions');
    if (this.delay > 0 && policy !== 'ask') {
      this.#state(item, `waits ${this.delay} ms`);
      setTimeout(() => !item.over && act(), this.delay);
    } else {
      act();
    }
    this.#recount();
  }

  #row(item) {
    const { action, pane } = item;
    const several = this.app.panes.length > 1 ? `widget ${pane.number} · ` : '';
    return h(
      'li',
      { class: 'action waiting' },
      h('div', { class: 'line' }, h('strong', {}, action.type), h('span', { class: 'state' }, `${several}waits`)),
      h('pre', { tabindex: '0', 'aria-label': `Data of ${action.type}` }, pretty(action.data ?? {})),
      item.data,
      h(
        'div',
        { class: 'buttons' },
        h('button', { onclick: () => this.#done(item) }, 'Answer'),
        h('button', { onclick: () => this.#fail(item, this.reason) }, 'Fail'),
        h('button', { onclick: () => this.#end(item, 'dropped') }, 'Drop'),
      ),
    );
  }

  async #done(item) {
    const { pane, action } = item;
    const written = item.data?.value.trim();
    const wrong = written ? fault(written) : null;
    if (wrong) {
      this.#state(item, `the answer: ${wrong}`);
      return;
    }
    this.#end(item, 'done');
    const data = written ? JSON.parse(written) : await pane.host.answer?.(pane, action);
    pane.answer(action.id, data === undefined ? { result: 'done' } : { result: 'done', data });
    take(this.app, pane, action);
  }

  #fail(item, reason) {
    this.#end(item, `failed: ${reason}`);
    item.pane.answer(item.action.id, { result: 'failed', reason });
  }

  #end(item, state) {
    item.over = true;
    item.row.classList.remove('waiting');
    item.row.querySelector('.buttons').remove();
    item.data?.remove();
    this.#state(item, state);
    this.#recount();
  }

  #state(item, state) {
    item.row.querySelector('.state').textContent = state;
  }

  #recount() {
    const waiting = this.list.querySelectorAll('.waiting').length;
    this.app.badge('actions', waiting);
  }
}
