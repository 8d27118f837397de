//! Tokens, honest and forged.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use onepane_auth::{KeySet, Verifier};
use onepane_model::Time;

use crate::keys::{self, TestKey};

/// The policy under attack is one that ships: a host with one RSA key.
pub(crate) use onepane_adapter_botmaker::TOKEN as POLICY;

/// The moment of these tests, in seconds.
pub(crate) const NOW: i64 = 1_770_000_600;

pub(crate) const HEADER: &str = r#"{"alg":"RS256","typ":"JWT","kid":"k1"}"#;

pub(crate) const CLAIMS: &str = r#"{"custom-widget-name":"order-panel","businessId":"acme","email":"agent@example.test","sub":"u-17","iat":1770000000,"exp":1770003600,"jti":"c0ffee-01","iss":"botmaker.com","screen":"CHATS","nested":{"a":[1,null]}}"#;

pub(crate) fn at(seconds: i64) -> Time {
    Time::from_millis(seconds * 1000).unwrap()
}

pub(crate) fn base64url(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A token of these texts, whatever they are, signed with this key as the named algorithm says.
pub(crate) fn sign_as(algorithm: &str, header: &str, claims: &[u8], key: &TestKey) -> String {
    let signed = format!("{}.{}", base64url(header), base64url(claims));
    let signature = key.sign(algorithm, signed.as_bytes());
    format!("{signed}.{}", base64url(signature))
}

/// A token with this header, signed by the signer.
pub(crate) fn with_header(header: &str) -> String {
    sign_as("RS256", header, CLAIMS.as_bytes(), &keys::SIGNER)
}

/// A token of these claims, signed by the signer.
pub(crate) fn with_claims(claims: impl AsRef<[u8]>) -> String {
    sign_as("RS256", HEADER, claims.as_ref(), &keys::SIGNER)
}

pub(crate) fn honest() -> String {
    with_claims(CLAIMS)
}

/// The usual claims, with this claim's JSON text in place of its own, or added at the end.
pub(crate) fn claims_with(name: &str, json: &str) -> String {
    let rest = claims_without(name);
    let open = rest.strip_suffix('}').unwrap();
    format!(r#"{open},"{name}":{json}}}"#)
}

/// The usual claims without this one.
pub(crate) fn claims_without(name: &str) -> String {
    let mut claims: serde_json::Map<String, serde_json::Value> = serde_json::from_str(CLAIMS).unwrap();
    claims.remove(name);
    serde_json::to_string(&claims).unwrap()
}

pub(crate) fn key_set() -> KeySet {
    KeySet::from_json(keys::published().as_bytes()).unwrap()
}

pub(crate) fn verifier() -> Verifier {
    Verifier::new(&POLICY).unwrap()
}
