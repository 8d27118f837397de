//! A session with a clock of its own, and what it says in a readable form.

use std::time::Duration;

use onepane_adapter_botmaker::Botmaker;
use onepane_adapter_chatwoot::Chatwoot;
use onepane_core::{Adapter, Body, Frame, Outbound, action_from_json};
use onepane_model::{RequestId, Time};
use onepane_session::{Config, Output, Session};
use serde_json::Value;

/// The moment at which every test begins.
pub(crate) const BASE: i64 = 1_770_000_000_000;

/// The one question that Chatwoot understands.
pub(crate) const QUESTION: &str =
    r#"{"dir":"out","via":"message","to":"parent","data":"chatwoot-dashboard-app:fetch-info"}"#;

/// What a session has said.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub(crate) frames: Vec<Frame>,
    pub(crate) events: Vec<Value>,
    pub(crate) notices: Vec<String>,
    /// All of it in order.
    pub(crate) stream: Vec<Line>,
}

/// One thing that a session has said.
#[derive(Debug, Clone)]
pub(crate) enum Line {
    Send(Frame),
    Tell(Value),
    Note(String),
}

impl Said {
    fn push(&mut self, line: Line) {
        match line.clone() {
            Line::Send(frame) => self.frames.push(frame),
            Line::Tell(event) => self.events.push(event),
            Line::Note(notice) => self.notices.push(notice),
        }
        self.stream.push(line);
    }

    /// With what was said after it.
    pub(crate) fn and(mut self, later: Self) -> Self {
        later.stream.into_iter().for_each(|line| self.push(line));
        self
    }

    /// The kinds of the events, each with a star where it is derived.
    pub(crate) fn kinds(&self) -> Vec<String> {
        self.events
            .iter()
            .map(|event| {
                let kind = event["type"].as_str().unwrap().strip_prefix("dev.onepane.").unwrap();
                format!("{kind}{}", if event["derived"] == true { "*" } else { "" })
            })
            .collect()
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        self.frames.iter().map(Frame::to_json).collect()
    }

    /// The only event of a kind.
    #[track_caller]
    pub(crate) fn the(&self, kind: &str) -> &Value {
        let found: Vec<_> =
            self.events.iter().filter(|event| event["type"] == format!("dev.onepane.{kind}")).collect();
        assert_eq!(found.len(), 1, "{kind} in {:#?}", self.events);
        found[0]
    }

    /// How the actions ended: id, result and, where there is one, the constraint.
    pub(crate) fn results(&self) -> Vec<String> {
        self.events
            .iter()
            .filter(|event| event["type"] == "dev.onepane.action.result")
            .map(|event| {
                let data = &event["data"];
                let text = |name: &str| data[name].as_str().unwrap_or_default();
                format!("{} {} {}", text("action"), text("result"), text("constraint")).trim_end().to_owned()
            })
            .collect()
    }

    /// How many times the context was asked for.
    pub(crate) fn questions(&self) -> usize {
        self.lines().iter().filter(|line| *line == QUESTION).count()
    }

    /// The paths and ids of the HTTP requests.
    pub(crate) fn requests(&self) -> Vec<(String, String)> {
        self.frames
            .iter()
            .filter_map(|frame| match &frame.body {
                Body::Out(Outbound::Http { id, method, path, .. }) => {
                    Some((id.to_string(), format!("{method} {path}")))
                }
                _ => None,
            })
            .collect()
    }
}

/// A session and its clock, in milliseconds since [`BASE`].
#[derive(Debug)]
pub(crate) struct Rig {
    pub(crate) session: Session,
    pub(crate) now: i64,
}

impl Rig {
    pub(crate) fn with(adapter: impl Adapter + 'static, config: Config) -> Self {
        Self { session: Session::new(Box::new(adapter), config), now: 0 }
    }

    pub(crate) fn chatwoot() -> Self {
        Self::with(chatwoot(), Config::default())
    }

    pub(crate) fn botmaker() -> Self {
        Self::with(Botmaker::new(onepane_adapter_botmaker::Config::default()).unwrap(), Config::default())
    }

    pub(crate) fn time(&self) -> Time {
        Time::from_millis(BASE + self.now).unwrap()
    }

    pub(crate) fn open(&mut self) -> Said {
        self.session.open(self.time());
        self.drain()
    }

