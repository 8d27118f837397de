//! Actions that wait for their answer.

use onepane_model::RequestId;

/// How many ids of actions that have ended are remembered; of more, the oldest is forgotten.
const MOST_ENDED: usize = 64;

/// Actions that wait for their answer, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Pending {
    waiting: Vec<Waiting>,
    /// Actions that have ended: what may still come for them must lead to nothing.
    ended: Vec<RequestId>,
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

    /// Whether it has ended, not long ago.
    pub(crate) fn has_ended(&self, id: &RequestId) -> bool {
        self.ended.contains(id) && !self.has(id)
    }

    pub(crate) fn wait(&mut self, id: RequestId, until: i64, own: bool) {
        self.waiting.push(Waiting { id, until, own });
    }

    /// Ends the waiting of one that was answered; `None` when it was not waiting.
    pub(crate) fn end(&mut self, id: &RequestId) -> Option<Waiting> {
        let place = self.waiting.iter().position(|waiting| waiting.id == *id)?;
        Some(self.remove(place))
    }

    /// Ends the waiting of one without an answer; `None` when it was not waiting, or nobody may end it.
    pub(crate) fn cancel(&mut self, id: &RequestId) -> Option<Waiting> {
        let place = self.waiting.iter().position(|waiting| waiting.id == *id && !waiting.own)?;
        Some(self.remove(place))
    }

    /// One that has waited long enough.
    pub(crate) fn overdue(&mut self, now: i64) -> Option<Waiting> {
        let place = self.waiting.iter().position(|waiting| waiting.until <= now)?;
        Some(self.remove(place))
    }

    fn remove(&mut self, place: usize) -> Waiting {
        let waiting = self.waiting.remove(place);
        if self.ended.len() == MOST_ENDED {
            self.ended.remove(0);
        }
        self.ended.push(waiting.id.clone());
        waiting
    }

    pub(crate) fn next(&self) -> Option<i64> {
        self.waiting.iter().map(|waiting| waiting.until).min()
    }

    pub(crate) fn all(&mut self) -> Vec<Waiting> {
        std::mem::take(&mut self.waiting)
    }
}
