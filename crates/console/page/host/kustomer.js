// Kustomer: a frame that drives the Cards SDK's global, and is not shown before it calls `initialize`.

export default {
  name: 'kustomer',
  embed: 'port',
  hiddenAtFirst: true,
  how: 'A card or sidebar widget that drives window.Kustomer. It is not shown before it calls initialize.',
  says: 'The SDK’s script on cdn.kustomerapp.com is answered by this console’s own window.Kustomer.',
  options: [
    { key: 'about', label: 'Context is about', options: ['conversation', 'customer', 'widget'] },
    { key: 'roles', label: 'Agent’s roles', value: 'org.user' },
  ],

  async launch(pane) {
    const url = new URL(pane.app.widgetUrl);
    url.searchParams.set('parentUrl', location.origin);
    url.searchParams.set('id', `card-${pane.number}`);
    return { url: url.href, allow: 'microphone; camera; autoplay' };
  },

  hears(pane, frame) {
    // Anything can be read; what it gives, the desk knows or whoever sits before the console.
    const isRead = frame.target === 'Kustomer.request' && /^get$/i.test(frame.args[0]?.method ?? 'GET');
    return isRead ? { action: { type: 'host.call', id: frame.id, data: { name: 'request', args: frame.args } } } : null;
  },

  async answer(pane, action) {
    if (action.type !== 'host.call' || action.data.name !== 'request') return undefined;
    const [{ args: [context] }] = await contexts(pane);
    const records = [context.customer, context.conversation].filter(Boolean);
    return records.find(({ id }) => action.data.args[0]?.url?.endsWith(`/${id}`));
  },

  async subscribed(pane, name) {
    if (name !== 'initialize') return;
    pane.show(true);
    const config = { userRoles: pane.app.setting('roles').split(/[\s,]+/).filter(Boolean) };
    for (const frame of await contexts(pane)) {
      pane.deliver({ ...frame, name: 'initialize', args: [frame.args[0], config] });
    }
  },

  async changed(pane) {
    for (const frame of await contexts(pane)) pane.deliver(frame);
  },
};

/** The context as it is now, as callbacks. */
async function contexts(pane) {
  const about = pane.app.setting('about');
  const event = pane.app.desk.event('context.changed');
  event.hostevent = 'context';
  event.data.subject = about === 'customer' ? 'contact' : about;
  if (about !== 'conversation') delete event.data.conversation;
  if (about === 'widget') event.data = { subject: 'widget', panel_open: pane.visible };
  return (await pane.emulator.emulate(event)).frames;
}
