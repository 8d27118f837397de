//! Single values: from the host's form to the model's, and back.

use std::borrow::Cow;

use onepane_model::Time;
use onepane_model::record::Leaf;
use onepane_model::text::{Text, digits, push_integer, push_literal, unescape_json};

use crate::decimal::Decimal;
use crate::index::{At, Index, JsonKind, SameNumber, same_decimal, same_float};
use crate::table::{Codec, DurationForm, IdForm, Row, TimeForm};

/// The key of an entry. One with an escape in it is nobody's; no host writes one.
pub(crate) fn entry_key<'i>(own: At<'i>, prefix: &str) -> Option<Text<'i>> {
    let text = own.text().filter(|text| !text.raw().contains('\\'))?;
    text.raw().strip_prefix(prefix).map(Text::plain)
}

/// The value of the model where the host's is the same, letter for letter, and nothing else is to be known about the row:
/// what [`read`] would come to, for what most fields hold.
#[inline]
pub(crate) fn same<'i>(row: &Row, codec: &Codec, at: At<'i>) -> Option<Leaf<'i>> {
    if row.is_special {
        return None;
    }
    match (codec, at.kind()) {
        (Codec::Text | Codec::Id(IdForm::Text), JsonKind::String) => {
            at.text().filter(|text| !text.is_escaped()).map(Leaf::Text)
        }
        (Codec::Id(IdForm::Integer), JsonKind::Number) => {
            is_integer(at.raw()).then(|| Leaf::Text(Text::plain(at.raw())))
        }
        (Codec::Bool, JsonKind::Bool) => at.bool().map(Leaf::Bool),
        (Codec::Number, JsonKind::Number) => Some(Leaf::Number(at.raw())),
        // Of so many digits, any number is one that the model can hold.
        (Codec::Integer, JsonKind::Number) if at.raw().len() <= 18 && at.raw() != "-0" => {
            is_integer(at.raw()).then(|| Leaf::Number(at.raw()))
        }
        _ => None,
    }
}

/// Which of several JSON texts is this very value.
pub(crate) fn which<T>(at: At<'_>, all: &[T], json: impl Fn(&T) -> &'static str) -> Option<usize> {
    let raw = at.raw();
    let same = all.iter().position(|one| json(one) == raw);
    // Then none is, but for another spelling of one.
    same.or_else(|| all.iter().position(|one| at.is_literal(json(one))))
}

/// What a host's value turned out to be.
#[derive(Debug)]
pub(crate) enum Read<'i> {
    /// A value of the model, and whether writing it in the host's form gives back the very value it was read from.
    Some(Leaf<'i>, bool),
    /// The host says that there is none.
    None,
    /// Something the codec cannot read.
    Misfit,
}

/// Reads a host's value. `scratch` lends room to values that must be made.
pub(crate) fn read<'s, 'i: 's>(
    row: &Row,
    codec: &Codec,
    at: At<'i>,
    scratch: &'s mut String,
    secrets: &[&str],
) -> Read<'s> {
    if means_nothing(row, at) { Read::None } else { read_value(codec, at, scratch, secrets) }
}

/// Whether a row takes a value of its kind for none.
fn means_nothing(row: &Row, at: At<'_>) -> bool {
    // Hosts that write numbers as strings write this one so too.
    row.zero_is_none && is_zero(&at.chars().unwrap_or(Cow::Borrowed(at.raw())))
        || row.empty_is_none && at.text().is_some_and(|text| text.raw().is_empty())
}

/// Whether these are the digits of zero.
fn is_zero(number: &str) -> bool {
    number.starts_with(['-', '0']) && Decimal::read(number).is_some_and(|number| number.is_zero())
}

