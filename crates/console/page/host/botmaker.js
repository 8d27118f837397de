// Botmaker: a frame whose URL carries a signed token; objects by window message, pushed unasked.

import { token } from '../lib/server.js';

export default {
  name: 'botmaker',
  embed: 'message',
  screens: ['CHATS', 'TICKETS', 'CONTACTS'],
  how: 'A frame beside the conversation. The URL carries a signed token; messages are objects.',
  options: [
    {
      key: 'token',
      label: 'Token',
      options: [['valid', 'Valid'], ['expired', 'Expired'], ['forged', 'Signed by a stranger'], ['none', 'None']],
      hint: 'The public key is served at /keys/identity.json, and as a set at /keys/jwks.json.',
    },
    { key: 'widgetName', label: 'Registered name', value: '', hint: 'Empty: any name is taken.' },
    { key: 'domains', label: 'Allowed domains', value: '', hint: 'Empty: the widget’s own. Such as *.example.com' },
    { key: 'business', label: 'Business', value: 'acme' },
  ],

  settings(app) {
    const domains = app.setting('domains').split(/[\s,]+/).filter(Boolean);
    const settings = { allowed_domains: domains.length > 0 ? domains : [app.about.widgetOrigin] };
    const name = app.setting('widgetName');
    return name ? { ...settings, widget_name: name } : settings;
  },

  async launch(pane) {
    const url = new URL(pane.app.widgetUrl);
    const kind = pane.app.setting('token');
    if (kind !== 'none') {
      const now = Math.floor(Date.now() / 1000);
      const claims = {
        iss: 'botmaker.com',
        'custom-widget-name': pane.app.setting('widgetName') || 'order-desk',
        businessId: pane.app.setting('business'),
        email: 'agent@example.test',
        sub: 'u-17',
        iat: kind === 'expired' ? now - 7200 : now,
        exp: kind === 'expired' ? now - 3600 : now + 3600,
        jti: crypto.randomUUID(),
      };
      url.searchParams.set('bmtoken', await token(claims, kind === 'forged' ? 'stranger' : 'own'));
    }
    return { url: url.href };
  },

  async loaded(pane) {
    await pane.tell(pane.app.desk.event('session.ready', { screen: pane.app.desk.screen }));
    if (pane.app.desk.screen === 'CHATS') await pane.tell(pane.app.desk.event('conversation.selected'));
  },

  async changed(pane, what) {
    const desk = pane.app.desk;
    if (what.selected) await pane.tell(desk.event('conversation.selected'));
    // Only what goes out is told.
    if (what.message && what.message.direction !== 'inbound') {
      await pane.tell(desk.event('message.created', { message: { id: what.message.id, content_kind: 'text' } }));
    }
    if (what.screen === 'TICKETS') await pane.tell(desk.event('ticket.list_updated'));
    if (what.screen === 'CONTACTS') await pane.tell(desk.event('company.selected'));
    if (what.ticket) await pane.tell(desk.event('ticket.selected', { ticket: what.ticket }));
  },
};
