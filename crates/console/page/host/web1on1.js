// web1on1: a visitor's chat, driven by the page that it stands on through the global `web1on1`. It tells nothing.

export default {
  name: 'web1on1',
  embed: 'port',
  how: 'The page a visitor’s chat stands on, which drives it through the global web1on1. Nothing is ever told.',
  options: [{ key: 'embedded', label: 'Chat', options: [['', 'Floating'], ['yes', 'Embedded']] }],

  settings: (app) => ({ embedded: app.setting('embedded') === 'yes' }),

  async launch(pane) {
    return { url: pane.app.widgetUrl };
  },

  values: (pane) => ({ isOpened: pane.app.desk.panelOpen, embedded: pane.app.setting('embedded') === 'yes' }),
};
