//! Verification of a host's token in a page: every decision is made here, by `onepane-auth`; the platform only checks
//! signatures, one at a time, as it is asked to.

use onepane::core::TokenPolicy;
use onepane::model::Time;
use onepane_auth::{Claims, KeySet, Rejection, VerifiedToken, Verifier};
use serde_json::{Map, Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::fault::Fault;

/// One token on its way to a verdict.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Token {
    verifier: Verifier,
    keys: KeySet,
    token: String,
    now: Time,
    /// What the platform has said of the keys so far, in the order in which they were asked for.
    checked: Vec<bool>,
}

#[wasm_bindgen]
impl Token {
    /// A token that this host is said to have signed. `keys` is a JWK or a key set, `demands` what it must say beyond the
    /// host's policy, `{"account"?:"…","widget"?:"…","pins"?:{"claim":"value"}}`, and `now` the moment, in milliseconds.
    ///
    /// # Errors
    ///
    /// When the host signs no token, or the keys or demands cannot be; nothing is said of the token then.
    #[wasm_bindgen(constructor)]
    pub fn new(host: &str, token: &str, keys: &str, demands: &str, now: f64) -> Result<Self, Fault> {
        let policy = onepane::token_policy(host).map_err(Fault::new)?;
        let policy = policy.ok_or_else(|| {
            Fault::new(format_args!("host: expected one that signs a token for its widgets, found `{host}`"))
        })?;
        Ok(Self {
            verifier: verifier(policy, demands)?,
            keys: KeySet::from_json(keys.as_bytes())
                .map_err(|error| Fault::new(format_args!("keys: {error}")))?,
            token: token.to_owned(),
            now: moment(now)?,
            checked: Vec::new(),
        })
    }

    /// The next step: `{"check":{"algorithm":"RS256","jwk":{…}}}` asks whether this key made the signature, and is answered by
    /// [`checked`](Self::checked); `{"verified":{…}}` and `{"rejected":{"reason":"…","message":"…"}}` are the verdict.
    pub fn step(&self) -> String {
        let mut answers = self.checked.iter().copied();
        let mut check = None;
        let verdict = self.verifier.verify_by(&self.token, &self.keys, self.now, |signed, key| {
            // Nothing is asked beyond the first key of which nothing is known: without an answer none has signed.
            answers.next().unwrap_or_else(|| {
                check.get_or_insert_with(|| (signed.algorithm, key.to_jwk()));
                false
            })
        });
        match (check, verdict) {
            (Some((algorithm, jwk)), _) => {
                format!(r#"{{"check":{{"algorithm":"{algorithm}","jwk":{jwk}}}}}"#)
            }
            (None, Ok(verified)) => json!({ "verified": shown(&verified) }).to_string(),
            (None, Err(rejection)) => json!({ "rejected": refused(&rejection) }).to_string(),
        }
    }

    /// Says whether the key of the last step made the signature.
    pub fn checked(&mut self, holds: bool) {
        self.checked.push(holds);
    }
}

fn moment(now: f64) -> Result<Time, Fault> {
    // A number that is none, or beyond what can be, becomes a moment that cannot be either.
    #[expect(clippy::cast_possible_truncation, reason = "a part of a millisecond decides nothing")]
    let millis = if now.is_finite() { now as i64 } else { i64::MIN };
    Time::from_millis(millis)
        .ok_or_else(|| Fault::new("now: expected milliseconds since 1970, found another number"))
}

fn verifier(policy: &TokenPolicy, demands: &str) -> Result<Verifier, Fault> {
    let wrong =
        || Fault::new("demands: expected texts as `account`, `widget` and `pins`, found another value");
    let demands: Map<String, Value> = serde_json::from_str(demands).map_err(|_| wrong())?;
    let mut verifier = Verifier::new(policy).map_err(Fault::new)?;
    for (name, value) in demands {
        verifier = match (name.as_str(), value) {
            ("account", Value::String(account)) => verifier.with_account(account).map_err(Fault::new)?,
            ("widget", Value::String(widget)) => verifier.with_widget(widget).map_err(Fault::new)?,
            ("pins", Value::Object(pins)) => {
                pins.into_iter().try_fold(verifier, |verifier, (claim, value)| match value {
                    Value::String(value) => Ok(verifier.with_pin(claim, value)),
                    _ => Err(wrong()),
                })?
            }
            // Passing over a demand would let in what it keeps out.
            _ => return Err(wrong()),
        };
    }
    Ok(verifier)
}

fn refused(rejection: &Rejection) -> Value {
    json!({ "reason": rejection.reason().as_str(), "message": rejection.to_string() })
}

fn shown(verified: &VerifiedToken) -> Value {
    json!({
        "algorithm": verified.algorithm().as_str(),
        "key_id": verified.key_id(),
        "claims": claims(verified.claims()),
    })
}

/// Claims by the names that [`Claims`] has for them. What is absent is left out.
fn claims(claims: &Claims) -> Value {
    let time = |time: Option<Time>| time.map(|time| time.to_string());
    let named = [
        ("issuer", claims.issuer().map(str::to_owned)),
        ("subject", claims.subject().map(str::to_owned)),
        ("expires_at", time(claims.expires_at())),
        ("not_before", time(claims.not_before())),
        ("issued_at", time(claims.issued_at())),
        ("token_id", claims.token_id().map(str::to_owned)),
        ("email", claims.email().map(str::to_owned)),
        ("account", claims.account().map(str::to_owned)),
        ("widget", claims.widget().map(str::to_owned)),
    ];
    let named = named.into_iter().filter_map(|(name, value)| Some((name.to_owned(), Value::String(value?))));
    let mut object: Map<_, _> = named.collect();
    object.insert("audience".to_owned(), json!(claims.audience()));
    object.insert("all".to_owned(), Value::Object(claims.all().clone()));
    Value::Object(object)
}
