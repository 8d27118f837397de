// The neutral model. Written by `npm run types` from the schemas of the Rust model: change it there.

/** Something that a widget asks its host to do. */
export interface ActionEnvelope {
  data?: unknown;
  /** The id under which its result will be told. */
  id?: string;
  /** What it is meant for: refused unless that is the current one. */
  target?: {
    conversation: string;
  };
  type: string;
}

/** Data of `EventKind::ActionResult`: how an action ended. */
export interface ActionResult {
  /** The id of the action. */
  action?: string;
  /** The rule that it broke, where it was refused. */
  constraint?: string;
  /** The conversation it was about, where the host's answer names it. */
  conversation?: string;
  /** What the host answered with. */
  data?: unknown;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** Why it did not go well: the host's own words, or ours where it was never sent. */
  reason?: string;
  /** How it ended. */
  result?: Outcome;
}

/** One of the ways to reach a contact: an e-mail address, a telephone number, a profile, a page. */
export interface Address {
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The id on the network. */
  id?: string;
  /** What kind it is, in the host's word: `home`, `work`, a network's name. */
  kind?: string;
  /** The URL of a profile. */
  url?: string;
  /** The address itself, the number, the name on the network or the URL. */
  value?: string;
  /** Whether the host has proof that it is the contact's. */
  verified?: boolean;
}

/** Somebody who answers: a human agent or, where the host lists them alike, a bot. */
export interface Agent {
  /** The account the agent works in. */
  account?: string;
  /** The customer's own fields, by key. */
  attributes?: Record<string, unknown>;
  /** Whether the host takes the agent offline by itself. */
  auto_offline?: boolean;
  /** The URL of a picture; empty when there is none. */
  avatar_url?: string;
  /** Whether the agent has confirmed the e-mail address. */
  confirmed?: boolean;
  /** For a bot: what it is for. */
  description?: string;
  /** The name shown to contacts. */
  display_name?: string;
  /** The e-mail address. Absent when the host keeps it to itself. */
  email?: string;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The host's id. Absent before the host has loaded its own session. */
  id?: string;
  /** The kind of being. */
  kind?: ParticipantKind;
  /** The full name. */
  name?: string;
  /** Whether the agent is there now. */
  presence?: Presence;
  /** How the agent signs in. */
  provider?: string;
  /** What the agent can be reached by, by channel, on hosts that tell a state for each. */
  resources?: Record<string, AgentResource>;
  /** What the agent may do, in the host's word. */
  role?: string;
  /** The host's id of a role of the customer's own making. */
  role_id?: string;
  /** What the agent is doing. */
  state?: AgentState;
  /** Why the agent is doing it, as the host's code. */
  state_reason?: string;
}

/** One of the lines or channels by which an agent can be reached, with a state of its own. */
export interface AgentResource {
  /** Its address: e-mail, SIP or the channel's own. */
  address?: string;
  /** What the agent may do there, by the host's name of it. */
  capabilities?: Record<string, boolean>;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The id of the provider behind it. */
  provider_id?: string;
  /** What the agent is doing there. */
  state?: AgentState;
  /** Why, as the host's code. */
  state_reason?: string;
}

/** Data of `ActionKind::AgentSetState`. */
export interface AgentSetState {
  /** Why, as the host's code. */
  reason?: string;
  /** What the agent shall be doing. */
  state: AgentState;
}

/** An open set: a word not listed is the host's own. */
export type AgentState = 'ready' | 'not_ready' | 'wrap_up' | 'logged_out' | (string & {});

/** Data of `EventKind::AgentStateChanged`. */
export interface AgentStateChanged {
  /** The agent, with the new state. */
  agent?: Agent;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
}

/** What a contact chose or filled in. */
export interface Answer {
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The key of the form field that was filled. */
  name?: string;
  /** The title of what was chosen. */
  title?: string;
  /** What was chosen or filled in. */
  value?: unknown;
}

/** An open set: a word not listed is the host's own. */
export type Appearance = 'light' | 'dark' | (string & {});

/** A file, a place or a card that came with a message. */
export interface Attachment {
  /** The account it belongs to. */
  account?: string;
  /** The ending of its name. */
  extension?: string;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The given name on a contact card. */
  first_name?: string;
  /** Its height in pixels. */
  height?: number;
  /** The host's id. */
  id?: string;
  /** What it is. */
  kind?: AttachmentKind;
  /** The family name on a contact card. */
  last_name?: string;
  /** Degrees north, for a place. */
  latitude?: number;
  /** Degrees east, for a place. */
  longitude?: number;
  /** The message it came with. */
  message_id?: string;
  /** Its media type. */
  mime_type?: string;
  /** Its size in bytes. */
  size?: number;
  /** Where a small picture of it can be had; empty when there is none. */
  thumbnail_url?: string;
  /** What to show in its stead. */
  title?: string;
  /** What was said in it. */
  transcript?: string;
  /** Where it can be had; a URL on the host. */
  url?: string;
  /** Its width in pixels. */
  width?: number;
}

/** An open set: a word not listed is the host's own. */
export type AttachmentKind = 'image' | 'audio' | 'video' | 'file' | 'location' | 'contact' | 'share' | 'fallback' | 'embed' | (string & {});

/** Data of `EventKind::AttachmentUploaded`. */
export interface AttachmentUploaded {
  /** What was uploaded, as far as the host describes it. */
  attachment?: Attachment;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
}

/** One of the customer's own fields: what it is called and what it may hold. */
export interface AttributeDefinition {
  /** When it was made. */
  created_at?: Time;
  /** What it holds when nobody has set it. */
  default_value?: unknown;
  /** What it is for; empty when nobody has said. */
  description?: string;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The host's id. */
  id?: string;
  /** The key under which its values stand. */
  key?: string;
  /** The type of its values. */
  kind?: AttributeKind;
  /** What agents see. */
  name?: string;
  /** What it belongs to. */
  owner?: AttributeOwner;
  /** The regular expression that a value must match. */
  pattern?: string;
  /** What to tell an agent whose value does not match. */
  pattern_hint?: string;
  /** When it last changed. */
  updated_at?: Time;
  /** What it may hold, for a list. */
  values?: Array<unknown>;
}

