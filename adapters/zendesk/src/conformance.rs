//! What the conformance suite examines of this adapter.

use onepane_testkit::conformance::Kit;

use crate::{Config, PROTOCOL, Zendesk, ZendeskEmulator};

/// This adapter, the emulator of its host and the recorded frames.
pub fn kit() -> Kit {
    Kit::new(&PROTOCOL, onepane_testkit::fixtures!())
        .setup(
            "default",
            |tables| Ok(Box::new(Zendesk::new(Config::default())?.with_protocol(tables))),
            |tables| Ok(Box::new(ZendeskEmulator::new().with_protocol(tables))),
        )
        // Only what begins with `zaf.` is the framework's.
        .made_up("zaf.conformance.madeUp")
        .expecting(include_str!("../expected-failures.txt"))
}
