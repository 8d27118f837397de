//! JSON as these tests understand it, without any code of the engine's.

use std::collections::BTreeMap;

/// JSON text taken apart, everything in it as it was written: keys may be doubled and escaped.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Draft {
    Leaf(String),
    Array(Vec<Draft>),
    Object(Vec<(String, Draft)>),
}

impl Draft {
    /// Takes apart text that the test knows to be JSON.
    pub(crate) fn of(text: &str) -> Self {
        let mut rest = text.trim();
        let draft = Self::value(&mut rest);
        assert_eq!(rest.trim(), "", "text behind the value");
        draft
    }

    fn value(rest: &mut &str) -> Self {
        skip_space(rest);
        if take(rest, "{") {
            let mut members = Vec::new();
            while !take(rest, "}") {
                take(rest, ",");
                skip_space(rest);
                let key = string(rest);
                assert!(take(rest, ":"), "no colon before {rest}");
                members.push((key[1..key.len() - 1].to_owned(), Self::value(rest)));
            }
            Self::Object(members)
        } else if take(rest, "[") {
            let mut items = Vec::new();
            while !take(rest, "]") {
                take(rest, ",");
                items.push(Self::value(rest));
            }
            Self::Array(items)
        } else if rest.starts_with('"') {
            Self::Leaf(string(rest))
        } else {
            let end = rest.find([',', ']', '}', ' ', '\n', '\t', '\r']).unwrap_or(rest.len());
            assert!(end > 0, "no value in {rest}");
            Self::Leaf(split(rest, end))
        }
    }

    /// Replaces or adds the value at a JSON pointer; an empty text takes it away.
    #[track_caller]
    pub(crate) fn set(&mut self, pointer: &str, value: &str) {
        let (way, last) = pointer.rsplit_once('/').expect("a pointer");
        let mut there = self;
        for step in way.split('/').skip(1) {
            there = match there {
                Self::Array(items) => &mut items[step.parse::<usize>().expect("a place")],
                Self::Object(members) => {
                    let named = members.iter_mut().rev().find(|(key, _)| is_step(key, step));
                    &mut named.unwrap_or_else(|| panic!("{pointer} leads nowhere at {step}")).1
                }
                Self::Leaf(raw) => panic!("{pointer} leads into {raw}"),
            };
        }
        match there {
            Self::Array(items) => {
                let place = last.parse::<usize>().expect("a place");
                match (value, place < items.len()) {
                    ("", _) => drop(items.remove(place)),
                    (_, true) => items[place] = Self::of(value),
                    (_, false) => items.push(Self::of(value)),
                }
            }
            Self::Object(members) => {
                let place = members.iter().rposition(|(key, _)| is_step(key, last));
                match (value, place) {
                    ("", place) => drop(members.remove(place.unwrap_or_else(|| panic!("no {pointer}")))),
                    (_, Some(place)) => members[place].1 = Self::of(value),
                    (_, None) => members.push((last.to_owned(), Self::of(value))),
                }
            }
            Self::Leaf(raw) => panic!("{pointer} leads into {raw}"),
        }
    }

    /// Appends the text, `space` between all tokens.
    pub(crate) fn write(&self, out: &mut String, space: &str) {
        out.push_str(space);
        match self {
            Self::Leaf(raw) => out.push_str(raw),
            Self::Array(items) => {
                out.push('[');
                for (place, item) in items.iter().enumerate() {
                    out.push_str(if place > 0 { "," } else { "" });
                    item.write(out, space);
                }
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                for (place, (key, value)) in members.iter().enumerate() {
                    out.push_str(if place > 0 { "," } else { "" });
                    out.push_str(&format!("{space}\"{key}\"{space}:"));
                    value.write(out, space);
                }
                out.push('}');
            }
        }
        out.push_str(space);
    }

    /// The text without any white space between tokens.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, "");
        out
    }
}

/// Whether a key, as it stands between its quotes, is this step of a JSON pointer.
fn is_step(key: &str, step: &str) -> bool {
    String::from_utf16_lossy(&code_units(key)) == step.replace("~1", "/").replace("~0", "~")
}

fn skip_space(rest: &mut &str) {
    *rest = rest.trim_start_matches([' ', '\n', '\t', '\r']);
}

fn take(rest: &mut &str, token: &str) -> bool {
    skip_space(rest);
    match rest.strip_prefix(token) {
        Some(behind) => {
            *rest = behind;
            true
        }
        None => false,
    }
}

fn split(rest: &mut &str, end: usize) -> String {
    let (before, behind) = rest.split_at(end);
    *rest = behind;
    before.to_owned()
}

fn string(rest: &mut &str) -> String {
    let bytes = rest.as_bytes();
    assert_eq!(bytes.first(), Some(&b'"'), "no string in {rest}");
    let mut at = 1;
    while bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    split(rest, at + 1)
}

