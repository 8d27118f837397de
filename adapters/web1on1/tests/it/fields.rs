//! Every field of the fact sheet: the neutral member it is, or the reason why it is none.

use onepane_core::{Body, Frame, Outbound, Received};
use onepane_testkit::decoded;

/// What can be read from the host: fixture, the host's pointer, the neutral pointer, the neutral value.
const READ: &[(&str, &str, &str, &str)] = &[
    ("return_opened", "/id", "/data/action", r#""s1-7""#),
    ("return_opened", "/value", "/data/data", "true"),
    ("return_closed", "/value", "/data/data", "false"),
    ("return_closed", "/at", "/time", r#""2026-02-13T16:26:40Z""#),
    ("return_thrown", "/error", "/data/reason", r#""web1on1 is not defined""#),
    ("launch_page", "/url", "/data/url", r#""https://cars.example.test/models/used?ref=mail#stock""#),
    ("launch_with_attributes", "/attributes/data-brand", "/data/attributes/data-brand", r#""Skoda""#),
];

/// What is said to the host: fixture, the place and what stands there, the neutral pointer into the
/// action, the neutral value.
const SAID: &[(&str, usize, &str, &str, &str)] = &[
    // Calls
    ("set_predefined_message", 0, "Is this model in stock?", "/data/text", r#""Is this model in stock?""#),
    ("set_predefined_message", 0, "", "/data/as", r#""contact""#),
    ("show_fake_agent_message", 0, "Hi, ask me anything", "/data/text", r#""Hi, ask me anything""#),
    ("show_fake_agent_message_named", 1, "Acme Cars", "/data/name", r#""Acme Cars""#),
    ("chat", 0, "Hello there", "/data/text", r#""Hello there""#),
    ("chat", 0, "", "/data/as", r#""contact""#),
    // Fields and forms
    ("field", 0, ".brand ", "/data/key", r#""brand""#),
    ("field", 0, " Skoda", "/data/value", r#""Skoda""#),
    ("profile_field", 0, ".location ", "/data/key", r#""location""#),
    (
        "profile_field",
        0,
        " 5f0a1b2c3d4e5f6a7b8c9d01#5f0a1b2c3d4e5f6a7b8c9d02",
        "/data/value",
        r#""5f0a1b2c3d4e5f6a7b8c9d01#5f0a1b2c3d4e5f6a7b8c9d02""#,
    ),
    ("form_on", 0, "+5f0a1b2c3d4e5f6a7b8c9d03", "/data/form", r#""5f0a1b2c3d4e5f6a7b8c9d03""#),
    ("form_on", 0, " +", "/data/active", "true"),
    ("form_off", 0, " -", "/data/active", "false"),
    // Commands
    ("set_category", 0, "/set @category Used Car", "/data/category", r#""Used Car""#),
    ("clear_category", 0, "/set @category ", "/data/category", r#""""#),
    ("set_property", 0, "/set @subject", "/data/key", r#""subject""#),
    ("set_property", 0, "@", "/data/property", "true"),
    ("set_property", 0, " Test drive", "/data/value", r#""Test drive""#),
    ("clear_property", 0, "@subject ", "/data/value", "null"),
    ("set_variable", 0, "/set isLead", "/data/key", r#""isLead""#),
    ("set_variable", 0, " yes", "/data/value", r#""yes""#),
    ("clear_variable", 0, "isLead ", "/data/value", "null"),
    ("assign", 0, "/assign 5f0a1b2c3d4e5f6a7b8c9d04", "/data/agent", r#""5f0a1b2c3d4e5f6a7b8c9d04""#),
    ("notify_inbox", 0, "/notify 5f0a1b2c3d4e5f6a7b8c9d05", "/data/inbox", r#""5f0a1b2c3d4e5f6a7b8c9d05""#),
    ("notify_all", 0, "/notify", "/data/all", "true"),
    ("mention", 0, "@5f0a1b2c3d4e5f6a7b8c9d06 ", "/data/agent", r#""5f0a1b2c3d4e5f6a7b8c9d06""#),
    ("mention", 0, " Please take this one", "/data/text", r#""Please take this one""#),
    ("command_by_name", 0, "/leave", "/data/name", r#""/leave""#),
    ("command_by_name_with_arguments", 0, " night shift", "/data/args", r#""night shift""#),
];

/// Calls without arguments: fixture and the neutral kind.
const BARE: &[(&str, &str)] =
    &[("open", "panel.open"), ("close", "panel.close"), ("is_opened", "panel.query")];

/// What the fact sheet names and no call and no return can carry, and why.
const REASONS: &[(&str, &str)] = &[
    ("conversation", "no call names a conversation: what is sent goes to the one that is loaded"),
    ("type", "the host works it out of the text; only chat, form, field, mention and command can be written"),
    ("isBackchannel", "a member of the messaging API that a text has no place for"),
    ("meta.form of a field", "a member of the messaging API that a text has no place for"),
    ("meta.categoryIndex", "a member of the messaging API that a text has no place for"),
    ("meta.organizations", "a member of the messaging API that a text has no place for"),
    ("meta.channels", "with a text it is the one id after /notify, which is `inbox`"),
    ("meta.users", "with a text it is the one id after /assign, which is `agent`"),
    ("meta.targetUser, meta.targetBot", "with a text both are the one id after @, which is `agent`"),
    ("card, postback, tag, search, results, report, status", "no text for them is documented for pages"),
    ("+Name, -Name", "the messaging API's; the guide for pages shows ids"),
    ("shoutout, openAfter, customText, scenarioBot", "set in the vendor's portal, and no page can read them"),
    ("conversation:start, message.create and other webhooks", "server side only, not for a page"),
];

#[test]
fn what_can_be_read_gives_its_neutral_value() {
    for (name, host, neutral, value) in READ {
        let fixtures = crate::inbound();
        let fixture = fixtures.iter().find(|fixture| fixture.name == *name).expect(name);
        let frame: serde_json::Value = serde_json::from_str(&fixture.text).unwrap();
        assert!(frame.pointer(host).is_some(), "{name}: {host} is not in the fixture");
        let shown = decoded(&crate::SUBJECT, &fixture.frame);
        let value: serde_json::Value = serde_json::from_str(value).unwrap();
        assert_eq!(shown["events"][0].pointer(neutral), Some(&value), "{name}: {host} -> {neutral}");
    }
}

fn asked(frame: &Frame) -> serde_json::Value {
    let Received::Action(action) = crate::received(frame) else { panic!("an action") };
    serde_json::to_value(action).unwrap()
}

#[test]
fn what_is_said_gives_its_neutral_value() {
    let fixtures = crate::outbound();
    for (name, place, part, neutral, value) in SAID {
        let fixture = fixtures.iter().find(|fixture| fixture.name == *name).expect(name);
        let Body::Out(Outbound::Call { args, .. }) = &fixture.frame.body else { panic!("a call") };
        assert!(args[*place].as_text().unwrap().contains(part), "{name}: `{part}` is not in the fixture");
        let value: serde_json::Value = serde_json::from_str(value).unwrap();
        assert_eq!(asked(&fixture.frame).pointer(neutral), Some(&value), "{name}: `{part}` -> {neutral}");
    }
    for (name, kind) in BARE {
        let fixture = fixtures.iter().find(|fixture| fixture.name == *name).expect(name);
        assert_eq!(asked(&fixture.frame)["type"], *kind);
    }
}

#[test]
fn every_member_of_every_call_is_on_a_list() {
    let mut members = 0;
    for fixture in crate::outbound() {
        let action = asked(&fixture.frame);
        let data = action["data"].as_object().unwrap();
        if data.is_empty() {
            assert!(BARE.iter().any(|(name, _)| *name == fixture.name), "{} is on no list", fixture.name);
        }
        for member in data.keys() {
            // With whichever fixture shows it for that kind of action.
            let row = SAID.iter().any(|(name, _, _, neutral, _)| {
                crate::commands::action(name).contains(&kind_of(&action))
                    && *neutral == format!("/data/{member}")
            });
            assert!(row, "{}: {member} is on no list", fixture.name);
            members += 1;
        }
    }
    assert!(REASONS.iter().all(|(field, reason)| !field.is_empty() && reason.len() > 10));
    println!(
        "{members} members of {} calls, all of them with a row; {} reasons",
        crate::outbound().len(),
        REASONS.len()
    );
}

fn kind_of(action: &serde_json::Value) -> String {
    format!(r#""type":{}"#, action["type"])
}

#[test]
fn every_leaf_of_every_answer_has_a_row() {
    for fixture in crate::inbound() {
        let shown = decoded(&crate::SUBJECT, &fixture.frame);
        // What was thrown is kept as it was, beside its words: a reason cannot be an object.
        let extra = &shown["events"][0]["data"]["extra"];
        assert_eq!(extra.is_null(), !fixture.name.contains("thrown") && !fixture.name.contains("rejected"));
    }
}
