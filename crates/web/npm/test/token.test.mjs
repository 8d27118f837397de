// Tokens get the verdicts that `onepane-auth` gives: its whole table of attacks, through the platform's cryptography.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { ConnectError } from '../dist/index.js';
import { verifyToken } from '../dist/token.js';
import './fake.mjs';

const file = new URL('../../../auth/tests/fixtures/attacks.json', import.meta.url);
const { host, now, keys, rows } = JSON.parse(await readFile(file, 'utf8'));
const at = { host, keys, now: now * 1000 };
const named = (name) => rows.find((row) => row.name === name).token;

test('every row of the table gets the verdict of its name', async () => {
  const wrong = [];
  for (const { name, token, pins, reason } of rows) {
    const verdict = await verifyToken(token, { ...at, pins });
    const found = verdict.verified ? null : verdict.reason;
    if (found !== reason) wrong.push(`${name}: expected ${reason}, found ${found}`);
  }
  assert.deepEqual(wrong, []);
  assert.ok(rows.length > 400);
  assert.ok(rows.filter(({ reason }) => reason === null).length >= 9);
});

test('what is verified is told by the names of the crate', async () => {
  const { verified, claims, algorithm, key_id } = await verifyToken(named('honest'), at);
  assert.deepEqual([verified, algorithm, key_id], [true, 'RS256', 'k1']);
  const { all, ...rest } = claims;
  assert.deepEqual(rest, {
    issuer: 'botmaker.com', subject: 'u-17', account: 'acme', widget: 'order-panel', email: 'agent@example.test',
    token_id: 'c0ffee-01', issued_at: '2026-02-02T02:40:00Z', expires_at: '2026-02-02T03:40:00Z', audience: [],
  });
  assert.deepEqual(all.nested, { a: [1, null] });
});

test('account and widget are demanded by themselves', async () => {
  const token = named('honest');
  assert.equal((await verifyToken(token, { ...at, account: 'acme', widget: 'order-panel' })).verified, true);
  assert.equal((await verifyToken(token, { ...at, account: 'globex' })).reason, 'pinned');
  assert.equal((await verifyToken(token, { ...at, widget: 'other' })).reason, 'pinned');
});

test('a refusal says nothing of the token', async () => {
  const token = named('honest');
  const { verified, message } = await verifyToken(token, { ...at, now: (now + 86_400) * 1000 });
  assert.equal(verified, false);
  assert.equal(message, 'expected a token that is still valid, found one that expired 83400 s ago');
});

test('without a moment it is now', async () => {
  assert.equal((await verifyToken(named('honest'), { host, keys })).reason, 'expired');
});

test('keys may be JSON, and one JWK', async () => {
  assert.equal((await verifyToken(named('honest'), { ...at, keys: JSON.stringify(keys) })).verified, true);
  assert.equal((await verifyToken(named('honest'), { ...at, keys: keys.keys[0] })).verified, true);
  assert.equal((await verifyToken(named('honest'), { ...at, keys: keys.keys[1] })).reason, 'unknown_key');
});

test('what cannot be judged is an error, and no verdict', async () => {
  const refuses = (options, words) => assert.rejects(
    verifyToken(named('honest'), { ...at, ...options }),
    (error) => error instanceof ConnectError && error.code === 'options' && words.test(error.message),
  );
  await refuses({ host: 'chatwoot' }, /signs a token/);
  await refuses({ host: 'nobody' }, /nobody/);
  await refuses({ keys: {} }, /^keys: /);
  await refuses({ keys: 'x' }, /^keys: /);
  await refuses({ now: NaN }, /^now: /);
  await refuses({ account: 7 }, /^demands: /);
  await refuses({ acount: 'acme' }, /^demands: /);
});

test('the reasons of the type are those of the table', async () => {
  const source = await readFile(new URL('../src/token.ts', import.meta.url), 'utf8');
  const [, union] = source.match(/export type Reason =([^;]*);/);
  const names = [...union.matchAll(/'(\w+)'/g)].map(([, name]) => name);
  // No host of today names audiences.
  const reasons = new Set(rows.map(({ reason }) => reason).filter(Boolean)).add('audience');
  assert.deepEqual(names.sort(), [...reasons].sort());
});
