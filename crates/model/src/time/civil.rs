//! Dates of the Gregorian calendar and the texts of RFC 3339.
//!
//! By ourselves, since a library of dates is a third of what a page would download; the tests hold it against one.

/// Seconds of a day.
const DAY: i64 = 86_400;

/// The last second, which the tests hold against the one that [`Time`](super::Time) knows.
const LAST: &[u8; 19] = b"9999-12-30T22:00:00";

/// Days of 400 years, after which the calendar repeats.
const CYCLE: i64 = 146_097;

/// Days from the first of March of the year 0 to the Unix epoch.
const EPOCH: i64 = 719_468;

/// Year, month and day of a day, counted from the Unix epoch.
///
/// Years are taken to begin in March, so that the odd day of a leap year is their last.
fn date(day: i64) -> (i64, i64, i64) {
    let day = day + EPOCH;
    let cycle = day.div_euclid(CYCLE);
    let day = day.rem_euclid(CYCLE);
    // Without its leap days, a cycle is 400 times 365 days.
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    // From March on, five months have 153 days, again and again.
    let month = (5 * day + 2) / 153;
    let of_month = day - (153 * month + 2) / 5 + 1;
    let (month, turn) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (year + cycle * 400 + turn, month, of_month)
}

/// The day of a date, counted from the Unix epoch.
fn day(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (cycle, year) = (year.div_euclid(400), year.rem_euclid(400));
    cycle * CYCLE + 365 * year + year / 4 - year / 100 + (153 * month + 2) / 5 + day - 1 - EPOCH
}

/// A moment's text, such as `2026-02-11T20:43:25.12Z`; years before the first have a sign and six digits.
pub(super) struct Written {
    text: [u8; Self::LENGTH],
    begin: usize,
    end: usize,
}

impl Written {
    const FORM: &[u8; Self::LENGTH] = b"-000000-00-00T00:00:00.000000000Z";
    const LENGTH: usize = 33;
    /// Where a year of four digits begins.
    const YEAR: usize = 3;
    /// Where the point before the fraction is.
    const POINT: usize = 22;

    /// With so many digits after the point or, without a number, as many as are not zero.
    pub(super) fn new(second: i64, nano: u32, digits: Option<u8>) -> Self {
        let (year, month, day) = date(second.div_euclid(DAY));
        let time = second.rem_euclid(DAY) as u32;
        let mut text = *Self::FORM;
        let mut put = |at: usize, value: u32| {
            if let Some(place) = text.get_mut(at..at + 2) {
                place.copy_from_slice(&[b'0' + (value / 10 % 10) as u8, b'0' + (value % 10) as u8]);
            }
        };
        let of_era = year.unsigned_abs() as u32;
        put(1, of_era / 10_000);
        put(3, of_era / 100);
        put(5, of_era);
        put(8, month as u32);
        put(11, day as u32);
        put(14, time / 3600);
        put(17, time / 60 % 60);
        put(20, time % 60);
        let mut shown = 0;
        if nano > 0 {
            let mut rest = nano;
            for (place, digit) in text.iter_mut().skip(Self::POINT + 1).take(9).enumerate().rev() {
                let value = (rest % 10) as u8;
                rest /= 10;
                *digit = b'0' + value;
                shown = if shown == 0 && value > 0 { place + 1 } else { shown };
            }
        }
        let shown = digits.map_or(shown, |digits| usize::from(digits).min(9));
        let end = if shown == 0 { Self::POINT } else { Self::POINT + 1 + shown };
        text[end] = b'Z';
        Self { text, begin: if year < 0 { 0 } else { Self::YEAR }, end: end + 1 }
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.text.get(self.begin..self.end).unwrap_or_default()
    }

    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }
}

