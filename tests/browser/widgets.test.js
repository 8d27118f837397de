// The example widgets, one bundle each, in every console: they show who is at hand, and act.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { openConsole, openPage, serve } from './harness.js';

const WIDGETS = fileURLToPath(new URL('../../target/widgets/', import.meta.url));
const skip = existsSync(`${WIDGETS}order-desk/index.html`) ? false : 'not built: `cargo xtask dev` builds them';

const HOSTS = ['botmaker', 'chatwoot', 'kustomer', 'workspaces', 'web1on1', 'zendesk'];

/**
 * What each console makes of a widget: whom the order desk shows, what its button asks for, what the board shows once it
 * was told of its tickets or conversations, and what the board asks for by itself. Absent: the host tells or takes no such
 * thing, as its capabilities say.
 */
const EXPECTED = {
  botmaker: { contact: true, draft: true, screen: 'TICKETS', board: 'TK-1234', opens: 'ticket.open' },
  chatwoot: { contact: true, board: 'Conversation 4711' },
  kustomer: { contact: true, draft: true },
  workspaces: { contact: true, draft: true },
  web1on1: {},
  zendesk: { contact: true, draft: true },
};

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** Opens a widget's bundle; `served()` gives the hash of each of its files as the browser got it, by name. */
async function openBundle(t, host, name) {
  const got = new Map();
  const watch = (page) => page.on('response', (response) => {
    const { hostname, pathname } = new URL(response.url());
    // The page itself is the console's as well: the globals of its host stand in it.
    const isFile = hostname === 'localhost' && /^\/[^.][^/]*\.(js|wasm)$/.test(pathname);
    if (isFile && !got.has(pathname)) got.set(pathname, response.body().then(sha256));
  });
  const it = await openConsole(t, { host, widget: `${WIDGETS}${name}`, watch });
  // The widget itself, and not only its page, has shown something.
  await it.widget().locator('main[data-appearance]').waitFor({ state: 'attached' });
  const served = async () => Object.fromEntries(
    await Promise.all([...got].map(async ([path, hash]) => [path.slice(1), await hash])),
  );
  return { it, served };
}

for (const host of HOSTS) {
  const expected = EXPECTED[host];

  test(`${host}: the order desk shows the orders of who is at hand, and drafts`, { skip }, async (t) => {
    const { it, served } = await openBundle(t, host, 'order-desk');
    if (expected.contact) {
      await it.widget().getByText('of Ana Ruiz').waitFor();
      const drafts = it.page.locator('.entry summary', { hasText: 'compose.set_text' });
      // The first draft is the desk's own doing, the second is the agent's.
      if (expected.draft) await drafts.first().waitFor();
      await it.widget().getByRole('button', { name: /Draft a reply/ }).first().click();
      if (expected.draft) {
        await drafts.nth(1).waitFor();
        await it.page.waitForFunction(() => document.querySelector('#draft').value !== '');
      } else {
        // Where there is no composer, the desk says so.
        await it.widget().locator('[role=alert]:not(:empty)').waitFor();
        assert.equal(await drafts.count(), 0);
      }
      await it.page.getByRole('button', { name: 'Noah Berg' }).click();
      await it.widget().getByText('of Noah Berg').waitFor();
    } else {
      await it.widget().getByText('Nobody is at hand yet.').waitFor();
    }
    isTheBundle('order-desk', host, await served());
    assert.deepEqual(it.faults, []);
  });

  test(`${host}: the service board shows what is due, and brings it up`, { skip }, async (t) => {
    const { it, served } = await openBundle(t, host, 'service-board');
    await it.widget().getByRole('heading', { name: 'Service levels' }).waitFor();
    if (expected.screen) {
      await it.logged('session.ready');
      await it.page.getByRole('button', { name: expected.screen }).click();
    }
    if (expected.board) await it.widget().getByText(expected.board).waitFor();
    else await it.widget().getByText('Nothing is waiting.').waitFor();
    if (expected.opens) await it.logged(expected.opens);
    isTheBundle('service-board', host, await served());
    assert.deepEqual(it.faults, []);
  });
}

/**
 * Holds what a browser got against the files of the bundle: the same bytes, whatever the host; and of the modules in it
 * that host's alone.
 */
function isTheBundle(name, host, served) {
  const files = Object.keys(served).sort();
  assert.ok(files.includes('page.js'), 'page.js: not served');
  const modules = files.filter((file) => file.startsWith(name));
  assert.deepEqual(modules, [`${name}-${host}.js`, `${name}-${host}_bg.wasm`]);
  assert.deepEqual(served, Object.fromEntries(files.map((file) => [file, sha256(readFileSync(`${WIDGETS}${name}/${file}`))])));
}

for (const [name, shows] of [['order-desk', 'of Ada Sample'], ['service-board', 'Conversation 42']]) {
  test(`outside any console: the ${name} has somebody at hand, and is dark to its end`, { skip }, async (t) => {
    const file = (path) => [`/${path}`, readFileSync(`${WIDGETS}${name}/${path}`)];
    const parts = readdirSync(`${WIDGETS}${name}`).filter((path) => /\.(js|wasm|html)$/.test(path));
    const server = await serve(t, Object.fromEntries([...parts.map(file), ['/', file('index.html')[1]]]));
    const { page, faults } = await openPage(t, { context: { colorScheme: 'dark' } });
    await page.goto(server.url);
    await page.getByText(shows).waitFor();
    assert.deepEqual(await grounds(page), ['rgb(22, 25, 29)', 'rgb(22, 25, 29)']);
    assert.deepEqual(faults, []);
  });
}

/** The colours of a widget's page at its top and at its lower end, as they are painted behind everything. */
const grounds = (frame) => frame.evaluate(() => [2, innerHeight - 2].map((y) => {
  for (let element = document.elementFromPoint(2, y); element; element = element.parentElement) {
    const { backgroundColor } = getComputedStyle(element);
    if (backgroundColor !== 'rgba(0, 0, 0, 0)') return backgroundColor;
  }
  return 'none';
}));

test('chatwoot: the order desk believes the window around it only', { skip }, async (t) => {
  const it = await openConsole(t, { host: 'chatwoot', widget: `${WIDGETS}order-desk` });
  await it.widget().getByText('of Ana Ruiz').waitFor();
  const frame = await it.frame();
  await frame.evaluate(async () => {
    const forged = (name) => JSON.stringify({
      event: 'appContext',
      data: { conversation: { id: 99, status: 'open' }, contact: { id: 99, name, email: 'mallory@example.test' } },
    });
    // From the page itself, and from a frame within it.
    window.postMessage(forged('Mallory'), '*');
    const inner = document.createElement('iframe');
    document.body.append(inner);
    const script = inner.contentDocument.createElement('script');
    script.textContent = `parent.postMessage(${JSON.stringify(forged('Eve'))}, '*')`;
    inner.contentDocument.body.append(script);
    // Both have come once a message that was posted after them has.
    await new Promise((resolve) => {
      window.addEventListener('message', ({ data }) => data === 'last' && resolve());
      window.postMessage('last', '*');
    });
  });
  assert.ok(!/Mallory|Eve/.test(await frame.evaluate(() => document.body.textContent)));
  await it.page.getByRole('button', { name: 'Noah Berg' }).click();
  await it.widget().getByText('of Noah Berg').waitFor();
  assert.deepEqual(it.faults, []);
});
