// `connect()` of the npm package in a real page: late, reloaded, hidden, doubled, alone, and lied to.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { bundle } from './bundle.js';
import { openConsole, openPage, serve } from './harness.js';
import { connected, notBuilt, npmPackage } from './pages.js';

const skip = notBuilt;

/** A page with the package, in a console. */
async function inConsole(t, host, page) {
  const server = await serve(t, { ...npmPackage(), '/': page });
  return openConsole(t, { host, widget: server.url });
}

/** How often events of this kind were told to the page so far. */
const count = (frame, kind) =>
  frame.evaluate((type) => window.events.filter((event) => event.type === type).length, `dev.onepane.${kind}`);

/** A context as Chatwoot's console says it, of somebody with this name. */
const context = (name) => JSON.stringify({
  event: 'appContext',
  data: { conversation: { id: 99, status: 'open' }, contact: { id: 99, name, email: 'mallory@example.test' } },
});

for (const [host, kind] of [
  ['botmaker', 'conversation.selected'],
  ['chatwoot', 'context.changed'],
  ['kustomer', 'context.changed'],
  ['workspaces', 'conversation.selected'],
  ['web1on1', 'session.ready'],
  ['zendesk', 'context.changed'],
]) {
  test(`${host}: is found by itself, tells events once each, and again after a reload`, { skip }, async (t) => {
    const it = await inConsole(t, host, connected());
    const told = async () => {
      const frame = await it.frame();
      await frame.waitForFunction((type) => window.events?.some((event) => event.type === type), `dev.onepane.${kind}`);
      assert.equal(await frame.evaluate(() => window.connection.ready), host);
      assert.equal(await frame.evaluate(() => window.connection.simulated), false);
      const ids = await frame.evaluate(() => window.events.map(({ id }) => id));
      assert.equal(new Set(ids).size, ids.length);
      assert.equal(await count(frame, 'session.launched'), 1);
      return frame;
    };
    const frame = await told();
    await frame.evaluate(() => {
      document.body.id = 'before';
      location.reload();
    });
    await it.widget().locator('body:not(#before)').waitFor();
    await told();
    assert.deepEqual(it.faults, []);
  });
}

test('actions are answered, failed, refused and aborted', { skip }, async (t) => {
  const it = await inConsole(t, 'botmaker', connected());
  const frame = await it.frame();
  await frame.waitForFunction(() => window.events?.some(({ type }) => type === 'dev.onepane.conversation.selected'));
  /** What an action comes to: what it resolves with, or the code it is refused with. */
  const send = (action, abort = false) => frame.evaluate(([action, abort]) => {
    const stop = new AbortController();
    const sent = window.connection.send(action, { signal: stop.signal });
    if (abort) window.connection.ready.then(() => stop.abort());
    return sent.then(({ confirmed }) => ({ confirmed }), ({ code }) => ({ code }));
  }, [action, abort]);
  const draft = { type: 'compose.set_text', data: { text: 'On its way.' } };
  assert.deepEqual(await send(draft), { confirmed: true });
  assert.equal(await it.page.locator('#draft').inputValue(), 'On its way.');
  assert.deepEqual(await send({ type: 'compose.set_text', data: { txet: '' } }), { code: 'invalid' });
  assert.deepEqual(await send({ type: 'call.start', data: {} }), { code: 'unsupported' });
  await it.answering('fail', { reason: 'Not today' });
  assert.deepEqual(await send(draft), { code: 'failed' });
  await it.answering('drop');
  assert.deepEqual(await send(draft, true), { code: 'cancelled' });
  assert.deepEqual(it.faults, []);
});

