//! JSON values that are carried, not understood.

use std::borrow::Cow;
use std::fmt;

#[cfg(feature = "serde")]
use crate::keyed::Keyed;
use crate::record::{Kind, Leaf, Type, Value};
use crate::text::{push_integer, push_literal};

/// Any JSON value, kept as its text.
///
/// Digits, escapes and the order of keys stay as they were written, so that what only passes through
/// arrives unharmed. Two are equal when they mean the same.
#[derive(Clone)]
pub struct Json(Box<str>);

impl Json {
    /// Takes text that the caller knows to be one well-formed JSON value.
    pub fn from_text(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    /// The value `null`.
    pub fn null() -> Self {
        Self::from_text("null")
    }

    /// A string.
    pub fn string(text: &str) -> Self {
        let mut out = String::with_capacity(text.len() + 2);
        push_literal(&mut out, text);
        Self(out.into())
    }

    /// The JSON text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        &*self.0 == "null"
    }

    /// The characters, where the value is a string.
    pub fn as_text(&self) -> Option<Cow<'_, str>> {
        let inside = self.0.strip_prefix('"')?.strip_suffix('"')?;
        Some(crate::text::Text::from_raw(inside).to_cow())
    }

    /// The value as a type of yours.
    ///
    /// # Errors
    ///
    /// When the JSON text does not fit the type.
    #[cfg(feature = "serde")]
    pub fn parse_as<'a, T: serde::Deserialize<'a>>(&'a self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.0)
    }

    /// The value as a [`serde_json::Value`], with what that type cannot hold made to fit: half of a
    /// surrogate pair becomes U+FFFD, a number out of range becomes a string of its digits.
    #[cfg(feature = "serde")]
    pub fn to_value(&self) -> serde_json::Value {
        serde_json::from_str(&self.0).unwrap_or_else(|_| serde_json::Value::String(self.0.to_string()))
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Default for Json {
    fn default() -> Self {
        Self::null()
    }
}

impl PartialEq for Json {
    #[cfg(feature = "serde")]
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
            || matches!(
                (serde_json::from_str::<serde_json::Value>(&self.0), serde_json::from_str::<serde_json::Value>(&other.0)),
                (Ok(mine), Ok(theirs)) if mine == theirs
            )
    }

    #[cfg(not(feature = "serde"))]
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl Value for Json {
    const TYPE: Type = Type::Plain(Kind::Json);

    fn from_leaf(leaf: Leaf<'_>) -> Option<Self> {
        let mut text = String::new();
        match leaf {
            Leaf::Json(json) | Leaf::Number(json) => return Some(Self(json.into())),
            Leaf::Text(inside) => {
                text.reserve_exact(inside.raw().len() + 2);
                text.push('"');
                text.push_str(inside.raw());
                text.push('"');
            }
            Leaf::Integer(value) => push_integer(&mut text, value),
            Leaf::Bool(value) => text.push_str(if value { "true" } else { "false" }),
            Leaf::Time(time) => time.push_json(&mut text),
            Leaf::Null => text.push_str("null"),
        }
        Some(Self(text.into()))
    }

    fn push_json(&self, out: &mut String) {
        out.push_str(&self.0);
    }
}

#[cfg(feature = "serde")]
impl From<serde_json::Value> for Json {
    fn from(value: serde_json::Value) -> Self {
        Self(value.to_string().into())
    }
}

/// Text that is no JSON value.
#[cfg(feature = "serde")]
impl std::str::FromStr for Json {
    type Err = serde_json::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        serde_json::from_str(text)
    }
}

