//! Calls of the platform's API through `Kustomer.request`, as the signed-in agent.
//!
//! Only what the vendor's API reference confirms, method, path and body. Not here, and so left to
//! `host.call`: priorities, which are numbers there without a word for each; sending, since creating a
//! message only records one and no call is documented that sends a draft.
//!
//! Source: `developer.kustomer.com/api/core-resources` and the vendor's OpenAPI document of it, read
//! 2026-11-21; the page of each call is named beside it.

use onepane_core::json::{Object, list};
use onepane_core::{Asked, Limit, Refusal};
use onepane_map::{At, Corrupt, JsonKind};
use onepane_model::{
    Action, Assigned, ComposeSetText, Constraint, ConversationAddLabel, ConversationAssign,
    ConversationMention, ConversationSetStatus, Json, MessageSend, Time, Visibility,
};

use crate::capabilities::{AGENT, INTERNAL, MENTIONED, NO_BOT, TEAM, UNTIL};
use crate::view::{View, is_id};

use super::{Call, Parsed, REQUEST, set};

/// A call of the platform's API.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Request {
    pub(crate) method: &'static str,
    pub(crate) url: String,
    pub(crate) body: Option<Json>,
}

impl Request {
    pub(super) fn new(method: &'static str, kind: &str, id: &str, rest: &str) -> Self {
        Self { method, url: [ROOT, kind, "/", id, rest].concat(), body: None }
    }

    pub(super) fn with(self, body: impl Into<Json>) -> Self {
        Self { body: Some(body.into()), ..self }
    }

    /// `request({url, method, body})`.
    pub(crate) fn call(self) -> Call {
        let mut options = Object::default();
        options.text("url", &self.url).text("method", self.method);
        if let Some(body) = self.body {
            options.raw("body", body.as_str());
        }
        Call::new(REQUEST, vec![Json::from(&mut options)])
    }
}

const ROOT: &str = "/v1/";
pub(super) const CONVERSATIONS: &str = "conversations";
pub(super) const CUSTOMERS: &str = "customers";

/// `/v1/{kind}/{id}{rest}`, taken apart.
struct Place<'p> {
    kind: &'p str,
    id: &'p str,
    rest: &'p str,
}

impl<'p> Place<'p> {
    fn of(url: &'p str) -> Option<Self> {
        let (kind, inside) = url.strip_prefix(ROOT)?.split_once('/')?;
        let (id, rest) = inside.split_once('/').unwrap_or((inside, ""));
        is_id(id).then_some(Self { kind, id, rest })
    }
}

/// The action that a request is; `None` for one that no action is.
///
/// # Errors
///
/// When the request is none, or a member of a known body has the wrong type.
pub(super) fn parse(request: At<'_>) -> Result<Option<Parsed>, Corrupt> {
    let text = |name: &'static str| match request.get(name) {
        Some(value) => value.chars().ok_or_else(|| value.corrupt("a string")),
        None => Err(request.missing(name, "a string")),
    };
    let url = text("url")?;
    let method = match request.get("method") {
        Some(_) => text("method")?,
        None => return Ok(None),
    };
    let Some(place) = Place::of(&url) else { return Ok(None) };
    let body = request.get("body");
    if body.is_none() && (&*method, place.rest) == ("GET", "") {
        let owner = set::Owner::of(place.kind);
        return Ok(owner.map(|owner| Parsed::Reads(owner, place.id.to_owned())));
    }
    let Some(body) = body else { return Ok(None) };
    let action: Option<Action> = match (&*method, place.kind, place.rest) {
        ("POST", CONVERSATIONS, "notes") => parse_note(body)?,
        ("POST", CONVERSATIONS, "tags") => parse_add_label(body).map(Action::new),
        ("PUT", CONVERSATIONS, "") => match set::parse(place.id, body) {
            Some(set) => return Ok(Some(Parsed::Replaces(set))),
            None => parse_set_status(body)?.map(Action::new).or(parse_assign(body).map(Action::new)),
        },
        ("PATCH", CUSTOMERS, "") => {
            return Ok(set::parse_contact(place.id, body).map(Parsed::Replaces));
        }
        ("POST", CUSTOMERS, "drafts") => {
            let Some((conversation, data)) = parse_draft(body) else { return Ok(None) };
            return Ok(Some(Parsed::Action(Action::new(data).with_target(conversation))));
        }
        _ => None,
    };
    Ok(action.map(|action| Parsed::Action(action.with_target(place.id))))
}

