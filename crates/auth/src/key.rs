//! One public key.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
#[cfg(feature = "native")]
use jsonwebtoken::crypto::aws_lc;
#[cfg(feature = "native")]
use jsonwebtoken::{Algorithm, DecodingKey};
use onepane_core::TokenAlgorithm;
use serde_json::{Map, Value, json};

use crate::strict_json;

/// A public key that signs tokens, read from a JWK (RFC 7517) of type RSA, EC (P-256, P-384) or OKP (Ed25519).
///
/// Only the key material, `kid`, `alg`, `use` and `key_ops` are looked at; certificates (`x5c`, `x5u`) are not.
#[derive(Clone)]
pub struct Key {
    id: Option<String>,
    /// The one algorithm that the JWK restricts its key to.
    algorithm: Option<TokenAlgorithm>,
    material: Material,
}

/// The public numbers of a key, big-endian and without anything before them.
#[derive(Clone)]
enum Material {
    Rsa {
        modulus: Vec<u8>,
        exponent: Vec<u8>,
    },
    /// A point of the family's curve.
    Point {
        family: Family,
        x: Vec<u8>,
        y: Vec<u8>,
    },
    Ed25519 {
        x: Vec<u8>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Rsa,
    P256,
    P384,
    Ed25519,
}

impl Key {
    /// Reads one JWK.
    ///
    /// # Errors
    ///
    /// [`KeyError`] names what keeps the text from being a usable public key.
    pub fn from_jwk(json: &[u8]) -> Result<Self, KeyError> {
        Self::from_members(&strict_json::parse_object(json).map_err(|_| KeyError::Json)?)
    }

    pub(crate) fn from_members(jwk: &Map<String, Value>) -> Result<Self, KeyError> {
        if ["d", "p", "q", "dp", "dq", "qi", "oth", "k"].iter().any(|member| jwk.contains_key(*member)) {
            // Whoever put it here published it. It is not made to look all right by working.
            return Err(KeyError::Private);
        }
        if text(jwk, "use")?.is_some_and(|purpose| purpose != "sig") {
            return Err(KeyError::Purpose);
        }
        match jwk.get("key_ops") {
            None => {}
            Some(Value::Array(operations)) if operations.iter().any(|op| op == "verify") => {}
            Some(_) => return Err(KeyError::Purpose),
        }
        let material = match (text(jwk, "kty")?, text(jwk, "crv")?) {
            (Some("RSA"), _) => rsa(jwk)?,
            (Some("EC"), Some("P-256")) => point(jwk, Family::P256, 32)?,
            (Some("EC"), Some("P-384")) => point(jwk, Family::P384, 48)?,
            (Some("OKP"), Some("Ed25519")) => Material::Ed25519 { x: bytes_of_length(jwk, "x", 32)? },
            _ => return Err(KeyError::Type),
        };
        let family = material.family();
        let algorithm = match text(jwk, "alg")? {
            None => None,
            Some(name) => {
                let named = TokenAlgorithm::from_name(name).filter(|named| family.verifies(*named));
                Some(named.ok_or(KeyError::Algorithm)?)
            }
        };
        Ok(Self { id: text(jwk, "kid")?.map(str::to_owned), algorithm, material })
    }

    /// The key's name (`kid`), if it has one.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Whether tokens signed with this algorithm may be verified with this key.
    pub fn fits(&self, algorithm: TokenAlgorithm) -> bool {
        self.material.family().verifies(algorithm) && self.algorithm.is_none_or(|only| only == algorithm)
    }

    /// The public numbers alone, as a JWK that any other reader of keys takes: no name, no purpose, and without the leading
    /// zeros that some signers write.
    pub fn to_jwk(&self) -> String {
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        match &self.material {
            Material::Rsa { modulus, exponent } => {
                json!({ "kty": "RSA", "n": text(modulus), "e": text(exponent) })
            }
            Material::Point { family, x, y } => {
                let curve = if *family == Family::P256 { "P-256" } else { "P-384" };
                json!({ "kty": "EC", "crv": curve, "x": text(x), "y": text(y) })
            }
            Material::Ed25519 { x } => json!({ "kty": "OKP", "crv": "Ed25519", "x": text(x) }),
        }
        .to_string()
    }

    /// Whether the signature over this text was made with this key. `false` too where the algorithm does not fit.
    ///
    /// This is the signature alone. It says nothing of a token's claims: use a [`Verifier`](crate::Verifier).
    #[cfg(feature = "native")]
    pub fn verifies(&self, algorithm: TokenAlgorithm, signed: &[u8], signature: &[u8]) -> bool {
        let Some(named) = backend_name(algorithm).filter(|_| self.fits(algorithm)) else {
            return false;
        };
        // The provider is named here, and not the process's default: that one depends on what other crates enable
        // and install, and panics where two were enabled.
        (aws_lc::DEFAULT_PROVIDER.verifier_factory)(&named, &self.material.decoding())
            .is_ok_and(|verifier| verifier.verify(signed, &signature.to_vec()).is_ok())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key")
            .field("id", &self.id)
            .field("family", &self.material.family())
            .field("algorithm", &self.algorithm)
            .finish_non_exhaustive()
    }
}

impl Material {
    fn family(&self) -> Family {
        match self {
            Self::Rsa { .. } => Family::Rsa,
            Self::Point { family, .. } => *family,
            Self::Ed25519 { .. } => Family::Ed25519,
        }
    }

