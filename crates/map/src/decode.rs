//! From the host to the model.

mod items;
mod rare;
mod value;

use onepane_model::record::{Fill, Leaf, Member};
use onepane_model::text::{Text, push_literal};

use crate::codec::same;
use crate::error::Corrupt;
use crate::family::{Candidate, Families, Family, NOWHERE};
use crate::index::{At, JsonKind, keep_last, push_raw_key};
use crate::member_set::MemberSet;
use crate::notes::{self, Notes};
use crate::place::{Place, place_of};
use crate::table::{Row, Shape, Table};

pub(crate) use rare::{Decode, decode_of, prefixed_entries, strangers_and_entries};

/// Runs a host's tables over its frames.
///
/// Keeps its buffers from frame to frame.
#[derive(Debug, Clone)]
pub struct Decoder {
    secrets: &'static [&'static str],
    families: Families,
    /// The open records' members without a row, innermost last.
    strangers: Vec<Candidate>,
    /// The open records' rows that others may repeat, with what each has filled its member from, innermost last.
    sources: Vec<(&'static Row, u32)>,
    /// The remainders of the open records, one behind the other, innermost last.
    rest: String,
    scratch: String,
    /// How much of the host's has been put into the model, to tell an empty result.
    emitted: usize,
    warnings: Vec<Corrupt>,
}

/// What is known about the record that is being filled.
#[derive(Default)]
struct Open {
    /// The record's members that have a value.
    filled: MemberSet,
    /// Where in the decoder's list of sources its own begin.
    sources: usize,
    /// Most records have none.
    notes: Option<Box<Notes>>,
}

impl Open {
    fn notes(&mut self) -> &mut Notes {
        self.notes.get_or_insert_default()
    }
}

/// The record that is being filled, and where in it the engine is.
pub(crate) struct Target<'a> {
    sink: &'a mut dyn Fill,
    open: &'a mut Open,
    /// The tables that share the object at hand.
    family: &'a Family,
    /// The way from the record's object to the one at hand.
    place: Place<'a>,
}

