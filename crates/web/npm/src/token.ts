// Whether a host has signed a token. Every decision is the module's, by the rules of `onepane-auth`; the platform checks
// signatures, and that is all that happens here.
import { ConnectError } from './errors.js';
import { holds, type Check } from './signature.js';

/** Why a token was refused: the codes of `onepane-auth`. */
export type Reason =
  | 'too_large' | 'parts' | 'encoding' | 'json' | 'duplicate' | 'too_deep' | 'header' | 'critical' | 'algorithm' | 'type'
  | 'unknown_key' | 'signature' | 'missing' | 'claim_type' | 'claim_range' | 'blank' | 'expired' | 'not_yet_valid'
  | 'issued_in_future' | 'issuer' | 'audience' | 'pinned';

/** What a token says. Absent: it says nothing of it. Moments are texts, as in events. */
export interface Claims {
  issuer?: string;
  /** Whom the token is about: at a helpdesk, the agent. */
  subject?: string;
  audience: string[];
  expires_at?: string;
  not_before?: string;
  issued_at?: string;
  token_id?: string;
  email?: string;
  /** The account (business, workspace, tenant) at the host. */
  account?: string;
  /** The widget's name. */
  widget?: string;
  /** Every claim under its own name; integers beyond 2^53 lose their last digits, as in any JSON that a page reads. */
  all: Record<string, unknown>;
}

/** A verdict on a token. */
export type Verdict =
  | {
      verified: true;
      claims: Claims;
      /** The algorithm of its signature. */
      algorithm: string;
      /** The name of the key that made it; `null` where the key has none. */
      key_id: string | null;
    }
  | {
      verified: false;
      reason: Reason;
      /** What was expected and the kind of what was found; nothing of the token. */
      message: string;
    };

/** By what a token is verified. */
export interface TokenOptions {
  /** The host that is said to have signed it: its policy is applied. */
  host: string;
  /** The host's public keys, a JWK or a JWK set, as an object or as JSON. Take them from a place that you chose. */
  keys: object | string;
  /** The moment, in milliseconds since 1970. Absent: now. */
  now?: number;
  /** The only account at the host whose tokens are believed. A token of another customer is perfectly signed, too. */
  account?: string;
  /** The only widget whose tokens are believed. */
  widget?: string;
  /** Claims that must be exactly these texts. */
  pins?: Record<string, string>;
  /** Where the module's WebAssembly is: a URL, a response, its bytes. Absent: beside the module. */
  wasm?: unknown;
}

/** What the module says is to be done next, or how it ended. */
interface Step {
  check?: Check;
  verified?: Omit<Extract<Verdict, { verified: true }>, 'verified'>;
  rejected?: Omit<Extract<Verdict, { verified: false }>, 'verified'>;
}

/**
 * Verifies a token that a host handed to its widget, by the same policy and with the same verdicts as `onepane-auth`.
 *
 * A verdict that a page reaches is for the page: to show the right thing. Whoever gives out data verifies on a server.
 * Rejects with a `ConnectError` where nothing can be said of the token: `options` for keys or a host that cannot be, `load`
 * where the module, or the platform's cryptography (on pages that are not secure), is not there.
 */
export async function verifyToken(token: string, { host, keys, now = Date.now(), wasm, ...demands }: TokenOptions): Promise<Verdict> {
  const { default: init, Token } = await import('module:verifier');
  const { subtle } = globalThis.crypto ?? {};
  if (!subtle) throw new ConnectError('load', 'expected a secure context, which has the cryptography, found another');
  try {
    await init(wasm === undefined ? undefined : { module_or_path: wasm });
  } catch (error) {
    throw new ConnectError('load', `the module could not be loaded: ${(error as Error).message}`);
  }
  let judge;
  try {
    judge = new Token(host, token, typeof keys === 'string' ? keys : JSON.stringify(keys), JSON.stringify(demands), now);
  } catch (error) {
    throw new ConnectError('options', (error as Error).message);
  }
  try {
    for (;;) {
      const { check, verified, rejected }: Step = JSON.parse(judge.step());
      if (verified) return { verified: true, ...verified };
      if (rejected) return { verified: false, ...rejected };
      judge.checked(await holds(subtle, token, check!));
    }
  } finally {
    judge.free();
  }
}
