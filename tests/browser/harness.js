// Starts the console and a browser for the tests, and finds what they look at. Begin here.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BINARY = process.env.ONEPANE ?? `${ROOT}target/debug/onepane`;
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const CHROMIUM = process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** A widget of the samples, as `--widget` takes it. */
export const sample = (name) => fileURLToPath(new URL(`samples/${name}`, import.meta.url));

/** The browser of a test file: every test has a context of its own in it. */
const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
after(() => browser.close());

/** A running console: its address, ended after the test. */
export async function startConsole(t, { host, widget }) {
  const args = ['dev', '--port', '0', ...(host ? ['--host', host] : []), ...(widget ? ['--widget', widget] : [])];
  const child = spawn(BINARY, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  t.after(() => child.kill());
  let complaints = '';
  child.stderr.on('data', (chunk) => (complaints += chunk));
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise((resolve, reject) => {
    lines.once('line', resolve);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`the console ended: ${complaints}`)));
  });
  return url;
}

/** A page with a console in it, and what one does there. Errors on the page fail the test. */
export async function openConsole(t, options) {
  const url = await startConsole(t, options);
  const { page, faults } = await openPage(t, options);
  // Before anything of it is loaded.
  options.watch?.(page);
  await page.goto(url);
  return new ConsolePage(page, url, faults);
}

/** An empty page in a context of its own, and what goes wrong in it. */
export async function openPage(t, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 }, colorScheme: 'light', acceptDownloads: true, ...options.context,
  });
  t.after(() => context.close());
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  // Nothing may be asked of anybody but this machine.
  await context.route('**/*', (route) => {
    const { hostname, protocol } = new URL(route.request().url());
    if (['blob:', 'data:'].includes(protocol) || ['127.0.0.1', 'localhost'].includes(hostname)) return route.continue();
    faults.push(`asked for ${route.request().url()}`);
    return route.abort();
  });
  return { page, faults };
}

/** The console's page. */
export class ConsolePage {
  constructor(page, url, faults) {
    Object.assign(this, { page, url, faults });
  }

  /** The page of the widget with this number. */
  widget(number = 1) {
    return this.page.frameLocator(`iframe[title="Widget ${number}"]`);
  }

  /** The frame of the widget with this number, for what locators cannot do. */
  async frame(number = 1) {
    const element = await this.page.waitForSelector(`iframe[title="Widget ${number}"]`, { state: 'attached' });
    return element.contentFrame();
  }

  async panel(name) {
    await this.page.getByRole('tab', { name }).click();
  }

  /** Waits for lines of the log with this text, and gives their number. */
  async logged(text) {
    const lines = this.page.locator('.entry summary', { hasText: text });
    await lines.first().waitFor();
    return lines.count();
  }

  /** Fires an event of the catalogue. */
  async fire(title, change) {
    await this.panel('Events');
    await this.page.locator('#event-list button', { has: this.page.getByText(title, { exact: true }) }).click();
    if (change) {
      const text = this.page.locator('#event-text');
      await text.fill(change(await text.inputValue()));
    }
    await this.page.getByRole('button', { name: 'Fire' }).click();
  }

  /** Sets how the host answers actions. */
  async answering(policy, { delay = 0, reason } = {}) {
    await this.panel('Actions');
    await this.page.getByLabel('How the host answers').selectOption(policy);
    await this.page.getByLabel('Delay in ms').fill(String(delay));
    await this.page.getByLabel('Delay in ms').blur();
    if (reason) await this.page.getByLabel('Words of a failure').fill(reason);
  }
}

const TYPES = { js: 'text/javascript', wasm: 'application/wasm' };

/** Serves files that a test makes up, from memory; gives the address and the table, which may be changed. */
export async function serve(t, files) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://x');
    const content = files[pathname];
    const type = TYPES[pathname.split('.').pop()] ?? 'text/html; charset=utf-8';
    response.writeHead(content === undefined ? 404 : 200, { 'content-type': type });
    response.end(content);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${server.address().port}/`, files, server };
}

/** Waits until something is so, looking again whenever the browser has drawn. */
export async function until(page, condition, argument) {
  return page.waitForFunction(condition, argument, { timeout: 10_000 });
}
