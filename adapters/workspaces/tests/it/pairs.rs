//! Whatever an action says, the host understands it as that action.

use onepane_adapter_workspaces::{Config, Dialect, WorkspacesEmulator};
use onepane_core::{Adapter, Emulator, Received, action_from_json};
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use serde_json::{Value, json};

use crate::{after, of};

proptest! {
    #[test]
    fn an_action_is_understood_as_it_was_meant(action in action(), v3 in any::<bool>(), rich in any::<bool>()) {
        check(&action, if v3 { Dialect::V3 } else { Dialect::Axp }, rich);
    }
}

fn check(action: &Value, dialect: Dialect, rich: bool) {
    let config: Config = of(dialect);
    let seen: &[&str] = match rich {
        true => &["launch_on_interaction", "interaction_unknown_words"],
        false => &["launch_on_interaction"],
    };
    let action = action_from_json(&action.to_string()).unwrap();
    // What a generation cannot do is another test's business.
    let Ok(frames) = after(config.clone(), seen).encode(&"r".into(), &action) else {
        assert_eq!((dialect, action.kind_name()), (Dialect::V3, "compose.set_text"));
        return;
    };
    assert_eq!(frames.len(), 1);
    let received = WorkspacesEmulator::with_config(config).unwrap().receive(&frames[0]).unwrap();
    assert_eq!(received, Received::Action(action.with_id("r")));
}

fn action() -> impl Strategy<Value = Value> {
    let of = |kind: &'static str, data: Value| json!({ "type": kind, "data": data });
    prop_oneof![
        any::<String>().prop_map(move |text| of("message.send", json!({ "text": text }))),
        any::<String>().prop_map(move |text| of("compose.set_text", json!({ "text": text }))),
        (any::<String>(), prop_oneof![Just("blind"), Just("consult")])
            .prop_map(move |(to, mode)| of("conversation.transfer", json!({ "to": to, "mode": mode }))),
        any::<String>()
            .prop_map(move |code| { of("agent.set_state", json!({ "state": "not_ready", "reason": code })) }),
        (any::<String>(), prop_oneof![Just("info"), Just("warning"), Just("error")])
            .prop_map(move |(text, level)| of("notification.show", json!({ "text": text, "level": level }))),
        payload().prop_map(move |payload| of("widget.post", json!({ "payload": payload }))),
        (any::<String>(), payload())
            .prop_map(move |(to, payload)| of("widget.post", json!({ "to": to, "payload": payload }))),
        proptest::collection::vec(payload(), 1..4)
            .prop_map(move |args| of("host.call", json!({ "name": "updateCustomCard", "args": args }))),
    ]
}

fn payload() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        proptest::collection::vec(any::<String>(), 0..3).prop_map(Value::from),
        (any::<String>(), any::<String>()).prop_map(|(key, value)| json!({ key: value })),
    ]
}
