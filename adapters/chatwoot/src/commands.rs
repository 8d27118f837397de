//! The actions, there and back: one window message, and calls of the REST API as `http` frames.
//!
//! Each call has its two functions side by side: one writes the request, and one named `parse_…` reads
//! it again for the emulator. What the host replaces as a whole is in `set.rs`, calls without a neutral name are in
//! `call.rs`.
//!
//! Source: `chatwoot/chatwoot` 4.15.1, read 2026-11-21.

mod call;
pub(crate) mod set;

use onepane_core::json::{Object, json};
use onepane_core::{Asked, Limit, Refusal};
use onepane_map::{At, Corrupt, JsonKind};
use onepane_model::record::Member;
use onepane_model::text::digits;
use onepane_model::{
    Action, ActionData, ActionKind, Assigned, ContactSetAttribute, ContextRefresh, ConversationAssign,
    ConversationSetPriority, ConversationSetStatus, Json, MessageSend, Time, Visibility,
};

use crate::capabilities::{AGENT, BOT, PLAIN, TEAM, UNTIL};
use crate::view::View;

use set::{Change, Set};

/// What an action becomes.
#[derive(Debug)]
pub(crate) enum Command {
    /// The one request by window message.
    Ask,
    /// A call of the REST API.
    Call(Request),
    /// A set that the host replaces as a whole: it is read first.
    Change(Request, Change),
}

/// A call of the REST API.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Request {
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) body: Option<Json>,
}

