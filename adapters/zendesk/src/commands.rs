//! Actions as the framework's requests, and back.
//!
//! Each action has two functions side by side: one makes the request, the other reads it back for the emulator. A
//! `set` changes the form before the agent, who saves it or does not; nothing here saves a ticket.
//!
//! Source: `developer.zendesk.com/api-reference/apps`: core API (actions), support API ("all locations", "ticket
//! sidebar"), read 2026-11-21; what their excerpts leave open, from public apps, is named beside the function.

mod invoke;
mod note;
mod set;

use onepane_core::json::{Object, json, list};
use onepane_core::{Refusal, Rule};
use onepane_map::{At, Index, JsonKind};
use onepane_model::{Action, ActionData, Constraint, EventReply, HostCall, Json, Speaker, Visibility};

use crate::capabilities::{ARGS, CALLS, REASON};
use crate::view::View;

/// What an action becomes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Command {
    /// The question for the values of all paths.
    Context,
    /// `get`, `set` or `invoke`, with its `params` as JSON text.
    Request(&'static str, String),
    /// A request over the host's HTTP proxy, with its options as JSON text.
    Proxied(String),
    /// The answer to an event for which the host waits; an error, as JSON text, where it may not go on.
    Reply(String, Option<String>),
}

/// What makes the host do what an action asks.
pub(crate) fn encode(view: &View, action: &Action) -> Result<Command, Refusal> {
    let request = match &action.data {
        ActionData::ContextRefresh(_) => return Ok(Command::Context),
        ActionData::EventReply(data) => return reply(data),
        ActionData::HostCall(data) => return host_call(view, data),
        ActionData::ConversationSetStatus(data) => set::status(data)?,
        ActionData::ConversationSetPriority(data) => set::priority(data)?,
        ActionData::ConversationAssign(data) => set::assignee(data)?,
        ActionData::ConversationSetAttribute(data) => set::attribute(data)?,
        ActionData::ComposeSetText(data) => invoke::append(data)?,
        ActionData::MessageSend(data) if data.visibility == Some(Visibility::Internal) => {
            note::write(view, data)?
        }
        ActionData::MessageSend(data) => invoke::send(data)?,
        ActionData::TicketOpen(data) => invoke::route(data)?,
        ActionData::ConversationAddLabel(data) => invoke::tag(data),
        ActionData::PanelOpen(_) => invoke::popover("show"),
        ActionData::PanelClose(_) => invoke::popover("hide"),
        ActionData::PanelResize(data) => invoke::resize(data)?,
        ActionData::NotificationShow(data) => invoke::notify(data)?,
        _ => return Err(Refusal::invalid("the framework has no such request")),
    };
    Ok(request)
}

/// The action that a request asks for; `None` for one that the framework does not take.
pub(crate) fn parse(view: &View, kind: &str, params: At<'_>) -> Option<ActionData> {
    let call = |name: &str| {
        let mut data = HostCall::default().with_name(name);
        data.args = Some(json(params));
        data.into()
    };
    match kind {
        "get" => {
            let texts: Option<Vec<_>> = params.items().map(|path| path.chars()).collect();
            let texts = texts.filter(|_| params.kind() == JsonKind::Array)?;
            if texts.iter().eq(&context_paths(view)) {
                return Some(ActionData::ContextRefresh(Default::default()));
            }
            Some(call("get"))
        }
        "set" if params.kind() == JsonKind::Object => Some(set::parse(params).unwrap_or_else(|| call("set"))),
        "invoke" if params.kind() == JsonKind::Object => {
            let lists = params.members().all(|(_, args)| args.kind() == JsonKind::Array);
            lists.then(|| invoke::parse(params).unwrap_or_else(|| call("invoke")))
        }
        _ => None,
    }
}

/// The action that a request over the proxy asks for; `None` for one without a URL.
pub(crate) fn parse_proxied(options: At<'_>) -> Option<Action> {
    options.get("url")?.chars()?;
    Some(note::parse(options).unwrap_or_else(|| {
        let mut data = HostCall::default().with_name("request");
        data.args = Some(json(options));
        Action::new(data)
    }))
}

/// The paths that a widget in this place asks for.
pub(crate) fn context_paths(view: &View) -> Vec<&'static str> {
    let prefixes = view.prefixes();
    crate::map::paths()
        .into_iter()
        .filter(|path| prefixes.iter().any(|prefix| path.starts_with(prefix)))
        .collect()
}

/// The `params` that ask for them.
pub(crate) fn context(view: &View) -> String {
    list(context_paths(view))
}

/// `iframe.reply:NAME`. The vendor's client sends what a handler refused with: a text, or `false` for no words.
fn reply(data: &EventReply) -> Result<Command, Refusal> {
    let error = match (data.ok, &data.reason) {
        (true, None) => None,
        (true, Some(_)) => return Err(form(REASON)),
        (false, Some(reason)) => Some(Json::string(reason).as_str().to_owned()),
        (false, None) => Some("false".to_owned()),
    };
    Ok(Command::Reply(data.to.to_string(), error))
}

/// The answer that a reply to an event gives.
pub(crate) fn parse_reply(event: &str, message: At<'_>) -> ActionData {
    let error = message.get("error").filter(|error| !error.is_null());
    let mut data = EventReply::default().with_to(event).with_ok(error.is_none());
    data.reason = error.and_then(|error| error.get("msg")?.chars()).map(String::from);
    data.into()
}

/// A request of the framework under its own name, unless an action has it.
fn host_call(view: &View, data: &HostCall) -> Result<Command, Refusal> {
    let Some(kind) = CALLS.iter().find(|name| **name == data.name) else {
        return Err(limit(Constraint::one_of("name", CALLS)));
    };
    let args = data.args.as_ref().map_or("null", Json::as_str);
    let index = Index::parse(args).map_err(|_| form(ARGS))?;
    let params = json(index.root()).as_str().to_owned();
    let asked = match *kind {
        "request" => parse_proxied(index.root()).map(|action| action.data),
        kind => parse(view, kind, index.root()),
    };
    match asked {
        Some(ActionData::HostCall(_)) if *kind == "request" => Ok(Command::Proxied(params)),
        Some(ActionData::HostCall(_)) => Ok(Command::Request(kind, params)),
        Some(neutral) => {
            let mut refusal = Refusal::invalid("this request has an action of its own");
            refusal.instead = neutral.kind().map(|kind| kind.as_str().to_owned());
            Err(refusal)
        }
        None => Err(form(ARGS)),
    }
}

/// Whether a text is an id of this host's: a number.
pub(crate) fn is_id(text: &str) -> bool {
    (1..=20).contains(&text.len()) && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// An object of one member; JSON text.
fn one(key: &str, value: impl AsRef<str>) -> String {
    Object::default().raw(key, value).finish()
}

/// The only member of an object.
fn only(at: At<'_>) -> Option<(String, At<'_>)> {
    let mut members = at.unique().into_iter();
    let (key, value) = members.next()?;
    members.next().is_none().then(|| (key.into_owned(), value))
}

fn form((field, words): (&'static str, &'static str)) -> Refusal {
    limit(Constraint::form(field, words))
}

fn one_of(field: &'static str, words: &[&str]) -> Refusal {
    limit(Constraint::one_of(field, words))
}

fn limit(constraint: Constraint) -> Refusal {
    let reason = constraint.to_string();
    Refusal::new(Rule::Limit(Box::new(constraint)), reason)
}

fn as_agent(speaker: Option<&Speaker>) -> Result<(), Refusal> {
    match speaker {
        None | Some(Speaker::Agent) => Ok(()),
        Some(_) => Err(one_of("as", &["agent"])),
    }
}
