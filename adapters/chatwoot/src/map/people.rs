//! Contacts, agents, bots and teams, and whoever wrote a message.

use onepane_map::{Codec, IdForm, Table, TimeForm, flat, part, row, words};
use onepane_model::{Agent, Contact, ContactInbox, Inbox, Participant, Team};

use Codec::{Any, Bool, Id, List, Map, One, Text, Time};

use super::CHANNEL;

/// `contact` and `meta.sender`.
pub(super) static CONTACT: Table = Table::new(
    &Contact::RECORD,
    &[
        flat("additional_attributes", &ABOUT),
        row("availability_status", Contact::PRESENCE, Text),
        row("email", Contact::EMAIL, Text),
        row("id", Contact::ID, Id(IdForm::Integer)),
        row("name", Contact::NAME, Text),
        row("phone_number", Contact::PHONE, Text),
        row("blocked", Contact::BLOCKED, Bool),
        row("identifier", Contact::IDENTIFIER, Text),
        row("thumbnail", Contact::AVATAR_URL, Text),
        row("custom_attributes", Contact::ATTRIBUTES, Map(&Any)),
        row("last_activity_at", Contact::LAST_ACTIVITY_AT, Time(TimeForm::Seconds)),
        row("created_at", Contact::CREATED_AT, Time(TimeForm::Seconds)),
        row("company_id", Contact::COMPANY_ID, Id(IdForm::Integer)),
        row("contact_inboxes", Contact::INBOXES, List(&REACHED_THROUGH)),
        row("type", Contact::KIND, TYPE),
        row("account_id", Contact::ACCOUNT, Id(IdForm::Integer)),
        row("performer", Contact::UPDATED_BY, One(&PARTICIPANT)),
    ],
);

/// A contact's `additional_attributes`; an open set.
static ABOUT: Table = Table::new(
    &Contact::RECORD,
    &[
        row("description", Contact::DESCRIPTION, Text),
        row("company_name", Contact::COMPANY_NAME, Text),
        row("social_profiles", Contact::SOCIAL_PROFILES, Map(&Text)),
    ],
);

/// `contact_inboxes[]`, there only while the contact's panel is open.
static REACHED_THROUGH: Table = Table::new(
    &ContactInbox::RECORD,
    &[row("source_id", ContactInbox::SOURCE_ID, Text), row("inbox", ContactInbox::INBOX, One(&INBOX))],
);

static INBOX: Table = Table::new(
    &Inbox::RECORD,
    &[
        row("id", Inbox::ID, Id(IdForm::Integer)),
        row("avatar_url", Inbox::AVATAR_URL, Text),
        row("channel_id", Inbox::CHANNEL_ID, Id(IdForm::Integer)),
        row("name", Inbox::NAME, Text),
        row("channel_type", Inbox::CHANNEL, CHANNEL),
        row("provider", Inbox::PROVIDER, Text),
    ],
);

/// A conversation's `contact_inbox`: a raw row of the websocket, with the secret token beside these.
pub(super) static CONTACT_INBOX: Table = Table::new(
    &ContactInbox::RECORD,
    &[
        row("id", ContactInbox::ID, Id(IdForm::Integer)),
        row("contact_id", ContactInbox::CONTACT_ID, Id(IdForm::Integer)),
        part(ContactInbox::INBOX, &INBOX_OF_ROW),
        row("source_id", ContactInbox::SOURCE_ID, Text),
        row("created_at", ContactInbox::CREATED_AT, Time(TimeForm::Iso(3))),
        row("updated_at", ContactInbox::UPDATED_AT, Time(TimeForm::Iso(3))),
        row("hmac_verified", ContactInbox::VERIFIED, Bool),
    ],
);

static INBOX_OF_ROW: Table = Table::new(&Inbox::RECORD, &[row("inbox_id", Inbox::ID, Id(IdForm::Integer))]);

/// `meta.assignee`, an agent or a bot, and the agent at the console, of whom only id, name and e-mail
/// are told. The websocket leaves out e-mail and role and adds `avatar_url` and `type`.
pub(super) static AGENT: Table = Table::new(
    &Agent::RECORD,
    &[
        row("id", Agent::ID, Id(IdForm::Integer)),
        row("account_id", Agent::ACCOUNT, Id(IdForm::Integer)),
        row("availability_status", Agent::PRESENCE, Text),
        row("auto_offline", Agent::AUTO_OFFLINE, Bool),
        row("confirmed", Agent::CONFIRMED, Bool),
        row("email", Agent::EMAIL, Text),
        row("provider", Agent::PROVIDER, Text),
        row("available_name", Agent::DISPLAY_NAME, Text),
        row("name", Agent::NAME, Text),
        row("role", Agent::ROLE, Text),
        row("thumbnail", Agent::AVATAR_URL, Text).shared(),
        row("avatar_url", Agent::AVATAR_URL, Text).alias(),
        row("type", Agent::KIND, TYPE),
        row("custom_attributes", Agent::ATTRIBUTES, Map(&Any)),
        row("custom_role_id", Agent::ROLE_ID, Id(IdForm::Integer)),
        row("description", Agent::DESCRIPTION, Text),
    ],
);

/// `meta.team`; right after assigning in the console a raw row with its times.
pub(super) static TEAM: Table = Table::new(
    &Team::RECORD,
    &[
        row("id", Team::ID, Id(IdForm::Integer)),
        row("name", Team::NAME, Text),
        row("description", Team::DESCRIPTION, Text),
        row("allow_auto_assign", Team::AUTO_ASSIGN, Bool),
        row("account_id", Team::ACCOUNT, Id(IdForm::Integer)),
        row("is_member", Team::IS_MEMBER, Bool),
        row("created_at", Team::CREATED_AT, Time(TimeForm::Iso(3))),
        row("updated_at", Team::UPDATED_AT, Time(TimeForm::Iso(3))),
    ],
);

/// A message's `sender` and whoever caused an update: a contact, an agent, a bot or an assistant.
pub(super) static PARTICIPANT: Table = Table::new(
    &Participant::RECORD,
    &[
        flat("additional_attributes", &ABOUT_PARTICIPANT),
        row("custom_attributes", Participant::ATTRIBUTES, Map(&Any)),
        row("email", Participant::EMAIL, Text),
        row("id", Participant::ID, Id(IdForm::Integer)),
        row("identifier", Participant::IDENTIFIER, Text),
        row("name", Participant::NAME, Text),
        row("available_name", Participant::DISPLAY_NAME, Text),
        row("phone_number", Participant::PHONE, Text),
        row("thumbnail", Participant::AVATAR_URL, Text).shared(),
        row("avatar_url", Participant::AVATAR_URL, Text).alias(),
        row("blocked", Participant::BLOCKED, Bool),
        row("type", Participant::KIND, TYPE),
        row("availability_status", Participant::PRESENCE, Text),
        row("company_id", Participant::COMPANY_ID, Id(IdForm::Integer)),
        row("account_id", Participant::ACCOUNT, Id(IdForm::Integer)),
        row("created_at", Participant::CREATED_AT, Time(TimeForm::Iso(3))),
    ],
);

static ABOUT_PARTICIPANT: Table = Table::new(
    &Participant::RECORD,
    &[
        row("description", Participant::DESCRIPTION, Text),
        row("company_name", Participant::COMPANY_NAME, Text),
        row("social_profiles", Participant::SOCIAL_PROFILES, Map(&Text)),
    ],
);

/// What the websocket calls a being. An open set.
const TYPE: Codec = words!("user" = "agent", "agent_bot" = "bot", "captain_assistant" = "assistant");
