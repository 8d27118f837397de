//! `onepane emulate`.

use crate::support::{chat, run, snapshot};

#[test]
fn what_was_decoded_comes_back() {
    let decoded = run("decode --host botmaker", chat("cust-81"));
    let ran = run("emulate --host botmaker", decoded.out);
    let original: serde_json::Value = serde_json::from_str(&chat("cust-81")).unwrap();
    assert_eq!(ran.json()[0]["data"], original);
    assert_eq!((ran.err.as_str(), ran.code), ("1 event: 1 frame\n", Some(0)));
}

fn event(kind: &str, data: &str, more: &str) -> String {
    format!(
        r#"{{"specversion":"1.0","id":"1","source":"onepane://x/-","type":"dev.onepane.{kind}","host":"x"{more},"data":{data}}}"#
    )
}

#[test]
fn what_cannot_be_carried_over_is_reported() {
    let input = [
        event("conversation.selected", r#"{"conversation":{"id":"7","status":"open"}}"#, ""),
        event("context.changed", "{}", ""),
        event("conversation.selected", r#"{"conversation":{"id":"7"}}"#, r#","derived":true"#),
        event("weather.changed", "{}", ""),
        event("conversation.selected", r#"{"conversation":7}"#, ""),
        "{}".to_owned(),
    ];
    let ran = run("emulate --host botmaker", input.join("\n"));
    snapshot("emulate_foreign@botmaker", ran.shown());
}
