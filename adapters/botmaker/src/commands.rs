//! Botmaker's three actions, there and back.
//!
//! Source: `botmaker-com/custom-widgets-example`, state of 2026-02-11, read 2026-11-21.

use onepane_core::Refusal;
#[cfg(feature = "emulator")]
use onepane_map::{At, Corrupt};
use onepane_model::text::push_literal;
use onepane_model::{Action, ActionData, Json, RequestId};
#[cfg(feature = "emulator")]
use onepane_model::{ComposeSetText, MessageSend, TicketOpen};

use crate::config::{Config, Dialect};
use crate::map::ACTION;

/// Where an action belongs, and what it carries.
struct Command<'a> {
    action: &'static str,
    screen: &'static str,
    /// The payload's only member and its text.
    payload: (&'static str, &'a str),
}

/// The host's name of each action and the screen it belongs to.
const FILL_INPUT: (&str, &str, &str) = ("fillInput", "CHATS", "text");
const SEND_MESSAGE: (&str, &str, &str) = ("sendMessage", "CHATS", "text");
const NAVIGATE: (&str, &str, &str) = ("navigateToTicket", "TICKETS", "ticketCode");

/// The message that asks the host for an action.
pub(crate) fn encode(config: &Config, id: &RequestId, action: &Action) -> Result<Json, Refusal> {
    let (name, text) = match &action.data {
        ActionData::ComposeSetText(data) => (FILL_INPUT, data.text.as_str()),
        ActionData::MessageSend(data) => (SEND_MESSAGE, data.text.as_str()),
        ActionData::TicketOpen(data) => (NAVIGATE, data.code.as_str()),
        _ => return Err(Refusal::invalid("Botmaker has no such action")),
    };
    let command = Command { action: name.0, screen: name.1, payload: (name.2, text) };
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
    member("action", command.action);
    member("screen", command.screen);
    member("requestId", id.as_str());
    out.push_str(",\"payload\":{");
    push_literal(&mut out, command.payload.0);
    out.push(':');
    push_literal(&mut out, command.payload.1);
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
    let data = if name == FILL_INPUT.0 {
        ActionData::from(ComposeSetText::default().with_text(text(payload, FILL_INPUT.2)?))
    } else if name == SEND_MESSAGE.0 {
        MessageSend::default().with_text(text(payload, SEND_MESSAGE.2)?).into()
    } else if name == NAVIGATE.0 {
        TicketOpen::default().with_code(text(payload, NAVIGATE.2)?).into()
    } else {
        return Ok(None);
    };
    Ok(Some(Action::new(data).with_id(id)))
}

/// The screen that an action of the widget names, and the one it belongs to.
#[cfg(feature = "emulator")]
pub(crate) fn screens(message: At<'_>) -> (Option<String>, Option<&'static str>) {
    let name = message.get("action").and_then(|name| name.chars());
    let home = [FILL_INPUT, SEND_MESSAGE, NAVIGATE]
        .iter()
        .find(|(action, ..)| name.as_deref() == Some(*action))
        .map(|(_, screen, _)| *screen);
    (message.get("screen").and_then(|screen| screen.chars()).map(String::from), home)
}