    /// Opened, and with this context in view.
    pub(crate) fn opened(mut self, conversation: &str) -> Self {
        self.open();
        self.hear(&context(conversation));
        self
    }

    pub(crate) fn hear(&mut self, frame: &str) -> Said {
        self.session.handle(&Frame::from_json(frame).unwrap(), self.time());
        self.drain()
    }

    /// Asks for an action, given as JSON; with what was said at once.
    pub(crate) fn act(&mut self, action: &str) -> (RequestId, Said) {
        let id = self.session.act(&action_from_json(action).unwrap(), self.time());
        (id, self.drain())
    }

    pub(crate) fn act_within(&mut self, action: &str, millis: u64) -> (RequestId, Said) {
        let action = action_from_json(action).unwrap();
        let id = self.session.act_within(&action, Duration::from_millis(millis), self.time());
        (id, self.drain())
    }

    /// Lets time pass, waking the session exactly when it wants to be woken; gives the moments at which
    /// it asked for the context.
    pub(crate) fn asked_until(&mut self, until: i64) -> Vec<i64> {
        let mut moments = Vec::new();
        while let Some(due) = self.session.next_timeout().map(|due| due.as_millis() - BASE) {
            if due > until {
                break;
            }
            self.now = self.now.max(due);
            moments.extend(vec![self.now; self.drain().questions()]);
        }
        self.now = until;
        moments
    }

    /// Lets time pass at once, without waking anybody in between.
    pub(crate) fn skip_to(&mut self, now: i64) -> Said {
        self.now = now;
        self.drain()
    }

    pub(crate) fn drain(&mut self) -> Said {
        let mut said = Said::default();
        while let Some(output) = self.session.poll(self.time()) {
            match output {
                Output::Send(frame) => said.push(Line::Send(frame)),
                Output::Event(told) => said.push(Line::Tell(serde_json::from_str(told.as_json()).unwrap())),
                Output::Notice(notice) => said.push(Line::Note(notice.to_string())),
                other => panic!("{other:?}"),
            }
        }
        said
    }
}

pub(crate) fn chatwoot() -> Chatwoot {
    let mut config = onepane_adapter_chatwoot::Config::default();
    config.api = true;
    Chatwoot::new(config).unwrap()
}

/// A context of Chatwoot's with this conversation, given as JSON, and an agent.
pub(crate) fn context(conversation: &str) -> String {
    context_with(conversation, r#""contact":{},"currentAgent":{"id":11,"name":"Grace"}"#)
}

/// The same with other members beside the conversation.
pub(crate) fn context_with(conversation: &str, members: &str) -> String {
    posted(&format!(r#"{{"event":"appContext","data":{{"conversation":{conversation},{members}}}}}"#))
}

/// A text that the window around the widget posts.
pub(crate) fn posted(text: &str) -> String {
    format!(
        r#"{{"dir":"in","via":"message","source":"parent","origin":"https://console.example.test","data":{}}}"#,
        Value::from(text)
    )
}

/// A conversation as JSON: its id, more members, and its messages as numbers and seconds.
pub(crate) fn conversation(id: u32, members: &str, messages: &[(u32, i64)]) -> String {
    let messages: Vec<String> = messages
        .iter()
        .map(|(id, second)| {
            format!(
                r#"{{"id":{id},"content":"m{id}","message_type":0,"created_at":{}}}"#,
                BASE / 1000 + second
            )
        })
        .collect();
    let comma = if members.is_empty() { "" } else { "," };
    format!(r#"{{"id":{id},"account_id":3{comma}{members},"messages":[{}]}}"#, messages.join(","))
}

/// The answer to an HTTP request.
pub(crate) fn answer(id: &str, status: u16, value: &str) -> String {
    format!(r#"{{"dir":"in","via":"return","id":"{id}","status":{status},"value":{value}}}"#)
}

pub(crate) fn page(state: &str) -> String {
    format!(r#"{{"dir":"in","via":"page","state":"{state}"}}"#)
}

/// The ids of the messages that were told.
pub(crate) fn messages(said: &Said) -> Vec<&str> {
    said.events
        .iter()
        .filter(|event| event["type"] == "dev.onepane.message.created")
        .map(|event| event["data"]["message"]["id"].as_str().unwrap())
        .collect()
}
