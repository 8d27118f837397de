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
mod fields;
mod trust;

use onepane_adapter_kustomer::{Config, Kustomer, KustomerEmulator};
use onepane_testkit::{Fixture, Subject};

/// The adapter with default settings, and its emulator.
pub(crate) const SUBJECT: Subject = Subject {
    adapter: || Box::new(Kustomer::new(Config::default()).unwrap()),
    emulator: || Box::new(KustomerEmulator::new()),
};

/// Every frame of the host that is on file.
pub(crate) fn inbound() -> Vec<Fixture> {
    onepane_testkit::fixtures(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/inbound"))
}

/// The frame of the host that is on file under this name.
pub(crate) fn fixture(name: &str) -> Fixture {
    inbound().into_iter().find(|fixture| fixture.name == name).expect("a fixture of that name")
}
