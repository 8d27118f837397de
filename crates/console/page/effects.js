// What a host's console does when a widget's action has been answered with yes. Actions without a line here change
// nothing that the desk shows.

import { announce } from './lib/dom.js';

const conversation = (app) => app.desk.current.conversation;

/** Changes the conversation, and lets the host tell it if it does. */
function change(app, members) {
  Object.assign(conversation(app), members);
  app.deskChanged({ conversation: true });
}

const EFFECTS = {
  'compose.set_text': (app, { text, as }) => app.compose(text, as),
  'message.send'(app, { text, visibility, as }) {
    const direction = as === 'contact' ? 'inbound' : 'outbound';
    app.deskChanged({ message: app.desk.say(text, { direction, visibility }) });
  },
  'message.show_local'(app, { text, name }) {
    app.desk.say(text, { kind: 'local', sender: name ?? 'Agent' });
    app.deskChanged({});
  },
  'ticket.open'(app, { code }) {
    const ticket = app.desk.tickets.find((ticket) => ticket.code === code);
    app.openTicket(ticket ?? { code });
  },
  'context.refresh': (app, data, pane) => pane.host.refresh?.(pane),
  'conversation.set_status': (app, { status }) => change(app, { status }),
  'conversation.set_priority': (app, { priority }) => change(app, { priority: priority ?? undefined }),
  'conversation.set_category': (app, { category }) => change(app, { subject: category }),
  'conversation.add_label'(app, { label }) {
    change(app, { labels: [...new Set([...(conversation(app).labels ?? []), label])] });
  },
  'conversation.set_attribute'(app, { key, value }) {
    change(app, { attributes: { ...conversation(app).attributes, [key]: value } });
  },
  'conversation.accept': (app) => change(app, { state: 'active' }),
  'conversation.hold': (app) => change(app, { state: 'held' }),
  'conversation.resume': (app) => change(app, { state: 'active' }),
  'conversation.end': (app) => change(app, { state: 'ended' }),
  'contact.set_attribute'(app, { key, value }) {
    const { contact } = app.desk.current;
    contact.attributes = { ...contact.attributes, [key]: value };
    app.deskChanged({ conversation: true });
  },
  'panel.open'(app, data, pane) {
    app.desk.panelOpen = true;
    pane.show(true);
  },
  'panel.close'(app, data, pane) {
    app.desk.panelOpen = false;
    // The chat is closed on a visitor's page, and not the page.
    if (pane.host.name !== 'web1on1') pane.show(false);
    else app.deskChanged({});
  },
  'panel.resize': (app, { width, height }, pane) => pane.resize(width, height),
  'notification.show': (app, { text, level }) => app.notify(text, level),
  'agent.set_state'(app, { state, reason }) {
    app.desk.agentState = state;
    app.deskChanged({ agent: { state, state_reason: reason } });
  },
  'widget.post'(app, { payload }, pane) {
    const event = app.desk.event('widget.message', {});
    event.data = { payload };
    for (const other of app.panes.filter((other) => other !== pane)) other.tell(event);
  },
};

/** Lets an action take effect. */
export function take(app, pane, action) {
  try {
    EFFECTS[action.type]?.(app, action.data ?? {}, pane);
  } catch (error) {
    announce(`${action.type}: ${error.message}`, 'bad');
  }
}
