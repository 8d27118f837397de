//! Actions that wait for their answer.

use onepane_model::RequestId;

/// Actions that wait for their answer, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Pending(Vec<Waiting>);

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
        self.0.len()
    }

    pub(crate) fn has(&self, id: &RequestId) -> bool {
        self.0.iter().any(|waiting| waiting.id == *id)
    }

    pub(crate) fn wait(&mut self, id: RequestId, until: i64, own: bool) {
        self.0.push(Waiting { id, until, own });
    }

    /// Ends the waiting of one; `None` when it was not waiting.
    pub(crate) fn end(&mut self, id: &RequestId) -> Option<Waiting> {
        let place = self.0.iter().position(|waiting| waiting.id == *id)?;
        Some(self.0.remove(place))
    }

    /// One that has waited long enough.
    pub(crate) fn overdue(&mut self, now: i64) -> Option<Waiting> {
        let place = self.0.iter().position(|waiting| waiting.until <= now)?;
        Some(self.0.remove(place))
    }

    pub(crate) fn next(&self) -> Option<i64> {
        self.0.iter().map(|waiting| waiting.until).min()
    }

    pub(crate) fn all(&mut self) -> Vec<Waiting> {
        std::mem::take(&mut self.0)
    }
}
