// What a page downloads, compressed as servers do (brotli 11), by part; fails where a part outgrows its budget.
import { transform } from 'esbuild';
import { readdir, readFile } from 'node:fs/promises';
import { brotliCompressSync, constants } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url);
const widgets = new URL('../../../../target/widgets/', import.meta.url);
const budgets = JSON.parse(await readFile(new URL('../budgets.json', import.meta.url), 'utf8'));

function compressed(bytes) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params }).length;
}

async function size(folder, name) {
  const bytes = await readFile(new URL(name, folder));
  // Bindings that nobody has minified yet count as they would be served.
  return compressed(name.endsWith('.js') ? Buffer.from((await transform(bytes, { minify: true, format: 'esm', legalComments: 'none' })).code) : bytes);
}

const sum = async (folder, names) => (await Promise.all(names.map((name) => size(folder, name)))).reduce((one, two) => one + two, 0);
/** A script with the chunks that it loads at once. */
const driver = async (folder, entry) => {
  const text = await readFile(new URL(entry, folder), 'utf8');
  return [entry, ...[...text.matchAll(/from ?"\.\/(chunk-[^"]+)"/g)].map(([, chunk]) => chunk)];
};

/** A source by itself, minified. */
async function alone(name) {
  const source = await readFile(new URL(`../src/${name}`, import.meta.url), 'utf8');
  return compressed(Buffer.from((await transform(source, { loader: 'ts', minify: true, format: 'esm' })).code));
}

const parts = new Map();
// What does for a module what its bindings would do comes with the driver.
const bindings = await alone('bindings.ts');
const script = (await sum(dist, await driver(dist, 'index.js'))) - bindings;
parts.set('driver', { parts: { driver: script }, total: script });
/** Loaded where the host is a script in the page. */
const SCRIPTS = ['kustomer', 'web1on1', 'workspaces'];
const callbacks = await sum(dist, (await readdir(dist)).filter((name) => name.startsWith('callbacks-')));
const hosts = (await readdir(dist)).flatMap((name) => /^core-([^_]+)\.wasm$/.exec(name)?.slice(1) ?? []);
for (const host of hosts) {
  const module = await size(dist, `core-${host}.wasm`);
  const driver = script + (SCRIPTS.includes(host) ? callbacks : 0);
  parts.set(`page in ${host}`, { parts: { driver, bindings, module }, total: driver + bindings + module });
}
{
  const verifying = await sum(dist, await driver(dist, 'token.js'));
  const [bindings, module] = [await size(dist, 'verifier.js'), await size(dist, 'verifier_bg.wasm')];
  parts.set('token', { parts: { script: verifying, bindings, module }, total: verifying + bindings + module });
}
for (const name of ['order-desk', 'service-board']) {
  const folder = new URL(`${name}/`, widgets);
  const page = await sum(folder, [...(await driver(folder, 'page.js')), 'index.html']);
  for (const host of hosts) {
    const [bindings, module] = [await size(folder, `${name}-${host}.js`), await size(folder, `${name}-${host}_bg.wasm`)];
    const driver = page + (SCRIPTS.includes(host) ? callbacks : 0);
    parts.set(`${name} in ${host}`, { parts: { page: driver, bindings, module }, total: driver + bindings + module });
  }
}

const kilo = (bytes) => (bytes / 1000).toFixed(1).padStart(6);
let grown = false;
console.log('brotli 11, kB:');
for (const [name, { parts: shares, total }] of parts) {
  const budget = budgets[name];
  const over = budget === undefined || total > budget;
  grown ||= over;
  const by = Object.entries(shares).map(([share, bytes]) => `${share} ${kilo(bytes).trim()}`).join(', ');
  console.log(`${over ? '!!' : '  '} ${name.padEnd(24)} ${kilo(total)} of ${budget === undefined ? 'no budget' : kilo(budget)}   ${by}`);
}
if (grown) {
  console.error('a page has outgrown its budget (budgets.json)');
  process.exitCode = 1;
}
