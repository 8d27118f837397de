//! What a session has to say to its developers rather than to the widget.

use std::fmt;

use onepane_core::Error;
use onepane_map::Corrupt;
use onepane_model::RequestId;
use onepane_model::text::digits;

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

impl Notice {
    /// What it says, in words: as it is displayed.
    pub fn words(&self) -> String {
        match self {
            Self::Ignored(reason) => ["ignored a frame: ", reason].concat(),
            Self::Untrusted(reason) => ["refused a message: ", reason].concat(),
            Self::Corrupt(error) => ["malformed frame: ", &error.words()].concat(),
            Self::Warning(warning) => warning.words(),
            Self::Stray(id) => ["an answer to ", id.as_str(), ", which is not waiting for one"].concat(),
            Self::NotKept(size) => {
                ["a context of ", digits(*size as i64, &mut [0; 20]), " bytes is too large to be kept"]
                    .concat()
            }
            Self::Ended => "a frame after the end of the session".to_owned(),
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words())
    }
}
