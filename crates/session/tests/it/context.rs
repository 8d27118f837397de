//! The context: repeats, late listeners, contacts, bounds.

use onepane_session::Config;
use serde_json::json;

use crate::support::{Rig, chatwoot, context, context_with, conversation};

#[test]
fn an_identical_repeat_of_a_state_is_dropped() {
    let mut rig = Rig::chatwoot();
    rig.open();
    let one = context(&conversation(1, r#""status":"open""#, &[(5, 1)]));
    assert_eq!(rig.hear(&one).kinds()[1], "context.changed");
    assert!(rig.hear(&one).events.is_empty());
    let other = context(&conversation(1, r#""status":"open","unread_count":2"#, &[(5, 1)]));
    assert_eq!(rig.hear(&other).kinds(), ["context.changed"]);
    assert_eq!(rig.hear(&one).kinds(), ["context.changed"], "it was different in between");
}

#[test]
fn occurrences_are_never_repeats() {
    let sent = r#"{"dir":"in","via":"message","source":"parent","data":{"messageType":"BM_WIDGET_EVENT","event":"chat:messageSent","screen":"CHATS","payload":{"customerId":"c","messageType":"text","messageId":"m"},"timestamp":1770000002000}}"#;
    let selected = r#"{"dir":"in","via":"message","source":"parent","data":{"messageType":"BM_WIDGET_EVENT","event":"chat:selected","screen":"CHATS","payload":{"customerId":"c"}}}"#;
    let mut rig = Rig::botmaker();
    rig.open();
    assert_eq!(rig.hear(selected).kinds()[0], "conversation.selected");
    assert!(rig.hear(selected).events.is_empty());
    for _ in 0..2 {
        assert_eq!(rig.hear(sent).kinds(), ["message.created"]);
    }
}

#[test]
fn the_contact_is_filled_in_from_the_conversation() {
    let with_sender = r#"{"id":1,"meta":{"sender":{"id":88,"name":"Ada"}}}"#;
    for (beside, name) in [
        (r#""contact":{}"#, "Ada"),
        (r#""theme":"dark""#, "Ada"),
        (r#""contact":null"#, "Ada"),
        (r#""contact":{"id":9,"name":"Grace"}"#, "Grace"),
    ] {
        let mut rig = Rig::chatwoot();
        rig.open();
        let said = rig.hear(&context_with(with_sender, beside));
        let event = said.the("context.changed");
        assert_eq!(event["data"]["contact"]["name"], name, "{beside}");
        assert_eq!(event["data"]["conversation"]["contact"]["name"], "Ada", "it stays there too");
        assert_eq!(said.the("conversation.selected")["data"]["contact"]["name"], name);
    }
}

#[test]
fn where_nobody_knows_a_contact_none_is_invented() {
    let mut rig = Rig::chatwoot();
    rig.open();
    let said = rig.hear(&context("{\"id\":1}"));
    assert!(said.the("context.changed")["data"]["contact"]["id"].is_null());
}

#[test]
fn a_late_listener_can_ask_for_the_context() {
    let mut rig = Rig::chatwoot();
    rig.open();
    assert!(rig.session.context().is_none());
    let said = rig.hear(&context(&conversation(1, "", &[])));
    let kept: serde_json::Value = serde_json::from_str(rig.session.context().unwrap().as_json()).unwrap();
    assert_eq!(&kept, said.the("context.changed"));
    rig.hear(&context(&conversation(2, "", &[])));
    assert!(rig.session.context().unwrap().as_json().contains(r#""id":"2""#));
}

#[test]
fn on_a_host_without_contexts_the_selection_is_kept() {
    let mut rig = Rig::botmaker();
    rig.open();
    rig.hear(r#"{"dir":"in","via":"message","source":"parent","data":{"messageType":"BM_WIDGET_EVENT","event":"chat:selected","screen":"CHATS","payload":{"customerId":"c"}}}"#);
    assert!(rig.session.context().unwrap().as_json().contains("conversation.selected"));
    assert_eq!(rig.session.current_conversation().unwrap().as_str(), "c");
}

#[test]
fn a_context_beyond_the_bound_is_told_but_not_kept() {
    let mut config = Config::default();
    config.bounds.context = 500;
    let mut rig = Rig::with(chatwoot(), config);
    rig.open();
    rig.hear(&context("{\"id\":1}"));
    assert!(rig.session.context().is_some());
    let many: Vec<(u32, i64)> = (1..50).map(|id| (id, i64::from(id))).collect();
    let said = rig.hear(&context(&conversation(1, "", &many)));
    assert_eq!(said.kinds()[0], "context.changed");
    assert!(said.notices[0].contains("too large to be kept"), "{:?}", said.notices);
    assert!(rig.session.context().is_none(), "an older one would be wrong");
}

#[test]
fn events_are_numbered_and_say_where_they_come_from() {
    let mut rig = Rig::chatwoot();
    rig.open();
    let said = rig.hear(&context(&conversation(1, "", &[])));
    let ids: Vec<_> = said.events.iter().map(|event| event["id"].clone()).collect();
    assert_eq!(ids, [json!("s1-1"), json!("s1-2"), json!("s1-3"), json!("s1-4")]);
    for event in &said.events {
        assert_eq!(event["specversion"], "1.0");
        assert_eq!(event["source"], "onepane://chatwoot/3");
    }
    let (_, said) = rig.act(r#"{"type":"compose.set_text","data":{"text":"x"}}"#);
    assert_eq!(said.the("action.result")["source"], "onepane://chatwoot/3");
}
