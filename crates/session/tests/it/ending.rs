//! The end of a session.

use crate::support::{Rig, answer, context, conversation, page};

const SEND: &str = r#"{"type":"message.send","id":"a","data":{"text":"Hello"}}"#;

fn waiting() -> Rig {
    let mut rig = Rig::chatwoot().opened(&conversation(1, "", &[]));
    rig.act(SEND);
    rig
}

#[test]
fn closing_cancels_what_waits_and_then_nothing_happens_any_more() {
    let mut rig = waiting();
    rig.session.close(rig.time());
    assert_eq!(rig.drain().results(), ["a cancelled"]);
    assert!(rig.session.is_closed());
    assert_eq!((rig.session.next_timeout(), rig.session.waiting()), (None, 0));
    let said = rig.hear(&context(&conversation(2, "", &[])));
    assert_eq!(
        (said.events.len(), said.notices),
        (0, vec!["a frame after the end of the session".to_owned()])
    );
    assert!(rig.hear(&answer("a", 200, "{}")).events.is_empty());
    assert_eq!(rig.asked_until(1_000_000), [0; 0]);
}

#[test]
fn a_page_that_goes_away_ends_the_session() {
    let mut rig = waiting();
    assert_eq!(rig.hear(&page("unload")).results(), ["a cancelled"]);
    assert!(rig.session.is_closed());
    rig.session.close(rig.time());
    assert!(rig.drain().events.is_empty(), "it ends once");
}

#[test]
fn an_action_after_the_end_is_cancelled_at_once() {
    let mut rig = waiting();
    rig.hear(&page("unload"));
    let (_, said) = rig.act(&SEND.replace("\"a\"", "\"b\""));
    assert_eq!(said.results(), ["b cancelled"]);
    assert!(said.frames.is_empty());
}

#[test]
fn the_last_context_can_still_be_read() {
    let mut rig = waiting();
    rig.session.close(rig.time());
    assert!(rig.session.context().is_some());
}

#[test]
fn a_session_that_was_never_opened_ends_as_well() {
    let mut rig = Rig::chatwoot();
    rig.session.close(rig.time());
    rig.session.open(rig.time());
    assert!(rig.drain().lines().is_empty());
    assert!(rig.session.is_closed());
}
