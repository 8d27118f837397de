//! What has to be known of one customer's Botmaker.

use onepane_core::Error;

/// What has to be known of one customer's Botmaker. Every setting has a default that is good enough to
/// try things out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Config {
    /// The business, for the events' `source`. Absent: `-`, because no message names it.
    pub account: Option<String>,
    /// The name under which the widget is registered; the host refuses actions under another.
    pub widget_name: String,
    /// The screen the widget stands on until an event tells. Absent: an action's own screen is assumed.
    pub screen: Option<String>,
    /// The console's origin, to which actions are posted. Absent: to any, as the vendor's samples do.
    pub target_origin: Option<String>,
    /// How the widget names itself in actions.
    pub dialect: Dialect,
}

/// How the widget names itself in actions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Dialect {
    /// `widgetName`.
    #[default]
    Current,
    /// `widgetName` and, for hosts before the first published guide, `widgetId` too.
    WidgetId,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            account: None,
            widget_name: "widget".to_owned(),
            screen: None,
            target_origin: None,
            dialect: Dialect::Current,
        }
    }
}

impl Config {
    /// Checks what can be checked without the host.
    ///
    /// # Errors
    ///
    /// When the widget has no name.
    pub fn validate(&self) -> Result<(), Error> {
        if self.widget_name.bytes().all(|byte| byte.is_ascii_whitespace()) {
            return Err(Error::setting(
                "widget_name",
                "the name under which the widget is registered",
                "an empty text",
            ));
        }
        Ok(())
    }
}
