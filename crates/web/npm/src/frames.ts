// Frames on their way into a session: texts as they are, other values as JSON, in which those that JSON does not have are tagged.
import type { Frame } from './model.js';
import type { Core } from './module.js';

/** From the host to the widget. */
export type Inbound = Extract<Frame, { dir: 'in' }>;

/**
 * Tells a session what came, and gives what it wants done. Throws for what cannot be told, such as a circle. A message has its `source`, a callback its `args` and a launch its `attributes`, even if
 * there are none.
 */
export function tell(core: Core, frame: Inbound, now: number): string {
  if (frame.via === 'message') {
    const { source, data } = frame;
    const isText = typeof data === 'string';
    return core.message(source!, isText ? whole(data) : toText(data ?? null), isText, now);
  }
  if (frame.via === 'callback') return core.callback(frame.name, toText(frame.args), now);
  if (frame.via === 'return') return core.answer(frame.id, frame.status ?? -1, toText(frame.value), toText(frame.error), now);
  if (frame.via === 'launch') return core.launch(frame.url, toText(frame.attributes), now);
  return core.page(frame.state, now);
}

/** A text in which halves of surrogate pairs, which would be lost on the way, are escaped as in JSON. */
const whole = (text: string & { isWellFormed?(): boolean }): string =>
  text.isWellFormed?.() ? text : text.replace(/\p{Cs}/gu, (half) => JSON.stringify(half).slice(1, -1));

/** A value as JSON, with dates and files tagged; `undefined` for what is nothing there. */
function toText(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key, value) {
    const raw = this[key];
    if (raw instanceof Date) return { $date: value };
    if (typeof File !== 'undefined' && raw instanceof File) {
      return { $file: { name: raw.name, size: raw.size, type: raw.type } };
    }
    return value;
  });
}

/** A value of an outbound frame as the host's functions take it. */
export const fromTagged = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, inner) =>
    inner?.$date && Object.keys(inner).length === 1 ? new Date(inner.$date) : inner,
  );

/** Words for something that was thrown or rejected; what is no error is told as it is. */
export const reason = (error: unknown): unknown => (error instanceof Error ? error.message : (error ?? 'no reason given'));
