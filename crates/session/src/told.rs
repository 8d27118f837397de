//! Events on their way through a session.

use onepane_core::{event_from_json, read_event};
use onepane_map::{At, Corrupt, Head, Index, JsonEvent, Output};
use onepane_model::record::{Fill, Leaf, Member};
use onepane_model::{Event, EventKind};

/// A neutral event as its JSON text, in the form of CloudEvents.
///
/// A session works on the text, so a page that wants JSON gets it without a detour through the typed
/// model; whoever wants the model asks for [`event`](Self::event).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    kind: EventKind,
    json: String,
}

impl Told {
    /// The kind.
    pub fn kind(&self) -> EventKind {
        self.kind
    }

    /// The event as one line of JSON.
    pub fn as_json(&self) -> &str {
        &self.json
    }

    /// The event as one line of JSON.
    pub fn into_json(self) -> String {
        self.json
    }

    /// The event in the typed model.
    ///
    /// # Errors
    ///
    /// Never for what a session has told with an adapter that keeps to the model.
    pub fn event(&self) -> Result<Event, Corrupt> {
        event_from_json(&self.json)
    }

    /// Reads a neutral event of a known kind.
    ///
    /// # Errors
    ///
    /// When it is none.
    pub fn from_json(json: &str) -> Result<Self, Corrupt> {
        let index = Index::parse(json)?;
        let event = read_event(index.root())?;
        let kind =
            event.kind().ok_or_else(|| Corrupt::new("/type", "a known kind of event", "another text"))?;
        Ok(Self { kind, json: json.to_owned() })
    }
}

/// Takes an adapter's events, one text for each, still without ids. Kept from frame to frame for its room.
#[derive(Debug, Default)]
pub(crate) struct Intake {
    json: JsonEvent,
    kind: Option<EventKind>,
    pub(crate) events: Vec<Draft>,
    /// How long the longest text was.
    longest: usize,
}

impl Intake {
    /// Whether its room is worth keeping, and no more than what a frame of moderate size needs.
    pub(crate) fn is_small(&self) -> bool {
        self.longest < 1 << 16
    }
}

/// An event without its id.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) kind: EventKind,
    pub(crate) json: String,
}

/// As long as ids are, mostly; an event without its data, with an id; and a key.
const ROOM_FOR_ID: usize = 24;
const ROOM_FOR_HEAD: usize = 384;
const ROOM_FOR_KEY: usize = 24;

impl Output for Intake {
    fn begin(&mut self, head: &Head<'_>) -> &mut dyn Fill {
        self.kind = Some(head.kind);
        self.json.begin(head)
    }

    fn commit(&mut self) {
        self.json.end();
        if let Some(kind) = self.kind.take() {
            let written = self.json.as_str();
            let mut json = String::with_capacity(written.len() + ROOM_FOR_ID);
            json.push_str(written);
            self.longest = self.longest.max(json.len());
            self.events.push(Draft { kind, json });
        }
        self.json.clear();
    }

    fn rollback(&mut self) {
        self.json.clear();
    }
}

impl Draft {
    /// A derived event with these members as its data, each already JSON.
    pub(crate) fn derived(head: &Head<'_>, members: &[(&'static Member, String)]) -> Self {
        let mut head = head.clone();
        head.derived = true;
        head.host_event = None;
        let room = members.iter().map(|(_, json)| json.len() + ROOM_FOR_KEY).sum::<usize>();
        let mut event = JsonEvent::with_capacity(ROOM_FOR_HEAD + room);
        let sink = event.begin(&head);
        for (member, json) in members {
            sink.leaf(member, Leaf::Json(json));
        }
        event.end();
        Self { kind: head.kind, json: event.into_string() }
    }

    pub(crate) fn numbered(mut self, id: &str) -> Told {
        self.json.insert_str(JsonEvent::ID, id);
        Told { kind: self.kind, json: self.json }
    }
}

/// An object as JSON, without some of its members.
pub(crate) fn without(object: At<'_>, names: &[&str]) -> String {
    picked(object, names, false)
}

/// An object as JSON, with some of its members only.
pub(crate) fn only(object: At<'_>, names: &[&str]) -> String {
    picked(object, names, true)
}

/// An object as JSON, with those members that are named, or with the others.
fn picked(object: At<'_>, names: &[&str], named: bool) -> String {
    let mut out = String::with_capacity(512);
    out.push('{');
    for (key, value) in object.members() {
        if names.iter().any(|name| key.is(name)) != named {
            continue;
        }
        if out.len() > 1 {
            out.push(',');
        }
        out.push('"');
        out.push_str(key.raw());
        out.push_str("\":");
        out.push_str(value.raw());
    }
    out.push('}');
    out
}
