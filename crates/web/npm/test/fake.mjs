// A page in Node: windows with just what the package touches.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

// Modules load their WebAssembly by `fetch`; Node's has no files.
const outside = globalThis.fetch;
globalThis.fetch = async (source, init) =>
  String(source).startsWith('file:')
    ? new Response(await readFile(fileURLToPath(source)), { headers: { 'content-type': 'application/wasm' } })
    : outside(source, init);

/** A window in a frame, or alone without `framed`; what it posts to the window around it lands in `posted`. */
export function page({ url = 'https://widget.example.test/', framed = true, globals = {} } = {}) {
  const window = new EventTarget();
  const posted = [];
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible', readyState: 'complete' });
  const parent = framed ? { postMessage: (data, origin) => posted.push({ data, origin }) } : window;
  Object.assign(window, { parent, document, location: new URL(url), posted }, globals);
  window.say = (data, { source = framed ? parent : window, origin = 'https://console.example.test' } = {}) =>
    window.dispatchEvent(Object.assign(new Event('message'), { data, source, origin }));
  return window;
}

/** The events of a connection, as they come. */
export function record(connection) {
  const events = [];
  connection.on('*', (event) => events.push(event));
  return events;
}

export const kinds = (events) => events.map(({ type }) => type.replace('dev.onepane.', ''));

/** Waits until something is so; what waits for longer than a test may fails there. */
export async function until(isSo) {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
}

export async function fixture(host, name, folder = 'inbound') {
  const url = new URL(`../../../../adapters/${host}/fixtures/${folder}/${name}.json`, import.meta.url);
  return JSON.parse(await readFile(url, 'utf8'));
}
