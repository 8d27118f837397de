//! The texts of `sendClientMessage`: a chat text as it is or, after `>cs` and one space, a field, a form,
//! a command or a mention.
//!
//! Each has its two functions side by side, one that writes it and one that takes it apart. What is taken
//! apart counts only if writing it gives the same text again: so what one side refuses, the other cannot
//! understand either.
//!
//! ```text
//! message  = ">cs" SP ( field / form / command / mention )
//! field    = "." key SP value
//! form     = ( "+" / "-" ) id
//! command  = "/set" SP [ "@" ] key SP [ value ] / "/assign" SP id / "/notify" [ SP id ] / "/" name [ SP args ]
//! mention  = "@" id SP text
//! id       = 24HEXDIG
//! ```
//!
//! Source: the vendor's guide to the widget API, its pages on the messaging API (the minus form, `/name`)
//! and its Node SDK `chipchat` 0.7.4 (an empty value clears), read 2026-11-21.

use onepane_core::{Asked, Refusal};
use onepane_model::{
    Action, ActionKind, AgentId, Assigned, ContactSetAttribute, ConversationAssign, ConversationMention,
    ConversationNotify, ConversationSetAttribute, ConversationSetCategory, FormActivate, FormSetField,
    HostCall, InboxId, Json, MessageSend, Speaker,
};

use super::check::{self, MARK};
use crate::capabilities as limits;
use crate::config::Config;

/// The property that has an action of its own.
const CATEGORY: &str = "category";
/// The commands that have actions of their own.
const NEUTRAL: [&str; 3] = ["set", "assign", "notify"];

/// The text that makes the host do what an action asks.
pub(super) fn write(config: &Config, asked: &Asked<'_>) -> Result<String, Refusal> {
    let command = match asked.kind() {
        ActionKind::MessageSend => return write_chat(asked),
        ActionKind::FormSetField => write_field(asked)?,
        ActionKind::ContactSetAttribute => write_profile(asked)?,
        ActionKind::FormActivate => write_form(config, asked)?,
        ActionKind::ConversationSetCategory => write_category(asked)?,
        ActionKind::ConversationSetAttribute => write_attribute(asked)?,
        ActionKind::ConversationAssign => write_assign(asked)?,
        ActionKind::ConversationNotify => write_notify(asked)?,
        ActionKind::ConversationMention => write_mention(asked)?,
        ActionKind::HostCall => write_call(asked)?,
        _ => return Err(Refusal::invalid("web1on1 has no such action")),
    };
    Ok([MARK, " ", &command].concat())
}

/// The action that a text asks for.
///
/// # Errors
///
/// When what it does is not documented: says why.
pub(super) fn parse(config: &Config, text: &str) -> Result<Action, String> {
    let action = take_apart(text)?;
    match Asked::of(&action).and_then(|asked| write(config, &asked)) {
        Ok(again) if again == text => Ok(action),
        Ok(_) => Err("such a text has no documented meaning".to_owned()),
        Err(refusal) => Err(refusal.reason.clone()),
    }
}

fn take_apart(text: &str) -> Result<Action, String> {
    let Some(rest) = text.strip_prefix(MARK) else { return Ok(parse_chat(text)) };
    let Some(rest) = rest.strip_prefix(' ') else {
        return Err("`>cs` must be followed by one space".to_owned());
    };
    let word = rest.split(' ').next().unwrap_or("");
    match word.as_bytes().first() {
        Some(b'.') => parse_field(rest),
        Some(b'+' | b'-') => Ok(parse_form(rest)),
        Some(b'@') => parse_mention(rest),
        Some(b'/') => match word {
            "/set" => parse_set(rest),
            "/assign" => parse_assign(rest),
            "/notify" => Ok(parse_notify(rest)),
            _ => Ok(parse_call(rest)),
        },
        _ => Err("neither a field, a form, a command nor a mention follows `>cs`".to_owned()),
    }
}

fn write_chat(asked: &Asked<'_>) -> Result<String, Refusal> {
    check::as_contact(asked, MessageSend::SPEAKER)?;
    let text = asked.text(MessageSend::TEXT);
    if text.is_empty() {
        return Err(limits::NOT_EMPTY.refusal("a text that is not empty"));
    }
    check::chat(&text)?;
    Ok(text.into_owned())
}

fn parse_chat(text: &str) -> Action {
    Action::new(MessageSend::default().with_text(text).with_speaker(Speaker::Contact))
}

