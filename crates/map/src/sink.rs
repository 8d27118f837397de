//! Where neutral events go: into JSON text, or into the typed model.

use onepane_model::record::{Fill, Items, Leaf, Member};
use onepane_model::text::{Text, push_literal};
use onepane_model::{Event, EventData, EventKind, RequestId, TYPE_PREFIX, Time};

use crate::codec::push_leaf;
use crate::frame_id::FrameId;
use crate::index::push_raw_key;

/// The attributes of an event that is about to be told.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Head<'a> {
    /// Where it comes from.
    pub source: &'a str,
    /// Its kind.
    pub kind: EventKind,
    /// When it happened.
    pub time: Option<Time>,
    /// The host's name.
    pub host: &'a str,
    /// The host's name of the event.
    pub host_event: Option<&'a str>,
    /// The console's screen.
    pub screen: Option<&'a str>,
    /// Set when the host waits for an answer.
    pub reply: Option<&'a str>,
    /// Whether it was worked out from other events.
    pub derived: bool,
}

impl<'a> Head<'a> {
    /// A head with nothing but the required attributes.
    pub fn new(source: &'a str, host: &'a str, kind: EventKind) -> Self {
        Self { source, kind, time: None, host, host_event: None, screen: None, reply: None, derived: false }
    }
}

/// Takes neutral events, and gives each its id.
///
/// Between [`begin`](Output::begin) and [`commit`](Output::commit) the data is filled in; an event that
/// turns out to be corrupt halfway is taken back with [`rollback`](Output::rollback).
pub trait Output {
    /// Begins an event; what is returned takes its data.
    fn begin(&mut self, head: &Head<'_>) -> &mut dyn Fill;
    /// The event is complete.
    fn commit(&mut self);
    /// The event is withdrawn.
    fn rollback(&mut self);
}

/// Writes a frame's events as JSON Lines: one CloudEvents object a line.
#[derive(Debug, Clone, Default)]
pub struct JsonLines {
    frame: FrameId,
    json: JsonEvent,
    committed: usize,
    count: usize,
}

impl JsonLines {
    /// For the events of this frame, which gives them their ids.
    pub fn of(frame: impl Into<FrameId>) -> Self {
        Self { frame: frame.into(), ..Self::default() }
    }

    /// The lines so far, each with its newline.
    pub fn as_str(&self) -> &str {
        self.json.as_str()
    }

    /// How many events there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Forgets the lines and keeps their room, for the events of another frame.
    pub fn restart(&mut self, frame: impl Into<FrameId>) {
        self.frame = frame.into();
        self.json.clear();
        self.committed = 0;
        self.count = 0;
    }
}

impl Output for JsonLines {
    fn begin(&mut self, head: &Head<'_>) -> &mut dyn Fill {
        self.json.out.push_str(UP_TO_ID);
        self.frame.push_event(self.count, &mut self.json.out);
        self.json.begin_behind_id(head)
    }

    fn commit(&mut self) {
        self.json.end();
        self.json.out.push('\n');
        self.committed = self.json.out.len();
        self.count += 1;
    }

    fn rollback(&mut self) {
        self.json.out.truncate(self.committed);
    }
}

/// What an event begins with, up to its id.
const UP_TO_ID: &str = "{\"specversion\":\"1.0\",\"id\":\"";

/// Writes one event as JSON, for whoever numbers events in another way than by their frames.
#[derive(Debug, Clone, Default)]
pub struct JsonEvent {
    out: String,
}

impl JsonEvent {
    /// An empty one with room for so many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self { out: String::with_capacity(bytes) }
    }

    /// What is written.
    pub fn into_string(self) -> String {
        self.out
    }

    /// What is written so far.
    pub fn as_str(&self) -> &str {
        &self.out
    }

    /// Forgets what is written, keeps the room.
    pub fn clear(&mut self) {
        self.out.clear();
    }

    /// Begins an event whose id is empty; what is returned takes its data. An id can be put in at [`ID`](Self::ID).
    pub fn begin(&mut self, head: &Head<'_>) -> &mut dyn Fill {
        self.out.push_str(UP_TO_ID);
        self.begin_behind_id(head)
    }

    /// Where the id stands in the text of an event.
    pub const ID: usize = UP_TO_ID.len();

