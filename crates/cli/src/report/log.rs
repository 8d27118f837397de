//! What there is to tell of a batch of records, in their order, until it is told.

use std::fmt::Display;
use std::mem;

use anstyle::Style;

use super::{ERROR, HINT, WARNING};
use crate::input::{Broken, Place, Reason};

/// What there is to tell of a batch of records, and what is to be counted.
#[derive(Debug, Default)]
pub(crate) struct Log {
    quiet: bool,
    /// The input that is meant, where it is not the one that counts.
    aside: Option<String>,
    text: String,
    counts: Counts,
}

/// What a summary counts.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) taken: u64,
    pub(super) made: u64,
    /// Actions that came out beside what is made.
    pub(super) acted: u64,
    pub(super) ignored: u64,
    /// Those of the ignored that were meant for another host.
    pub(super) foreign: u64,
    pub(super) unmatched: u64,
    pub(super) refused: u64,
    pub(super) failed: u64,
    /// Failures in what is read beside the input.
    pub(super) aside: u64,
}

impl Counts {
    pub(super) fn add(&mut self, other: Self) {
        let Self { taken, made, acted, ignored, foreign, unmatched, refused, failed, aside } = other;
        self.taken += taken;
        self.made += made;
        self.acted += acted;
        self.ignored += ignored;
        self.foreign += foreign;
        self.unmatched += unmatched;
        self.refused += refused;
        self.failed += failed;
        self.aside += aside;
    }

    /// Whether anything went wrong.
    pub(super) fn has_bad(&self) -> bool {
        self.failed + self.refused + self.aside > 0
    }
}

impl Log {
    pub(super) fn new(quiet: bool, aside: Option<String>) -> Self {
        Self { quiet, aside, text: String::new(), counts: Counts::default() }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn take_counts(&mut self) -> Counts {
        mem::take(&mut self.counts)
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.counts = Counts::default();
    }

    /// A record was read.
    pub(crate) fn taken(&mut self) {
        if self.aside.is_none() {
            self.counts.taken += 1;
        }
    }

    /// This many frames, events or actions came out.
    pub(crate) fn made(&mut self, count: usize) {
        self.counts.made += count as u64;
    }

    /// An action came out beside what is made.
    pub(crate) fn acted(&mut self) {
        self.counts.acted += 1;
    }

    /// A record is nobody's business here.
    pub(crate) fn ignored(&mut self) {
        if self.aside.is_none() {
            self.counts.ignored += 1;
        }
    }

    /// A record was meant for another host.
    pub(crate) fn foreign(&mut self) {
        if self.aside.is_none() {
            self.counts.foreign += 1;
        }
        self.ignored();
    }

    /// An event has no counterpart at a host.
    pub(crate) fn unmatched(&mut self, place: Place, host: &str, event: &str) {
        self.counts.unmatched += 1;
        self.warning(place, host, format_args!("this host has no event like {event}"));
    }

    /// An action is refused.
    pub(crate) fn refused(&mut self, place: Place, reason: &dyn Display, hint: Option<&str>) {
        self.counts.refused += 1;
        self.complain(place, ERROR, reason, hint);
    }

    /// A record cannot be translated.
    pub(crate) fn failed(&mut self, place: Place, host: &str, reason: &Reason) {
        match self.aside {
            Some(_) => self.counts.aside += 1,
            None => self.counts.failed += 1,
        }
        self.complain(place, ERROR, &format!("{host}: {}{reason}", item(place)), reason.hint);
    }

    /// Something is no record at all.
    pub(crate) fn broken(&mut self, broken: &Broken, host: &str) {
        self.taken();
        self.failed(broken.place, host, &broken.reason);
    }

    /// A record was translated, but something is odd about it.
    pub(crate) fn warning(&mut self, place: Place, host: &str, text: impl Display) {
        if !self.quiet {
            let text = format!("{host}: {}{WARNING}warning:{WARNING:#} {text}", item(place));
            self.complain(place, Style::new(), &text, None);
        }
    }

    fn complain(&mut self, place: Place, style: Style, text: &dyn Display, hint: Option<&str>) {
        if let Some(name) = &self.aside {
            self.text.push_str(name);
            self.text.push_str(": ");
        }
        self.text.push_str(&format!("{style}line {}:{style:#} {text}\n", place.line));
        if let Some(hint) = hint {
            self.text.push_str(&format!("{HINT}hint:{HINT:#} {hint}\n"));
        }
    }
}

/// Which of several records on one line is meant.
fn item(place: Place) -> String {
    place.item.map(|item| format!("item {item}: ")).unwrap_or_default()
}
