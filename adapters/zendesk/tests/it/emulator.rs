//! The host's side: what it tells for events of others, what it hears, and what it answers by itself.

use onepane_adapter_zendesk::{Config, Zendesk, ZendeskEmulator};
use onepane_core::{Adapter, Body, Data, Emulator, Frame, Inbound, Received};
use onepane_map::JsonLines;
use onepane_testkit::same_meaning;
use serde_json::{Value, json};

/// A frame of the widget's.
fn frame(message: &Value) -> Frame {
    let data = Value::from(message.to_string());
    Frame::from_json(&json!({"dir": "out", "via": "message", "data": data}).to_string()).unwrap()
}

fn receive(emulator: &mut ZendeskEmulator, message: &Value) -> Received {
    emulator.receive(&frame(message)).unwrap()
}

/// The documents in messages of the host's; of a launch, its URL.
fn documents(frames: &[Frame]) -> Vec<Value> {
    let document = |frame: &Frame| match &frame.body {
        Body::In(Inbound::Message { data: Data::Text(text), .. }) => serde_json::from_str(text).unwrap(),
        Body::In(Inbound::Launch { url, .. }) => json!(url),
        other => panic!("{other:?}"),
    };
    frames.iter().map(document).collect()
}

#[track_caller]
fn answered(received: Received) -> Vec<Value> {
    match received {
        Received::Answered(frames) => documents(&frames),
        other => panic!("{other:?}"),
    }
}

/// An event of another host's.
fn foreign(kind: &str, data: &Value) -> String {
    json!({
        "specversion": "1.0", "id": "1", "source": "onepane://elsewhere/-", "host": "elsewhere",
        "type": format!("dev.onepane.{kind}"), "data": data,
    })
    .to_string()
}

fn told(emulator: &mut ZendeskEmulator, kind: &str, data: &Value) -> (Vec<Value>, Vec<String>) {
    let emulated = emulator.emulate(&foreign(kind, data)).unwrap();
    (documents(&emulated.frames), emulated.losses.iter().map(ToString::to_string).collect())
}

fn conversation(status: &str) -> Value {
    json!({
        "conversation": {"id": "4711", "status": status, "priority": "high", "extra": {"theirs": 1}},
        "contact": {"id": "8801", "email": "ana@example.test"},
    })
}

#[test]
fn a_context_of_another_host_registers_the_app_and_answers_its_questions() {
    let mut emulator = ZendeskEmulator::new();
    let (said, losses) = told(&mut emulator, "context.changed", &conversation("snoozed"));
    assert_eq!(losses, Vec::<String>::new());
    let registered = json!({"key": "zaf.app.registered", "message": {
        "context": {"instanceGuid": "onepane", "product": "support", "location": "ticket_sidebar", "ticketId": 4711},
        "metadata": {"settings": {}},
    }});
    assert_eq!(said, std::slice::from_ref(&registered));
    // A widget that comes late is registered when it says that it is there.
    let handshake = json!({"key": "iframe.handshake", "message": {"version": "2.0.11"}, "appGuid": "g", "instanceGuid": "g"});
    assert_eq!(answered(receive(&mut emulator, &handshake)), [registered]);
    let get = json!({"id": 7, "request": "get", "params": ["ticket.status", "ticket.requester", "ticket.dance", "instances.g"]});
    assert_eq!(
        answered(receive(&mut emulator, &get)),
        [json!({"id": 7, "result": {
            "ticket.status": "pending",
            "ticket.requester": {"email": "ana@example.test", "id": 8801},
            "instances.g": {"instanceGuid": "onepane", "product": "support", "location": "ticket_sidebar", "ticketId": 4711},
            "errors": {"ticket.dance": {
                "name": "Error", "message": "onepane: the simulated console has not been told it", "path": "ticket.dance",
            }},
        }})]
    );
}

