//! What each action is as a call, and what is refused before it gets there.

use onepane_adapter_web1on1::{Config, Web1on1};
use onepane_core::{Adapter, Received, Rule, action_from_json};
use onepane_model::{ActionKind, Level};
use onepane_testkit::same_meaning;

const A: &str = "5f0a1b2c3d4e5f6a7b8c9d";

/// The neutral action of each outbound fixture. `ID` stands for the first 22 digits of every id.
const ACTIONS: &[(&str, &str)] = &[
    ("open", r#"{"type":"panel.open","data":{}}"#),
    ("close", r#"{"type":"panel.close","data":{}}"#),
    ("is_opened", r#"{"type":"panel.query","data":{}}"#),
    (
        "set_predefined_message",
        r#"{"type":"compose.set_text","data":{"text":"Is this model in stock?","as":"contact"}}"#,
    ),
    ("show_fake_agent_message", r#"{"type":"message.show_local","data":{"text":"Hi, ask me anything"}}"#),
    (
        "show_fake_agent_message_named",
        r#"{"type":"message.show_local","data":{"text":"Hi, ask me anything","name":"Acme Cars"}}"#,
    ),
    ("chat", r#"{"type":"message.send","data":{"text":"Hello there","as":"contact"}}"#),
    ("field", r#"{"type":"form.set_field","data":{"key":"brand","value":"Skoda"}}"#),
    ("profile_field", r#"{"type":"contact.set_attribute","data":{"key":"location","value":"ID01#ID02"}}"#),
    ("form_on", r#"{"type":"form.activate","data":{"form":"ID03","active":true}}"#),
    ("form_off", r#"{"type":"form.activate","data":{"form":"ID03","active":false}}"#),
    ("set_category", r#"{"type":"conversation.set_category","data":{"category":"Used Car"}}"#),
    ("clear_category", r#"{"type":"conversation.set_category","data":{"category":""}}"#),
    (
        "set_property",
        r#"{"type":"conversation.set_attribute","data":{"key":"subject","value":"Test drive","property":true}}"#,
    ),
    (
        "clear_property",
        r#"{"type":"conversation.set_attribute","data":{"key":"subject","value":null,"property":true}}"#,
    ),
    ("set_variable", r#"{"type":"conversation.set_attribute","data":{"key":"isLead","value":"yes"}}"#),
    ("clear_variable", r#"{"type":"conversation.set_attribute","data":{"key":"isLead","value":null}}"#),
    ("assign", r#"{"type":"conversation.assign","data":{"agent":"ID04"}}"#),
    ("notify_inbox", r#"{"type":"conversation.notify","data":{"inbox":"ID05"}}"#),
    ("notify_all", r#"{"type":"conversation.notify","data":{"all":true}}"#),
    ("mention", r#"{"type":"conversation.mention","data":{"agent":"ID06","text":"Please take this one"}}"#),
    ("command_by_name", r#"{"type":"host.call","data":{"name":"/leave"}}"#),
    (
        "command_by_name_with_arguments",
        r#"{"type":"host.call","data":{"name":"/handover","args":"night shift"}}"#,
    ),
];

/// The neutral action of a fixture.
pub(crate) fn action(fixture: &str) -> String {
    let found = ACTIONS.iter().find(|(name, _)| *name == fixture).expect(fixture);
    found.1.replace("ID", A)
}

fn adapter() -> Web1on1 {
    Web1on1::new(Config::default()).unwrap()
}

#[track_caller]
fn becomes(action: &str, fixture: &str) {
    let fixtures = crate::outbound();
    let fixture = fixtures.iter().find(|other| other.name == fixture).expect(fixture);
    let frame = crate::call(&action_from_json(&action.replace("ID", A)).unwrap()).unwrap();
    assert!(same_meaning(&frame.to_json(), fixture.text.trim()), "{}", frame.to_json());
}

#[track_caller]
fn refused(action: &str, rule: &str, message: &str) {
    let action = action_from_json(&action.replace("ID", A)).unwrap();
    let refusal = adapter().encode(&"r1".into(), &action).unwrap_err();
    assert_eq!((refusal.rule.name().as_str(), refusal.to_string().as_str()), (rule, message));
}

#[test]
fn each_action_is_the_vendors_call() {
    assert_eq!(crate::outbound().len(), ACTIONS.len());
    for (name, action) in ACTIONS {
        becomes(action, name);
    }
}

#[test]
fn the_host_understands_what_the_adapter_sends() {
    for (name, _) in ACTIONS {
        let action = action_from_json(&action(name)).unwrap();
        let frame = crate::call(&action).unwrap();
        assert_eq!(crate::received(&frame), Received::Action(action.with_id("s1-1")), "{name}");
    }
}

#[test]
fn what_the_text_cannot_tell_apart_is_sent_alike() {
    becomes(r#"{"type":"conversation.assign","data":{"bot":"ID04"}}"#, "assign");
    becomes(
        r#"{"type":"conversation.mention","data":{"bot":"ID06","text":"Please take this one"}}"#,
        "mention",
    );
    becomes(r#"{"type":"conversation.set_attribute","data":{"key":"isLead","value":""}}"#, "clear_variable");
    becomes(
        r#"{"type":"conversation.set_attribute","data":{"key":"isLead","value":"yes","property":false}}"#,
        "set_variable",
    );
    becomes(r#"{"type":"conversation.notify","data":{"inbox":"ID05","all":false}}"#, "notify_inbox");
    becomes(
        r#"{"type":"message.send","data":{"text":"Hello there","as":"contact","visibility":"public"}}"#,
        "chat",
    );
    becomes(r#"{"type":"host.call","data":{"name":"/leave","args":null}}"#, "command_by_name");
}

#[test]
fn the_host_speaks_as_the_visitor_only() {
    let why = "as must be one of contact: what web1on1 is given to say, it says as the visitor";
    refused(
        r#"{"type":"message.send","data":{"text":"Hi"}}"#,
        "as",
        &format!("web1on1: message.send is refused: {why}"),
    );
    refused(
        r#"{"type":"compose.set_text","data":{"text":"Hi"}}"#,
        "as",
        &format!("web1on1: compose.set_text is refused: {why}"),
    );
    refused(
        r#"{"type":"message.send","data":{"text":"Hi","as":"agent"}}"#,
        "as",
        "web1on1: message.send is refused: as must be one of contact",
    );
    refused(
        r#"{"type":"message.send","data":{"text":"Hi","as":"contact","visibility":"internal"}}"#,
        "visibility",
        "web1on1: message.send is refused: visibility must be one of public",
    );
}

#[test]
fn a_chat_text_never_becomes_a_command() {
    let text = |kind: &str, text: &str| {
        format!(r#"{{"type":"{kind}","data":{{"text":{},"as":"contact"}}}}"#, serde_json::Value::from(text))
    };
    let why =
        "text must be a chat text: no line of it may begin with `>cs`, which the host takes for a command";
    for hidden in [
        ">cs /notify",
        ">cs",
        ">css is fun",
        " >cs /notify",
        "\t>cs /notify",
        "\u{a0}>cs x",
        ">CS /notify",
        ">Cs x",
        ">c\u{17f} x",
        "Hello\n>cs /notify",
        "Hello\r\n  >cs x",
        "Hello\u{2028}>cs x",
        "Hello\u{85}>cs x",
        "\u{feff}>cs x",
        ">\u{200b}cs x",
        "\u{0}>cs x",
        "Hello\u{b}>cs x",
    ] {
        for kind in ["message.send", "compose.set_text"] {
            refused(&text(kind, hidden), "text", &format!("web1on1: {kind} is refused: {why}"));
        }
    }
    for plain in
        ["a >cs /notify", "> cs", "/set a b", ".brand Skoda", "+1", "@you", ">review", "two\nlines", "c>cs"]
    {
        let action = action_from_json(&text("message.send", plain)).unwrap();
        assert_eq!(crate::asked(&crate::call(&action).unwrap()), crate::bare(&action), "{plain}");
    }
    refused(
        &text("message.send", ""),
        "text",
        "web1on1: message.send is refused: text must have at least 1 UTF-16 units, it has 0",
    );
}

#[test]
fn ids_have_24_hexadecimal_digits() {
    let short = A;
    for id in [
        "",
        short,
        "ID0",
        "ID010",
        "ID0g",
        "ID0\\n",
        " ID01",
        "ID01 ",
        "ID0\u{ff11}",
        "ID01 ID02",
        "ID01#ID02",
    ] {
        for (kind, field, rest) in [
            ("form.activate", "form", r#","active":true"#),
            ("conversation.assign", "agent", ""),
            ("conversation.assign", "bot", ""),
            ("conversation.notify", "inbox", ""),
            ("conversation.mention", "agent", r#","text":"Hi""#),
            ("conversation.mention", "bot", r#","text":"Hi""#),
        ] {
            refused(
                &format!(r#"{{"type":"{kind}","data":{{"{field}":"{id}"{rest}}}}}"#),
                field,
                &format!("web1on1: {kind} is refused: {field} must be an id of 24 hexadecimal digits"),
            );
        }
    }
    let capitals = r#"{"type":"conversation.assign","data":{"agent":"5F0A1B2C3D4E5F6A7B8C9D04"}}"#;
    assert!(crate::call(&action_from_json(capitals).unwrap()).is_ok());
}

#[test]
fn keys_are_one_word() {
    for key in ["", " ", "a b", "@a", "a\\n", "a\\u2028b", "a\\u0000", "a\u{a0}b", "\u{200b}@a", "\\t"] {
        for (kind, value) in [
            ("form.set_field", r#""x""#),
            ("contact.set_attribute", r#""ID01#ID02""#),
            ("conversation.set_attribute", r#""x""#),
            ("conversation.set_attribute", r#""x","property":true"#),
        ] {
            let key = format!(r#"{{"type":"{kind}","data":{{"key":"{key}","value":{value}}}}}"#);
            refused(
                &key,
                "key",
                &format!(
                    "web1on1: {kind} is refused: key must be one word without white space, control characters or \
                     a leading `@`"
                ),
            );
        }
    }
}

#[test]
fn values_stay_on_their_line() {
    let line = |kind: &str, rest: &str, field: &str, must: &str| {
        for text in [
            "a\\n>cs /notify",
            "a\\r",
            "\\u2028",
            "a\\u2029b",
            "a\\u0000",
            "a\\tb",
            "\\u0085",
            " ",
            "\u{200b}",
        ] {
            let action = format!(r#"{{"type":"{kind}","data":{{{rest}"{field}":"{text}"}}}}"#);
            refused(&action, field, &format!("web1on1: {kind} is refused: {field} must be {must}"));
        }
    };
    line("form.set_field", r#""key":"brand","#, "value", "one line that is not blank");
    let set = "one line of text that is not blank, or null to clear the key";
    line("conversation.set_attribute", r#""key":"isLead","#, "value", set);
    line("conversation.set_attribute", r#""property":true,"key":"subject","#, "value", set);
    line(
        "conversation.set_category",
        "",
        "category",
        "one line that is not blank, or an empty text to clear it",
    );
    line("conversation.mention", r#""agent":"ID06","#, "text", "one line that is not blank");
    line("host.call", r#""name":"/leave","#, "args", "absent, or one line of text that is not blank");
    refused(
        r#"{"type":"form.set_field","data":{"key":"brand","value":""}}"#,
        "value",
        "web1on1: form.set_field is refused: value must be one line that is not blank",
    );
    for value in ["7", "true", "[]", "{}", r#""a\ud83d""#] {
        refused(
            &format!(r#"{{"type":"conversation.set_attribute","data":{{"key":"a","value":{value}}}}}"#),
            "value",
            &format!("web1on1: conversation.set_attribute is refused: value must be {set}"),
        );
    }
}

#[test]
fn one_text_is_one_action() {
    refused(
        r#"{"type":"form.set_field","data":{"key":"location","value":"ID01#ID02"}}"#,
        "invalid",
        "web1on1: form.set_field is refused: a value of two ids is a field of the contact's (use \
         contact.set_attribute instead)",
    );
    for value in [r#""Berlin""#, r#""ID01""#, r#""ID01#ID02#ID03""#, r#""ID01# ID02""#, "null", "7"] {
        refused(
            &format!(r#"{{"type":"contact.set_attribute","data":{{"key":"location","value":{value}}}}}"#),
            "value",
            "web1on1: contact.set_attribute is refused: value must be two ids of 24 hexadecimal digits joined by \
             `#`: an organization and its department (use form.set_field instead)",
        );
    }
    for value in [r#""Used Car""#, "null"] {
        refused(
            &format!(
                r#"{{"type":"conversation.set_attribute","data":{{"key":"category","value":{value},"property":true}}}}"#
            ),
            "invalid",
            "web1on1: conversation.set_attribute is refused: the category has an action of its own (use \
             conversation.set_category instead)",
        );
    }
    let variable = r#"{"type":"conversation.set_attribute","data":{"key":"category","value":"x"}}"#;
    let variable = action_from_json(variable).unwrap();
    assert_eq!(crate::asked(&crate::call(&variable).unwrap()), crate::bare(&variable));
}

#[test]
fn nobody_is_assigned_by_leaving_out_whom() {
    let must = "web1on1: conversation.assign is refused: exactly one of agent, bot and team must be given";
    refused(r#"{"type":"conversation.assign","data":{}}"#, "invalid", must);
    refused(r#"{"type":"conversation.assign","data":{"agent":"ID04","bot":"ID05"}}"#, "invalid", must);
    let nobody =
        "web1on1: conversation.assign is refused: web1on1 can assign a conversation, but not take it away";
    refused(r#"{"type":"conversation.assign","data":{"agent":null}}"#, "invalid", nobody);
    refused(r#"{"type":"conversation.assign","data":{"bot":null}}"#, "invalid", nobody);
    for team in [r#""ID04""#, "null"] {
        refused(
            &format!(r#"{{"type":"conversation.assign","data":{{"team":{team}}}}}"#),
            "invalid",
            "web1on1: conversation.assign is refused: web1on1 assigns to a user or a bot, not to a team (use \
             conversation.notify instead)",
        );
    }
    let must = "web1on1: conversation.mention is refused: exactly one of agent and bot must be given";
    refused(r#"{"type":"conversation.mention","data":{"text":"Hi"}}"#, "invalid", must);
    refused(
        r#"{"type":"conversation.mention","data":{"agent":"ID04","bot":"ID05","text":"Hi"}}"#,
        "invalid",
        must,
    );
}

#[test]
fn everybody_is_notified_only_when_everybody_is_asked_for() {
    let neither = "web1on1: conversation.notify is refused: either inbox or all: true must be given";
    refused(r#"{"type":"conversation.notify","data":{}}"#, "invalid", neither);
    refused(r#"{"type":"conversation.notify","data":{"all":false}}"#, "invalid", neither);
    refused(
        r#"{"type":"conversation.notify","data":{"inbox":"ID05","all":true}}"#,
        "invalid",
        "web1on1: conversation.notify is refused: only one of inbox and all: true can be given",
    );
}

#[test]
fn a_command_by_name_is_none_that_has_an_action() {
    for name in [
        "", "/", "leave", "/set", "/SET", "/Assign", "/notify", "/a b", "//a", "/a\\n", "/é", ".brand",
        "open",
    ] {
        refused(
            &format!(r#"{{"type":"host.call","data":{{"name":"{name}"}}}}"#),
            "name",
            "web1on1: host.call is refused: name must be `/` and a command's name, other than `/set`, `/assign` and \
             `/notify`",
        );
    }
    for args in ["[]", "{}", "7", r#""""#] {
        refused(
            &format!(r#"{{"type":"host.call","data":{{"name":"/join","args":{args}}}}}"#),
            "args",
            "web1on1: host.call is refused: args must be absent, or one line of text that is not blank",
        );
    }
}

#[test]
fn no_conversation_can_be_named() {
    refused(
        r#"{"type":"message.send","target":{"conversation":"ID10"},"data":{"text":"Hi","as":"contact"}}"#,
        "not_current",
        "web1on1: message.send is refused: its target is not the conversation that the agent has before them",
    );
}

#[test]
fn taking_forms_down_can_be_switched_off() {
    let mut config = Config::default();
    config.form_off = false;
    let mut adapter = Web1on1::new(config).unwrap();
    let off = action_from_json(&action("form_off")).unwrap();
    let refusal = adapter.encode(&"r1".into(), &off).unwrap_err();
    assert_eq!(refusal.to_string(), "web1on1: form.activate is refused: active must be one of true");
    let on = action_from_json(&action("form_on")).unwrap();
    assert!(adapter.encode(&"r1".into(), &on).is_ok());
    let constraints = &adapter.capabilities().actions["form.activate"].constraints;
    assert!(constraints.iter().any(|constraint| constraint.to_string() == "active must be one of true"));
}

#[test]
fn an_embedded_chat_neither_opens_nor_closes() {
    let mut config = Config::default();
    config.embedded = true;
    let mut adapter = Web1on1::new(config).unwrap();
    for kind in ["panel.open", "panel.close"] {
        let support = &adapter.capabilities().actions[kind];
        let why = "does nothing, as the chat is embedded in the page";
        assert_eq!((support.level, support.reason.as_deref()), (Level::Degraded, Some(why)));
        assert_eq!(adapter_level(kind), Level::Full);
        let action = action_from_json(&format!(r#"{{"type":"{kind}","data":{{}}}}"#)).unwrap();
        assert!(adapter.encode(&"r1".into(), &action).is_ok(), "the call itself does no harm");
    }
}

fn adapter_level(kind: &str) -> Level {
    adapter().capabilities().actions[kind].level
}

#[test]
fn every_kind_of_action_does_what_the_table_says() {
    for kind in ActionKind::ALL {
        let support = adapter().capabilities().actions[kind.as_str()].clone();
        let sample = ACTIONS.iter().find(|(_, action)| action.contains(&format!(r#""type":"{kind}""#)));
        if support.level == Level::Unsupported {
            assert!(sample.is_none(), "{kind}");
            let action =
                onepane_model::Action::from_parts(kind.as_str(), onepane_model::Json::from_text("{}"));
            let refusal = crate::call(&action).unwrap_err();
            assert_eq!(refusal.rule, Rule::Unsupported, "{kind}");
            assert_eq!(Some(&refusal.reason), support.reason.as_ref(), "{kind}");
            assert_eq!(refusal.instead, support.instead, "{kind}");
        } else {
            assert!(sample.is_some(), "{kind}: has no fixture");
        }
        assert_eq!(support.reason.is_none(), support.level == Level::Full, "{kind}");
    }
    let unknown = action_from_json(r#"{"type":"made.up","data":{}}"#).unwrap();
    assert_eq!(
        crate::call(&unknown).unwrap_err().to_string(),
        "web1on1: made.up is unsupported: not an action that this build knows"
    );
}
