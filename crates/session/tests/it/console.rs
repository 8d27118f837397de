//! What a widget gets from its console: how actions end, in its own words.

use std::time::Duration;

use async_trait::async_trait;
use onepane_adapter_botmaker::{Botmaker, BotmakerEmulator, Config};
use onepane_core::PageState;
use onepane_model::{
    Action, ActionKind, ActionResult, ComposeSetText, ContextRefresh, Event, EventData, EventKind,
    MessageSend, Outcome, TicketOpen,
};
use onepane_session::{Console, SendError, Widget};
use onepane_testkit::Stage;

const CHAT: &str = r#"{"type":"conversation.selected","screen":"CHATS","data":{
    "conversation":{"id":"c-1","channel":"whatsapp"},"contact":{"id":"c-1","name":"Ada"}}}"#;

fn stage() -> Stage {
    let adapter = Botmaker::new(Config::default()).unwrap();
    Stage::new(Box::new(adapter), Box::new(BotmakerEmulator::new())).tell(100, &[CHAT])
}

/// Does one thing when a conversation is opened, and writes down how it ended.
struct Once<F>(F, Vec<String>);

#[async_trait(?Send)]
impl<F: AsyncFnMut(&Console) -> String> Widget for Once<F> {
    async fn event(&mut self, event: &Event, console: &Console) {
        if event.kind() == Some(EventKind::ConversationSelected) {
            let ended = (self.0)(console).await;
            self.1.push(ended);
        }
    }
}

/// How the one thing ended, and the transcript.
#[track_caller]
fn outcome(stage: Stage, act: impl AsyncFnMut(&Console) -> String) -> (String, String) {
    let mut widget = Once(act, Vec::new());
    let transcript = stage.play(&mut widget);
    let [ended] = &widget.1[..] else { panic!("it has not ended: {transcript}") };
    (ended.clone(), transcript)
}

fn draft(text: &str) -> Action {
    Action::new(ComposeSetText::default().with_text(text))
}

#[test]
fn an_answer_is_confirmed() {
    let (ended, _) = outcome(stage(), async |console| format!("{:?}", console.send(draft("Hi")).await));
    assert_eq!(ended, "Ok(Answer { confirmed: true, data: None })");
}

#[test]
fn what_the_host_cannot_do_is_unsupported() {
    let (ended, transcript) = outcome(stage(), async |console| {
        format!("{:?}", console.send(Action::new(ContextRefresh::default())).await)
    });
    assert!(ended.starts_with("Err(Unsupported { reason: \""), "{ended}");
    assert!(!transcript.contains("sends"), "{transcript}");
}

