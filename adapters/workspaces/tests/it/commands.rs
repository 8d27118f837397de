//! What each action is as a call of the widget API, and what is refused before it gets there.

use onepane_adapter_workspaces::{Config, Dialect, Workspaces, WorkspacesEmulator};
use onepane_core::{Adapter, Asked, Emulator, Received, Refusal, action_from_json};
use onepane_model::{ActionKind, Level};
use onepane_testkit::same_meaning;

use crate::{after, of};

/// The fixture of a call, the frames seen before it and the action it is for.
struct Call {
    fixture: &'static str,
    config: fn() -> Config,
    seen: &'static [&'static str],
    action: &'static str,
}

const fn axp(fixture: &'static str, seen: &'static [&'static str], action: &'static str) -> Call {
    Call { fixture, config: Config::default, seen, action }
}

const fn v3(fixture: &'static str, seen: &'static [&'static str], action: &'static str) -> Call {
    Call { fixture, config: || of(Dialect::V3), seen, action }
}

const fn calling(fixture: &'static str, action: &'static str) -> Call {
    Call { fixture, config: with_caller, seen: LAUNCHED, action }
}

fn with_caller() -> Config {
    let mut config = Config::default();
    config.caller_id = Some("+34600000001".to_owned());
    config
}

/// Where no launch has been seen.
const NOTHING: &[&str] = &[];
const LAUNCHED: &[&str] = &["launch_on_interaction"];
const HOME: &[&str] = &["launch_on_home"];
/// On a messaging channel.
const MESSAGING: &[&str] = &["launch_on_interaction", "interaction_unknown_words"];

const SEND: &str = r#"{"type":"message.send","data":{"text":"Your parcel left the depot."}}"#;
const ACCEPT: &str = r#"{"type":"conversation.accept","data":{}}"#;
const END: &str = r#"{"type":"conversation.end","data":{}}"#;
const BLIND: &str =
    r#"{"type":"conversation.transfer","data":{"to":"sip:desk@example.test","mode":"blind"}}"#;
const CONSULT: &str =
    r#"{"type":"conversation.transfer","data":{"to":"sip:desk@example.test","mode":"consult"}}"#;
const SHOW: &str = r#"{"type":"notification.show","data":{"text":"Saved","level":"info"}}"#;
const POST: &str = r#"{"type":"widget.post","data":{"payload":{"kind":"refresh"}}}"#;

/// The neutral action of each call on file.
const CALLS: &[Call] = &[
    axp(
        "insert_message_response",
        LAUNCHED,
        r#"{"type":"compose.set_text","data":{"text":"Your parcel left the depot."}}"#,
    ),
    axp("send_chat_message", LAUNCHED, SEND),
    axp("send_rich_media_message", MESSAGING, SEND),
    axp("get_interaction_data", LAUNCHED, r#"{"type":"context.refresh","data":{}}"#),
    axp("accept_interaction", LAUNCHED, ACCEPT),
    v3("accept_interaction_3x", LAUNCHED, ACCEPT),
    axp("hold_interaction", LAUNCHED, r#"{"type":"conversation.hold","data":{}}"#),
    axp("unhold_interaction", LAUNCHED, r#"{"type":"conversation.resume","data":{}}"#),
    axp("end_interaction", LAUNCHED, END),
    v3("end_interaction_3x", LAUNCHED, END),
    axp("single_step_transfer", LAUNCHED, BLIND),
    calling("single_step_transfer_caller", BLIND),
    v3("single_step_transfer_3x", LAUNCHED, BLIND),
    axp("consult", LAUNCHED, CONSULT),
    calling("consult_caller", CONSULT),
    v3("consult_3x", LAUNCHED, CONSULT),
    axp("set_agent_ready", HOME, r#"{"type":"agent.set_state","data":{"state":"ready"}}"#),
    axp(
        "set_agent_not_ready",
        HOME,
        r#"{"type":"agent.set_state","data":{"state":"not_ready","reason":"7"}}"#,
    ),
    axp("send_notification", HOME, SHOW),
    v3("send_notification_3x", HOME, SHOW),
    axp(
        "send_message",
        HOME,
        r#"{"type":"widget.post","data":{"to":"order-panel","payload":{"kind":"refresh"}}}"#,
    ),
    axp("send_message_to_any_widget", HOME, POST),
    v3("send_message_3x", HOME, POST),
    axp("get_configuration", HOME, r#"{"type":"host.call","data":{"name":"getConfiguration"}}"#),
    axp(
        "additional_work",
        HOME,
        r#"{"type":"host.call","data":{"name":"additionalWork","args":["9","AXP"]}}"#,
    ),
    axp(
        "start_voice_interaction",
        HOME,
        r#"{"type":"host.call","data":{"name":"startVoiceInteraction","args":["+34600000000","+34600000001"]}}"#,
    ),
    axp(
        "set_disposition_code",
        LAUNCHED,
        r#"{"type":"host.call","data":{"name":"setDispositionCode","args":["7"]}}"#,
    ),
    axp(
        "set_transfer_to_services_list",
        HOME,
        r#"{"type":"host.call","data":{"name":"setTransferToServicesList","args":[[{"id":"s1","name":"Returns"}]]}}"#,
    ),
    axp(
        "single_step_transfer_to_service",
        LAUNCHED,
        r#"{"type":"host.call","data":{"name":"singleStepTransferToService","args":["s1"]}}"#,
    ),
    axp(
        "send_email_message",
        LAUNCHED,
        r#"{"type":"host.call","data":{"name":"sendEmailMessage","args":[{"to":["ana@example.test"],"cc":[],"bcc":[],
            "from":"desk@example.test","subject":"Parcel","message":"It left the depot.","type":"MESSAGE"}]}}"#,
    ),
];

#[track_caller]
fn encoded(adapter: &mut Workspaces, action: &str) -> Result<String, Refusal> {
    let frames = adapter.encode(&"r1".into(), &action_from_json(action).unwrap())?;
    let [frame] = &frames[..] else { panic!("one frame") };
    Ok(frame.to_json())
}

#[track_caller]
fn refused(seen: &[&str], action: &str, rule: &str, message: &str) {
    refused_by(&mut after(Config::default(), seen), action, rule, message);
}

#[track_caller]
fn refused_by(adapter: &mut Workspaces, action: &str, rule: &str, message: &str) {
    let refusal = encoded(adapter, action).unwrap_err();
    assert_eq!((refusal.rule.name().as_str(), refusal.to_string().as_str()), (rule, message));
}

#[track_caller]
fn sent(seen: &[&str], action: &str, method: &str, args: &str) {
    let frame = encoded(&mut after(Config::default(), seen), action).unwrap();
    let expected =
        format!(r#"{{"dir":"out","via":"call","id":"r1","target":"WS.widgetAPI.{method}","args":{args}}}"#);
    assert!(same_meaning(&frame, &expected), "{frame}");
}

/// A host in which the widget stands where it stands after these frames.
fn host(config: Config, seen: &[&str]) -> WorkspacesEmulator {
    let mut host = WorkspacesEmulator::with_config(config.clone()).unwrap();
    for name in seen {
        let fixtures = crate::inbound();
        let fixture = fixtures.iter().find(|fixture| fixture.name == *name).unwrap();
        let mut lines = onepane_map::JsonLines::of(&fixture.frame);
        Workspaces::new(config.clone()).unwrap().decode(&fixture.frame, &mut lines).unwrap();
        lines.as_str().lines().for_each(|event| drop(host.emulate(event).unwrap()));
    }
    host
}

#[test]
fn each_action_is_the_documented_call() {
    let fixtures = crate::outbound();
    for Call { fixture, config, seen, action } in CALLS {
        let file = fixtures.iter().find(|file| file.name == *fixture).expect(fixture);
        let frame = encoded(&mut after(config(), seen), action).unwrap();
        assert!(same_meaning(&frame, file.text.trim()), "{fixture}: {frame}");
    }
    // The one that is left is a subscription.
    assert_eq!(fixtures.len(), CALLS.len() + 1);
}

#[test]
fn the_host_understands_what_the_adapter_sends() {
    for Call { fixture, config, seen, action } in CALLS {
        let action = action_from_json(action).unwrap();
        let frames = after(config(), seen).encode(&"r1".into(), &action).unwrap();
        let action = action.with_id("r1");
        for mut host in [host(config(), seen), host(config(), NOTHING)] {
            assert_eq!(host.receive(&frames[0]).unwrap(), Received::Action(action.clone()), "{fixture}");
        }
    }
}

#[test]
fn every_action_ends_as_the_capabilities_say() {
    for config in [Config::default(), of(Dialect::V3)] {
        let calls: Vec<&Call> =
            CALLS.iter().filter(|call| (call.config)().dialect == config.dialect).collect();
        let declared = Workspaces::new(config.clone()).unwrap().capabilities();
        assert_eq!(declared.actions.len(), ActionKind::ALL.len());
        for kind in ActionKind::ALL {
            let support = &declared.actions[kind.as_str()];
            // Those of AXP that the two generations share are on file once.
            let call = calls
                .iter()
                .copied()
                .chain(CALLS)
                .find(|call| action_from_json(call.action).unwrap().kind_name() == kind.as_str());
            match (support.level, call) {
                (Level::Unsupported, _) => {
                    assert!(support.reason.is_some(), "{kind:?}");
                    let action = call.map_or(r#"{}"#.to_owned(), |call| call.action.to_owned());
                    if call.is_some() {
                        assert!(encoded(&mut after(config.clone(), LAUNCHED), &action).is_err(), "{kind:?}");
                    }
                }
                (level, Some(call)) => {
                    let outcome = encoded(&mut after(config.clone(), call.seen), call.action);
                    assert!(outcome.is_ok(), "{kind:?}: {outcome:?}");
                    assert_eq!(level == Level::Degraded, support.reason.is_some(), "{kind:?}");
                }
                (_, None) => panic!("{kind:?} is supported, and no call is on file"),
            }
        }
    }
}

#[test]
fn what_needs_an_interaction_is_refused_without_one() {
    let needs = "needs an interaction, and the widget is not on one";
    for (kind, action) in [
        ("message.send", SEND),
        ("conversation.accept", ACCEPT),
        ("conversation.end", END),
        ("conversation.transfer", BLIND),
        ("compose.set_text", r#"{"type":"compose.set_text","data":{"text":"Hi"}}"#),
        ("context.refresh", r#"{"type":"context.refresh","data":{}}"#),
        ("conversation.hold", r#"{"type":"conversation.hold","data":{}}"#),
        ("conversation.resume", r#"{"type":"conversation.resume","data":{}}"#),
        ("host.call", r#"{"type":"host.call","data":{"name":"getInteractionData"}}"#),
        ("host.call", r#"{"type":"host.call","data":{"name":"setDispositionCode","args":["7"]}}"#),
    ] {
        let message = format!("workspaces: {kind} is refused: {needs}");
        refused(HOME, action, "needs:interaction", &message);
        refused(NOTHING, action, "needs:interaction", &message);
    }
    let either = "workspaces: host.call is refused: needs an interaction: the widget is not on one, and no id is given";
    for args in ["", r#","args":[]"#, r#","args":[""]"#, r#","args":[7]"#] {
        let call = format!(r#"{{"type":"host.call","data":{{"name":"completeConference"{args}}}}}"#);
        refused(HOME, &call, "needs:interaction", either);
    }
    // From the Home layout, AXP's methods take an id.
    let call = r#"{"type":"host.call","data":{"name":"endInteraction","args":["i-2"]}}"#;
    sent(HOME, call, "endInteraction", r#"["i-2"]"#);
}

#[test]
fn an_interaction_that_the_host_tells_of_is_as_good_as_a_launch_on_it() {
    let id = r#"["aaaaaaaa-0000-4000-8000-000000000001"]"#;
    sent(&["interaction_recorded"], END, "endInteraction", id);
    // That the agent looks at a card does not put the widget on it.
    let seen = ["launch_on_home", "card_focused_interaction", "any_interaction"];
    refused(
        &seen,
        END,
        "needs:interaction",
        "workspaces: conversation.end is refused: needs an interaction, and the widget is not on one",
    );
}

#[test]
fn a_target_that_is_not_the_current_interaction_is_refused() {
    let end = |id| format!(r#"{{"type":"conversation.end","target":{{"conversation":"{id}"}},"data":{{}}}}"#);
    let id = "aaaaaaaa-0000-4000-8000-000000000001";
    sent(LAUNCHED, &end(id), "endInteraction", &format!("[\"{id}\"]"));
    let message = "workspaces: conversation.end is refused: its target is not the conversation that the agent has before \
                   them";
    refused(LAUNCHED, &end("i-2"), "not_current", message);
    // The widget stays on its interaction, whatever else is told of.
    refused(
        &["launch_on_interaction", "any_interaction"],
        &end("aaaaaaaa-0000-4000-8000-000000000011"),
        "not_current",
        message,
    );
    let home = after(Config::default(), &["launch_on_home", "card_focused_context"]);
    assert_eq!(home.current_conversation().map(|id| id.as_str()), Some(id));
}

#[test]
fn a_documented_guard_is_obeyed_once_the_host_has_told_it() {
    let accept = "workspaces: conversation.accept is refused: needs canAccept, which is not given";
    // Nothing told: the host decides.
    assert!(encoded(&mut after(Config::default(), LAUNCHED), ACCEPT).is_ok());
    assert!(encoded(&mut after(Config::default(), &["interaction"]), ACCEPT).is_ok());
    refused(&["launch_on_interaction", "capabilities_nested"], ACCEPT, "needs:canAccept", accept);
    let work = r#"{"type":"host.call","data":{"name":"additionalWork","args":["9"]}}"#;
    let not_ready = "workspaces: host.call is refused: the host says that canSetNotReady is false now";
    for seen in ["capabilities", "capabilities_wrapped_agent"] {
        refused(&["launch_on_home", seen], work, "needs:canSetNotReady", not_ready);
    }
    let complete = r#"{"type":"host.call","data":{"name":"completeConference"}}"#;
    refused(
        &["interaction"],
        complete,
        "needs:canConferenceComplete",
        "workspaces: host.call is refused: the host says that canConferenceComplete is false now",
    );
    // The guard is about the widget's own interaction.
    let other = r#"{"type":"host.call","data":{"name":"completeConference","args":["i-2"]}}"#;
    sent(&["interaction"], other, "completeConference", r#"["i-2"]"#);
    // Whether a sample disables its button is not the host's word.
    assert!(
        encoded(&mut after(Config::default(), &["interaction"]), SEND)
            .is_err_and(|refusal| { refusal.reason == "the interaction's channel carries sound, not text" })
    );
    assert!(encoded(&mut after(Config::default(), &["interaction"]), END).is_ok());
}

#[test]
fn a_message_goes_the_way_of_its_channel() {
    // WhatsApp, Facebook and the like.
    sent(
        &["launch_on_interaction", "context_data"],
        SEND,
        "sendRichMediaMessage",
        r#"[{"text":"Your parcel left the depot."},"text"]"#,
    );
    // A web chat, even when a service is named.
    for channel in ["interaction_3x", "interaction_recorded"] {
        sent(&[channel, "context_data"], SEND, "sendChatMessage", r#"["Your parcel left the depot."]"#);
    }
    // In 3.x rich media was never seen.
    let frame = encoded(&mut after(of(Dialect::V3), MESSAGING), SEND).unwrap();
    assert!(frame.contains(".sendChatMessage"), "{frame}");
    let sound = "workspaces: message.send is refused: the interaction's channel carries sound, not text";
    refused(&["interaction"], SEND, "invalid", sound);
    let mut mail = after(Config::default(), LAUNCHED);
    let frame = r#"{"dir":"in","via":"callback","name":"onInteractionEvent",
        "args":[{"id":"aaaaaaaa-0000-4000-8000-000000000001","channel":"EMAIL"}]}"#;
    mail.events(&onepane_core::Frame::from_json(frame).unwrap()).unwrap();
    refused_by(
        &mut mail,
        SEND,
        "invalid",
        "workspaces: message.send is refused: an e-mail needs receivers and a subject: sendEmailMessage (use host.call \
         instead)",
    );
}

#[test]
fn the_limit_that_the_host_tells_is_a_limit_on_messages() {
    let send =
        |length: usize| format!(r#"{{"type":"message.send","data":{{"text":"{}"}}}}"#, "x".repeat(length));
    let seen = ["launch_on_interaction", "context_data_with_limit"];
    let limits = after(Config::default(), &seen).effective().actions["message.send"].constraints.clone();
    assert!(limits.iter().any(|limit| limit.field == "text" && limit.max == Some(1000)), "{limits:?}");
    assert!(encoded(&mut after(Config::default(), &seen), &send(1000)).is_ok());
    refused(
        &seen,
        &send(1001),
        "text",
        "workspaces: message.send is refused: text must have at most 1000 UTF-16 units, it has 1001",
    );
    // Of several entries, the one for the interaction's channel counts.
    let chat = ["interaction_3x", "context_data_with_limit"];
    assert!(encoded(&mut after(Config::default(), &chat), &send(500)).is_ok());
    refused(
        &chat,
        &send(501),
        "text",
        "workspaces: message.send is refused: text must have at most 500 UTF-16 units, it has 501",
    );
    // No entry for it, or an entry without a number: no limit is assumed.
    for seen in [["interaction_recorded", "context_data_with_limit"], ["interaction_3x", "context_data"]] {
        assert!(encoded(&mut after(Config::default(), &seen), &send(5000)).is_ok(), "{seen:?}");
    }
}

#[test]
fn what_workspaces_cannot_say_is_refused() {
    let speaker = r#"{"type":"message.send","data":{"text":"Hi","as":"contact"}}"#;
    refused(LAUNCHED, speaker, "as", "workspaces: message.send is refused: as must be one of agent");
    let note = r#"{"type":"message.send","data":{"text":"Hi","visibility":"internal"}}"#;
    refused(
        LAUNCHED,
        note,
        "visibility",
        "workspaces: message.send is refused: visibility must be one of public",
    );
    let fill = r#"{"type":"compose.set_text","data":{"text":"Hi","as":"contact"}}"#;
    refused(LAUNCHED, fill, "as", "workspaces: compose.set_text is refused: as must be one of agent");
    refused_by(
        &mut after(of(Dialect::V3), LAUNCHED),
        r#"{"type":"compose.set_text","data":{"text":"Hi"}}"#,
        "unsupported",
        "workspaces: compose.set_text is unsupported: the arguments of insertMessageIntoResponseArea are not documented \
         (use host.call instead)",
    );
    // Nor do the commands by themselves make a call of it.
    let action = action_from_json(r#"{"type":"compose.set_text","data":{"text":"Hi"}}"#).unwrap();
    let unchecked = Asked::of(&action).unwrap();
    assert!(after(of(Dialect::V3), LAUNCHED).translate(&"r1".into(), &unchecked).is_err());
    let transfer = r#"{"type":"conversation.transfer","data":{"to":"x","mode":"team"}}"#;
    refused(
        LAUNCHED,
        transfer,
        "mode",
        "workspaces: conversation.transfer is refused: mode must be one of blind, consult",
    );
    let level = r#"{"type":"notification.show","data":{"text":"Hi","level":"loud"}}"#;
    refused(
        HOME,
        level,
        "level",
        "workspaces: notification.show is refused: level must be one of info, success, warning, error",
    );
    refused(
        LAUNCHED,
        r#"{"type":"conversation.assign","data":{"agent":"a"}}"#,
        "unsupported",
        "workspaces: conversation.assign is unsupported: an interaction is handed over by transfer (use \
         conversation.transfer instead)",
    );
    refused(
        LAUNCHED,
        r#"{"type":"ticket.open","data":{"code":"T"}}"#,
        "unsupported",
        "workspaces: ticket.open is unsupported: the widget API has nothing of the kind",
    );
    refused(
        LAUNCHED,
        r#"{"type":"made.up","data":{}}"#,
        "unsupported",
        "workspaces: made.up is unsupported: not an action that this build knows",
    );
}

#[test]
fn an_agents_state_goes_with_a_reason_or_without() {
    let set = |data: &str| format!(r#"{{"type":"agent.set_state","data":{data}}}"#);
    let refusal = |reason: &str| format!("workspaces: agent.set_state is refused: {reason}");
    refused(
        HOME,
        &set(r#"{"state":"ready","reason":"7"}"#),
        "reason",
        &refusal("reason must be absent with the state ready"),
    );
    refused(
        HOME,
        &set(r#"{"state":"not_ready"}"#),
        "reason",
        &refusal("reason must be given with the state not_ready: a code from getNotReadyReasonCodes"),
    );
    for state in ["wrap_up", "logged_out", "away"] {
        let action = set(&format!(r#"{{"state":"{state}"}}"#));
        refused(HOME, &action, "state", &refusal("state must be one of ready, not_ready"));
    }
}

#[test]
fn success_is_shown_as_information() {
    let show = |level: &str| format!(r#"{{"type":"notification.show","data":{{"text":"Saved"{level}}}}}"#);
    for (level, shown) in [
        ("", "info"),
        (r#","level":"success""#, "info"),
        (r#","level":"warning""#, "warning"),
        (r#","level":"error""#, "error"),
    ] {
        sent(HOME, &show(level), "sendNotification", &format!(r#"["Saved","{shown}"]"#));
    }
}

#[test]
fn only_methods_that_the_host_is_known_to_have_are_called() {
    let call = |name: &str, args: &str| format!(r#"{{"type":"host.call","data":{{"name":"{name}"{args}}}}}"#);
    // Known by name only: the widget answers for the arguments.
    sent(
        HOME,
        &call("createCustomCard", r#","args":[{"a":1.50},null]"#),
        "createCustomCard",
        r#"[{"a":1.50},null]"#,
    );
    sent(HOME, &call("setFocus", ""), "setFocus", "[]");
    let unknown =
        "workspaces: host.call is refused: name must be a method that the widget API is known to have";
    for name in ["insertTextToFeedInput", "toString", "constructor", "", "onMessageEvent"] {
        refused(HOME, &call(name, ""), "name", unknown);
    }
    let subscription =
        "workspaces: host.call is refused: name must be no subscription: those are frames of their own";
    for name in ["onDataEvent", "removeDataEvent", "removeAllDataEvents"] {
        refused(HOME, &call(name, r#","args":["onAgentStateEvent"]"#), "name", subscription);
    }
    let array = "workspaces: host.call is refused: args must be an array";
    for args in [r#"{"a":1}"#, r#""a""#, "7"] {
        refused(HOME, &call("setFocus", &format!(",\"args\":{args}")), "args", array);
    }
}

#[test]
fn the_context_is_told_with_the_answer_that_it_was_asked_for_with() {
    let answer =
        crate::inbound().into_iter().find(|fixture| fixture.name == "return_interaction_data").unwrap();
    let mut adapter = after(Config::default(), LAUNCHED);
    let refresh = action_from_json(r#"{"type":"context.refresh","data":{}}"#).unwrap();
    adapter.encode(&"s1-3".into(), &refresh).unwrap();
    let (events, _) = adapter.events(&answer.frame).unwrap();
    let kinds: Vec<_> = events.iter().map(|event| event.kind().unwrap().as_str()).collect();
    assert_eq!(kinds, ["context.changed", "action.result"]);
    assert_eq!(events[0].host_event.as_deref(), Some("getInteractionData"));
    // What it tells is judged by: a voice call takes no text.
    assert!(encoded(&mut adapter, SEND).is_err());
    // The frame comes back once, from the result.
    let mut host = WorkspacesEmulator::new();
    let frames: Vec<_> = events
        .iter()
        .flat_map(|event| host.emulate(&serde_json::to_string(event).unwrap()).unwrap().frames)
        .collect();
    assert_eq!(frames.len(), 1);
    assert!(same_meaning(&frames[0].to_json(), answer.text.trim()));
    // The same answer to nothing, a failure or an empty value is no context.
    assert_eq!(adapter.events(&answer.frame).unwrap().0.len(), 1);
    for ending in
        [r#""value":{}"#, r#""value":null"#, r#""error":"TypeError""#, r#""value":{"id":"x"},"error":"e""#]
    {
        adapter.encode(&"s1-3".into(), &refresh).unwrap();
        let frame = format!(r#"{{"dir":"in","via":"return","id":"s1-3",{ending}}}"#);
        let frame = onepane_core::Frame::from_json(&frame).unwrap();
        assert_eq!(adapter.events(&frame).unwrap().0.len(), 1, "{ending}");
    }
}

#[test]
fn refreshes_that_are_never_answered_are_forgotten() {
    let mut adapter = after(Config::default(), LAUNCHED);
    let refresh = action_from_json(r#"{"type":"context.refresh","data":{}}"#).unwrap();
    for number in 0..100 {
        adapter.encode(&format!("r{number}").into(), &refresh).unwrap();
    }
    let count = |adapter: &mut Workspaces, id: &str| {
        let frame = format!(r#"{{"dir":"in","via":"return","id":"{id}","value":{{"id":"i"}}}}"#);
        adapter.events(&onepane_core::Frame::from_json(&frame).unwrap()).unwrap().0.len()
    };
    assert_eq!((count(&mut adapter, "r0"), count(&mut adapter, "r99")), (1, 2));
}
