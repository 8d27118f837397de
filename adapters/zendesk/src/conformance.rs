//! What the conformance suite examines of this adapter.

use onepane_testkit::conformance::Kit;

use crate::{Config, PROTOCOL, Zendesk, ZendeskEmulator, definition};

/// This adapter, the emulator of its host and the recorded frames.
pub fn kit() -> Kit {
    Kit::new(&PROTOCOL, onepane_testkit::fixtures!())
        .definition(
            definition::build,
            definition::check,
            r#"{"author":{"name":"Desk team","email":"desk@example.test"}}"#,
        )
        .setup(
            "default",
            |tables| Ok(Box::new(Zendesk::new(Config::default())?.with_protocol(tables))),
            |tables| Ok(Box::new(ZendeskEmulator::new().with_protocol(tables))),
        )
        // Only what begins with `zaf.` is the framework's.
        .made_up("zaf.conformance.madeUp")
        .expecting(include_str!("../expected-failures.txt"))
}