/// What JSON text means: the last of doubled keys counts, strings are code units, numbers digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tree {
    Null,
    Bool(bool),
    Number(String),
    Text(Vec<u16>),
    Array(Vec<Tree>),
    Object(BTreeMap<Vec<u16>, Tree>),
}

pub(crate) fn units(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

impl Tree {
    pub(crate) fn of(text: &str) -> Self {
        Self::from(&Draft::of(text))
    }

    /// The same without members of these names, at any depth.
    pub(crate) fn without(self, names: &[&str]) -> Self {
        match self {
            Self::Array(items) => Self::Array(items.into_iter().map(|item| item.without(names)).collect()),
            Self::Object(members) => Self::Object(
                members
                    .into_iter()
                    .filter(|(key, _)| !names.iter().any(|name| units(name) == *key))
                    .map(|(key, value)| (key, value.without(names)))
                    .collect(),
            ),
            leaf => leaf,
        }
    }

    /// The same without what the host alone knows.
    pub(crate) fn without_extra(self) -> Self {
        self.without(&["extra"])
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.get(&units(key)),
            _ => None,
        }
    }

    /// The value at a JSON pointer.
    pub(crate) fn at(&self, pointer: &str) -> Option<&Self> {
        pointer.split('/').skip(1).try_fold(self, |tree, step| match tree {
            Self::Array(items) => items.get(step.parse::<usize>().ok()?),
            // In a pointer, halves of surrogate pairs are replaced.
            Self::Object(members) => {
                let step = step.replace("~1", "/").replace("~0", "~");
                members.iter().find(|(key, _)| String::from_utf16_lossy(key) == step).map(|(_, value)| value)
            }
            _ => None,
        })
    }

    /// Takes the value at a JSON pointer away.
    pub(crate) fn forget(&mut self, pointer: &str) {
        let mut there = self;
        let steps: Vec<_> =
            pointer.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~")).collect();
        let Some((last, way)) = steps.split_last() else { return };
        for step in way {
            let inside = match there {
                Self::Array(items) => step.parse::<usize>().ok().and_then(|place| items.get_mut(place)),
                Self::Object(members) => members.get_mut(&units(step)),
                _ => None,
            };
            let Some(inside) = inside else { return };
            there = inside;
        }
        match there {
            Self::Array(items) => drop(items.remove(last.parse().expect("a place"))),
            Self::Object(members) => drop(members.remove(&units(last))),
            _ => {}
        }
    }

    pub(crate) fn noun(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// Every key and every string in it.
    pub(crate) fn words(&self, into: &mut Vec<String>) {
        match self {
            Self::Text(text) => into.push(String::from_utf16_lossy(text)),
            Self::Array(items) => items.iter().for_each(|item| item.words(into)),
            Self::Object(members) => members.iter().for_each(|(key, value)| {
                into.push(String::from_utf16_lossy(key));
                value.words(into);
            }),
            _ => {}
        }
    }
}

impl std::fmt::Debug for Tree {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(digits) => f.write_str(digits),
            Self::Text(text) => write!(f, "{:?}", String::from_utf16_lossy(text)),
            Self::Array(items) => f.debug_list().entries(items).finish(),
            Self::Object(members) => f
                .debug_map()
                .entries(members.iter().map(|(key, value)| (String::from_utf16_lossy(key), value)))
                .finish(),
        }
    }
}

impl From<&Draft> for Tree {
    fn from(draft: &Draft) -> Self {
        match draft {
            Draft::Array(items) => Self::Array(items.iter().map(Self::from).collect()),
            Draft::Object(members) => Self::Object(
                members.iter().map(|(key, value)| (code_units(key), Self::from(value))).collect(),
            ),
            Draft::Leaf(raw) => match raw.as_str() {
                "null" => Self::Null,
                "true" => Self::Bool(true),
                "false" => Self::Bool(false),
                raw => match raw.strip_prefix('"') {
                    Some(inside) => Self::Text(code_units(&inside[..inside.len() - 1])),
                    None => Self::Number(raw.to_owned()),
                },
            },
        }
    }
}

/// The code units of a string, given as it stands between its quotes.
fn code_units(raw: &str) -> Vec<u16> {
    let mut units = Vec::new();
    let mut characters = raw.chars();
    while let Some(character) = characters.next() {
        let unit = match (character, if character == '\\' { characters.next() } else { None }) {
            (_, None) => {
                units.extend(character.encode_utf16(&mut [0; 2]).iter());
                continue;
            }
            (_, Some('u')) => {
                let digits: String = characters.by_ref().take(4).collect();
                u16::from_str_radix(&digits, 16).expect("four digits")
            }
            (_, Some('b')) => 8,
            (_, Some('f')) => 12,
            (_, Some('n')) => 10,
            (_, Some('r')) => 13,
            (_, Some('t')) => 9,
            (_, Some(other)) => other as u16,
        };
        units.push(unit);
    }
    units
}
