//! Which messages of a conversation have been seen.

use std::cmp::Ordering;

use onepane_map::At;
use onepane_model::{Conversation, Message, MessageStatus, Time};

/// Which messages of a conversation have been seen, and from where on one counts as new.
///
/// The first messages that a host shows are history. Later ones are new unless they stand before all that
/// was known: those have scrolled in from above.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    most: usize,
    /// In order, as are their ids beside them: lists, because trees of them are as large as all else of this file.
    seen: Vec<Place>,
    ids: Vec<String>,
    /// Messages at or before this place are history. Absent until the first messages have been seen.
    horizon: Option<Horizon>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Horizon {
    /// At or after the first message that was ever seen.
    Message(Place),
    /// After a moment: the host had shown no message by then.
    Moment(Time),
    /// The host has shown a conversation that had no messages at all.
    Beginning,
}

impl Horizon {
    /// Whether a message at this place counts as new.
    fn lies_before(&self, place: &Place) -> bool {
        match self {
            Self::Message(oldest) => place > oldest,
            Self::Moment(moment) => place.at.is_some_and(|at| at > *moment),
            Self::Beginning => true,
        }
    }
}

/// Where a message stands in its conversation: by time, then by id.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    at: Option<Time>,
    id: String,
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        // Numbers by their size and before other texts; those that are spelled differently stay apart.
        let key = |id: &str| id.parse::<u64>().map_or((true, 0), |number| (false, number));
        self.at
            .cmp(&other.at)
            .then_with(|| key(&self.id).cmp(&key(&other.id)))
            .then_with(|| self.id.cmp(&other.id))
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A message that can be told from all others.
pub(crate) struct Entry<'a> {
    at: At<'a>,
    place: Place,
}

impl<'a> Entry<'a> {
    /// `None` for one that has no id yet, or only a provisional one.
    pub(crate) fn of(at: At<'a>) -> Option<Self> {
        const WANTED: [&str; 4] =
            [Message::ID.name(), Message::STATUS.name(), Message::ECHO_ID.name(), Message::CREATED_AT.name()];
        let [id, status, echo, created] = at.pick(WANTED);
        let id = id?.chars()?.into_owned();
        let is = |value: Option<At<'_>>, word: &str| {
            value.and_then(|value| value.text()).is_some_and(|text| text.is(word))
        };
        if is(status, MessageStatus::Sending.as_str()) || is(echo, &id) {
            return None;
        }
        let time = created.and_then(|time| time.chars()?.parse().ok());
        Some(Self { at, place: Place { at: time, id } })
    }
}

impl Ledger {
    pub(crate) fn new(most: usize) -> Self {
        Self { most: most.max(1), ..Self::default() }
    }

    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The host has told of this message by itself.
    pub(crate) fn told(&mut self, entry: &Entry<'_>) {
        // One without a time says nothing about where history ends.
        if self.horizon.is_none() && entry.place.at.is_some() {
            self.horizon = Some(Horizon::Message(entry.place.clone()));
        }
        self.see(entry.place.clone());
    }

    /// The messages of a snapshot that are new, oldest first; all of it counts as seen from now on.
    pub(crate) fn fresh<'a>(&mut self, conversation: At<'a>) -> Vec<At<'a>> {
        let messages = conversation.get(Conversation::MESSAGES.name());
        let mut entries: Vec<Entry<'a>> = Vec::new();
        for message in messages.iter().flat_map(At::items) {
            let Some(entry) = Entry::of(message) else { continue };
            // In order, mostly: what sorts in general is as large as all else of this file.
            let at = entries.partition_point(|other| other.place <= entry.place);
            entries.insert(at, entry);
        }
        let Some(horizon) = self.horizon.clone() else {
            self.horizon = match entries.first() {
                Some(oldest) => Some(Horizon::Message(oldest.place.clone())),
                None => beginning(conversation),
            };
            for entry in entries {
                self.see(entry.place);
            }
            return Vec::new();
        };
        let mut fresh = Vec::new();
        for entry in entries {
            if horizon.lies_before(&entry.place) && self.ids.binary_search(&entry.place.id).is_err() {
                fresh.push(entry.at);
                self.see(entry.place);
            }
        }
        fresh
    }

    fn see(&mut self, place: Place) {
        let Err(at) = self.ids.binary_search(&place.id) else { return };
        self.ids.insert(at, place.id.clone());
        let at = self.seen.partition_point(|other| *other < place);
        self.seen.insert(at, place);
        if self.ids.len() > self.most {
            let oldest = self.seen.remove(0);
            // What is no longer remembered is history for good, and what was history stays so.
            if let Ok(at) = self.ids.binary_search(&oldest.id) {
                self.ids.remove(at);
            }
            let was_history = self.horizon.as_ref().is_some_and(|horizon| !horizon.lies_before(&oldest));
            if !was_history {
                self.horizon = Some(Horizon::Message(oldest));
            }
        }
    }
}

