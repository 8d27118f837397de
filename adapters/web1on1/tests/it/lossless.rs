//! Nothing is lost on the way to the model and back.

use onepane_core::Frame;
use onepane_map::JsonLines;
use onepane_testkit::{assert_lossless, mutated};
use proptest::prelude::ProptestConfig;
use proptest::test_runner::TestRunner;

#[test]
fn every_fixture_comes_back_exactly() {
    let translated =
        crate::inbound().iter().filter(|fixture| assert_lossless(&crate::SUBJECT, &fixture.frame)).count();
    assert_eq!(translated, crate::inbound().len());
}

#[test]
fn a_launch_comes_back_as_it_was() {
    for fixture in crate::inbound().iter().filter(|fixture| fixture.name.starts_with("launch")) {
        let mut lines = JsonLines::new();
        (crate::SUBJECT.adapter)().decode(&fixture.frame, &mut lines).unwrap();
        let emulated = (crate::SUBJECT.emulator)().emulate(lines.as_str().trim()).unwrap();
        let timeless: Frame = fixture.frame.clone().with_at(None);
        assert_eq!(emulated.frames, [timeless], "{}", fixture.name);
    }
}

#[test]
fn answers_that_nobody_documents_come_back_exactly() {
    let config = ProptestConfig::default();
    let mut runner = TestRunner::new(ProptestConfig { cases: config.cases.max(4000), ..config });
    let translated = std::cell::Cell::new(0);
    let outcome = runner.run(&mutated(&crate::inbound()), |frame| {
        translated.set(translated.get() + u32::from(assert_lossless(&crate::SUBJECT, &frame)));
        Ok(())
    });
    outcome.unwrap();
    // Nothing that a call returns is wrong.
    assert!(translated.get() >= 4000, "only {} were translated", translated.get());
}
