//! __Title__'s actions, there and back.
//!
//! Source: an example protocol, made up to begin with. Name here the vendor's page that each action follows,
//! and the day on which it was read.

use onepane_core::Refusal;
use onepane_core::json::Object;
#[cfg(feature = "emulator")]
use onepane_map::{At, Corrupt};
use onepane_model::{Action, ActionData, Json, RequestId};

use crate::map::ACTION;

/// The host's name of each action.
const INSERT_TEXT: &str = "insertText";

/// The message that asks the host for an action.
pub(crate) fn encode(id: &RequestId, action: &Action) -> Result<Json, Refusal> {
    let (name, payload) = match &action.data {
        ActionData::ComposeSetText(data) => (INSERT_TEXT, Object::default().text("text", &data.text)),
        _ => return Err(Refusal::invalid("__Title__ has no such action")),
    };
    let message = Object::default()
        .text("type", ACTION)
        .text("action", name)
        .text("id", id.as_str())
        .raw("payload", payload.finish());
    Ok(Json::from_text(message.finish()))
}

/// The action that a message of the widget asks for; `None` for a name that the host does not have.
#[cfg(feature = "emulator")]
pub(crate) fn parse(message: At<'_>) -> Result<Option<Action>, Corrupt> {
    use onepane_model::ComposeSetText;

    let text = |at: At<'_>, key: &'static str| {
        let value = at.get(key).ok_or_else(|| at.missing(key, "a string"))?;
        value.chars().map(String::from).ok_or_else(|| value.corrupt("a string"))
    };
    let id = text(message, "id")?;
    let payload = message.get("payload").ok_or_else(|| message.missing("payload", "an object"))?;
    let data: ActionData = match text(message, "action")?.as_str() {
        INSERT_TEXT => ComposeSetText::default().with_text(text(payload, "text")?).into(),
        _ => return Ok(None),
    };
    Ok(Some(Action::new(data).with_id(id)))
}
