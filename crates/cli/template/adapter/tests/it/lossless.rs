//! Nothing is lost on the way to the model and back.

use onepane_testkit::assert_lossless;

#[test]
fn every_fixture_comes_back_exactly() {
    for fixture in crate::inbound() {
        assert!(assert_lossless(&crate::SUBJECT, &fixture.frame), "{} is not translated", fixture.name);
    }
}
