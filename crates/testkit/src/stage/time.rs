//! The time of a play.

use std::fmt::Write as _;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

use async_trait::async_trait;
use onepane_model::Time;
use onepane_session::Clock;

/// When every play begins: 2026-02-02T02:40:00Z, in milliseconds since the Unix epoch.
pub(super) const BEGIN: i64 = 1_770_000_000_000;

/// What everybody in a play shares: the time, whoever waits for it, and what has happened.
#[derive(Debug, Clone)]
pub(super) struct House(Arc<Mutex<Inner>>);

#[derive(Debug)]
struct Inner {
    now: i64,
    waits: Vec<i64>,
    transcript: String,
}

impl House {
    pub(super) fn shared() -> Self {
        Self(Arc::new(Mutex::new(Inner { now: BEGIN, waits: Vec::new(), transcript: String::new() })))
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn now(&self) -> i64 {
        self.inner().now
    }

    /// Writes down what has happened.
    pub(super) fn line(&self, who: &str, what: &str) {
        let mut inner = self.inner();
        let passed = inner.now - BEGIN;
        // Writing to a string does not fail.
        let _ = writeln!(inner.transcript, "{:>3}.{:03} {who:<5} {what}", passed / 1000, passed % 1000);
    }

    pub(super) fn take_transcript(&self) -> String {
        std::mem::take(&mut self.inner().transcript)
    }

    /// Whether a moment has come; if not, time will stop there.
    pub(super) fn wait(&self, until: i64, _context: &Context<'_>) -> Poll<()> {
        let mut inner = self.inner();
        if inner.now >= until {
            return Poll::Ready(());
        }
        inner.waits.push(until);
        Poll::Pending
    }

    /// Moves on to the next moment for which somebody waits.
    fn move_on(&self) {
        let mut inner = self.inner();
        let next = inner.waits.iter().copied().min();
        inner.now = next.expect("the widget waits for something that never comes");
        inner.waits.clear();
    }
}

/// Whether there is something to do.
struct Bell(AtomicBool);

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Runs a play to its end, moving time on whenever everybody waits.
///
/// There is one task, so everything is looked at again after each move.
pub(super) fn run<T>(house: &House, play: impl Future<Output = T>) -> T {
    let bell = Arc::new(Bell(AtomicBool::new(true)));
    let waker = Waker::from(Arc::clone(&bell));
    let mut context = Context::from_waker(&waker);
    let mut play = pin!(play);
    loop {
        while bell.0.swap(false, Ordering::Relaxed) {
            house.inner().waits.clear();
            if let Poll::Ready(outcome) = play.as_mut().poll(&mut context) {
                return outcome;
            }
        }
        house.move_on();
        bell.0.store(true, Ordering::Relaxed);
    }
}

/// The play's clock.
pub(super) struct StageClock(pub(super) House);

#[async_trait(?Send)]
impl Clock for StageClock {
    fn now(&self) -> Time {
        Time::from_millis(self.0.now()).unwrap_or_default()
    }

    async fn sleep_until(&self, moment: Time) {
        poll_fn(|context| self.0.wait(moment.as_millis(), context)).await;
    }
}
