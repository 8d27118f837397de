//! When the context is asked for.

use std::time::Duration;

use onepane_session::Config;

use crate::support::{QUESTION, Rig, answer, chatwoot, context, conversation, page, posted};

const SEND: &str = r#"{"type":"message.send","id":"a","data":{"text":"Hello"}}"#;

fn open_with_refresh(seconds: u64) -> Rig {
    let mut config = Config::default();
    config.refresh = Duration::from_secs(seconds);
    Rig::with(chatwoot(), config).opened(&conversation(1, "", &[]))
}

#[test]
fn it_begins_with_the_question() {
    assert_eq!(Rig::chatwoot().open().lines(), [QUESTION]);
}

#[test]
fn opening_twice_is_opening_once() {
    let mut rig = Rig::chatwoot();
    rig.open();
    assert!(rig.open().lines().is_empty());
}

#[test]
fn patience_grows_until_the_host_answers() {
    let mut rig = Rig::chatwoot();
    assert_eq!(rig.open().questions(), 1);
    assert_eq!(rig.asked_until(29_000), [250, 1000, 3000]);

    let mut rig = Rig::chatwoot();
    rig.open();
    assert_eq!(rig.asked_until(999), [250]);
    rig.hear(&context(&conversation(1, "", &[])));
    assert_eq!(rig.asked_until(20_000), [0; 0]);
}

#[test]
fn a_corrupt_answer_is_no_answer() {
    let mut rig = Rig::chatwoot();
    rig.open();
    let said = rig.hear(&posted(r#"{"event":"appContext","data":{"conversation":{"id":1,"messages":7}}}"#));
    assert_eq!((said.notices.len(), said.events.len()), (1, 0));
    assert_eq!(rig.asked_until(20_000), [250, 1000, 3000]);
}

#[test]
fn a_host_that_starts_late_is_asked_again() {
    let mut rig = Rig::chatwoot();
    rig.open();
    assert_eq!(rig.asked_until(70_000), [250, 1000, 3000, 33_000, 63_000]);
    let said = rig.hear(&context(&conversation(1, "", &[])));
    assert_eq!(said.kinds()[..3], ["session.ready*", "context.changed", "conversation.selected*"]);
}

#[test]
fn coming_back_to_the_page_asks_at_once() {
    let mut rig = Rig::chatwoot().opened(&conversation(1, "", &[]));
    rig.hear(&page("hidden"));
    assert_eq!(rig.asked_until(100_000), [0; 0]);
    assert_eq!(rig.hear(&page("visible")).questions(), 1);
    // Nobody answers: asked again with growing patience.
    assert_eq!(rig.asked_until(120_000), [100_250, 101_000, 103_000]);
}

#[test]
fn a_host_that_tells_no_changes_is_asked_while_the_page_is_in_view() {
    let mut rig = open_with_refresh(30);
    assert_eq!(rig.asked_until(65_000), [30_000, 60_000]);
    rig.hear(&page("hidden"));
    assert_eq!(rig.asked_until(300_000), [0; 0]);
}

#[test]
fn the_interval_can_be_set_and_turned_off() {
    assert_eq!(open_with_refresh(5).asked_until(12_000), [5_000, 10_000]);
    assert_eq!(open_with_refresh(0).asked_until(1_000_000), [0; 0]);
}

#[test]
fn without_an_interval_it_is_still_asked_before_and_after_acting() {
    let mut rig = open_with_refresh(0);
    rig.now = 5000;
    let (_, said) = rig.act(SEND);
    assert_eq!(said.lines()[0], QUESTION);
    assert_eq!(rig.hear(&answer("a", 200, "{}")).questions(), 1);
}

#[test]
fn a_host_that_tells_changes_is_not_asked() {
    let mut rig = Rig::botmaker();
    assert!(rig.open().lines().is_empty());
    assert_eq!(rig.session.next_timeout(), None);
    assert!(rig.hear(&page("visible")).lines().is_empty());
    assert_eq!(rig.asked_until(1_000_000), [0; 0]);
}

#[test]
fn before_acting_an_old_context_is_asked_for_and_a_fresh_one_is_not() {
    let mut rig = Rig::chatwoot().opened(&conversation(1, "", &[]));
    rig.now = 5000;
    let (_, said) = rig.act(SEND);
    assert_eq!(said.lines()[0], QUESTION, "before the request");
    assert_eq!(said.requests().len(), 1);

    let mut rig = Rig::chatwoot().opened(&conversation(1, "", &[]));
    rig.now = 500;
    assert_eq!(rig.act(SEND).1.questions(), 0);
}

#[test]
fn after_acting_the_context_is_asked_for_until_it_comes() {
    let mut rig = Rig::chatwoot().opened(&conversation(1, "", &[]));
    rig.now = 500;
    rig.act(SEND);
    assert_eq!(rig.hear(&answer("a", 200, "{}")).questions(), 1);
    assert_eq!(rig.asked_until(1000), [750]);
    rig.hear(&context(&conversation(1, r#""status":"open""#, &[])));
    assert_eq!(rig.asked_until(10_000), [0; 0]);
}

#[test]
fn a_refresh_that_the_widget_asks_for_is_one_question() {
    let mut rig = Rig::chatwoot().opened(&conversation(1, "", &[]));
    rig.now = 5000;
    let (_, said) = rig.act(r#"{"type":"context.refresh","id":"r","data":{}}"#);
    assert_eq!(said.results(), ["r sent"]);
    assert_eq!(said.questions(), 1);
    assert_eq!(rig.asked_until(20_000), [5250, 6000, 8000], "until it is answered");
}

#[test]
fn a_launch_begins_anew() {
    let mut rig = Rig::chatwoot().opened(&conversation(1, "", &[]));
    rig.now = 5000;
    let said = rig.hear(r#"{"dir":"in","via":"launch","url":"https://widget.example.test/"}"#);
    assert_eq!((said.kinds(), said.questions()), (vec!["session.launched".to_owned()], 1));
}

#[test]
fn a_clock_that_goes_back_stands_still() {
    let mut rig = Rig::chatwoot();
    rig.open();
    rig.asked_until(3000);
    rig.now = -1_000_000;
    assert!(rig.drain().lines().is_empty());
    assert_eq!(rig.session.next_timeout().unwrap().as_millis(), crate::support::BASE + 33_000);
    rig.hear(&context(&conversation(1, "", &[])));
    rig.act_within(SEND, 50);
    assert_eq!(rig.session.next_timeout().unwrap().as_millis(), crate::support::BASE + 3050);
}
