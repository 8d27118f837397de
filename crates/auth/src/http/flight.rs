//! When keys are asked for, and who waits for the answer. No I/O and no clock.

use std::sync::Arc;
use std::time::Duration;

use futures_channel::oneshot;
use onepane_model::Time;

use super::HttpKeys;
use crate::key_set::KeySet;
use crate::key_source::KeySourceError;

/// What is held, and what is under way.
#[derive(Debug, Default)]
pub(super) struct State {
    held: Option<Held>,
    /// When the last request was started.
    asked_at: Option<Time>,
    /// What the last request came to, if it failed.
    failure: Option<KeySourceError>,
    /// Those who wait for the request under way; `None` while there is none.
    waiting: Option<Vec<oneshot::Sender<()>>>,
}

#[derive(Debug)]
struct Held {
    keys: Arc<KeySet>,
    /// The document, to see whether another is the same.
    json: Vec<u8>,
    arrived_at: Time,
}

/// What a caller does before it looks at what is held.
pub(super) enum Step {
    /// Nothing.
    Answer,
    /// Waits for the request under way.
    Wait(oneshot::Receiver<()>),
    /// Starts a request for this moment, and waits for it.
    Fetch(oneshot::Receiver<()>, Time),
}

impl State {
    /// A caller needs keys.
    pub(super) fn ask(&mut self, now: Time, max_age: Duration) -> Step {
        self.follow_clock(now);
        match &self.held {
            Some(held) if since(held.arrived_at, now) < max_age => Step::Answer,
            Some(_) => self.request(now, HttpKeys::REFRESH_INTERVAL),
            None => self.request(now, HttpKeys::RETRY_INTERVAL),
        }
    }

    /// A caller needs other keys than these.
    pub(super) fn ask_for_other(&mut self, tried: &Arc<KeySet>, now: Time) -> Step {
        self.follow_clock(now);
        match &self.held {
            Some(held) if !Arc::ptr_eq(&held.keys, tried) => Step::Answer,
            _ => self.request(now, HttpKeys::REFRESH_INTERVAL),
        }
    }

    fn request(&mut self, now: Time, interval: Duration) -> Step {
        let (sender, receiver) = oneshot::channel();
        if let Some(waiting) = &mut self.waiting {
            waiting.push(sender);
            return Step::Wait(receiver);
        }
        if self.asked_at.is_some_and(|asked_at| since(asked_at, now) < interval) {
            return Step::Answer;
        }
        self.asked_at = Some(now);
        self.waiting = Some(vec![sender]);
        Step::Fetch(receiver, now)
    }

    /// A request that was started at this moment has ended.
    pub(super) fn land(&mut self, result: Result<(Vec<u8>, KeySet), KeySourceError>, at: Time) {
        match result {
            Ok((json, keys)) => {
                // The same document keeps its set, so that no token is tried twice with the same keys.
                let keys = match self.held.take() {
                    Some(held) if held.json == json => held.keys,
                    _ => Arc::new(keys),
                };
                self.held = Some(Held { keys, json, arrived_at: at });
                self.failure = None;
            }
            Err(failure) => self.failure = Some(failure),
        }
        for sender in self.waiting.take().unwrap_or_default() {
            // A caller that has gone away needs no answer.
            let _ = sender.send(());
        }
    }

    /// The keys that may be used at this moment.
    pub(super) fn held(&self, now: Time, max_stale: Duration) -> Result<Arc<KeySet>, KeySourceError> {
        match &self.held {
            Some(held) if since(held.arrived_at, now) < max_stale => Ok(Arc::clone(&held.keys)),
            Some(_) => Err(KeySourceError::TooOld { max_hours: max_stale.as_secs() / 3600 }),
            None => Err(self.failure.unwrap_or(KeySourceError::Other)),
        }
    }

    /// Moments in the future come from a clock that has been set back since. Left alone, they would hold up requests
    /// until the clock reaches them again.
    fn follow_clock(&mut self, now: Time) {
        self.asked_at = self.asked_at.map(|asked_at| asked_at.min(now));
        if let Some(held) = &mut self.held {
            held.arrived_at = held.arrived_at.min(now);
        }
    }
}

