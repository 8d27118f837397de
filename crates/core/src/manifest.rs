//! The neutral manifest: what a widget is, before any host knows it.

use std::collections::BTreeMap;
use std::fmt;

use onepane_map::Corrupt;
use onepane_model::Json;

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
    #[cfg_attr(feature = "serde", serde(default))]
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

/// What an administrator sets when installing a widget.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(deny_unknown_fields))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Setting {
    /// The type of its values.
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
    pub kind: SettingKind,
    /// What it is until somebody sets it. Absent: nothing.
    #[cfg_attr(feature = "serde", serde(default))]
    pub default: Option<Json>,
    /// Whether somebody must set it.
    #[cfg_attr(feature = "serde", serde(default))]
    pub required: bool,
    /// What it is for.
    #[cfg_attr(feature = "serde", serde(default))]
    pub description: Option<String>,
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

/// Something that a check of a definition or a manifest has found.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// The rule, such as `17` or `url`.
    pub rule: String,
    /// JSON pointer to the culprit; empty for the document itself.
    pub pointer: String,
    /// What is wrong: expected and found.
    pub message: String,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// The host takes it; somebody should look.
    Warn,
    /// The host does not take it.
    Reject,
}

impl Finding {
    /// Something for which the host does not take the definition.
    pub fn reject(rule: impl Into<String>, pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Reject,
            rule: rule.into(),
            pointer: pointer.into(),
            message: message.into(),
        }
    }

    /// Something that the host takes, and that somebody should look at.
    pub fn warn(rule: impl Into<String>, pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warn, ..Self::reject(rule, pointer, message) }
    }

    /// A document that is no JSON: where it stops being any, by one-based line and column (characters).
    pub fn not_json(text: &str, error: &Corrupt) -> Self {
        let before = text.get(..error.offset.unwrap_or(0)).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        let Corrupt { expected, found, .. } = error;
        Self::reject("json", "", format!("line {line}, column {column}: expected {expected}, found {found}"))
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Warn => "warning",
            Severity::Reject => "error",
        };
        write!(f, "{severity} [{}] ", self.rule)?;
        if !self.pointer.is_empty() {
            write!(f, "{}: ", self.pointer)?;
        }
        f.write_str(&self.message)
    }
}

/// What a host needs to install a widget, and what was noticed while it was made.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Definition {
    /// The file or request body: JSON, or a snippet of code.
    pub text: String,
    /// What somebody should look at.
    pub warnings: Vec<Finding>,
}

impl Definition {
    /// A definition, and what was noticed.
    pub fn new(text: impl Into<String>, warnings: Vec<Finding>) -> Self {
        Self { text: text.into(), warnings }
    }
}

/// A reference to a setting in a URL: `{{settings.name}}` or `{{{settings.category.name}}}`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reference {
    /// The setting's category; absent in the spelling without one.
    pub category: Option<String>,
    /// The setting's name.
    pub name: String,
}

/// The references to settings in a text, in order, with where they stand.
pub fn references(text: &str) -> Vec<(std::ops::Range<usize>, Reference)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find("{{")).map(|at| at + from) {
        let braces = if text.get(start..).is_some_and(|rest| rest.starts_with("{{{")) { 3 } else { 2 };
        let close = if braces == 3 { "}}}" } else { "}}" };
        let inside = start + braces;
        let Some(end) = text.get(inside..).and_then(|rest| rest.find(close)).map(|at| at + inside) else {
            break;
        };
        let path = text.get(inside..end).unwrap_or("").trim();
        if let Some(path) = path.strip_prefix("settings.") {
            let reference = match path.split_once('.') {
                Some((category, name)) => {
                    Reference { category: Some(category.to_owned()), name: name.to_owned() }
                }
                None => Reference { category: None, name: path.to_owned() },
            };
            found.push((start..end + braces, reference));
        }
        from = end + braces;
    }
    found
}

/// Puts values in for the references to settings in a URL, percent-encoded; gives the names of those
/// for which `value` has none.
pub fn render(url: &str, value: &dyn Fn(&Reference) -> Option<String>) -> Result<String, Vec<Reference>> {
    let mut out = String::new();
    let mut from = 0;
    let mut undefined = Vec::new();
    for (range, reference) in references(url) {
        out.push_str(url.get(from..range.start).unwrap_or(""));
        match value(&reference) {
            Some(value) => push_encoded(&mut out, &value),
            None => undefined.push(reference),
        }
        from = range.end;
    }
    out.push_str(url.get(from..).unwrap_or(""));
    if undefined.is_empty() { Ok(out) } else { Err(undefined) }
}

/// Appends text as a URL component: everything but letters, digits and `-._~` is percent-encoded.
fn push_encoded(out: &mut String, text: &str) {
    use fmt::Write as _;
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            // Writing to a string does not fail.
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_of_a_reference_are_found() {
        let found =
            references("https://w.example/?a={{settings.store}}&b={{{settings.default.key}}}&c={{x}}");
        let names: Vec<_> = found
            .iter()
            .map(|(_, reference)| (reference.category.as_deref(), reference.name.as_str()))
            .collect();
        assert_eq!(names, [(None, "store"), (Some("default"), "key")]);
        assert!(references("{{settings.open").is_empty());
    }

    #[test]
    fn a_broken_document_is_told_by_line_and_column() {
        let text = "{\n  \"é\": ]}";
        let error = onepane_map::Index::parse(text).unwrap_err();
        let finding = Finding::not_json(text, &error);
        assert_eq!(
            finding.to_string(),
            "error [json] line 2, column 8: expected a value, found something else"
        );
    }

    #[test]
    fn values_are_encoded_and_undefined_ones_reported() {
        let value = |reference: &Reference| (reference.name == "store").then(|| "a b&c/é".to_owned());
        assert_eq!(
            render("https://w.example/?s={{settings.store}}#x", &value).unwrap(),
            "https://w.example/?s=a%20b%26c%2F%C3%A9#x"
        );
        let undefined = render("{{settings.nope}}", &value).unwrap_err();
        assert_eq!(undefined[0].name, "nope");
    }
}
