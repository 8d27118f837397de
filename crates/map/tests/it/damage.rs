//! Frames that are almost the host's own.

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::select;

use crate::tree::Draft;

/// One damage; the number chooses where.
#[derive(Debug, Clone)]
enum Damage {
    /// Another value stands there.
    Replace(u32, Draft),
    /// A member or item is gone.
    Remove(u32),
    /// A member's key comes a second time.
    Double(u32, Draft, bool),
    /// A member that nobody knows.
    Splice(u32, String, Draft),
    /// A key is written with escapes.
    Escape(u32, u32),
    /// Members or items stand in another order.
    Turn(u32),
}

/// The document with up to five damages, perhaps with white space.
pub(crate) fn damaged(documents: &'static [&'static str]) -> impl Strategy<Value = String> {
    let space = prop_oneof![4 => Just(""), 1 => Just(" "), 1 => Just("\n\t")];
    (select(documents), vec(damage(), 0..6), space).prop_map(|(document, damages, space)| {
        let mut draft = Draft::of(document);
        for damage in damages {
            apply(&mut draft, damage);
        }
        let mut text = String::new();
        draft.write(&mut text, space);
        text
    })
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = || any::<u32>();
    prop_oneof![
        4 => (at(), value()).prop_map(|(at, value)| Damage::Replace(at, value)),
        2 => at().prop_map(Damage::Remove),
        2 => (at(), value(), any::<bool>()).prop_map(|(at, value, last)| Damage::Double(at, value, last)),
        3 => (at(), key(), value()).prop_map(|(at, key, value)| Damage::Splice(at, key, value)),
        1 => (at(), at()).prop_map(|(at, letter)| Damage::Escape(at, letter)),
        1 => at().prop_map(Damage::Turn),
    ]
}

/// Keys that a careless engine takes for its own, or for another one.
fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec![
            "",
            "$",
            "$as",
            "$$as",
            "$other",
            "$items",
            "$shape",
            "$envelope",
            "\\u0024as",
            "$\\u0024as",
            "extra",
            "id",
            "\\u0069d",
            "no",
            "\\u006eo",
            "code",
            "is",
            "cargo",
            "signal",
            "flag",
            "papers",
            "/flag",
            "a b",
            "clock.",
            "clock.odd",
            "clock.wait",
            "clock.\\u0061",
            "FIRST_REPLY",
            "time_to_first_response",
            "\\ud83d",
            "\\\\ud83d",
            "\\uD83D",
            "\\ufffd",
            "\u{fffd}",
            "a\\ude00",
            "\\\"",
            "é",
            "e\\u0301",
            "\\u0000",
            "cipher",
            "c\\u0069pher",
            "data",
            "payload",
            "name",
        ])
        .prop_map(str::to_owned),
        "[a-z$/~.]{1,4}".prop_map(String::from),
    ]
}

/// Any JSON; leaves that sit on the edges of what codecs read come often.
pub(crate) fn value() -> impl Strategy<Value = Draft> {
    let leaf = prop_oneof![
        6 => select(LEAVES).prop_map(|leaf| Draft::Leaf(leaf.to_owned())),
        1 => any::<i64>().prop_map(|number| Draft::Leaf(number.to_string())),
        1 => any::<f64>().prop_filter("JSON has no such number", |number| number.is_finite())
            .prop_map(|number| Draft::Leaf(format!("{number:?}"))),
        1 => (any::<u32>(), 0..1_000_000_000u32).prop_map(|(s, n)| Draft::Leaf(format!("{s}.{n}"))),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Draft::Array),
            vec((key(), inner), 0..4).prop_map(Draft::Object),
        ]
    })
}

