//! What the agent has before them, as far as the host has told: what actions are judged by.

use onepane_core::json::Object;
use onepane_core::{Refusal, Rule};
use onepane_map::At;
use onepane_model::{ConversationId, Json};

use crate::commands::{Request, is_id};

/// What the agent has before them. Ids are claims, and only numbers get into a path.
#[derive(Debug, Clone, Default)]
pub(crate) struct View {
    pub(crate) account: Option<String>,
    pub(crate) conversation: Option<ConversationId>,
    pub(crate) contact: Option<String>,
    /// Whether the widget runs in the mobile app, which spells the keys of attributes in its own way.
    pub(crate) mobile: bool,
    /// The keys of the contact's attributes in that spelling.
    folded_keys: Vec<String>,
}

impl View {
    /// Nothing in view yet.
    pub(crate) fn of(account: Option<String>) -> Self {
        Self { account, ..Self::default() }
    }

    /// Takes over what an `appContext` says; `account` is the configured one.
    pub(crate) fn observe(&mut self, data: At<'_>, account: Option<&str>) {
        let [conversation, contact, agent, mobile_agent] =
            data.pick(["conversation", "contact", "currentAgent", "current_agent"]);
        let [conversation_id, told, meta] =
            conversation.map_or([None; 3], |at| at.pick(["id", "account_id", "meta"]));
        let sender = meta.and_then(|meta| meta.get("sender"));
        self.account = account.map(str::to_owned).or_else(|| told.and_then(account_of));
        self.conversation = conversation_id.and_then(id).map(ConversationId::from);
        self.contact =
            [contact, sender].into_iter().flatten().find_map(|record| record.get("id").and_then(id));
        match (agent, mobile_agent) {
            (Some(_), _) => self.mobile = false,
            (None, Some(_)) => self.mobile = true,
            (None, None) => {}
        }
        self.folded_keys.clear();
        if self.mobile {
            for record in [contact, sender] {
                let Some(attributes) = record.and_then(|at| at.get("custom_attributes")) else { continue };
                for (key, _) in attributes.members() {
                    self.folded_keys.push(key.to_cow().into_owned());
                }
            }
        }
    }

    /// Refuses a key that was read in the mobile app: whether the contact's own key is spelled so cannot
    /// be known, and a wrong one would make a second attribute.
    pub(crate) fn check_contact_key(&self, key: &str) -> Result<(), Refusal> {
        if self.folded_keys.iter().any(|folded| folded == key) {
            return Err(Refusal::new(
                Rule::NeedsCurrentValue,
                "the mobile app changes the keys of attributes, and this one was read there",
            ));
        }
        Ok(())
    }

    /// Whether a conversation is in view that a call can name.
    pub(crate) fn has_conversation(&self) -> bool {
        self.conversation.as_ref().is_some_and(|id| is_id(id.as_str()))
    }

    /// Whether a contact is in view that a call can name.
    pub(crate) fn has_contact(&self) -> bool {
        self.contact.as_deref().is_some_and(is_id)
    }

    /// A call about the conversation in view.
    pub(crate) fn on_conversation(&self, method: &'static str, rest: &str) -> Result<Request, Refusal> {
        let id = self.conversation.as_ref().map(ConversationId::as_str);
        self.request(
            method,
            "conversations",
            id.filter(|id| is_id(id)).ok_or_else(|| none("conversation", "a conversation"))?,
            rest,
        )
    }

    /// A call about the contact in view.
    pub(crate) fn on_contact(&self, method: &'static str, rest: &str) -> Result<Request, Refusal> {
        let id = self.contact.as_deref().filter(|id| is_id(id));
        self.request(method, "contacts", id.ok_or_else(|| none("contact", "a contact"))?, rest)
    }

    /// A call about something of the account's.
    pub(crate) fn request(
        &self,
        method: &'static str,
        kind: &str,
        id: &str,
        rest: &str,
    ) -> Result<Request, Refusal> {
        let account = self.account.as_deref().ok_or_else(|| none("account", "an account"))?;
        let slash = if rest.is_empty() { "" } else { "/" };
        let path = ["/api/v1/accounts/", account, "/", kind, "/", id, slash, rest].concat();
        Ok(Request { method, path, body: None })
    }
}

impl Request {
    /// The same with a body.
    pub(crate) fn with(mut self, body: &mut Object) -> Self {
        self.body = Some(Json::from(body));
        self
    }
}

/// The account that an `appContext` names, if it is a number.
pub(crate) fn told_account(data: At<'_>) -> Option<String> {
    data.find(&["conversation", "account_id"]).and_then(account_of)
}

fn account_of(at: At<'_>) -> Option<String> {
    id(at).filter(|account| is_id(account))
}

/// An id as the model has it.
fn id(at: At<'_>) -> Option<String> {
    match at.kind() {
        onepane_map::JsonKind::Number => Some(at.raw().to_owned()),
        _ => at.chars().map(String::from),
    }
}

fn none(need: &str, what: &str) -> Refusal {
    Refusal::new(
        Rule::Needs(need.to_owned()),
        ["needs ", what, " with a number, and none is in view"].concat(),
    )
}
