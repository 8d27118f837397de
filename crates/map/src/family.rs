//! Which of the tables that share one object of the host has which of its fields.

use onepane_model::text::Text;

use crate::index::{At, JsonKind};
use crate::plan::Found;
use crate::table::{Row, Shape, Table};

/// The tables that make something of one object: the one it is about, and the parts of it that have
/// anything to say.
#[derive(Debug)]
pub(crate) struct Family {
    whole: &'static Table,
    /// Parts that are open, each before the parts in it, and whether that is because they have something to say.
    parts: Vec<(&'static Table, bool)>,
    /// The table that keeps the fields without a row.
    home: &'static Table,
    /// Which of `parts` are that one and the parts in it.
    at_home: std::ops::Range<usize>,
}

impl Family {
    pub(crate) fn of(whole: &'static Table, at: At<'_>) -> Self {
        let mut family = Self { whole, parts: Vec::new(), home: whole, at_home: 0..0 };
        family.gather(whole, at, true);
        family
    }

    fn gather(&mut self, table: &'static Table, at: At<'_>, at_home: bool) {
        if !table.plan.parts {
            return;
        }
        for (part, home) in parts(table) {
            let home = home && at_home;
            let opens = opens(part, at);
            if home || opens {
                let start = self.parts.len();
                self.parts.push((part, opens));
                if home {
                    self.home = part;
                }
                self.gather(part, at, home);
                if home && std::ptr::eq(table, self.whole) {
                    self.at_home = start..self.parts.len();
                }
            }
        }
    }

    /// Whether a part has anything to say here or, where it is home, to keep.
    pub(crate) fn has_open(&self, part: &'static Table, at: At<'_>, secrets: &[&str]) -> bool {
        let Some(place) = self.parts.iter().position(|(open, _)| std::ptr::eq(*open, part)) else {
            return false;
        };
        let keepers = match self.at_home.contains(&place) {
            true => self.parts.get(place..self.at_home.end).unwrap_or_default(),
            false => &[],
        };
        self.parts.get(place).is_some_and(|(_, opens)| *opens)
            || at.members().any(|(key, value)| {
                let keeper = self.keeper(key, value.kind());
                keepers.iter().any(|(open, _)| std::ptr::eq(*open, keeper))
                    && !secrets.iter().any(|secret| key.is(secret))
            })
    }

    /// Whether the table keeps what no table of the family has a row for.
    pub(crate) fn is_home(&self, table: &'static Table) -> bool {
        std::ptr::eq(self.home, table)
    }

    /// The one table that keeps what none of the rows takes under this key.
    pub(crate) fn keeper(&self, key: Text<'_>, kind: JsonKind) -> &'static Table {
        if self.parts.is_empty() {
            return self.whole;
        }
        std::iter::once(self.whole)
            .chain(self.parts.iter().map(|(part, _)| *part))
            .find(|table| claims(table, key, kind))
            .unwrap_or(self.home)
    }
}

fn claims(table: &Table, key: Text<'_>, kind: JsonKind) -> bool {
    let named = match table.plan.find(table.rows, key, 0) {
        Found::At(_) => true,
        Found::No => false,
        Found::Perhaps => table.rows.iter().any(|row| row.is_named(key) && !row.copy),
    };
    named || prefixed(table, key, kind).is_some()
}

/// Whether a part has anything to say: a field that is not `null`, or one that it requires.
fn opens(part: &Table, at: At<'_>) -> bool {
    if part.plan.requires {
        return true;
    }
    let mut from = 0;
    for (key, value) in at.members().filter(|(_, value)| !value.is_null()) {
        let Some(place) = part.plan.named(part.rows, key, from) else { continue };
        from = place + 1;
        // Of doubled keys the last one counts.
        let last = part.rows.get(place).and_then(|row| at.get(row.host));
        if last.is_some_and(|last| last.node() == value.node() || !last.is_null()) {
            return true;
        }
    }
    (part.plan.parts || part.plan.prefixes)
        && part.rows.iter().any(|row| match row.shape {
            Shape::Part { table, .. } => opens(table, at),
            Shape::Prefixed { .. } => {
                at.members().any(|(key, value)| row.has_prefix(key, value.kind()).is_some())
            }
            _ => false,
        })
}

/// The records that are made from the very object that the table is about, and which of them is home to
/// the fields without a row.
pub(crate) fn parts(table: &Table) -> impl Iterator<Item = (&'static Table, bool)> + use<> {
    let rows: &'static [Row] = table.rows;
    rows.iter().filter_map(|row| match row.shape {
        Shape::Part { table, home, .. } => Some((table, home)),
        _ => None,
    })
}

/// The row of a table that takes a key by its prefix, and the rest of the key.
pub(crate) fn prefixed<'i>(table: &Table, key: Text<'i>, kind: JsonKind) -> Option<(usize, Text<'i>)> {
    if !table.plan.prefixes {
        return None;
    }
    let mut rows = table.rows.iter().enumerate();
    rows.find_map(|(place, row)| Some((place, row.has_prefix(key, kind)?)))
}

impl Row {
    /// Whether this is the host's key of it.
    pub(crate) fn is_named(&self, key: Text<'_>) -> bool {
        !self.host.is_empty() && key.is(self.host)
    }

    /// What comes behind the prefix, where the row is about keys with one. A key with an escape in it is
    /// nobody's entry; no host writes one.
    pub(crate) fn has_prefix<'i>(&self, key: Text<'i>, kind: JsonKind) -> Option<Text<'i>> {
        match self.shape {
            Shape::Prefixed { prefix, .. } if kind == JsonKind::Object && !key.raw().contains('\\') => {
                key.raw().strip_prefix(prefix).map(Text::plain)
            }
            _ => None,
        }
    }
}

impl Table {
    /// The row that takes a value of this kind under this key; the first with the key when none does. A
    /// copy takes only what no other row here is about.
    pub(crate) fn find(&self, key: Text<'_>, kind: JsonKind) -> Option<usize> {
        self.find_from(key, kind, 0)
    }

    /// The same, searched from a place on: where the next row is, if the host keeps its order.
    pub(crate) fn find_from(&self, key: Text<'_>, kind: JsonKind, from: usize) -> Option<usize> {
        match self.plan.find(self.rows, key, from) {
            Found::At(place) => return Some(place),
            Found::No => return None,
            Found::Perhaps => {}
        }
        let own = self.rows.iter().position(|row| row.is_named(key) && !row.copy);
        let first = own.or_else(|| self.rows.iter().position(|row| row.is_named(key)))?;
        let fits =
            |(_, row): &(usize, &Row)| row.is_named(key) && row.fits(kind) && row.copy == own.is_none();
        Some(self.rows.iter().enumerate().skip(first).find(fits).map_or(first, |(place, _)| place))
    }
}
