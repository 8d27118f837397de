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
mod emulator;
mod fields;
mod lossless;
mod trust;

use onepane_adapter_chatwoot::{Chatwoot, ChatwootEmulator, Config};
use onepane_testkit::{Fixture, Subject};

/// The adapter with default settings, and its emulator.
pub(crate) const SUBJECT: Subject = Subject {
    adapter: || Box::new(Chatwoot::new(Config::default()).unwrap()),
    emulator: || Box::new(ChatwootEmulator::new()),
};

/// Every frame of the host that is on file.
pub(crate) fn inbound() -> Vec<Fixture> {
    onepane_testkit::fixtures(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/inbound"))
}
