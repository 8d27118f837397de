//! What Zendesk can tell and do.

use onepane_core::{Declared, Limit, degraded, full, support, unsupported};
use onepane_model::{ActionKind, EventKind, Support};

/// Nothing can be said before the host has registered the app.
const REGISTERED: &[&str] = &["registration"];
/// An event that waits for an answer.
const WAITED_FOR: &[&str] = &["registration", "hook"];
const TICKET: &[&str] = &["registration", "conversation"];

pub(crate) const STATUSES: &[&str] = &["open", "snoozed", "resolved"];
pub(crate) const PRIORITIES: &[&str] = &["urgent", "high", "medium", "low"];
const LEVELS: &[&str] = &["info", "warning", "error"];
pub(crate) const PROPERTIES: &[&str] = &["subject", "type"];
/// The ways out of the framework's vocabulary.
pub(crate) const CALLS: &[&str] = &["get", "set", "invoke", "request"];

const AS_AGENT: Limit = Limit::OneOf("as", &["agent"]);
const VISIBILITIES: &[&str] = &["public", "internal"];
const VISIBILITY: Limit = Limit::OneOf("visibility", VISIBILITIES);
const STATUS: Limit = Limit::OneOf("status", STATUSES);
pub(crate) const PRIORITY: Limit = Limit::OneOf("priority", PRIORITIES);
const LEVEL: Limit = Limit::OneOf("level", LEVELS);
const CALL: Limit = Limit::OneOf("name", CALLS);
pub(crate) const UNTIL: Limit = Limit::Form("until", "absent: a ticket waits until its requester answers");
pub(crate) const AGENT: Limit = Limit::Form("agent", "a number");
pub(crate) const TEAM: Limit = Limit::Form("team", "a number");
pub(crate) const CODE: Limit = Limit::Form("code", "a number");
pub(crate) const KEY: Limit =
    Limit::Form("key", "`custom_field_` with the field's number or, as a property, one of subject, type");
pub(crate) const VALUE: Limit =
    Limit::Form("value", "a string, a number, true, false, null or a list of strings");
pub(crate) const WIDTH: Limit = Limit::Form("width", "a number of pixels or a CSS length as text");
pub(crate) const HEIGHT: Limit = Limit::Form("height", "a number of pixels or a CSS length as text");
pub(crate) const REASON: Limit = Limit::Form("reason", "given only where `ok` is false");
pub(crate) const ARGS: Limit = Limit::Form(
    "args",
    "for get a list of paths, for set an object of values by path, for invoke an object of lists by action, for \
     request an object with a url",
);

const DERIVED: &str = "worked out from contexts, since the host does not tell it";
const AS_CONVERSATION: &str = "a ticket is told as a conversation";

const EVENTS: &[Declared<EventKind>] = &[
    full(EventKind::SessionLaunched),
    degraded(EventKind::SessionReady, "worked out from the registration"),
    full(EventKind::ContextChanged),
    degraded(EventKind::ConversationSelected, DERIVED),
    degraded(
        EventKind::ConversationUpdated,
        "names what changed, without the ticket's id; a whole context follows",
    ),
    degraded(EventKind::ConversationEnded, DERIVED),
    degraded(
        EventKind::MessageCreated,
        "the last of what was said, whenever that has changed; messages have no ids here",
    ),
    full(EventKind::ActionResult),
    full(EventKind::HostEvent),
    unsupported(EventKind::TicketSelected, AS_CONVERSATION).instead("context.changed"),
    unsupported(EventKind::TicketStateChanged, AS_CONVERSATION).instead("conversation.updated"),
];

const ACTIONS: &[Declared<ActionKind>] = &[
    degraded(ActionKind::ComposeSetText, "appended to what is in the composer")
        .needs(TICKET)
        .limits(&[AS_AGENT]),
    degraded(
        ActionKind::MessageSend,
        "to the requester over the channel `messaging` only; a note by the host's API, saved at once",
    )
    .needs(TICKET)
    .limits(&[AS_AGENT, VISIBILITY])
    .instead("compose.set_text"),
    full(ActionKind::TicketOpen).needs(REGISTERED).limits(&[CODE]),
    full(ActionKind::ContextRefresh).needs(REGISTERED),
    degraded(ActionKind::ConversationSetStatus, "in the form before the agent, who saves it")
        .needs(TICKET)
        .limits(&[STATUS, UNTIL]),
    degraded(
        ActionKind::ConversationSetPriority,
        "in the form before the agent, who saves it; a priority cannot be taken away",
    )
    .needs(TICKET)
    .limits(&[PRIORITY]),
    degraded(
        ActionKind::ConversationAssign,
        "in the form before the agent, who saves it; to an agent or a team, not to a bot or nobody",
    )
    .needs(TICKET)
    .limits(&[AGENT, TEAM]),
    degraded(ActionKind::ConversationAddLabel, "in the form before the agent, who saves it").needs(TICKET),
    degraded(ActionKind::ConversationSetAttribute, "in the form before the agent, who saves it")
        .needs(TICKET)
        .limits(&[KEY, VALUE]),
    degraded(ActionKind::PanelOpen, "only where the widget stands in a popover, as in the top bar")
        .needs(REGISTERED),
    degraded(ActionKind::PanelClose, "only where the widget stands in a popover, as in the top bar")
        .needs(REGISTERED),
    degraded(ActionKind::PanelResize, "to a given size; it does not fit itself to its content")
        .needs(REGISTERED)
        .limits(&[WIDTH, HEIGHT]),
    degraded(ActionKind::NotificationShow, "without a level for success").needs(REGISTERED).limits(&[LEVEL]),
    full(ActionKind::EventReply).needs(WAITED_FOR).limits(&[REASON]),
    degraded(ActionKind::HostCall, "what has no neutral name: get, set, invoke and the request proxy")
        .needs(REGISTERED)
        .limits(&[CALL, ARGS]),
    unsupported(ActionKind::ConversationSetCategory, "tickets have tags and fields instead")
        .instead("conversation.add_label"),
    unsupported(ActionKind::ConversationEnd, "a ticket does not end, it is solved")
        .instead("conversation.set_status"),
    unsupported(ActionKind::ConversationTransfer, "a ticket is handed over by assigning it")
        .instead("conversation.assign"),
    unsupported(ActionKind::ContactSetAttribute, "the host's API has it, reached by the request proxy")
        .instead("host.call"),
    unsupported(ActionKind::ConversationMention, "the host's API has it, reached by the request proxy")
        .instead("host.call"),
    unsupported(ActionKind::ConversationNotify, "the host queues tickets by itself").instead("host.call"),
    unsupported(ActionKind::PanelQuery, "the host cannot be asked whether a popover is open"),
    unsupported(
        ActionKind::WidgetPost,
        "instances of one app reach each other by events of their own names, which the action does not have",
    ),
    unsupported(ActionKind::AgentSetState, "no such action is documented").instead("host.call"),
];

/// Why what has no line is unsupported.
const OTHERWISE: &str = "the Zendesk Apps framework has nothing of the kind";

/// How well Zendesk can tell events of a kind, at best.
pub(crate) fn event(kind: EventKind) -> Support {
    support(EVENTS, kind, OTHERWISE)
}

/// How well Zendesk can do actions of a kind, at best.
pub(crate) fn action(kind: ActionKind) -> Support {
    support(ACTIONS, kind, OTHERWISE)
}
