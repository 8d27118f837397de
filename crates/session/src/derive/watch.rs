//! What makes a conversation another than before.

use std::hash::Hasher as _;

use onepane_map::{At, JsonKind};
use onepane_model::{Contact, Conversation, ConversationStatus, InteractionState, Time};
use twox_hash::XxHash64;

/// Members that a widget would want to know of. Counters and times of the host's own bookkeeping are left
/// out: they change with everything.
const WATCHED: [&str; 11] = [
    Conversation::STATUS.name(),
    Conversation::STATE.name(),
    Conversation::PRIORITY.name(),
    Conversation::LABELS.name(),
    Conversation::SUBJECT.name(),
    Conversation::ASSIGNEE.name(),
    Conversation::TEAM.name(),
    Conversation::ATTRIBUTES.name(),
    Conversation::SNOOZED_UNTIL.name(),
    Conversation::CAN_REPLY.name(),
    Conversation::MUTED.name(),
];

/// Of these, absence says something: there is none any more.
const NULLABLE: [&str; 4] = [
    Conversation::PRIORITY.name(),
    Conversation::ASSIGNEE.name(),
    Conversation::TEAM.name(),
    Conversation::SNOOZED_UNTIL.name(),
];

/// What is watched of a contact.
const CONTACT: [&str; 6] = [
    Contact::ID.name(),
    Contact::NAME.name(),
    Contact::EMAIL.name(),
    Contact::PHONE.name(),
    Contact::ATTRIBUTES.name(),
    Contact::IDENTIFIER.name(),
];

/// What a conversation and its contact looked like, each member as a hash.
#[derive(Debug)]
pub(crate) struct Watched {
    conversation: [Option<u64>; WATCHED.len()],
    contact: [Option<u64>; CONTACT.len()],
    updated_at: Option<Time>,
}

impl Watched {
    pub(crate) fn of(conversation: At<'_>, contact: Option<At<'_>>) -> Self {
        Self {
            conversation: look(conversation.pick(WATCHED)),
            contact: contact.map_or([None; CONTACT.len()], |contact| look(contact.pick(CONTACT))),
            updated_at: conversation
                .get(Conversation::UPDATED_AT.name())
                .and_then(|time| time.chars()?.parse().ok()),
        }
    }

    /// Whether the host made this record before the other one: it was overtaken on its way.
    pub(crate) fn is_older_than(&self, other: &Self) -> bool {
        matches!((self.updated_at, other.updated_at), (Some(own), Some(others)) if own < others)
    }

    /// Takes over what is newer; whether anything has changed by it. What one form of a record leaves out
    /// is no change.
    pub(crate) fn learn(&mut self, fresh: Self) -> bool {
        let mut changed = false;
        for ((name, old), new) in WATCHED.iter().zip(&mut self.conversation).zip(fresh.conversation) {
            changed |= learn(old, new, NULLABLE.contains(name));
        }
        for (old, new) in self.contact.iter_mut().zip(fresh.contact) {
            changed |= learn(old, new, false);
        }
        self.updated_at = fresh.updated_at.or(self.updated_at);
        changed
    }
}

