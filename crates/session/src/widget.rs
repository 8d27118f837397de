//! The author's side.

use std::time::Duration;

use async_trait::async_trait;
use onepane_model::{Event, EventKind, Time};

use crate::console::Console;

/// A widget's logic: it is told events, and acts through the [`Console`]. It knows no host.
///
/// While one call waits, for an answer or for a database, further events wait for it; they are told in
/// order. Everything runs in one thread.
#[async_trait(?Send)]
pub trait Widget {
    /// The events that it has a use for. Hosts that tell only what they are asked for are asked for these;
    /// others tell theirs all the same.
    fn wants(&self) -> &[EventKind] {
        EventKind::ALL
    }

    /// The host has told something, or the session has worked it out.
    ///
    /// The result of an action comes here only when it was [posted](Console::post); whoever
    /// [waits](Console::send) for it gets it instead.
    async fn event(&mut self, event: &Event, console: &Console);

    /// Time has passed; called every [`interval`](Self::interval).
    async fn tick(&mut self, _now: Time, _console: &Console) {}

    /// How often [`tick`](Self::tick) is called. Absent: never.
    fn interval(&self) -> Option<Duration> {
        None
    }
}

/// A widget's logic that never waits. Results of what it [posts](Console::post) come as events.
pub trait SyncWidget {
    /// The events that it has a use for.
    fn wants(&self) -> &[EventKind] {
        EventKind::ALL
    }

    /// The host has told something, or the session has worked it out.
    fn event(&mut self, event: &Event, console: &Console);

    /// Time has passed; called every [`interval`](Self::interval).
    fn tick(&mut self, _now: Time, _console: &Console) {}

    /// How often [`tick`](Self::tick) is called. Absent: never.
    fn interval(&self) -> Option<Duration> {
        None
    }
}

/// A [`SyncWidget`] as a [`Widget`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(clippy::exhaustive_structs, reason = "a wrapper, made by writing it")]
pub struct Synchronous<W>(pub W);

#[async_trait(?Send)]
impl<W: SyncWidget> Widget for Synchronous<W> {
    fn wants(&self) -> &[EventKind] {
        self.0.wants()
    }

    async fn event(&mut self, event: &Event, console: &Console) {
        self.0.event(event, console);
    }

    async fn tick(&mut self, now: Time, console: &Console) {
        self.0.tick(now, console);
    }

    fn interval(&self) -> Option<Duration> {
        self.0.interval()
    }
}
