//! Verification of a token by a policy.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use onepane_core::{Expiry, TokenAlgorithm, TokenPolicy, TokenPolicyError};
use onepane_model::Time;
use serde_json::Value;

use crate::claims::Claims;
use crate::compact::Compact;
use crate::key::Key;
use crate::key_set::KeySet;
use crate::rejection::Rejection;
use crate::value::{is_blank, kind};

/// Verifies tokens by one policy, with keys and a moment that are passed in.
///
/// Holds neither clock nor keys nor memory, so the same call always gives the same answer. For keys that change and
/// tokens that come again, put an [`Authenticator`](crate::Authenticator) on top.
#[derive(Debug, Clone)]
pub struct Verifier {
    policy: TokenPolicy,
    pins: Vec<(Cow<'static, str>, String)>,
}

impl Verifier {
    /// A verifier by this policy.
    ///
    /// # Errors
    ///
    /// [`TokenPolicyError`] where the policy would leave tokens unchecked.
    pub fn new(policy: &TokenPolicy) -> Result<Self, TokenPolicyError> {
        policy.check()?;
        Ok(Self { policy: *policy, pins: Vec::new() })
    }

    /// Accepts only tokens in which this claim is exactly this text. A token of another customer of the same host is
    /// perfectly signed, too.
    #[must_use]
    pub fn with_pin(mut self, claim: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        self.pins.push((claim.into(), value.into()));
        self
    }

    /// Accepts only tokens of this account (business, workspace, tenant) at the host.
    ///
    /// # Errors
    ///
    /// [`TokenPolicyError::NoClaim`] where the policy names no claim for it.
    pub fn with_account(self, account: impl Into<String>) -> Result<Self, TokenPolicyError> {
        let claim = self.policy.account_claim.ok_or(TokenPolicyError::NoClaim { field: "account_claim" })?;
        Ok(self.with_pin(claim, account))
    }

    /// Accepts only tokens for the widget of this name.
    ///
    /// # Errors
    ///
    /// [`TokenPolicyError::NoClaim`] where the policy names no claim for it.
    pub fn with_widget(self, widget: impl Into<String>) -> Result<Self, TokenPolicyError> {
        let claim = self.policy.widget_claim.ok_or(TokenPolicyError::NoClaim { field: "widget_claim" })?;
        Ok(self.with_pin(claim, widget))
    }

    /// The policy.
    pub fn policy(&self) -> &TokenPolicy {
        &self.policy
    }

    /// Verifies a token at the moment `now`.
    ///
    /// The order is: size, form, header, signature, claims. Nothing of the claims is read before the signature holds.
    ///
    /// # Errors
    ///
    /// The first reason found, as a [`Rejection`]; see [`Rejection::reason`] for its code.
    #[cfg(feature = "native")]
    pub fn verify(&self, token: &str, keys: &KeySet, now: Time) -> Result<VerifiedToken, Rejection> {
        self.verify_by(token, keys, now, holds)
    }