const LEAVES: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1",
    "2",
    "7",
    "-1",
    "1.0",
    "0.0",
    "-0.0",
    "1.5",
    "1e0",
    "1E+2",
    "1e999",
    "-1e999",
    "1e-400",
    "12345678901234567890123",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "1767949990",
    "1767949990.5",
    "1767949990500",
    "1767949990.123456789",
    "1767949990.1234567891",
    "1e12",
    "\"\"",
    "\"0\"",
    "\"1\"",
    "\"-7\"",
    "\"007\"",
    "\"true\"",
    "\"null\"",
    "\"\\u0030\"",
    "\" \"",
    "\"2026-01-09T09:13:10Z\"",
    "\"2026-01-09T09:13:10.500Z\"",
    "\"2026-01-09T10:13:10.5+01:00\"",
    "\"2026-01-09T09:13:10.123456789Z\"",
    "\"2026-13-41T99:99:99Z\"",
    "\"1767949990\"",
    "\"90\"",
    "\"90.5\"",
    "\"red\"",
    "\"web\"",
    "\"\\u0072ed\"",
    "\"Mate\"",
    "\"agent\"",
    "\"OPEN\"",
    "\"open\"",
    "\"$absent\"",
    "\"$at\"",
    "\"a\\ud83d\"",
    "\"\\ude00\\ud83d\"",
    "\"\\ud83d\\ude00\"",
    "\"\\uFFFD\"",
    "\"\\u0000\\b\\f\\/\"",
    "\"é\u{1F600}\"",
    "\"{\\\"a\\\":1}\"",
    "\"[1, 2]\"",
    "\"\\\"\\\\\\ud83d\\\"\"",
    "\"{\"",
    "{}",
    "[]",
    "[null]",
    "[{}]",
    "[[]]",
    "[1.0,null,\"a\",\"a\\ud83d\"]",
    "{\"a\":null,\"b\":\"x\",\"a\":1.0}",
    "{\"cipher\":\"S3CRET\"}",
    "[{\"x\":{\"c\\u0069pher\":\"S3CRET\"}},{\"id\":5}]",
    "{\"id\":\"x\",\"text\":5}",
    "{\"FIRST_REPLY\":{\"spent\":90},\"time_to_first_response\":null,\"odd\":{}}",
];

fn apply(draft: &mut Draft, damage: Damage) {
    let (at, wanted): (u32, fn(&Draft) -> bool) = match damage {
        Damage::Replace(at, _) => (at, |_| true),
        Damage::Remove(at) | Damage::Turn(at) => (at, |draft| !matches!(draft, Draft::Leaf(_))),
        Damage::Double(at, ..) | Damage::Splice(at, ..) | Damage::Escape(at, _) => {
            (at, |draft| matches!(draft, Draft::Object(_)))
        }
    };
    let mut paths = Vec::new();
    find(draft, wanted, &mut Vec::new(), &mut paths);
    let Some(path) = paths.get(at as usize % paths.len().max(1)) else { return };
    let draft = reach(draft, path);
    let place = at as usize / 7;
    match (damage, draft) {
        (Damage::Replace(_, value), draft) => *draft = value,
        (Damage::Remove(_), Draft::Object(members)) if !members.is_empty() => {
            members.remove(place % members.len());
        }
        (Damage::Remove(_), Draft::Array(items)) if !items.is_empty() => {
            items.remove(place % items.len());
        }
        (Damage::Double(_, value, last), Draft::Object(members)) if !members.is_empty() => {
            let key = members[place % members.len()].0.clone();
            members.insert(if last { members.len() } else { 0 }, (key, value));
        }
        (Damage::Splice(_, key, value), Draft::Object(members)) => {
            members.insert(place % (members.len() + 1), (key, value));
        }
        (Damage::Escape(_, letter), Draft::Object(members)) if !members.is_empty() => {
            let member = place % members.len();
            escape(&mut members[member].0, letter as usize);
        }
        (Damage::Turn(_), Draft::Object(members)) => members.reverse(),
        (Damage::Turn(_), Draft::Array(items)) => items.reverse(),
        _ => {}
    }
}

/// Writes one letter of a key as an escape.
fn escape(key: &mut String, letter: usize) {
    if !key.is_empty() && key.is_ascii() && !key.contains('\\') {
        let place = letter % key.len();
        let escape = format!("\\u{:04X}", key.as_bytes()[place]);
        key.replace_range(place..=place, &escape);
    }
}

/// The ways to all values of which `wanted` holds.
fn find(draft: &Draft, wanted: fn(&Draft) -> bool, path: &mut Vec<usize>, paths: &mut Vec<Vec<usize>>) {
    if wanted(draft) {
        paths.push(path.clone());
    }
    let children: Vec<&Draft> = match draft {
        Draft::Leaf(_) => Vec::new(),
        Draft::Array(items) => items.iter().collect(),
        Draft::Object(members) => members.iter().map(|(_, value)| value).collect(),
    };
    for (place, child) in children.into_iter().enumerate() {
        path.push(place);
        find(child, wanted, path, paths);
        path.pop();
    }
}

fn reach<'d>(draft: &'d mut Draft, path: &[usize]) -> &'d mut Draft {
    match (path.split_first(), draft) {
        (Some((place, rest)), Draft::Array(items)) => reach(&mut items[*place], rest),
        (Some((place, rest)), Draft::Object(members)) => reach(&mut members[*place].1, rest),
        (_, draft) => draft,
    }
}
