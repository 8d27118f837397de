//! What only some tables ask for.
//!
//! A row points at what decodes it, if that is none of what most rows need. So a module that is built for one host has what
//! its tables point at, and nothing else of this.

use onepane_model::record::{Leaf, Member};
use onepane_model::text::{Text, digits};

use super::{Decoder, Target};
use crate::codec::{entry_key, which};
use crate::error::Corrupt;
use crate::family::{Entry, Family, NOWHERE, prefixed};
use crate::index::{At, JsonKind, keep_last};
use crate::notes;
use crate::place::place_of;
use crate::table::{Codec, Row, Shape, Table};

/// Decodes a row's value, which is of a kind that the row is for.
pub(crate) type Decode = fn(&mut Decoder, &'static Row, At<'_>, &mut Target<'_>) -> Result<(), Corrupt>;

/// What decodes rows of this shape; `None` for those that most tables have.
pub(crate) const fn decode_of(shape: &Shape) -> Option<Decode> {
    Some(match shape {
        Shape::Cases(..) => cases,
        Shape::First(_) => first,
        Shape::Named { .. } => named,
        Shape::Value(_, Codec::Entry { .. }) | Shape::Whole(_, Codec::Entry { .. }) => entry,
        _ => return None,
    })
}

/// One value that is several of the model.
fn cases(
    decoder: &mut Decoder,
    row: &'static Row,
    at: At<'_>,
    target: &mut Target<'_>,
) -> Result<(), Corrupt> {
    let Shape::Cases(members, cases) = row.shape else { return Ok(()) };
    let place = which(at, cases, |case| case.host);
    let case = place.and_then(|place| cases.get(place));
    let before = cases.get(..place.unwrap_or(0)).unwrap_or_default();
    // Of two host values for the same words, only the first comes back by itself.
    let is_first = case.is_some_and(|case| before.iter().all(|one| one.neutral != case.neutral));
    if case.is_none() {
        match at.is_null() {
            true => decoder.none(row, at)?,
            false => decoder.misfit(row, at, row.expected())?,
        }
    } else if !is_first {
        decoder.keep(row, at);
    }
    for (member, word) in case.into_iter().flat_map(|case| members.iter().zip(case.neutral)) {
        decoder.leaf(member, Leaf::Text(Text::plain(word)), at, target)?;
    }
    Ok(())
}

/// An array whose first item belongs to the record of its parent.
fn first(
    decoder: &mut Decoder,
    row: &'static Row,
    at: At<'_>,
    target: &mut Target<'_>,
) -> Result<(), Corrupt> {
    let Shape::First(table) = row.shape else { return Ok(()) };
    match at.items().next() {
        Some(first) if first.kind() == JsonKind::Object => {
            let mut others = notes::Object::default();
            for (place, item) in at.items().enumerate().skip(1) {
                item.copy_into(others.place(place), decoder.secrets);
            }
            if !others.is_empty() {
                others.push_into(target.open.notes().items.member(&place_of(target.place, row)));
            }
            decoder.dissolved(row, table, first, target)
        }
        _ if at.kind() == JsonKind::Array => {
            decoder.keep(row, at);
            Ok(())
        }
        _ => decoder.none(row, at),
    }
}

/// An array whose items are known by what they are.
fn named(
    decoder: &mut Decoder,
    row: &'static Row,
    at: At<'_>,
    target: &mut Target<'_>,
) -> Result<(), Corrupt> {
    let Shape::Named { name, table } = row.shape else { return Ok(()) };
    if at.kind() != JsonKind::Array {
        return decoder.none(row, at);
    }
    let mut slots = vec![NOWHERE; table.rows.len()];
    let (mut names, mut others) = (notes::Object::default(), notes::Object::default());
    for (place, item) in at.items().enumerate() {
        let name = name(item);
        let own = name.and_then(|name| table.find(Text::plain(name), item.kind()));
        match (name, own.and_then(|own| slots.get_mut(own))) {
            (Some(name), Some(slot)) if *slot == NOWHERE => {
                *slot = item.node();
                names.string(digits(place as i64, &mut [0; 20]), name);
            }
            _ => item.copy_into(others.place(place), decoder.secrets),
        }
    }
    let outer = target.place;
    let place = place_of(outer, row);
    if names.is_empty() {
        decoder.keep(row, at);
    } else {
        names.push_into(target.open.notes().names.member(&place));
        if !others.is_empty() {
            others.push_into(target.open.notes().items.member(&place));
        }
        let before = decoder.rest.len();
        decoder.rest_key(row);
        // What is kept of an array is an array, so that it cannot be taken for an object in its stead.
        decoder.rest.push_str("[{");
        let inside = decoder.rest.len();
        let mut inner = Target {
            sink: &mut *target.sink,
            open: &mut *target.open,
            family: &Family::default(),
            place: outer.inside(row),
        };
        for (row, node) in table.rows.iter().zip(slots) {
            match node {
                NOWHERE => decoder.nothing(row, at, &mut inner)?,
                node => decoder.shaped(row, at.at_node(node), &mut inner)?,
            }
        }
        if decoder.rest.len() == inside {
            decoder.rest.truncate(before);
        } else {
            decoder.rest.push_str("}]");
        }
    }
    Ok(())
}

/// An object that is the only entry of a keyed member.
fn entry(
    decoder: &mut Decoder,
    row: &'static Row,
    at: At<'_>,
    target: &mut Target<'_>,
) -> Result<(), Corrupt> {
    let (Shape::Value(member, codec) | Shape::Whole(member, codec)) = &row.shape else { return Ok(()) };
    let Codec::Entry { table, field, prefix } = codec else { return Ok(()) };
    match at.get(field).and_then(|own| entry_key(own, prefix)) {
        Some(key) => entries(decoder, member, table, std::iter::once((key, at)), at, target),
        None => decoder.misfit(row, at, codec.expected()),
    }
}

/// What a row takes by the beginning of its keys: those entries of the object that name its place.
pub(crate) fn prefixed_entries<'i>(
    decoder: &mut Decoder,
    row: &'static Row,
    place: usize,
    all: &[Entry<'i>],
    at: At<'i>,
    target: &mut Target<'_>,
) -> Result<(), Corrupt> {
    let Shape::Prefixed { member, table, .. } = row.shape else { return Ok(()) };
    let mine = all.iter().filter(|(row, ..)| *row == place).map(|(_, key, value)| (*key, *value));
    entries(decoder, member, table, mine, at, target)
}

/// The entries of a keyed member that stand among the object's own fields.
fn entries<'i>(
    decoder: &mut Decoder,
    member: &'static Member,
    table: &'static Table,
    entries: impl Iterator<Item = (Text<'i>, At<'i>)>,
    at: At<'i>,
    target: &mut Target<'_>,
) -> Result<(), Corrupt> {
    let mut entries = entries.peekable();
    if entries.peek().is_none() {
        return Ok(());
    }
    decoder.emitted += 1;
    target.open.filled.insert(member);
    let Some(items) = target.sink.items(member) else { return Err(at.corrupt(member.kind.expected())) };
    for (key, value) in entries {
        let Some(child) = items.open(Some(key)) else { return Err(value.corrupt("a record")) };
        decoder.record(table, value, child, None, "")?;
        child.end();
    }
    items.end(true);
    Ok(())
}

/// Puts those members on top of the strangers that the table is to keep, and gives those that it takes by the beginning of
/// their keys.
pub(crate) fn strangers_and_entries<'i>(
    decoder: &mut Decoder,
    table: &'static Table,
    at: At<'i>,
    family: &Family,
    is_home: bool,
) -> Vec<Entry<'i>> {
    let Decoder { strangers, families, .. } = decoder;
    let first = strangers.len();
    for member in families.members(family) {
        let value = at.at_node(member.node);
        if table.find(value.key(), value.kind()).is_none() {
            strangers.push(*member);
        }
    }
    keep_last(strangers, first, |member| at.at_node(member.node).key());
    let mut entries = Vec::new();
    let mut end = first;
    for place in first..strangers.len() {
        let Some(member) = strangers.get(place).copied() else { break };
        let value = at.at_node(member.node);
        if let Some((row, rest)) = prefixed(table, value.key(), value.kind()) {
            entries.push((row, rest, value));
        } else if is_home && families.is_stranger(family, &member, value) {
            if let Some(own) = strangers.get_mut(end) {
                *own = member;
            }
            end += 1;
        }
    }
    strangers.truncate(end);
    entries
}
