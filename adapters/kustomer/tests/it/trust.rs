//! What is believed, what is ignored and what is refused; and what other hosts' events become here.

use onepane_adapter_kustomer::{Config, Kustomer};
use onepane_core::{Adapter, Body, Emulated, ErrorKind, Frame, Inbound};
use onepane_map::JsonLines;
use onepane_model::Json;
use onepane_testkit::decoded;

fn called(name: &str, args: &str) -> Frame {
    Frame::from_json(&format!(r#"{{"dir":"in","via":"callback","name":"{name}","args":{args}}}"#)).unwrap()
}

#[track_caller]
fn corrupt(name: &str, args: &str, error: &str) {
    let mut lines = JsonLines::default();
    let found = (crate::SUBJECT.adapter)().decode(&called(name, args), &mut lines).unwrap_err();
    assert_eq!((found.to_string().as_str(), found.kind()), (error, ErrorKind::MalformedFrame));
    assert_eq!(lines.as_str(), "");
}

#[test]
fn a_malformed_record_is_an_error_that_says_where() {
    let attributes = r#"{"type":"customer","id":"c","attributes":7}"#;
    let expected = "/attributes: expected an object, found a number";
    corrupt("context", &format!(r#"[{{"customer":{attributes}}}]"#), &format!("/customer{expected}"));
    corrupt(
        "initialize",
        &format!(r#"[{{"customer":{attributes}}}]"#),
        &format!("/context/customer{expected}"),
    );
    corrupt("context", &format!("[{attributes}]"), expected);
    corrupt("context", &format!("[[null,{attributes}]]"), &format!("/1{expected}"));
    corrupt("context", &format!(r#"[[{{"customer":{attributes}}}]]"#), &format!("/0/customer{expected}"));
}

#[test]
fn an_error_leaves_the_view_as_it_was() {
    let mut adapter = Kustomer::new(Config::default()).unwrap();
    adapter.decode(&crate::fixture("initialize_conversation").frame, &mut JsonLines::default()).unwrap();
    let bad = called("context", r#"[{"customer":{"attributes":7}}]"#);
    assert!(adapter.decode(&bad, &mut JsonLines::of(&bad)).is_err());
    assert!(adapter.current_conversation().is_some());
}

#[test]
fn the_arguments_of_initialize_may_be_written_as_one_document() {
    let both = r#"{"context":{"type":"app"},"config":{"userRoles":["org.user"]}}"#;
    let one = decoded(&crate::SUBJECT, &called("initialize", &format!("[{both}]")));
    assert_eq!(one["events"][0]["data"]["subject"], "app");
    assert_eq!(one["events"][0]["data"]["agent_roles"][0], "org.user");
    // A context of the callback of that name is one all the same.
    let context = decoded(&crate::SUBJECT, &called("context", &format!("[{both}]")));
    assert_eq!(context["events"][0]["data"]["subject"], serde_json::Value::Null);
}

#[test]
fn what_is_not_kustomers_is_ignored() {
    for frame in [
        r#"{"dir":"in","via":"message","source":"parent","data":{"type":"context"}}"#,
        r#"{"dir":"in","via":"page","state":"visible"}"#,
        r#"{"dir":"out","via":"subscribe","name":"context"}"#,
    ] {
        let shown = decoded(&crate::SUBJECT, &Frame::from_json(frame).unwrap());
        assert!(shown.get("ignored").is_some(), "{shown}");
    }
}

#[test]
fn the_last_of_doubled_keys_counts() {
    let shown = decoded(
        &crate::SUBJECT,
        &called(
            "context",
            r#"[{"customer":{"id":"a","attributes":{}},"customer":{"id":"b","attributes":{}}}]"#,
        ),
    );
    assert_eq!(shown["events"][0]["data"]["contact"]["id"], "b");
}

#[test]
fn the_organization_is_the_source_unless_one_is_configured() {
    let source = |account: Option<&str>| {
        let mut config = Config::default();
        config.account = account.map(str::to_owned);
        let mut lines = JsonLines::default();
        let frame = crate::fixture("context_every_field").frame;
        Kustomer::new(config).unwrap().decode(&frame, &mut lines).unwrap();
        let event: serde_json::Value = serde_json::from_str(lines.as_str()).unwrap();
        event["source"].as_str().unwrap().to_owned()
    };
    assert_eq!(source(None), "onepane://kustomer/65f0a1b2c3d4e5f6a7b8c906");
    assert_eq!(source(Some("acme")), "onepane://kustomer/acme");
    let mut empty = Config::default();
    empty.account = Some(" ".to_owned());
    let error = Kustomer::new(empty).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected the organization's id or nothing in `account`, found an empty text"
    );
    assert_eq!(error.kind(), ErrorKind::InvalidConfig);
}

fn emulated(kind: &str, data: &str) -> Emulated {
    let event = format!(
        r#"{{"specversion":"1.0","id":"1","source":"onepane://chatwoot/1","type":"dev.onepane.{kind}","host":"chatwoot","data":{data}}}"#
    );
    (crate::SUBJECT.emulator)().emulate(&event).unwrap()
}

#[track_caller]
fn told(emulated: &Emulated) -> (String, serde_json::Value) {
    let [frame] = &emulated.frames[..] else { panic!("one frame") };
    let Body::In(Inbound::Callback { name, args }) = &frame.body else { panic!("a callback") };
    (name.clone(), args[0].to_value())
}

#[test]
fn another_hosts_conversation_is_a_context_in_kustomers_words() {
    let back = emulated(
        "conversation.selected",
        r#"{"conversation":{"id":"5","channel":"web","status":"resolved","labels":["vip"],
            "contact":{"id":"7","name":"Ada","email":"ada@example.test"},"extra":{"inbox":3}}}"#,
    );
    assert_eq!(back.losses, []);
    let (name, context) = told(&back);
    assert_eq!(name, "initialize");
    assert_eq!(
        context,
        serde_json::json!({
            "type": "conversation",
            "customer": {"type": "customer", "id": "7", "attributes": {"displayName": "Ada", "emails": [{"email": "ada@example.test"}]}},
            "conversation": {"type": "conversation", "id": "5",
                "attributes": {"status": "done", "channels": ["chat"], "tags": ["vip"]},
                "relationships": {"customer": {"data": {"type": "customer", "id": "7"}}}},
        })
    );
}

#[test]
fn what_has_no_place_here_is_reported() {
    let back = emulated("context.changed", r#"{"contact":{"id":"7","blocked":true},"appearance":"dark"}"#);
    let losses: Vec<&str> = back.losses.iter().map(|loss| loss.pointer.as_str()).collect();
    assert_eq!(losses, ["/data/contact/blocked", "/data/appearance"]);
    assert_eq!(told(&back).1["type"], "customer");
}

#[test]
fn the_first_context_comes_by_initialize_and_the_next_by_its_own_name() {
    let mut console = (crate::SUBJECT.emulator)();
    let event = r#"{"specversion":"1.0","id":"1","source":"onepane://botmaker/-","type":"dev.onepane.company.selected",
        "host":"botmaker","data":{"company":{"id":"c-1"}}}"#;
    let names: Vec<String> = (0..2).map(|_| told(&console.emulate(event).unwrap()).0).collect();
    assert_eq!(names, ["initialize", "context"]);
}

#[test]
fn events_that_the_host_does_not_have_make_no_frame() {
    for (kind, data) in
        [("message.typing", "{}"), ("host.event", r#"{"name":"x"}"#), ("agent.state_changed", "{}")]
    {
        assert!(emulated(kind, data).frames.is_empty(), "{kind}");
    }
}

#[test]
fn addresses_that_disagree_are_refused() {
    let event = r#"{"specversion":"1.0","id":"1","source":"onepane://kustomer/-","type":"dev.onepane.context.changed",
        "host":"kustomer","hostevent":"context","data":{"contact":{"id":"c","email":"a@example.test",
        "emails":[{"value":"b@example.test"}]}}}"#;
    let error = (crate::SUBJECT.emulator)().emulate(event).unwrap_err();
    assert_eq!(
        error.to_string(),
        "/data/contact/email: expected the same as the other member that is the host's `emails`, found another value"
    );
}

#[test]
fn what_the_page_is_told_is_not_changed_on_the_way() {
    let error = Json::from_text(r#"{"status":404}"#);
    let frame = Inbound::Return { id: "r".into(), status: None, value: None, error: Some(error) }.into();
    let shown = decoded(&crate::SUBJECT, &frame);
    assert_eq!(shown["events"][0]["data"]["extra"]["error"]["status"], 404);
}
