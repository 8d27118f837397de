//! The aids themselves.
#![expect(clippy::unwrap_used, reason = "a test ends by panicking")]

use onepane_adapter_chatwoot::{Chatwoot, ChatwootEmulator, Config};
use onepane_testkit::assert_trace_snapshot;

fn chatwoot() -> Chatwoot {
    Chatwoot::new(Config::default()).unwrap()
}

#[test]
fn a_recorded_session_is_a_test_of_one_line() {
    assert_trace_snapshot!("tests/traces/customer_writes.jsonl", chatwoot(), ChatwootEmulator::new());
}

#[test]
#[should_panic(expected = "tests/traces/nowhere.jsonl")]
fn a_trace_that_is_not_there_is_named() {
    assert_trace_snapshot!("tests/traces/nowhere.jsonl", chatwoot());
}

#[test]
#[should_panic(expected = "customer_writes.snap: line 1: not JSON")]
fn a_line_that_is_no_frame_is_named() {
    assert_trace_snapshot!("tests/traces/customer_writes.snap", chatwoot());
}
