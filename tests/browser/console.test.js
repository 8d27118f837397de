// The console itself: readable, operable, recording and replaying; and what it shows of its own widget.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { openConsole, sample, serve } from './harness.js';
import { listener } from './pages.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const HOSTS = ['botmaker', 'chatwoot', 'kustomer', 'workspaces', 'web1on1', 'zendesk'];
const TABS = ['Events', 'Actions', 'Capabilities', 'Host', 'Session'];

for (const host of HOSTS) {
  test(`${host}: the built-in widget is told and asks`, async (t) => {
    const it = await openConsole(t, { host });
    const buttons = it.widget().locator('#actions button');
    await buttons.first().waitFor();
    if (host !== 'web1on1') await it.widget().locator('#told li').first().waitFor();
    const asked = await it.page.locator('.entry.out').count();
    await buttons.first().click();
    await it.page.waitForFunction((asked) => document.querySelectorAll('.entry.out').length > asked, asked);
    assert.deepEqual(it.faults, []);
  });
}

test('every panel meets WCAG 2.2 AA, light and dark, wide and narrow', async (t) => {
  for (const colorScheme of ['light', 'dark']) {
    for (const viewport of [{ width: 1280, height: 800 }, { width: 400, height: 800 }]) {
      const it = await openConsole(t, { host: 'botmaker', context: { colorScheme, viewport, bypassCSP: true } });
      const { page } = it;
      await page.evaluate(AXE);
      const wide = viewport.width > 1000;
      const view = async (name) => wide || page.locator('#views').getByRole('button', { name }).click();
      const look = async (where) => {
        const found = await page.evaluate(() => axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        }));
        const faults = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' ; ')}`);
        assert.deepEqual(faults, [], `${colorScheme}, ${viewport.width} px, ${where}`);
      };
      await it.widget().locator('#told li').first().waitFor();
      await it.widget().getByRole('button', { name: 'Send a message' }).click();
      await page.locator('.message.outbound').waitFor({ state: 'attached' });
      await look('console');
      await view('Panels');
      for (const tab of TABS) {
        await it.panel(tab);
        await look(tab);
      }
      await view('Frames');
      await page.locator('.entry summary').nth(1).click();
      await look('frames');
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${viewport.width} px: ${overflow} px too wide`);
      assert.deepEqual(it.faults, []);
    }
  }
});

test('nothing jumps while things come', async (t) => {
  const it = await openConsole(t, { host: 'chatwoot' });
  await it.widget().locator('#told li').first().waitFor();
  const boxes = () => it.page.evaluate(() => ['#top', '#desk', '#messages', '#composer', '.frame', '#side', '#traffic', '#traffic-list']
    .map((selector) => {
      const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect();
      return [selector, x, y, width, height].join(' ');
    }));
  const before = await boxes();
  for (const text of ['One', 'Two', 'Three']) {
    await it.page.locator('#draft').fill(text);
    await it.page.keyboard.press('Enter');
  }
  for (let asked = 0; asked < 12; asked += 1) await it.widget().getByRole('button').click();
  await it.panel('Actions');
  await it.page.waitForFunction(() => document.querySelectorAll('#action-list li').length === 12);
  assert.deepEqual(await boxes(), before);
});

test('it is operable by keyboard alone', async (t) => {
  const it = await openConsole(t, { host: 'botmaker' });
  const { page } = it;
  await it.widget().locator('#told li').first().waitFor();
  const focusOn = async (name) => {
    for (let steps = 0; steps < 80; steps += 1) {
      await page.keyboard.press('Tab');
      const text = await page.evaluate(() => document.activeElement?.textContent.trim());
      if (text === name) return;
    }
    assert.fail(`Tab never comes to ${name}`);
  };
  await page.locator('#hosts button').first().focus();
  await focusOn('Events');
  await page.keyboard.press('ArrowRight');
  await page.locator('#panel-actions').waitFor();
  await page.keyboard.press('ArrowLeft');
  await page.locator('#panel-events').waitFor();
  await focusOn('Ticket selectedticket.selected');
  await page.keyboard.press('Enter');
  await focusOn('Fire');
  await page.keyboard.press('Enter');
  await it.logged('ticket.selected');
});

test('frames are filtered, and copied as fixtures', async (t) => {
  const it = await openConsole(t, { host: 'botmaker', context: { permissions: ['clipboard-read', 'clipboard-write'] } });
  const { page } = it;
  await it.logged('chat:selected');
  await page.getByLabel('Filter').fill('chat:sel');
  await page.waitForFunction(() => document.querySelectorAll('.entry:not([hidden])').length === 1);
  await page.locator('.entry:not([hidden]) summary').click();
  await page.getByRole('button', { name: 'Copy as fixture' }).click();
  await page.getByText('fixture copied').waitFor();
  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  assert.equal(copied.dir, 'in');
  assert.equal(copied.data.event, 'chat:selected');
  await page.getByLabel('Filter').fill('');
  await page.getByLabel('Direction').selectOption('out');
  await page.waitForFunction(() => document.querySelectorAll('.entry:not([hidden])').length === 0);
});

test('a session is recorded without secrets, and replayed', async (t) => {
  const it = await openConsole(t, { host: 'chatwoot', widget: sample('chatwoot.html') });
  const { page } = it;
  await it.widget().locator('#contexts', { hasText: '1' }).waitFor();
  await it.panel('Session');
  await page.getByRole('button', { name: 'Record' }).click();
  await it.widget().locator('#ask').click();
  await it.widget().locator('#contexts', { hasText: '2' }).waitFor();
  await page.getByRole('button', { name: 'Stop recording' }).click();
  await page.locator('#record-count', { hasText: '2 frames' }).waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download' }).click()]);
  assert.equal(download.suggestedFilename(), 'chatwoot.trace.jsonl');
  const path = await download.path();
  const lines = readFileSync(path, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(lines.map(({ dir, via }) => `${dir} ${via}`), ['out message', 'in message']);
  assert.ok(lines.every(({ at }) => at > 1.7e12));
  assert.ok(!readFileSync(path, 'utf8').includes('ana@example.test'));

  await page.getByLabel('Trace').setInputFiles(path);
  await page.getByText('2 frames, 1 of them for the widget').waitFor();
  await page.getByLabel('Speed').selectOption('0');
  await page.getByRole('button', { name: 'Replay' }).click();
  await it.widget().locator('#contact', { hasText: 'user-1@redacted.invalid' }).waitFor();

  await page.getByLabel('Trace').setInputFiles({ name: 'bad.jsonl', mimeType: 'text/plain', buffer: Buffer.from('{"dir":"in"\n') });
  await page.getByText('bad.jsonl: line 1: expected a frame as JSON').waitFor();
  assert.deepEqual(it.faults, []);
});

test('another host is played without a new start', async (t) => {
  const server = await serve(t, { '/': listener() });
  const it = await openConsole(t, { host: 'botmaker', widget: server.url });
  await it.logged('chat:selected');
  for (const host of ['Chatwoot', 'Kustomer', 'Workspaces', 'web1on1', 'Zendesk', 'Botmaker']) {
    await it.page.locator('#hosts').getByRole('button', { name: host }).click();
    await it.page.locator(`body[data-host="${host.toLowerCase()}"]`).waitFor();
    await it.logged('session.launched');
  }
  await it.logged('chat:selected');
  assert.equal(await it.page.locator('iframe').count(), 1);
  assert.deepEqual(it.faults, []);
});
