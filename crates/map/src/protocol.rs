//! A whole protocol: its events, its envelope, its secrets; and the way of one frame through them.

use std::borrow::Cow;
use std::fmt;

use onepane_model::record::{Fill, Items, Kind, Leaf, Member, Record, Type};
use onepane_model::text::Text;
use onepane_model::{EventKind, HostEvent, Time};

use crate::codec::{means_none, still_means, write};
use crate::decode::Decoder;
#[cfg(feature = "emulate")]
use crate::emulate::{Emulation, Room};
#[cfg(feature = "emulate")]
use crate::emulated::{Emulated, Frame};
use crate::error::Corrupt;
use crate::index::{At, Index, JsonKind};
use crate::loss::LossKind;
use crate::notes;
use crate::place::{Place, place_of};
use crate::sink::{Head, Output};
use crate::table::{Codec, Event, Row, Shape, Table};

/// What a host says, as tables.
#[expect(clippy::exhaustive_structs, reason = "adapters write it as a literal")]
pub struct Protocol {
    /// The host's name, as its adapter is called.
    pub host: &'static str,
    /// What surrounds an event's payload; a table of [`Envelope::RECORD`]. Absent on hosts whose events
    /// come by name with nothing around them.
    pub envelope: Option<&'static Table>,
    /// The events, by the host's names.
    pub events: &'static [Event],
    /// What comes as the answer to something that a widget has asked, under the host's name of the answer
    /// or of the question, where it is more than the answer to a call.
    pub answers: &'static [Event],
    /// Members that are dropped wherever they stand, because they must never enter the model.
    pub secrets: &'static [&'static str],
}

/// The record that an envelope's table is about: an event's attributes.
#[derive(Debug)]
#[non_exhaustive]
pub struct Envelope;

impl Envelope {
    /// The host's name of the event.
    pub const NAME: &'static Member = &Member::describe::<String>(",\"hostevent\":", 0);
    /// The console's screen.
    pub const SCREEN: &'static Member = &Member::describe::<Option<String>>(",\"screen\":", 1);
    /// When it happened.
    pub const TIME: &'static Member = &Member::describe::<Option<Time>>(",\"time\":", 2);
    /// This record, described.
    pub const RECORD: Record = Record::describe(
        "Envelope",
        &[Self::NAME, Self::SCREEN, Self::TIME],
        &[Type::Plain(Kind::Text), Type::Plain(Kind::Text), Type::Plain(Kind::Time)],
    );
}

/// What an envelope held.
#[derive(Debug, Default)]
struct Opened {
    name: String,
    screen: Option<String>,
    time: Option<Time>,
    /// What else it held, as a JSON object; empty when nothing.
    rest: String,
}

impl Fill for Opened {
    fn leaf(&mut self, member: &Member, leaf: Leaf<'_>) -> bool {
        match (member.index, leaf) {
            (0, Leaf::Text(text)) => self.name = text.to_cow().into_owned(),
            (1, Leaf::Text(text)) => self.screen = Some(text.to_cow().into_owned()),
            (2, Leaf::Time(time)) => self.time = Some(time),
            (2, Leaf::Text(text)) => match text.raw().parse() {
                Ok(time) => self.time = Some(time),
                Err(_) => return false,
            },
            _ => return false,
        }
        true
    }

    fn open(&mut self, _member: &Member) -> Option<&mut dyn Fill> {
        None
    }

    fn items(&mut self, _member: &Member) -> Option<&mut dyn Items> {
        None
    }

    fn extra(&mut self, json: &str) -> bool {
        json.clone_into(&mut self.rest);
        true
    }
}

/// What an adapter knows about a frame beside its payload.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Stamp<'a> {
    /// The event's source.
    pub source: &'a str,
    /// When the frame was recorded.
    pub at: Option<Time>,
    /// Set when the host waits for an answer to the event.
    pub reply: Option<&'a str>,
}

impl<'a> Stamp<'a> {
    /// A stamp with source and time.
    pub fn new(source: &'a str, at: Option<Time>) -> Self {
        Self { source, at, reply: None }
    }
}

