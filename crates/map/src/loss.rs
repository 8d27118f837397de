//! What a host has no room for.

use std::fmt;

/// What could not be carried over.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Loss {
    /// JSON pointer into the neutral event: to what is lost, or to where something is missing.
    pub pointer: String,
    /// Which way it was lost.
    pub kind: LossKind,
}

impl Loss {
    pub(crate) fn new(pointer: impl Into<String>, kind: LossKind) -> Self {
        Self { pointer: pointer.into(), kind }
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            LossKind::NoPlace => write!(f, "{}: this host has no place for it", self.pointer),
            LossKind::NoSource => {
                write!(f, "{}: this host requires it, the event does not have it", self.pointer)
            }
        }
    }
}

/// Which way something was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LossKind {
    /// The event has it; the host has no place for it.
    NoPlace,
    /// The host requires it; the event does not have it.
    NoSource,
}
