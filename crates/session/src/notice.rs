//! What a session has to say to its developers rather than to the widget.

use std::fmt;

use onepane_core::Error;
use onepane_map::Corrupt;
use onepane_model::RequestId;

/// Something that happened and led to no event. Good for a log or a debug view; none of it holds a value
/// of the host's.
#[derive(Debug)]
#[non_exhaustive]
pub enum Notice {
    /// A frame that is not this host's: why not.
    Ignored(&'static str),
    /// A window message that is not believed: why not. It has not been parsed.
    Untrusted(&'static str),
    /// A frame that claims to be the host's and cannot be.
    Corrupt(Error),
    /// A wrong value that did not cost its frame.
    Warning(Corrupt),
    /// An answer for which nothing waits: too late, doubled, or to somebody else's request.
    Stray(RequestId),
    /// A context that is larger than may be kept: its size in bytes.
    NotKept(usize),
    /// Something came after the session had ended.
    Ended,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ignored(reason) => write!(f, "ignored a frame: {reason}"),
            Self::Untrusted(reason) => write!(f, "refused a message: {reason}"),
            Self::Corrupt(error) => write!(f, "malformed frame: {error}"),
            Self::Warning(warning) => write!(f, "{warning}"),
            Self::Stray(id) => write!(f, "an answer to {id}, which is not waiting for one"),
            Self::NotKept(size) => write!(f, "a context of {size} bytes is too large to be kept"),
            Self::Ended => f.write_str("a frame after the end of the session"),
        }
    }
}
