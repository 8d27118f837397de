// Workspaces: a custom element in the host's page beside `window.WS`. Its page here is a frame made for it, since
// the widget's script has every right of the page that it runs in.

export default {
  name: 'workspaces',
  embed: 'port',
  how: 'A custom element beside window.WS, in a page made for it: its script would have every right of this one.',
  options: [
    { key: 'element', label: 'Element', value: '', hint: 'Empty: the first that the script defines.' },
    { key: 'layout', label: 'Layout', options: [['interaction', 'On an interaction'], ['home', 'Home']] },
    {
      key: 'values',
      label: 'What calls give at once',
      json: {
        getCapabilities: { canSetReady: true, canSetNotReady: true },
        getConfiguration: {
          user: { id: 'u1', displayName: 'Agent A', roleId: 'AGENT' },
          token: 'not-a-real-token',
        },
        getNotReadyReasonCodes: [{ code: '7', friendlyName: 'Break' }],
        getAdditionalWorkCodes: [],
        getDispositionCodes: [],
        getWorkCodes: [],
        getOrigins: ['AXP'],
        getTeamData: { team: [] },
        getClientDetails: { displayName: 'Agent A' },
        validateRichMediaMessage: true,
      },
    },
  ],

  async launch(pane) {
    const { app } = pane;
    await remember(pane);
    const attributes = { widgetid: 'order-panel' };
    if (app.setting('layout') === 'interaction') {
      const { conversation } = app.desk.event('conversation.updated').data;
      attributes.interactionid = conversation.id;
      attributes.workrequestid = conversation.interaction?.work_request_id ?? '';
    }
    const page = new URL(app.widgetUrl);
    const isScript = /\.(m?js|tsx?)$/.test(page.pathname);
    if (!isScript) return { url: page.href, attributes };
    const src = new URL('/.onepane/element.html', page);
    src.searchParams.set('script', page.pathname + page.search);
    return { url: page.href, src: src.href, attributes };
  },

  values(pane) {
    const values = { ...pane.app.setting('values'), ...pane.interaction };
    values.getInteractionId = pane.interaction?.getInteractionData?.id;
    return values;
  },

  async subscribed(pane, name) {
    // The host calls back with what it has last told, as the vendor's samples rely on.
    for (const event of pane.app.desk.startEvents.filter((event) => event.hostevent === name)) {
      const kind = event.type.replace('dev.onepane.', '');
      await pane.tell(kind === 'conversation.updated' ? pane.app.desk.event(kind) : event);
    }
  },

  async refresh(pane) {
    await pane.tell(pane.app.desk.event('conversation.updated'));
  },

  async changed(pane, what) {
    const { desk } = pane.app;
    if (what.selected) await pane.tell(desk.event('conversation.selected'));
    if (what.selected || what.conversation) {
      await pane.tell(desk.event('conversation.updated'));
      await remember(pane);
      pane.revalue();
    }
    if (what.message) {
      const { text, direction } = what.message;
      await pane.tell(desk.event('message.created', { message: { text, direction } }));
    }
    if (what.agent) await pane.tell(desk.event('agent.state_changed', { agent: what.agent }));
  },
};

/** Keeps the interaction as the host would give it: calls that ask for it are answered at once. */
async function remember(pane) {
  const { frames } = await pane.emulator.emulate(pane.app.desk.event('conversation.updated'));
  const interaction = frames[0]?.args[0];
  pane.interaction = { getInteractionData: interaction, getAllInteractions: [interaction], getWorkCardCount: 1 };
}
