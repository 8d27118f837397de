// Widgets as each vendor documents them, which know nothing of onepane, run in the console as they are.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openConsole, sample, until } from './harness.js';

test('botmaker: a token, events, actions with answers', async (t) => {
  const it = await openConsole(t, { host: 'botmaker', widget: sample('botmaker.html') });
  const widget = it.widget();
  await widget.locator('#token', { hasText: 'agent@example.test' }).waitFor();
  await widget.locator('#events li', { hasText: 'widget:ready' }).waitFor();
  await widget.locator('#events li', { hasText: 'chat:selected {"customerId":"cust-81"' }).waitFor();

  await widget.locator('#fill').click();
  await until(it.page, () => document.querySelector('#draft').value === 'Your parcel left the depot.');
  await widget.locator('#response', { hasText: 'req_fillInput succeeded' }).waitFor();

  await widget.locator('#send').click();
  await it.page.locator('.message.outbound', { hasText: 'It will be there tomorrow.' }).waitFor();
  await widget.locator('#events li', { hasText: 'chat:messageSent' }).waitFor();

  await it.answering('fail', { reason: 'The queue is closed' });
  await widget.locator('#fill').click();
  await widget.locator('#response', { hasText: 'req_fillInput failed: The queue is closed' }).waitFor();

  // An action belongs to the screen that is shown.
  await widget.locator('#ticket').click();
  await widget.locator('#response', { hasText: 'does not belong to the screen' }).waitFor();
  await it.answering('done');
  await it.page.getByRole('button', { name: 'TICKETS' }).click();
  await widget.locator('#events li', { hasText: 'tickets:queueSummary' }).waitFor();
  await widget.locator('#ticket').click();
  await widget.locator('#events li', { hasText: 'ticket:selected {"ticketCode":"TK-1240"' }).waitFor();
  assert.deepEqual(it.faults, []);
});

test('chatwoot: a context at load, on request, of another conversation and theme', async (t) => {
  const it = await openConsole(t, { host: 'chatwoot', widget: sample('chatwoot.html') });
  const widget = it.widget();
  await widget.locator('#contact', { hasText: 'Ana Ruiz ana@example.test' }).waitFor();
  await widget.locator('#conversation', { hasText: '4711 open' }).waitFor();

  // What happens is not pushed: the widget has to ask.
  await it.page.locator('#draft').fill('On its way');
  await it.page.keyboard.press('Enter');
  await it.page.locator('.message', { hasText: 'On its way' }).waitFor();
  assert.equal(await widget.locator('#contexts').textContent(), '1');
  await widget.locator('#ask').click();
  await widget.locator('#messages', { hasText: 'Where is my parcel? | On its way' }).waitFor();

  await it.page.locator('#theme').selectOption('dark');
  await widget.locator('#contexts', { hasText: '3' }).waitFor();

  // Another conversation destroys the frame.
  await it.page.getByRole('button', { name: 'Noah Berg' }).click();
  await widget.locator('#conversation', { hasText: '4712' }).waitFor();
  assert.equal(await widget.locator('#contexts').textContent(), '1');
  assert.deepEqual(it.faults, []);
});

test('kustomer: the SDK’s global, its script answered here', async (t) => {
  const it = await openConsole(t, { host: 'kustomer', widget: sample('kustomer.html') });
  const widget = it.widget();
  await widget.locator('#customer', { hasText: 'Ana Ruiz' }).waitFor();
  await widget.locator('body[data-roles="org.user"]').waitFor();
  await widget.locator('#request').click();
  await widget.locator('#answer', { hasText: '"displayName":"Ana Ruiz"' }).waitFor();
  await widget.locator('#status').click();
  await it.page.locator('.notice', { hasText: 'Parcel found' }).waitFor();
  await widget.locator('#resize').click();
  await until(it.page, () => document.querySelector('.frame').getBoundingClientRect().height <= 180);
  await it.page.getByRole('button', { name: 'Mei Tanaka' }).click();
  await widget.locator('#customer', { hasText: 'Mei Tanaka' }).waitFor();
  await it.panel('Host');
  await it.page.locator('.says', { hasText: 'cdn.kustomerapp.com is answered by this console' }).waitFor();
  assert.deepEqual(it.faults, []);
});

test('workspaces: a custom element beside window.WS', async (t) => {
  const it = await openConsole(t, { host: 'workspaces', widget: sample('workspaces.js') });
  const widget = it.widget();
  await widget.locator('order-panel[interactionid$="0001"][widgetid="order-panel"]').waitFor();
  await widget.locator('order-panel[data-interaction$="0001"]').waitFor();
  await widget.locator('#agent', { hasText: 'Agent A' }).waitFor();
  await widget.locator('#interaction', { hasText: 'WEBCHAT ACTIVE' }).waitFor();
  await widget.locator('#chat').click();
  await it.page.locator('.message.outbound', { hasText: 'Your parcel left the depot.' }).waitFor();
  await widget.locator('#note').click();
  await it.page.locator('.notice', { hasText: 'Saved' }).waitFor();
  await widget.locator('#end').click();
  await it.page.locator('.chip', { hasText: 'ended' }).waitFor();
  assert.deepEqual(it.faults, []);
});

test('web1on1: the global of a visitor’s chat', async (t) => {
  const it = await openConsole(t, { host: 'web1on1', widget: sample('web1on1.html') });
  const widget = it.widget();
  await widget.locator('#opened', { hasText: 'false' }).waitFor();
  await widget.locator('#open').click();
  await widget.locator('#opened', { hasText: 'true' }).waitFor();
  await widget.locator('#predefined').click();
  await until(it.page, () => document.querySelector('#draft').value === 'I want to book a test drive');
  await widget.locator('#fake').click();
  await it.page.locator('.message.local', { hasText: 'Welcome to the chat' }).waitFor();
  await widget.locator('#client').click();
  await it.page.locator('.message.inbound', { hasText: 'Hello there' }).waitFor();
  await widget.locator('#category').click();
  await it.page.locator('.chip', { hasText: 'Service' }).waitFor();
  assert.deepEqual(it.faults, []);
});
