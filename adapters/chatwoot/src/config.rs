//! What has to be known of one customer's Chatwoot.

use crate::commands::is_id;
use onepane_core::Error;

/// What has to be known of one customer's Chatwoot. Every setting has a default that is good enough to
/// try things out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Config {
    /// The account's number. Absent: what the conversation in view says.
    pub account: Option<String>,
    /// What the request for the context begins with; renamed in some white-label builds.
    pub request_prefix: String,
    /// The console's origin, to which the request is posted. Absent: to any, as the vendor's guide does.
    pub target_origin: Option<String>,
    /// Whether the app's own backend carries out `http` frames with an access token. The token itself
    /// never comes near the widget.
    pub api: bool,
    /// Whether answers to `http` frames come back. Without them a set that the host replaces as a whole
    /// (labels, a conversation's fields) cannot be added to.
    pub answers: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            account: None,
            request_prefix: "chatwoot-dashboard-app".to_owned(),
            target_origin: None,
            api: false,
            answers: true,
        }
    }
}

impl Config {
    /// Checks what can be checked without the host.
    ///
    /// # Errors
    ///
    /// When the account is no number, or the request's prefix is empty or holds white space.
    pub fn validate(&self) -> Result<(), Error> {
        if self.account.as_deref().is_some_and(|account| !is_id(account)) {
            return Err(Error::setting("account", "the account's number", "another text"));
        }
        if self.request_prefix.is_empty()
            || self.request_prefix.bytes().any(|byte| byte.is_ascii_whitespace())
        {
            return Err(Error::setting(
                "request_prefix",
                "a word such as `chatwoot-dashboard-app`",
                "an empty text or one with white space",
            ));
        }
        Ok(())
    }

    /// The one request by window message.
    pub(crate) fn request(&self) -> String {
        [&*self.request_prefix, ":fetch-info"].concat()
    }
}
