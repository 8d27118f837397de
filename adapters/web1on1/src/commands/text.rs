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

use onepane_core::{Refusal, Rule};
use onepane_model::{
    ActionData, AgentId, Assigned, ContactSetAttribute, ConversationAssign, ConversationMention,
    ConversationNotify, ConversationSetAttribute, ConversationSetCategory, FormActivate, FormSetField,
    HostCall, InboxId, Json, MessageSend, Speaker,
};

use super::check::{self, MARK, broken};
use crate::capabilities as limits;
use crate::config::Config;

/// The property that has an action of its own.
const CATEGORY: &str = "category";
/// The commands that have actions of their own.
const NEUTRAL: [&str; 3] = ["set", "assign", "notify"];

/// The text that makes the host do what an action asks.
pub(super) fn write(config: &Config, action: &ActionData) -> Result<String, Refusal> {
    let command = match action {
        ActionData::MessageSend(data) => return write_chat(data),
        ActionData::FormSetField(data) => write_field(data)?,
        ActionData::ContactSetAttribute(data) => write_profile(data)?,
        ActionData::FormActivate(data) => write_form(config, data)?,
        ActionData::ConversationSetCategory(data) => write_category(data)?,
        ActionData::ConversationSetAttribute(data) => write_attribute(data)?,
        ActionData::ConversationAssign(data) => write_assign(data)?,
        ActionData::ConversationNotify(data) => write_notify(data)?,
        ActionData::ConversationMention(data) => write_mention(data)?,
        ActionData::HostCall(data) => write_call(data)?,
        _ => return Err(Refusal::invalid("web1on1 has no such action")),
    };
    Ok(format!("{MARK} {command}"))
}

/// The action that a text asks for.
///
/// # Errors
///
/// When what it does is not documented: says why.
pub(super) fn parse(config: &Config, text: &str) -> Result<ActionData, String> {
    let data = take_apart(text)?;
    match write(config, &data) {
        Ok(again) if again == text => Ok(data),
        Ok(_) => Err("such a text has no documented meaning".to_owned()),
        Err(refusal) => Err(refusal.reason),
    }
}

