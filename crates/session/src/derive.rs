//! Works out what a host does not say from what it does.
//!
//! A host that sends snapshots never says that a message came or that a conversation was opened; the
//! difference between two snapshots does. What a host tells in full of its own accord is not derived.

mod ledger;
mod watch;

use onepane_core::Adapter;
use onepane_map::{At, Head};
use onepane_model::record::Member;
use onepane_model::{
    Conversation, ConversationEnded, ConversationSelected, ConversationUpdated, EventKind, Level, Message,
    MessageCreated, SessionAppearanceChanged, SessionReady, Time,
};

use crate::config::Bounds;
use crate::told::{Draft, only, without};
use ledger::Ledger;
use watch::Watched;

/// What is known about what has been told.
#[derive(Debug)]
pub(crate) struct Derivation {
    /// The kinds that this host leaves to be worked out.
    wanted: Vec<EventKind>,
    bounds: Bounds,
    /// The conversations seen, the latest last.
    known: Vec<Known>,
    /// The conversation that the agent has before them, as it was told to the widget.
    selected: Option<String>,
    appearance: Option<String>,
}

/// What is known about one conversation.
#[derive(Debug)]
struct Known {
    id: String,
    ledger: Ledger,
    /// Absent until it has been seen in a record of its own.
    watched: Option<Watched>,
    is_over: bool,
}

/// What an event of the host's says, as far as it matters here.
struct Scene<'a> {
    data: At<'a>,
    conversation: At<'a>,
    id: String,
    contact: Option<At<'a>>,
}

/// The members of a conversation that go with each of its messages.
const BRIEF: [&str; 3] = [Conversation::ID.name(), Conversation::CHANNEL.name(), Conversation::STATUS.name()];

/// Kinds of which each thing is told once, by the host or by the session.
const ONCE: [EventKind; 3] =
    [EventKind::ConversationUpdated, EventKind::ConversationEnded, EventKind::MessageCreated];

const KINDS: [EventKind; 6] = [
    EventKind::SessionReady,
    EventKind::SessionAppearanceChanged,
    EventKind::ConversationSelected,
    EventKind::ConversationUpdated,
    EventKind::ConversationEnded,
    EventKind::MessageCreated,
];

impl Derivation {
    pub(crate) fn new(adapter: &dyn Adapter, bounds: &Bounds) -> Self {
        let is_full = |kind: &EventKind| adapter.event_support(*kind).level == Level::Full;
        let native = |kind: EventKind| adapter.protocol().events.iter().any(|event| event.kind == kind);
        let mut wanted = Vec::new();
        for kind in KINDS {
            // What the host tells, even if with a loss, would be told twice.
            let twice = ONCE.contains(&kind) && native(kind);
            if !is_full(&kind) && !twice {
                wanted.push(kind);
            }
        }
        Self { wanted, bounds: bounds.clone(), known: Vec::new(), selected: None, appearance: None }
    }

    fn wants(&self, kind: EventKind) -> bool {
        self.wanted.contains(&kind)
    }

    /// That the widget can begin, once, on a host that does not say so.
    pub(crate) fn ready(&mut self, head: &Head<'_>, event: Option<At<'_>>) -> Option<Draft> {
        let place = self.wanted.iter().position(|kind| *kind == EventKind::SessionReady)?;
        self.wanted.remove(place);
        let data = event.and_then(|event| event.get("data"));
        let mut members = Vec::new();
        for member in [SessionReady::AGENT, SessionReady::APPEARANCE] {
            if let Some(at) = data.and_then(|data| data.get(member.name())) {
                members.push((member, at.raw().to_owned()));
            }
        }
        Some(Draft::derived(&with_kind(head, EventKind::SessionReady), &members))
    }

    /// What an event of the host's means beyond what it says. `current` is the conversation that the
    /// agent has before them.
    pub(crate) fn derive(
        &mut self,
        kind: EventKind,
        head: &Head<'_>,
        event: At<'_>,
        current: Option<&str>,
    ) -> Vec<Draft> {
        let mut drafts = Vec::new();
        let Some(data) = event.get("data") else { return drafts };
        if kind == EventKind::ContextChanged {
            self.appearance(head, data, &mut drafts);
        }
        let scene = data.get("conversation").and_then(|conversation| Scene::of(data, conversation));
        let Some(scene) = scene else {
            if kind == EventKind::ContextChanged {
                self.selected = None;
            }
            return drafts;
        };
        match kind {
            EventKind::ContextChanged => {
                self.select(head, &scene, current, &mut drafts);
                self.follow(head, &scene, true, &mut drafts);
            }
            EventKind::ConversationUpdated => {
                self.select(head, &scene, current, &mut drafts);
                self.follow(head, &scene, false, &mut drafts);
            }
            EventKind::ConversationSelected => {
                self.selected = Some(scene.id.clone());
                self.follow(head, &scene, false, &mut drafts);
            }
            EventKind::ConversationEnded => self.known(&scene.id).is_over = true,
            EventKind::MessageCreated => {
                // A host that tells messages and also sends snapshots must not announce one twice.
                if let Some(message) = data.get("message").and_then(ledger::Entry::of) {
                    self.known(&scene.id).ledger.told(&message);
                }
            }
            _ => {}
        }
        drafts
    }

