//! Link and clock of a page: it hands in frames and moments, and takes frames out, whenever it calls.

use std::cell::Cell;
use std::future::poll_fn;
use std::task::Poll;

use async_trait::async_trait;
use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures_util::StreamExt as _;
use onepane::Frame;
use onepane::core::{Error, ErrorKind, Link};
use onepane::model::Time;
use onepane::session::Clock;

/// The widget's end of the way to the page.
pub(super) struct PageLink {
    coming: UnboundedReceiver<Frame>,
    going: UnboundedSender<Frame>,
}

/// The page's end.
pub(super) struct Wires {
    coming: UnboundedSender<Frame>,
    going: UnboundedReceiver<Frame>,
}

impl PageLink {
    pub(super) fn new() -> (Self, Wires) {
        let (tell, coming) = unbounded();
        let (going, take) = unbounded();
        (Self { coming, going }, Wires { coming: tell, going: take })
    }
}

impl Wires {
    /// Hands a frame in. After the end of the session nobody takes it.
    pub(super) fn deliver(&self, frame: Frame) {
        let _ = self.coming.unbounded_send(frame);
    }

    /// The frames that want to go out now.
    pub(super) fn sent(&mut self) -> impl Iterator<Item = Frame> {
        std::iter::from_fn(|| self.going.try_recv().ok())
    }
}

#[async_trait]
impl Link for PageLink {
    async fn send(&mut self, frame: &Frame) -> Result<(), Error> {
        self.going
            .unbounded_send(frame.clone())
            .map_err(|error| Error::new(ErrorKind::Closed, error.to_string()))
    }

    async fn receive(&mut self) -> Result<Option<Frame>, Error> {
        Ok(self.coming.next().await)
    }
}

/// The moment at which the page called, and the first one that somebody waits for.
#[derive(Debug, Default)]
pub(super) struct PageClock {
    now: Cell<Time>,
    next: Cell<Option<Time>>,
}

impl PageClock {
    pub(super) fn set(&self, now: Time) {
        self.now.set(now);
    }

    /// Forgets what was waited for: whoever still waits says so again when it is polled.
    pub(super) fn forget(&self) {
        self.next.set(None);
    }

    pub(super) fn next(&self) -> Option<Time> {
        self.next.get()
    }
}

#[async_trait(?Send)]
impl Clock for PageClock {
    fn now(&self) -> Time {
        self.now.get()
    }

    async fn sleep_until(&self, moment: Time) {
        poll_fn(|_| {
            if self.now.get() >= moment {
                return Poll::Ready(());
            }
            self.next.set(Some(self.next.get().map_or(moment, |next| next.min(moment))));
            Poll::Pending
        })
        .await;
    }
}
