//! Numbers that keep their digits.

use std::fmt;

use crate::json::Json;
use crate::record::{Kind, Leaf, Type, Value};

/// A number as the host wrote it: `4.20` stays `4.20`.
#[derive(Clone, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(transparent))]
pub struct Number(Json);

impl Number {
    /// The digits.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The nearest floating-point number.
    pub fn as_f64(&self) -> f64 {
        self.as_str().parse().unwrap_or(f64::NAN)
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(Json::from_text(value.to_string()))
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Value for Number {
    const TYPE: Type = Type::Plain(Kind::Number);

    fn from_leaf(leaf: Leaf<'_>) -> Option<Self> {
        match leaf {
            Leaf::Number(digits) => Some(Self(Json::from_text(digits))),
            Leaf::Integer(value) => Some(Self::from(value)),
            _ => None,
        }
    }

    fn push_json(&self, out: &mut String) {
        out.push_str(self.as_str());
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Number {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Json::deserialize(deserializer)?;
        match json.as_str().bytes().next() {
            Some(b'-' | b'0'..=b'9') => Ok(Self(json)),
            _ => Err(serde::de::Error::custom("expected a number")),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Number {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "number"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_write_themselves_as_they_are() {
        let mut out = String::new();
        Number(Json::from_text("4.20")).push_json(&mut out);
        out.push(' ');
        (-7_i64).push_json(&mut out);
        assert_eq!(out, "4.20 -7");
    }
}
