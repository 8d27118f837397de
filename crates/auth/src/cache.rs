//! Tokens verified a moment ago.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use jsonwebtoken::crypto::aws_lc;
use jsonwebtoken::jwk::ThumbprintHash;
use onepane_model::Time;

use crate::key_set::KeySet;
use crate::verifier::VerifiedToken;

/// SHA-256 of a token. The tokens themselves are not kept: a dump of the memory would give them away.
pub(crate) type Digest = Vec<u8>;

/// Remembers verified tokens, so that the same token again costs a hash in place of a signature check.
///
/// Bounded: when full, the entry that ends soonest makes room. An entry ends with the token's `exp`, without leeway,
/// and after the cache's own lifetime at the latest. It holds only under the very keys it was verified with; that is
/// for whoever asks to see to.
#[derive(Debug)]
pub(crate) struct TokenCache {
    capacity: usize,
    lifetime: Duration,
    entries: BTreeMap<Digest, Entry>,
    /// The same entries by their end, in milliseconds since the epoch.
    by_end: BTreeSet<(i64, Digest)>,
}

#[derive(Debug)]
struct Entry {
    token: VerifiedToken,
    /// The keys that verified it.
    by: Arc<KeySet>,
    end_ms: i64,
}

impl TokenCache {
    pub(crate) fn new(capacity: usize, lifetime: Duration) -> Self {
        Self { capacity, lifetime, entries: BTreeMap::new(), by_end: BTreeSet::new() }
    }

    /// The token with this digest and the keys that verified it, if the answer still holds at `now` under them.
    pub(crate) fn get(&mut self, digest: &Digest, now: Time) -> Option<(VerifiedToken, Arc<KeySet>)> {
        let entry = self.entries.get(digest)?;
        if now.as_millis() >= entry.end_ms {
            let end_ms = entry.end_ms;
            self.entries.remove(digest);
            self.by_end.remove(&(end_ms, digest.clone()));
            return None;
        }
        // A clock that was set back: at that moment the token may not have begun.
        (now >= entry.token.verified_at()).then(|| (entry.token.clone(), Arc::clone(&entry.by)))
    }

    pub(crate) fn insert(&mut self, digest: Digest, verified: VerifiedToken, by: Arc<KeySet>) {
        let now_ms = verified.verified_at().as_millis();
        let lifetime_ms = i64::try_from(self.lifetime.as_millis()).unwrap_or(i64::MAX);
        let exp_ms = verified.claims().expires_at().map_or(i64::MAX, Time::as_millis);
        let end_ms = now_ms.saturating_add(lifetime_ms).min(exp_ms);
        if end_ms <= now_ms || self.capacity == 0 {
            return;
        }
        if let Some(old) = self.entries.insert(digest.clone(), Entry { token: verified, by, end_ms }) {
            self.by_end.remove(&(old.end_ms, digest.clone()));
        }
        self.by_end.insert((end_ms, digest));
        while self.entries.len() > self.capacity {
            let Some((_, soonest)) = self.by_end.pop_first() else { break };
            self.entries.remove(&soonest);
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }
}

pub(crate) fn digest(token: &str) -> Option<Digest> {
    (aws_lc::DEFAULT_PROVIDER.key_utils.compute_digest)(token.as_bytes(), ThumbprintHash::SHA256).ok()
}