fn take_apart(text: &str) -> Result<ActionData, String> {
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

fn write_chat(data: &MessageSend) -> Result<String, Refusal> {
    check::as_contact(data.speaker.as_ref())?;
    if data.text.is_empty() {
        return Err(limits::NOT_EMPTY.refusal("a text that is not empty"));
    }
    check::chat(&data.text)?;
    Ok(data.text.clone())
}

fn parse_chat(text: &str) -> ActionData {
    MessageSend::default().with_text(text).with_speaker(Speaker::Contact).into()
}

fn write_field(data: &FormSetField) -> Result<String, Refusal> {
    let key = check::key(&data.key, limits::KEY)?;
    let value = check::line(&data.value, limits::FIELD)?;
    if check::is_profile(value) {
        let reason = "a value of two ids is a field of the contact's";
        return Err(elsewhere(reason, "contact.set_attribute"));
    }
    Ok(format!(".{key} {value}"))
}

fn write_profile(data: &ContactSetAttribute) -> Result<String, Refusal> {
    let key = check::key(&data.key, limits::KEY)?;
    match check::plain(&data.value).filter(|value| check::is_profile(value)) {
        Some(value) => Ok(format!(".{key} {value}")),
        None => {
            let mut refusal = broken(limits::PROFILE);
            refusal.instead = Some("form.set_field".to_owned());
            Err(refusal)
        }
    }
}

fn parse_field(rest: &str) -> Result<ActionData, String> {
    let field = rest.strip_prefix('.').and_then(|rest| rest.split_once(' '));
    let Some((key, value)) = field else { return Err("a field must have a value".to_owned()) };
    Ok(match check::is_profile(value) {
        true => ContactSetAttribute::default().with_key(key).with_value(Json::string(value)).into(),
        false => FormSetField::default().with_key(key).with_value(value).into(),
    })
}

fn write_form(config: &Config, data: &FormActivate) -> Result<String, Refusal> {
    let form = check::id(data.form.as_str(), limits::FORM)?;
    match data.active {
        true => Ok(format!("+{form}")),
        false if config.form_off => Ok(format!("-{form}")),
        false => Err(broken(limits::ACTIVE)),
    }
}

fn parse_form(rest: &str) -> ActionData {
    let form = rest.get(1..).unwrap_or("");
    FormActivate::default().with_form(form).with_active(rest.starts_with('+')).into()
}

fn write_category(data: &ConversationSetCategory) -> Result<String, Refusal> {
    let category = match data.category.as_str() {
        "" => "",
        category => check::line(category, limits::CATEGORY)?,
    };
    Ok(format!("/set @{CATEGORY} {category}"))
}

/// An empty value clears the key; the space before it stays.
fn write_attribute(data: &ConversationSetAttribute) -> Result<String, Refusal> {
    let key = check::key(&data.key, limits::KEY)?;
    let property = data.property == Some(true);
    if property && key == CATEGORY {
        return Err(elsewhere("the category has an action of its own", "conversation.set_category"));
    }
    let value = match check::plain(&data.value) {
        None if data.value.is_null() => String::new(),
        None => return Err(broken(limits::ATTRIBUTE)),
        Some(value) if value.is_empty() => value,
        Some(value) => check::line(&value, limits::ATTRIBUTE)?.to_owned(),
    };
    let mark = if property { "@" } else { "" };
    Ok(format!("/set {mark}{key} {value}"))
}

fn parse_set(rest: &str) -> Result<ActionData, String> {
    let assignment = rest.strip_prefix("/set ").and_then(|rest| rest.split_once(' '));
    let Some((key, value)) = assignment else {
        return Err("`/set` must have a key and a value; a space after the key alone clears it".to_owned());
    };
    let given = || if value.is_empty() { Json::null() } else { Json::string(value) };
    Ok(match key.strip_prefix('@') {
        Some(CATEGORY) => ConversationSetCategory::default().with_category(value).into(),
        Some(key) => {
            ConversationSetAttribute::default().with_key(key).with_value(given()).with_property(true).into()
        }
        None => ConversationSetAttribute::default().with_key(key).with_value(given()).into(),
    })
}

/// The text does not tell users from bots, so a bot comes back as an agent.
fn write_assign(data: &ConversationAssign) -> Result<String, Refusal> {
    let (who, limit) = match (&data.agent, &data.bot, &data.team) {
        (Some(agent), None, None) => (agent, limits::AGENT),
        (None, Some(bot), None) => (bot, limits::BOT),
        (None, None, Some(_)) => {
            let reason = "web1on1 assigns to a user or a bot, not to a team";
            return Err(elsewhere(reason, "conversation.notify"));
        }
        _ => return Err(Refusal::invalid("exactly one of agent, bot and team must be given")),
    };
    match who {
        Assigned::To(who) => Ok(format!("/assign {}", check::id(who.as_str(), limit)?)),
        _ => Err(Refusal::invalid("web1on1 can assign a conversation, but not take it away")),
    }
}

fn parse_assign(rest: &str) -> Result<ActionData, String> {
    let Some(who) = rest.strip_prefix("/assign ") else { return Err("`/assign` must name whom".to_owned()) };
    Ok(ConversationAssign::default().with_agent(Assigned::To(AgentId::from(who))).into())
}

/// Without an id everybody is notified: never because one was left out.
fn write_notify(data: &ConversationNotify) -> Result<String, Refusal> {
    match (&data.inbox, data.all == Some(true)) {
        (Some(inbox), false) => Ok(format!("/notify {}", check::id(inbox.as_str(), limits::INBOX)?)),
        (None, true) => Ok("/notify".to_owned()),
        (None, false) => Err(Refusal::invalid("either inbox or all: true must be given")),
        (Some(_), true) => Err(Refusal::invalid("only one of inbox and all: true can be given")),
    }
}

fn parse_notify(rest: &str) -> ActionData {
    match rest.strip_prefix("/notify ") {
        Some(inbox) => ConversationNotify::default().with_inbox(InboxId::from(inbox)).into(),
        None => ConversationNotify::default().with_all(true).into(),
    }
}

/// The text does not tell users from bots, so a bot comes back as an agent.
fn write_mention(data: &ConversationMention) -> Result<String, Refusal> {
    let who = match (&data.agent, &data.bot) {
        (Some(agent), None) => check::id(agent.as_str(), limits::AGENT)?,
        (None, Some(bot)) => check::id(bot.as_str(), limits::BOT)?,
        _ => return Err(Refusal::invalid("exactly one of agent and bot must be given")),
    };
    Ok(format!("@{who} {}", check::line(&data.text, limits::NOTE)?))
}

fn parse_mention(rest: &str) -> Result<ActionData, String> {
    let mention = rest.strip_prefix('@').and_then(|rest| rest.split_once(' '));
    let Some((who, text)) = mention else { return Err("a mention must have a text".to_owned()) };
    Ok(ConversationMention::default().with_agent(AgentId::from(who)).with_text(text).into())
}

/// A command that is known by its name only.
fn write_call(data: &HostCall) -> Result<String, Refusal> {
    let name = data.name.strip_prefix('/').unwrap_or("");
    let odd = |byte: u8| !byte.is_ascii_alphanumeric() && !matches!(byte, b'_' | b'-');
    // In capitals too: whether the host tells them apart is not documented.
    if name.is_empty()
        || name.bytes().any(odd)
        || NEUTRAL.iter().any(|other| name.eq_ignore_ascii_case(other))
    {
        return Err(broken(limits::NAME));
    }
    match data.args.as_ref().filter(|args| !args.is_null()) {
        None => Ok(format!("/{name}")),
        Some(args) => {
            let args = check::plain(args).ok_or_else(|| broken(limits::ARGS))?;
            Ok(format!("/{name} {}", check::line(&args, limits::ARGS)?))
        }
    }
}

fn parse_call(rest: &str) -> ActionData {
    match rest.split_once(' ') {
        Some((name, args)) => HostCall::default().with_name(name).with_args(Json::string(args)).into(),
        None => HostCall::default().with_name(rest).into(),
    }
}

fn elsewhere(reason: &str, instead: &str) -> Refusal {
    let mut refusal = Refusal::new(Rule::Invalid, reason);
    refusal.instead = Some(instead.to_owned());
    refusal
}
