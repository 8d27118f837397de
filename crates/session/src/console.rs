//! A widget's handle on the console it stands in.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use futures_channel::oneshot;
use onepane_core::Adapter;
use onepane_model::{
    Action, ActionKind, ActionResult, Capabilities, Constraint, ConversationId, Event, EventData, Json,
    Level, Outcome, RequestId, Time,
};

use crate::drive::Clock;
use crate::notice::Notice;
use crate::session::{Output, Session};

/// A widget's handle on the console: what it can do, what is in view, and how to act.
///
/// Cheap to clone. Everything here stays in one thread, as a browser page does.
#[derive(Clone)]
pub struct Console {
    shared: Rc<RefCell<Shared>>,
    clock: Rc<dyn Clock>,
}

/// What the console's handles and the driver share.
pub(crate) struct Shared {
    pub(crate) session: Session,
    /// Events that the widget has not seen yet.
    pub(crate) inbox: VecDeque<Event>,
    /// Whoever waits for the result of an action.
    waiters: Vec<(RequestId, oneshot::Sender<ActionResult>)>,
    pub(crate) notices: Option<Box<dyn FnMut(Notice)>>,
    /// Woken when something was asked of the session, or came for the widget.
    wakers: Vec<Waker>,
}

/// How an action went well.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Answer {
    /// Whether the host has confirmed it. Where not, it was handed over, and that is all that can be
    /// known.
    pub confirmed: bool,
    /// What the host answered with.
    pub data: Option<Json>,
}

/// How an action did not go well.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SendError {
    /// The host has nothing of the kind. Nothing was sent.
    #[error("unsupported: {reason}")]
    Unsupported {
        /// Why, and what to use instead where there is something.
        reason: String,
    },
    /// It breaks a rule that holds now. Nothing was sent.
    #[error("refused: {reason}")]
    Refused {
        /// The rule, such as `text` for a limit of that member, `needs:api` or `not_current`.
        constraint: Option<String>,
        /// Why, in words.
        reason: String,
    },
    /// The host said no.
    #[error("failed: {reason}")]
    Failed {
        /// The host's own words; empty when it gave none.
        reason: String,
    },
    /// No answer came in time. The host may have done it all the same.
    #[error("the host has not answered in time")]
    TimedOut,
    /// It was given up before its answer came. The host may have done it all the same.
    #[error("cancelled")]
    Cancelled,
    /// The session has ended.
    #[error("the session has ended")]
    Closed,
}

impl SendError {
    /// Whether nothing has been sent, so that another way can be tried.
    pub fn is_before_sending(&self) -> bool {
        matches!(self, Self::Unsupported { .. } | Self::Refused { .. })
    }
}

impl Console {
    /// The handle on a session that has not begun; [`attend`](crate::attend) brings it to life.
    pub fn new(session: Session, clock: Rc<dyn Clock>) -> Self {
        let shared = Shared {
            session,
            inbox: VecDeque::new(),
            waiters: Vec::new(),
            notices: None,
            wakers: Vec::new(),
        };
        Self { shared: Rc::new(RefCell::new(shared)), clock }
    }

    pub(crate) fn clock(&self) -> Rc<dyn Clock> {
        Rc::clone(&self.clock)
    }

