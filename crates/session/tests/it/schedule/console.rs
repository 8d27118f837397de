//! A small console: conversations that grow, and snapshots of the one in view.

use std::rc::Rc;

use onepane_core::{Body, Data, Frame, Outbound};

use crate::support::{BASE, answer, posted};

/// A console that sends snapshots when asked, carries out requests, and may start late.
#[derive(Debug)]
pub(crate) struct Console {
    pub(crate) is_up: bool,
    pub(crate) in_view: Option<usize>,
    pub(crate) conversations: Vec<Conversation>,
    /// Messages are numbered over all conversations, so a number tells when one was born.
    next_id: u32,
    pending: u32,
}

#[derive(Debug)]
pub(crate) struct Conversation {
    messages: Vec<Message>,
    /// How many of the oldest the console has not loaded yet.
    hidden: usize,
    status: &'static str,
    updated: i64,
    /// Whether the console knows that there are no more messages than it shows.
    is_fetched: bool,
}

#[derive(Debug)]
struct Message {
    /// Absent while it is on its way out.
    id: Option<u32>,
    echo: Option<u32>,
    /// In seconds.
    at: i64,
}

/// What the console has shown at some moment.
#[derive(Debug)]
pub(crate) struct Snapshot {
    pub(crate) conversation: Option<usize>,
    /// The messages that are shown and have their ids.
    pub(crate) messages: Vec<u32>,
    /// Messages with this number and above were born later.
    pub(crate) before: u32,
    /// Where it shows none and does not say that there are none: the second up to which there may be some.
    pub(crate) maybe_until: Option<i64>,
    pub(crate) status: &'static str,
    pub(crate) updated: i64,
    pub(crate) frame: String,
}

pub(crate) const STATUSES: [&str; 3] = ["open", "pending", "resolved"];

impl Console {
    /// Conversations, each with so many messages of which so many are not loaded yet.
    pub(crate) fn new(conversations: &[(usize, usize, bool)]) -> Self {
        let mut next_id = 1;
        let conversations = conversations
            .iter()
            .map(|(count, hidden, is_fetched)| {
                let messages = (0..*count).map(|_| {
                    next_id += 1;
                    Message { id: Some(next_id - 1), echo: None, at: BASE / 1000 - 1000 + i64::from(next_id) }
                });
                Conversation {
                    messages: messages.collect(),
                    hidden: *hidden.min(count),
                    status: "open",
                    updated: BASE - 1000,
                    // Where something is not loaded, it is not all of it.
                    is_fetched: *is_fetched && *hidden == 0,
                }
            })
            .collect();
        Self { is_up: true, in_view: Some(0), conversations, next_id, pending: 0 }
    }

    pub(crate) fn new_message(&mut self, conversation: usize, now: i64) {
        let id = self.next_id;
        self.next_id += 1;
        let place = &mut self.conversations[conversation];
        place.messages.push(Message { id: Some(id), echo: None, at: (BASE + now) / 1000 });
        place.updated = BASE + now;
    }

    /// The agent sends something: it is shown before the host has given it an id.
    pub(crate) fn pending_message(&mut self, conversation: usize, now: i64) {
        self.pending += 1;
        let message = Message { id: None, echo: Some(self.pending), at: (BASE + now) / 1000 };
        self.conversations[conversation].messages.push(message);
    }

    /// What was on its way out has arrived.
    pub(crate) fn settle(&mut self, now: i64) {
        for message in self.conversations.iter_mut().flat_map(|place| &mut place.messages) {
            if message.id.is_none() {
                message.id = Some(self.next_id);
                message.at = (BASE + now) / 1000;
                self.next_id += 1;
            }
        }
    }

    pub(crate) fn set_status(&mut self, conversation: usize, status: usize, now: i64) {
        self.conversations[conversation].status = STATUSES[status % STATUSES.len()];
        self.conversations[conversation].updated = BASE + now;
    }

    pub(crate) fn scroll(&mut self, conversation: usize, by: usize) {
        let place = &mut self.conversations[conversation];
        place.hidden = place.hidden.saturating_sub(by);
    }

