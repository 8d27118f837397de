//! What has to be known of one customer's web1on1.

use onepane_core::Error;

/// The name of the host's global in the vendor's present guide; old pages say otherwise.
pub(crate) const GLOBAL: &str = "web1on1";

/// What has to be known of one customer's web1on1. Every setting has a default that is good enough to
/// try things out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Config {
    /// The organization, for the events' `source`. Absent: `-`, because no call and no answer names it.
    pub account: Option<String>,
    /// The name of the host's global on the page: what call targets begin with.
    pub global: String,
    /// Whether the chat is embedded in the page instead of floating over it; opening and closing do
    /// nothing then.
    pub embedded: bool,
    /// Whether forms can be taken down. The minus form of the text is documented for the vendor's
    /// messaging API, but not shown in the guide for pages.
    pub form_off: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self { account: None, global: GLOBAL.to_owned(), embedded: false, form_off: true }
    }
}

impl Config {
    /// Checks what can be checked without the host.
    ///
    /// # Errors
    ///
    /// When the global's name is none that a script could write.
    pub fn validate(&self) -> Result<(), Error> {
        if !is_name(&self.global) {
            return Err(Error::setting(
                "global",
                "the name of a JavaScript global, such as `web1on1`",
                "another text",
            ));
        }
        Ok(())
    }
}

/// Whether a text is an identifier, or several joined by dots: ASCII only, as call targets are.
pub(crate) fn is_name(text: &str) -> bool {
    text.split('.').all(|part| {
        let mut bytes = part.bytes();
        bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$'))
            && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$'))
    })
}
