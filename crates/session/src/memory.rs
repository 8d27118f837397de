//! What a session remembers of what it has told.

use std::hash::Hasher as _;

use onepane_map::At;
use onepane_model::EventKind;
use twox_hash::XxHash64;

use crate::told::Told;

/// Remembers the state of things, to drop identical repeats, and the context, for late listeners.
#[derive(Debug)]
pub(crate) struct Memory {
    /// For each kind of state and each conversation it is about, a hash of what was told last.
    states: Vec<(EventKind, u64, u64)>,
    most: usize,
    pub(crate) context: Option<Told>,
}

/// Kinds that tell how something is, rather than that something happened.
fn is_state(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::ContextChanged
            | EventKind::ConversationSelected
            | EventKind::ConversationUpdated
            | EventKind::AgentStateChanged
            | EventKind::SessionCapabilitiesChanged
            | EventKind::SessionAppearanceChanged
    )
}

fn hash(text: &str) -> u64 {
    XxHash64::oneshot(0, text.as_bytes())
}

impl Memory {
    pub(crate) fn new(most: usize) -> Self {
        Self { states: Vec::new(), most, context: None }
    }

    /// Whether an event tells nothing but what was told last.
    pub(crate) fn repeats(&mut self, kind: EventKind, event: At<'_>) -> bool {
        if !is_state(kind) {
            return false;
        }
        let Some(data) = event.get("data") else { return false };
        let about = match kind {
            // Of several conversations at once, each has its own state.
            EventKind::ConversationUpdated => data.find(&["conversation", "id"]).map_or("", |id| id.raw()),
            _ => "",
        };
        // The screen is part of the state: a widget may stand on another one with the same data.
        let screen = event.get("screen").map_or("", |screen| screen.raw());
        let mut told = XxHash64::with_seed(0);
        told.write(data.raw().as_bytes());
        told.write(screen.as_bytes());
        let told = told.finish();
        let about = hash(about);
        let place = self.states.iter().position(|(k, a, _)| (*k, *a) == (kind, about));
        let last = place.map(|place| self.states.remove(place).2);
        if self.states.len() == self.most {
            self.states.remove(0);
        }
        self.states.push((kind, about, told));
        last == Some(told)
    }
}
