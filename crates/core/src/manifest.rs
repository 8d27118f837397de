//! The neutral manifest: what a widget is, before any host knows it.

mod check;
mod page;
mod template;

use std::collections::BTreeMap;
use std::fmt;

use onepane_model::Json;

use crate::secret::Secret;

pub use check::is_version;
pub use page::PageUrl;
pub use template::{Reference, references, render};

/// What a widget is, in the words of `widget.toml`.
///
/// From it each adapter builds what its host needs before it shows the widget at all.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Manifest {
    /// The widget's identity at every host: lower case words with dashes.
    pub name: String,
    /// What agents see.
    pub title: String,
    /// A semantic version.
    pub version: String,
    /// What it is for. Absent: nothing is said.
    #[cfg_attr(feature = "serde", serde(default))]
    pub description: Option<String>,
    /// Where the page is; may refer to settings as `{{settings.name}}`.
    pub url: String,
    /// The URL of an icon.
    #[cfg_attr(feature = "serde", serde(default))]
    pub icon: Option<String>,
    /// How large it would like to be.
    #[cfg_attr(feature = "serde", serde(default))]
    pub size: Option<Size>,
    /// What its frame may do, by the names of the Permissions Policy.
    #[cfg_attr(feature = "serde", serde(default))]
    pub permissions: Vec<String>,
    /// What an administrator sets when installing it, by name.
    #[cfg_attr(feature = "serde", serde(default))]
    pub settings: BTreeMap<String, Setting>,
    /// What only one host needs to know, by the host's name.
    #[cfg_attr(feature = "serde", serde(default, deserialize_with = "format::tables"))]
    pub hosts: BTreeMap<String, BTreeMap<String, Json>>,
}

/// How large a widget would like to be: CSS lengths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Size {
    /// Its width.
    #[cfg_attr(feature = "serde", serde(default))]
    pub width: Option<String>,
    /// Its height.
    #[cfg_attr(feature = "serde", serde(default))]
    pub height: Option<String>,
}

/// What an administrator sets when installing a widget. `Debug` hides the default of a secret.
#[derive(Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Setting {
    /// The type of its values.
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
    pub kind: SettingKind,
    /// What it is until somebody sets it. Absent: nothing.
    #[cfg_attr(feature = "serde", serde(default, deserialize_with = "format::value"))]
    pub default: Option<Json>,
    /// Whether somebody must set it.
    #[cfg_attr(feature = "serde", serde(default))]
    pub required: bool,
    /// What it is for.
    #[cfg_attr(feature = "serde", serde(default))]
    pub description: Option<String>,
}

impl fmt::Debug for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hidden = Some(Json::from_text(format!("\"{}\"", Secret::HIDDEN)));
        let default = match self.kind {
            SettingKind::Secret if self.default.is_some() => &hidden,
            _ => &self.default,
        };
        f.debug_struct("Setting")
            .field("kind", &self.kind)
            .field("default", default)
            .field("required", &self.required)
            .field("description", &self.description)
            .finish()
    }
}

/// The type of a setting's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(rename_all = "lowercase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum SettingKind {
    /// Text.
    String,
    /// A number.
    Number,
    /// Yes or no.
    Boolean,
    /// Text that nobody may read back.
    Secret,
}

impl SettingKind {
    /// The type's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Secret => "secret",
        }
    }
}

/// `Json` keeps JSON text as it is and so reads JSON only; a manifest is TOML.
#[cfg(feature = "serde")]
mod format {
    use std::collections::BTreeMap;

    use onepane_model::Json;
    use serde::{Deserialize, Deserializer};
    use serde_json::Value;

    pub(super) fn value<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Json>, D::Error> {
        Value::deserialize(deserializer).map(|value| Some(Json::from(value)))
    }

    type Tables<T> = BTreeMap<String, BTreeMap<String, T>>;

    pub(super) fn tables<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Tables<Json>, D::Error> {
        let values = |table: BTreeMap<String, Value>| {
            table.into_iter().map(|(key, value)| (key, Json::from(value))).collect()
        };
        let tables = Tables::<Value>::deserialize(deserializer)?;
        Ok(tables.into_iter().map(|(host, table)| (host, values(table))).collect())
    }
}
