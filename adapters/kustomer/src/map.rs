//! Kustomer's callbacks as tables, in Kustomer's own words.
//!
//! The tables are about a callback's arguments by name (`callback.rs`). What a card is given as its context
//! is whatever the card's template passes: an object of records by name, one record alone, an array with
//! records somewhere in it, a text, nothing.
//!
//! Source: the vendor's widgets guide and older Cards SDK pages, read 2026-11-21; for what the records hold
//! beyond those pages, `developer.kustomer.com/api/core-resources`, read 2026-11-21.

mod record;

use onepane_map::{
    At, Codec, Event, IdForm, JsonKind, Protocol, Row, Table, flat, named, part, prefixed, row, variant,
};
use onepane_model::{Agent, ContextChanged, EventKind};

use Codec::{Any, Bool, Entry, Id, Items, One, Text};

/// The callback of `Kustomer.initialize`: `(context, config)`, once.
pub(crate) const INITIALIZE: &str = "initialize";
/// A new context: `(context)`, whenever the host likes.
pub(crate) const CONTEXT: &str = "context";
/// In a modal's page: it was made.
pub(crate) const MODAL_INITIALIZE: &str = "modal_initialize";
/// In a modal's page: it is shown.
pub(crate) const MODAL_SHOW: &str = "modal_show";
/// In a modal's page: it is hidden. What comes with it is not documented.
pub(crate) const MODAL_HIDE: &str = "modal_hide";
/// In a modal's page: it is closed. What comes with it is not documented.
pub(crate) const MODAL_CLOSE: &str = "modal_close";

/// Every name that a page can subscribe to.
pub(crate) const SUBSCRIPTIONS: &[&str] =
    &[INITIALIZE, CONTEXT, MODAL_INITIALIZE, MODAL_SHOW, MODAL_HIDE, MODAL_CLOSE];

/// Kustomer's protocol: callbacks by name, without an envelope.
pub static PROTOCOL: Protocol = Protocol {
    host: crate::HOST,
    envelope: None,
    events: &[
        Event { host: INITIALIZE, kind: EventKind::ContextChanged, data: &ARGUMENTS },
        Event { host: CONTEXT, kind: EventKind::ContextChanged, data: &ARGUMENTS },
        Event { host: MODAL_INITIALIZE, kind: EventKind::ContextChanged, data: &MODAL },
        Event { host: MODAL_SHOW, kind: EventKind::ContextChanged, data: &MODAL },
    ],
    answers: &[],
    secrets: &[],
};

const CONFIG: Row = flat("config", &CONFIGURATION).when(JsonKind::Object);

/// `{context, config}`, by the shape of the context.
static ARGUMENTS: Table = Table::new(
    &ContextChanged::RECORD,
    &[
        variant(
            "customer",
            |at| is_alone(at, "customer"),
            &Table::new(
                &ContextChanged::RECORD,
                &[row("context", ContextChanged::CONTACT, One(&record::CUSTOMER)), CONFIG],
            ),
        ),
        variant(
            "conversation",
            |at| is_alone(at, "conversation"),
            &Table::new(
                &ContextChanged::RECORD,
                &[row("context", ContextChanged::CONVERSATION, One(&record::CONVERSATION)), CONFIG],
            ),
        ),
        variant(
            "company",
            |at| is_alone(at, "company"),
            &Table::new(
                &ContextChanged::RECORD,
                &[row("context", ContextChanged::COMPANY, One(&record::COMPANY)), CONFIG],
            ),
        ),
        variant(
            "user",
            |at| is_alone(at, "user"),
            &Table::new(
                &ContextChanged::RECORD,
                &[row("context", ContextChanged::AGENT, One(&record::USER)), CONFIG],
            ),
        ),
        variant(
            "object",
            |at| is_alone(at, OBJECT),
            &Table::new(&ContextChanged::RECORD, &[row("context", ContextChanged::OBJECTS, KOBJECT), CONFIG]),
        ),
        variant(
            "array",
            |at| context_is(at, JsonKind::Array),
            &Table::new(&ContextChanged::RECORD, &[named("context", item_name, &SHOWN_IN_ARRAY), CONFIG]),
        ),
        variant(
            "",
            |at| at.get("context").is_none_or(|at| at.is_null() || at.kind() == JsonKind::Object),
            &Table::new(&ContextChanged::RECORD, &[flat("context", &SHOWN), CONFIG]),
        ),
        // A text, say: whatever the template passed stays as it is.
        variant("other", |_| true, &Table::new(&ContextChanged::RECORD, &[CONFIG])),
    ],
);

/// What the kind of a custom object begins with; the name that stands for all of them.
const OBJECT: &str = "kobject.";

