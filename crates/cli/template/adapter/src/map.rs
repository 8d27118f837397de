//! __Title__'s events as tables, in __Title__'s own words.
//!
//! Source: an example protocol, made up to begin with. Name here the vendor's page that each table follows,
//! and the day on which it was read.

use onepane_map::{Codec, Envelope, Event, IdForm, Protocol, Table, TimeForm, body, constant, row};
use onepane_model::{ActionResult, Agent, EventKind, SessionReady};

use Codec::{Any, Id, Literals, One, Text, Time};

/// What a message of the host calls itself.
pub(crate) const EVENT: &str = "console:event";
/// What an answer of the host calls itself.
pub(crate) const ANSWER: &str = "console:answer";
/// What a message of the widget calls itself.
pub(crate) const ACTION: &str = "console:action";

/// __Title__'s protocol: events in one envelope, and the answer to an action in another.
pub static PROTOCOL: Protocol = Protocol {
    host: crate::HOST,
    envelope: Some(&ENVELOPE),
    events: &[
        Event { host: "ready", kind: EventKind::SessionReady, data: &READY },
        // A line for each event of the host: its name there, the neutral kind, its table.
    ],
    answers: &[Event { host: ANSWER, kind: EventKind::ActionResult, data: &ANSWER_TABLE }],
    // Keys whose values must never get further than this crate, such as a token in a payload.
    secrets: &[],
};

/// `console:event`.
static ENVELOPE: Table = Table::new(
    &Envelope::RECORD,
    &[
        constant("type", "\"console:event\""),
        row("event", Envelope::NAME, Text).required(),
        body("payload"),
        row("at", Envelope::TIME, Time(TimeForm::Millis)),
    ],
);

static READY: Table = Table::new(
    &SessionReady::RECORD,
    &[row("screen", SessionReady::SCREEN, Text), row("agent", SessionReady::AGENT, One(&AGENT))],
);

static AGENT: Table =
    Table::new(&Agent::RECORD, &[row("id", Agent::ID, Id(IdForm::Text)), row("name", Agent::NAME, Text)]);

/// `console:answer`. An answer that does not say whether it went well did not.
static ANSWER_TABLE: Table = Table::new(
    &ActionResult::RECORD,
    &[
        constant("type", "\"console:answer\""),
        row("id", ActionResult::ACTION, Id(IdForm::Text)).required(),
        row("ok", ActionResult::RESULT, Literals(&[("true", "done"), ("false", "failed")]))
            .absent_means("failed"),
        row("data", ActionResult::DATA, Any),
        row("error", ActionResult::REASON, Text),
    ],
);
