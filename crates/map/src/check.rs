//! What a test asks of an adapter's tables.

use onepane_model::record::{Member, Record};

use crate::family::parts;
use crate::index::{At, JsonKind};
use crate::protocol::{Envelope, Protocol};
use crate::table::{Codec, Row, Shape, Table, same};

/// Checks that every row's codec fits its member, that every member belongs to its table's record, that
/// nothing is mapped twice by accident, and that repetitions come after what they repeat.
///
/// Gives one line for each fault; none means that the tables are sound.
pub fn check(protocol: &Protocol) -> Vec<String> {
    let mut faults = Vec::new();
    let mut seen: Vec<*const Table> = Vec::new();
    if let Some(envelope) = protocol.envelope {
        if !same(envelope.of, &Envelope::RECORD) {
            faults.push("the envelope's table is not about an envelope".to_owned());
        }
        table_faults("envelope", envelope, &mut seen, &mut faults);
    }
    for (place, event) in protocol.events.iter().enumerate() {
        if !same(event.data.of, event.kind.record()) {
            faults.push(format!(
                "{}: its table is about {}, not {}",
                event.host, event.data.of.name, event.kind
            ));
        }
        if protocol.events.iter().take(place).any(|other| other.host == event.host) {
            faults.push(format!("{}: two tables", event.host));
        }
        table_faults(event.host, event.data, &mut seen, &mut faults);
    }
    faults
}

fn table_faults(name: &str, table: &Table, seen: &mut Vec<*const Table>, faults: &mut Vec<String>) {
    if seen.iter().any(|other| std::ptr::eq(*other, table)) {
        return;
    }
    seen.push(table);
    let mut mapped: Vec<(u8, bool)> = Vec::new();
    rows_faults(name, table, table.of, &mut mapped, faults);
    for row in table.rows {
        for (inner, key) in inner_tables(row) {
            table_faults(&format!("{name}/{key}"), inner, seen, faults);
        }
    }
}

fn rows_faults(
    name: &str,
    table: &Table,
    record: &Record,
    mapped: &mut Vec<(u8, bool)>,
    faults: &mut Vec<String>,
) {
    for (place, row) in table.rows.iter().enumerate() {
        let mut fault = |text: String| faults.push(format!("{name}/{}: {text}", row.host));
        let twins =
            table.rows.iter().take(place).filter(|other| !row.host.is_empty() && other.host == row.host);
        if twins.clone().any(|other| other.when.is_none() || row.when.is_none() || other.when == row.when) {
            fault("two rows for the same kind of value".to_owned());
        }
        let members: &[Member] = match &row.shape {
            Shape::Value(member, codec) | Shape::Whole(member, codec) => {
                if !codec.fits(&member.kind) {
                    fault(format!("{codec:?} does not fit `{}`", member.name));
                }
                std::slice::from_ref(member)
            }
            Shape::Cases(members, cases) => {
                for case in *cases {
                    if case.neutral.len() != members.len() {
                        fault(format!("case {} has too many or too few words", case.host));
                    }
                }
                members
            }
            Shape::Flat(inner) | Shape::First(inner) | Shape::Variant { table: inner, .. } => {
                if matches!(row.shape, Shape::Variant { .. }) {
                    // Only one of them is ever used: each may map what the others do.
                    mapped.clear();
                    if table.rows.iter().any(|other| !matches!(other.shape, Shape::Variant { .. })) {
                        fault("a variant beside rows of another kind".to_owned());
                    }
                }
                if !same(inner.of, record) {
                    fault(format!("a table about {} is dissolved into {}", inner.of.name, record.name));
                }
                rows_faults(&format!("{name}/{}", row.host), inner, record, mapped, faults);
                &[]
            }
            Shape::Part { member, table, .. } => {
                if !matches!(member.kind, onepane_model::record::Kind::Record(of) if same(of(), table.of)) {
                    fault(format!("a part about {} does not fit `{}`", table.of.name, member.name));
                }
                std::slice::from_ref(member)
            }
            Shape::Prefixed { member, table, .. } => {
                if !Codec::Keyed(table, &[]).fits(&member.kind) {
                    fault(format!("entries about {} do not fit `{}`", table.of.name, member.name));
                }
                std::slice::from_ref(member)
            }
            Shape::Constant(_) | Shape::Body => &[],
        };
        for member in members {
            if member.record != record.name {
                faults
                    .push(format!("{name}/{}: `{}` is no member of {}", row.host, member.name, record.name));
            }
            let first = mapped.iter().find(|(index, _)| *index == member.index);
            match (first, row.alias) {
                (Some(_), false) => {
                    faults.push(format!("{name}/{}: `{}` is mapped twice", row.host, member.name));
                }
                (None, true) => {
                    faults.push(format!("{name}/{}: repeats a row that comes later or never", row.host));
                }
                (Some((_, false)), true) => faults
                    .push(format!("{name}/{}: repeats `{}`, which is not shared", row.host, member.name)),
                _ => {}
            }
            mapped.push((member.index, row.shared || first.is_some_and(|(_, shared)| *shared)));
        }
    }
}

