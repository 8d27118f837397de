//! What ends a run before its time.

use std::io;
use std::process::ExitCode;

/// What ends a run before its time. A bad record does not: it is reported, and the run goes on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The command was called with something that cannot be.
    #[error("{message}")]
    Usage {
        /// What is wrong.
        message: String,
        /// What to do about it.
        hint: Option<String>,
    },
    /// What was given does not hold.
    #[error("{message}")]
    Refused {
        /// Why not.
        message: String,
        /// What to do about it.
        hint: Option<String>,
    },
    /// The input stopped being readable.
    #[error("cannot read {name}: {source}")]
    Read {
        /// The file, or the standard input.
        name: String,
        /// Why not.
        source: io::Error,
    },
    /// A manifest that cannot be read.
    #[error("{name} is no manifest: {source}")]
    Manifest {
        /// The file, or the standard input.
        name: String,
        /// What is wrong, and where.
        source: onepane::definition::ManifestError,
    },
    /// One of the jobs that a run is divided into could not do its part.
    #[error("a job of the run ended before its time: {0}")]
    Job(String),
    /// The output cannot be written.
    #[error("cannot write the output: {0}")]
    Write(io::Error),
}

impl Failure {
    /// A wrong call.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), hint: None }
    }

    /// Something that does not hold.
    pub(crate) fn refused(message: impl Into<String>) -> Self {
        Self::Refused { message: message.into(), hint: None }
    }

    /// The same, with what to do about it.
    pub(crate) fn with_hint(mut self, text: impl Into<String>) -> Self {
        if let Self::Usage { hint, .. } | Self::Refused { hint, .. } = &mut self {
            *hint = Some(text.into());
        }
        self
    }

    /// What to do about it.
    pub(crate) fn hint(&self) -> Option<&str> {
        match self {
            Self::Usage { hint, .. } | Self::Refused { hint, .. } => hint.as_deref(),
            _ => None,
        }
    }

    /// Whether nobody reads the output any more, which is nobody's fault.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Write(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// The code that the process ends with.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage { .. } => ExitCode::from(2),
            Self::Refused { .. }
            | Self::Read { .. }
            | Self::Manifest { .. }
            | Self::Job(_)
            | Self::Write(_) => ExitCode::FAILURE,
        }
    }
}
