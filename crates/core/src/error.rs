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
    source: Box<dyn std::error::Error + Send + Sync + 'static>,
}

impl Error {
    /// An error with its kind.
    pub fn new(
        kind: ErrorKind,
        source: impl Into<Box<dyn std::error::Error + Send + Sync + 'static>>,
    ) -> Self {
        Self { kind, source: source.into() }
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
        Self::new(ErrorKind::InvalidConfig, SettingError { setting, expected, found })
    }

    /// The kind.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The place, what was expected and what was found, when a frame is to blame.
    pub fn corrupt(&self) -> Option<&Corrupt> {
        self.source.downcast_ref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(f)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error").field("kind", &self.kind).field("source", &self.source).finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.source()
    }
}

/// A setting that cannot be.
#[derive(Debug, thiserror::Error)]
#[error("expected {expected} in `{setting}`, found {found}")]
struct SettingError {
    setting: &'static str,
    expected: &'static str,
    found: &'static str,
}

impl From<Corrupt> for Error {
    fn from(corrupt: Corrupt) -> Self {
        Self::new(ErrorKind::MalformedFrame, corrupt)
    }
}
