// Zendesk: a frame whose URL names console and app; JSON text by window message, answered by the emulator.

export default {
  name: 'zendesk',
  embed: 'message',
  how: 'A frame in the ticket’s sidebar. It shakes hands, then asks for and sets values by path; messages are JSON text.',
  options: [{ key: 'guid', label: 'App’s id', value: 'onepane' }],

  async launch(pane) {
    // What the host knows: the widget's questions are answered from it.
    for (const event of pane.app.desk.startEvents) await pane.emulator.emulate(event);
    const url = new URL(pane.app.widgetUrl);
    url.searchParams.set('origin', location.origin);
    url.searchParams.set('app_guid', pane.app.setting('guid'));
    return { url: url.href };
  },

  async changed(pane, what) {
    if (!what.selected && !what.conversation) return;
    const { desk } = pane.app;
    // Told as by another host, the context is taken in, and what the widget wants to know of it is told.
    const { data } = desk.event('context.changed');
    const { conversation, contact, agent } = data;
    await pane.tell({
      specversion: '1.0', id: 'desk', source: 'onepane://console/-', host: 'console',
      type: 'dev.onepane.context.changed', data: { conversation, contact, agent },
    });
  },
};
