//! What a host can tell and do.

use std::fmt;

use crate::keyed::Keyed;
use crate::text::push_integer;

/// What a host can tell (events) and do (actions).
///
/// An adapter *declares* what its host can do at best; what is *effective* in a session is the same
/// table with unmet needs and live limits worked in.
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Capabilities {
    /// The host's name, as its adapter is called.
    pub host: String,
    /// By event kind, without prefix: `context.changed`.
    pub events: Keyed<Support>,
    /// By action kind: `message.send`.
    pub actions: Keyed<Support>,
}

impl Capabilities {
    /// An empty table.
    pub fn new(host: impl Into<String>) -> Self {
        Self { host: host.into(), ..Self::default() }
    }
}

/// How well a host supports one kind.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Support {
    /// How well.
    pub level: Level,
    /// Why not fully. Absent for `full`.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub reason: Option<String>,
    /// What to use in its stead.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub instead: Option<String>,
    /// What must be given for it to work: `api`, `interaction`, `screen:CHATS`.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub needs: Vec<String>,
    /// The limits that its data must keep.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub constraints: Vec<Constraint>,
}

impl Support {
    /// Support at a level, nothing more said.
    pub fn new(level: Level) -> Self {
        Self { level, reason: None, instead: None, needs: Vec::new(), constraints: Vec::new() }
    }
}

/// How well something is supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Level {
    /// Not at all.
    Unsupported,
    /// With a loss that the reason names.
    Degraded,
    /// As the model describes it.
    Full,
}

impl Level {
    /// The level's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unsupported => "unsupported",
            Self::Degraded => "degraded",
            Self::Full => "full",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A limit on one member of an action's data.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Constraint {
    /// The member's name.
    pub field: String,
    /// The least length or value allowed.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub min: Option<u64>,
    /// The greatest length or value allowed.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub max: Option<u64>,
    /// What `min` and `max` count.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub unit: Option<Unit>,
    /// The only values allowed.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub one_of: Vec<String>,
    /// The form the value must have, in words.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub form: Option<String>,
}

impl Constraint {
    /// A limit that says nothing yet.
    pub fn new(field: impl Into<String>) -> Self {
        Self { field: field.into(), min: None, max: None, unit: None, one_of: Vec::new(), form: None }
    }

    /// A limit on a text's length.
    pub fn length(field: impl Into<String>, min: u64, max: Option<u64>, unit: Unit) -> Self {
        Self { min: Some(min), max, unit: Some(unit), ..Self::new(field) }
    }

    /// A limit to given values.
    pub fn one_of(field: impl Into<String>, values: &[&str]) -> Self {
        Self { one_of: values.iter().map(|&value| value.to_owned()).collect(), ..Self::new(field) }
    }

    /// A limit to a form, told in words.
    pub fn form(field: impl Into<String>, form: impl Into<String>) -> Self {
        Self { form: Some(form.into()), ..Self::new(field) }
    }

    /// What it says, in words: as it is displayed.
    pub fn words(&self) -> String {
        let mut words = self.field.clone();
        if let Some(form) = &self.form {
            words.push_str(" must be ");
            words.push_str(form);
        }
        for (place, one) in self.one_of.iter().enumerate() {
            words.push_str(if place == 0 { " must be one of " } else { ", " });
            words.push_str(one);
        }
        let (before, between) = match (self.min, self.max) {
            (Some(_), Some(_)) => (" must have ", " to "),
            (Some(_), None) => (" must have at least ", ""),
            (None, Some(_)) => (" must have at most ", ""),
            (None, None) => return words,
        };
        words.push_str(before);
        for (length, behind) in [(self.min, between), (self.max, "")] {
            if let Some(length) = length {
                push_integer(&mut words, length as i64);
                words.push_str(behind);
            }
        }
        words.push(' ');
        words.push_str(self.unit.map_or("", Unit::noun));
        words
    }
}

impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words())
    }
}

/// What a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Unit {
    /// UTF-16 code units, as JavaScript's `length` counts.
    Utf16,
    /// Unicode characters.
    Chars,
    /// Bytes of UTF-8.
    Bytes,
}

impl Unit {
    /// How long a text is in this unit.
    pub fn length(self, text: &str) -> u64 {
        let length = match self {
            Self::Utf16 => text.encode_utf16().count(),
            Self::Chars => text.chars().count(),
            Self::Bytes => text.len(),
        };
        length as u64
    }

    const fn noun(self) -> &'static str {
        match self {
            Self::Utf16 => "UTF-16 units",
            Self::Chars => "characters",
            Self::Bytes => "bytes",
        }
    }
}
