//! Signed tokens: verified for the first time, and again.

use std::sync::Arc;

use anyhow::{Context, Result};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use onepane::model::Time;
use onepane_auth::{Authenticator, StaticKeys, Verifier};
use pollster::block_on;

/// A token signed with RS256 by a key of 2048 bits, made anew in every run, and two that verify it.
#[derive(Debug)]
pub struct Tokens {
    token: String,
    jwk: String,
    now: Time,
    /// Remembers nothing.
    cold: Authenticator,
    warm: Authenticator,
}

impl Tokens {
    pub(crate) fn new() -> Result<Self> {
        let pair = RsaKeyPair::generate(KeySize::Rsa2048).ok().context("cannot make a key")?;
        let base64url = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let public = pair.public_key();
        let jwk = format!(
            r#"{{"kty":"RSA","alg":"RS256","use":"sig","kid":"k1","n":"{}","e":"{}"}}"#,
            base64url(public.modulus().big_endian_without_leading_zero()),
            base64url(public.exponent().big_endian_without_leading_zero())
        );
        let signed = format!("{}.{}", base64url(HEADER.as_bytes()), base64url(CLAIMS.as_bytes()));
        let mut signature = vec![0; pair.public_modulus_len()];
        pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), signed.as_bytes(), &mut signature)
            .ok()
            .context("cannot sign")?;
        let policy = onepane::token_policy("botmaker")?.context("a host with tokens")?;
        let keys = Arc::new(StaticKeys::from_json(jwk.as_bytes())?);
        let verifier = Verifier::new(policy)?;
        Ok(Self {
            token: format!("{signed}.{}", base64url(&signature)),
            now: Time::from_millis(1_770_000_600_000).context("a moment")?,
            cold: Authenticator::new(verifier.clone(), keys.clone())
                .with_cache(0, Authenticator::DEFAULT_LIFETIME),
            warm: Authenticator::new(verifier, keys),
            jwk,
        })
    }

    /// The token.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The public key, for whoever else is to verify it.
    pub fn jwk(&self) -> &str {
        &self.jwk
    }

    pub(crate) fn operation<'s>(&'s self, name: &str) -> Option<Box<dyn FnMut() -> usize + 's>> {
        let authenticator = match name {
            "cold" => &self.cold,
            "cached" => &self.warm,
            _ => return None,
        };
        Some(Box::new(move || {
            let verified = block_on(authenticator.verify(&self.token, self.now));
            verified.map_or(0, |verified| usize::from(verified.claims().issuer().is_some()))
        }))
    }
}

const HEADER: &str = r#"{"alg":"RS256","typ":"JWT","kid":"k1"}"#;

const CLAIMS: &str = r#"{"custom-widget-name":"order-panel","businessId":"acme","email":"agent@example.test","sub":"u-17","iat":1770000000,"exp":1770003600,"jti":"c0ffee-01","iss":"botmaker.com","screen":"CHATS"}"#;
