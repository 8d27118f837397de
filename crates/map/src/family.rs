//! Which of the tables that share one object of the host has which of its fields.
//!
//! One walk over the object finds the rows of all of them: each part of it would otherwise walk it again, and so would
//! every question whether a part has anything to say.

use onepane_model::text::Text;

use crate::decode::{Decoder, Target, prefixed_entries, strangers_and_entries};
use crate::error::Corrupt;
use crate::index::{At, JsonKind};
use crate::plan::{Places, is_same_key};
use crate::table::{Row, Shape, Table};

/// No value.
pub(crate) const NOWHERE: u32 = u32::MAX;

/// The tables that make something of one object: the one it is about, and the parts of it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Family {
    /// The one that the object is about, and what the walk has found for it.
    whole: Option<&'static Table>,
    rows: Rows,
    /// Where its tables begin and end, where there are parts: the one that the object is about first, each before the parts
    /// in it.
    first: usize,
    end: usize,
    /// The table that keeps the fields without a row.
    home: usize,
    /// Where that one and the parts in it end.
    home_end: usize,
    /// Where its members begin and end.
    members: (usize, usize),
    /// The tables that have anything to say or, where they are home, to keep.
    is_open: u64,
    /// Where there are tables that take keys by their beginning.
    prefixes: Option<&'static Prefixes>,
}

/// One of several tables.
#[derive(Debug, Clone, Copy)]
struct Kin {
    table: &'static Table,
    /// The table that it is a part of.
    parent: usize,
    is_home: bool,
    /// Whether it has anything to say: a field that is not `null`, or one that it requires.
    opens: bool,
    /// Whether a field was not `null`, though it may be doubled.
    may_open: bool,
    /// Where the values of its rows stand.
    base: usize,
    found: Places,
}

/// A member of the object, of which the engine may want to know more.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub(crate) node: u32,
    /// The tables of the family that have a row for it; [`AT_HOME`] where home has one, be it a copy.
    named: u64,
}

/// The open families, innermost last.
#[derive(Debug, Clone, Default)]
pub(crate) struct Families {
    kin: Vec<Kin>,
    /// Where the value of each row of each table stands, of those that were found.
    slots: Vec<u32>,
    /// How many of the slots are taken.
    taken: usize,
    members: Vec<Candidate>,
}

/// What the walk has found for one table.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rows {
    base: usize,
    pub(crate) found: Places,
    /// Whether the table keeps what no table of the family has a row for.
    pub(crate) is_home: bool,
}

/// Which members a walk lists.
#[derive(Clone, Copy)]
enum Listed {
    /// Those without a row.
    Strangers,
    /// All of them, marked where they have a row.
    All,
    /// None: they are listed from this place on, and are marked there.
    From(usize),
}

impl Families {
    pub(crate) fn clear(&mut self) {
        self.kin.clear();
        self.taken = 0;
        self.members.clear();
    }

    /// The family of an object.
    pub(crate) fn open(&mut self, whole: &'static Table, at: At<'_>) -> Family {
        let (first, members) = (self.kin.len(), self.members.len());
        let mut family = Family {
            whole: Some(whole),
            first,
            end: first,
            home: first,
            home_end: first,
            members: (members, members),
            ..Family::default()
        };
        if whole.plan.parts {
            self.join(whole, first, true, &mut family);
            family.end = self.kin.len();
            self.walk_all(at, &family);
            self.judge(at, &mut family);
            family.rows = self.rows_of(&family, first).unwrap_or_default();
        } else {
            family.prefixes = whole.plan.prefixes;
            let base = self.take(whole);
            let (found, _) = self.walk(whole, at, base, AT_HOME, Listed::Strangers);
            family.rows = Rows { base, found, is_home: true };
        }
        family.members.1 = self.members.len();
        family
    }

    /// Forgets a family and all that were opened after it.
    pub(crate) fn close(&mut self, family: &Family) {
        self.taken = family.rows.base;
        self.kin.truncate(family.first);
        self.members.truncate(family.members.0);
    }

