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
mod events;
mod fields;
mod pairs;
mod subscriptions;
mod trust;

use std::sync::LazyLock;

use onepane_adapter_workspaces::{Config, Dialect, Workspaces, WorkspacesEmulator};
use onepane_core::Adapter;
use onepane_map::JsonLines;
use onepane_testkit::{Fixture, Subject};

/// The adapter with default settings, and its emulator.
pub(crate) const SUBJECT: Subject = Subject {
    adapter: || Box::new(Workspaces::new(Config::default()).unwrap()),
    emulator: || Box::new(WorkspacesEmulator::new()),
};

/// The older generation.
pub(crate) const OLDER: Subject = Subject {
    adapter: || Box::new(Workspaces::new(of(Dialect::V3)).unwrap()),
    emulator: || Box::new(WorkspacesEmulator::with_config(of(Dialect::V3)).unwrap()),
};

/// Settings of a generation.
pub(crate) fn of(dialect: Dialect) -> Config {
    let mut config = Config::default();
    config.dialect = dialect;
    config
}

/// Every frame of the host that is on file.
pub(crate) fn inbound() -> Vec<Fixture> {
    static READ: LazyLock<Vec<Fixture>> =
        LazyLock::new(|| onepane_testkit::fixtures(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/inbound")));
    READ.clone()
}

/// Every frame of a widget that is on file.
pub(crate) fn outbound() -> Vec<Fixture> {
    onepane_testkit::fixtures(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/outbound"))
}

/// Shows an adapter a frame that is on file.
#[track_caller]
pub(crate) fn see(adapter: &mut Workspaces, name: &str) {
    let fixtures = inbound();
    let fixture = fixtures.iter().find(|other| other.name == name).expect("a fixture of that name");
    adapter.decode(&fixture.frame, &mut JsonLines::of(&fixture.frame)).unwrap();
}

/// An adapter that has seen some frames.
pub(crate) fn after(config: Config, seen: &[&str]) -> Workspaces {
    let mut adapter = Workspaces::new(config).unwrap();
    seen.iter().for_each(|name| see(&mut adapter, name));
    adapter
}
