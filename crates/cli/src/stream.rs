//! The run over an input: several jobs translate batches of it, and what they make comes out in the order
//! of the input, byte for byte as one job alone would make it.
//!
//! All jobs do the same (`job.rs`): read a batch while no other job reads, translate it, wait for their turn
//! (`turn.rs`), print, begin again. So there are never more batches than jobs, and nobody is in charge of
//! the others.
//!
//! - A batch is believed to begin where a record may begin. Where a record or a list reaches beyond its
//!   batch, the job whose turn it is asks for the batches behind it; whoever has one hands it over, and what
//!   was made of it is thrown away.
//! - What a record becomes may depend on the records before it. [`Translate`] says so, and then the batch
//!   waits for its turn before it is translated.

mod job;
mod turn;

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::thread;

use crate::failure::Failure;
use crate::input::{Arrays, Place, Record, Source};
use crate::output;
use crate::report::{Log, Report};
use job::{Shared, work};

/// Shorter input is not worth another job, in bytes.
const WORTH_A_JOB: u64 = 256 * 1024;

/// Translates records, one after the other.
pub(crate) trait Translate: Sized {
    /// Puts what a record becomes, and what there is to tell of it, behind what was made before.
    fn translate(&mut self, record: &Record<'_>, made: &mut Made);

    /// Translates a line that has not been looked at, if it can be told without looking at it twice what it
    /// is; whether it did. Then it made what [`translate`](Self::translate) would have made.
    fn line(&mut self, _place: Place, _text: &str, _made: &mut Made) -> bool {
        false
    }

    /// Another one that makes the same of what is to come. `None` as long as that depends on what came
    /// before.
    fn fork(&self) -> Option<Self>;

    /// Whether what this record becomes depends on those before it, even so: no fork is asked then.
    fn is_bound(&self, _record: &Record<'_>) -> bool {
        false
    }
}

/// Translates by a function that remembers what came before.
pub(crate) struct InOrder<F>(pub(crate) F);

impl<F: FnMut(&Record<'_>, &mut Made)> Translate for InOrder<F> {
    fn translate(&mut self, record: &Record<'_>, made: &mut Made) {
        (self.0)(record, made);
    }

    fn fork(&self) -> Option<Self> {
        None
    }
}

/// What records have become, and what there is to tell of them.
#[derive(Debug)]
pub(crate) struct Made {
    /// Whole lines.
    pub(crate) out: String,
    pub(crate) log: Log,
}

impl Made {
    pub(crate) fn new(log: Log) -> Self {
        Self { out: String::new(), log }
    }

    /// Puts a line behind the others.
    pub(crate) fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// Prints and tells it, and forgets it.
    pub(crate) fn print(&mut self, report: &mut Report) -> Result<(), Failure> {
        let written = output::write(&self.out);
        report.tell(&mut self.log);
        self.clear();
        written
    }

    fn clear(&mut self) {
        self.out.clear();
        self.log.clear();
    }
}

/// An input to be run over.
pub(crate) struct Stream {
    /// The host whose fault a bad record is.
    pub(crate) host: &'static str,
    pub(crate) source: Source,
    pub(crate) arrays: Arrays,
}

impl Stream {
    /// Translates everything in this thread; gives the report back, and how it ended.
    pub(crate) fn run<T: Translate>(self, translate: T, report: Report) -> (Report, Result<(), Failure>) {
        output::end_between_writes();
        let shared = Shared::new(self, translate, report, 1);
        work(&shared);
        shared.outcome()
    }

    /// The same by several jobs; without a number, by as many as there are cores.
    pub(crate) fn run_by<T: Translate + Send + 'static>(
        self,
        jobs: Option<NonZeroUsize>,
        translate: T,
        report: Report,
    ) -> (Report, Result<(), Failure>) {
        let jobs = self.jobs(jobs);
        if jobs == 1 {
            return self.run(translate, report);
        }
        output::end_between_writes();
        let shared = Arc::new(Shared::new(self, translate, report, jobs));
        // Nobody waits for a job's thread: one may be waiting for input that never comes, while the run is
        // over because nobody reads the output any more.
        for _ in 0..jobs {
            let own = Arc::clone(&shared);
            let started = thread::Builder::new().name("job".to_owned()).spawn(move || work(&own));
            if let Err(error) = started {
                shared.end(Err(Failure::Job(error.to_string())));
            }
        }
        shared.outcome()
    }

    fn jobs(&self, wanted: Option<NonZeroUsize>) -> usize {
        let most = match self.source.length {
            Some(length) => usize::try_from(length / WORTH_A_JOB + 1).unwrap_or(usize::MAX),
            None => usize::MAX,
        };
        wanted.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get).min(most)
    }
}