const KOBJECT: Codec = Entry { table: &record::OBJECT, field: "type", prefix: OBJECT };

/// What the page is shown beside. Which of these there are is the template's choice; with a collapsed
/// timeline only the customer is left.
static SHOWN: Table = Table::new(
    &ContextChanged::RECORD,
    &[
        row("type", ContextChanged::SUBJECT, Text),
        row("customer", ContextChanged::CONTACT, One(&record::CUSTOMER)).when(JsonKind::Object).shared(),
        row("conversation", ContextChanged::CONVERSATION, One(&record::CONVERSATION))
            .when(JsonKind::Object)
            .shared(),
        row("company", ContextChanged::COMPANY, One(&record::COMPANY)).when(JsonKind::Object).shared(),
        prefixed(OBJECT, ContextChanged::OBJECTS, &record::OBJECT).shared(),
        part(ContextChanged::AGENT, &USER).shared(),
        flat("widget", &WIDGET).when(JsonKind::Object),
    ],
);

/// A bare id in the one public card that reads it; a record is read too.
static USER: Table = Table::new(
    &Agent::RECORD,
    &[
        row("user", Agent::ID, Id(IdForm::Text)).when(JsonKind::String).shared(),
        flat("user", &USER_RECORD).when(JsonKind::Object),
    ],
);

static USER_RECORD: Table = Table::new(&Agent::RECORD, &[row("id", Agent::ID, Id(IdForm::Text)).alias()]);

static WIDGET: Table =
    Table::new(&ContextChanged::RECORD, &[row("isOpen", ContextChanged::PANEL_OPEN, Bool)]);

/// An array: records alone, and perhaps an object of records by name among them. Its places say nothing.
static SHOWN_IN_ARRAY: Table = Table::new(
    &ContextChanged::RECORD,
    &[
        flat("records", &SHOWN),
        row("customer", ContextChanged::CONTACT, One(&record::CUSTOMER)).alias(),
        row("conversation", ContextChanged::CONVERSATION, One(&record::CONVERSATION)).alias(),
        row("company", ContextChanged::COMPANY, One(&record::COMPANY)).alias(),
        row("user", ContextChanged::AGENT, One(&record::USER)).alias(),
        row("object", ContextChanged::OBJECTS, KOBJECT).alias(),
    ],
);

/// What an item of such an array is, by its `type` or by what it holds.
pub(crate) fn item_name(at: At<'_>) -> Option<&'static str> {
    const ALONE: &[(&str, &str)] = &[
        ("customer", "customer"),
        ("conversation", "conversation"),
        ("company", "company"),
        ("user", "user"),
        (OBJECT, "object"),
    ];
    if let Some((_, name)) = ALONE.iter().find(|(kind, _)| is_record(at, kind)) {
        return Some(name);
    }
    let holds = |key: &str, value: At<'_>| match key {
        "customer" | "conversation" | "company" | "widget" => value.kind() == JsonKind::Object,
        "user" => matches!(value.kind(), JsonKind::Object | JsonKind::String),
        _ => key.starts_with(OBJECT) && value.kind() == JsonKind::Object,
    };
    // Of a doubled key the last one counts.
    at.unique().iter().any(|(key, value)| holds(key, *value)).then_some("records")
}

fn context_is(arguments: At<'_>, kind: JsonKind) -> bool {
    arguments.get("context").is_some_and(|context| context.kind() == kind)
}

/// Whether the context is one record alone.
fn is_alone(arguments: At<'_>, kind: &str) -> bool {
    arguments.get("context").is_some_and(|context| is_record(context, kind))
}

/// Whether a value is a record of this kind, and not an object of records which is *about* one.
pub(crate) fn is_record(at: At<'_>, kind: &str) -> bool {
    let Some(own) = at.get("type").and_then(|own| own.text()).filter(|own| !own.raw().contains('\\')) else {
        return false;
    };
    let is_kind = if kind == OBJECT { own.raw().starts_with(OBJECT) } else { own.is(kind) };
    let has_body = at.get("id").is_some() || at.get("attributes").is_some();
    is_kind && has_body && at.get(own.raw()).is_none()
}

/// The second argument of `initialize`.
static CONFIGURATION: Table = Table::new(
    &ContextChanged::RECORD,
    &[row("userRoles", ContextChanged::AGENT_ROLES, Items(&Text)).when(JsonKind::Array)],
);

/// What a modal's page is told: the `additionalData` that `modal.init` was given.
static MODAL: Table =
    Table::new(&ContextChanged::RECORD, &[flat("data", &MODAL_DATA).when(JsonKind::Object)]);

static MODAL_DATA: Table =
    Table::new(&ContextChanged::RECORD, &[row("modalAdditionalData", ContextChanged::HANDED_OVER, Any)]);
