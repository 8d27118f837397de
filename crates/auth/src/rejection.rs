//! Why a token was refused.

use std::borrow::Cow;
use std::fmt;

use onepane_core::{ErrorKind, TokenAlgorithm};

use crate::key_source::KeySourceError;
use crate::strict_json::{Flaw, MAX_DEPTH};

/// A token was refused.
///
/// The text names what was expected and the kind of what was found. It never holds any part of the token: a token is
/// a key to somebody's data, and its claims are personal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Rejection {
    /// Longer than the policy allows; nothing of it was read.
    #[error("expected a token of at most {max} bytes, found {found}")]
    TooLarge {
        /// The policy's limit, in bytes.
        max: usize,
        /// Length of the token, in bytes.
        found: usize,
    },
    /// Not three parts between dots.
    #[error("expected a token of three parts between dots, found {found}")]
    Parts {
        /// Number of parts.
        found: usize,
    },
    /// A part is not base64url without padding, in its one canonical spelling.
    #[error("expected base64url without padding in the token's {part}, found other text")]
    Encoding {
        /// The part.
        part: Part,
    },
    /// A part is not one JSON object.
    #[error("expected one json object in the token's {part}, found other text")]
    Json {
        /// The part.
        part: Part,
    },
    /// A part has the same member twice.
    #[error("expected every member once in the token's {part}, found a duplicate")]
    Duplicate {
        /// The part.
        part: Part,
    },
    /// A part nests objects and arrays too deeply.
    #[error("expected at most {MAX_DEPTH} levels in the token's {part}, found more")]
    TooDeep {
        /// The part.
        part: Part,
    },
    /// A header member of the wrong type, or one that has to be there and is not.
    #[error("expected {expected} as `{member}` in the token's header, found {found}")]
    Header {
        /// The member.
        member: &'static str,
        /// The type it must have.
        expected: &'static str,
        /// The type it has.
        found: &'static str,
    },
    /// The header demands an extension (`crit`, or `b64` other than true) that is not understood here.
    #[error("expected no critical extension in the token's header, found `{member}`")]
    Critical {
        /// The member that demands it.
        member: &'static str,
    },
    /// The algorithm in the header is not among the policy's.
    #[error("expected the algorithm {}, found another", one_of(.expected))]
    Algorithm {
        /// The policy's algorithms.
        expected: &'static [TokenAlgorithm],
    },
    /// The `typ` in the header is not among the policy's.
    #[error("expected the token type {}, found another", one_of(.expected))]
    Type {
        /// The policy's types.
        expected: &'static [&'static str],
    },
    /// The key source has no key that may be used for this token.
    #[error("expected a token signed with a known key, found no key that fits its header")]
    UnknownKey,
    /// The signature was made with another key, or over another text.
    #[error("expected a signature by a known key, found one that does not verify")]
    Signature,
    /// A claim that has to be there is not.
    #[error("expected the claim `{claim}`, found none")]
    Missing {
        /// The claim.
        claim: Cow<'static, str>,
    },
    /// A claim has the wrong type.
    #[error("expected {expected} as claim `{claim}`, found {found}")]
    ClaimType {
        /// The claim.
        claim: &'static str,
        /// The type it must have.
        expected: &'static str,
        /// The type it has.
        found: &'static str,
    },
    /// A moment that cannot be one: negative, or beyond the year 9999 (milliseconds in place of seconds).
    #[error("expected seconds since 1970 as claim `{claim}`, found a number outside the years 1970 to 9999")]
    ClaimRange {
        /// The claim.
        claim: &'static str,
    },
    /// A required claim that is there, but blank.
    #[error("expected text as claim `{claim}`, found a blank")]
    Blank {
        /// The claim.
        claim: &'static str,
    },
    /// The token has expired.
    #[error("expected a token that is still valid, found one that expired {ago_seconds} s ago")]
    Expired {
        /// Whole seconds since `exp`.
        ago_seconds: i64,
    },
    /// The token is not valid yet (`nbf`).
    #[error("expected a token that is valid already, found one that begins in {ahead_seconds} s")]
    NotYetValid {
        /// Whole seconds until `nbf`.
        ahead_seconds: i64,
    },
    /// The token was issued in the future (`iat`).
    #[error("expected a token issued in the past, found one issued {ahead_seconds} s ahead")]
    IssuedInFuture {
        /// Whole seconds until `iat`.
        ahead_seconds: i64,
    },
    /// The issuer is not among the policy's.
    #[error("expected the issuer {}, found another", one_of(.expected))]
    Issuer {
        /// The policy's issuers.
        expected: &'static [&'static str],
    },
    /// No audience is among the policy's.
    #[error("expected the audience {}, found another", one_of(.expected))]
    Audience {
        /// The policy's audiences.
        expected: &'static [&'static str],
    },
    /// A pinned claim has another value than the one it was pinned to.
    #[error("expected the pinned value of claim `{claim}`, found another")]
    Pinned {
        /// The claim.
        claim: Cow<'static, str>,
    },
    /// The key source has no keys, so nothing can be said of the token.
    #[error("expected keys to verify with, found none")]
    KeysUnavailable {
        /// Why there are none.
        source: KeySourceError,
    },
}

