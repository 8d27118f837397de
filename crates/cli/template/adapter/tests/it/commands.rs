//! What each action is on __Title__'s wire, and what is refused before it gets there.

use __ident__::{__Host__, __Host__Emulator, Config};
use onepane_core::{Adapter, Emulator, Received, action_from_json};
use onepane_testkit::{fixtures, same_meaning};

/// The neutral action of each outbound fixture.
const ACTIONS: &[(&str, &str)] =
    &[("insert_text", r#"{"type":"compose.set_text","data":{"text":"Your parcel left the depot."}}"#)];

fn adapter() -> __Host__ {
    __Host__::new(Config::default()).unwrap()
}

#[test]
fn each_action_is_the_vendors_message() {
    let fixtures = fixtures(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/outbound"));
    assert_eq!(fixtures.len(), ACTIONS.len());
    for (name, action) in ACTIONS {
        let fixture = fixtures.iter().find(|fixture| fixture.name == *name).unwrap();
        let frames = adapter().encode(&"r1".into(), &action_from_json(action).unwrap()).unwrap();
        let [frame] = &frames[..] else { panic!("one frame") };
        assert!(same_meaning(&frame.to_json(), fixture.text.trim()), "{}", frame.to_json());
    }
}

#[test]
fn the_host_understands_what_the_adapter_sends() {
    for (_, action) in ACTIONS {
        let action = action_from_json(action).unwrap();
        let frames = adapter().encode(&"r1".into(), &action).unwrap();
        let received = __Host__Emulator::new().receive(&frames[0]).unwrap();
        assert_eq!(received, Received::Action(action.with_id("r1")));
    }
}

#[test]
fn what_the_host_cannot_do_is_refused_with_the_reason() {
    let refusal = |action: &str| {
        adapter().encode(&"r1".into(), &action_from_json(action).unwrap()).unwrap_err().to_string()
    };
    assert_eq!(
        refusal(r#"{"type":"context.refresh","data":{}}"#),
        "__host__: context.refresh is unsupported: __Title__'s widget protocol has nothing of the kind"
    );
    assert_eq!(
        refusal(r#"{"type":"compose.set_text","data":{"text":""}}"#),
        "__host__: compose.set_text is refused: text must have 1 to 2000 UTF-16 units, it has 0"
    );
}
