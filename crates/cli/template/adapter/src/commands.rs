//! __Title__'s actions, there and back.
//!
//! Source: an example protocol, made up to begin with. Name here the vendor's page that each action follows,
//! and the day on which it was read.

use onepane_core::json::Object;
use onepane_core::{Asked, Refusal};
#[cfg(feature = "emulator")]
use onepane_map::{At, Corrupt};
#[cfg(feature = "emulator")]
use onepane_model::Action;
use onepane_model::{ActionKind, ComposeSetText, Json, RequestId};

use crate::map::ACTION;

/// The host's name of each action.
const INSERT_TEXT: &str = "insertText";

/// The message that asks the host for an action.
pub(crate) fn encode(id: &RequestId, asked: &Asked<'_>) -> Result<Json, Refusal> {
    let (name, text) = match asked.kind() {
        ActionKind::ComposeSetText => (INSERT_TEXT, asked.json(ComposeSetText::TEXT)),
        _ => return Err(Refusal::invalid("__Title__ has no such action")),
    };
    let message = Object::default()
        .text("type", ACTION)
        .text("action", name)
        .text("id", id.as_str())
        .raw("payload", Object::default().raw("text", text).finish())
        .finish();
    Ok(Json::from_text(message))
}

/// The action that a message of the widget asks for; `None` for a name that the host does not have.
#[cfg(feature = "emulator")]
pub(crate) fn parse(message: At<'_>) -> Result<Option<Action>, Corrupt> {
    let text = |at: At<'_>, key: &'static str| {
        let value = at.get(key).ok_or_else(|| at.missing(key, "a string"))?;
        value.chars().map(String::from).ok_or_else(|| value.corrupt("a string"))
    };
    let id = text(message, "id")?;
    let payload = message.get("payload").ok_or_else(|| message.missing("payload", "an object"))?;
    let action = match text(message, "action")?.as_str() {
        INSERT_TEXT => Action::new(ComposeSetText::default().with_text(text(payload, "text")?)),
        _ => return Ok(None),
    };
    Ok(Some(action.with_id(id)))
}