/// The same for a value that has no row of its own.
pub(crate) fn read_value<'s, 'i: 's>(
    codec: &Codec,
    at: At<'i>,
    scratch: &'s mut String,
    secrets: &[&str],
) -> Read<'s> {
    let (text, is_number) = (at.text(), at.kind() == JsonKind::Number);
    let read = match codec {
        _ if at.is_null() => return Read::None,
        Codec::Text => text.map(|text| sound(text, scratch)),
        Codec::Bool => at.bool().map(|value| (Leaf::Bool(value), true)),
        Codec::Integer => is_number.then(|| integer(at.raw())).flatten().map(|value| {
            let is_exact = at.raw().parse() == Ok(value) && at.raw() != "-0";
            (Leaf::Integer(value), is_exact)
        }),
        Codec::Number => is_number.then(|| (Leaf::Number(at.raw()), true)),
        Codec::Any => Some((Leaf::Json(at.raw()), true)),
        Codec::Id(form) => {
            let is_counted = *form == IdForm::Integer;
            match text {
                _ if is_number => {
                    Some((Leaf::Text(Text::plain(at.raw())), is_counted && is_integer(at.raw())))
                }
                Some(text) => {
                    let would_be_number = is_counted && is_integer(&text.to_cow());
                    let (leaf, is_exact) = sound(text, scratch);
                    Some((leaf, is_exact && !would_be_number))
                }
                None => None,
            }
        }
        Codec::Time(form) => {
            // Without a look into the calendar, where it is written as we would.
            if let (TimeForm::Iso(digits), Some(text)) = (form, text) {
                scratch.clear();
                if let Some(had) = Time::respell(text.raw(), None, scratch) {
                    return Read::Some(Leaf::Text(Text::plain(scratch)), had == *digits);
                }
            }
            time(*form, at).map(|time| (Leaf::Time(time), is_exact_time(*form, at, time, scratch)))
        }
        Codec::Words(words) => text.map(|text| {
            let place = words.iter().position(|(host, _)| text.is(host));
            let before = words.get(..place.unwrap_or(words.len())).unwrap_or_default();
            match place.and_then(|place| words.get(place)) {
                Some((_, word)) => {
                    let is_first = before.iter().all(|(_, other)| other != word);
                    (Leaf::Text(Text::plain(word)), is_first && !text.is_escaped())
                }
                None => {
                    let (leaf, is_exact) = sound(text, scratch);
                    (leaf, is_exact && before.iter().all(|(_, word)| !text.is(word)))
                }
            }
        }),
        Codec::JsonText => {
            let inner = text.map(|text| unescape_json(text.raw())).unwrap_or_default();
            match Index::parse(&inner).and_then(|inner| inner.check_depth().map(|()| inner)) {
                Ok(index) if index.root().is_null() => return Read::None,
                Ok(index) => {
                    scratch.clear();
                    index.root().copy_into(scratch, secrets);
                    let is_whole = text.is_some_and(|text| !text.has_lone_surrogate()) && inner == *scratch;
                    // A text with a secret in it is never kept: it comes back without.
                    Some((Leaf::Json(scratch.as_str()), is_whole || index.root().has_key(secrets)))
                }
                Err(_) => None,
            }
        }
        Codec::Duration(form) => {
            let digits = text.map_or(at.raw(), |text| text.raw());
            let millis = milliseconds(digits).filter(|_| is_number || text.is_some());
            millis.map(|millis| {
                scratch.clear();
                push_duration(scratch, *form, millis);
                (Leaf::Integer(millis), scratch == at.raw())
            })
        }
        Codec::Literals(words) => which(at, words, |(host, _)| host).and_then(|place| {
            let (_, word) = words.get(place)?;
            let is_first = words.iter().take(place).all(|(_, other)| other != word);
            Some((Leaf::Text(Text::plain(word)), is_first))
        }),
        Codec::FirstItem(key, item) => match at.items().next().and_then(|first| first.get(key)) {
            Some(own) => return part_of(read_value(item, own, scratch, secrets)),
            None if at.kind() == JsonKind::Array => return Read::None,
            None => None,
        },
        Codec::OnlyItem(item) => {
            let mut items = at.items();
            match (items.next(), items.next()) {
                (Some(only), None) => return part_of(read_value(item, only, scratch, secrets)),
                _ if at.kind() == JsonKind::Array => return Read::None,
                _ => None,
            }
        }
        Codec::One(_)
        | Codec::List(_)
        | Codec::Keyed(..)
        | Codec::Items(_)
        | Codec::Map(_)
        | Codec::Entry { .. } => None,
    };
    read.map_or(Read::Misfit, |(leaf, is_exact)| Read::Some(leaf, is_exact))
}