    /// Verifies a token at the moment `now`, where signatures are checked elsewhere: in a browser, by the platform.
    ///
    /// `signed_by` is asked of each key that may have made the signature, in the order of the set, until one has; whoever
    /// passes it answers for the check. Everything else is as in `verify`.
    ///
    /// # Errors
    ///
    /// As `verify`.
    pub fn verify_by(
        &self,
        token: &str,
        keys: &KeySet,
        now: Time,
        signed_by: impl FnMut(&Signed<'_>, &Key) -> bool,
    ) -> Result<VerifiedToken, Rejection> {
        self.examine(token)?.verify(keys, now, signed_by)
    }

    /// The checks that need no key.
    pub(crate) fn examine<'a>(&'a self, token: &'a str) -> Result<Examined<'a>, Rejection> {
        let compact = Compact::parse(token, self.policy.max_bytes)?;
        let algorithm = compact.header.check(&self.policy)?;
        Ok(Examined { verifier: self, compact, algorithm })
    }

    fn check(&self, claims: &Claims, now: Time) -> Result<(), Rejection> {
        let policy = &self.policy;
        let issuer = claims.issuer().ok_or(Rejection::Missing { claim: "iss".into() })?;
        if !policy.issuers.contains(&issuer) {
            return Err(Rejection::Issuer { expected: policy.issuers });
        }
        self.check_times(claims, now)?;
        if !policy.audiences.is_empty() {
            if claims.get("aud").is_none() {
                return Err(Rejection::Missing { claim: "aud".into() });
            }
            if !claims.audience().iter().any(|audience| policy.audiences.contains(&audience.as_str())) {
                return Err(Rejection::Audience { expected: policy.audiences });
            }
        }
        for &claim in policy.required_claims {
            check_required(claims, claim)?;
        }
        for (claim, expected) in &self.pins {
            let found = claims.get(claim).ok_or_else(|| Rejection::Missing { claim: claim.clone() })?;
            if found != expected {
                return Err(Rejection::Pinned { claim: claim.clone() });
            }
        }
        Ok(())
    }

    fn check_times(&self, claims: &Claims, now: Time) -> Result<(), Rejection> {
        let leeway = self.leeway_ms();
        let ahead = |time: Time| time.as_millis().saturating_sub(now.as_millis());
        match (claims.expires_at(), self.policy.expiry) {
            // RFC 7519: "on or after" the moment, the token is not to be accepted.
            (Some(end), _) if ahead(end) <= -leeway => {
                return Err(Rejection::Expired { ago_seconds: -ahead(end) / 1000 });
            }
            (Some(_), _) | (None, Expiry::Optional) => {}
            (None, _) => return Err(Rejection::Missing { claim: "exp".into() }),
        }
        match claims.not_before() {
            Some(start) if ahead(start) > leeway => {
                return Err(Rejection::NotYetValid { ahead_seconds: ahead(start) / 1000 });
            }
            _ => {}
        }
        match claims.issued_at() {
            Some(issued) if ahead(issued) > leeway => {
                Err(Rejection::IssuedInFuture { ahead_seconds: ahead(issued) / 1000 })
            }
            _ => Ok(()),
        }
    }

    fn leeway_ms(&self) -> i64 {
        // `TokenPolicy::check` bounds it at five minutes.
        i64::try_from(self.policy.leeway.min(Duration::from_secs(300)).as_millis()).unwrap_or(0)
    }
}

fn check_required(claims: &Claims, claim: &'static str) -> Result<(), Rejection> {
    match claims.get(claim) {
        None => Err(Rejection::Missing { claim: claim.into() }),
        Some(Value::String(text)) if is_blank(text) => Err(Rejection::Blank { claim }),
        Some(Value::String(_)) => Ok(()),
        Some(other) => Err(Rejection::ClaimType { claim, expected: "a string", found: kind(other) }),
    }
}

/// A token of acceptable form and header, which is no proof of anything yet.
pub(crate) struct Examined<'a> {
    verifier: &'a Verifier,
    compact: Compact<'a>,
    algorithm: TokenAlgorithm,
}

/// What a signature was made over, and the signature.
#[derive(Debug)]
#[non_exhaustive]
pub struct Signed<'a> {
    /// The algorithm, which is one of the policy's.
    pub algorithm: TokenAlgorithm,
    /// The signed text: the token's first two parts, as they came.
    pub text: &'a [u8],
    /// The signature.
    pub signature: &'a [u8],
}

/// Whether this key made the signature.
#[cfg(feature = "native")]
pub(crate) fn holds(signed: &Signed<'_>, key: &Key) -> bool {
    key.verifies(signed.algorithm, signed.text, signed.signature)
}

impl Examined<'_> {
    pub(crate) fn verify(
        &self,
        keys: &KeySet,
        now: Time,
        mut signed_by: impl FnMut(&Signed<'_>, &Key) -> bool,
    ) -> Result<VerifiedToken, Rejection> {
        let Compact { header, claims, signed, signature } = &self.compact;
        let candidates = keys.candidates(self.algorithm, header.key_id());
        if candidates.is_empty() {
            return Err(Rejection::UnknownKey);
        }
        let signed = Signed { algorithm: self.algorithm, text: signed, signature };
        let key = candidates.iter().find(|key| signed_by(&signed, key));
        let key = key.ok_or(Rejection::Signature)?;
        let claims = Claims::parse(claims, &self.verifier.policy)?;
        self.verifier.check(&claims, now)?;
        Ok(VerifiedToken {
            claims: Arc::new(claims),
            algorithm: self.algorithm,
            key_id: key.id().map(Arc::from),
            verified_at: now,
        })
    }
}

/// The proof that a token was verified. Only a [`Verifier`] makes one.
///
/// What a host's frame says is a claim of whoever sent the frame; what stands in here was signed by the host. Code that
/// acts for an agent takes a `VerifiedToken`, so that it cannot be called with less.
#[derive(Debug, Clone)]
pub struct VerifiedToken {
    claims: Arc<Claims>,
    algorithm: TokenAlgorithm,
    key_id: Option<Arc<str>>,
    verified_at: Time,
}

impl VerifiedToken {
    /// What the token says.
    pub fn claims(&self) -> &Claims {
        &self.claims
    }

    /// The algorithm of the signature.
    pub fn algorithm(&self) -> TokenAlgorithm {
        self.algorithm
    }

    /// The name of the key that verified the signature, where our key set gives it one.
    pub fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }

    /// The moment for which the token was verified, as passed in.
    pub fn verified_at(&self) -> Time {
        self.verified_at
    }
}
