//! Whose turn it is.

use crate::failure::Failure;
use crate::input::Batch;
use crate::report::Report;

/// Whose turn it is, and what only the job whose turn it is may touch.
pub(super) struct Turn<T> {
    /// The number of the batch whose turn it is.
    pub(super) next: u64,
    /// Whether a record reaches into that batch: whoever has it is to hand it over.
    pub(super) is_wanted: bool,
    /// Whether a record that reached beyond its batch is still being looked at.
    pub(super) is_reaching: bool,
    /// The batch that was handed over.
    pub(super) handed: Option<Batch>,
    /// How many batches there are. Absent until the last one has been read.
    pub(super) batches: Option<u64>,
    /// How the run ended. Absent until it has.
    pub(super) ended: Option<Result<(), Failure>>,
    /// The translation that has seen all the records before this turn. Absent while a job uses it.
    pub(super) leader: Option<T>,
    /// Absent once the run is over.
    pub(super) report: Option<Report>,
}

/// What a job is to do with its batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Call {
    /// It is the batch's turn.
    Turn,
    /// The batch is part of what another job looks at.
    HandOver,
    /// Nothing: the run is over.
    Ended,
}

impl<T> Turn<T> {
    pub(super) fn new(leader: T, report: Report) -> Self {
        Self {
            next: 0,
            is_wanted: false,
            is_reaching: false,
            handed: None,
            batches: None,
            ended: None,
            leader: Some(leader),
            report: Some(report),
        }
    }

    /// What is to be done with a batch; `None` as long as it has to wait.
    pub(super) fn call(&self, number: u64) -> Option<Call> {
        if self.ended.is_some() {
            return Some(Call::Ended);
        }
        (self.next == number).then_some(if self.is_wanted { Call::HandOver } else { Call::Turn })
    }

    /// Ends the run, unless it is over.
    pub(super) fn end(&mut self, how: Result<(), Failure>) {
        self.ended.get_or_insert(how);
    }

    /// Ends the run when the last batch has had its turn.
    pub(super) fn end_behind_last(&mut self) {
        if self.batches == Some(self.next) && !self.is_reaching {
            self.end(Ok(()));
        }
    }
}
