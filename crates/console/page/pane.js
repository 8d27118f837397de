// One widget in the console: its frame, its way of speaking, and the emulator behind it.

import { h, announce } from './lib/dom.js';
import { plain } from './lib/json.js';
import { Emulator } from './lib/server.js';

export class Pane {
  /** Names for which the widget waits to be called back, on hosts that call back. */
  subscriptions = new Set();
  /** Whether the agent has it before them. */
  visible = true;
  #port = null;
  #generation = 0;

  constructor(app, number) {
    this.app = app;
    this.host = app.host;
    this.number = number;
    this.place = h('div', { class: 'frame' });
    this.heading = h('h3', {}, `Widget ${number}`);
    this.element = h(
      'section',
      { class: 'widget', 'aria-label': `Widget ${number}` },
      h(
        'header',
        {},
        this.heading,
        h('code', { class: 'address', title: app.widgetUrl }, app.widgetLabel),
        h('button', { class: 'quiet', onclick: () => this.load() }, 'Reload'),
        number > 1 && h('button', { class: 'quiet', onclick: () => app.close(this) }, 'Close'),
      ),
      this.place,
    );
  }

  /** Puts the widget into a new frame, as after the host's page was loaded. */
  async load() {
    const generation = ++this.#generation;
    this.#port?.close();
    this.#port = null;
    this.subscriptions.clear();
    this.place.replaceChildren();
    // Another loading, or another host, may overtake this one wherever it waits.
    const isOver = () => generation !== this.#generation;
    const emulator = await Emulator.open(this.host.name, this.host.settings?.(this.app) ?? {});
    if (isOver()) return;
    this.emulator = emulator;
    const launch = await this.host.launch(this);
    if (isOver()) return;
    const frame = { dir: 'in', via: 'launch', url: launch.url, attributes: launch.attributes };
    const entry = this.#note(frame);
    const meaning = await this.#decode(entry);
    for (const event of meaning.events) await this.emulator.emulate(event);
    if (isOver()) return;
    this.origin = new URL(launch.src ?? launch.url).origin;
    this.iframe = h('iframe', { title: `Widget ${this.number}`, allow: launch.allow });
    if (this.host.embed === 'port') {
      const begin = { host: this.host.name, pane: this.number, console: location.origin };
      begin.attributes = launch.attributes ?? {};
      begin.values = this.host.values?.(this) ?? {};
      begin.element = this.app.setting('element') || undefined;
      this.iframe.name = `onepane ${JSON.stringify(begin)}`;
    }
    this.iframe.addEventListener('load', () => this.host.loaded?.(this));
    this.iframe.src = launch.src ?? launch.url;
    this.place.append(this.iframe);
    this.show(this.host.hiddenAtFirst ? false : this.visible);
  }

  /** Shows the widget to the agent, or hides it. */
  show(visible) {
    this.visible = visible;
    this.element.classList.toggle('hidden', !visible);
    this.app.changed('pane');
  }

  /** Gives the widget a size, as a host does on its request; null for its own. */
  resize(width, height) {
    const length = (value) => (typeof value === 'number' ? `${value}px` : (value ?? ''));
    this.place.style.width = length(width);
    this.place.style.height = length(height);
    this.place.style.flex = height ? 'none' : '';
  }

  close() {
    this.#generation += 1;
    this.#port?.close();
    this.element.remove();
  }

  /** The host tells a neutral event, in its own words. */
  async tell(event) {
    let told;
    try {
      told = await this.emulator.emulate(event);
    } catch (error) {
      announce(error.message, 'bad');
      return;
    }
    for (const frame of told.frames) this.deliver(frame, { losses: told.losses });
  }

  /** The host sends a frame. */
  deliver(frame, more = {}) {
    const entry = this.#note(frame, more);
    if (frame.via === 'message') {
      this.iframe?.contentWindow?.postMessage(frame.data, this.host.anyTarget ? '*' : this.origin);
    } else if (frame.via === 'callback' && !this.subscriptions.has(frame.name)) {
      entry.note = 'the widget has not subscribed to this: not called';
    } else {
      this.#port?.postMessage({ frame });
    }
    return this.#decode(entry);
  }

  /** New values for calls that are answered at once. */
  revalue() {
    if (this.host.values) this.#port?.postMessage({ values: this.host.values(this) });
  }

  /** A window message from the widget's frame; true if it was from this one. */
  posted(event) {
    if (!this.iframe || event.source !== this.iframe.contentWindow) return false;
    const isPort = event.data?.onepane === 'port' && event.data.pane === this.number && event.ports[0];
    if (isPort && this.host.embed === 'port' && event.origin === this.origin) {
      this.#connect(event.ports[0]);
      return true;
    }
    this.hear({ dir: 'out', via: 'message', to: 'parent', data: plain(event.data) ?? null }, event.origin);
    return true;
  }

  #connect(port) {
    this.#port?.close();
    this.#port = port;
    this.subscriptions.clear();
    port.onmessage = ({ data }) => {
      const frame = plain(data.frame);
      if (frame.dir === 'out') this.hear(frame, this.origin, data.at_once);
      else this.#decode(this.#note(frame));
    };
  }

  /** The widget sends a frame. */
  async hear(frame, origin, isAnswered = false) {
    const entry = this.#note(frame, { origin });
    const generation = this.#generation;
    if (frame.via === 'subscribe') this.subscriptions.add(frame.name);
    if (frame.via === 'unsubscribe') this.subscriptions.delete(frame.name);
    let heard;
    try {
      heard = this.host.hears?.(this, frame) ?? (await this.emulator.receive(frame, origin));
    } catch (error) {
      heard = { wrong: error.message };
    }
    if (generation !== this.#generation) return;
    Object.assign(entry, heard);
    this.app.traffic.update(entry);
    if (frame.via === 'subscribe') this.host.subscribed?.(this, frame.name);
    for (const answer of heard.answered ?? heard.refused?.frames ?? []) this.deliver(answer);
    if (heard.action && !isAnswered) this.app.actions.arrived(this, heard.action);
  }

  /** The host answers an action. */
  async answer(id, result) {
    if (!id) return;
    try {
      const { frames } = await this.emulator.answer({ action: id, ...result });
      for (const frame of frames) this.deliver(frame);
    } catch (error) {
      announce(error.message, 'bad');
    }
  }

  #note(frame, more = {}) {
    const entry = { pane: this, at: Date.now(), frame, ...more };
    this.app.traffic.add(entry);
    return entry;
  }

  async #decode(entry) {
    let meaning;
    try {
      meaning = await this.emulator.decode(entry.frame);
    } catch (error) {
      meaning = { events: [], warnings: [], wrong: error.message };
    }
    Object.assign(entry, meaning);
    this.app.traffic.update(entry);
    return meaning;
  }
}
