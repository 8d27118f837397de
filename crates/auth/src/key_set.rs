//! The keys of one signer.

use onepane_core::TokenAlgorithm;
use serde_json::Value;

use crate::key::{Key, KeyError};
use crate::strict_json;

/// The public keys that one signer uses.
#[derive(Debug, Clone)]
pub struct KeySet {
    keys: Vec<Key>,
}

impl KeySet {
    /// The most keys in a set. A token without `kid` is tried with each that fits, so the number bounds the work.
    pub const MAX_KEYS: usize = 32;

    /// Reads one JWK, or a JWK set (`{"keys": [...]}`).
    ///
    /// In a set, keys that cannot be used here are passed over, as RFC 7517 asks: a signer may publish encryption
    /// keys and types yet unknown beside ours. A single JWK has to be usable.
    ///
    /// # Errors
    ///
    /// [`KeyError`] names what is wrong with the text, with the single key, or with the set.
    ///
    /// # Example: the key file of a signer
    ///
    /// ```
    /// use onepane_auth::KeySet;
    ///
    /// let keys = KeySet::from_json(
    ///     br#"{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"k1","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"#,
    /// )?;
    /// assert_eq!(keys.iter().filter_map(|key| key.id()).collect::<Vec<_>>(), ["k1"]);
    /// # Ok::<(), onepane_auth::KeyError>(())
    /// ```
    pub fn from_json(json: &[u8]) -> Result<Self, KeyError> {
        let document = strict_json::parse_object(json).map_err(|_| KeyError::Json)?;
        let Some(keys) = document.get("keys") else {
            return Key::from_members(&document).map(|key| Self { keys: vec![key] });
        };
        let keys = keys.as_array().ok_or(KeyError::Json)?;
        if keys.len() > Self::MAX_KEYS {
            return Err(KeyError::TooMany { max: Self::MAX_KEYS, found: keys.len() });
        }
        let usable: Vec<_> =
            keys.iter().filter_map(Value::as_object).filter_map(|key| Key::from_members(key).ok()).collect();
        if usable.is_empty() {
            return Err(KeyError::NoUsableKey { found: keys.len() });
        }
        Ok(Self { keys: usable })
    }

    /// The keys, in the order of the document.
    pub fn iter(&self) -> impl Iterator<Item = &Key> {
        self.keys.iter()
    }

    /// The keys to try for a token with this algorithm and `kid`.
    ///
    /// A `kid` narrows the choice and never widens it. Where one of our keys has that name, only keys with that name
    /// are tried; where none has, those without a name are, for signers that name keys in tokens but not in the
    /// document.
    pub(crate) fn candidates(&self, algorithm: TokenAlgorithm, kid: Option<&str>) -> Vec<&Key> {
        let named = kid.filter(|kid| self.keys.iter().any(|key| key.id() == Some(kid)));
        let wanted = |key: &&Key| match (kid, named) {
            (None, _) => true,
            (Some(_), Some(name)) => key.id() == Some(name),
            (Some(_), None) => key.id().is_none(),
        };
        self.keys.iter().filter(wanted).filter(|key| key.fits(algorithm)).collect()
    }
}

impl From<Key> for KeySet {
    fn from(key: Key) -> Self {
        Self { keys: vec![key] }
    }
}
