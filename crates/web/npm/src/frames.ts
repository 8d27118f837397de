// Frames as JSON: values that are not JSON are tagged on their way.
import type { Frame } from './model.js';

/** A frame as text, with dates and files tagged. Throws for what cannot be told, such as a circle. */
export function frameToText(frame: Frame): string {
  return JSON.stringify(frame, function (this: Record<string, unknown>, key, value) {
    const raw = this[key];
    if (raw instanceof Date) return { $date: value };
    if (typeof File !== 'undefined' && raw instanceof File) {
      return { $file: { name: raw.name, size: raw.size, type: raw.type } };
    }
    return value;
  });
}

/** A value of an outbound frame as the host's functions take it. */
export function fromTagged(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromTagged);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [tag] = entries;
  if (entries.length === 1 && tag?.[0] === '$date') return new Date(String(tag[1]));
  return Object.fromEntries(entries.map(([key, member]) => [key, fromTagged(member)]));
}

/** Words for something that was thrown or rejected; what is no error is told as it is. */
export const reason = (error: unknown): unknown => (error instanceof Error ? error.message : (error ?? 'no reason given'));
