//! The customer's own fields of a conversation and of a customer.
//!
//! Whether the host merges `custom` or replaces it is not documented, so it is read first and written
//! whole. A customer written without its company is taken out of it, as the reference warns: the company
//! is written with it.
//!
//! Source: `developer.kustomer.com/api/core-resources`, read 2026-11-21.

use std::collections::BTreeMap;

use onepane_core::json::{Object, json};
use onepane_core::{Asked, Refusal};
use onepane_map::{At, Index, JsonKind};
use onepane_model::record::Member;
use onepane_model::{Action, ContactSetAttribute, ConversationSetAttribute, Json};

use crate::capabilities::{FREE, VALUE};
use crate::view::View;

use super::Command;
use super::request::{CONVERSATIONS, CUSTOMERS, Request, only};

/// What is to be written once a record has been read: this field is to be among the others.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Change {
    owner: Owner,
    key: String,
    value: Json,
}

/// Whose fields they are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Owner {
    Conversation,
    Contact,
}

impl Owner {
    /// The owner by the kind of its records in the API's paths.
    pub(super) fn of(kind: &str) -> Option<Self> {
        match kind {
            CONVERSATIONS => Some(Self::Conversation),
            CUSTOMERS => Some(Self::Contact),
            _ => None,
        }
    }
}

/// All fields of a record as they were written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Set {
    owner: Owner,
    id: String,
    fields: BTreeMap<String, Json>,
}

/// The fields of what is in view, as far as they are known.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    pub(crate) conversation: Option<Record>,
    pub(crate) contact: Option<Record>,
    /// The contact's company.
    pub(crate) company: Option<String>,
}

/// A record and its fields.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) id: String,
    /// One object, taken apart when somebody asks: what is told of a record is told again and again.
    pub(crate) fields: Json,
}

impl Record {
    fn fields(&self) -> BTreeMap<String, Json> {
        Index::parse(self.fields.as_str()).map(|fields| all(fields.root())).unwrap_or_default()
    }
}

impl Known {
    /// What the host answers to a read of a record; `None` for one that is not known.
    pub(crate) fn answer(&self, owner: Owner, id: &str) -> Option<Json> {
        let known = match owner {
            Owner::Conversation => self.conversation.as_ref(),
            Owner::Contact => self.contact.as_ref(),
        };
        let known = known.filter(|known| known.id == id)?;
        let mut custom = Object::default();
        for (key, value) in known.fields() {
            custom.raw(&key, value.as_str());
        }
        let attributes = Object::default().raw("custom", custom.finish()).finish();
        let mut record = Object::default();
        record.text("id", id).raw("attributes", attributes);
        if let Some(company) = self.company.as_ref().filter(|_| owner == Owner::Contact) {
            let company = Object::default().text("type", "company").text("id", company).finish();
            let company = Object::default().raw("data", company).finish();
            record.raw("relationships", Object::default().raw("company", company).finish());
        }
        Some(Json::from(&mut record))
    }
}

/// GET, then PUT `conversations/{id}`: `get-conversation-by-id`, `update-conversation`.
pub(super) fn conversation_attribute(view: &View, asked: &Asked<'_>) -> Result<Command, Refusal> {
    if asked.is_set(ConversationSetAttribute::PROPERTY) {
        return Err(FREE.refusal("false: a conversation's properties have actions of their own"));
    }
    let members = [ConversationSetAttribute::KEY, ConversationSetAttribute::VALUE];
    let change = Change::new(Owner::Conversation, asked, members)?;
    Ok(Command::Change(Request::new("GET", CONVERSATIONS, view.conversation()?, ""), change))
}

/// GET, then PATCH `customers/{id}`: `get-customer-by-id`, `update-customer-attributes`.
pub(super) fn contact_attribute(view: &View, asked: &Asked<'_>) -> Result<Command, Refusal> {
    let members = [ContactSetAttribute::KEY, ContactSetAttribute::VALUE];
    let change = Change::new(Owner::Contact, asked, members)?;
    Ok(Command::Change(Request::new("GET", CUSTOMERS, view.customer()?, ""), change))
}

