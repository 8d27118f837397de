// Pages that stand in for a widget where a test needs one that notes everything.

import { existsSync, readFileSync, readdirSync } from 'node:fs';

/**
 * A page that notes whatever its host tells, as `window.told`, a list of `{name, payload}`. On hosts that call back it
 * subscribes to these names.
 */
export const listener = (names = []) => `<!doctype html>
<title>A listener</title>
<script>
  window.told = [];
  const tell = (name) => (...payload) => window.told.push({ name, payload });
  const names = ${JSON.stringify(names)};
  addEventListener('message', (event) => window.told.push({
    name: 'message', payload: [event.data], source: event.source === parent ? 'parent' : 'other', origin: event.origin,
  }));
  if (window.Kustomer) {
    Kustomer.initialize(tell('initialize'));
    for (const name of names) if (name !== 'initialize') Kustomer.on(name, tell(name));
  }
  if (window.WS) {
    const api = WS.widgetAPI();
    for (const name of names) api.onDataEvent(name, tell(name));
  }
</script>`;

const DIST = new URL('../../crates/web/npm/dist/', import.meta.url);

/** The npm package as it is published, under `/onepane/`; without files where it has not been built. */
export const npmPackage = () =>
  Object.fromEntries(readdirOf(DIST).map((name) => [`/onepane/${name}`, readFileSync(new URL(name, DIST))]));

const readdirOf = (folder) =>
  existsSync(folder) ? readdirSync(folder).filter((name) => /\.(js|wasm)$/.test(name)) : [];

/** Why tests of the package are left out, if they are. */
export const notBuilt = existsSync(new URL('core-chatwoot.wasm', DIST)) ? false : 'not built: `cargo xtask wasm` builds it';

/**
 * A page that connects with these options, as JavaScript, and notes what it is told: events in `window.events`,
 * notices in `window.notices`. The connection is `window.connection`.
 */
export const connected = (options = '') => `<!doctype html>
<title>A widget</title>
<h1>Nobody</h1>
<script type="module">
  import { connect } from '/onepane/index.js';
  window.events = [];
  window.notices = [];
  window.connect = (more) => {
    const connection = connect({ notice: (text) => window.notices.push(text), ...more });
    connection.on('*', (event) => window.events.push(event));
    connection.on('context.changed', ({ data }) => (document.querySelector('h1').textContent = data.contact?.name));
    connection.ready.catch((error) => (window.failure = error.code));
    return (window.connection = connection);
  };
  window.connect({ ${options} });
</script>`;
