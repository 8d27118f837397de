//! The texts of `sendClientMessage`: unambiguous in both directions, whatever a value holds.

use onepane_core::{Frame, Outbound, Received};
use onepane_model::{
    Action, ActionKind, AgentId, Assigned, ComposeSetText, ContactSetAttribute, ConversationAssign,
    ConversationMention, ConversationNotify, ConversationSetAttribute, ConversationSetCategory, FormActivate,
    FormId, FormSetField, HostCall, InboxId, Json, MessageSend, MessageShowLocal, PanelClose, PanelOpen,
    PanelQuery, Speaker,
};
use proptest::prelude::{BoxedStrategy, ProptestConfig, Strategy, any, prop_oneof};
use proptest::sample::select;
use proptest::test_runner::TestRunner;

const CASES: u32 = 20_000;

fn runner() -> TestRunner {
    let config = ProptestConfig::default();
    TestRunner::new(ProptestConfig { cases: config.cases.max(CASES), ..config })
}

fn sends(text: &str) -> Frame {
    let target = "web1on1.api.sendClientMessage".to_owned();
    Outbound::Call { id: "s1-1".into(), target, args: vec![Json::string(text)] }.into()
}

/// The text that an accepted action sends; `None` for another call.
fn sent(frame: &Frame) -> Option<String> {
    let onepane_core::Body::Out(Outbound::Call { target, args, .. }) = &frame.body else { panic!("a call") };
    (target == "web1on1.api.sendClientMessage").then(|| args[0].as_text().unwrap().into_owned())
}

fn id() -> BoxedStrategy<String> {
    "[0-9a-fA-F]{24}".boxed()
}

fn key() -> BoxedStrategy<String> {
    prop_oneof![
        3 => "[a-zA-Z0-9_.#/+>-]{1,8}",
        1 => "category|location|isLead|set|\\.|>cs|#|é|a@b",
    ]
    .boxed()
}

/// One line that is not blank.
fn line() -> BoxedStrategy<String> {
    prop_oneof![
        "[ -~]{0,8}[!-~][ -~]{0,8}",
        "( |>cs|/set|@|\\.|\\+|é|😀|#|\u{a0}){0,4}x( |>cs /notify|@category){0,4}",
        id(),
    ]
    .boxed()
}

fn value() -> BoxedStrategy<Json> {
    prop_oneof![4 => line().prop_map(|line| Json::string(&line)), 1 => select(vec![Json::null()])].boxed()
}

fn chat() -> BoxedStrategy<String> {
    prop_oneof![line(), "[a-z ]{1,5}(\n|\r\n)[a-z/@. ]{0,5}"]
        .prop_map(|text| if text.to_lowercase().contains(">c") { "Hi".to_owned() } else { text })
        .boxed()
}

/// Actions that mean one thing each.
fn valid() -> BoxedStrategy<Action> {
    prop_oneof![
        select(vec![PanelOpen::default()]).prop_map(Action::new),
        select(vec![PanelClose::default()]).prop_map(Action::new),
        select(vec![PanelQuery::default()]).prop_map(Action::new),
        chat().prop_map(|text| Action::new(
            ComposeSetText::default().with_text(text).with_speaker(Speaker::Contact)
        )),
        chat().prop_map(|text| Action::new(
            MessageSend::default().with_text(text).with_speaker(Speaker::Contact)
        )),
        (any::<String>(), any::<Option<String>>()).prop_map(|(text, name)| Action::new(
            MessageShowLocal::default().with_text(text).with_name(name)
        )),
        (key(), line())
            .prop_map(|(key, value)| Action::new(FormSetField::default().with_key(key).with_value(value))),
        (key(), id(), id()).prop_map(|(key, one, other)| {
            let value = Json::string(&format!("{one}#{other}"));
            Action::new(ContactSetAttribute::default().with_key(key).with_value(value))
        }),
        (id(), any::<bool>()).prop_map(|(form, active)| Action::new(
            FormActivate::default().with_form(form).with_active(active)
        )),
        prop_oneof![line(), select(vec![String::new()])]
            .prop_map(|category| Action::new(ConversationSetCategory::default().with_category(category))),
        (key(), value(), select(vec![None, Some(true)])).prop_map(|(key, value, property)| {
            let key = if property.is_some() && key == "category" { "subject".to_owned() } else { key };
            Action::new(
                ConversationSetAttribute::default().with_key(key).with_value(value).with_property(property),
            )
        }),
        id().prop_map(|id| Action::new(
            ConversationAssign::default().with_agent(Assigned::To(AgentId::new(id)))
        )),
        id().prop_map(|id| Action::new(ConversationNotify::default().with_inbox(InboxId::new(id)))),
        select(vec![ConversationNotify::default().with_all(true)]).prop_map(Action::new),
        (id(), line()).prop_map(|(id, text)| {
            Action::new(ConversationMention::default().with_agent(AgentId::new(id)).with_text(text))
        }),
        ("/[a-z]{1,3}[A-Z0-9_-]{1,5}", proptest::option::of(line()))
            .prop_map(|(name, args)| call(name, args.as_deref())),
    ]
    .boxed()
}

