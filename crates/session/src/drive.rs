//! The driver: brings session, link, clock and widget together.

use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::future::{Either, join, select};
use onepane_core::{Error, ErrorKind, Link};
use onepane_model::Time;

use crate::console::Console;
use crate::notice::Notice;
use crate::session::Session;
use crate::widget::Widget;

/// Where the time comes from.
#[async_trait(?Send)]
pub trait Clock {
    /// The present moment.
    fn now(&self) -> Time;

    /// Waits for a moment; one that has passed is waited for no longer.
    async fn sleep_until(&self, moment: Time);
}

/// Runs a widget until the host is gone or the session has ended, and every event has been told.
///
/// `notices` is told what a developer may want to know. The link's futures may be dropped halfway: a
/// frame must not be lost by it.
///
/// # Errors
///
/// When the link breaks; the session has ended then.
pub async fn drive(
    session: Session,
    link: &mut dyn Link,
    clock: Rc<dyn Clock>,
    widget: &mut dyn Widget,
    notices: impl FnMut(Notice) + 'static,
) -> Result<(), Error> {
    attend(&Console::new(session, clock), link, widget, notices).await
}

/// The same with a handle on the console that the caller keeps, to act beside the widget.
///
/// # Errors
///
/// As for [`drive`].
pub async fn attend(
    console: &Console,
    link: &mut dyn Link,
    widget: &mut dyn Widget,
    notices: impl FnMut(Notice) + 'static,
) -> Result<(), Error> {
    let clock = console.clock();
    console.shared().notices = Some(Box::new(notices));
    console.shared().session.want(widget.wants());
    console.shared().session.open(clock.now());
    let (outcome, ()) = join(pump(console, link, &*clock), serve(console, &*clock, widget)).await;
    outcome
}

/// Moves frames between session and link.
async fn pump(console: &Console, link: &mut dyn Link, clock: &dyn Clock) -> Result<(), Error> {
    let outcome = exchange(console, link, clock).await;
    let now = clock.now();
    console.shared().session.close(now);
    // What the end has brought is told; what it wants sent has nowhere to go when the link is broken.
    loop {
        let frame = console.shared().next_frame(now);
        match frame {
            Some(frame) if outcome.is_ok() => {
                if link.send(&frame).await.is_err() {
                    break;
                }
            }
            Some(_) => {}
            None => break,
        }
    }
    console.shared().abandon();
    outcome
}

async fn exchange(console: &Console, link: &mut dyn Link, clock: &dyn Clock) -> Result<(), Error> {
    loop {
        loop {
            let frame = console.shared().next_frame(clock.now());
            let Some(frame) = frame else { break };
            link.send(&frame).await?;
        }
        if console.shared().session.is_closed() {
            return Ok(());
        }
        let timeout = console.shared().session.next_timeout();
        let came = {
            let receive = pin!(link.receive());
            let wait = pin!(until(timeout, clock, console));
            match select(receive, wait).await {
                Either::Left((came, _)) => Some(came),
                Either::Right(_) => None,
            }
        };
        match came {
            Some(Ok(Some(frame))) => console.shared().session.handle(&frame, clock.now()),
            Some(Ok(None)) => return Ok(()),
            Some(Err(error)) if error.kind() == ErrorKind::MalformedFrame => {
                if let Some(notices) = &mut console.shared().notices {
                    notices(Notice::Corrupt(error));
                }
            }
            Some(Err(error)) => return Err(error),
            None => {}
        }
    }
}

/// Waits for a moment, or until somebody has asked something of the session.
async fn until(timeout: Option<Time>, clock: &dyn Clock, console: &Console) {
    let mut first = true;
    let asked = poll_fn(|context| {
        console.shared().watch(context);
        if std::mem::take(&mut first) { Poll::Pending } else { Poll::Ready(()) }
    });
    match timeout {
        Some(timeout) => {
            select(pin!(clock.sleep_until(timeout)), pin!(asked)).await;
        }
        None => asked.await,
    }
}

/// Tells the widget what has come for it.
async fn serve(console: &Console, clock: &dyn Clock, widget: &mut dyn Widget) {
    let mut ticked = clock.now();
    loop {
        let event = console.shared().inbox.pop_front();
        if let Some(event) = event {
            widget.event(&event, console).await;
            continue;
        }
        if console.shared().session.is_closed() {
            return;
        }
        let due = widget.interval().and_then(|interval| after(ticked, interval));
        let arrived = pin!(poll_fn(|context| {
            let mut shared = console.shared();
            if !shared.inbox.is_empty() || shared.session.is_closed() {
                return Poll::Ready(());
            }
            shared.watch(context);
            Poll::Pending
        }));
        let Some(due) = due else {
            arrived.await;
            continue;
        };
        if let Either::Right(_) = select(arrived, pin!(clock.sleep_until(due))).await {
            ticked = clock.now();
            widget.tick(ticked, console).await;
        }
    }
}

fn after(moment: Time, interval: Duration) -> Option<Time> {
    Time::from_nanos(moment.as_nanos().checked_add(i128::try_from(interval.as_nanos()).ok()?)?)
}
