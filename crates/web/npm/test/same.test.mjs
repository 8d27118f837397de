// The same frames give the same bytes, in a browser's module and on the command line.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import './fake.mjs';
import init, { Host, hosts } from '../dist/emulators.js';

const root = new URL('../../../../', import.meta.url);
const program = process.env.ONEPANE ?? fileURLToPath(new URL('target/debug/onepane', root));

/** What the command line makes of a frame: its lines, or nothing where it refuses. */
async function native(host, file) {
  const run = promisify(execFile)(program, ['decode', '--quiet', '--host', host, file], { maxBuffer: 1 << 26 });
  const { stdout } = await run.catch((error) => (error.code === 1 ? error : Promise.reject(error)));
  return stdout.split('\n').filter(Boolean);
}

/** What the module makes of it. */
function module(host, text) {
  const decoder = new Host(host, '{}');
  try {
    return decoder.decode(text);
  } catch {
    return '{"events":[]';
  } finally {
    decoder.free();
  }
}

await init();

for (const host of JSON.parse(hosts())) {
  test(`${host}: every fixture`, async () => {
    const folder = new URL(`adapters/${host}/fixtures/inbound/`, root);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
    assert.ok(names.length > 0);
    let events = 0;
    for (const name of names) {
      const file = new URL(name, folder);
      const lines = await native(host, fileURLToPath(file));
      const expected = `{"events":[${lines.join(',')}]`;
      // Byte by byte: the module's text is compared, not what it means.
      assert.equal(module(host, await readFile(file, 'utf8')).slice(0, expected.length), expected, name);
      events += lines.length;
    }
    assert.ok(events > 0);
  });
}
