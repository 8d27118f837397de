// Hosts that are a script in the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from '../dist/index.js';
import { fixture, kinds, page, record, until } from './fake.mjs';

function kustomer(context) {
  const calls = [];
  const listeners = {};
  return {
    calls,
    listeners,
    initialize(callback) {
      calls.push('initialize');
      setTimeout(() => callback(...context));
    },
    on: (name, callback) => (listeners[name] = callback),
    request: (request, callback) => (calls.push(request), callback(null, { id: '1' })),
    resize: (size) => void calls.push(size ?? 'resize'),
  };
}

test('Kustomer is initialized once, however many connections there are', async () => {
  const { args } = await fixture('kustomer', 'initialize_conversation');
  const Kustomer = kustomer(args);
  const window = page({ url: 'https://card.example.test/?parentUrl=x&id=1', globals: { Kustomer } });
  const one = connect({ window });
  const events = record(one);
  assert.equal(await one.ready, 'kustomer');
  await until(() => one.context);
  one.close();
  const two = connect({ window });
  const again = record(two);
  await two.ready;
  assert.equal(Kustomer.calls.filter((call) => call === 'initialize').length, 1);
  for (const told of [events, again]) {
    assert.equal(kinds(told).filter((kind) => kind === 'context.changed').length, 1);
  }
  assert.equal((await two.send({ type: 'panel.resize' })).confirmed, false);
  two.close();
});

test('a script that comes late is waited for, and one that never comes is told', async () => {
  const { args } = await fixture('kustomer', 'initialize_customer');
  const window = page({ url: 'https://card.example.test/?parentUrl=x&id=1' });
  const late = connect({ window });
  setTimeout(() => (window.Kustomer = kustomer(args)), 20);
  assert.equal(await late.ready, 'kustomer');
  late.close();
  const never = connect({ window: page({ url: 'https://card.example.test/?parentUrl=x&id=1' }), wait: 50 });
  await assert.rejects(never.ready, { code: 'late_host' });
});

test('Workspaces is subscribed to once a name, and left when the last one goes', async () => {
  const subscribed = new Map();
  const removed = [];
  const api = {
    onDataEvent: (name, callback) => subscribed.set(name, [...(subscribed.get(name) ?? []), callback]),
    removeDataEvent: (name) => removed.push(name),
    getInteractionData: async () => undefined,
    setAgentReady: async () => undefined,
  };
  const made = [];
  const WS = { widgetAPI: (...args) => (made.push(args), api) };
  const element = { attributes: [{ name: 'interactionid', value: 'i-1' }], getAttribute: (name) => (name === 'interactionid' ? 'i-1' : null) };
  const window = page({ framed: false, globals: { WS } });
  const one = connect({ window, element });
  const two = connect({ window, element });
  const events = record(one);
  assert.equal(await one.ready, 'workspaces');
  await two.ready;
  assert.deepEqual(made, [['i-1']]);
  assert.deepEqual(new Set([...subscribed.values()].map((callbacks) => callbacks.length)), new Set([1]));
  const { args } = await fixture('workspaces', 'agent_state');
  subscribed.get('onAgentStateEvent')[0](...args);
  assert.ok(kinds(events).includes('agent.state_changed'));
  one.close();
  assert.deepEqual(removed, []);
  two.close();
  assert.deepEqual(new Set(removed), new Set(subscribed.keys()));
});

test('web1on1 is called in the page, and what throws fails the action', async () => {
  const said = [];
  const web1on1 = {
    open: () => said.push('open'),
    api: { sendClientMessage: (text) => said.push(text), showFakeAgentMessage: () => { throw new Error('broken'); } },
  };
  const connection = connect({ window: page({ framed: false, globals: { web1on1 } }) });
  assert.equal(await connection.ready, 'web1on1');
  const sent = await connection.send({ type: 'conversation.set_category', data: { category: 'Service' } });
  assert.equal(sent.confirmed, false);
  assert.deepEqual(said, ['>cs /set @category Service']);
  connection.close();
});