#[test]
fn what_breaks_a_limit_is_refused_with_its_name() {
    let (ended, _) = outcome(stage(), async |console| {
        let Err(SendError::Refused { constraint, .. }) = console.send(draft("")).await else { panic!() };
        let limits = console.limits(ActionKind::ComposeSetText);
        format!("{constraint:?} {:?}", limits.first().map(|limit| (&*limit.field, limit.max)))
    });
    assert_eq!(ended, r#"Some("text") Some(("text", Some(5000)))"#);
}

#[test]
fn the_hosts_no_keeps_its_words() {
    let no = stage().answering(|_| {
        Some(ActionResult::default().with_result(Outcome::Failed).with_reason("Chat is closed".to_owned()))
    });
    let (ended, _) = outcome(no, async |console| format!("{:?}", console.send(draft("Hi")).await));
    assert_eq!(ended, r#"Err(Failed { reason: "Chat is closed" })"#);
}

#[test]
fn no_answer_is_a_time_out_after_the_time_given() {
    let silent = || stage().answering(|_| None).until(20_000);
    let (ended, _) = outcome(silent(), async |console| {
        let begun = console.now().as_millis();
        let ended = console.send(draft("Hi")).await;
        format!("{ended:?} after {}", console.now().as_millis() - begun)
    });
    assert_eq!(ended, "Err(TimedOut) after 10000");
    let (ended, _) = outcome(silent(), async |console| {
        let begun = console.now().as_millis();
        let ended = console.send_within(draft("Hi"), Duration::from_millis(300)).await;
        format!("{ended:?} after {}", console.now().as_millis() - begun)
    });
    assert_eq!(ended, "Err(TimedOut) after 300");
}

#[test]
fn what_still_waits_when_the_page_goes_ends_with_it() {
    let gone = stage().answering(|_| None).page(500, PageState::Unload);
    let (ended, _) = outcome(gone, async |console| format!("{:?}", console.send(draft("Hi")).await));
    assert_eq!(ended, "Err(Closed)");
}

#[test]
fn after_the_end_nothing_can_be_had() {
    let (ended, _) = outcome(stage(), async |console| {
        console.close();
        format!("{:?}", console.send(draft("Hi")).await)
    });
    assert_eq!(ended, "Err(Closed)");
}

#[test]
fn dropping_what_waits_gives_it_up_and_its_late_answer_goes_to_nobody() {
    struct Hasty {
        results: usize,
    }
    #[async_trait(?Send)]
    impl Widget for Hasty {
        async fn event(&mut self, event: &Event, console: &Console) {
            match &event.data {
                EventData::ConversationSelected(_) => drop(console.send(draft("Hi"))),
                EventData::ActionResult(_) => self.results += 1,
                _ => {}
            }
        }
    }
    let mut hasty = Hasty { results: 0 };
    let transcript = stage().play(&mut hasty);
    assert_eq!(hasty.results, 0, "{transcript}");
}

#[test]
fn a_posted_action_ends_as_an_event() {
    struct Poster(Vec<String>);
    #[async_trait(?Send)]
    impl Widget for Poster {
        async fn event(&mut self, event: &Event, console: &Console) {
            match &event.data {
                EventData::ConversationSelected(_) => self.0.push(console.post(&draft("Hi")).to_string()),
                EventData::ActionResult(result) => {
                    self.0.push(format!("{:?} {:?}", result.action.as_ref().unwrap(), result.result));
                }
                _ => {}
            }
        }
    }
    let mut poster = Poster(Vec::new());
    stage().play(&mut poster);
    assert_eq!(poster.0.len(), 2, "{:?}", poster.0);
    assert!(poster.0[1].contains("s1-1") && poster.0[1].contains("Done"), "{:?}", poster.0);
}

#[test]
fn the_first_way_that_the_host_has_is_taken() {
    let (ended, transcript) = outcome(stage(), async |console| {
        let ways = [
            Action::new(ContextRefresh::default()),
            // Only on another screen.
            Action::new(TicketOpen::default().with_code("TK-1")),
            Action::new(MessageSend::default().with_text("Hi")),
            draft("Hi"),
        ];
        format!("{:?}", console.send_first(ways).await.map(|(kind, _)| kind))
    });
    assert_eq!(ended, "Ok(MessageSend)");
    assert_eq!(transcript.matches("sends").count(), 1, "{transcript}");
}

#[test]
fn a_way_that_failed_gives_way_to_no_other() {
    let no = stage().answering(|_| Some(ActionResult::default().with_result(Outcome::Failed)));
    let (ended, transcript) = outcome(no, async |console| {
        let ways = [Action::new(MessageSend::default().with_text("Hi")), draft("Hi")];
        format!("{:?}", console.send_first(ways).await.map(|(kind, _)| kind))
    });
    assert!(ended.starts_with("Err(Failed"), "{ended}");
    assert_eq!(transcript.matches("sends").count(), 1, "{transcript}");
}

#[test]
fn the_context_is_kept_for_whoever_asks_late() {
    let (ended, _) = outcome(stage(), async |console| {
        let context = console.context().and_then(|event| event.kind());
        format!(
            "{context:?} {:?} {}",
            console.current_conversation(),
            console.supports(ActionKind::TicketOpen)
        )
    });
    assert!(ended.starts_with("Some(ConversationSelected) Some(") && ended.ends_with(" false"), "{ended}");
}
