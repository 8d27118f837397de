//! Botmaker's three actions, there and back.
//!
//! Source: `botmaker-com/custom-widgets-example`, state of 2026-02-11, read 2026-11-21.

#[cfg(feature = "emulator")]
use onepane_core::json::Object;
use onepane_core::{Asked, Refusal};
#[cfg(feature = "emulator")]
use onepane_map::{At, Corrupt};
#[cfg(feature = "emulator")]
use onepane_model::Action;
use onepane_model::record::Member;
use onepane_model::text::push_literal;
use onepane_model::{ActionKind, ComposeSetText, Json, MessageSend, RequestId, TicketOpen};

use crate::config::{Config, Dialect};
use crate::map::ACTION;

/// What an action is at the host.
struct Command {
    kind: ActionKind,
    /// The host's name of it.
    name: &'static str,
    /// The screen it belongs to.
    screen: &'static str,
    /// The payload's only member, and whose text it has.
    payload: (&'static str, &'static Member),
}

const COMMANDS: &[Command] = &[
    Command {
        kind: ActionKind::ComposeSetText,
        name: "fillInput",
        screen: "CHATS",
        payload: ("text", ComposeSetText::TEXT),
    },
    Command {
        kind: ActionKind::MessageSend,
        name: "sendMessage",
        screen: "CHATS",
        payload: ("text", MessageSend::TEXT),
    },
    Command {
        kind: ActionKind::TicketOpen,
        name: "navigateToTicket",
        screen: "TICKETS",
        payload: ("ticketCode", TicketOpen::CODE),
    },
];

/// The message that asks the host for an action.
pub(crate) fn encode(config: &Config, id: &RequestId, asked: &Asked<'_>) -> Result<Json, Refusal> {
    let Some(command) = COMMANDS.iter().find(|command| command.kind == asked.kind()) else {
        return Err(Refusal::invalid("Botmaker has no such action"));
    };
    let mut out = String::from("{");
    let mut member = |key: &str, value: &str| {
        if out.len() > 1 {
            out.push(',');
        }
        push_literal(&mut out, key);
        out.push(':');
        push_literal(&mut out, value);
    };
    member("messageType", ACTION);
    member("widgetName", &config.widget_name);
    if config.dialect == Dialect::WidgetId {
        member("widgetId", &config.widget_name);
    }
    member("action", command.name);
    member("screen", command.screen);
    member("requestId", id.as_str());
    out.push_str(",\"payload\":{");
    push_literal(&mut out, command.payload.0);
    out.push(':');
    out.push_str(asked.json(command.payload.1));
    out.push_str("}}");
    Ok(Json::from_text(out))
}

/// The action that a message of the widget asks for; `None` for a name that the host does not have.
#[cfg(feature = "emulator")]
pub(crate) fn parse(message: At<'_>) -> Result<Option<Action>, Corrupt> {
    let text = |at: At<'_>, key: &'static str| {
        let value = at.get(key).ok_or_else(|| at.missing(key, "a string"))?;
        value.chars().map(String::from).ok_or_else(|| value.corrupt("a string"))
    };
    let name = text(message, "action")?;
    let id = text(message, "requestId")?;
    let payload = message.get("payload").ok_or_else(|| message.missing("payload", "an object"))?;
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else { return Ok(None) };
    let (key, member) = command.payload;
    let data = Json::from(Object::default().text(member.name(), &text(payload, key)?));
    Ok(Some(Action::from_parts(command.kind.as_str(), data).with_id(id)))
}

/// The screen that an action of the widget names, and the one it belongs to.
#[cfg(feature = "emulator")]
pub(crate) fn screens(message: At<'_>) -> (Option<String>, Option<&'static str>) {
    let name = message.get("action").and_then(|name| name.chars());
    let home = COMMANDS.iter().find(|command| name.as_deref() == Some(command.name));
    let home = home.map(|command| command.screen);
    (message.get("screen").and_then(|screen| screen.chars()).map(String::from), home)
}