#[test]
fn a_widget_that_comes_first_is_registered_with_its_own_id() {
    let mut emulator = ZendeskEmulator::new();
    let handshake = json!({"key": "iframe.handshake", "message": {}, "appGuid": "g1", "instanceGuid": "g1"});
    assert_eq!(answered(receive(&mut emulator, &handshake)), Vec::<Value>::new());
    let (said, _) = told(&mut emulator, "context.changed", &json!({"contact": {"id": "8801"}}));
    let context = &said[0]["message"]["context"];
    assert_eq!((&context["instanceGuid"], &context["location"]), (&"g1".into(), &"user_sidebar".into()));
}

#[test]
fn the_id_is_that_of_the_frame_before_the_widget_has_said_a_word() {
    let mut emulator = ZendeskEmulator::new();
    let url = "https://widgets.example.test/#origin=https%3A%2F%2Facme.zendesk.com&app_guid=g2";
    told(&mut emulator, "session.launched", &json!({"url": url}));
    let (said, _) = told(&mut emulator, "context.changed", &json!({"contact": {"id": "8801"}}));
    assert_eq!(said[0]["message"]["context"]["instanceGuid"], "g2");
}

#[test]
fn what_the_widget_has_set_has_changed() {
    let mut emulator = ZendeskEmulator::new();
    told(&mut emulator, "context.changed", &conversation("open"));
    receive(
        &mut emulator,
        &json!({"key": "iframe.on:ticket.status.changed", "message": {"subscriberCount": 1}}),
    );
    let mut set = |id: u32, status: &str, result: &str| {
        let asked = json!({"id": id, "request": "set", "params": {"ticket.status": status}});
        receive(&mut emulator, &asked);
        told(&mut emulator, "action.result", &json!({"action": id.to_string(), "result": result})).0
    };
    let notice = json!({"key": "zaf.ticket.status.changed", "message": "solved"});
    assert_eq!(set(1, "solved", "done")[1..], [notice]);
    // What was so, or was not to be, is no change.
    assert_eq!(set(2, "solved", "done").len(), 1);
    assert_eq!(set(3, "open", "failed").len(), 1);
}

#[test]
fn a_later_context_tells_what_is_listened_to_and_has_changed() {
    let mut emulator = ZendeskEmulator::new();
    told(&mut emulator, "context.changed", &conversation("open"));
    let context = json!({"instanceGuid": "onepane", "product": "support", "location": "ticket_sidebar", "ticketId": 4711});
    // Whoever listens to nothing is told that there is something new.
    let (said, _) = told(&mut emulator, "context.changed", &conversation("resolved"));
    assert_eq!(said, [json!({"key": "zaf.context.updated", "message": context})]);
    for path in ["ticket.status", "ticket.requester.email", "ticket.tags"] {
        let on = json!({"key": format!("iframe.on:{path}.changed"), "message": {"subscriberCount": 1}});
        assert_eq!(answered(receive(&mut emulator, &on)), Vec::<Value>::new());
    }
    let (said, _) = told(&mut emulator, "conversation.updated", &json!({"conversation": {"status": "open"}}));
    assert_eq!(said, [json!({"key": "zaf.ticket.status.changed", "message": "open"})]);
    let (said, _) =
        told(&mut emulator, "context.changed", &json!({"conversation": {"id": "4711", "status": "open"}}));
    assert_eq!(said, [json!({"key": "zaf.ticket.requester.email.changed", "message": null})]);
    let off = |count: u32| json!({"key": "iframe.off:ticket.status.changed", "message": {"subscriberCount": count}});
    let status = |emulator: &mut ZendeskEmulator, status: &str| {
        told(emulator, "conversation.updated", &json!({"conversation": {"status": status}})).0[0]["key"]
            .clone()
    };
    receive(&mut emulator, &off(1));
    assert_eq!(status(&mut emulator, "resolved"), "zaf.ticket.status.changed");
    receive(&mut emulator, &off(0));
    assert_eq!(status(&mut emulator, "open"), "zaf.context.updated");
}