/// What was read of one item is not the whole of the array.
fn part_of(item: Read<'_>) -> Read<'_> {
    match item {
        Read::Some(leaf, _) => Read::Some(leaf, false),
        other => other,
    }
}

/// The text itself, or a copy in which halves of surrogate pairs are replaced; and whether it is the text itself.
fn sound<'s, 'i: 's>(text: Text<'i>, scratch: &'s mut String) -> (Leaf<'s>, bool) {
    if !text.has_lone_surrogate() {
        return (Leaf::Text(text), true);
    }
    scratch.clear();
    push_literal(scratch, &text.to_cow());
    (Leaf::Text(Text::from_raw(scratch.get(1..scratch.len() - 1).unwrap_or(""))), false)
}

fn integer(digits: &str) -> Option<i64> {
    digits.parse().ok().or_else(|| Decimal::read(digits)?.rounded())
}

/// One parser for all forms in which hosts write a moment: a number in the unit of `form`, the same
/// number as a string, or RFC 3339.
fn time(form: TimeForm, at: At<'_>) -> Option<Time> {
    let text = match at.kind() {
        // No number is RFC 3339.
        JsonKind::Number => Cow::Borrowed(at.raw()),
        _ => {
            let text = at.chars()?;
            if let Ok(time) = text.parse::<Time>() {
                return Some(time);
            }
            text
        }
    };
    let in_millis = matches!(form, TimeForm::Millis | TimeForm::MillisText);
    if is_integer(&text)
        && let Ok(number) = text.parse::<i64>()
    {
        return Time::from_millis(if in_millis { number } else { number.checked_mul(1000)? });
    }
    // On the digits themselves, because a float of seconds is already wrong in its microseconds.
    let number = Decimal::read(&text)?;
    let (second, nano) = number.parts(if in_millis { -3 } else { 0 })?;
    match (number.is_negative(), nano) {
        (false, _) => Time::from_unix(second, nano),
        (true, 0) => Time::from_unix(-second, 0),
        (true, _) => Time::from_unix(-second - 1, NANOS - nano),
    }
}

/// Whether the host has written a moment as we would.
fn is_exact_time(form: TimeForm, at: At<'_>, time: Time, scratch: &mut String) -> bool {
    // A whole number of the unit is written so.
    let is_whole = at.kind() == JsonKind::Number && is_integer(at.raw()) && at.raw() != "-0";
    if matches!(form, TimeForm::Seconds | TimeForm::Millis) && is_whole {
        return true;
    }
    scratch.clear();
    push_time(scratch, form, time);
    scratch == at.raw()
}

/// Nanoseconds of a second.
const NANOS: u32 = 1_000_000_000;

/// Seconds as a decimal number, in milliseconds.
fn milliseconds(seconds: &str) -> Option<i64> {
    let number = Decimal::read(seconds)?;
    let (millis, _) = number.parts(3)?;
    Some(if number.is_negative() { -millis } else { millis })
}

/// Appends a leaf as neutral JSON.
pub(crate) fn push_leaf(out: &mut String, leaf: Leaf<'_>) {
    match leaf {
        Leaf::Text(text) => {
            out.push('"');
            out.push_str(text.raw());
            out.push('"');
        }
        Leaf::Integer(value) => push_integer(out, value),
        Leaf::Number(json) | Leaf::Json(json) => out.push_str(json),
        Leaf::Bool(value) => out.push_str(if value { "true" } else { "false" }),
        Leaf::Time(time) => {
            out.push('"');
            time.push_into(out);
            out.push('"');
        }
        _ => out.push_str("null"),
    }
}

/// Whether the codec is about a single value with a form of its own.
pub(crate) fn is_leaf(codec: &Codec) -> bool {
    !matches!(
        codec,
        Codec::One(_)
            | Codec::List(_)
            | Codec::Keyed(..)
            | Codec::Items(_)
            | Codec::Map(_)
            | Codec::Entry { .. }
            | Codec::Any
    )
}

/// Whether the host has a form for this value: a closed set may have none.
pub(crate) fn has_form(codec: &Codec, neutral: At<'_>) -> bool {
    let Codec::Literals(words) = codec else { return true };
    neutral.text().is_none_or(|text| words.iter().any(|(_, word)| text.is(word)))
}

