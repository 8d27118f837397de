//! What is believed, what is ignored and what is refused.

use onepane_adapter_web1on1::{Config, Web1on1, Web1on1Emulator};
use onepane_core::{Adapter, Emulator, ErrorKind, Frame, Received, action_from_json};
use onepane_testkit::decoded;

#[track_caller]
fn ignored(frame: &str, reason: &str) {
    let shown = decoded(&crate::SUBJECT, &Frame::from_json(frame).unwrap());
    assert_eq!(shown, serde_json::json!({ "ignored": reason }));
}

#[test]
fn what_is_not_web1on1s_is_ignored() {
    let none = "web1on1 posts no window messages";
    ignored(r#"{"dir":"in","via":"message","data":{"event":"open"}}"#, none);
    ignored(r#"{"dir":"in","via":"message","data":"{\"event\":\"appContext\",\"data\":{}}"}"#, none);
    ignored(r#"{"dir":"in","via":"callback","name":"onMessage","args":[]}"#, "web1on1 calls nothing back");
    ignored(r#"{"dir":"in","via":"page","state":"visible"}"#, "the page's state is not web1on1's");
    ignored(
        r#"{"dir":"in","via":"return","id":"r1","status":200,"value":true}"#,
        "web1on1 is sent no HTTP requests, so this answers none",
    );
    ignored(r#"{"dir":"out","via":"call","id":"r1","target":"web1on1.open"}"#, "not an inbound frame");
}

#[test]
fn the_global_can_have_another_name() {
    let mut config = Config::default();
    config.global = "acme.chat".to_owned();
    let action = action_from_json(r#"{"type":"panel.open","data":{}}"#).unwrap();
    let frames = Web1on1::new(config.clone()).unwrap().encode(&"r1".into(), &action).unwrap();
    assert_eq!(
        frames[0].to_json(),
        r#"{"dir":"out","via":"call","id":"r1","target":"acme.chat.open","args":[]}"#
    );
    let mut host = Web1on1Emulator::with_config(config).unwrap();
    assert_eq!(host.receive(&frames[0]).unwrap(), Received::Action(action.with_id("r1")));
    assert!(matches!(crate::received(&frames[0]), Received::Ignored("not a call of web1on1's")));
}

#[test]
fn a_global_that_no_script_could_write_is_refused() {
    for global in ["", " ", "web1on1.", ".web1on1", "1on1", "web1on1 ", "web-1on1", "a..b", "a\nb", "wéb"] {
        let mut config = Config::default();
        config.global = global.to_owned();
        let error = Web1on1::new(config.clone()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected the name of a JavaScript global, such as `web1on1` in `global`, found another text"
        );
        assert_eq!(error.kind(), ErrorKind::InvalidConfig);
        assert!(Web1on1Emulator::with_config(config).is_err());
    }
}

#[test]
fn a_malformed_call_is_an_error_for_the_simulated_host() {
    let call = |target: &str, args: &str| {
        let frame =
            format!(r#"{{"dir":"out","via":"call","id":"r","target":"web1on1.{target}","args":{args}}}"#);
        Web1on1Emulator::new().receive(&Frame::from_json(&frame).unwrap())
    };
    let error = |target: &str, args: &str| call(target, args).unwrap_err().to_string();
    assert_eq!(error("api.sendClientMessage", "[]"), "/args/0: expected a string, found nothing");
    assert_eq!(error("api.sendClientMessage", "[7]"), "/args/0: expected a string, found a number");
    assert_eq!(error("setPredefinedMessage", "[null]"), "/args/0: expected a string, found null");
    assert_eq!(
        error("api.showFakeAgentMessage", r#"["a",{}]"#),
        "/args/1: expected a string, found an object"
    );
    // An event handler is given the event, and does not care.
    assert!(matches!(call("open", "[{}]"), Ok(Received::Action(_))));
    // The two halves of the API are not one.
    for target in ["sendClientMessage", "api.open", "api.setPredefinedMessage", "api", "OPEN"] {
        let Received::Refused { frames, .. } = call(target, r#"["a"]"#).unwrap() else { panic!("{target}") };
        assert_eq!(
            frames[0].to_json(),
            r#"{"dir":"in","via":"return","id":"r","error":"onepane: the simulated chat has no such function"}"#
        );
    }
    let message = Frame::from_json(r#"{"dir":"out","via":"message","data":{}}"#).unwrap();
    assert!(matches!(crate::received(&message), Received::Ignored(_)));
}
