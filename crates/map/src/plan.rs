//! What the engine would otherwise look up in a table for every record, worked out when the table is compiled.

use crate::family::{PREFIXES, Prefixes};
#[cfg(feature = "emulate")]
use crate::member_set::MemberSet;
use crate::table::{Row, Shape};

/// No row, of at most 128.
const NONE: u8 = u8::MAX;

/// A table's digest.
#[derive(Debug)]
pub(crate) struct Plan {
    /// By [`bucket`] of a key, the first row with such a key; [`NONE`] where there is none.
    names: [u8; 64],
    /// The buckets with more than one row.
    shared: u64,
    /// The rows that have something to say of a field that is left out, or that is no single field.
    watched: Places,
    /// Whether rows are records that are made from the very object.
    pub(crate) parts: bool,
    /// Whether rows are second homes of what other rows write.
    pub(crate) copies: bool,
    /// Whether rows are shapes of one thing.
    pub(crate) variants: bool,
    /// Whether rows are the payload as a whole.
    pub(crate) wholes: bool,
    /// What there is for rows that take keys by their beginning, where there are any.
    pub(crate) prefixes: Option<&'static Prefixes>,
    /// Whether rows are required.
    pub(crate) requires: bool,
    /// The rows that have no key or share it with others, and copies.
    choosy: Places,
    /// The members that its rows have something to say of, and those of the tables dissolved into it.
    #[cfg(feature = "emulate")]
    pub(crate) says: MemberSet,
    /// Whether a row of any of these is required, or may be for being in a part.
    #[cfg(feature = "emulate")]
    pub(crate) insists: bool,
}

/// A set of a table's rows, by their places.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Places([u64; 2]);

impl Plan {
    pub(crate) const fn of(rows: &[Row]) -> Self {
        assert!(rows.len() <= 128, "a table has at most 128 rows");
        let mut plan = Self {
            names: [NONE; 64],
            shared: 0,
            watched: Places([0; 2]),
            parts: false,
            copies: false,
            variants: false,
            wholes: false,
            prefixes: None,
            requires: false,
            choosy: Places([0; 2]),
            #[cfg(feature = "emulate")]
            says: MemberSet::NONE,
            #[cfg(feature = "emulate")]
            insists: false,
        };
        let mut place = 0;
        while place < rows.len() {
            let row = &rows[place];
            if !row.host.is_empty() {
                let first = &mut plan.names[row.bucket as usize];
                if *first == NONE {
                    *first = place as u8;
                } else {
                    plan.shared |= 1 << row.bucket;
                }
            }
            match row.shape {
                Shape::Part { .. } => plan.parts = true,
                Shape::Variant { .. } => plan.variants = true,
                Shape::Whole(..) => plan.wholes = true,
                Shape::Prefixed { .. } => plan.prefixes = Some(&PREFIXES),
                _ => {}
            }
            #[cfg(feature = "emulate")]
            plan.will_say(row);
            if row.host.is_empty() || row.copy || !is_only(rows, place) {
                plan.choosy.0[place / 64] |= 1 << (place % 64);
            }
            plan.copies |= row.copy;
            plan.requires |= row.required;
            if row.required
                || row.copy
                || row.absent_means.is_some()
                || matches!(row.shape, Shape::Part { .. } | Shape::Prefixed { .. } | Shape::Constant(_))
            {
                plan.watched.0[place / 64] |= 1 << (place % 64);
            }
            place += 1;
        }
        plan
    }

    #[cfg(feature = "emulate")]
    const fn will_say(&mut self, row: &Row) {
        self.insists |= row.required;
        match row.shape {
            Shape::Value(member, _) | Shape::Prefixed { member, .. } => self.says = self.says.with(member),
            Shape::Part { member, table, .. } => {
                self.says = self.says.with(member);
                self.insists |= table.plan.requires || table.plan.parts;
            }
            Shape::Cases(mut members, _) => {
                while let [member, behind @ ..] = members {
                    self.says = self.says.with(member);
                    members = behind;
                }
            }
            Shape::Flat(table) | Shape::First(table) | Shape::Named { table, .. } => {
                self.says = self.says.and(table.plan.says);
                self.insists |= table.plan.insists;
            }
            Shape::Whole(..) | Shape::Variant { .. } | Shape::Constant(_) | Shape::Body => {}
        }
    }

