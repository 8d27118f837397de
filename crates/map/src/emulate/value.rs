//! One value of the model.

use onepane_model::record::Member;

use super::{Codec, Emulation, LossKind, Neutral, Object, Step};
use crate::codec::{self, is_leaf, still_means};
use crate::error::Corrupt;
use crate::index::{At, JsonKind};
use crate::notes;
use crate::place::{is_place, noted};
use crate::table::Row;

impl<'n> Emulation<'n> {
    pub(super) fn value(
        &mut self,
        row: &'static Row,
        member: &'static Member,
        codec: &'static Codec,
        kept: Option<At<'n>>,
        neutral: &mut Neutral<'n>,
        object: &mut Object<'_>,
    ) -> Result<(), Corrupt> {
        // Without an entry there is no object that could stand for it.
        let has_entry = |value: &At<'_>| !(matches!(codec, Codec::Entry { .. }) && value.is_empty());
        let Some(value) = neutral.get(member).filter(has_entry) else {
            match kept.filter(|kept| self.is_none(row, codec, *kept)) {
                Some(kept) => self.raw(object, row, kept),
                None => self.unsourced(row, member, object),
            }
            return Ok(());
        };
        // What stood at a second place and was something else.
        if let Some(other) = neutral.other.and_then(|other| noted(other, object.place, row)) {
            self.raw(object, row, other);
            return Ok(());
        }
        if let Some(kept) =
            kept.filter(|kept| is_leaf(codec) && still_means(row, codec, *kept, value, self.secrets))
        {
            self.raw(object, row, kept);
            return Ok(());
        }
        let holds = match neutral.note(member.name()) {
            // What the host leaves out stays left out, unless it has been edited.
            Some(note) if note.is(notes::ABSENT) => {
                !row.absent_means.is_some_and(|word| value.text().is_some_and(|text| text.is(word)))
            }
            Some(holder) => is_place(holder, object.place, row),
            None => !row.alias,
        };
        let none = kept.filter(|kept| self.is_none(row, codec, *kept));
        // A repetition that the host had here follows the member when that is edited.
        if holds || row.alias && kept.is_some() && none.is_none() {
            let before = self.out.len();
            if codec::has_form(codec, value) {
                self.key(object, row);
                let start = self.out.len();
                match is_leaf(codec) {
                    true if codec::write(codec, value, &mut self.out, self.secrets) => {}
                    true => return Err(value.corrupt(codec.expected())),
                    false => {
                        let items = neutral.items.and_then(|items| noted(items, object.place, row));
                        self.within(Step::Member(member), |emulation| {
                            emulation.written(codec, value, items)
                        })?;
                    }
                }
                if row.when.is_none() || row.when == self.out.get(start..).and_then(JsonKind::of_text) {
                    return Ok(());
                }
                // The field is another row's when it holds such a value.
                self.out.truncate(before);
                self.room.written.pop();
            }
            self.lose_here(member.name(), LossKind::NoPlace);
        } else if let Some(none) = none {
            self.raw(object, row, none);
        }
        Ok(())
    }

    /// Appends a value of the model in the host's form.
    pub(super) fn written(
        &mut self,
        codec: &'static Codec,
        value: At<'n>,
        items: Option<At<'n>>,
    ) -> Result<(), Corrupt> {
        match codec {
            Codec::One(table) => self.record(table, value),
            Codec::List(_) | Codec::Items(_) => self.list(codec, value, items),
            Codec::Keyed(..) | Codec::Map(_) => self.map(codec, value, items),
            Codec::Entry { table, field, prefix } => self.only_entry(table, (field, prefix), value),
            _ if codec::write(codec, value, &mut self.out, self.secrets) => Ok(()),
            _ => Err(value.corrupt(codec.expected())),
        }
    }

    /// Whether a kept value has nothing in the model: the host says that there is none, or wrote
    /// something that the codec cannot read.
    fn is_none(&self, row: &Row, codec: &Codec, kept: At<'_>) -> bool {
        match codec {
            Codec::Entry { field, prefix, .. } => {
                kept.get(field).and_then(|own| codec::entry_key(own, prefix)).is_none()
            }
            _ if is_leaf(codec) => codec::means_none(row, codec, kept, self.secrets),
            _ => kept.is_null() || kept.is_empty(),
        }
    }
}
