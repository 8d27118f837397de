// Pages that stand in for a widget where a test needs one that notes everything.

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