/// Its host alone: whatever holds a protocol would otherwise show all its tables.
impl fmt::Debug for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Protocol").field("host", &self.host).finish_non_exhaustive()
    }
}

impl Protocol {
    /// The table for an event of the host; `None` for one that the protocol does not know.
    pub fn event(&self, name: &str) -> Option<&'static Event> {
        self.events.iter().find(|event| event.host == name)
    }

    /// The table for an answer of the host; `None` for one that the protocol does not know.
    pub fn answer(&self, name: &str) -> Option<&'static Event> {
        self.answers.iter().find(|answer| answer.host == name)
    }

    /// Tells one event that came in an envelope.
    ///
    /// An event that the protocol does not know becomes `host.event`, untouched but for secrets.
    ///
    /// # Errors
    ///
    /// When the envelope or a known event's payload is corrupt; then nothing is told.
    pub fn decode(
        &self,
        decoder: &mut Decoder,
        frame: At<'_>,
        stamp: &Stamp<'_>,
        output: &mut dyn Output,
    ) -> Result<EventKind, Corrupt> {
        decoder.attempt(|decoder| {
            let mut opened = Opened::default();
            let mut body = None;
            if let Some(envelope) = self.envelope {
                decoder.decode(envelope, frame, &mut opened, "")?;
                body = body_row(envelope).and_then(|row| frame.get(row.host));
            }
            let name = std::mem::take(&mut opened.name);
            self.told(decoder, &name, body, frame, opened, stamp, output)
        })
    }

    /// Tells one event that came by name, with nothing around its payload.
    ///
    /// # Errors
    ///
    /// As for [`decode`](Self::decode).
    pub fn decode_named(
        &self,
        decoder: &mut Decoder,
        name: &str,
        payload: At<'_>,
        stamp: &Stamp<'_>,
        output: &mut dyn Output,
    ) -> Result<EventKind, Corrupt> {
        self.told(decoder, name, Some(payload), payload, Opened::default(), stamp, output)
    }

    /// Tells an answer by the table of this name; `None`, and nothing told, where there is no such table.
    ///
    /// # Errors
    ///
    /// When the answer is corrupt; then nothing is told.
    pub fn decode_answer(
        &self,
        decoder: &mut Decoder,
        name: &str,
        answer: At<'_>,
        stamp: &Stamp<'_>,
        output: &mut dyn Output,
    ) -> Result<Option<EventKind>, Corrupt> {
        let Some(event) = self.answer(name) else { return Ok(None) };
        let mut head = Head::new(stamp.source, self.host, event.kind);
        head.host_event = Some(name);
        head.time = stamp.at;
        let sink = output.begin(&head);
        match decoder.decode(event.data, answer, sink, "") {
            Ok(()) => output.commit(),
            Err(error) => {
                output.rollback();
                return Err(error);
            }
        }
        Ok(Some(event.kind))
    }

    #[expect(clippy::too_many_arguments, reason = "all that is known about one event")]
    fn told(
        &self,
        decoder: &mut Decoder,
        name: &str,
        body: Option<At<'_>>,
        frame: At<'_>,
        opened: Opened,
        stamp: &Stamp<'_>,
        output: &mut dyn Output,
    ) -> Result<EventKind, Corrupt> {
        frame.check_depth()?;
        let event = self.event(name);
        let kind = event.map_or(EventKind::HostEvent, |event| event.kind);
        let mut head = Head::new(stamp.source, self.host, kind);
        head.host_event = Some(name);
        head.screen = opened.screen.as_deref();
        head.reply = stamp.reply;
        head.time = opened.time.or(stamp.at);
        let timed = self.envelope.is_some_and(|envelope| time_row(envelope).is_some());
        let mut rest = opened.rest;
        if timed && opened.time.is_none() && head.time.is_some() {
            // Without this note the recording's time would come back as the host's.
            rest = with_note(&rest, Envelope::TIME.name(), notes::AT);
        }
        if let (None, Some(row)) = (event, self.envelope.and_then(body_row))
            && body.is_some_and(|body| body.is_null())
        {
            // In the typed model, a payload of `null` is none at all.
            rest = with_null(rest, row.host);
        }
        let more = if rest.is_empty() { rest } else { ["\"", notes::ENVELOPE, "\":", &rest].concat() };
        let sink = output.begin(&head);
        let outcome = match event {
            Some(event) => match body {
                Some(body) => decoder.decode(event.data, body, sink, &more),
                None => {
                    let key = self.envelope.and_then(body_row).map_or("", |row| row.host);
                    Err(frame.missing(key, "an object"))
                }
            },
            None => {
                let mut text = String::new();
                onepane_model::text::push_literal(&mut text, name);
                sink.leaf(HostEvent::NAME, Leaf::Text(Text::from_raw(inside(&text))));
                if let Some(body) = body {
                    let mut payload = String::new();
                    decoder.copy(body, &mut payload);
                    sink.leaf(HostEvent::PAYLOAD, Leaf::Json(&payload));
                }
                if !more.is_empty() {
                    sink.extra(&["{", &more, "}"].concat());
                }
                Ok(())
            }
        };
        match outcome {
            Ok(()) => output.commit(),
            Err(_) => output.rollback(),
        }
        outcome.map(|()| kind)
    }

    /// Makes the host's document of a neutral event; `None` for an event that this host does not have.
    ///
    /// Events of other hosts are matched by kind, and what belongs to their hosts alone stays behind. `room` is that of the
    /// emulation before, an empty one at first.
    ///
    /// # Errors
    ///
    /// When the event is not well formed.
    #[cfg(feature = "emulate")]
    pub fn emulate(&self, room: &mut Room, facts: &Facts<'_>) -> Result<Option<Emulated>, Corrupt> {
        let foreign = facts.host != self.host;
        let mut emulation = Emulation::new(self.secrets, foreign).within_room(std::mem::take(room));
        let made = self.document(facts, &mut emulation);
        *room = emulation.take_room();
        Ok(made?.map(|frame| Emulated::of(frame, emulation)))
    }

    /// Writes the document.
    #[cfg(feature = "emulate")]
    fn document<'n>(
        &self,
        facts: &Facts<'n>,
        emulation: &mut Emulation<'n>,
    ) -> Result<Option<Frame>, Corrupt> {
        let foreign = emulation.is_foreign();
        // The two are about as long.
        emulation.out().reserve(facts.data.raw().len());
        let named = (!foreign)
            .then_some(facts.name.as_deref())
            .flatten()
            .and_then(|name| self.events.iter().find(|event| event.host == name && event.kind == facts.kind));
        let table = named.or_else(|| self.events.iter().find(|event| event.kind == facts.kind));
        let is_host_event = facts.kind == EventKind::HostEvent && table.is_none();
        if is_host_event && foreign {
            return Ok(None);
        }
        if table.is_none() && !is_host_event {
            return Ok(None);
        }
        let name = match table {
            Some(table) => Cow::Borrowed(table.host),
            None => {
                let own = facts.data.get(HostEvent::NAME.name()).and_then(|name| name.chars());
                own.or(facts.name.clone()).unwrap_or_default()
            }
        };
        let Some(envelope) = self.envelope else {
            match table {
                Some(table) => emulation.write(table.data, facts.data)?,
                None => payload(emulation, facts.data),
            }
            return Ok(Some(Frame { name: name.into_owned(), around: None }));
        };
        let mut around = Vec::with_capacity(envelope.rows.len());
        let kept = facts.data.get("extra").filter(|_| !foreign).and_then(|extra| extra.get(notes::ENVELOPE));
        emulation.out().push('{');
        for row in envelope.rows {
            let kept_here = kept.and_then(|kept| kept.get(&notes::kept_key(row)));
            let start = emulation.out().len();
            let value = self.envelope_row(row, kept, kept_here, &name, facts, table, emulation)?;
            around.extend(value.map(|value| emulation.span(start, value)));
        }
        for (key, value) in kept.iter().flat_map(|kept| kept.last_members(&[])) {
            let Some(host) = notes::host_key(key) else { continue };
            if !envelope.rows.iter().any(|row| row.is_named(host))
                && !self.secrets.iter().any(|name| host.is(name))
            {
                let start = emulation.out().len();
                comma(emulation.out());
                crate::index::push_raw_key(emulation.out(), host);
                let from = emulation.out().len();
                emulation.copy(value);
                around.push(emulation.span(start, from));
            }
        }
        emulation.out().push('}');
        Ok(Some(Frame { name: name.into_owned(), around: Some(around) }))
    }

    /// Makes the host's document of an answer, by its name in [`answers`](Self::answers): nothing surrounds it. `None` for
    /// one that the protocol does not know.
    ///
    /// # Errors
    ///
    /// When the event is not well formed.
    #[cfg(feature = "emulate")]
    pub fn emulate_answer(&self, name: &str, facts: &Facts<'_>) -> Result<Option<Emulated>, Corrupt> {
        let Some(answer) = self.answer(name) else { return Ok(None) };
        let mut emulation = Emulation::new(self.secrets, facts.host != self.host);
        emulation.write(answer.data, facts.data)?;
        let frame = Frame { name: answer.host.to_owned(), around: None };
        Ok(Some(Emulated::of(frame, emulation)))
    }

    /// Writes a member of the envelope; what comes back is where its value begins, if there is one.
    #[cfg(feature = "emulate")]
    #[expect(clippy::too_many_arguments, reason = "all that is known about one event")]
    fn envelope_row<'n>(
        &self,
        row: &Row,
        kept: Option<At<'n>>,
        kept_here: Option<At<'n>>,
        name: &str,
        facts: &Facts<'n>,
        table: Option<&'static Event>,
        emulation: &mut Emulation<'n>,
    ) -> Result<Option<usize>, Corrupt> {
        let start = emulation.out().len();
        comma(emulation.out());
        onepane_model::text::push_literal(emulation.out(), row.host);
        emulation.out().push(':');
        let value = emulation.out().len();
        let note =
            |name: &str| kept.and_then(|kept| kept.find(&[notes::AS, name])).and_then(|note| note.chars());
        let wrote = match row.shape {
            Shape::Constant(json) => match kept_here {
                Some(kept) => {
                    emulation.copy(kept);
                    true
                }
                None if note(&place_of(Place::HERE, row)).as_deref() == Some(notes::ABSENT) => false,
                None => {
                    emulation.out().push_str(json);
                    true
                }
            },
            Shape::Body => match table {
                Some(table) => {
                    emulation.write(table.data, facts.data)?;
                    true
                }
                None => facts
                    .data
                    .get(HostEvent::PAYLOAD.name())
                    .or(kept_here)
                    .map(|value| emulation.copy(value))
                    .is_some(),
            },
            Shape::Value(member, Codec::Text)
                if member.index == Envelope::NAME.index && kept_here.is_none() =>
            {
                onepane_model::text::push_literal(emulation.out(), name);
                true
            }
            Shape::Value(member, codec) if member.index == Envelope::NAME.index => {
                let mut text = String::new();
                onepane_model::text::push_literal(&mut text, name);
                let index = Index::parse(&text)?;
                self.attribute(row, &codec, Some(index.root()), kept_here, emulation)?
            }
            Shape::Value(member, codec) => {
                let value = facts.event.get(member.name()).filter(|value| !value.is_null());
                let value = value.filter(|_| note(member.name()).as_deref() != Some(notes::AT));
                self.attribute(row, &codec, value, kept_here, emulation)?
            }
            _ => false,
        };
        if !wrote {
            emulation.out().truncate(start);
            if let Shape::Value(member, _) = row.shape
                && row.required
            {
                emulation.lose(format!("/{}", member.name()), LossKind::NoSource);
            }
        }
        Ok(wrote.then_some(value))
    }

    /// Appends an attribute of an event in the host's form; `false` when there is none.
    #[cfg(feature = "emulate")]
    fn attribute(
        &self,
        row: &Row,
        codec: &Codec,
        value: Option<At<'_>>,
        kept: Option<At<'_>>,
        emulation: &mut Emulation<'_>,
    ) -> Result<bool, Corrupt> {
        match (value, kept) {
            (Some(value), Some(kept)) if still_means(row, codec, kept, value, self.secrets) => {
                emulation.copy(kept)
            }
            (Some(value), _) => {
                if !write(codec, value, emulation.out(), self.secrets) {
                    return Err(value.corrupt(codec.expected()));
                }
            }
            (None, Some(kept)) if means_none(row, codec, kept, self.secrets) => emulation.copy(kept),
            (None, _) => return Ok(false),
        }
        Ok(true)
    }
}

