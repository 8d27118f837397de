//! Capabilities with one line changed.

use std::fmt;
use std::sync::Arc;

use onepane_core::{Adapter, Asked, Error, Frame, MessageWire, Refusal, Seen, TokenPolicy};
use onepane_map::{Output, Protocol};
use onepane_model::{ActionKind, Constraint, ConversationId, EventKind, Level, RequestId, Support, Unit};

use super::Mutant;
use crate::conformance::Kit;
use crate::conformance::kit::Change;

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Subject {
    Event(EventKind),
    Action(ActionKind),
}

impl Subject {
    fn name(self) -> &'static str {
        match self {
            Self::Event(kind) => kind.as_str(),
            Self::Action(kind) => kind.as_str(),
        }
    }

    fn line(self, adapter: &dyn Adapter) -> Support {
        match self {
            Self::Event(kind) => adapter.event_support(kind),
            Self::Action(kind) => adapter.action_support(kind),
        }
    }
}

pub(super) type Edit = Arc<dyn Fn(Subject, Support) -> Support + Send + Sync>;

/// Every change of one line, in all setups that say the same.
pub(super) fn mutants(kit: &Kit) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    let mut seen: Vec<(Subject, Support)> = Vec::new();
    for setup in 0..kit.setups.len() {
        let Ok(adapter) = kit.adapter(setup) else { continue };
        let events = EventKind::ALL.iter().map(|kind| Subject::Event(*kind));
        let actions = ActionKind::ALL.iter().map(|kind| Subject::Action(*kind));
        for subject in events.chain(actions) {
            let old = subject.line(&*adapter);
            if seen.contains(&(subject, old.clone())) {
                continue;
            }
            seen.push((subject, old.clone()));
            for (kind, detail, changed) in changes(&old) {
                let name = subject.name();
                let place = if detail.is_empty() { name.to_owned() } else { format!("{name}: {detail}") };
                let old = old.clone();
                mutants.push(Mutant::of_line(kind, place, subject, move |other, line| {
                    if other == subject && line == old { changed.clone() } else { line }
                }));
            }
        }
    }
    mutants
}

/// Every change of a line: what it is, where, and the line.
fn changes(line: &Support) -> Vec<(&'static str, String, Support)> {
    let mut all = Vec::new();
    let mut add = |kind, detail: &str, edit: &dyn Fn(&mut Support)| {
        let mut changed = line.clone();
        edit(&mut changed);
        all.push((kind, detail.to_owned(), changed));
    };
    // Turned round so that the line is one that could be meant.
    let claim: &dyn Fn(&mut Support) = &|line| *line = Support::new(Level::Full);
    let deny: &dyn Fn(&mut Support) = &|line| {
        *line = Support::new(Level::Unsupported);
        line.reason = Some("the host has nothing of the kind".to_owned());
    };
    match line.level {
        Level::Unsupported => add("kind claimed", "", claim),
        Level::Full => {
            add("kind denied", "", deny);
            add("level full made degraded", "", &|line| line.level = Level::Degraded);
        }
        _ => {
            add("kind denied", "", deny);
            add("level degraded made full", "", &|line| line.level = Level::Full);
        }
    }
    for (place, need) in line.needs.iter().enumerate() {
        add("need dropped", need, &|line| drop(line.needs.remove(place)));
    }
    for (place, limit) in line.constraints.iter().enumerate() {
        add("limit dropped", &shown(limit), &|line| drop(line.constraints.remove(place)));
        let mut change = |kind, edit: &dyn Fn(&mut Constraint)| {
            add(kind, &shown(limit), &|line| {
                if let Some(limit) = line.constraints.get_mut(place) {
                    edit(limit);
                }
            });
        };
        if limit.min.is_some() {
            change("limit min one more", &|limit| limit.min = limit.min.map(|min| min + 1));
        }
        if limit.min.is_some_and(|min| min > 0) {
            change("limit min one less", &|limit| limit.min = limit.min.map(|min| min - 1));
        }
        if limit.max.is_some() {
            change("limit max one more", &|limit| limit.max = limit.max.map(|max| max + 1));
            change("limit max one less", &|limit| limit.max = limit.max.map(|max| max - 1));
            change("limit of another unit", &|limit| {
                limit.unit = limit.unit.map(|unit| match unit {
                    Unit::Utf16 => Unit::Chars,
                    _ => Unit::Utf16,
                });
            });
        }
        for word in 0..limit.one_of.len() {
            change("word dropped", &|limit| {
                limit.one_of.remove(word);
            });
        }
        if !limit.one_of.is_empty() {
            change("word added", &|limit| limit.one_of.push("conformance_made_up".to_owned()));
        }
    }
    all
}

fn shown(limit: &Constraint) -> String {
    limit.to_string()
}

/// How an adapter gets other lines.
pub(super) fn with(edit: Edit) -> Change {
    Arc::new(move |inner| Box::new(Changed { inner, edit: edit.clone() }))
}

/// An adapter that says other things of itself than it does.
struct Changed {
    inner: Box<dyn Adapter>,
    edit: Edit,
}

impl fmt::Debug for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

impl Adapter for Changed {
    fn host(&self) -> &'static str {
        self.inner.host()
    }

    fn protocol(&self) -> &'static Protocol {
        self.inner.protocol()
    }

    fn event_support(&self, kind: EventKind) -> Support {
        (self.edit)(Subject::Event(kind), self.inner.event_support(kind))
    }

    fn action_support(&self, kind: ActionKind) -> Support {
        (self.edit)(Subject::Action(kind), self.inner.action_support(kind))
    }

    fn meets(&self, need: &str) -> bool {
        self.inner.meets(need)
    }

    fn live_limits(&self, action: ActionKind) -> Vec<Constraint> {
        self.inner.live_limits(action)
    }

    fn current_conversation(&self) -> Option<&ConversationId> {
        self.inner.current_conversation()
    }

    fn message_wire(&self) -> Option<MessageWire> {
        self.inner.message_wire()
    }

    fn subscribe(&mut self, kinds: &[EventKind]) -> Vec<Frame> {
        self.inner.subscribe(kinds)
    }

    fn pushes(&self) -> bool {
        self.inner.pushes()
    }

    fn answers(&self, kind: ActionKind) -> bool {
        self.inner.answers(kind)
    }

    fn remembers_actions(&self) -> bool {
        self.inner.remembers_actions()
    }

    fn token_policy(&self) -> Option<&'static TokenPolicy> {
        self.inner.token_policy()
    }

    fn decode(&mut self, frame: &Frame, output: &mut dyn Output) -> Result<Seen, Error> {
        self.inner.decode(frame, output)
    }

    fn translate(&mut self, id: &RequestId, asked: &Asked<'_>) -> Result<Vec<Frame>, Refusal> {
        self.inner.translate(id, asked)
    }
}
