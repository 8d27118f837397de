//! What each action is as a call of the Cards SDK, and what is refused before it gets there.

use onepane_adapter_kustomer::{Config, Kustomer, KustomerEmulator};
use onepane_core::{Adapter, Body, Emulator, Frame, Inbound, Outbound, Received, Seen, action_from_json};
use onepane_map::JsonLines;
use onepane_model::{ActionKind, Json, Level};
use onepane_testkit::{fixtures, same_meaning};

/// An adapter that has seen a conversation on one channel.
fn adapter() -> Kustomer {
    let mut adapter = Kustomer::new(Config::default()).unwrap();
    see(&mut adapter, "initialize_conversation");
    adapter
}

fn see(adapter: &mut Kustomer, fixture: &str) {
    adapter.decode(&crate::fixture(fixture).frame, &mut JsonLines::default()).unwrap();
}

/// A simulated console that shows the same.
fn console() -> KustomerEmulator {
    let mut console = KustomerEmulator::new();
    let mut lines = JsonLines::default();
    let frame = crate::fixture("initialize_conversation").frame;
    Kustomer::new(Config::default()).unwrap().decode(&frame, &mut lines).unwrap();
    console.emulate(lines.as_str().trim()).unwrap();
    console
}

fn encode(adapter: &mut Kustomer, action: &str) -> Result<Frame, String> {
    let action = action_from_json(action).unwrap();
    let mut frames = adapter
        .encode(&"s1-1".into(), &action)
        .map_err(|refusal| format!("[{}] {refusal}", refusal.rule.name()))?;
    assert_eq!(frames.len(), 1);
    Ok(frames.remove(0))
}

#[track_caller]
fn refused(adapter: &mut Kustomer, action: &str, message: &str) {
    assert_eq!(encode(adapter, action).unwrap_err(), message);
}

fn returned(adapter: &mut Kustomer, id: &str, value: Option<&str>, error: Option<&str>) -> (Seen, String) {
    let json = |text: &str| Json::from_text(text);
    let frame =
        Inbound::Return { id: id.into(), status: None, value: value.map(json), error: error.map(json) }
            .into();
    let mut lines = JsonLines::of(&frame);
    let seen = adapter.decode(&frame, &mut lines).unwrap();
    (seen, lines.as_str().to_owned())
}

