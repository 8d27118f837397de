//! The host's side: what it tells for events of others, and what it hears.

use onepane_adapter_chatwoot::{Chatwoot, ChatwootEmulator, Config};
use onepane_core::{Adapter, Body, Data, Emulator, Frame, Inbound, Received};
use onepane_map::JsonLines;
use onepane_testkit::same_meaning;

fn receive(frame: &str) -> Received {
    ChatwootEmulator::new().receive(&Frame::from_json(frame).unwrap()).unwrap()
}

#[track_caller]
fn emulated(event: &str) -> (String, Vec<String>) {
    let emulated = ChatwootEmulator::new().emulate(event).unwrap();
    let losses = emulated.losses.iter().map(ToString::to_string).collect();
    match emulated.frames.first().map(|frame| &frame.body) {
        Some(Body::In(Inbound::Message { data: Data::Text(text), .. })) => (text.clone(), losses),
        None => (String::new(), losses),
        other => panic!("{other:?}"),
    }
}

#[test]
fn only_the_bare_request_is_heard() {
    let posted = |data: &str| receive(&format!(r#"{{"dir":"out","via":"message","data":{data}}}"#));
    let Received::Action(action) = posted(r#""chatwoot-dashboard-app:fetch-info""#) else {
        panic!("an action")
    };
    assert_eq!(action.kind_name(), "context.refresh");
    for wrong in [
        r#""\"chatwoot-dashboard-app:fetch-info\"""#,
        r#"{"event":"chatwoot-dashboard-app:fetch-info"}"#,
        r#""Karzoun-dashboard-app:fetch-info""#,
        r#""chatwoot:ready""#,
        r#"{"ready":true}"#,
    ] {
        assert!(matches!(posted(wrong), Received::Ignored(_)), "{wrong}");
    }
    let mut config = Config::default();
    config.request_prefix = "Karzoun-dashboard-app".to_owned();
    let mut host = ChatwootEmulator::with_config(config).unwrap();
    let frame = r#"{"dir":"out","via":"message","data":"Karzoun-dashboard-app:fetch-info"}"#;
    assert!(matches!(host.receive(&Frame::from_json(frame).unwrap()), Ok(Received::Action(_))));
}

#[test]
fn requests_without_a_neutral_meaning_are_answered_with_a_refusal() {
    let http = |method: &str, path: &str, body: &str| {
        receive(&format!(
            r#"{{"dir":"out","via":"http","id":"r1","method":"{method}","path":"{path}","body":{body}}}"#
        ))
    };
    let conversation = "/api/v1/accounts/3/conversations/4711";
    for (method, path, body) in [
        ("GET", format!("{conversation}/labels"), "null"),
        ("POST", format!("{conversation}/toggle_status"), "{}"),
        ("POST", format!("{conversation}/messages"), r#"{"content":"a","message_type":"incoming"}"#),
        ("POST", format!("{conversation}/messages"), r#"{"content":"a","cc_emails":"lee@example.test"}"#),
        ("POST", format!("{conversation}/labels"), r#"{"labels":["a"]}"#),
        ("POST", format!("{conversation}/assignments"), "{}"),
        ("POST", format!("{conversation}/dance"), "{}"),
        ("DELETE", "/api/v1/accounts/3/contacts/88".to_owned(), "null"),
        ("POST", "/api/v1/accounts/3/conversations/../1/messages".to_owned(), r#"{"content":"a"}"#),
        ("POST", "/api/v1/accounts/x/conversations/4711/messages".to_owned(), r#"{"content":"a"}"#),
        ("POST", "/api/v1/accounts/3/conversations/x/messages".to_owned(), r#"{"content":"a"}"#),
        ("DANCE", format!("{conversation}/mute"), "null"),
        ("POST", "/elsewhere".to_owned(), "{}"),
    ] {
        let Received::Refused { frames, reason } = http(method, &path, body) else {
            panic!("{method} {path}")
        };
        let mut lines = JsonLines::of(&frames[0]);
        Chatwoot::new(Config::default()).unwrap().decode(&frames[0], &mut lines).unwrap();
        let event: serde_json::Value = serde_json::from_str(lines.as_str()).unwrap();
        assert_eq!(event["data"]["result"], "failed");
        assert_eq!(event["data"]["reason"], format!("onepane: {reason}"));
    }
}

#[test]
fn a_malformed_request_is_an_error_that_says_where() {
    let error = |path: &str, body: &str| {
        let frame = format!(
            r#"{{"dir":"out","via":"http","id":"r1","method":"POST","path":"/api/v1/accounts/3/conversations/4711/{path}","body":{body}}}"#
        );
        ChatwootEmulator::new().receive(&Frame::from_json(&frame).unwrap()).unwrap_err().to_string()
    };
    assert_eq!(error("messages", "{}"), "/content: expected a string, found nothing");
    assert_eq!(error("messages", r#"{"content":7}"#), "/content: expected a string, found a number");
    assert_eq!(
        error("messages", r#"{"content":"a","private":"yes"}"#),
        "/private: expected true or false, found a string"
    );
    assert_eq!(error("labels", r#"{"labels":[1]}"#), "/labels: expected an array of strings, found an array");
    assert_eq!(
        error("assignments", r#"{"assignee_id":"x"}"#),
        "/assignee_id: expected a number, found a string"
    );
    assert_eq!(
        error("toggle_status", r#"{"status":"snoozed","snoozed_until":"x"}"#),
        "/snoozed_until: expected seconds since the Unix epoch, found a string"
    );
}

#[test]
fn requests_for_another_account_are_refused() {
    let mut config = Config::default();
    config.account = Some("4".to_owned());
    let frame = r#"{"dir":"out","via":"http","id":"r1","method":"POST","path":"/api/v1/accounts/3/conversations/4711/messages","body":{"content":"a"}}"#;
    let received = ChatwootEmulator::with_config(config).unwrap().receive(&Frame::from_json(frame).unwrap());
    assert!(matches!(received, Ok(Received::Refused { .. })));
}

#[test]
fn a_selection_at_another_host_becomes_a_context() {
    let event = r#"{"specversion":"1.0","id":"1","source":"onepane://elsewhere/-","host":"elsewhere",
        "type":"dev.onepane.conversation.selected","hostevent":"chosen","screen":"CHATS",
        "data":{"conversation":{"id":"c-1","channel":"whatsapp","subject":"Hi","extra":{"theirs":1}},
                "contact":{"id":"c-1","name":"Lee"}}}"#;
    let (text, losses) = emulated(event);
    assert!(
        same_meaning(
            &text,
            r#"{"event":"appContext","data":{"conversation":{"id":"c-1","meta":{"channel":"Channel::Whatsapp"},
                "additional_attributes":{"mail_subject":"Hi"}},"contact":{"id":"c-1","name":"Lee"}}}"#
        ),
        "{text}"
    );
    assert_eq!(losses, Vec::<String>::new());
}

#[test]
fn what_the_host_requires_and_the_event_lacks_is_reported() {
    let event = r#"{"specversion":"1.0","id":"1","source":"onepane://elsewhere/-","host":"elsewhere",
        "type":"dev.onepane.context.changed","data":{"conversation":{"status":"open"},"company":{"id":"7"}}}"#;
    let (text, losses) = emulated(event);
    assert!(
        same_meaning(&text, r#"{"event":"appContext","data":{"conversation":{"status":"open"}}}"#),
        "{text}"
    );
    assert_eq!(
        losses,
        [
            "/data/conversation/id: this host requires it, the event does not have it",
            "/data/company: this host has no place for it",
        ]
    );
}

#[test]
fn what_the_host_does_not_tell_gives_no_frame() {
    for (kind, rest) in [
        ("message.created", ""),
        ("ticket.selected", ""),
        ("conversation.selected", r#","derived":true"#),
        ("made.up", ""),
    ] {
        let event = format!(
            r#"{{"specversion":"1.0","id":"1","source":"x","host":"elsewhere","type":"dev.onepane.{kind}","data":{{}}{rest}}}"#
        );
        assert_eq!(emulated(&event).0, "", "{kind}");
    }
}

#[test]
fn an_edit_of_a_neutral_value_wins() {
    let fixture = crate::inbound().into_iter().find(|fixture| fixture.name == "conversation_merged").unwrap();
    let mut lines = JsonLines::of(&fixture.frame);
    (crate::SUBJECT.adapter)().decode(&fixture.frame, &mut lines).unwrap();
    let mut event: serde_json::Value = serde_json::from_str(lines.as_str()).unwrap();
    let conversation = &mut event["data"]["conversation"];
    conversation["channel"] = "email".into();
    conversation["last_activity_at"] = "2026-01-09T10:00:00Z".into();
    conversation["first_reply_at"] = "2026-01-09T10:00:00Z".into();
    conversation["messages"][0]["visibility"] = "internal".into();
    let (text, _) = emulated(&event.to_string());
    let told: serde_json::Value = serde_json::from_str(&text).unwrap();
    let told = &told["data"]["conversation"];
    assert_eq!((&told["channel"], told["meta"].get("channel")), (&"Channel::Email".into(), None));
    assert_eq!(told["last_activity_at"], 1_767_952_800);
    assert_eq!(told["timestamp"], 1_767_952_800);
    assert_eq!(told["first_reply_created_at"], 1_767_952_800);
    assert_eq!(told["messages"][0]["private"], true);
}
