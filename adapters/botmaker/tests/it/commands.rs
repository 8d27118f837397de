//! What each action is on Botmaker's wire, and what is refused before it gets there.

use onepane_adapter_botmaker::{Botmaker, BotmakerEmulator, Config, Dialect};
use onepane_core::{Adapter, Body, Data, Emulator, Frame, Outbound, Received, Rule, action_from_json};
use onepane_map::JsonLines;
use onepane_testkit::{fixtures, same_meaning};

fn adapter() -> Botmaker {
    let mut config = Config::default();
    config.widget_name = "order-panel".to_owned();
    Botmaker::new(config).unwrap()
}

fn see(adapter: &mut Botmaker, fixture: &str) {
    let fixtures = crate::inbound();
    let fixture = fixtures.iter().find(|other| other.name == fixture).expect("a fixture of that name");
    adapter.decode(&fixture.frame, &mut JsonLines::of(&fixture.frame)).unwrap();
}

#[track_caller]
fn refused(adapter: &mut Botmaker, action: &str, rule: &str, message: &str) {
    let action = action_from_json(action).unwrap();
    let refusal = adapter.encode(&"r1".into(), &action).unwrap_err();
    assert_eq!((refusal.rule.name().as_str(), refusal.to_string().as_str()), (rule, message));
}

