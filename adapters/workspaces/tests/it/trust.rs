//! What is believed, what is ignored, what is refused and what never surfaces.

use onepane_adapter_workspaces::{Config, Dialect, Workspaces, WorkspacesEmulator};
use onepane_core::{Adapter, ErrorKind, Frame};
use onepane_map::JsonLines;
use onepane_testkit::decoded;

use crate::{after, of};

fn callback(name: &str, args: &str) -> Frame {
    let text = format!(r#"{{"dir":"in","via":"callback","name":"{name}","args":{args}}}"#);
    Frame::from_json(&text).unwrap()
}

#[track_caller]
fn corrupt(name: &str, args: &str, error: &str) {
    let mut lines = JsonLines::default();
    let found = (crate::SUBJECT.adapter)().decode(&callback(name, args), &mut lines).unwrap_err();
    assert_eq!((found.to_string().as_str(), found.kind()), (error, ErrorKind::MalformedFrame));
    assert_eq!(lines.as_str(), "");
}

#[test]
fn a_payload_of_a_known_form_that_is_none_is_an_error() {
    for name in [
        "onAgentStateEvent",
        "onAnyInteractionEvent",
        "onContextDataEvent",
        "onInteractionEvent",
        "onMediaEvent",
        "onMediaMessageEvent",
    ] {
        corrupt(name, "[7]", "expected an object, found a number");
        corrupt(name, "[[]]", "expected an object, found an array");
        corrupt(name, r#"["x"]"#, "expected an object, found a string");
    }
    corrupt("onParticipantsAdded", "[7]", "expected an array, found a number");
    corrupt("onCapabilitiesEvent", "[7]", "expected one of the known shapes, found a number");
}

#[test]
fn a_wrong_value_inside_costs_a_warning() {
    let shown = decoded(&crate::SUBJECT, &callback("onParticipantsAdded", r#"[[{"name":"A"},7]]"#));
    assert_eq!(shown["warnings"], serde_json::json!(["/1: expected an object, found a number"]));
    assert_eq!(shown["events"][0]["data"]["participants"], serde_json::json!([{"name": "A"}]));
}

#[test]
fn a_payload_of_an_unknown_form_is_taken_as_it_is() {
    for name in [
        "onAnyInteractionEndedEvent",
        "onCardFocusedEvent",
        "onChannelStatusUpdateEvent",
        "onCustomCardEndedEvent",
        "onEmailAttachmentUploadEvent",
        "onInteractionEndedEvent",
        "onInteractionTabChange",
        "onMessageEvent",
        "onNavigationEvent",
        "onRequestServicesEvent",
        "onResourceAcquiredEvent",
        "onResourceReleasedEvent",
        "onSSOTokenRefreshEvent",
        "onTeamMemberEvent",
        "onUserTypingEvent",
        "onCustomCardDeletedEvent",
        "onLocaleUpdatedEvent",
        "onWeatherEvent",
    ] {
        for args in ["[7]", "[[]]", r#"["x"]"#, "[null]", "[]", "[{},1]"] {
            let frame = callback(name, args);
            assert!(onepane_testkit::assert_lossless(&crate::SUBJECT, &frame), "{name}: {args}");
        }
    }
}

#[test]
fn an_absent_payload_is_no_error() {
    // Nulls are not documented, and nothing says that a payload always comes.
    for name in ["onInteractionEvent", "onContextDataEvent", "onParticipantsAdded", "onCapabilitiesEvent"] {
        for args in ["[null]", "[]"] {
            assert!(onepane_testkit::assert_lossless(&crate::SUBJECT, &callback(name, args)), "{name}");
        }
    }
}

#[test]
fn what_is_not_workspaces_is_ignored() {
    for frame in [
        r#"{"dir":"in","via":"message","data":{"event":"appContext"}}"#,
        r#"{"dir":"in","via":"message","data":"hello"}"#,
        r#"{"dir":"in","via":"page","state":"visible"}"#,
        r#"{"dir":"out","via":"subscribe","name":"onMediaEvent"}"#,
    ] {
        let shown = decoded(&crate::SUBJECT, &Frame::from_json(frame).unwrap());
        assert!(shown.get("ignored").is_some(), "{shown}");
    }
}

#[test]
fn the_access_token_never_surfaces() {
    const SECRET: &str = "not-a-real-token";
    let mut with_secret = 0;
    for fixture in crate::inbound() {
        with_secret += u32::from(fixture.text.contains(SECRET));
        for (subject, dialect) in [(&crate::SUBJECT, Dialect::Axp), (&crate::OLDER, Dialect::V3)] {
            let shown = decoded(subject, &fixture.frame).to_string();
            assert!(!shown.contains(SECRET), "{}: {shown}", fixture.name);
            let mut config = Config::default();
            config.dialect = dialect;
            let mut adapter = Workspaces::new(config).unwrap();
            if let Ok((events, seen)) = adapter.events(&fixture.frame) {
                assert!(!format!("{events:?}{seen:?}{adapter:?}").contains(SECRET), "{}", fixture.name);
            }
        }
    }
    assert_eq!(with_secret, 3);
}

#[test]
fn a_token_is_dropped_wherever_it_stands() {
    const SECRET: &str = "not-a-real-token";
    let token =
        format!(r#"{{"token":"{SECRET}","to\u006ben":"{SECRET}","a":[{{"token":{{"b":"{SECRET}"}}}}]}}"#);
    for name in [
        "onMessageEvent",
        "onMessageEvent:order-panel",
        "onWeatherEvent",
        "onInteractionEvent",
        "onTeamMemberEvent",
        "onNavigationEvent",
        "onCapabilitiesEvent",
        "onSSOTokenRefreshEvent",
    ] {
        for args in [format!("[{token}]"), format!("[null,{token}]"), format!("[{{\"x\":{token}}}]")] {
            let shown = decoded(&crate::SUBJECT, &callback(name, &args)).to_string();
            assert!(!shown.contains(SECRET), "{name}: {shown}");
        }
    }
    for ending in ["value", "error"] {
        let frame = format!(r#"{{"dir":"in","via":"return","id":"r","{ending}":{token}}}"#);
        let shown = decoded(&crate::SUBJECT, &Frame::from_json(&frame).unwrap()).to_string();
        assert!(!shown.contains(SECRET), "{shown}");
    }
    // Of an answer that is the context, too.
    let mut adapter = after(Config::default(), &["launch_on_interaction"]);
    let refresh = onepane_core::action_from_json(r#"{"type":"context.refresh","data":{}}"#).unwrap();
    adapter.encode(&"r".into(), &refresh).unwrap();
    let frame = format!(r#"{{"dir":"in","via":"return","id":"r","value":{token}}}"#);
    let mut lines = JsonLines::default();
    adapter.decode(&Frame::from_json(&frame).unwrap(), &mut lines).unwrap();
    assert!(!lines.as_str().contains(SECRET), "{}", lines.as_str());
    // What a simulated host tells has none either, even if an event were to hold one.
    let event = format!(
        r#"{{"specversion":"1.0","id":"1","source":"onepane://workspaces/-","type":"dev.onepane.widget.message",
        "host":"workspaces","hostevent":"onMessageEvent","data":{{"payload":{token}}}}}"#
    );
    let frames = (crate::SUBJECT.emulator)().emulate(&event).unwrap().frames;
    assert!(!frames[0].to_json().contains(SECRET));
}

#[test]
fn the_last_of_doubled_keys_counts() {
    let frame = callback("onInteractionEvent", r#"[{"id":"a","id":"b","state":"HELD","state":"ACTIVE"}]"#);
    let shown = decoded(&crate::SUBJECT, &frame);
    let conversation = &shown["events"][0]["data"]["conversation"];
    assert_eq!((&conversation["id"], &conversation["state"]), (&"b".into(), &"active".into()));
}

#[test]
fn a_text_that_was_cut_in_the_middle_of_a_character_costs_nothing() {
    let frame = callback("onMediaMessageEvent", r#"[{"body":{"text":"a\ud83d"}}]"#);
    let shown = decoded(&crate::SUBJECT, &frame);
    assert_eq!(shown["events"][0]["data"]["message"]["text"], "a\u{fffd}");
    assert!(onepane_testkit::assert_lossless(&crate::SUBJECT, &frame));
}

#[test]
fn the_account_is_the_settings_before_it_is_the_frames() {
    let frame = callback("onInteractionEvent", r#"[{"id":"a","tenantId":"t1"}]"#);
    let source = |config| Workspaces::new(config).unwrap().events(&frame).unwrap().0[0].source.clone();
    assert_eq!(source(Config::default()), "onepane://workspaces/t1");
    let mut config = Config::default();
    config.account = Some("acme".to_owned());
    assert_eq!(source(config), "onepane://workspaces/acme");
}

#[test]
fn settings_that_cannot_be_are_refused() {
    let refused = |change: &dyn Fn(&mut Config), message: &str| {
        let mut config = Config::default();
        change(&mut config);
        for error in
            [Workspaces::new(config.clone()).err(), WorkspacesEmulator::with_config(config.clone()).err()]
        {
            let error = error.unwrap();
            assert_eq!((error.to_string().as_str(), error.kind()), (message, ErrorKind::InvalidConfig));
        }
    };
    refused(
        &|config| config.account = Some(" ".to_owned()),
        "expected the tenant's id in `account`, found an empty text",
    );
    refused(
        &|config| config.caller_id = Some(String::new()),
        "expected a number in `caller_id`, found an empty text",
    );
    refused(
        &|config| {
            *config = of(Dialect::V3);
            config.caller_id = Some("+34600000001".to_owned());
        },
        "expected none: 3.x takes no number with a transfer in `caller_id`, found a text",
    );
    assert_eq!("3x".parse::<Dialect>().unwrap(), Dialect::V3);
    assert_eq!(Dialect::Axp.as_str().parse::<Dialect>().unwrap(), Dialect::Axp);
    assert_eq!(
        "AXP".parse::<Dialect>().unwrap_err().to_string(),
        "expected `axp` or `3x` in `dialect`, found another word"
    );
}