/// What a neutral event says about itself.
#[derive(Debug)]
#[non_exhaustive]
pub struct Facts<'n> {
    /// The whole event.
    pub event: At<'n>,
    /// Its kind.
    pub kind: EventKind,
    /// The host it comes from.
    pub host: Cow<'n, str>,
    /// That host's name of it.
    pub name: Option<Cow<'n, str>>,
    /// Its data.
    pub data: At<'n>,
}

impl<'n> Facts<'n> {
    /// Looks at a neutral event; `None` for one of an unknown kind or a derived one, which no host sends.
    ///
    /// # Errors
    ///
    /// When it is no neutral event at all.
    pub fn of(event: At<'n>) -> Result<Option<Self>, Corrupt> {
        if event.kind() != JsonKind::Object {
            return Err(event.corrupt("a neutral event"));
        }
        let [kind, host, name, data, derived] = event.pick(["type", "host", "hostevent", "data", "derived"]);
        let text = |name: &'static str, value: Option<At<'n>>| match value {
            Some(value) => value.chars().ok_or_else(|| value.corrupt("a string")),
            None => Err(event.missing(name, "a string")),
        };
        let kind = text("type", kind)?;
        let host = text("host", host)?;
        let data = data.ok_or_else(|| event.missing("data", "an object"))?;
        if data.kind() != JsonKind::Object {
            return Err(data.corrupt("an object"));
        }
        let derived = derived.and_then(|value| value.bool()).unwrap_or(false);
        let name = name.and_then(|name| name.chars());
        let kind = EventKind::from_name(&kind).filter(|_| !derived);
        Ok(kind.map(|kind| Self { event, kind, host, name, data }))
    }
}

