//! Nothing is lost on the way to the model and back.

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
fn frames_that_are_almost_the_hosts_come_back_exactly_or_are_corrupt() {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new(ProptestConfig { cases: config.cases.max(8000), ..config });
    let translated = std::cell::Cell::new(0);
    let outcome = runner.run(&mutated(&crate::inbound()), |frame| {
        translated.set(translated.get() + u32::from(assert_lossless(&crate::SUBJECT, &frame)));
        Ok(())
    });
    outcome.unwrap();
    // Were most of them corrupt, the claim would be about little.
    println!("{} were translated", translated.get());
    assert!(translated.get() > 3000, "only {} were translated", translated.get());
}
