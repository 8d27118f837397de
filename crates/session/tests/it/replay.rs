//! Recorded sessions, run again.

use onepane_adapter_botmaker::{Botmaker, BotmakerEmulator};
use onepane_adapter_chatwoot::ChatwootEmulator;
use onepane_core::{Emulator, Frame};
use onepane_session::{Config, Recorder, Replayed, Trace, Trust, replay};
use serde_json::Value;

use crate::support::{BASE, Line, Rig, Said, answer, chatwoot, context, conversation, page};

fn recorded() -> Config {
    let mut config = Config::default();
    config.trust = Trust::recorded();
    config
}

/// What came to light, a line each: actions with their ids, events by their kinds and results.
fn shown(replayed: &[Replayed]) -> Vec<String> {
    let line = |one: &Replayed| match one {
        Replayed::Notice(notice) => format!("note {notice}"),
        Replayed::NoAction(reason) => format!("none {reason}"),
        other => {
            let json: Value = serde_json::from_str(&other.to_json().unwrap()).unwrap();
            match json.get("action") {
                Some(action) => {
                    format!("action {} {}", action["type"].as_str().unwrap(), action["id"].as_str().unwrap())
                }
                None => {
                    let kind = json["type"].as_str().unwrap().trim_start_matches("dev.onepane.").to_owned();
                    assert_eq!(json["specversion"], "1.0");
                    match json["data"]["result"].as_str() {
                        Some(result) => {
                            format!("{kind} {} {result}", json["data"]["action"].as_str().unwrap())
                        }
                        None => kind,
                    }
                }
            }
        }
    };
    replayed.iter().map(line).collect()
}

fn chatwoot_emulator() -> Option<Box<dyn Emulator>> {
    Some(Box::new(ChatwootEmulator::new()))
}

fn run(lines: &[String], emulator: Option<Box<dyn Emulator>>) -> Vec<String> {
    let trace: Trace = lines.join("\n").parse().unwrap();
    shown(&replay(&trace, Box::new(chatwoot()), emulator, recorded()))
}

fn at(frame: &str, millis: i64) -> String {
    Frame::from_json(frame).unwrap().with_at(Some(BASE + millis)).to_json()
}

/// A session that is recorded while it runs, with what it said.
struct Recorded {
    rig: Rig,
    recorder: Recorder,
    lines: Vec<String>,
    told: Vec<String>,
}

impl Recorded {
    fn new() -> Self {
        let mut recorded = Self {
            rig: Rig::chatwoot(),
            recorder: Recorder::new(&chatwoot()),
            lines: Vec::new(),
            told: Vec::new(),
        };
        let said = recorded.rig.open();
        recorded.note(said);
        recorded
    }

    fn note(&mut self, said: Said) {
        for line in said.stream {
            match line {
                Line::Send(frame) => self.lines.push(self.recorder.line(&frame, self.rig.time())),
                Line::Tell(event) => self.told.push(event["type"].to_string()),
                Line::Note(_) => {}
            }
        }
    }

    fn hear(&mut self, frame: &str) {
        let at = self.rig.time();
        self.lines.push(self.recorder.line(&Frame::from_json(frame).unwrap(), at));
        let said = self.rig.hear(frame);
        self.note(said);
    }

    fn act(&mut self, action: &str) {
        let (_, said) = self.rig.act(action);
        self.note(said);
    }

    fn wait(&mut self, until: i64) {
        while let Some(due) = self.rig.session.next_timeout().map(|due| due.as_millis() - BASE) {
            if due > until {
                break;
            }
            self.rig.now = due;
            let said = self.rig.drain();
            self.note(said);
        }
        self.rig.now = until;
    }
}

