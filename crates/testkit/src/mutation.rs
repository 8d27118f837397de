//! Frames that are almost the host's own.

use std::borrow::Cow;

use onepane_core::{Body, Data, Destination, Frame, Inbound, Outbound};
use onepane_map::{At, Index, JsonKind};
use onepane_model::Json;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::select;

use crate::fixture::Fixture;

/// JSON text, taken apart so that it can be damaged: keys may be doubled and strings hold any escape.
#[derive(Debug, Clone)]
pub(crate) enum Tree {
    Leaf(String),
    Array(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

/// One damage. The number chooses where.
#[derive(Debug, Clone)]
enum Damage {
    Replace(u32, String),
    Remove(u32),
    Double(u32, String),
    Insert(u32, String, String),
}

/// Frames made from the window messages, the callbacks' arguments and the answers to calls among the
/// fixtures: any value replaced by any other, members removed, keys doubled, foreign JSON put in between;
/// up to five damages at once.
///
/// # Panics
///
/// When none of the fixtures has JSON in it.
pub fn mutated(fixtures: &[Fixture]) -> impl Strategy<Value = Frame> + use<> {
    let documents = documents(fixtures);
    assert!(!documents.is_empty(), "no frame with JSON in it among the fixtures");
    (select(documents), damages()).prop_map(|((mut frame, mut tree), damages)| {
        for damage in damages {
            apply(&mut tree, damage);
        }
        put(&mut frame, &tree);
        frame
    })
}

/// Whether there is anything that [`mutated`] can damage.
pub(crate) fn can_be_mutated(fixtures: &[Fixture]) -> bool {
    !documents(fixtures).is_empty()
}

fn documents(fixtures: &[Fixture]) -> Vec<(Frame, Tree)> {
    let read = |fixture: &Fixture| {
        let document = document(&fixture.frame)?;
        let index = Index::parse(&document).ok()?;
        Some((fixture.frame.clone(), tree(index.root())))
    };
    fixtures.iter().filter_map(read).collect()
}

/// JSON texts that are almost these.
pub(crate) fn damaged(texts: &[String]) -> impl Strategy<Value = String> + use<> {
    let trees: Vec<Tree> =
        texts.iter().filter_map(|text| Some(tree(Index::parse(text).ok()?.root()))).collect();
    (select(trees), damages()).prop_map(|(mut tree, damages)| {
        for damage in damages {
            apply(&mut tree, damage);
        }
        let mut text = String::new();
        write(&tree, &mut text);
        text
    })
}

fn damages() -> impl Strategy<Value = Vec<Damage>> {
    proptest::collection::vec(damage(), 1..6)
}

/// Frames of every kind with anything in them: names that the host knows with values that it does not, texts that
/// are no JSON, URLs that are none.
pub(crate) fn anything(fixtures: &[Fixture]) -> impl Strategy<Value = Frame> + use<> {
    let mut names: Vec<String> = fixtures
        .iter()
        .filter_map(|fixture| match &fixture.frame.body {
            Body::In(Inbound::Callback { name, .. }) => Some(name.clone()),
            Body::Out(Outbound::Call { target, .. }) => Some(target.clone()),
            _ => None,
        })
        .collect();
    names.push("conformance".to_owned());
    names.dedup();
    let paths: Vec<String> = fixtures
        .iter()
        .filter_map(|fixture| match &fixture.frame.body {
            Body::Out(Outbound::Http { path, .. }) => Some(path.clone()),
            _ => None,
        })
        .chain(["/".to_owned(), String::new(), "/api/../x?a=b".to_owned()])
        .collect();
    let text = || prop_oneof!["\\PC{0,40}", value()];
    let name = || prop_oneof![4 => select(names.clone()), 1 => "\\PC{0,12}"];
    let jsons = || proptest::collection::vec(value().prop_map(Json::from_text), 0..4);
    let maybe = || proptest::option::of(value().prop_map(Json::from_text));
    let inbound = prop_oneof![
        3 => value().prop_map(|json| message(Data::value(json))),
        3 => text().prop_map(|text| message(Data::Text(text))),
        3 => (name(), jsons()).prop_map(|(name, args)| Inbound::Callback { name, args }),
        2 => (any::<u16>(), maybe(), maybe()).prop_map(|(status, value, error)| Inbound::Return {
            id: format!("r{}", status % 7).into(),
            status: (status % 3 == 0).then_some(status % 700),
            value,
            error,
        }),
        1 => (proptest::option::of(url()), proptest::collection::btree_map("[a-z]{0,9}", "\\PC{0,9}", 0..3))
            .prop_map(|(url, attributes)| Inbound::Launch { url, attributes: attributes.into_iter().collect() }),
    ];
    let outbound = prop_oneof![
        value().prop_map(|json| Outbound::Message {
            to: Destination::Parent,
            target_origin: None,
            data: Data::value(json),
        }),
        text().prop_map(|text| Outbound::Message {
            to: Destination::Parent,
            target_origin: None,
            data: Data::Text(text),
        }),
        (name(), jsons()).prop_map(|(target, args)| Outbound::Call { id: "r1".into(), target, args }),
        name().prop_map(|name| Outbound::Subscribe { name }),
        (select(vec!["GET", "POST", "PATCH", "DELETE", ""]), select(paths), maybe()).prop_map(
            |(method, path, body)| Outbound::Http { id: "r1".into(), method: method.to_owned(), path, body }
        ),
    ];
    prop_oneof![3 => inbound.prop_map(Frame::from), 1 => outbound.prop_map(Frame::from)]
}

fn message(data: Data) -> Inbound {
    Inbound::Message { source: None, origin: None, data }
}

fn url() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{0,30}", "https://[a-z]{1,5}\\.test/[?#&=%a-z0-9]{0,30}"]
}

/// The JSON in a frame that can be changed: of an answer its value or, where it has none, its error.
pub(crate) fn document(frame: &Frame) -> Option<Cow<'_, str>> {
    match &frame.body {
        Body::In(Inbound::Message { data: Data::Text(text), .. }) => Some(text.into()),
        Body::In(Inbound::Message { data: Data::Value(json), .. }) => Some(json.as_str().into()),
        Body::In(Inbound::Callback { args, .. }) => {
            let args: Vec<&str> = args.iter().map(Json::as_str).collect();
            Some(format!("[{}]", args.join(",")).into())
        }
        Body::In(Inbound::Return { value, error, .. }) => {
            value.as_ref().or(error.as_ref()).map(|json| json.as_str().into())
        }
        _ => None,
    }
}

