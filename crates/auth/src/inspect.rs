//! A look at a token without verifying it.

use std::fmt;

use serde_json::{Map, Value};

use crate::compact::Compact;
use crate::rejection::{Part, Rejection};
use crate::strict_json;

/// What a token *says* about itself. **Nothing of this was verified**: anybody could have written it.
///
/// For showing to a developer. There is no way from here to a [`VerifiedToken`](crate::VerifiedToken).
#[derive(Clone, PartialEq)]
pub struct UnverifiedToken {
    header: Map<String, Value>,
    claims: Map<String, Value>,
}

impl UnverifiedToken {
    /// Takes a token apart.
    ///
    /// # Errors
    ///
    /// [`Rejection`] where the text is longer than `max_bytes` or has not the form of a token.
    pub fn parse(token: &str, max_bytes: usize) -> Result<Self, Rejection> {
        let compact = Compact::parse(token, max_bytes)?;
        let claims = strict_json::parse_object(&compact.claims)
            .map_err(|flaw| Rejection::of_json(Part::Claims, flaw))?;
        Ok(Self { header: compact.header.members, claims })
    }

    /// The header's members, unverified.
    pub fn header(&self) -> &Map<String, Value> {
        &self.header
    }

    /// The claims, unverified.
    pub fn claims(&self) -> &Map<String, Value> {
        &self.claims
    }
}

impl fmt::Debug for UnverifiedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnverifiedToken")
            .field("header", &self.header.keys().collect::<Vec<_>>())
            .field("claims", &self.claims.keys().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
