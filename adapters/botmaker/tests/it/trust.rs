//! What is believed, what is ignored and what is refused.

use onepane_adapter_botmaker::TOKEN;
use onepane_core::{Frame, TokenAlgorithm};
use onepane_testkit::decoded;

fn posted(data: &str) -> Frame {
    Frame::from_json(&format!(r#"{{"dir":"in","via":"message","data":{data}}}"#)).unwrap()
}

#[track_caller]
fn ignored(data: &str) {
    let shown = decoded(&crate::SUBJECT, &posted(data));
    assert!(shown.get("ignored").is_some(), "{shown}");
}

#[test]
fn what_is_not_botmakers_is_ignored() {
    ignored(r#""{\"messageType\":\"BM_WIDGET_EVENT\"}""#);
    ignored(r#""hello""#);
    ignored("7");
    ignored("null");
    ignored("[]");
    ignored("{}");
    ignored(r#"{"messageType":"REACT_DEVTOOLS"}"#);
    ignored(r#"{"messageType":{"a":1}}"#);
    // Our own action, echoed back.
    ignored(r#"{"messageType":"BM_WIDGET_ACTION","action":"fillInput"}"#);
}

#[test]
fn the_tables_name_no_secret_beyond_the_url() {
    for fixture in crate::inbound() {
        let shown = decoded(&crate::SUBJECT, &fixture.frame).to_string();
        assert!(!shown.contains("not-a-real-token"), "{}", fixture.name);
    }
}

#[test]
fn the_last_of_doubled_keys_counts() {
    let data = r#"{"messageType":"BM_WIDGET_EVENT","event":"x","event":"chat:selected",
        "payload":{"customerId":"a","customerId":"b"}}"#;
    let shown = decoded(&crate::SUBJECT, &posted(data));
    assert_eq!(shown["events"][0]["data"]["conversation"]["id"], "b");
}

#[test]
fn copies_that_disagree_are_refused() {
    let event = r#"{"specversion":"1.0","id":"1","source":"onepane://botmaker/-",
        "type":"dev.onepane.conversation.selected","host":"botmaker","hostevent":"chat:selected",
        "data":{"conversation":{"id":"a"},"contact":{"id":"b"}}}"#;
    let error = (crate::SUBJECT.emulator)().emulate(event).unwrap_err();
    assert_eq!(
        error.to_string(),
        "/data/contact/id: expected the same as the other member that is the host's `customerId`, found \
         another value"
    );
}

#[test]
fn the_token_policy_is_the_guides() {
    TOKEN.check().unwrap();
    assert_eq!((crate::SUBJECT.adapter)().token_policy(), Some(&TOKEN));
    assert_eq!(TOKEN.algorithms, [TokenAlgorithm::Rs256]);
    assert_eq!(TOKEN.issuers, ["botmaker.com"]);
    assert_eq!(TOKEN.required_claims, ["sub", "businessId"]);
    assert!(TOKEN.audiences.is_empty());
}

#[test]
fn the_token_leaves_the_url_in_every_spelling() {
    for url in [
        "https://w.example/?bmtoken=SECRET",
        "https://w.example/?lang=es&bmtoken=SECRET&x=1#top",
        "https://w.example/#token=SECRET",
        "https://w.example/#bmtoken=SECRET",
        "https://w.example/?bm%74oken=SECRET",
        "https://w.example/?bm\\ttok\\nen=SECRET",
        "https://w.example/?bmtoken=SECRET&bmtoken=SECRET#token=SECRET",
    ] {
        let frame = Frame::from_json(&format!(r#"{{"dir":"in","via":"launch","url":"{url}"}}"#)).unwrap();
        let shown = decoded(&crate::SUBJECT, &frame).to_string();
        assert!(shown.contains("https://w.example/") && !shown.contains("SECRET"), "{shown}");
    }
}
