//! What Kustomer can tell and do.

use onepane_core::{Declared, Limit, degraded, full, support, unsupported};
use onepane_model::{ActionKind, EventKind, Support, Unit};

const CONVERSATION: &[&str] = &["conversation"];
const DRAFT: &[&str] = &["conversation", "contact", "channel"];

const STATUSES: &[&str] = &["open", "snoozed", "resolved"];
const LEVELS: &[&str] = &["info", "success", "error"];

/// "Characters" is not defined by the reference: UTF-16 units are the stricter reading.
const TEXT: Limit = Limit::Length { field: "text", min: 1, max: Some(10_240), unit: Unit::Utf16 };
const SHOWN: Limit = Limit::Length { field: "text", min: 1, max: None, unit: Unit::Utf16 };
const LABEL: Limit = Limit::Length { field: "label", min: 1, max: None, unit: Unit::Utf16 };
const KEY: Limit = Limit::Length { field: "key", min: 1, max: None, unit: Unit::Utf16 };
const AS_AGENT: Limit = Limit::OneOf("as", &["agent"]);
pub(crate) const INTERNAL: Limit = Limit::OneOf("visibility", &["internal"]);
const STATUS: Limit = Limit::OneOf("status", STATUSES);
const LEVEL: Limit = Limit::OneOf("level", LEVELS);
pub(crate) const UNTIL: Limit = Limit::Form("until", "given with the status snoozed, and only with it");
pub(crate) const VALUE: Limit = Limit::Form("value", "of the type that the end of the key names, or null");
pub(crate) const AGENT: Limit = Limit::Form("agent", "an id or null");
pub(crate) const TEAM: Limit = Limit::Form("team", "an id or null");
pub(crate) const MENTIONED: Limit = Limit::Form("agent", "the id of a user");
pub(crate) const WIDTH: Limit = Limit::Form("width", "a number of pixels or a CSS length as text");
pub(crate) const HEIGHT: Limit = Limit::Form("height", "a number of pixels or a CSS length as text");
pub(crate) const FREE: Limit =
    Limit::Form("property", "false: a conversation's properties have actions of their own");
pub(crate) const NO_BOT: Limit = Limit::Form("bot", "absent: the host has no bots to assign to");
pub(crate) const NAME: Limit = Limit::Form("name", "a method that the Cards SDK is known to have");
pub(crate) const ARGS: Limit = Limit::Form("args", "the list of the method's arguments");

const SNAPSHOT: &str = "worked out by comparing contexts, since the host tells no changes";

const EVENTS: &[Declared<EventKind>] = &[
    full(EventKind::SessionLaunched),
    degraded(EventKind::SessionReady, "worked out from the first context"),
    full(EventKind::ContextChanged),
    degraded(EventKind::ConversationSelected, SNAPSHOT),
    degraded(EventKind::ConversationUpdated, SNAPSHOT),
    degraded(EventKind::ConversationEnded, SNAPSHOT),
    full(EventKind::ActionResult),
    full(EventKind::HostEvent),
];

const ACTIONS: &[Declared<ActionKind>] = &[
    full(ActionKind::PanelOpen),
    full(ActionKind::PanelClose),
    full(ActionKind::PanelResize).limits(&[WIDTH, HEIGHT]),
    degraded(ActionKind::NotificationShow, "as a status line or a toast, which public cards alone show")
        .limits(&[SHOWN, LEVEL]),
    degraded(
        ActionKind::ComposeSetText,
        "as a draft for the conversation's only channel; whether an open composer shows it at once is not known",
    )
    .needs(DRAFT)
    .limits(&[TEXT, AS_AGENT]),
    degraded(ActionKind::MessageSend, "notes only: no call is documented that sends to the customer")
        .needs(CONVERSATION)
        .limits(&[TEXT, AS_AGENT, INTERNAL])
        .instead("compose.set_text"),
    degraded(ActionKind::ConversationMention, "agents only, in a note")
        .needs(CONVERSATION)
        .limits(&[TEXT, MENTIONED]),
    full(ActionKind::ConversationSetStatus).needs(CONVERSATION).limits(&[STATUS, UNTIL]),
    degraded(ActionKind::ConversationAssign, "to an agent or a team; there are no bots to assign to")
        .needs(CONVERSATION)
        .limits(&[AGENT, NO_BOT, TEAM]),
    full(ActionKind::ConversationAddLabel).needs(CONVERSATION).limits(&[LABEL]),
    degraded(ActionKind::ConversationSetAttribute, "free fields only, not properties")
        .needs(CONVERSATION)
        .limits(&[KEY, VALUE, FREE]),
    full(ActionKind::ContactSetAttribute).needs(&["contact"]).limits(&[KEY, VALUE]),
    degraded(ActionKind::HostCall, "the methods of the Cards SDK without a neutral name").limits(&[NAME, ARGS]),
    unsupported(
        ActionKind::ConversationSetPriority,
        "priorities are numbers here, and which word is which number is not documented",
    )
    .instead("host.call"),
    unsupported(ActionKind::ConversationSetCategory, "conversations have tags instead")
        .instead("conversation.add_label"),
    unsupported(ActionKind::ConversationEnd, "a conversation does not end, it is done")
        .instead("conversation.set_status"),
    unsupported(ActionKind::ConversationTransfer, "a conversation is handed over by assigning it")
        .instead("conversation.assign"),
    unsupported(ActionKind::ContextRefresh, "nothing can be asked for: the host tells a new context unasked"),
    unsupported(ActionKind::PanelQuery, "nothing can be asked for: a widget's context tells it"),
    unsupported(ActionKind::WidgetPost, "a widget reaches only the modals it makes itself").instead("host.call"),
    unsupported(ActionKind::AgentSetState, "no such call is documented").instead("host.call"),
    unsupported(ActionKind::ConversationNotify, "no such call is documented").instead("host.call"),
    unsupported(ActionKind::EventReply, "the host waits for no answer"),
];

/// Why what has no line is unsupported.
const OTHERWISE: &str = "the Cards SDK has nothing of the kind";

/// How well Kustomer can tell events of a kind, at best.
pub(crate) fn event(kind: EventKind) -> Support {
    support(EVENTS, kind, OTHERWISE)
}

/// How well Kustomer can do actions of a kind, at best.
pub(crate) fn action(kind: ActionKind) -> Support {
    support(ACTIONS, kind, OTHERWISE)
}
