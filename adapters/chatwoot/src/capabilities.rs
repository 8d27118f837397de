//! What Chatwoot can tell and do.

use onepane_core::{Declared, Limit, degraded, full, support, unsupported};
use onepane_model::{ActionKind, EventKind, Support, Unit};

const API: &[&str] = &["api", "conversation", "account"];
const CONTACT_API: &[&str] = &["api", "contact", "account"];

pub(crate) const STATUSES: &[&str] = &["open", "pending", "snoozed", "resolved"];
pub(crate) const PRIORITIES: &[&str] = &["urgent", "high", "medium", "low"];

pub(crate) const TEXT: Limit = Limit::Length { field: "text", min: 1, max: None, unit: Unit::Utf16 };
const AS_AGENT: Limit = Limit::OneOf("as", &["agent"]);
const VISIBILITY: Limit = Limit::OneOf("visibility", &["public", "internal"]);
const STATUS: Limit = Limit::OneOf("status", STATUSES);
pub(crate) const UNTIL: Limit =
    Limit::Form("until", "given with the status snoozed only; fractions of a second are cut");
const PRIORITY: Limit = Limit::OneOf("priority", PRIORITIES);
const LABEL: Limit = Limit::Length { field: "label", min: 1, max: None, unit: Unit::Utf16 };
const KEY: Limit = Limit::Length { field: "key", min: 1, max: None, unit: Unit::Utf16 };
pub(crate) const PLAIN: Limit = Limit::Form("value", "a string, a number, true, false, null or a list");
pub(crate) const AGENT: Limit = Limit::Form("agent", "a number or null");
pub(crate) const BOT: Limit = Limit::Form("bot", "a number");
pub(crate) const TEAM: Limit = Limit::Form("team", "a number or null");

pub(crate) const FREE: Limit =
    Limit::Form("property", "false: a conversation's properties have actions of their own");
pub(crate) const NAME: Limit = Limit::Form("name", "a call that is known, by its path");
pub(crate) const ARGS: Limit =
    Limit::Form("args", "an object with method, id and body at most, each where the call takes it");

const SNAPSHOT: &str = "worked out by comparing contexts, since the host tells no changes";

const EVENTS: &[Declared<EventKind>] = &[
    full(EventKind::SessionLaunched),
    degraded(EventKind::SessionReady, "worked out from the first context"),
    degraded(EventKind::SessionAppearanceChanged, SNAPSHOT),
    degraded(EventKind::ContextChanged, "told on loading and when asked for; changes are not pushed"),
    degraded(
        EventKind::ConversationSelected,
        "worked out from the first context: the host makes a new frame for each conversation",
    ),
    degraded(EventKind::ConversationUpdated, SNAPSHOT),
    degraded(EventKind::ConversationEnded, SNAPSHOT),
    degraded(EventKind::MessageCreated, SNAPSHOT),
    full(EventKind::ActionResult),
    full(EventKind::HostEvent),
];

const ACTIONS: &[Declared<ActionKind>] = &[
    full(ActionKind::ContextRefresh),
    full(ActionKind::MessageSend).needs(API).limits(&[TEXT, AS_AGENT, VISIBILITY]),
    full(ActionKind::ConversationSetStatus).needs(API).limits(&[STATUS, UNTIL]),
    full(ActionKind::ConversationAssign).needs(API).limits(&[AGENT, BOT, TEAM]),
    full(ActionKind::ConversationSetPriority).needs(API).limits(&[PRIORITY]),
    full(ActionKind::ConversationAddLabel).needs(API).limits(&[LABEL]),
    degraded(ActionKind::ConversationSetAttribute, "free fields only, not properties")
        .needs(API)
        .limits(&[KEY, PLAIN, FREE]),
    full(ActionKind::ContactSetAttribute).needs(CONTACT_API).limits(&[KEY, PLAIN]),
    degraded(ActionKind::HostCall, "the REST calls without a neutral name, by their paths")
        .needs(&["api", "account"])
        .limits(&[NAME, ARGS]),
    unsupported(
        ActionKind::ComposeSetText,
        "the composer is out of reach, and hidden while the widget shows",
    )
    .instead("message.send"),
    unsupported(ActionKind::ConversationEnd, "a conversation does not end, it is resolved")
        .instead("conversation.set_status"),
    unsupported(ActionKind::ConversationTransfer, "a conversation is handed over by assigning it")
        .instead("conversation.assign"),
    unsupported(ActionKind::ConversationSetCategory, "conversations have labels instead")
        .instead("conversation.add_label"),
    unsupported(
        ActionKind::ConversationMention,
        "no such call is documented; an internal message reaches agents",
    )
    .instead("message.send"),
    unsupported(ActionKind::PanelResize, "the tab has the size that the host gives it"),
    unsupported(ActionKind::NotificationShow, "the host shows no notifications of a widget"),
    unsupported(ActionKind::EventReply, "the host waits for no answer"),
];

/// Why what has no line is unsupported.
const OTHERWISE: &str = "Chatwoot has nothing of the kind";

/// How well Chatwoot can tell events of a kind, at best.
pub(crate) fn event(kind: EventKind) -> Support {
    support(EVENTS, kind, OTHERWISE)
}

/// How well Chatwoot can do actions of a kind, at best.
pub(crate) fn action(kind: ActionKind) -> Support {
    support(ACTIONS, kind, OTHERWISE)
}
