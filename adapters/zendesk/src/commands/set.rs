//! `set`: values in the form before the agent, by path.

use onepane_core::json::json;
use onepane_core::{Asked, Refusal};
use onepane_map::{At, Codec, JsonKind};
use onepane_model::{
    Action, Assigned, ConversationAssign, ConversationSetAttribute, ConversationSetPriority,
    ConversationSetStatus, Json,
};

use crate::capabilities::{self, AGENT, KEY, PRIORITIES, PROPERTIES, STATUSES, TEAM, UNTIL, VALUE};
use crate::map::{PRIORITY, STATUS};

use super::{Command, is_id, one, only};

const TICKET_STATUS: &str = "ticket.status";
const TICKET_PRIORITY: &str = "ticket.priority";
const TICKET_ASSIGNEE: &str = "ticket.assignee";
/// A field of the customer's own, by its key.
const CUSTOM_FIELD: &str = "ticket.customField:";
const PROPERTY: &str = "ticket.";

fn set(path: &str, value: impl AsRef<str>) -> Command {
    Command::Request("set", one(path, value))
}

/// The action that a change of one path is; `None` for one that no action makes.
pub(super) fn parse(params: At<'_>) -> Option<Action> {
    let (path, value) = only(params)?;
    match path.as_str() {
        TICKET_STATUS => parse_status(value).map(Action::new),
        TICKET_PRIORITY => parse_priority(value).map(Action::new),
        TICKET_ASSIGNEE => parse_assignee(value).map(Action::new),
        _ => parse_attribute(&path, value).map(Action::new),
    }
}

/// The words of a table, the first for each neutral one.
fn word(codec: Codec, neutral: &str) -> &str {
    match codec {
        Codec::Words(words) => {
            words.iter().find(|(_, word)| *word == neutral).map_or(neutral, |(host, _)| host)
        }
        _ => neutral,
    }
}

/// The neutral word, if this is the word that is set for it.
fn neutral(codec: Codec, host: &str, allowed: &[&'static str]) -> Option<&'static str> {
    allowed.iter().copied().find(|neutral| word(codec, neutral) == host)
}

pub(super) fn status(asked: &Asked<'_>) -> Result<Command, Refusal> {
    if asked.get(ConversationSetStatus::UNTIL).is_some() {
        return Err(UNTIL.broken());
    }
    let status = asked.text(ConversationSetStatus::STATUS);
    Ok(set(TICKET_STATUS, Json::string(word(STATUS, &status)).as_str()))
}

fn parse_status(value: At<'_>) -> Option<ConversationSetStatus> {
    Some(ConversationSetStatus::default().with_status(neutral(STATUS, &value.chars()?, STATUSES)?))
}

pub(super) fn priority(asked: &Asked<'_>) -> Result<Command, Refusal> {
    match asked.word(ConversationSetPriority::PRIORITY) {
        Some(priority) => Ok(set(TICKET_PRIORITY, Json::string(word(PRIORITY, &priority)).as_str())),
        None => Err(capabilities::PRIORITY.broken()),
    }
}

fn parse_priority(value: At<'_>) -> Option<ConversationSetPriority> {
    let mut data = ConversationSetPriority::default();
    data.priority = Some(Assigned::To(neutral(PRIORITY, &value.chars()?, PRIORITIES)?.into()));
    Some(data)
}

/// Source: public apps that set `{userId}` or `{groupId}`.
pub(super) fn assignee(asked: &Asked<'_>) -> Result<Command, Refusal> {
    let who = [ConversationAssign::AGENT, ConversationAssign::BOT, ConversationAssign::TEAM];
    let (key, id, limit) = match who.map(|member| asked.get(member)) {
        [Some(agent), None, None] => ("userId", agent, AGENT),
        [None, None, Some(team)] => ("groupId", team, TEAM),
        _ => return Err(Refusal::invalid("needs exactly one of agent and team")),
    };
    match id.chars().filter(|id| is_id(id)) {
        Some(id) => Ok(set(TICKET_ASSIGNEE, one(key, &id))),
        None => Err(limit.broken()),
    }
}

fn parse_assignee(value: At<'_>) -> Option<ConversationAssign> {
    let (key, id) = only(value)?;
    let id = id.raw();
    let mut data = ConversationAssign::default();
    match key.as_str() {
        "userId" if is_id(id) => data.agent = Some(Assigned::To(id.into())),
        "groupId" if is_id(id) => data.team = Some(Assigned::To(id.into())),
        _ => return None,
    }
    Some(data)
}

/// Source: public apps that set `ticket.customField:custom_field_…`; `ticket.subject` and `ticket.type` are the vendor's
/// own examples.
pub(super) fn attribute(asked: &Asked<'_>) -> Result<Command, Refusal> {
    let key = asked.text(ConversationSetAttribute::KEY);
    let prefix = match asked.is_set(ConversationSetAttribute::PROPERTY) {
        true if PROPERTIES.contains(&&*key) => PROPERTY,
        false if is_custom(&key) => CUSTOM_FIELD,
        _ => return Err(KEY.broken()),
    };
    match asked.get(ConversationSetAttribute::VALUE).filter(|value| is_value(*value)) {
        Some(value) => Ok(set(&[prefix, &key].concat(), json(value).as_str())),
        None => Err(VALUE.broken()),
    }
}

fn parse_attribute(path: &str, value: At<'_>) -> Option<ConversationSetAttribute> {
    if !is_value(value) {
        return None;
    }
    let mut data = ConversationSetAttribute::default();
    if let Some(key) = path.strip_prefix(CUSTOM_FIELD).filter(|key| is_custom(key)) {
        key.clone_into(&mut data.key);
    } else {
        let key = path.strip_prefix(PROPERTY).filter(|key| PROPERTIES.contains(key))?;
        key.clone_into(&mut data.key);
        data.property = Some(true);
    }
    data.value = json(value);
    Some(data)
}

fn is_custom(key: &str) -> bool {
    key.strip_prefix("custom_field_").is_some_and(is_id)
}

fn is_value(value: At<'_>) -> bool {
    match value.kind() {
        JsonKind::Object => false,
        JsonKind::Array => value.items().all(|item| item.kind() == JsonKind::String),
        _ => true,
    }
}
