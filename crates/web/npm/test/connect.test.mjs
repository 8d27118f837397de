import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConnectError, SendError, connect } from '../dist/index.js';
import { fixture, kinds, page, record, until } from './fake.mjs';

const ASK = 'chatwoot-dashboard-app:fetch-info';

async function chatwoot(options = {}, window = page()) {
  const connection = connect({ window, host: 'chatwoot', ...options });
  const events = record(connection);
  await connection.ready;
  return { window, connection, events };
}

test('importing it on a server does nothing, and connecting there never begins', async () => {
  const connection = connect();
  assert.equal(connection.host, undefined);
  assert.equal(await Promise.race([connection.ready, Promise.resolve('pending')]), 'pending');
  connection.close();
});

test('the first message that is a host tells which host it is, and is not lost', async () => {
  const window = page();
  const connection = connect({ window });
  const events = record(connection);
  window.say({ some: 'extension' });
  window.say((await fixture('chatwoot', 'context_web')).data);
  assert.equal(await connection.ready, 'chatwoot');
  assert.deepEqual(kinds(events).slice(0, 2), ['session.launched', 'session.ready']);
  assert.ok(kinds(events).includes('context.changed'));
  assert.equal(connection.context.data.conversation.id, '4711');
  connection.close();
});

test('a launch parameter tells Botmaker, and the token is not told on', async () => {
  const window = page({ url: 'https://widget.example.test/?bmtoken=eyJ.SECRET.x' });
  const connection = connect({ window });
  const events = record(connection);
  assert.equal(await connection.ready, 'botmaker');
  window.say((await fixture('botmaker', 'chat_selected')).data);
  assert.ok(kinds(events).includes('conversation.selected'));
  assert.ok(!JSON.stringify(events).includes('SECRET'));
  connection.close();
});

test('a silent console is asked, with growing patience', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const window = page();
  const connection = connect({ window });
  t.mock.timers.tick(0);
  assert.equal(window.posted.length, 1);
  t.mock.timers.tick(3000);
  assert.deepEqual(new Set(window.posted.map(({ data }) => data)), new Set([ASK]));
  assert.equal(window.posted.length, 4);
  const rejected = assert.rejects(connection.ready, (error) => error instanceof ConnectError && error.code === 'no_host');
  t.mock.timers.tick(2000);
  await rejected;
});

test('only the window around the page is believed, and only from its origins', async () => {
  const { window, connection, events } = await chatwoot({ origins: ['https://console.example.test'] });
  const before = events.length;
  const { data } = await fixture('chatwoot', 'context_web');
  window.say(data, { source: window });
  window.say(data, { source: {} });
  window.say(data, { source: null });
  window.say(data, { origin: 'https://evil.example.test' });
  window.say(data, { origin: 'null' });
  assert.equal(events.length, before);
  window.say(data);
  assert.ok(events.length > before);
  connection.close();
});

test('in a mobile app the page itself is the host, and is asked by the app', async () => {
  const posted = [];
  const window = page({ framed: false, globals: { ReactNativeWebView: { postMessage: (data) => posted.push(data) } } });
  const connection = connect({ window });
  const events = record(connection);
  assert.equal(await connection.ready, 'chatwoot');
  assert.ok(posted.includes(ASK) || window.posted.length > 0 || connection.simulated === false);
  window.say((await fixture('chatwoot', 'context_mobile')).data, { origin: 'https://widget.example.test' });
  assert.ok(kinds(events).includes('context.changed'));
  connection.close();
});

test('outside any host a console is played, with somebody at hand', async () => {
  const window = page({ framed: false });
  const connection = connect({ window });
  const events = record(connection);
  assert.equal(await connection.ready, 'chatwoot');
  assert.equal(connection.simulated, true);
  await until(() => connection.context);
  assert.equal(connection.context.data.contact.name, 'Ada Sample');
  const sent = await connection.send({ type: 'message.send', data: { text: 'Hello' } });
  assert.equal(sent.confirmed, true);
  assert.ok(events.length > 0);
  connection.close();
});

test('outside any host, where nothing shall be played, it says so', async () => {
  const connection = connect({ window: page({ framed: false }), emulator: false });
  await assert.rejects(connection.ready, { code: 'no_host' });
  await assert.rejects(connection.send({ type: 'context.refresh' }), { code: 'no_host' });
});

test('an answer of the host resolves what was sent, its no rejects it', async () => {
  const window = page({ url: 'https://widget.example.test/?bmtoken=x' });
  const connection = connect({ window });
  await connection.ready;
  window.say((await fixture('botmaker', 'chat_selected')).data);
  const asked = () => window.posted.at(-1)?.data;
  const well = connection.send({ type: 'compose.set_text', data: { text: 'Hello' } });
  await until(() => asked()?.action === 'fillInput');
  window.say({ messageType: 'BM_WIDGET_ACTION_RESPONSE', requestId: asked().requestId, success: true });
  assert.equal((await well).confirmed, true);
  const ill = connection.send({ type: 'message.send', data: { text: 'Hello' } });
  await until(() => asked()?.action === 'sendMessage');
  window.say({ messageType: 'BM_WIDGET_ACTION_RESPONSE', requestId: asked().requestId, success: false, error: 'no' });
  await assert.rejects(ill, (error) => error instanceof SendError && error.code === 'failed' && error.message === 'no');
  connection.close();
});

