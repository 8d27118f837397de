// Chatwoot: a frame in a tab beside "Messages"; one context as JSON text, at each load and on request.

export default {
  name: 'chatwoot',
  embed: 'message',
  // The host posts its context to any origin.
  anyTarget: true,
  how: 'A tab beside the messages. The context is JSON text, sent at each load and on request; changes are not pushed.',
  options: [],

  async launch(pane) {
    return { url: pane.app.widgetUrl };
  },

  async loaded(pane) {
    await pane.tell(pane.app.desk.event('context.changed'));
  },

  hears(pane, frame) {
    if (pane.visible || typeof frame.data !== 'string') return null;
    return { ignored: 'the tab is hidden: the host answers visible apps only' };
  },

  async refresh(pane) {
    await pane.tell(pane.app.desk.event('context.changed'));
  },

  async changed(pane, what) {
    // Another conversation gets another frame; of everything else only the theme is told.
    if (what.selected) await pane.load();
    if (what.theme && pane.visible) await pane.tell(pane.app.desk.event('context.changed'));
  },
};
