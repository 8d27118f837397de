//! A moment, as the neutral model writes it.

mod civil;

use std::fmt;
use std::str::FromStr;

use crate::record::{Kind, Leaf, Type, Value};

/// A moment in UTC, written as RFC 3339 (`2026-02-11T20:43:25Z`).
///
/// Fractions of a second appear only as far as they are not zero, up to nanoseconds.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    /// Seconds since the Unix epoch, rounded down.
    second: i64,
    /// Nanoseconds after that second.
    nano: u32,
}

const NANOS: i128 = 1_000_000_000;
/// The first and the last second: those of which the date has a year of four digits at every place on Earth.
const SECONDS: std::ops::RangeInclusive<i64> = -377_705_023_201..=253_402_207_200;

impl Time {
    /// The moment this many milliseconds after the Unix epoch; `None` outside the years -9999 to 9999.
    pub fn from_millis(millis: i64) -> Option<Self> {
        let nano = u32::try_from(millis.rem_euclid(1000)).ok()? * 1_000_000;
        Self::new(millis.div_euclid(1000), nano)
    }

    /// The moment this many nanoseconds after the Unix epoch; `None` outside the years -9999 to 9999.
    pub fn from_nanos(nanos: i128) -> Option<Self> {
        let nano = u32::try_from(nanos.rem_euclid(NANOS)).ok()?;
        Self::new(i64::try_from(nanos.div_euclid(NANOS)).ok()?, nano)
    }

    /// The moment this many seconds after the Unix epoch and nanoseconds after that; `None` outside the years -9999 to
    /// 9999, and for nanoseconds that are a second or more.
    pub fn from_unix(second: i64, nano: u32) -> Option<Self> {
        Self::new(second, nano).filter(|_| nano < 1_000_000_000)
    }

    /// Seconds since the Unix epoch, rounded down, and nanoseconds after them.
    pub fn unix(self) -> (i64, u32) {
        (self.second, self.nano)
    }

    fn new(second: i64, nano: u32) -> Option<Self> {
        // The last second ends with its first nanosecond.
        let is_over = second == *SECONDS.end() && nano > 0;
        (SECONDS.contains(&second) && !is_over).then_some(Self { second, nano })
    }

    /// Milliseconds since the Unix epoch, smaller fractions cut off.
    pub fn as_millis(self) -> i64 {
        let millis = self.second * 1000 + i64::from(self.nano / 1_000_000);
        let is_cut = self.second < 0 && !self.nano.is_multiple_of(1_000_000);
        millis + i64::from(is_cut)
    }

    /// Nanoseconds since the Unix epoch.
    pub fn as_nanos(self) -> i128 {
        i128::from(self.second) * NANOS + i128::from(self.nano)
    }

    /// Appends it as it is displayed.
    pub fn push_into(self, out: &mut String) {
        out.push_str(self.written(None).as_str());
    }

    /// Appends it with exactly this many digits after the decimal point (0 to 9), the rest cut off.
    pub fn push_with_precision(self, out: &mut String, digits: u8) {
        out.push_str(self.written(Some(digits)).as_str());
    }

    /// Appends the moment of a text with this many digits after the decimal point, or as it is displayed; and tells how many
    /// it had. Only of a text that is written just so, with some number of digits: `None`, and nothing appended, for any
    /// other, be it a moment or not.
    ///
    /// The same as reading and writing it, in a sixth of the time.
    pub fn respell(text: &str, digits: Option<u8>, out: &mut String) -> Option<u8> {
        let (second, fraction) = civil::respelled(text)?;
        out.push_str(second);
        let shown = digits.map_or(fraction.trim_end_matches('0').len(), |digits| usize::from(digits).min(9));
        if shown > 0 {
            out.push('.');
            out.push_str(fraction.get(..shown).unwrap_or(fraction));
            (fraction.len()..shown).for_each(|_| out.push('0'));
        }
        out.push('Z');
        u8::try_from(fraction.len()).ok()
    }

    fn written(self, digits: Option<u8>) -> civil::Written {
        civil::Written::new(self.second, self.nano, digits)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.written(None).as_str())
    }
}

impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Time({self})")
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
        civil::parse(text).and_then(|(second, nano)| Self::new(second, nano)).ok_or(ParseTimeError)
    }
}

impl Value for Time {
    const TYPE: Type = Type::Plain(Kind::Time);

    fn from_leaf(leaf: Leaf<'_>) -> Option<Self> {
        match leaf {
            Leaf::Time(time) => Some(time),
            Leaf::Text(text) => text.to_cow().parse().ok(),
            _ => None,
        }
    }

    fn push_json(&self, out: &mut String) {
        out.push('"');
        self.push_into(out);
        out.push('"');
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
        let fixed = |digits| {
            let mut out = String::new();
            time.push_with_precision(&mut out, digits);
            out
        };
        assert_eq!(fixed(3), "2026-02-02T02:40:00.120Z");
        assert_eq!(fixed(0), "2026-02-02T02:40:00Z");
    }

    #[test]
    fn other_offsets_become_utc() {
        assert_eq!("2026-02-02T03:40:00+01:00".parse::<Time>().unwrap().as_millis(), 1_770_000_000_000);
        assert!("yesterday".parse::<Time>().is_err());
    }