test('React’s strict mode mounts twice, and one connection lives', { skip }, async (t) => {
  const server = await serve(t, {
    ...npmPackage(),
    '/react.js': bundle({ React: 'react', ReactDOM: 'react-dom/client' }),
    '/react-module.js': 'export const { useEffect, useRef, useState, useSyncExternalStore } = window.React;',
    '/': `<!doctype html>
      <title>A widget in React</title>
      <main></main>
      <script>
        // How many listen to messages now, and what the page asked of the window around it.
        window.listening = 0;
        const { addEventListener: add, removeEventListener: remove } = window;
        window.addEventListener = (kind, ...rest) => (kind === 'message' && window.listening++, add.call(window, kind, ...rest));
        window.removeEventListener = (kind, ...rest) => (kind === 'message' && window.listening--, remove.call(window, kind, ...rest));
      </script>
      <script src="/react.js"></script>
      <script type="importmap">{ "imports": { "react": "/react-module.js" } }</script>
      <script type="module">
        import { useConsole } from '/onepane/react.js';
        const { createElement: h, StrictMode, useEffect } = React;
        window.mounts = 0;
        window.told = [];
        function Widget() {
          const { connection, context, host } = useConsole();
          useEffect(() => void window.mounts++, []);
          useEffect(() => connection?.on('context.changed', ({ id }) => window.told.push(id)), [connection]);
          return h('p', null, host + ' ' + context?.data.contact?.name);
        }
        window.root = ReactDOM.createRoot(document.querySelector('main'));
        root.render(h(StrictMode, null, h(Widget)));
      </script>`,
  });
  const it = await openConsole(t, { host: 'chatwoot', widget: server.url });
  await it.widget().getByText('chatwoot Ana Ruiz').waitFor();
  const frame = await it.frame();
  assert.equal(await frame.evaluate(() => window.mounts), 2);
  assert.equal(await frame.evaluate(() => window.listening), 1);
  const before = await frame.evaluate(() => window.told.length);
  await it.fire('Context, conversation with its messages', (text) => text.replaceAll('Ana Ruiz', 'Lena Koch'));
  await it.widget().getByText('chatwoot Lena Koch').waitFor();
  assert.equal(await frame.evaluate(() => window.told.length), before + 1);
  await frame.evaluate(() => window.root.unmount());
  await frame.waitForFunction(() => window.listening === 0);
  assert.deepEqual(it.faults, []);
});

test('a host whose script comes late is waited for', { skip }, async (t) => {
  const page = connected("host: 'kustomer', wait: 60000").replace('<h1>', `
    <script>
      const { Kustomer } = window;
      delete window.Kustomer;
      window.arrive = () => (window.Kustomer = Kustomer);
    </script><h1>`);
  const it = await inConsole(t, 'kustomer', page);
  const frame = await it.frame();
  // The host shows the frame once the widget has made itself known; until then nothing is drawn in it.
  await frame.waitForFunction(() => window.connection, undefined, { polling: 50 });
  assert.deepEqual(await frame.evaluate(() => [window.Kustomer, window.events.length]), [undefined, 0]);
  await frame.evaluate(() => void window.arrive());
  await it.widget().locator('h1', { hasText: 'Ana Ruiz' }).waitFor();
  assert.equal(await count(frame, 'session.ready'), 1);
  assert.deepEqual(it.faults, []);
});

test('a host whose script never comes is an error, and no endless wait', { skip }, async (t) => {
  const it = await inConsole(t, 'chatwoot', connected("host: 'kustomer', wait: 100"));
  const frame = await it.frame();
  assert.equal(await (await frame.waitForFunction(() => window.failure)).jsonValue(), 'late_host');
});

test('a page that connects after the console has spoken asks for what it missed', { skip }, async (t) => {
  const it = await inConsole(t, 'chatwoot', connected().replace(/window\.connect\(\{ +\}\);/, ''));
  await it.logged('appContext');
  const frame = await it.frame();
  await frame.waitForFunction(() => window.connect);
  await frame.evaluate(() => void window.connect());
  await it.widget().locator('h1', { hasText: 'Ana Ruiz' }).waitFor();
  assert.equal(await count(frame, 'session.ready'), 1);
  assert.deepEqual(it.faults, []);
});

test('a hidden tab hears nothing, and catches up once it is shown', { skip }, async (t) => {
  const it = await inConsole(t, 'chatwoot', connected("host: 'chatwoot'"));
  await it.widget().locator('h1', { hasText: 'Ana Ruiz' }).waitFor();
  const frame = await it.frame();
  const view = it.page.getByLabel('Widget', { exact: true });
  await it.panel('Host');
  await view.selectOption('hidden');
  const before = await count(frame, 'context.changed');
  await frame.evaluate(() => void window.connection.send({ type: 'context.refresh', data: {} }).catch(() => {}));
  await it.logged('the tab is hidden');
  assert.equal(await count(frame, 'context.changed'), before);
  await view.selectOption('shown');
  // As a browser says when the agent comes back to the tab.
  await frame.evaluate(() => void window.dispatchEvent(new Event('focus')));
  await it.page.waitForFunction(() => [...document.querySelectorAll('.entry summary')].at(-1)?.textContent.includes('appContext'));
  assert.deepEqual(it.faults, []);
});