/// What a call of the REST API turned out to be.
#[derive(Debug, PartialEq)]
pub(crate) enum Parsed {
    /// It is this action.
    Action(Action),
    /// It replaces a set; which action that is depends on what was in it.
    Replaces(String, Set),
    /// It only reads: of which conversation, and what: `labels`, or nothing for its record.
    Reads(String, &'static str),
    /// It has no neutral meaning: why not.
    Refused(&'static str),
}

/// Whether a text can stand for a number in a path and in a body.
pub(crate) fn is_id(text: &str) -> bool {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits && (1..=18).contains(&text.len()) && !text.starts_with('0')
}

/// What makes the host do what an action asks.
pub(crate) fn encode(view: &View, asked: &Asked<'_>) -> Result<Command, Refusal> {
    let request = match asked.kind() {
        ActionKind::ContextRefresh => return Ok(Command::Ask),
        ActionKind::ConversationAddLabel => return set::add_label(view, asked),
        ActionKind::ConversationSetAttribute => return set::set_attribute(view, asked),
        ActionKind::MessageSend => send(view, asked)?,
        ActionKind::ConversationSetStatus => set_status(view, asked)?,
        ActionKind::ConversationAssign => assign(view, asked)?,
        ActionKind::ConversationSetPriority => set_priority(view, asked)?,
        ActionKind::ContactSetAttribute => set_contact_attribute(view, asked)?,
        ActionKind::HostCall => call::call(view, asked)?,
        _ => return Err(Refusal::invalid("Chatwoot has no such action")),
    };
    Ok(Command::Call(request))
}

/// The action that the window message asks for.
pub(crate) fn parse_ask() -> Action {
    Action::new(ContextRefresh::default())
}

/// The action that a call of the REST API asks for.
///
/// # Errors
///
/// When a member of the body has the wrong type.
pub(crate) fn parse(method: &str, path: &str, body: At<'_>) -> Result<Parsed, Corrupt> {
    let Some(place) = Place::of(path) else { return Ok(Parsed::Refused("no path of the API")) };
    let parsed = match (method, place.kind, place.rest) {
        ("POST", "conversations", "messages") => parse_send(body)?,
        ("POST", "conversations", "toggle_status") => parse_set_status(body)?,
        ("POST", "conversations", "assignments") => parse_assign(body)?,
        ("POST", "conversations", "toggle_priority") | ("PATCH", "conversations", "") => {
            parse_set_priority(body)?
        }
        ("GET", "conversations", "") => return Ok(Parsed::Reads(place.id.to_owned(), "")),
        ("GET", "conversations", "labels") => return Ok(Parsed::Reads(place.id.to_owned(), "labels")),
        ("POST", "conversations", "labels") => {
            return Ok(Parsed::Replaces(place.id.to_owned(), set::parse_labels(body)?));
        }
        ("POST", "conversations", "custom_attributes") => {
            return Ok(Parsed::Replaces(place.id.to_owned(), set::parse_attributes(body)?));
        }
        ("PATCH" | "PUT", "contacts", "") => match parse_set_contact_attribute(body)? {
            Some(data) => data.into(),
            None => other(method, &place, body),
        },
        _ => other(method, &place, body),
    };
    let action = match parsed {
        Data::Action(action) => action,
        Data::Refused(reason) => return Ok(Parsed::Refused(reason)),
    };
    Ok(Parsed::Action(match place.kind {
        "conversations" => action.with_target(place.id),
        _ => action,
    }))
}

fn other(method: &str, place: &Place<'_>, body: At<'_>) -> Data {
    match call::parse(method, place, body) {
        Some(data) => data.into(),
        None => Data::Refused("no neutral action is this call"),
    }
}

/// A body's meaning, or why it has none.
enum Data {
    Action(Action),
    Refused(&'static str),
}

impl<T: ActionData> From<T> for Data {
    fn from(data: T) -> Self {
        Self::Action(Action::new(data))
    }
}

/// `/api/v1/accounts/{account}/{kind}/{id}/{rest}`, taken apart.
pub(crate) struct Place<'p> {
    pub(crate) account: &'p str,
    pub(crate) kind: &'p str,
    pub(crate) id: &'p str,
    pub(crate) rest: &'p str,
}

impl<'p> Place<'p> {
    pub(crate) fn of(path: &'p str) -> Option<Self> {
        let mut steps = path.strip_prefix("/api/v1/accounts/")?.splitn(4, '/');
        let (account, kind, id) = (steps.next()?, steps.next()?, steps.next()?);
        (is_id(account) && is_id(id)).then(|| Self { account, kind, id, rest: steps.next().unwrap_or("") })
    }
}

/// POST `conversations/{id}/messages`.
fn send(view: &View, asked: &Asked<'_>) -> Result<Request, Refusal> {
    let private = asked.is(MessageSend::VISIBILITY, "internal");
    let mut body = Object::default();
    body.raw("content", asked.json(MessageSend::TEXT))
        .text("message_type", "outgoing")
        .raw("private", if private { "true" } else { "false" })
        .text("content_type", "text")
        .raw("content_attributes", "{}");
    Ok(view.on_conversation("POST", "messages")?.with(&mut body))
}

fn parse_send(body: At<'_>) -> Result<Data, Corrupt> {
    let content = body.get("content").ok_or_else(|| body.missing("content", "a string"))?;
    let content = content.chars().ok_or_else(|| content.corrupt("a string"))?.into_owned();
    let plain = body.members().all(|(key, value)| match &*key.to_cow() {
        "content" | "private" | "echo_id" => true,
        "message_type" => value.chars().as_deref() == Some("outgoing"),
        "content_type" => value.chars().as_deref() == Some("text"),
        "content_attributes" | "template_params" => value.is_empty(),
        _ => false,
    });
    if !plain {
        return Ok(Data::Refused("no neutral action sends anything but an outgoing text"));
    }
    let internal = match body.get("private") {
        Some(value) => value.bool().ok_or_else(|| value.corrupt("true or false"))?,
        None => false,
    };
    let mut data = MessageSend::default().with_text(content);
    data.visibility = internal.then_some(Visibility::Internal);
    Ok(data.into())
}

/// POST `conversations/{id}/toggle_status`.
fn set_status(view: &View, asked: &Asked<'_>) -> Result<Request, Refusal> {
    let mut body = Object::default();
    body.raw("status", asked.json(ConversationSetStatus::STATUS));
    if let Some(until) = asked.time(ConversationSetStatus::UNTIL) {
        if !asked.is(ConversationSetStatus::STATUS, "snoozed") {
            return Err(UNTIL.refusal("given with the status snoozed only"));
        }
        body.raw("snoozed_until", digits(until.as_millis().div_euclid(1000), &mut [0; 20]));
    }
    Ok(view.on_conversation("POST", "toggle_status")?.with(&mut body))
}

fn parse_set_status(body: At<'_>) -> Result<Data, Corrupt> {
    let Some(status) = body.get("status") else {
        return Ok(Data::Refused("without a status the host toggles it, which no neutral action does"));
    };
    let status = status.chars().ok_or_else(|| status.corrupt("a string"))?;
    let mut data = ConversationSetStatus::default().with_status(&*status);
    if let Some(until) = body.get("snoozed_until").filter(|until| !until.is_null()) {
        let seconds: Option<i64> = until.raw().parse().ok();
        let time = seconds.and_then(|seconds| Time::from_millis(seconds.checked_mul(1000)?));
        data.until = Some(time.ok_or_else(|| until.corrupt("seconds since the Unix epoch"))?);
    }
    Ok(data.into())
}

/// POST `conversations/{id}/assignments`. A team is cleared with 0, an agent with null.
fn assign(view: &View, asked: &Asked<'_>) -> Result<Request, Refusal> {
    let mut body = Object::default();
    let who = [ConversationAssign::AGENT, ConversationAssign::BOT, ConversationAssign::TEAM];
    match who.map(|member| asked.get(member)) {
        [Some(agent), None, None] => body.raw("assignee_id", number(AGENT, agent, "null")?),
        [None, Some(bot), None] if bot.is_null() => {
            return Err(BOT.refusal("a number; to take the conversation away, assign agent null"));
        }
        [None, Some(bot), None] => {
            body.raw("assignee_id", number(BOT, bot, "null")?).text("assignee_type", "AgentBot")
        }
        [None, None, Some(team)] => body.raw("team_id", number(TEAM, team, "0")?),
        _ => return Err(Refusal::invalid("needs exactly one of agent, bot and team")),
    };
    Ok(view.on_conversation("POST", "assignments")?.with(&mut body))
}

fn parse_assign(body: At<'_>) -> Result<Data, Corrupt> {
    let id = |value: At<'_>, nobody: &str| {
        let raw = value.raw();
        match raw == nobody {
            true => Ok(None),
            false if is_id(raw) => Ok(Some(raw.to_owned())),
            false => Err(value.corrupt("a number")),
        }
    };
    let mut data = ConversationAssign::default();
    if let Some(assignee) = body.get("assignee_id") {
        let who = id(assignee, "null")?.map_or(Assigned::Nobody, |id| Assigned::To(id.into()));
        match body.get("assignee_type").and_then(|kind| kind.chars()).as_deref() {
            Some("AgentBot") => data.bot = Some(who),
            _ => data.agent = Some(who),
        }
    } else if let Some(team) = body.get("team_id") {
        data.team = Some(id(team, "0")?.map_or(Assigned::Nobody, |id| Assigned::To(id.into())));
    } else {
        return Ok(Data::Refused("names neither an assignee nor a team"));
    }
    Ok(data.into())
}

/// POST `conversations/{id}/toggle_priority`.
fn set_priority(view: &View, asked: &Asked<'_>) -> Result<Request, Refusal> {
    let Some(priority) = asked.get(ConversationSetPriority::PRIORITY) else {
        return Err(Refusal::invalid("needs a priority; null takes it away"));
    };
    let request = view.on_conversation("POST", "toggle_priority")?;
    Ok(request.with(Object::default().raw("priority", priority.raw())))
}

fn parse_set_priority(body: At<'_>) -> Result<Data, Corrupt> {
    let Some(priority) = body.get("priority") else { return Ok(Data::Refused("names no priority")) };
    let word = match priority.kind() {
        JsonKind::Null => Assigned::Nobody,
        _ => Assigned::To((&*priority.chars().ok_or_else(|| priority.corrupt("a string or null"))?).into()),
    };
    let mut data = ConversationSetPriority::default();
    data.priority = Some(word);
    Ok(data.into())
}

/// PATCH `contacts/{id}`: the host merges the attributes.
fn set_contact_attribute(view: &View, asked: &Asked<'_>) -> Result<Request, Refusal> {
    let key = asked.text(ContactSetAttribute::KEY);
    let value = attribute(asked, ContactSetAttribute::VALUE)?;
    view.check_contact_key(&key)?;
    let mut body = Object::default();
    body.raw("custom_attributes", Object::default().raw(&key, value).finish());
    Ok(view.on_contact("PATCH", "")?.with(&mut body))
}

/// `None` for a change of something else, or of several attributes at once.
fn parse_set_contact_attribute(body: At<'_>) -> Result<Option<ContactSetAttribute>, Corrupt> {
    let members = body.unique();
    let [(name, attributes)] = &members[..] else { return Ok(None) };
    if name != "custom_attributes" {
        return Ok(None);
    }
    if attributes.kind() != JsonKind::Object {
        return Err(attributes.corrupt("an object"));
    }
    let attributes = attributes.unique();
    let [(key, value)] = &attributes[..] else { return Ok(None) };
    Ok(Some(ContactSetAttribute::default().with_key(&**key).with_value(json(*value))))
}

/// The value of an attribute, if the host can hold such a one.
fn attribute<'a>(asked: &'a Asked<'_>, member: &'static Member) -> Result<&'a str, Refusal> {
    let value = asked.json(member);
    if value.starts_with('{') { Err(PLAIN.broken()) } else { Ok(value) }
}

fn number(declared: Limit, who: At<'_>, nobody: &str) -> Result<String, Refusal> {
    match who.chars() {
        None => Ok(nobody.to_owned()),
        Some(id) if is_id(&id) => Ok(id.into_owned()),
        Some(_) => Err(declared.refusal("a number")),
    }
}
