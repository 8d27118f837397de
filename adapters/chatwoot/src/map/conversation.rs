//! `conversation`, in all its shapes.

use onepane_map::{Codec, IdForm, Table, TimeForm, flat, part, row, words};
use onepane_model::{Browser, Conversation, Visit};

use Codec::{Any, Bool, Id, Integer, Items, List, Map, One, Text, Time};

use super::CHANNEL;
use super::message::MESSAGE;
use super::people::{AGENT, CONTACT, CONTACT_INBOX, PARTICIPANT, TEAM};

pub(super) static CONVERSATION: Table = Table::new(
    &Conversation::RECORD,
    &[
        // Unique within the account; the REST paths use it.
        row("id", Conversation::ID, Id(IdForm::Integer)).required(),
        row("uuid", Conversation::UUID, Text),
        row("account_id", Conversation::ACCOUNT, Id(IdForm::Integer)),
        row("inbox_id", Conversation::INBOX_ID, Id(IdForm::Integer)),
        row("status", Conversation::STATUS, Text),
        row("priority", Conversation::PRIORITY, Text),
        row("labels", Conversation::LABELS, Items(&Text)),
        flat("meta", &META),
        // Where the websocket puts it.
        row("channel", Conversation::CHANNEL, CHANNEL).alias(),
        row("messages", Conversation::MESSAGES, List(&MESSAGE)),
        flat("additional_attributes", &ADDITIONAL),
        row("custom_attributes", Conversation::ATTRIBUTES, Map(&Any)),
        row("can_reply", Conversation::CAN_REPLY, Bool),
        row("created_at", Conversation::CREATED_AT, Time(TimeForm::Seconds)),
        row("last_activity_at", Conversation::LAST_ACTIVITY_AT, Time(TimeForm::Seconds)).shared(),
        row("timestamp", Conversation::LAST_ACTIVITY_AT, Time(TimeForm::Seconds)).alias(),
        row("updated_at", Conversation::UPDATED_AT, Time(TimeForm::FloatSeconds)),
        row("agent_last_seen_at", Conversation::AGENT_SEEN_AT, Time(TimeForm::Seconds)).zero_is_none(),
        row("contact_last_seen_at", Conversation::CONTACT_SEEN_AT, Time(TimeForm::Seconds)).zero_is_none(),
        row("assignee_last_seen_at", Conversation::ASSIGNEE_SEEN_AT, Time(TimeForm::Seconds)).zero_is_none(),
        // A number from REST, ISO from the websocket.
        row("first_reply_created_at", Conversation::FIRST_REPLY_AT, Time(TimeForm::Seconds)).zero_is_none(),
        row("waiting_since", Conversation::WAITING_SINCE, Time(TimeForm::Seconds)).zero_is_none(),
        row("snoozed_until", Conversation::SNOOZED_UNTIL, Time(TimeForm::Iso(3))).zero_is_none(),
        row("unread_count", Conversation::UNREAD_COUNT, Integer),
        row("muted", Conversation::MUTED, Bool),
        row("last_non_activity_message", Conversation::LAST_MESSAGE, One(&MESSAGE)),
        row("sla_policy_id", Conversation::SLA_POLICY_ID, Id(IdForm::Integer)),
        row("contact_inbox", Conversation::CONTACT_INBOX, One(&CONTACT_INBOX)),
        row("performer", Conversation::UPDATED_BY, One(&PARTICIPANT)),
        // Flags of the console's store.
        row("allMessagesLoaded", Conversation::COMPLETE, Bool),
        row("dataFetched", Conversation::FETCHED, Bool),
    ],
);

/// `meta`. After paging, the mobile app lets further members of other answers slip in.
static META: Table = Table::new(
    &Conversation::RECORD,
    &[
        row("sender", Conversation::CONTACT, One(&CONTACT)),
        row("channel", Conversation::CHANNEL, CHANNEL).shared(),
        row("assignee", Conversation::ASSIGNEE, One(&AGENT)),
        row("assignee_type", Conversation::ASSIGNEE_KIND, words!("User" = "agent", "AgentBot" = "bot")),
        row("team", Conversation::TEAM, One(&TEAM)),
        row("hmac_verified", Conversation::VERIFIED, Bool),
    ],
);

/// `additional_attributes`: of a web chat the visit, of an e-mail its subject.
static ADDITIONAL: Table = Table::new(
    &Conversation::RECORD,
    &[part(Conversation::VISIT, &VISIT), row("mail_subject", Conversation::SUBJECT, Text)],
);

static VISIT: Table = Table::new(
    &Visit::RECORD,
    &[
        row("browser", Visit::BROWSER, One(&BROWSER)),
        row("referer", Visit::REFERRER, Text),
        flat("initiated_at", &INITIATED),
        row("browser_language", Visit::BROWSER_LANGUAGE, Text),
        row("conversation_language", Visit::CONVERSATION_LANGUAGE, Text),
    ],
);

/// A JavaScript date with the zone's name for a web chat, ISO for an e-mail.
static INITIATED: Table = Table::new(&Visit::RECORD, &[row("timestamp", Visit::STARTED, Text)]);

static BROWSER: Table = Table::new(
    &Browser::RECORD,
    &[
        row("device_name", Browser::DEVICE, Text),
        row("browser_name", Browser::NAME, Text),
        row("platform_name", Browser::PLATFORM, Text),
        row("browser_version", Browser::VERSION, Text),
        row("platform_version", Browser::PLATFORM_VERSION, Text),
    ],
);
