//! Where keys come from.

use std::fmt::Debug;
use std::sync::Arc;

use async_trait::async_trait;
use onepane_model::Time;

use crate::key::KeyError;
use crate::key_set::KeySet;

/// Gives the keys of one signer.
///
/// Open for implementation: keys may come from a database, a secret store, another HTTP client. An implementation
/// takes the keys from a place that *we* chose; it is never told anything about a token.
#[async_trait]
pub trait KeySource: Send + Sync + Debug {
    /// The keys to verify with at the moment `now`. Called for every token, so it should answer from memory nearly always;
    /// and with the same `Arc` as long as the keys are the same, since others end what is remembered of tokens.
    ///
    /// # Errors
    ///
    /// [`KeySourceError`] where there are no keys at all, not even old ones.
    async fn keys(&self, now: Time) -> Result<Arc<KeySet>, KeySourceError>;

    /// Called when no key in `tried` verified a token's signature: the signer may have changed its keys.
    ///
    /// Gives other keys where there are some now, `None` where there are not. Anybody can send a token with a wrong
    /// signature, so an implementation that asks over a network bounds how often it does. By default there is nothing
    /// to refresh.
    async fn refresh(&self, tried: &Arc<KeySet>, now: Time) -> Option<Arc<KeySet>> {
        let _ = (tried, now);
        None
    }
}

/// Keys that are known beforehand and never change.
///
/// # Example: the keys of a file
///
/// ```
/// use onepane_auth::StaticKeys;
///
/// # let file = br#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
/// let source = StaticKeys::from_json(file)?;
/// # Ok::<(), onepane_auth::KeyError>(())
/// ```
#[derive(Debug, Clone)]
pub struct StaticKeys(Arc<KeySet>);

impl StaticKeys {
    /// These keys.
    pub fn new(keys: KeySet) -> Self {
        Self(Arc::new(keys))
    }

    /// The keys of a JWK or JWK set.
    ///
    /// # Errors
    ///
    /// As [`KeySet::from_json`].
    pub fn from_json(json: &[u8]) -> Result<Self, KeyError> {
        KeySet::from_json(json).map(Self::new)
    }
}

#[async_trait]
impl KeySource for StaticKeys {
    async fn keys(&self, _now: Time) -> Result<Arc<KeySet>, KeySourceError> {
        Ok(Arc::clone(&self.0))
    }
}

/// A key source that has no keys to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeySourceError {
    /// The location of the keys is not one that is asked.
    #[error(
        "expected an https url for the keys, or http to a loopback address such as 127.0.0.1, found another"
    )]
    Url,
    /// A certificate that cannot be read.
    #[error("expected a root certificate in pem, found other text")]
    Certificate,
    /// The server cannot be reached, or the connection is not secure.
    #[error("expected a secure connection to the key server, found none")]
    Unreachable,
    /// The server did not answer in time.
    #[error("expected the keys in time, found no complete answer")]
    TimedOut,
    /// The server answered with another status than 200.
    #[error("expected status 200 from the key server, found {found}")]
    Status {
        /// The status.
        found: u16,
    },
    /// The answer is too large.
    #[error("expected an answer of at most {max} bytes from the key server, found more")]
    TooLarge {
        /// The limit, in bytes.
        max: usize,
    },
    /// The answer holds no usable keys.
    #[error("expected usable keys from the key server, found none")]
    Keys {
        /// What is wrong with it.
        source: KeyError,
    },
    /// What was held is too old to be used, and nothing newer could be had.
    #[error("expected keys from the last {max_hours} h, found older ones and no newer")]
    TooOld {
        /// The longest time that keys are used for, in hours.
        max_hours: u64,
    },
    /// Another reason, of an implementation elsewhere.
    #[error("expected keys, found a failing source")]
    Other,
}
