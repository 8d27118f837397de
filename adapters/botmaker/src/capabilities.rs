//! What Botmaker can tell and do.

use onepane_core::{Declared, Limit, degraded, full, support, unsupported};
use onepane_model::{ActionKind, EventKind, Support, Unit};

/// "Chars" is not defined by the guide: UTF-16 units are the stricter reading.
const TEXT: Limit = Limit::Length { field: "text", min: 1, max: Some(5000), unit: Unit::Utf16 };
const CODE: Limit = Limit::Length { field: "code", min: 1, max: Some(50), unit: Unit::Utf16 };
const AS_AGENT: Limit = Limit::OneOf("as", &["agent"]);
const PUBLIC: Limit = Limit::OneOf("visibility", &["public"]);

const EVENTS: &[Declared<EventKind>] = &[
    full(EventKind::SessionLaunched),
    full(EventKind::SessionReady),
    full(EventKind::ConversationSelected),
    degraded(EventKind::MessageCreated, "only messages that go out, with kind and id; the text is not told"),
    full(EventKind::TicketSelected),
    degraded(EventKind::TicketStateChanged, "only for the ticket in view"),
    full(EventKind::TicketListUpdated),
    degraded(EventKind::CompanySelected, "only the company's id"),
    full(EventKind::ActionResult),
    full(EventKind::HostEvent),
];

const ACTIONS: &[Declared<ActionKind>] = &[
    full(ActionKind::ComposeSetText).needs(&["screen:CHATS"]).limits(&[TEXT, AS_AGENT]),
    full(ActionKind::MessageSend).needs(&["screen:CHATS"]).limits(&[TEXT, AS_AGENT, PUBLIC]),
    full(ActionKind::TicketOpen).needs(&["screen:TICKETS"]).limits(&[CODE]),
    unsupported(ActionKind::ContextRefresh, "nothing can be asked for: the host pushes unasked"),
    unsupported(ActionKind::NotificationShow, "the host shows no notifications of a widget")
        .instead("compose.set_text"),
    unsupported(ActionKind::HostCall, "the host takes three actions, and all of them are neutral"),
];

/// Why what has no line is unsupported.
const OTHERWISE: &str = "Botmaker's widget protocol has nothing of the kind";

/// How well Botmaker can tell events of a kind, at best.
pub(crate) fn event(kind: EventKind) -> Support {
    support(EVENTS, kind, OTHERWISE)
}

/// How well Botmaker can do actions of a kind, at best.
pub(crate) fn action(kind: ActionKind) -> Support {
    support(ACTIONS, kind, OTHERWISE)
}
