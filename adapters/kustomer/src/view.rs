//! What the agent has before them, as far as the last context told it.

use onepane_core::{Refusal, Rule};
use onepane_map::{At, JsonKind};
use onepane_model::ConversationId;

use crate::map::{is_record, item_name};

/// What the agent has before them. Gone when the last context does not have it any more.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct View {
    pub(crate) conversation: Option<ConversationId>,
    pub(crate) customer: Option<String>,
    /// The host's word of the conversation's channel, where it is only one.
    pub(crate) channel: Option<String>,
    /// The organization that a record names.
    pub(crate) organization: Option<String>,
}

impl View {
    /// The view that a context gives, whatever shape it has.
    pub(crate) fn of(context: Option<At<'_>>) -> Self {
        let shown = |name| context.and_then(|context| find(context, name));
        let (customer, conversation) = (shown("customer"), shown("conversation"));
        let related =
            |record: Option<At<'_>>, name| id(record?.find(&["relationships", name, "data", "id"])?);
        Self {
            conversation: conversation.and_then(|at| id(at.get("id")?)).map(ConversationId::from),
            customer: customer.and_then(|at| id(at.get("id")?)).or_else(|| related(conversation, "customer")),
            channel: conversation.and_then(channel),
            organization: related(customer, "org").or_else(|| related(conversation, "org")),
        }
    }

    /// The conversation's id, as a step of a path.
    pub(crate) fn conversation(&self) -> Result<&str, Refusal> {
        step(self.conversation.as_ref().map(ConversationId::as_str), "conversation")
    }

    /// The customer's id, as a step of a path.
    pub(crate) fn customer(&self) -> Result<&str, Refusal> {
        step(self.customer.as_deref(), "contact")
    }

    /// The host's word of the conversation's only channel.
    pub(crate) fn channel(&self) -> Result<&str, Refusal> {
        self.channel.as_deref().ok_or_else(|| {
            let reason = "needs a conversation on one channel, and the host names none or several";
            Refusal::new(Rule::Needs("channel".to_owned()), reason)
        })
    }
}

/// The record of this name in a context.
fn find<'i>(context: At<'i>, name: &str) -> Option<At<'i>> {
    let filled = |at: &At<'_>| at.kind() == JsonKind::Object && !at.is_empty();
    match context.kind() {
        JsonKind::Array => {
            let among = context.items().find(|item| item_name(*item) == Some("records"));
            among
                .and_then(|among| among.get(name))
                .filter(filled)
                .or_else(|| context.items().find(|item| is_record(*item, name)))
        }
        _ if is_record(context, name) => Some(context),
        _ => context.get(name).filter(filled),
    }
}

fn channel(conversation: At<'_>) -> Option<String> {
    let attributes = conversation.get("attributes").unwrap_or(conversation);
    let mut channels = attributes.get("channels")?.items();
    let only = channels.next()?.chars()?.into_owned();
    channels.next().is_none().then_some(only)
}

fn id(at: At<'_>) -> Option<String> {
    match at.kind() {
        JsonKind::Number => Some(at.raw().to_owned()),
        _ => at.chars().map(String::from),
    }
}

/// An id that can stand in a path: nothing in it leads elsewhere.
pub(crate) fn is_id(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (1..=64).contains(&text.len()) && text.bytes().all(plain)
}

fn step<'v>(id: Option<&'v str>, what: &'static str) -> Result<&'v str, Refusal> {
    id.filter(|id| is_id(id)).ok_or_else(|| {
        Refusal::new(
            Rule::Needs(what.to_owned()),
            ["needs a ", what, " with an id, and none is in view"].concat(),
        )
    })
}
