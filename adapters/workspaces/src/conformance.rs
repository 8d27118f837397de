//! What the conformance suite examines of this adapter.

use onepane_testkit::conformance::Kit;

use crate::{Config, Dialect, PROTOCOL, Workspaces, WorkspacesEmulator, definition};

/// This adapter, the emulator of its host and the recorded frames.
pub fn kit() -> Kit {
    Kit::new(&PROTOCOL, onepane_testkit::fixtures!())
        .definition(
            definition::build,
            definition::check,
            r#"{"icon":"neo-icon-email","files":["order-desk.js"]}"#,
        )
        .setup(
            "axp",
            |tables| Ok(Box::new(Workspaces::new(Config::default())?.with_protocol(tables))),
            |tables| Ok(Box::new(WorkspacesEmulator::new().with_protocol(tables))),
        )
        .setup(
            "3x",
            |tables| Ok(Box::new(Workspaces::new(older())?.with_protocol(tables))),
            |tables| Ok(Box::new(WorkspacesEmulator::with_config(older())?.with_protocol(tables))),
        )
        // The host's own frames never show it: it is shown as info.
        .sample(r#"{"type":"notification.show","data":{"text":"Saved","level":"success"}}"#)
        .documented(&[
            "agent_state",
            "agent_state_3x",
            "capabilities",
            "capabilities_3x",
            "card_focused_context",
            "card_focused_interaction",
            "context_data",
            "interaction",
            "media",
            "media_message",
            "media_message_3x",
            "media_message_email",
            "message",
            "navigation",
            "participants_added",
        ])
}

fn older() -> Config {
    Config { dialect: Dialect::V3, ..Config::default() }
}
