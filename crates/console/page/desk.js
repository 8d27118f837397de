// The agent's desk: what the console shows, in neutral words. The host's emulator makes its frames of it, so it is
// the same desk in every console.

const BLANK = { specversion: '1.0', id: 'desk', source: 'onepane://console/-' };
const PREFIX = 'dev.onepane.';

/** The conversations beside the one of the host's catalogue. */
const OTHERS = [
  { name: 'Noah Berg', email: 'noah@example.test', channel: 'email', text: 'Can I change the address?' },
  { name: 'Mei Tanaka', email: 'mei@example.test', channel: 'web', text: 'Is the blue one back in stock?' },
];

export class Desk {
  chosen = 0;
  draft = '';
  panelOpen = false;
  notices = [];
  agentState = null;
  agent = { name: 'Agent A' };

  /** @param host what the server says of a host: its catalogue and what it starts with */
  constructor(host) {
    this.host = host.name;
    this.catalogue = host.catalogue.flatMap((entry) => entry.meaning.events);
    this.startEvents = host.start.flatMap((place) => host.catalogue[place].meaning.events);
    this.screen = this.#template('session.ready')?.screen ?? '';
    const base = this.#base();
    this.conversations = [base, ...OTHERS.map((other, place) => this.#another(base, other, place + 1))];
    this.appearance = 'light';
    this.tickets = this.#template('ticket.list_updated')?.data.tickets ?? [];
    this.ticket = null;
  }

  get current() {
    return this.conversations[this.chosen];
  }

  /** A neutral event of this kind about what is on the desk now, with this put over it. */
  event(kind, more = {}) {
    const event = structuredClone(this.#template(kind) ?? { ...BLANK, host: this.host, data: {} });
    event.type = `${PREFIX}${kind}`;
    event.time = new Date().toISOString();
    const { data } = event;
    const { conversation, contact, agent, messages } = this.current;
    const isAbout = ['context.changed', 'conversation.selected', 'conversation.updated'].includes(kind);
    if (isAbout || data.conversation) {
      const { messages: shown, ...rest } = conversation;
      data.conversation = isAbout ? structuredClone(rest) : { id: conversation.id };
      if (isAbout && shown) data.conversation.messages = structuredClone(messages);
    }
    if (kind === 'context.changed' || (kind !== 'conversation.updated' && data.contact)) {
      if (contact) data.contact = structuredClone(contact);
      if (agent) data.agent = { ...data.agent, ...agent, ...this.agent };
    }
    if (data.appearance || (kind === 'context.changed' && this.host === 'chatwoot')) {
      data.appearance = this.appearance;
    }
    for (const [member, value] of Object.entries(more)) {
      const isRecord = value && typeof value === 'object' && !Array.isArray(value);
      data[member] = isRecord ? { ...(member === 'ticket' ? {} : data[member]), ...value } : value;
    }
    if (event.screen) event.screen = more.screen ?? event.screen;
    return event;
  }

  /** Adds a message to the current conversation, and returns it. */
  say(text, { direction = 'outbound', visibility = 'public', kind = 'chat', sender } = {}) {
    const { conversation, contact, messages } = this.current;
    const numbers = messages.map((message) => Number(message.id)).filter(Number.isFinite);
    const message = {
      id: String(Math.max(9000, ...numbers) + 1),
      text,
      conversation_id: conversation.id,
      direction,
      kind,
      content_kind: 'text',
      status: 'sent',
      created_at: `${new Date().toISOString().slice(0, 19)}Z`,
      visibility,
    };
    const name = sender ?? (direction === 'inbound' ? contact?.name : this.agent.name);
    if (name) message.sender = { name, kind: direction === 'inbound' ? 'contact' : 'agent' };
    messages.push(message);
    return message;
  }

  #template(kind) {
    const isKind = (event) => event.type === `${PREFIX}${kind}`;
    return this.startEvents.find(isKind) ?? this.catalogue.find(isKind);
  }

  /** The conversation that the host's first events are about. */
  #base() {
    const told = Object.assign({}, ...this.startEvents.map((event) => event.data));
    const richest = this.startEvents
      .map((event) => event.data.conversation)
      .filter((conversation) => conversation?.id)
      .sort((one, other) => Object.keys(other).length - Object.keys(one).length)[0];
    const conversation = structuredClone(richest ?? { id: 'c-1', channel: 'web' });
    const contact = structuredClone(told.contact ?? conversation.contact ?? { name: 'Ana Ruiz' });
    contact.name ??= conversation.contact?.name;
    const messages = structuredClone(conversation.messages ?? []);
    const base = { conversation, contact, messages, agent: told.agent?.id ? told.agent : null };
    if (messages.length === 0) {
      this.#greet(base, 'Hello, where is my parcel? The order is A-1.');
    }
    return base;
  }

  #another(base, { name, email, channel, text }, place) {
    const bump = (id) => id?.replace(/[0-9a-f]$/i, (digit) => ((parseInt(digit, 16) + place) % 10).toString());
    const conversation = structuredClone(base.conversation);
    conversation.id = bump(conversation.id);
    if (base.conversation.channel) conversation.channel = channel;
    if (base.conversation.channels) conversation.channels = [channel];
    const contact = { name, id: bump(base.contact.id) };
    if (base.contact.email) contact.email = email;
    if (conversation.contact) {
      conversation.contact = { ...contact };
      if (this.host === 'workspaces') conversation.contact = { name };
      if (this.host === 'kustomer') conversation.contact = { id: contact.id };
    }
    if (conversation.preview) conversation.preview = text;
    if (conversation.uuid) conversation.uuid = bump(conversation.uuid);
    const other = { conversation, contact, messages: [], agent: base.agent };
    this.#greet(other, text);
    return other;
  }

  #greet(entry, text) {
    entry.messages.push({
      id: '9001',
      text,
      conversation_id: entry.conversation.id,
      direction: 'inbound',
      kind: 'chat',
      content_kind: 'text',
      status: 'sent',
      created_at: '2026-01-09T09:11:40Z',
      visibility: 'public',
    });
  }
}
