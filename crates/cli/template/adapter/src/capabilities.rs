//! What __Title__ can tell and do.

use onepane_core::{Declared, Limit, full, support};
use onepane_model::{ActionKind, EventKind, Support, Unit};

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

/// Why what has no line is unsupported.
const OTHERWISE: &str = "__Title__'s widget protocol has nothing of the kind";

/// How well __Title__ can tell events of a kind, at best.
pub(crate) fn event(kind: EventKind) -> Support {
    support(EVENTS, kind, OTHERWISE)
}

/// How well __Title__ can do actions of a kind, at best.
pub(crate) fn action(kind: ActionKind) -> Support {
    support(ACTIONS, kind, OTHERWISE)
}
