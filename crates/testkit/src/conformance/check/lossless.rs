//! That nothing is lost.

use std::cell::Cell;

use onepane_core::Frame;
use proptest::strategy::{Strategy, ValueTree};

use crate::conformance::fault::{Attempt, Fault, ensure};
use crate::conformance::property::{Exam, Trials, caught};
use crate::lossless::lossless;
use crate::mutation::{can_be_mutated, mutated};

/// How many frames say something about a share of them.
const ENOUGH: u32 = 200;

/// Every recorded frame comes back from its events, exactly.
pub(crate) fn fixtures(exam: &Exam<'_>, trials: &mut Trials) {
    for (place, setup) in exam.kit.setups.iter().enumerate() {
        for fixture in &exam.kit.fixtures.inbound {
            let name =
                if place == 0 { fixture.name.clone() } else { format!("{} ({})", fixture.name, setup.name) };
            trials.run(name, || {
                let translated = is_lossless(exam, place, &fixture.frame)?;
                ensure(translated, || {
                    Fault::new("", "a frame that is translated", "one that is refused or ignored")
                })
            });
        }
    }
}

/// Answers come back too where they were asked for, which may make more of them.
pub(crate) fn answers(exam: &Exam<'_>, trials: &mut Trials) {
    for setup in 0..exam.kit.setups.len() {
        let outcome = exam.each_answer(setup, |kind, waiting, fixture| {
            trials.run(format!("{} to {kind}", fixture.name), || {
                lossless(&|| Ok(waiting()?.adapter), &|| exam.kit.emulator(setup), &fixture.frame)
            });
        });
        trials.need("answers", || outcome);
    }
    if trials.count == 0 {
        trials.skip("no answer to an action is on file");
    }
}

/// So does every frame that is almost one of them, unless it is corrupt.
pub(crate) fn generated(exam: &Exam<'_>, trials: &mut Trials) {
    let (mut tried, mut translated) = (0, 0);
    for (place, setup) in exam.kit.setups.iter().enumerate() {
        if !can_be_mutated(&exam.kit.fixtures.inbound) {
            return trials.skip("no recorded frame has JSON in it");
        }
        if trials.is_over() {
            return;
        }
        let count = Cell::new(0);
        let result = exam.runner().run(&mutated(&exam.kit.fixtures.inbound), |frame| {
            match caught(|| is_lossless(exam, place, &frame)) {
                Ok(translated) => {
                    count.set(count.get() + u32::from(translated));
                    Ok(())
                }
                Err(fault) => Err(proptest::test_runner::TestCaseError::fail(fault.to_string())),
            }
        });
        tried += exam.cases();
        translated += count.get();
        trials.count += usize::try_from(exam.cases()).unwrap_or(usize::MAX);
        if let Err(proptest::test_runner::TestError::Fail(_, frame)) = result {
            // The smallest frame that shows it says it best.
            let fault = caught(|| is_lossless(exam, place, &frame)).err();
            let fault = fault.unwrap_or_else(|| Fault::new("", "the same outcome twice", "another one"));
            trials.faults.push(
                Fault { place: format!("{}: {}", frame.to_json(), fault.place), ..fault }.of(setup.name),
            );
        } else if exam.cases() >= ENOUGH {
            trials.run(format!("{}: enough is translated", setup.name), || {
                // Were most of them corrupt, the claim would be about little.
                ensure(count.get() * 10 >= exam.cases(), || {
                    let found = format!("{} of {}", count.get(), exam.cases());
                    Fault::new("", "a tenth of the generated frames to be translated", found)
                })
            });
        }
    }
    trials.figure(format!("{translated} of {tried} generated frames translated, the others refused"));
}

/// Whether a frame is translated, and then without loss.
pub(crate) fn is_lossless(exam: &Exam<'_>, setup: usize, frame: &Frame) -> Attempt<bool> {
    lossless(&|| exam.kit.adapter(setup), &|| exam.kit.emulator(setup), frame)
}

/// Generated frames, one by one, for checks that do not shrink.
pub(crate) fn each_mutated(exam: &Exam<'_>, most: u32, mut each: impl FnMut(Frame)) {
    if !can_be_mutated(&exam.kit.fixtures.inbound) {
        return;
    }
    let strategy = mutated(&exam.kit.fixtures.inbound);
    let mut runner = exam.runner();
    for _ in 0..exam.cases().min(most) {
        if let Ok(tree) = strategy.new_tree(&mut runner) {
            each(tree.current());
        }
    }
}
