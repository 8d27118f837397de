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
use onepane_core::{Asked, Refusal};
use onepane_map::{At, JsonKind};
use onepane_model::{Action, ActionKind, ContextRefresh, EventReply, HostCall, MessageSend};

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
pub(crate) fn encode(view: &View, asked: &Asked<'_>) -> Result<Command, Refusal> {
    match asked.kind() {
        ActionKind::ContextRefresh => Ok(Command::Context),
        ActionKind::EventReply => reply(asked),
        ActionKind::HostCall => host_call(view, asked),
        ActionKind::ConversationSetStatus => set::status(asked),
        ActionKind::ConversationSetPriority => set::priority(asked),
        ActionKind::ConversationAssign => set::assignee(asked),
        ActionKind::ConversationSetAttribute => set::attribute(asked),
        ActionKind::ComposeSetText => Ok(invoke::append(asked)),
        ActionKind::MessageSend if asked.is(MessageSend::VISIBILITY, "internal") => note::write(view, asked),
        ActionKind::MessageSend => Ok(invoke::send(asked)),
        ActionKind::TicketOpen => invoke::route(asked),
        ActionKind::ConversationAddLabel => Ok(invoke::tag(asked)),
        ActionKind::PanelOpen => Ok(invoke::popover("show")),
        ActionKind::PanelClose => Ok(invoke::popover("hide")),
        ActionKind::PanelResize => invoke::resize(asked),
        ActionKind::NotificationShow => Ok(invoke::notify(asked)),
        _ => Err(Refusal::invalid("the framework has no such request")),
    }
}

/// The action that a request asks for; `None` for one that the framework does not take.
pub(crate) fn parse(view: &View, kind: &str, params: At<'_>) -> Option<Action> {
    let call = |name| by_name(name, params);
    match kind {
        "get" => {
            let texts: Option<Vec<_>> = params.items().map(|path| path.chars()).collect();
            let texts = texts.filter(|_| params.kind() == JsonKind::Array)?;
            if texts.iter().eq(&context_paths(view)) {
                return Some(Action::new(ContextRefresh::default()));
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
    Some(note::parse(options).unwrap_or_else(|| by_name("request", options)))
}

/// A request that no action makes.
fn by_name(name: &str, args: At<'_>) -> Action {
    Action::new(HostCall::default().with_name(name).with_args(json(args)))
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
fn reply(asked: &Asked<'_>) -> Result<Command, Refusal> {
    let error = match (asked.is_set(EventReply::OK), asked.get(EventReply::REASON)) {
        (true, None) => None,
        (true, Some(_)) => return Err(REASON.broken()),
        (false, Some(reason)) => Some(reason.raw().to_owned()),
        (false, None) => Some("false".to_owned()),
    };
    Ok(Command::Reply(asked.text(EventReply::TO).into_owned(), error))
}

/// The answer that a reply to an event gives.
pub(crate) fn parse_reply(event: &str, message: At<'_>) -> Action {
    let error = message.get("error").filter(|error| !error.is_null());
    let mut data = EventReply::default().with_to(event).with_ok(error.is_none());
    data.reason = error.and_then(|error| error.get("msg")?.chars()).map(String::from);
    Action::new(data)
}

/// A request of the framework under its own name, unless an action has it.
fn host_call(view: &View, asked: &Asked<'_>) -> Result<Command, Refusal> {
    let kind = CALLS.iter().find(|name| asked.is(HostCall::NAME, name)).copied().unwrap_or_default();
    let args = asked.get(HostCall::ARGS).ok_or_else(|| ARGS.broken())?;
    let meant = if kind == "request" { parse_proxied(args) } else { parse(view, kind, args) };
    let meant = meant.and_then(|action| action.kind()).ok_or_else(|| ARGS.broken())?;
    if meant != ActionKind::HostCall {
        let mut refusal = Refusal::invalid("this request has an action of its own");
        refusal.instead = Some(meant.as_str().to_owned());
        return Err(refusal);
    }
    let args = json(args).as_str().to_owned();
    Ok(if kind == "request" { Command::Proxied(args) } else { Command::Request(kind, args) })
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
