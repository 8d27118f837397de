# The mapping of `onepane decode --host chatwoot`, written by hand for jq: the members that the contexts of
# `cargo xtask peers` have, and what is not known kept in `extra`. Events are the same but for `id`, a hash, which is
# left out here: `cargo xtask peers` compares them without it.
#
#   jq -c -f decode.jq [FILE]
#
# A record is made of two objects: what has a place, without what is not there, and what has none.

# Spelled out, which takes half as long as `with_entries`.
def some: . as $all | reduce (keys_unsorted[] | select($all[.] == null)) as $key (.; del(.[$key]));
# The members that have no place: those that are not among the known ones, and those that are null.
def rest($known): . as $all
  | reduce (keys_unsorted[] | select($all[.] == null or ($known[.] | not))) as $key ({}; .[$key] = $all[$key]);
def kept: if . == {} then {} else {extra: .} end;
def id: if . == null then null else tostring end;
def time: if . == null then null else todate end;
def time_unless_zero: if . == null or . == 0 then null else todate end;
def zero($value; key): if $value == 0 then {(key): 0} else {} end;
def millis: if . == null then null else
  (floor | todate) as $whole | (. * 1000 | round % 1000) as $millis
  | if $millis == 0 then $whole else $whole[:-1] + "." + ("00\($millis)"[-3:]) + "Z" end