/// The type of a field's values is the end of its key.
const TYPES: &[(&str, JsonKind, &str)] = &[
    ("Num", JsonKind::Number, "a number or null, as the key ends in Num"),
    ("Bool", JsonKind::Bool, "true, false or null, as the key ends in Bool"),
    ("Str", JsonKind::String, "a string or null, as the key ends in Str"),
    ("Txt", JsonKind::String, "a string or null, as the key ends in Txt"),
    ("Url", JsonKind::String, "a string or null, as the key ends in Url"),
    ("At", JsonKind::String, "a time as a string or null, as the key ends in At"),
];

impl Change {
    fn new(owner: Owner, asked: &Asked<'_>, members: [&'static Member; 2]) -> Result<Self, Refusal> {
        let [key, value] = members;
        let key = asked.text(key).into_owned();
        let kind = asked.get(value).map_or(JsonKind::Null, |value| value.kind());
        match TYPES.iter().find(|(end, ..)| key.ends_with(end)) {
            Some((_, typed, expected)) if kind != JsonKind::Null && kind != *typed => {
                Err(VALUE.refusal(expected))
            }
            _ => Ok(Self { owner, key, value: Json::from_text(asked.json(value)) }),
        }
    }

    /// The second call, made from the answer to the first; or what was wrong with the answer.
    ///
    /// An answer without the fields is never taken for one with none: writing would erase what is there.
    pub(crate) fn write(&self, read: &Request, answer: At<'_>) -> Result<Request, &'static str> {
        // The SDK unwraps the answer; nobody says that it always does.
        let record = answer.get("data").filter(|data| data.get("attributes").is_some()).unwrap_or(answer);
        let fields = record
            .find(&["attributes", "custom"])
            .or_else(|| record.get("custom"))
            .filter(|fields| fields.kind() == JsonKind::Object)
            .ok_or("the answer to the read does not hold the record's own fields")?;
        let mut all = Object::default();
        for (key, value) in fields.unique().iter().filter(|(key, _)| *key != self.key) {
            all.raw(key, json(*value).as_str());
        }
        let mut body = Object::default();
        body.raw("custom", all.raw(&self.key, self.value.as_str()).finish());
        let method = match self.owner {
            Owner::Conversation => "PUT",
            Owner::Contact => {
                let company = record.find(&["relationships", "company", "data", "id"]);
                if let Some(company) = company.and_then(|id| id.chars()) {
                    body.text("company", &company);
                }
                "PATCH"
            }
        };
        Ok(Request { method, url: read.url.clone(), body: Some(Json::from(&mut body)) })
    }
}

/// `None` for a change of anything else.
pub(super) fn parse(conversation: &str, body: At<'_>) -> Option<Set> {
    fields(body, &["custom"]).map(|fields| Set {
        owner: Owner::Conversation,
        id: conversation.to_owned(),
        fields,
    })
}

/// `None` for a change of anything else.
pub(super) fn parse_contact(customer: &str, body: At<'_>) -> Option<Set> {
    let fields = fields(body, &["custom"]).or_else(|| fields(body, &["custom", "company"]));
    fields.map(|fields| Set { owner: Owner::Contact, id: customer.to_owned(), fields })
}

fn fields(body: At<'_>, members: &[&str]) -> Option<BTreeMap<String, Json>> {
    let custom =
        body.get("custom").filter(|custom| only(body, members) && custom.kind() == JsonKind::Object)?;
    Some(all(custom))
}

/// The members of an object.
fn all(at: At<'_>) -> BTreeMap<String, Json> {
    at.unique().into_iter().map(|(key, value)| (key.into_owned(), json(value))).collect()
}

impl Set {
    /// The action that writing these fields is, given what was in them; `None` when it is not exactly one.
    pub(crate) fn action(&self, known: &Known) -> Option<Action> {
        let before = match self.owner {
            Owner::Conversation => known.conversation.as_ref(),
            Owner::Contact => known.contact.as_ref(),
        };
        let before = before.filter(|known| known.id == self.id)?.fields();
        let mut new = self.fields.iter().filter(|(key, value)| before.get(*key) != Some(*value));
        let (key, value) = new.next().filter(|_| before.keys().all(|key| self.fields.contains_key(key)))?;
        if new.next().is_some() {
            return None;
        }
        Some(match self.owner {
            Owner::Conversation => {
                let data =
                    ConversationSetAttribute::default().with_key(key.as_str()).with_value(value.clone());
                Action::new(data).with_target(self.id.as_str())
            }
            Owner::Contact => {
                let data = ContactSetAttribute::default().with_key(key.as_str()).with_value(value.clone());
                Action::new(data)
            }
        })
    }
}
