//! What is expected of every adapter: a test for each property of the conformance suite.

onepane_testkit::conformance!(__ident__::conformance::kit());
