//! What is about the console and the widgets in it rather than about a conversation.
//!
//! Source: the vendor's AXP guide and samples and the 3.x sample library, read 2026-11-21.

use onepane_map::{At, Codec, JsonKind, Table, flat, row, variant, whole};
use onepane_model::{SessionCapabilitiesChanged, SessionNavigated, WidgetMessage};

use Codec::{Any, Bool, Map};

/// `onCapabilitiesEvent`, in its nestings: AXP was seen without a wrapper; 3.x wraps, and nests the
/// interaction's; whether AXP nests those too is not known.
pub(super) static CAPABILITIES: Table = Table::new(
    &SessionCapabilitiesChanged::RECORD,
    &[
        variant("wrapped", is_wrapped_nested, &WRAPPED),
        variant("wrapped_agent", is_wrapped, &WRAPPED_AGENT),
        variant("nested", is_nested, &NESTED),
        variant("", is_object, &UNWRAPPED),
    ],
);

pub(super) static CAPABILITIES_V3: Table = Table::new(
    &SessionCapabilitiesChanged::RECORD,
    &[
        variant("", is_wrapped_nested, &WRAPPED),
        variant("wrapped_agent", is_wrapped, &WRAPPED_AGENT),
        variant("nested", is_nested, &NESTED),
        variant("unwrapped", is_object, &UNWRAPPED),
    ],
);

fn is_wrapped_nested(at: At<'_>) -> bool {
    at.get("capabilities").is_some_and(is_nested)
}

fn is_wrapped(at: At<'_>) -> bool {
    at.get("capabilities").is_some_and(is_object)
}

fn is_nested(at: At<'_>) -> bool {
    at.get("interaction").is_some_and(is_object)
}

fn is_object(at: At<'_>) -> bool {
    at.kind() == JsonKind::Object
}

static WRAPPED: Table = Table::new(&SessionCapabilitiesChanged::RECORD, &[flat("capabilities", &NESTED)]);

static WRAPPED_AGENT: Table = Table::new(
    &SessionCapabilitiesChanged::RECORD,
    &[row("capabilities", SessionCapabilitiesChanged::AGENT, Map(&Bool))],
);

/// What stands beside `interaction` is not documented and stays in `extra`.
static NESTED: Table = Table::new(
    &SessionCapabilitiesChanged::RECORD,
    &[row("interaction", SessionCapabilitiesChanged::CONVERSATION, Map(&Bool))],
);

static UNWRAPPED: Table =
    Table::new(&SessionCapabilitiesChanged::RECORD, &[whole(SessionCapabilitiesChanged::AGENT, Map(&Bool))]);

/// Where the agent went is told in a form that is not documented.
pub(super) static NAVIGATED: Table =
    Table::new(&SessionNavigated::RECORD, &[whole(SessionNavigated::TO, Any)]);

/// Exactly what the other widget passed: a text, an object, anything.
pub(super) static MESSAGE: Table = Table::new(&WidgetMessage::RECORD, &[whole(WidgetMessage::PAYLOAD, Any)]);
