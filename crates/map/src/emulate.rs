//! From the model back to the host.

mod finder;
mod items;
mod value;

use std::collections::BTreeMap;
use std::ops::Range;

use onepane_model::record::{Member, Record};
use onepane_model::text::{Text, push_integer, push_literal};

use crate::codec::{self, is_leaf, still_means};
use crate::emulated::Span;
use crate::error::Corrupt;
use crate::family::NOWHERE;
use crate::index::{At, Index, JsonKind, Shelf, keep_last, push_raw_key, push_step};
use crate::loss::{Loss, LossKind};
use crate::member_set::MemberSet;
use crate::notes;
use crate::place::{Place, noted};
use crate::plan::{Names, Places};
use crate::table::{Codec, Row, Shape, Table};

use finder::Finder;

/// Runs a host's tables backwards.
#[derive(Debug)]
pub struct Emulation<'n> {
    out: String,
    secrets: &'static [&'static str],
    /// Whether the event comes from another host, whose `extra` is never written.
    foreign: bool,
    losses: Vec<Loss>,
    /// What was asked for.
    base: Option<At<'n>>,
    room: Room,
    /// The fields without a row of these objects, kept by any of the records that share one; those of the innermost last.
    strangers: Vec<(Text<'n>, At<'n>)>,
    /// What `extra` holds of these objects, that of the innermost last.
    kept: Vec<Kept<'n>>,
    /// The members of the keyed objects that are being written; those of the innermost last.
    keyed: Vec<(Text<'n>, At<'n>)>,
    /// Whether the next record is what was asked for; and where the members of its object stand, once it is done.
    is_outermost: bool,
    members: Vec<Span>,
}

/// What emulations leave to the next one: room, and what they have found out about the records of the model.
#[derive(Debug, Clone, Default)]
pub struct Room {
    finders: Vec<Finder>,
    /// What records that are done have left.
    slots: Vec<Vec<u32>>,
    /// The keys of rows in the objects that are being written, those of the innermost last.
    written: Vec<Written>,
    /// The way from what was asked for to the neutral record at hand.
    way: Vec<Step>,
    shelf: Shelf,
}

/// A step of the way to the neutral record at hand: spelled out where something is lost, which is seldom.
#[derive(Debug, Clone, Copy)]
enum Step {
    Member(&'static Member),
    Item(usize),
    /// To the value at this node, by its key.
    Key(u32),
}

/// The member of a row that has been written.
#[derive(Debug, Clone)]
struct Written {
    host: &'static str,
    /// Where in the output it begins, with a comma where it is not the first.
    start: usize,
    value: Range<usize>,
}

/// A field that `extra` holds of one of the host's objects.
#[derive(Debug, Clone, Copy)]
struct Kept<'n> {
    /// The row that takes it; `None` where no row of the table does.
    row: Option<u8>,
    /// The host's key.
    key: Text<'n>,
    value: At<'n>,
}

/// A neutral record, taken apart for writing.
struct Neutral<'n> {
    record: &'static Record,
    /// The members that have a value.
    present: MemberSet,
    /// By member index: where the value stands of one that has any.
    slots: Vec<u32>,
    at: At<'n>,
    extra: Option<At<'n>>,
    r#as: Option<At<'n>>,
    other: Option<At<'n>>,
    items: Option<At<'n>>,
    names: Option<At<'n>>,
    shape: Option<At<'n>>,
    /// The members that some row has looked at.
    seen: MemberSet,
}

