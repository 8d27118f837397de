//! What each action is on Zendesk's wire, and what is refused before it gets there.

use onepane_adapter_zendesk::{Config, Zendesk, ZendeskEmulator};
use onepane_core::{
    Adapter, Body, Data, Destination, Emulator, Frame, Inbound, Outbound, Received, action_from_json,
};
use onepane_map::JsonLines;
use onepane_model::{Action, ActionKind, EventKind, Level};
use onepane_testkit::{fixtures, same_meaning};
use serde_json::json;

/// An adapter that has seen one fixture, and whose session wants nothing yet.
fn seeing(fixture: &str) -> Zendesk {
    let mut adapter = Zendesk::new(Config::default()).unwrap();
    see(&mut adapter, &crate::fixture(fixture).frame);
    adapter
}

/// The same beside a ticket, with an event that waits for an answer.
fn beside_a_ticket() -> Zendesk {
    let mut adapter = seeing("registered_ticket_sidebar");
    see(&mut adapter, &crate::fixture("save_hook").frame);
    adapter
}

fn see(adapter: &mut Zendesk, frame: &Frame) -> (Vec<Frame>, Vec<serde_json::Value>) {
    let mut lines = JsonLines::of(frame);
    let seen = adapter.decode(frame, &mut lines).unwrap();
    (seen.frames, lines.as_str().lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn said(text: &str) -> Frame {
    Frame::message(Data::Text(text.to_owned()))
}

#[track_caller]
fn encoded(adapter: &mut Zendesk, action: &str) -> Vec<Frame> {
    adapter.encode(&"r1".into(), &action_from_json(action).unwrap()).unwrap()
}

#[track_caller]
fn refused(adapter: &mut Zendesk, action: &str, rule: &str, message: &str) {
    let refusal = adapter.encode(&"r1".into(), &action_from_json(action).unwrap()).unwrap_err();
    let message = format!("zendesk: {message}");
    assert_eq!((refusal.rule.name().as_str(), refusal.to_string()), (rule, message), "{action}");
}

/// The document in a message of the widget's.
fn document(frame: &Frame) -> serde_json::Value {
    match &frame.body {
        Body::Out(Outbound::Message { data: Data::Text(text), .. }) => serde_json::from_str(text).unwrap(),
        Body::Out(Outbound::Message { data: Data::Value(json), .. }) => json.to_value(),
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn same(frame: &Frame, name: &str) {
    let all = fixtures(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/outbound"));
    let fixture = all.into_iter().find(|other| other.name == name).expect("a fixture of that name");
    let is_text =
        |frame: &Frame| matches!(&frame.body, Body::Out(Outbound::Message { data: Data::Text(_), .. }));
    assert_eq!(is_text(frame), is_text(&fixture.frame), "{name}: text or an object");
    let (sent, expected) = (document(frame).to_string(), document(&fixture.frame).to_string());
    assert!(same_meaning(&sent, &expected), "{name}: {sent}");
}

/// The neutral action of each outbound fixture.
const ACTIONS: [(&str, &str); 24] = [
    ("set_status", r#"{"type":"conversation.set_status","data":{"status":"resolved"}}"#),
    ("set_status_snoozed", r#"{"type":"conversation.set_status","data":{"status":"snoozed"}}"#),
    ("set_priority", r#"{"type":"conversation.set_priority","data":{"priority":"medium"}}"#),
    ("assign_agent", r#"{"type":"conversation.assign","data":{"agent":"12"}}"#),
    ("assign_team", r#"{"type":"conversation.assign","data":{"team":"3"}}"#),
    (
        "set_custom_field",
        r#"{"type":"conversation.set_attribute","data":{"key":"custom_field_360001","value":"A-1"}}"#,
    ),
    (
        "set_subject",
        r#"{"type":"conversation.set_attribute","data":{"key":"subject","value":"Parcel A-1","property":true}}"#,
    ),
    ("append_text", r#"{"type":"compose.set_text","data":{"text":"Thanks, Ana"}}"#),
    ("send_message", r#"{"type":"message.send","data":{"text":"It left the depot."}}"#),
    ("open_ticket", r#"{"type":"ticket.open","data":{"code":"4712"}}"#),
    ("add_tag", r#"{"type":"conversation.add_label","data":{"label":"late"}}"#),
    ("resize", r#"{"type":"panel.resize","data":{"width":"100%","height":400}}"#),
    ("popover_show", r#"{"type":"panel.open","data":{}}"#),
    ("popover_hide", r#"{"type":"panel.close","data":{}}"#),
    ("notify", r#"{"type":"notification.show","data":{"text":"Order found","level":"info"}}"#),
    ("notify_error", r#"{"type":"notification.show","data":{"text":"No order","level":"error"}}"#),
    (
        "call_get",
        r#"{"type":"host.call","data":{"name":"get","args":["ticket.customField:custom_field_360001"]}}"#,
    ),
    (
        "call_set",
        r#"{"type":"host.call","data":{"name":"set","args":{"ticket.subject":"a","ticket.type":"task"}}}"#,
    ),
    (
        "call_invoke",
        r#"{"type":"host.call","data":{"name":"invoke","args":{"ticketFields:priority.hide":[]}}}"#,
    ),
    (
        "call_request",
        r#"{"type":"host.call","data":{"name":"request","args":{"url":"/api/v2/tickets/4711.json","type":"GET"}}}"#,
    ),
    ("reply_ok", r#"{"type":"event.reply","data":{"to":"ticket.save","ok":true}}"#),
    (
        "reply_refused",
        r#"{"type":"event.reply","data":{"to":"ticket.save","ok":false,"reason":"Add an order number"}}"#,
    ),
    ("note", r#"{"type":"message.send","data":{"text":"Called the depot.","visibility":"internal"}}"#),
    ("reply_refused_without_words", r#"{"type":"event.reply","data":{"to":"ticket.save","ok":false}}"#),
];

#[test]
fn each_action_is_the_documented_message() {
    for (name, action) in ACTIONS {
        let frames = encoded(&mut beside_a_ticket(), action);
        same(frames.last().unwrap(), name);
        assert_eq!(frames.len(), if ["call_request", "note"].contains(&name) { 3 } else { 1 }, "{name}");
    }
}

#[test]
fn what_an_action_becomes_reads_back_as_the_action() {
    for (name, action) in ACTIONS {
        let action = action_from_json(action).unwrap();
        let mut emulator = ZendeskEmulator::new();
        let mut back: Vec<Action> = Vec::new();
        for frame in
            encoded(&mut beside_a_ticket(), ACTIONS.iter().find(|(other, _)| *other == name).unwrap().1)
        {
            match emulator.receive(&frame).unwrap() {
                Received::Action(action) => back.push(action),
                Received::Answered(frames) => assert_eq!(frames, [], "{name}"),
                other => panic!("{name}: {other:?}"),
            }
        }
        assert_eq!(back.len(), 1, "{name}");
        assert_eq!(back[0].data(), action.data(), "{name}");
    }
}

#[test]
fn the_context_is_asked_for_path_by_path_as_far_as_the_place_has_them() {
    let paths = |fixture: &str| {
        let mut adapter = seeing(fixture);
        let frames = encoded(&mut adapter, r#"{"type":"context.refresh"}"#);
        assert_eq!(frames.len(), 1);
        let asked = document(&frames[0]);
        let mut emulator = ZendeskEmulator::new();
        emulator.emulate(&event(fixture)).unwrap();
        let kind = |received| match received {
            Received::Action(action) => action.kind(),
            Received::Answered(_) => None,
            other => panic!("{other:?}"),
        };
        // Where the emulator knows nothing by then, somebody else is asked.
        assert_eq!(
            kind(emulator.receive(&frames[0]).unwrap()),
            match fixture {
                "registered_ticket_sidebar" => None,
                _ => Some(ActionKind::ContextRefresh),
            }
        );
        let params: Vec<String> = asked["params"]
            .as_array()
            .unwrap()
            .iter()
            .map(|path| path.as_str().unwrap().to_owned())
            .collect();
        let mut tops: Vec<String> =
            params.iter().map(|path| path.split('.').next().unwrap().to_owned()).collect();
        tops.dedup();
        (tops, params.len())
    };
    let tops = |tops: &[&str]| tops.iter().map(|top| (*top).to_owned()).collect::<Vec<_>>();
    assert_eq!(paths("registered_ticket_sidebar"), (tops(&["ticket", "currentUser"]), 26));
    assert_eq!(paths("registered_new_ticket"), (tops(&["ticket", "currentUser"]), 26));
    assert_eq!(paths("registered_nav_bar"), (tops(&["currentUser"]), 5));
}

/// The first neutral event of a fixture.
fn event(fixture: &str) -> String {
    let mut lines = JsonLines::default();
    (crate::SUBJECT.adapter)().decode(&crate::fixture(fixture).frame, &mut lines).unwrap();
    lines.as_str().lines().next().unwrap().to_owned()
}

#[test]
fn subscriptions_wait_for_the_registration_and_the_question_goes_with_them() {
    let mut adapter = seeing("launch");
    let frames = adapter.subscribe(EventKind::ALL);
    assert_eq!(frames.len(), 1);
    same(&frames[0], "handshake");
    let (frames, _) = see(&mut adapter, &crate::fixture("registered_ticket_sidebar").frame);
    let keys: Vec<String> = frames
        .iter()
        .map(document)
        .map(|said| said.get("key").or(said.get("request")).unwrap().as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        keys,
        [
            "iframe.on:context.updated",
            "iframe.on:ticket.status.changed",
            "iframe.on:ticket.priority.changed",
            "iframe.on:ticket.subject.changed",
            "iframe.on:ticket.tags.changed",
            "iframe.on:ticket.requester.id.changed",
            "iframe.on:ticket.requester.email.changed",
            "iframe.on:ticket.assignee.user.id.changed",
            "iframe.on:ticket.assignee.group.id.changed",
            "iframe.on:ticket.conversation.changed",
            "iframe.on:app.activated",
            "iframe.on:app.deactivated",
            "iframe.on:pane.activated",
            "iframe.on:ticket.submit.start",
            "iframe.on:ticket.submit.done",
            "iframe.on:ticket.submit.fail",
            "iframe.on:*.changed",
            "get",
        ]
    );
    same(&frames[1], "subscribe");
    // What has gone out does not go out again.
    let again = adapter.subscribe(EventKind::ALL);
    assert_eq!(again, []);
}

#[test]
fn only_what_is_wanted_is_subscribed_to_and_the_save_hook_only_by_those_who_answer() {
    let subscribed = |hooks: bool, kinds: &[EventKind]| {
        let mut config = Config::default();
        config.hooks = hooks;
        let mut adapter = Zendesk::new(config).unwrap();
        adapter.subscribe(kinds);
        let (frames, _) = see(&mut adapter, &crate::fixture("registered_ticket_sidebar").frame);
        frames
            .iter()
            .filter(|frame| frame.to_json().contains("iframe.on:"))
            .map(Frame::to_json)
            .collect::<Vec<_>>()
    };
    assert_eq!(subscribed(true, &[EventKind::ActionResult]).len(), 0);
    assert_eq!(subscribed(false, &[EventKind::ConversationUpdated]).len(), 10);
    let has_hook = |names: Vec<String>| names.iter().any(|name| name.contains("ticket.save"));
    assert!(!has_hook(subscribed(false, EventKind::ALL)));
    assert!(has_hook(subscribed(true, EventKind::ALL)));
}

#[test]
fn whoever_only_translates_a_recording_asks_for_nothing() {
    let (frames, _) = see(
        &mut Zendesk::new(Config::default()).unwrap(),
        &crate::fixture("registered_ticket_sidebar").frame,
    );
    assert_eq!(frames, []);
}

#[test]
fn what_changes_is_asked_for_once_at_a_time() {
    let mut adapter = Zendesk::new(Config::default()).unwrap();
    adapter.subscribe(&[EventKind::ActionResult]);
    let asked =
        |frames: &[Frame]| frames.iter().map(|frame| document(frame)["id"].clone()).collect::<Vec<_>>();
    let (frames, _) = see(&mut adapter, &crate::fixture("registered_ticket_sidebar").frame);
    assert_eq!(asked(&frames), [1]);
    for change in ["changed_status", "changed_conversation", "context_updated"] {
        assert_eq!(see(&mut adapter, &crate::fixture(change).frame).0, []);
    }
    // The answer may be older than the changes.
    let (frames, events) = see(&mut adapter, &crate::fixture("context_of_a_ticket").frame);
    assert_eq!((asked(&frames), events.len()), (vec![2.into()], 1));
    let (frames, _) = see(&mut adapter, &said(r#"{"id":2,"result":{"currentUser.id":11}}"#));
    assert_eq!(frames, []);
    let (frames, _) = see(&mut adapter, &crate::fixture("changed_status").frame);
    assert_eq!(asked(&frames), [3]);
    // A host that registers the app anew has forgotten the question.
    let (frames, _) = see(&mut adapter, &crate::fixture("registered_ticket_sidebar").frame);
    assert_eq!(asked(&frames), [4]);
}

#[test]
fn answers_find_their_actions() {
    let mut adapter = seeing("registered_ticket_sidebar");
    let ask = |adapter: &mut Zendesk, id: &str, action: &str| {
        adapter.encode(&id.into(), &action_from_json(action).unwrap()).unwrap();
    };
    ask(&mut adapter, "s1-1", ACTIONS[0].1);
    ask(&mut adapter, "s1-2", ACTIONS[19].1);
    ask(&mut adapter, "s1-3", ACTIONS[2].1);
    let (_, events) =
        see(&mut adapter, &said(r#"{"id":2,"result":{"ticket.priority":"normal","errors":{}}}"#));
    assert_eq!(
        (&events[0]["data"]["action"], &events[0]["data"]["result"]),
        (&"s1-3".into(), &"done".into())
    );
    assert_eq!(events[0]["data"]["extra"], serde_json::json!({"id": 2}));
    let (_, events) = see(&mut adapter, &crate::fixture("request_done").frame);
    assert_eq!(events[0]["data"]["action"], "s1-2");
    let failed =
        r#"{"id":1,"result":{"errors":{"ticket.status":{"message":"is locked","path":"ticket.status"}}}}"#;
    let (_, events) = see(&mut adapter, &said(failed));
    let data = &events[0]["data"];
    assert_eq!(
        (&data["action"], &data["result"], &data["reason"]),
        (&"s1-1".into(), &"failed".into(), &"ticket.status: is locked".into())
    );
    // Once answered, a request is over: under its number comes nobody's answer.
    let (_, events) = see(&mut adapter, &said(failed));
    assert_eq!(events[0]["data"]["action"], "1");
}

#[test]
fn an_answer_to_the_question_is_a_context_however_little_it_tells() {
    let mut adapter = Zendesk::new(Config::default()).unwrap();
    adapter.subscribe(&[EventKind::ActionResult]);
    see(&mut adapter, &crate::fixture("registered_ticket_sidebar").frame);
    let answer = r#"{"id":1,"result":{"ticket.id":4711,"errors":{"currentUser.id":{"message":"unknown"}}}}"#;
    let kind = |events: Vec<serde_json::Value>| events[0]["type"].clone();
    assert_eq!(kind(see(&mut adapter, &said(answer)).1), "dev.onepane.context.changed");
    // So is one of a recording, where the question is not at hand but for the path that is always asked for.
    assert_eq!(kind(see(&mut adapter, &said(answer)).1), "dev.onepane.context.changed");
    let other = r#"{"id":9,"result":{"ticket.id":4711,"errors":{}}}"#;
    assert_eq!(kind(see(&mut adapter, &said(other)).1), "dev.onepane.action.result");
}

#[test]
fn an_answer_that_looks_like_a_context_is_the_actions_if_it_asked() {
    let mut adapter = seeing("registered_ticket_sidebar");
    let call = r#"{"type":"host.call","data":{"name":"get","args":["currentUser.id"]}}"#;
    adapter.encode(&"s1-1".into(), &action_from_json(call).unwrap()).unwrap();
    let (_, events) = see(&mut adapter, &said(r#"{"id":1,"result":{"currentUser.id":11,"errors":{}}}"#));
    assert_eq!(
        (&events[0]["type"], &events[0]["data"]["action"]),
        (&"dev.onepane.action.result".into(), &"s1-1".into())
    );
}

#[test]
fn only_so_many_requests_are_remembered() {
    let mut adapter = seeing("registered_ticket_sidebar");
    for number in 1..=70 {
        adapter
            .encode(&format!("a{number}").as_str().into(), &action_from_json(ACTIONS[0].1).unwrap())
            .unwrap();
    }
    let mut action = |number: u32| {
        let (_, events) = see(&mut adapter, &said(&format!(r#"{{"id":{number},"result":{{}}}}"#)));
        events[0]["data"]["action"].clone()
    };
    assert_eq!((action(6), action(7), action(70)), ("6".into(), "a7".into(), "a70".into()));
}

#[test]
fn a_result_comes_back_exactly_though_it_has_the_actions_id() {
    let mut adapter = seeing("registered_ticket_sidebar");
    adapter.encode(&"s1-1".into(), &action_from_json(ACTIONS[0].1).unwrap()).unwrap();
    adapter.encode(&"s1-2".into(), &action_from_json(ACTIONS[19].1).unwrap()).unwrap();
    for text in [
        r#"{"id":1,"result":{"ticket.status":"solved","errors":{}}}"#,
        r#"{"key":"zaf.request:1.fail","message":{"responseArgs":[{"status":500}]}}"#,
    ] {
        let mut lines = JsonLines::default();
        adapter.decode(&said(text), &mut lines).unwrap();
        let back = ZendeskEmulator::new().emulate(lines.as_str().trim()).unwrap();
        let Body::In(Inbound::Message { data: Data::Text(came), .. }) = &back.frames[0].body else {
            panic!("text")
        };
        assert!(same_meaning(text, came), "{came}");
    }
}

#[test]
fn before_the_registration_nothing_is_sent() {
    for fixture in ["launch", "answer_set"] {
        for (name, action) in ACTIONS {
            let refusal =
                seeing(fixture).encode(&"r1".into(), &action_from_json(action).unwrap()).unwrap_err();
            assert_eq!(refusal.rule.name(), "needs:registration", "{name}");
        }
    }
    refused(
        &mut seeing("launch"),
        ACTIONS[9].1,
        "needs:registration",
        "ticket.open is refused: needs registration, which is not given",
    );
}

#[test]
fn beside_no_ticket_nothing_is_done_with_one() {
    let mut adapter = seeing("registered_nav_bar");
    refused(
        &mut adapter,
        ACTIONS[0].1,
        "needs:conversation",
        "conversation.set_status is refused: needs a conversation, and none is in view",
    );
    encoded(&mut adapter, ACTIONS[9].1);
    // A new ticket has no id, and can be filled in; a note needs one that has been saved.
    encoded(&mut seeing("registered_new_ticket"), ACTIONS[0].1);
    refused(
        &mut seeing("registered_new_ticket"),
        r#"{"type":"message.send","data":{"text":"a","visibility":"internal"}}"#,
        "needs:conversation",
        "message.send is refused: needs a ticket that has been saved, and none is in view",
    );
}

#[test]
fn a_target_that_is_no_longer_current_is_refused() {
    let action = r#"{"type":"message.send","target":{"conversation":"4710"},"data":{"text":"Hi"}}"#;
    refused(
        &mut beside_a_ticket(),
        action,
        "not_current",
        "message.send is refused: its target is not the conversation that the agent has before them",
    );
    encoded(&mut beside_a_ticket(), &action.replace("4710", "4711"));
}

#[test]
fn an_event_is_answered_once_and_only_where_one_waits() {
    let mut adapter = beside_a_ticket();
    encoded(&mut adapter, ACTIONS[20].1);
    refused(
        &mut adapter,
        ACTIONS[20].1,
        "needs:hook",
        "event.reply is refused: needs hook, which is not given",
    );
    refused(
        &mut beside_a_ticket(),
        r#"{"type":"event.reply","data":{"to":"ticket.dance","ok":true}}"#,
        "invalid",
        "event.reply is refused: no event of this id waits for an answer",
    );
}

#[test]
fn what_zendesk_cannot_take_is_refused() {
    let adapter = &mut beside_a_ticket();
    let mut check = |action: &str, rule: &str, message: &str| refused(adapter, action, rule, message);
    for (action, rule, message) in [
        (
            r#"{"type":"compose.set_text","data":{"text":"a","as":"contact"}}"#,
            "as",
            "compose.set_text is refused: as must be one of agent",
        ),
        (
            r#"{"type":"message.send","data":{"text":"a","visibility":"team"}}"#,
            "visibility",
            "message.send is refused: visibility must be one of public, internal",
        ),
        (
            r#"{"type":"conversation.set_status","data":{"status":"pending"}}"#,
            "status",
            "conversation.set_status is refused: status must be one of open, snoozed, resolved",
        ),
        (
            r#"{"type":"conversation.set_status","data":{"status":"snoozed","until":"2026-01-10T08:00:00Z"}}"#,
            "until",
            "conversation.set_status is refused: until must be absent: a ticket waits until its requester answers",
        ),
        (
            r#"{"type":"conversation.set_priority","data":{"priority":null}}"#,
            "priority",
            "conversation.set_priority is refused: priority must be one of urgent, high, medium, low",
        ),
        (
            r#"{"type":"conversation.set_priority","data":{"priority":"critical"}}"#,
            "priority",
            "conversation.set_priority is refused: priority must be one of urgent, high, medium, low",
        ),
        (
            r#"{"type":"conversation.assign","data":{"agent":null}}"#,
            "agent",
            "conversation.assign is refused: agent must be a number",
        ),
        (
            r#"{"type":"conversation.assign","data":{"team":"support"}}"#,
            "team",
            "conversation.assign is refused: team must be a number",
        ),
        (
            r#"{"type":"conversation.assign","data":{"bot":"4"}}"#,
            "invalid",
            "conversation.assign is refused: needs exactly one of agent and team",
        ),
        (
            r#"{"type":"conversation.set_attribute","data":{"key":"carrier","value":1}}"#,
            "key",
            "conversation.set_attribute is refused: key must be `custom_field_` with the field's number or, as a \
             property, one of subject, type",
        ),
        (
            r#"{"type":"conversation.set_attribute","data":{"key":"status","value":"open","property":true}}"#,
            "key",
            "conversation.set_attribute is refused: key must be `custom_field_` with the field's number or, as a \
             property, one of subject, type",
        ),
        (
            r#"{"type":"conversation.set_attribute","data":{"key":"custom_field_1","value":{"a":1}}}"#,
            "value",
            "conversation.set_attribute is refused: value must be a string, a number, true, false, null or a list of \
             strings",
        ),
        (
            r#"{"type":"ticket.open","data":{"code":"new"}}"#,
            "code",
            "ticket.open is refused: code must be a number",
        ),
        (
            r#"{"type":"panel.resize","data":{}}"#,
            "invalid",
            "panel.resize is refused: needs a width or a height; the panel does not fit itself to its content",
        ),
        (
            r#"{"type":"panel.resize","data":{"width":-1}}"#,
            "width",
            "panel.resize is refused: width must be a number of pixels or a CSS length as text",
        ),
        (
            r#"{"type":"notification.show","data":{"text":"a","level":"success"}}"#,
            "level",
            "notification.show is refused: level must be one of info, warning, error",
        ),
        (
            r#"{"type":"event.reply","data":{"to":"ticket.save","ok":true,"reason":"why"}}"#,
            "reason",
            "event.reply is refused: reason must be given only where `ok` is false",
        ),
        (
            r#"{"type":"host.call","data":{"name":"dance"}}"#,
            "name",
            "host.call is refused: name must be one of get, set, invoke, request",
        ),
        (r#"{"type":"host.call","data":{"name":"get","args":"ticket"}}"#, "args", ARGS),
        (r#"{"type":"host.call","data":{"name":"invoke","args":{"resize":1}}}"#, "args", ARGS),
        (r#"{"type":"host.call","data":{"name":"request","args":{"type":"GET"}}}"#, "args", ARGS),
        (
            r#"{"type":"host.call","data":{"name":"invoke","args":{"resize":[{"height":"80px"}]}}}"#,
            "invalid",
            "host.call is refused: this request has an action of its own (use panel.resize instead)",
        ),
        (
            r#"{"type":"widget.post","data":{"payload":1}}"#,
            "unsupported",
            "widget.post is unsupported: instances of one app reach each other by events of their own names, which \
             the action does not have",
        ),
    ] {
        check(action, rule, message);
    }
}

/// What the console makes of a message: the action's kind and data, or that it refuses it.
fn asked(message: &serde_json::Value) -> (String, serde_json::Value) {
    let mut host = ZendeskEmulator::new();
    match host.receive(&Frame::from(Outbound::Message {
        to: Destination::Parent,
        target_origin: None,
        data: Data::Text(message.to_string()),
    })) {
        Ok(Received::Action(action)) => {
            let kind = action.kind_name().to_owned();
            (kind, serde_json::to_value(&action).unwrap()["data"].take())
        }
        Ok(Received::Refused { reason, .. }) => ("refused".to_owned(), reason.into()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_only_resembles_an_action_is_a_call_of_the_hosts() {
    for (request, params) in [
        ("invoke", json!({"routeTo": ["user", 12]})),
        ("invoke", json!({"popover": ["toggle"]})),
        ("invoke", json!({"ticket.sendMessage": [{"channel": "messaging", "message": "Hi", "to": 1}]})),
        ("invoke", json!({"ticket.sendMessage": [{"channel": "sms", "message": "Hi"}]})),
        ("invoke", json!({"resize": [{"height": -1}]})),
        ("invoke", json!({"notify": ["Saved", "notice", {"sticky": true}]})),
        ("set", json!({"ticket.assignee": {"userId": "ana"}})),
        ("set", json!({"ticket.assignee": {"groupId": "desk"}})),
        ("set", json!({"ticket.customField:custom_field_1": [1]})),
        ("set", json!({"ticket.customField:custom_field_1": {"a": 1}})),
    ] {
        let message = json!({"id": 1, "request": request, "params": params});
        assert_eq!(
            asked(&message),
            ("host.call".into(), json!({"name": request, "args": params})),
            "{message}"
        );
    }
    let note = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut options = json!({
            "url": "/api/v2/tickets/4711.json", "type": "PUT", "contentType": "application/json",
            "data": json!({"ticket": {"comment": {"body": "Ana called", "public": false}}}).to_string(),
        });
        change(&mut options);
        asked(&json!({"key": "request:1", "message": options})).0
    };
    assert_eq!(note(&|_| {}), "message.send");
    let body = |ticket: serde_json::Value| {
        move |options: &mut serde_json::Value| options["data"] = ticket.to_string().into()
    };
    for change in [
        &(|options: &mut serde_json::Value| options["type"] = "POST".into())
            as &dyn Fn(&mut serde_json::Value),
        &|options| options["contentType"] = "text/plain".into(),
        &|options| options["secure"] = true.into(),
        &|options| options["url"] = "/api/v2/users/4711.json".into(),
        &body(json!({"ticket": {"comment": {"body": "a", "public": true}}})),
        &body(json!({"ticket": {"comment": {"body": "a", "public": false, "author_id": 1}}})),
        &body(json!({"ticket": {"remark": {"body": "a", "public": false}}})),
        &body(json!({"article": {"comment": {"body": "a", "public": false}}})),
    ] {
        assert_eq!(note(change), "host.call");
    }
    for request in ["set", "invoke"] {
        let list = json!({"id": 1, "request": request, "params": ["ticket.status"]});
        assert_eq!(
            asked(&list),
            ("refused".into(), "the framework takes no such params".into()),
            "{request}"
        );
    }
}

#[test]
fn an_action_is_known_in_each_of_its_forms() {
    for (request, params, kind, data) in [
        ("invoke", json!({"resize": [{"height": 80}]}), "panel.resize", json!({"height": 80})),
        ("invoke", json!({"resize": [{"height": "0px"}]}), "panel.resize", json!({"height": 0})),
        ("invoke", json!({"resize": [{"height": "07px"}]}), "panel.resize", json!({"height": "07px"})),
        ("invoke", json!({"resize": [{"width": "24vw"}]}), "panel.resize", json!({"width": "24vw"})),
        (
            "invoke",
            json!({"notify": ["Saved"]}),
            "notification.show",
            json!({"text": "Saved", "level": "info"}),
        ),
        (
            "set",
            json!({"ticket.customField:custom_field_1": ["a", "b"]}),
            "conversation.set_attribute",
            json!({"key": "custom_field_1", "value": ["a", "b"]}),
        ),
    ] {
        let message = json!({"id": 1, "request": request, "params": params});
        assert_eq!(asked(&message), (kind.into(), data), "{message}");
    }
    let sent = encoded(&mut beside_a_ticket(), r#"{"type":"panel.resize","data":{"width":100}}"#);
    assert_eq!(document(&sent[0])["params"], json!({"resize": [{"width": "100px"}]}));
}

/// What the table of limits cannot say, the commands refuse.
#[test]
fn the_commands_check_forms() {
    for (action, rule) in [
        (r#"{"type":"panel.resize","data":{"width":""}}"#, "width"),
        (r#"{"type":"conversation.set_attribute","data":{"key":"custom_field_1","value":[1]}}"#, "value"),
    ] {
        let action = action_from_json(action).unwrap();
        let refusal = beside_a_ticket().encode(&"r1".into(), &action).unwrap_err();
        assert_eq!(refusal.rule.name(), rule, "{action:?}");
    }
    let list = r#"{"type":"conversation.set_attribute","data":{"key":"custom_field_1","value":["a"]}}"#;
    encoded(&mut beside_a_ticket(), list);
}

const ARGS: &str = "host.call is refused: args must be for get a list of paths, for set an object of values by path, \
                    for invoke an object of lists by action, for request an object with a url";

#[test]
fn every_kind_is_as_the_table_says() {
    let capabilities = Zendesk::new(Config::default()).unwrap().capabilities();
    for kind in ActionKind::ALL {
        let is_declared = capabilities.actions[kind.as_str()].level != Level::Unsupported;
        let is_tried = *kind == ActionKind::ContextRefresh
            || ACTIONS.iter().any(|(_, action)| action_from_json(action).unwrap().kind() == Some(*kind));
        assert_eq!(is_declared, is_tried, "{kind}");
    }
}