fn since(earlier: Time, now: Time) -> Duration {
    let millis = now.as_millis().saturating_sub(earlier.as_millis());
    Duration::from_millis(u64::try_from(millis).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAX_AGE: Duration = Duration::from_secs(3600);
    const MAX_STALE: Duration = Duration::from_secs(24 * 3600);
    const ONE: &str = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    const TWO: &str =
        r#"{"kty":"OKP","crv":"Ed25519","kid":"2","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;

    fn at(seconds: i64) -> Time {
        Time::from_millis(1_770_000_000_000 + seconds * 1000).unwrap()
    }

    fn document(json: &str) -> Result<(Vec<u8>, KeySet), KeySourceError> {
        Ok((json.as_bytes().to_vec(), KeySet::from_json(json.as_bytes()).unwrap()))
    }

    /// Whether asking at this second starts a request.
    fn asks(state: &mut State, second: i64) -> bool {
        matches!(state.ask(at(second), MAX_AGE), Step::Fetch(..))
    }

    fn with_keys_at_zero() -> State {
        let mut state = State::default();
        assert!(asks(&mut state, 0));
        state.land(document(ONE), at(0));
        state
    }

    #[test]
    fn keys_are_held_for_their_age() {
        let mut state = with_keys_at_zero();
        assert!(!asks(&mut state, 3599));
        assert!(asks(&mut state, 3600));
    }

    #[test]
    fn one_request_serves_all_who_wait() {
        let mut state = State::default();
        let Step::Fetch(mut first, _) = state.ask(at(0), MAX_AGE) else { panic!("expected a request") };
        let Step::Wait(mut second) = state.ask(at(1), MAX_AGE) else { panic!("expected to wait") };
        assert_eq!((first.try_recv(), second.try_recv()), (Ok(None), Ok(None)));
        state.land(document(ONE), at(0));
        assert_eq!((first.try_recv(), second.try_recv()), (Ok(Some(())), Ok(Some(()))));
        assert!(state.held(at(1), MAX_STALE).is_ok());
    }

    #[test]
    fn a_failed_signature_asks_at_most_once_in_five_minutes() {
        let mut state = with_keys_at_zero();
        let keys = state.held(at(0), MAX_STALE).unwrap();
        assert!(matches!(state.ask_for_other(&keys, at(299)), Step::Answer));
        assert!(matches!(state.ask_for_other(&keys, at(300)), Step::Fetch(..)));
        state.land(document(TWO), at(300));
        assert!(matches!(state.ask_for_other(&keys, at(301)), Step::Answer), "others are here already");
        let others = state.held(at(301), MAX_STALE).unwrap();
        assert!(!Arc::ptr_eq(&keys, &others));
        assert!(matches!(state.ask_for_other(&others, at(599)), Step::Answer));
        assert!(matches!(state.ask_for_other(&others, at(600)), Step::Fetch(..)));
    }

    #[test]
    fn the_same_document_gives_the_same_set() {
        let mut state = with_keys_at_zero();
        let keys = state.held(at(0), MAX_STALE).unwrap();
        assert!(matches!(state.ask_for_other(&keys, at(300)), Step::Fetch(..)));
        state.land(document(ONE), at(300));
        assert!(Arc::ptr_eq(&keys, &state.held(at(300), MAX_STALE).unwrap()));
        assert!(!asks(&mut state, 3899), "but its age counts from the last request");
    }

    #[test]
    fn an_outage_is_survived_for_a_day() {
        let mut state = with_keys_at_zero();
        let mut requests = 0;
        for second in (3600..24 * 3600).step_by(60) {
            if asks(&mut state, second) {
                requests += 1;
                state.land(Err(KeySourceError::Unreachable), at(second));
            }
            assert!(state.held(at(second), MAX_STALE).is_ok());
        }
        assert_eq!(requests, 23 * 12, "one every five minutes");
        let error = state.held(at(24 * 3600), MAX_STALE).unwrap_err();
        assert_eq!(error, KeySourceError::TooOld { max_hours: 24 });
        assert!(asks(&mut state, 24 * 3600));
        state.land(document(ONE), at(24 * 3600));
        assert!(state.held(at(24 * 3600), MAX_STALE).is_ok());
    }

    #[test]
    fn without_keys_a_failure_is_repeated_for_ten_seconds() {
        let mut state = State::default();
        assert!(asks(&mut state, 0));
        state.land(Err(KeySourceError::Status { found: 500 }), at(0));
        assert!(!asks(&mut state, 9));
        assert_eq!(state.held(at(9), MAX_STALE).unwrap_err(), KeySourceError::Status { found: 500 });
        assert!(asks(&mut state, 10));
    }

    #[test]
    fn a_clock_set_back_does_not_hold_up_requests() {
        let mut state = with_keys_at_zero();
        assert!(!asks(&mut state, -1_000_000));
        assert!(asks(&mut state, -1_000_000 + 3600));
    }
}
