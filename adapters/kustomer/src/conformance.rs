//! What the conformance suite examines of this adapter.

use onepane_testkit::conformance::Kit;

use crate::{Config, Kustomer, KustomerEmulator, PROTOCOL, definition};

/// This adapter, the emulator of its host and the recorded frames.
pub fn kit() -> Kit {
    Kit::new(&PROTOCOL, onepane_testkit::fixtures!())
        .definition(definition::build, definition::check, "{}")
        .setup(
            "default",
            |tables| Ok(Box::new(Kustomer::new(Config::default())?.with_protocol(tables))),
            |tables| Ok(Box::new(KustomerEmulator::new().with_protocol(tables))),
        )
        .documented(&[
            "initialize_customer",
            "initialize_conversation",
            "context_kobject",
            "context_widget",
            "context_company",
            "context_array",
            "context_lone_conversation",
            "context_records_without_attributes",
            "context_every_field",
            "modal_initialize",
        ])
}
