//! Which members of a record have been dealt with.

use onepane_model::record::Member;

/// A set of a record's members. A member's place is a byte, so any record fits.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct MemberSet([u64; 4]);

impl MemberSet {
    pub(crate) fn insert(&mut self, member: &Member) {
        if let Some(word) = self.0.get_mut(usize::from(member.index >> 6)) {
            *word |= bit(member);
        }
    }

    pub(crate) fn contains(&self, member: &Member) -> bool {
        self.0.get(usize::from(member.index >> 6)).is_some_and(|word| word & bit(member) != 0)
    }
}

fn bit(member: &Member) -> u64 {
    1 << (member.index & 63)
}
