//! Finding a record's members by their names.

use onepane_model::record::{Member, Record};
use onepane_model::text::Text;

use crate::plan::bucket;

/// No member, of fewer than 255.
pub(super) const NONE: u8 = u8::MAX;

/// A record's members by name. Made where an event has such a record: kept in every record, the digests would be a part
/// of what each page downloads.
#[derive(Debug, Clone)]
pub(super) struct Finder {
    record: &'static Record,
    /// By [`bucket`] of a name, the first member with such a name; [`NONE`] where there is none.
    names: [u8; 64],
    /// By a member, the one that came after it in the last such record; by [`NONE`], the first one. A host tells all of one
    /// kind in one order.
    after: [u8; 256],
}

impl Finder {
    pub(super) fn new(record: &'static Record) -> Self {
        let mut names = [NONE; 64];
        for member in record.members.iter().rev() {
            if let Some(first) = names.get_mut(bucket(member.name().as_bytes()) as usize) {
                *first = member.index;
            }
        }
        Self { record, names, after: [NONE; 256] }
    }

    pub(super) fn is_for(&self, record: &'static Record) -> bool {
        std::ptr::eq(self.record, record)
    }

    /// The member with this name, which comes after `last` in the record at hand.
    pub(super) fn find(&mut self, name: Text<'_>, last: u8) -> Option<&'static Member> {
        let after = self.after.get_mut(usize::from(last))?;
        if let Some(member) = self.record.members.get(usize::from(*after))
            && name.is(member.name())
        {
            return Some(member);
        }
        let first = match name.is_escaped() {
            true => 0,
            false => *self.names.get(bucket(name.raw().as_bytes()) as usize)?,
        };
        let behind = self.record.members.get(usize::from(first)..)?;
        let member = behind.iter().find(|member| name.is(member.name()))?;
        *after = member.index;
        Some(member)
    }
}