/// Puts the changed JSON where [`document`] took it from.
pub(crate) fn put(frame: &mut Frame, tree: &Tree) {
    let text = |tree: &Tree| {
        let mut text = String::new();
        write(tree, &mut text);
        text
    };
    match &mut frame.body {
        Body::In(Inbound::Message { data, .. }) => {
            *data = match data {
                Data::Text(_) => Data::Text(text(tree)),
                _ => Data::value(text(tree)),
            };
        }
        Body::In(Inbound::Callback { args, .. }) => {
            *args = match tree {
                Tree::Array(items) => items.iter().map(|item| Json::from_text(text(item))).collect(),
                other => vec![Json::from_text(text(other))],
            };
        }
        Body::In(Inbound::Return { value: Some(json), .. } | Inbound::Return { error: Some(json), .. }) => {
            *json = Json::from_text(text(tree));
        }
        _ => {}
    }
}

/// Puts a document's text where [`document`] took it from.
pub(crate) fn put_text(frame: &mut Frame, text: String) {
    put(frame, &Tree::Leaf(text));
}

pub(crate) fn tree(at: At<'_>) -> Tree {
    match at.kind() {
        JsonKind::Object => {
            Tree::Object(at.members().map(|(key, value)| (key.raw().to_owned(), tree(value))).collect())
        }
        JsonKind::Array => Tree::Array(at.items().map(tree).collect()),
        _ => Tree::Leaf(at.raw().to_owned()),
    }
}

fn write(tree: &Tree, out: &mut String) {
    match tree {
        Tree::Leaf(raw) => out.push_str(raw),
        Tree::Array(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Tree::Object(members) => {
            out.push('{');
            for (place, (key, value)) in members.iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                out.push_str(&format!("\"{key}\":"));
                write(value, out);
            }
            out.push('}');
        }
    }
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        4 => (any::<u32>(), value()).prop_map(|(place, value)| Damage::Replace(place, value)),
        2 => any::<u32>().prop_map(Damage::Remove),
        1 => (any::<u32>(), value()).prop_map(|(place, value)| Damage::Double(place, value)),
        2 => (any::<u32>(), key(), value()).prop_map(|(place, key, value)| Damage::Insert(place, key, value)),
    ]
}

