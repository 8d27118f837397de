//! The header of a token: a claim about how it was signed, made by whoever sent it.

use onepane_core::{TokenAlgorithm, TokenPolicy};
use serde_json::{Map, Value};

use crate::rejection::{Part, Rejection};
use crate::strict_json;
use crate::value::kind;

/// The members of a header that are looked at.
///
/// `jwk`, `jku`, `x5u`, `x5c` and `x5t` are not: they offer a key, and a token does not choose its key. `kid` only
/// narrows the choice among our own.
pub(crate) struct Header {
    alg: String,
    typ: Option<String>,
    kid: Option<String>,
    /// All of it, for showing.
    pub(crate) members: Map<String, Value>,
}

impl Header {
    pub(crate) fn parse(text: &[u8]) -> Result<Self, Rejection> {
        let members =
            strict_json::parse_object(text).map_err(|flaw| Rejection::of_json(Part::Header, flaw))?;
        let alg = member(&members, "alg")?.ok_or(Rejection::Header {
            member: "alg",
            expected: "a string",
            found: "nothing",
        })?;
        Ok(Self { alg, typ: member(&members, "typ")?, kid: member(&members, "kid")?, members })
    }

    /// Holds the header against the policy and gives the algorithm to verify with, which is one of the policy's.
    pub(crate) fn check(&self, policy: &TokenPolicy) -> Result<TokenAlgorithm, Rejection> {
        if self.members.contains_key("crit") {
            // RFC 7515 4.1.11: whoever does not understand what is listed must refuse. Nothing is understood here.
            return Err(Rejection::Critical { member: "crit" });
        }
        if self.members.get("b64").is_some_and(|b64| *b64 != Value::Bool(true)) {
            return Err(Rejection::Critical { member: "b64" });
        }
        let algorithm = TokenAlgorithm::from_name(&self.alg)
            .filter(|algorithm| policy.algorithms.contains(algorithm))
            .ok_or(Rejection::Algorithm { expected: policy.algorithms })?;
        if let Some(typ) = &self.typ
            && !policy.types.iter().any(|expected| same_type(typ, expected))
        {
            return Err(Rejection::Type { expected: policy.types });
        }
        Ok(algorithm)
    }

    pub(crate) fn key_id(&self) -> Option<&str> {
        self.kid.as_deref()
    }
}

/// Media types are compared without case, and `application/` may be left out (RFC 7515 4.1.9).
fn same_type(found: &str, expected: &str) -> bool {
    const PREFIX: &str = "application/";
    let short = match found.get(..PREFIX.len()) {
        Some(prefix) if prefix.eq_ignore_ascii_case(PREFIX) => &found[PREFIX.len()..],
        _ => found,
    };
    short.eq_ignore_ascii_case(expected)
}

fn member(members: &Map<String, Value>, name: &'static str) -> Result<Option<String>, Rejection> {
    match members.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(other) => Err(Rejection::Header { member: name, expected: "a string", found: kind(other) }),
    }
}
