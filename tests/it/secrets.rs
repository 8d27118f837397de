//! Planted secrets turn up nowhere: not in events, frames, `Debug`, `Display`, errors or panics.
//!
//! The same for the command line is tested beside it.

use std::error::Error;
use std::fmt::Debug;

use onepane::core::Manifest;
use onepane::core::{Adapter as _, Emulator as _, Frame, action_from_json};
use onepane::map::JsonLines;
use onepane::{AnyAdapter, AnyEmulator, HOSTS, Settings};
use onepane_testkit::{Fixture, PLANTED, mutated, planted};
use proptest::prelude::ProptestConfig;
use proptest::test_runner::TestRunner;

/// Everything that was printed on a run.
#[derive(Default)]
struct Printed(String);

impl Printed {
    fn text(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn debug(&mut self, value: &dyn Debug) {
        self.text(&format!("{value:?}\n{value:#?}"));
    }

    /// An error with everything behind it.
    fn error(&mut self, error: &(dyn Error + 'static)) {
        self.debug(&error);
        let mut next = Some(error);
        while let Some(error) = next {
            self.text(&format!("{error}\n{error:#}"));
            next = error.source();
        }
    }

    #[track_caller]
    fn assert_clean(&self, of: &str) {
        let line = self.0.lines().find(|line| line.contains(PLANTED));
        assert_eq!(line, None, "{of}");
    }
}

fn planted_for(host: &str) -> Vec<Fixture> {
    planted(&crate::adapter(host), &crate::fixtures(host))
}

/// Decodes a frame, emulates what came of it and prints all that can be printed on the way.
fn print_all(host: &str, frame: &Frame, printed: &mut Printed) {
    let (mut adapter, mut emulator): (AnyAdapter, AnyEmulator) =
        (crate::adapter(host), AnyEmulator::new(host, &Settings::default()).unwrap());
    printed.debug(frame);
    let mut lines = JsonLines::of(frame);
    match adapter.decode(frame, &mut lines) {
        Ok(seen) => {
            printed.debug(&seen);
            seen.warnings.iter().for_each(|warning| printed.error(warning));
            seen.frames.iter().for_each(|frame| printed.text(&frame.to_json()));
        }
        Err(error) => printed.error(&error),
    }
    printed.text(lines.as_str());
    if let Ok((events, _)) = crate::adapter(host).events(frame) {
        printed.debug(&events);
    }
    for event in lines.as_str().lines() {
        // Nor does it come back in another host's frames.
        for other in HOSTS {
            let mut emulator = AnyEmulator::new(other, &Settings::default()).unwrap();
            match emulator.emulate(event) {
                Ok(emulated) => {
                    printed.debug(&emulated);
                    emulated.frames.iter().for_each(|frame| printed.text(&frame.to_json()));
                    emulated.losses.iter().for_each(|loss| printed.text(&loss.to_string()));
                }
                Err(error) => printed.error(&error),
            }
        }
    }
    match emulator.receive(frame) {
        Ok(received) => printed.debug(&received),
        Err(error) => printed.error(&error),
    }
    for (name, action) in crate::encode::SCENARIOS {
        match adapter.encode(&"s1-1".into(), &action_from_json(action).unwrap()) {
            Ok(frames) => {
                printed.debug(&frames);
                frames.iter().for_each(|frame| printed.text(&frame.to_json()));
            }
            Err(refusal) => {
                printed.text(name);
                printed.error(&refusal);
            }
        }
    }
    printed.debug(&adapter);
    printed.debug(&emulator);
}

#[test]
fn planted_secrets_turn_up_nowhere() {
    let mut hosts = Vec::new();
    for host in HOSTS {
        for fixture in planted_for(host) {
            assert!(
                fixture.frame.to_json().contains(PLANTED),
                "{host}/{}: nothing was planted",
                fixture.name
            );
            let mut printed = Printed::default();
            print_all(host, &fixture.frame, &mut printed);
            printed.assert_clean(&format!("{host}/{}", fixture.name));
            hosts.push(*host);
        }
    }
    hosts.dedup();
    // Those that are known to have secrets.
    for host in ["botmaker", "chatwoot"] {
        assert!(hosts.contains(&host), "{host}: nothing was planted");
    }
}

#[test]
fn nor_do_they_when_the_frames_are_damaged() {
    for host in HOSTS {
        let planted = planted_for(host);
        if adapter_lists_none(host) {
            continue;
        }
        let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
        let outcome = TestRunner::new(config).run(&mutated(&planted), |frame| {
            let mut printed = Printed::default();
            print_all(host, &frame, &mut printed);
            printed.assert_clean(host);
            Ok(())
        });
        outcome.unwrap();
    }
}

fn adapter_lists_none(host: &str) -> bool {
    crate::adapter(host).protocol().secrets.is_empty()
}

#[test]
fn a_panic_over_a_frame_shows_nothing_of_it() {
    for host in HOSTS {
        for fixture in planted_for(host) {
            let frame = fixture.frame;
            // As `unwrap` does with an error that holds a frame.
            let caught = std::panic::catch_unwind(|| panic!("called `unwrap()`: {frame:?}")).unwrap_err();
            let message = caught.downcast_ref::<String>().unwrap();
            assert!(message.contains("Frame {") && !message.contains(PLANTED), "{message}");
        }
    }
}

#[test]
fn a_frame_that_cannot_be_read_is_not_quoted() {
    for host in HOSTS {
        for fixture in planted_for(host) {
            let text = fixture.frame.to_json();
            for length in (0..text.len()).step_by(1 + text.len() / 200) {
                let Some(start) = text.get(..length) else { continue };
                let mut printed = Printed::default();
                printed.error(&Frame::from_json(start).unwrap_err());
                let word = format!(r#"{{"dir":"in","via":"{PLANTED}"}}"#);
                printed.error(&Frame::from_json(&word).unwrap_err());
                printed.assert_clean(&fixture.name);
            }
        }
    }
}

#[test]
fn settings_and_manifests_hide_theirs() {
    let settings = Settings::from_toml(&format!("[extra]\nkey = \"{PLANTED}\"")).unwrap();
    let manifest = serde_json::json!({
        "name": "order-desk", "title": "Order desk", "version": "1.0.0", "url": "https://w.example/",
        "settings": { "key": { "type": "secret", "default": PLANTED } },
    });
    let manifest: Manifest = serde_json::from_value(manifest).unwrap();
    let mut printed = Printed::default();
    printed.debug(&settings);
    printed.debug(&manifest);
    for broken in ["screen = ", "[extra]\nkey = 7 #", "api = { token = \""] {
        let text = format!("{broken}{PLANTED}");
        printed.error(&Settings::from_toml(&text).unwrap_err());
    }
    printed.assert_clean("settings");
}
