//! Nothing is lost on the way to the model and back.

use onepane_core::Frame;
use onepane_map::JsonLines;
use onepane_testkit::{assert_lossless, mutated};
use proptest::prelude::ProptestConfig;
use proptest::test_runner::TestRunner;

#[test]
fn every_fixture_comes_back_exactly() {
    for subject in [&crate::SUBJECT, &crate::OLDER] {
        let translated =
            crate::inbound().iter().filter(|fixture| assert_lossless(subject, &fixture.frame)).count();
        assert_eq!(translated, crate::inbound().len());
    }
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
fn frames_that_are_almost_the_hosts_come_back_exactly_or_are_corrupt() {
    let config = ProptestConfig::default();
    let mut runner = TestRunner::new(ProptestConfig { cases: config.cases.max(8000), ..config });
    let translated = std::cell::Cell::new(0);
    let outcome = runner.run(&mutated(&crate::inbound()), |frame| {
        translated.set(translated.get() + u32::from(assert_lossless(&crate::SUBJECT, &frame)));
        Ok(())
    });
    outcome.unwrap();
    // Were most of them corrupt, the claim would be about little.
    assert!(translated.get() > 4000, "only {} were translated", translated.get());
    println!("{} of the damaged frames were translated, all of them losslessly", translated.get());
}
