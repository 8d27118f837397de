//! The index against `serde_json`: both accept the same texts and see the same in them. And against `hifijson`, which is
//! as lenient as we are: there is no text that only one of the two takes.

use onepane_map::{At, Index, JsonKind};
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::select;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::damage::damaged;
use crate::harbour::FRAMES;
use crate::peer;
use crate::run::config;
use crate::tree::{Draft, Tree};

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn both_accept_the_same_texts(text in mutated()) {
        agree(&text);
    }

    #[test]
    fn both_accept_the_same_heaps_of_tokens(tokens in vec(token(), 0..12)) {
        agree(&tokens.concat());
    }

    #[test]
    fn both_read_the_same_numbers(number in "-?[0-9]{1,3}(\\.[0-9]{0,3})?([eE][+-]?[0-9]{0,3})?") {
        agree(&number);
    }

    #[test]
    fn both_read_the_same_strings(inside in vec(piece(), 0..8)) {
        agree(&format!("\"{}\"", inside.concat()));
    }

}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn a_copy_has_no_white_space_and_the_same_meaning(text in damaged(FRAMES)) {
        let index = Index::parse(&text).unwrap();
        let mut copy = String::new();
        index.root().copy_into(&mut copy, &[]);
        prop_assert_eq!(Tree::of(&copy), Tree::of(&text));
        prop_assert_eq!(copy, Draft::of(&text).text());
    }

    #[test]
    fn the_pointer_of_every_value_leads_to_it(text in damaged(FRAMES)) {
        let (index, tree) = (Index::parse(&text).unwrap(), Tree::of(&text));
        walk(index.root(), &mut |at| {
            assert_eq!(tree.at(&at.pointer()), Some(&Tree::of(at.raw())), "{} in {text}", at.pointer());
        });
    }
}

/// Where grammar alone counts, `serde_json`'s raw values are the measure. Its [`Value`]s refuse more:
/// halves of surrogate pairs, numbers out of range and deep nesting, and nothing else.
#[track_caller]
fn agree(text: &str) {
    let index = Index::parse(text);
    assert_eq!(index.is_ok(), peer::accepts(text), "{text:?}");
    let grammar = serde_json::from_str::<&RawValue>(text);
    match (&index, grammar) {
        (Ok(index), Ok(raw)) => {
            assert_eq!(index.root().raw(), raw.get());
            match serde_json::from_str::<Value>(text) {
                Ok(value) => same(index.root(), &value),
                Err(error) => {
                    let error = error.to_string();
                    let stated = ["surrogate", "unexpected end of hex escape", "number out of range"];
                    assert!(stated.iter().any(|reason| error.contains(reason)), "{error}: {text:?}");
                }
            }
        }
        (Err(error), Err(_)) => {
            let offset = error.offset.expect("a place");
            assert!(text.is_char_boundary(offset), "{error} in {text:?}");
            assert_eq!(error.pointer, "");
        }
        (index, grammar) => panic!("{index:?} but {grammar:?} for {text:?}"),
    }
}

#[track_caller]
fn same(at: At<'_>, value: &Value) {
    match value {
        Value::Null => assert!(at.is_null()),
        Value::Bool(value) => assert_eq!(at.bool(), Some(*value)),
        Value::Number(number) => {
            assert_eq!(at.kind(), JsonKind::Number);
            // `serde_json` is a last place off now and then.
            let (mine, theirs) = (at.raw().parse::<f64>().unwrap(), number.as_f64().unwrap());
            let place = (mine.abs() * f64::EPSILON * 2.0).max(f64::from_bits(1));
            assert!((mine - theirs).abs() <= place, "{}", at.raw());
        }
        Value::String(text) => assert_eq!(at.chars().as_deref(), Some(text.as_str())),
        Value::Array(items) => {
            assert_eq!(at.kind(), JsonKind::Array);
            assert_eq!(at.items().count(), items.len());
            at.items().zip(items).for_each(|(at, value)| same(at, value));
        }
        Value::Object(members) => {
            assert_eq!(at.kind(), JsonKind::Object);
            assert_eq!(at.unique().len(), members.len(), "{}", at.raw());
            for (key, value) in members {
                same(at.get(key).unwrap_or_else(|| panic!("no {key:?} in {}", at.raw())), value);
            }
        }
    }
}