fn write_field(asked: &Asked<'_>) -> Result<String, Refusal> {
    let (key, value) = (asked.text(FormSetField::KEY), asked.text(FormSetField::VALUE));
    let key = check::key(&key, limits::KEY)?;
    let value = check::line(&value, limits::FIELD)?;
    if check::is_profile(value) {
        let reason = "a value of two ids is a field of the contact's";
        return Err(elsewhere(reason, "contact.set_attribute"));
    }
    Ok([".", key, " ", value].concat())
}

fn write_profile(asked: &Asked<'_>) -> Result<String, Refusal> {
    let key = asked.text(ContactSetAttribute::KEY);
    let key = check::key(&key, limits::KEY)?;
    let value = asked.get(ContactSetAttribute::VALUE).and_then(check::plain);
    match value.filter(|value| check::is_profile(value)) {
        Some(value) => Ok([".", key, " ", &value].concat()),
        None => {
            let mut refusal = limits::PROFILE.broken();
            refusal.instead = Some("form.set_field".to_owned());
            Err(refusal)
        }
    }
}

fn parse_field(rest: &str) -> Result<Action, String> {
    let field = rest.strip_prefix('.').and_then(|rest| rest.split_once(' '));
    let Some((key, value)) = field else { return Err("a field must have a value".to_owned()) };
    Ok(match check::is_profile(value) {
        true => Action::new(ContactSetAttribute::default().with_key(key).with_value(Json::string(value))),
        false => Action::new(FormSetField::default().with_key(key).with_value(value)),
    })
}

fn write_form(config: &Config, asked: &Asked<'_>) -> Result<String, Refusal> {
    let form = asked.text(FormActivate::FORM);
    let form = check::id(&form, limits::FORM)?;
    match asked.is_set(FormActivate::ACTIVE) {
        true => Ok(["+", form].concat()),
        false if config.form_off => Ok(["-", form].concat()),
        false => Err(limits::ACTIVE.broken()),
    }
}

fn parse_form(rest: &str) -> Action {
    let form = rest.get(1..).unwrap_or("");
    Action::new(FormActivate::default().with_form(form).with_active(rest.starts_with('+')))
}

fn write_category(asked: &Asked<'_>) -> Result<String, Refusal> {
    let category = asked.text(ConversationSetCategory::CATEGORY);
    let category = match &*category {
        "" => "",
        category => check::line(category, limits::CATEGORY)?,
    };
    Ok(["/set @", CATEGORY, " ", category].concat())
}

/// An empty value clears the key; the space before it stays.
fn write_attribute(asked: &Asked<'_>) -> Result<String, Refusal> {
    let key = asked.text(ConversationSetAttribute::KEY);
    let key = check::key(&key, limits::KEY)?;
    let property = asked.is_set(ConversationSetAttribute::PROPERTY);
    if property && key == CATEGORY {
        return Err(elsewhere("the category has an action of its own", "conversation.set_category"));
    }
    let given = asked.get(ConversationSetAttribute::VALUE).filter(|value| !value.is_null());
    let value = match given.map(check::plain) {
        None => String::new(),
        Some(None) => return Err(limits::ATTRIBUTE.broken()),
        Some(Some(value)) if value.is_empty() => value,
        Some(Some(value)) => check::line(&value, limits::ATTRIBUTE)?.to_owned(),
    };
    let mark = if property { "@" } else { "" };
    Ok(["/set ", mark, key, " ", &value].concat())
}

fn parse_set(rest: &str) -> Result<Action, String> {
    let assignment = rest.strip_prefix("/set ").and_then(|rest| rest.split_once(' '));
    let Some((key, value)) = assignment else {
        return Err("`/set` must have a key and a value; a space after the key alone clears it".to_owned());
    };
    let given = || if value.is_empty() { Json::null() } else { Json::string(value) };
    Ok(match key.strip_prefix('@') {
        Some(CATEGORY) => Action::new(ConversationSetCategory::default().with_category(value)),
        Some(key) => Action::new(
            ConversationSetAttribute::default().with_key(key).with_value(given()).with_property(true),
        ),
        None => Action::new(ConversationSetAttribute::default().with_key(key).with_value(given())),
    })
}

