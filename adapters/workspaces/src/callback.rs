//! A callback and its event, there and back.
//!
//! The host calls back with one argument, an object. Whatever else comes is kept by two notes in `extra`,
//! beside those of the tables: `$args` holds the arguments beyond the first, or `null` when there was
//! none at all; `$payload` holds a first argument that no table can take.
//!
//! Source: the vendor's AXP guide, read 2026-11-21.

#[cfg(feature = "emulator")]
use onepane_core::{Emulated, Frame, Inbound};
use onepane_map::{At, Corrupt, Decoder, Event, Head, Index, JsonKind, Output, Protocol, Shape, Stamp};
#[cfg(feature = "emulator")]
use onepane_map::{Emulation, Facts, Room};
use onepane_model::record::Leaf;
use onepane_model::text::{Text, push_literal};
use onepane_model::{EventKind, HostEvent, Json, WidgetMessage};

use crate::map::MESSAGE;
#[cfg(feature = "emulator")]
use crate::map::PROTOCOL_V3;
use crate::subscription;

const ARGS: &str = "$args";
const PAYLOAD: &str = "$payload";

/// The widget that a callback of this name is addressed to.
pub(crate) fn addressee(name: &str) -> Option<&str> {
    name.strip_prefix(MESSAGE)?.strip_prefix(':')
}

/// Tells the event that a callback is; `payload` is the first of its arguments.
pub(crate) fn decode(
    protocol: &'static Protocol,
    decoder: &mut Decoder,
    name: &str,
    args: &[Json],
    payload: Option<At<'_>>,
    stamp: &Stamp<'_>,
    output: &mut dyn Output,
) -> Result<(), Corrupt> {
    let event = protocol.event(name);
    let strange = payload
        .filter(|at| event.is_some_and(|event| !takes(event, at.kind())))
        .filter(|at| at.is_null() || subscription::is_open(name));
    if let (Some(at), None, 1, None) = (payload, strange, args.len(), addressee(name)) {
        protocol.decode_named(decoder, name, at, stamp, output)?;
        return Ok(());
    }
    let mut notes = String::new();
    if args.len() != 1 {
        note(&mut notes, ARGS);
        match args.get(1..) {
            Some(more) => {
                notes.push('[');
                for (place, arg) in more.iter().enumerate() {
                    notes.push_str(if place > 0 { "," } else { "" });
                    decoder.copy(Index::parse(arg.as_str())?.root(), &mut notes);
                }
                notes.push(']');
            }
            None => notes.push_str("null"),
        }
    }
    if let Some(at) = strange {
        note(&mut notes, PAYLOAD);
        decoder.copy(at, &mut notes);
    }
    let kind = match (addressee(name), event) {
        (Some(_), _) => EventKind::WidgetMessage,
        (None, Some(event)) => event.kind,
        (None, None) => EventKind::HostEvent,
    };
    let mut head = Head::new(stamp.source, crate::HOST, kind);
    head.host_event = Some(name);
    head.time = stamp.at;
    let sink = output.begin(&head);
    let mut json = String::new();
    let outcome = match (event, payload) {
        (Some(event), Some(at)) if strange.is_none() => decoder.decode(event.data, at, sink, &notes),
        _ => {
            let member = match kind {
                EventKind::WidgetMessage => WidgetMessage::PAYLOAD,
                _ => HostEvent::PAYLOAD,
            };
            if let Some(widget) = addressee(name) {
                push_literal(&mut json, widget);
                sink.leaf(WidgetMessage::TO, Leaf::Text(inside(&json)));
            } else if event.is_none() {
                push_literal(&mut json, name);
                sink.leaf(HostEvent::NAME, Leaf::Text(inside(&json)));
            }
            if let (Some(at), None) = (payload, event) {
                json.clear();
                decoder.copy(at, &mut json);
                sink.leaf(member, Leaf::Json(&json));
            }
            if !notes.is_empty() {
                sink.extra(&["{", &notes, "}"].concat());
            }
            Ok(())
        }
    };
    match &outcome {
        Ok(()) => output.commit(),
        Err(_) => output.rollback(),
    }
    outcome
}

/// Whether an event's table can take a payload of this kind.
fn takes(event: &Event, kind: JsonKind) -> bool {
    kind == JsonKind::Object
        || event
            .data
            .rows
            .iter()
            .any(|row| matches!(row.shape, Shape::Whole(..)) && row.when.is_none_or(|when| when == kind))
}

fn note(notes: &mut String, key: &str) {
    if !notes.is_empty() {
        notes.push(',');
    }
    push_literal(notes, key);
    notes.push(':');
}

fn inside(literal: &str) -> Text<'_> {
    Text::from_raw(literal.get(1..literal.len() - 1).unwrap_or(""))
}

/// The callback that a neutral event is. For events of other hosts, `v3` chooses the generation.
#[cfg(feature = "emulator")]
pub(crate) fn emulate(
    own: &'static Protocol,
    room: &mut Room,
    facts: &Facts<'_>,
    v3: bool,
) -> Result<Emulated, Corrupt> {
    let foreign = facts.host != crate::HOST;
    let protocol = if foreign && v3 { &PROTOCOL_V3 } else { own };
    let to = facts.data.get(WidgetMessage::TO.name()).and_then(|to| to.chars());
    let (name, mut text, losses) = match to.filter(|_| facts.kind == EventKind::WidgetMessage) {
        // 3.x has no addressed form: the loss is told by its table.
        Some(widget) if !(foreign && v3) => {
            let mut emulation = Emulation::new(protocol.secrets, foreign);
            match facts.data.get(WidgetMessage::PAYLOAD.name()) {
                Some(payload) => emulation.copy(payload),
                None => emulation.out().push_str("{}"),
            }
            let (text, losses) = emulation.finish();
            ([MESSAGE, ":", &widget].concat(), text, losses)
        }
        _ => match protocol.emulate(room, facts)? {
            Some(emulated) => (emulated.name, emulated.text, emulated.losses),
            None => return Ok(Emulated::default()),
        },
    };
    let kept = |key| facts.data.find(&["extra", key]).filter(|_| !foreign);
    let nothing = match facts.kind {
        EventKind::HostEvent => facts.data.get(HostEvent::PAYLOAD.name()).is_none(),
        // Whom a message is addressed to stands in its name.
        _ => facts
            .data
            .members()
            .all(|(key, value)| key.is("extra") || key.is(WidgetMessage::TO.name()) || value.is_null()),
    };
    let copy = |at: At<'_>| {
        let mut out = String::new();
        at.copy_into(&mut out, protocol.secrets);
        out
    };
    if let Some(payload) = kept(PAYLOAD).filter(|_| nothing) {
        text = copy(payload);
    }
    let more = kept(ARGS);
    let mut args = vec![Json::from_text(text)];
    if nothing && more.is_some_and(|more| more.is_null()) {
        args.clear();
    }
    args.extend(more.iter().flat_map(At::items).map(|arg| Json::from_text(copy(arg))));
    Ok(Emulated::frame(Frame::from(Inbound::Callback { name, args }), losses))
}
