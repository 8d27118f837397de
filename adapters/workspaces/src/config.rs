//! What has to be known of one customer's Workspaces.

use onepane_core::Error;

/// What has to be known of one customer's Workspaces. Every setting has a default that is good enough to
/// try things out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Config {
    /// The tenant, for the events' `source`. Absent: what a frame says, else `-`.
    pub account: Option<String>,
    /// Which generation of the host it is.
    pub dialect: Dialect,
    /// The number that is shown to those who are called by a transfer (AXP). Absent: none is given, and
    /// the host chooses.
    pub caller_id: Option<String>,
}

/// A generation of the host.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Dialect {
    /// AXP and AXP Connect: a custom element, one file. A host with `window.WS.widgetAPI` is this one.
    #[default]
    Axp,
    /// Oceana and Elite 3.x: an AngularJS directive into which `WidgetAPI` is injected.
    V3,
}

impl Dialect {
    /// The name in settings.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Axp => "axp",
            Self::V3 => "3x",
        }
    }
}

impl std::str::FromStr for Dialect {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        [Self::Axp, Self::V3].into_iter().find(|dialect| dialect.as_str() == name).ok_or(Error::setting(
            "dialect",
            "`axp` or `3x`",
            "another word",
        ))
    }
}

impl Config {
    /// Checks what can be checked without the host.
    ///
    /// # Errors
    ///
    /// When a setting that is given is empty, or belongs to the other generation.
    pub fn validate(&self) -> Result<(), Error> {
        let error = |setting, expected, found| Err(Error::setting(setting, expected, found));
        if self
            .account
            .as_deref()
            .is_some_and(|account| account.bytes().all(|byte| byte.is_ascii_whitespace()))
        {
            return error("account", "the tenant's id", "an empty text");
        }
        match self.caller_id.as_deref() {
            Some(number) if number.bytes().all(|byte| byte.is_ascii_whitespace()) => {
                error("caller_id", "a number", "an empty text")
            }
            Some(_) if self.dialect == Dialect::V3 => {
                error("caller_id", "none: 3.x takes no number with a transfer", "a text")
            }
            _ => Ok(()),
        }
    }
}