/// From where on a message is new in a conversation that shows none; `None` when that cannot be known.
fn beginning(conversation: At<'_>) -> Option<Horizon> {
    let says = |member: &str| conversation.get(member).and_then(|value| value.bool()) == Some(true);
    if says(Conversation::COMPLETE.name()) || says(Conversation::FETCHED.name()) {
        return Some(Horizon::Beginning);
    }
    let moment = conversation.get(Conversation::LAST_ACTIVITY_AT.name())?.chars()?.parse().ok()?;
    Some(Horizon::Moment(moment))
}

#[cfg(test)]
mod tests {
    use onepane_map::Index;

    use super::*;

    /// What is new in each of several snapshots, given as the members of the conversation.
    #[track_caller]
    fn check(ledger: &mut Ledger, snapshots: &[(&str, &[&str])]) {
        for (members, fresh) in snapshots {
            let text = format!("{{{members}}}");
            let index = Index::parse(&text).unwrap();
            let ids: Vec<String> = ledger
                .fresh(index.root())
                .into_iter()
                .map(|message| message.get("id").unwrap().chars().unwrap().into_owned())
                .collect();
            assert_eq!(ids, *fresh, "{members}");
        }
    }

    fn messages(list: &[(u32, u32)]) -> String {
        let list: Vec<String> = list
            .iter()
            .map(|(id, second)| format!(r#"{{"id":"{id}","created_at":"2026-02-02T02:00:{second:02}Z"}}"#))
            .collect();
        format!("\"messages\":[{}]", list.join(","))
    }

    #[test]
    fn the_first_messages_are_history_and_each_later_one_is_new_once() {
        check(
            &mut Ledger::new(100),
            &[
                (&messages(&[(5, 10), (6, 11)]), &[]),
                (&messages(&[(5, 10), (6, 11), (7, 12)]), &["7"]),
                (&messages(&[(5, 10), (6, 11), (7, 12)]), &[]),
                (&messages(&[(6, 11)]), &[]),
                (&messages(&[(9, 13), (8, 13), (7, 12)]), &["8", "9"]),
            ],
        );
    }

    #[test]
    fn what_scrolls_in_from_above_is_history() {
        check(
            &mut Ledger::new(100),
            &[
                (&messages(&[(20, 30)]), &[]),
                (&messages(&[(18, 10), (19, 30), (20, 30)]), &[]),
                (&messages(&[(18, 10), (19, 30), (20, 30), (21, 30)]), &["21"]),
            ],
        );
    }

    #[test]
    fn one_that_was_overtaken_is_still_new() {
        check(
            &mut Ledger::new(100),
            &[
                (&messages(&[(1, 10)]), &[]),
                (&messages(&[(1, 10), (3, 12)]), &["3"]),
                (&messages(&[(1, 10), (2, 11), (3, 12)]), &["2"]),
            ],
        );
    }

    #[test]
    fn a_provisional_message_waits_for_its_id() {
        let pending =
            r#"{"id":"a-b","echo_id":"a-b","status":"sending","created_at":"2026-02-02T02:00:11Z"}"#;
        let failed = r#"{"id":"a-b","echo_id":"a-b","status":"failed","created_at":"2026-02-02T02:00:11Z"}"#;
        let real = r#"{"id":"9","echo_id":"a-b","status":"sent","created_at":"2026-02-02T02:00:11Z"}"#;
        let first = r#"{"id":"5","created_at":"2026-02-02T02:00:10Z"}"#;
        check(
            &mut Ledger::new(100),
            &[
                (&format!("\"messages\":[{first}]"), &[]),
                (&format!("\"messages\":[{first},{pending}]"), &[]),
                (&format!("\"messages\":[{first},{failed}]"), &[]),
                (&format!("\"messages\":[{first},{real}]"), &["9"]),
                (&format!("\"messages\":[{first},{real}]"), &[]),
            ],
        );
    }

    #[test]
    fn an_empty_conversation_begins_with_its_first_message() {
        check(
            &mut Ledger::new(100),
            &[("\"complete\":true,\"messages\":[]", &[]), (&messages(&[(1, 1)]), &["1"])],
        );
        check(
            &mut Ledger::new(100),
            &[
                ("\"last_activity_at\":\"2026-02-02T02:00:30Z\"", &[]),
                (&messages(&[(1, 10), (2, 30), (3, 31)]), &["3"]),
            ],
        );
        // Nothing is known of its past: what comes first is taken for it.
        check(
            &mut Ledger::new(100),
            &[("\"messages\":[]", &[]), (&messages(&[(1, 1)]), &[]), (&messages(&[(1, 1), (2, 2)]), &["2"])],
        );
    }

    /// A host that tells messages by itself, and a snapshot.
    #[track_caller]
    fn check_told(most: usize, told: &[&str], snapshots: &[(&str, &[&str])]) {
        let mut ledger = Ledger::new(most);
        for message in told {
            let index = Index::parse(message).unwrap();
            ledger.told(&Entry::of(index.root()).unwrap());
        }
        check(&mut ledger, snapshots);
    }

    #[test]
    fn what_the_host_has_told_by_itself_is_not_told_again() {
        let at = r#"{"id":"3","created_at":"2026-02-02T02:00:03Z"}"#;
        let history = messages(&[(1, 1), (2, 2), (3, 3)]);
        check_told(100, &[at], &[(&history, &[]), (&messages(&[(3, 3), (4, 4)]), &["4"])]);
        // Without its time it cannot be said where history ends: the first snapshot is all of it.
        check_told(100, &[r#"{"id":"3"}"#], &[(&history, &[]), (&messages(&[(3, 3), (4, 4)]), &["4"])]);
    }

    #[test]
    fn forgetting_does_not_make_history_new() {
        let mut ledger = Ledger::new(2);
        check(&mut ledger, &[(&messages(&[(8, 8), (9, 9)]), &[])]);
        let index = Index::parse(r#"{"id":"5","created_at":"2026-02-02T02:00:05Z"}"#).unwrap();
        ledger.told(&Entry::of(index.root()).unwrap());
        check(&mut ledger, &[(&messages(&[(6, 6), (8, 8), (9, 9)]), &[])]);
    }

    #[test]
    fn ids_that_look_like_the_same_number_are_kept_apart_and_bounded() {
        let mut ledger = Ledger::new(2);
        let list: Vec<String> = (0..9).map(|zeros| format!(r#"{{"id":"{:0>zeros$}7"}}"#, "")).collect();
        for message in &list {
            let index = Index::parse(message).unwrap();
            ledger.told(&Entry::of(index.root()).unwrap());
        }
        assert_eq!((ledger.len(), ledger.seen.len()), (2, 2));
    }

    #[test]
    fn of_more_messages_than_it_may_keep_the_oldest_become_history() {
        let mut ledger = Ledger::new(2);
        check(
            &mut ledger,
            &[
                (&messages(&[(1, 1)]), &[]),
                (&messages(&[(1, 1), (2, 2), (3, 3), (4, 4)]), &["2", "3", "4"]),
                (&messages(&[(1, 1), (2, 2), (3, 3), (4, 4)]), &[]),
                (&messages(&[(4, 4), (5, 5)]), &["5"]),
            ],
        );
        assert_eq!(ledger.len(), 2);
    }
}