impl Decoder {
    /// A decoder that drops members of these names wherever they stand.
    pub fn new(secrets: &'static [&'static str]) -> Self {
        Self {
            secrets,
            families: Families::default(),
            strangers: Vec::new(),
            sources: Vec::new(),
            rest: String::new(),
            scratch: String::new(),
            emitted: 0,
            warnings: Vec::new(),
        }
    }

    /// Fills `sink` with what `table` makes of the object at `at`; `more` is added to its `extra`, given
    /// as the members of a JSON object without its braces.
    ///
    /// # Errors
    ///
    /// When the text is too deep, the value is no object, a required field is missing or wrong, or a
    /// structure is something else. Other wrong values are kept in `extra` and told by
    /// [`take_warnings`](Self::take_warnings).
    pub fn decode(
        &mut self,
        table: &'static Table,
        at: At<'_>,
        sink: &mut dyn Fill,
        more: &str,
    ) -> Result<(), Corrupt> {
        self.families.clear();
        self.strangers.clear();
        self.sources.clear();
        self.rest.clear();
        self.attempt(|decoder| {
            at.check_depth()?;
            decoder.record(table, at, sink, None, more)
        })
    }

    /// Does something whose warnings go with it when it fails.
    pub(crate) fn attempt<T>(
        &mut self,
        inside: impl FnOnce(&mut Self) -> Result<T, Corrupt>,
    ) -> Result<T, Corrupt> {
        let before = self.warnings.len();
        let outcome = inside(self);
        if outcome.is_err() {
            self.warnings.truncate(before);
        }
        outcome
    }

    /// What was wrong but not fatal since the last call.
    pub fn take_warnings(&mut self) -> Vec<Corrupt> {
        std::mem::take(&mut self.warnings)
    }

    /// Appends a value as it is, secrets taken out.
    pub fn copy(&self, at: At<'_>, out: &mut String) {
        at.copy_into(out, self.secrets);
    }

    /// Fills one record. `family` is given when other tables share its object.
    fn record(
        &mut self,
        table: &'static Table,
        at: At<'_>,
        sink: &mut dyn Fill,
        family: Option<&Family>,
        more: &str,
    ) -> Result<(), Corrupt> {
        let start = self.rest.len();
        self.rest.push('{');
        self.rest.push_str(more);
        let table = self.shape(table, at)?;
        let mut open = Open { sources: self.sources.len(), ..Open::default() };
        match family {
            Some(family) => {
                self.object(table, at, &mut Target { sink, open: &mut open, family, place: Place::HERE })?;
            }
            None => {
                let family = &self.families.open(table, at);
                self.object(table, at, &mut Target { sink, open: &mut open, family, place: Place::HERE })?;
                self.families.close(family);
            }
        }
        self.sources.truncate(open.sources);
        if let Some(notes) = &open.notes {
            for (name, note) in notes.named() {
                if !note.is_empty() {
                    note.push_into(self.rest_member(name));
                }
            }
        }
        if self.rest.len() > start + 1 {
            self.rest.push('}');
            if !sink.extra(self.rest.get(start..).unwrap_or("{}")) {
                return Err(at.corrupt("a record with room for the host's own members"));
            }
        }
        self.rest.truncate(start);
        Ok(())
    }

    /// The table for the shape that the host has given a thing, noted where it is not the default one.
    fn shape(&mut self, table: &'static Table, at: At<'_>) -> Result<&'static Table, Corrupt> {
        if !table.plan.variants {
            return Ok(table);
        }
        let mut variants = table.rows.iter().filter_map(|row| match row.shape {
            Shape::Variant { name, fits, table } => Some((name, fits, table)),
            _ => None,
        });
        let Some(first) = variants.next() else { return Ok(table) };
        let found = std::iter::once(first).chain(variants).find(|(_, fits, _)| fits(at));
        let Some((name, _, table)) = found else { return Err(at.corrupt("one of the known shapes")) };
        if !name.is_empty() {
            push_literal(self.rest_member(notes::SHAPE), name);
        }
        Ok(table)
    }

    /// Walks one object of the host with one table.
    fn object(&mut self, table: &'static Table, at: At<'_>, target: &mut Target<'_>) -> Result<(), Corrupt> {
        if table.plan.wholes {
            let mut wholes = table.rows.iter().filter(|row| matches!(row.shape, Shape::Whole(..)));
            if let Some(row) = wholes.find(|row| row.fits(at.kind())) {
                return self.shaped(row, at, target);
            }
        }
        if at.kind() != JsonKind::Object {
            let whole = table.rows.iter().find(|row| matches!(row.shape, Shape::Whole(..)));
            let whole = whole.map(|row| row.when.map_or(row.expected(), JsonKind::noun));
            return Err(at.corrupt(whole.unwrap_or("an object")));
        }
        let family = target.family;
        let Some(rows) = self.families.rows(family, table) else {
            // `check` finds such a table.
            return Err(at.corrupt("an object whose parts have one shape"));
        };
        let first = self.strangers.len();
        let mut entries = Vec::new();
        if rows.is_home || table.plan.prefixes.is_some() {
            match family.prefixes() {
                Some(prefixes) => entries = (prefixes.strangers)(self, table, at, family, rows.is_home),
                None => self.strangers_of(at, family),
            }
        }
        let strangers = first..self.strangers.len();
        for place in table.plan.places(rows.found) {
            let Some(row) = table.rows.get(place) else { break };
            match row.shape {
                Shape::Part { member, table: part, .. } => self.part(member, part, at, target)?,
                Shape::Prefixed { .. } => {
                    if let Some(prefixes) = table.plan.prefixes {
                        (prefixes.entries)(self, row, place, &entries, at, target)?;
                    }
                }
                _ => match self.families.value(rows, place) {
                    NOWHERE => match row.copy.then(|| at.get(row.host)).flatten() {
                        // A copy is never the same as it is.
                        Some(own) => self.shaped(row, own, target)?,
                        None => self.nothing(row, at, target)?,
                    },
                    node => self.row(row, at.at_node(node), target)?,
                },
            }
        }
        for place in strangers {
            let Some(value) = self.strangers.get(place).map(|member| at.at_node(member.node)) else { break };
            if !self.is_secret(value.key()) {
                self.keep_stranger(value.key(), value);
            }
        }
        self.strangers.truncate(first);
        Ok(())
    }

    /// Puts those members on top of the strangers that no table of the family has a row for.
    #[inline(never)]
    fn strangers_of(&mut self, at: At<'_>, family: &Family) {
        let first = self.strangers.len();
        let members = self.families.members(family).iter();
        self.strangers.extend(members.filter(|member| !member.is_named(family)));
        keep_last(&mut self.strangers, first, |member| at.at_node(member.node).key());
    }

    /// A row whose field the host has left out.
    #[inline(never)]
    fn nothing(&mut self, row: &'static Row, at: At<'_>, target: &mut Target<'_>) -> Result<(), Corrupt> {
        if row.required {
            return Err(match at.get(row.host) {
                Some(other) => other.corrupt(row.expected()),
                None => at.missing(row.host, row.expected()),
            });
        }
        match (row.shape, row.absent_means) {
            (Shape::Value(member, _), Some(word)) if !target.open.filled.contains(member) => {
                target.open.notes().r#as.string(member.name(), notes::ABSENT);
                fill(member, Leaf::Text(Text::plain(word)), at, target)?;
            }
            (Shape::Constant(_), _) => {
                target.open.notes().r#as.string(&place_of(target.place, row), notes::ABSENT);
            }
            _ => {}
        }
        Ok(())
    }

    /// A row and its value. What most of them are is done where the rows are walked.
    #[inline(always)]
    fn row(&mut self, row: &'static Row, at: At<'_>, target: &mut Target<'_>) -> Result<(), Corrupt> {
        if let Shape::Value(member, codec) = &row.shape
            && let Some(leaf) = same(row, codec, at)
        {
            return self.leaf(member, leaf, at, target);
        }
        self.shaped(row, at, target)
    }

    /// A row whose value is not the same in the model.
    fn shaped(&mut self, row: &'static Row, at: At<'_>, target: &mut Target<'_>) -> Result<(), Corrupt> {
        if !row.fits(at.kind()) {
            // The key is known, but not with such a value.
            let expected = row.when.map_or(row.expected(), JsonKind::noun);
            return self.misfit(row, at, expected);
        }
        match &row.shape {
            Shape::Value(member, codec) | Shape::Whole(member, codec) => {
                self.value(row, member, codec, at, target)
            }
            Shape::Flat(table) => match at.kind() {
                JsonKind::Object => self.dissolved(row, table, at, target),
                _ => self.none(row, at),
            },
            Shape::Constant(json) => {
                if at.raw() != *json {
                    self.keep(row, at);
                }
                Ok(())
            }
            _ => row.decode.map_or(Ok(()), |decode| decode(self, row, at, target)),
        }
    }

    /// `null` where a structure belongs.
    fn none(&mut self, row: &Row, at: At<'_>) -> Result<(), Corrupt> {
        if row.required || !at.is_null() {
            return Err(at.corrupt(row.expected()));
        }
        self.keep(row, at);
        Ok(())
    }

    /// An object that belongs to the record of its parent.
    fn dissolved(
        &mut self,
        row: &'static Row,
        table: &'static Table,
        at: At<'_>,
        target: &mut Target<'_>,
    ) -> Result<(), Corrupt> {
        let (before, emitted) = (self.rest.len(), self.emitted);
        let is_first = matches!(row.shape, Shape::First(_));
        self.rest_key(row);
        // What is kept of an array is an array, so that it cannot be taken for an object in its stead.
        self.rest.push_str(if is_first { "[{" } else { "{" });
        let inside = self.rest.len();
        let (family, place) = (&self.families.open(table, at), target.place.inside(row));
        let mut inner = Target { sink: &mut *target.sink, open: &mut *target.open, family, place };
        self.object(table, at, &mut inner)?;
        self.families.close(family);
        if self.rest.len() == inside && self.emitted > emitted {
            self.rest.truncate(before);
        } else {
            self.rest.push_str(if is_first { "}]" } else { "}" });
        }
        Ok(())
    }

    /// A record that shares the host's object with its parent.
    fn part(
        &mut self,
        member: &'static Member,
        part: &'static Table,
        at: At<'_>,
        target: &mut Target<'_>,
    ) -> Result<(), Corrupt> {
        let family = target.family;
        if !self.families.has_open(family, part, at, self.secrets) {
            return Ok(());
        }
        let child = self.child(member, at, target)?;
        self.record(part, at, child, Some(family), "")?;
        child.end();
        Ok(())
    }

    /// Opens a record in the one that is being filled.
    fn child<'s>(
        &mut self,
        member: &Member,
        at: At<'_>,
        target: &'s mut Target<'_>,
    ) -> Result<&'s mut dyn Fill, Corrupt> {
        self.emitted += 1;
        target.open.filled.insert(member);
        target.sink.open(member).ok_or_else(|| at.corrupt(member.kind.expected()))
    }

    /// A value that is not what its row expects: fatal where it is required, else kept.
    #[cold]
    fn misfit(&mut self, row: &Row, at: At<'_>, expected: &'static str) -> Result<(), Corrupt> {
        if row.required {
            return Err(at.corrupt(expected));
        }
        if !row.copy {
            self.warn(at, expected);
            self.keep(row, at);
        }
        Ok(())
    }

    /// Keeps the host's own value of a field that has a row.
    fn keep(&mut self, row: &Row, at: At<'_>) {
        if row.copy {
            // The row that this one repeats keeps it.
            return;
        }
        self.rest_key(row);
        at.copy_into(&mut self.rest, self.secrets);
    }

    #[inline(never)]
    fn keep_stranger(&mut self, key: Text<'_>, value: At<'_>) {
        self.rest_comma();
        if key.raw().starts_with(['$', '\\']) && notes::needs_escape(&key.to_cow()) {
            self.rest.push_str("\"$");
            self.rest.push_str(key.raw());
            self.rest.push_str("\":");
        } else {
            push_raw_key(&mut self.rest, key);
        }
        value.copy_into(&mut self.rest, self.secrets);
    }

    fn is_secret(&self, key: Text<'_>) -> bool {
        self.secrets.iter().any(|secret| key.is(secret))
    }

    fn rest_comma(&mut self) {
        if self.rest.as_bytes().last() != Some(&b'{') {
            self.rest.push(',');
        }
    }

    fn rest_member(&mut self, key: &str) -> &mut String {
        self.rest_comma();
        push_literal(&mut self.rest, key);
        self.rest.push(':');
        &mut self.rest
    }

    fn rest_key(&mut self, row: &Row) {
        if row.is_plain && !matches!(row.shape, Shape::Whole(..)) && !notes::needs_escape(row.host) {
            self.rest_comma();
            push_raw_key(&mut self.rest, Text::plain(row.host));
        } else {
            self.rest_member(&notes::kept_key(row));
        }
    }

    fn warn(&mut self, at: At<'_>, expected: &'static str) {
        /// More tell a reader nothing new.
        const MOST: usize = 20;
        if self.warnings.len() < MOST {
            self.warnings.push(at.corrupt(expected));
        }
    }
}

/// Puts a leaf into the record that is being filled.
fn fill(member: &Member, leaf: Leaf<'_>, at: At<'_>, target: &mut Target<'_>) -> Result<(), Corrupt> {
    target.open.filled.insert(member);
    if target.sink.leaf(member, leaf) { Ok(()) } else { Err(at.corrupt(member.kind.expected())) }
}

impl Row {
    /// What stands in the field, in words.
    fn expected(&self) -> &'static str {
        match self.shape {
            Shape::Value(_, codec) | Shape::Whole(_, codec) => codec.expected(),
            Shape::Flat(_) => "an object",
            Shape::First(_) | Shape::Named { .. } => "an array",
            Shape::Cases(..) => "one of the known values",
            _ => "a value",
        }
    }
}
