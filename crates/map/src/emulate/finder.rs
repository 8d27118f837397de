//! Finding a record's members by their names.

use onepane_model::record::{Member, Record};
use onepane_model::text::Text;

use crate::plan::{bucket, is_same_key};

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
            if let Some(first) = names.get_mut(bucket(member.name_bytes()) as usize) {
                *first = member.index;
            }
        }
        Self { record, names, after: [NONE; 256] }
    }

    pub(super) fn is_for(&self, record: &'static Record) -> bool {
        std::ptr::eq(self.record, record)
    }

    /// The member with this name, which has no escape in it and comes after `last` in the record at hand.
    #[inline(always)]
    pub(super) fn find(&mut self, name: &[u8], last: u8) -> Option<&'static Member> {
        let after = *self.after.get(usize::from(last))?;
        match self.record.members.get(usize::from(after)) {
            Some(member) if is_same_key(name, member.name_bytes()) => Some(member),
            _ => self.search(name, last),
        }
    }

    #[inline(never)]
    fn search(&mut self, name: &[u8], last: u8) -> Option<&'static Member> {
        let first = *self.names.get(bucket(name) as usize)?;
        let behind = self.record.members.get(usize::from(first)..)?;
        let member = behind.iter().find(|member| name == member.name_bytes())?;
        *self.after.get_mut(usize::from(last))? = member.index;
        Some(member)
    }

    /// The member with a name that has an escape in it.
    pub(super) fn find_escaped(&self, name: Text<'_>) -> Option<&'static Member> {
        self.record.members.iter().copied().find(|member| name.is(member.name()))
    }
}
