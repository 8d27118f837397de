// Widgets that are late, reloaded, hidden, or two at once; long contexts; changes while one works.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { openConsole, sample, serve } from './harness.js';
import { listener } from './pages.js';

test('a listener that comes after the only message can ask', async (t) => {
  const server = await serve(t, {
    '/': `<!doctype html><button>Listen</button><output></output><script>
      document.querySelector('button').onclick = () => {
        addEventListener('message', ({ data }) => (document.querySelector('output').textContent = JSON.parse(data).event));
        parent.postMessage('chatwoot-dashboard-app:fetch-info', '*');
      };
    </script>`,
  });
  const it = await openConsole(t, { host: 'chatwoot', widget: server.url });
  await it.logged('appContext');
  assert.equal(await it.widget().locator('output').textContent(), '');
  await it.widget().locator('button').click();
  await it.widget().locator('output', { hasText: 'appContext' }).waitFor();
});

test('a hidden tab gets no answer, a shown one does', async (t) => {
  const it = await openConsole(t, { host: 'chatwoot', widget: sample('chatwoot.html') });
  await it.widget().locator('#contexts', { hasText: '1' }).waitFor();
  await it.panel('Host');
  await it.page.getByLabel('Widget', { exact: true }).selectOption('hidden');
  const frame = await it.frame();
  await frame.evaluate(() => document.querySelector('#ask').click());
  await it.logged('the tab is hidden');
  assert.equal(await frame.evaluate(() => document.querySelector('#contexts').textContent), '1');
  await it.page.getByLabel('Widget', { exact: true }).selectOption('shown');
  await it.widget().locator('#ask').click();
  await it.widget().locator('#contexts', { hasText: '2' }).waitFor();
});

for (const [host, file, shows] of [
  ['botmaker', 'botmaker.html', ['#events li', 'chat:selected']],
  ['chatwoot', 'chatwoot.html', ['#conversation', '4711 open']],
  ['kustomer', 'kustomer.html', ['#customer', 'Ana Ruiz']],
  ['workspaces', 'workspaces.js', ['#interaction', 'WEBCHAT ACTIVE']],
  ['web1on1', 'web1on1.html', ['#opened', 'false']],
]) {
  test(`${host}: reloads by the console and by itself`, async (t) => {
      const it = await openConsole(t, { host, widget: sample(file) });
    const shown = () => it.widget().locator(shows[0], { hasText: shows[1] }).first().waitFor();
    await shown();
    await (await it.frame()).evaluate(() => (document.body.id = 'before'));
    await it.page.getByRole('button', { name: 'Reload widget' }).click();
    await it.page.waitForFunction(() => document.querySelectorAll('iframe').length === 1);
    await it.widget().locator('body:not(#before)').waitFor();
    await shown();
    // A page that loads itself anew, as on a link or by its own hot reload.
    await (await it.frame()).evaluate(() => {
      document.body.id = 'before';
      location.reload();
    });
    await it.widget().locator('body:not(#before)').waitFor();
    await shown();
    assert.deepEqual(it.faults, []);
  });
}

test('two widgets at once are answered each for itself', async (t) => {
  const it = await openConsole(t, { host: 'chatwoot', widget: sample('chatwoot.html') });
  await it.widget(1).locator('#contexts', { hasText: '1' }).waitFor();
  await it.page.getByRole('button', { name: 'Add a widget' }).click();
  await it.widget(2).locator('#contexts', { hasText: '1' }).waitFor();
  await it.widget(2).locator('#ask').click();
  await it.widget(2).locator('#contexts', { hasText: '2' }).waitFor();
  assert.equal(await it.widget(1).locator('#contexts').textContent(), '1');
  await it.page.getByRole('region', { name: 'Widget 2' }).getByRole('button', { name: 'Close' }).click();
  await it.page.waitForFunction(() => document.querySelectorAll('iframe').length === 1);
  assert.deepEqual(it.faults, []);
});

test('workspaces: what one widget tells the others', async (t) => {
  const server = await serve(t, { '/': listener(['onMessageEvent']) });
  const it = await openConsole(t, { host: 'workspaces', widget: server.url });
  await it.logged('subscribe onMessageEvent');
  await it.page.getByRole('button', { name: 'Add a widget' }).click();
  const [first, second] = [await it.frame(1), await it.frame(2)];
  await second.waitForFunction(() => window.WS);
  await it.page.waitForFunction(() => document.querySelectorAll('.entry').length >= 4);
  await first.evaluate(() => {
    window.told.length = 0;
    WS.widgetAPI().sendMessageToAnyWidget({ kind: 'refresh' });
  });
  await second.waitForFunction(() => window.told.some(({ payload }) => payload[0]?.kind === 'refresh'));
  assert.equal(await first.evaluate(() => window.told.length), 0);
});