fn inner_tables(row: &Row) -> Vec<(&'static Table, &'static str)> {
    match row.shape {
        Shape::Value(_, Codec::One(table) | Codec::List(table) | Codec::Keyed(table, _))
        | Shape::Whole(_, Codec::One(table) | Codec::List(table) | Codec::Keyed(table, _))
        | Shape::Prefixed { table, .. }
        | Shape::Part { table, .. } => vec![(table, row.host)],
        Shape::Flat(table) | Shape::First(table) | Shape::Variant { table, .. } => {
            table.rows.iter().flat_map(inner_tables).collect()
        }
        _ => Vec::new(),
    }
}

/// How the leaves of a host's document fare.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Leaves {
    /// All of them: scalars, and empty arrays and objects.
    pub total: usize,
    /// Pointers to those without a row: they are in `extra` only.
    pub unmapped: Vec<String>,
}

/// Sorts the leaves of a payload into those that a row knows and those that end in `extra`.
pub fn leaves(table: &'static Table, payload: At<'_>) -> Leaves {
    let mut leaves = Leaves::default();
    sort(&[table], payload, &mut leaves);
    leaves
}

fn sort(tables: &[&'static Table], at: At<'_>, leaves: &mut Leaves) {
    let variants = tables.iter().flat_map(|table| table.rows).filter_map(|row| match row.shape {
        Shape::Variant { fits, table, .. } => fits(at).then_some(table),
        _ => None,
    });
    if let Some(table) = variants.into_iter().next() {
        return sort(&[table], at, leaves);
    }
    let mut wholes = tables.iter().flat_map(|table| table.rows).filter(|row| row.fits(at.kind()));
    if let Some(codec) = wholes.find_map(|row| match row.shape {
        Shape::Whole(_, codec) => Some(codec),
        _ => None,
    }) {
        match codec {
            Codec::List(table) => at.items().for_each(|item| sort(&[table], item, leaves)),
            _ => leaves.total += count(at, &mut Vec::new()),
        }
        return;
    }
    for (key, value) in at.members() {
        let row = tables
            .iter()
            .flat_map(|table| all_rows(table))
            .find(|row| !row.host.is_empty() && !row.copy && key.is(row.host) && row.fits(value.kind()));
        match row.map(|row| row.shape) {
            Some(Shape::Value(_, Codec::One(table)) | Shape::Flat(table))
                if value.kind() == JsonKind::Object =>
            {
                if value.is_empty() {
                    leaves.total += 1;
                } else {
                    sort(&[table], value, leaves);
                }
            }
            Some(Shape::Value(_, Codec::List(table))) => {
                for item in value.items() {
                    sort(&[table], item, leaves);
                }
            }
            Some(Shape::Value(_, Codec::Keyed(table, _))) => {
                for (_, item) in value.members() {
                    sort(&[table], item, leaves);
                }
            }
            Some(Shape::First(table)) => {
                for (place, item) in value.items().enumerate() {
                    match place {
                        0 => sort(&[table], item, leaves),
                        _ => leaves.total += count(item, &mut leaves.unmapped),
                    }
                }
            }
            Some(_) => leaves.total += count(value, &mut Vec::new()),
            None if prefixed(tables, key, value).is_some() => {
                if let Some(table) = prefixed(tables, key, value) {
                    sort(&[table], value, leaves);
                }
            }
            None => leaves.total += count(value, &mut leaves.unmapped),
        }
    }
}

/// The table for a field that belongs to a row by its prefix.
fn prefixed(
    tables: &[&'static Table],
    key: onepane_model::text::Text<'_>,
    at: At<'_>,
) -> Option<&'static Table> {
    tables.iter().flat_map(|table| table.rows).find_map(|row| match row.shape {
        Shape::Prefixed { prefix, table, .. } => {
            (at.kind() == JsonKind::Object && key.raw().starts_with(prefix)).then_some(table)
        }
        _ => None,
    })
}

fn all_rows(table: &'static Table) -> Vec<&'static Row> {
    table.rows.iter().chain(parts(table).flat_map(|(part, _)| all_rows(part))).collect()
}

fn count(at: At<'_>, into: &mut Vec<String>) -> usize {
    let before = into.len();
    if at.is_empty() || !matches!(at.kind(), JsonKind::Array | JsonKind::Object) {
        into.push(at.pointer());
    } else {
        for (_, value) in at.members() {
            count(value, into);
        }
        for item in at.items() {
            count(item, into);
        }
    }
    into.len() - before
}
