//! The framework's notices as tables, in Zendesk's own words.
//!
//! Three documents go through them (`document.rs`): what the host says when it has registered the app or the app's
//! context is another; the answer to the adapter's own question for the ticket, which is a flat object of values by
//! their *path* (`ticket.requester.email`); and a change of one path, made into an object of the same form. So each
//! path has one row, whatever brings it. Only what is said has a table of its own: its last entry is what is new.
//!
//! Only paths that have a row are asked for. A wrong single value stays in `extra` and is told as a warning.
//!
//! Source: `zendesk_app_framework_sdk` 2.0.11 (npm), `developer.zendesk.com/api-reference/apps`: ZAF client, core and
//! support API, read 2026-11-21.

mod ticket;

use onepane_map::{Codec, Envelope, Event, IdForm, Protocol, Shape, Table, body, constant, flat, part, row};
use onepane_model::{ContextChanged, Conversation, ConversationUpdated, EventKind, MessageCreated};

use Codec::{Id, List, One, Text};

use ticket::{AGENT, COMPANY, CONTACT, ENTRY, TICKET};
pub(crate) use ticket::{PRIORITY, STATUS};

/// What every notice of the host begins with.
pub(crate) const NOTICE: &str = "zaf.";
/// The app is registered: what the child has to say can be said now.
pub(crate) const REGISTERED: &str = "zaf.app.registered";
/// The app's context is another.
pub(crate) const CONTEXT_UPDATED: &str = "zaf.context.updated";
/// The ticket's status has changed; every change of one path has the same table.
pub(crate) const STATUS_CHANGED: &str = "zaf.ticket.status.changed";
/// The answer to the question for all paths, as the tables see it.
pub(crate) const ANSWER: &str = "get";

/// The paths whose changes the host tells one by one, and which a row knows.
///
/// Source: "ticket sidebar" and "events" of the support API: `ticket.<field>.changed`.
pub(crate) const CHANGES: [&str; 8] = [
    "ticket.status",
    "ticket.priority",
    "ticket.subject",
    "ticket.tags",
    "ticket.requester.id",
    "ticket.requester.email",
    "ticket.assignee.user.id",
    "ticket.assignee.group.id",
];

/// What was said in the ticket. It changes when something is said.
pub(crate) const CONVERSATION: &str = "ticket.conversation";
/// Something was said: the whole conversation, with what is new at its end.
pub(crate) const SAID: &str = "zaf.ticket.conversation.changed";
/// The last of what was said, as the tables see it.
pub(crate) const LAST: &str = "last";

/// Zendesk's protocol: notices in an envelope, and answers put into one.
pub static PROTOCOL: Protocol = Protocol {
    host: crate::HOST,
    envelope: Some(&ENVELOPE),
    events: &[
        Event { host: REGISTERED, kind: EventKind::ContextChanged, data: &REGISTRATION },
        Event { host: CONTEXT_UPDATED, kind: EventKind::ContextChanged, data: &CONTEXT },
        Event { host: ANSWER, kind: EventKind::ContextChanged, data: &DETAILS },
        changed(STATUS_CHANGED),
        changed("zaf.ticket.priority.changed"),
        changed("zaf.ticket.subject.changed"),
        changed("zaf.ticket.tags.changed"),
        changed("zaf.ticket.requester.id.changed"),
        changed("zaf.ticket.requester.email.changed"),
        changed("zaf.ticket.assignee.user.id.changed"),
        changed("zaf.ticket.assignee.group.id.changed"),
        Event { host: SAID, kind: EventKind::MessageCreated, data: &MESSAGE },
    ],
    // Secure settings never reach a widget: the host puts them into proxied requests by itself.
    answers: &[],
    secrets: &[],
};

const fn changed(host: &'static str) -> Event {
    Event { host, kind: EventKind::ConversationUpdated, data: &CHANGED }
}

static ENVELOPE: Table =
    Table::new(&Envelope::RECORD, &[row("key", Envelope::NAME, Text).required(), body("message")]);

/// What comes with the registration: the context, and the app's own metadata, which is about no record.
static REGISTRATION: Table = Table::new(&ContextChanged::RECORD, &[flat("context", &CONTEXT)]);

/// Where the widget stands. A location says what the widget is beside: a ticket, a user, nothing.
static CONTEXT: Table = Table::new(
    &ContextChanged::RECORD,
    &[
        constant("product", "\"support\""),
        row("location", ContextChanged::SUBJECT, Text),
        part(ContextChanged::CONVERSATION, &IN_VIEW),
    ],
);

static IN_VIEW: Table =
    Table::new(&Conversation::RECORD, &[row("ticketId", Conversation::ID, Id(IdForm::Integer))]);

/// Values by path: the ticket that the widget is beside, or the user or organization, and the agent.
static DETAILS: Table = Table::new(
    &ContextChanged::RECORD,
    &[
        part(ContextChanged::CONVERSATION, &TICKET),
        part(ContextChanged::CONTACT, &CONTACT),
        part(ContextChanged::COMPANY, &COMPANY),
        part(ContextChanged::AGENT, &AGENT),
        // What went wrong with single paths.
        constant("errors", "{}"),
    ],
);

/// One value by path.
static CHANGED: Table = Table::new(
    &ConversationUpdated::RECORD,
    &[part(ConversationUpdated::CONVERSATION, &TICKET), part(ConversationUpdated::CONTACT, &CONTACT)],
);

/// What was said last, and before.
static MESSAGE: Table = Table::new(
    &MessageCreated::RECORD,
    &[part(MessageCreated::CONVERSATION, &SO_FAR), row(LAST, MessageCreated::MESSAGE, One(&ENTRY))],
);

static SO_FAR: Table =
    Table::new(&Conversation::RECORD, &[row(CONVERSATION, Conversation::MESSAGES, List(&ENTRY))]);

/// Every path that has a row, in the order of the tables.
pub(crate) fn paths() -> Vec<&'static str> {
    fn gather(table: &'static Table, paths: &mut Vec<&'static str>) {
        for row in table.rows {
            match row.shape {
                Shape::Part { table, .. } => gather(table, paths),
                Shape::Value(..) => paths.push(row.host),
                _ => {}
            }
        }
    }
    let mut paths = Vec::new();
    gather(&DETAILS, &mut paths);
    paths
}
