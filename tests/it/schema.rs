//! The schemas: up to date, and true.

use onepane::core::Adapter as _;
use onepane::map::JsonLines;
use onepane::{HOSTS, SCHEMAS};

pub(crate) fn validator(name: &str) -> jsonschema::Validator {
    jsonschema::draft202012::new(&onepane::schema(name).unwrap()).unwrap()
}

#[track_caller]
pub(crate) fn check(validator: &jsonschema::Validator, what: &str, instance: &serde_json::Value) {
    let faults: Vec<String> =
        validator.iter_errors(instance).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(faults.is_empty(), "{what}: {faults:#?}\n{instance:#}");
}

#[test]
fn the_files_are_what_the_model_says() {
    for name in SCHEMAS {
        let path = crate::root().join("schemas").join(format!("{name}.json"));
        let file = std::fs::read_to_string(&path).unwrap_or_default();
        let schema = onepane::schema(name).unwrap();
        assert!(file == format!("{schema:#}\n"), "{} has drifted: run `cargo xtask codegen`", path.display());
    }
}

#[test]
fn every_fixture_and_its_events_are_valid() {
    let (events, frames) = (validator("event"), validator("frame"));
    for host in HOSTS {
        for fixture in crate::fixtures(host) {
            let name = format!("{host}/{}", fixture.name);
            // What serde_json refuses (halves of surrogate pairs) is not for a JSON Schema to judge.
            if let Ok(frame) = serde_json::from_str(&fixture.text) {
                check(&frames, &name, &frame);
            }
            let mut lines = JsonLines::of(&fixture.frame);
            if crate::adapter(host).decode(&fixture.frame, &mut lines).is_ok() {
                for line in lines.as_str().lines() {
                    if let Ok(event) = serde_json::from_str(line) {
                        check(&events, &name, &event);
                    }
                }
            }
        }
    }
}

#[test]
fn every_scenario_and_its_frames_are_valid() {
    let (actions, frames) = (validator("action"), validator("frame"));
    for (name, action) in crate::encode::SCENARIOS {
        check(&actions, name, &serde_json::from_str(action).unwrap());
        for host in HOSTS {
            for frame in crate::encode::frames(host, action).unwrap_or_default() {
                check(&frames, name, &serde_json::from_str(&frame.to_json()).unwrap());
            }
        }
    }
}

#[test]
fn capabilities_are_valid() {
    let validator = validator("capabilities");
    for host in HOSTS {
        check(&validator, host, &serde_json::to_value(crate::adapter(host).capabilities()).unwrap());
    }
}

#[test]
fn the_schemas_refuse_what_they_should() {
    let events = validator("event");
    let wrong = serde_json::json!({
        "specversion": "1.0", "id": "1", "source": "onepane://chatwoot/1", "host": "chatwoot",
        "type": "dev.onepane.context.changed", "data": { "conversation": { "id": 42 } },
    });
    assert!(!events.is_valid(&wrong), "an id is a string");
    let actions = validator("action");
    let mistyped =
        serde_json::json!({ "type": "message.send", "data": { "text": "a", "visiblity": "internal" } });
    assert!(!actions.is_valid(&mistyped), "a mistyped member is no action");
    let unknown = serde_json::json!({ "type": "made.up", "data": { "x": 1 } });
    assert!(actions.is_valid(&unknown), "a kind that is not listed may hold anything");
    let assign = serde_json::json!({ "type": "conversation.assign", "data": { "agent": null } });
    assert!(actions.is_valid(&assign), "null takes the conversation away");
}
