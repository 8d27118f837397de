//! `set`: values in the form before the agent, by path.

use onepane_core::Refusal;
use onepane_core::json::{Object, json};
use onepane_map::{At, Codec, JsonKind};
use onepane_model::{
    ActionData, Assigned, ConversationAssign, ConversationSetAttribute, ConversationSetPriority,
    ConversationSetStatus, Json,
};

use crate::capabilities::{AGENT, KEY, PRIORITIES, PROPERTIES, STATUSES, TEAM, UNTIL, VALUE};
use crate::map::{PRIORITY, STATUS};

use super::{Command, form, is_id, one, one_of, only};

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
pub(super) fn parse(params: At<'_>) -> Option<ActionData> {
    let (path, value) = only(params)?;
    match path.as_str() {
        TICKET_STATUS => parse_status(value).map(Into::into),
        TICKET_PRIORITY => parse_priority(value).map(Into::into),
        TICKET_ASSIGNEE => parse_assignee(value).map(Into::into),
        _ => parse_attribute(&path, value).map(Into::into),
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

pub(super) fn status(data: &ConversationSetStatus) -> Result<Command, Refusal> {
    if data.until.is_some() {
        return Err(form(UNTIL));
    }
    let status = data.status.as_str();
    if !STATUSES.contains(&status) {
        return Err(one_of("status", STATUSES));
    }
    Ok(set(TICKET_STATUS, Json::string(word(STATUS, status)).as_str()))
}

fn parse_status(value: At<'_>) -> Option<ConversationSetStatus> {
    Some(ConversationSetStatus::default().with_status(neutral(STATUS, &value.chars()?, STATUSES)?))
}

pub(super) fn priority(data: &ConversationSetPriority) -> Result<Command, Refusal> {
    let priority = data.priority.as_ref().and_then(Assigned::as_option).map(AsRef::as_ref);
    match priority.filter(|priority: &&str| PRIORITIES.contains(priority)) {
        Some(priority) => Ok(set(TICKET_PRIORITY, Json::string(word(PRIORITY, priority)).as_str())),
        None => Err(one_of("priority", PRIORITIES)),
    }
}

fn parse_priority(value: At<'_>) -> Option<ConversationSetPriority> {
    let mut data = ConversationSetPriority::default();
    data.priority = Some(Assigned::To(neutral(PRIORITY, &value.chars()?, PRIORITIES)?.into()));
    Some(data)
}

/// Source: public apps that set `{userId}` or `{groupId}`.
pub(super) fn assignee(data: &ConversationAssign) -> Result<Command, Refusal> {
    let (key, id, shape) = match (&data.agent, &data.bot, &data.team) {
        (Some(agent), None, None) => ("userId", agent.as_option().map(AsRef::as_ref), AGENT),
        (None, None, Some(team)) => ("groupId", team.as_option().map(AsRef::as_ref), TEAM),
        _ => return Err(Refusal::invalid("needs exactly one of agent and team")),
    };
    match id.filter(|id: &&str| is_id(id)) {
        Some(id) => Ok(set(TICKET_ASSIGNEE, one(key, id))),
        None => Err(form(shape)),
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
pub(super) fn attribute(data: &ConversationSetAttribute) -> Result<Command, Refusal> {
    let path = match data.property {
        Some(true) if PROPERTIES.contains(&data.key.as_str()) => format!("{PROPERTY}{}", data.key),
        Some(false) | None if is_custom(&data.key) => format!("{CUSTOM_FIELD}{}", data.key),
        _ => return Err(form(KEY)),
    };
    let index = onepane_map::Index::parse(data.value.as_str()).map_err(|_| form(VALUE))?;
    if !is_value(index.root()) {
        return Err(form(VALUE));
    }
    let value = Object::default().raw(&path, json(index.root()).as_str()).finish();
    Ok(Command::Request("set", value))
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