/** An open set: a word not listed is the host's own. */
export type AttributeKind = 'text' | 'number' | 'currency' | 'percent' | 'link' | 'date' | 'list' | 'checkbox' | (string & {});

/** An open set: a word not listed is the host's own. */
export type AttributeOwner = 'conversation' | 'contact' | 'company' | (string & {});

/** A browser, in its own words; an empty text means that it did not say. */
export interface Browser {
  /** The device. */
  device?: string;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The browser's name. */
  name?: string;
  /** The operating system. */
  platform?: string;
  /** The operating system's version. */
  platform_version?: string;
  /** The browser's version. */
  version?: string;
}

/**
 * What a host can tell (events) and do (actions).
 *
 * An adapter *declares* what its host can do at best; what is *effective* in a session is the same
 * table with unmet needs and live limits worked in.
 */
export interface Capabilities {
  /** By action kind: `message.send`. */
  actions: Record<string, Support>;
  /** By event kind, without prefix: `context.changed`. */
  events: Record<string, Support>;
  /** The host's name, as its adapter is called. */
  host: string;
}

/** An open set: a word not listed is the host's own. */
export type Channel = 'web' | 'email' | 'sms' | 'whatsapp' | 'facebook' | 'instagram' | 'telegram' | 'line' | 'tiktok' | 'twitter' | 'voice' | 'video' | 'api' | (string & {});

/** Data of `EventKind::ChannelStatusChanged`. */
export interface ChannelStatusChanged {
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
}

/** An organization that contacts belong to. */
export interface Company {
  /** The customer's own fields, by key. */
  attributes?: Record<string, unknown>;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The host's id. */
  id?: string;
  /** Its name. */
  name?: string;
}

/** Data of `EventKind::CompanySelected`. */
export interface CompanySelected {
  /** The company, as far as the host describes it. */
  company?: Company;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
}

/** Data of `ActionKind::ComposeSetText`. */
export interface ComposeSetText {
  /** In whose composer it goes. Absent: the agent's. */
  as?: Speaker;
  /** The text. */
  text: string;
}

/** A limit on one member of an action's data. */
export interface Constraint {
  /** The member's name. */
  field: string;
  /** The form the value must have, in words. */
  form?: string;
  /** The greatest length or value allowed. */
  max?: number;
  /** The least length or value allowed. */
  min?: number;
  /** The only values allowed. */
  one_of?: Array<string>;
  /** What `min` and `max` count. */
  unit?: Unit;
}

/**
 * The person outside, with whom agents converse.
 *
 * Every member is optional: hosts hide personal data, and hold different things.
 */
export interface Contact {
  /** The account it belongs to. */
  account?: string;
  /** The customer's own fields, by key. */
  attributes?: Record<string, unknown>;
  /** The URL of a picture; empty when there is none. */
  avatar_url?: string;
  /** Whether agents have blocked this contact. */
  blocked?: boolean;
  /** The company the contact belongs to. */
  company_id?: string;
  /** The name of that company, as written in the contact's own record. */
  company_name?: string;
  /** When it was made. */
  created_at?: Time;
  /** What agents have written about the contact. */
  description?: string;
  /** The e-mail address. Absent when the host says it has none, or does not say. */
  email?: string;
  /**
   * Every e-mail address, in the host's order, on hosts that keep several; the first is also in
   * `email`.
   */
  emails?: Array<Address>;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The customer's own fields, on hosts that list them with the times of their last change. */
  fields?: Array<ContactField>;
  /** The given name, where the host tells names apart. */
  first_name?: string;
  /** The host's id. Absent when the host names somebody without an id. */
  id?: string;
  /** The id in the customer's own systems. Absent when none was given. */
  identifier?: string;
  /** The inboxes through which the contact can be reached. */
  inboxes?: Array<ContactInbox>;
  /** The kind of being, where the host's record names it. */
  kind?: ParticipantKind;
  /** When the contact was last active. */
  last_activity_at?: Time;
  /** Where the contact was seen last. */
  last_location?: Place;
  /** The family name, where the host tells names apart. */
  last_name?: string;
  /** Where the contact lives or works. */
  locations?: Array<Place>;
  /** The full name. Absent when unknown. */
  name?: string;
  /** Pages on the web. */
  pages?: Array<Address>;
  /** The telephone number, as the host writes it. Absent as for `email`. */
  phone?: string;
  /** Every telephone number, as `emails`; the first is also in `phone`. */
  phones?: Array<Address>;
  /** Whether the contact is there now. Absent when the host does not know. */
  presence?: Presence;
  /** Accounts on social networks; an address's `kind` is the network. */
  profiles?: Array<Address>;
  /** Names on social networks, by network; empty when none was given. */
  social_profiles?: Record<string, string>;
  /** Who caused the update that brought this record. */
  updated_by?: Participant;
}

/** One of the customer's own fields of a contact. */
export interface ContactField {
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** What it is called. */
  name?: string;
  /** When it last changed. */
  updated_at?: Time;
  /** What it holds. */
  value?: string;
}

/** A way by which one contact is known in one inbox. */
export interface ContactInbox {
  /** Whose it is. */
  contact_id?: string;
  /** When it was made. */
  created_at?: Time;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The host's id of this very way. */
  id?: string;
  /** The inbox. */
  inbox?: Inbox;
  /** The contact's id on that channel. */
  source_id?: string;
  /** When it last changed. */
  updated_at?: Time;
  /** Whether the host has proof of the contact's identity on it. */
  verified?: boolean;
}

/** Data of `ActionKind::ContactSetAttribute`. */
export interface ContactSetAttribute {
  /** The field's key. */
  key: string;
  /** Its new value; `null` where the host allows it. */
  value: unknown;
}

/** An open set: a word not listed is the host's own. */
export type ContentKind = 'text' | 'input_text' | 'input_textarea' | 'input_email' | 'input_select' | 'cards' | 'form' | 'article' | 'email' | 'survey' | 'sticker' | 'call' | (string & {});

