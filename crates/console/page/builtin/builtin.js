// The built-in widget: what the host tells, and a button for each thing one would try first. It is written against
// each host's own interface, so it also shows that widgets need nothing of onepane to run here.

const one = (id) => document.getElementById(id);

function told(name, payload) {
  const item = document.createElement('li');
  const title = document.createElement('strong');
  const text = document.createElement('code');
  title.textContent = name;
  text.textContent = JSON.stringify(payload) ?? '';
  item.append(title, text);
  one('told').prepend(item);
  while (one('told').children.length > 30) one('told').lastElementChild.remove();
}

/** What can be done at one host, by what a button says. */
function show(host, actions) {
  one('host').textContent = host;
  for (const [label, act] of Object.entries(actions)) {
    const button = document.createElement('button');
    button.textContent = label;
    button.addEventListener('click', act);
    one('actions').append(button);
  }
}

const post = (message) => window.parent.postMessage(message, '*');
const parameters = new URLSearchParams(location.search);
const TEXT = 'Your parcel left the depot.';

function botmaker() {
  let requests = 0;
  const act = (action, screen, payload) => () =>
    post({ messageType: 'BM_WIDGET_ACTION', widgetName: 'order-desk', action, screen, payload, requestId: `r${++requests}` });
  window.addEventListener('message', ({ data, source }) => {
    if (source !== window.parent || !data?.messageType) return;
    told(data.event ?? 'response', data.payload ?? { success: data.success, error: data.error });
  });
  show('Botmaker', {
    'Fill the input': act('fillInput', 'CHATS', { text: TEXT }),
    'Send a message': act('sendMessage', 'CHATS', { text: TEXT }),
    'Open a ticket': act('navigateToTicket', 'TICKETS', { ticketCode: 'TK-1240' }),
  });
}

function chatwoot() {
  window.addEventListener('message', ({ data, source }) => {
    if (source !== window.parent || typeof data !== 'string' || !data.startsWith('{')) return;
    const { event, data: context } = JSON.parse(data);
    told(event, context);
    if (context?.theme) document.documentElement.dataset.theme = context.theme;
  });
  show('Chatwoot', { 'Ask for the context': () => post('chatwoot-dashboard-app:fetch-info') });
}

function kustomer() {
  const { Kustomer } = window;
  const answered = (name) => (error, data) => told(name, error ? { error } : data);
  Kustomer.initialize((context) => told('initialize', context));
  for (const name of ['context', 'modal_show', 'modal_hide', 'modal_close', 'modal_initialize']) {
    Kustomer.on(name, (payload) => told(name, payload));
  }
  show('Kustomer', {
    'Status': () => Kustomer.updateStatus('info', 'Parcel found'),
    'Toast': () => Kustomer.handleTriggerToast({ type: 'success', message: 'Saved' }),
    'Resize': () => Kustomer.resize({ height: '320px' }),
    'Ask the API': () =>
      Kustomer.request({ url: '/v1/customers/65f0a1b2c3d4e5f6a7b8c901', method: 'GET' }, answered('request')),
    'Close': () => Kustomer.close(),
  });
}

function workspaces() {
  const NAMES = ['onInteractionEvent', 'onCardFocusedEvent', 'onContextDataEvent', 'onMediaEvent', 'onMediaMessageEvent',
    'onAgentStateEvent', 'onCapabilitiesEvent', 'onInteractionEndedEvent', 'onMessageEvent', 'onUserTypingEvent'];
  customElements.define('built-in-widget', class extends HTMLElement {
    connectedCallback() {
      const id = this.getAttribute('interactionid');
      const api = id ? window.WS.widgetAPI(id) : window.WS.widgetAPI();
      for (const name of NAMES) api.onDataEvent(name, (payload) => told(name, payload));
      show('Workspaces', {
        'Send a message': () => api.sendChatMessage(TEXT),
        'Notify': () => api.sendNotification('Saved', 'info'),
        'Ready': () => api.setAgentReady(),
        'Tell other widgets': () => api.sendMessageToAnyWidget({ kind: 'refresh' }),
        'End': () => api.endInteraction(id),
      });
    }
  });
}

function web1on1() {
  const chat = window.web1on1;
  show('web1on1', {
    'Open': () => chat.open(),
    'Close': () => chat.close(),
    'Is it open?': () => told('isOpened', chat.isOpened()),
    'Prefill': () => chat.setPredefinedMessage('I want to book a test drive'),
    'Say as an agent': () => chat.api.showFakeAgentMessage('Welcome to the chat', 'Acme'),
    'Say as the visitor': () => chat.api.sendClientMessage('Hello there'),
    'Set the category': () => chat.api.sendClientMessage('>cs /set @category Service'),
  });
}

function zendesk() {
  const guid = parameters.get('app_guid');
  let requests = 0;
  const say = (message) => post(JSON.stringify({ ...message, appGuid: guid, instanceGuid: guid }));
  const ask = (request, params) => () => say({ id: ++requests, request, params });
  window.addEventListener('message', ({ data, source }) => {
    if (source !== window.parent || typeof data !== 'string' || !data.startsWith('{')) return;
    const { key, message, id, result, error } = JSON.parse(data);
    told(key ?? `answer ${id}`, message ?? result ?? error);
  });
  say({ key: 'iframe.handshake', message: { version: '2.0.11' } });
  say({ key: 'iframe.on:ticket.status.changed', message: { subscriberCount: 1 } });
  show('Zendesk', {
    'Who asks?': ask('get', ['ticket.subject', 'ticket.requester.email']),
    'Append to the comment': ask('invoke', { 'comment.appendText': [TEXT] }),
    'Solve the ticket': ask('set', { 'ticket.status': 'solved' }),
    'Notify': ask('invoke', { notify: ['Saved'] }),
  });
}

if (window.WS) workspaces();
else if (window.Kustomer) kustomer();
else if (window.web1on1) web1on1();
else if (parameters.has('bmtoken')) botmaker();
else if (parameters.has('app_guid')) zendesk();
else chatwoot();
