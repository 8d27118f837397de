//! What can go wrong with Zendesk's frames.

use onepane_core::ErrorKind;
use onepane_map::Corrupt;

/// An error of this adapter.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A frame that cannot be what it claims to be.
    #[error(transparent)]
    Frame(#[from] Corrupt),
    /// A setting that cannot be.
    #[error("expected {expected} in `{setting}`, found {found}")]
    Config {
        /// The setting's name.
        setting: &'static str,
        /// What it must be.
        expected: &'static str,
        /// What it is.
        found: &'static str,
    },
}

impl Error {
    /// The kind that all adapters share.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Frame(_) => ErrorKind::MalformedFrame,
            Self::Config { .. } => ErrorKind::InvalidConfig,
        }
    }
}

impl From<Error> for onepane_core::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::Frame(corrupt) => corrupt.into(),
            other => Self::new(other.kind(), other),
        }
    }
}
