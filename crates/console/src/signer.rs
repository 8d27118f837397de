//! The key pair with which this console signs launch tokens, made anew at each start.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize, PublicKeyComponents};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::error::Error;

/// The key pair with which this console signs launch tokens, and one that nobody knows of, for forgeries.
pub(crate) struct Signer {
    own: KeyPair,
    stranger: KeyPair,
    key_id: String,
}

/// Whose signature a token gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Signature {
    /// This console's: the token holds.
    Own,
    /// Somebody's whose key is published nowhere: the token is a forgery.
    Stranger,
}

impl Signer {
    pub(crate) fn new() -> Result<Self, Error> {
        let make = || KeyPair::generate(KeySize::Rsa2048).map_err(|_| Error::Key);
        let own = make()?;
        let key = PublicKeyComponents::<Vec<u8>>::from(own.public_key());
        let key_id = URL_SAFE_NO_PAD.encode(digest(&SHA256, &key.n));
        Ok(Self { own, stranger: make()?, key_id })
    }

    /// The public key as a JWK.
    pub(crate) fn jwk(&self) -> Value {
        let key = PublicKeyComponents::<Vec<u8>>::from(self.own.public_key());
        json!({
            "kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.key_id,
            "n": URL_SAFE_NO_PAD.encode(key.n), "e": URL_SAFE_NO_PAD.encode(key.e),
        })
    }

    /// A JSON Web Token with these claims.
    pub(crate) fn sign(&self, claims: &Value, signature: Signature) -> Result<String, Error> {
        let header = json!({"alg": "RS256", "typ": "JWT", "kid": self.key_id});
        let parts = [header.to_string(), claims.to_string()].map(|part| URL_SAFE_NO_PAD.encode(part));
        let signed = parts.join(".");
        let pair = match signature {
            Signature::Own => &self.own,
            Signature::Stranger => &self.stranger,
        };
        let mut bytes = vec![0; pair.public_modulus_len()];
        pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), signed.as_bytes(), &mut bytes)
            .map_err(|_| Error::Key)?;
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(bytes)))
    }
}
