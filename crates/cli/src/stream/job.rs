//! What every job does.

use std::mem;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::turn::{Call, Turn};
use super::{Made, Stream, Translate};
use crate::failure::Failure;
use crate::input::{Arrays, Batch, Feed, Halt, Piece, Place, Records, Take};
use crate::report::Report;

/// What the jobs share.
pub(super) struct Shared<T> {
    host: &'static str,
    arrays: Arrays,
    /// Whether there is one job only.
    is_alone: bool,
    /// Held while waiting for input.
    feed: Mutex<Feed>,
    turn: Mutex<Turn<T>>,
    /// Told whenever something about the turn has changed.
    changed: Condvar,
}

impl<T> Shared<T> {
    pub(super) fn new(stream: Stream, leader: T, report: Report, jobs: usize) -> Self {
        let Stream { host, source, arrays } = stream;
        Self {
            host,
            arrays,
            is_alone: jobs == 1,
            feed: Mutex::new(Feed::new(source)),
            turn: Mutex::new(Turn::new(leader, report)),
            changed: Condvar::new(),
        }
    }

    /// Waits for the end of the run; gives the report back.
    pub(super) fn outcome(&self) -> (Report, Result<(), Failure>) {
        let mut turn = self.turn();
        loop {
            if let Some(ended) = turn.ended.take() {
                // For the jobs it stays over.
                turn.ended = Some(Ok(()));
                if let Some(report) = turn.report.take() {
                    return (report, ended);
                }
            }
            turn = self.wait(turn);
        }
    }

    /// Ends the run before its time.
    pub(super) fn end(&self, how: Result<(), Failure>) {
        self.turn().end(how);
        self.changed.notify_all();
    }

    /// A job that panics leaves nothing half done that another one relies on: the run is over then.
    fn turn(&self) -> MutexGuard<'_, Turn<T>> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'t>(&self, turn: MutexGuard<'t, Turn<T>>) -> MutexGuard<'t, Turn<T>> {
        self.changed.wait(turn).unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until something is to be done with a batch.
    fn call(&self, number: u64) -> (MutexGuard<'_, Turn<T>>, Call) {
        let mut turn = self.turn();
        loop {
            if let Some(call) = turn.call(number) {
                return (turn, call);
            }
            turn = self.wait(turn);
        }
    }

    /// Reads the next batch; false when the run is over for this job.
    fn read(&self, batch: &mut Batch) -> bool {
        let mut feed = self.feed.lock().unwrap_or_else(PoisonError::into_inner);
        let read = feed.next(batch);
        let number = feed.number();
        drop(feed);
        match read {
            Ok(true) => return true,
            Ok(false) => {
                let mut turn = self.turn();
                turn.batches = Some(number);
                turn.end_behind_last();
            }
            Err(failure) => {
                // What came before is still good.
                let (mut turn, _) = self.call(number);
                turn.end(Err(failure));
            }
        }
        self.changed.notify_all();
        false
    }

    /// Prints what was made of this many more bytes of the input.
    fn print(turn: &mut Turn<T>, made: &mut Made, length: usize) {
        let Some(report) = turn.report.as_mut().filter(|_| turn.ended.is_none()) else { return };
        let written = made.print(report);
        report.advance(length);
        if let Err(failure) = written {
            turn.end(Err(failure));
        }
    }
}

/// Does a job's part of the run, until that is over.
pub(super) fn work<T: Translate>(shared: &Shared<T>) {
    if shared.is_alone {
        return Job::new(shared).work();
    }
    let done = panic::catch_unwind(AssertUnwindSafe(|| Job::new(shared).work()));
    if done.is_err() {
        shared.end(Err(Failure::Job("this is a defect of onepane, please report it".to_owned())));
    }
}

struct Job<'s, T> {
    shared: &'s Shared<T>,
    /// The translation that this job uses out of turn, once there can be one.
    fork: Option<T>,
    /// The one that has seen everything before, while it is this job's turn.
    leader: Option<T>,
    /// The number of the batch at hand; of several, the last.
    number: u64,
    is_in_turn: bool,
    made: Made,
}

impl<'s, T: Translate> Job<'s, T> {
    fn new(shared: &'s Shared<T>) -> Self {
        let log = shared.turn().report.as_ref().map(Report::log).unwrap_or_default();
        Self { shared, fork: None, leader: None, number: 0, is_in_turn: false, made: Made::new(log) }
    }

    fn work(mut self) {
        let mut memory = Batch::default();
        loop {
            let mut batch = mem::take(&mut memory);
            if !self.shared.read(&mut batch) {
                return;
            }
            let length = batch.filled;
            (self.number, self.is_in_turn) = (batch.number, false);
            let begin = self.begin(&batch);
            let mut records = Records::new(batch, self.shared.arrays);
            let outcome = begin
                .and_then(|()| records.each(&mut self))
                .and_then(|goes_on| self.take_turn().map(|()| goes_on));
            match outcome {
                Ok(goes_on) => {
                    if self.finish(length, goes_on) {
                        return;
                    }
                    memory = records.into_batch();
                }
                Err(Halt::HandOver) => self.hand_over(records.into_batch()),
                Err(Halt::Ended) => return,
            }
        }
    }