/// Seconds since the Unix epoch and nanoseconds after them, of a text of RFC 3339 (or nearly: seconds may be missing, the
/// offset may lack its minutes or its colon, and a year with a sign has six digits).
pub(super) fn parse(text: &str) -> Option<(i64, u32)> {
    let mut rest = Rest(text.as_bytes());
    let year = match rest.one_of(b"+-") {
        Some(sign) => rest.number(6).map(|year| if sign == b'-' { -year } else { year })?,
        None => rest.number(4)?,
    };
    if text.starts_with("-000000") {
        return None;
    }
    rest.one_of(b"-")?;
    let month = rest.number(2)?;
    rest.one_of(b"-")?;
    let of_month = rest.number(2)?;
    let days = day(year, month, of_month);
    if !(1..=12).contains(&month) || date(days) != (year, month, of_month) {
        return None;
    }
    rest.one_of(b"Tt ")?;
    let hour = rest.number(2)?;
    rest.one_of(b":")?;
    let minute = rest.number(2)?;
    let mut second = 0;
    let mut nano = 0;
    if rest.one_of(b":").is_some() {
        second = rest.number(2)?;
        if rest.one_of(b".,").is_some() {
            nano = rest.fraction()?;
        }
    }
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    // A leap second is the one before it: nobody's clock counts it.
    let second = second.min(59);
    let offset = match rest.one_of(b"Zz+-")? {
        b'+' => rest.offset()?,
        b'-' => -rest.offset()?,
        _ => 0,
    };
    rest.0.is_empty().then_some((days * DAY + hour * 3600 + minute * 60 + second - offset, nano))
}

/// The text of a moment up to its second, and the digits of the fraction behind it: where it is in UTC, its year has four
/// digits and everything is where [`Written`] puts it.
pub(super) fn respelled(text: &str) -> Option<(&str, &str)> {
    let (head, behind) = text.as_bytes().split_first_chunk::<19>()?;
    let two = |at: usize| match (head[at].wrapping_sub(b'0'), head[at + 1].wrapping_sub(b'0')) {
        (tens @ 0..=9, ones @ 0..=9) => tens * 10 + ones,
        _ => u8::MAX,
    };
    let (century, year, month, day) = (two(0), two(2), two(5), two(8));
    let is_leap = if year == 0 { century & 3 == 0 } else { year & 3 == 0 };
    let last = match month {
        2 => 28 + u8::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    // What sorts before the last second of all comes before it.
    let is_date = head < LAST && century < 100 && year < 100 && (1..=last).contains(&day);
    let is_time = two(11) < 24 && two(14) < 60 && two(17) < 60;
    let marks = [head[4], head[7], head[10], head[13], head[16]];
    let is_fraction = match behind {
        [b'Z'] => true,
        [b'.', digits @ .., b'Z'] => matches!(digits.len(), 1..=9) && digits.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    let ends =
        text.len().checked_sub(1).filter(|_| is_date && is_time && marks == *b"--T::" && is_fraction)?;
    Some((text.get(..19)?, text.get(20..ends).unwrap_or("")))
}

/// What has not been read.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn one_of(&mut self, bytes: &[u8]) -> Option<u8> {
        // Of so few, a search for one that is clever about many costs more than the rest of the moment.
        let (first, rest) =
            self.0.split_first().filter(|(first, _)| bytes.iter().any(|byte| byte == *first))?;
        self.0 = rest;
        Some(*first)
    }

    fn digit(&mut self) -> Option<i64> {
        let (first, rest) = self.0.split_first().filter(|(first, _)| first.is_ascii_digit())?;
        self.0 = rest;
        Some(i64::from(first - b'0'))
    }

    /// A number of exactly so many digits.
    fn number(&mut self, digits: u32) -> Option<i64> {
        (0..digits).try_fold(0, |number, _| Some(number * 10 + self.digit()?))
    }

    /// Nanoseconds, of one to nine digits.
    fn fraction(&mut self) -> Option<u32> {
        let mut nano = u32::try_from(self.digit()?).ok()?;
        let mut missing = 8;
        while let Some(digit) = self.digit() {
            if missing == 0 {
                return None;
            }
            nano = nano * 10 + u32::try_from(digit).ok()?;
            missing -= 1;
        }
        Some(nano * 10_u32.pow(missing))
    }

    /// Seconds, of hours and minutes.
    fn offset(&mut self) -> Option<i64> {
        let hour = self.number(2)?;
        let has_colon = self.one_of(b":").is_some();
        let minute = if has_colon || !self.0.is_empty() { self.number(2)? } else { 0 };
        (hour <= 25 && minute <= 59).then_some(hour * 3600 + minute * 60)
    }
}
