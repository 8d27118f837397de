// Signatures of every algorithm that a policy may name; the hosts of today all sign with RS256.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { build } from 'esbuild';

const source = fileURLToPath(new URL('../src/signature.ts', import.meta.url));
const { outputFiles: [{ text }] } = await build({ entryPoints: [source], bundle: true, write: false, format: 'esm' });
const { holds } = await import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);
const { subtle } = globalThis.crypto;

const rsa = (bits) => ({
  name: 'RSASSA-PKCS1-v1_5', hash: `SHA-${bits}`, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]),
});
const ec = (bits) => ({ name: 'ECDSA', namedCurve: `P-${bits}`, hash: `SHA-${bits}` });
const ALGORITHMS = {
  RS256: rsa(256), RS384: rsa(384), RS512: rsa(512), ES256: ec(256), ES384: ec(384), EdDSA: { name: 'Ed25519' },
};
const keys = Object.fromEntries(await Promise.all(Object.entries(ALGORITHMS).map(async ([name, algorithm]) => {
  const { privateKey, publicKey } = await subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const { kty, n, e, crv, x, y } = await subtle.exportKey('jwk', publicKey);
  // As the module gives it: what makes the key, and no word of what it is for.
  return [name, { privateKey, jwk: JSON.parse(JSON.stringify({ kty, n, e, crv, x, y })) }];
})));

const part = (value) => Buffer.from(value).toString('base64url');
async function sign(algorithm) {
  const signed = `${part(JSON.stringify({ alg: algorithm }))}.${part('{"sub":"u-17"}')}`;
  const bytes = await subtle.sign(ALGORITHMS[algorithm], keys[algorithm].privateKey, new TextEncoder().encode(signed));
  return `${signed}.${part(new Uint8Array(bytes))}`;
}

for (const algorithm of Object.keys(ALGORITHMS)) {
  test(`${algorithm}: the key that signed, and no other`, async () => {
    const token = await sign(algorithm);
    const [header, claims, signature] = token.split('.');
    const { jwk } = keys[algorithm];
    const says = (token, key = jwk, name = algorithm) => holds(subtle, token, { algorithm: name, jwk: key });
    assert.equal(await says(token), true);
    assert.equal(await says(`${header}.${part('{"sub":"u-18"}')}.${signature}`), false);
    assert.equal(await says(`${header}.${claims}.${part(Buffer.from(signature, 'base64url').reverse())}`), false);
    assert.equal(await says(`${header}.${claims}.`), false);
    for (const [other, { jwk: key }] of Object.entries(keys)) {
      if (other !== algorithm) assert.equal(await says(token, key), false, other);
      if (other !== algorithm) assert.equal(await says(token, jwk, other), false, other);
    }
  });
}

test('an algorithm that no policy can name is an error, and no verdict', async () => {
  await assert.rejects(holds(subtle, await sign('RS256'), { algorithm: 'HS256', jwk: keys.RS256.jwk }), { code: 'load' });
});
