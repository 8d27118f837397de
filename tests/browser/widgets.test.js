// The example widgets, one bundle each, in every console: they show who is at hand, and act.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { openConsole } from './harness.js';

const WIDGETS = fileURLToPath(new URL('../../target/widgets/', import.meta.url));
const skip = existsSync(`${WIDGETS}order-desk/index.html`) ? false : 'not built: `cargo xtask dev` builds them';

/** What the order desk does with its button where the host has a composer. */
const DRAFTS = { botmaker: true, kustomer: true, workspaces: true, zendesk: true };

for (const host of ['botmaker', 'chatwoot', 'kustomer', 'workspaces', 'zendesk']) {
  test(`${host}: the order desk shows the orders of who is at hand`, { skip }, async (t) => {
    const it = await openConsole(t, { host, widget: `${WIDGETS}order-desk` });
    await it.widget().getByText('of Ana Ruiz').waitFor();
    if (DRAFTS[host]) {
      await it.widget().getByRole('button', { name: /Draft a reply/ }).first().click();
      await it.logged('compose.set_text');
      await it.page.waitForFunction(() => document.querySelector('#draft').value !== '');
    }
    await it.page.getByRole('button', { name: 'Noah Berg' }).click();
    await it.widget().getByText('of Noah Berg').waitFor();
    assert.deepEqual(it.faults, []);
  });
}

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

test('web1on1: the order desk says that nobody is told', { skip }, async (t) => {
  const it = await openConsole(t, { host: 'web1on1', widget: `${WIDGETS}order-desk` });
  await it.widget().getByText('Nobody is at hand yet.').waitFor();
  assert.deepEqual(it.faults, []);
});

test('botmaker: the service board shows the tickets', { skip }, async (t) => {
  const it = await openConsole(t, { host: 'botmaker', widget: `${WIDGETS}service-board` });
  await it.logged('session.ready');
  await it.page.getByRole('button', { name: 'TICKETS' }).click();
  await it.widget().getByText('TK-1234').waitFor();
  assert.deepEqual(it.faults, []);
});
