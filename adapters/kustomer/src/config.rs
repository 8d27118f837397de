//! What has to be known of one customer's Kustomer.

use onepane_core::Error;

/// What has to be known of one customer's Kustomer. The default is good enough to try things out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Config {
    /// The organization, for the events' `source`. Absent: the one that a record names, else `-`.
    pub account: Option<String>,
    /// Whether answers to calls come back to the adapter. Where not, what must be read before it can be
    /// changed is refused.
    pub answers: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self { account: None, answers: true }
    }
}

impl Config {
    /// Checks what can be checked without the host.
    ///
    /// # Errors
    ///
    /// When the organization is an empty text.
    pub fn validate(&self) -> Result<(), Error> {
        if self
            .account
            .as_deref()
            .is_some_and(|account| account.bytes().all(|byte| byte.is_ascii_whitespace()))
        {
            return Err(Error::setting("account", "the organization's id or nothing", "an empty text"));
        }
        Ok(())
    }
}