/** Data of `EventKind::ContextChanged`: a snapshot that replaces the one before. */
export interface ContextChanged {
  /** The agent at the console. */
  agent?: Agent;
  /** What the agent may do, in the host's words, on hosts that tell it apart from the agent. */
  agent_roles?: Array<string>;
  /** How the console looks. */
  appearance?: Appearance;
  /** The customer's own fields, described. Absent means unknown. */
  attribute_definitions?: Array<AttributeDefinition>;
  /** The company in view. */
  company?: Company;
  /** The contact in view. Absent when the host leaves it out; the conversation may name one. */
  contact?: Contact;
  /** The conversation in view. Absent when none is. */
  conversation?: Conversation;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** What the page that opened this one handed over, on hosts where a widget opens pages of its own. */
  handed_over?: unknown;
  /** Things of the customer's own kinds in view, by kind. */
  objects?: Record<string, CustomObject>;
  /** Whether the panel that the widget stands in is open. */
  panel_open?: boolean;
  /** What the snapshot is about, in the host's word, on hosts that say so. */
  subject?: string;
  /** The limits that the host sets on the texts of messages, on hosts that tell them. */
  text_limits?: Array<TextLimit>;
}

/** Data of `ActionKind::ContextRefresh`. */
export type ContextRefresh = Record<string, never>;

/**
 * A live exchange with a contact on a channel.
 *
 * Absent always means that the host does not say or has none; where the two differ for a host,
 * its own `null` or zero is kept in `extra`.
 */
export interface Conversation {
  /** The account it belongs to. */
  account?: string;
  /** When an agent last looked at it. Absent means never. */
  agent_seen_at?: Time;
  /** Who has it. Absent when nobody has. */
  assignee?: Agent;
  /** What kind of being the assignee is. */
  assignee_kind?: ParticipantKind;
  /** When its assignee last looked at it. Absent means never. */
  assignee_seen_at?: Time;
  /** The customer's own fields, by key. */
  attributes?: Record<string, unknown>;
  /** Whether the channel lets an agent answer now. */
  can_reply?: boolean;
  /** The channel it runs on. */
  channel?: Channel;
  /** Every channel it has run on, in the host's order; when it is only one, that is also `channel`. */
  channels?: Array<Channel>;
  /** Whether `messages` goes back to the beginning. Absent means unknown. */
  complete?: boolean;
  /** Whom it is with. */
  contact?: Contact;
  /** By which of the contact's ways it came in. */
  contact_inbox?: ContactInbox;
  /** When the contact last looked at it. Absent means never. */
  contact_seen_at?: Time;
  /** When it began. */
  created_at?: Time;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** Whether the host has fetched messages at all. Absent means unknown. */
  fetched?: boolean;
  /** When an agent first answered. Absent when none has. */
  first_reply_at?: Time;
  /** The host's id, as its own addresses use it. */
  id?: string;
  /** The inbox it came in through. */
  inbox_id?: string;
  /** Its live side, on hosts that work like a telephone switch. */
  interaction?: Interaction;
  /** The labels on it, in the host's order; empty when there are none. */
  labels?: Array<string>;
  /** When something last happened in it. */
  last_activity_at?: Time;
  /** The last thing that was said, which may be a note among agents. */
  last_message?: Message;
  /** How many messages there are in all; may be more than are in `messages`. */
  message_count?: number;
  /**
   * The messages that the host has loaded, in the host's order. Older ones may be missing:
   * see `complete`.
   */
  messages?: Array<Message>;
  /** Whether notifications about it are off. */
  muted?: boolean;
  /** Who takes part, on hosts that list everybody. */
  participants?: Array<Participant>;
  /** A line of what was said last, as the host shows it in its lists. */
  preview?: string;
  /** How urgent it is. Absent when nobody has set it. */
  priority?: Priority;
  /** The service-level policy that applies. Absent when none does. */
  sla_policy_id?: string;
  /** Until when it sleeps. Absent when it does not. */
  snoozed_until?: Time;
  /** Where the live interaction stands, on hosts that work like a telephone switch. */
  state?: InteractionState;
  /** Where it stands. Absent on hosts that have interactions instead. */
  status?: ConversationStatus;
  /** What was stored for it on its way to the agent, as the host's text. */
  stored_context?: string;
  /** What it is about. */
  subject?: string;
  /** The team that has it. Absent when none has. */
  team?: Team;
  /** Messages that the agents have not seen; some hosts stop counting at a bound. */
  unread_count?: number;
  /** When its record last changed. */
  updated_at?: Time;
  /** Who caused the update that brought this record. */
  updated_by?: Participant;
  /** A second id that is unique across accounts. */
  uuid?: string;
  /** Whether the host has proof of the contact's identity. */
  verified?: boolean;
  /** Where the contact came from, for chats on a web page. */
  visit?: Visit;
  /** Since when the contact has been waiting. Absent when not waiting. */
  waiting_since?: Time;
}

/** Data of `ActionKind::ConversationAccept`. */
export type ConversationAccept = Record<string, never>;

/** Data of `ActionKind::ConversationAddLabel`. */
export interface ConversationAddLabel {
  /** The label; those already there stay. */
  label: string;
}

/** Data of `ActionKind::ConversationAssign`: exactly one member; `null` takes the conversation away. */
export interface ConversationAssign {
  /** To this agent. */
  agent?: string | null;
  /** To this bot. */
  bot?: string | null;
  /** To this team. */
  team?: string | null;
}

/** Data of `ActionKind::ConversationEnd`. */
export type ConversationEnd = Record<string, never>;

/** Data of `EventKind::ConversationEnded`. */
export interface ConversationEnded {
  /** Whom it was with. */
  contact?: Contact;
  /** The conversation as it was at the end. */
  conversation?: Conversation;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
}

/** Data of `ActionKind::ConversationHold`. */
export type ConversationHold = Record<string, never>;

