//! What web1on1 can tell and do.

use onepane_core::{Declared, Limit, degraded, full, support, unsupported};
use onepane_model::{ActionKind, EventKind, Support, Unit};

use crate::config::Config;

pub(crate) const AS_CONTACT: Limit = Limit::OneOf("as", &["contact"]);
const PUBLIC: Limit = Limit::OneOf("visibility", &["public"]);
pub(crate) const NOT_EMPTY: Limit = Limit::Length { field: "text", min: 1, max: None, unit: Unit::Utf16 };
pub(crate) const CHAT: Limit = Limit::Form(
    "text",
    "a chat text: no line of it may begin with `>cs`, which the host takes for a command",
);
pub(crate) const NOTE: Limit = Limit::Form("text", "one line that is not blank");
pub(crate) const KEY: Limit =
    Limit::Form("key", "one word without white space, control characters or a leading `@`");
pub(crate) const FIELD: Limit = Limit::Form("value", "one line that is not blank");
pub(crate) const PROFILE: Limit = Limit::Form(
    "value",
    "two ids of 24 hexadecimal digits joined by `#`: an organization and its department",
);
pub(crate) const ATTRIBUTE: Limit =
    Limit::Form("value", "one line of text that is not blank, or null to clear the key");
pub(crate) const CATEGORY: Limit =
    Limit::Form("category", "one line that is not blank, or an empty text to clear it");
pub(crate) const FORM: Limit = Limit::Form("form", ID);
pub(crate) const AGENT: Limit = Limit::Form("agent", ID);
pub(crate) const BOT: Limit = Limit::Form("bot", ID);
pub(crate) const INBOX: Limit = Limit::Form("inbox", ID);
const ID: &str = "an id of 24 hexadecimal digits";
/// Where taking forms down is switched off.
pub(crate) const ACTIVE: Limit = Limit::OneOf("active", &["true"]);
pub(crate) const NAME: Limit =
    Limit::Form("name", "`/` and a command's name, other than `/set`, `/assign` and `/notify`");
pub(crate) const ARGS: Limit = Limit::Form("args", "absent, or one line of text that is not blank");

const VISITOR: &str = "only as the contact: the host speaks as the visitor of its page";
const BY_NAME: &str = "known by its name only; whether a page can send it is not documented";

const EVENTS: &[Declared<EventKind>] = &[
    full(EventKind::SessionLaunched),
    degraded(EventKind::SessionReady, "worked out when the session opens: the host says nothing by itself"),
    degraded(
        EventKind::ActionResult,
        "whether the chat is open is answered; all else is `sent`, never `done`",
    ),
];

const ACTIONS: &[Declared<ActionKind>] = &[
    degraded(ActionKind::ComposeSetText, VISITOR).limits(&[AS_CONTACT, CHAT]),
    degraded(ActionKind::MessageSend, VISITOR).limits(&[AS_CONTACT, PUBLIC, NOT_EMPTY, CHAT]),
    full(ActionKind::MessageShowLocal),
    full(ActionKind::ConversationSetCategory).limits(&[CATEGORY]),
    full(ActionKind::ConversationSetAttribute).limits(&[KEY, ATTRIBUTE]),
    degraded(
        ActionKind::ConversationAssign,
        "to a user or a bot: not to a team, and nobody can be taken off",
    )
    .limits(&[AGENT, BOT]),
    full(ActionKind::ConversationMention).limits(&[AGENT, BOT, NOTE]),
    full(ActionKind::ConversationNotify).limits(&[INBOX]),
    degraded(ActionKind::ContactSetAttribute, "only a place of an organization, such as a location")
        .limits(&[KEY, PROFILE])
        .instead("form.set_field"),
    FORM_ACTIVATE.limits(&[FORM]),
    full(ActionKind::FormSetField).limits(&[KEY, FIELD]),
    full(ActionKind::PanelOpen),
    full(ActionKind::PanelClose),
    full(ActionKind::PanelQuery),
    degraded(ActionKind::HostCall, BY_NAME).limits(&[NAME, ARGS]),
    unsupported(ActionKind::ContextRefresh, "nothing can be asked for: the host tells a page nothing"),
    unsupported(ActionKind::NotificationShow, "the host shows no notifications")
        .instead("message.show_local"),
    unsupported(ActionKind::ConversationAccept, BY_NAME).instead("host.call"),
    unsupported(
        ActionKind::ConversationEnd,
        "a conversation is left, not ended, and that is known by its name only",
    )
    .instead("host.call"),
    unsupported(ActionKind::ConversationTransfer, "a conversation is handed over by assigning it")
        .instead("conversation.assign"),
    unsupported(
        ActionKind::ConversationAddLabel,
        "labels are messages of a type of their own, and how a page sends one is not documented",
    ),
];

/// Where the chat is embedded in the page.
const EMBEDDED: &[Declared<ActionKind>] =
    &[degraded(ActionKind::PanelOpen, STAYS), degraded(ActionKind::PanelClose, STAYS)];
const STAYS: &str = "does nothing, as the chat is embedded in the page";

/// Where forms cannot be taken down.
const FORM_ON: &[Declared<ActionKind>] = &[FORM_ACTIVATE.limits(&[FORM, ACTIVE])];
const FORM_ACTIVATE: Declared<ActionKind> = degraded(
    ActionKind::FormActivate,
    "taking a form down is documented for the vendor's messaging API only",
);

/// Why what has no line is unsupported.
const OTHERWISE: &str = "web1on1's widget API has nothing of the kind";

/// How well web1on1 can tell events of a kind, at best.
pub(crate) fn event(kind: EventKind) -> Support {
    support(EVENTS, kind, OTHERWISE)
}

/// How well web1on1 can do actions of a kind, at best, with these settings.
pub(crate) fn action(config: &Config, kind: ActionKind) -> Support {
    let lines = match kind {
        ActionKind::PanelOpen | ActionKind::PanelClose if config.embedded => EMBEDDED,
        ActionKind::FormActivate if !config.form_off => FORM_ON,
        _ => ACTIONS,
    };
    support(lines, kind, OTHERWISE)
}
