//! Finding a record's members by their names.

use onepane_model::record::Record;
use onepane_model::text::Text;

use crate::plan::bucket;

/// No member, of fewer than 255.
const NONE: u8 = u8::MAX;

/// A record's members by name. Made where an event has such a record: kept in every record, the digests would be a part
/// of what each page downloads.
#[derive(Debug)]
pub(super) struct Finder {
    record: &'static Record,
    /// By [`bucket`] of a name, the first member with such a name; [`NONE`] where there is none.
    names: [u8; 64],
}

impl Finder {
    pub(super) fn new(record: &'static Record) -> Self {
        let mut names = [NONE; 64];
        for member in record.members.iter().rev() {
            if let Some(first) = names.get_mut(bucket(member.name.as_bytes()) as usize) {
                *first = member.index;
            }
        }
        Self { record, names }
    }

    pub(super) fn is_for(&self, record: &'static Record) -> bool {
        std::ptr::eq(self.record, record)
    }

    /// The place of the member with this name.
    pub(super) fn find(&self, name: Text<'_>) -> Option<usize> {
        if name.is_escaped() {
            return self.record.members.iter().position(|member| name.is(member.name));
        }
        let raw = name.raw();
        let first = usize::from(*self.names.get(bucket(raw.as_bytes()) as usize)?);
        let behind = self.record.members.get(first..)?.iter().position(|member| member.name == raw);
        behind.map(|place| first + place)
    }
}