/// Whether the host's form of a neutral value of this kind is the very same text.
pub(crate) fn is_alike(codec: &Codec, kind: JsonKind) -> bool {
    matches!(
        (codec, kind),
        (Codec::Text | Codec::Id(IdForm::Text), JsonKind::String)
            | (Codec::Bool, JsonKind::Bool)
            | (Codec::Integer | Codec::Number, JsonKind::Number)
    )
}

/// Appends a neutral value in the host's form; `false` when it is no value of the kind it should be.
pub(crate) fn write(codec: &Codec, neutral: At<'_>, out: &mut String, secrets: &[&str]) -> bool {
    if is_alike(codec, neutral.kind()) {
        out.push_str(neutral.raw());
        return true;
    }
    match codec {
        Codec::Text | Codec::Bool | Codec::Integer | Codec::Number => false,
        Codec::Any => {
            neutral.copy_into(out, secrets);
            true
        }
        Codec::Id(form) => match neutral.chars() {
            Some(digits) if *form == IdForm::Integer && is_integer(&digits) => {
                out.push_str(&digits);
                true
            }
            Some(_) => push_if(out, neutral, JsonKind::String),
            None => false,
        },
        Codec::Time(TimeForm::Iso(digits)) if push_respelled(out, *digits, neutral) => true,
        Codec::Time(form) => match neutral.chars().and_then(|text| text.parse::<Time>().ok()) {
            Some(time) => {
                push_time(out, *form, time);
                true
            }
            None => false,
        },
        Codec::Words(words) => match neutral.text() {
            Some(text) => match words.iter().find(|(_, word)| text.is(word)) {
                Some((host, _)) => {
                    push_literal(out, host);
                    true
                }
                None => push_if(out, neutral, JsonKind::String),
            },
            None => false,
        },
        Codec::JsonText => {
            let mut json = String::new();
            neutral.copy_into(&mut json, secrets);
            push_literal(out, &json);
            true
        }
        Codec::Duration(form) => match integer(neutral.raw()) {
            Some(millis) => {
                push_duration(out, *form, millis);
                true
            }
            None => false,
        },
        Codec::Literals(words) => match neutral.text() {
            Some(text) => match words.iter().find(|(_, word)| text.is(word)) {
                Some((host, _)) => {
                    out.push_str(host);
                    true
                }
                None => false,
            },
            None => false,
        },
        Codec::FirstItem(key, item) => {
            out.push_str("[{");
            push_literal(out, key);
            out.push(':');
            let done = write(item, neutral, out, secrets);
            out.push_str("}]");
            done
        }
        Codec::OnlyItem(item) => {
            out.push('[');
            let done = write(item, neutral, out, secrets);
            out.push(']');
            done
        }
        Codec::One(_)
        | Codec::List(_)
        | Codec::Keyed(..)
        | Codec::Items(_)
        | Codec::Map(_)
        | Codec::Entry { .. } => false,
    }
}

fn push_if(out: &mut String, at: At<'_>, kind: JsonKind) -> bool {
    let fits = at.kind() == kind;
    if fits {
        out.push_str(at.raw());
    }
    fits
}

