//! Labels and a conversation's attributes: the host replaces the whole set, so it is read first.

use std::collections::{BTreeMap, BTreeSet};

use onepane_core::json::{self, Object};
use onepane_core::{Asked, Refusal};
use onepane_map::{At, Corrupt, JsonKind};
use onepane_model::{Action, ConversationAddLabel, ConversationSetAttribute, Json};

use super::{Command, Request, attribute};
use crate::capabilities::FREE;
use crate::view::View;

/// What is to be written once a set has been read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Change {
    /// This label is to be among them.
    AddLabel(String),
    /// This attribute is to be among them. `folded`: its key may be in the mobile app's spelling.
    SetAttribute { key: String, value: Json, folded: bool },
}

/// A whole set as it was written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Set {
    Labels(Vec<String>),
    Attributes(BTreeMap<String, Json>),
}

/// The sets of the conversation in view, as far as they are known.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    /// In the order in which the host told them.
    pub(crate) labels: Option<Vec<String>>,
    pub(crate) attributes: Option<BTreeMap<String, Json>>,
}

impl Known {
    /// What the host answers to a read of one of them; `None` where it is not known.
    pub(crate) fn answer(&self, what: &str) -> Option<Json> {
        if what == "labels" {
            let labels = json::list(self.labels.as_ref()?.iter().map(String::as_str));
            return Some(Object::default().raw("payload", labels).into());
        }
        let mut all = Object::default();
        for (key, value) in self.attributes.as_ref()? {
            all.raw(key, value.as_str());
        }
        Some(Object::default().raw("custom_attributes", all.finish()).into())
    }
}

/// GET, then POST `conversations/{id}/labels`.
pub(super) fn add_label(view: &View, asked: &Asked<'_>) -> Result<Command, Refusal> {
    let label = asked.text(ConversationAddLabel::LABEL).into_owned();
    Ok(Command::Change(view.on_conversation("GET", "labels")?, Change::AddLabel(label)))
}

pub(super) fn parse_labels(body: At<'_>) -> Result<Set, Corrupt> {
    let labels = body.get("labels").ok_or_else(|| body.missing("labels", "an array"))?;
    texts(labels).map(Set::Labels).ok_or_else(|| labels.corrupt("an array of strings"))
}

/// GET `conversations/{id}`, then POST `conversations/{id}/custom_attributes`.
pub(super) fn set_attribute(view: &View, asked: &Asked<'_>) -> Result<Command, Refusal> {
    if asked.is_set(ConversationSetAttribute::PROPERTY) {
        return Err(FREE.refusal("false: a conversation's properties have actions of their own"));
    }
    let key = asked.text(ConversationSetAttribute::KEY).into_owned();
    let value = Json::from_text(attribute(asked, ConversationSetAttribute::VALUE)?);
    let change = Change::SetAttribute { key, value, folded: view.mobile };
    Ok(Command::Change(view.on_conversation("GET", "")?, change))
}

pub(super) fn parse_attributes(body: At<'_>) -> Result<Set, Corrupt> {
    let attributes =
        body.get("custom_attributes").ok_or_else(|| body.missing("custom_attributes", "an object"))?;
    if attributes.kind() != JsonKind::Object {
        return Err(attributes.corrupt("an object"));
    }
    let members = attributes.unique().into_iter();
    Ok(Set::Attributes(members.map(|(key, value)| (key.into_owned(), json::json(value))).collect()))
}

impl Change {
    /// The second call, made from the answer to the first; or what was wrong with the answer.
    ///
    /// An answer without the set is never taken for an empty one: writing would erase what is there.
    pub(crate) fn write(&self, read: &Request, answer: At<'_>) -> Result<Request, &'static str> {
        let conversation = read.path.strip_suffix("/labels").unwrap_or(&read.path);
        let post = |rest: &str, body: &mut Object| Request {
            method: "POST",
            path: [&*conversation, "/", rest].concat(),
            body: Some(body.into()),
        };
        match self {
            Self::AddLabel(label) => {
                // That they are a list is documented; what the answer wraps it in is not.
                let mut labels = [Some(answer), answer.get("payload"), answer.get("labels")]
                    .into_iter()
                    .flatten()
                    .find_map(texts)
                    .ok_or("the answer to the read does not hold the labels")?;
                if !labels.contains(label) {
                    labels.push(label.clone());
                }
                let labels = json::list(labels.iter().map(String::as_str));
                Ok(post("labels", Object::default().raw("labels", labels)))
            }
            Self::SetAttribute { key, value, folded } => {
                let attributes = answer
                    .get("custom_attributes")
                    .filter(|attributes| attributes.kind() == JsonKind::Object)
                    .ok_or("the answer to the read does not hold the attributes")?
                    .unique();
                let own = attributes.iter().map(|(key, _)| &**key);
                let key = if *folded { own_key(key, own)? } else { key };
                let mut all = Object::default();
                for (other, value) in attributes.iter().filter(|(other, _)| other != key) {
                    all.raw(other, json::json(*value).as_str());
                }
                let all = all.raw(key, value.as_str()).finish();
                Ok(post("custom_attributes", Object::default().raw("custom_attributes", all)))
            }
        }
    }
}

impl Set {
    /// Once it is written, this is what is in the set.
    pub(crate) fn remember(&self, known: &mut Known) {
        match self {
            Self::Labels(labels) => known.labels = Some(labels.clone()),
            Self::Attributes(attributes) => known.attributes = Some(attributes.clone()),
        }
    }

