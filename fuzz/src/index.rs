//! The index says the same of a text as `serde_json`, wherever that can say anything.

use onepane::map::{At, Index, JsonKind};
use serde_json::Value;

/// Reads bytes both ways.
pub fn index(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let ours = Index::parse(text);
    let Ok(theirs) = serde_json::from_str::<Value>(text) else {
        if let Ok(ours) = &ours {
            // What `serde_json` refuses and the index takes: halves of surrogate pairs, numbers beyond every float,
            // one more level. All of it can be walked, copied and compared.
            walk(ours.root());
        }
        return;
    };
    let ours = ours.unwrap_or_else(|error| panic!("serde_json takes what the index refuses: {error}"));
    compare(ours.root(), &theirs);
    walk(ours.root());
}

fn compare(ours: At<'_>, theirs: &Value) {
    match theirs {
        Value::Null => assert_eq!(ours.kind(), JsonKind::Null),
        Value::Bool(value) => {
            assert_eq!((ours.kind(), ours.raw()), (JsonKind::Bool, if *value { "true" } else { "false" }))
        }
        Value::Number(number) => {
            assert_eq!(ours.kind(), JsonKind::Number);
            assert_eq!(serde_json::from_str::<Value>(ours.raw()).ok().as_ref(), Some(theirs), "{number}");
        }
        Value::String(text) => {
            assert_eq!(ours.kind(), JsonKind::String);
            assert_eq!(ours.chars().as_deref(), Some(text.as_str()));
        }
        Value::Array(items) => {
            assert_eq!(ours.kind(), JsonKind::Array);
            assert_eq!(ours.items().count(), items.len());
            for (ours, theirs) in ours.items().zip(items) {
                compare(ours, theirs);
            }
        }
        Value::Object(members) => {
            assert_eq!(ours.kind(), JsonKind::Object);
            for (key, theirs) in members {
                // Of doubled keys the last one counts, for both.
                compare(ours.get(key).unwrap_or_else(|| panic!("no member {key:?}")), theirs);
            }
            for (key, _) in ours.members() {
                assert!(members.contains_key(&*key.to_cow()), "a member too many");
            }
        }
    }
}

/// What is copied means the same as what it was copied from.
fn walk(at: At<'_>) {
    assert!(at.means(at), "a value means itself");
    let mut copy = String::new();
    at.copy_into(&mut copy, &[]);
    let again = Index::parse(&copy).unwrap_or_else(|error| panic!("a copy is no JSON: {error}"));
    assert!(again.root().means(at) && at.means(again.root()), "a copy means something else");
}
