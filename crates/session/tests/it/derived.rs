//! What is worked out from snapshots: exactly once, and never of history.

use onepane_session::Config;
use serde_json::json;

use crate::support::{BASE, Rig, chatwoot, context, context_with, conversation, messages};

fn fixture(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../adapters/chatwoot/fixtures/inbound");
    std::fs::read_to_string(format!("{folder}/{name}.json")).unwrap()
}

#[test]
fn the_first_context_makes_the_widget_ready_and_selects() {
    let mut rig = Rig::chatwoot();
    rig.open();
    let said = rig.hear(&context_with(
        &conversation(1, r#""status":"open""#, &[(5, 1), (6, 2)]),
        r#""contact":{"id":8},"currentAgent":{"id":11},"theme":"dark""#,
    ));
    assert_eq!(
        said.kinds(),
        ["session.ready*", "context.changed", "conversation.selected*", "session.capabilities_changed*"]
    );
    let ready = &said.the("session.ready")["data"];
    assert_eq!((&ready["agent"]["id"], &ready["appearance"]), (&json!("11"), &json!("dark")));
    let selected = &said.the("conversation.selected")["data"];
    assert_eq!(selected["conversation"]["status"], "open");
    assert!(selected["conversation"]["messages"].is_null(), "they are in the context");
    assert_eq!(selected["contact"]["id"], "8");
    assert!(said.the("conversation.selected")["hostevent"].is_null(), "the host has not said so");
}

#[test]
fn a_message_is_told_once_with_its_time_and_a_brief_conversation() {
    let mut rig = Rig::chatwoot().opened(&conversation(1, r#""status":"open""#, &[(5, 1)]));
    let later = context_with(
        &conversation(
            1,
            r#""status":"open","labels":["vip"],"channel":"Channel::Whatsapp""#,
            &[(5, 1), (6, 2)],
        ),
        r#""contact":{"id":8,"name":"Ada"}"#,
    );
    let said = rig.hear(&later);
    let event = said.the("message.created");
    assert_eq!(event["time"], "2026-02-02T02:40:02Z");
    assert_eq!(event["derived"], true);
    assert_eq!(event["data"]["message"]["text"], "m6");
    assert_eq!(event["data"]["conversation"], json!({"id": "1", "channel": "whatsapp", "status": "open"}));
    assert_eq!(event["data"]["contact"]["name"], "Ada");
    assert!(rig.hear(&later).events.is_empty());
    let said = rig.hear(&context(&conversation(1, r#""status":"open""#, &[(6, 2)])));
    assert_eq!(messages(&said), [""; 0], "a shorter list is no news");
}

#[test]
fn several_come_in_the_order_in_which_they_were_written() {
    let mut rig = Rig::chatwoot().opened(&conversation(1, "", &[(5, 1)]));
    let said = rig.hear(&context(&conversation(1, "", &[(9, 4), (5, 1), (10, 4), (7, 2)])));
    assert_eq!(messages(&said), ["7", "9", "10"]);
    assert_eq!(said.kinds()[0], "context.changed", "before what it means");
}

#[test]
fn history_that_scrolls_in_is_no_news() {
    let mut rig = Rig::chatwoot().opened(&conversation(1, "", &[(20, 50), (21, 51)]));
    let said = rig.hear(&context(&conversation(1, "", &[(18, 10), (19, 50), (20, 50), (21, 51)])));
    assert_eq!(said.kinds(), ["context.changed"]);
    let said = rig.hear(&context(&conversation(
        1,
        "",
        &[(17, 9), (18, 10), (19, 50), (20, 50), (21, 51), (22, 51)],
    )));
    assert_eq!(messages(&said), ["22"]);
}

#[test]
fn a_message_on_its_way_out_is_told_when_it_has_its_id() {
    let base = BASE / 1000;
    let provisional = |status: &str| {
        format!(
            r#"{{"id":"e-1","echo_id":"e-1","message":"x","content":"x","status":"{status}","created_at":{base}}}"#
        )
    };
    let real = format!(
        r#"{{"id":6,"echo_id":"e-1","content":"x","message_type":1,"status":"sent","created_at":{base}}}"#
    );
    let first = format!(r#"{{"id":5,"content":"m5","message_type":0,"created_at":{}}}"#, base - 5);
    let with = |second: &str| context(&format!(r#"{{"id":1,"messages":[{first},{second}]}}"#));
    let mut rig = Rig::chatwoot().opened(&conversation(1, "", &[(5, -5)]));
    assert_eq!(messages(&rig.hear(&with(&provisional("progress")))), [""; 0]);
    assert_eq!(messages(&rig.hear(&with(&provisional("failed")))), [""; 0]);
    assert_eq!(messages(&rig.hear(&with(&real))), ["6"]);
    assert_eq!(messages(&rig.hear(&with(&real.replace("sent", "read")))), [""; 0]);
}

/// The same conversation as the host's API, its websocket and a mixture of both tell it.
#[test]
fn shapes_of_one_record_that_merge_are_no_change() {
    let mut rig = Rig::chatwoot();
    rig.open();
    assert_eq!(messages(&rig.hear(&fixture("conversation_rest"))), [""; 0]);
    let said = rig.hear(&fixture("conversation_websocket"));
    assert_eq!(messages(&said), ["9002"]);
    // The websocket told that nobody's team has it any more, and until when it sleeps.
    assert_eq!(said.kinds(), ["context.changed", "message.created*", "conversation.updated*"]);
    let said = rig.hear(&fixture("conversation_merged"));
    assert_eq!(said.kinds(), ["context.changed"], "another shape of the same");
    let said = rig.hear(&fixture("conversation_rest"));
    assert_eq!(said.kinds(), ["context.changed"], "an older record is no change");
    assert_eq!(messages(&rig.hear(&fixture("message_live_update"))), ["9004"], "9002 was told already");
}

#[test]
fn a_pending_message_of_the_hosts_own_is_told_once_it_is_real() {
    let mut rig = Rig::chatwoot();
    rig.open();
    for name in ["conversation_rest", "message_pending"] {
        assert_eq!(messages(&rig.hear(&fixture(name))), [""; 0], "{name}");
    }
    assert_eq!(messages(&rig.hear(&fixture("conversation_websocket"))), ["9002"]);
}

#[test]
fn a_change_is_told_and_an_end_too() {
    let mut rig = Rig::chatwoot().opened(&conversation(1, r#""status":"open""#, &[]));
    let said = rig.hear(&context(&conversation(1, r#""status":"pending""#, &[])));
    assert_eq!(said.kinds(), ["context.changed", "conversation.updated*"]);
    assert_eq!(said.the("conversation.updated")["data"]["conversation"]["status"], "pending");
    let said = rig.hear(&context(&conversation(1, r#""status":"resolved""#, &[])));
    assert_eq!(said.kinds(), ["context.changed", "conversation.updated*", "conversation.ended*"]);
    let said = rig.hear(&context(&conversation(1, r#""status":"resolved","labels":["a"]"#, &[])));
    assert_eq!(said.kinds(), ["context.changed"], "labels that were not told before are no change");
    let said = rig.hear(&context(&conversation(1, r#""status":"open""#, &[])));
    assert_eq!(said.kinds(), ["context.changed", "conversation.updated*"]);
    let said = rig.hear(&context(&conversation(1, r#""status":"resolved""#, &[])));
    assert_eq!(said.kinds(), ["context.changed", "conversation.updated*", "conversation.ended*"]);
}

#[test]
fn one_that_was_over_when_it_was_first_seen_has_not_ended() {
    let mut rig = Rig::chatwoot();
    rig.open();
    let said = rig.hear(&context(&conversation(1, r#""status":"resolved""#, &[])));
    assert!(!said.kinds().contains(&"conversation.ended*".to_owned()));
}

#[test]
fn a_record_that_was_overtaken_changes_nothing() {
    let at = |status: &str, second: u32| {
        conversation(1, &format!(r#""status":"{status}","updated_at":17700000{second}.5"#), &[])
    };
    let mut rig = Rig::chatwoot().opened(&at("open", 10));
    assert_eq!(rig.hear(&context(&at("pending", 20))).kinds(), ["context.changed", "conversation.updated*"]);
    assert_eq!(rig.hear(&context(&at("open", 15))).kinds(), ["context.changed"]);
    assert_eq!(rig.hear(&context(&at("pending", 20))).kinds(), ["context.changed"]);
}

#[test]
fn going_to_another_conversation_and_back_loses_nothing() {
    let mut rig = Rig::chatwoot().opened(&conversation(1, "", &[(5, 1)]));
    let said = rig.hear(&context(&conversation(2, "", &[(6, 2)])));
    assert_eq!(said.kinds(), ["context.changed", "conversation.selected*"]);
    assert_eq!(messages(&said), [""; 0]);
    let said = rig.hear(&context(&conversation(1, "", &[(5, 1), (7, 3)])));
    assert_eq!(said.kinds(), ["context.changed", "conversation.selected*", "message.created*"]);
    assert_eq!(messages(&said), ["7"]);
    let said = rig.hear(&context(&conversation(2, "", &[(6, 2)])));
    assert_eq!(said.kinds(), ["context.changed", "conversation.selected*"]);
}

#[test]
fn leaving_every_conversation_and_coming_back_selects_again() {
    let mut rig = Rig::chatwoot().opened(&conversation(1, "", &[(5, 1)]));
    rig.hear(&context("{}"));
    let said = rig.hear(&context(&conversation(1, "", &[(5, 1)])));
    assert!(said.kinds().contains(&"conversation.selected*".to_owned()), "{:?}", said.kinds());
}

#[test]
fn an_appearance_that_changes_is_told() {
    let themed = |theme: &str| context_with("{\"id\":1}", &format!(r#""contact":{{}},"theme":"{theme}""#));
    let mut rig = Rig::chatwoot();
    rig.open();
    assert!(!rig.hear(&themed("light")).kinds().contains(&"session.appearance_changed*".to_owned()));
    let said = rig.hear(&themed("dark"));
    assert_eq!(said.the("session.appearance_changed")["data"], json!({"appearance": "dark"}));
    assert_eq!(rig.hear(&context("{\"id\":1}")).kinds(), ["context.changed"], "not said is not changed");
    assert_eq!(rig.hear(&themed("dark")).kinds(), ["context.changed"]);
}

#[test]
fn a_host_that_says_it_itself_is_not_doubled() {
    let mut rig = Rig::botmaker();
    let ready = r#"{"dir":"in","via":"message","source":"parent","data":{"messageType":"BM_WIDGET_EVENT","event":"widget:ready","screen":"CHATS","payload":{"screen":"CHATS"}}}"#;
    let selected = r#"{"dir":"in","via":"message","source":"parent","data":{"messageType":"BM_WIDGET_EVENT","event":"chat:selected","screen":"CHATS","payload":{"customerId":"c","customerName":"Ada"}}}"#;
    assert!(rig.open().events.is_empty());
    assert_eq!(rig.hear(ready).kinds()[0], "session.ready");
    assert_eq!(rig.hear(selected).kinds(), ["conversation.selected"]);
    assert_eq!(rig.hear(&selected.replace("Ada", "Grace")).kinds(), ["conversation.selected"]);
}

#[test]
fn of_more_conversations_than_it_may_keep_the_oldest_begins_anew() {
    let mut config = Config::default();
    config.bounds.conversations = 2;
    let mut rig = Rig::with(chatwoot(), config).opened(&conversation(1, "", &[(1, 1)]));
    for id in [2, 3] {
        rig.hear(&context(&conversation(id, "", &[(id, 1)])));
    }
    assert_eq!((rig.session.kept().conversations, rig.session.kept().messages), (2, 2));
    let back = context(&conversation(1, "", &[(1, 1), (11, 2)]));
    assert_eq!(messages(&rig.hear(&back)), [""; 0], "all of it is history");
    let said = rig.hear(&context(&conversation(3, "", &[(3, 1), (31, 2)])));
    assert_eq!(messages(&said), ["31"], "this one is remembered");
}
