//! What can go wrong between a host and a widget.

use std::fmt;

use onepane_map::Corrupt;

/// The kinds of errors, common to all adapters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A setting that cannot be.
    InvalidConfig,
    /// A frame from a window or an origin that is not trusted.
    UntrustedOrigin,
    /// A token that does not hold.
    Unauthenticated,
    /// A frame that cannot be what it claims to be.
    MalformedFrame,
    /// Something that this host does not have.
    Unsupported,
    /// The other side is gone.
    Closed,
    /// Anything else.
    Other,
}

/// An error of an adapter or emulator, with the kind that all adapters share.
///
/// The host's name is added once, by whoever drives the adapter.
pub struct Error {
    kind: ErrorKind,
    cause: Cause,
}

/// What is wrong: in words, but for a frame, whose place somebody may want.
#[derive(Debug)]
enum Cause {
    Corrupt(Corrupt),
    Words(String),
}

impl Error {
    /// An error with its kind, in the words of what is displayed.
    pub fn new(kind: ErrorKind, words: impl fmt::Display) -> Self {
        Self { kind, cause: Cause::Words(words.to_string()) }
    }

    /// A setting of an adapter that cannot be, of the kind [`InvalidConfig`](ErrorKind::InvalidConfig).
    ///
    /// `found` says of what sort the setting is, not what it holds: that may be a secret.
    ///
    /// ```
    /// let error = onepane_core::Error::setting("account", "the account's number", "another text");
    /// assert_eq!(error.to_string(), "expected the account's number in `account`, found another text");
    /// ```
    pub fn setting(setting: &'static str, expected: &'static str, found: &'static str) -> Self {
        let words = ["expected ", expected, " in `", setting, "`, found ", found].concat();
        Self::new(ErrorKind::InvalidConfig, words)
    }

    /// The kind.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The place, what was expected and what was found, when a frame is to blame.
    pub fn corrupt(&self) -> Option<&Corrupt> {
        match &self.cause {
            Cause::Corrupt(corrupt) => Some(corrupt),
            Cause::Words(_) => None,
        }
    }

    /// What it says, in words: as it is displayed.
    pub fn words(&self) -> String {
        match &self.cause {
            Cause::Corrupt(corrupt) => corrupt.words(),
            Cause::Words(words) => words.clone(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error").field("kind", &self.kind).field("cause", &self.cause).finish()
    }
}

impl std::error::Error for Error {}

impl From<Corrupt> for Error {
    fn from(corrupt: Corrupt) -> Self {
        Self { kind: ErrorKind::MalformedFrame, cause: Cause::Corrupt(corrupt) }
    }
}