/// The neutral action of each outbound fixture.
const ACTIONS: [(&str, &str, &str); 3] = [
    (
        "fill_input",
        "req_4k2z9q0ab",
        r#"{"type":"compose.set_text","data":{"text":"Your parcel left the depot."}}"#,
    ),
    (
        "send_message",
        "req_7p1m3x8cd",
        r#"{"type":"message.send","data":{"text":"Your parcel left the depot."}}"#,
    ),
    ("navigate_to_ticket", "req_1a9b7c5de", r#"{"type":"ticket.open","data":{"code":"TK-1234"}}"#),
];

#[test]
fn each_action_is_the_vendors_message() {
    let fixtures = fixtures(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/outbound"));
    assert_eq!(fixtures.len(), ACTIONS.len());
    for (name, id, action) in ACTIONS {
        let fixture = fixtures.iter().find(|fixture| fixture.name == name).unwrap();
        let frames = adapter().encode(&id.into(), &action_from_json(action).unwrap()).unwrap();
        let [frame] = &frames[..] else { panic!("one frame") };
        assert!(same_meaning(&frame.to_json(), fixture.text.trim()), "{}", frame.to_json());
    }
}

#[test]
fn the_host_understands_what_the_adapter_sends() {
    for (_, id, action) in ACTIONS {
        let action = action_from_json(action).unwrap();
        let frames = adapter().encode(&id.into(), &action).unwrap();
        let received = BotmakerEmulator::new().receive(&frames[0]).unwrap();
        assert_eq!(received, Received::Action(action.with_id(id)));
    }
}

#[test]
fn the_older_dialect_names_the_widget_twice() {
    let mut config = Config::default();
    config.dialect = Dialect::WidgetId;
    let action = action_from_json(ACTIONS[0].2).unwrap();
    let frames = Botmaker::new(config).unwrap().encode(&"r1".into(), &action).unwrap();
    let Body::Out(Outbound::Message { data: Data::Value(json), .. }) = &frames[0].body else {
        panic!("a window message")
    };
    let sent = json.to_value();
    assert_eq!((&sent["widgetName"], &sent["widgetId"]), (&"widget".into(), &"widget".into()));
}

#[test]
fn texts_are_counted_in_utf16_units() {
    let text =
        |length: usize| format!(r#"{{"type":"message.send","data":{{"text":"{}"}}}}"#, "x".repeat(length));
    assert!(adapter().encode(&"r1".into(), &action_from_json(&text(5000)).unwrap()).is_ok());
    refused(
        &mut adapter(),
        &text(5001),
        "text",
        "botmaker: message.send is refused: text must have 1 to 5000 UTF-16 units, it has 5001",
    );
    refused(
        &mut adapter(),
        &text(0),
        "text",
        "botmaker: message.send is refused: text must have 1 to 5000 UTF-16 units, it has 0",
    );
    // One emoji is two units: 2500 of them fit, one more does not.
    let emoji =
        |count: usize| format!(r#"{{"type":"compose.set_text","data":{{"text":"{}"}}}}"#, "😀".repeat(count));
    assert!(adapter().encode(&"r1".into(), &action_from_json(&emoji(2500)).unwrap()).is_ok());
    refused(
        &mut adapter(),
        &emoji(2501),
        "text",
        "botmaker: compose.set_text is refused: text must have 1 to 5000 UTF-16 units, it has 5002",
    );
    let code =
        |length: usize| format!(r#"{{"type":"ticket.open","data":{{"code":"{}"}}}}"#, "T".repeat(length));
    assert!(adapter().encode(&"r1".into(), &action_from_json(&code(50)).unwrap()).is_ok());
    refused(
        &mut adapter(),
        &code(51),
        "code",
        "botmaker: ticket.open is refused: code must have 1 to 50 UTF-16 units, it has 51",
    );
}

#[test]
fn an_action_for_another_screen_is_refused() {
    let mut adapter = adapter();
    see(&mut adapter, "ticket_selected");
    refused(
        &mut adapter,
        ACTIONS[0].2,
        "needs:screen:CHATS",
        "botmaker: compose.set_text is refused: needs the screen CHATS",
    );
    see(&mut adapter, "chat_selected");
    refused(
        &mut adapter,
        ACTIONS[2].2,
        "needs:screen:TICKETS",
        "botmaker: ticket.open is refused: needs the screen TICKETS",
    );
    assert!(adapter.encode(&"r1".into(), &action_from_json(ACTIONS[0].2).unwrap()).is_ok());
}

#[test]
fn a_target_that_is_no_longer_current_is_refused() {
    let action = r#"{"type":"message.send","target":{"conversation":"cust-80"},"data":{"text":"Hi"}}"#;
    let not_current = "botmaker: message.send is refused: its target is not the conversation that the agent has before them";
    let mut adapter = adapter();
    refused(&mut adapter, action, "not_current", not_current);
    see(&mut adapter, "chat_selected");
    refused(&mut adapter, action, "not_current", not_current);
    let current = action.replace("cust-80", "cust-81");
    assert!(adapter.encode(&"r1".into(), &action_from_json(&current).unwrap()).is_ok());
    // On another screen no chat is before the agent.
    see(&mut adapter, "contacts_company_selected");
    assert_eq!(adapter.current_conversation(), None);
}

#[test]
fn what_botmaker_cannot_say_is_refused() {
    let speaker = r#"{"type":"message.send","data":{"text":"Hi","as":"contact"}}"#;
    refused(&mut adapter(), speaker, "as", "botmaker: message.send is refused: as must be one of agent");
    let note = r#"{"type":"message.send","data":{"text":"Hi","visibility":"internal"}}"#;
    refused(
        &mut adapter(),
        note,
        "visibility",
        "botmaker: message.send is refused: visibility must be one of public",
    );
    refused(
        &mut adapter(),
        r#"{"type":"context.refresh","data":{}}"#,
        "unsupported",
        "botmaker: context.refresh is unsupported: nothing can be asked for: the host pushes unasked",
    );
    refused(
        &mut adapter(),
        r#"{"type":"notification.show","data":{"text":"Hi"}}"#,
        "unsupported",
        "botmaker: notification.show is unsupported: the host shows no notifications of a widget (use \
         compose.set_text instead)",
    );
    refused(
        &mut adapter(),
        r#"{"type":"made.up","data":{}}"#,
        "unsupported",
        "botmaker: made.up is unsupported: not an action that this build knows",
    );
}

#[test]
fn the_simulated_host_refuses_what_the_host_refuses() {
    let mut host = BotmakerEmulator::new();
    let events = crate::SUBJECT.adapter;
    let fixture = crate::inbound().into_iter().find(|fixture| fixture.name == "ticket_selected").unwrap();
    let mut lines = JsonLines::of(&fixture.frame);
    events().decode(&fixture.frame, &mut lines).unwrap();
    host.emulate(lines.as_str().trim()).unwrap();
    let frames = adapter().encode(&"r1".into(), &action_from_json(ACTIONS[0].2).unwrap()).unwrap();
    let Received::Refused { frames, .. } = host.receive(&frames[0]).unwrap() else {
        panic!("the tickets are on the screen, the action is for the chats");
    };
    let mut answers = JsonLines::of(&frames[0]);
    adapter().decode(&frames[0], &mut answers).unwrap();
    assert!(answers.as_str().contains(r#""action":"r1","result":"failed""#), "{}", answers.as_str());
}

#[test]
fn a_malformed_action_is_an_error_for_the_simulated_host() {
    let send = |data: &str| {
        let frame = format!(r#"{{"dir":"out","via":"message","data":{data}}}"#);
        BotmakerEmulator::new().receive(&Frame::from_json(&frame).unwrap())
    };
    let text =
        r#"{"messageType":"BM_WIDGET_ACTION","action":"fillInput","requestId":"r","payload":{"text":7}}"#;
    assert_eq!(send(text).unwrap_err().to_string(), "/payload/text: expected a string, found a number");
    let none = r#"{"messageType":"BM_WIDGET_ACTION","action":"fillInput","requestId":"r"}"#;
    assert_eq!(send(none).unwrap_err().to_string(), "/payload: expected an object, found nothing");
    assert!(matches!(send(r#"{"messageType":"OTHER"}"#), Ok(Received::Ignored(_))));
    let unknown = r#"{"messageType":"BM_WIDGET_ACTION","action":"dance","requestId":"r","payload":{}}"#;
    assert!(matches!(send(unknown), Ok(Received::Refused { .. })));
}

#[test]
fn a_refusal_names_its_rule() {
    let mut adapter = adapter();
    let action = action_from_json(r#"{"type":"panel.open","data":{}}"#).unwrap();
    let refusal = adapter.encode(&"r1".into(), &action).unwrap_err();
    assert_eq!(refusal.rule, Rule::Unsupported);
    assert_eq!(refusal.outcome().as_str(), "unsupported");
}