#[test]
fn a_message_of_another_host_is_the_last_of_what_was_said() {
    let mut emulator = ZendeskEmulator::new();
    let message = |text: &str| {
        json!({
            "message": {"id": "m1", "text": text, "direction": "inbound", "sender_kind": "contact"},
            "conversation": {"id": "4711"},
        })
    };
    // Before the app stands beside a ticket there is nobody to tell.
    assert_eq!(told(&mut emulator, "message.created", &message("Hi")).0, Vec::<Value>::new());
    told(&mut emulator, "context.changed", &conversation("open"));
    receive(
        &mut emulator,
        &json!({"key": "iframe.on:ticket.conversation.changed", "message": {"subscriberCount": 1}}),
    );
    let entry = |text: &str| json!({"author": {"role": "end-user"}, "message": {"content": text}});
    let (said, losses) = told(&mut emulator, "message.created", &message("Hi"));
    assert_eq!(said, [json!({"key": "zaf.ticket.conversation.changed", "message": [entry("Hi")]})]);
    assert_eq!(
        losses,
        [
            "/data/message/id: this host has no place for it",
            "/data/conversation/id: this host has no place for it"
        ]
    );
    let (said, _) = told(&mut emulator, "message.created", &message("There?"));
    assert_eq!(said[0]["message"], json!([entry("Hi"), entry("There?")]));
}

#[test]
fn what_the_host_has_no_place_for_is_reported() {
    let context = json!({"conversation": {"id": "c-1", "muted": true}, "appearance": "dark"});
    let (said, losses) = told(&mut ZendeskEmulator::new(), "context.changed", &context);
    assert_eq!(said[0]["message"]["context"]["ticketId"], "c-1");
    assert_eq!(
        losses,
        [
            "/data/conversation/muted: this host has no place for it",
            "/data/appearance: this host has no place for it",
        ]
    );
}

#[test]
fn what_the_host_does_not_tell_gives_no_frame() {
    for (kind, rest) in [
        ("message.created", json!({})),
        ("ticket.selected", json!({})),
        ("host.event", json!({"name": "theirs"})),
        ("made.up", json!({})),
    ] {
        assert_eq!(told(&mut ZendeskEmulator::new(), kind, &rest).0, Vec::<Value>::new(), "{kind}");
    }
}

#[test]
fn background_chatter_is_taken_without_a_word() {
    let mut emulator = ZendeskEmulator::new();
    for key in ["__track__", "session.live"] {
        let said =
            json!({"key": key, "message": {"idleState": "active"}, "appGuid": "g", "instanceGuid": "g"});
        assert_eq!(answered(receive(&mut emulator, &said)), Vec::<Value>::new());
    }
    let track = json!({"id": 3, "request": "invoke", "params": {"track": [{"type": "click"}]}});
    assert_eq!(
        answered(receive(&mut emulator, &track)),
        [json!({"id": 3, "result": {"track": null, "errors": {}}})]
    );
}

#[test]
fn what_no_action_is_is_refused_in_a_form_that_the_client_understands() {
    let mut emulator = ZendeskEmulator::new();
    for (request, params) in
        [("get", json!("ticket")), ("set", json!([])), ("invoke", json!({"resize": 1})), ("dance", json!({}))]
    {
        let Received::Refused { frames, reason } =
            receive(&mut emulator, &json!({"id": 9, "request": request, "params": params}))
        else {
            panic!("{request} {params}")
        };
        let (events, _) = Zendesk::new(Config::default()).unwrap().events(&frames[0]).unwrap();
        let event = serde_json::to_value(&events[0]).unwrap();
        assert_eq!(event["data"]["result"], "failed");
        assert_eq!(event["data"]["reason"], format!("onepane: {reason}"));
    }
    for said in
        [json!({"key": "iframe.trigger:hello", "message": 1}), json!({"key": "request:1", "message": {}})]
    {
        assert!(
            matches!(receive(&mut emulator, &said), Received::Refused { frames, .. } if frames.is_empty())
        );
    }
}

