//! That nothing that comes from outside makes it panic.

use onepane_core::Frame;
use onepane_map::{Index, JsonLines};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{TestCaseError, TestError};

use crate::conformance::check::lossless::each_mutated;
use crate::conformance::fault::{Attempt, Fault, ensure};
use crate::conformance::property::{Exam, Trials, caught};
use crate::mutation::{anything, damaged};

/// Whatever comes in, the adapter says what it is and goes on.
pub(crate) fn total(exam: &Exam<'_>, trials: &mut Trials) {
    for (place, setup) in exam.kit.setups.iter().enumerate() {
        let strategy = anything(&exam.kit.fixtures.inbound);
        generated(exam, trials, setup.name, &strategy, |frame| takes(exam, place, frame));
        // A good frame after bad ones is as good as ever.
        trials.run(format!("{}: one adapter for all of them", setup.name), || {
            let mut adapter = exam.kit.adapter(place)?;
            let mut runner = exam.runner();
            for _ in 0..exam.cases().min(500) {
                if let Ok(tree) = strategy.new_tree(&mut runner) {
                    let _ = adapter.decode(&tree.current(), &mut JsonLines::default());
                }
            }
            each_mutated(exam, 500, |frame| {
                let _ = adapter.decode(&frame, &mut JsonLines::of(&frame));
            });
            for fixture in &exam.kit.fixtures.inbound {
                if matches!(fixture.frame.body, onepane_core::Body::In(onepane_core::Inbound::Return { .. }))
                {
                    continue;
                }
                let (mut before, mut after) = (JsonLines::of(&fixture.frame), JsonLines::of(&fixture.frame));
                let fresh = exam.kit.adapter(place)?.decode(&fixture.frame, &mut before);
                let used = adapter.decode(&fixture.frame, &mut after);
                ensure(before.as_str() == after.as_str(), || {
                    Fault::new(&fixture.name, before.as_str(), after.as_str())
                })?;
                let warnings = |seen: &Result<onepane_core::Seen, onepane_core::Error>| {
                    seen.as_ref().map(|seen| seen.warnings.len()).unwrap_or_default()
                };
                ensure(warnings(&fresh) == warnings(&used), || {
                    Fault::new(&fixture.name, "its own warnings only", "those of other frames")
                })?;
            }
            Ok(())
        });
    }
}

/// Whatever a widget sends, and whatever event it is given, the emulator says what it is and goes on.
pub(crate) fn emulator(exam: &Exam<'_>, trials: &mut Trials) {
    let events = trials.need("events", || {
        let mut events = Vec::new();
        for fixture in &exam.kit.fixtures.inbound {
            let mut lines = JsonLines::of(&fixture.frame);
            if exam.kit.adapter(0)?.decode(&fixture.frame, &mut lines).is_ok() {
                events.extend(lines.as_str().lines().map(str::to_owned));
            }
        }
        Ok(events)
    });
    for (place, setup) in exam.kit.setups.iter().enumerate() {
        if let Some(events) = events.as_ref().filter(|events| !events.is_empty()) {
            let name = format!("{}: events", setup.name);
            generated(exam, trials, &name, &damaged(events), |event| {
                exam.kit.emulator(place)?.emulate(event).map(drop).or(Ok(()))
            });
        }
        if !exam.kit.fixtures.outbound.is_empty() {
            let name = format!("{}: frames", setup.name);
            generated(exam, trials, &name, &anything(&exam.kit.fixtures.outbound), |frame| {
                exam.kit.emulator(place)?.receive(frame).map(drop).or(Ok(()))
            });
        }
    }
}

fn generated<S>(
    exam: &Exam<'_>,
    trials: &mut Trials,
    name: &str,
    strategy: &S,
    check: impl Fn(&S::Value) -> Attempt,
) where
    S: Strategy,
    S::Value: Clone,
{
    trials.count += usize::try_from(exam.cases()).unwrap_or(usize::MAX);
    let outcome = exam.runner().run(strategy, |value| {
        caught(|| check(&value)).map_err(|fault| TestCaseError::fail(fault.to_string()))
    });
    if let Err(TestError::Fail(_, value)) = outcome {
        let fault = caught(|| check(&value)).err();
        let fault = fault.unwrap_or_else(|| Fault::new("", "the same outcome twice", "another one"));
        trials.faults.push(Fault { place: format!("{value:?} {}", fault.place), ..fault }.of(name));
    }
}

fn takes(exam: &Exam<'_>, setup: usize, frame: &Frame) -> Attempt {
    let mut lines = JsonLines::of(frame);
    match exam.kit.adapter(setup)?.decode(frame, &mut lines) {
        Ok(seen) => {
            ensure(seen.ignored.is_none() || lines.as_str().is_empty(), || {
                Fault::new("", "no event of an ignored frame", lines.as_str())
            })?;
            for event in lines.as_str().lines() {
                Index::parse(event).map_err(|error| Fault::new(event, "JSON", error.to_string()))?;
            }
            Ok(())
        }
        Err(error) => {
            ensure(lines.as_str().is_empty(), || Fault::new("", "no event before an error", lines.as_str()))?;
            ensure(error.corrupt().is_some(), || {
                Fault::new("", "an error that says where", error.to_string())
            })
        }
    }
}
