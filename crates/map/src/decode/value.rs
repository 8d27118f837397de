//! One value of the host.

use onepane_model::record::{Leaf, Member};

use super::{Decoder, Target, fill};
use crate::codec::{self, Read};
use crate::error::Corrupt;
use crate::index::{At, JsonKind};
use crate::notes;
use crate::place::place_of;
use crate::table::{Codec, Row, Shape};

impl Decoder {
    pub(super) fn value(
        &mut self,
        row: &'static Row,
        member: &'static Member,
        codec: &'static Codec,
        at: At<'_>,
        target: &mut Target<'_>,
    ) -> Result<(), Corrupt> {
        if row.alias && target.open.filled.contains(member) {
            return self.repeated(row, member, codec, at, target);
        }
        let before = self.emitted;
        match (codec, at.kind()) {
            (
                Codec::One(_)
                | Codec::List(_)
                | Codec::Items(_)
                | Codec::Keyed(..)
                | Codec::Map(_)
                | Codec::Entry { .. },
                JsonKind::Null,
            ) => {
                self.absent(row, at)?;
            }
            (Codec::One(_), JsonKind::Object) if at.members().all(|(key, _)| self.is_secret(key)) => {
                self.absent(row, at)?;
            }
            (Codec::One(table), JsonKind::Object) => {
                let child = self.child(member, at, target)?;
                self.record(table, at, child, None, "")?;
                child.end();
            }
            (Codec::List(_) | Codec::Items(_), JsonKind::Array)
            | (Codec::Keyed(..) | Codec::Map(_), JsonKind::Object) => {
                self.several(row, member, codec, at, target)?;
            }
            (Codec::Entry { .. }, JsonKind::Object) => {
                row.decode.map_or(Ok(()), |decode| decode(self, row, at, target))?;
            }
            (
                Codec::One(_)
                | Codec::List(_)
                | Codec::Items(_)
                | Codec::Keyed(..)
                | Codec::Map(_)
                | Codec::Entry { .. },
                _,
            ) => {
                return Err(at.corrupt(codec.expected()));
            }
            (Codec::Any, kind) if kind != JsonKind::Null => {
                let mut json = std::mem::take(&mut self.scratch);
                json.clear();
                at.copy_into(&mut json, self.secrets);
                self.leaf(member, Leaf::Json(&json), at, target)?;
                self.scratch = json;
            }
            _ => self.plain(row, member, codec, at, target)?,
        }
        if self.emitted > before {
            if row.alias {
                target.open.notes().r#as.string(member.name(), &place_of(target.place, row));
            }
            if row.alias || row.shared {
                self.sources.push((row, at.node()));
            }
        }
        Ok(())
    }

    /// A leaf with a codec.
    fn plain(
        &mut self,
        row: &Row,
        member: &Member,
        codec: &Codec,
        at: At<'_>,
        target: &mut Target<'_>,
    ) -> Result<(), Corrupt> {
        let mut scratch = std::mem::take(&mut self.scratch);
        match codec::read(row, codec, at, &mut scratch, self.secrets) {
            Read::Some(leaf, is_exact) => {
                if !is_exact {
                    self.keep(row, at);
                }
                self.leaf(member, leaf, at, target)?;
            }
            Read::None => self.absent(row, at)?,
            Read::Misfit => self.misfit(row, at, codec.expected())?,
        }
        self.scratch = scratch;
        Ok(())
    }

    /// Puts a leaf that is the host's own into the record.
    pub(super) fn leaf(
        &mut self,
        member: &Member,
        leaf: Leaf<'_>,
        at: At<'_>,
        target: &mut Target<'_>,
    ) -> Result<(), Corrupt> {
        self.emitted += 1;
        fill(member, leaf, at, target)
    }

    /// The host says that there is none.
    fn absent(&mut self, row: &Row, at: At<'_>) -> Result<(), Corrupt> {
        if row.required {
            let found = if at.is_null() {
                "null".to_owned()
            } else {
                [at.kind().noun(), " that means none"].concat()
            };
            return Err(Corrupt::new(at.pointer(), row.expected(), found));
        }
        self.keep(row, at);
        Ok(())
    }

    /// A second place of a member that already has a value.
    #[inline(never)]
    fn repeated(
        &mut self,
        row: &'static Row,
        member: &Member,
        codec: &Codec,
        at: At<'_>,
        target: &mut Target<'_>,
    ) -> Result<(), Corrupt> {
        let mut sources = self.sources.iter().skip(target.open.sources);
        let source = sources.find_map(|(row, node)| match row.shape {
            Shape::Value(other, codec) if other.index == member.index => {
                Some((*row, codec, at.at_node(*node)))
            }
            _ => None,
        });
        let agrees = source.is_some_and(|(first, first_codec, first_at)| {
            codec::agree((first, &first_codec, first_at), (row, codec, at), self.secrets)
        });
        if agrees {
            // It follows the member when that is edited.
            self.keep(row, at);
        } else {
            at.copy_into(target.open.notes().other.member(&place_of(target.place, row)), self.secrets);
        }
        Ok(())
    }

    #[inline(never)]
    fn several(
        &mut self,
        row: &Row,
        member: &Member,
        codec: &'static Codec,
        at: At<'_>,
        target: &mut Target<'_>,
    ) -> Result<(), Corrupt> {
        self.emitted += 1;
        target.open.filled.insert(member);
        let Some(items) = target.sink.items(member) else { return Err(at.corrupt(member.kind.expected())) };
        let mut kept = notes::Object::default();
        match codec {
            Codec::List(table) => self.list(at, table, items, &mut kept)?,
            Codec::Items(item) => self.items(at, item, items, &mut kept)?,
            Codec::Keyed(table, words) => self.keyed(at, table, words, items, &mut kept)?,
            Codec::Map(item) => self.map(at, item, items, &mut kept)?,
            _ => {}
        }
        items.end(at.kind() == JsonKind::Object);
        if !kept.is_empty() {
            kept.push_into(target.open.notes().items.member(&place_of(target.place, row)));
        }
        Ok(())
    }
}
