// How each host embeds a widget and speaks to it. A host's file is the first to read about it.

import botmaker from './botmaker.js';
import chatwoot from './chatwoot.js';
import kustomer from './kustomer.js';
import web1on1 from './web1on1.js';
import workspaces from './workspaces.js';
import zendesk from './zendesk.js';

export default Object.fromEntries(
  [botmaker, chatwoot, kustomer, web1on1, workspaces, zendesk].map((host) => [host.name, host]),
);
