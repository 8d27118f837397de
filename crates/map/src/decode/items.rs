//! Lists and keyed objects of the host.

use std::ops::Range;

use onepane_model::record::{Items, Leaf};
use onepane_model::text::Text;

use super::Decoder;
use crate::codec::{self, Read};
use crate::error::Corrupt;
use crate::family::Candidate;
use crate::index::{At, JsonKind, keep_last};
use crate::notes;
use crate::table::{Codec, Table};

/// Where an item stands.
#[derive(Clone, Copy)]
enum Spot<'a> {
    Key(Text<'a>),
    Place(usize),
}

impl<'a> Spot<'a> {
    fn key(self) -> Option<Text<'a>> {
        match self {
            Self::Key(key) => Some(key),
            Self::Place(_) => None,
        }
    }

    /// The note on the item, to be written.
    fn note(self, kept: &mut notes::Object) -> &mut String {
        match self {
            Self::Key(key) => kept.raw_member(key),
            Self::Place(place) => kept.place(place),
        }
    }
}

impl Decoder {
    pub(super) fn list(
        &mut self,
        at: At<'_>,
        table: &'static Table,
        items: &mut dyn Items,
        kept: &mut notes::Object,
    ) -> Result<(), Corrupt> {
        items.expect(at.items().count());
        for (place, item) in at.items().enumerate() {
            if item.kind() == JsonKind::Object {
                let Some(child) = items.open(None) else { return Err(item.corrupt("a record")) };
                self.record(table, item, child, None, "")?;
                child.end();
            } else {
                self.skip(item, Spot::Place(place), Some("an object"), kept);
            }
        }
        Ok(())
    }

    pub(super) fn items(
        &mut self,
        at: At<'_>,
        codec: &Codec,
        items: &mut dyn Items,
        kept: &mut notes::Object,
    ) -> Result<(), Corrupt> {
        for (place, item) in at.items().enumerate() {
            self.item(item, Spot::Place(place), codec, items, kept)?;
        }
        Ok(())
    }

    pub(super) fn map(
        &mut self,
        at: At<'_>,
        codec: &Codec,
        items: &mut dyn Items,
        kept: &mut notes::Object,
    ) -> Result<(), Corrupt> {
        let members = self.members(at);
        items.expect(members.len());
        for place in members.clone() {
            let Some((key, value)) = self.member(at, place) else { break };
            if key.has_lone_surrogate() {
                // Such a key cannot be a Rust string.
                self.skip(value, Spot::Key(key), None, kept);
            } else {
                self.item(value, Spot::Key(key), codec, items, kept)?;
            }
        }
        self.strangers.truncate(members.start);
        Ok(())
    }

    /// Puts the members of an object on top of the strangers, of doubled keys the last, without those that are secret;
    /// tells where they stand.
    fn members(&mut self, at: At<'_>) -> Range<usize> {
        let first = self.strangers.len();
        for (_, node, _) in at.each_member() {
            if self.secrets.is_empty() || !self.is_secret(at.at_node(node).key()) {
                self.strangers.push(Candidate::of(node));
            }
        }
        keep_last(&mut self.strangers, first, |member| at.at_node(member.node).key());
        first..self.strangers.len()
    }

    /// One of these members, and its key.
    fn member<'i>(&self, at: At<'i>, place: usize) -> Option<(Text<'i>, At<'i>)> {
        let value = at.at_node(self.strangers.get(place)?.node);
        Some((value.key(), value))
    }

    /// One plain value of a list or a keyed object.
    fn item(
        &mut self,
        at: At<'_>,
        spot: Spot<'_>,
        codec: &Codec,
        items: &mut dyn Items,
        kept: &mut notes::Object,
    ) -> Result<(), Corrupt> {
        let key = spot.key();
        let mut scratch = std::mem::take(&mut self.scratch);
        let mut fits = true;
        if matches!(codec, Codec::Any) {
            scratch.clear();
            at.copy_into(&mut scratch, self.secrets);
            fits = items.leaf(key, Leaf::Json(&scratch));
        } else {
            match codec::read_value(codec, at, &mut scratch, self.secrets) {
                Read::Some(leaf, is_exact) => {
                    if !is_exact {
                        at.copy_into(spot.note(kept), self.secrets);
                    }
                    fits = items.leaf(key, leaf);
                }
                Read::None => self.skip(at, spot, None, kept),
                Read::Misfit => self.skip(at, spot, Some(codec.expected()), kept),
            }
        }
        self.scratch = scratch;
        if fits { Ok(()) } else { Err(at.corrupt("a value with room in the model")) }
    }

    pub(super) fn keyed(
        &mut self,
        at: At<'_>,
        table: &'static Table,
        words: &[(&str, &str)],
        items: &mut dyn Items,
        kept: &mut notes::Object,
    ) -> Result<(), Corrupt> {
        let members = self.members(at);
        items.expect(members.len());
        for place in members.clone() {
            let Some((key, value)) = self.member(at, place) else { break };
            let word = words.iter().find(|(host, _)| key.is(host)).map(|(_, word)| Text::plain(word));
            // A host's key that is a word of the model by chance would come back as another key, and
            // one that cannot be a Rust string would not come back at all.
            let stands =
                word.is_some() || !(words.iter().any(|(_, word)| key.is(word)) || key.has_lone_surrogate());
            if value.kind() == JsonKind::Object && stands {
                let Some(child) = items.open(Some(word.unwrap_or(key))) else {
                    return Err(value.corrupt("a record"));
                };
                self.record(table, value, child, None, "")?;
                child.end();
            } else {
                let expected = (value.kind() != JsonKind::Object).then_some("an object");
                self.skip(value, Spot::Key(key), expected, kept);
            }
        }
        self.strangers.truncate(members.start);
        Ok(())
    }

    /// Keeps an item that the model has no room for; `expected` is told where that is the host's doing.
    fn skip(&mut self, at: At<'_>, spot: Spot<'_>, expected: Option<&'static str>, kept: &mut notes::Object) {
        if let Some(expected) = expected.filter(|_| !at.is_null()) {
            self.warn(at, expected);
        }
        at.copy_into(spot.note(kept), self.secrets);
    }
}
