//! The host's side: what it makes of calls, and of events of other hosts.

use onepane_adapter_workspaces::{Config, Dialect, Workspaces, WorkspacesEmulator};
use onepane_core::{Adapter, Emulator, ErrorKind, Frame, Received};
use onepane_map::JsonLines;
use onepane_model::ActionKind;
use onepane_testkit::same_meaning;

use crate::of;

fn call(method: &str, args: &str) -> Frame {
    let text = format!(r#"{{"dir":"out","via":"call","id":"r1","target":"{method}","args":{args}}}"#);
    Frame::from_json(&text).unwrap()
}

#[track_caller]
fn understood(host: &mut dyn Emulator, method: &str, args: &str, action: &str) {
    let received = host.receive(&call(&format!("WS.widgetAPI.{method}"), args)).unwrap();
    let Received::Action(found) = received else { panic!("{received:?}") };
    let found = serde_json::to_string(&found).unwrap();
    assert!(same_meaning(&found, action), "{found}");
}

#[track_caller]
fn refused(host: &mut dyn Emulator, method: &str, args: &str, reason: &str) {
    let received = host.receive(&call(&format!("WS.widgetAPI.{method}"), args)).unwrap();
    let Received::Refused { reason: found, frames } = received else { panic!("{received:?}") };
    assert_eq!(found, reason);
    let [frame] = &frames[..] else { panic!("one answer") };
    let mut answers = JsonLines::of(frame);
    (crate::SUBJECT.adapter)().decode(frame, &mut answers).unwrap();
    let failed = format!(r#""action":"r1","result":"failed","reason":"onepane: {reason}""#);
    assert!(answers.as_str().contains(&failed), "{}", answers.as_str());
}

/// A host in which a widget has been launched.
fn launched(fixture: &str) -> WorkspacesEmulator {
    let fixtures = crate::inbound();
    let fixture = fixtures.iter().find(|other| other.name == fixture).unwrap();
    let (events, _) = Workspaces::new(Config::default()).unwrap().events(&fixture.frame).unwrap();
    let mut host = WorkspacesEmulator::new();
    host.emulate(&serde_json::to_string(&events[0]).unwrap()).unwrap();
    host
}

fn foreign(kind: &str, data: &str) -> String {
    format!(
        r#"{{"specversion":"1.0","id":"1","source":"onepane://other/-","type":"dev.onepane.{kind}","host":"other",
        "hostevent":"x","data":{data}}}"#
    )
}