/// A key's JSON form.
fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z_]{0,6}",
        select(vec!["$", "$as", "$$as", "extra", "id", "\\u0069d", "\\ud83d", "a b", "\\\"", "é", "type"])
            .prop_map(str::to_owned),
    ]
}

/// A value's JSON form: ordinary ones, and those that break things.
fn value() -> impl Strategy<Value = String> {
    let odd = select(vec![
        "null",
        "true",
        "false",
        "0",
        "-0",
        "1",
        "1.0",
        "1.5",
        "-1",
        "1e3",
        "1e999",
        "0.1e-400",
        "9007199254740993",
        "123456789012345678901234567890",
        "1767949900",
        "1767949900.123",
        "\"\"",
        "\"0\"",
        "\"a\\ud83d\"",
        "\"\\u0000\"",
        "\"\\\"}\"",
        "\"2026-01-10T08:00:00.000Z\"",
        "\"2026-01-10T08:00:00+01:00\"",
        "[]",
        "{}",
        "[null]",
        "[[]]",
        "{\"\":null}",
        "[\"a\",1,null,{}]",
        "{\"a\":1,\"a\":2}",
        "{\"extra\":{\"$as\":{}}}",
        "[{\"id\":1},{\"id\":\"x\"},5]",
    ])
    .prop_map(str::to_owned);
    let leaf = prop_oneof![
        3 => odd,
        1 => any::<i64>().prop_map(|number| number.to_string()),
        1 => "[a-zA-Z :_]{0,8}".prop_map(|text| format!("\"{text}\"")),
        1 => any::<f64>().prop_filter("JSON has no such number", |n| n.is_finite()).prop_map(|n| format!("{n:?}")),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(","))),
            proptest::collection::vec((key(), inner), 0..4).prop_map(|members| {
                let members: Vec<String> =
                    members.into_iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
    .boxed()
    .prop_union(Just("null".to_owned()).boxed())
}

fn apply(tree: &mut Tree, damage: Damage) {
    let (Damage::Replace(place, _)
    | Damage::Remove(place)
    | Damage::Double(place, _)
    | Damage::Insert(place, ..)) = damage;
    let mut left = place as usize % size(tree);
    visit(tree, &mut left, &damage);
}

fn size(tree: &Tree) -> usize {
    1 + match tree {
        Tree::Leaf(_) => 0,
        Tree::Array(items) => items.iter().map(size).sum(),
        Tree::Object(members) => members.iter().map(|(_, value)| size(value)).sum(),
    }
}

/// Walks to the place and does the damage there; `true` when it is done.
fn visit(tree: &mut Tree, left: &mut usize, damage: &Damage) -> bool {
    if *left == 0 {
        match damage {
            Damage::Replace(_, value) => *tree = Tree::Leaf(value.clone()),
            Damage::Insert(_, key, value) => match tree {
                Tree::Object(members) => members.push((key.clone(), Tree::Leaf(value.clone()))),
                Tree::Array(items) => items.insert(items.len() / 2, Tree::Leaf(value.clone())),
                Tree::Leaf(_) => {}
            },
            _ => {}
        }
        return true;
    }
    *left -= 1;
    match tree {
        Tree::Leaf(_) => false,
        Tree::Array(items) => {
            for place in 0..items.len() {
                let here = *left == 0;
                if here && matches!(damage, Damage::Remove(_)) {
                    items.remove(place);
                    return true;
                }
                if items.get_mut(place).is_some_and(|item| visit(item, left, damage)) {
                    return true;
                }
            }
            false
        }
        Tree::Object(members) => {
            for place in 0..members.len() {
                match damage {
                    Damage::Remove(_) if *left == 0 => {
                        members.remove(place);
                        return true;
                    }
                    Damage::Double(_, value) if *left == 0 => {
                        let key = members.get(place).map(|(key, _)| key.clone()).unwrap_or_default();
                        members.push((key, Tree::Leaf(value.clone())));
                        return true;
                    }
                    _ => {}
                }
                if members.get_mut(place).is_some_and(|(_, value)| visit(value, left, damage)) {
                    return true;
                }
            }
            false
        }
    }
}