#[test]
fn what_is_not_for_the_host_is_ignored() {
    let mut emulator = ZendeskEmulator::new();
    for said in [json!([1]), json!({"hello": 1}), json!({"id": 1})] {
        assert!(matches!(receive(&mut emulator, &said), Received::Ignored(_)), "{said}");
    }
    for other in [
        r#"{"dir":"out","via":"message","data":"hello"}"#,
        r#"{"dir":"out","via":"call","id":"r1","target":"x","args":[]}"#,
    ] {
        assert!(matches!(emulator.receive(&Frame::from_json(other).unwrap()).unwrap(), Received::Ignored(_)));
    }
    let error = emulator.receive(&frame(&json!({"id": 1, "request": "get"}))).unwrap_err();
    assert_eq!(error.to_string(), "/params: expected a list or an object, found nothing");
}

#[test]
fn a_result_has_the_form_that_the_client_waits_for() {
    let result = |asked: Value, data: Value| {
        let mut emulator = ZendeskEmulator::new();
        receive(&mut emulator, &asked);
        told(&mut emulator, "action.result", &data).0.remove(0)
    };
    let get = json!({"id": 1, "request": "get", "params": ["a", "b"]});
    assert_eq!(
        result(get.clone(), json!({"action": "1", "result": "done", "data": {"a": 1, "b": 2}})),
        json!({"id": 1, "result": {"a": 1, "b": 2, "errors": {}}})
    );
    assert_eq!(
        result(get, json!({"action": "1", "result": "timed_out"})),
        json!({"id": 1, "result": {"errors": {
            "a": {"name": "Error", "message": "onepane: no reason was told", "path": "a"},
            "b": {"name": "Error", "message": "onepane: no reason was told", "path": "b"},
        }}})
    );
    let set = json!({"id": 2, "request": "set", "params": {"ticket.type": "task"}});
    assert_eq!(
        result(set, json!({"action": "2", "result": "done", "data": "whatever"})),
        json!({"id": 2, "result": {"ticket.type": "task", "errors": {}}})
    );
    let nothing = json!({"key": "session.live"});
    assert_eq!(
        result(nothing.clone(), json!({"action": "s1-3", "result": "failed", "reason": "no"})),
        json!({"id": "s1-3", "error": {"name": "Error", "message": "no"}})
    );
    assert_eq!(
        result(nothing, json!({"action": "request:4", "result": "done"})),
        json!({"key": "zaf.request:4.done", "message": {"responseArgs": [null, "success"]}})
    );
}

#[test]
fn an_event_that_waits_says_so_whoever_wrote_it() {
    let event = json!({
        "specversion": "1.0", "id": "1", "source": "onepane://zendesk/-", "host": "zendesk", "reply": "ticket.save",
        "type": "dev.onepane.host.event", "hostevent": "zaf.ticket.save", "data": {"name": "zaf.ticket.save"},
    });
    let emulated = ZendeskEmulator::new().emulate(&event.to_string()).unwrap();
    assert_eq!(documents(&emulated.frames), [json!({"key": "zaf.ticket.save", "needsReply": true})]);
}

#[test]
fn an_edit_of_a_neutral_value_wins() {
    let edited = |fixture: &str, change: &dyn Fn(&mut Value)| {
        let mut lines = JsonLines::default();
        (crate::SUBJECT.adapter)().decode(&crate::fixture(fixture).frame, &mut lines).unwrap();
        let mut event: Value = serde_json::from_str(lines.as_str()).unwrap();
        change(&mut event["data"]);
        documents(&ZendeskEmulator::new().emulate(&event.to_string()).unwrap().frames).remove(0)
    };
    let told = edited("context_ticket_closed", &|data| data["conversation"]["status"] = "open".into());
    assert_eq!(told["result"]["ticket.status"], "open");
    let told = edited("context_ticket_closed", &|data| data["conversation"]["subject"] = "Edited".into());
    assert_eq!(
        (&told["result"]["ticket.status"], &told["result"]["ticket.subject"]),
        (&"closed".into(), &"Edited".into())
    );
    let told = edited("changed_status", &|data| data["conversation"]["status"] = "snoozed".into());
    assert!(same_meaning(&told.to_string(), r#"{"key":"zaf.ticket.status.changed","message":"pending"}"#));
    let told = edited("answer_set", &|data| data["data"]["ticket.priority"] = "low".into());
    assert_eq!(told["result"]["ticket.priority"], "low");
}
