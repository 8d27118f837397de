//! When the context is asked for.

/// Whether hosts tell of conversations. In a build for one that tells nothing there is nothing to ask for, and nothing that
/// looks at what is told.
pub(crate) const CONVERSATIONS: bool = cfg!(feature = "conversations");

/// After how many milliseconds an unanswered question is asked again.
const AGAIN: [i64; 4] = [0, 250, 1000, 3000];
/// Not more often than this, in milliseconds, unless somebody comes back or has done something.
const AT_MOST: i64 = 1000;

/// When the context is asked for: at once, then with growing patience until it comes; again when somebody
/// comes back to the page; and now and then where the host tells no changes.
#[derive(Debug)]
pub(crate) struct Asking {
    /// When the present round of questions began, and how many of it have been asked.
    round: Option<(i64, usize)>,
    last: Option<i64>,
    visible: bool,
    /// Whether the host tells changes of its own accord.
    pushes: bool,
    /// Milliseconds after which a context is asked for again for no other reason. Absent: never.
    interval: Option<i64>,
}

impl Asking {
    /// For a host that tells changes of its own accord.
    pub(crate) fn told_unasked() -> Self {
        Self { round: None, last: None, visible: true, pushes: true, interval: None }
    }

    /// For a host that does not; it is asked again after an interval, if there is one.
    pub(crate) fn told_nothing(interval: Option<i64>) -> Self {
        Self { pushes: false, interval, ..Self::told_unasked() }
    }

    /// Begins a round of questions.
    pub(crate) fn begin(&mut self, now: i64) {
        self.round = Some((now, 0));
    }

    /// The page has come into view: what was known may be old.
    pub(crate) fn shown(&mut self, now: i64) {
        self.visible = true;
        if self.round.is_none() && self.last.is_none_or(|last| now - last >= AT_MOST) {
            self.begin(now);
        }
    }

    pub(crate) fn hidden(&mut self) {
        self.visible = false;
    }

    /// A context has come, asked for or not.
    pub(crate) fn answered(&mut self) {
        self.round = None;
    }

    /// Whether somebody who is about to act should see to it first that they know where they are.
    pub(crate) fn is_old(&self, now: i64) -> bool {
        CONVERSATIONS && !self.pushes && self.last.is_none_or(|last| now - last >= AT_MOST)
    }

    /// A question has been asked for another reason than time.
    pub(crate) fn asked(&mut self, now: i64) {
        self.last = Some(now);
    }

    /// The widget has asked by itself: the first question of a round is out.
    pub(crate) fn asked_by_widget(&mut self, now: i64) {
        self.last = Some(now);
        if !self.pushes && self.round.is_none() {
            self.round = Some((now, 1));
        }
    }

    /// Something was done that the host will not tell of.
    pub(crate) fn acted(&mut self, now: i64) {
        if !self.pushes && self.round.is_none() {
            self.begin(now);
        }
    }

    /// When the next question is due.
    pub(crate) fn due(&self) -> Option<i64> {
        let round = self.round.and_then(|(begun, asked)| Some(begun + AGAIN.get(asked)?));
        let old = self.interval.zip(self.last).filter(|_| self.visible);
        round.or(old.map(|(interval, last)| last + interval))
    }

    /// Whether a question is due now; it counts as asked.
    pub(crate) fn take(&mut self, now: i64) -> bool {
        if !CONVERSATIONS || self.due().is_none_or(|due| due > now) {
            return false;
        }
        if let Some((begun, asked)) = &mut self.round {
            // Of questions that were due while nobody looked, one is enough.
            while AGAIN.get(*asked).is_some_and(|after| *begun + after <= now) {
                *asked += 1;
            }
            if *asked == AGAIN.len() {
                self.round = None;
            }
        }
        self.last = Some(now);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(asking: &mut Asking, until: i64) -> Vec<i64> {
        let mut times = Vec::new();
        while let Some(due) = asking.due().filter(|due| *due <= until) {
            assert!(asking.take(due));
            times.push(due);
        }
        times
    }

    #[test]
    fn patience_grows_and_ends() {
        let mut asking = Asking::told_unasked();
        asking.begin(0);
        assert_eq!(asked(&mut asking, 100_000), [0, 250, 1000, 3000]);
        assert_eq!(asking.due(), None);
    }

    #[test]
    fn an_answer_ends_the_round() {
        let mut asking = Asking::told_unasked();
        asking.begin(0);
        assert_eq!(asked(&mut asking, 300), [0, 250]);
        asking.answered();
        assert_eq!(asking.due(), None);
    }

    #[test]
    fn a_host_that_tells_nothing_is_asked_again_while_somebody_looks() {
        let mut asking = Asking::told_nothing(Some(30_000));
        asking.begin(0);
        assert_eq!(asked(&mut asking, 3000), [0, 250, 1000, 3000]);
        assert_eq!(asked(&mut asking, 63_000), [33_000, 63_000]);
        asking.hidden();
        assert_eq!(asking.due(), None);
        asking.shown(70_000);
        assert_eq!(asked(&mut asking, 70_100), [70_000]);
    }

    #[test]
    fn questions_missed_while_nobody_looked_are_not_made_up_for() {
        let mut asking = Asking::told_unasked();
        asking.begin(0);
        assert!(asking.take(2000));
        assert_eq!(asking.due(), Some(3000));
    }

    #[test]
    fn coming_back_at_once_does_not_ask_again() {
        let mut asking = Asking::told_unasked();
        asking.begin(0);
        assert!(asking.take(0));
        asking.answered();
        asking.shown(500);
        assert_eq!(asking.due(), None);
        asking.shown(1000);
        assert_eq!(asking.due(), Some(1000));
    }
}