/** Data of `ActionKind::ConversationMention`: one of `agent` and `bot`. */
export interface ConversationMention {
  /** The agent whose attention is called. */
  agent?: string;
  /** The bot whose attention is called. */
  bot?: string;
  /** What to tell them. */
  text: string;
}

/** Data of `ActionKind::ConversationNotify`: `inbox`, or `all` set; neither is refused. */
export interface ConversationNotify {
  /** Queue it wherever the host's rules send it. */
  all?: boolean;
  /** The inbox to queue the conversation in. */
  inbox?: string;
}

/** Data of `ActionKind::ConversationResume`. */
export type ConversationResume = Record<string, never>;

/** Data of `EventKind::ConversationSelected`. */
export interface ConversationSelected {
  /** Whom it is with. */
  contact?: Contact;
  /** The conversation, as far as the host describes it here. */
  conversation?: Conversation;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
}

/** Data of `ActionKind::ConversationSetAttribute`. */
export interface ConversationSetAttribute {
  /** The field's key. */
  key: string;
  /** Whether it is a property of the record itself rather than a free field. Absent: a free field. */
  property?: boolean;
  /** Its new value; `null` where the host allows it. */
  value: unknown;
}

/** Data of `ActionKind::ConversationSetCategory`. */
export interface ConversationSetCategory {
  /** The category, in the host's word. */
  category: string;
}

/** Data of `ActionKind::ConversationSetPriority`. */
export interface ConversationSetPriority {
  /** How urgent it shall be; `null` takes the priority away. Must be given. */
  priority?: Priority | null;
}

/** Data of `ActionKind::ConversationSetStatus`. */
export interface ConversationSetStatus {
  /** Where it shall stand. */
  status: ConversationStatus;
  /** Until when, for `snoozed`. Absent: until the contact answers. */
  until?: Time;
}

/** An open set: a word not listed is the host's own. */
export type ConversationStatus = 'open' | 'pending' | 'snoozed' | 'resolved' | (string & {});

/** Data of `ActionKind::ConversationTransfer`. */
export interface ConversationTransfer {
  /** How it is handed over. */
  mode: TransferMode;
  /** The address or id of whom it goes to, as the host knows it. */
  to: string;
}

/** Data of `EventKind::ConversationUpdated`. */
export interface ConversationUpdated {
  /** Whom it is with. */
  contact?: Contact;
  /** The conversation as it is now. */
  conversation?: Conversation;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
}

/**
 * A thing of the customer's own kind that the host keeps beside contacts and conversations: an
 * order, say.
 */
export interface CustomObject {
  /** Its fields, by key. */
  attributes?: Record<string, unknown>;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The host's id. */
  id?: string;
  /** Its kind, in the host's word. */
  kind?: string;
}

/** An open set: a word not listed is the host's own. */
export type Direction = 'inbound' | 'outbound' | 'system' | (string & {});

/** The parts of an e-mail. */
export interface Email {
  /** How many files came with it. */
  attachment_count?: number;
  /** Whether a machine wrote it. */
  automatic?: boolean;
  /** Who got a hidden copy. */
  bcc?: Array<string>;
  /** Who got a copy. */
  cc?: Array<string>;
  /** The media type of its body. */
  content_type?: string;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The senders' addresses. */
  from?: Array<string>;
  /** The header fields, where the host shows them. */
  headers?: unknown;
  /** The HTML body. Treat it as hostile. */
  html?: EmailBody;
  /** How urgent its sender says it is, in the header's word. */
  importance?: string;
  /** The id of the e-mail it answers. */
  in_reply_to?: string;
  /** The id in its header. */
  message_id?: string;
  /** Whether it has several parts. */
  multipart?: boolean;
  /** The plain body. */
  plain?: EmailBody;
  /** The ids of the e-mails before it. */
  references?: Array<string>;
  /** How confidential its sender says it is, in the header's word. */
  sensitivity?: string;
  /** The date in its header. */
  sent_at?: Time;
  /** The subject line. */
  subject?: string;
  /** The receivers' addresses. */
  to?: Array<string>;
}

/** An e-mail's body, taken apart. */
export interface EmailBody {
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** All of it. */
  full?: string;
  /** What is quoted. */
  quoted?: string;
  /** What is new. */
  reply?: string;
}

/** Something that a host told its widget: a CloudEvents 1.0 event in structured mode. The data of a kind that is not listed may be anything. */
export interface EventEnvelope {
  data: Record<string, unknown>;
  datacontenttype?: 'application/json';
  derived?: boolean;
  host: string;
  hostevent?: string;
  id: string;
  reply?: string;
  screen?: string;
  source: string;
  specversion: '1.0';
  time?: string;
  type: string;
}

/** Data of `ActionKind::EventReply`. */
export interface EventReply {
  /** Whether the host may go on. */
  ok: boolean;
  /** Why not; the host may show it to the agent. */
  reason?: string;
  /** The event's `reply`. */
  to: string;
}

/** What only the host knows, under the host's own keys. A host key that begins with `$` carries one more. */
export type Extra = Record<string, unknown>;

/** Data of `ActionKind::FormActivate`. */
export interface FormActivate {
  /** Whether it shall be up. */
  active: boolean;
  /** The form. */
  form: string;
}

/** Data of `ActionKind::FormSetField`. */
export interface FormSetField {
  /** The field's key. */
  key: string;
  /** Its new value. */
  value: string;
}

