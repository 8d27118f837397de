//! What has to be known of one customer's __Title__.

use onepane_core::Error;

/// What has to be known of one customer's __Title__. Every setting has a default that is good enough to try
/// things out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Config {
    /// The customer's account at the host, for the events' `source`. Absent: `-`.
    pub account: Option<String>,
    /// The console's origin, to which actions are posted. Absent: to any.
    pub target_origin: Option<String>,
}

impl Config {
    /// Checks what can be checked without the host.
    ///
    /// # Errors
    ///
    /// When a setting is there and says nothing.
    pub fn validate(&self) -> Result<(), Error> {
        let empty = |setting: &Option<String>| setting.as_deref().is_some_and(|text| text.trim().is_empty());
        if empty(&self.account) {
            return Err(Error::setting("account", "the account's name or nothing", "an empty text"));
        }
        if empty(&self.target_origin) {
            return Err(Error::setting(
                "target_origin",
                "an origin such as https://console.example.com, or nothing",
                "an empty text",
            ));
        }
        Ok(())
    }
}
