// Shows the desk: conversations, messages, composer, tickets.

import { h, one } from './lib/dom.js';

export class DeskView {
  constructor(app) {
    this.app = app;
    this.draft = one('#draft');
    this.draft.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        one('#composer').requestSubmit();
      }
    });
    one('#composer').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#say('outbound');
    });
    one('#as-contact').addEventListener('click', () => this.#say('inbound'));
  }

  /** Puts a text where the agent writes, as a widget has asked for. */
  compose(text) {
    this.draft.value = text;
    this.draft.classList.remove('filled');
    // So that the mark shows again for a second text.
    void this.draft.offsetWidth;
    this.draft.classList.add('filled');
  }

  #say(direction) {
    const text = this.draft.value.trim();
    if (!text) return;
    this.draft.value = '';
    this.app.deskChanged({ message: this.app.desk.say(text, { direction }) });
  }

  show() {
    const { app } = this;
    const { desk, host } = app;
    const { conversation, contact, messages } = desk.current;
    const screens = host.screens ?? [];
    one('#screens').hidden = screens.length === 0;
    one('#screens').replaceChildren(
      ...screens.map((screen) =>
        h('button', { 'aria-pressed': String(screen === desk.screen), onclick: () => app.go(screen) }, screen),
      ),
    );
    const chats = screens.length === 0 || desk.screen === screens[0];
    for (const part of ['conversations', 'conversation', 'messages', 'composer']) one(`#${part}`).hidden = !chats;
    one('#tickets').hidden = desk.screen !== 'TICKETS';

    one('#conversations').replaceChildren(
      ...desk.conversations.map((entry, place) =>
        h('li', {}, h('button', {
          'aria-pressed': String(place === desk.chosen), onclick: () => app.select(place),
        }, entry.contact.name ?? `Contact ${entry.contact.id}`)),
      ),
    );
    one('#contact-name').textContent = contact.name ?? 'Unknown';
    one('#conversation-id').textContent = conversation.channel ?? '';
    one('#chips').replaceChildren(...chips(desk));
    one('#messages').replaceChildren(...messages.map((message) => bubble(message)));
    one('#messages').scrollTop = one('#messages').scrollHeight;
    one('#tickets').replaceChildren(
      ...desk.tickets.map((ticket) =>
        h('li', {}, h('button', {
          'aria-pressed': String(desk.ticket?.code === ticket.code), onclick: () => app.openTicket(ticket),
        },
          h('strong', {}, ticket.code), h('span', {}, ticket.subject ?? ''),
          h('small', {}, [ticket.state, ticket.priority].filter(Boolean).join(' · ')))),
      ),
    );
    one('#notices').replaceChildren(
      ...desk.notices.map(({ text, level }) => h('p', { class: `notice ${level ?? ''}` }, text)),
    );
  }
}

function chips(desk) {
  const { conversation, contact } = desk.current;
  const said = [
    conversation.subject,
    conversation.status,
    conversation.state,
    conversation.priority && `priority ${conversation.priority}`,
    ...(conversation.labels ?? []).map((label) => `#${label}`),
    desk.agentState && `agent ${desk.agentState.replace('_', ' ')}`,
    ...Object.entries({ ...contact.attributes, ...conversation.attributes })
      .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
      .map(([key, value]) => `${key}: ${value}`),
  ];
  return said.filter(Boolean).map((text) => h('span', { class: 'chip' }, text));
}

function bubble({ text, direction, visibility, kind, sender }) {
  const inward = direction === 'inbound';
  const name = kind === 'local' ? `${sender?.name}, seen here only` : sender?.name;
  return h(
    'li',
    { class: `message ${inward ? 'inbound' : 'outbound'} ${visibility ?? ''} ${kind ?? ''}` },
    h('span', { class: 'text' }, text ?? '(attachment)'),
    h('small', {}, [name, visibility === 'internal' && 'note'].filter(Boolean).join(' · ')),
  );
}
