//! What __Title__ can tell and do.

use onepane_core::{Declared, Limit, declare, full};
use onepane_model::{ActionKind, Capabilities, EventKind, Unit};

const TEXT: Limit = Limit::Length { field: "text", min: 1, max: Some(2000), unit: Unit::Utf16 };
const AS_AGENT: Limit = Limit::OneOf("as", &["agent"]);

/// Below `full`, a reason: `degraded(kind, "why")`.
const EVENTS: &[Declared<EventKind>] = &[
    full(EventKind::SessionLaunched),
    full(EventKind::SessionReady),
    full(EventKind::ActionResult),
    full(EventKind::HostEvent),
];

/// What has no line is unsupported. `unsupported(kind, "why").instead("another.kind")` says more than that.
const ACTIONS: &[Declared<ActionKind>] = &[full(ActionKind::ComposeSetText).limits(&[TEXT, AS_AGENT])];

/// What __Title__ can tell and do at best.
pub(crate) fn capabilities() -> Capabilities {
    declare(crate::HOST, EVENTS, ACTIONS, "__Title__'s widget protocol has nothing of the kind")
}