    fn begin_behind_id(&mut self, head: &Head<'_>) -> &mut dyn Fill {
        let out = &mut self.out;
        out.push_str("\",\"source\":");
        push_literal(out, head.source);
        out.push_str(",\"type\":\"");
        out.push_str(TYPE_PREFIX);
        out.push_str(head.kind.as_str());
        out.push('"');
        if let Some(time) = head.time {
            out.push_str(",\"time\":\"");
            time.push_into(out);
            out.push('"');
        }
        out.push_str(",\"datacontenttype\":\"application/json\",\"host\":");
        push_literal(out, head.host);
        for (name, value) in [("hostevent", head.host_event), ("screen", head.screen)] {
            push_attribute(out, name, value);
        }
        if head.derived {
            out.push_str(",\"derived\":true");
        }
        push_attribute(out, "reply", head.reply);
        out.push_str(",\"data\":{");
        self
    }

    /// The event's data is complete.
    pub fn end(&mut self) {
        self.out.push_str("}}");
    }
}

fn push_attribute(out: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        out.push_str(",\"");
        out.push_str(name);
        out.push_str("\":");
        push_literal(out, value);
    }
}

impl JsonEvent {
    fn comma(&mut self) {
        if !matches!(self.out.as_bytes().last(), Some(b'{' | b'[')) {
            self.out.push(',');
        }
    }

    fn item(&mut self, key: Option<Text<'_>>) {
        self.comma();
        if let Some(key) = key {
            push_raw_key(&mut self.out, key);
        }
    }

    /// Closes what was opened last. The engine opens records with `{` and lists with the bracket that
    /// their member's kind asks for, so the way to close is found by its kind of filler.
    fn close(&mut self, bracket: char) {
        self.out.push(bracket);
    }
}

impl Fill for JsonEvent {
    fn leaf(&mut self, member: &Member, leaf: Leaf<'_>) -> bool {
        member.push_key(&mut self.out);
        push_leaf(&mut self.out, leaf);
        true
    }

    fn open(&mut self, member: &Member) -> Option<&mut dyn Fill> {
        member.push_key(&mut self.out);
        self.out.push('{');
        Some(self)
    }

    fn items(&mut self, member: &Member) -> Option<&mut dyn Items> {
        member.push_key(&mut self.out);
        let list = member.kind == onepane_model::record::Kind::List;
        self.out.push(if list { '[' } else { '{' });
        Some(self)
    }

    fn extra(&mut self, json: &str) -> bool {
        self.comma();
        self.out.push_str("\"extra\":");
        self.out.push_str(json);
        true
    }

    fn end(&mut self) {
        self.close('}');
    }
}

impl Items for JsonEvent {
    fn leaf(&mut self, key: Option<Text<'_>>, leaf: Leaf<'_>) -> bool {
        self.item(key);
        push_leaf(&mut self.out, leaf);
        true
    }

    fn open(&mut self, key: Option<Text<'_>>) -> Option<&mut dyn Fill> {
        self.item(key);
        self.out.push('{');
        Some(self)
    }

    fn end(&mut self, keyed: bool) {
        self.close(if keyed { '}' } else { ']' });
    }
}

/// Collects a frame's events in the typed model.
#[derive(Debug, Clone, Default)]
pub struct Events {
    frame: FrameId,
    events: Vec<Event>,
    committed: usize,
}

impl Events {
    /// For the events of this frame, which gives them their ids.
    pub fn of(frame: impl Into<FrameId>) -> Self {
        Self { frame: frame.into(), ..Self::default() }
    }

    /// The events.
    pub fn into_vec(mut self) -> Vec<Event> {
        self.events.truncate(self.committed);
        self.events
    }
}

impl Output for Events {
    fn begin(&mut self, head: &Head<'_>) -> &mut dyn Fill {
        self.events.truncate(self.committed);
        if self.events.is_empty() {
            // A frame is one event, mostly.
            self.events.reserve_exact(1);
        }
        let id = self.frame.event(self.committed);
        self.events.push(Event::new(id, head.source, head.host, EventData::empty(head.kind)));
        let Some(event) = self.events.last_mut() else { unreachable!("one has been added") };
        event.time = head.time;
        event.host_event = head.host_event.map(str::to_owned);
        event.screen = head.screen.map(str::to_owned);
        event.derived = head.derived;
        event.reply = head.reply.map(RequestId::from);
        match event.data.as_fill() {
            Some(data) => data,
            // Empty data of a known kind can always be filled.
            None => unreachable!("an event of a known kind"),
        }
    }

    fn commit(&mut self) {
        self.committed = self.events.len();
    }

    fn rollback(&mut self) {
        self.events.truncate(self.committed);
    }
}