/** One thing that crosses between a host and a widget; one JSON object a line. */
export type Frame = {
  /** When it was recorded, in milliseconds since the Unix epoch. */
  at?: number;
  attributes?: Record<string, string>;
  dir: 'in';
  url?: string;
  via: 'launch';
} | {
  /** When it was recorded, in milliseconds since the Unix epoch. */
  at?: number;
  data: unknown;
  dir: 'in';
  origin?: string;
  source?: 'parent' | 'self' | 'other';
  via: 'message';
} | {
  args?: Array<unknown>;
  /** When it was recorded, in milliseconds since the Unix epoch. */
  at?: number;
  dir: 'in';
  name: string;
  via: 'callback';
} | {
  /** When it was recorded, in milliseconds since the Unix epoch. */
  at?: number;
  dir: 'in';
  error?: unknown;
  id: string;
  status?: number;
  value?: unknown;
  via: 'return';
} | {
  /** When it was recorded, in milliseconds since the Unix epoch. */
  at?: number;
  dir: 'in';
  state: 'visible' | 'hidden' | 'unload';
  via: 'page';
} | {
  /** When it was recorded, in milliseconds since the Unix epoch. */
  at?: number;
  data: unknown;
  dir: 'out';
  target_origin?: string;
  to?: 'parent' | 'react_native';
  via: 'message';
} | {
  /** When it was recorded, in milliseconds since the Unix epoch. */
  at?: number;
  dir: 'out';
  name: string;
  via: 'subscribe';
} | {
  /** When it was recorded, in milliseconds since the Unix epoch. */
  at?: number;
  dir: 'out';
  name: string;
  via: 'unsubscribe';
} | {
  args?: Array<unknown>;
  /** When it was recorded, in milliseconds since the Unix epoch. */
  at?: number;
  dir: 'out';
  id: string;
  target: string;
  via: 'call';
} | {
  /** When it was recorded, in milliseconds since the Unix epoch. */
  at?: number;
  body?: unknown;
  dir: 'out';
  id: string;
  method: string;
  path: string;
  via: 'http';
};

/** Data of `ActionKind::HostCall`: the way out for what is not neutral yet. */
export interface HostCall {
  /** Its arguments, as the host takes them. Absent: none. */
  args?: unknown;
  /** The host's name of it. */
  name: string;
}

/**
 * Data of `EventKind::HostEvent`: something that has no neutral name.
 *
 * Kinds may be promoted to neutral ones in a minor release, so compare the event's kind rather
 * than waiting for a name here.
 */
export interface HostEvent {
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The host's name of it. */
  name?: string;
  /** What came with it, untouched but for secrets. */
  payload?: unknown;
}

/** An inbox: one connection of the host to a channel. */
export interface Inbox {
  /** The URL of a picture; empty when there is none. */
  avatar_url?: string;
  /** The channel it receives. */
  channel?: Channel;
  /** The id of the channel's own settings. */
  channel_id?: string;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The host's id. */
  id?: string;
  /** The name agents know it by. */
  name?: string;
  /** The service behind the channel. Absent when there is only one. */
  provider?: string;
}

/** The live side of a conversation, on hosts that work like a telephone switch. */
export interface Interaction {
  /** The name of the account it belongs to. */
  account_name?: string;
  /** Whether it is accepted without the agent's doing. */
  auto_answer?: boolean;
  /** What can be done with it now, by the host's name of it. */
  capabilities?: Record<string, boolean>;
  /** Whether the contact is connected now. */
  contact_connected?: boolean;
  /** A second id of the host's, which names the contact that it is part of. */
  contact_id?: string;
  /** The code of why it was put off. */
  defer_code?: string;
  /** Which side began it. */
  direction?: Direction;
  /** What came of it, as agents read it. */
  disposition?: string;
  /** The name of who said so. */
  disposition_agent?: string;
  /** Who said so. */
  disposition_agent_id?: string;
  /** The code of what came of it. */
  disposition_code?: string;
  /** The id outside the host. */
  external_id?: string;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The address it was begun from: e-mail, SIP or the channel's own. */
  from?: string;
  /** How the agent came to it, in the host's word: called, consulting, conferenced. */
  kind?: string;
  /** Whether it is one between an agent and a mentor. */
  mentoring?: boolean;
  /** Whether it runs over a line that stays open between calls. */
  nailed_up?: boolean;
  /** How it is observed, in the host's word. */
  observe_action?: string;
  /** Whether somebody observes it. */
  observed?: boolean;
  /** The id of the provider that carries it. */
  provider_id?: string;
  /** Whether it is recorded. */
  recording?: boolean;
  /** The address of the agent's resource that has it. */
  resource_address?: string;
  /** The skill it asks for. */
  skill?: string;
  /** The id of that skill. */
  skill_id?: string;
  /** Since when it is in its state. */
  state_changed_at?: Time;
  /** Why it is in its state, in the host's word. */
  state_reason?: string;
  /** The address it was begun to. */
  to?: string;
  /** Whether it was handed over to an agent. */
  transferred_to_agent?: boolean;
  /** Whether it was handed over to a service. */
  transferred_to_service?: boolean;
  /** What the parties' switches told each other. */
  user_to_user?: string;
  /** Whether its sound runs through the browser. */
  web_rtc?: boolean;
  /** Whether it is one with a contact. */
  with_contact?: boolean;
  /** The code of the work that it was. */
  work_code?: string;
  /** A third one, which names the work that it is. */
  work_request_id?: string;
  /** How long that work may take, as the host writes it. */
  wrap_up_duration?: string;
  /** Whether work is expected after it has ended. */
  wrap_up_enabled?: boolean;
  /** Whether the time for that work has been extended. */
  wrap_up_extended?: boolean;
}

/** An open set: a word not listed is the host's own. */
export type InteractionState = 'alerting' | 'active' | 'held' | 'wrap_up' | 'ended' | (string & {});

/** One thing in a message to look at or choose from. */
export interface Item {
  /** What can be done with it. */
  actions?: Array<ItemAction>;
  /** What the form field begins with. */
  default_value?: unknown;
  /** More about it. */
  description?: string;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The form field's type, in the host's word. */
  kind?: string;
  /** What is written beside the form field. */
  label?: string;
  /** The URL of its picture. */
  media_url?: string;
  /** The form field's key. */
  name?: string;
  /** What the form field offers. */
  options?: unknown;
  /** What the form field's text must match. */
  pattern?: string;
  /** What to say when it does not match. */
  pattern_error?: string;
  /** What is written in the empty form field. */
  placeholder?: string;
  /** Whether the form field must be filled. */
  required?: boolean;
  /** What it is called. */
  title?: string;
  /** Where it leads. */
  url?: string;
  /** What it stands for when chosen. */
  value?: string;
}

