//! What can be had now, so that a change of it is noticed.

use onepane_core::Adapter;
use onepane_model::{ActionKind, Constraint, Level};

/// What each action needs, the first of it that is not given, and the limits that the host has told.
#[derive(Debug)]
pub(crate) struct Standing {
    needs: Vec<(ActionKind, Vec<String>)>,
    now: Vec<(Option<usize>, Vec<Constraint>)>,
}

impl Standing {
    pub(crate) fn new(adapter: &dyn Adapter) -> Self {
        let needs: Vec<_> = ActionKind::ALL
            .iter()
            .map(|kind| (*kind, adapter.action_support(*kind)))
            .filter(|(_, support)| support.level != Level::Unsupported)
            .map(|(kind, support)| (kind, support.needs))
            .collect();
        let now = Self::look(&needs, adapter).collect();
        Self { needs, now }
    }

    fn look<'a>(
        needs: &'a [(ActionKind, Vec<String>)],
        adapter: &'a dyn Adapter,
    ) -> impl Iterator<Item = (Option<usize>, Vec<Constraint>)> + 'a {
        needs.iter().map(|(kind, needs)| {
            (needs.iter().position(|need| !adapter.meets(need)), adapter.live_limits(*kind))
        })
    }

    /// The actions that can be had otherwise than when it was last asked.
    pub(crate) fn changed(&mut self, adapter: &dyn Adapter) -> Vec<ActionKind> {
        let mut changed = Vec::new();
        let fresh = Self::look(&self.needs, adapter);
        for ((kind, _), (old, new)) in self.needs.iter().zip(self.now.iter_mut().zip(fresh)) {
            if *old != new {
                *old = new;
                changed.push(*kind);
            }
        }
        changed
    }
}
