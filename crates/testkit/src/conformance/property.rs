//! What a property is, and how its trials are run.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, OnceLock, PoisonError};

use onepane_model::{Action, ActionKind};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::conformance::Effort;
use crate::conformance::fault::{Attempt, Fault};
use crate::conformance::kit::Kit;
use crate::conformance::scene::Position;
use crate::conformance::survey::Surveyed;

/// Something that every adapter is expected to keep to.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Property {
    /// Its stable name, such as `lossless.fixtures`.
    pub id: &'static str,
    /// How strictly it is meant.
    pub clause: Clause,
    /// What is claimed.
    pub claim: &'static str,
    /// Why it matters.
    pub reason: &'static str,
    pub(crate) check: fn(&Exam<'_>, &mut Trials),
}

/// How strictly a property is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Clause {
    /// Without it, it is no adapter: an expected failure of it means that the adapter does not conform yet.
    Must,
    /// There may be reasons against it: stated in the list of expected failures, the adapter still conforms.
    Should,
}

impl Clause {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
        }
    }
}

/// What is examined, and how thoroughly.
#[derive(Debug)]
pub(crate) struct Exam<'k> {
    pub(crate) kit: &'k Kit,
    effort: Effort,
    /// Whether one fault says enough, so that what is left of a property is not tried.
    pub(crate) is_hasty: bool,
    /// The one kind of actions that matters. Absent: all of them.
    pub(crate) focus: Option<ActionKind>,
    pub(crate) positions: Shared<Position>,
    pub(crate) known: Shared<Action>,
    pub(crate) survey: Shared<Surveyed>,
}

impl<'k> Exam<'k> {
    pub(crate) fn new(kit: &'k Kit, effort: Effort) -> Self {
        Self {
            kit,
            effort,
            is_hasty: false,
            focus: None,
            positions: Shared::default(),
            known: Shared::default(),
            survey: Shared::default(),
        }
    }

    /// How many frames are generated for one setup: all of them together share the effort.
    pub(crate) fn cases(&self) -> u32 {
        let setups = u32::try_from(self.kit.setups.len()).unwrap_or(u32::MAX);
        self.effort.cases.div_ceil(setups.max(1))
    }

    /// The runner of generated trials.
    pub(crate) fn runner(&self) -> TestRunner {
        let mut config = Config { cases: self.cases(), failure_persistence: None, ..Config::default() };
        if self.is_hasty {
            config.max_shrink_iters = 0;
        }
        if self.effort.random { TestRunner::new(config) } else { TestRunner::new_with_rng(config, fixed()) }
    }
}

/// What several properties stand on: worked out by the first that asks, while the others wait.
#[derive(Debug)]
pub(crate) struct Shared<T> {
    found: OnceLock<Vec<T>>,
    working: Mutex<()>,
}

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self { found: OnceLock::new(), working: Mutex::new(()) }
    }
}

impl<T> Shared<T> {
    pub(crate) fn get(&self, work: impl FnOnce() -> Attempt<Vec<T>>) -> Attempt<&[T]> {
        if let Some(found) = self.found.get() {
            return Ok(found);
        }
        let _working = self.working.lock().unwrap_or_else(PoisonError::into_inner);
        match self.found.get() {
            Some(found) => Ok(found),
            None => {
                let found = work()?;
                Ok(self.found.get_or_init(|| found))
            }
        }
    }
}

/// The same numbers in every run.
fn fixed() -> TestRng {
    TestRng::deterministic_rng(RngAlgorithm::ChaCha)
}

/// The trials of one property, as they are run.
#[derive(Debug, Default)]
pub(crate) struct Trials {
    pub(crate) count: usize,
    pub(crate) faults: Vec<Fault>,
    pub(crate) figures: Vec<String>,
    pub(crate) skipped: Option<&'static str>,
    /// Whether a fault ends the property.
    pub(crate) is_hasty: bool,
}

impl Trials {
    /// Whether nothing more needs to be tried.
    pub(crate) fn is_over(&self) -> bool {
        self.is_hasty && !self.faults.is_empty()
    }

    /// Runs a trial; a panic in it is a fault.
    pub(crate) fn run<T>(&mut self, name: impl AsRef<str>, trial: impl FnOnce() -> Attempt<T>) -> Option<T> {
        if self.is_over() {
            return None;
        }
        self.count += 1;
        match caught(trial) {
            Ok(outcome) => Some(outcome),
            Err(fault) => {
                self.faults.push(fault.of(name.as_ref()));
                None
            }
        }
    }

    /// What trials stand on: no trial itself, but a fault without it.
    pub(crate) fn need<T>(
        &mut self,
        name: impl AsRef<str>,
        attempt: impl FnOnce() -> Attempt<T>,
    ) -> Option<T> {
        if self.is_over() {
            return None;
        }
        match caught(attempt) {
            Ok(outcome) => Some(outcome),
            Err(fault) => {
                self.fault(name, fault);
                None
            }
        }
    }

    /// A trial whose outcome is known.
    pub(crate) fn fault(&mut self, name: impl AsRef<str>, fault: Fault) {
        self.count += 1;
        self.faults.push(fault.of(name.as_ref()));
    }

    /// A number that is worth knowing.
    pub(crate) fn figure(&mut self, text: impl Into<String>) {
        self.figures.push(text.into());
    }

    /// Nothing can be tried, because of this.
    pub(crate) fn skip(&mut self, reason: &'static str) {
        self.skipped = Some(reason);
    }
}

/// What an attempt comes to, with a panic in it as a fault.
pub(crate) fn caught<T>(attempt: impl FnOnce() -> Attempt<T>) -> Attempt<T> {
    catch_unwind(AssertUnwindSafe(attempt)).unwrap_or_else(|panic| {
        let said = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("a panic without words");
        Err(Fault::new("", "no panic", format!("the panic `{said}`")))
    })
}
