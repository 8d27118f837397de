//! What is wrong, told so that it can be found.

use std::fmt;

/// What a trial has found to be wrong: where, what was expected there and what was found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Fault {
    /// The trial's name: a fixture, an action, a pointer.
    pub trial: String,
    /// Where in it; empty for the whole of it.
    pub place: String,
    /// What was expected.
    pub expected: String,
    /// What was found.
    pub found: String,
}

impl Fault {
    pub(crate) fn new(
        place: impl Into<String>,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) -> Self {
        Self { trial: String::new(), place: place.into(), expected: expected.into(), found: found.into() }
    }

    /// The same, found in a trial of this name.
    pub(crate) fn of(mut self, trial: &str) -> Self {
        if self.trial.is_empty() {
            trial.clone_into(&mut self.trial);
        }
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in [&self.trial, &self.place] {
            if !part.is_empty() {
                write!(f, "{part}: ")?;
            }
        }
        write!(f, "expected {}, found {}", self.expected, self.found)
    }
}

/// What an attempt came to, when it may go wrong.
pub(crate) type Attempt<T = ()> = Result<T, Fault>;

/// A fault unless something holds.
pub(crate) fn ensure(holds: bool, fault: impl FnOnce() -> Fault) -> Attempt {
    if holds { Ok(()) } else { Err(fault()) }
}