/// A hash of each value that there is.
fn look<const N: usize>(values: [Option<At<'_>>; N]) -> [Option<u64>; N] {
    let mut prints = [None; N];
    for (print, value) in prints.iter_mut().zip(values) {
        *print = value.filter(|value| !value.is_null()).map(hash);
    }
    prints
}

fn learn(old: &mut Option<u64>, new: Option<u64>, nullable: bool) -> bool {
    let changed = *old != new && (nullable || new.is_some());
    // Something said for the first time is news only where its absence meant something.
    let news = changed && (nullable || old.is_some());
    if changed {
        *old = new;
    }
    news
}

/// A hash of a value that does not depend on how it is written. Of a thing with an id, the id counts: the
/// rest of an assignee may be told in more or in less detail.
fn hash(at: At<'_>) -> u64 {
    fn of(at: At<'_>, key: &str) -> u64 {
        let mut hasher = XxHash64::with_seed(0);
        hasher.write(key.as_bytes());
        // No text has such a byte, so this is where the key ends. Nothing of each kind is something else.
        hasher.write(&[0xFF, at.kind() as u8]);
        match at.kind() {
            JsonKind::Object => {
                // In whatever order its members come.
                let sum =
                    at.members().fold(0, |sum: u64, (key, value)| sum.wrapping_add(of(value, &key.to_cow())));
                hasher.write(&sum.to_le_bytes());
            }
            JsonKind::Array => at.items().for_each(|item| hasher.write(&of(item, "").to_le_bytes())),
            JsonKind::String => hasher.write(at.chars().unwrap_or_default().as_bytes()),
            _ => hasher.write(at.raw().as_bytes()),
        }
        hasher.finish()
    }
    of(at.get("id").unwrap_or(at), "")
}

/// Whether a conversation is over; `None` when its record does not say where it stands.
pub(crate) fn is_over(conversation: At<'_>) -> Option<bool> {
    let word = |name: &str| conversation.get(name).and_then(|value| value.chars());
    match (word(Conversation::STATE.name()), word(Conversation::STATUS.name())) {
        (Some(state), _) => Some(state == InteractionState::Ended.as_str()),
        (None, Some(status)) => Some(status == ConversationStatus::Resolved.as_str()),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use onepane_map::Index;

    use super::*;

    /// Whether each record differs from those before it.
    #[track_caller]
    fn check(records: &[(&str, bool)]) {
        let mut watched: Option<Watched> = None;
        for (record, changes) in records {
            let index = Index::parse(record).unwrap();
            let fresh = Watched::of(index.root(), index.root().get("contact"));
            let changed = match &mut watched {
                Some(watched) => watched.learn(fresh),
                None => {
                    watched = Some(fresh);
                    false
                }
            };
            assert_eq!(changed, *changes, "{record}");
        }
    }

    #[test]
    fn a_change_is_news_once() {
        check(&[
            (r#"{"status":"open","labels":["a"]}"#, false),
            (r#"{"status":"resolved","labels":["a"]}"#, true),
            (r#"{"labels":["a"],"status":"resolved"}"#, false),
            (r#"{"labels":["a","b"],"status":"resolved"}"#, true),
        ]);
    }

    #[test]
    fn what_one_form_of_a_record_leaves_out_is_no_change() {
        check(&[
            (r#"{"status":"open","contact":{"name":"Ada"}}"#, false),
            (r#"{"status":"open","muted":false,"contact":{"name":"Ada","email":"ada@example.test"}}"#, false),
            (r#"{"contact":{"name":"Ada"}}"#, false),
            (r#"{"contact":{"name":"Ada","email":"lovelace@example.test"}}"#, true),
        ]);
    }

    #[test]
    fn a_value_of_another_kind_is_a_change_and_another_order_is_none() {
        check(&[
            (r#"{"attributes":{"a":1,"b":[{"c":true,"d":null}]}}"#, false),
            (r#"{"attributes":{"b":[{"d":null,"c":true}],"a":1}}"#, false),
            (r#"{"attributes":{"b":[{"d":null,"c":true}],"a":"1"}}"#, true),
            (r#"{"attributes":{"a":"","b":[]}}"#, true),
            (r#"{"attributes":{"a":[],"b":""}}"#, true),
            (r#"{"attributes":{"a":{},"b":""}}"#, true),
        ]);
    }

    #[test]
    fn an_assignee_counts_by_id_and_its_absence_too() {
        check(&[
            (r#"{"assignee":{"id":"1"}}"#, false),
            (r#"{"assignee":{"name":"Grace","id":"1"}}"#, false),
            (r#"{}"#, true),
            (r#"{"assignee":{"id":"2"}}"#, true),
        ]);
    }
}