    /// The action that writing this set is, given what was in it; `None` when it is not exactly one.
    pub(crate) fn action(&self, known: &Known) -> Option<Action> {
        match self {
            Self::Labels(labels) => {
                let before: BTreeSet<&String> = known.labels.as_ref()?.iter().collect();
                let after: BTreeSet<&String> = labels.iter().collect();
                let mut new = after.difference(&before);
                let label = new.next().filter(|_| before.is_subset(&after))?;
                let data = ConversationAddLabel::default().with_label(label.as_str());
                new.next().is_none().then(|| Action::new(data))
            }
            Self::Attributes(after) => {
                let before = known.attributes.as_ref()?;
                let mut new = after.iter().filter(|(key, value)| before.get(*key) != Some(*value));
                let (key, value) = new.next().filter(|_| before.keys().all(|key| after.contains_key(key)))?;
                let data =
                    ConversationSetAttribute::default().with_key(key.as_str()).with_value(value.clone());
                new.next().is_none().then(|| Action::new(data))
            }
        }
    }
}

fn texts(at: At<'_>) -> Option<Vec<String>> {
    if at.kind() != JsonKind::Array {
        return None;
    }
    let mut texts = Vec::new();
    for item in at.items() {
        texts.push(item.chars()?.into_owned());
    }
    Some(texts)
}

/// The record's own key for one that may come from the mobile app, which spells keys in its own way.
fn own_key<'k>(key: &'k str, own: impl Iterator<Item = &'k str>) -> Result<&'k str, &'static str> {
    let mut alike = Vec::new();
    for own in own {
        if own == key {
            return Ok(key);
        }
        if fold(own) == fold(key) {
            alike.push(own);
        }
    }
    match alike[..] {
        // Which letters are large the tables of Unicode know, and they are larger than all else that acts.
        _ if !key.is_ascii() => Err("the mobile app may have changed this key, and none is spelled like it"),
        [] => Ok(key),
        [own] => Ok(own),
        _ => Err("several attributes have keys that the mobile app spells alike"),
    }
}

/// A key in the mobile app's spelling: `order-id` and `orderId` both become `order_id`. Beyond ASCII, letters stay.
fn fold(key: &str) -> String {
    let mut out = String::new();
    let mut lower = false;
    for character in key.chars() {
        if character.is_ascii() && !character.is_ascii_alphanumeric() {
            if !out.is_empty() && !out.ends_with('_') {
                out.push('_');
            }
            lower = false;
            continue;
        }
        if character.is_ascii_uppercase() && lower {
            out.push('_');
        }
        lower = !character.is_ascii_uppercase();
        out.push(character.to_ascii_lowercase());
    }
    if out.ends_with('_') {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_folded_as_the_mobile_app_does() {
        for (key, folded) in [
            ("order-id", "order_id"),
            ("is vip", "is_vip"),
            ("orderId", "order_id"),
            ("plan", "plan"),
            ("_a-", "a"),
        ] {
            assert_eq!(fold(key), folded);
        }
    }

    #[test]
    fn the_records_own_key_is_found() {
        assert_eq!(own_key("order_id", ["order-id", "plan"].into_iter()), Ok("order-id"));
        assert_eq!(own_key("order_id", ["order-id", "order_id"].into_iter()), Ok("order_id"));
        assert_eq!(own_key("new", ["order-id"].into_iter()), Ok("new"));
        assert!(own_key("order_id", ["order-id", "order id"].into_iter()).is_err());
        // It may stand for `größeÜber`, or be new.
        assert_eq!(own_key("größe", ["größe", "plan"].into_iter()), Ok("größe"));
        assert!(own_key("größe_über", ["größeÜber", "plan"].into_iter()).is_err());
    }
}