    fn appearance(&mut self, head: &Head<'_>, data: At<'_>, drafts: &mut Vec<Draft>) {
        let Some(appearance) = data.get(SessionAppearanceChanged::APPEARANCE.name()) else { return };
        let raw = appearance.raw().to_owned();
        let last = self.appearance.replace(raw.clone());
        if last.is_some_and(|last| last != raw) && self.wants(EventKind::SessionAppearanceChanged) {
            let head = with_kind(head, EventKind::SessionAppearanceChanged);
            drafts.push(Draft::derived(&head, &[(SessionAppearanceChanged::APPEARANCE, raw)]));
        }
    }

    fn select(&mut self, head: &Head<'_>, scene: &Scene<'_>, current: Option<&str>, drafts: &mut Vec<Draft>) {
        if current != Some(&scene.id) || self.selected.as_deref() == Some(&scene.id) {
            return;
        }
        self.selected = Some(scene.id.clone());
        if self.wants(EventKind::ConversationSelected) {
            let head = with_kind(head, EventKind::ConversationSelected);
            let members = scene.members(ConversationSelected::CONVERSATION, ConversationSelected::CONTACT);
            drafts.push(Draft::derived(&head, &members));
        }
    }

    /// Compares a conversation with what was known of it.
    fn follow(&mut self, head: &Head<'_>, scene: &Scene<'_>, snapshot: bool, drafts: &mut Vec<Draft>) {
        let wants_messages = self.wants(EventKind::MessageCreated);
        let wants_updates = self.wants(EventKind::ConversationUpdated) && snapshot;
        let wants_end = self.wants(EventKind::ConversationEnded);
        let is_over = watch::is_over(scene.conversation);
        let fresh = Watched::of(scene.conversation, scene.contact);
        let known = self.known(&scene.id);
        for message in known.ledger.fresh(scene.conversation) {
            if wants_messages {
                drafts.push(created(head, scene, message));
            }
        }
        let Some(watched) = &mut known.watched else {
            known.is_over |= is_over.unwrap_or_default();
            known.watched = Some(fresh);
            return;
        };
        if fresh.is_older_than(watched) {
            return;
        }
        let has_ended = is_over == Some(true) && !known.is_over;
        known.is_over = is_over.unwrap_or(known.is_over);
        if watched.learn(fresh) && wants_updates {
            let head = with_kind(head, EventKind::ConversationUpdated);
            let members = scene.members(ConversationUpdated::CONVERSATION, ConversationUpdated::CONTACT);
            drafts.push(Draft::derived(&head, &members));
        }
        if has_ended && wants_end {
            let head = with_kind(head, EventKind::ConversationEnded);
            let members = scene.members(ConversationEnded::CONVERSATION, ConversationEnded::CONTACT);
            drafts.push(Draft::derived(&head, &members));
        }
    }

    /// What is known of a conversation, which becomes the latest.
    fn known(&mut self, id: &str) -> &mut Known {
        let known = match self.known.iter().position(|known| known.id == id) {
            Some(place) => self.known.remove(place),
            None => Known {
                id: id.to_owned(),
                ledger: Ledger::new(self.bounds.messages),
                watched: None,
                is_over: false,
            },
        };
        if self.known.len() >= self.bounds.conversations.max(1) {
            self.known.remove(0);
        }
        self.known.push(known);
        let last = self.known.len() - 1;
        &mut self.known[last]
    }

    /// How much is remembered: conversations, and messages of all of them.
    pub(crate) fn size(&self) -> (usize, usize) {
        (self.known.len(), self.known.iter().map(|known| known.ledger.len()).sum())
    }
}

impl<'a> Scene<'a> {
    fn of(data: At<'a>, conversation: At<'a>) -> Option<Self> {
        let id = conversation.get(Conversation::ID.name())?.chars()?.into_owned();
        let contact = data.get("contact").or_else(|| conversation.get(Conversation::CONTACT.name()));
        Some(Self { data, conversation, id, contact })
    }

    /// The conversation without its messages, and the contact.
    fn members(
        &self,
        conversation: &'static Member,
        contact: &'static Member,
    ) -> Vec<(&'static Member, String)> {
        let mut members = vec![(conversation, without(self.conversation, &[Conversation::MESSAGES.name()]))];
        members.extend(self.data.get("contact").map(|at| (contact, at.raw().to_owned())));
        members
    }
}

fn created(head: &Head<'_>, scene: &Scene<'_>, message: At<'_>) -> Draft {
    let mut head = with_kind(head, EventKind::MessageCreated);
    let written = message.get(Message::CREATED_AT.name()).and_then(|at| at.chars()?.parse::<Time>().ok());
    head.time = written.or(head.time);
    let mut members = vec![
        (MessageCreated::MESSAGE, message.raw().to_owned()),
        (MessageCreated::CONVERSATION, only(scene.conversation, &BRIEF)),
    ];
    members.extend(scene.contact.map(|contact| (MessageCreated::CONTACT, contact.raw().to_owned())));
    Draft::derived(&head, &members)
}

fn with_kind<'a>(head: &Head<'a>, kind: EventKind) -> Head<'a> {
    let mut head = head.clone();
    head.kind = kind;
    head
}