fn walk(at: At<'_>, visit: &mut dyn FnMut(At<'_>)) {
    visit(at);
    for (key, value) in at.members() {
        // Keys that are alike once halves of surrogate pairs are replaced share one pointer.
        let alike: Vec<_> = at.members().filter(|(other, _)| other.to_cow() == key.to_cow()).collect();
        let last = alike.last().is_some_and(|(_, last)| last.raw() == value.raw());
        if last && alike.iter().all(|(other, _)| other.as_key() == key.as_key()) {
            walk(value, visit);
        }
    }
    at.items().for_each(|item| walk(item, visit));
}

/// A frame, damaged as a document and then as a text.
fn mutated() -> impl Strategy<Value = String> {
    (damaged(FRAMES), vec((any::<u32>(), 0..4u8, token()), 0..3)).prop_map(|(mut text, wounds)| {
        for (at, wound, token) in wounds {
            let mut at = at as usize % (text.len() + 1);
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            match wound {
                0 => text.truncate(at),
                1 => text.insert_str(at, &token),
                2 if at < text.len() => drop(text.remove(at)),
                _ => text = text.split_off(at),
            }
        }
        text
    })
}

fn token() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => select(vec![
            "{", "}", "[", "]", ":", ",", "\"", "\"a\"", "\\", "null", "nul", "true", "tru", "false", "0", "-",
            "-0", "01", "1.", ".5", "1e", "1e+", "1E-2", "+1", "NaN", "Infinity", " ", "\n", "\r", "\t", "\u{b}",
            "\u{a0}", "\u{feff}", "\u{0}", "//", "/**/", "'a'", "é", "\u{1F600}", "1e999", "\"\\ud83d\"",
        ]).prop_map(str::to_owned),
        1 => piece(),
    ]
}

/// Some of a string's inside, sound or not.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec![
            "a",
            "é",
            "\u{1F600}",
            "\\n",
            "\\/",
            "\\\"",
            "\\\\",
            "\\b",
            "\\f",
            "\\r",
            "\\t",
            "\\v",
            "\\'",
            "\\0",
            "\\x41",
            "\\u",
            "\\u00",
            "\\u00e9",
            "\\uD83D",
            "\\ude00",
            "\\ud83d\\ude00",
            "\\uD83D\\n",
            "\\u12G4",
            "\\U0041",
            "\\u+123",
            "\\u 123",
            "\"",
            "\n",
            "\u{0}",
            "\u{1f}",
            "\u{7f}",
            "\u{2028}",
        ])
        .prop_map(str::to_owned),
        Just("\\u0000".to_owned()),
        any::<char>().prop_map(String::from),
    ]
}

#[test]
fn a_text_that_stops_being_json_is_refused_at_that_byte() {
    for (text, message) in [
        ("", "not JSON at byte 0: expected a value, found the end of the text"),
        ("  ", "not JSON at byte 2: expected a value, found the end of the text"),
        (
            "{\"a\":1",
            "not JSON at byte 6: expected a comma or the end of the list, found the end of the text",
        ),
        ("{\"a\" 1}", "not JSON at byte 5: expected a colon, found something else"),
        ("{a:1}", "not JSON at byte 1: expected a key, found something else"),
        ("[1,]", "not JSON at byte 3: expected a value, found something else"),
        ("[1] 2", "not JSON at byte 4: expected the end, found something else"),
        ("\"ab", "not JSON at byte 3: expected the end of a string, found the end of the text"),
    ] {
        assert_eq!(Index::parse(text).unwrap_err().to_string(), message, "{text:?}");
    }
}

#[test]
fn white_space_around_the_text_is_no_part_of_the_value() {
    let index = Index::parse(" \r\n\t[1,2] \n").unwrap();
    assert_eq!(index.root().raw(), "[1,2]");
}
