//! Everything that needs more than one adapter.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test ends by panicking, and says what it saw"
)]

mod capabilities;
mod cloudevent;
mod definition;
mod encode;
mod schema;
mod secrets;
mod tidy;
mod trace;
mod wires;

use std::path::PathBuf;

use onepane::core::{Adapter, Emulator};
use onepane::{AnyAdapter, AnyEmulator, HOSTS, Settings};
use onepane_testkit::{Fixture, Subject};

/// The workspace's folder.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The adapter of a host, with API access and every need that a setting can meet.
fn adapter(host: &str) -> AnyAdapter {
    let settings = Settings::from_toml("widget_name = \"order-desk\"\n[api]\nenabled = true").unwrap();
    AnyAdapter::new(host, &settings).unwrap()
}

/// Every recorded inbound frame of a host.
fn fixtures(host: &str) -> Vec<Fixture> {
    onepane_testkit::fixtures(root().join("adapters").join(host).join("fixtures/inbound"))
}

/// Adapter and emulator of a host with default settings.
fn subject(host: &str) -> Subject {
    macro_rules! of {
        ($name:literal) => {
            Subject {
                adapter: || {
                    Box::new(AnyAdapter::new($name, &Settings::default()).unwrap()) as Box<dyn Adapter>
                },
                emulator: || {
                    Box::new(AnyEmulator::new($name, &Settings::default()).unwrap()) as Box<dyn Emulator>
                },
            }
        };
    }
    match host {
        "botmaker" => of!("botmaker"),
        "chatwoot" => of!("chatwoot"),
        "kustomer" => of!("kustomer"),
        "workspaces" => of!("workspaces"),
        "web1on1" => of!("web1on1"),
        "zendesk" => of!("zendesk"),
        _ => panic!("{host} is not on the list of subjects"),
    }
}

/// What each host must be told first, so that actions on a conversation can be judged: a fixture's name.
fn context_of(host: &str) -> Option<&'static str> {
    match host {
        "chatwoot" => Some("context_web"),
        "kustomer" => Some("context_every_field"),
        "workspaces" => Some("launch_on_interaction"),
        "zendesk" => Some("registered_ticket_sidebar"),
        _ => None,
    }
}

#[test]
fn every_host_of_the_build_is_a_subject_here() {
    for host in HOSTS {
        assert_eq!((subject(host).adapter)().host(), *host);
    }
}