/// The channels of which a draft needs nothing more than a text. One for WhatsApp must name the app that
/// sends it, which a context does not tell.
pub(crate) const DRAFT_CHANNELS: &[&str] =
    &["email", "sms", "chat", "facebook", "instagram", "twitter-dm", "twitter-tweet"];

/// The most a tweet can hold.
const TWEET: usize = 280;

/// POST `customers/{id}/drafts`: `create-draft-for-customer`.
pub(super) fn draft(view: &View, asked: &Asked<'_>) -> Result<Request, Refusal> {
    let conversation = view.conversation()?;
    let channel = view.channel()?;
    if !DRAFT_CHANNELS.contains(&channel) {
        return Err(Refusal::invalid("the conversation is not on one channel that a draft can be made for"));
    }
    if channel == "twitter-tweet" && asked.text(ComposeSetText::TEXT).encode_utf16().count() > TWEET {
        return Err(Refusal::limit(Constraint::form("text", "at most 280 UTF-16 units in a tweet")));
    }
    let mut body = Object::default();
    body.text("channel", channel)
        .text("conversation", conversation)
        .raw("body", asked.json(ComposeSetText::TEXT));
    Ok(Request::new("POST", CUSTOMERS, view.customer()?, "/drafts").with(&mut body))
}

fn parse_draft(body: At<'_>) -> Option<(String, ComposeSetText)> {
    if !only(body, &["channel", "conversation", "body"]) {
        return None;
    }
    let text = |name: &str| body.get(name)?.chars().map(String::from);
    DRAFT_CHANNELS.contains(&&*text("channel")?).then_some(())?;
    Some((text("conversation")?, ComposeSetText::default().with_text(text("body")?)))
}

/// POST `conversations/{id}/notes`: `create-note-within-conversation`. A note is never sent to a customer.
pub(super) fn note(view: &View, asked: &Asked<'_>) -> Result<Request, Refusal> {
    if !asked.is(MessageSend::VISIBILITY, "internal") {
        let mut refusal = INTERNAL.broken();
        refusal.instead = Some("compose.set_text".to_owned());
        return Err(refusal);
    }
    let mut body = Object::default();
    body.raw("body", asked.json(MessageSend::TEXT));
    Ok(Request::new("POST", CONVERSATIONS, view.conversation()?, "/notes").with(&mut body))
}

/// The same call with `userMentions`.
pub(super) fn mention(view: &View, asked: &Asked<'_>) -> Result<Request, Refusal> {
    let agent = match (asked.word(ConversationMention::AGENT), asked.get(ConversationMention::BOT)) {
        (Some(agent), None) if is_id(&agent) => agent,
        (Some(_), None) => return Err(MENTIONED.broken()),
        _ => return Err(Refusal::invalid("needs an agent; the host has no bots to mention")),
    };
    let user = Object::default().text("user", &agent).finish();
    let mut body = Object::default();
    body.raw("body", asked.json(ConversationMention::TEXT)).raw("userMentions", ["[", &user, "]"].concat());
    Ok(Request::new("POST", CONVERSATIONS, view.conversation()?, "/notes").with(&mut body))
}

/// `None` for a note with more to it.
fn parse_note(body: At<'_>) -> Result<Option<Action>, Corrupt> {
    let text = body.get("body").ok_or_else(|| body.missing("body", "a string"))?;
    let text = text.chars().ok_or_else(|| text.corrupt("a string"))?.into_owned();
    if only(body, &["body"]) {
        let mut data = MessageSend::default().with_text(text);
        data.visibility = Some(Visibility::Internal);
        return Ok(Some(Action::new(data)));
    }
    let mentions: Vec<At<'_>> = body.get("userMentions").into_iter().flat_map(|list| list.items()).collect();
    let user = match &mentions[..] {
        [one] if only(*one, &["user"]) => one.get("user").and_then(|user| user.chars()),
        _ => None,
    };
    Ok(user.filter(|_| only(body, &["body", "userMentions"])).map(|user| {
        let mut data = ConversationMention::default().with_text(text);
        data.agent = Some((&*user).into());
        Action::new(data)
    }))
}

/// The host's word and the model's.
const STATUS: &[(&str, &str)] = &[("open", "open"), ("snoozed", "snoozed"), ("done", "resolved")];