/// The whole way: what a recorded session told is what its replay tells, through redaction.
#[test]
fn a_recording_replays_as_it_was() {
    let mut session = Recorded::new();
    session.wait(400);
    let ada = r#""status":"open","labels":["old"],"meta":{"sender":{"id":8,"email":"ada@example.test","phone_number":"+34600111222"}}"#;
    session.hear(&context(&conversation(1, ada, &[(5, -60)])));
    session.wait(5000);
    session.act(r#"{"type":"message.send","data":{"text":"I wrote to ada@example.test"}}"#);
    session.wait(5200);
    session.hear(&answer("s1-1", 200, r#"{"id":6}"#));
    session.wait(5300);
    session.hear(&context(&conversation(1, ada, &[(5, -60), (6, 5)])));
    session.wait(40_000);
    session.hear(&context(&conversation(1, &ada.replace("open", "resolved"), &[(5, -60), (6, 5)])));
    session.act(r#"{"type":"conversation.add_label","data":{"label":"vip"}}"#);
    session.hear(&answer("s1-2.read", 200, r#"{"payload":["old"]}"#));
    session.wait(60_000);
    session.hear(&page("unload"));

    let text = session.lines.join("\n");
    assert!(!text.contains("ada@") && !text.contains("34600111222"), "{text}");
    let shown = run(&session.lines, chatwoot_emulator());
    let told: Vec<String> = shown
        .iter()
        .filter(|line| !line.starts_with("action ") && !line.starts_with("note "))
        .map(|line| format!("\"dev.onepane.{}\"", line.split(' ').next().unwrap()))
        .collect();
    assert_eq!(told, session.told);
    assert_eq!(
        shown[4..],
        [
            "action message.send s1-1",
            "action.result s1-1 done",
            "context.changed",
            "message.created",
            "context.changed",
            "conversation.updated",
            "conversation.ended",
            "note an answer to s1-2.read, which is not waiting for one",
            "action conversation.add_label s1-2",
            "action.result s1-2 timed_out",
        ],
        "the second half of the last action says what it was"
    );
}

#[test]
fn the_clock_is_the_traces_own() {
    let send = r#"{"dir":"out","via":"http","id":"a","method":"POST","path":"/api/v1/accounts/3/conversations/1/messages","body":{"content":"x","message_type":"outgoing","private":false,"content_type":"text","content_attributes":{}}}"#;
    let lines = |second: i64| {
        vec![
            at(&context(&conversation(1, "", &[])), 0),
            at(send, 100),
            at(&answer("a", 200, "{}"), 100 + second),
        ]
    };
    let results = |second: i64| -> Vec<String> {
        run(&lines(second), chatwoot_emulator()).into_iter().filter(|line| line.contains(" a")).collect()
    };
    assert_eq!(results(9_999), ["action message.send a", "action.result a done"]);
    assert_eq!(
        results(10_000),
        [
            "action message.send a",
            "action.result a timed_out",
            "note an answer to a, which is not waiting for one"
        ]
    );
}

#[test]
fn what_waits_at_the_end_is_cancelled() {
    let ask = r#"{"dir":"out","via":"message","to":"parent","data":{"messageType":"BM_WIDGET_ACTION","widgetName":"w","action":"fillInput","screen":"CHATS","requestId":"r1","payload":{"text":"Hello"}}}"#;
    let trace: Trace = ask.parse().unwrap();
    let adapter = || Box::new(Botmaker::new(onepane_adapter_botmaker::Config::default()).unwrap());
    let emulator: Option<Box<dyn Emulator>> = Some(Box::new(BotmakerEmulator::new()));
    let replayed = replay(&trace, adapter(), emulator, recorded());
    assert_eq!(
        replayed[0].to_json().unwrap(),
        r#"{"action":{"type":"compose.set_text","id":"r1","data":{"text":"Hello"}}}"#
    );
    assert_eq!(shown(&replayed[1..]), ["action.result r1 cancelled"]);
    assert!(
        replay(&trace, adapter(), None, recorded()).is_empty(),
        "without an emulator nobody knows what it asks"
    );
}

#[test]
fn a_widgets_own_questions_are_actions_and_the_sessions_own_are_not() {
    let question = crate::support::QUESTION;
    let lines = [at(question, 0), at(&context(&conversation(1, "", &[])), 100), at(question, 5000)];
    let shown = run(&lines, chatwoot_emulator());
    let asked: Vec<_> = shown.iter().filter(|line| line.contains("s1-1")).collect();
    assert_eq!(asked, ["action context.refresh s1-1", "action.result s1-1 sent"]);
}

#[test]
fn what_is_not_for_the_host_is_no_action() {
    let lines = [at(r#"{"dir":"out","via":"message","data":"something else"}"#, 0)];
    assert_eq!(
        run(&lines, chatwoot_emulator()),
        ["none Chatwoot hears one request only, and only as a bare text"]
    );
}

#[test]
fn frames_of_strangers_and_damaged_ones_are_noted() {
    let good = context(&conversation(1, "", &[]));
    let lines = [
        good.replace("parent", "other"),
        crate::support::posted(r#"{"event":"appContext","data":7}"#),
        good.replace(r#""source":"parent","#, ""),
    ];
    let shown = run(&lines, None);
    assert!(shown[0].starts_with("note refused a message"), "{shown:?}");
    assert!(shown[1].starts_with("note malformed frame"), "{shown:?}");
    assert_eq!(shown[2..4], ["session.ready", "context.changed"], "nobody noted the window");
}

/// The first line is not dated, so it came half a century before the second; the third comes at the end of
/// all time.
#[test]
fn long_pauses_are_short() {
    let good = context(&conversation(1, "", &[]));
    let lines = [page("visible"), at(&good, 0), at(&page("visible"), 250_000_000_000_000)];
    assert_eq!(run(&lines, None)[..2], ["session.ready", "context.changed"]);
}

#[test]
fn an_empty_trace_tells_nothing() {
    assert!(replay(&Trace::default(), Box::new(chatwoot()), None, recorded()).is_empty());
}
