// Every event that a host has reaches the widget, as the host's own frame, and is shown with its neutral meaning.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openConsole, serve, startConsole } from './harness.js';
import { listener } from './pages.js';

/** What the console knows of its hosts. */
async function hosts(t) {
  const url = await startConsole(t, {});
  return (await fetch(`${url}api/hosts`)).json();
}

test('every event of every host', async (t) => {
  for (const host of await hosts(t)) {
    await t.test(host.name, async (t) => {
      if (host.catalogue.length === 0) return;
      const names = host.catalogue.map(({ frame }) => frame.name).filter(Boolean);
      const server = await serve(t, { '/': listener([...new Set(names)]) });
      const it = await openConsole(t, { host: host.name, widget: server.url });
      const frame = await it.frame();
      // Where the host waits to be asked, there is nothing to wait for.
      const first = host.name === 'zendesk' ? 0 : host.start.length;
      await frame.waitForFunction((count) => window.told?.length >= count, first);
      for (const entry of host.catalogue) {
        const before = await frame.evaluate(() => window.told.length);
        const wanted = entry.frame.data ?? entry.frame.args;
        await it.fire(entry.title);
        await frame.waitForFunction((before) => window.told.length > before, before);
        const told = await frame.evaluate((before) => window.told[before], before);
        assert.deepEqual(entry.frame.args ? told.payload : told.payload[0], wanted, entry.title);
        if (entry.frame.name) assert.equal(told.name, entry.frame.name);
        for (const { type } of entry.meaning.events) {
          await it.page.locator('.entry .meaning', { hasText: type.replace('dev.onepane.', '') }).last().waitFor();
        }
      }
      assert.deepEqual(it.faults, []);
    });
  }
});

test('an event is edited, in the host’s form or the neutral one', async (t) => {
  const server = await serve(t, { '/': listener() });
  const it = await openConsole(t, { host: 'botmaker', widget: server.url });
  const frame = await it.frame();
  await it.fire('Chat selected', (text) => text.replace('Ana Ruiz', 'Somebody Else'));
  await frame.waitForFunction(() => window.told.at(-1)?.payload[0].payload?.customerName === 'Somebody Else');

  // The neutral form goes through the emulator.
  await it.page.getByLabel('Neutral').check();
  const text = it.page.locator('#event-text');
  const event = JSON.parse(await text.inputValue());
  assert.equal(event.type, 'dev.onepane.conversation.selected');
  event.data.contact.name = 'A Third';
  await text.fill(JSON.stringify(event));
  await it.page.getByRole('button', { name: 'Fire' }).click();
  await frame.waitForFunction(() => window.told.at(-1)?.payload[0].payload?.customerName === 'A Third');

  await text.fill('{"type": }');
  assert.equal(await it.page.locator('#event-fault').textContent(), "line 1, column 10: Unexpected token '}'");
  assert.ok(await it.page.getByRole('button', { name: 'Fire' }).isDisabled());
  assert.equal(await text.getAttribute('aria-invalid'), 'true');
  assert.deepEqual(it.faults, []);
});
