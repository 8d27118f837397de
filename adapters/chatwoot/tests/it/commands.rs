//! What each action is on Chatwoot's wires, and what is refused before it gets there.

use onepane_adapter_chatwoot::{Chatwoot, ChatwootEmulator, Config};
use onepane_core::{Adapter, Emulator, Frame, Received, action_from_json};
use onepane_map::JsonLines;
use onepane_testkit::{fixtures, same_meaning};

/// An adapter with access to the API that has seen one fixture.
fn seeing(fixture: &str) -> Chatwoot {
    let mut config = Config::default();
    config.api = true;
    let mut adapter = Chatwoot::new(config).unwrap();
    see(&mut adapter, fixture);
    adapter
}

fn see(adapter: &mut Chatwoot, fixture: &str) -> String {
    let fixtures = crate::inbound();
    let fixture = fixtures.iter().find(|other| other.name == fixture).expect("a fixture of that name");
    let mut lines = JsonLines::of(&fixture.frame);
    adapter.decode(&fixture.frame, &mut lines).unwrap();
    lines.as_str().trim().to_owned()
}

fn answer(adapter: &mut Chatwoot, frame: &str) -> (Vec<Frame>, Vec<serde_json::Value>) {
    let mut lines = JsonLines::default();
    let seen = adapter.decode(&Frame::from_json(frame).unwrap(), &mut lines).unwrap();
    (seen.frames, lines.as_str().lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

#[track_caller]
fn refused(adapter: &mut Chatwoot, action: &str, rule: &str, message: &str) {
    let action = action_from_json(action).unwrap();
    let refusal = adapter.encode(&"r1".into(), &action).unwrap_err();
    assert_eq!((refusal.rule.name().as_str(), refusal.to_string().as_str()), (rule, message));
}

#[track_caller]
fn encoded(adapter: &mut Chatwoot, action: &str) -> Vec<Frame> {
    adapter.encode(&"r1".into(), &action_from_json(action).unwrap()).unwrap()
}

#[track_caller]
fn same(frame: &Frame, fixture: &str) {
    let fixtures = fixtures(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/outbound"));
    let fixture = fixtures.iter().find(|other| other.name == fixture).expect("a fixture of that name");
    assert!(same_meaning(&frame.to_json(), fixture.text.trim()), "{}", frame.to_json());
}

/// The neutral action of each outbound fixture that is one frame.
const ACTIONS: [(&str, &str); 15] = [
    ("send_message", r#"{"type":"message.send","data":{"text":"Your parcel left the depot."}}"#),
    (
        "send_note",
        r#"{"type":"message.send","data":{"text":"Your parcel left the depot.","visibility":"internal"}}"#,
    ),
    (
        "snooze",
        r#"{"type":"conversation.set_status","data":{"status":"snoozed","until":"2026-01-10T08:00:00Z"}}"#,
    ),
    ("resolve", r#"{"type":"conversation.set_status","data":{"status":"resolved"}}"#),
    ("assign_agent", r#"{"type":"conversation.assign","data":{"agent":"11"}}"#),
    ("assign_nobody", r#"{"type":"conversation.assign","data":{"agent":null}}"#),
    ("assign_bot", r#"{"type":"conversation.assign","data":{"bot":"4"}}"#),
    ("assign_team", r#"{"type":"conversation.assign","data":{"team":"2"}}"#),
    ("assign_no_team", r#"{"type":"conversation.assign","data":{"team":null}}"#),
    ("set_priority", r#"{"type":"conversation.set_priority","data":{"priority":"urgent"}}"#),
    ("clear_priority", r#"{"type":"conversation.set_priority","data":{"priority":null}}"#),
    ("contact_attribute", r#"{"type":"contact.set_attribute","data":{"key":"plan","value":"silver"}}"#),
    (
        "call_contact_note",
        r#"{"type":"host.call","data":{"name":"contacts/{id}/notes","args":{"body":{"note":{"content":"Likes blue"}}}}}"#,
    ),
    (
        "call_mute",
        r#"{"type":"host.call","data":{"name":"conversations/{id}/mute","args":{"method":"POST"}}}"#,
    ),
    (
        "call_macro",
        r#"{"type":"host.call","data":{"name":"macros/{id}/execute","args":{"method":"POST","id":"9","body":{"conversation_ids":[4711]}}}}"#,
    ),
];

const ADD_LABEL: &str = r#"{"type":"conversation.add_label","data":{"label":"late"}}"#;
const SET_ATTRIBUTE: &str =
    r#"{"type":"conversation.set_attribute","data":{"key":"carrier","value":"post"}}"#;

#[test]
fn each_action_is_the_documented_request() {
    for (name, action) in ACTIONS {
        let frames = encoded(&mut seeing("conversation_rest"), action);
        assert_eq!(frames.len(), 1, "{name}");
        same(&frames[0], name);
    }
}

#[test]
fn the_context_is_asked_for_by_the_bare_request() {
    let refresh = r#"{"type":"context.refresh"}"#;
    let frames = encoded(&mut Chatwoot::new(Config::default()).unwrap(), refresh);
    assert_eq!(frames.len(), 1);
    same(&frames[0], "fetch_info");
    let frames = encoded(&mut seeing("context_mobile"), refresh);
    assert_eq!(frames.len(), 2);
    same(&frames[0], "fetch_info");
    same(&frames[1], "fetch_info_mobile");
    let mut config = Config::default();
    config.request_prefix = "Karzoun-dashboard-app".to_owned();
    let frames = encoded(&mut Chatwoot::new(config).unwrap(), refresh);
    assert!(frames[0].to_json().contains("\"Karzoun-dashboard-app:fetch-info\""));
}

#[test]
fn a_set_that_the_host_replaces_is_read_first() {
    let mut adapter = seeing("conversation_rest");
    let frames = encoded(&mut adapter, ADD_LABEL);
    assert_eq!(frames.len(), 1);
    same(&frames[0], "add_label_1_read");
    let labels =
        r#"{"dir":"in","via":"return","id":"r1.read","status":200,"value":{"payload":["vip","rückfrage"]}}"#;
    let (frames, events) = answer(&mut adapter, labels);
    assert_eq!((frames.len(), events.len()), (1, 0));
    same(&frames[0], "add_label_2_write");
    let done = r#"{"dir":"in","via":"return","id":"r1","status":200,"value":{"payload":["vip","rückfrage","late"]}}"#;
    let (frames, events) = answer(&mut adapter, done);
    assert_eq!((frames.len(), events.len()), (0, 1));
    assert_eq!((&events[0]["data"]["action"], &events[0]["data"]["result"]), (&"r1".into(), &"done".into()));

    let frames = encoded(&mut adapter, SET_ATTRIBUTE);
    same(&frames[0], "set_attribute_1_read");
    let record = r#"{"dir":"in","via":"return","id":"r1.read","status":200,"value":{"id":4711,"custom_attributes":{"order-id":"A-1","carrier":"old"}}}"#;
    let (frames, _) = answer(&mut adapter, record);
    same(&frames[0], "set_attribute_2_write");
}

#[test]
fn nothing_is_left_out_of_what_is_written_back() {
    let mut adapter = seeing("conversation_rest");
    encoded(&mut adapter, SET_ATTRIBUTE);
    // A customer's own field may be called like the secret; writing the set without it would erase it.
    let record =
        r#"{"dir":"in","via":"return","id":"r1.read","value":{"custom_attributes":{"pubsub_token":"x"}}}"#;
    let (frames, events) = answer(&mut adapter, record);
    assert!(frames[0].to_json().contains(r#"{"custom_attributes":{"pubsub_token":"x","carrier":"post"}}"#));
    assert!(events.is_empty());
}

#[test]
fn a_label_that_is_there_already_is_not_doubled() {
    let mut adapter = seeing("conversation_rest");
    encoded(&mut adapter, ADD_LABEL);
    let (frames, _) =
        answer(&mut adapter, r#"{"dir":"in","via":"return","id":"r1.read","value":["late","b"]}"#);
    assert!(frames[0].to_json().contains(r#""labels":["late","b"]"#));
}

#[test]
fn a_read_that_fails_ends_the_action_and_writes_nothing() {
    for (frame, reason) in [
        (
            r#"{"dir":"in","via":"return","id":"r1.read","status":404,"value":{"error":"Not found"}}"#,
            "Not found",
        ),
        (r#"{"dir":"in","via":"return","id":"r1.read","error":"network down"}"#, "network down"),
        (
            r#"{"dir":"in","via":"return","id":"r1.read","status":200,"value":{"custom_attributes":null}}"#,
            "the answer to the read does not hold the attributes",
        ),
        (
            r#"{"dir":"in","via":"return","id":"r1.read","status":200}"#,
            "the answer to the read does not hold the attributes",
        ),
    ] {
        let mut adapter = seeing("conversation_rest");
        encoded(&mut adapter, SET_ATTRIBUTE);
        let (frames, events) = answer(&mut adapter, frame);
        assert_eq!((frames.len(), events.len()), (0, 1), "{frame}");
        let data = &events[0]["data"];
        assert_eq!(
            (&data["action"], &data["result"], &data["reason"]),
            (&"r1".into(), &"failed".into(), &reason.into())
        );
    }
    let mut adapter = seeing("conversation_rest");
    encoded(&mut adapter, ADD_LABEL);
    let (frames, events) =
        answer(&mut adapter, r#"{"dir":"in","via":"return","id":"r1.read","value":{"payload":["a",7]}}"#);
    assert_eq!(frames.len(), 0);
    assert_eq!(events[0]["data"]["reason"], "the answer to the read does not hold the labels");
}

#[test]
fn without_answers_a_set_cannot_be_added_to() {
    let mut config = Config::default();
    (config.api, config.answers) = (true, false);
    let mut adapter = Chatwoot::new(config).unwrap();
    see(&mut adapter, "conversation_rest");
    refused(
        &mut adapter,
        ADD_LABEL,
        "needs_current_value",
        "chatwoot: conversation.add_label is refused: the host replaces the whole set, and no answer can tell \
         what is in it",
    );
}

#[test]
fn only_so_many_reads_are_remembered() {
    let mut adapter = seeing("conversation_rest");
    for number in 0..70 {
        adapter.encode(&format!("r{number}").as_str().into(), &action_from_json(ADD_LABEL).unwrap()).unwrap();
    }
    let read = |id: &str| format!(r#"{{"dir":"in","via":"return","id":"{id}.read","value":["a"]}}"#);
    let (frames, events) = answer(&mut adapter, &read("r69"));
    assert_eq!((frames.len(), events.len()), (1, 0));
    let (frames, events) = answer(&mut adapter, &read("r0"));
    assert_eq!((frames.len(), events.len()), (0, 1));
    // Once answered, a read is over.
    let (frames, _) = answer(&mut adapter, &read("r69"));
    assert_eq!(frames.len(), 0);
}

#[test]
fn keys_read_in_the_mobile_app_do_not_make_second_attributes() {
    let mut adapter = seeing("context_mobile");
    encoded(&mut adapter, r#"{"type":"conversation.set_attribute","data":{"key":"order_id","value":"A-2"}}"#);
    let record = r#"{"dir":"in","via":"return","id":"r1.read","value":{"custom_attributes":{"order-id":"A-1","plan":1}}}"#;
    let (frames, _) = answer(&mut adapter, record);
    assert!(
        frames[0].to_json().contains(r#""custom_attributes":{"plan":1,"order-id":"A-2"}"#),
        "{}",
        frames[0].to_json()
    );

    let mut adapter = seeing("mobile_after_paging");
    refused(
        &mut adapter,
        r#"{"type":"contact.set_attribute","data":{"key":"crm_id","value":"78"}}"#,
        "needs_current_value",
        "chatwoot: contact.set_attribute is refused: the mobile app changes the keys of attributes, and this one \
         was read there",
    );
    let delete = |key: &str| {
        format!(
            r#"{{"type":"host.call","data":{{"name":"contacts/{{id}}/destroy_custom_attributes","args":{{"body":{{"custom_attributes":["{key}"]}}}}}}}}"#
        )
    };
    assert!(adapter.encode(&"r1".into(), &action_from_json(&delete("crm_id")).unwrap()).is_err());
    assert!(adapter.encode(&"r1".into(), &action_from_json(&delete("crm-id")).unwrap()).is_ok());
    // On the web the same key is the contact's own.
    see(&mut adapter, "conversation_rest");
    encoded(&mut adapter, r#"{"type":"contact.set_attribute","data":{"key":"plan","value":"silver"}}"#);
}

#[test]
fn without_access_or_a_conversation_nothing_is_sent() {
    let mut without = Chatwoot::new(Config::default()).unwrap();
    see(&mut without, "conversation_rest");
    refused(
        &mut without,
        ACTIONS[0].1,
        "needs:api",
        "chatwoot: message.send is refused: needs access to the host's API, which is not configured",
    );
    for fixture in ["conversation_empty", "unknown_event"] {
        let action = action_from_json(ACTIONS[0].1).unwrap();
        let refusal = seeing(fixture).encode(&"r1".into(), &action).unwrap_err();
        assert_eq!(
            refusal.to_string(),
            "chatwoot: message.send is refused: needs a conversation, and none is in view"
        );
    }
    refused(
        &mut seeing("wrong_leaves"),
        ACTIONS[0].1,
        "needs:account",
        "chatwoot: message.send is refused: needs the host's account, and none is known",
    );
}

#[test]
fn a_target_that_is_no_longer_current_is_refused() {
    let action = r#"{"type":"message.send","target":{"conversation":"4710"},"data":{"text":"Hi"}}"#;
    refused(
        &mut seeing("conversation_rest"),
        action,
        "not_current",
        "chatwoot: message.send is refused: its target is not the conversation that the agent has before them",
    );
    encoded(&mut seeing("conversation_rest"), &action.replace("4710", "4711"));
}

#[test]
fn ids_that_are_no_numbers_never_get_into_a_path() {
    let adapter = |id: &str, account: &str, contact: &str| {
        let mut config = Config::default();
        config.api = true;
        let mut adapter = Chatwoot::new(config).unwrap();
        let text = format!(
            r#"{{"event":"appContext","data":{{"conversation":{{"id":{id},"account_id":{account}}},"contact":{{"id":{contact}}}}}}}"#
        );
        let frame = Frame::message(onepane_core::Data::Text(text));
        adapter.decode(&frame, &mut JsonLines::of(&frame)).unwrap();
        adapter
    };
    let odd =
        [r#""1/../../2""#, r#""..""#, "-1", "1.5", "1e3", r#""007""#, r#""""#, "1234567890123456789012"];
    for id in odd {
        for mut adapter in [adapter(id, "3", "88"), adapter("4711", id, "88")] {
            for (name, action) in ACTIONS.iter().take(11) {
                assert!(
                    adapter.encode(&"r1".into(), &action_from_json(action).unwrap()).is_err(),
                    "{name} {id}"
                );
            }
            assert!(adapter.encode(&"r1".into(), &action_from_json(ADD_LABEL).unwrap()).is_err(), "{id}");
        }
        let contact = action_from_json(ACTIONS[11].1).unwrap();
        assert!(adapter("4711", "3", id).encode(&"r1".into(), &contact).is_err(), "{id}");
        let assign =
            format!(r#"{{"type":"conversation.assign","data":{{"agent":"{}"}}}}"#, id.trim_matches('"'));
        let assign = action_from_json(&assign).unwrap();
        assert!(adapter("4711", "3", "88").encode(&"r1".into(), &assign).is_err(), "{id}");
    }
}

#[test]
fn what_chatwoot_cannot_take_is_refused() {
    let adapter = &mut seeing("conversation_rest");
    let mut check = |action: &str, rule: &str, message: &str| {
        refused(adapter, action, rule, &format!("chatwoot: {message}"))
    };
    check(
        r#"{"type":"message.send","data":{"text":""}}"#,
        "text",
        "message.send is refused: text must have at least 1 UTF-16 units, it has 0",
    );
    check(
        r#"{"type":"message.send","data":{"text":"Hi","as":"contact"}}"#,
        "as",
        "message.send is refused: as must be one of agent",
    );
    check(
        r#"{"type":"message.send","data":{"text":"Hi","visibility":"team"}}"#,
        "visibility",
        "message.send is refused: visibility must be one of public, internal",
    );
    check(
        r#"{"type":"conversation.set_status","data":{"status":"closed"}}"#,
        "status",
        "conversation.set_status is refused: status must be one of open, pending, snoozed, resolved",
    );
    check(
        r#"{"type":"conversation.set_status","data":{"status":"open","until":"2026-01-10T08:00:00Z"}}"#,
        "until",
        "conversation.set_status is refused: until must be given with the status snoozed only",
    );
    check(
        r#"{"type":"conversation.set_priority","data":{"priority":"critical"}}"#,
        "priority",
        "conversation.set_priority is refused: priority must be one of urgent, high, medium, low",
    );
    check(
        r#"{"type":"conversation.set_priority","data":{}}"#,
        "invalid",
        "conversation.set_priority is refused: needs a priority; null takes it away",
    );
    check(
        r#"{"type":"conversation.assign","data":{}}"#,
        "invalid",
        "conversation.assign is refused: needs exactly one of agent, bot and team",
    );
    check(
        r#"{"type":"conversation.assign","data":{"agent":"11","team":"2"}}"#,
        "invalid",
        "conversation.assign is refused: needs exactly one of agent, bot and team",
    );
    check(
        r#"{"type":"conversation.assign","data":{"bot":null}}"#,
        "bot",
        "conversation.assign is refused: bot must be a number; to take the conversation away, assign agent null",
    );
    check(
        r#"{"type":"conversation.assign","data":{"team":"support"}}"#,
        "team",
        "conversation.assign is refused: team must be a number",
    );
    check(
        r#"{"type":"conversation.add_label","data":{"label":""}}"#,
        "label",
        "conversation.add_label is refused: label must have at least 1 UTF-16 units, it has 0",
    );
    check(
        r#"{"type":"conversation.set_attribute","data":{"key":"a","value":1,"property":true}}"#,
        "property",
        "conversation.set_attribute is refused: property must be false: a conversation's properties have actions \
         of their own",
    );
    check(
        r#"{"type":"conversation.set_attribute","data":{"key":"a","value":{"b":1}}}"#,
        "value",
        "conversation.set_attribute is refused: value must be a string, a number, true, false, null or a list",
    );
    check(
        r#"{"type":"contact.set_attribute","data":{"key":"","value":1}}"#,
        "key",
        "contact.set_attribute is refused: key must have at least 1 UTF-16 units, it has 0",
    );
    check(
        r#"{"type":"compose.set_text","data":{"text":"Hi"}}"#,
        "unsupported",
        "compose.set_text is unsupported: the composer is out of reach, and hidden while the widget shows (use \
         message.send instead)",
    );
    check(
        r#"{"type":"host.call","data":{"name":"conversations/{id}/dance","args":{"method":"POST"}}}"#,
        "name",
        "host.call is refused: name must be one of contacts/{id}, contacts/{id}/notes, \
         contacts/{id}/destroy_custom_attributes, contacts/{id}/labels, conversations/{id}/mute, \
         conversations/{id}/unmute, conversations/{id}/transcript, conversations/{id}/toggle_typing_status, \
         conversations/{id}/participants, macros/{id}/execute",
    );
    check(
        r#"{"type":"host.call","data":{"name":"conversations/{id}/mute"}}"#,
        "args",
        "host.call is refused: args must be an object with a method, one of GET, POST, PUT, PATCH, DELETE",
    );
    check(
        r#"{"type":"host.call","data":{"name":"contacts/{id}","args":{"method":"DELETE"}}}"#,
        "args",
        "host.call is refused: args must be without a method, or with PATCH",
    );
    check(
        r#"{"type":"host.call","data":{"name":"macros/{id}/execute","args":{"method":"POST","id":"../1"}}}"#,
        "args",
        "host.call is refused: args must be an object with the macro's id, a number",
    );
    check(
        r#"{"type":"host.call","data":{"name":"conversations/{id}/mute","args":[]}}"#,
        "args",
        "host.call is refused: args must be an object with method, id and body at most",
    );
}

#[test]
fn every_kind_of_action_is_sent_or_refused_as_declared() {
    let mut adapter = seeing("conversation_rest");
    let declared = adapter.capabilities();
    for kind in onepane_model::ActionKind::ALL {
        let support = &declared.actions[kind.as_str()];
        let action = onepane_model::Action::from_parts(kind.as_str(), onepane_model::Json::from_text("{}"));
        let outcome = adapter.encode(&"r1".into(), &action);
        match support.level {
            onepane_model::Level::Unsupported => {
                assert_eq!(outcome.unwrap_err().outcome().as_str(), "unsupported", "{kind}");
                assert!(support.reason.is_some(), "{kind}");
            }
            // Empty data is refused for its own sake, never as unsupported.
            _ => {
                assert!(outcome.err().is_none_or(|refusal| refusal.outcome().as_str() == "refused"), "{kind}")
            }
        }
        if let Some(instead) = &support.instead {
            assert_ne!(declared.actions[instead].level, onepane_model::Level::Unsupported, "{kind}");
        }
    }
}

#[test]
fn the_host_understands_what_the_adapter_sends() {
    for (name, action) in ACTIONS {
        let action = action_from_json(action).unwrap();
        let frames = seeing("conversation_rest").encode(&"r1".into(), &action).unwrap();
        let received = ChatwootEmulator::new().receive(&frames[0]).unwrap();
        let mut expected = action.with_id("r1");
        if frames[0].to_json().contains("/conversations/") {
            expected = expected.with_target("4711");
        }
        assert_eq!(received, Received::Action(expected), "{name}");
    }
}

#[test]
fn the_host_understands_what_is_added_to_a_set() {
    for (action, read) in [
        (ADD_LABEL, r#"{"dir":"in","via":"return","id":"r1.read","value":["vip","rückfrage"]}"#),
        (
            SET_ATTRIBUTE,
            r#"{"dir":"in","via":"return","id":"r1.read","value":{"custom_attributes":{"order-id":"A-1"}}}"#,
        ),
    ] {
        let mut adapter = seeing("conversation_rest");
        let mut host = ChatwootEmulator::new();
        host.emulate(&see(&mut adapter, "conversation_rest")).unwrap();
        encoded(&mut adapter, action);
        let (frames, _) = answer(&mut adapter, read);
        let expected = action_from_json(action).unwrap().with_id("r1").with_target("4711");
        assert_eq!(host.receive(&frames[0]).unwrap(), Received::Action(expected));
    }
}

#[test]
fn what_was_added_to_a_set_is_in_it() {
    let mut adapter = seeing("conversation_rest");
    let mut host = ChatwootEmulator::new();
    host.emulate(&see(&mut adapter, "conversation_rest")).unwrap();
    for (answer_with, label) in
        [(r#"["vip","rückfrage"]"#, "late"), (r#"["vip","rückfrage","late"]"#, "lost")]
    {
        let action = format!(r#"{{"type":"conversation.add_label","data":{{"label":"{label}"}}}}"#);
        encoded(&mut adapter, &action);
        let read = format!(r#"{{"dir":"in","via":"return","id":"r1.read","value":{answer_with}}}"#);
        let (frames, _) = answer(&mut adapter, &read);
        let expected = action_from_json(&action).unwrap().with_id("r1").with_target("4711");
        assert_eq!(host.receive(&frames[0]).unwrap(), Received::Action(expected));
    }
}

#[test]
fn a_method_that_goes_without_saying_may_be_said() {
    let note = |method: &str| {
        let args = format!(r#"{{{method}"body":{{"note":{{"content":"Likes blue"}}}}}}"#);
        let action =
            format!(r#"{{"type":"host.call","data":{{"name":"contacts/{{id}}/notes","args":{args}}}}}"#);
        encoded(&mut seeing("conversation_rest"), &action)
    };
    assert_eq!(note(r#""method":"POST","#), note(""));
}
