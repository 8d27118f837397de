//! Reads neutral JSON into the typed model, with errors that say where.

use onepane_model::Time;
use onepane_model::record::{Fill, Items, Kind, Leaf, Member, Record, Type};

use crate::error::Corrupt;
use crate::index::{At, JsonKind};

/// Fills a record with the neutral object at `at`.
///
/// # Errors
///
/// When a member has the wrong type, a required one is missing, or one is not known: a mistyped name
/// must not be ignored.
pub fn read(record: &Record, at: At<'_>, sink: &mut dyn Fill) -> Result<(), Corrupt> {
    required(record, at)?;
    for (key, value) in at.unique() {
        if key == "extra" {
            let mut json = String::new();
            value.copy_into(&mut json, &[]);
            if value.kind() != JsonKind::Object || !sink.extra(&json) {
                return Err(unknown(record, &key, value));
            }
            continue;
        }
        let Some(member) = record.member(&key) else { return Err(unknown(record, &key, value)) };
        let misfit = || value.corrupt(member.kind.expected());
        match (record.type_of(member), value.kind()) {
            (Some(Type::Record(inner)), JsonKind::Object) => {
                let child = sink.open(member).ok_or_else(misfit)?;
                read(inner(), value, child)?;
                child.end();
            }
            (Some(Type::List(item)), JsonKind::Array) => {
                let items = sink.items(member).ok_or_else(misfit)?;
                for entry in value.items() {
                    read_item(item, None, entry, items)?;
                }
                items.end(false);
            }
            (Some(Type::Keyed(item)), JsonKind::Object) => {
                let items = sink.items(member).ok_or_else(misfit)?;
                for (key, entry) in value.last_members(&[]) {
                    read_item(item, Some(key), entry, items)?;
                }
                items.end(true);
            }
            _ => {
                let fits = leaf(member.kind, value).is_some_and(|leaf| sink.leaf(member, leaf));
                if !fits {
                    return Err(misfit());
                }
            }
        }
    }
    Ok(())
}

/// Checks the neutral object at `at` against a record of plain values, and fills nothing.
///
/// # Errors
///
/// Those of [`read`].
pub fn conform(record: &Record, at: At<'_>) -> Result<(), Corrupt> {
    required(record, at)?;
    for (key, value) in at.unique() {
        let Some(member) = record.member(&key) else { return Err(unknown(record, &key, value)) };
        if !fits(member, value) {
            return Err(value.corrupt(member.kind.expected()));
        }
    }
    Ok(())
}

fn fits(member: &Member, value: At<'_>) -> bool {
    match (member.kind, value.kind()) {
        (Kind::Json, _) => true,
        (_, JsonKind::Null) => member.nullable,
        (Kind::Time, JsonKind::String) => value.chars().is_some_and(|text| text.parse::<Time>().is_ok()),
        (Kind::Integer, JsonKind::Number) => value.raw().parse::<i64>().is_ok(),
        (Kind::Text, JsonKind::String) | (Kind::Number, JsonKind::Number) | (Kind::Bool, JsonKind::Bool) => {
            true
        }
        _ => false,
    }
}

/// That it is an object, and has what it must have.
fn required(record: &Record, at: At<'_>) -> Result<(), Corrupt> {
    if at.kind() != JsonKind::Object {
        return Err(at.corrupt("an object"));
    }
    let missing = record.members.iter().find(|member| member.required && at.get(member.name()).is_none());
    missing.map_or(Ok(()), |member| Err(at.missing(member.name(), member.kind.expected())))
}

fn read_item(
    item: &Type,
    key: Option<onepane_model::text::Text<'_>>,
    at: At<'_>,
    items: &mut dyn Items,
) -> Result<(), Corrupt> {
    let misfit = || at.corrupt(item.kind().expected());
    if let Type::Record(inner) = item {
        let child = items.open(key).ok_or_else(misfit)?;
        read(inner(), at, child)?;
        child.end();
        return Ok(());
    }
    let fits = leaf(item.kind(), at).is_some_and(|leaf| items.leaf(key, leaf));
    if fits { Ok(()) } else { Err(misfit()) }
}

fn leaf<'i>(kind: Kind, at: At<'i>) -> Option<Leaf<'i>> {
    Some(match (kind, at.kind()) {
        (Kind::Json, _) => Leaf::Json(at.raw()),
        (_, JsonKind::Null) => Leaf::Null,
        (Kind::Text | Kind::Time, JsonKind::String) => Leaf::Text(at.text()?),
        (Kind::Integer | Kind::Number, JsonKind::Number) => Leaf::Number(at.raw()),
        (Kind::Bool, JsonKind::Bool) => Leaf::Bool(at.bool()?),
        _ => return None,
    })
}

fn unknown(record: &Record, key: &str, value: At<'_>) -> Corrupt {
    let mut expected = String::new();
    for member in record.members {
        expected.push_str(if expected.is_empty() { "" } else { ", " });
        expected.push_str(member.name());
    }
    if expected.is_empty() {
        expected.push_str("no members");
    }
    Corrupt::new(value.pointer(), expected, ["the unknown member `", key, "`"].concat())
}
