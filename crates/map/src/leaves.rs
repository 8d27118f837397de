//! How much of a host's document the tables know.

use onepane_model::text::Text;

use crate::family::parts;
use crate::index::{At, JsonKind};
use crate::table::{Codec, Row, Shape, Table};

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
            Some(Shape::Value(_, Codec::One(table) | Codec::Entry { table, .. }) | Shape::Flat(table))
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
            Some(Shape::Named { name, table }) => {
                for item in value.items() {
                    let inner = name(item).and_then(|name| table.find(Text::plain(name), item.kind()));
                    match inner.and_then(|row| table.rows.get(row)).map(|row| row.shape) {
                        Some(
                            Shape::Flat(table)
                            | Shape::Value(_, Codec::One(table) | Codec::Entry { table, .. }),
                        ) => sort(&[table], item, leaves),
                        Some(_) => leaves.total += count(item, &mut Vec::new()),
                        None => leaves.total += count(item, &mut leaves.unmapped),
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
fn prefixed(tables: &[&'static Table], key: Text<'_>, at: At<'_>) -> Option<&'static Table> {
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
