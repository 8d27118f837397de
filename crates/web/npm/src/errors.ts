// How things go wrong, typed.
import type { Outcome } from './model.js';

/** Why an action did not go well: `unsupported` and `refused` mean that nothing was sent. */
export type SendErrorCode = 'unsupported' | 'refused' | 'failed' | 'timed_out' | 'cancelled' | 'closed' | 'invalid';

/** An action that did not go well. */
export class SendError extends Error {
  override name = 'SendError';

  constructor(
    readonly code: SendErrorCode,
    /** The host's own words, or ours where it was never sent. */
    reason: string,
    /** The rule that it breaks, such as `text` for a limit of that member, `needs:api` or `not_current`. */
    readonly constraint?: string,
  ) {
    super(reason || code);
  }

  /** Whether nothing has been sent, so that another way can be tried. */
  get beforeSending(): boolean {
    return ['unsupported', 'refused', 'invalid'].includes(this.code);
  }

  /** The error of an outcome that is none of the good ones. */
  static of(outcome: Outcome | undefined, reason: string, constraint?: string): SendError {
    return new SendError(CODES.find((code) => code === outcome) ?? 'failed', reason, constraint);
  }
}

const CODES: SendErrorCode[] = ['unsupported', 'refused', 'failed', 'timed_out', 'cancelled'];

/** A console that could not be found, or whose module could not be loaded. */
export class ConnectError extends Error {
  override name = 'ConnectError';

  constructor(
    /** `no_host`: the page stands in a frame, and nobody known spoke; `late_host`: the host's script never came. */
    readonly code: 'no_host' | 'late_host' | 'load' | 'options' | 'closed',
    message: string,
  ) {
    super(message);
  }
}
