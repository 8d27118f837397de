//! Numbers as their digits: compared and rounded without ever being a float.
//!
//! Reading floats takes tables of powers, which a page would have to download, and loses digits besides.

/// A number, read as far as comparing and rounding need it.
#[derive(Debug, PartialEq)]
pub(crate) struct Decimal {
    negative: bool,
    /// The digits from the first to the last that is not zero; none for zero.
    digits: Vec<u8>,
    /// How many digits stand before the point once the exponent is worked in; negative for zeros behind it.
    point: i64,
}

impl Decimal {
    /// Reads a number as JSON writes it; `None` for anything else, and for an exponent beyond all measure.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut point = None;
        let mut digits = Vec::new();
        let mut leading = 0;
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let mut exponent = 0;
        let mut seen = 0;
        for (place, byte) in unsigned.bytes().enumerate() {
            match byte {
                b'0' if digits.is_empty() => leading += 1,
                b'0'..=b'9' => digits.push(byte - b'0'),
                b'.' if point.is_none() && seen > 0 => {
                    point = Some(seen);
                    continue;
                }
                b'e' | b'E' if seen > 0 => {
                    exponent = unsigned.get(place + 1..)?.parse::<i32>().ok()?;
                    break;
                }
                _ => return None,
            }
            seen += 1;
        }
        if seen == 0 {
            return None;
        }
        let point = point.unwrap_or(seen) - leading + i64::from(exponent);
        while digits.last() == Some(&0) {
            digits.pop();
        }
        if digits.is_empty() {
            return Some(Self { negative: false, digits, point: 0 });
        }
        Some(Self { negative: unsigned.len() < text.len(), digits, point })
    }

    /// Whether it is zero, of either sign.
    pub(crate) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    pub(crate) fn is_negative(&self) -> bool {
        self.negative
    }

    /// Its whole part and the billionths behind it, without the sign, once the point is moved right by so many places;
    /// smaller fractions are cut off. `None` from 2^63 on.
    pub(crate) fn parts(&self, places: i64) -> Option<(i64, u32)> {
        let digit = |place: i64| {
            let digit = usize::try_from(place).ok().and_then(|place| self.digits.get(place));
            digit.copied().unwrap_or(0)
        };
        let point = self.point.checked_add(places).filter(|point| *point <= 19)?;
        let whole = (0..point)
            .try_fold(0_i64, |whole, place| whole.checked_mul(10)?.checked_add(i64::from(digit(place))))?;
        let rest = (point..point + 9).fold(0, |rest: u32, place| rest * 10 + u32::from(digit(place)));
        Some((whole, rest))
    }

    /// The nearest whole number, halves away from zero; `None` from 2^53 on, where floats no longer tell whole
    /// numbers apart.
    pub(crate) fn rounded(&self) -> Option<i64> {
        let (whole, billionths) = self.parts(0).filter(|(whole, _)| *whole < 1 << 53)?;
        let whole = whole + i64::from(billionths >= 500_000_000);
        (whole < 1 << 53).then_some(if self.negative { -whole } else { whole })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_by_value() {
        for (one, other, same) in [
            ("1", "1.0", true),
            ("100", "1e2", true),
            ("0.00120", "12E-4", true),
            ("-0", "0.0e7", true),
            ("-1", "1", false),
            ("10", "1", false),
            ("0.1", "0.01", false),
            ("0.1", "0.10000000000000001", false),
            ("9007199254740993", "9007199254740992", false),
            ("1e400", "10e399", true),
        ] {
            assert_eq!(Decimal::read(one) == Decimal::read(other), same, "{one} {other}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "-", ".", ".5", "-.5", "e5", "1e", "1e99999999999", "1.2.3", "12a", "--1", "inf"] {
            assert_eq!(Decimal::read(text), None, "{text}");
        }
    }

    #[test]
    fn the_point_moves() {
        for (text, places, parts) in [
            ("90.5", 3, Some((90_500, 0))),
            ("1767949990.1234567891", 0, Some((1_767_949_990, 123_456_789))),
            ("1500", -3, Some((1, 500_000_000))),
            ("-0.5", 0, Some((0, 500_000_000))),
            ("9223372036854775", 3, Some((9_223_372_036_854_775_000, 0))),
            ("9223372036854776", 3, None),
            ("1e300", 0, None),
            ("1e-400", 0, Some((0, 0))),
        ] {
            assert_eq!(Decimal::read(text).and_then(|decimal| decimal.parts(places)), parts, "{text}");
        }
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        for (text, rounded) in [
            ("1.5", Some(2)),
            ("-1.5", Some(-2)),
            ("1.49", Some(1)),
            ("0.5", Some(1)),
            ("0.05", Some(0)),
            ("-0.4", Some(0)),
            ("1e3", Some(1000)),
            ("9.99", Some(10)),
            ("9007199254740991.4", Some(9_007_199_254_740_991)),
            ("9007199254740991.5", None),
            ("1e17", None),
        ] {
            assert_eq!(Decimal::read(text).and_then(|decimal| decimal.rounded()), rounded, "{text}");
        }
    }
}