    /// The form that the backend takes. Of a point that is the uncompressed one; the backend also checks that it lies on
    /// the curve, when it verifies.
    #[cfg(feature = "native")]
    fn decoding(&self) -> DecodingKey {
        match self {
            Self::Rsa { modulus, exponent } => DecodingKey::from_rsa_raw_components(modulus, exponent),
            Self::Point { x, y, .. } => DecodingKey::from_ec_der(&[&[4][..], x, y].concat()),
            Self::Ed25519 { x } => DecodingKey::from_ed_der(x),
        }
    }
}

impl Family {
    fn verifies(self, algorithm: TokenAlgorithm) -> bool {
        match algorithm {
            TokenAlgorithm::Rs256 | TokenAlgorithm::Rs384 | TokenAlgorithm::Rs512 => self == Self::Rsa,
            TokenAlgorithm::Es256 => self == Self::P256,
            TokenAlgorithm::Es384 => self == Self::P384,
            TokenAlgorithm::EdDsa => self == Self::Ed25519,
            _ => false,
        }
    }
}

#[cfg(feature = "native")]
fn backend_name(algorithm: TokenAlgorithm) -> Option<Algorithm> {
    match algorithm {
        TokenAlgorithm::Rs256 => Some(Algorithm::RS256),
        TokenAlgorithm::Rs384 => Some(Algorithm::RS384),
        TokenAlgorithm::Rs512 => Some(Algorithm::RS512),
        TokenAlgorithm::Es256 => Some(Algorithm::ES256),
        TokenAlgorithm::Es384 => Some(Algorithm::ES384),
        TokenAlgorithm::EdDsa => Some(Algorithm::EdDSA),
        _ => None,
    }
}

fn rsa(jwk: &Map<String, Value>) -> Result<Material, KeyError> {
    // Signers in Java write the sign byte of a big integer too, against the RFC.
    let modulus = bytes(jwk, "n")?;
    let modulus = without_leading_zeros(&modulus);
    let exponent = bytes(jwk, "e")?;
    let exponent = without_leading_zeros(&exponent);
    let bits = modulus.first().map_or(0, |first| modulus.len() * 8 - first.leading_zeros() as usize);
    // The upper bound is the backend's, and keeps a hostile key from costing seconds.
    if !(2048..=8192).contains(&bits) {
        return Err(KeyError::RsaSize { found: bits });
    }
    let odd = |number: &[u8]| number.last().is_some_and(|last| last % 2 == 1);
    if !odd(modulus) || !odd(exponent) || exponent == [1] || exponent.len() > 4 {
        return Err(KeyError::Member { member: "e" });
    }
    Ok(Material::Rsa { modulus: modulus.to_vec(), exponent: exponent.to_vec() })
}

fn without_leading_zeros(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    &number[zeros..]
}

fn point(jwk: &Map<String, Value>, family: Family, length: usize) -> Result<Material, KeyError> {
    Ok(Material::Point {
        family,
        x: bytes_of_length(jwk, "x", length)?,
        y: bytes_of_length(jwk, "y", length)?,
    })
}

fn bytes_of_length(
    jwk: &Map<String, Value>,
    member: &'static str,
    length: usize,
) -> Result<Vec<u8>, KeyError> {
    bytes(jwk, member)
        .and_then(|bytes| if bytes.len() == length { Ok(bytes) } else { Err(KeyError::Member { member }) })
}

fn bytes(jwk: &Map<String, Value>, member: &'static str) -> Result<Vec<u8>, KeyError> {
    let text = text(jwk, member)?.ok_or(KeyError::Member { member })?;
    URL_SAFE_NO_PAD.decode(text).map_err(|_| KeyError::Member { member })
}

fn text<'a>(jwk: &'a Map<String, Value>, member: &'static str) -> Result<Option<&'a str>, KeyError> {
    match jwk.get(member) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(KeyError::Member { member }),
    }
}

/// A JWK or key set that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// No JSON object, or one with a member twice.
    #[error("expected a jwk or a jwk set as one json object, found other text")]
    Json,
    /// A private or symmetric key.
    #[error("expected a public key, found private or symmetric key material")]
    Private,
    /// A type or curve that is not known here.
    #[error("expected a key of type RSA, EC (P-256, P-384) or OKP (Ed25519), found another")]
    Type,
    /// A member that is missing, or not what it has to be for its type of key.
    #[error("expected a valid member `{member}` in the jwk, found none or another value")]
    Member {
        /// The member.
        member: &'static str,
    },
    /// A key that may be used for other things than verifying signatures.
    #[error("expected a key meant to verify signatures, found another `use` or `key_ops`")]
    Purpose,
    /// An `alg` that is not known here, or not one for this type of key.
    #[error("expected an `alg` that belongs to the type of key, found another")]
    Algorithm,
    /// An RSA key that is too weak, or so large that verifying takes too long.
    #[error("expected an rsa key of 2048 to 8192 bits, found {found}")]
    RsaSize {
        /// Bits of the modulus.
        found: usize,
    },
    /// A set without a single key that can be used.
    #[error("expected at least one usable key in the set, found none among {found}")]
    NoUsableKey {
        /// Number of keys in the set.
        found: usize,
    },
    /// A set of too many keys.
    #[error("expected at most {max} keys in the set, found {found}")]
    TooMany {
        /// The limit.
        max: usize,
        /// Number of keys in the set.
        found: usize,
    },
}