/** A button on a card. */
export interface ItemAction {
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** What it does, in the host's word. */
  kind?: string;
  /** What it sends back. */
  payload?: string;
  /** What is written on it. */
  text?: string;
  /** Where it leads. */
  url?: string;
}

/** How well something is supported. */
export type Level = 'unsupported' | 'degraded' | 'full';

/** A chat message: something said, noted or reported in a conversation. */
export interface Message {
  /** The account it belongs to. */
  account?: string;
  /** What was answered to `items`. */
  answers?: Array<Answer>;
  /** Files, places and cards that came with it. */
  attachments?: Array<Attachment>;
  /** What its body is. */
  content_kind?: ContentKind;
  /** How the conversation stood once the message was in, where the host says so with the message. */
  conversation?: Conversation;
  /** The conversation it belongs to. */
  conversation_id?: string;
  /** When it was written. Absent for one that is still being sent. */
  created_at?: Time;
  /** What the sender's software put with it, taken out of the text in which it came. */
  custom_data?: unknown;
  /** Whether it was taken back. */
  deleted?: boolean;
  /** Which way it went. */
  direction?: Direction;
  /** The provisional id under which it was sent. */
  echo_id?: string;
  /** The parts of an e-mail. */
  email?: Email;
  /** Why it failed, in the host's words. */
  error?: string;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The host's id. While `status` is `sending` it is provisional and will change. */
  id?: string;
  /** The inbox it went through. */
  inbox_id?: string;
  /** Answers to choose from, form fields, cards or article links, as `content_kind` says. */
  items?: Array<Item>;
  /** What kind of entry it is. */
  kind?: MessageKind;
  /** The text as the host prepared it for the channel. */
  processed_text?: string;
  /** The message it answers. */
  reply_to?: string;
  /** The channel's own id of the message it answers. */
  reply_to_source_id?: string;
  /** Who wrote it. Absent for what the host itself wrote. */
  sender?: Participant;
  /** The id of who wrote it, where the host names it apart from `sender`. */
  sender_id?: string;
  /** The kind of who wrote it, where the host names it apart from `sender`. */
  sender_kind?: ParticipantKind;
  /** The channel's own id for it; not always unique. */
  source_id?: string;
  /** How far it has come. Absent when the host does not track it. */
  status?: MessageStatus;
  /** The e-mail address that was answered. */
  submitted_email?: string;
  /** What was answered to a satisfaction survey. */
  survey?: Survey;
  /**
   * The text: plain, light markup or HTML as the channel has it. Treat it as hostile.
   * Absent when there are only attachments.
   */
  text?: string;
  /** Translations of the text, by language. */
  translations?: Record<string, string>;
  /** Whether the host cannot show it. */
  unsupported?: boolean;
  /** When it last changed. */
  updated_at?: Time;
  /** Who caused the update that brought this record. */
  updated_by?: Participant;
  /** Who may read it. */
  visibility?: Visibility;
}

/** Data of `EventKind::MessageCreated`. */
export interface MessageCreated {
  /** The contact of that conversation. */
  contact?: Contact;
  /** The conversation it belongs to. */
  conversation?: Conversation;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The message, as far as the host describes it. */
  message?: Message;
}

/** An open set: a word not listed is the host's own. */
export type MessageKind = 'chat' | 'activity' | 'template' | (string & {});

/** Data of `ActionKind::MessageSend`. */
export interface MessageSend {
  /** As whom it is sent. Absent: as the agent. */
  as?: Speaker;
  /** The text. Plain: a host may take markup out or show it as it is. */
  text: string;
  /** Who may read it. Absent: everybody in the conversation. */
  visibility?: Visibility;
}

/** Data of `ActionKind::MessageShowLocal`. */
export interface MessageShowLocal {
  /** The name it is shown under. Absent: the host chooses. */
  name?: string;
  /** The text. */
  text: string;
}

/** An open set: a word not listed is the host's own. */
export type MessageStatus = 'sending' | 'sent' | 'delivered' | 'read' | 'failed' | (string & {});

/** Data of `EventKind::MessageTyping`. */
export interface MessageTyping {
  /** The conversation in which it happens. */
  conversation?: Conversation;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** Who is typing. */
  participant?: Participant;
}

/** An open set: a word not listed is the host's own. */
export type NotificationLevel = 'info' | 'success' | 'warning' | 'error' | (string & {});

/** Data of `ActionKind::NotificationShow`. */
export interface NotificationShow {
  /** How loud it is. Absent: `info`. */
  level?: NotificationLevel;
  /** The text. */
  text: string;
}

/** An open set: a word not listed is the host's own. */
export type Outcome = 'done' | 'sent' | 'refused' | 'failed' | 'unsupported' | 'timed_out' | 'cancelled' | (string & {});

/** Data of `ActionKind::PanelClose`. */
export type PanelClose = Record<string, never>;

/** Data of `ActionKind::PanelOpen`. */
export type PanelOpen = Record<string, never>;

/** Data of `ActionKind::PanelQuery`. */
export type PanelQuery = Record<string, never>;

/** Data of `ActionKind::PanelResize`; with neither member the panel fits its content. */
export interface PanelResize {
  /** Its height: pixels as a number, or a CSS length as text. */
  height?: unknown;
  /** Its width: pixels as a number, or a CSS length as text. */
  width?: unknown;
}

