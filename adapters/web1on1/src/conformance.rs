//! What the conformance suite examines of this adapter.

use onepane_testkit::conformance::Kit;

use crate::{Config, PROTOCOL, Web1on1, Web1on1Emulator, definition};

/// This adapter, the emulator of its host and the recorded frames.
pub fn kit() -> Kit {
    Kit::new(&PROTOCOL, onepane_testkit::fixtures!())
        .definition(definition::build, definition::check, "{}")
        .setup(
            "default",
            |_| Ok(Box::new(Web1on1::new(Config::default())?)),
            |_| Ok(Box::new(Web1on1Emulator::new())),
        )
        .setup(
            "embedded",
            |_| {
                let config = Config { embedded: true, ..Config::default() };
                Ok(Box::new(Web1on1::new(config)?))
            },
            |_| Ok(Box::new(Web1on1Emulator::new())),
        )
        .setup(
            "without taking forms down",
            |_| Ok(Box::new(Web1on1::new(forms_stay())?)),
            |_| Ok(Box::new(Web1on1Emulator::with_config(forms_stay())?)),
        )
        // What the host would take for a command.
        .sample(r#"{"type":"message.send","data":{"text":">cs /assign","as":"contact"}}"#)
        .sample(r#"{"type":"compose.set_text","data":{"text":">cs /assign","as":"contact"}}"#)
}

fn forms_stay() -> Config {
    Config { form_off: false, ..Config::default() }
}