#[track_caller]
fn told(dialect: Dialect, kind: &str, data: &str, name: &str, payload: &str, losses: &[&str]) {
    let mut host = WorkspacesEmulator::with_config(of(dialect)).unwrap();
    let emulated = host.emulate(&foreign(kind, data)).unwrap();
    let [frame] = &emulated.frames[..] else { panic!("one frame, not {:?}", emulated.frames) };
    let expected = format!(r#"{{"dir":"in","via":"callback","name":"{name}","args":[{payload}]}}"#);
    assert!(same_meaning(&frame.to_json(), &expected), "{}", frame.to_json());
    let found: Vec<&str> = emulated.losses.iter().map(|loss| loss.pointer.as_str()).collect();
    assert_eq!(found, losses);
}

#[test]
fn a_call_about_another_interaction_has_it_as_its_target() {
    let mut tab = launched("launch_on_interaction");
    let own = r#"["aaaaaaaa-0000-4000-8000-000000000001"]"#;
    let end = r#"{"type":"conversation.end","id":"r1","data":{}}"#;
    let other = r#"{"type":"conversation.end","id":"r1","target":{"conversation":"i-2"},"data":{}}"#;
    understood(&mut tab, "endInteraction", own, end);
    understood(&mut tab, "endInteraction", "[]", end);
    understood(&mut tab, "endInteraction", r#"["i-2"]"#, other);
    understood(&mut launched("launch_on_home"), "endInteraction", r#"["i-2"]"#, other);
    understood(
        &mut tab,
        "consult",
        r#"["x",null,"i-2"]"#,
        r#"{"type":"conversation.transfer","id":"r1","target":{"conversation":"i-2"},
            "data":{"to":"x","mode":"consult"}}"#,
    );
}

#[test]
fn a_call_that_needs_an_interaction_is_refused_beside_one() {
    let reason = "the call needs an interaction, and the widget is not on one";
    let mut home = launched("launch_on_home");
    for (method, args) in [
        ("acceptInteraction", "[]"),
        ("endInteraction", r#"[""]"#),
        ("holdInteraction", "[]"),
        ("sendChatMessage", r#"["Hi"]"#),
        ("singleStepTransfer", r#"["x"]"#),
        ("getInteractionData", "[]"),
    ] {
        refused(&mut home, method, args, reason);
    }
}

#[test]
fn more_than_an_action_can_say_is_a_call_by_name() {
    let mut host = WorkspacesEmulator::new();
    for (method, args) in [
        // User-to-user information.
        ("consult", r#"["x","uui"]"#),
        // A number to be shown that is not the configured one.
        ("consult", r#"["x",null,"i","+34600000009"]"#),
        ("singleStepTransfer", r#"["x","i","+34600000009"]"#),
        ("sendRichMediaMessage", r#"[{"text":"Hi","actions":[]},"text"]"#),
        ("sendRichMediaMessage", r#"[{"name":"a","mediaUrl":"u"},"file"]"#),
        ("sendMessage", "[1,2,3]"),
        ("sendMessage", "[1,null]"),
        ("holdInteraction", r#"["i"]"#),
        ("createCustomCard", r#"[{"a":1}]"#),
    ] {
        let action =
            format!(r#"{{"type":"host.call","id":"r1","data":{{"name":"{method}","args":{args}}}}}"#);
        understood(&mut host, method, args, &action);
    }
    understood(&mut host, "setFocus", "[]", r#"{"type":"host.call","id":"r1","data":{"name":"setFocus"}}"#);
    // Arguments that are known for AXP only.
    let mut older = WorkspacesEmulator::with_config(of(Dialect::V3)).unwrap();
    for (method, args) in [
        ("acceptInteraction", r#"["i"]"#),
        ("endInteraction", r#"["i"]"#),
        ("singleStepTransfer", r#"["x","i"]"#),
        ("insertMessageResponse", r#"["Hi"]"#),
    ] {
        let action =
            format!(r#"{{"type":"host.call","id":"r1","data":{{"name":"{method}","args":{args}}}}}"#);
        understood(&mut older, method, args, &action);
    }
}

#[test]
fn widgets_of_others_are_understood_too() {
    let mut host = WorkspacesEmulator::new();
    let not_ready = r#"{"type":"agent.set_state","id":"r1","data":{"state":"not_ready","reason":"7"}}"#;
    understood(&mut host, "setAgentNotReady", "[7]", not_ready);
    understood(
        &mut host,
        "sendMessage",
        r#"["refresh"]"#,
        r#"{"type":"widget.post","id":"r1","data":{"payload":"refresh"}}"#,
    );
}

#[test]
fn the_other_generations_order_of_arguments_is_found_out() {
    let mut axp = WorkspacesEmulator::new();
    let mut older = WorkspacesEmulator::with_config(of(Dialect::V3)).unwrap();
    let order = "the arguments stand in the order of the host's other generation";
    refused(&mut axp, "sendNotification", r#"["info","Saved"]"#, order);
    refused(&mut older, "sendNotification", r#"["Saved","info"]"#, order);
    let level = "the level is none of info, warning and error";
    refused(&mut axp, "sendNotification", r#"["Saved","loud"]"#, level);
    // A text that is a level's name is no proof.
    understood(
        &mut axp,
        "sendNotification",
        r#"["info","error"]"#,
        r#"{"type":"notification.show","id":"r1","data":{"text":"info","level":"error"}}"#,
    );
}

#[test]
fn what_is_no_call_of_the_widget_api_is_ignored() {
    let mut host = WorkspacesEmulator::new();
    for frame in [
        call("web1on1.open", "[]"),
        call("WS.widgetApi.setFocus", "[]"),
        Frame::from_json(r#"{"dir":"out","via":"message","data":"hello"}"#).unwrap(),
        Frame::from_json(r#"{"dir":"out","via":"unsubscribe","name":"onMediaEvent"}"#).unwrap(),
        Frame::from_json(r#"{"dir":"in","via":"callback","name":"onMediaEvent","args":[{}]}"#).unwrap(),
    ] {
        assert!(matches!(host.receive(&frame), Ok(Received::Ignored(_))), "{frame:?}");
    }
    refused(&mut host, "insertTextToFeedInput", r#"["Hi"]"#, "the simulated console has no such method");
}

#[test]
fn a_malformed_call_is_an_error_that_says_where() {
    let mut host = WorkspacesEmulator::new();
    let mut corrupt = |method: &str, args: &str, message: &str| {
        let error = host.receive(&call(&format!("WS.widgetAPI.{method}"), args)).unwrap_err();
        assert_eq!((error.to_string().as_str(), error.kind()), (message, ErrorKind::MalformedFrame));
    };
    corrupt("sendChatMessage", "[7]", "/args/0: expected a string, found a number");
    corrupt("insertMessageResponse", "[null]", "/args/0: expected a string, found null");
    corrupt("sendRichMediaMessage", r#"[{},"text"]"#, "/args/0/text: expected a string, found nothing");
    corrupt(
        "sendRichMediaMessage",
        r#"[{"text":7},"text"]"#,
        "/args/0/text: expected a string, found a number",
    );
    corrupt("endInteraction", "[7]", "/args/0: expected a string, found a number");
    corrupt("setAgentNotReady", "[true]", "/args/0: expected a string, found a boolean");
    corrupt("sendNotification", r#"["Saved",7]"#, "/args/1: expected a string, found a number");
    corrupt("sendMessage", r#"[{},7]"#, "/args/1: expected a string, found a number");
}

#[test]
fn what_other_hosts_tell_is_told_in_the_form_of_the_generation() {
    use Dialect::{Axp, V3};
    let text = r#"{"message":{"text":"Hi"}}"#;
    told(Axp, "message.created", text, "onMediaMessageEvent", r#"{"body":{"text":"Hi"}}"#, &[]);
    told(V3, "message.created", text, "onMediaMessageEvent", r#"{"body":"Hi"}"#, &[]);
    let agent = r#"{"agent":{"state":"ready","state_reason":"0"}}"#;
    let name = "onAgentStateEvent";
    told(Axp, "agent.state_changed", agent, name, r#"{"currentState":"READY","reasonCode":"0"}"#, &[]);
    told(V3, "agent.state_changed", agent, name, r#"{"state":"READY","reasonCode":"0"}"#, &[]);
    let added = r#"{"participants":[{"kind":"contact","name":"Ana"}]}"#;
    let name = "onParticipantsAdded";
    told(Axp, "participant.added", added, name, r#"[{"type":"CUSTOMER","name":"Ana"}]"#, &[]);
    told(
        V3,
        "participant.added",
        added,
        name,
        r#"[{"participantType":"CUSTOMER","participantName":"Ana"}]"#,
        &[],
    );
    let may = r#"{"conversation":{"canEnd":true}}"#;
    let name = "onCapabilitiesEvent";
    told(
        V3,
        "session.capabilities_changed",
        may,
        name,
        r#"{"capabilities":{"interaction":{"canEnd":true}}}"#,
        &[],
    );
    let may = r#"{"agent":{"canSetReady":true}}"#;
    told(Axp, "session.capabilities_changed", may, name, r#"{"canSetReady":true}"#, &[]);
    let to = r#"{"to":"order-panel","payload":{"a":1}}"#;
    told(Axp, "widget.message", to, "onMessageEvent:order-panel", r#"{"a":1}"#, &[]);
    told(V3, "widget.message", to, "onMessageEvent", r#"{"a":1}"#, &["/data/to"]);
}

#[test]
fn a_conversation_of_another_host_is_an_interaction() {
    told(
        Dialect::Axp,
        "conversation.selected",
        r#"{"conversation":{"id":"42","channel":"web","status":"open","extra":{"secret":1}},"contact":{"id":"7"}}"#,
        "onCardFocusedEvent",
        r#"{"id":"42","channel":"WEBCHAT"}"#,
        &["/data/conversation/status", "/data/contact"],
    );
    // A snapshot, as other hosts send it.
    told(
        Dialect::Axp,
        "context.changed",
        r#"{"conversation":{"id":"42","state":"active","contact":{"name":"Ana","phone":"+34600000000"}}}"#,
        "onInteractionEvent",
        r#"{"id":"42","state":"ACTIVE","intrinsics":{"CALLER_NAME":"Ana","CALLER_NUMBER":"+34600000000"}}"#,
        &[],
    );
    told(
        Dialect::Axp,
        "context.changed",
        r#"{"contact":{"fields":[{"name":"tier","value":"gold","updated_at":"2026-01-09T09:11:40Z"}]}}"#,
        "onContextDataEvent",
        r#"{"customerDetails":[{"data":{"customerCustoms":[{"name":"tier","text":"gold",
            "lastUpdatedTimeStamp":"1767949900000"}]}}]}"#,
        &[],
    );
    // Of another host's own event nothing is known here.
    let mut host = WorkspacesEmulator::new();
    let event = foreign("host.event", r#"{"name":"x","payload":{}}"#);
    assert_eq!(host.emulate(&event).unwrap().frames, []);
    let event = foreign("ticket.selected", r#"{"ticket":{"code":"T"}}"#);
    assert_eq!(host.emulate(&event).unwrap().frames, []);
}

#[test]
fn an_edit_of_the_neutral_value_wins() {
    let fixture =
        crate::inbound().into_iter().find(|fixture| fixture.name == "interaction_after_work").unwrap();
    let (events, _) = Workspaces::new(Config::default()).unwrap().events(&fixture.frame).unwrap();
    let mut event = serde_json::to_value(&events[0]).unwrap();
    event["data"]["conversation"]["subject"] = "Repairs".into();
    event["data"]["conversation"]["interaction"]["state_changed_at"] = "2026-01-09T09:13:00Z".into();
    let frames = WorkspacesEmulator::new().emulate(&event.to_string()).unwrap().frames;
    let frame: serde_json::Value = serde_json::from_str(&frames[0].to_json()).unwrap();
    let payload = &frame["args"][0];
    assert_eq!(payload["topic"], "Repairs");
    assert_eq!(payload["stateChangeTime"], "2026-01-09T09:13:00.000000Z");
    assert_eq!(payload["intrinsics"]["ENGAGEMENT_PARAMETERS"], "not json");
}

#[test]
fn an_action_of_its_own_kind_comes_from_each_call() {
    // The way back of the calls on file is held in `commands`; this holds that none of them is by name
    // that need not be.
    for fixture in crate::outbound() {
        let v3 = fixture.name.ends_with("_3x");
        let mut host = match (v3, fixture.name.ends_with("_caller")) {
            (true, _) => WorkspacesEmulator::with_config(of(Dialect::V3)).unwrap(),
            (_, true) => {
                let mut config = of(Dialect::Axp);
                config.caller_id = Some("+34600000001".to_owned());
                WorkspacesEmulator::with_config(config).unwrap()
            }
            _ => WorkspacesEmulator::new(),
        };
        if let Received::Action(action) = host.receive(&fixture.frame).unwrap() {
            let by_name = [
                "additional_work",
                "get_configuration",
                "send_email_message",
                "set_disposition_code",
                "set_transfer_to_services_list",
                "single_step_transfer_to_service",
                "start_voice_interaction",
            ];
            let is_by_name = action.kind() == Some(ActionKind::HostCall);
            assert_eq!(is_by_name, by_name.contains(&fixture.name.as_str()), "{}", fixture.name);
        }
    }
}
