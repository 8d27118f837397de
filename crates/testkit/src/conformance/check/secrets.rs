//! That what is secret stays secret.

use onepane_map::JsonLines;

use crate::conformance::fault::{Attempt, Fault, ensure};
use crate::conformance::property::{Exam, Trials};
use crate::secret::{PLANTED, planted};

/// A secret gets into no event, no error, no warning, nothing that can be printed, and not back out either.
pub(crate) fn hidden(exam: &Exam<'_>, trials: &mut Trials) {
    for (place, setup) in exam.kit.setups.iter().enumerate() {
        let Some(adapter) = trials.need(setup.name, || exam.kit.adapter(place)) else { continue };
        if adapter.protocol().secrets.is_empty() && adapter.token_policy().is_none() {
            return trials.skip("the host is not known to have secrets");
        }
        let fixtures = planted(&*adapter, &exam.kit.fixtures.inbound);
        let refused = planted(&*adapter, &exam.kit.fixtures.refused);
        for (number, fixture) in fixtures.iter().chain(&refused).enumerate() {
            trials.run(format!("{} with secrets ({number})", fixture.name), || {
                let mut adapter = exam.kit.adapter(place)?;
                let mut lines = JsonLines::of(&fixture.frame);
                let outcome = adapter.decode(&fixture.frame, &mut lines);
                shows_none("the events", lines.as_str())?;
                shows_none("what the frame is in Debug", &format!("{:?}", fixture.frame))?;
                shows_none("what the adapter is in Debug", &format!("{adapter:?}"))?;
                match &outcome {
                    Ok(seen) => {
                        seen.warnings
                            .iter()
                            .try_for_each(|warning| shows_none("a warning", &warning.to_string()))?;
                        seen.frames.iter().try_for_each(|frame| shows_none("a frame", &frame.to_json()))?;
                    }
                    Err(error) => shows_none("the error", &format!("{error} {error:?}"))?,
                }
                let mut emulator = exam.kit.emulator(place)?;
                for event in lines.as_str().lines() {
                    if let Ok(emulated) = emulator.emulate(event) {
                        emulated
                            .frames
                            .iter()
                            .try_for_each(|frame| shows_none("the way back", &frame.to_json()))?;
                    }
                }
                shows_none("what the emulator is in Debug", &format!("{emulator:?}"))
            });
        }
    }
}

fn shows_none(place: &str, text: &str) -> Attempt {
    ensure(!text.contains(PLANTED), || Fault::new(place, "no secret", "a planted one"))
}
