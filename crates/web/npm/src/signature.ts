// Whether a key made a token's signature, by the platform's cryptography. Nothing else of a token is judged here.
import { ConnectError } from './errors.js';

/** What is to be checked: by which algorithm, with which key. */
export interface Check {
  algorithm: string;
  jwk: JsonWebKey;
}

/** How an algorithm is named to the platform: for the key, and for checking. */
const ALGORITHMS: Record<string, [RsaHashedImportParams | EcKeyImportParams | Algorithm, EcdsaParams | Algorithm]> = {
  ...Object.fromEntries(
    ['256', '384', '512'].map((bits) => [
      `RS${bits}`,
      [{ name: 'RSASSA-PKCS1-v1_5', hash: `SHA-${bits}` }, { name: 'RSASSA-PKCS1-v1_5' }],
    ]),
  ),
  ...Object.fromEntries(
    ['256', '384'].map((bits) => [
      `ES${bits}`,
      [{ name: 'ECDSA', namedCurve: `P-${bits}` }, { name: 'ECDSA', hash: `SHA-${bits}` }],
    ]),
  ),
  EdDSA: [{ name: 'Ed25519' }, { name: 'Ed25519' }],
};

/** Whether this key made a token's signature. By now its parts are known to be three, and canonical. */
export async function holds(subtle: SubtleCrypto, token: string, { algorithm, jwk }: Check): Promise<boolean> {
  const [importing, checking] = ALGORITHMS[algorithm] ?? [];
  if (!importing || !checking) throw new ConnectError('load', `expected a known algorithm, found ${algorithm}`);
  const end = token.lastIndexOf('.');
  const letters = atob(token.slice(end + 1).replace(/-/g, '+').replace(/_/g, '/'));
  const signature = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  try {
    const key = await subtle.importKey('jwk', jwk, importing, false, ['verify']);
    return await subtle.verify(checking, key, signature, new TextEncoder().encode(token.slice(0, end)));
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'NotSupportedError') throw new ConnectError('load', `the platform cannot check ${algorithm}: ${message}`);
    // Numbers that are no key, such as a point beside its curve: nothing was signed with it.
    return false;
  }
}
