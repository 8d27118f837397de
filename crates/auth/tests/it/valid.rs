//! Tokens that must be accepted: each stands next to an attack.

use onepane_auth::{UnverifiedToken, Verifier};
use onepane_core::TokenAlgorithm;

use crate::forge::{
    CLAIMS, HEADER, NOW, at, claims_with, claims_without, honest, key_set, sign_as, verifier, with_claims,
    with_header,
};
use crate::keys::{SECOND, STRANGER};

fn check(name: &str, verifier: &Verifier, token: &str) {
    let answer = verifier.verify(token, &key_set(), at(NOW));
    assert!(answer.is_ok(), "{name}: {}", answer.unwrap_err());
}

#[test]
fn an_honest_token_is_accepted_and_read() {
    let verified = verifier().verify(&honest(), &key_set(), at(NOW)).unwrap();
    let claims = verified.claims();
    assert_eq!(claims.issuer(), Some("botmaker.com"));
    assert_eq!(claims.subject(), Some("u-17"));
    assert_eq!(claims.account(), Some("acme"));
    assert_eq!(claims.widget(), Some("order-panel"));
    assert_eq!(claims.email(), Some("agent@example.test"));
    assert_eq!(claims.token_id(), Some("c0ffee-01"));
    assert_eq!(claims.issued_at(), Some(at(1_770_000_000)));
    assert_eq!(claims.expires_at(), Some(at(1_770_003_600)));
    assert_eq!((claims.not_before(), claims.audience()), (None, &[][..]));
    assert_eq!((verified.algorithm(), verified.key_id()), (TokenAlgorithm::Rs256, Some("k1")));
    assert_eq!(verified.verified_at(), at(NOW));
}

#[test]
fn unknown_claims_are_kept_as_they_came() {
    let verified = verifier().verify(&honest(), &key_set(), at(NOW)).unwrap();
    let sent: serde_json::Value = serde_json::from_str(CLAIMS).unwrap();
    assert_eq!(serde_json::Value::Object(verified.claims().all().clone()), sent);
    assert_eq!(verified.claims().get("nested"), sent.get("nested"));
}

#[test]
fn debug_shows_names_of_claims_only() {
    let token = honest();
    let verified = verifier().verify(&token, &key_set(), at(NOW)).unwrap();
    let unverified = UnverifiedToken::parse(&token, 8192).unwrap();
    let shown = format!("{verified:?} {unverified:?} {:?}", verifier().with_pin("sub", "u-17").policy());
    for personal in ["agent@example.test", "u-17", "c0ffee", "acme"] {
        assert!(!shown.contains(personal), "{shown}");
    }
    assert!(shown.contains("businessId") && shown.contains("email"), "{shown}");
}

#[test]
fn headers_that_change_nothing_are_accepted() {
    let jwk = STRANGER.jwk("k1");
    let headers = [
        r#"{"alg":"RS256"}"#.to_owned(),
        r#"{"alg":"RS256","kid":"k1"}"#.to_owned(),
        r#"{"alg":"RS256","typ":"jwt"}"#.to_owned(),
        r#"{"alg":"RS256","typ":"application/jwt"}"#.to_owned(),
        r#"{"alg":"RS256","typ":"JWT","cty":"JWT","zip":"DEF","x":{"y":[1]}}"#.to_owned(),
        r#"{"alg":"RS256","b64":true}"#.to_owned(),
        r#" { "kid" : "k1" , "alg" : "\u0052S256" } "#.to_owned(),
        // What a token offers is not looked at, be it a key of somebody else or nonsense.
        format!(r#"{{"alg":"RS256","kid":"k1","jwk":{jwk},"jku":"https://evil.example/k.json"}}"#),
        r#"{"alg":"RS256","jwk":"nonsense","jku":1,"x5u":null,"x5c":{},"x5t":[]}"#.to_owned(),
    ];
    for header in headers {
        check(&header, &verifier(), &with_header(&header));
    }
    let by_second = sign_as("RS256", &HEADER.replace("k1", "k2"), CLAIMS.as_bytes(), &SECOND);
    check("by the second key", &verifier(), &by_second);
    let unnamed = sign_as("RS256", r#"{"alg":"RS256"}"#, CLAIMS.as_bytes(), &SECOND);
    check("by the second key, unnamed", &verifier(), &unnamed);
}

#[test]
fn moments_within_the_leeway_are_accepted() {
    let moments = [
        ("exp", NOW + 1),
        ("exp", NOW),
        ("exp", NOW - 59),
        ("exp", 253_402_207_200),
        ("nbf", NOW),
        ("nbf", NOW + 60),
        ("nbf", 0),
        ("iat", NOW),
        ("iat", NOW + 60),
        ("iat", 0),
    ];
    for (claim, second) in moments {
        let token = with_claims(claims_with(claim, &second.to_string()));
        check(&format!("{claim} {second}"), &verifier(), &token);
    }
}

#[test]
fn claims_that_may_differ_are_accepted() {
    for claim in ["iat", "jti", "email", "custom-widget-name", "screen", "nested"] {
        check(&format!("no {claim}"), &verifier(), &with_claims(claims_without(claim)));
    }
    let others = [
        ("aud", r#""anybody""#),
        ("aud", r#"["a","b"]"#),
        ("businessId", r#""Ünïcode GmbH \u00fc""#),
        ("sub", r#"" u-17 ""#),
        ("bid", r#""acme""#),
        ("", r#""""#),
        ("deep", "[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]"),
        ("float", "1.5"),
        ("exp ", "0"),
    ];
    for (claim, json) in others {
        check(&format!("{claim} {json}"), &verifier(), &with_claims(claims_with(claim, json)));
    }
}

#[test]
fn pinned_claims_that_agree_are_accepted() {
    let pinned = verifier()
        .with_account("acme")
        .unwrap()
        .with_widget("order-panel")
        .unwrap()
        .with_pin("screen", "CHATS");
    check("pinned", &pinned, &honest());
}

#[test]
fn a_token_as_long_as_allowed_is_accepted() {
    let length =
        |filling: usize| with_claims(claims_with("filling", &format!("\"{}\"", "x".repeat(filling))));
    let fits = (5000..6200).rev().map(length).find(|token| token.len() <= 8192).unwrap();
    assert!(fits.len() >= 8190, "{}", fits.len());
    check("as long as allowed", &verifier(), &fits);
}

#[test]
fn inspecting_shows_all_and_proves_nothing() {
    let forged = sign_as("RS256", HEADER, CLAIMS.as_bytes(), &STRANGER);
    let unverified = UnverifiedToken::parse(&forged, 8192).unwrap();
    assert_eq!(unverified.header()["kid"], "k1");
    assert_eq!(unverified.claims()["sub"], "u-17");
    assert!(UnverifiedToken::parse("a.b", 8192).is_err());
}
