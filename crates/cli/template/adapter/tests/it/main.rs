//! The tests of this adapter: each module is about the room of the same name.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test ends by panicking")]

mod commands;
mod conformance;
mod definition;
mod fields;

use __ident__::{__Host__, __Host__Emulator, Config};
use onepane_testkit::{Fixture, Subject};

/// The adapter with default settings, and its emulator.
pub(crate) const SUBJECT: Subject = Subject {
    adapter: || Box::new(__Host__::new(Config::default()).unwrap()),
    emulator: || Box::new(__Host__Emulator::new()),
};

/// Every frame of the host that is on file.
pub(crate) fn inbound() -> Vec<Fixture> {
    onepane_testkit::fixtures(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/inbound"))
}
