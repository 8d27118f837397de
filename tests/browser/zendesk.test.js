// The vendor's own client, as it is on npm, connects to the simulated console and is served.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundle } from './bundle.js';
import { openConsole, serve } from './harness.js';

const PAGE = `<!doctype html><title>An app</title><output></output><script src="/client.js"></script>
  <script>
    window.told = [];
    window.client = ZAFClient.init((context) => {
      document.querySelector('output').textContent = context.context ? context.context.location : context.location;
    });
    client.on('ticket.status.changed', (status) => told.push(status));
  </script>`;

async function open(t) {
  const server = await serve(t, { '/': PAGE, '/client.js': bundle({ ZAFClient: 'zendesk_app_framework_sdk' }) });
  const it = await openConsole(t, { host: 'zendesk', widget: server.url });
  await it.widget().locator('output', { hasText: 'ticket_sidebar' }).waitFor();
  return { it, frame: await it.frame() };
}

test('zendesk: the vendor’s client shakes hands and gets what it asks for', async (t) => {
  const { it, frame } = await open(t);
  const got = await frame.evaluate(() => client.get(['ticket.subject', 'ticket.status', 'ticket.requester.name']));
  assert.equal(got['ticket.subject'], 'Parcel A-1');
  assert.equal(got['ticket.status'], 'open');
  const missing = await frame.evaluate(() => client.get('ticket.nothing').catch((error) => error.message));
  assert.match(missing, /has not been told it/);
  assert.deepEqual(it.faults, []);
});

test('zendesk: the vendor’s client acts and is told', async (t) => {
  const { it, frame } = await open(t);
  await frame.evaluate(() => client.set('ticket.status', 'solved'));
  await it.page.locator('.chip', { hasText: 'resolved' }).waitFor();
  await frame.evaluate(() => client.invoke('comment.appendText', 'Your parcel left the depot.'));
  await it.page.waitForFunction(() => document.querySelector('#draft').value === 'Your parcel left the depot.');
  await it.answering('fail', { reason: 'The ticket is locked' });
  const failed = await frame.evaluate(() => client.set('ticket.status', 'open').catch((error) => error.message));
  assert.match(failed, /The ticket is locked/);
  await it.fire('Status changed');
  await frame.waitForFunction(() => window.told.includes('solved'));
  assert.deepEqual(it.faults, []);
});

test('zendesk: the vendor’s client holds saving back, and asks the API', async (t) => {
  const { it, frame } = await open(t);
  await frame.evaluate(() => client.on('ticket.save', () => window.order ?? 'Add an order number'));
  await it.panel('Actions');
  const replies = it.page.locator('.action', { hasText: 'event.reply' });
  await it.fire('Save hook');
  await it.panel('Actions');
  await replies.locator('pre', { hasText: 'Add an order number' }).waitFor();
  await frame.evaluate(() => (window.order = true));
  await it.fire('Save hook');
  await it.panel('Actions');
  await replies.locator('pre', { hasText: '"ok": true' }).waitFor();

  await frame.evaluate(() => client.request('/api/v2/tickets/4711.json'));
  await it.answering('fail', { reason: 'Not Found' });
  const failed = await frame.evaluate(() =>
    client.request('/api/v2/tickets/4712.json').catch(({ statusText }) => statusText));
  assert.equal(failed, 'Not Found');
  assert.deepEqual(it.faults, []);
});
