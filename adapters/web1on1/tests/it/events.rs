//! How the result of each call is told.

use onepane_adapter_web1on1::{Config, Web1on1};
use onepane_core::{Adapter, Frame, action_from_json};
use onepane_map::JsonLines;

/// How an action ends when its call returns this.
#[track_caller]
fn result(adapter: &mut Web1on1, action: &str, returned: &str) -> serde_json::Value {
    adapter.encode(&"r1".into(), &action_from_json(action).unwrap()).unwrap();
    answer(adapter, returned)
}

#[track_caller]
fn answer(adapter: &mut Web1on1, returned: &str) -> serde_json::Value {
    let frame = format!(r#"{{"dir":"in","via":"return","id":"r1"{returned}}}"#);
    let mut lines = JsonLines::default();
    adapter.decode(&Frame::from_json(&frame).unwrap(), &mut lines).unwrap();
    serde_json::from_str::<serde_json::Value>(lines.as_str().trim()).unwrap()["data"].take()
}

const QUERY: &str = r#"{"type":"panel.query","data":{}}"#;
const SEND: &str = r#"{"type":"message.send","data":{"text":"Hi","as":"contact"}}"#;

#[test]
fn only_the_answer_to_a_question_says_done() {
    let mut adapter = Web1on1::new(Config::default()).unwrap();
    let done = serde_json::json!({ "action": "r1", "result": "done", "data": false });
    assert_eq!(result(&mut adapter, QUERY, r#","value":false"#), done);
    let sent = serde_json::json!({ "action": "r1", "result": "sent" });
    assert_eq!(result(&mut adapter, SEND, ""), sent);
    // No answer is no answer, though one was asked for.
    assert_eq!(result(&mut adapter, QUERY, ""), sent);
}

#[test]
fn what_a_call_returns_without_being_documented_to_confirms_nothing() {
    let mut adapter = Web1on1::new(Config::default()).unwrap();
    let sent = serde_json::json!({ "action": "r1", "result": "sent", "data": true });
    assert_eq!(result(&mut adapter, SEND, r#","value":true"#), sent);
    let open = r#"{"type":"panel.open","data":{}}"#;
    assert_eq!(result(&mut adapter, open, r#","value":true"#), sent);
    // The same id used again for a question.
    assert_eq!(result(&mut adapter, QUERY, r#","value":true"#)["result"], "done");
}

#[test]
fn a_call_that_throws_has_failed_in_the_hosts_words() {
    let mut adapter = Web1on1::new(Config::default()).unwrap();
    let failed = result(&mut adapter, SEND, r#","error":"no conversation""#);
    assert_eq!((&failed["result"], &failed["reason"]), (&"failed".into(), &"no conversation".into()));
}

#[test]
fn of_a_recording_a_boolean_is_the_answer_of_the_one_call_that_has_one() {
    let mut adapter = Web1on1::new(Config::default()).unwrap();
    assert_eq!(answer(&mut adapter, r#","value":true"#)["result"], "done");
    assert_eq!(answer(&mut adapter, r#","value":"true""#)["result"], "sent");
    assert_eq!(answer(&mut adapter, "")["result"], "sent");
}

#[test]
fn calls_that_never_return_are_forgotten() {
    let mut adapter = Web1on1::new(Config::default()).unwrap();
    let query = action_from_json(QUERY).unwrap();
    for number in 0..1000 {
        adapter.encode(&format!("r{number}").as_str().into(), &query).unwrap();
    }
    assert_eq!(answer(&mut adapter, r#","value":"yes""#)["result"], "sent");
    let debug = format!("{adapter:?}");
    assert!(debug.contains("r999") && !debug.contains("r500"), "{debug}");
}

#[test]
fn a_result_that_no_call_can_have_is_told_to_no_page() {
    for result in ["refused", "unsupported", "timed_out", "cancelled"] {
        let event = format!(
            r#"{{"specversion":"1.0","id":"1","source":"onepane://web1on1/-","type":"dev.onepane.action.result",
            "host":"web1on1","data":{{"action":"r1","result":"{result}"}}}}"#
        );
        assert!((crate::SUBJECT.emulator)().emulate(&event).unwrap().frames.is_empty(), "{result}");
    }
}

#[test]
fn another_hosts_result_is_a_return_without_what_is_that_hosts_alone() {
    let event = r#"{"specversion":"1.0","id":"1","source":"onepane://chatwoot/1","type":"dev.onepane.action.result",
        "host":"chatwoot","data":{"action":"r1","result":"failed","reason":"not found","extra":{"status":404}}}"#;
    let emulated = (crate::SUBJECT.emulator)().emulate(event).unwrap();
    assert_eq!(emulated.frames[0].to_json(), r#"{"dir":"in","via":"return","id":"r1","error":"not found"}"#);
    let silent = event.replace(r#","reason":"not found""#, "");
    let emulated = (crate::SUBJECT.emulator)().emulate(&silent).unwrap();
    assert_eq!(
        emulated.frames[0].to_json(),
        r#"{"dir":"in","via":"return","id":"r1","error":"onepane: no reason was told"}"#
    );
    let selected = r#"{"specversion":"1.0","id":"1","source":"onepane://botmaker/-",
        "type":"dev.onepane.conversation.selected","host":"botmaker","data":{"conversation":{"id":"a"}}}"#;
    assert!((crate::SUBJECT.emulator)().emulate(selected).unwrap().frames.is_empty());
}
