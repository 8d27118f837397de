// The mapping of `onepane decode --host chatwoot`, written by hand in JavaScript: the members that the contexts of
// `cargo xtask peers` have, and what is not known kept in `extra`. Events are the same but for `id`, a hash, which is
// left out here: `cargo xtask peers` compares them without it.
//
//   node decode.mjs [FILE]
//
// Reads and writes in large pieces, and builds each object by one pass over the keys of the host's.
import { openSync, readSync, writeSync } from 'node:fs';

const CHANNEL = {
  'Channel::WebWidget': 'web', 'Channel::Email': 'email', 'Channel::Sms': 'sms', 'Channel::Whatsapp': 'whatsapp',
  'Channel::FacebookPage': 'facebook', 'Channel::Instagram': 'instagram', 'Channel::Telegram': 'telegram',
  'Channel::Line': 'line', 'Channel::Tiktok': 'tiktok', 'Channel::TwitterProfile': 'twitter', 'Channel::Api': 'api',
};
const TYPE = { user: 'agent', agent_bot: 'bot', captain_assistant: 'assistant' };
const ASSIGNEE_TYPE = { User: 'agent', AgentBot: 'bot' };
const MESSAGE_TYPE = [['inbound', 'chat'], ['outbound', 'chat'], ['system', 'activity'], ['outbound', 'template']];

const seconds = (value) => new Date(value * 1000).toISOString().replace('.000Z', 'Z');

/** Puts what has no place into `extra`, and `extra` into the record if there is anything in it. */
const finish = (out, extra) => {
  for (const key in extra) {
    out.extra = extra;
    break;
  }
  return out;
};
const empty = (object) => {
  for (const key in object) return false;
  return true;
};

/** A person: `to` names the members of the record. */
const person = (from, to, about) => {
  const out = {};
  const extra = {};
  for (const key in from) {
    const value = from[key];
    if (value === null) {
      extra[key] = value;
      continue;
    }
    const name = to[key];
    if (name === undefined) {
      if (key === 'additional_attributes' && about) aboutPerson(value, out, extra);
      else extra[key] = value;
    } else if (key === 'id' || key === 'account_id') out[name] = String(value);
    else if (key === 'type') out[name] = TYPE[value] ?? value;
    else if (key === 'last_activity_at' || key === 'created_at') out[name] = seconds(value);
    else if (key === 'avatar_url' && from.thumbnail != null) extra[key] = value;
    else out[name] = value;
  }
  return finish(out, extra);
};

const aboutPerson = (about, out, extra) => {
  if (empty(about)) {
    extra.additional_attributes = about;
    return;
  }
  const rest = {};
  for (const key in about) {
    const value = about[key];
    if (value !== null && (key === 'description' || key === 'company_name' || key === 'social_profiles')) {
      out[key] = value;
    } else rest[key] = value;
  }
  if (!empty(rest)) extra.additional_attributes = rest;
};

const CONTACT = {
  availability_status: 'presence', email: 'email', id: 'id', name: 'name', phone_number: 'phone', blocked: 'blocked',
  identifier: 'identifier', thumbnail: 'avatar_url', custom_attributes: 'attributes',
  last_activity_at: 'last_activity_at', created_at: 'created_at', type: 'kind', account_id: 'account',
};
const AGENT = {
  id: 'id', account_id: 'account', availability_status: 'presence', auto_offline: 'auto_offline',
  confirmed: 'confirmed', email: 'email', provider: 'provider', available_name: 'display_name', name: 'name',
  role: 'role', thumbnail: 'avatar_url', avatar_url: 'avatar_url', type: 'kind',
};
const PARTICIPANT = {
  custom_attributes: 'attributes', email: 'email', id: 'id', identifier: 'identifier', name: 'name',
  available_name: 'display_name', phone_number: 'phone', thumbnail: 'avatar_url', avatar_url: 'avatar_url',
  blocked: 'blocked', type: 'kind', availability_status: 'presence',
};
const contact = (from) => person(from, CONTACT, true);
const agent = (from) => person(from, AGENT, false);
const participant = (from) => person(from, PARTICIPANT, true);