    /// Slots for a table's rows, behind those that are taken.
    fn take(&mut self, table: &'static Table) -> usize {
        let base = self.taken;
        self.taken += table.rows.len();
        if self.slots.len() < self.taken {
            self.slots.resize(self.taken, NOWHERE);
        }
        base
    }

    fn join(&mut self, table: &'static Table, parent: usize, is_home: bool, family: &mut Family) {
        let own = self.kin.len();
        let base = self.take(table);
        self.kin.push(Kin {
            table,
            parent,
            is_home,
            opens: table.plan.requires,
            may_open: false,
            base,
            found: Places::NONE,
        });
        family.prefixes = family.prefixes.or(table.plan.prefixes);
        if table.plan.parts {
            for (part, home) in parts(table) {
                let (start, home) = (self.kin.len(), home && is_home);
                if home {
                    family.home = start;
                }
                self.join(part, own, home, family);
                if home && own == family.first {
                    family.home_end = self.kin.len();
                }
            }
        }
    }

    /// Finds the rows of all members, table by table.
    fn walk_all(&mut self, at: At<'_>, family: &Family) {
        let mut listed = Listed::All;
        for place in family.first..family.end {
            let Some(Kin { table, base, .. }) = self.kin.get(place).copied() else { break };
            let (found, may_open) = self.walk(table, at, base, family.mark(place), listed);
            listed = Listed::From(family.members.0);
            let Some(kin) = self.kin.get_mut(place) else { break };
            (kin.found, kin.may_open) = (found, may_open);
            if let Some(prefixes) = family.prefixes.filter(|_| !kin.opens) {
                kin.opens = (prefixes.opens)(table, at);
            }
        }
    }

    /// Finds the rows of all members for one table, of which members are marked so. Tells which it has found, and whether
    /// any has a value that is not `null`.
    fn walk(
        &mut self,
        table: &'static Table,
        at: At<'_>,
        base: usize,
        mark: u64,
        mut listed: Listed,
    ) -> (Places, bool) {
        let (mut found, mut may_open) = (Places::NONE, false);
        // Where the next row is, if the host keeps its order.
        let mut next = 0;
        let slots = self.slots.get_mut(base..).unwrap_or_default();
        for (key, value, kind) in at.each_member() {
            let is_next = key.is_some_and(|key| table.is_next(key, next));
            let row = match key {
                _ if is_next => Some(next),
                Some(key) => table.search(key, kind, next),
                None => table.find(at.at_node(value).key(), kind),
            };
            let mut named = 0;
            if let Some(row) = row {
                next = row + 1;
                named = mark;
                may_open |= kind != JsonKind::Null;
                if !is_next && table.plan.is_choosy(row) && make_room(&mut found, table, row) {
                    named &= AT_HOME;
                }
                found.insert(row);
                if let Some(slot) = slots.get_mut(row) {
                    *slot = value;
                }
            }
            match &mut listed {
                Listed::Strangers if row.is_some() => {}
                Listed::Strangers | Listed::All => self.members.push(Candidate { node: value, named }),
                Listed::From(own) => {
                    if let Some(member) = self.members.get_mut(*own) {
                        member.named |= named;
                    }
                    *own += 1;
                }
            }
        }
        (found, may_open)
    }

    /// Finds out which parts have anything to say.
    fn judge(&mut self, at: At<'_>, family: &mut Family) {
        for place in (family.first + 1..family.end).rev() {
            let Some(kin) = self.kin.get(place).copied() else { break };
            let slots = self.slots.get(kin.base..).unwrap_or_default();
            let is_null = |place: usize| slots.get(place).is_none_or(|node| at.at_node(*node).is_null());
            // Of doubled keys the last one counts, which may be `null`.
            let opens = kin.opens || kin.may_open && !kin.found.iter().all(is_null);
            if let Some(kin) = self.kin.get_mut(place) {
                kin.opens = opens;
            }
            if let Some(parent) = self.kin.get_mut(kin.parent).filter(|_| opens) {
                parent.opens = true;
            }
            if opens || kin.is_home {
                family.is_open |= bit(place - family.first);
            }
        }
        family.is_open |= 1;
    }