    pub(crate) fn shared(&self) -> std::cell::RefMut<'_, Shared> {
        self.shared.borrow_mut()
    }

    /// The host's name, for logs. A widget that decides by it will not run on the next host.
    pub fn host(&self) -> &'static str {
        self.shared().session.host()
    }

    /// The present moment.
    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// The widget's side of the host's protocol, while it is looked at.
    pub fn with_adapter<T>(&self, look: impl FnOnce(&dyn Adapter) -> T) -> T {
        look(self.shared().session.adapter())
    }

    /// What the host can tell and do now.
    pub fn capabilities(&self) -> Capabilities {
        self.shared().session.capabilities()
    }

    /// Whether an action of this kind can be had now, in full or with a loss.
    pub fn supports(&self, kind: ActionKind) -> bool {
        self.with_adapter(|adapter| adapter.effective_support(kind)).level != Level::Unsupported
    }

    /// The limits that hold now for the data of such an action.
    pub fn limits(&self, kind: ActionKind) -> Vec<Constraint> {
        self.with_adapter(|adapter| adapter.effective_support(kind)).constraints
    }

    /// The latest picture of what the agent has before them; `None` when the host has given none yet.
    pub fn context(&self) -> Option<Event> {
        self.shared().session.context().and_then(|told| told.event().ok())
    }

    /// The conversation that the agent has before them.
    pub fn current_conversation(&self) -> Option<ConversationId> {
        self.shared().session.current_conversation().cloned()
    }

    /// Asks the host to do something, and waits for how it ended. Dropping the future gives it up.
    pub fn send(&self, action: Action) -> Sending {
        self.sending(action, None)
    }

    /// The same with a time of its own to wait for the answer.
    pub fn send_within(&self, action: Action, timeout: Duration) -> Sending {
        self.sending(action, Some(timeout))
    }

    fn sending(&self, action: Action, timeout: Option<Duration>) -> Sending {
        let now = self.now();
        let mut shared = self.shared();
        let id = match timeout {
            Some(timeout) => shared.session.act_within(&action, timeout, now),
            None => shared.session.act(&action, now),
        };
        let (waiter, result) = oneshot::channel();
        shared.waiters.push((id.clone(), waiter));
        shared.wake();
        Sending { id, result, console: self.clone(), done: false }
    }

    /// Asks the host to do something, without waiting: how it ended comes as the event `action.result`
    /// under the id that is returned.
    pub fn post(&self, action: &Action) -> RequestId {
        let now = self.now();
        let mut shared = self.shared();
        let id = shared.session.act(action, now);
        shared.wake();
        id
    }

    /// Does the first of several things that the host can have done: the best way first, the makeshift
    /// last. A way that is refused before anything was sent gives way to the next; one that failed, or
    /// of which no answer came, does not, since the host may have done it.
    ///
    /// # Errors
    ///
    /// What the last way that was tried ended with.
    pub async fn send_first(
        &self,
        actions: impl IntoIterator<Item = Action>,
    ) -> Result<(ActionKind, Answer), SendError> {
        let mut last = SendError::Unsupported { reason: "no way was given".to_owned() };
        for action in actions {
            let kind = action.kind();
            match (self.send(action).await, kind) {
                (Ok(answer), Some(kind)) => return Ok((kind, answer)),
                (Err(error), _) if error.is_before_sending() => last = error,
                (Err(error), _) => return Err(error),
                (Ok(_), None) => {}
            }
        }
        Err(last)
    }

    /// Gives up a posted action; `false` when it has ended already.
    pub fn cancel(&self, id: &RequestId) -> bool {
        let now = self.now();
        let mut shared = self.shared();
        let cancelled = shared.session.cancel(id, now);
        shared.wake();
        cancelled
    }

    /// Tells the widget something that does not come from the host, after all that has come before: what its own page
    /// has to say, for example.
    pub fn tell(&self, event: Event) {
        let mut shared = self.shared();
        shared.inbox.push_back(event);
        shared.wake();
    }

    /// Ends the session. Whatever still waits ends as cancelled.
    pub fn close(&self) {
        let now = self.now();
        let mut shared = self.shared();
        shared.session.close(now);
        shared.wake();
    }
}

impl Shared {
    /// What the session wants sent next; what it wants told is put where it belongs on the way.
    pub(crate) fn next_frame(&mut self, now: Time) -> Option<onepane_core::Frame> {
        while let Some(output) = self.session.poll(now) {
            match output {
                Output::Send(frame) => return Some(frame),
                Output::Event(told) => {
                    let Ok(event) = told.event() else { continue };
                    self.sort(event);
                }
                Output::Notice(notice) => {
                    if let Some(notices) = &mut self.notices {
                        notices(notice);
                    }
                }
            }
        }
        None
    }

