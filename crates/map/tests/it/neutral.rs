//! The shape of what the engine makes.

use onepane_map::{At, Index, JsonKind};
use onepane_model::EventKind;
use onepane_model::record::{Kind, Record, Type};

/// No record of a neutral event has a member twice, nor has its `extra`.
#[track_caller]
pub(crate) fn assert_no_doubled_members(line: &str) {
    let index = Index::parse(line).unwrap();
    assert_unique(index.root(), line);
    let kind =
        index.root().get("type").and_then(|kind| kind.chars()).and_then(|kind| EventKind::from_name(&kind));
    record(kind.unwrap().record(), index.root().get("data").unwrap(), line);
}

fn record(record_of: &Record, at: At<'_>, line: &str) {
    assert_unique(at, line);
    for (key, inner) in at.members() {
        if key.is("extra") {
            assert_unique(inner, line);
            for note in ["$as", "$other", "$items", "$envelope"] {
                inner.get(note).into_iter().for_each(|note| assert_unique(note, line));
            }
        } else {
            let of = record_of.member(&key.to_cow()).and_then(|member| record_of.type_of(member));
            value(of.unwrap_or_else(|| panic!("{}: unknown in {line}", key.raw())), inner, line);
        }
    }
}

fn value(of: &Type, at: At<'_>, line: &str) {
    let fits = match (of, at.kind()) {
        (Type::Record(of), JsonKind::Object) => {
            record(of(), at, line);
            true
        }
        (Type::List(item), JsonKind::Array) => {
            at.items().for_each(|inner| value(item, inner, line));
            true
        }
        (Type::Keyed(item), JsonKind::Object) => {
            assert_unique(at, line);
            at.members().for_each(|(_, inner)| value(item, inner, line));
            true
        }
        (Type::Plain(Kind::Integer), JsonKind::Number) => at.raw().parse::<i64>().is_ok(),
        (Type::Plain(Kind::Text | Kind::Time), JsonKind::String)
        | (Type::Plain(Kind::Number), JsonKind::Number)
        | (Type::Plain(Kind::Bool), JsonKind::Bool)
        | (Type::Plain(Kind::Json), _) => true,
        _ => false,
    };
    assert!(fits, "{} where {} belongs in {line}", at.kind().noun(), of.kind().expected());
}

#[track_caller]
pub(crate) fn assert_unique(at: At<'_>, whole: &str) {
    let mut keys: Vec<_> = at.members().map(|(key, _)| key.as_key()).collect();
    let all = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), all, "a doubled key in {} of {whole}", at.raw());
}