/// Whether the text is a whole number as JSON writes it.
fn is_integer(text: &str) -> bool {
    match text.strip_prefix('-').unwrap_or(text).as_bytes() {
        [b'0'] => true,
        [b'1'..=b'9', digits @ ..] => digits.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

fn push_time(out: &mut String, form: TimeForm, time: Time) {
    let (second, nano) = time.unix();
    let millis = || second * 1000 + i64::from(nano / 1_000_000);
    match form {
        TimeForm::Seconds => push_integer(out, second),
        TimeForm::Millis => push_integer(out, millis()),
        TimeForm::MillisText => push_quoted(out, millis()),
        TimeForm::FloatSeconds => {
            let is_cut = second < 0 && nano > 0;
            let (whole, rest) = if is_cut { (second + 1, NANOS - nano) } else { (second, nano) };
            out.push_str(if is_cut && whole == 0 { "-" } else { "" });
            push_integer(out, whole);
            out.push('.');
            // Nine digits, the first of them behind a one that is not written.
            let mut room = [0; 20];
            let fraction = digits(i64::from(NANOS + rest), &mut room).get(1..).unwrap_or_default();
            let shown = fraction.trim_end_matches('0');
            // Hosts that write floats write `.0` for a whole one.
            out.push_str(if shown.is_empty() { "0" } else { shown });
        }
        TimeForm::Iso(digits) => {
            out.push('"');
            time.push_with_precision(out, digits);
            out.push('"');
        }
    }
}

fn push_quoted(out: &mut String, number: i64) {
    out.push('"');
    push_integer(out, number);
    out.push('"');
}

/// Appends a moment with so many digits, where the model has written it; `false`, and nothing appended, where somebody else
/// has.
fn push_respelled(out: &mut String, digits: u8, neutral: At<'_>) -> bool {
    let start = out.len();
    out.push('"');
    let known = neutral.text().and_then(|text| Time::respell(text.raw(), Some(digits), out)).is_some();
    if known {
        out.push('"')
    } else {
        out.truncate(start)
    }
    known
}

fn push_duration(out: &mut String, form: DurationForm, millis: i64) {
    let seconds = millis.div_euclid(1000);
    match form {
        DurationForm::Seconds => push_integer(out, seconds),
        DurationForm::SecondsText => push_quoted(out, seconds),
    }
}

/// Whether the host's value, read again, is this value of the model.
pub(crate) fn still_means(row: &Row, codec: &Codec, host: At<'_>, neutral: At<'_>, secrets: &[&str]) -> bool {
    reads_as((row, codec, host), neutral, secrets, same_float)
}

/// Whether a value of the host is read as this neutral value, where `same` says whether two numbers are alike.
fn reads_as(
    (row, codec, host): (&Row, &Codec, At<'_>),
    neutral: At<'_>,
    secrets: &[&str],
    same: SameNumber,
) -> bool {
    match read(row, codec, host, &mut String::new(), secrets) {
        Read::Some(leaf, _) => leaf_is(codec, leaf, neutral, same),
        _ => false,
    }
}

/// Whether the host's value is nothing in the model: it says so, or is something the codec cannot read.
pub(crate) fn means_none(row: &Row, codec: &Codec, host: At<'_>, secrets: &[&str]) -> bool {
    !matches!(read(row, codec, host, &mut String::new(), secrets), Read::Some(..))
}

/// Whether two values of the host, each read by its own row, are the same value of the model.
pub(crate) fn agree(
    (row, codec, at): (&Row, &Codec, At<'_>),
    (other, other_codec, other_at): (&Row, &Codec, At<'_>),
    secrets: &[&str],
) -> bool {
    let mut json = String::new();
    match read(row, codec, at, &mut String::new(), secrets) {
        Read::Some(leaf, _) => push_leaf(&mut json, leaf),
        _ => return false,
    }
    Index::parse(&json)
        .is_ok_and(|json| reads_as((other, other_codec, other_at), json.root(), secrets, same_decimal))
}

/// Whether it reads moments.
fn is_time(codec: &Codec) -> bool {
    match codec {
        Codec::Time(_) => true,
        Codec::FirstItem(_, item) | Codec::OnlyItem(item) => is_time(item),
        _ => false,
    }
}

/// Whether what the codec has read is this neutral value.
pub(crate) fn leaf_is(codec: &Codec, leaf: Leaf<'_>, neutral: At<'_>, same: SameNumber) -> bool {
    let time = |text: Option<Text<'_>>| text.and_then(|text| text.to_cow().parse::<Time>().ok());
    match leaf {
        // Somebody else may have spelled it in another way.
        Leaf::Text(text) if is_time(codec) => time(neutral.text()) == time(Some(text)),
        Leaf::Text(text) => neutral.text().is_some_and(|other| text.to_cow() == other.to_cow()),
        Leaf::Integer(value) => neutral.kind() == JsonKind::Number && integer(neutral.raw()) == Some(value),
        Leaf::Number(digits) => neutral.kind() == JsonKind::Number && same(digits, neutral.raw()),
        Leaf::Bool(value) => neutral.bool() == Some(value),
        Leaf::Time(own) => time(neutral.text()) == Some(own),
        Leaf::Json(json) => Index::parse(json).is_ok_and(|index| index.root().means_by(neutral, same)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Index;
    use crate::table::row;
    use onepane_model::Conversation;

    #[track_caller]
    fn moment(form: TimeForm, host: &str, neutral: Option<&str>) {
        let index = Index::parse(host).unwrap();
        assert_eq!(time(form, index.root()).map(|time| time.to_string()).as_deref(), neutral);
    }

    #[test]
    fn every_usual_form_of_a_moment_is_read() {
        let neutral = Some("2026-01-09T09:13:10.5Z");
        moment(TimeForm::FloatSeconds, "1767949990.5", neutral);
        moment(TimeForm::FloatSeconds, "1.7679499905e9", neutral);
        moment(TimeForm::Seconds, "\"1767949990.5\"", neutral);
        moment(TimeForm::Millis, "1767949990500", neutral);
        moment(TimeForm::MillisText, "\"1767949990500\"", neutral);
        moment(TimeForm::Seconds, "\"2026-01-09T09:13:10.500Z\"", neutral);
        moment(TimeForm::Iso(3), "\"2026-01-09T10:13:10.5+01:00\"", neutral);
        moment(TimeForm::Seconds, "\"tomorrow\"", None);
        moment(TimeForm::Seconds, "1e300", None);
        moment(TimeForm::Seconds, "true", None);
    }

    #[test]
    fn a_moment_before_the_epoch_keeps_its_second() {
        moment(TimeForm::FloatSeconds, "-0.5", Some("1969-12-31T23:59:59.5Z"));
        moment(TimeForm::FloatSeconds, "-1.25e0", Some("1969-12-31T23:59:58.75Z"));
        moment(TimeForm::Seconds, "-10", Some("1969-12-31T23:59:50Z"));
        moment(TimeForm::Millis, "-1.5", Some("1969-12-31T23:59:59.9985Z"));
        moment(TimeForm::Millis, "1e-9", Some("1970-01-01T00:00:00Z"));
        for (host, form) in [
            ("-0.5", TimeForm::FloatSeconds),
            ("-1.25", TimeForm::FloatSeconds),
            ("-2.0", TimeForm::FloatSeconds),
            ("1767949990.000001", TimeForm::FloatSeconds),
            ("-10", TimeForm::Seconds),
            ("-1500", TimeForm::Millis),
        ] {
            let index = Index::parse(host).unwrap();
            let mut out = String::new();
            push_time(&mut out, form, time(form, index.root()).unwrap());
            assert_eq!(out, host);
        }
    }

    #[test]
    fn a_moment_is_written_in_the_form_that_is_named() {
        let index = Index::parse("\"2026-01-09T09:13:10.5Z\"").unwrap();
        let time = time(TimeForm::Iso(3), index.root()).unwrap();
        let written = |form| {
            let mut out = String::new();
            push_time(&mut out, form, time);
            out
        };
        assert_eq!(written(TimeForm::Millis), "1767949990500");
        assert_eq!(written(TimeForm::MillisText), "\"1767949990500\"");
        assert_eq!(written(TimeForm::Iso(3)), "\"2026-01-09T09:13:10.500Z\"");
    }

    #[test]
    fn whole_numbers_are_rounded_only_where_floats_can_be_trusted() {
        assert_eq!(integer("12.5"), Some(13));
        assert_eq!(integer("1e3"), Some(1000));
        assert_eq!(integer("9223372036854775807"), Some(i64::MAX));
        assert_eq!(integer("92233720368547758070"), None);
        assert_eq!(integer("1e40"), None);
    }

    #[test]
    fn ids_with_leading_zeros_stay_text() {
        assert!(is_integer("0") && is_integer("-7") && is_integer("4711"));
        assert!(!is_integer("007") && !is_integer("") && !is_integer("-") && !is_integer("1e3"));
    }

    #[test]
    fn a_word_of_the_model_in_the_hosts_mouth_is_not_exact() {
        let words = crate::words!("User" = "agent");
        let index = Index::parse("\"agent\"").unwrap();
        let row = row("x", Conversation::ASSIGNEE_KIND, words);
        let mut scratch = String::new();
        let read = read(&row, &words, index.root(), &mut scratch, &[]);
        assert!(matches!(read, Read::Some(_, false)));
    }
}
