//! From the model back to the host.

mod items;
mod value;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use onepane_model::record::{Member, Record};
use onepane_model::text::{Text, push_literal};

use crate::codec::{is_leaf, still_means};
use crate::error::Corrupt;
use crate::index::{At, Index, JsonKind, keep_last, push_raw_key};
use crate::loss::{Loss, LossKind};
use crate::member_set::MemberSet;
use crate::notes;
use crate::place::{Place, place_of};
use crate::plan::{Names, Places};
use crate::table::{Codec, Row, Shape, Table};

/// Runs a host's tables backwards.
#[derive(Debug)]
pub struct Emulation {
    out: String,
    secrets: &'static [&'static str],
    /// Whether the event comes from another host, whose `extra` is never written.
    foreign: bool,
    losses: Vec<Loss>,
    /// The way to the neutral record at hand, as a JSON pointer.
    path: String,
    /// Room that records which are done have left.
    spare_slots: Vec<Vec<u32>>,
    spare_written: Vec<Vec<Written>>,
}

/// The key of a row that has been written, with where in the output its value begins and ends.
type Written = (&'static str, Range<usize>);

const NOWHERE: u32 = u32::MAX;

/// A neutral record, taken apart for writing.
struct Neutral<'n> {
    record: &'static Record,
    /// By member index: where its value stands.
    slots: Vec<u32>,
    at: At<'n>,
    extra: Option<At<'n>>,
    r#as: Option<At<'n>>,
    other: Option<At<'n>>,
    items: Option<At<'n>>,
    names: Option<At<'n>>,
    /// The members that some row has looked at.
    seen: MemberSet,
}

impl<'n> Neutral<'n> {
    fn peek(&self, member: &Member) -> Option<At<'n>> {
        let node = self.slots.get(usize::from(member.index)).copied().filter(|node| *node != NOWHERE)?;
        Some(self.at.at_node(node))
    }

    fn get(&mut self, member: &Member) -> Option<At<'n>> {
        self.seen.insert(member);
        self.peek(member)
    }

    /// Whether there is a value for a row.
    fn speaks(&self, row: &Row) -> bool {
        match row.shape {
            Shape::Value(member, _) => self.peek(&member).is_some(),
            Shape::Cases(members, _) => members.iter().any(|member| self.peek(member).is_some()),
            Shape::Part { member, .. } | Shape::Prefixed { member, .. } => self.peek(&member).is_some(),
            Shape::Flat(table) | Shape::First(table) | Shape::Named { table, .. } => {
                table.rows.iter().any(|row| self.speaks(row))
            }
            _ => false,
        }
    }

    /// The note on a member or a constant: where it stands, or that the host has left it out.
    fn note(&self, name: &str) -> Option<std::borrow::Cow<'n, str>> {
        self.r#as?.get(name)?.chars()
    }
}

/// A host's object that is being written.
struct Object<'n, 'p> {
    /// Where in the output its first member begins.
    start: usize,
    /// The way from the record's object to it.
    place: Place<'p>,
    written: Vec<Written>,
    /// The keys in it.
    names: Names,
    /// The keys of entries that have been written.
    entries: BTreeSet<String>,
    /// How much of the output is constants, which alone make no object.
    fixed: usize,
    /// Keys that the host requires and the event had nothing for, with where it would stand.
    wanted: Vec<(&'static str, String)>,
    /// The fields without a row, kept by any of the records that share the object.
    strangers: Vec<(Text<'n>, At<'n>)>,
}

impl<'p> Object<'_, 'p> {
    fn new(start: usize, place: Place<'p>, written: Vec<Written>) -> Self {
        Self {
            start,
            place,
            written,
            names: Names::default(),
            entries: BTreeSet::new(),
            fixed: 0,
            wanted: Vec::new(),
            strangers: Vec::new(),
        }
    }

    fn has(&self, host: &str) -> bool {
        self.names.may_have(host) && self.written.iter().any(|(written, _)| *written == host)
    }

