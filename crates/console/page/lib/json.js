// JSON, as it is shown and edited.

/** Values that structured clone carries and JSON does not are tagged, as in a trace. */
export function plain(value) {
  if (value instanceof Date) return { $date: value.toISOString() };
  if (value instanceof File) return { $file: { name: value.name, type: value.type, size: value.size } };
  if (Array.isArray(value)) return value.map((item) => plain(item) ?? null);
  if (value && typeof value === 'object') {
    const pairs = Object.entries(value).map(([key, item]) => [key, plain(item)]);
    return Object.fromEntries(pairs.filter(([, item]) => item !== undefined));
  }
  return ['function', 'symbol', 'bigint', 'undefined'].includes(typeof value) ? undefined : value;
}

export const pretty = (value) => JSON.stringify(value, null, 2);

/** What is wrong with a text that should be JSON, with line and column; null when it is well-formed. */
export function fault(text) {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const place = /position (\d+)/.exec(error.message);
    const words = error.message.replace(/ in JSON at position.*| \(line.*| at position.*/s, '');
    if (!place) return words;
    const before = text.slice(0, Number(place[1])).split('\n');
    return `line ${before.length}, column ${before.at(-1).length + 1}: ${words}`;
  }
}

/** JSON text, and where it is, JSON in its strings too, in a form to read. */
export function readable(frame) {
  if (frame.via !== 'message' || typeof frame.data !== 'string') return pretty(frame);
  try {
    return pretty({ ...frame, data: JSON.parse(frame.data) });
  } catch {
    return pretty(frame);
  }
}