test('what the host does not have is refused before anything is sent', async () => {
  const { window, connection } = await chatwoot();
  const before = window.posted.length;
  await assert.rejects(connection.send({ type: 'ticket.open', data: { code: 'A' } }), { code: 'unsupported', beforeSending: true });
  await assert.rejects(connection.send({ type: 'message.send', data: { text: 'Hi' } }), { code: 'refused' });
  await assert.rejects(connection.send({ type: 'message.send', data: { txt: 'Hi' } }), { code: 'invalid' });
  assert.equal(connection.supports('ticket.open'), false);
  assert.equal(window.posted.length, before);
  connection.close();
});

test('requests to an API go through the app and come back', async () => {
  const asked = [];
  const answer = async (request) => {
    asked.push(request);
    return { status: 200, body: { id: 9 } };
  };
  const { window, connection } = await chatwoot({ fetch: answer });
  window.say((await fixture('chatwoot', 'context_web')).data);
  assert.equal((await connection.send({ type: 'message.send', data: { text: 'Hi' } })).confirmed, true);
  assert.equal(asked[0].method, 'POST');
  assert.equal(asked[0].body.content, 'Hi');
  connection.close();
});

test('a backend that cannot be reached fails the action with its words', async () => {
  const { window, connection } = await chatwoot({ fetch: async () => Promise.reject(new Error('unreachable')) });
  window.say((await fixture('chatwoot', 'context_web')).data);
  await assert.rejects(connection.send({ type: 'message.send', data: { text: 'Hi' } }), { code: 'failed', message: 'unreachable' });
  connection.close();
});

test('a listener that comes late is told the state, and no occurrence', async () => {
  const { window, connection } = await chatwoot();
  window.say((await fixture('chatwoot', 'context_web')).data);
  const late = record(connection);
  await until(() => late.length > 0);
  assert.ok(kinds(late).includes('context.changed'));
  assert.ok(!kinds(late).includes('message.created'));
  connection.close();
});

test('two connections in one page hear the same once each, and a closed one hears nothing', async () => {
  const window = page();
  const one = await chatwoot({}, window);
  one.connection.close();
  const two = await chatwoot({}, window);
  const three = await chatwoot({}, window);
  window.say((await fixture('chatwoot', 'context_web')).data);
  const contexts = ({ events }) => kinds(events).filter((kind) => kind === 'context.changed').length;
  assert.deepEqual([contexts(one), contexts(two), contexts(three)], [0, 1, 1]);
  two.connection.close();
  three.connection.close();
});

test('closing cancels what waits, also from inside a listener', async () => {
  const window = page({ url: 'https://widget.example.test/?bmtoken=x' });
  const connection = connect({ window });
  await connection.ready;
  window.say((await fixture('botmaker', 'chat_selected')).data);
  const waiting = connection.send({ type: 'compose.set_text', data: { text: 'Hello' } });
  await until(() => window.posted.length > 0);
  const { data } = await fixture('botmaker', 'ticket_selected');
  connection.on('ticket.selected', () => connection.close());
  window.say(data);
  await assert.rejects(waiting, { name: 'SendError' });
  await assert.rejects(connection.send({ type: 'context.refresh' }), { code: 'closed' });
});

test('an action can be given up', async () => {
  const window = page({ url: 'https://widget.example.test/?bmtoken=x' });
  const connection = connect({ window });
  await connection.ready;
  window.say((await fixture('botmaker', 'chat_selected')).data);
  const control = new AbortController();
  const waiting = connection.send({ type: 'compose.set_text', data: { text: 'Hello' } }, { signal: control.signal });
  await until(() => window.posted.length > 0);
  control.abort();
  await assert.rejects(waiting, { code: 'cancelled' });
  connection.close();
});

test('dates that cross by structured clone are tagged, and circles are let go', async () => {
  const notices = [];
  const window = page({ url: 'https://widget.example.test/?bmtoken=x' });
  const connection = connect({ window, notice: (text) => notices.push(text) });
  const events = record(connection);
  await connection.ready;
  window.say({ messageType: 'BM_WIDGET_EVENT', event: 'x:y', screen: 'CHATS', payload: { at: new Date(0) }, timestamp: 1 });
  const told = events.find(({ type }) => type === 'dev.onepane.host.event');
  assert.deepEqual(told.data.payload, { at: { $date: '1970-01-01T00:00:00.000Z' } });
  const circle = { messageType: 'BM_WIDGET_EVENT' };
  circle.self = circle;
  window.say(circle);
  assert.ok(notices.some((text) => text.startsWith('could not tell')));
  connection.close();
});

test('half of a surrogate pair in a text comes through as it was sent', async () => {
  const { window, connection } = await chatwoot();
  // As itself in the text, and as its escape.
  for (const half of ['\ud83d', '\\ud83d']) {
    window.say(`{"event":"appContext","data":{"conversation":{"id":5,"more":"a${half}"},"contact":{}}}`);
    assert.equal(connection.context.data.conversation.extra.more, 'a\ud83d');
  }
  connection.close();
});
