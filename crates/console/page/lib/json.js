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
  const complaint = complain(text);
  if (complaint === null) return null;
  const before = text.slice(0, placeOf(text)).split('\n');
  const words = complaint.replace(/, ".*is not valid JSON$| in JSON at position.*| \(line.*/s, '');
  return `line ${before.length}, column ${before.at(-1).length + 1}: ${words}`;
}

function complain(text) {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error.message;
  }
}

/** Where the first wrong character stands: browsers do not always say. What comes before it could still become JSON. */
function placeOf(text) {
  const isWrong = (length) => !/end of|Unterminated|^null$/.test(complain(text.slice(0, length)) ?? 'null');
  let [right, wrong] = [0, text.length + 1];
  while (wrong - right > 1) {
    const middle = (right + wrong) >> 1;
    if (isWrong(middle)) wrong = middle;
    else right = middle;
  }
  return Math.min(right, text.length);
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
