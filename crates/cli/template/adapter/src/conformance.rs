//! What the conformance suite examines of this adapter.

use onepane_testkit::conformance::Kit;

use crate::{__Host__, __Host__Emulator, Config, PROTOCOL};

/// This adapter, the emulator of its host and the recorded frames.
pub fn kit() -> Kit {
    Kit::new(&PROTOCOL, onepane_testkit::fixtures!()).setup(
        "default",
        |tables| Ok(Box::new(__Host__::new(Config::default())?.with_protocol(tables))),
        |tables| Ok(Box::new(__Host__Emulator::new().with_protocol(tables))),
    )
    // A `.setup(…)` more where an action needs other settings; `.unrecorded("event", "why")` for one without a fixture.
}
