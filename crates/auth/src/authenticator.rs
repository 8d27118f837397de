//! Verification with keys that change and tokens that come again.

use std::sync::Arc;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use onepane_model::Time;

use crate::cache::{TokenCache, digest};
use crate::key_set::KeySet;
use crate::key_source::KeySource;
use crate::rejection::{Reason, Rejection};
use crate::verifier::{VerifiedToken, Verifier, holds};

/// A [`Verifier`] with a [`KeySource`] and a memory for tokens verified a moment ago.
///
/// One for a whole process, shared between threads and tasks. Verifying waits only where the key source does.
#[derive(Debug)]
pub struct Authenticator {
    verifier: Verifier,
    keys: Arc<dyn KeySource>,
    cache: Mutex<TokenCache>,
}

impl Authenticator {
    /// Tokens remembered by default.
    pub const DEFAULT_CAPACITY: usize = 1024;

    /// How long a token is remembered by default. Other keys of the source end the memory at once; a key that the
    /// source itself has not heard to be withdrawn can go unnoticed for this long beyond.
    pub const DEFAULT_LIFETIME: Duration = Duration::from_secs(300);

    /// Verifies with the keys of this source.
    pub fn new(verifier: Verifier, keys: Arc<dyn KeySource>) -> Self {
        let cache = TokenCache::new(Self::DEFAULT_CAPACITY, Self::DEFAULT_LIFETIME);
        Self { verifier, keys, cache: Mutex::new(cache) }
    }

    /// Remembers at most `capacity` tokens (0: none), each for at most `lifetime` and never beyond its `exp`.
    #[must_use]
    pub fn with_cache(mut self, capacity: usize, lifetime: Duration) -> Self {
        self.cache = Mutex::new(TokenCache::new(capacity, lifetime));
        self
    }

    /// Verifies a token at the moment `now`.
    ///
    /// Where no key fits or verifies, the source is asked once for newer keys, and the token tried once more.
    ///
    /// # Errors
    ///
    /// The first reason found, as a [`Rejection`]; [`Reason::KeysUnavailable`] where the source has no keys.
    pub async fn verify(&self, token: &str, now: Time) -> Result<VerifiedToken, Rejection> {
        // A hash of what is too long would be an attacker's to order.
        let digest = (token.len() <= self.verifier.policy().max_bytes).then(|| digest(token)).flatten();
        let remembered = digest.as_ref().and_then(|digest| self.cache().get(digest, now));
        if let Some((verified, by)) = remembered {
            // It has passed everything below; what may have changed since is the keys.
            if Arc::ptr_eq(&by, &self.keys(now).await?) {
                return Ok(verified);
            }
        }
        // Form and header first: what fails here costs no request for keys.
        let examined = self.verifier.examine(token)?;
        let mut keys = self.keys(now).await?;
        let mut answer = examined.verify(&keys, now, holds);
        if let Err(rejection) = &answer
            && matches!(rejection.reason(), Reason::UnknownKey | Reason::Signature)
            && let Some(newer) = self.keys.refresh(&keys, now).await
        {
            answer = examined.verify(&newer, now, holds);
            keys = newer;
        }
        let verified = answer?;
        if let Some(digest) = digest {
            self.cache().insert(digest, verified.clone(), keys);
        }
        Ok(verified)
    }

    async fn keys(&self, now: Time) -> Result<Arc<KeySet>, Rejection> {
        self.keys.keys(now).await.map_err(|source| Rejection::KeysUnavailable { source })
    }

    /// Number of tokens remembered.
    pub fn remembered(&self) -> usize {
        self.cache().len()
    }

    fn cache(&self) -> MutexGuard<'_, TokenCache> {
        // Every change to the cache leaves it whole, so a panic elsewhere does not spoil it.
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
