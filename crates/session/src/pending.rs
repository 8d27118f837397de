//! Actions that wait for their answer.

use std::collections::VecDeque;

use onepane_model::RequestId;

/// How many ids of actions that were given up are remembered; of more, the oldest is forgotten.
const MOST_GIVEN_UP: usize = 64;

/// Actions that wait for their answer, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Pending {
    waiting: Vec<Waiting>,
    /// Actions that ended without an answer: what one may still come must lead to nothing.
    given_up: VecDeque<RequestId>,
}

#[derive(Debug)]
pub(crate) struct Waiting {
    pub(crate) id: RequestId,
    /// When it has waited long enough, in milliseconds since the epoch.
    pub(crate) until: i64,
    /// Whether the session asked by itself, so that nobody else wants to know.
    pub(crate) own: bool,
}

impl Pending {
    pub(crate) fn len(&self) -> usize {
        self.waiting.len()
    }

    pub(crate) fn has(&self, id: &RequestId) -> bool {
        self.waiting.iter().any(|waiting| waiting.id == *id)
    }

    /// Whether it ended without an answer, not long ago.
    pub(crate) fn gave_up(&self, id: &RequestId) -> bool {
        self.given_up.contains(id)
    }

    pub(crate) fn wait(&mut self, id: RequestId, until: i64, own: bool) {
        self.given_up.retain(|other| *other != id);
        self.waiting.push(Waiting { id, until, own });
    }

    /// Ends the waiting of one that was answered; `None` when it was not waiting.
    pub(crate) fn end(&mut self, id: &RequestId) -> Option<Waiting> {
        let place = self.waiting.iter().position(|waiting| waiting.id == *id)?;
        Some(self.waiting.remove(place))
    }

    /// Ends the waiting of one without an answer; `None` when it was not waiting, or nobody may end it.
    pub(crate) fn cancel(&mut self, id: &RequestId) -> Option<Waiting> {
        let place = self.waiting.iter().position(|waiting| waiting.id == *id && !waiting.own)?;
        Some(self.give_up(place))
    }

    /// One that has waited long enough.
    pub(crate) fn overdue(&mut self, now: i64) -> Option<Waiting> {
        let place = self.waiting.iter().position(|waiting| waiting.until <= now)?;
        Some(self.give_up(place))
    }

    fn give_up(&mut self, place: usize) -> Waiting {
        let waiting = self.waiting.remove(place);
        if self.given_up.len() == MOST_GIVEN_UP {
            self.given_up.pop_front();
        }
        self.given_up.push_back(waiting.id.clone());
        waiting
    }

    pub(crate) fn next(&self) -> Option<i64> {
        self.waiting.iter().map(|waiting| waiting.until).min()
    }

    pub(crate) fn all(&mut self) -> Vec<Waiting> {
        std::mem::take(&mut self.waiting)
    }
}