    /// The places to look at in an object in which the rows at `found` have a value, in order.
    pub(crate) fn places(&self, found: Places) -> impl Iterator<Item = usize> + use<> {
        let Places([low, high]) = self.watched;
        Places([low | found.0[0], high | found.0[1]]).iter()
    }

    /// Whether the row at a place shares its key with others, or is a copy.
    pub(crate) fn is_choosy(&self, place: usize) -> bool {
        self.choosy.has(place)
    }

    /// A row with this key, which has no escape in it, whatever else the row asks for. Where several are in question, those
    /// from `from` on are first: hosts keep their order.
    pub(crate) fn named(&self, rows: &[Row], key: &[u8], from: usize) -> Option<usize> {
        let bucket = bucket(key);
        let first = usize::from(*self.names.get(bucket as usize)?);
        let is_named = |row: &Row| row.host.as_bytes() == key;
        if self.shared & 1 << bucket == 0 {
            return rows.get(first).is_some_and(is_named).then_some(first);
        }
        let from = from.max(first);
        let behind = rows.get(from..).and_then(|rows| rows.iter().position(is_named));
        match behind {
            Some(place) => Some(from + place),
            None => rows.get(first..from)?.iter().position(is_named).map(|place| first + place),
        }
    }
}

impl Places {
    pub(crate) const NONE: Self = Self([0; 2]);

    pub(crate) fn has(&self, place: usize) -> bool {
        self.0[place >> 6 & 1] & 1 << (place & 63) != 0
    }

    pub(crate) fn remove(&mut self, place: usize) {
        self.0[place >> 6 & 1] &= !(1 << (place & 63));
    }

    /// Its places, in order.
    pub(crate) fn iter(self) -> impl Iterator<Item = usize> + use<> {
        let Self(mut words) = self;
        std::iter::from_fn(move || {
            let part = usize::from(words[0] == 0);
            let place = words[part].trailing_zeros();
            words[part] &= words[part].wrapping_sub(1);
            (place < 64).then_some(part * 64 + place as usize)
        })
    }

    pub(crate) fn insert(&mut self, place: usize) {
        self.0[place >> 6 & 1] |= 1 << (place & 63);
    }
}

/// Whether no other row has the key of the one at this place.
const fn is_only(rows: &[Row], place: usize) -> bool {
    let mut other = 0;
    while other < rows.len() {
        if other != place && is_same(rows[other].host.as_bytes(), rows[place].host.as_bytes()) {
            return rows[place].host.is_empty();
        }
        other += 1;
    }
    true
}

const fn is_same(mut one: &[u8], mut other: &[u8]) -> bool {
    while let ([a, one_rest @ ..], [b, other_rest @ ..]) = (one, other) {
        if *a != *b {
            return false;
        }
        (one, other) = (one_rest, other_rest);
    }
    one.is_empty() && other.is_empty()
}

/// Which keys there may be: for one without its bit there is none.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Names(u64);

impl Names {
    pub(crate) fn insert_row(&mut self, row: &Row) {
        self.0 |= 1 << (row.bucket & 63);
    }

    pub(crate) fn may_have_row(self, row: &Row) -> bool {
        self.0 & 1 << (row.bucket & 63) != 0
    }

    pub(crate) fn may_have(self, key: &str) -> bool {
        self.0 & 1 << bucket(key.as_bytes()) != 0
    }
}

/// Whether two keys are the same. Of those with 4 to 16 bytes, which most have, two words tell.
#[inline(always)]
pub(crate) fn is_same_key(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    match one.len() {
        4..=8 => {
            one.first_chunk::<4>() == other.first_chunk::<4>()
                && one.last_chunk::<4>() == other.last_chunk::<4>()
        }
        9..=16 => {
            one.first_chunk::<8>() == other.first_chunk::<8>()
                && one.last_chunk::<8>() == other.last_chunk::<8>()
        }
        _ => one == other,
    }
}

/// One of 64 buckets for a key. Keys of one object differ in their length or at their ends, mostly.
pub(crate) const fn bucket(key: &[u8]) -> u32 {
    match key {
        [] => 0,
        [first, .., last] => {
            let middle = key[key.len() / 2] as u32;
            (key.len() as u32 ^ (*first as u32 * 5) ^ (*last as u32 * 11) ^ (middle * 3)) & 63
        }
        [only] => *only as u32 & 63,
    }
}
