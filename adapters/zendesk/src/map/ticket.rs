//! The ticket and the people around it, path by path.
//!
//! A ticket is told as a conversation: it is with a contact, on a channel, and has messages.

use onepane_map::{Codec, IdForm, Table, TimeForm, case, cases, flat, part, row, words};
use onepane_model::{Agent, Company, Contact, Conversation, Message, Participant, Team};

use Codec::{Id, Items, List, Text, Time};

/// A ticket waits for its requester as a conversation snoozes: it comes back when they answer. What is solved becomes
/// closed after a while, and stays over. `hold` has no neutral word.
pub(crate) const STATUS: Codec = words!(
    "new" = "pending",
    "open" = "open",
    "pending" = "snoozed",
    "solved" = "resolved",
    "closed" = "resolved",
);

pub(crate) const PRIORITY: Codec = words!("normal" = "medium");

/// Source: support API, "Ticket object".
pub(super) static TICKET: Table = Table::new(
    &Conversation::RECORD,
    &[
        row("ticket.id", Conversation::ID, Id(IdForm::Integer)),
        row("ticket.subject", Conversation::SUBJECT, Text),
        row("ticket.status", Conversation::STATUS, STATUS),
        row("ticket.priority", Conversation::PRIORITY, PRIORITY),
        row("ticket.tags", Conversation::LABELS, Items(&Text)),
        row("ticket.via.channel", Conversation::CHANNEL, words!("native_messaging" = "web")),
        row("ticket.createdAt", Conversation::CREATED_AT, Time(TimeForm::Iso(0))),
        row("ticket.updatedAt", Conversation::UPDATED_AT, Time(TimeForm::Iso(0))),
        part(Conversation::ASSIGNEE, &ASSIGNEE),
        part(Conversation::TEAM, &GROUP),
        row("ticket.conversation", Conversation::MESSAGES, List(&ENTRY)),
    ],
);

static ASSIGNEE: Table = Table::new(
    &Agent::RECORD,
    &[
        row("ticket.assignee.user.id", Agent::ID, Id(IdForm::Integer)),
        row("ticket.assignee.user.name", Agent::NAME, Text),
        row("ticket.assignee.user.email", Agent::EMAIL, Text),
    ],
);

static GROUP: Table = Table::new(
    &Team::RECORD,
    &[
        row("ticket.assignee.group.id", Team::ID, Id(IdForm::Integer)),
        row("ticket.assignee.group.name", Team::NAME, Text),
    ],
);

/// An entry of the conversation. It has no id: which one is new, only its place tells.
///
/// Source: support API, `ticket.conversation`.
pub(super) static ENTRY: Table = Table::new(
    &Message::RECORD,
    &[
        flat("author", &AUTHOR),
        flat("message", &CONTENT),
        row("timestamp", Message::CREATED_AT, Time(TimeForm::Iso(3))),
    ],
);

static AUTHOR: Table = Table::new(
    &Message::RECORD,
    &[
        part(Message::SENDER, &PERSON),
        cases(
            "role",
            &[Message::SENDER_KIND, Message::DIRECTION],
            &[
                case("\"end-user\"", &["contact", "inbound"]),
                case("\"customer\"", &["contact", "inbound"]),
                case("\"agent\"", &["agent", "outbound"]),
                case("\"admin\"", &["agent", "outbound"]),
                // The host itself, for whom the model has no kind: the host's word.
                case("\"system\"", &["system", "system"]),
            ],
        ),
    ],
);

static PERSON: Table = Table::new(
    &Participant::RECORD,
    &[
        row("id", Participant::ID, Id(IdForm::Integer)),
        row("name", Participant::NAME, Text),
        row("avatar", Participant::AVATAR_URL, Text),
    ],
);

static CONTENT: Table = Table::new(
    &Message::RECORD,
    &[
        row("content", Message::TEXT, Text),
        // Either is light markup to whoever shows it; neither is to be trusted.
        row("contentType", Message::CONTENT_KIND, words!("text/plain" = "text", "text/html" = "text")),
    ],
);

/// The ticket's requester; in the sidebar of a user, that user.
///
/// Source: support API, "User object".
pub(super) static CONTACT: Table = Table::new(
    &Contact::RECORD,
    &[
        row("ticket.requester.id", Contact::ID, Id(IdForm::Integer)).shared(),
        row("ticket.requester.name", Contact::NAME, Text).shared(),
        row("ticket.requester.email", Contact::EMAIL, Text).shared(),
        row("ticket.requester.externalId", Contact::IDENTIFIER, Id(IdForm::Text)).shared(),
        row("ticket.requester.avatarUrl", Contact::AVATAR_URL, Text).shared(),
        row("user.id", Contact::ID, Id(IdForm::Integer)).alias(),
        row("user.name", Contact::NAME, Text).alias(),
        row("user.email", Contact::EMAIL, Text).alias(),
        row("user.externalId", Contact::IDENTIFIER, Id(IdForm::Text)).alias(),
        row("user.avatarUrl", Contact::AVATAR_URL, Text).alias(),
    ],
);

/// The ticket's organization; in the sidebar of an organization, that one.
///
/// Source: support API, "Organization object".
pub(super) static COMPANY: Table = Table::new(
    &Company::RECORD,
    &[
        row("ticket.organization.id", Company::ID, Id(IdForm::Integer)).shared(),
        row("ticket.organization.name", Company::NAME, Text).shared(),
        row("organization.id", Company::ID, Id(IdForm::Integer)).alias(),
        row("organization.name", Company::NAME, Text).alias(),
    ],
);

/// Source: core API, `currentUser`.
pub(super) static AGENT: Table = Table::new(
    &Agent::RECORD,
    &[
        row("currentUser.id", Agent::ID, Id(IdForm::Integer)),
        row("currentUser.name", Agent::NAME, Text),
        row("currentUser.email", Agent::EMAIL, Text),
        row("currentUser.role", Agent::ROLE, Text),
        row("currentUser.avatarUrl", Agent::AVATAR_URL, Text),
    ],
);
