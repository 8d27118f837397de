//! What the conformance suite examines of this adapter.

use onepane_testkit::conformance::Kit;

use crate::{Config, Kustomer, KustomerEmulator, PROTOCOL};

/// This adapter, the emulator of its host and the recorded frames.
pub fn kit() -> Kit {
    Kit::new(&PROTOCOL, onepane_testkit::fixtures!()).setup(
        "default",
        |tables| Ok(Box::new(Kustomer::new(Config::default())?.with_protocol(tables))),
        |tables| Ok(Box::new(KustomerEmulator::new().with_protocol(tables))),
    )
}
