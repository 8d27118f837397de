//! What the agent has before them, as far as the host has told: what actions are judged by.

use onepane_core::json::holds;
use onepane_map::{At, JsonKind};
use onepane_model::ConversationId;

use crate::map::{ANSWER, CONTEXT_UPDATED, REGISTERED};

/// Where the widget stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct View {
    /// The ticket. Absent elsewhere, and for one that has not been saved yet.
    pub(crate) ticket: Option<ConversationId>,
    /// The host's word of the place.
    pub(crate) location: Option<String>,
}

impl View {
    /// Takes over what a notice or an answer says, given as the tables' document.
    pub(crate) fn observe(&mut self, name: &str, document: At<'_>) {
        let Some(message) = document.get("message") else { return };
        match name {
            REGISTERED => self.context(message.get("context")),
            CONTEXT_UPDATED => self.context(Some(message)),
            ANSWER => self.answer(message.get("ticket.id")),
            _ => {}
        }
    }

    /// Takes over what an answer says of the ticket's id.
    pub(crate) fn answer(&mut self, ticket: Option<At<'_>>) {
        if let Some(ticket) = ticket.and_then(id) {
            self.ticket = Some(ticket.into());
        }
    }

    fn context(&mut self, context: Option<At<'_>>) {
        let text = |keys: &[&str]| context.and_then(|at| at.find(keys)?.chars().map(String::from));
        *self = Self {
            ticket: context.and_then(|at| id(at.get("ticketId")?)).map(ConversationId::from),
            location: text(&["location"]),
        };
    }

    /// Whether there is a ticket to do something with.
    pub(crate) fn has_ticket(&self) -> bool {
        self.ticket.is_some() || self.location.as_deref().is_some_and(|location| holds(location, "ticket"))
    }

    /// What the paths begin with that the host knows in this place.
    pub(crate) fn prefixes(&self) -> &'static [&'static str] {
        match self.location.as_deref() {
            _ if self.has_ticket() => &["ticket.", "currentUser."],
            Some("user_sidebar") => &["user.", "currentUser."],
            Some("organization_sidebar") => &["organization.", "currentUser."],
            _ => &["currentUser."],
        }
    }
}

/// The account's subdomain that a context names.
pub(crate) fn told_account(context: Option<At<'_>>) -> Option<String> {
    context.and_then(|at| at.find(&["account", "subdomain"])?.chars().map(String::from))
}

/// An id as the model has it.
fn id(at: At<'_>) -> Option<String> {
    match at.kind() {
        JsonKind::Number => Some(at.raw().to_owned()),
        _ => at.chars().map(String::from),
    }
}
