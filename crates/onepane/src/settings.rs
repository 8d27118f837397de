//! Settings: what an adapter has to know of one customer's host.

mod json;

use onepane_core::Secret;
use onepane_map::Corrupt;

/// What an adapter has to know of one customer's host, for all hosts in one form: the content of a
/// `--config` file. Each setting has a default that is good enough to try things out; a setting that a
/// host has no use for is ignored by it.
///
/// ```
/// # #[cfg(feature = "toml")] {
/// let settings = onepane::Settings::from_toml(r#"
///     account = "3"
///     widget_name = "order-desk"
///     [api]
///     enabled = true
/// "#)?;
/// assert!(settings.api.enabled);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "toml", derive(serde::Deserialize), serde(default, deny_unknown_fields))]
#[non_exhaustive]
pub struct Settings {
    /// The host account, for the events' `source`. Absent: what a frame tells, else `-`.
    pub account: Option<String>,
    /// The name under which the widget is registered at the host.
    pub widget_name: Option<String>,
    /// The origins from which messages are believed.
    pub origins: Vec<String>,
    /// The origins from which a simulated console takes actions, such as `*.example.com`. Empty: from everywhere.
    pub allowed_domains: Vec<String>,
    /// The screen the widget stands on until the host tells. Absent: an action's own is assumed.
    pub screen: Option<String>,
    /// What a white-label build of the host calls its request: on Chatwoot what the request begins with, on
    /// web1on1 the global that the calls go to.
    pub request_prefix: Option<String>,
    /// The number that is shown to those who are called by a transfer. Absent: the host chooses.
    pub caller_id: Option<String>,
    /// Access to the host's HTTP API, through the app's own backend.
    pub api: Api,
    /// Which generation of the host's protocol is spoken, on hosts that have several: on Botmaker
    /// `widget-name` (default) or `widget-id`, on Workspaces `axp` (default) or `3x`.
    pub dialect: Option<String>,
    /// Whether the host's panel is embedded in the page.
    pub embedded: bool,
    /// Whether the widget answers, by `event.reply`, the events for which a host waits. Where not, the host is
    /// not asked to wait.
    pub hooks: bool,
    /// Settings of adapters that onepane does not ship, by their names. Some may be keys, so none is printed.
    #[cfg_attr(feature = "toml", serde(deserialize_with = "by_name"))]
    pub extra: Vec<(String, Secret)>,
    /// Whether no answer of the host can come.
    #[cfg_attr(feature = "toml", serde(skip))]
    pub(crate) unanswered: bool,
}

/// Access to a host's HTTP API.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "toml", derive(serde::Deserialize), serde(default, deny_unknown_fields))]
#[non_exhaustive]
pub struct Api {
    /// Whether the app's backend can make requests.
    pub enabled: bool,
    /// The account whose API it is. Absent: the one that the host's frames name.
    pub account: Option<String>,
}

impl Settings {
    /// Reads settings from JSON: an object with the same members.
    ///
    /// # Errors
    ///
    /// When the text is no JSON, or a setting is unknown or has the wrong type; says where.
    ///
    /// ```
    /// let settings = onepane::Settings::from_json(r#"{"account":"3","api":{"enabled":true}}"#)?;
    /// assert!(settings.api.enabled);
    /// let error = onepane::Settings::from_json(r#"{"api":{"enabled":1}}"#).unwrap_err();
    /// assert_eq!(error.to_string(), "/api/enabled: expected a boolean, found a number");
    /// # Ok::<(), onepane::map::Corrupt>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, Corrupt> {
        json::read(text)
    }

    /// Reads settings from TOML.
    ///
    /// # Errors
    ///
    /// When the text is no TOML, or a setting is unknown or has the wrong type; says where.
    #[cfg(feature = "toml")]
    pub fn from_toml(text: &str) -> Result<Self, SettingsError> {
        toml::from_str(text).map_err(|error| {
            // `Display` of the error quotes the line, in which there may be a key.
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            SettingsError { line: before.matches('\n').count() + 1, message: error.message().to_owned() }
        })
    }

    /// The same where no answer of the host can come, as when actions are only written down: what must
    /// be read before it can be changed is refused then.
    #[must_use]
    pub fn without_answers(mut self) -> Self {
        self.unanswered = true;
        self
    }
}

/// A table, in the order of its names.
#[cfg(feature = "toml")]
fn by_name<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<(String, Secret)>, D::Error> {
    let table: std::collections::BTreeMap<_, _> = serde::Deserialize::deserialize(deserializer)?;
    Ok(table.into_iter().collect())
}

/// Settings that cannot be read.
#[cfg(feature = "toml")]
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct SettingsError {
    /// One-based.
    line: usize,
    message: String,
}

#[cfg(all(test, feature = "toml"))]
mod tests {
    use super::*;

    #[test]
    fn errors_say_where_and_quote_no_line() {
        for (text, error) in [
            ("a = 1\n\nscreen = \"SECRET", "line 3: invalid basic string, expected `\"`"),
            (
                "embedded = true\napi = { token = \"SECRET\" }",
                "line 2: unknown field `token`, expected `enabled` or `account`",
            ),
            ("[extra]\nkey = 48151623", "line 2: expected a secret as text, found a number"),
        ] {
            assert_eq!(Settings::from_toml(text).unwrap_err().to_string(), error);
        }
        let settings = Settings::from_toml("[extra]\nkey = \"SECRET\"").unwrap();
        assert_eq!(settings.extra[0].0, "key");
        assert_eq!(settings.extra[0].1.expose(), "SECRET");
        assert!(!format!("{settings:?}").contains("SECRET"));
    }
}
