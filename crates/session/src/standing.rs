//! What can be had now, so that a change of it is noticed.

use onepane_core::Adapter;
use onepane_model::{ActionKind, Constraint, Level};

/// How each action stands that the host can do at best.
#[derive(Debug)]
pub(crate) struct Standing {
    actions: Vec<Watched>,
}

#[derive(Debug)]
struct Watched {
    kind: ActionKind,
    needs: Vec<String>,
    /// The place of the first need that is not met.
    unmet: Option<usize>,
    /// The limits that the host has told.
    limits: Vec<Constraint>,
}

impl Standing {
    pub(crate) fn new(adapter: &dyn Adapter) -> Self {
        let mut actions = Vec::new();
        for kind in ActionKind::ALL {
            let support = adapter.action_support(*kind);
            if support.level != Level::Unsupported {
                let mut action =
                    Watched { kind: *kind, needs: support.needs, unmet: None, limits: Vec::new() };
                action.look(adapter);
                actions.push(action);
            }
        }
        Self { actions }
    }

    /// The actions that can be had otherwise than when it was last asked.
    pub(crate) fn changed(&mut self, adapter: &dyn Adapter) -> Vec<ActionKind> {
        let mut changed = Vec::new();
        for action in &mut self.actions {
            if action.look(adapter) {
                changed.push(action.kind);
            }
        }
        changed
    }
}

impl Watched {
    /// Looks how it stands; whether that is otherwise than before.
    fn look(&mut self, adapter: &dyn Adapter) -> bool {
        let unmet = self.needs.iter().position(|need| !adapter.meets(need));
        let limits = adapter.live_limits(self.kind);
        let changed = self.unmet != unmet || self.limits != limits;
        (self.unmet, self.limits) = (unmet, limits);
        changed
    }
}