/** Somebody in a conversation or behind a message, whatever kind of being it is. */
export interface Participant {
  /** The account it belongs to. */
  account?: string;
  /** The address on the channel: e-mail, SIP or the channel's own. */
  address?: string;
  /** The customer's own fields, by key. */
  attributes?: Record<string, unknown>;
  /** The URL of a picture; empty when there is none. */
  avatar_url?: string;
  /** Whether agents have blocked this contact. */
  blocked?: boolean;
  /** The company the contact belongs to. */
  company_id?: string;
  /** The name of the contact's company. */
  company_name?: string;
  /** When it was made. */
  created_at?: Time;
  /** What agents have written about the contact. */
  description?: string;
  /** The name shown to contacts. */
  display_name?: string;
  /** The e-mail address. */
  email?: string;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The given name, where the host tells names apart. */
  first_name?: string;
  /** The host's id, of a contact or an agent as `kind` says. */
  id?: string;
  /** The id in the customer's own systems. */
  identifier?: string;
  /** Whether this is the agent at the console. */
  is_self?: boolean;
  /** The kind of being. Absent when the host does not say. */
  kind?: ParticipantKind;
  /** The family name, where the host tells names apart. */
  last_name?: string;
  /** Whether their sound is off. */
  muted?: boolean;
  /** The full name. */
  name?: string;
  /** The telephone number, as the host writes it. */
  phone?: string;
  /** Whether somebody is there now. */
  presence?: Presence;
  /** Names on social networks, by network. */
  social_profiles?: Record<string, string>;
  /** A finer kind, in the host's word. */
  subkind?: string;
}

/** Data of `EventKind::ParticipantAdded`. */
export interface ParticipantAdded {
  /** The conversation they take part in. */
  conversation?: Conversation;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** Who takes part now. */
  participants?: Array<Participant>;
}

/** An open set: a word not listed is the host's own. */
export type ParticipantKind = 'contact' | 'agent' | 'bot' | 'assistant' | (string & {});

/** An open set: a word not listed is the host's own. */
export type PauseReason = 'calendar' | 'state' | (string & {});

/** A place on the map. */
export interface Place {
  /** The town. */
  city?: string;
  /** The country. */
  country?: string;
  /** The country's code. */
  country_code?: string;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** What kind it is, in the host's word: `home`, `work`. */
  kind?: string;
  /** Degrees north of the equator. */
  latitude?: number;
  /** Degrees east of Greenwich. */
  longitude?: number;
  /** What it is called. */
  name?: string;
  /** The postal code. */
  postal_code?: string;
  /** The region or state. */
  region?: string;
  /** Street and number. */
  street?: string;
}

/** An open set: a word not listed is the host's own. */
export type Presence = 'online' | 'offline' | 'busy' | (string & {});

/** An open set: a word not listed is the host's own. */
export type Priority = 'critical' | 'urgent' | 'high' | 'medium' | 'low' | 'minor' | (string & {});

/** Data of `EventKind::ResourceAcquired`. */
export interface ResourceAcquired {
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
}

/** Data of `EventKind::ResourceReleased`. */
export interface ResourceReleased {
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
}

/** Data of `EventKind::ServicesRequested`. */
export interface ServicesRequested {
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
}

/** Data of `EventKind::SessionAppearanceChanged`. */
export interface SessionAppearanceChanged {
  /** How the console looks now. */
  appearance?: Appearance;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
}

/** Data of `EventKind::SessionCapabilitiesChanged`. */
export interface SessionCapabilitiesChanged {
  /**
   * The kinds of actions that can be had otherwise than before; what they need or their limits
   * have changed.
   */
  actions?: Array<string>;
  /** What the agent may do now, by the host's name of it. */
  agent?: Record<string, boolean>;
  /** What can be done with the conversation now, by the host's name of it. */
  conversation?: Record<string, boolean>;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
}

/** Data of `EventKind::SessionLaunched`. */
export interface SessionLaunched {
  /** Attributes of the element the host put the widget in. */
  attributes?: Record<string, string>;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The URL the widget was loaded with, secrets taken out. */
  url?: string;
}

/** Data of `EventKind::SessionNavigated`. */
export interface SessionNavigated {
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** Where the agent went, as the host tells it. */
  to?: unknown;
}

/** Data of `EventKind::SessionReady`. */
export interface SessionReady {
  /** The agent at the console. */
  agent?: Agent;
  /** How the console looks. */
  appearance?: Appearance;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The console's screen the widget stands on, in the host's word. */
  screen?: string;
}

/** Data of `EventKind::SessionTokenRefreshed`; the token itself never enters the model. */
export interface SessionTokenRefreshed {
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
}

/** One service-level clock. */
export interface SlaMetric {
  /** When the limit was or will be exceeded. */
  breach_at?: Time;
  /** Whether the limit is exceeded. Absent means unknown, not no. */
  breached?: boolean;
  /** What it has counted so far, in milliseconds. */
  elapsed_ms?: number;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** Whether it has stopped for good. */
  finished?: boolean;
  /** Why it stands still. */
  pause_reason?: PauseReason;
  /** Whether it stands still for now. */
  paused?: boolean;
  /** What it may count at most, in milliseconds. Absent when no policy sets a limit. */
  threshold_ms?: number;
}

/** An open set: a word not listed is the host's own. */
export type Speaker = 'agent' | 'contact' | (string & {});

/** How well a host supports one kind. */
export interface Support {
  /** The limits that its data must keep. */
  constraints?: Array<Constraint>;
  /** What to use in its stead. */
  instead?: string;
  /** How well. */
  level: Level;
  /** What must be given for it to work: `api`, `interaction`, `screen:CHATS`. */
  needs?: Array<string>;
  /** Why not fully. Absent for `full`. */
  reason?: string;
}

/** What a contact answered to a satisfaction survey. */
export interface Survey {
  /** What the contact added. */
  comment?: string;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The mark, 1 (bad) to 5 (good). */
  rating?: number;
}

/** A group of agents. */
export interface Team {
  /** The account it belongs to. */
  account?: string;
  /** Whether the host hands conversations to its members by itself. */
  auto_assign?: boolean;
  /** When it was made. */
  created_at?: Time;
  /** What it is for; empty when nobody has said. */
  description?: string;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The host's id. */
  id?: string;
  /** Whether the agent at the console is in it. */
  is_member?: boolean;
  /** Its name. */
  name?: string;
  /** When it last changed. */
  updated_at?: Time;
}

/** Data of `EventKind::TeamMemberChanged`. */
export interface TeamMemberChanged {
  /** The member as they are now. */
  agent?: Agent;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
}