test('a Workspaces element lives while it is in the page, moved or not', { skip }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'onepane-element-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(npmPackage())) writeFileSync(join(folder, name.slice('/onepane/'.length)), content);
  writeFileSync(join(folder, 'widget.js'), `
    import { defineWorkspacesElement } from './index.js';
    window.mounted = 0;
    window.left = 0;
    const mount = (root, connection, element) => {
      window.mounted++;
      const shown = root.appendChild(document.createElement('p'));
      connection.on('conversation.updated', ({ data }) => (shown.textContent = 'about ' + data.conversation.id));
      return () => void window.left++;
    };
    defineWorkspacesElement('case-panel', mount);
    // A script that the host loads twice defines nothing twice.
    defineWorkspacesElement('case-panel', () => { throw new Error('mounted by the second'); });
  `);
  const it = await openConsole(t, { host: 'workspaces', widget: join(folder, 'widget.js') });
  const frame = await it.frame();
  const shown = it.widget().getByText(/^about /);
  await shown.waitFor();
  const counts = () => frame.evaluate(() => [window.mounted, window.left]);
  await frame.evaluate(() => {
    const element = document.querySelector('case-panel');
    document.body.appendChild(document.createElement('section')).append(element);
  });
  assert.deepEqual(await counts(), [1, 0]);
  await shown.waitFor();
  await frame.evaluate(() => (window.kept = document.querySelector('case-panel')).remove());
  await frame.waitForFunction(() => window.left === 1);
  await it.logged('unsubscribe onInteractionEvent');
  await frame.evaluate(() => void document.body.append(window.kept));
  await shown.waitFor();
  assert.deepEqual(await counts(), [2, 1]);
  assert.deepEqual(it.faults, []);
});

test('a page outside any console gets one that is played', { skip }, async (t) => {
  const server = await serve(t, { ...npmPackage(), '/': connected() });
  const { page, faults } = await openPage(t);
  await page.goto(server.url);
  await page.locator('h1', { hasText: 'Ada Sample' }).waitFor();
  assert.deepEqual(await page.evaluate(() => [window.connection.host, window.connection.simulated]), ['chatwoot', true]);
  const sent = await page.evaluate(() => window.connection.send({ type: 'message.send', data: { text: 'Hello' } }));
  assert.equal(sent.confirmed, true);
  // A page can have it otherwise.
  assert.equal(await page.evaluate(() => window.connect({ emulator: false }).ready.catch(({ code }) => code)), 'no_host');
  assert.equal(await page.evaluate(() => window.connect({ emulator: 'botmaker' }).ready), 'botmaker');
  assert.deepEqual(faults, []);
});

test('200 messages in a context come in order, and the next one alone is new', { skip }, async (t) => {
  const it = await inConsole(t, 'chatwoot', connected());
  await it.widget().locator('h1', { hasText: 'Ana Ruiz' }).waitFor();
  const frame = await it.frame();
  const told = (number) => (text) => {
    const context = JSON.parse(text);
    const { messages } = context.data.conversation;
    context.data.conversation.id = 5200;
    context.data.conversation.messages = Array.from({ length: number }, (_, place) => ({
      ...messages[0], id: 9001 + place, created_at: 1_770_000_000 + place, content: `Message ${place}`,
    }));
    return JSON.stringify(context);
  };
  await it.fire('Context, conversation with its messages', told(200));
  await frame.waitForFunction(() => window.connection.context.data.conversation.messages?.length === 200);
  const texts = await frame.evaluate(() => window.connection.context.data.conversation.messages.map(({ text }) => text));
  assert.deepEqual(texts, Array.from({ length: 200 }, (_, place) => `Message ${place}`));
  const before = await count(frame, 'message.created');
  await it.fire('Context, conversation with its messages', told(201));
  await frame.waitForFunction(() => window.connection.context.data.conversation.messages?.length === 201);
  assert.equal(await count(frame, 'message.created'), before + 1);
  assert.deepEqual(it.faults, []);
});

