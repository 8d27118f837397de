//! Lists and keyed objects of the model.

use std::collections::BTreeMap;

use onepane_model::text::{Key, Text, push_literal};

use super::{Emulation, LossKind, Object, Step};
use crate::codec::{self, Read};
use crate::error::Corrupt;
use crate::index::{At, Index, JsonKind, push_raw_key, same_float};
use crate::table::{Codec, Table};

impl<'n> Emulation<'n> {
    pub(super) fn list(
        &mut self,
        codec: &'static Codec,
        value: At<'n>,
        kept: Option<At<'n>>,
    ) -> Result<(), Corrupt> {
        if value.kind() != JsonKind::Array {
            return Err(value.corrupt("a list"));
        }
        // By their places in the host's list.
        let mut kept: Option<BTreeMap<usize, At<'n>>> = kept.map(|kept| {
            let places = kept.members();
            places.filter_map(|(place, kept)| Some((place.to_cow().parse().ok()?, kept))).collect()
        });
        self.out.push('[');
        let start = self.out.len();
        let mut place = 0;
        for (number, item) in value.items().enumerate() {
            let mut own = None;
            if let Some(kept) = &mut kept {
                // Those before it that the model has no room for.
                while let Some(skipped) = kept.get(&place).copied().filter(|kept| !self.is_item(codec, *kept))
                {
                    kept.remove(&place);
                    self.comma(start);
                    skipped.copy_into(&mut self.out, self.secrets);
                    place += 1;
                }
                own = kept.remove(&place);
            }
            self.comma(start);
            self.item(codec, Step::Item(number), item, own)?;
            place += 1;
        }
        for skipped in kept.into_iter().flat_map(BTreeMap::into_values) {
            if !self.is_item(codec, skipped) {
                self.comma(start);
                skipped.copy_into(&mut self.out, self.secrets);
            }
        }
        self.out.push(']');
        Ok(())
    }

    pub(super) fn map(
        &mut self,
        codec: &'static Codec,
        value: At<'n>,
        kept: Option<At<'n>>,
    ) -> Result<(), Corrupt> {
        if value.kind() != JsonKind::Object {
            return Err(value.corrupt("an object"));
        }
        let words = match codec {
            Codec::Keyed(_, words) => *words,
            _ => &[],
        };
        // By the host's keys.
        let mut kept: Option<BTreeMap<Key<'_>, (Text<'_>, At<'_>)>> =
            kept.map(|kept| kept.members().map(|(key, kept)| (key.as_key(), (key, kept))).collect());
        let from = self.keyed.len();
        value.last_members_into(&mut self.keyed, self.secrets);
        let members = self.keyed.get(from..).unwrap_or_default().iter();
        let renamed = |(key, _): &(Text<'_>, At<'_>)| words.iter().find(|(_, word)| key.is(word));
        let renamed: Vec<&str> = members.filter_map(renamed).map(|(host, _)| *host).collect();
        self.out.push('{');
        let start = self.out.len();
        for place in from..self.keyed.len() {
            let Some((key, item)) = self.keyed.get(place).copied() else { break };
            let host = words.iter().find(|(_, word)| key.is(word)).map(|(host, _)| *host);
            if host.is_none() && renamed.iter().any(|host| key.is(host)) {
                // Another entry has this key in the host's words.
                self.lose_here(&key.to_cow(), LossKind::NoPlace);
                continue;
            }
            self.comma(start);
            match host {
                Some(host) => {
                    push_literal(&mut self.out, host);
                    self.out.push(':');
                }
                None => push_raw_key(&mut self.out, key),
            }
            let own = || host.map_or_else(|| key.as_key(), |host| Text::plain(host).as_key());
            let kept = kept.as_mut().and_then(|kept| kept.remove(&own())).map(|(_, kept)| kept);
            self.item(codec, Step::Key(item.node()), item, kept)?;
        }
        self.keyed.truncate(from);
        for (key, kept) in kept.into_iter().flat_map(BTreeMap::into_values) {
            if key.has_lone_surrogate() || !self.is_item(codec, kept) {
                self.comma(start);
                push_raw_key(&mut self.out, key);
                kept.copy_into(&mut self.out, self.secrets);
            }
        }
        self.out.push('}');
        Ok(())
    }

    /// The entries of a keyed member among the fields of an object.
    pub(super) fn entries(
        &mut self,
        prefix: &str,
        table: &'static Table,
        entries: At<'n>,
        object: &mut Object<'_>,
    ) -> Result<(), Corrupt> {
        if entries.kind() != JsonKind::Object {
            return Err(entries.corrupt("an object"));
        }
        // Of another row; those of this one have different keys.
        let others = object.entries.len();
        // Behind the prefix, an entry may be called what would be a secret without it.
        for (key, entry) in entries.last_members(&[]) {
            let name = key.to_cow();
            let mut host = String::with_capacity(prefix.len() + name.len());
            host.push_str(prefix);
            host.push_str(&name);
            if self.has(object, &host) || object.entries.iter().take(others).any(|other| *other == host) {
                self.lose_here(&name, LossKind::NoPlace);
                continue;
            }
            let start = self.out.len();
            self.comma(object.start);
            push_literal(&mut self.out, &host);
            self.out.push(':');
            let from = self.out.len();
            self.within(Step::Key(entry.node()), |emulation| emulation.record(table, entry))?;
            if object.is_outermost {
                self.members.push(self.span(start, from));
            }
            object.entries.push(host);
        }
        Ok(())
    }

    /// The one entry that the host has room for. The host finds its key in a field of it: another one there
    /// is another entry.
    pub(super) fn only_entry(
        &mut self,
        table: &'static Table,
        (field, prefix): (&str, &str),
        entries: At<'n>,
    ) -> Result<(), Corrupt> {
        let mut members = entries.last_members(self.secrets).into_iter();
        let Some((key, entry)) = members.next() else {
            return Err(entries.corrupt("an object with an entry"));
        };
        for (key, _) in members {
            self.lose_here(&key.to_cow(), LossKind::NoPlace);
        }
        let start = self.out.len();
        self.within(Step::Key(entry.node()), |emulation| emulation.record(table, entry))?;
        let text = self.out.get(start..).unwrap_or("").to_owned();
        let index = Index::parse(&text)?;
        let own = index.root().get(field).and_then(|own| codec::entry_key(own, prefix));
        if own.is_none_or(|own| own.as_key() != key.as_key()) {
            self.lose_here(&key.to_cow(), LossKind::NoPlace);
        }
        Ok(())
    }

    fn item(
        &mut self,
        codec: &'static Codec,
        step: Step,
        item: At<'n>,
        kept: Option<At<'n>>,
    ) -> Result<(), Corrupt> {
        match codec {
            Codec::List(table) | Codec::Keyed(table, _) => {
                self.within(step, |emulation| emulation.record(table, item))
            }
            Codec::Items(codec) | Codec::Map(codec) => {
                if let Some(kept) = kept {
                    let mut scratch = String::new();
                    if let Read::Some(leaf, _) = codec::read_value(codec, kept, &mut scratch, self.secrets)
                        && codec::leaf_is(codec, leaf, item, same_float)
                    {
                        kept.copy_into(&mut self.out, self.secrets);
                        return Ok(());
                    }
                }
                self.written(codec, item, None)
            }
            _ => self.written(codec, item, None),
        }
    }

    /// Whether a kept item is one of the model's, written in another way; it belongs to that one, or to
    /// one that has been taken out since.
    fn is_item(&self, codec: &Codec, kept: At<'_>) -> bool {
        match codec {
            Codec::Items(item) | Codec::Map(item) => {
                matches!(codec::read_value(item, kept, &mut String::new(), self.secrets), Read::Some(..))
            }
            _ => false,
        }
    }
}
