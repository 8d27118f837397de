// Takes the README's pictures: `node screenshots.js WIDGET`, from what `cargo xtask dev` has built.

import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { openConsole } from './harness.js';

const DOCS = fileURLToPath(new URL('../../docs/', import.meta.url));
const WIDGET = process.argv[2];

for (const host of ['botmaker', 'chatwoot', 'kustomer', 'workspaces', 'web1on1', 'zendesk']) {
  test(host, async (t) => {
    const context = { viewport: { width: 1280, height: 720 } };
    const it = await openConsole(t, { host, widget: WIDGET, context });
    await it.logged('session.launched');
    const button = it.widget().getByRole('button').first();
    if (await button.waitFor({ timeout: 3000 }).then(() => true, () => false)) await button.click();
    await it.panel('Actions');
    await it.page.locator('.toast').first().waitFor({ state: 'detached' });
    await it.page.screenshot({ path: `${DOCS}console-${host}.png` });
  });
}