/** A limit that a host sets on the texts of messages. */
export interface TextLimit {
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** What it limits, in the host's word. */
  kind?: string;
}

/** A work item with a state and service-level clocks. */
export interface Ticket {
  /** Who has it. Absent when nobody has. */
  assignee?: Agent;
  /** Who opened it. */
  author?: Participant;
  /** The code by which agents name it, and by which it is opened. */
  code?: string;
  /** When it was opened. */
  created_at?: Time;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** How urgent it is. */
  priority?: Priority;
  /**
   * Its service-level clocks, by what they measure: `time_in_current_state`,
   * `time_waiting_for_assignee`, `time_with_current_team`, `time_to_first_response`,
   * `time_to_resolve`, or the host's own name. Absent when the host does not say.
   */
  sla?: Record<string, SlaMetric>;
  /** Where it stands. */
  state?: TicketState;
  /** Its subject line. */
  subject?: string;
  /** The team that has it. Absent when none has, or when the host does not say. */
  team?: Team;
}

/** Data of `EventKind::TicketListUpdated`. */
export interface TicketListUpdated {
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The tickets in view. */
  tickets?: Array<Ticket>;
  /** How many tickets there are in all; may be more than are in view. */
  total?: number;
}

/** Data of `ActionKind::TicketOpen`. */
export interface TicketOpen {
  /** The ticket's code. */
  code: string;
}

/** Data of `EventKind::TicketSelected`. */
export interface TicketSelected {
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The ticket. */
  ticket?: Ticket;
}

/** An open set: a word not listed is the host's own. */
export type TicketState = 'new' | 'open' | 'closed' | 'cancelled' | (string & {});

/** Data of `EventKind::TicketStateChanged`. */
export interface TicketStateChanged {
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** The state it is in; also found in `ticket`. */
  new_state?: TicketState;
  /** The state it was in. */
  previous_state?: TicketState;
  /** The ticket as it is now, as far as the host describes it here. */
  ticket?: Ticket;
}

export type Time = string;

/** An open set: a word not listed is the host's own. */
export type TransferMode = 'blind' | 'consult' | (string & {});

/** What a limit counts. */
export type Unit = 'utf16' | 'chars' | 'bytes';

/** An open set: a word not listed is the host's own. */
export type Visibility = 'public' | 'internal' | (string & {});

/** Where and how a contact began a conversation. */
export interface Visit {
  /** The contact's browser. */
  browser?: Browser;
  /** The language of the contact's browser, as a language tag. */
  browser_language?: string;
  /** The language the conversation is held in, as a language tag. */
  conversation_language?: string;
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** What the page or the flow handed over when it began, by its own keys. */
  parameters?: unknown;
  /** The page from which the contact came. */
  referrer?: string;
  /** When it began, in the host's own words: often no machine's format. */
  started?: string;
  /** The day it began, in the host's own words, where it tells day and time apart. */
  started_on?: string;
}

/** Data of `EventKind::WidgetMessage`. */
export interface WidgetMessage {
  /** What only the host knows about it, under the host's own keys. */
  extra?: Extra;
  /** What the other widget said, untouched. */
  payload?: unknown;
  /** The widget it was addressed to. Absent for one to all. */
  to?: string;
}

/** Data of `ActionKind::WidgetPost`. */
export interface WidgetPost {
  /** What to say. */
  payload: unknown;
  /** The widget it is for. Absent: all of them. */
  to?: string;
}

/** What each kind of event tells. */
export interface EventData {
  'session.launched': SessionLaunched;
  'session.ready': SessionReady;
  'session.token_refreshed': SessionTokenRefreshed;
  'session.capabilities_changed': SessionCapabilitiesChanged;
  'session.navigated': SessionNavigated;
  'session.appearance_changed': SessionAppearanceChanged;
  'context.changed': ContextChanged;
  'conversation.selected': ConversationSelected;
  'conversation.updated': ConversationUpdated;
  'conversation.ended': ConversationEnded;
  'message.created': MessageCreated;
  'message.typing': MessageTyping;
  'ticket.selected': TicketSelected;
  'ticket.state_changed': TicketStateChanged;
  'ticket.list_updated': TicketListUpdated;
  'company.selected': CompanySelected;
  'participant.added': ParticipantAdded;
  'attachment.uploaded': AttachmentUploaded;
  'channel.status_changed': ChannelStatusChanged;
  'agent.state_changed': AgentStateChanged;
  'team.member_changed': TeamMemberChanged;
  'resource.acquired': ResourceAcquired;
  'resource.released': ResourceReleased;
  'services.requested': ServicesRequested;
  'widget.message': WidgetMessage;
  'action.result': ActionResult;
  'host.event': HostEvent;
}

/** What each kind of action takes. */
export interface ActionData {
  'compose.set_text': ComposeSetText;
  'message.send': MessageSend;
  'message.show_local': MessageShowLocal;
  'ticket.open': TicketOpen;
  'context.refresh': ContextRefresh;
  'conversation.set_category': ConversationSetCategory;
  'conversation.set_attribute': ConversationSetAttribute;
  'conversation.assign': ConversationAssign;
  'conversation.mention': ConversationMention;
  'conversation.notify': ConversationNotify;
  'conversation.set_status': ConversationSetStatus;
  'conversation.set_priority': ConversationSetPriority;
  'conversation.add_label': ConversationAddLabel;
  'conversation.accept': ConversationAccept;
  'conversation.hold': ConversationHold;
  'conversation.resume': ConversationResume;
  'conversation.end': ConversationEnd;
  'conversation.transfer': ConversationTransfer;
  'contact.set_attribute': ContactSetAttribute;
  'form.activate': FormActivate;
  'form.set_field': FormSetField;
  'panel.open': PanelOpen;
  'panel.close': PanelClose;
  'panel.query': PanelQuery;
  'panel.resize': PanelResize;
  'agent.set_state': AgentSetState;
  'notification.show': NotificationShow;
  'widget.post': WidgetPost;
  'event.reply': EventReply;
  'host.call': HostCall;
}
