//! `onepane bridge`.

use crate::support::{chat, run, snapshot};

#[test]
fn frames_of_one_host_become_those_of_another() {
    let ticket = r#"{"messageType":"BM_WIDGET_EVENT","event":"ticket:selected","payload":{"ticketCode":"T","subject":7}}"#;
    let input = format!("{}\n{{\"not\":\"ours\"}}\noops\n{ticket}\n", chat("cust-81"));
    snapshot("bridge@botmaker_to_chatwoot", run("bridge --from botmaker --to chatwoot", input).shown());
}

#[test]
fn a_bridge_to_the_same_host_changes_nothing() {
    let ran = run("bridge --from botmaker --to botmaker", chat("cust-81"));
    let original: serde_json::Value = serde_json::from_str(&chat("cust-81")).unwrap();
    assert_eq!(ran.json()[0]["data"], original);
    assert_eq!((ran.err.as_str(), ran.code), ("1 botmaker frame: 1 botmaker frame\n", Some(0)));
}

#[test]
fn what_cannot_be_carried_over_is_no_failure() {
    let ran = run(
        "bridge --from chatwoot --to botmaker",
        r#"{"event":"appContext","data":{"conversation":{"id":1}}}"#,
    );
    assert_eq!(
        ran.err,
        "line 1: botmaker: warning: this host has no event like context.changed\n\
         1 chatwoot frame: 0 botmaker frames, 1 without counterpart\n"
    );
    assert_eq!((ran.out.as_str(), ran.code), ("", Some(0)));
}