/// The text does not tell users from bots, so a bot comes back as an agent.
fn write_assign(asked: &Asked<'_>) -> Result<String, Refusal> {
    let who = [ConversationAssign::AGENT, ConversationAssign::BOT, ConversationAssign::TEAM];
    let (who, limit) = match who.map(|member| asked.get(member)) {
        [Some(agent), None, None] => (agent, limits::AGENT),
        [None, Some(bot), None] => (bot, limits::BOT),
        [None, None, Some(_)] => {
            let reason = "web1on1 assigns to a user or a bot, not to a team";
            return Err(elsewhere(reason, "conversation.notify"));
        }
        _ => return Err(Refusal::invalid("exactly one of agent, bot and team must be given")),
    };
    match who.chars() {
        Some(who) => Ok(["/assign ", check::id(&who, limit)?].concat()),
        None => Err(Refusal::invalid("web1on1 can assign a conversation, but not take it away")),
    }
}

fn parse_assign(rest: &str) -> Result<Action, String> {
    let Some(who) = rest.strip_prefix("/assign ") else { return Err("`/assign` must name whom".to_owned()) };
    Ok(Action::new(ConversationAssign::default().with_agent(Assigned::To(AgentId::from(who)))))
}

/// Without an id everybody is notified: never because one was left out.
fn write_notify(asked: &Asked<'_>) -> Result<String, Refusal> {
    match (asked.word(ConversationNotify::INBOX), asked.is_set(ConversationNotify::ALL)) {
        (Some(inbox), false) => Ok(["/notify ", check::id(&inbox, limits::INBOX)?].concat()),
        (None, true) => Ok("/notify".to_owned()),
        (None, false) => Err(Refusal::invalid("either inbox or all: true must be given")),
        (Some(_), true) => Err(Refusal::invalid("only one of inbox and all: true can be given")),
    }
}

fn parse_notify(rest: &str) -> Action {
    match rest.strip_prefix("/notify ") {
        Some(inbox) => Action::new(ConversationNotify::default().with_inbox(InboxId::from(inbox))),
        None => Action::new(ConversationNotify::default().with_all(true)),
    }
}

/// The text does not tell users from bots, so a bot comes back as an agent.
fn write_mention(asked: &Asked<'_>) -> Result<String, Refusal> {
    let (agent, bot) = (asked.word(ConversationMention::AGENT), asked.word(ConversationMention::BOT));
    let who = match (&agent, &bot) {
        (Some(agent), None) => check::id(agent, limits::AGENT)?,
        (None, Some(bot)) => check::id(bot, limits::BOT)?,
        _ => return Err(Refusal::invalid("exactly one of agent and bot must be given")),
    };
    Ok(["@", who, " ", check::line(&asked.text(ConversationMention::TEXT), limits::NOTE)?].concat())
}

fn parse_mention(rest: &str) -> Result<Action, String> {
    let mention = rest.strip_prefix('@').and_then(|rest| rest.split_once(' '));
    let Some((who, text)) = mention else { return Err("a mention must have a text".to_owned()) };
    Ok(Action::new(ConversationMention::default().with_agent(AgentId::from(who)).with_text(text)))
}

/// A command that is known by its name only.
fn write_call(asked: &Asked<'_>) -> Result<String, Refusal> {
    let name = asked.text(HostCall::NAME);
    let name = name.strip_prefix('/').unwrap_or("");
    let odd = |byte: u8| !byte.is_ascii_alphanumeric() && !matches!(byte, b'_' | b'-');
    // In capitals too: whether the host tells them apart is not documented.
    if name.is_empty()
        || name.bytes().any(odd)
        || NEUTRAL.iter().any(|other| name.eq_ignore_ascii_case(other))
    {
        return Err(limits::NAME.broken());
    }
    match asked.get(HostCall::ARGS).filter(|args| !args.is_null()) {
        None => Ok(["/", name].concat()),
        Some(args) => {
            let args = check::plain(args).ok_or_else(|| limits::ARGS.broken())?;
            Ok(["/", name, " ", check::line(&args, limits::ARGS)?].concat())
        }
    }
}

fn parse_call(rest: &str) -> Action {
    match rest.split_once(' ') {
        Some((name, args)) => Action::new(HostCall::default().with_name(name).with_args(Json::string(args))),
        None => Action::new(HostCall::default().with_name(rest)),
    }
}

fn elsewhere(reason: &str, instead: &str) -> Refusal {
    let mut refusal = Refusal::invalid(reason);
    refusal.instead = Some(instead.to_owned());
    refusal
}
