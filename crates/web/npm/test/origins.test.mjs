import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from '../dist/index.js';
import { page } from './fake.mjs';

/** Whether a message from the origin is believed. */
async function believes(rule, origin) {
  let refused = false;
  const window = page();
  const connection = connect({ window, host: 'chatwoot', origins: [rule], notice: (text) => (refused ||= text.startsWith('refused')) });
  await connection.ready;
  window.say('{}', { origin });
  connection.close();
  return !refused;
}

test('rules are read as the Rust ones are', async () => {
  for (const [rule, origin, believed] of [
    ['https://console.example.com', 'https://console.example.com', true],
    ['https://console.example.com', 'http://console.example.com', false],
    ['https://console.example.com', 'https://console.example.com:8443', false],
    ['https://console.example.com', 'https://console.example.com.evil.test', false],
    ['https://console.example.com:8443', 'https://console.example.com:8443', true],
    ['console.example.com', 'https://console.example.com', true],
    ['http://localhost:3000', 'http://localhost:3000', true],
    ['*.example.com', 'https://eu.console.example.com', true],
    ['*.example.com', 'https://example.com', false],
    ['*.example.com', 'https://evilexample.com', false],
    ['*.example.com', 'http://eu.example.com', false],
    ['*.example.com', 'null', false],
    ['http://*.example.com:8080', 'http://a.example.com:8080', true],
  ]) {
    assert.equal(await believes(rule, origin), believed, `${rule} ${origin}`);
  }
});

test('a list with a rule that cannot be is refused whole', async () => {
  for (const rule of ['', '*', '*.', '*.com', 'null', 'https://*', 'https://a.example.com/path', 'https://{{host}}', 'ftp://a.example.com',
    'https://your-console.example.com', '*.127.0.0.1', 'a.example.com.']) {
    const connection = connect({ window: page(), origins: [rule] });
    await assert.rejects(connection.ready, { name: 'ConnectError', code: 'options' }, rule);
  }
});