    /// A result goes to whoever waits for it, everything else to the widget.
    fn sort(&mut self, event: Event) {
        if let EventData::ActionResult(result) = &event.data
            && let Some(waiter) = result.action.as_ref().and_then(|id| self.waiter(id))
        {
            // Whoever has stopped waiting does not want to know.
            let _ = waiter.send(result.clone());
            return;
        }
        self.inbox.push_back(event);
        self.wake();
    }

    /// Whoever waits for this result does so no more.
    fn waiter(&mut self, id: &RequestId) -> Option<oneshot::Sender<ActionResult>> {
        let place = self.waiters.iter().position(|(own, _)| own == id)?;
        Some(self.waiters.remove(place).1)
    }

    pub(crate) fn wake(&mut self) {
        self.wakers.drain(..).for_each(Waker::wake);
    }

    /// Remembers whom to wake when something happens.
    pub(crate) fn watch(&mut self, context: &Context<'_>) {
        if !self.wakers.iter().any(|waker| waker.will_wake(context.waker())) {
            self.wakers.push(context.waker().clone());
        }
    }
}

/// An action on its way: a future of how it ends.
#[must_use = "an action is given up when this is dropped"]
pub struct Sending {
    id: RequestId,
    result: oneshot::Receiver<ActionResult>,
    console: Console,
    done: bool,
}

impl Sending {
    /// The id under which the host was asked.
    pub fn id(&self) -> &RequestId {
        &self.id
    }
}

impl Future for Sending {
    type Output = Result<Answer, SendError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Poll::Ready(result) = Pin::new(&mut self.result).poll(context) else { return Poll::Pending };
        self.done = true;
        Poll::Ready(match result.map(outcome) {
            Ok(Err(SendError::Cancelled)) if self.console.shared().session.is_closed() => {
                Err(SendError::Closed)
            }
            Ok(outcome) => outcome,
            // The driver is gone, and the session with it.
            Err(oneshot::Canceled) => Err(SendError::Closed),
        })
    }
}

impl Drop for Sending {
    fn drop(&mut self) {
        // Inside a call of the session's own nothing can be cancelled; the driver then finds nobody waiting.
        if !self.done
            && let Ok(mut shared) = self.console.shared.try_borrow_mut()
            && shared.waiter(&self.id).is_some()
        {
            let now = self.console.clock.now();
            shared.session.cancel(&self.id, now);
            shared.forget(&self.id);
        }
    }
}

impl Shared {
    /// Nobody waits for this one any more, so its result need not be told to the widget either.
    fn forget(&mut self, id: &RequestId) {
        let (waiter, _) = oneshot::channel();
        self.waiters.push((id.clone(), waiter));
        self.wake();
    }

    /// Nobody will be told anything any more.
    pub(crate) fn abandon(&mut self) {
        self.waiters.clear();
        self.wake();
    }
}

fn outcome(result: ActionResult) -> Result<Answer, SendError> {
    let reason = result.reason.unwrap_or_default();
    match result.result {
        Some(Outcome::Done) => Ok(Answer { confirmed: true, data: result.data }),
        Some(Outcome::Sent) => Ok(Answer { confirmed: false, data: result.data }),
        Some(Outcome::Unsupported) => Err(SendError::Unsupported { reason }),
        Some(Outcome::Refused) => Err(SendError::Refused { constraint: result.constraint, reason }),
        Some(Outcome::TimedOut) => Err(SendError::TimedOut),
        Some(Outcome::Cancelled) => Err(SendError::Cancelled),
        _ => Err(SendError::Failed { reason }),
    }
}

impl fmt::Debug for Console {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Console").finish_non_exhaustive()
    }
}

impl fmt::Debug for Sending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending").field("id", &self.id).finish_non_exhaustive()
    }
}