// Written as a plain value wherever serde can express it exactly, so that any serializer (a snapshot,
// say) shows it as what it is; only what serde cannot hold goes out as raw text.
#[cfg(feature = "serde")]
impl serde::Serialize for Json {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match serde_json::from_str::<serde_json::Value>(&self.0) {
            Ok(value) if *self.0 == *value.to_string() => value.serialize(serializer),
            _ => match serde_json::value::RawValue::from_string(self.0.to_string()) {
                Ok(raw) => raw.serialize(serializer),
                Err(error) => Err(serde::ser::Error::custom(error)),
            },
        }
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Json {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<serde_json::value::RawValue>::deserialize(deserializer)?;
        Ok(Self(String::from(Box::<str>::from(raw)).into()))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Json {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Json".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        true.into()
    }
}

/// What only the host knows about a record: one JSON object, under the host's own keys.
///
/// A key of the host that begins with `$` carries one `$` more here; keys with a single `$` are notes
/// of the translation itself, without which the host's frame could not be rebuilt exactly.
#[derive(Clone, Default)]
pub struct Extra(Option<Box<str>>);

impl Extra {
    /// Takes text that the caller knows to be one well-formed JSON object.
    pub fn from_text(object: &str) -> Self {
        Self((object != "{}").then(|| object.into()))
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// The JSON text of the object; `{}` when there is nothing in it.
    pub fn as_str(&self) -> &str {
        self.0.as_deref().unwrap_or("{}")
    }

    /// The value under a key of the host.
    #[cfg(feature = "serde")]
    pub fn get(&self, key: &str) -> Option<Json> {
        self.members().remove(key)
    }

    /// Puts a value under a key of the host.
    #[cfg(feature = "serde")]
    pub fn insert(&mut self, key: &str, value: Json) {
        let mut members = self.members();
        members.insert(key.to_owned(), value);
        self.set(&members);
    }

    /// Takes the value under a key of the host out.
    #[cfg(feature = "serde")]
    pub fn remove(&mut self, key: &str) -> Option<Json> {
        let mut members = self.members();
        let removed = members.remove(key);
        self.set(&members);
        removed
    }

    /// Everything in it, by the keys as they stand in neutral JSON.
    #[cfg(feature = "serde")]
    pub fn members(&self) -> Keyed<Json> {
        serde_json::from_str(self.as_str()).unwrap_or_default()
    }

    #[cfg(feature = "serde")]
    fn set(&mut self, members: &Keyed<Json>) {
        self.0 = None;
        if !members.is_empty() {
            let mut out = String::from("{");
            for (key, value) in members {
                if out.len() > 1 {
                    out.push(',');
                }
                push_literal(&mut out, key);
                out.push(':');
                out.push_str(value.as_str());
            }
            out.push('}');
            self.0 = Some(out.into());
        }
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || Json::from_text(self.as_str()) == Json::from_text(other.as_str())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Extra {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Json::from_text(self.as_str()).serialize(serializer)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Extra {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Json::deserialize(deserializer)?;
        if json.as_str().starts_with('{') {
            Ok(Self::from_text(json.as_str()))
        } else {
            Err(serde::de::Error::custom("expected an object"))
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Extra {
    fn schema_name() -> Cow<'static, str> {
        "Extra".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "description": "What only the host knows, under the host's own keys. A host key that begins with `$` carries one more."
        })
    }
}

#[cfg(test)]
#[cfg(feature = "serde")]
mod tests {
    use super::*;

    #[test]
    fn what_serde_cannot_hold_still_passes() {
        for text in [r#"{"a":"\ud83d"}"#, "1e999", "123456789012345678901234567890", "[1.0,-0]"] {
            let json: Json = text.parse().unwrap();
            assert_eq!(serde_json::to_string(&json).unwrap(), text);
        }
    }

    #[test]
    fn equality_looks_at_the_meaning() {
        assert_eq!(Json::from_text(r#"{"a":1, "b":2}"#), Json::from_text(r#"{"b":2,"a":1}"#));
        assert_ne!(Json::from_text("1"), Json::from_text("2"));
    }

    #[test]
    fn extra_can_be_edited() {
        let mut extra = Extra::default();
        extra.insert("plan", Json::string("gold"));
        assert_eq!(extra.as_str(), r#"{"plan":"gold"}"#);
        assert_eq!(extra.get("plan"), Some(Json::string("gold")));
        assert_eq!(extra.remove("plan"), Some(Json::string("gold")));
        assert!(extra.is_empty());
    }
}
