//! Keys from a server.

mod fetch;
mod flight;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use onepane_model::Time;

use crate::key_set::KeySet;
use crate::key_source::{KeySource, KeySourceError};
use fetch::Endpoint;
use flight::{State, Step};

/// The keys that a signer publishes at a URL, as one JWK or a JWK set.
///
/// Runs on any executor: a request is made on a thread of its own with a blocking client, because it happens once an
/// hour and lasts a moment. A dropped future does not cancel it; what arrives is kept for the next caller.
///
/// * **Caching.** Keys are asked for when first needed and again when older than an hour. Caching headers of the
///   server are not looked at.
/// * **Single flight.** However many callers wait, one request is under way.
/// * **Refresh.** When a signature fails, the keys are asked for again, unless that was done in the last five minutes
///   ([`HttpKeys::REFRESH_INTERVAL`]): anybody can send a wrong signature.
/// * **Outage.** Keys already held are used while newer ones cannot be had, up to a day after they arrived, with one
///   attempt every five minutes. With none held, an attempt is made every ten seconds
///   ([`HttpKeys::RETRY_INTERVAL`]).
/// * **Limits.** 5 seconds for the whole exchange, 64 KiB of answer, status 200, no redirects, https only (http to a
///   loopback address excepted, for development). Roots are Mozilla's, compiled in, so that every installation trusts
///   the same.
///
/// All moments are those passed in by the caller. A clock set back starts the intervals anew.
///
/// # Example: a source for a host's policy
///
/// ```
/// use onepane_auth::HttpKeys;
///
/// let keys = HttpKeys::new("https://console.example/keys.json")?;
/// assert!(HttpKeys::new("http://console.example/keys.json").is_err());
/// # Ok::<(), onepane_auth::KeySourceError>(())
/// ```
#[derive(Debug)]
pub struct HttpKeys {
    endpoint: Endpoint,
    max_age: Duration,
    max_stale: Duration,
    state: Arc<Mutex<State>>,
}

impl HttpKeys {
    /// The shortest time between two requests while keys are held.
    pub const REFRESH_INTERVAL: Duration = Duration::from_secs(300);

    /// The shortest time between two requests while none are held.
    pub const RETRY_INTERVAL: Duration = Duration::from_secs(10);

    /// The keys at this URL. Nothing is requested yet.
    ///
    /// # Errors
    ///
    /// [`KeySourceError::Url`] unless the URL is https, or http to a loopback address written as a number, and has
    /// neither user information nor a fragment. The name `localhost` is not taken for one: what it stands for is up
    /// to a resolver.
    pub fn new(url: &str) -> Result<Self, KeySourceError> {
        Ok(Self {
            endpoint: Endpoint::new(url)?,
            max_age: Duration::from_secs(3600),
            max_stale: Duration::from_secs(24 * 3600),
            state: Arc::default(),
        })
    }

    /// Sets how long keys are used without asking for newer ones (default: an hour), and how long while newer ones
    /// cannot be had (default: a day; never less than the former).
    #[must_use]
    pub fn with_lifetimes(mut self, max_age: Duration, max_stale: Duration) -> Self {
        self.max_age = max_age;
        self.max_stale = max_stale.max(max_age);
        self
    }

    /// Sets the time for a whole exchange, from name resolution to the last byte (default: 5 seconds).
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.endpoint.timeout = timeout;
        self
    }

    /// Sets the largest answer that is read, in bytes (default: 65 536).
    #[must_use]
    pub fn with_max_bytes(mut self, max_bytes: usize) -> Self {
        self.endpoint.max_bytes = max_bytes;
        self
    }

    /// Trusts this root certificate (PEM) instead of Mozilla's roots: for a host on a private network.
    ///
    /// # Errors
    ///
    /// [`KeySourceError::Certificate`] where the text holds no certificate.
    pub fn with_root_certificate(mut self, pem: &str) -> Result<Self, KeySourceError> {
        self.endpoint.trust(pem)?;
        Ok(self)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    /// Waits for the request under way, after starting it where the step says so. What came of it is in the state.
    async fn wait(&self, step: Step) {
        let arrival = match step {
            Step::Answer => return,
            Step::Wait(arrival) => arrival,
            Step::Fetch(arrival, now) => {
                let landing = Landing { state: Arc::clone(&self.state), at: now, result: None };
                let endpoint = self.endpoint.clone();
                let request = move || {
                    let mut landing = landing;
                    landing.result = Some(endpoint.fetch());
                };
                // Where no thread can be had, `request` is dropped, and with it the landing, which says so.
                let _ = std::thread::Builder::new().name("onepane-keys".to_owned()).spawn(request);
                arrival
            }
        };
        // An error means that the request ended without a word; the state holds what there is.
        let _ = arrival.await;
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    // Every change to the state leaves it whole, so a panic elsewhere does not spoil it.
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Hands in the result of a request when dropped, so that callers are released even if the request panics.
struct Landing {
    state: Arc<Mutex<State>>,
    at: Time,
    result: Option<Result<Vec<u8>, KeySourceError>>,
}

impl Drop for Landing {
    fn drop(&mut self) {
        let result = self.result.take().unwrap_or(Err(KeySourceError::Other)).and_then(|json| {
            let keys = KeySet::from_json(&json).map_err(|source| KeySourceError::Keys { source })?;
            Ok((json, keys))
        });
        lock(&self.state).land(result, self.at);
    }
}

#[async_trait]
impl KeySource for HttpKeys {
    async fn keys(&self, now: Time) -> Result<Arc<KeySet>, KeySourceError> {
        let step = self.state().ask(now, self.max_age);
        self.wait(step).await;
        self.state().held(now, self.max_stale)
    }

    async fn refresh(&self, tried: &Arc<KeySet>, now: Time) -> Option<Arc<KeySet>> {
        let step = self.state().ask_for_other(tried, now);
        self.wait(step).await;
        self.state().held(now, self.max_stale).ok().filter(|held| !Arc::ptr_eq(held, tried))
    }
}
