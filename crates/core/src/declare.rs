//! How an adapter states what its host can tell and do: one const table.

use onepane_model::{ActionKind, Capabilities, Constraint, EventKind, Level, Support, Unit};

use crate::adapter::Adapter;
use crate::refusal::{Refusal, Rule};

/// One line of a host's table of capabilities.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Declared<K> {
    /// The kind of event or action.
    pub kind: K,
    /// How well it is supported.
    pub level: Level,
    /// Why not fully; empty for `full`.
    pub reason: &'static str,
    /// What to use in its stead; empty for nothing.
    pub instead: &'static str,
    /// What must be given for it to work.
    pub needs: &'static [&'static str],
    /// The limits that its data must keep.
    pub limits: &'static [Limit],
}

/// A limit on one member of an action's data.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Limit {
    /// A text's length.
    Length {
        /// The member.
        field: &'static str,
        /// The least length.
        min: u64,
        /// The greatest length; `None` for no bound that is known.
        max: Option<u64>,
        /// What is counted.
        unit: Unit,
    },
    /// One of given words.
    OneOf(&'static str, &'static [&'static str]),
    /// A form, told in words; the adapter's commands check it.
    Form(&'static str, &'static str),
}

impl Limit {
    /// The neutral form.
    pub fn constraint(&self) -> Constraint {
        match *self {
            Self::Length { field, min, max, unit } => Constraint::length(field, min, max, unit),
            Self::OneOf(field, words) => Constraint::one_of(field, words),
            Self::Form(field, form) => Constraint::form(field, form),
        }
    }

    /// The refusal of data that breaks it.
    pub fn broken(&self) -> Refusal {
        Refusal::limit(self.constraint())
    }

    /// The refusal of data that breaks it. `form` says in what way, where the limit as it is declared says more
    /// than matters here; the rule is the limit as it is declared, so that whoever has read it finds it again.
    pub fn refusal(&self, form: &str) -> Refusal {
        let constraint = self.constraint();
        let reason = Constraint::form(&constraint.field, form).words();
        Refusal::new(Rule::Limit(Box::new(constraint)), reason)
    }
}

/// A kind that works as the model describes it.
pub const fn full<K>(kind: K) -> Declared<K> {
    Declared { kind, level: Level::Full, reason: "", instead: "", needs: &[], limits: &[] }
}

/// A kind that works with a loss.
pub const fn degraded<K>(kind: K, reason: &'static str) -> Declared<K> {
    Declared { kind, level: Level::Degraded, reason, instead: "", needs: &[], limits: &[] }
}

/// A kind that does not work.
pub const fn unsupported<K>(kind: K, reason: &'static str) -> Declared<K> {
    Declared { kind, level: Level::Unsupported, reason, instead: "", needs: &[], limits: &[] }
}

impl<K: Copy> Declared<K> {
    /// What must be given for it to work.
    #[must_use]
    pub const fn needs(mut self, needs: &'static [&'static str]) -> Self {
        self.needs = needs;
        self
    }

    /// The limits that its data must keep.
    #[must_use]
    pub const fn limits(mut self, limits: &'static [Limit]) -> Self {
        self.limits = limits;
        self
    }

    /// What to use in its stead.
    #[must_use]
    pub const fn instead(mut self, instead: &'static str) -> Self {
        self.instead = instead;
        self
    }

    fn support(&self) -> Support {
        let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let mut support = Support::new(self.level);
        support.reason = said(self.reason);
        support.instead = said(self.instead);
        support.needs = self.needs.iter().map(|&need| need.to_owned()).collect();
        support.constraints = self.limits.iter().map(Limit::constraint).collect();
        support
    }
}

/// What a host's lines say of a kind; the first of several counts. A kind without a line is unsupported, for the reason
/// given.
pub fn support<K: Copy + PartialEq>(lines: &[Declared<K>], kind: K, otherwise: &str) -> Support {
    match lines.iter().find(|line| line.kind == kind) {
        Some(line) => line.support(),
        None => {
            let mut support = Support::new(Level::Unsupported);
            support.reason = Some(otherwise.to_owned());
            support
        }
    }
}

/// What a host can tell and do at best: [`Adapter::capabilities`] of an adapter of any type.
pub fn declared(adapter: &dyn Adapter) -> Capabilities {
    table(adapter, |kind| adapter.action_support(kind))
}

/// What a host can tell and do now: [`Adapter::effective`] of an adapter of any type.
pub fn effective(adapter: &dyn Adapter) -> Capabilities {
    table(adapter, |kind| adapter.effective_support(kind))
}

fn table(adapter: &dyn Adapter, action: impl Fn(ActionKind) -> Support) -> Capabilities {
    let mut table = Capabilities::new(adapter.host());
    for kind in EventKind::ALL {
        table.events.insert(kind.as_str().to_owned(), adapter.event_support(*kind));
    }
    for kind in ActionKind::ALL {
        table.actions.insert(kind.as_str().to_owned(), action(*kind));
    }
    table
}
