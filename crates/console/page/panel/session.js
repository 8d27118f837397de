// Recording a session to a trace, and replaying one.

import { announce, h, one } from '../lib/dom.js';

export class Session {
  #recording = null;
  #replay = null;

  constructor(app) {
    this.app = app;
    this.button = one('#record');
    this.button.addEventListener('click', () => this.#toggle());
    one('#record-download').addEventListener('click', () => this.#download());
    one('#replay-file').addEventListener('change', (event) => this.#read(event.target));
    one('#replay-start').addEventListener('click', () => this.#play());
    one('#replay-stop').addEventListener('click', () => this.#stop());
    this.#show();
  }

  /** Something crossed. A trace is the session of one widget, the first. */
  recorded(entry) {
    if (!this.#recording?.open || entry.pane !== this.app.panes[0]) return;
    this.#recording.frames.push({ at: entry.at, frame: entry.frame });
    this.#show();
  }

  #toggle() {
    if (this.#recording?.open) this.#recording.open = false;
    else this.#recording = { open: true, frames: [] };
    this.#show();
  }

  #show() {
    const { open = false, frames = [] } = this.#recording ?? {};
    this.button.textContent = open ? 'Stop recording' : 'Record';
    this.button.classList.toggle('recording', open);
    one('#record-count').textContent = frames.length === 1 ? '1 frame' : `${frames.length} frames`;
    one('#record-download').disabled = frames.length === 0;
    one('#replay-start').disabled = !this.#replay || this.#replay.running;
    one('#replay-stop').disabled = !this.#replay?.running;
    this.app.badge('session', open ? '●' : 0);
  }

  async #download() {
    const lines = this.#recording.frames.map(({ at, frame }) => {
      const { dir, via, ...rest } = frame;
      return JSON.stringify({ dir, via, at, ...rest });
    });
    let trace = `${lines.join('\n')}\n`;
    try {
      if (one('#record-redact').checked) trace = await this.app.panes[0].emulator.redact(trace);
    } catch (error) {
      announce(error.message, 'bad');
      return;
    }
    const link = h('a', {
      href: URL.createObjectURL(new Blob([trace], { type: 'application/jsonl' })),
      download: `${this.app.host.name}.trace.jsonl`,
    });
    link.click();
    // The browser reads it after the click.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  async #read(input) {
    const [file] = input.files;
    if (!file) return;
    const lines = (await file.text()).split('\n');
    const frames = [];
    try {
      lines.forEach((line, place) => {
        if (!line.trim()) return;
        let frame;
        try {
          frame = JSON.parse(line);
        } catch {
          throw new Error(`line ${place + 1}: expected a frame as JSON`);
        }
        if (!['in', 'out'].includes(frame.dir)) throw new Error(`line ${place + 1}: expected \`dir\` in or out`);
        frames.push(frame);
      });
    } catch (error) {
      announce(`${file.name}: ${error.message}`, 'bad');
      input.value = '';
      return;
    }
    const told = frames.filter(({ dir, via }) => dir === 'in' && ['message', 'callback'].includes(via));
    this.#replay = { frames: told, running: false };
    one('#replay-state').textContent =
      `${file.name}: ${frames.length} frames, ${told.length} of them for the widget. What it sends is its own.`;
    this.#show();
  }

  async #play() {
    const replay = this.#replay;
    const speed = Number(one('#replay-speed').value);
    replay.running = true;
    this.#show();
    let last = replay.frames[0]?.at ?? 0;
    let done = 0;
    for (const { at, source, origin, ...frame } of replay.frames) {
      const pause = speed > 0 ? Math.min(10_000, (at ?? last) - last) / speed : 0;
      last = at ?? last;
      if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
      if (!replay.running) break;
      for (const pane of this.app.panes) await pane.deliver(frame);
      done += 1;
      one('#replay-state').textContent = `${done} of ${replay.frames.length} told`;
    }
    replay.running = false;
    this.#show();
  }

  #stop() {
    this.#replay.running = false;
    this.#show();
  }
}
