// How soon the first event comes, and what translating costs, in Chromium. Prints a table for docs/performance.md.
//
//     cargo xtask wasm && node bench/bench.mjs
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { existsSync } from 'node:fs';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const RUNS = 50;
const folder = new URL('../', import.meta.url);
const kinds = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json' };

// As a team ships it: in one file, the modules beside it.
const bundle = async (name) => {
  const { outputFiles } = await build({
    entryPoints: [new URL(name, import.meta.url).pathname],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    external: ['./simulate-*.js', './callbacks-*.js'],
  });
  return outputFiles[0].contents;
};
const bundles = { 'bench/connect.js': await bundle('connect.js'), 'bench/translate.js': await bundle('translate.js') };

async function content(name) {
  return bundles[name] ?? readFile(new URL(name, folder)).catch(() => readFile(new URL(name.replace('bench/', 'dist/'), folder)));
}

const server = () =>
  new Promise((resolve) => {
    const started = createServer(async (request, response) => {
      const name = new URL(request.url, 'http://localhost').pathname.slice(1);
      try {
        const body = await content(name);
        response.writeHead(200, {
          'content-type': kinds[extname(name)] ?? 'application/octet-stream',
          'cache-control': 'max-age=600',
          // For a clock of 5 µs; where pages are not isolated it has 100.
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-embedder-policy': 'require-corp',
          'cross-origin-resource-policy': 'cross-origin',
        });
        response.end(body);
      } catch {
        response.writeHead(404).end();
      }
    }).listen(0, '127.0.0.1', () => resolve(started));
  });

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
if (!existsSync(executablePath)) throw new Error('no Chromium: `apt-get install chromium`, or name one in CHROMIUM');
const [console_, widget] = await Promise.all([server(), server()]);
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  const origin = (of) => `http://127.0.0.1:${of.address().port}`;
  await page.goto(`${origin(console_)}/bench/console.html?widget=${encodeURIComponent(origin(widget))}`);
  const figures = await page.evaluate((runs) => globalThis.measure(runs), RUNS);
  console.log(JSON.stringify({ browser: browser.version(), ...figures }, null, 1));
} finally {
  await browser.close();
  console_.close();
  widget.close();
}
