//! Nothing is lost on the way to the model and back.

use onepane_adapter_chatwoot::PROTOCOL;
use onepane_core::{Body, Data, Frame, Inbound};
use onepane_testkit::{Fixture, assert_lossless};
use proptest::prelude::{ProptestConfig, any};
use proptest::sample::select;
use proptest::test_runner::TestRunner;
use serde_json::Value;

#[test]
fn any_mixture_of_the_hosts_shapes_comes_back_exactly() {
    let contexts: Vec<Value> = crate::inbound().iter().filter_map(context).collect();
    let mut members = Vec::new();
    contexts.iter().for_each(|context| collect(context, &mut members));
    // Of an object with nothing but the secret in it nothing would be left to compare.
    members.retain(|(key, _)| !PROTOCOL.secrets.contains(&key.as_str()));
    members.sort_by_key(|(key, value)| format!("{key}{value}"));
    members.dedup();
    let moves = proptest::collection::vec((any::<usize>(), select(members), any::<bool>()), 1..12);
    let config = ProptestConfig::default();
    let mut runner = TestRunner::new(ProptestConfig { cases: config.cases.max(4000), ..config });
    let translated = std::cell::Cell::new(0);
    let outcome = runner.run(&(select(contexts), moves), |(mut context, moves)| {
        for (place, (key, value), here) in moves {
            let mut objects = Vec::new();
            places(&context, String::new(), &mut objects);
            // Beside one of its own kind, or anywhere.
            let alike: Vec<&String> = objects
                .iter()
                .filter(|object| here && context.pointer(object).is_some_and(|at| at.get(&key).is_some()))
                .collect();
            let object = match alike.len() {
                0 => objects[place % objects.len()].clone(),
                count => alike[place % count].clone(),
            };
            context.pointer_mut(&object).unwrap()[&key] = value;
        }
        let frame = Frame::message(Data::Text(context.to_string()));
        translated.set(translated.get() + u32::from(assert_lossless(&crate::SUBJECT, &frame)));
        Ok(())
    });
    outcome.unwrap();
    assert!(translated.get() > 1000, "only {} were translated", translated.get());
}

fn context(fixture: &Fixture) -> Option<Value> {
    match &fixture.frame.body {
        Body::In(Inbound::Message { data: Data::Text(text), .. }) => serde_json::from_str(text).ok(),
        _ => None,
    }
}

/// Every member that stands anywhere in a value.
fn collect(value: &Value, members: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                members.push((key.clone(), value.clone()));
                collect(value, members);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, members)),
        _ => {}
    }
}

/// Pointers to every object in a value.
fn places(value: &Value, at: String, objects: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                places(value, format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), objects);
            }
            objects.push(at);
        }
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                places(item, format!("{at}/{place}"), objects);
            }
        }
        _ => {}
    }
}
