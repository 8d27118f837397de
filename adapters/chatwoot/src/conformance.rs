//! What the conformance suite examines of this adapter.

use onepane_testkit::conformance::Kit;

use crate::{Chatwoot, ChatwootEmulator, Config, PROTOCOL, definition};

/// This adapter, the emulator of its host and the recorded frames.
pub fn kit() -> Kit {
    Kit::new(&PROTOCOL, onepane_testkit::fixtures!())
        .definition(definition::build, definition::check, "{}")
        .setup(
            "default",
            |tables| Ok(Box::new(Chatwoot::new(Config::default())?.with_protocol(tables))),
            |tables| Ok(Box::new(ChatwootEmulator::new().with_protocol(tables))),
        )
        .setup(
            "with the API",
            |tables| {
                let config = Config { api: true, ..Config::default() };
                Ok(Box::new(Chatwoot::new(config)?.with_protocol(tables)))
            },
            |tables| Ok(Box::new(ChatwootEmulator::new().with_protocol(tables))),
        )
        .documented(&[
            "context_web",
            "context_newer_web",
            "context_mobile",
            "conversation_rest",
            "conversation_merged",
            "conversation_websocket",
            "message_pending",
            "contact_with_open_panel",
        ])
}
