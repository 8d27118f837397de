// The way between a host's globals in the widget's page and the console around it. These files are served as one
// script, within one function, before anything of the widget runs; `window.name` says which host is played.
// A message port carries everything, so the widget sees no window message that its host would not post.

/** What the console wrote into the frame's name: `{host, pane, console, attributes, values}`, or null. */
function beginning() {
  const prefix = 'onepane ';
  return window.name.startsWith(prefix) ? JSON.parse(window.name.slice(prefix.length)) : null;
}

/** Values as JSON: what structured clone carries beyond it is tagged, as in a trace. */
function plain(value) {
  if (value instanceof Date) return { $date: value.toISOString() };
  if (value instanceof File) return { $file: { name: value.name, type: value.type, size: value.size } };
  if (Array.isArray(value)) return value.map((item) => plain(item) ?? null);
  if (value && typeof value === 'object') {
    const pairs = Object.entries(value).map(([key, item]) => [key, plain(item)]);
    return Object.fromEntries(pairs.filter(([, item]) => item !== undefined));
  }
  return ['function', 'symbol', 'bigint', 'undefined'].includes(typeof value) ? undefined : value;
}

function openPort(begin) {
  const { port1: port, port2 } = new MessageChannel();
  const waiting = new Map();
  const callbacks = new Map();
  let calls = 0;

  const self = {
    values: begin.values ?? {},
    /** Asks the host for something; resolves or rejects with its answer. */
    call(target, args) {
      const id = `c${++calls}`;
      const given = args.map((arg) => plain(arg) ?? null);
      port.postMessage({ frame: { dir: 'out', via: 'call', id, target, args: given } });
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
    /** A call whose answer is there at once; the console is told of both. */
    callAtOnce(target, args, value) {
      const id = `c${++calls}`;
      const given = args.map((arg) => plain(arg) ?? null);
      port.postMessage({ frame: { dir: 'out', via: 'call', id, target, args: given }, at_once: true });
      port.postMessage({ frame: { dir: 'in', via: 'return', id, ...(value === undefined ? {} : { value: plain(value) }) } });
      return value;
    },
    subscribe(name, callback) {
      callbacks.set(name, [...(callbacks.get(name) ?? []), callback]);
      port.postMessage({ frame: { dir: 'out', via: 'subscribe', name } });
    },
    unsubscribe(name) {
      if (callbacks.delete(name)) port.postMessage({ frame: { dir: 'out', via: 'unsubscribe', name } });
    },
    unsubscribeAll() {
      for (const name of [...callbacks.keys()]) self.unsubscribe(name);
    },
  };

  port.onmessage = ({ data }) => {
    if (data.values) Object.assign(self.values, data.values);
    const frame = data.frame;
    if (frame?.via === 'callback') {
      for (const callback of callbacks.get(frame.name) ?? []) callback(...frame.args);
    } else if (frame?.via === 'return') {
      const asked = waiting.get(frame.id);
      waiting.delete(frame.id);
      if (frame.error === undefined) asked?.resolve(frame.value);
      else asked?.reject(frame.error);
    }
  };
  window.parent.postMessage({ onepane: 'port', pane: begin.pane }, begin.console, [port2]);
  return self;
}
