// The server behind the page: it runs the hosts' emulators and adapters.

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Error('the console has ended: start `onepane dev` again');
  }
  if (response.ok) return response;
  const body = await response.text();
  let reason = body;
  try {
    reason = JSON.parse(body).error;
  } catch {
    // Not one of the console's own answers.
  }
  throw new Error(reason || `the console answers ${response.status}`);
}

const get = async (path) => (await ask(path)).json();
const post = async (path, body) =>
  (await ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).json();

export const about = () => get('/api/about');
export const hosts = () => get('/api/hosts');

export async function token(claims, signature) {
  return (await post('/api/tokens', JSON.stringify({ claims, signature }))).token;
}

/** Calls back whenever the widget has changed. */
export function onChange(callback) {
  const changes = new EventSource('/api/changes');
  changes.addEventListener('change', callback);
}

/** One widget's emulator and adapter. What is asked is answered in order. */
export class Emulator {
  #at;
  #last = Promise.resolve();

  static async open(host, settings) {
    const emulator = new Emulator();
    const { pane } = await post('/api/panes', JSON.stringify({ host, settings }));
    emulator.#at = `/api/panes/${pane}`;
    return emulator;
  }

  #next(path, body) {
    const answer = this.#last.then(() => post(`${this.#at}/${path}`, body));
    this.#last = answer.catch(() => {});
    return answer;
  }

  /** The frames by which the host tells an event: `{frames, losses}`. */
  emulate = (event) => this.#next('emulate', JSON.stringify(event));
  /** What a frame of the widget is: one of `{action}`, `{answered}`, `{ignored}`, `{refused}`. */
  receive = (frame, origin) => this.#next('receive', JSON.stringify({ frame, origin }));
  /** The frames by which the host answers an action: `{frames, losses}`. */
  answer = (result) => this.#next('answer', JSON.stringify(result));
  /** What a frame of the host means: `{events, warnings, ignored?}`. */
  decode = (frame) => this.#next('decode', JSON.stringify(frame));

  /** A trace without secrets, e-mail addresses and phone numbers. */
  async redact(trace) {
    return (await ask(`${this.#at}/redact`, { method: 'POST', body: trace })).text();
  }
}