#[cfg(feature = "emulate")]
fn payload(emulation: &mut Emulation<'_>, data: At<'_>) {
    match data.get(HostEvent::PAYLOAD.name()) {
        Some(payload) => emulation.copy(payload),
        None => emulation.out().push_str("null"),
    }
}

fn comma(out: &mut String) {
    if !out.ends_with('{') {
        out.push(',');
    }
}

fn inside(literal: &str) -> &str {
    literal.get(1..literal.len().saturating_sub(1)).unwrap_or("")
}

/// Adds a note to what is kept of an envelope, which may have notes already.
fn with_note(rest: &str, name: &str, note: &str) -> String {
    let (mut object, mut notes) = (notes::Object::default(), notes::Object::default());
    if let Ok(rest) = Index::parse(rest) {
        for (key, value) in rest.root().members() {
            if key.is(notes::AS) {
                for (name, note) in value.members() {
                    notes.raw_member(name).push_str(note.raw());
                }
            } else {
                object.raw_member(key).push_str(value.raw());
            }
        }
    }
    notes.string(name, note);
    notes.push_into(object.member(notes::AS));
    let mut out = String::new();
    object.push_into(&mut out);
    out
}

/// Adds a `null` to what is kept of an envelope.
fn with_null(mut rest: String, key: &str) -> String {
    if rest.pop().is_none() {
        rest.push('{');
    }
    comma(&mut rest);
    onepane_model::text::push_literal(&mut rest, key);
    rest.push_str(":null}");
    rest
}

fn body_row(envelope: &Table) -> Option<&Row> {
    envelope.rows.iter().find(|row| matches!(row.shape, Shape::Body))
}

fn time_row(envelope: &Table) -> Option<&Row> {
    envelope
        .rows
        .iter()
        .find(|row| matches!(row.shape, Shape::Value(member, _) if member.index == Envelope::TIME.index))
}