impl Rejection {
    pub(crate) fn of_json(part: Part, flaw: Flaw) -> Self {
        match flaw {
            Flaw::NotAnObject => Self::Json { part },
            Flaw::Duplicate => Self::Duplicate { part },
            Flaw::TooDeep => Self::TooDeep { part },
        }
    }

    /// The kind that all errors of onepane share: `Unauthenticated`, or `Other` where there were no keys and so
    /// nothing is known of the token.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::KeysUnavailable { .. } => ErrorKind::Other,
            _ => ErrorKind::Unauthenticated,
        }
    }

    /// The code of this failure, for logs, metrics and tests.
    pub fn reason(&self) -> Reason {
        match self {
            Self::TooLarge { .. } => Reason::TooLarge,
            Self::Parts { .. } => Reason::Parts,
            Self::Encoding { .. } => Reason::Encoding,
            Self::Json { .. } => Reason::Json,
            Self::Duplicate { .. } => Reason::Duplicate,
            Self::TooDeep { .. } => Reason::TooDeep,
            Self::Header { .. } => Reason::Header,
            Self::Critical { .. } => Reason::Critical,
            Self::Algorithm { .. } => Reason::Algorithm,
            Self::Type { .. } => Reason::Type,
            Self::UnknownKey => Reason::UnknownKey,
            Self::Signature => Reason::Signature,
            Self::Missing { .. } => Reason::Missing,
            Self::ClaimType { .. } => Reason::ClaimType,
            Self::ClaimRange { .. } => Reason::ClaimRange,
            Self::Blank { .. } => Reason::Blank,
            Self::Expired { .. } => Reason::Expired,
            Self::NotYetValid { .. } => Reason::NotYetValid,
            Self::IssuedInFuture { .. } => Reason::IssuedInFuture,
            Self::Issuer { .. } => Reason::Issuer,
            Self::Audience { .. } => Reason::Audience,
            Self::Pinned { .. } => Reason::Pinned,
            Self::KeysUnavailable { .. } => Reason::KeysUnavailable,
        }
    }
}

impl From<Rejection> for onepane_core::Error {
    fn from(rejection: Rejection) -> Self {
        Self::new(rejection.kind(), rejection)
    }
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident => $code:literal,)*) => {
        /// The code of a [`Rejection`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Reason {
            $($(#[$doc])* $name,)*
        }

        impl Reason {
            /// Every code, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code as text, which stays the same from release to release: `not_yet_valid`.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }
        }
    };
}

reasons! {
    /// Longer than allowed.
    TooLarge => "too_large",
    /// Not three parts.
    Parts => "parts",
    /// No canonical base64url.
    Encoding => "encoding",
    /// No JSON object.
    Json => "json",
    /// A member twice.
    Duplicate => "duplicate",
    /// Nested too deeply.
    TooDeep => "too_deep",
    /// A header member missing or of the wrong type.
    Header => "header",
    /// An extension that is not understood.
    Critical => "critical",
    /// An algorithm that the policy does not allow.
    Algorithm => "algorithm",
    /// A token type that the policy does not allow.
    Type => "type",
    /// No key fits.
    UnknownKey => "unknown_key",
    /// The signature does not verify.
    Signature => "signature",
    /// A claim is missing.
    Missing => "missing",
    /// A claim of the wrong type.
    ClaimType => "claim_type",
    /// A moment out of range.
    ClaimRange => "claim_range",
    /// A required claim is blank.
    Blank => "blank",
    /// Expired.
    Expired => "expired",
    /// Not valid yet.
    NotYetValid => "not_yet_valid",
    /// Issued in the future.
    IssuedInFuture => "issued_in_future",
    /// Another issuer.
    Issuer => "issuer",
    /// Another audience.
    Audience => "audience",
    /// Another value of a pinned claim.
    Pinned => "pinned",
    /// There are no keys to verify with.
    KeysUnavailable => "keys_unavailable",
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A part of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Part {
    /// The first.
    Header,
    /// The second.
    Claims,
    /// The third.
    Signature,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Header => "header",
            Self::Claims => "claims",
            Self::Signature => "signature",
        })
    }
}

/// `RS256`, or `one of RS256, ES256`: the policy's own words.
fn one_of<T: fmt::Display>(expected: &[T]) -> String {
    match expected {
        [only] => only.to_string(),
        many => format!("one of {}", many.iter().map(T::to_string).collect::<Vec<_>>().join(", ")),
    }
}