test('only the window around the page is believed', { skip }, async (t) => {
  const it = await inConsole(t, 'chatwoot', connected());
  await it.widget().locator('h1', { hasText: 'Ana Ruiz' }).waitFor();
  const frame = await it.frame();
  const before = await frame.evaluate(() => window.events.length);
  await frame.evaluate(async (forged) => {
    window.postMessage(forged, '*');
    const inner = document.createElement('iframe');
    document.body.append(inner);
    const script = inner.contentDocument.createElement('script');
    script.textContent = `parent.postMessage(${JSON.stringify(forged)}, '*')`;
    inner.contentDocument.body.append(script);
    const last = new Promise((resolve) => window.addEventListener('message', ({ data }) => data === 'last' && resolve()));
    window.postMessage('last', '*');
    await last;
  }, context('Mallory'));
  assert.equal(await frame.evaluate(() => window.events.length), before);
  // The window around it is believed as far as what it says can be read: noise is told, and does no harm.
  const say = (data) => it.page.evaluate((data) => document.querySelector('iframe').contentWindow.postMessage(data, '*'), data);
  for (const noise of ['webpack', null, 7, [], { type: 'vite' }]) await say(noise);
  await say('{"event":"appContext","data":{"conversation":');
  await say('{"event": "appContext", "data": []}');
  await say(context('Lena Koch'));
  await it.widget().locator('h1', { hasText: 'Lena Koch' }).waitFor();
  assert.ok((await frame.evaluate(() => window.notices)).length >= 2);
  assert.deepEqual(it.faults, []);
});

test('an origin that is not on the list is not heard', { skip }, async (t) => {
  const page = connected("host: 'chatwoot', origins: ['https://console.example.com', '*.example.com']");
  const it = await inConsole(t, 'chatwoot', page);
  await it.logged('appContext');
  const frame = await it.frame();
  await frame.waitForFunction(() => window.notices.some((text) => text.startsWith('refused a message')));
  assert.equal(await frame.evaluate(() => window.connection.context), undefined);
  // The same page believes the console once its origin is there.
  const { origin } = new URL(it.url);
  await frame.evaluate((origin) => void window.connect({ host: 'chatwoot', origins: [origin] }), origin);
  await it.widget().locator('h1', { hasText: 'Ana Ruiz' }).waitFor();
  assert.deepEqual(it.faults, []);
});

test('the console’s token is verified in the page, and the module comes only when asked for', { skip }, async (t) => {
  const asked = [];
  const watch = (page) => page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const server = await serve(t, { ...npmPackage(), '/': connected() });
  const it = await openConsole(t, { host: 'botmaker', widget: server.url, watch });
  const keys = await (await fetch(`${it.url}keys/identity.json`)).text();
  /** The verdict on the token that the widget was given. */
  const judge = async () => {
    const frame = await it.frame();
    await frame.waitForFunction(() => window.connection?.host);
    return frame.evaluate(async (keys) => {
      const { verifyToken } = await import('/onepane/token.js');
      const token = new URLSearchParams(location.search).get('bmtoken') ?? '';
      const { verified, claims, reason } = await verifyToken(token, { host: 'botmaker', keys });
      return verified ? claims.issuer : reason;
    }, keys);
  };
  await (await it.frame()).waitForFunction(() => window.connection?.host);
  assert.ok(!asked.some((path) => /^\/onepane\/(verifier|token)/.test(path)), asked.join(' '));
  assert.equal(await judge(), 'botmaker.com');
  await it.panel('Host');
  for (const [kind, reason] of [['expired', 'expired'], ['forged', 'signature'], ['none', 'parts']]) {
    const old = (await it.frame()).url();
    await it.page.getByLabel('Token').selectOption(kind);
    await it.page.waitForFunction((old) => document.querySelector('iframe') && document.querySelector('iframe').src !== old, old);
    assert.equal(await judge(), reason);
  }
  assert.deepEqual(it.faults, []);
});
