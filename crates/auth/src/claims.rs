//! What a token says, read into types.

use std::fmt;

use onepane_core::TokenPolicy;
use onepane_model::Time;
use serde_json::{Map, Value};

use crate::rejection::{Part, Rejection};
use crate::strict_json;
use crate::value::kind;

/// The claims of a token.
///
/// The registered ones (RFC 7519) and `email` have types; all of them, unknown ones included, are kept as they came
/// in [`Claims::all`]. Absent claims are `None` or empty. `Debug` shows the names of the claims and no value: they
/// are personal data.
///
/// Claims by themselves prove nothing: only inside a [`VerifiedToken`](crate::VerifiedToken) has their signature been
/// checked.
#[derive(Clone, PartialEq)]
pub struct Claims {
    issuer: Option<String>,
    subject: Option<String>,
    audience: Vec<String>,
    expires_at: Option<Time>,
    not_before: Option<Time>,
    issued_at: Option<Time>,
    token_id: Option<String>,
    email: Option<String>,
    account: Option<String>,
    widget: Option<String>,
    all: Map<String, Value>,
}

impl Claims {
    pub(crate) fn parse(text: &[u8], policy: &TokenPolicy) -> Result<Self, Rejection> {
        let all = strict_json::parse_object(text).map_err(|flaw| Rejection::of_json(Part::Claims, flaw))?;
        let named = |name: Option<&'static str>| name.map_or(Ok(None), |name| string(&all, name));
        Ok(Self {
            issuer: string(&all, "iss")?,
            subject: string(&all, "sub")?,
            audience: strings(&all, "aud")?,
            expires_at: time(&all, "exp")?,
            not_before: time(&all, "nbf")?,
            issued_at: time(&all, "iat")?,
            token_id: string(&all, "jti")?,
            email: string(&all, "email")?,
            account: named(policy.account_claim)?,
            widget: named(policy.widget_claim)?,
            all,
        })
    }

    /// Who made the token (`iss`).
    pub fn issuer(&self) -> Option<&str> {
        self.issuer.as_deref()
    }

    /// Whom the token is about (`sub`): at a helpdesk, the agent.
    pub fn subject(&self) -> Option<&str> {
        self.subject.as_deref()
    }

    /// Whom the token is meant for (`aud`), which may be one or several.
    pub fn audience(&self) -> &[String] {
        &self.audience
    }

    /// When the token ends (`exp`).
    pub fn expires_at(&self) -> Option<Time> {
        self.expires_at
    }

    /// When the token begins (`nbf`).
    pub fn not_before(&self) -> Option<Time> {
        self.not_before
    }

    /// When the token was made (`iat`).
    pub fn issued_at(&self) -> Option<Time> {
        self.issued_at
    }

    /// The token's own id (`jti`).
    pub fn token_id(&self) -> Option<&str> {
        self.token_id.as_deref()
    }

    /// The agent's e-mail address (`email`).
    pub fn email(&self) -> Option<&str> {
        self.email.as_deref()
    }

    /// The account at the host, in the claim that the policy names for it.
    pub fn account(&self) -> Option<&str> {
        self.account.as_deref()
    }

    /// The widget's name, in the claim that the policy names for it.
    pub fn widget(&self) -> Option<&str> {
        self.widget.as_deref()
    }

    /// The claim of this name, as it came.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.all.get(name)
    }

    /// Every claim, as it came.
    pub fn all(&self) -> &Map<String, Value> {
        &self.all
    }
}

impl fmt::Debug for Claims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Claims").field("names", &self.all.keys().collect::<Vec<_>>()).finish_non_exhaustive()
    }
}

fn string(all: &Map<String, Value>, claim: &'static str) -> Result<Option<String>, Rejection> {
    match all.get(claim) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(other) => Err(Rejection::ClaimType { claim, expected: "a string", found: kind(other) }),
    }
}

fn strings(all: &Map<String, Value>, claim: &'static str) -> Result<Vec<String>, Rejection> {
    let fail = |other| Rejection::ClaimType { claim, expected: "a string or strings", found: kind(other) };
    match all.get(claim) {
        None => Ok(Vec::new()),
        Some(Value::String(text)) => Ok(vec![text.clone()]),
        Some(Value::Array(texts)) => {
            texts.iter().map(|text| text.as_str().map(str::to_owned).ok_or_else(|| fail(text))).collect()
        }
        Some(other) => Err(fail(other)),
    }
}

/// RFC 7519 allows fractions. They are refused: no signer we know writes them, and each reader rounds them its own way.
fn time(all: &Map<String, Value>, claim: &'static str) -> Result<Option<Time>, Rejection> {
    let seconds = match all.get(claim) {
        None => return Ok(None),
        Some(Value::Number(number)) if !number.is_f64() => number.as_u64(),
        Some(other) => {
            return Err(Rejection::ClaimType { claim, expected: "an integer", found: kind(other) });
        }
    };
    let time = seconds
        .and_then(|seconds| i64::try_from(seconds).ok()?.checked_mul(1000))
        .and_then(Time::from_millis)
        .ok_or(Rejection::ClaimRange { claim })?;
    Ok(Some(time))
}
