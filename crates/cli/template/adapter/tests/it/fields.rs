//! Every field of the host's documentation: its row, shown by the neutral value it becomes, or the reason why
//! it has none.

use onepane_testkit::decoded;
use serde_json::Value;

/// Fixture, the neutral pointer in the event, the neutral value. One line for each field of the host.
const ROWS: &[(&str, &str, &str)] = &[
    // The envelope
    ("ready", "/hostevent", r#""ready""#),
    ("ready", "/time", r#""2026-02-02T02:40:00Z""#),
    // ready
    ("ready", "/data/screen", r#""inbox""#),
    ("ready", "/data/agent/id", r#""a-7""#),
    ("ready", "/data/agent/name", r#""Agent A""#),
    // The answer
    ("answer_done", "/data/action", r#""r1""#),
    ("answer_done", "/data/result", r#""done""#),
    ("answer_failed", "/data/result", r#""failed""#),
    ("answer_failed", "/data/reason", r#""the editor is closed""#),
];

/// Fixture, where the field is kept, and why it has no neutral member.
const KEPT: &[(&str, &str, &str)] = &[];

#[test]
fn each_field_is_the_neutral_value_that_the_documentation_says() {
    for (name, pointer, expected) in ROWS {
        let expected: Value = serde_json::from_str(expected).unwrap();
        assert_eq!(event(name).pointer(pointer), Some(&expected), "{name} {pointer}");
    }
}

#[test]
fn what_has_no_neutral_member_is_kept() {
    for (name, pointer, reason) in KEPT {
        assert!(event(name).pointer(pointer).is_some(), "{name} {pointer}, {reason}");
    }
}

fn event(name: &str) -> Value {
    let fixture = crate::inbound().into_iter().find(|fixture| fixture.name == name);
    let fixture = fixture.unwrap_or_else(|| panic!("no fixture `{name}`"));
    decoded(&crate::SUBJECT, &fixture.frame)["events"][0].clone()
}