/// PUT `conversations/{id}`: `update-conversation`. Without `replace` in the query only what is named
/// changes.
pub(super) fn set_status(view: &View, asked: &Asked<'_>) -> Result<Request, Refusal> {
    let status = |(_, word): &&(&str, &str)| asked.is(ConversationSetStatus::STATUS, word);
    let host = STATUS.iter().find(status).map_or("", |(host, _)| host);
    let mut body = Object::default();
    body.text("status", host);
    match asked.time(ConversationSetStatus::UNTIL) {
        Some(until) if host == "snoozed" => {
            let mut time = String::new();
            until.push_with_precision(&mut time, 3);
            let snooze = Object::default().text("time", &time).text("status", "scheduled").finish();
            body.raw("snooze", snooze);
        }
        None if host != "snoozed" => {}
        _ => return Err(UNTIL.broken()),
    }
    Ok(Request::new("PUT", CONVERSATIONS, view.conversation()?, "").with(&mut body))
}

fn parse_set_status(body: At<'_>) -> Result<Option<ConversationSetStatus>, Corrupt> {
    let Some(status) = body.get("status") else { return Ok(None) };
    let text = status.chars().ok_or_else(|| status.corrupt("a string"))?;
    let Some((_, word)) = STATUS.iter().find(|(host, _)| *host == text) else { return Ok(None) };
    let mut data = ConversationSetStatus::default().with_status(*word);
    if let Some(snooze) = body.get("snooze") {
        let time = snooze.get("time").ok_or_else(|| snooze.missing("time", "a time"))?;
        let until = time.chars().and_then(|time| time.parse::<Time>().ok());
        data.until = Some(until.ok_or_else(|| time.corrupt("a time"))?);
        let is_plain = only(snooze, &["time", "status"]) && only(body, &["status", "snooze"]);
        return Ok(is_plain.then_some(data).filter(|_| *word == "snoozed"));
    }
    Ok(only(body, &["status"]).then_some(data))
}

/// PUT `conversations/{id}`: `update-conversation`. The list is written whole: whoever had the
/// conversation before has it no more.
pub(super) fn assign(view: &View, asked: &Asked<'_>) -> Result<Request, Refusal> {
    let mut body = Object::default();
    let who = [ConversationAssign::AGENT, ConversationAssign::BOT, ConversationAssign::TEAM];
    match who.map(|member| asked.get(member)) {
        [Some(agent), None, None] => body.raw("assignedUsers", assigned(AGENT, agent)?),
        [None, None, Some(team)] => body.raw("assignedTeams", assigned(TEAM, team)?),
        [None, Some(_), None] => return Err(NO_BOT.refusal("absent: the host has no bots to assign to")),
        _ => return Err(Refusal::invalid("needs exactly one of agent and team")),
    };
    Ok(Request::new("PUT", CONVERSATIONS, view.conversation()?, "").with(&mut body))
}

fn assigned(limit: Limit, who: At<'_>) -> Result<String, Refusal> {
    match who.chars() {
        None => Ok("[]".to_owned()),
        Some(id) if is_id(&id) => Ok(list([&*id])),
        Some(_) => Err(limit.broken()),
    }
}

/// `None` for several at once.
fn parse_assign(body: At<'_>) -> Option<ConversationAssign> {
    let who = |name: &str| {
        let ids = body.get(name).filter(|ids| only(body, &[name]) && ids.kind() == JsonKind::Array)?;
        let ids: Vec<At<'_>> = ids.items().collect();
        match &ids[..] {
            [] => Some(None),
            [one] => one.chars().map(|id| Some(id.into_owned())),
            _ => None,
        }
    };
    let mut data = ConversationAssign::default();
    if let Some(agent) = who("assignedUsers") {
        data.agent = Some(agent.map_or(Assigned::Nobody, |id| Assigned::To(id.into())));
    } else {
        data.team = Some(who("assignedTeams")?.map_or(Assigned::Nobody, |id| Assigned::To(id.into())));
    }
    Some(data)
}

/// POST `conversations/{id}/tags`: `append-tags-to-conversation`. By name or id; a new name is a new tag.
pub(super) fn add_label(view: &View, asked: &Asked<'_>) -> Result<Request, Refusal> {
    let tags = Json::from_text(["[", asked.json(ConversationAddLabel::LABEL), "]"].concat());
    Ok(Request::new("POST", CONVERSATIONS, view.conversation()?, "/tags").with(tags))
}

/// `None` for several at once.
fn parse_add_label(body: At<'_>) -> Option<ConversationAddLabel> {
    let tags: Vec<At<'_>> = body.items().collect();
    match &tags[..] {
        [one] => Some(ConversationAddLabel::default().with_label(one.chars()?.into_owned())),
        _ => None,
    }
}

/// Whether an object has these members and no other.
pub(super) fn only(at: At<'_>, names: &[&str]) -> bool {
    names.iter().all(|name| at.get(name).is_some())
        && at.members().all(|(key, _)| names.iter().any(|name| key.is(name)))
}
