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

    pub(crate) fn remove(&mut self, member: &Member) {
        if let Some(word) = self.0.get_mut(usize::from(member.index >> 6)) {
            *word &= !bit(member);
        }
    }

    /// Whether all of its members are in the other.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).all(|(own, other)| own & !other == 0)
    }

    pub(crate) fn contains(&self, member: &Member) -> bool {
        self.0.get(usize::from(member.index >> 6)).is_some_and(|word| word & bit(member) != 0)
    }
}

fn bit(member: &Member) -> u64 {
    1 << (member.index & 63)
}