test('a context with 200 messages', async (t) => {
  const it = await openConsole(t, { host: 'chatwoot', widget: sample('chatwoot.html') });
  await it.widget().locator('#contexts', { hasText: '1' }).waitFor();
  await it.fire('Context, conversation with its messages', (text) => {
    const context = JSON.parse(text);
    const [first] = context.data.conversation.messages;
    context.data.conversation.messages = Array.from({ length: 200 }, (_, place) => ({
      ...first, id: 9001 + place, content: `Message ${place}`,
    }));
    return JSON.stringify(context);
  });
  await it.widget().locator('#messages', { hasText: 'Message 0 | Message 1 |' }).waitFor();
  await it.widget().locator('#messages', { hasText: 'Message 199' }).waitFor();
  assert.deepEqual(it.faults, []);
});

test('actions are answered, failed, delayed, asked about and dropped', async (t) => {
  const it = await openConsole(t, { host: 'botmaker', widget: sample('botmaker.html') });
  const widget = it.widget();
  const response = (text) => widget.locator('#response', { hasText: text }).waitFor();
  await widget.locator('#screen', { hasText: 'CHATS' }).waitFor();

  await it.answering('ask');
  await widget.locator('#fill').click();
  await it.page.locator('#tab-actions .badge', { hasText: '1' }).waitFor();
  assert.equal(await it.page.locator('#draft').inputValue(), '');
  await it.page.getByRole('button', { name: 'Answer' }).click();
  await response('req_fillInput succeeded');
  await widget.locator('#send').click();
  await it.page.locator('.action.waiting').getByRole('button', { name: 'Fail' }).click();
  await response('req_sendMessage failed: The console said no');
  await widget.locator('#fill').click();
  await it.page.locator('.action.waiting').getByRole('button', { name: 'Drop' }).click();
  await it.page.locator('.action .state', { hasText: 'dropped' }).waitFor();

  await it.answering('done', { delay: 300 });
  await widget.locator('#send').click();
  await it.page.locator('.action .state', { hasText: 'waits 300 ms' }).waitFor();
  await response('req_sendMessage succeeded');

  await it.answering('done');
  await it.panel('Capabilities');
  await it.page.getByRole('switch', { name: 'compose.set_text' }).uncheck();
  await widget.locator('#fill').click();
  await response('req_fillInput failed: switched off in this console');
  assert.deepEqual(it.faults, []);
});

test('a changed widget is loaded anew', async (t) => {
  const server = await serve(t, { '/': '<!doctype html><script src="/a.js"></script><p></p>', '/a.js': 'onload = () => (document.querySelector("p").textContent = "one")' });
  const it = await openConsole(t, { host: 'botmaker', widget: server.url });
  await it.widget().locator('p', { hasText: 'one' }).waitFor();
  server.files['/a.js'] = server.files['/a.js'].replace('one', 'two');
  await it.widget().locator('p', { hasText: 'two' }).waitFor();
});

test('a widget that comes late is shown once it is there', async (t) => {
  const server = await serve(t, {});
  const it = await openConsole(t, { host: 'botmaker', widget: server.url });
  await (await it.frame()).waitForLoadState();
  server.files['/'] = '<!doctype html><p>There it is</p>';
  await it.widget().locator('p', { hasText: 'There it is' }).waitFor();
});

test('a development server’s own web socket goes through', async (t) => {
  const server = await serve(t, {
    '/': `<!doctype html><output></output><script>
      const socket = new WebSocket(\`ws://\${location.host}/hot\`);
      socket.onmessage = ({ data }) => (document.querySelector('output').textContent = data);
    </script>`,
  });
  server.server.on('upgrade', (request, socket) => {
    const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      `Sec-WebSocket-Accept: ${createHash('sha1').update(key).digest('base64')}\r\n\r\n`);
    const text = Buffer.from(`hot at ${request.headers.host}, for ${request.headers.origin}`);
    socket.write(Buffer.concat([Buffer.from([0x81, text.length]), text]));
    t.after(() => socket.destroy());
  });
  const it = await openConsole(t, { host: 'chatwoot', widget: server.url });
  const at = new URL(server.url);
  await it.widget().locator('output', { hasText: `hot at ${at.host}, for ${at.origin}` }).waitFor();
});
