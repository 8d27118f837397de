//! The tests of this adapter: each module is about the room of the same name.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test ends by panicking, and says what it saw"
)]

mod commands;
mod conformance;
mod definition;
mod events;
mod fields;
mod grammar;
mod trust;

use onepane_adapter_web1on1::{Config, Web1on1, Web1on1Emulator};
use onepane_core::{Adapter, Emulator, Frame, Received, Refusal};
use onepane_model::Action;
use onepane_testkit::{Fixture, Subject};

/// The adapter with default settings, and its emulator.
pub(crate) const SUBJECT: Subject = Subject {
    adapter: || Box::new(Web1on1::new(Config::default()).unwrap()),
    emulator: || Box::new(Web1on1Emulator::new()),
};

/// Every frame of the host that is on file.
pub(crate) fn inbound() -> Vec<Fixture> {
    onepane_testkit::fixtures(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/inbound"))
}

/// Every call that is on file.
pub(crate) fn outbound() -> Vec<Fixture> {
    onepane_testkit::fixtures(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/outbound"))
}

/// The one call that an action becomes.
pub(crate) fn call(action: &Action) -> Result<Frame, Refusal> {
    let mut frames = Web1on1::new(Config::default()).unwrap().encode(&"s1-1".into(), action)?;
    assert_eq!(frames.len(), 1, "every action is one call");
    Ok(frames.remove(0))
}

/// What the host makes of a call.
pub(crate) fn received(frame: &Frame) -> Received {
    Web1on1Emulator::new().receive(frame).unwrap()
}

/// The same action without an id.
pub(crate) fn bare(action: &Action) -> Action {
    Action::from_parts(action.kind_name(), action.data().clone())
}

/// The action that a call asks for, without an id.
#[track_caller]
pub(crate) fn asked(frame: &Frame) -> Action {
    match received(frame) {
        Received::Action(action) => bare(&action),
        other => panic!("expected an action, found {other:?}"),
    }
}