    /// What the walk has found for a table; `None` for one that is not of the family.
    pub(crate) fn rows(&self, family: &Family, table: &'static Table) -> Option<Rows> {
        if family.whole.is_some_and(|whole| std::ptr::eq(whole, table)) {
            return Some(family.rows);
        }
        self.rows_of(family, self.place_of(family, table)?)
    }

    fn rows_of(&self, family: &Family, place: usize) -> Option<Rows> {
        let kin = self.kin.get(place)?;
        Some(Rows { base: kin.base, found: kin.found, is_home: place == family.home })
    }

    fn place_of(&self, family: &Family, table: &'static Table) -> Option<usize> {
        let all = self.kin.get(family.first..family.end)?;
        all.iter().position(|kin| std::ptr::eq(kin.table, table)).map(|place| family.first + place)
    }

    /// Where the value of a row stands.
    pub(crate) fn value(&self, rows: Rows, place: usize) -> u32 {
        let slot = self.slots.get(rows.base + place).filter(|_| rows.found.has(place));
        slot.copied().unwrap_or(NOWHERE)
    }

    /// The members of the family's object, but for those of home's rows where there are no parts.
    pub(crate) fn members(&self, family: &Family) -> &[Candidate] {
        self.members.get(family.members.0..family.members.1).unwrap_or_default()
    }

    /// Whether a part has anything to say here or, where it is home, to keep.
    pub(crate) fn has_open(
        &self,
        family: &Family,
        part: &'static Table,
        at: At<'_>,
        secrets: &[&str],
    ) -> bool {
        let Some(place) = self.place_of(family, part) else { return false };
        let Some(kin) = self.kin.get(place) else { return false };
        kin.opens
            || kin.is_home
                && self.members(family).iter().any(|member| {
                    let value = at.at_node(member.node);
                    (place..family.home_end).contains(&self.keeper(family, member, value))
                        && !secrets.iter().any(|secret| value.key().is(secret))
                })
    }

    /// Whether no table of the family but home has anything to do with a member.
    pub(crate) fn is_stranger(&self, family: &Family, member: &Candidate, value: At<'_>) -> bool {
        member.named & AT_HOME == 0 && self.keeper(family, member, value) == family.home
    }

    /// The one table that keeps a member.
    fn keeper(&self, family: &Family, member: &Candidate, value: At<'_>) -> usize {
        let mut named = member.named & family.is_open;
        if let Some(prefixes) = family.prefixes {
            named |= (prefixes.named)(self.kin.get(family.first..family.end).unwrap_or_default(), value)
                & family.is_open;
        }
        if named == 0 { family.home } else { family.first + named.trailing_zeros() as usize }
    }
}

impl Candidate {
    /// The member whose value is this node, without a row.
    pub(crate) fn of(node: u32) -> Self {
        Self { node, named: 0 }
    }

    /// Whether a table of the family has a row for it.
    pub(crate) fn is_named(&self, family: &Family) -> bool {
        self.named & (family.is_open | AT_HOME) != 0
    }
}

impl Family {
    /// What a member is marked with that one of the tables has a row for.
    fn mark(&self, place: usize) -> u64 {
        let mark = bit(place - self.first);
        if place == self.home { mark | AT_HOME } else { mark }
    }

    /// What there is for tables that take keys by their beginning, where there are any.
    pub(crate) fn prefixes(&self) -> Option<&'static Prefixes> {
        self.prefixes
    }
}

/// How many tables may share an object.
pub(crate) const MOST: usize = 63;

/// Beside the bits of the tables.
const AT_HOME: u64 = 1 << MOST;

