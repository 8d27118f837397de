//! What Workspaces can tell and do.

use onepane_core::{Declared, Limit, degraded, full, support, unsupported};
use onepane_model::{ActionKind, EventKind, Support};

use crate::config::Dialect;

const INTERACTION: &[&str] = &["interaction"];
/// The host documents that it accepts only while this capability is true.
const ACCEPTABLE: &[&str] = &["interaction", "canAccept"];

const AS_AGENT: Limit = Limit::OneOf("as", &["agent"]);
const PUBLIC: Limit = Limit::OneOf("visibility", &["public"]);
const STATES: Limit = Limit::OneOf("state", &["ready", "not_ready"]);
pub(crate) const REASON: Limit = Limit::Form("reason", "a reason code with not_ready, absent with ready");
const MODES: Limit = Limit::OneOf("mode", &["blind", "consult"]);
const LEVELS: Limit = Limit::OneOf("level", &["info", "success", "warning", "error"]);
pub(crate) const ARGS: Limit = Limit::Form("args", "an array");
pub(crate) const NAME: Limit = Limit::Form("name", "a method that the widget API is known to have");

const FIELDS: &str = "the host's fields are not documented: everything stays in extra";

const EVENTS: &[Declared<EventKind>] = &[
    full(EventKind::SessionLaunched),
    degraded(EventKind::SessionReady, "worked out from the first context or interaction"),
    full(EventKind::SessionTokenRefreshed),
    full(EventKind::SessionCapabilitiesChanged),
    degraded(EventKind::SessionNavigated, "where to is told in a form that is not documented"),
    degraded(EventKind::ContextChanged, "told in parts: the interaction, customer data, participants")
        .needs(INTERACTION),
    degraded(EventKind::ConversationSelected, "the guide announces no payload; two are seen"),
    full(EventKind::ConversationUpdated),
    degraded(
        EventKind::ConversationEnded,
        "a widget on the interaction is gone by then, unless work follows",
    ),
    degraded(EventKind::MessageCreated, "incoming messages of text channels only").needs(INTERACTION),
    degraded(EventKind::MessageTyping, FIELDS),
    full(EventKind::ParticipantAdded).needs(INTERACTION),
    degraded(EventKind::AttachmentUploaded, FIELDS).needs(INTERACTION),
    degraded(EventKind::ChannelStatusChanged, FIELDS),
    full(EventKind::AgentStateChanged),
    degraded(EventKind::TeamMemberChanged, FIELDS),
    degraded(EventKind::ResourceAcquired, FIELDS),
    degraded(EventKind::ResourceReleased, FIELDS),
    degraded(EventKind::ServicesRequested, FIELDS),
    full(EventKind::WidgetMessage),
    full(EventKind::ActionResult),
    full(EventKind::HostEvent),
];

/// The calls whose arguments differ between the generations, or are known for one only.
const AXP: &[Declared<ActionKind>] = &[
    degraded(
        ActionKind::ComposeSetText,
        "made for a suggested phrase; what becomes of a text that is already there is not documented",
    )
    .needs(INTERACTION)
    .limits(&[AS_AGENT]),
    full(ActionKind::ConversationAccept).needs(ACCEPTABLE),
    degraded(ActionKind::ConversationHold, "the call is known from 3.x").needs(INTERACTION),
    degraded(ActionKind::ConversationResume, "the call is known from 3.x").needs(INTERACTION),
    full(ActionKind::ConversationEnd).needs(INTERACTION),
    full(ActionKind::WidgetPost),
    full(ActionKind::AgentSetState).limits(&[STATES, REASON]),
];

const V3: &[Declared<ActionKind>] = &[
    unsupported(
        ActionKind::ComposeSetText,
        "the arguments of insertMessageIntoResponseArea are not documented",
    )
    .instead("host.call"),
    degraded(ActionKind::ConversationAccept, "the call's argument is known for AXP; none is given")
        .needs(ACCEPTABLE),
    full(ActionKind::ConversationHold).needs(INTERACTION),
    full(ActionKind::ConversationResume).needs(INTERACTION),
    degraded(ActionKind::ConversationEnd, "the call's argument is known for AXP; none is given")
        .needs(INTERACTION),
    degraded(ActionKind::WidgetPost, "without an addressee it reaches the widgets of the same interaction"),
    degraded(ActionKind::AgentSetState, "the calls' arguments are known for AXP").limits(&[STATES, REASON]),
];

const BOTH: &[Declared<ActionKind>] = &[
    degraded(
        ActionKind::MessageSend,
        "not on e-mail, which needs more than a text, and not on voice and video",
    )
    .needs(INTERACTION)
    .limits(&[AS_AGENT, PUBLIC]),
    degraded(
        ActionKind::ContextRefresh,
        "gives the interaction; customer data comes only when the host pushes it",
    )
    .needs(INTERACTION),
    degraded(
        ActionKind::ConversationTransfer,
        "a consultation is completed by host.call with completeTransfer",
    )
    .needs(INTERACTION)
    .limits(&[MODES]),
    degraded(ActionKind::NotificationShow, "there is no level for success: it is shown as info")
        .limits(&[LEVELS]),
    degraded(ActionKind::HostCall, "what many methods take and give is not documented").limits(&[NAME, ARGS]),
    unsupported(ActionKind::MessageShowLocal, "nothing shows a line to the agent alone")
        .instead("notification.show"),
    unsupported(ActionKind::ConversationAssign, "an interaction is handed over by transfer")
        .instead("conversation.transfer"),
    unsupported(ActionKind::ConversationSetStatus, "an interaction is held, resumed or ended")
        .instead("conversation.end"),
    unsupported(
        ActionKind::ConversationSetCategory,
        "interactions have disposition codes: setDispositionCode",
    )
    .instead("host.call"),
    unsupported(
        ActionKind::EventReply,
        "the host waits for no answer; services are told by setTransferToServicesList",
    )
    .instead("host.call"),
];

/// Why what has no line is unsupported.
const OTHERWISE: &str = "the widget API has nothing of the kind";

/// How well Workspaces can tell events of a kind, at best.
pub(crate) fn event(kind: EventKind) -> Support {
    support(EVENTS, kind, OTHERWISE)
}

/// How well Workspaces can do actions of a kind, at best.
pub(crate) fn action(dialect: Dialect, kind: ActionKind) -> Support {
    let own = match dialect {
        Dialect::Axp => AXP,
        Dialect::V3 => V3,
    };
    let lines = if own.iter().any(|line| line.kind == kind) { own } else { BOTH };
    support(lines, kind, OTHERWISE)
}
