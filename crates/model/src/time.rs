//! A moment, as the neutral model writes it.

use std::fmt;
use std::str::FromStr;

use crate::record::{Kind, Leaf, Value};

/// A moment in UTC, written as RFC 3339 (`2026-02-11T20:43:25Z`).
///
/// Fractions of a second appear only as far as they are not zero, up to nanoseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(jiff::Timestamp);

impl Time {
    /// The moment this many milliseconds after the Unix epoch; `None` outside the years -9999 to 9999.
    pub fn from_millis(millis: i64) -> Option<Self> {
        jiff::Timestamp::from_millisecond(millis).ok().map(Self)
    }

    /// The moment this many nanoseconds after the Unix epoch; `None` outside the years -9999 to 9999.
    pub fn from_nanos(nanos: i128) -> Option<Self> {
        jiff::Timestamp::from_nanosecond(nanos).ok().map(Self)
    }

    /// Milliseconds since the Unix epoch, smaller fractions cut off.
    pub fn as_millis(self) -> i64 {
        self.0.as_millisecond()
    }

    /// Nanoseconds since the Unix epoch.
    pub fn as_nanos(self) -> i128 {
        self.0.as_nanosecond()
    }

    /// Writes it with exactly this many digits after the decimal point (0 to 9).
    pub fn display_with_precision(self, digits: u8) -> impl fmt::Display {
        struct Fixed(jiff::Timestamp, u8);
        impl fmt::Display for Fixed {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:.*}", usize::from(self.1), self.0)
            }
        }
        Fixed(self.0, digits)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Text that is no RFC 3339 time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParseTimeError;

impl fmt::Display for ParseTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected an RFC 3339 time such as 2026-02-11T20:43:25Z")
    }
}

impl std::error::Error for ParseTimeError {}

impl FromStr for Time {
    type Err = ParseTimeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self).map_err(|_| ParseTimeError)
    }
}

impl Value for Time {
    const KIND: Kind = Kind::Time;

    fn from_leaf(leaf: Leaf<'_>) -> Option<Self> {
        match leaf {
            Leaf::Time(time) => Some(time),
            Leaf::Text(text) => text.to_cow().parse().ok(),
            _ => None,
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Time {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Time {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Time {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Time".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "format": "date-time"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_appear_only_where_there_are_any() {
        let at = |millis| Time::from_millis(millis).unwrap().to_string();
        assert_eq!(at(1_770_000_000_000), "2026-02-02T02:40:00Z");
        assert_eq!(at(1_770_000_000_120), "2026-02-02T02:40:00.12Z");
        assert_eq!(at(-1), "1969-12-31T23:59:59.999Z");
    }

    #[test]
    fn precision_can_be_fixed() {
        let time = Time::from_millis(1_770_000_000_120).unwrap();
        assert_eq!(time.display_with_precision(3).to_string(), "2026-02-02T02:40:00.120Z");
        assert_eq!(time.display_with_precision(0).to_string(), "2026-02-02T02:40:00Z");
    }

    #[test]
    fn other_offsets_become_utc() {
        assert_eq!("2026-02-02T03:40:00+01:00".parse::<Time>().unwrap().as_millis(), 1_770_000_000_000);
        assert!("yesterday".parse::<Time>().is_err());
    }
}