/// The bit of a table: of [`MOST`] one each.
fn bit(place: usize) -> u64 {
    u32::try_from(place).ok().and_then(|place| 1_u64.checked_shl(place)).unwrap_or(0)
}

/// Of doubled keys the last one counts, whichever row took the first. Tells whether the row at the place is a copy.
fn make_room(found: &mut Places, table: &'static Table, place: usize) -> bool {
    let Some(row) = table.rows.get(place) else { return false };
    if row.when.is_some() {
        for (place, other) in table.rows.iter().enumerate() {
            if other.host == row.host {
                found.remove(place);
            }
        }
    }
    row.copy
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

/// What there is of the engine for tables that take keys by their beginning: those that do point at it, so a module without
/// such tables has nothing of it.
#[derive(Debug)]
pub(crate) struct Prefixes {
    /// Whether a table takes any member of an object so.
    opens: fn(&Table, At<'_>) -> bool,
    /// The tables that take a member so.
    named: fn(&[Kin], At<'_>) -> u64,
    /// What is left of an object's members, and the entries among them.
    pub(crate) strangers: for<'i> fn(&mut Decoder, &'static Table, At<'i>, &Family, bool) -> Vec<Entry<'i>>,
    /// Decodes the entries.
    pub(crate) entries: Entries,
}

/// A member that a row takes by the beginning of its key: the row, the rest of the key, and the value.
pub(crate) type Entry<'i> = (usize, Text<'i>, At<'i>);

/// Decodes what the row at a place takes among the entries.
pub(crate) type Entries = for<'i> fn(
    &mut Decoder,
    &'static Row,
    usize,
    &[Entry<'i>],
    At<'i>,
    &mut Target<'_>,
) -> Result<(), Corrupt>;

/// The one of it.
pub(crate) static PREFIXES: Prefixes = Prefixes {
    opens: |table, at| at.members().any(|(key, value)| prefixed(table, key, value.kind()).is_some()),
    named: |all, value| {
        let mut named = 0;
        for (place, kin) in all.iter().enumerate() {
            if prefixed(kin.table, value.key(), value.kind()).is_some() {
                named |= bit(place);
            }
        }
        named
    },
    strangers: strangers_and_entries,
    entries: prefixed_entries,
};

/// The row of a table that takes a key by its prefix, and the rest of the key.
pub(crate) fn prefixed<'i>(table: &Table, key: Text<'i>, kind: JsonKind) -> Option<(usize, Text<'i>)> {
    table.plan.prefixes?;
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
        if key.is_escaped() { self.choose(key, kind) } else { self.search(key.raw().as_bytes(), kind, 0) }
    }

    /// Whether a key, which has no escape in it, is that of the row at a place, and of none but that one.
    #[inline(always)]
    fn is_next(&self, key: &[u8], place: usize) -> bool {
        self.rows.get(place).is_some_and(|row| is_same_key(row.host.as_bytes(), key))
            && !self.plan.is_choosy(place)
    }

    /// The row for such a key, searched from a place on: where the next row is, if the host keeps its order.
    #[inline(never)]
    fn search(&self, key: &[u8], kind: JsonKind, from: usize) -> Option<usize> {
        let place = self.plan.named(self.rows, key, from)?;
        match self.rows.get(place) {
            Some(row) if self.plan.is_choosy(place) => self.choose(Text::plain(row.host), kind),
            _ => Some(place),
        }
    }

    /// The row for a key that more than one may be about.
    #[inline(never)]
    fn choose(&self, key: Text<'_>, kind: JsonKind) -> Option<usize> {
        let own = self.rows.iter().position(|row| row.is_named(key) && !row.copy);
        let first = own.or_else(|| self.rows.iter().position(|row| row.is_named(key)))?;
        let fits =
            |(_, row): &(usize, &Row)| row.is_named(key) && row.fits(kind) && row.copy == own.is_none();
        Some(self.rows.iter().enumerate().skip(first).find(fits).map_or(first, |(place, _)| place))
    }
}
