// The way between a host's globals in the widget's page and the console around it. These files are served as one
// script, within one function, before anything of the widget runs; `window.name` says which host is played.
// A message port carries everything, so the widget sees no window message that its host would not post.

/** What the console wrote into the frame's name: `{host, pane, console, attributes, values}`, or null. */
function beginning() {
  const prefix = 'onepane ';
  return window.name.startsWith(prefix) ? JSON.parse(window.name.slice(prefix.length)) : null;
}

function openPort(begin) {
  const { port1: port, port2 } = new MessageChannel();
  const waiting = new Map();
  const callbacks = new Map();
  let calls = 0;
  /** Whatever a port cannot carry, such as a function in an argument, is left out. */
  const send = (message) => {
    try {
      port.postMessage(message);
    } catch {
      port.postMessage(JSON.parse(JSON.stringify(message)));
    }
  };

  const self = {
    values: begin.values ?? {},
    /** Asks the host for something; resolves or rejects with its answer. */
    call(target, args) {
      const id = `c${++calls}`;
      send({ frame: { dir: 'out', via: 'call', id, target, args } });
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
    /** A call whose answer is there at once; the console is told of both. */
    callAtOnce(target, args, value) {
      const id = `c${++calls}`;
      send({ frame: { dir: 'out', via: 'call', id, target, args }, at_once: true });
      send({ frame: { dir: 'in', via: 'return', id, value } });
      return value;
    },
    subscribe(name, callback) {
      callbacks.set(name, [...(callbacks.get(name) ?? []), callback]);
      send({ frame: { dir: 'out', via: 'subscribe', name } });
    },
    unsubscribe(name) {
      if (callbacks.delete(name)) send({ frame: { dir: 'out', via: 'unsubscribe', name } });
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
