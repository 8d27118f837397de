//! JSON objects read without forgiveness: no member twice, no deep nesting.
//!
//! `serde_json::Value` keeps the last of two equal members, other readers the first. A token that two readers
//! understand differently is an attack, so here it is an error, at any depth. Nesting is bounded well below the
//! depth at which a recursive reader of ours or of a caller could run out of stack.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Objects and arrays inside one another, the outermost object included.
pub(crate) const MAX_DEPTH: usize = 16;

/// What keeps a text from being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// No JSON, JSON followed by something, or JSON that is no object.
    NotAnObject,
    /// A member that occurs twice in one object.
    Duplicate,
    /// More than [`MAX_DEPTH`] levels.
    TooDeep,
}

/// Reads one JSON object that fills the text.
pub(crate) fn parse_object(text: &[u8]) -> Result<Map<String, Value>, Flaw> {
    let flaw = Cell::new(Flaw::NotAnObject);
    let mut reader = serde_json::Deserializer::from_slice(text);
    let value = Strict { depth: 0, flaw: &flaw }.deserialize(&mut reader).map_err(|_| flaw.get())?;
    reader.end().map_err(|_| Flaw::NotAnObject)?;
    match value {
        Value::Object(object) => Ok(object),
        _ => Err(Flaw::NotAnObject),
    }
}

/// The flaw travels beside serde's error, which has room for text only.
#[derive(Clone, Copy)]
struct Strict<'a> {
    depth: usize,
    flaw: &'a Cell<Flaw>,
}

impl Strict<'_> {
    fn fail<E: serde::de::Error>(self, flaw: Flaw) -> E {
        self.flaw.set(flaw);
        E::custom("refused")
    }

    fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
        if self.depth == MAX_DEPTH {
            return Err(self.fail(Flaw::TooDeep));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a json value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut values = Vec::new();
        while let Some(value) = seq.next_element_seed(inner)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut members = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            if members.contains_key(&name) {
                return Err(self.fail(Flaw::Duplicate));
            }
            members.insert(name, map.next_value_seed(inner)?);
        }
        Ok(Value::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_keeps_every_kind_of_value() {
        let text = r#" {"a":[1,-2,2.5,true,null,"x",{"b":{}}],"\u0063":18446744073709551615} "#;
        let expected: Value = serde_json::from_str(text).unwrap();
        assert_eq!(parse_object(text.as_bytes()).map(Value::Object), Ok(expected));
    }

    #[test]
    fn flaws_are_told_apart() {
        let nested =
            |levels: usize| format!("{}{}", r#"{"a":"#.repeat(levels - 1) + "{}", "}".repeat(levels - 1));
        let table = [
            (r#"{"a":1,"a":1}"#.to_owned(), Flaw::Duplicate),
            (r#"{"a":1,"\u0061":2}"#.to_owned(), Flaw::Duplicate),
            (r#"{"x":[{"a":1,"a":2}]}"#.to_owned(), Flaw::Duplicate),
            (nested(MAX_DEPTH + 1), Flaw::TooDeep),
            (format!(r#"{{"a":{}"#, "[".repeat(100_000)), Flaw::TooDeep),
            ("[]".to_owned(), Flaw::NotAnObject),
            ("".to_owned(), Flaw::NotAnObject),
            ("{} {}".to_owned(), Flaw::NotAnObject),
            ("{}x".to_owned(), Flaw::NotAnObject),
            ("\u{feff}{}".to_owned(), Flaw::NotAnObject),
            (r#"{"a":1,}"#.to_owned(), Flaw::NotAnObject),
            (r#"{"a":NaN}"#.to_owned(), Flaw::NotAnObject),
            (r#"{a:1}"#.to_owned(), Flaw::NotAnObject),
        ];
        for (text, flaw) in table {
            assert_eq!(parse_object(text.as_bytes()), Err(flaw), "{:.60}", text);
        }
        assert!(parse_object(nested(MAX_DEPTH).as_bytes()).is_ok());
        assert_eq!(parse_object(b"{\"a\":\"\xff\"}"), Err(Flaw::NotAnObject));
    }
}