const team = (from) => {
  const out = {};
  const extra = {};
  for (const key in from) {
    const value = from[key];
    if (value === null) extra[key] = value;
    else if (key === 'id') out.id = String(value);
    else if (key === 'account_id') out.account = String(value);
    else if (key === 'allow_auto_assign') out.auto_assign = value;
    else if (key === 'name' || key === 'description' || key === 'is_member') out[key] = value;
    else extra[key] = value;
  }
  return finish(out, extra);
};

const attachment = (from) => {
  const out = {};
  const extra = {};
  for (const key in from) {
    const value = from[key];
    if (value === null) {
      extra[key] = value;
      continue;
    }
    switch (key) {
      case 'id': out.id = String(value); break;
      case 'message_id': out.message_id = String(value); break;
      case 'account_id': out.account = String(value); break;
      case 'file_type': out.kind = value; break;
      case 'content_type': out.mime_type = value; break;
      case 'data_url': out.url = value; break;
      case 'thumb_url': out.thumbnail_url = value; break;
      case 'file_size': out.size = value; break;
      case 'extension': case 'width': case 'height': out[key] = value; break;
      default: extra[key] = value;
    }
  }
  return finish(out, extra);
};

const message = (from) => {
  const out = {};
  const extra = {};
  for (const key in from) {
    const value = from[key];
    if (value === null) {
      extra[key] = value;
      continue;
    }
    switch (key) {
      case 'id': out.id = String(value); break;
      case 'content': out.text = value; break;
      case 'inbox_id': out.inbox_id = String(value); break;
      case 'conversation_id': out.conversation_id = String(value); break;
      case 'message_type': {
        const [direction, kind] = MESSAGE_TYPE[value];
        out.direction = direction;
        out.kind = kind;
        break;
      }
      case 'content_type': out.content_kind = value; break;
      case 'status': out.status = value === 'progress' ? 'sending' : value; break;
      case 'content_attributes': {
        if (empty(value)) {
          extra[key] = value;
          break;
        }
        const rest = {};
        for (const inner in value) {
          if (inner === 'in_reply_to' && value[inner] !== null) out.reply_to = String(value[inner]);
          else rest[inner] = value[inner];
        }
        if (!empty(rest)) extra[key] = rest;
        break;
      }
      case 'created_at': out.created_at = seconds(value); break;
      case 'private': out.visibility = value ? 'internal' : 'public'; break;
      case 'source_id': out.source_id = value; break;
      case 'sender': out.sender = participant(value); break;
      case 'attachments': out.attachments = value.map(attachment); break;
      default: extra[key] = value;
    }
  }
  return finish(out, extra);
};

const BROWSER = {
  device_name: 'device', browser_name: 'name', platform_name: 'platform', browser_version: 'version',
  platform_version: 'platform_version',
};

const additional = (from, out, extra) => {
  if (empty(from)) {
    extra.additional_attributes = from;
    return;
  }
  const visit = {};
  const rest = {};
  for (const key in from) {
    const value = from[key];
    if (value === null) rest[key] = value;
    else if (key === 'browser') {
      const browser = {};
      const more = {};
      for (const inner in value) {
        const name = BROWSER[inner];
        if (name !== undefined && value[inner] !== null) browser[name] = value[inner];
        else more[inner] = value[inner];
      }
      visit.browser = finish(browser, more);
    } else if (key === 'referer') visit.referrer = value;
    else if (key === 'initiated_at' && typeof value.timestamp === 'string') visit.started = value.timestamp;
    else if (key === 'browser_language' || key === 'conversation_language') visit[key] = value;
    else if (key === 'mail_subject') out.subject = value;
    else rest[key] = value;
  }
  if (!empty(visit)) out.visit = visit;
  if (!empty(rest)) extra.additional_attributes = rest;
};