    #[test]
    fn the_years_end() {
        for second in [*SECONDS.start(), *SECONDS.end()] {
            let time = Time::from_millis(second * 1000).unwrap();
            assert_eq!(time.to_string().parse(), Ok(time));
            assert_eq!(time.to_string(), jiff::Timestamp::from_second(second).unwrap().to_string());
        }
        assert_eq!(Time::from_millis((*SECONDS.start() - 1) * 1000), None);
        assert_eq!(Time::from_millis(*SECONDS.end() * 1000 + 1), None);
    }

    #[test]
    fn debug_shows_the_moment() {
        assert_eq!(format!("{:?}", Time::default()), "Time(1970-01-01T00:00:00Z)");
    }

    #[test]
    fn what_we_write_is_spelled_anew() {
        for (text, digits, had, spelled) in [
            ("2026-02-02T02:40:00.120Z", None, 3, "2026-02-02T02:40:00.12Z"),
            ("2026-02-02T02:40:00.000Z", None, 3, "2026-02-02T02:40:00Z"),
            ("2026-02-02T02:40:00Z", Some(3), 0, "2026-02-02T02:40:00.000Z"),
            ("2026-02-02T02:40:00.12Z", Some(3), 2, "2026-02-02T02:40:00.120Z"),
            ("2024-02-29T23:59:59.123456789Z", Some(0), 9, "2024-02-29T23:59:59Z"),
            ("0000-02-29T00:00:00Z", None, 0, "0000-02-29T00:00:00Z"),
            ("9999-12-30T21:59:59.9Z", None, 1, "9999-12-30T21:59:59.9Z"),
        ] {
            let mut out = String::from("at ");
            assert_eq!(Time::respell(text, digits, &mut out), Some(had));
            assert_eq!(out, format!("at {spelled}"));
        }
    }

    #[test]
    fn what_others_write_is_not() {
        for text in [
            "2026-02-02T02:40:00+00:00",
            "2026-02-02T02:40:00.Z",
            "2026-02-02T02:40:00.1234567890Z",
            "2026-02-02T02:40:60Z",
            "2026-02-02T24:40:00Z",
            "2026-02-02T02:60:00Z",
            "2026-02-02t02:40:00Z",
            "2026-02-02T02:40:00z",
            "2026-02-02 02:40:00Z",
            "2026-02-29T02:40:00Z",
            "2100-02-29T02:40:00Z",
            "2026-04-31T02:40:00Z",
            "2026-00-10T02:40:00Z",
            "2026-13-10T02:40:00Z",
            "2026-01-00T02:40:00Z",
            "2026-02-02T02:40Z",
            "2026-02-02",
            "-002026-02-02T02:40:00Z",
            "2026-02-02T02:40:0:Z",
            "9999-12-30T22:00:00.5Z",
            "9999-12-31T00:00:00Z",
            "2026-02-02T02:40:00.1é",
            "",
        ] {
            let mut out = String::new();
            assert_eq!((Time::respell(text, None, &mut out), out.as_str()), (None, ""), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_text_is_spelled_anew_as_it_is_read_and_written(
            text in "[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]([.][0-9]{1,9})?Z",
            digits in proptest::option::of(0_u8..=9),
        ) {
            let mut out = String::new();
            if let Some(had) = Time::respell(&text, digits, &mut out) {
                let time: Time = text.parse().unwrap();
                assert_eq!(out, time.written(digits).as_str());
                assert_eq!(text, time.written(Some(had)).as_str());
            } else if let Ok(time) = text.parse::<Time>() {
                assert!(!(0..=9).any(|digits| time.written(Some(digits)).as_str() == text), "{text}");
            }
        }

        #[test]
        fn every_moment_is_written_and_read_as_a_library_of_dates_does(
            nanos in proptest::prop_oneof![
                -377_705_023_201_000_000_000_i128..=253_402_207_200_000_000_000,
                -2_000_000_000_i128..2_000_000_000,
            ],
            digits in 0_u8..=9,
            hours in -23_i64..=23,
        ) {
            let (time, theirs) = (Time::from_nanos(nanos).unwrap(), jiff::Timestamp::from_nanosecond(nanos).unwrap());
            assert_eq!(time.to_string(), theirs.to_string());
            let mut text = String::new();
            time.push_with_precision(&mut text, digits);
            assert_eq!(text, format!("{theirs:.*}", usize::from(digits)));
            assert_eq!((time.as_millis(), time.as_nanos()), (theirs.as_millisecond(), theirs.as_nanosecond()));
            assert_eq!(time.to_string().parse(), Ok(time));
            let elsewhere = theirs.display_with_offset(jiff::tz::Offset::from_seconds(i32::try_from(hours * 3600).unwrap()).unwrap());
            assert_eq!(elsewhere.to_string().parse(), Ok(time), "{elsewhere}");
        }

        #[test]
        fn what_is_read_is_read_as_a_library_of_dates_does(
            text in "(-00)?[0-9]{4}-[01][0-9]-[0-3][0-9][Tt ][0-2][0-9]:[0-5][0-9](:[0-6][0-9]([.,][0-9]{1,9})?)?([Zz]|[+-][0-2][0-9](:?[0-5][0-9])?)",
        ) {
            let theirs = text.parse::<jiff::Timestamp>().ok().map(|time| time.as_nanosecond());
            assert_eq!(text.parse::<Time>().ok().map(Time::as_nanos), theirs, "{text}");
        }
    }
}