    pub(crate) fn snapshot(&self) -> Rc<Snapshot> {
        let Some(number) = self.in_view else {
            return Rc::new(Snapshot {
                conversation: None,
                messages: Vec::new(),
                before: self.next_id,
                maybe_until: None,
                status: "",
                updated: 0,
                frame: crate::support::context("{}"),
            });
        };
        let place = &self.conversations[number];
        let shown = place.messages.get(place.hidden..).unwrap_or_default();
        let messages: Vec<u32> = shown.iter().filter_map(|message| message.id).collect();
        let last = place.messages.iter().map(|message| message.at).max();
        let mut members = format!(
            r#""account_id":3,"status":"{}","updated_at":{}.{:03}"#,
            place.status,
            place.updated / 1000,
            place.updated % 1000
        );
        // A conversation without messages has begun some time ago.
        let activity = last.unwrap_or(BASE / 1000 - 2000);
        members.push_str(&format!(r#","last_activity_at":{activity},"dataFetched":{}"#, place.is_fetched));
        let list: Vec<String> = shown.iter().map(|message| message.json()).collect();
        let conversation = format!(r#"{{"id":{},{members},"messages":[{}]}}"#, number + 1, list.join(","));
        Rc::new(Snapshot {
            conversation: Some(number),
            maybe_until: (messages.is_empty() && !place.is_fetched).then_some(activity),
            messages,
            before: self.next_id,
            status: place.status,
            updated: place.updated,
            frame: crate::support::context(&conversation),
        })
    }

    /// The second in which a message was written.
    pub(crate) fn written(&self, id: u32) -> i64 {
        let all = self.conversations.iter().flat_map(|place| &place.messages);
        all.filter(|message| message.id == Some(id)).map(|message| message.at).next().unwrap()
    }

    /// What the console does about a frame of a widget's: a snapshot or an answer.
    pub(crate) fn receive(&self, frame: &Frame, agrees: bool) -> Option<Reply> {
        match &frame.body {
            _ if !self.is_up => None,
            Body::Out(Outbound::Message { data: Data::Text(_), .. }) => {
                Some(Reply::Snapshot(self.snapshot()))
            }
            Body::Out(Outbound::Http { id, method, .. }) => Some(Reply::Answer(match (agrees, &**method) {
                (false, _) => answer(id.as_str(), 422, r#"{"error":"no"}"#),
                (true, "GET") => answer(id.as_str(), 200, r#"{"payload":["old"]}"#),
                (true, _) => answer(id.as_str(), 200, "{}"),
            })),
            _ => None,
        }
    }
}

/// What a console sends.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    Snapshot(Rc<Snapshot>),
    Answer(String),
    /// Something of somebody else's, or damaged.
    Noise(String),
}

impl Reply {
    pub(crate) fn frame(&self) -> &str {
        match self {
            Self::Snapshot(snapshot) => &snapshot.frame,
            Self::Answer(frame) | Self::Noise(frame) => frame,
        }
    }
}

/// Frames that must lead to nothing.
pub(crate) fn noise(number: usize, snapshot: &Snapshot) -> String {
    let good = &snapshot.frame;
    match number % 8 {
        0 => good.replace(r#""source":"parent""#, r#""source":"other""#),
        1 => good.replace(r#""source":"parent""#, r#""source":"self""#),
        2 => good.replace(r#""source":"parent","#, ""),
        3 => good.replace("https://console.example.test", "https://evilexample.test"),
        4 => good.replace(r#""origin":"https://console.example.test","#, ""),
        5 => posted(r#"{"event":"appContext","data":{"conversation":[]}}"#),
        6 => posted(r#"{"event":"appContext","data":{"#),
        _ => posted("chatwoot-dashboard-app:fetch-info"),
    }
}

impl Message {
    fn json(&self) -> String {
        match (self.id, self.echo) {
            (Some(id), Some(echo)) => {
                format!(r#"{{"id":{id},"echo_id":"e-{echo}","message_type":1,"created_at":{}}}"#, self.at)
            }
            (Some(id), None) => format!(r#"{{"id":{id},"message_type":0,"created_at":{}}}"#, self.at),
            (None, echo) => {
                let echo = echo.unwrap_or_default();
                format!(r#"{{"id":"e-{echo}","echo_id":"e-{echo}","status":"progress","content":"x"}}"#)
            }
        }
    }
}
