//! The text of every rejection and its code.

use onepane_auth::{KeySourceError, Part, Reason, Rejection};
use onepane_core::{ErrorKind, TokenAlgorithm};

#[test]
fn every_rejection_says_what_was_expected_and_found() {
    let table = [
        (
            Rejection::TooLarge { max: 8192, found: 9000 },
            "too_large",
            "expected a token of at most 8192 bytes, found 9000",
        ),
        (Rejection::Parts { found: 4 }, "parts", "expected a token of three parts between dots, found 4"),
        (
            Rejection::Encoding { part: Part::Signature },
            "encoding",
            "expected base64url without padding in the token's signature, found other text",
        ),
        (
            Rejection::Json { part: Part::Claims },
            "json",
            "expected one json object in the token's claims, found other text",
        ),
        (
            Rejection::Duplicate { part: Part::Claims },
            "duplicate",
            "expected every member once in the token's claims, found a duplicate",
        ),
        (
            Rejection::TooDeep { part: Part::Header },
            "too_deep",
            "expected at most 16 levels in the token's header, found more",
        ),
        (
            Rejection::Header { member: "alg", expected: "a string", found: "nothing" },
            "header",
            "expected a string as `alg` in the token's header, found nothing",
        ),
        (
            Rejection::Critical { member: "crit" },
            "critical",
            "expected no critical extension in the token's header, found `crit`",
        ),
        (
            Rejection::Algorithm { expected: &[TokenAlgorithm::Rs256] },
            "algorithm",
            "expected the algorithm RS256, found another",
        ),
        (Rejection::Type { expected: &["JWT"] }, "type", "expected the token type JWT, found another"),
        (
            Rejection::UnknownKey,
            "unknown_key",
            "expected a token signed with a known key, found no key that fits its header",
        ),
        (
            Rejection::Signature,
            "signature",
            "expected a signature by a known key, found one that does not verify",
        ),
        (Rejection::Missing { claim: "exp".into() }, "missing", "expected the claim `exp`, found none"),
        (
            Rejection::ClaimType { claim: "exp", expected: "an integer", found: "a string" },
            "claim_type",
            "expected an integer as claim `exp`, found a string",
        ),
        (
            Rejection::ClaimRange { claim: "exp" },
            "claim_range",
            "expected seconds since 1970 as claim `exp`, found a number outside the years 1970 to 9999",
        ),
        (Rejection::Blank { claim: "sub" }, "blank", "expected text as claim `sub`, found a blank"),
        (
            Rejection::Expired { ago_seconds: 90 },
            "expired",
            "expected a token that is still valid, found one that expired 90 s ago",
        ),
        (
            Rejection::NotYetValid { ahead_seconds: 90 },
            "not_yet_valid",
            "expected a token that is valid already, found one that begins in 90 s",
        ),
        (
            Rejection::IssuedInFuture { ahead_seconds: 90 },
            "issued_in_future",
            "expected a token issued in the past, found one issued 90 s ahead",
        ),
        (
            Rejection::Issuer { expected: &["a.example", "b.example"] },
            "issuer",
            "expected the issuer one of a.example, b.example, found another",
        ),
        (
            Rejection::Audience { expected: &["widget"] },
            "audience",
            "expected the audience widget, found another",
        ),
        (
            Rejection::Pinned { claim: "sub".into() },
            "pinned",
            "expected the pinned value of claim `sub`, found another",
        ),
        (
            Rejection::KeysUnavailable { source: KeySourceError::TimedOut },
            "keys_unavailable",
            "expected keys to verify with, found none",
        ),
    ];
    for (rejection, code, message) in &table {
        assert_eq!((rejection.reason().as_str(), rejection.to_string().as_str()), (*code, *message));
        let kind = match rejection {
            Rejection::KeysUnavailable { .. } => ErrorKind::Other,
            _ => ErrorKind::Unauthenticated,
        };
        let shared = onepane_core::Error::from(rejection.clone());
        assert_eq!((shared.kind(), shared.to_string().as_str()), (kind, *message));
    }
    let codes: Vec<_> = table.iter().map(|(rejection, ..)| rejection.reason()).collect();
    assert_eq!(codes, Reason::ALL);
}
