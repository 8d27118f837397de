//! Actions and their answers.

use onepane_core::Outbound;
use onepane_core::{Body, Data};
use onepane_session::Config;

use crate::support::{Rig, Said, answer, chatwoot, context, conversation, page};

const SEND: &str = r#"{"type":"message.send","id":"a","data":{"text":"Hello"}}"#;
const LABEL: &str = r#"{"type":"conversation.add_label","id":"l","data":{"label":"vip"}}"#;

fn ready() -> Rig {
    Rig::chatwoot().opened(&conversation(1, r#""status":"open""#, &[]))
}

/// What Botmaker answers to an action.
fn response(id: &str, members: &str) -> String {
    format!(
        r#"{{"dir":"in","via":"message","source":"parent","data":{{"messageType":"BM_WIDGET_ACTION_RESPONSE","requestId":"{id}",{members}}}}}"#
    )
}

#[test]
fn an_answer_ends_the_action_that_it_is_for() {
    let mut rig = ready();
    rig.act(SEND);
    rig.act(&SEND.replace("\"a\"", "\"b\""));
    assert_eq!(rig.session.waiting(), 2);
    let said = rig.hear(&answer("b", 200, r#"{"id":9}"#));
    assert_eq!(said.results(), ["b done"]);
    assert_eq!(said.the("action.result")["data"]["data"]["id"], 9);
    assert_eq!(rig.hear(&answer("a", 422, r#"{"error":"no"}"#)).results(), ["a failed"]);
    assert_eq!(rig.session.waiting(), 0);
}

#[test]
fn answers_by_window_message_are_found_too() {
    let mut rig = Rig::botmaker();
    rig.open();
    let (id, said) = rig.act(r#"{"type":"compose.set_text","data":{"text":"Hello"}}"#);
    assert_eq!(id.as_str(), "s1-1");
    let Body::Out(Outbound::Message { data: Data::Value(json), .. }) = &said.frames[0].body else {
        panic!("a message");
    };
    assert!(json.as_str().contains(r#""requestId":"s1-1""#));
    assert_eq!(rig.hear(&response("s1-1", r#""success":true"#)).results(), ["s1-1 done"]);
}

#[test]
fn an_action_without_an_answer_is_sent_and_that_is_all() {
    let (id, said) = ready().act(r#"{"type":"context.refresh","data":{}}"#);
    assert_eq!((id.as_str(), said.results()), ("s1-1", vec!["s1-1 sent".to_owned()]));
}

#[test]
fn late_doubled_and_foreign_answers_are_strays() {
    let stray = |said: &Said, id: &str| {
        assert!(said.events.is_empty(), "{:?}", said.events);
        assert_eq!(said.notices, [format!("an answer to {id}, which is not waiting for one")]);
    };
    let mut rig = ready();
    rig.act(SEND);
    assert_eq!(rig.hear(&answer("a", 200, "{}")).results(), ["a done"]);
    stray(&rig.hear(&answer("a", 200, "{}")), "a");
    stray(&rig.hear(&answer("s2-1", 200, "{}")), "s2-1");
    rig.act_within(&SEND.replace("\"a\"", "\"b\""), 100);
    assert_eq!(rig.skip_to(rig.now + 100).results(), ["b timed_out"]);
    stray(&rig.hear(&answer("b", 200, "{}")), "b");
}

#[test]
fn an_answer_that_does_not_come_times_out_after_ten_seconds() {
    let mut rig = ready();
    rig.act(SEND);
    assert!(rig.skip_to(9_999).results().is_empty());
    assert_eq!(rig.skip_to(10_000).results(), ["a timed_out"]);
    assert!(rig.skip_to(60_000).results().is_empty());
}

#[test]
fn each_call_can_have_a_time_of_its_own() {
    let mut rig = Rig::botmaker();
    rig.open();
    let set = |id: &str| format!(r#"{{"type":"compose.set_text","id":"{id}","data":{{"text":"x"}}}}"#);
    rig.act_within(&set("long"), 60_000);
    rig.act_within(&set("short"), 50);
    assert_eq!(rig.session.next_timeout().unwrap().as_millis(), crate::support::BASE + 50);
    assert_eq!(rig.skip_to(50).results(), ["short timed_out"]);
    assert_eq!(rig.skip_to(60_000).results(), ["long timed_out"]);
    assert_eq!(rig.session.next_timeout(), None);
}

#[test]
fn a_time_without_end_is_no_overflow() {
    let mut rig = ready();
    rig.act_within(SEND, u64::MAX);
    assert!(rig.skip_to(1 << 40).results().is_empty());
}

#[test]
fn a_cancelled_action_ends_once() {
    let mut rig = ready();
    let (id, _) = rig.act(SEND);
    assert!(rig.session.cancel(&id, rig.time()));
    assert_eq!(rig.drain().results(), ["a cancelled"]);
    assert!(!rig.session.cancel(&id, rig.time()));
    assert!(rig.hear(&answer("a", 200, "{}")).events.is_empty());
}

/// Adding a label is two requests: read the set, write it back with one more.
#[test]
fn what_must_be_read_first_is_read_and_then_written() {
    let mut rig = ready();
    let path = "/api/v1/accounts/3/conversations/1/labels";
    assert_eq!(rig.act(LABEL).1.requests(), [("l.read".to_owned(), format!("GET {path}"))]);
    let said = rig.hear(&answer("l.read", 200, r#"{"payload":["old"]}"#));
    assert_eq!(said.requests(), [("l".to_owned(), format!("POST {path}"))]);
    assert!(said.results().is_empty());
    assert_eq!(rig.hear(&answer("l", 200, "{}")).results(), ["l done"]);
}

/// Whoever was told that it is over must not see it happen afterwards.
#[test]
fn nothing_more_is_sent_for_an_action_that_has_ended() {
    let mut cancelled = ready();
    let (id, _) = cancelled.act(LABEL);
    cancelled.session.cancel(&id, cancelled.time());
    let mut late = ready();
    late.act_within(LABEL, 100);
    late.now = 100;
    for mut rig in [cancelled, late] {
        assert_eq!(rig.drain().results().len(), 1);
        let said = rig.hear(&answer("l.read", 200, r#"{"payload":["old"]}"#));
        assert!(said.requests().is_empty(), "{:?}", said.requests());
        assert_eq!(said.notices, ["an answer to l, which is not waiting for one"]);
    }
}

#[test]
fn an_action_for_another_conversation_is_refused() {
    let send = |target: &str| {
        format!(r#"{{"type":"message.send","target":{{"conversation":"{target}"}},"data":{{"text":"x"}}}}"#)
    };
    let mut rig = ready();
    let (_, said) = rig.act(&send("2"));
    assert_eq!(said.results(), ["s1-1 refused not_current"]);
    assert!(said.requests().is_empty());
    assert_eq!(rig.act(&send("1")).1.requests().len(), 1);
    rig.hear(&context(&conversation(2, "", &[])));
    assert_eq!(rig.act(&send("1")).1.results(), ["s1-3 refused not_current"]);
}

#[test]
fn what_the_host_cannot_do_is_told_at_once() {
    let mut rig = ready();
    let (_, said) = rig.act(r#"{"type":"compose.set_text","data":{"text":"x"}}"#);
    assert_eq!(said.results(), ["s1-1 unsupported"]);
    let reason = said.the("action.result")["data"]["reason"].as_str().unwrap();
    assert!(reason.ends_with("(use message.send instead)"), "{reason}");
    let (_, said) = rig.act(r#"{"type":"message.send","data":{"text":""}}"#);
    assert_eq!(said.results(), ["s1-2 refused text"]);
    assert!(said.requests().is_empty());
    assert_eq!(rig.session.waiting(), 0);
}

#[test]
fn an_id_that_waits_already_gets_another() {
    let mut rig = ready();
    rig.act(SEND);
    let (id, said) = rig.act(SEND);
    assert_eq!((id.as_str(), said.results()), ("s1-1", vec!["s1-1 refused id".to_owned()]));
    assert_eq!(rig.hear(&answer("a", 200, "{}")).results(), ["a done"]);
}

#[test]
fn an_action_without_an_id_gets_one_that_nobody_has() {
    let mut rig = ready();
    rig.act(&SEND.replace("\"a\"", "\"s1-1\""));
    let (id, said) = rig.act(r#"{"type":"message.send","data":{"text":"x"}}"#);
    assert_eq!((id.as_str(), said.requests().len()), ("s1-2", 1));
}

#[test]
fn two_sessions_give_different_ids() {
    let mut config = Config::default();
    config.number = 7;
    let mut rig = Rig::with(chatwoot(), config).opened(&conversation(1, "", &[]));
    let (id, _) = rig.act(r#"{"type":"message.send","data":{"text":"x"}}"#);
    assert_eq!(id.as_str(), "s7-1");
    let said = rig.hear(&answer("s7-1", 200, "{}"));
    // Four came before: ready, the context, the selection, and what can be done.
    assert_eq!(said.the("action.result")["id"], "s7-5");
}

#[test]
fn of_more_actions_than_may_wait_the_last_is_refused() {
    let mut config = Config::default();
    config.bounds.pending = 2;
    let mut rig = Rig::with(chatwoot(), config).opened(&conversation(1, "", &[]));
    let send = |id: &str| SEND.replace("\"a\"", &format!("\"{id}\""));
    rig.act(&send("a"));
    rig.act(&send("b"));
    assert_eq!(rig.act(&send("c")).1.results(), ["c refused pending"]);
    rig.hear(&answer("a", 200, "{}"));
    assert_eq!(rig.act(&send("d")).1.requests().len(), 1);
}

#[test]
fn what_can_be_done_is_told_when_it_changes() {
    let mut rig = Rig::chatwoot();
    rig.open();
    let said = rig.hear(&context_without_conversation());
    assert!(!said.kinds().contains(&"session.capabilities_changed*".to_owned()));
    let said = rig.hear(&context(&conversation(1, "", &[])));
    let actions = said.the("session.capabilities_changed")["data"]["actions"].to_string();
    assert!(actions.contains("message.send") && !actions.contains("context.refresh"), "{actions}");
    assert!(rig.hear(&page("visible")).events.is_empty());
}

fn context_without_conversation() -> String {
    context("{}")
}
