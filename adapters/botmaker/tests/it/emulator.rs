//! What the simulated console checks of an action, as the guide says that Botmaker does.

use onepane_adapter_botmaker::BotmakerEmulator;
use onepane_core::{Body, Data, Emulator, Frame, Inbound, Received};
use onepane_model::{MessageSend, TicketOpen};

const SCREENS: [(&str, &str, &str); 3] = [
    ("fillInput", "CHATS", r#"{"text":"Hi"}"#),
    ("sendMessage", "CHATS", r#"{"text":"Hi"}"#),
    ("navigateToTicket", "TICKETS", r#"{"ticketCode":"TK-1"}"#),
];

fn message(rest: &str) -> Frame {
    let text = format!(
        r#"{{"dir":"out","via":"message","data":{{"messageType":"BM_WIDGET_ACTION","requestId":"r1",{rest}}}}}"#
    );
    Frame::from_json(&text).unwrap()
}

fn action(name: &str, screen: &str, payload: &str) -> Frame {
    message(&format!(
        r#""widgetName":"order-panel","action":"{name}","screen":"{screen}","payload":{payload}"#
    ))
}

fn send(text: &str) -> Frame {
    action("sendMessage", "CHATS", &serde_json::json!({ "text": text }).to_string())
}

/// A console that shows a screen.
fn showing(screen: &str) -> BotmakerEmulator {
    let mut console = BotmakerEmulator::new();
    let event = serde_json::json!({
        "specversion": "1.0", "id": "1", "source": "onepane://botmaker/-", "type": "dev.onepane.session.ready",
        "host": "botmaker", "hostevent": "widget:ready", "screen": screen, "data": { "screen": screen },
    });
    console.emulate(&event.to_string()).unwrap();
    console
}

/// The reason, and what the widget is told.
#[track_caller]
fn refused(received: Received) -> (String, Option<String>) {
    let Received::Refused { reason, frames } = received else { panic!("let through: {received:?}") };
    let told = frames.first().map(|frame| {
        let Body::In(Inbound::Message { data: Data::Value(json), .. }) = &frame.body else {
            panic!("a message")
        };
        let answer = json.to_value();
        assert_eq!((&answer["requestId"], &answer["success"]), (&"r1".into(), &false.into()));
        answer["error"].as_str().unwrap().to_owned()
    });
    (reason, told)
}

/// What becomes of a text.
#[track_caller]
fn sent(text: &str) -> String {
    match BotmakerEmulator::new().receive(&send(text)).unwrap() {
        Received::Action(action) => action.parse::<MessageSend>().unwrap().text,
        other => refused(other).0,
    }
}

#[test]
fn only_allowed_domains_are_listened_to() {
    let mut console =
        BotmakerEmulator::new().with_allowed_domains(["*.example.com", "http://localhost:3000"]).unwrap();
    for origin in ["https://w.example.com", "https://a.b.example.com", "http://localhost:3000"] {
        assert!(
            matches!(console.receive_from(&send("Hi"), origin).unwrap(), Received::Action(_)),
            "{origin}"
        );
    }
    for origin in [
        "https://example.com",
        "https://evilexample.com",
        "https://w.example.com.evil.example",
        "https://w.example.com@evil.example",
        "http://w.example.com",
        "https://w.example.com:8443",
        "https://w.example.com.",
        "https://localhost:3000",
        "null",
        "",
    ] {
        let (reason, told) = refused(console.receive_from(&send("Hi"), origin).unwrap());
        assert_eq!(reason, "the sender's origin is not among the allowed domains", "{origin}");
        assert_eq!(told, None, "a stranger gets no answer");
    }
    // Nor is a sender that nobody has noted among them.
    assert!(matches!(console.receive(&send("Hi")).unwrap(), Received::Refused { .. }));
    // A console without such a list takes actions from everywhere.
    let received = BotmakerEmulator::new().receive_from(&send("Hi"), "null").unwrap();
    assert!(matches!(received, Received::Action(_)));
    assert!(BotmakerEmulator::new().with_allowed_domains(["*"]).is_err());
}

#[test]
fn a_stranger_is_refused_before_anything_is_read() {
    let mut console = BotmakerEmulator::new().with_allowed_domains(["*.example.com"]).unwrap();
    let broken = message(r#""action":7"#);
    assert!(matches!(
        console.receive_from(&broken, "https://evil.example").unwrap(),
        Received::Refused { .. }
    ));
    assert!(console.receive_from(&broken, "https://w.example.com").is_err());
}

#[test]
fn an_action_has_the_structure_of_one() {
    let error = |rest: &str| BotmakerEmulator::new().receive(&message(rest)).unwrap_err().to_string();
    for (rest, said) in [
        (r#""payload":{"text":"Hi"}"#, "/action: expected a string, found nothing"),
        (r#""action":7,"payload":{"text":"Hi"}"#, "/action: expected a string, found a number"),
        (r#""action":"fillInput""#, "/payload: expected an object, found nothing"),
        (r#""action":"fillInput","payload":"Hi""#, "/payload/text: expected a string, found nothing"),
        (
            r#""action":"fillInput","payload":{"text":["Hi"]}"#,
            "/payload/text: expected a string, found an array",
        ),
        (r#""action":"fillInput","payload":{"text":"Hi"}"#, "/widgetName: expected a string, found nothing"),
        (
            r#""action":"fillInput","payload":{"text":"Hi"},"widgetName":null"#,
            "/widgetName: expected a string, found null",
        ),
    ] {
        assert_eq!(error(rest), said);
    }
}

#[test]
fn the_widget_goes_by_its_registered_name() {
    let mut console = BotmakerEmulator::new().with_widget_name("order-panel");
    assert!(matches!(console.receive(&send("Hi")).unwrap(), Received::Action(_)));
    // An older dialect has another member for it.
    let older = r#""widgetId":"order-panel","action":"fillInput","screen":"CHATS","payload":{"text":"Hi"}"#;
    assert!(matches!(console.receive(&message(older)).unwrap(), Received::Action(_)));
    let other = r#""widgetName":"Order-Panel","action":"fillInput","screen":"CHATS","payload":{"text":"Hi"}"#;
    let (reason, told) = refused(console.receive(&message(other)).unwrap());
    assert_eq!(reason, "no widget of this name is registered");
    assert_eq!(told.as_deref(), Some("onepane: no widget of this name is registered"));
}

#[test]
fn texts_are_of_the_length_that_the_guide_allows() {
    let too_long = "the text is empty or too long";
    assert_eq!(sent(""), too_long);
    assert_eq!(sent(&"x".repeat(5000)).len(), 5000);
    assert_eq!(sent(&"x".repeat(5001)), too_long);
    assert_eq!(sent(&"😀".repeat(2501)), too_long);
    let code = |length: usize| {
        let payload = serde_json::json!({ "ticketCode": "T".repeat(length) }).to_string();
        BotmakerEmulator::new().receive(&action("navigateToTicket", "TICKETS", &payload)).unwrap()
    };
    assert!(matches!(code(50), Received::Action(_)));
    assert_eq!(refused(code(51)).0, too_long);
    assert_eq!(refused(code(0)).0, too_long);
}

#[test]
fn text_without_markup_stays_as_it_is() {
    for text in [
        "Tom & Jerry",
        "1 < 2 > 0",
        "a<3",
        "it's \"so\"",
        "&lt;b&gt;",
        "two\nlines\r\n",
        "Lucía 😀",
        "x@y.example",
    ] {
        assert_eq!(sent(text), text);
    }
}

#[test]
fn of_markup_stays_what_can_do_no_harm() {
    for (text, left) in [
        ("<b>Hi</b> there", "<b>Hi</b> there"),
        ("Hi<script>alert(1)</script> there", "Hi there"),
        ("Hi<SCRIPT SRC=//evil.example></SCRIPT >", "Hi"),
        (
            "<img src=\"https://w.example/a.png\" onerror=\"alert(1)\">",
            "<img src=\"https://w.example/a.png\">",
        ),
        ("<b onclick=alert(1)>Hi</b>", "<b>Hi</b>"),
        ("<a href=\"https://w.example/\">Hi</a>", "<a href=\"https://w.example/\">Hi</a>"),
        ("<a href=\"java&#x73;cript:alert(1)\">Hi</a>", "<a>Hi</a>"),
        ("Hi <svg/onload=alert(1)>", "Hi "),
        ("Hi <scr<script>ipt>alert(1)</script>", "Hi ipt&gt;alert(1)"),
        ("Hi <iframe srcdoc='<script>alert(1)</script>'></iframe>", "Hi "),
        ("Hi <!-- --><style>@import'//evil.example'</style>", "Hi "),
    ] {
        assert_eq!(sent(text), left, "{text}");
    }
    let gone = "nothing of the text is left when it is sanitized";
    assert_eq!(sent("<script>alert(1)</script>"), gone);
    assert_eq!(sent(" <svg onload=alert(1)> "), gone);
}

#[test]
fn the_other_texts_of_an_action_are_no_markup() {
    let frame = action("navigateToTicket", "TICKETS", r#"{"ticketCode":"<b>1</b>"}"#);
    let Received::Action(received) = BotmakerEmulator::new().receive(&frame).unwrap() else {
        panic!("taken")
    };
    assert_eq!(received.parse::<TicketOpen>().unwrap().code.as_str(), "<b>1</b>");
}

#[test]
fn an_action_is_for_the_screen_that_is_shown() {
    for shown in ["CHATS", "CONTACTS", "TICKETS"] {
        for (name, home, payload) in SCREENS {
            for named in ["CHATS", "CONTACTS", "TICKETS", "chats", ""] {
                let received = showing(shown).receive(&action(name, named, payload)).unwrap();
                if shown == home && named == home {
                    assert!(matches!(received, Received::Action(_)), "{name} on {shown}");
                } else {
                    let reason = "the action does not belong to the screen that is shown";
                    assert_eq!(refused(received).0, reason, "{name} for {named} on {shown}");
                }
            }
        }
    }
}

#[test]
fn a_token_that_was_put_into_an_event_goes_no_further() {
    let event = r#"{"specversion":"1.0","id":"1","source":"onepane://botmaker/-","host":"botmaker",
        "type":"dev.onepane.session.launched","data":{"url":"https://w.example/?a=1&bmtoken=x.y.z"}}"#;
    let emulated = BotmakerEmulator::new().emulate(event).unwrap();
    let [frame] = &emulated.frames[..] else { panic!("one frame") };
    assert_eq!(frame.to_json(), r#"{"dir":"in","via":"launch","url":"https://w.example/?a=1"}"#);
}
