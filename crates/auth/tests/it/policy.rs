//! The same verifier for other signers: other algorithms, several issuers, audiences, no expiry.

use std::time::Duration;

use onepane_auth::{KeySet, Reason, Rejection, Verifier};
use onepane_core::{Expiry, TokenAlgorithm, TokenPolicy, TokenPolicyError};

use crate::forge::{CLAIMS, NOW, at, claims_with, claims_without, key_set, sign_as, verifier};
use crate::keys::{ED25519, P256, P384, SIGNER, STRANGER, TestKey};

const EVERY: &[TokenAlgorithm] = TokenAlgorithm::ALL;
const BASE: TokenPolicy = TokenPolicy::new(EVERY, &["botmaker.com"]);

fn verify(policy: &TokenPolicy, token: &str, now: i64) -> Result<(), Rejection> {
    Verifier::new(policy).unwrap().verify(token, &key_set(), at(now)).map(|_| ())
}

fn reason(policy: &TokenPolicy, token: &str, now: i64) -> Option<Reason> {
    verify(policy, token, now).err().map(|rejection| rejection.reason())
}

fn token(algorithm: &str, kid: &str, key: &TestKey) -> String {
    sign_as(algorithm, &format!(r#"{{"alg":"{algorithm}","kid":"{kid}"}}"#), CLAIMS.as_bytes(), key)
}

fn rs256(claims: &str) -> String {
    sign_as("RS256", r#"{"alg":"RS256"}"#, claims.as_bytes(), &SIGNER)
}

#[test]
fn every_algorithm_verifies_with_its_key() {
    let signers: [(&str, &str, &TestKey); 6] = [
        ("RS256", "k1", &SIGNER),
        ("RS384", "k1", &SIGNER),
        ("RS512", "k1", &SIGNER),
        ("ES256", "ec1", &P256),
        ("ES384", "ec2", &P384),
        ("EdDSA", "ed1", &ED25519),
    ];
    for (algorithm, kid, key) in signers {
        assert_eq!(verify(&BASE, &token(algorithm, kid, key), NOW), Ok(()), "{algorithm}");
        for (other, ..) in signers.iter().filter(|(other, ..)| *other != algorithm) {
            // The header names another algorithm than the one that was used.
            let lie = token(algorithm, kid, key);
            let signature = lie.rsplit('.').next().unwrap();
            let forged = token(other, kid, key);
            let forged = format!("{}.{signature}", forged.rsplit_once('.').unwrap().0);
            let found = reason(&BASE, &forged, NOW);
            assert!(
                matches!(found, Some(Reason::Signature | Reason::UnknownKey)),
                "{algorithm} as {other}: {found:?}"
            );
        }
    }
}

#[test]
fn only_algorithms_of_the_policy_are_accepted() {
    let policy = TokenPolicy::new(&[TokenAlgorithm::Es256, TokenAlgorithm::EdDsa], &["botmaker.com"]);
    assert_eq!(verify(&policy, &token("ES256", "ec1", &P256), NOW), Ok(()));
    let rejection = verify(&policy, &token("RS256", "k1", &SIGNER), NOW).unwrap_err();
    assert_eq!(rejection.to_string(), "expected the algorithm one of ES256, EdDSA, found another");
}

#[test]
fn a_signature_of_an_elliptic_curve_has_one_form() {
    let honest = token("ES256", "ec1", &P256);
    let (signed, _) = honest.rsplit_once('.').unwrap();
    let fixed = P256.sign("ES256", signed.as_bytes());
    let integer = |bytes: &[u8]| [&[0x02, 33, 0], bytes].concat();
    let der = [&[0x30, 70][..], &integer(&fixed[..32]), &integer(&fixed[32..])].concat();
    let forms = [der, vec![0; 64], fixed[..63].to_vec(), [&fixed[..], &[0]].concat(), Vec::new()];
    for form in forms {
        let token = format!("{signed}.{}", crate::forge::base64url(form));
        assert_eq!(reason(&BASE, &token, NOW), Some(Reason::Signature));
    }
    let by_stranger = token("ES256", "ec1", &TestKey::p256());
    assert_eq!(reason(&BASE, &by_stranger, NOW), Some(Reason::Signature));
    let by_stranger = token("EdDSA", "ed1", &TestKey::ed25519());
    assert_eq!(reason(&BASE, &by_stranger, NOW), Some(Reason::Signature));
}

#[test]
fn one_of_several_issuers_is_enough() {
    let policy = TokenPolicy::new(EVERY, &["eu.example", "botmaker.com"]);
    assert_eq!(verify(&policy, &rs256(CLAIMS), NOW), Ok(()));
    assert_eq!(verify(&policy, &rs256(&claims_with("iss", r#""eu.example""#)), NOW), Ok(()));
    let rejection = verify(&policy, &rs256(&claims_with("iss", r#""us.example""#)), NOW).unwrap_err();
    assert_eq!(rejection.to_string(), "expected the issuer one of eu.example, botmaker.com, found another");
}

#[test]
fn an_audience_is_demanded_where_the_policy_names_one() {
    let policy = BASE.with_audiences(&["widget", "widget-test"]);
    for aud in [r#""widget""#, r#"["other","widget-test"]"#] {
        assert_eq!(verify(&policy, &rs256(&claims_with("aud", aud)), NOW), Ok(()), "{aud}");
    }
    for aud in [
        r#""other""#,
        r#""Widget""#,
        r#""widget ""#,
        r#""""#,
        "[]",
        r#"["widget-"]"#,
        r#""widget,widget-test""#,
    ] {
        assert_eq!(reason(&policy, &rs256(&claims_with("aud", aud)), NOW), Some(Reason::Audience), "{aud}");
    }
    assert_eq!(reason(&policy, &rs256(&claims_without("aud")), NOW), Some(Reason::Missing));
    assert_eq!(reason(&policy, &rs256(&claims_with("aud", "null")), NOW), Some(Reason::ClaimType));
}

#[test]
fn exp_may_be_optional_and_still_counts() {
    let policy = BASE.with_expiry(Expiry::Optional);
    assert_eq!(verify(&policy, &rs256(&claims_without("exp")), NOW), Ok(()));
    assert_eq!(reason(&policy, &rs256(&claims_with("exp", "1")), NOW), Some(Reason::Expired));
    assert_eq!(reason(&policy, &rs256(&claims_with("exp", "null")), NOW), Some(Reason::ClaimType));
}

#[test]
fn leeway_is_the_policys() {
    let policy = BASE.with_leeway(Duration::ZERO);
    assert_eq!(verify(&policy, &rs256(&claims_with("exp", &(NOW + 1).to_string())), NOW), Ok(()));
    assert_eq!(reason(&policy, &rs256(&claims_with("exp", &NOW.to_string())), NOW), Some(Reason::Expired));
    assert_eq!(
        reason(&policy, &rs256(&claims_with("nbf", &(NOW + 1).to_string())), NOW),
        Some(Reason::NotYetValid)
    );
    assert_eq!(
        reason(&policy, &rs256(&claims_with("iat", &(NOW + 1).to_string())), NOW),
        Some(Reason::IssuedInFuture)
    );
}

#[test]
fn token_types_are_the_policys() {
    let typed = |typ: &str| {
        let header = format!(r#"{{"alg":"RS256","typ":"{typ}"}}"#);
        sign_as("RS256", &header, CLAIMS.as_bytes(), &SIGNER)
    };
    let policy = BASE.with_types(&["at+jwt"]);
    assert_eq!(verify(&policy, &typed("at+jwt"), NOW), Ok(()));
    assert_eq!(verify(&policy, &typed("application/AT+JWT"), NOW), Ok(()));
    assert_eq!(verify(&policy, &rs256(CLAIMS), NOW), Ok(()), "absent is accepted");
    assert_eq!(reason(&policy, &typed("JWT"), NOW), Some(Reason::Type));
}

#[test]
fn a_key_without_a_name_serves_tokens_that_name_one() {
    let unnamed = KeySet::from_json(format!("{{{}}}", SIGNER.members()).as_bytes()).unwrap();
    let check = |token: &str| verifier().verify(token, &unnamed, at(NOW)).map(|_| ());
    assert_eq!(check(&token("RS256", "anything", &SIGNER)), Ok(()));
    assert_eq!(check(&token("RS256", "../../k", &STRANGER)).unwrap_err().reason(), Reason::Signature);
}

#[test]
fn a_key_may_be_restricted_to_one_algorithm() {
    let json = format!(r#"{{"alg":"RS512",{}}}"#, SIGNER.members());
    let keys = KeySet::from_json(json.as_bytes()).unwrap();
    let verifier = Verifier::new(&BASE).unwrap();
    assert!(verifier.verify(&token("RS512", "k", &SIGNER), &keys, at(NOW)).is_ok());
    let rejection = verifier.verify(&token("RS256", "k", &SIGNER), &keys, at(NOW)).unwrap_err();
    assert_eq!(rejection.reason(), Reason::UnknownKey);
}

#[test]
fn a_policy_that_checks_nothing_makes_no_verifier() {
    let policy = TokenPolicy::new(EVERY, &[]);
    assert_eq!(Verifier::new(&policy).unwrap_err(), TokenPolicyError::NoIssuer);
    let error = Verifier::new(&BASE).unwrap().with_account("acme").unwrap_err();
    assert_eq!(error.to_string(), "expected the token policy to name `account_claim`, found none");
}