end;
def word($words): if . == null then null else ($words[.] // .) end;
def kind: word({user: "agent", agent_bot: "bot", captain_assistant: "assistant"});
# What is left of an object whose members belong to the record around it.
def dissolved($known; key): if . == null then {} elif . == {} then {(key): .} else
  rest($known) | if . == {} then {} else {(key): .} end
end;

def about: {description, company_name, social_profiles};
def about_known: {description: true, company_name: true, social_profiles: true};

def contact:
  ({presence: .availability_status, email, id: (.id | id), name, phone: .phone_number, blocked, identifier,
    avatar_url: .thumbnail, attributes: .custom_attributes, last_activity_at: (.last_activity_at | time),
    created_at: (.created_at | time), kind: (.type | kind), account: (.account_id | id)}
    + (.additional_attributes // {} | about) | some)
  + (rest({additional_attributes: true, availability_status: true, email: true, id: true, name: true,
      phone_number: true, blocked: true, identifier: true, thumbnail: true, custom_attributes: true,
      last_activity_at: true, created_at: true, type: true, account_id: true})
    + (.additional_attributes | dissolved(about_known; "additional_attributes")) | kept);

def agent:
  ({id: (.id | id), account: (.account_id | id), presence: .availability_status, auto_offline, confirmed, email,
    provider, display_name: .available_name, name, role, avatar_url: (.thumbnail // .avatar_url),
    kind: (.type | kind)} | some)
  + (rest({id: true, account_id: true, availability_status: true, auto_offline: true, confirmed: true, email: true,
      provider: true, available_name: true, name: true, role: true, thumbnail: true,
      avatar_url: (.thumbnail == null), type: true}) | kept);

def participant:
  ({attributes: .custom_attributes, email, id: (.id | id), identifier, name, display_name: .available_name,
    phone: .phone_number, avatar_url: (.thumbnail // .avatar_url), blocked, kind: (.type | kind),
    presence: .availability_status} + (.additional_attributes // {} | about) | some)
  + (rest({additional_attributes: true, custom_attributes: true, email: true, id: true, identifier: true, name: true,
      available_name: true, phone_number: true, thumbnail: true, avatar_url: (.thumbnail == null), blocked: true,
      type: true, availability_status: true})
    + (.additional_attributes | dissolved(about_known; "additional_attributes")) | kept);

def team:
  ({id: (.id | id), name, description, auto_assign: .allow_auto_assign, account: (.account_id | id), is_member} | some)
  + (rest({id: true, name: true, description: true, allow_auto_assign: true, account_id: true, is_member: true})
    | kept);

def attachment:
  ({id: (.id | id), message_id: (.message_id | id), account: (.account_id | id), kind: .file_type, extension,
    mime_type: .content_type, url: .data_url, thumbnail_url: .thumb_url, size: .file_size, width, height} | some)
  + (rest({id: true, message_id: true, account_id: true, file_type: true, extension: true, content_type: true,
      data_url: true, thumb_url: true, file_size: true, width: true, height: true}) | kept);

def message:
  [["inbound", "chat"], ["outbound", "chat"], ["system", "activity"], ["outbound", "template"]][.message_type] as $type
  | ({id: (.id | id), text: .content, inbox_id: (.inbox_id | id), conversation_id: (.conversation_id | id),
      direction: $type[0], kind: $type[1], content_kind: .content_type, status: (.status | word({progress: "sending"})),
      reply_to: (.content_attributes.in_reply_to | id), created_at: (.created_at | time),
      visibility: (if .private == null then null elif .private then "internal" else "public" end), source_id,
      sender: (if .sender == null then null else .sender | participant end),
      attachments: (if .attachments == null then null else .attachments | map(attachment) end)} | some)
    + (rest({id: true, content: true, inbox_id: true, conversation_id: true, message_type: true, content_type: true,
        status: true, content_attributes: true, created_at: true, private: true, source_id: true, sender: true,
        attachments: true})
      + (.content_attributes | dissolved({in_reply_to: true}; "content_attributes")) | kept);

def browser:
  ({device: .device_name, name: .browser_name, platform: .platform_name, version: .browser_version,
    platform_version} | some)
  + (rest({device_name: true, browser_name: true, platform_name: true, browser_version: true, platform_version: true})
    | kept);

def visit:
  {browser: (if .browser == null then null else .browser | browser end), referrer: .referer,
    started: .initiated_at.timestamp, browser_language, conversation_language} | some | if . == {} then null else . end;

def conversation:
  ({id: (.id | id), uuid, account: (.account_id | id), inbox_id: (.inbox_id | id), status, priority, labels,
    contact: (if .meta.sender == null then null else .meta.sender | contact end),
    channel: (.meta.channel | word({"Channel::WebWidget": "web", "Channel::Email": "email", "Channel::Sms": "sms",
      "Channel::Whatsapp": "whatsapp", "Channel::FacebookPage": "facebook", "Channel::Instagram": "instagram",
      "Channel::Telegram": "telegram", "Channel::Line": "line", "Channel::Tiktok": "tiktok",
      "Channel::TwitterProfile": "twitter", "Channel::Api": "api"})),
    assignee: (if .meta.assignee == null then null else .meta.assignee | agent end),
    assignee_kind: (.meta.assignee_type | word({User: "agent", AgentBot: "bot"})),
    team: (if .meta.team == null then null else .meta.team | team end), verified: .meta.hmac_verified,
    messages: (if .messages == null then null else .messages | map(message) end),
    visit: (.additional_attributes // {} | visit), subject: .additional_attributes.mail_subject,
    attributes: .custom_attributes, can_reply, created_at: (.created_at | time),
    last_activity_at: (.last_activity_at | time), updated_at: (.updated_at | millis),
    agent_seen_at: (.agent_last_seen_at | time_unless_zero),
    contact_seen_at: (.contact_last_seen_at | time_unless_zero),
    assignee_seen_at: (.assignee_last_seen_at | time_unless_zero),
    first_reply_at: (.first_reply_created_at | time_unless_zero), waiting_since: (.waiting_since | time_unless_zero),
    unread_count, muted,
    last_message: (if .last_non_activity_message == null then null else .last_non_activity_message | message end),
    sla_policy_id: (.sla_policy_id | id), complete: .allMessagesLoaded, fetched: .dataFetched} | some)
  + (rest({id: true, uuid: true, account_id: true, inbox_id: true, status: true, priority: true, labels: true,
      meta: true, messages: true, additional_attributes: true, custom_attributes: true, can_reply: true,
      created_at: true, last_activity_at: true, updated_at: true, agent_last_seen_at: true,
      contact_last_seen_at: true, assignee_last_seen_at: true, first_reply_created_at: true, waiting_since: true,
      unread_count: true, muted: true, last_non_activity_message: true, sla_policy_id: true, allMessagesLoaded: true,
      dataFetched: true})
    + zero(.agent_last_seen_at; "agent_last_seen_at") + zero(.contact_last_seen_at; "contact_last_seen_at")
    + zero(.assignee_last_seen_at; "assignee_last_seen_at")
    + zero(.first_reply_created_at; "first_reply_created_at") + zero(.waiting_since; "waiting_since")
    + (.meta | dissolved({sender: true, channel: true, assignee: true, assignee_type: true, team: true,
        hmac_verified: true}; "meta"))
    + (.additional_attributes | dissolved({browser: true, referer: true, initiated_at: true, browser_language: true,
        conversation_language: true, mail_subject: true}; "additional_attributes")) | kept);

{specversion: "1.0", source: "onepane://chatwoot/\(.data.conversation.account_id // "-")",
  type: "dev.onepane.context.changed", datacontenttype: "application/json", host: "chatwoot", hostevent: .event,
  data: (.data
    | ({conversation: (if .conversation == null then null else .conversation | conversation end),
        contact: (if .contact == null then null else .contact | contact end),
        agent: (if .currentAgent == null then null else .currentAgent | agent end), appearance: .theme} | some)
      + (rest({conversation: true, contact: true, currentAgent: true, theme: true}) | kept))}
