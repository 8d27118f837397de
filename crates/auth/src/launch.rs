//! The token in a launch URL.

use onepane_core::{ErrorKind, Secret, TokenPolicy, launch};
use url::Url;

/// Takes the token out of a launch URL, from the query parameters and fragment members that the policy names.
///
/// A fragment is read like a query: `#name=value&…`.
///
/// # Errors
///
/// [`LaunchError`] where the text is no URL, has no token, or has more than one: with two, somebody may have added
/// one in the hope that another reader takes it.
///
/// # Example: a token in the query
///
/// ```
/// use onepane_auth::token_in_url;
/// use onepane_core::{TokenAlgorithm, TokenPolicy};
///
/// let policy = TokenPolicy::new(&[TokenAlgorithm::Rs256], &["console.example"]).with_query(&["token"]);
/// let token = token_in_url(&policy, "https://widget.example/?lang=en&token=a.b.c")?;
/// assert_eq!(token.expose(), "a.b.c");
/// # Ok::<(), onepane_auth::LaunchError>(())
/// ```
pub fn token_in_url(policy: &TokenPolicy, url: &str) -> Result<Secret, LaunchError> {
    let url = Url::parse(url).map_err(|_| LaunchError::Url)?;
    let mut tokens = launch::parameters(url.as_str(), policy.query, policy.fragment);
    match (tokens.next(), tokens.next()) {
        (Some(token), None) => Ok(Secret::new(token)),
        (None, _) => Err(LaunchError::None),
        (Some(_), Some(_)) => Err(LaunchError::Several),
    }
}

/// A launch URL without a token that can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LaunchError {
    /// The text is no URL.
    #[error("expected a launch url, found other text")]
    Url,
    /// There is no token where the policy expects one.
    #[error("expected a token in the launch url, found none")]
    None,
    /// There is more than one token.
    #[error("expected one token in the launch url, found several")]
    Several,
}

impl LaunchError {
    /// The kind that all errors of onepane share.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Url => ErrorKind::MalformedFrame,
            Self::None | Self::Several => ErrorKind::Unauthenticated,
        }
    }
}

impl From<LaunchError> for onepane_core::Error {
    fn from(error: LaunchError) -> Self {
        Self::new(error.kind(), error)
    }
}