    /// Where the value of a key stands in the output.
    fn value_of(&self, host: &str) -> Option<Range<usize>> {
        self.written.iter().find(|(written, _)| *written == host).map(|(_, value)| value.clone())
    }
}

impl Emulation {
    /// An emulation of a host with these secrets; `foreign` when the event comes from another host.
    pub fn new(secrets: &'static [&'static str], foreign: bool) -> Self {
        Self {
            out: String::new(),
            secrets,
            foreign,
            losses: Vec::new(),
            path: String::new(),
            spare_slots: Vec::new(),
            spare_written: Vec::new(),
        }
    }

    /// Appends the host's object for a neutral record.
    ///
    /// # Errors
    ///
    /// When a member of the record has the wrong type, or two members that are one value of the host
    /// disagree.
    pub fn write(&mut self, table: &'static Table, neutral: At<'_>) -> Result<(), Corrupt> {
        self.path = neutral.pointer();
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
    fn pointer_to(&mut self, name: &str) -> String {
        self.within(name, |emulation| emulation.path.clone())
    }

    /// Does something one step deeper in the neutral event.
    fn within<T>(&mut self, step: &str, inside: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.path.len();
        self.path.push('/');
        if step.contains(['~', '/']) {
            self.path.push_str(&step.replace('~', "~0").replace('/', "~1"));
        } else {
            self.path.push_str(step);
        }
        let result = inside(self);
        self.path.truncate(outer);
        result
    }

    fn record(&mut self, table: &'static Table, at: At<'_>) -> Result<(), Corrupt> {
        let table = self.shape(table, at);
        let mut neutral = self.open(table.of, at)?;
        if !self.whole(table, &mut neutral)? {
            self.out.push('{');
            let (kept, mut object) = (neutral.extra, self.object(Place::HERE));
            self.rows(table, &mut neutral, kept, &mut object)?;
            self.rest(object);
            self.out.push('}');
        }
        self.leftover(neutral);
        Ok(())
    }

    /// The table for the shape in which the host is to be given a thing.
    fn shape(&self, table: &'static Table, neutral: At<'_>) -> &'static Table {
        if !table.plan.variants {
            return table;
        }
        let noted = neutral.find(&["extra", notes::SHAPE]).filter(|_| !self.foreign);
        let noted = noted.and_then(|name| name.chars()).unwrap_or_default();
        let named = |wanted: &str| {
            table.rows.iter().find_map(|row| match row.shape {
                Shape::Variant { name, table, .. } if name == wanted => Some(table),
                _ => None,
            })
        };
        named(&noted).or_else(|| named("")).unwrap_or(table)
    }

    fn open<'n>(&mut self, record: &'static Record, at: At<'n>) -> Result<Neutral<'n>, Corrupt> {
        if at.kind() != JsonKind::Object {
            return Err(at.corrupt("an object"));
        }
        let mut slots = self.spare_slots.pop().unwrap_or_default();
        slots.clear();
        slots.resize(record.members.len(), NOWHERE);
        let mut neutral = Neutral {
            record,
            slots,
            at,
            extra: None,
            r#as: None,
            other: None,
            items: None,
            names: None,
            seen: MemberSet::default(),
        };
        let mut guess = 0;
        for (key, value) in at.members() {
            if key.is("extra") {
                if value.kind() != JsonKind::Object {
                    return Err(value.corrupt("an object"));
                }
                neutral.extra = (!self.foreign).then_some(value);
                continue;
            }
            let place = match record.members.get(guess) {
                Some(member) if key.is(member.name) => Some(guess),
                _ => record.members.iter().position(|member| key.is(member.name)),
            };
            match place {
                Some(place) => {
                    guess = place + 1;
                    if let Some(slot) = neutral.slots.get_mut(place) {
                        *slot = if value.is_null() { NOWHERE } else { value.node() };
                    }
                }
                None => self.lose_here(&key.to_cow(), LossKind::NoPlace),
            }
        }
        if let Some(extra) = neutral.extra {
            neutral.r#as = extra.get(notes::AS);
            neutral.other = extra.get(notes::OTHER);
            neutral.items = extra.get(notes::ITEMS);
            neutral.names = extra.get(notes::NAMES);
        }
        Ok(neutral)
    }

    /// Tells which members no row has looked at.
    fn leftover(&mut self, neutral: Neutral<'_>) {
        for (member, node) in neutral.record.members.iter().zip(&neutral.slots) {
            if *node != NOWHERE && !neutral.seen.contains(member) {
                self.lose_here(member.name, LossKind::NoPlace);
            }
        }
        self.spare_slots.push(neutral.slots);
    }

    /// An object whose first member will stand here.
    fn object<'n, 'p>(&mut self, place: Place<'p>) -> Object<'n, 'p> {
        let mut written = self.spare_written.pop().unwrap_or_default();
        written.clear();
        Object::new(self.out.len(), place, written)
    }

    /// Writes a payload that is one value of the model as a whole; `false` when it is none.
    fn whole(&mut self, table: &'static Table, neutral: &mut Neutral<'_>) -> Result<bool, Corrupt> {
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
                    let items = neutral.items.and_then(|items| items.get(&place_of(Place::HERE, row)));
                    self.within(member.name, |emulation| emulation.written(codec, value, items))?;
                }
            }
            return Ok(true);
        }
        if let Some(kept) = kept.filter(|_| neutral.slots.iter().all(|node| *node == NOWHERE)) {
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

    /// Writes what a table knows of an object; `kept` is what `extra` holds of it.
    fn rows<'n>(
        &mut self,
        table: &'static Table,
        neutral: &mut Neutral<'n>,
        kept: Option<At<'n>>,
        object: &mut Object<'n, '_>,
    ) -> Result<(), Corrupt> {
        // Where several rows wait for a key, a `null` gives way to a value.
        let mut idle: Vec<(&'static Row, String)> = Vec::new();
        let keys = Names::of(kept.into_iter().flat_map(|kept| kept.members()).map(|(key, _)| key));
        for (place, row) in table.rows.iter().enumerate() {
            if row.copy || !row.host.is_empty() && object.has(row.host) {
                continue;
            }
            let key = notes::kept_key(row);
            let kept = kept.filter(|_| keys.may_have(&key));
            if let (Shape::Value(member, _), None, false) = (&row.shape, kept, row.required)
                && neutral.peek(member).is_none()
            {
                continue;
            }
            let before = self.out.len();
            let kept = kept.and_then(|kept| kept.get(&key));
            let kept = kept.filter(|kept| {
                row.fits(kept.kind())
                    && table.find_from(Text::plain(row.host), kept.kind(), place) == Some(place)
            });
            let rows = object.written.len();
            self.row(row, kept, neutral, object)?;
            if object.written.len() > rows {
                self.end_value(object);
            }
            if row.when.is_some() && self.out.len() > before && !neutral.speaks(row) {
                if let Some((_, value)) = object.written.pop() {
                    idle.push((row, self.out.get(value).unwrap_or("null").to_owned()));
                }
                self.out.truncate(before);
            }
        }
        for (row, value) in idle {
            if !object.has(row.host) {
                self.key(object, row);
                self.out.push_str(&value);
                self.end_value(object);
            }
        }
        for place in table.plan.places(Places::NONE) {
            let Some(row) = table.rows.get(place) else { break };
            if let Shape::Part { member, table: part, .. } = row.shape {
                // What the host had at a second place stays there.
                let elsewhere = neutral.note(member.name).is_some();
                if let Some(child) = neutral.get(&member).filter(|_| !elsewhere) {
                    let fixed = object.fixed;
                    self.within(member.name, |emulation| emulation.part(part, child, object))?;
                    object.fixed = fixed;
                } else {
                    self.within(member.name, |emulation| emulation.absent_part(part, object));
                }
            } else if row.copy {
                self.copied(row, neutral, object)?;
            }
        }
        for (key, value) in kept.into_iter().flat_map(|kept| kept.members()) {
            let Some(host) = notes::host_key(key) else { continue };
            let row = table.find(host, value.kind()).and_then(|place| table.rows.get(place));
            if !row.is_some_and(|row| row.fits(value.kind()) && !row.copy) {
                object.strangers.push((host, value));
            }
        }
        Ok(())
    }

    /// A record that shares the host's object with its parent.
    fn part<'n>(
        &mut self,
        part: &'static Table,
        at: At<'n>,
        object: &mut Object<'n, '_>,
    ) -> Result<(), Corrupt> {
        let mut neutral = self.open(part.of, at)?;
        // The way to the object is the parent's business; its own begins here.
        let (kept, place) = (neutral.extra, std::mem::replace(&mut object.place, Place::HERE));
        self.rows(part, &mut neutral, kept, object)?;
        object.place = place;
        self.leftover(neutral);
        Ok(())
    }

    /// A record that shares the host's object with its parent, and that the event does not have.
    fn absent_part(&mut self, part: &'static Table, object: &mut Object<'_, '_>) {
        for row in part.rows {
            match row.shape {
                Shape::Value(member, _) => self.unsourced(row, &member, object),
                Shape::Part { member, table, .. } => {
                    self.within(member.name, |emulation| emulation.absent_part(table, object));
                }
                _ => {}
            }
        }
    }

    /// What is left to say of an object: the fields that no row knows, and what is missing.
    fn rest(&mut self, object: Object<'_, '_>) {
        self.missing(&object);
        self.strangers(object);
    }

    fn missing(&mut self, object: &Object<'_, '_>) {
        for (host, pointer) in &object.wanted {
            if !object.has(host) {
                self.lose(pointer.as_str(), LossKind::NoSource);
            }
        }
    }

    fn strangers(&mut self, mut object: Object<'_, '_>) {
        keep_last(&mut object.strangers, 0, |(key, _)| key);
        for (key, value) in std::mem::take(&mut object.strangers) {
            let may_be = key.is_escaped() || object.names.may_have(key.raw());
            let known = may_be && object.written.iter().any(|(name, _)| key.is(name))
                || self.secrets.iter().any(|name| key.is(name));
            if !known && (object.entries.is_empty() || !object.entries.contains(&*key.to_cow())) {
                self.comma(object.start);
                push_raw_key(&mut self.out, key);
                value.copy_into(&mut self.out, self.secrets);
            }
        }
        self.spare_written.push(object.written);
    }

    fn comma(&mut self, start: usize) {
        if self.out.len() > start {
            self.out.push(',');
        }
    }

    fn key(&mut self, object: &mut Object<'_, '_>, row: &'static Row) {
        self.comma(object.start);
        if row.is_plain {
            push_raw_key(&mut self.out, Text::plain(row.host));
        } else {
            push_literal(&mut self.out, row.host);
            self.out.push(':');
        }
        object.names.insert(row.host);
        object.written.push((row.host, self.out.len()..self.out.len()));
    }

    /// The value of the key that was written last ends here.
    fn end_value(&self, object: &mut Object<'_, '_>) {
        if let Some((_, value)) = object.written.last_mut() {
            value.end = self.out.len();
        }
    }

    fn raw(&mut self, object: &mut Object<'_, '_>, row: &'static Row, value: At<'_>) {
        self.key(object, row);
        value.copy_into(&mut self.out, self.secrets);
    }

    fn row<'n>(
        &mut self,
        row: &'static Row,
        kept: Option<At<'n>>,
        neutral: &mut Neutral<'n>,
        object: &mut Object<'n, '_>,
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
                            self.lose_here(member.name, LossKind::NoPlace);
                        }
                    }
                }
            }
            Shape::Flat(table) | Shape::First(table) => {
                return self.dissolved(row, table, kept, neutral, object);
            }
            Shape::Named { table, .. } => return self.named(row, table, kept, neutral, object),
            Shape::Prefixed { prefix, member, table } => {
                let elsewhere = neutral.note(member.name).is_some();
                let Some(entries) = neutral.get(member).filter(|_| !elsewhere) else { return Ok(()) };
                return self
                    .within(member.name, |emulation| emulation.entries(prefix, table, entries, object));
            }
            Shape::Constant(json) => {
                let before = self.out.len();
                match kept {
                    Some(kept) => self.raw(object, row, kept),
                    None if neutral.note(&place_of(object.place, row)).as_deref() == Some(notes::ABSENT) => {}
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
    fn unsourced(&mut self, row: &'static Row, member: &Member, object: &mut Object<'_, '_>) {
        if row.required && !row.copy {
            object.wanted.push((row.host, self.pointer_to(member.name)));
        }
    }

    /// An object whose fields belong to the record of its parent, or an array of which the first does.
    fn dissolved<'n>(
        &mut self,
        row: &'static Row,
        table: &'static Table,
        kept: Option<At<'n>>,
        neutral: &mut Neutral<'n>,
        object: &mut Object<'n, '_>,
    ) -> Result<(), Corrupt> {
        let is_first = matches!(row.shape, Shape::First(_));
        let others = neutral.items.filter(|_| is_first);
        let others = others.and_then(|items| items.get(&place_of(object.place, row)));
        let kept_inside = if is_first { kept.and_then(|kept| kept.items().next()) } else { kept };
        let kept_inside = kept_inside.filter(|kept| kept.kind() == JsonKind::Object);
        let before = self.out.len();
        self.key(object, row);
        self.out.push_str(if is_first { "[{" } else { "{" });
        let outer = object.place;
        let mut inner = self.object(outer.inside(row));
        self.rows(table, neutral, kept_inside, &mut inner)?;
        // What a part of it keeps stands here too.
        let kept_here = kept_inside.is_some() || others.is_some() || !inner.strangers.is_empty();
        let says = self.out.len() > inner.start + inner.fixed || kept_here;
        if says || row.required {
            self.rest(inner);
            self.out.push('}');
            for (_, other) in others.into_iter().flat_map(|others| others.members()) {
                self.out.push(',');
                other.copy_into(&mut self.out, self.secrets);
            }
            self.out.push_str(if is_first { "]" } else { "" });
        } else {
            self.missing(&inner);
            self.out.truncate(before);
            object.written.pop();
            if let Some(kept) = kept {
                self.raw(object, row, kept);
            }
        }
        Ok(())
    }

    /// An array whose items are known by what they are.
    fn named<'n>(
        &mut self,
        row: &'static Row,
        table: &'static Table,
        kept: Option<At<'n>>,
        neutral: &mut Neutral<'n>,
        object: &mut Object<'n, '_>,
    ) -> Result<(), Corrupt> {
        let place = place_of(object.place, row);
        let names = neutral.names.and_then(|names| names.get(&place));
        let others = neutral.items.filter(|_| names.is_some()).and_then(|items| items.get(&place));
        let kept_inside = names.and(kept).and_then(|kept| kept.items().next());
        let before = self.out.len();
        self.out.push('{');
        let outer = object.place;
        let mut inner = self.object(outer.inside(row));
        self.rows(table, neutral, kept_inside, &mut inner)?;
        let start = inner.start;
        self.rest(inner);
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
        neutral: &mut Neutral<'_>,
        object: &mut Object<'_, '_>,
    ) -> Result<(), Corrupt> {
        let Shape::Value(member, codec) = &row.shape else { return Ok(()) };
        let Some(value) = neutral.get(member) else { return Ok(()) };
        let Some(written) = object.value_of(row.host) else {
            self.key(object, row);
            self.written(codec, value, None)?;
            self.end_value(object);
            return Ok(());
        };
        let index = Index::parse(self.out.get(written).unwrap_or(""))?;
        if still_means(row, codec, index.root(), value, self.secrets) {
            return Ok(());
        }
        if self.foreign {
            // Two things on the host it comes from, one on this host: the copy has no place of its own.
            self.lose_here(member.name, LossKind::NoPlace);
            return Ok(());
        }
        let expected = format!("the same as the other member that is the host's `{}`", row.host);
        Err(Corrupt::new(value.pointer(), expected, "another value"))
    }
}