    /// Waits for the batch's turn, if there is no beginning before that.
    fn begin(&mut self, batch: &Batch) -> Result<(), Halt> {
        let turn = self.shared.turn();
        if self.fork.is_none() {
            self.fork = turn.leader.as_ref().and_then(T::fork);
        }
        // Where a record reaches over several batches, this one is likely to be part of it.
        let has_to_wait = batch.continues || turn.is_reaching;
        drop(turn);
        match self.fork {
            None => self.lead(),
            Some(_) if has_to_wait => self.take_turn(),
            Some(_) => Ok(()),
        }
    }

    fn take_turn(&mut self) -> Result<(), Halt> {
        if self.is_in_turn {
            return Ok(());
        }
        let (turn, call) = self.shared.call(self.number);
        drop(turn);
        match call {
            Call::Turn => self.is_in_turn = true,
            Call::HandOver => return Err(Halt::HandOver),
            Call::Ended => return Err(Halt::Ended),
        }
        Ok(())
    }

    /// Goes on with the translation that has seen everything before.
    fn lead(&mut self) -> Result<(), Halt> {
        self.take_turn()?;
        if self.leader.is_none() {
            self.leader = self.shared.turn().leader.take();
        }
        Ok(())
    }

    /// Prints what was made of the batch, and gives the turn to the next one. Whether the run is over, so that
    /// nobody has to wait for more input.
    fn finish(&mut self, length: usize, goes_on: bool) -> bool {
        let mut turn = self.shared.turn();
        Shared::print(&mut turn, &mut self.made, length);
        if let Some(leader) = self.leader.take() {
            turn.leader = Some(leader);
        }
        (turn.next, turn.is_reaching) = (self.number + 1, false);
        if !goes_on {
            turn.end(Ok(()));
        }
        turn.end_behind_last();
        self.shared.changed.notify_all();
        turn.ended.is_some()
    }

    fn hand_over(&mut self, batch: Batch) {
        self.made.clear();
        let mut turn = self.shared.turn();
        (turn.handed, turn.is_wanted) = (Some(batch), false);
        self.shared.changed.notify_all();
    }
}

impl<T: Translate> Take for Job<'_, T> {
    fn piece(&mut self, piece: Piece<'_>) -> Result<(), Halt> {
        match piece {
            Piece::Record(record) => {
                if self.leader.is_none() && self.fork.as_ref().is_some_and(|fork| fork.is_bound(&record)) {
                    self.lead()?;
                }
                self.made.log.taken();
                if let Some(translate) = self.leader.as_mut().or(self.fork.as_mut()) {
                    translate.translate(&record, &mut self.made);
                }
            }
            Piece::Broken(broken) => self.made.log.broken(&broken, self.shared.host),
        }
        Ok(())
    }

    fn line(&mut self, place: Place, text: &str) -> bool {
        let Some(translate) = self.leader.as_mut().or(self.fork.as_mut()) else { return false };
        let is_taken = translate.line(place, text, &mut self.made);
        if is_taken {
            self.made.log.taken();
        }
        is_taken
    }

    fn more(&mut self) -> Result<Option<Batch>, Halt> {
        self.take_turn()?;
        let mut turn = self.shared.turn();
        Shared::print(&mut turn, &mut self.made, 0);
        if turn.ended.is_some() {
            self.shared.changed.notify_all();
            return Err(Halt::Ended);
        }
        (turn.next, turn.is_reaching) = (self.number + 1, true);
        let batch = if self.shared.is_alone {
            drop(turn);
            let mut batch = Batch::default();
            let read = self.shared.read(&mut batch);
            turn = self.shared.turn();
            read.then_some(batch)
        } else {
            turn.is_wanted = true;
            self.shared.changed.notify_all();
            while turn.ended.is_none() && turn.handed.is_none() && turn.batches != Some(turn.next) {
                turn = self.shared.wait(turn);
            }
            turn.is_wanted = false;
            turn.handed.take()
        };
        if turn.ended.is_some() {
            return Err(Halt::Ended);
        }
        if let Some(batch) = &batch {
            self.number += 1;
            if let Some(report) = &mut turn.report {
                report.advance(batch.filled);
            }
        }
        Ok(batch)
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use crate::args::Look;
    use crate::failure::Failure;
    use crate::input::{Arrays, Record, Source};
    use crate::report::Report;
    use crate::stream::{Made, Stream, Translate};

    /// Panics at a record that says so.
    #[derive(Clone)]
    struct Fragile;

    impl Translate for Fragile {
        fn translate(&mut self, record: &Record<'_>, _made: &mut Made) {
            assert_ne!(record.at.raw(), "13", "bad luck");
        }

        fn fork(&self) -> Option<Self> {
            Some(self.clone())
        }
    }

    #[test]
    fn a_job_that_panics_ends_the_run() {
        let numbers: Vec<String> = (0..100_000).map(|number| (number % 50_000).to_string()).collect();
        let reader = Box::new(std::io::Cursor::new(numbers.join("\n")));
        let source = Source { reader, name: "the test".to_owned(), length: None, typed: false };
        let look = Look { color: clap::ColorChoice::Never, quiet: true };
        let report = Report::new(&look, ["numbers", "nothing"]);
        let stream = Stream { host: "test", source, arrays: Arrays::Split };
        let (_, ended) = stream.run_by(NonZeroUsize::new(4), Fragile, report);
        assert!(matches!(ended, Err(Failure::Job(_))), "{ended:?}");
    }
}
