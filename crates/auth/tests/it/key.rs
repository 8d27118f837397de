//! Keys that are read, and keys that are refused.

use onepane_auth::{Key, KeyError, KeySet};
use onepane_core::TokenAlgorithm;

use crate::forge::base64url;
use crate::keys::{ED25519, P256, P384, SIGNER};

fn rsa(modulus: &[u8], exponent: &[u8]) -> String {
    format!(r#"{{"kty":"RSA","n":"{}","e":"{}"}}"#, base64url(modulus), base64url(exponent))
}

#[test]
fn keys_fit_the_algorithms_of_their_type() {
    use TokenAlgorithm::{EdDsa, Es256, Es384, Rs256, Rs384, Rs512};
    let table = [
        (&*SIGNER, &[Rs256, Rs384, Rs512][..]),
        (&*P256, &[Es256]),
        (&*P384, &[Es384]),
        (&*ED25519, &[EdDsa]),
    ];
    for (key, fitting) in table {
        let read = Key::from_jwk(key.jwk("k").as_bytes()).unwrap();
        assert_eq!(read.id(), Some("k"));
        for algorithm in TokenAlgorithm::ALL {
            assert_eq!(read.fits(*algorithm), fitting.contains(algorithm), "{read:?} {algorithm}");
            let signature = key.sign(algorithm.as_str(), b"text");
            assert_eq!(read.verifies(*algorithm, b"text", &signature), fitting.contains(algorithm));
            assert!(!read.verifies(*algorithm, b"other", &signature));
        }
    }
}

#[test]
fn unusable_keys_say_why() {
    let members = SIGNER.members();
    let weak = [&[0xc1; 127][..], &[1]].concat();
    let strong = [&[0xc1; 255][..], &[1]].concat();
    let huge = [&[0xc1; 1024][..], &[1]].concat();
    let member = |member| KeyError::Member { member };
    let table = [
        ("".to_owned(), KeyError::Json),
        ("[]".to_owned(), KeyError::Json),
        ("not json".to_owned(), KeyError::Json),
        (r#"{"kty":"RSA","kty":"RSA"}"#.to_owned(), KeyError::Json),
        ("{}".to_owned(), KeyError::Type),
        (r#"{"kty":1}"#.to_owned(), member("kty")),
        (r#"{"kty":"rsa"}"#.to_owned(), KeyError::Type),
        (r#"{"kty":"oct"}"#.to_owned(), KeyError::Type),
        (r#"{"kty":"oct","k":"c2VjcmV0"}"#.to_owned(), KeyError::Private),
        (format!(r#"{{"d":"AQAB",{members}}}"#), KeyError::Private),
        (format!(r#"{{"p":"AQAB",{members}}}"#), KeyError::Private),
        (format!(r#"{{"use":"enc",{members}}}"#), KeyError::Purpose),
        (format!(r#"{{"key_ops":["sign"],{members}}}"#), KeyError::Purpose),
        (format!(r#"{{"key_ops":"verify",{members}}}"#), KeyError::Purpose),
        (format!(r#"{{"alg":"HS256",{members}}}"#), KeyError::Algorithm),
        (format!(r#"{{"alg":"ES256",{members}}}"#), KeyError::Algorithm),
        (format!(r#"{{"alg":"none",{members}}}"#), KeyError::Algorithm),
        (format!(r#"{{"kid":1,{members}}}"#), member("kid")),
        (r#"{"kty":"RSA"}"#.to_owned(), member("n")),
        (r#"{"kty":"RSA","n":"!!!","e":"AQAB"}"#.to_owned(), member("n")),
        (rsa(&weak, &[1, 0, 1]), KeyError::RsaSize { found: 1024 }),
        (rsa(&[], &[1, 0, 1]), KeyError::RsaSize { found: 0 }),
        (rsa(&huge, &[1, 0, 1]), KeyError::RsaSize { found: 8200 }),
        (rsa(&strong, &[1]), member("e")),
        (rsa(&strong, &[2]), member("e")),
        (rsa(&strong, &[]), member("e")),
        (rsa(&strong, &[1, 0, 0, 0, 1]), member("e")),
        (r#"{"kty":"EC","crv":"P-521","x":"AA","y":"AA"}"#.to_owned(), KeyError::Type),
        (r#"{"kty":"EC","crv":"secp256k1","x":"AA","y":"AA"}"#.to_owned(), KeyError::Type),
        (r#"{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}"#.to_owned(), member("x")),
        (r#"{"kty":"OKP","crv":"X25519","x":"AA"}"#.to_owned(), KeyError::Type),
        (r#"{"kty":"OKP","crv":"Ed448","x":"AA"}"#.to_owned(), KeyError::Type),
        (r#"{"kty":"OKP","crv":"Ed25519","x":"AA"}"#.to_owned(), member("x")),
    ];
    for (json, error) in table {
        assert_eq!(Key::from_jwk(json.as_bytes()).unwrap_err(), error, "{json:.60}");
        assert_eq!(KeySet::from_json(json.as_bytes()).unwrap_err(), error, "{json:.60}");
    }
}

#[test]
fn a_point_off_the_curve_verifies_nothing() {
    let json = format!(r#"{{"kty":"EC","crv":"P-256","x":"{0}","y":"{0}"}}"#, base64url([7; 32]));
    let key = Key::from_jwk(json.as_bytes()).unwrap();
    assert!(!key.verifies(TokenAlgorithm::Es256, b"text", &P256.sign("ES256", b"text")));
}

#[test]
fn a_sign_byte_before_the_modulus_is_dropped() {
    let jwk: serde_json::Value = serde_json::from_str(&SIGNER.jwk("k")).unwrap();
    use base64::Engine as _;
    let modulus =
        base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(jwk["n"].as_str().unwrap()).unwrap();
    let key = Key::from_jwk(rsa(&[&[0], &modulus[..]].concat(), &[1, 0, 1]).as_bytes()).unwrap();
    assert!(key.verifies(TokenAlgorithm::Rs256, b"text", &SIGNER.sign("RS256", b"text")));
}

#[test]
fn a_set_passes_over_what_it_cannot_use() {
    let set = format!(
        r#"{{"keys":[{{"kty":"oct","k":"c2VjcmV0"}},{},1,{{"kty":"new"}},{{"use":"enc",{}}}],"more":true}}"#,
        P256.jwk("ec1"),
        SIGNER.members()
    );
    let keys = KeySet::from_json(set.as_bytes()).unwrap();
    assert_eq!(keys.iter().filter_map(Key::id).collect::<Vec<_>>(), ["ec1"]);
}

#[test]
fn a_set_has_some_keys_and_not_too_many() {
    let many = format!(r#"{{"keys":[{}]}}"#, vec![P256.jwk("k"); 33].join(","));
    let table = [
        (r#"{"keys":[]}"#.to_owned(), KeyError::NoUsableKey { found: 0 }),
        (r#"{"keys":[{"kty":"oct"},2]}"#.to_owned(), KeyError::NoUsableKey { found: 2 }),
        (r#"{"keys":{}}"#.to_owned(), KeyError::Json),
        (many, KeyError::TooMany { max: 32, found: 33 }),
    ];
    for (json, error) in table {
        assert_eq!(KeySet::from_json(json.as_bytes()).unwrap_err(), error);
    }
}