impl<'n> Neutral<'n> {
    fn peek(&self, member: &Member) -> Option<At<'n>> {
        if !self.present.contains(member) {
            return None;
        }
        Some(self.at.at_node(*self.slots.get(usize::from(member.index))?))
    }

    fn get(&mut self, member: &Member) -> Option<At<'n>> {
        self.seen.insert(member);
        self.peek(member)
    }

    /// Whether there is a value for a row.
    fn speaks(&self, row: &Row) -> bool {
        match row.shape {
            Shape::Value(member, _) => self.peek(member).is_some(),
            Shape::Cases(members, _) => members.iter().any(|member| self.peek(member).is_some()),
            Shape::Part { member, .. } | Shape::Prefixed { member, .. } => self.peek(member).is_some(),
            Shape::Flat(table) | Shape::First(table) | Shape::Named { table, .. } => {
                self.present.meets(&table.plan.says)
            }
            _ => false,
        }
    }

    /// Whether nothing would come of a table that is dissolved, where nothing is kept for it, not even a complaint.
    fn is_silent(&self, table: &Table) -> bool {
        !table.plan.insists && !self.present.meets(&table.plan.says)
    }

    /// The note on a member: where it stands, or that the host has left it out.
    fn note(&self, name: &str) -> Option<Text<'n>> {
        self.r#as?.get(name)?.text()
    }

    /// The note on a constant.
    fn note_at(&self, place: Place<'_>, row: &Row) -> Option<Text<'n>> {
        noted(self.r#as?, place, row)?.text()
    }
}

/// A host's object that is being written.
struct Object<'p> {
    /// Where in the output its first member begins.
    start: usize,
    /// The way from the record's object to it.
    place: Place<'p>,
    /// Where in [`Emulation::written`] and [`Emulation::strangers`] its own begin.
    written: usize,
    strangers: usize,
    /// The keys in it.
    names: Names,
    /// The keys of entries that have been written.
    entries: Vec<String>,
    /// Whether it is what was asked for, not a part of it.
    is_outermost: bool,
    /// How much of the output is constants, which alone make no object.
    fixed: usize,
    /// Keys that the host requires and the event had nothing for, with where it would stand.
    wanted: Vec<(&'static str, String)>,
}

impl<'n> Emulation<'n> {
    /// An emulation of a host with these secrets; `foreign` when the event comes from another host.
    pub fn new(secrets: &'static [&'static str], foreign: bool) -> Self {
        Self {
            out: String::new(),
            secrets,
            foreign,
            losses: Vec::new(),
            base: None,
            room: Room::default(),
            strangers: Vec::new(),
            kept: Vec::new(),
            keyed: Vec::new(),
            is_outermost: false,
            members: Vec::new(),
        }
    }

    /// Appends the host's object for a neutral record.
    ///
    /// # Errors
    ///
    /// When a member of the record has the wrong type, or two members that are one value of the host
    /// disagree.
    pub fn write(&mut self, table: &'static Table, neutral: At<'n>) -> Result<(), Corrupt> {
        self.room.way.clear();
        self.base = Some(neutral);
        self.is_outermost = true;
        self.record(table, neutral)
    }

    /// Where the host's text is put together.
    pub fn out(&mut self) -> &mut String {
        &mut self.out
    }

    /// Appends a value as it is.
    pub fn copy(&mut self, at: At<'_>) {
        at.copy_into(&mut self.out, self.secrets);
    }

    /// The text, and what could not be carried over.
    pub fn finish(self) -> (String, Vec<Loss>) {
        (self.out, self.losses)
    }

    /// The same in the room of another one.
    pub(crate) fn within_room(mut self, room: Room) -> Self {
        self.room = room;
        // One that failed has left them as they were.
        self.room.written.clear();
        self.room.way.clear();
        self
    }

    /// The room for another one.
    pub(crate) fn take_room(&mut self) -> Room {
        std::mem::take(&mut self.room)
    }

    /// The text, what could not be carried over, and where the members of the object that was asked for stand.
    pub(crate) fn into_parts(self) -> (String, Vec<Loss>, Vec<Span>) {
        (self.out, self.losses, self.members)
    }

    /// Where a member stands that begins at `start`, with a comma where it is not the first, and ends here.
    pub(crate) fn span(&self, start: usize, value: usize) -> Span {
        self.span_of(start, value..self.out.len())
    }

    fn span_of(&self, start: usize, value: Range<usize>) -> Span {
        let comma = usize::from(self.out.as_bytes().get(start) == Some(&b','));
        // Without its quotes and its colon.
        Span { key: start + comma + 1..value.start.saturating_sub(2), value }
    }

    /// Whether the event comes from another host.
    pub fn is_foreign(&self) -> bool {
        self.foreign
    }

    /// Notes that something could not be carried over.
    pub fn lose(&mut self, pointer: impl Into<String>, kind: LossKind) {
        self.losses.push(Loss::new(pointer, kind));
    }

    /// The same for a member of the record at hand.
    fn lose_here(&mut self, name: &str, kind: LossKind) {
        let pointer = self.pointer_to(name);
        self.lose(pointer, kind);
    }

    /// The JSON pointer of a member of the record at hand.
    fn pointer_to(&self, name: &str) -> String {
        let mut pointer = self.base.map(|base| base.pointer()).unwrap_or_default();
        for step in &self.room.way {
            pointer.push('/');
            match *step {
                Step::Member(member) => pointer.push_str(member.name()),
                Step::Item(number) => push_integer(&mut pointer, number as i64),
                Step::Key(node) => {
                    let key = self.base.map(|base| base.at_node(node).key().to_cow());
                    push_step(&mut pointer, &key.unwrap_or_default());
                }
            }
        }
        pointer.push('/');
        push_step(&mut pointer, name);
        pointer
    }

    /// Does something one step deeper in the neutral event.
    fn within<T>(&mut self, step: Step, inside: impl FnOnce(&mut Self) -> T) -> T {
        self.room.way.push(step);
        let result = inside(self);
        self.room.way.pop();
        result
    }

    fn record(&mut self, table: &'static Table, at: At<'n>) -> Result<(), Corrupt> {
        // A payload that is one value has no members of its own, but what is in it may.
        let is_outermost = std::mem::take(&mut self.is_outermost);
        let mut neutral = self.neutral(table.of, at);
        self.open(&mut neutral)?;
        let table = shape(table, &neutral);
        if !self.whole(table, &mut neutral)? {
            self.out.push('{');
            let (kept, mut object) = (neutral.extra, self.object(Place::HERE));
            object.is_outermost = is_outermost;
            self.rows(table, &mut neutral, kept, &mut object)?;
            self.rest(&object);
            self.out.push('}');
        }
        self.leftover(neutral);
        Ok(())
    }

    /// A record that has not been looked at.
    fn neutral(&mut self, record: &'static Record, at: At<'n>) -> Neutral<'n> {
        let mut slots = self.room.slots.pop().unwrap_or_default();
        if slots.len() < record.members.len() {
            slots.resize(record.members.len(), NOWHERE);
        }
        Neutral {
            record,
            slots,
            present: MemberSet::default(),
            shape: None,
            at,
            extra: None,
            r#as: None,
            other: None,
            items: None,
            names: None,
            seen: MemberSet::default(),
        }
    }

    /// Finds out where its members stand.
    fn open(&mut self, neutral: &mut Neutral<'n>) -> Result<(), Corrupt> {
        let (record, at) = (neutral.record, neutral.at);
        if at.kind() != JsonKind::Object {
            return Err(at.corrupt("an object"));
        }
        let (finder, mut last) = (self.finder(record), finder::NONE);
        for (key, node, kind) in at.each_member() {
            let member = self.room.finders.get_mut(finder).and_then(|finder| match key {
                Some(key) => finder.find(key, last),
                None => finder.find_escaped(at.at_node(node).key()),
            });
            let Some(member) = member else {
                self.stray(at.at_node(node), neutral)?;
                continue;
            };
            last = member.index;
            if let Some(slot) = neutral.slots.get_mut(usize::from(last)) {
                *slot = node;
            }
            match kind {
                JsonKind::Null => neutral.present.remove(member),
                _ => neutral.present.insert(member),
            }
        }
        let Some(extra) = neutral.extra else { return Ok(()) };
        for (key, value) in extra.members() {
            match () {
                () if !notes::may_be_note(key) => {}
                () if key.is(notes::AS) => neutral.r#as = Some(value),
                () if key.is(notes::OTHER) => neutral.other = Some(value),
                () if key.is(notes::ITEMS) => neutral.items = Some(value),
                () if key.is(notes::NAMES) => neutral.names = Some(value),
                () if key.is(notes::SHAPE) => neutral.shape = Some(value),
                () => {}
            }
        }
        Ok(())
    }

    /// What a record has beside its members.
    fn stray(&mut self, value: At<'n>, neutral: &mut Neutral<'n>) -> Result<(), Corrupt> {
        let key = value.key();
        if !key.is("extra") {
            self.lose_here(&key.to_cow(), LossKind::NoPlace);
        } else if value.kind() != JsonKind::Object {
            return Err(value.corrupt("an object"));
        } else {
            neutral.extra = (!self.foreign).then_some(value);
        }
        Ok(())
    }

    /// Where among the finders the one for a record is.
    fn finder(&mut self, record: &'static Record) -> usize {
        let known = self.room.finders.iter().position(|finder| finder.is_for(record));
        known.unwrap_or_else(|| {
            self.room.finders.push(Finder::new(record));
            self.room.finders.len() - 1
        })
    }

    /// Tells which members no row has looked at.
    fn leftover(&mut self, neutral: Neutral<'_>) {
        if !neutral.present.is_within(&neutral.seen) {
            for member in neutral.record.members {
                if neutral.present.contains(member) && !neutral.seen.contains(member) {
                    self.lose_here(member.name(), LossKind::NoPlace);
                }
            }
        }
        self.room.slots.push(neutral.slots);
    }

    /// An object whose first member will stand here.
    fn object<'p>(&self, place: Place<'p>) -> Object<'p> {
        Object {
            start: self.out.len(),
            place,
            written: self.room.written.len(),
            strangers: self.strangers.len(),
            names: Names::default(),
            is_outermost: false,
            entries: Vec::new(),
            fixed: 0,
            wanted: Vec::new(),
        }
    }

    /// The keys of rows that an object has, with their values.
    fn written_in(&self, object: &Object<'_>) -> &[Written] {
        self.room.written.get(object.written..).unwrap_or_default()
    }

    fn has(&self, object: &Object<'_>, host: &str) -> bool {
        self.written_in(object).iter().any(|written| written.host == host)
    }

    /// Writes a payload that is one value of the model as a whole; `false` when it is none.
    fn whole(&mut self, table: &'static Table, neutral: &mut Neutral<'n>) -> Result<bool, Corrupt> {
        if !table.plan.wholes {
            return Ok(false);
        }
        let kept = neutral.extra.and_then(|extra| extra.get(notes::WHOLE));
        for row in table.rows {
            let Shape::Whole(member, codec) = &row.shape else { continue };
            let Some(value) = neutral.get(member) else { continue };
            match kept.filter(|kept| is_leaf(codec) && still_means(row, codec, *kept, value, self.secrets)) {
                Some(kept) => self.copy(kept),
                None => {
                    let items = neutral.items.and_then(|items| noted(items, Place::HERE, row));
                    self.within(Step::Member(member), |emulation| emulation.written(codec, value, items))?;
                }
            }
            return Ok(true);
        }
        if let Some(kept) = kept.filter(|_| neutral.present.is_empty()) {
            self.copy(kept);
            return Ok(true);
        }
        // Where an object would be taken for the value, only `null` says that there is none.
        let takes_objects =
            table.rows.iter().any(|row| matches!(row.shape, Shape::Whole(..)) && row.fits(JsonKind::Object));
        if takes_objects {
            self.out.push_str("null");
        }
        Ok(takes_objects)
    }

    /// Tells which fields of what `extra` holds belong to which rows; what comes back is the rows that have any.
    fn sort(&mut self, table: &'static Table, kept: At<'n>) -> Places {
        let mut rows = Places::NONE;
        for (key, value) in kept.members() {
            let Some(key) = notes::host_key(key) else { continue };
            let place = table.find(key, value.kind()).filter(|place| {
                table.rows.get(*place).is_some_and(|row| row.fits(value.kind()) && !row.copy)
            });
            if let Some(place) = place {
                rows.insert(place);
            }
            self.kept.push(Kept { row: place.and_then(|place| u8::try_from(place).ok()), key, value });
        }
        rows
    }

    /// What is kept for a row: the last of it, if it is doubled.
    fn kept_for(&self, place: usize, from: usize) -> Option<At<'n>> {
        let own = self.kept.get(from..)?.iter();
        own.rev().find(|kept| kept.row.map(usize::from) == Some(place)).map(|kept| kept.value)
    }

    /// Writes what a table knows of an object; `kept` is what `extra` holds of it.
    fn rows(
        &mut self,
        table: &'static Table,
        neutral: &mut Neutral<'n>,
        kept: Option<At<'n>>,
        object: &mut Object<'_>,
    ) -> Result<(), Corrupt> {
        let from = self.kept.len();
        let kept = kept.map_or(Places::NONE, |kept| self.sort(table, kept));
        // Where several rows wait for a key, a `null` gives way to a value.
        let mut idle: Vec<(&'static Row, String)> = Vec::new();
        let is_unnoted = neutral.r#as.is_none() && neutral.other.is_none();
        for (place, row) in table.rows.iter().enumerate() {
            if let Shape::Value(member, codec) = &row.shape
                && !kept.has(place)
            {
                match neutral.peek(member) {
                    None if !row.required => continue,
                    Some(value) if is_unnoted && row.is_direct && !object.names.may_have_row(row) => {
                        neutral.seen.insert(member);
                        let start = self.push_key(object, row);
                        let from = self.out.len();
                        if codec::is_alike(codec, value.kind()) {
                            self.out.push_str(value.raw());
                        } else if !codec::write(codec, value, &mut self.out, self.secrets) {
                            return Err(value.corrupt(codec.expected()));
                        }
                        self.note_written(object, row, start, from..self.out.len());
                        continue;
                    }
                    _ => {}
                }
            }
            if row.copy || object.names.may_have_row(row) && self.has(object, row.host) {
                continue;
            }
            let before = self.out.len();
            let kept = if kept.has(place) { self.kept_for(place, from) } else { None };
            let rows = self.room.written.len();
            self.row(row, kept, neutral, object)?;
            if self.room.written.len() > rows {
                self.end_value();
            }
            // Of a single member nothing is written but itself and what is kept.
            let may_be_idle =
                row.when.is_some() && (kept.is_some() || !matches!(row.shape, Shape::Value(..)));
            if may_be_idle && self.out.len() > before && !neutral.speaks(row) {
                if let Some(written) = self.room.written.pop() {
                    idle.push((row, self.out.get(written.value).unwrap_or("null").to_owned()));
                }
                self.out.truncate(before);
            }
        }
        for (row, value) in &idle {
            if !self.has(object, row.host) {
                self.key(object, row);
                self.out.push_str(value);
                self.end_value();
            }
        }
        if table.plan.parts || table.plan.copies {
            self.late_rows(table, neutral, object)?;
        }
        for place in from..self.kept.len() {
            if let Some(Kept { row: None, key, value }) = self.kept.get(place).copied() {
                self.strangers.push((key, value));
            }
        }
        self.kept.truncate(from);
        Ok(())
    }

    /// The rows that come after all others: they have no field of their own in this object.
    fn late_rows(
        &mut self,
        table: &'static Table,
        neutral: &mut Neutral<'n>,
        object: &mut Object<'_>,
    ) -> Result<(), Corrupt> {
        for place in table.plan.places(Places::NONE) {
            let Some(row) = table.rows.get(place) else { break };
            if let Shape::Part { member, table: part, .. } = row.shape {
                // What the host had at a second place stays there.
                let elsewhere = neutral.note(member.name()).is_some();
                if let Some(child) = neutral.get(member).filter(|_| !elsewhere) {
                    let fixed = object.fixed;
                    self.within(Step::Member(member), |emulation| emulation.part(part, child, object))?;
                    object.fixed = fixed;
                } else {
                    self.within(Step::Member(member), |emulation| emulation.absent_part(part, object));
                }
            } else if row.copy {
                self.copied(row, neutral, object)?;
            }
        }
        Ok(())
    }

    /// A record that shares the host's object with its parent.
    fn part(&mut self, part: &'static Table, at: At<'n>, object: &mut Object<'_>) -> Result<(), Corrupt> {
        let mut neutral = self.neutral(part.of, at);
        self.open(&mut neutral)?;
        // The way to the object is the parent's business; its own begins here.
        let (kept, place) = (neutral.extra, std::mem::replace(&mut object.place, Place::HERE));
        self.rows(part, &mut neutral, kept, object)?;
        object.place = place;
        self.leftover(neutral);
        Ok(())
    }

    /// A record that shares the host's object with its parent, and that the event does not have.
    fn absent_part(&mut self, part: &'static Table, object: &mut Object<'_>) {
        for row in part.rows {
            match row.shape {
                Shape::Value(member, _) => self.unsourced(row, member, object),
                Shape::Part { member, table, .. } => {
                    self.within(Step::Member(member), |emulation| emulation.absent_part(table, object));
                }
                _ => {}
            }
        }
    }

    /// What is left to say of an object: the fields that no row knows, and what is missing.
    fn rest(&mut self, object: &Object<'_>) {
        if !object.wanted.is_empty() {
            self.missing(object);
        }
        if object.is_outermost {
            let written = self.written_in(object).iter();
            let rows: Vec<Span> =
                written.map(|written| self.span_of(written.start, written.value.clone())).collect();
            // Entries are there already.
            self.members.extend(rows);
            self.members.sort_unstable_by_key(|member| member.value.start);
        }
        if self.strangers.len() > object.strangers {
            self.strangers(object);
        }
        self.room.written.truncate(object.written);
    }

    fn missing(&mut self, object: &Object<'_>) {
        for (host, pointer) in &object.wanted {
            if !self.has(object, host) {
                self.lose(pointer.as_str(), LossKind::NoSource);
            }
        }
    }

    fn strangers(&mut self, object: &Object<'_>) {
        keep_last(&mut self.strangers, object.strangers, |(key, _)| key);
        for place in object.strangers..self.strangers.len() {
            let Some((key, value)) = self.strangers.get(place).copied() else { break };
            let may_be = key.is_escaped() || object.names.may_have(key.raw());
            let known = may_be && self.written_in(object).iter().any(|written| key.is(written.host))
                || self.secrets.iter().any(|name| key.is(name));
            if !known && !object.entries.iter().any(|entry| key.is(entry)) {
                let start = self.out.len();
                self.comma(object.start);
                push_raw_key(&mut self.out, key);
                let from = self.out.len();
                value.copy_into(&mut self.out, self.secrets);
                if object.is_outermost {
                    self.members.push(self.span(start, from));
                }
            }
        }
        self.strangers.truncate(object.strangers);
    }

    fn comma(&mut self, start: usize) {
        if self.out.len() > start {
            self.out.push(',');
        }
    }

    fn key(&mut self, object: &mut Object<'_>, row: &'static Row) {
        let start = self.push_key(object, row);
        self.note_written(object, row, start, self.out.len()..self.out.len());
    }

    /// Appends a row's key, and a comma where it is not the first; tells where that begins.
    #[inline(always)]
    fn push_key(&mut self, object: &Object<'_>, row: &'static Row) -> usize {
        let start = self.out.len();
        if !row.is_plain {
            self.comma(object.start);
            push_literal(&mut self.out, row.host);
            self.out.push(':');
            return start;
        }
        match start > object.start {
            true => self.out.push_str(",\""),
            false => self.out.push('"'),
        }
        self.out.push_str(row.host);
        self.out.push_str("\":");
        start
    }

    /// Remembers a member that has been written.
    #[inline(always)]
    fn note_written(
        &mut self,
        object: &mut Object<'_>,
        row: &'static Row,
        start: usize,
        value: Range<usize>,
    ) {
        object.names.insert_row(row);
        self.room.written.push(Written { host: row.host, start, value });
    }

    /// The value of the key that was written last ends here.
    fn end_value(&mut self) {
        if let Some(written) = self.room.written.last_mut() {
            written.value.end = self.out.len();
        }
    }

    fn raw(&mut self, object: &mut Object<'_>, row: &'static Row, value: At<'n>) {
        self.key(object, row);
        value.copy_into(&mut self.out, self.secrets);
    }

    fn row(
        &mut self,
        row: &'static Row,
        kept: Option<At<'n>>,
        neutral: &mut Neutral<'n>,
        object: &mut Object<'_>,
    ) -> Result<(), Corrupt> {
        match &row.shape {
            Shape::Value(member, codec) => return self.value(row, member, codec, kept, neutral, object),
            Shape::Cases(members, cases) => {
                members.iter().for_each(|member| neutral.seen.insert(member));
                let values = || members.iter().map(|member| neutral.peek(member));
                let fits = |words: &[&str]| {
                    words.iter().zip(values()).all(|(word, value)| {
                        value.is_none_or(|value| value.text().is_some_and(|text| text.is(word)))
                    })
                };
                let none = values().all(|value| value.is_none());
                let read = kept.and_then(|kept| cases.iter().find(|case| kept.is_literal(case.host)));
                let case = read
                    .filter(|case| fits(case.neutral))
                    .or_else(|| cases.iter().find(|case| fits(case.neutral)));
                match (kept, case) {
                    (Some(kept), _) if none && read.is_none() => self.raw(object, row, kept),
                    _ if none => {
                        if let Some(member) = members.first() {
                            self.unsourced(row, member, object);
                        }
                    }
                    (_, Some(case)) => {
                        self.key(object, row);
                        self.out.push_str(case.host);
                    }
                    (_, None) => {
                        for (member, _) in members.iter().zip(values()).filter(|(_, value)| value.is_some()) {
                            self.lose_here(member.name(), LossKind::NoPlace);
                        }
                    }
                }
            }
            Shape::Flat(table) | Shape::First(table) => {
                return self.dissolved(row, table, kept, neutral, object);
            }
            Shape::Named { table, .. } => return self.named(row, table, kept, neutral, object),
            Shape::Prefixed { prefix, member, table } => {
                let elsewhere = neutral.note(member.name()).is_some();
                let Some(entries) = neutral.get(member).filter(|_| !elsewhere) else { return Ok(()) };
                return self.within(Step::Member(member), |emulation| {
                    emulation.entries(prefix, table, entries, object)
                });
            }
            Shape::Constant(json) => {
                let before = self.out.len();
                match kept {
                    Some(kept) => self.raw(object, row, kept),
                    None if neutral.note_at(object.place, row).is_some_and(|note| note.is(notes::ABSENT)) => {
                    }
                    None => {
                        self.key(object, row);
                        self.out.push_str(json);
                    }
                }
                object.fixed += self.out.len() - before;
            }
            Shape::Body | Shape::Part { .. } | Shape::Whole(..) | Shape::Variant { .. } => {}
        }
        Ok(())
    }

    /// A row for which the event has nothing; another row may still write the key.
    fn unsourced(&mut self, row: &'static Row, member: &Member, object: &mut Object<'_>) {
        if row.required && !row.copy {
            object.wanted.push((row.host, self.pointer_to(member.name())));
        }
    }

    /// An object whose fields belong to the record of its parent, or an array of which the first does.
    fn dissolved(
        &mut self,
        row: &'static Row,
        table: &'static Table,
        kept: Option<At<'n>>,
        neutral: &mut Neutral<'n>,
        object: &mut Object<'_>,
    ) -> Result<(), Corrupt> {
        let is_first = matches!(row.shape, Shape::First(_));
        let others = neutral.items.filter(|_| is_first);
        let others = others.and_then(|items| noted(items, object.place, row));
        if kept.is_none() && others.is_none() && !row.required && neutral.is_silent(table) {
            return Ok(());
        }
        let kept_inside = if is_first { kept.and_then(|kept| kept.items().next()) } else { kept };
        let kept_inside = kept_inside.filter(|kept| kept.kind() == JsonKind::Object);
        let before = self.out.len();
        self.key(object, row);
        self.out.push_str(if is_first { "[{" } else { "{" });
        let outer = object.place;
        let mut inner = self.object(outer.inside(row));
        self.rows(table, neutral, kept_inside, &mut inner)?;
        // What a part of it keeps stands here too.
        let kept_here = kept_inside.is_some() || others.is_some() || self.strangers.len() > inner.strangers;
        let says = self.out.len() > inner.start + inner.fixed || kept_here;
        if says || row.required {
            self.rest(&inner);
            self.out.push('}');
            for (_, other) in others.into_iter().flat_map(|others| others.members()) {
                self.out.push(',');
                other.copy_into(&mut self.out, self.secrets);
            }
            self.out.push_str(if is_first { "]" } else { "" });
        } else {
            self.missing(&inner);
            self.out.truncate(before);
            self.room.written.truncate(inner.written);
            self.room.written.pop();
            if let Some(kept) = kept {
                self.raw(object, row, kept);
            }
        }
        Ok(())
    }

    /// An array whose items are known by what they are.
    fn named(
        &mut self,
        row: &'static Row,
        table: &'static Table,
        kept: Option<At<'n>>,
        neutral: &mut Neutral<'n>,
        object: &mut Object<'_>,
    ) -> Result<(), Corrupt> {
        let names = neutral.names.and_then(|names| noted(names, object.place, row));
        let others = neutral.items.filter(|_| names.is_some());
        let others = others.and_then(|items| noted(items, object.place, row));
        let kept_inside = names.and(kept).and_then(|kept| kept.items().next());
        let before = self.out.len();
        self.out.push('{');
        let outer = object.place;
        let mut inner = self.object(outer.inside(row));
        self.rows(table, neutral, kept_inside, &mut inner)?;
        let start = inner.start;
        self.rest(&inner);
        let is_empty = self.out.len() == start;
        self.out.push('}');
        let text = self.out.split_off(before);
        if is_empty && others.is_none() {
            if let Some(kept) = kept.filter(|_| names.is_none()) {
                self.raw(object, row, kept);
            }
            return Ok(());
        }
        let index = Index::parse(&text)?;
        let mut found: BTreeMap<usize, At<'_>> = BTreeMap::new();
        let mut left: Vec<_> = index.root().unique();
        let at = |place: Text<'_>| place.to_cow().parse::<usize>().ok();
        for (place, name) in names.into_iter().flat_map(|names| names.members()) {
            let item = name.chars().and_then(|name| left.iter().position(|(own, _)| *own == name));
            if let (Some(place), Some(item)) = (at(place), item) {
                found.insert(place, left.remove(item).1);
            }
        }
        for (place, other) in others.into_iter().flat_map(|others| others.members()) {
            if let Some(place) = at(place) {
                found.insert(place, other);
            }
        }
        self.key(object, row);
        self.out.push('[');
        let start = self.out.len();
        for item in found.into_values().chain(left.into_iter().map(|(_, item)| item)) {
            self.comma(start);
            item.copy_into(&mut self.out, self.secrets);
        }
        self.out.push(']');
        Ok(())
    }

    /// A second home of a host value: it must agree with what the first one wrote.
    fn copied(
        &mut self,
        row: &'static Row,
        neutral: &mut Neutral<'n>,
        object: &mut Object<'_>,
    ) -> Result<(), Corrupt> {
        let Shape::Value(member, codec) = &row.shape else { return Ok(()) };
        let Some(value) = neutral.get(member) else { return Ok(()) };
        let written = self.written_in(object).iter().find(|written| written.host == row.host);
        let Some(written) = written.map(|written| written.value.clone()) else {
            self.key(object, row);
            self.written(codec, value, None)?;
            self.end_value();
            return Ok(());
        };
        let index = self.room.shelf.index(self.out.get(written).unwrap_or(""))?;
        let agrees = still_means(row, codec, index.root(), value, self.secrets);
        self.room.shelf.put(index);
        if agrees {
            return Ok(());
        }
        if self.foreign {
            // Two things on the host it comes from, one on this host: the copy has no place of its own.
            self.lose_here(member.name(), LossKind::NoPlace);
            return Ok(());
        }
        let expected = format!("the same as the other member that is the host's `{}`", row.host);
        Err(Corrupt::new(value.pointer(), expected, "another value"))
    }
}

/// The table for the shape in which the host is to be given a thing.
fn shape(table: &'static Table, neutral: &Neutral<'_>) -> &'static Table {
    if !table.plan.variants {
        return table;
    }
    let noted = neutral.shape.and_then(|name| name.text());
    let named = |is_wanted: &dyn Fn(&str) -> bool| {
        table.rows.iter().find_map(|row| match row.shape {
            Shape::Variant { name, table, .. } if is_wanted(name) => Some(table),
            _ => None,
        })
    };
    let usual = || named(&|name| name.is_empty()).unwrap_or(table);
    noted.and_then(|noted| named(&|name| noted.is(name))).unwrap_or_else(usual)
}