/// The neutral action of each outbound fixture that is the first call of one.
const ACTIONS: &[(&str, &str)] = &[
    ("open", r#"{"type":"panel.open","data":{}}"#),
    ("close", r#"{"type":"panel.close","data":{}}"#),
    ("resize", r#"{"type":"panel.resize","data":{"width":300,"height":"50px"}}"#),
    ("resize_to_content", r#"{"type":"panel.resize","data":{}}"#),
    ("status_info", r#"{"type":"notification.show","data":{"text":"Saved as a draft","level":"info"}}"#),
    ("status_danger", r#"{"type":"notification.show","data":{"text":"No such order","level":"error"}}"#),
    ("toast_success", r#"{"type":"notification.show","data":{"text":"Order sent again","level":"success"}}"#),
    ("note", r#"{"type":"message.send","data":{"text":"Parcel is late","visibility":"internal"}}"#),
    (
        "mention",
        r#"{"type":"conversation.mention","data":{"agent":"65f0a1b2c3d4e5f6a7b8c905","text":"Please look"}}"#,
    ),
    ("draft", r#"{"type":"compose.set_text","data":{"text":"Your parcel left the depot."}}"#),
    ("set_status_done", r#"{"type":"conversation.set_status","data":{"status":"resolved"}}"#),
    (
        "snooze",
        r#"{"type":"conversation.set_status","data":{"status":"snoozed","until":"2026-01-10T08:00:00Z"}}"#,
    ),
    ("assign_agent", r#"{"type":"conversation.assign","data":{"agent":"65f0a1b2c3d4e5f6a7b8c905"}}"#),
    ("assign_nobody", r#"{"type":"conversation.assign","data":{"agent":null}}"#),
    ("assign_team", r#"{"type":"conversation.assign","data":{"team":"65f0a1b2c3d4e5f6a7b8c907"}}"#),
    ("add_tag", r#"{"type":"conversation.add_label","data":{"label":"vip"}}"#),
    (
        "request",
        r#"{"type":"host.call","data":{"name":"request","args":[{"url":"/v1/customers/65f0a1b2c3d4e5f6a7b8c901/conversations","method":"GET"}]}}"#,
    ),
    (
        "command_run",
        r#"{"type":"host.call","data":{"name":"command.run","args":["kustomer.app.acme_orders.findOrder",{"body":{"number":"A-1"}}]}}"#,
    ),
    (
        "modal_init",
        r#"{"type":"host.call","data":{"name":"modal.init","args":[{"id":"order","url":"https://widget.example.test/modal","additionalData":{"number":"A-1"},"title":"Order"}]}}"#,
    ),
    ("modal_show", r#"{"type":"host.call","data":{"name":"modal.show","args":["order"]}}"#),
    ("modal_destroy", r#"{"type":"host.call","data":{"name":"modal.destroy","args":["order"]}}"#),
    (
        "show_modal",
        r#"{"type":"host.call","data":{"name":"showModal","args":[{"type":"redirect","content":{"title":"Leave?","text":"The order opens elsewhere."}}]}}"#,
    ),
    (
        "status_of_another_level",
        r#"{"type":"host.call","data":{"name":"updateStatus","args":["warning","Late"]}}"#,
    ),
    (
        "toast_of_another_type",
        r#"{"type":"host.call","data":{"name":"handleTriggerToast","args":[{"type":"error","message":"Late"}]}}"#,
    ),
];

/// The neutral action of each pair of outbound fixtures, and the answer to the first.
const CHANGES: &[(&str, &str, &str, &str)] = &[
    (
        r#"{"type":"conversation.set_attribute","data":{"key":"orderStr","value":"A-1"}}"#,
        "read_conversation",
        r#"{"type":"conversation","id":"65f0a1b2c3d4e5f6a7b8c902","attributes":{"custom":{"sinceAt":null,"orderStr":"old"}}}"#,
        "write_conversation_attribute",
    ),
    (
        r#"{"type":"contact.set_attribute","data":{"key":"tierStr","value":"gold"}}"#,
        "read_customer",
        r#"{"data":{"type":"customer","id":"65f0a1b2c3d4e5f6a7b8c901","attributes":{"custom":{"vipBool":true}},
            "relationships":{"company":{"data":{"type":"company","id":"65f0a1b2c3d4e5f6a7b8c904"}}}}}"#,
        "write_customer_attribute",
    ),
];

fn outbound(name: &str) -> String {
    let fixtures = fixtures(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/outbound"));
    fixtures.into_iter().find(|fixture| fixture.name == name).expect(name).text
}

#[test]
fn each_action_is_the_call_on_file() {
    for (name, action) in ACTIONS {
        let frame = encode(&mut adapter(), action).unwrap();
        assert!(same_meaning(&frame.to_json(), outbound(name).trim()), "{name}: {}", frame.to_json());
    }
    let files = fixtures(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/outbound"));
    assert_eq!(files.len(), ACTIONS.len() + 2 * CHANGES.len());
}

#[test]
fn the_host_understands_what_the_adapter_sends() {
    for (name, text) in ACTIONS {
        let action = action_from_json(text).unwrap();
        let frame = encode(&mut adapter(), text).unwrap();
        let received = console().receive(&frame).unwrap();
        let Received::Action(received) = received else { panic!("{name}: {received:?}") };
        assert_eq!(received.data(), action.data(), "{name}");
        assert_eq!(received.id, Some("s1-1".into()));
        let is_about_it = name.starts_with("assign")
            || ["note", "mention", "draft", "snooze", "add_tag", "set_status_done"].contains(name);
        let target = is_about_it.then(|| "65f0a1b2c3d4e5f6a7b8c902".into());
        assert_eq!(received.target, target, "{name}");
    }
}

#[test]
fn fields_are_read_and_then_written_whole() {
    for (action, read, answer, write) in CHANGES {
        let mut adapter = adapter();
        let frame = encode(&mut adapter, action).unwrap();
        assert!(same_meaning(&frame.to_json(), outbound(read).trim()), "{}", frame.to_json());
        let (seen, told) = returned(&mut adapter, "s1-1.read", Some(answer), None);
        assert_eq!(told, "", "a read is no result");
        assert!(
            same_meaning(&seen.frames[0].to_json(), outbound(write).trim()),
            "{}",
            seen.frames[0].to_json()
        );
        let (_, told) = returned(&mut adapter, "s1-1", Some("{}"), None);
        assert!(told.contains(r#""action":"s1-1","result":"done""#), "{told}");
    }
}

#[test]
fn a_read_that_tells_too_little_writes_nothing() {
    for (answer, reason) in [
        (
            Some("{}"),
            r#""result":"failed","reason":"the answer to the read does not hold the record's own fields""#,
        ),
        (Some(r#"{"attributes":{"custom":[]}}"#), r#""result":"failed""#),
        (None, r#""result":"failed""#),
    ] {
        let mut adapter = adapter();
        encode(&mut adapter, CHANGES[0].0).unwrap();
        let (seen, told) = returned(&mut adapter, "s1-1.read", answer, None);
        assert!(seen.frames.is_empty());
        assert!(told.contains(reason) && told.contains(r#""action":"s1-1""#), "{told}");
    }
    let mut adapter = adapter();
    encode(&mut adapter, CHANGES[0].0).unwrap();
    let (seen, told) = returned(&mut adapter, "s1-1.read", None, Some(r#""no rights""#));
    assert!(
        seen.frames.is_empty() && told.contains(r#""action":"s1-1","result":"failed","reason":"no rights""#),
        "{told}"
    );
}

#[test]
fn where_no_answer_can_come_nothing_is_written_whole() {
    let mut config = Config::default();
    config.answers = false;
    let mut adapter = Kustomer::new(config).unwrap();
    see(&mut adapter, "initialize_conversation");
    refused(
        &mut adapter,
        CHANGES[0].0,
        "[needs_current_value] kustomer: conversation.set_attribute is refused: the record is written whole, and no \
         answer can tell what is in it",
    );
}

#[test]
fn the_simulated_console_tells_a_changed_field_from_what_it_showed() {
    for (write, kind) in [
        (
            r#"{"custom":{"orderStr":"A-1"}}"#,
            r#"Received::Action conversation.set_attribute {"key":"orderStr","value":"A-1"}"#,
        ),
        (r#"{"custom":{}}"#, "refused"),
        (r#"{"custom":{"aStr":"1","bStr":"2"}}"#, "refused"),
    ] {
        let frame = format!(
            r#"{{"dir":"out","via":"call","id":"s1-1","target":"Kustomer.request","args":[{{"url":"/v1/conversations/65f0a1b2c3d4e5f6a7b8c902","method":"PUT","body":{write}}}]}}"#
        );
        let shown = match console().receive(&Frame::from_json(&frame).unwrap()).unwrap() {
            Received::Action(action) => {
                let data = serde_json::to_value(&action).unwrap()["data"].to_string();
                format!("Received::Action {} {data}", action.kind_name())
            }
            Received::Refused { .. } => "refused".to_owned(),
            other => format!("{other:?}"),
        };
        assert_eq!(shown, kind);
    }
}

#[test]
fn what_has_no_callback_was_only_handed_over() {
    for (name, action) in &ACTIONS[..7] {
        let mut adapter = adapter();
        encode(&mut adapter, action).unwrap();
        let (_, told) = returned(&mut adapter, "s1-1", Some("true"), None);
        assert!(told.contains(r#""result":"sent""#), "{name}: {told}");
        encode(&mut adapter, action).unwrap();
        let (_, told) = returned(&mut adapter, "s1-1", None, Some(r#""is not a function""#));
        assert!(told.contains(r#""result":"failed","reason":"is not a function""#), "{name}: {told}");
    }
    let mut adapter = adapter();
    encode(&mut adapter, ACTIONS[7].1).unwrap();
    let (_, told) = returned(&mut adapter, "s1-1", None, None);
    assert!(told.contains(r#""result":"done""#), "a callback without data: {told}");
}

#[test]
fn what_needs_something_in_view_is_refused_without_it() {
    let mut nothing = Kustomer::new(Config::default()).unwrap();
    let note = ACTIONS[7].1;
    refused(
        &mut nothing,
        note,
        "[needs:conversation] kustomer: message.send is refused: needs a conversation, and none is in view (use \
         compose.set_text instead)",
    );
    refused(
        &mut nothing,
        CHANGES[1].0,
        "[needs:contact] kustomer: contact.set_attribute is refused: needs a contact, and none is in view",
    );
    // The timeline was collapsed: the conversation is gone again.
    let mut adapter = adapter();
    assert!(encode(&mut adapter, note).is_ok());
    see(&mut adapter, "context_kobject");
    assert_eq!(adapter.current_conversation(), None);
    assert!(encode(&mut adapter, note).unwrap_err().starts_with("[needs:conversation]"));
    assert!(encode(&mut adapter, CHANGES[1].0).is_ok());
    // On several channels, which one is meant is not known.
    see(&mut adapter, "context_every_field");
    refused(
        &mut adapter,
        ACTIONS[9].1,
        "[needs:channel] kustomer: compose.set_text is refused: needs a conversation on one channel, and the host names none \
         or several",
    );
}

#[test]
fn a_target_that_is_no_longer_current_is_refused() {
    let note = |conversation: &str| {
        format!(
            r#"{{"type":"message.send","target":{{"conversation":"{conversation}"}},"data":{{"text":"Hi","visibility":"internal"}}}}"#
        )
    };
    assert!(encode(&mut adapter(), &note("65f0a1b2c3d4e5f6a7b8c902")).is_ok());
    refused(
        &mut adapter(),
        &note("other"),
        "[not_current] kustomer: message.send is refused: its target is not the conversation that the agent has \
         before them",
    );
}

#[test]
fn what_is_in_view_is_found_in_every_shape_of_a_context() {
    const V: Option<&str> = Some("65f0a1b2c3d4e5f6a7b8c902");
    for (fixture, conversation, contact) in [
        ("context_array", V, true),
        ("context_array_of_records", V, true),
        ("context_array_of_nothing_known", None, false),
        ("context_lone_conversation", V, true),
        ("context_lone_customer", None, true),
        ("context_records_without_attributes", V, true),
        ("context_lone_company", None, false),
        ("context_text", None, false),
        ("context_nothing", None, false),
        ("context_null", None, false),
    ] {
        let mut adapter = adapter();
        see(&mut adapter, fixture);
        assert_eq!(adapter.current_conversation().map(|id| id.as_str()), conversation, "{fixture}");
        assert_eq!(adapter.meets("contact"), contact, "{fixture}");
    }
    // A modal is no context of the page's.
    let mut adapter = adapter();
    see(&mut adapter, "modal_initialize");
    assert_eq!(adapter.current_conversation().map(|id| id.as_str()), V);
}

#[test]
fn what_kustomer_cannot_say_is_refused() {
    for (action, message) in [
        (
            r#"{"type":"message.send","data":{"text":"Hi"}}"#,
            "[visibility] kustomer: message.send is refused: visibility must be one of internal (use compose.set_text instead)",
        ),
        (
            r#"{"type":"message.send","data":{"text":"Hi","visibility":"public"}}"#,
            "[visibility] kustomer: message.send is refused: visibility must be one of internal",
        ),
        (
            r#"{"type":"message.send","data":{"text":"Hi","visibility":"internal","as":"contact"}}"#,
            "[as] kustomer: message.send is refused: as must be one of agent",
        ),
        (
            r#"{"type":"message.send","data":{"text":"","visibility":"internal"}}"#,
            "[text] kustomer: message.send is refused: text must have 1 to 10240 UTF-16 units, it has 0",
        ),
        (
            r#"{"type":"compose.set_text","data":{"text":"Hi","as":"contact"}}"#,
            "[as] kustomer: compose.set_text is refused: as must be one of agent",
        ),
        (
            r#"{"type":"conversation.mention","data":{"bot":"b","text":"Hi"}}"#,
            "[invalid] kustomer: conversation.mention is refused: needs an agent; the host has no bots to mention",
        ),
        (
            r#"{"type":"conversation.mention","data":{"agent":"a/../b","text":"Hi"}}"#,
            "[agent] kustomer: conversation.mention is refused: agent must be the id of a user",
        ),
        (
            r#"{"type":"conversation.set_status","data":{"status":"pending"}}"#,
            "[status] kustomer: conversation.set_status is refused: status must be one of open, snoozed, resolved",
        ),
        (
            r#"{"type":"conversation.set_status","data":{"status":"snoozed"}}"#,
            "[until] kustomer: conversation.set_status is refused: until must be given with the status snoozed, and only with it",
        ),
        (
            r#"{"type":"conversation.set_status","data":{"status":"open","until":"2026-01-10T08:00:00Z"}}"#,
            "[until] kustomer: conversation.set_status is refused: until must be given with the status snoozed, and only with it",
        ),
        (
            r#"{"type":"conversation.assign","data":{"bot":"b"}}"#,
            "[bot] kustomer: conversation.assign is refused: bot must be absent: the host has no bots to assign to",
        ),
        (
            r#"{"type":"conversation.assign","data":{}}"#,
            "[invalid] kustomer: conversation.assign is refused: needs exactly one of agent and team",
        ),
        (
            r#"{"type":"conversation.assign","data":{"agent":"a b"}}"#,
            "[agent] kustomer: conversation.assign is refused: agent must be an id or null",
        ),
        (
            r#"{"type":"conversation.add_label","data":{"label":""}}"#,
            "[label] kustomer: conversation.add_label is refused: label must have at least 1 UTF-16 units, it has 0",
        ),
        (
            r#"{"type":"conversation.set_attribute","data":{"key":"name","value":"x","property":true}}"#,
            "[property] kustomer: conversation.set_attribute is refused: property must be false: a conversation's \
             properties have actions of their own",
        ),
        (
            r#"{"type":"contact.set_attribute","data":{"key":"totalNum","value":"5"}}"#,
            "[value] kustomer: contact.set_attribute is refused: value must be a number or null, as the key ends in Num",
        ),
        (
            r#"{"type":"contact.set_attribute","data":{"key":"","value":1}}"#,
            "[key] kustomer: contact.set_attribute is refused: key must have at least 1 UTF-16 units, it has 0",
        ),
        (
            r#"{"type":"panel.resize","data":{"width":true}}"#,
            "[width] kustomer: panel.resize is refused: width must be a number of pixels or a CSS length as text",
        ),
        (
            r#"{"type":"panel.resize","data":{"height":-1}}"#,
            "[height] kustomer: panel.resize is refused: height must be a number of pixels or a CSS length as text",
        ),
        (
            r#"{"type":"notification.show","data":{"text":"Hi","level":"warning"}}"#,
            "[level] kustomer: notification.show is refused: level must be one of info, success, error",
        ),
        (
            r#"{"type":"host.call","data":{"name":"showKobject"}}"#,
            "[name] kustomer: host.call is refused: name must be one of request, command.run, modal.init, modal.show, \
             modal.destroy, showModal, updateStatus, handleTriggerToast",
        ),
        (
            r#"{"type":"host.call","data":{"name":"resize"}}"#,
            "[invalid] kustomer: host.call is refused: the method has an action of its own (use panel.resize instead)",
        ),
        (
            r#"{"type":"host.call","data":{"name":"request","args":{"url":"/v1/x"}}}"#,
            "[args] kustomer: host.call is refused: args must be the list of the method's arguments",
        ),
        (
            r#"{"type":"conversation.set_priority","data":{"priority":"high"}}"#,
            "[unsupported] kustomer: conversation.set_priority is unsupported: priorities are numbers here, and which \
             word is which number is not documented (use host.call instead)",
        ),
        (
            r#"{"type":"context.refresh","data":{}}"#,
            "[unsupported] kustomer: context.refresh is unsupported: nothing can be asked for: the host tells a new \
             context unasked",
        ),
        (
            r#"{"type":"ticket.open","data":{"code":"1"}}"#,
            "[unsupported] kustomer: ticket.open is unsupported: the Cards SDK has nothing of the kind",
        ),
    ] {
        refused(&mut adapter(), action, message);
    }
}

#[test]
fn a_draft_needs_a_channel_that_takes_one() {
    let seen = |channel: &str| {
        let mut adapter = Kustomer::new(Config::default()).unwrap();
        let text =
            crate::fixture("initialize_conversation").text.replace(r#""email""#, &format!(r#""{channel}""#));
        adapter.decode(&Frame::from_json(&text).unwrap(), &mut JsonLines::default()).unwrap();
        adapter
    };
    let text = |length: usize| {
        format!(r#"{{"type":"compose.set_text","data":{{"text":"{}"}}}}"#, "x".repeat(length))
    };
    for channel in ["sms", "chat", "facebook", "instagram", "twitter-dm", "twitter-tweet"] {
        assert!(encode(&mut seen(channel), &text(280)).is_ok(), "{channel}");
    }
    refused(
        &mut seen("twitter-tweet"),
        &text(281),
        "[text] kustomer: compose.set_text is refused: text must be at most 280 UTF-16 units in a tweet",
    );
    for channel in ["whatsapp", "voice", "carrier-pigeon"] {
        refused(
            &mut seen(channel),
            &text(1),
            "[invalid] kustomer: compose.set_text is refused: the conversation is not on one channel that a draft can \
             be made for",
        );
    }
}

#[test]
fn ids_that_lead_elsewhere_are_never_put_in_a_path() {
    let mut adapter = Kustomer::new(Config::default()).unwrap();
    let text = crate::fixture("initialize_conversation").text.replace("65f0a1b2c3d4e5f6a7b8c902", "../users");
    adapter.decode(&Frame::from_json(&text).unwrap(), &mut JsonLines::default()).unwrap();
    refused(
        &mut adapter,
        ACTIONS[7].1,
        "[needs:conversation] kustomer: message.send is refused: needs a conversation with an id, and none is in view",
    );
}

#[test]
fn three_modals_at_most_and_none_twice() {
    let make = |id: &str| {
        format!(
            r#"{{"type":"host.call","data":{{"name":"modal.init","args":[{{"id":"{id}","url":"https://w.example.test"}}]}}}}"#
        )
    };
    let mut adapter = adapter();
    let mut send = |id: &str, action: &str| {
        adapter
            .encode(&id.into(), &action_from_json(action).unwrap())
            .map_err(|refusal| refusal.to_string())
            .map(drop)
    };
    assert_eq!(send("1", &make("a")), Ok(()));
    assert_eq!(
        send("2", &make("a")).unwrap_err(),
        "kustomer: host.call is refused: there is a modal with this id already"
    );
    assert_eq!(send("3", &make("b")), Ok(()));
    assert_eq!(send("4", &make("c")), Ok(()));
    let full = "kustomer: host.call is refused: there are three modals already, and the host takes no more";
    assert_eq!(send("5", &make("d")).unwrap_err(), full);
    assert_eq!(send("6", r#"{"type":"host.call","data":{"name":"modal.destroy","args":["b"]}}"#), Ok(()));
    assert!(send("7", &make("a")).is_err(), "only the one that was destroyed is gone");
    assert_eq!(send("7", &make("d")), Ok(()));
    assert_eq!(
        send("8", r#"{"type":"host.call","data":{"name":"modal.init","args":[{}]}}"#).unwrap_err(),
        "kustomer: host.call is refused: a modal needs an id, in the first argument"
    );
    // One that could not be made takes no place.
    returned(&mut adapter, "7", None, Some(r#""blocked""#));
    assert!(adapter.encode(&"9".into(), &action_from_json(&make("d")).unwrap()).is_ok());
}

#[test]
fn every_kind_is_encoded_degraded_or_refused_as_the_table_says() {
    let adapter = adapter();
    let capabilities = adapter.capabilities();
    for kind in ActionKind::ALL {
        let support = &capabilities.actions[kind.as_str()];
        let encoded =
            ACTIONS.iter().map(|(_, action)| *action).chain(CHANGES.iter().map(|(action, ..)| *action));
        let is_encoded = encoded.filter(|action| action.contains(&format!(r#""type":"{kind}""#))).count() > 0;
        assert_eq!(is_encoded, support.level != Level::Unsupported, "{kind}");
        assert_eq!(support.reason.is_none(), support.level == Level::Full, "{kind}");
    }
}

#[test]
fn the_page_subscribes_to_every_callback_before_all_else() {
    let names: Vec<String> = adapter()
        .subscribe(&[])
        .iter()
        .map(|frame| match &frame.body {
            Body::Out(Outbound::Subscribe { name }) => name.clone(),
            _ => panic!("a subscription"),
        })
        .collect();
    assert_eq!(
        names,
        ["initialize", "context", "modal_initialize", "modal_show", "modal_hide", "modal_close"]
    );
}

#[test]
fn the_simulated_host_refuses_what_the_host_does_not_have() {
    let send = |target: &str, args: &str| {
        let frame = format!(r#"{{"dir":"out","via":"call","id":"r","target":"{target}","args":{args}}}"#);
        console().receive(&Frame::from_json(&frame).unwrap())
    };
    for (target, args) in [
        ("Kustomer.dance", "[]"),
        ("Kustomer.open", "[1]"),
        ("Kustomer.modal.init", "[{}]"),
        ("Kustomer.request", r#"[{"url":"/v1/customers/c","method":"GET"}]"#),
    ] {
        let Received::Refused { frames, .. } = send(target, args).unwrap() else { panic!("{target}") };
        let mut lines = JsonLines::of(&frames[0]);
        adapter().decode(&frames[0], &mut lines).unwrap();
        assert!(lines.as_str().contains(r#""result":"failed","reason":"onepane: "#), "{}", lines.as_str());
    }
    assert!(matches!(send("WS.widgetAPI.open", "[]"), Ok(Received::Ignored(_))));
    assert_eq!(
        send("Kustomer.resize", r#"["wide"]"#).unwrap_err().to_string(),
        "/0: expected an object with width and height, found a string"
    );
    assert_eq!(
        send("Kustomer.resize", r#"[{"width":true}]"#).unwrap_err().to_string(),
        "/0/width: expected a number or a string, found a boolean"
    );
    assert_eq!(
        send("Kustomer.request", r#"[{"method":"GET"}]"#).unwrap_err().to_string(),
        "/0/url: expected a string, found nothing"
    );
    assert_eq!(
        send(
            "Kustomer.request",
            r#"[{"url":"/v1/conversations/c/notes","method":"POST","body":{"body":7}}]"#
        )
        .unwrap_err()
        .to_string(),
        "/0/body/body: expected a string, found a number"
    );
}

#[test]
fn requests_with_more_to_them_are_calls_by_name() {
    let send = |request: &str| {
        let frame = format!(
            r#"{{"dir":"out","via":"call","id":"r","target":"Kustomer.request","args":[{request}]}}"#
        );
        match console().receive(&Frame::from_json(&frame).unwrap()).unwrap() {
            Received::Action(action) => action.kind_name().to_owned(),
            other => panic!("{request}: {other:?}"),
        }
    };
    for request in [
        r#"{"url":"/v1/conversations/c/notes","method":"POST","body":{"body":"x","attachments":[]}}"#,
        r#"{"url":"/v1/conversations/c/notes","method":"POST","body":{"body":"x","userMentions":[{"team":"t"}]}}"#,
        r#"{"url":"/v1/conversations/c/notes","method":"POST","body":{"body":"x","userMentions":[{"user":"u","team":"t"}]}}"#,
        r#"{"url":"/v1/conversations/c","method":"PUT","body":{"status":"snoozed","name":"x","snooze":{"time":"2026-01-10T08:00:00.000Z","status":"scheduled"}}}"#,
        r#"{"url":"/v1/conversations/c","method":"PUT","body":{"assignedUsers":["a"],"name":"x"}}"#,
        r#"{"url":"/v1/conversations/c","method":"PUT","body":{"assignedUsers":"a"}}"#,
        r#"{"url":"/v1/conversations/c","method":"PUT","body":{"custom":"none"}}"#,
        r#"{"url":"/v1/conversations/c","method":"PUT","body":{"custom":{"orderStr":"A-1"},"name":"x"}}"#,
        r#"{"url":"/v1/conversations/c/tags","method":"POST","body":["a","b"]}"#,
        r#"{"url":"/v1/conversations/c","method":"PUT","body":{"status":"done","name":"x"}}"#,
        r#"{"url":"/v1/conversations/c","method":"PUT","body":{"assignedUsers":["a","b"]}}"#,
        r#"{"url":"/v1/conversations/c","method":"PUT","body":{"priority":5}}"#,
        r#"{"url":"/v1/customers/c/drafts","method":"POST","body":{"channel":"email","body":"x","subject":"s"}}"#,
        r#"{"url":"/v1/customers/c","method":"PATCH","body":{"name":"x"}}"#,
        r#"{"url":"/v1/conversations/c","method":"DELETE"}"#,
        r#"{"url":"/v1/conversations/c"}"#,
        r#"{"url":"https://elsewhere.example.test/","method":"GET"}"#,
    ] {
        assert_eq!(send(request), "host.call", "{request}");
    }
}
