//! Adapters that are wrong on purpose: whether the suite notices says what it is worth.
//!
//! A mutant is the adapter of a kit with one thing changed, in a row of its tables ([`tables`]) or in a line of
//! its capabilities ([`lines`]). It is caught when a property fails that holds for the adapter as it is.

mod lines;
mod tables;

use std::sync::Arc;

use onepane_map::Protocol;
use onepane_model::Support;

use crate::conformance::property::Exam;
use crate::conformance::report::{Finding, Verdict};
use crate::conformance::{Effort, Kit, property_of};
use lines::Subject;

/// Properties that judge tables, those first that see most in least time.
const TABLES: &[&str] = &[
    "tables.sound",
    "fixtures.translated",
    "lossless.fixtures",
    "fixtures.documented",
    "lossless.answers",
    "triage.corrupt",
    "triage.unknown",
    "triage.foreign",
    "secrets.hidden",
    "coverage.leaves",
    "lossless.generated",
    "emulator.forms",
    "events.as_declared",
    "actions.as_declared",
    "actions.understood",
    "fixtures.outbound",
];

/// Properties that judge a line about events.
const EVENTS: &[&str] = &["capabilities.stated", "events.as_declared", "events.effective", "triage.unknown"];

/// Properties that judge a line about actions.
const ACTIONS: &[&str] = &[
    "capabilities.stated",
    "limits.edge",
    "limits.beyond",
    "limits.declared",
    "limits.shared",
    "actions.as_declared",
    "actions.disclaimed",
    "actions.unmet",
    "actions.effective",
    "actions.heard",
    "actions.understood",
    "fixtures.outbound",
];

/// An adapter with one thing changed.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Mutant {
    /// What is changed: `row dropped`, `limit one more`.
    pub kind: &'static str,
    /// Where: an event and a row, or a kind and a member.
    pub place: String,
    change: Change,
}

#[derive(Clone)]
enum Change {
    Tables(&'static Protocol),
    Line(lines::Edit, Subject),
}

impl std::fmt::Debug for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Tables(_) => "Tables",
            Self::Line(..) => "Line",
        })
    }
}

impl Mutant {
    fn of_tables(kind: &'static str, place: impl Into<String>, protocol: &'static Protocol) -> Self {
        Self { kind, place: place.into(), change: Change::Tables(protocol) }
    }

    fn of_line(
        kind: &'static str,
        place: impl Into<String>,
        subject: Subject,
        edit: impl Fn(Subject, Support) -> Support + Send + Sync + 'static,
    ) -> Self {
        Self { kind, place: place.into(), change: Change::Line(Arc::new(edit), subject) }
    }
}

impl Kit {
    /// Every mutant of the adapter: each row of its tables dropped, swapped with its neighbour, given another codec
    /// and stripped of each flag; each event named otherwise; each line of its capabilities turned round; each limit
    /// off by one.
    pub fn mutants(&self) -> Vec<Mutant> {
        let mut mutants = tables::mutants(self.protocol);
        mutants.extend(lines::mutants(self));
        mutants
    }

    /// The first property that fails for a mutant; `None` for one that survives.
    ///
    /// A property that fails for the adapter as it is catches nothing.
    pub fn catches(&self, mutant: &Mutant, cases: u32) -> Option<&'static str> {
        let mut kit = self.clone();
        let (list, focus) = match &mutant.change {
            Change::Tables(protocol) => {
                kit.protocol = protocol;
                (TABLES, None)
            }
            Change::Line(edit, subject) => {
                kit.change = Some(lines::with(edit.clone()));
                match subject {
                    Subject::Event(_) => (EVENTS, None),
                    Subject::Action(kind) => (ACTIONS, Some(*kind)),
                }
            }
        };
        let mut exam = Exam::new(&kit, Effort { cases, random: false });
        exam.focus = focus;
        exam.is_hasty = true;
        list.iter()
            .filter_map(|id| property_of(id))
            .find(|property| Finding::of(property, &exam).verdict == Verdict::Failed)
            .map(|property| property.id)
    }
}
