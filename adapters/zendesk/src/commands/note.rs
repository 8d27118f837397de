//! Notes: comments that are not public, by the host's API over its proxy, as the agent. They are saved at once.
//!
//! Source: `developer.zendesk.com/rest_api/docs/core/ticket_comments` ("Creating ticket comments") and "Making API
//! requests from a Zendesk app", read 2026-11-21.

use onepane_core::json::Object;
use onepane_core::{Asked, Refusal, Rule};
use onepane_map::{At, Index};
use onepane_model::{Action, ConversationId, MessageSend, Visibility};

use crate::view::View;

use super::{Command, is_id, only};

const TICKETS: &str = "/api/v2/tickets/";

/// PUT `/api/v2/tickets/{id}.json`.
pub(super) fn write(view: &View, asked: &Asked<'_>) -> Result<Command, Refusal> {
    let Some(ticket) = view.ticket.as_ref().map(ConversationId::as_str).filter(|ticket| is_id(ticket)) else {
        let need = Rule::Needs("conversation".to_owned());
        return Err(Refusal::new(need, "needs a ticket that has been saved, and none is in view"));
    };
    let comment =
        Object::default().raw("body", asked.json(MessageSend::TEXT)).raw("public", "false").finish();
    let body = Object::default().raw("ticket", Object::default().raw("comment", comment).finish()).finish();
    let mut options = Object::default();
    options
        .text("url", &[TICKETS, ticket, ".json"].concat())
        .text("type", "PUT")
        .text("contentType", "application/json")
        .text("data", &body);
    Ok(Command::Proxied(options.finish()))
}

/// The note that a request over the proxy is; `None` for anything else.
pub(super) fn parse(options: At<'_>) -> Option<Action> {
    let text = |name: &str| options.get(name)?.chars();
    let url = text("url")?;
    let ticket = url.strip_prefix(TICKETS)?.strip_suffix(".json").filter(|ticket| is_id(ticket))?;
    let is_json = text("type")? == "PUT" && text("contentType")? == "application/json";
    if !is_json || options.unique().len() != 4 {
        return None;
    }
    let body = text("data")?;
    let body = Index::parse(&body).ok()?;
    let (ticket_key, changes) = only(body.root())?;
    let (comment_key, comment) = only(changes)?;
    let is_note = ticket_key == "ticket" && comment_key == "comment" && comment.unique().len() == 2;
    let is_note = is_note && comment.get("public")?.bool() == Some(false);
    let mut data = MessageSend::default().with_text(comment.get("body")?.chars()?.into_owned());
    data.visibility = Some(Visibility::Internal);
    is_note.then(|| Action::new(data).with_target(ticket))
}