const meta = (from, out, extra) => {
  if (empty(from)) {
    extra.meta = from;
    return;
  }
  const rest = {};
  for (const key in from) {
    const value = from[key];
    if (value === null) {
      rest[key] = value;
      continue;
    }
    switch (key) {
      case 'sender': out.contact = contact(value); break;
      case 'channel': out.channel = CHANNEL[value] ?? value; break;
      case 'assignee': out.assignee = agent(value); break;
      case 'assignee_type': out.assignee_kind = ASSIGNEE_TYPE[value] ?? value; break;
      case 'team': out.team = team(value); break;
      case 'hmac_verified': out.verified = value; break;
      default: rest[key] = value;
    }
  }
  if (!empty(rest)) extra.meta = rest;
};

const TIMES = {
  agent_last_seen_at: 'agent_seen_at', contact_last_seen_at: 'contact_seen_at',
  assignee_last_seen_at: 'assignee_seen_at', first_reply_created_at: 'first_reply_at', waiting_since: 'waiting_since',
};

const conversation = (from) => {
  const out = {};
  const extra = {};
  for (const key in from) {
    const value = from[key];
    if (value === null) {
      extra[key] = value;
      continue;
    }
    switch (key) {
      case 'id': out.id = String(value); break;
      case 'account_id': out.account = String(value); break;
      case 'inbox_id': out.inbox_id = String(value); break;
      case 'meta': meta(value, out, extra); break;
      case 'messages': out.messages = value.map(message); break;
      case 'additional_attributes': additional(value, out, extra); break;
      case 'custom_attributes': out.attributes = value; break;
      case 'created_at': case 'last_activity_at': out[key] = seconds(value); break;
      case 'updated_at': out.updated_at = seconds(value); break;
      case 'agent_last_seen_at': case 'contact_last_seen_at': case 'assignee_last_seen_at':
      case 'first_reply_created_at': case 'waiting_since':
        if (value === 0) extra[key] = value;
        else out[TIMES[key]] = seconds(value);
        break;
      case 'last_non_activity_message': out.last_message = message(value); break;
      case 'sla_policy_id': out.sla_policy_id = String(value); break;
      case 'allMessagesLoaded': out.complete = value; break;
      case 'dataFetched': out.fetched = value; break;
      case 'uuid': case 'status': case 'priority': case 'labels': case 'can_reply': case 'unread_count': case 'muted':
        out[key] = value;
        break;
      default: extra[key] = value;
    }
  }
  return finish(out, extra);
};

const event = ({ event: name, data: from }) => {
  const data = {};
  const extra = {};
  for (const key in from) {
    const value = from[key];
    if (value === null) {
      extra[key] = value;
      continue;
    }
    switch (key) {
      case 'conversation': data.conversation = conversation(value); break;
      case 'contact': data.contact = contact(value); break;
      case 'currentAgent': data.agent = agent(value); break;
      case 'theme': data.appearance = value; break;
      default: extra[key] = value;
    }
  }
  return {
    specversion: '1.0',
    source: `onepane://chatwoot/${from.conversation?.account_id ?? '-'}`,
    type: 'dev.onepane.context.changed',
    datacontenttype: 'application/json',
    host: 'chatwoot',
    hostevent: name,
    data: finish(data, extra),
  };
};

const write = (text) => {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) done += writeSync(1, bytes, done);
};

const input = process.argv[2] ? openSync(process.argv[2]) : 0;
const chunk = Buffer.allocUnsafe(1 << 18);
let tail = [];
for (let read; (read = readSync(input, chunk)) > 0; ) {
  const bytes = chunk.subarray(0, read);
  const end = bytes.lastIndexOf(10);
  if (end < 0) {
    tail.push(Buffer.from(bytes));
    continue;
  }
  const whole = Buffer.concat([...tail, bytes.subarray(0, end)]).toString();
  let out = '';
  for (const line of whole.split('\n')) out += JSON.stringify(event(JSON.parse(line))) + '\n';
  write(out);
  tail = [Buffer.from(bytes.subarray(end + 1))];
}
