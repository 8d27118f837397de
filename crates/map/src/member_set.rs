//! Which members of a record have been dealt with.

use onepane_model::record::Member;

/// A set of a record's members. A member's place is a byte, so any record fits.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct MemberSet([u64; 4]);

impl MemberSet {
    #[cfg(feature = "emulate")]
    pub(crate) const NONE: Self = Self([0; 4]);

    /// This one and a member.
    #[cfg(feature = "emulate")]
    pub(crate) const fn with(mut self, member: &Member) -> Self {
        self.0[(member.index >> 6) as usize] |= bit(member);
        self
    }

    /// The members of both.
    #[cfg(feature = "emulate")]
    pub(crate) const fn and(self, other: Self) -> Self {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        Self([a | e, b | f, c | g, d | h])
    }

    /// Whether they have a member in common.
    #[cfg(feature = "emulate")]
    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).any(|(own, other)| own & other != 0)
    }

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

    /// Whether there is none in it.
    #[cfg(feature = "emulate")]
    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Whether all of its members are in the other.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).all(|(own, other)| own & !other == 0)
    }

    pub(crate) fn contains(&self, member: &Member) -> bool {
        self.0.get(usize::from(member.index >> 6)).is_some_and(|word| word & bit(member) != 0)
    }
}

const fn bit(member: &Member) -> u64 {
    1 << (member.index & 63)
}
