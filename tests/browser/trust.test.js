// What the console believes: its widget's own window, from the widget's origin, by the host's rules.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openConsole, sample, serve } from './harness.js';

const ACTION = {
  messageType: 'BM_WIDGET_ACTION', widgetName: 'order-desk', action: 'fillInput', screen: 'CHATS',
  payload: { text: 'Forged' }, requestId: 'f1',
};

test('a frame within the widget is not the widget', async (t) => {
  const server = await serve(t, {
    '/': '<!doctype html><iframe src="/inner"></iframe>',
    '/inner': `<!doctype html><script>
      onmessage = ({ data }) => { if (data === 'go') top.postMessage(${JSON.stringify(ACTION)}, '*'); };
    </script>`,
  });
  const it = await openConsole(t, { host: 'botmaker', widget: server.url });
  const frame = await it.frame();
  const inner = await (await frame.waitForSelector('iframe')).contentFrame();
  await inner.waitForLoadState();
  await inner.evaluate((action) => top.postMessage(action, '*'), ACTION);
  // The widget's own message comes after it; when that one is there, the other was passed over.
  await frame.evaluate((action) => parent.postMessage({ ...action, payload: { text: 'Mine' } }, '*'), ACTION);
  await it.logged('compose.set_text');
  assert.equal(await it.page.locator('#draft').inputValue(), 'Mine');
  assert.equal(await it.logged('compose.set_text'), 1);
});

test('a page elsewhere cannot speak to the console', async (t) => {
  const it = await openConsole(t, { host: 'botmaker', widget: sample('botmaker.html') });
  await it.widget().locator('#screen', { hasText: 'CHATS' }).waitFor();
  const server = await serve(t, { '/': '<!doctype html><title>Elsewhere</title>' });
  const stranger = await it.page.context().newPage();
  await stranger.goto(server.url);
  // It can neither be framed, nor be asked to do something.
  const answer = await stranger.evaluate(async (url) => {
    const response = await fetch(`${url}api/panes`, {
      method: 'POST', mode: 'no-cors', headers: { 'content-type': 'text/plain' }, body: '{"host":"botmaker"}',
    });
    return response.type;
  }, it.url);
  assert.equal(answer, 'opaque');
  const direct = await fetch(`${it.url}api/panes`, {
    method: 'POST', headers: { origin: server.url.slice(0, -1), 'content-type': 'application/json' },
    body: '{"host":"botmaker"}',
  });
  assert.equal(direct.status, 403);
  const headers = (await fetch(it.url)).headers;
  assert.match(headers.get('content-security-policy'), /frame-ancestors 'none'/);
});

test('botmaker: the sender’s origin and name are checked', async (t) => {
  const it = await openConsole(t, { host: 'botmaker', widget: sample('botmaker.html') });
  await it.panel('Host');
  await it.page.getByLabel('Allowed domains').fill('*.example.com');
  await it.page.getByLabel('Allowed domains').blur();
  await it.widget().locator('#screen', { hasText: 'CHATS' }).waitFor();
  await it.widget().locator('#fill').click();
  await it.page.locator('.entry.bad .meaning', { hasText: 'refused: ' }).waitFor();
  assert.equal(await it.page.locator('#draft').inputValue(), '');
  // Whoever is not allowed gets no answer.
  assert.equal(await it.widget().locator('#response').textContent(), '');

  await it.page.getByLabel('Allowed domains').fill('');
  await it.page.getByLabel('Allowed domains').blur();
  await it.page.getByLabel('Registered name').fill('another-widget');
  await it.page.getByLabel('Registered name').blur();
  await it.widget().locator('#screen', { hasText: 'CHATS' }).waitFor();
  await it.widget().locator('#fill').click();
  await it.widget().locator('#response', { hasText: 'req_fillInput failed: onepane: ' }).waitFor();
  assert.deepEqual(it.faults, []);
});

test('botmaker: tokens that hold, and that do not', async (t) => {
  const it = await openConsole(t, { host: 'botmaker', widget: sample('botmaker.html') });
  const jwk = await (await fetch(`${it.url}keys/identity.json`)).json();
  const key = await crypto.subtle.importKey('jwk', jwk, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, false, ['verify']);
  const bytes = (text) => Buffer.from(text, 'base64url');
  /** Whether the signature of the token that the widget was given holds, and whether it has expired. */
  const judge = async () => {
    await it.widget().locator('#screen', { hasText: 'CHATS' }).waitFor();
    const url = new URL((await it.frame()).url());
    const token = url.searchParams.get('bmtoken');
    if (!token) return 'none';
    const [header, payload, signature] = token.split('.');
    const signed = new TextEncoder().encode(`${header}.${payload}`);
    const holds = await crypto.subtle.verify('RSASSA-PKCS1-v1_5', key, bytes(signature), signed);
    const { exp, iss } = JSON.parse(bytes(payload));
    assert.equal(iss, 'botmaker.com');
    return holds ? (exp * 1000 > Date.now() ? 'valid' : 'expired') : 'forged';
  };
  assert.equal(await judge(), 'valid');
  await it.panel('Host');
  for (const kind of ['expired', 'forged', 'none']) {
    const old = (await it.frame()).url();
    await it.page.getByLabel('Token').selectOption(kind);
    await it.page.waitForFunction((old) => document.querySelector('iframe')?.src !== old && document.querySelector('iframe'), old);
    assert.equal(await judge(), kind);
  }
});

test('a foreign message is no fault, and a malformed one is told', async (t) => {
  const server = await serve(t, { '/': '<!doctype html><title>Noise</title>' });
  const it = await openConsole(t, { host: 'botmaker', widget: server.url });
  const frame = await it.frame();
  for (const message of ['webpack', null, 7, [], { type: 'vite' }, { messageType: 'BM_WIDGET_EVENT' }]) {
    await frame.evaluate((message) => parent.postMessage(message, '*'), message);
  }
  await it.page.waitForFunction(() => document.querySelectorAll('.entry.out.dim').length === 6);
  await frame.evaluate((message) => parent.postMessage(message, '*'), { ...ACTION, payload: { text: 7 } });
  await it.page.locator('.entry.bad .meaning', { hasText: 'expected' }).waitFor();
  assert.equal(await it.page.locator('#action-list li').count(), 0);
  assert.deepEqual(it.faults, []);
});
