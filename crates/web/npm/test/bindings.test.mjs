// What a module and its page hand each other.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { connect } from '../dist/index.js';
import { page } from './fake.mjs';

const HOSTS = ['botmaker', 'chatwoot', 'kustomer', 'web1on1', 'workspaces', 'zendesk'];
const file = (host) => new URL(`../dist/core-${host}.wasm`, import.meta.url);
const context = (more) => JSON.stringify({ event: 'appContext', data: { conversation: { id: 5, more }, contact: {} } });

async function told(more, options = {}) {
  const window = page();
  const connection = connect({ window, host: 'chatwoot', ...options });
  await connection.ready;
  window.say(context(more));
  connection.close();
  return connection.context.data.conversation.extra.more;
}

test('texts come through whole, whatever they are written in and however long they are', async () => {
  for (const text of ['', 'plain', 'é', 'plain, then é', '漢字'.repeat(1000), '😀 and more', '\u0000', 'a'.repeat(3e6), '漢😀é-'.repeat(1e6)]) {
    assert.ok((await told(text)) === text, text.slice(0, 20));
  }
});

test('the WebAssembly may lie elsewhere, and may have been loaded already', async (t) => {
  const bytes = await readFile(file('zendesk'));
  const response = (type) => new Response(bytes, { headers: { 'content-type': type } });
  const folder = await mkdtemp(join(tmpdir(), 'onepane-'));
  t.after(() => rm(folder, { recursive: true }));
  const ways = [bytes, String(file('zendesk')), file('zendesk'), response('application/wasm'), response('text/plain'), new WebAssembly.Module(bytes)];
  for (const [at, wasm] of ways.entries()) {
    // A package of its own for each way, without modules: one keeps what it has loaded for a host.
    const copy = join(folder, String(at));
    await cp(fileURLToPath(new URL('../dist/', import.meta.url)), copy, { recursive: true, filter: (name) => !/\.wasm$|types$/.test(name) });
    const { connect } = await import(pathToFileURL(join(copy, 'index.js')));
    const connection = connect({ window: page(), host: 'zendesk', wasm });
    assert.equal(await connection.ready, 'zendesk');
    connection.close();
    const without = connect({ window: page(), host: 'botmaker' });
    await assert.rejects(without.ready, { name: 'ConnectError', code: 'load' });
  }
});

test('settings that cannot be are told in words', async () => {
  const connection = connect({ window: page(), host: 'chatwoot', settings: { nonsense: 1 } });
  await assert.rejects(connection.ready, { message: 'settings: /nonsense: expected a setting, found an unknown member' });
});

test('a module wants nothing of its page but to throw, and a table that it leaves empty', async () => {
  for (const host of HOSTS) {
    const wanted = WebAssembly.Module.imports(new WebAssembly.Module(await readFile(file(host))));
    const names = wanted.map(({ name }) => name.replace(/_[0-9a-f]{16}$/, ''));
    assert.deepEqual(names.sort(), ['__wbg___wbindgen_throw', '__wbindgen_init_externref_table'], host);
  }
});