fn call(name: impl Into<String>, args: Option<&str>) -> Action {
    Action::new(HostCall::default().with_name(name).with_args(args.map(Json::string)))
}

/// Text made of what the grammar is made of, and of what could break it.
fn hostile() -> BoxedStrategy<String> {
    let piece = select(vec![
        ">cs",
        ">CS",
        "> cs",
        " ",
        "  ",
        "\t",
        "\n",
        "\r",
        "\r\n",
        "\u{2028}",
        "\u{2029}",
        "\u{85}",
        "\u{0}",
        "\u{b}",
        "\u{200b}",
        "\u{feff}",
        "\u{a0}",
        "@",
        "#",
        ".",
        "+",
        "-",
        "/",
        "/set",
        "/assign",
        "/notify",
        "/leave",
        "category",
        "@category",
        "key",
        "é",
        "😀",
        "\\",
        "\"",
        "\\n",
        "5f0a1b2c3d4e5f6a7b8c9d01",
        "5f0a1b2c3d4e5f6a7b8c9d01#5f0a1b2c3d4e5f6a7b8c9d02",
        "x",
    ])
    .prop_map(str::to_owned);
    prop_oneof![
        3 => proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
        1 => id(),
        1 => line(),
    ]
    .boxed()
}

/// Any action at all, with any text in each of its members.
fn anything() -> BoxedStrategy<Action> {
    let speaker = || select(vec![None, Some(Speaker::Contact), Some(Speaker::Contact)]);
    prop_oneof![
        (hostile(), speaker()).prop_map(|(text, speaker)| Action::new(
            ComposeSetText::default().with_text(text).with_speaker(speaker)
        )),
        (hostile(), speaker()).prop_map(|(text, speaker)| Action::new(
            MessageSend::default().with_text(text).with_speaker(speaker)
        )),
        (hostile(), hostile())
            .prop_map(|(key, value)| Action::new(FormSetField::default().with_key(key).with_value(value))),
        (hostile(), hostile()).prop_map(|(key, value)| {
            Action::new(ContactSetAttribute::default().with_key(key).with_value(Json::string(&value)))
        }),
        (hostile(), any::<bool>()).prop_map(|(form, active)| {
            Action::new(FormActivate::default().with_form(FormId::new(form)).with_active(active))
        }),
        hostile()
            .prop_map(|category| Action::new(ConversationSetCategory::default().with_category(category))),
        (hostile(), hostile(), any::<Option<bool>>()).prop_map(|(key, value, property)| {
            let value = Json::string(&value);
            Action::new(
                ConversationSetAttribute::default().with_key(key).with_value(value).with_property(property),
            )
        }),
        hostile().prop_map(|id| Action::new(
            ConversationAssign::default().with_agent(Assigned::To(AgentId::new(id)))
        )),
        hostile().prop_map(|id| Action::new(
            ConversationAssign::default().with_bot(Assigned::To(AgentId::new(id)))
        )),
        (proptest::option::of(hostile()), any::<Option<bool>>()).prop_map(|(inbox, all)| {
            Action::new(ConversationNotify::default().with_inbox(inbox.map(InboxId::new)).with_all(all))
        }),
        (hostile(), hostile()).prop_map(|(id, text)| {
            Action::new(ConversationMention::default().with_agent(AgentId::new(id)).with_text(text))
        }),
        (hostile(), proptest::option::of(hostile())).prop_map(|(name, args)| call(name, args.as_deref())),
    ]
    .boxed()
}

/// The one way of saying it that comes back.
fn plainly(action: Action) -> Action {
    match action.kind() {
        Some(ActionKind::ConversationSetAttribute) => {
            let mut data: ConversationSetAttribute = action.parse().unwrap();
            data.property = data.property.filter(|property| *property);
            if data.value == Json::string("") {
                data.value = Json::null();
            }
            Action::new(data)
        }
        Some(ActionKind::ConversationAssign) => {
            let mut data: ConversationAssign = action.parse().unwrap();
            data.agent = data.agent.or(data.bot.take());
            Action::new(data)
        }
        Some(ActionKind::ConversationNotify) => {
            let mut data: ConversationNotify = action.parse().unwrap();
            data.all = data.all.filter(|all| *all);
            Action::new(data)
        }
        _ => action,
    }
}

#[test]
fn every_valid_action_comes_back() {
    let outcome = runner().run(&valid(), |action| {
        let frame = crate::call(&action).unwrap_or_else(|refusal| panic!("{refusal}: {action:?}"));
        assert_eq!(crate::asked(&frame), action, "{}", frame.to_json());
        Ok(())
    });
    outcome.unwrap();
}

#[test]
fn no_value_can_make_a_text_that_is_another_action() {
    let accepted = std::cell::Cell::new(0);
    let outcome = runner().run(&anything(), |action| {
        let Ok(frame) = crate::call(&action) else { return Ok(()) };
        accepted.set(accepted.get() + 1);
        assert_eq!(crate::asked(&frame), plainly(action.clone()), "{}", frame.to_json());
        if let Some(text) = sent(&frame).filter(|_| action.kind() != Some(ActionKind::MessageSend)) {
            assert!(text.starts_with(">cs "), "{text:?}");
            assert!(
                !text.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')),
                "{text:?}"
            );
        }
        Ok(())
    });
    outcome.unwrap();
    // Were most of them refused, the claim would be about little.
    assert!(accepted.get() > CASES / 10, "only {} were accepted", accepted.get());
}

#[test]
fn every_valid_text_comes_back() {
    let id = "[0-9a-f]{24}";
    let text = prop_oneof![
        (key(), line()).prop_map(|(key, value)| format!(".{key} {value}")),
        (key(), id, id).prop_map(|(key, one, other)| format!(".{key} {one}#{other}")),
        ("[+-]", id).prop_map(|(mark, id)| format!("{mark}{id}")),
        ("@?", key(), line()).prop_map(|(mark, key, value)| format!("/set {mark}{key} {value}")),
        ("@?", key()).prop_map(|(mark, key)| format!("/set {mark}{key} ")),
        line().prop_map(|value| format!("/set @category {value}")),
        id.prop_map(|id| format!("/assign {id}")),
        id.prop_map(|id| format!("/notify {id}")),
        select(vec!["/notify".to_owned(), "/accept".to_owned(), "/join".to_owned(), "/leave".to_owned()]),
        ("/[a-z]{7}", line()).prop_map(|(name, args)| format!("{name} {args}")),
        (id, line()).prop_map(|(id, text)| format!("@{id} {text}")),
    ]
    .prop_map(|command| format!(">cs {command}"));
    let outcome = runner().run(&prop_oneof![6 => text, 1 => chat()], |text| {
        let action = crate::asked(&sends(&text));
        assert_eq!(sent(&crate::call(&action).unwrap()).as_deref(), Some(text.as_str()));
        Ok(())
    });
    outcome.unwrap();
}

#[test]
fn any_other_text_is_refused_or_comes_back() {
    let understood = std::cell::Cell::new(0);
    let text =
        (any::<bool>(), hostile()).prop_map(|(mark, text)| if mark { format!(">cs {text}") } else { text });
    let outcome = runner().run(&text, |text| {
        match crate::received(&sends(&text)) {
            Received::Action(action) => {
                understood.set(understood.get() + 1);
                let again = sent(&crate::call(&action).unwrap());
                assert_eq!(again.as_deref(), Some(text.as_str()));
            }
            Received::Refused { reason, frames } => {
                assert!(!reason.is_empty());
                // The host tells no errors: the call just returns.
                assert_eq!(frames[0].to_json(), r#"{"dir":"in","via":"return","id":"s1-1"}"#);
            }
            other => panic!("{other:?}"),
        }
        Ok(())
    });
    outcome.unwrap();
    assert!(understood.get() > CASES / 10, "only {} were understood", understood.get());
}

#[track_caller]
fn not_understood(text: &str, reason: &str) {
    match crate::received(&sends(text)) {
        Received::Refused { reason: found, .. } => assert_eq!(found, reason, "{text}"),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn what_a_text_lacks_is_said() {
    not_understood(">cs", "`>cs` must be followed by one space");
    not_understood(">cs.brand Skoda", "`>cs` must be followed by one space");
    let neither = "neither a field, a form, a command nor a mention follows `>cs`";
    not_understood(">cs ", neither);
    not_understood(">cs  .brand Skoda", neither);
    not_understood(">cs hello", neither);
    not_understood(">cs .brand", "a field must have a value");
    not_understood(">cs .brand ", "value must be one line that is not blank");
    let key = "key must be one word without white space, control characters or a leading `@`";
    not_understood(">cs . Skoda", key);
    not_understood(">cs /set  yes", key);
    not_understood(">cs /set @@a yes", key);
    not_understood(">cs +Name", "form must be an id of 24 hexadecimal digits");
    let set = "`/set` must have a key and a value; a space after the key alone clears it";
    not_understood(">cs /set", set);
    not_understood(">cs /set isLead", set);
    not_understood(">cs /assign", "`/assign` must name whom");
    not_understood(">cs /assign ", "agent must be an id of 24 hexadecimal digits");
    not_understood(">cs /notify ", "inbox must be an id of 24 hexadecimal digits");
    not_understood(">cs /notify all", "inbox must be an id of 24 hexadecimal digits");
    not_understood(">cs @5f0a1b2c3d4e5f6a7b8c9d06", "a mention must have a text");
    not_understood(">cs @ann hi", "agent must be an id of 24 hexadecimal digits");
    let name = "name must be `/` and a command's name, other than `/set`, `/assign` and `/notify`";
    not_understood(">cs /", name);
    not_understood(">cs /SET a b", name);
    let chat =
        "text must be a chat text: no line of it may begin with `>cs`, which the host takes for a command";
    not_understood(" >cs /notify", chat);
    not_understood(">CS /notify", chat);
    not_understood("", "text must be a text that is not empty");
}
