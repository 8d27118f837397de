//! Signatures that are missing, moved, or made by somebody else.

use onepane_auth::Reason::{Json, Signature};

use super::{Attack, attack};
use crate::forge::{CLAIMS, HEADER, base64url, claims_with, honest, sign_as, with_claims, with_header};
use crate::keys::{P256, SECOND, SIGNER, STRANGER, hmac};

pub(super) fn attacks() -> Vec<Attack> {
    let token = honest();
    let parts: Vec<&str> = token.split('.').collect();
    let &[header, claims, signature] = parts.as_slice() else { panic!("expected three parts") };
    let signed = format!("{header}.{claims}");
    let bytes = SIGNER.sign("RS256", signed.as_bytes());
    let other = with_claims(claims_with("sub", r#""u-18""#));
    let others: Vec<&str> = other.split('.').collect();
    let with = |signature: &[u8]| format!("{signed}.{}", base64url(signature));
    let flipped = |index: usize| {
        let mut bytes = bytes.clone();
        bytes[index] ^= 1;
        bytes
    };
    let other_header = base64url(r#"{"alg":"RS256","typ":"JWT","kid":"k1","x":1}"#);
    let mut one = vec![0; bytes.len()];
    one[255] = 1;
    vec![
        attack("a letter appended", format!("{token}A"), Signature),
        attack("signature stripped", format!("{signed}."), Signature),
        attack("signature of another token", format!("{signed}.{}", others[2]), Signature),
        attack("claims of another token", format!("{header}.{}.{signature}", others[1]), Signature),
        attack(
            "claims changed",
            format!("{header}.{}.{signature}", base64url(claims_with("businessId", r#""other""#))),
            Signature,
        ),
        attack(
            "expiry moved",
            format!("{header}.{}.{signature}", base64url(claims_with("exp", "1770009999"))),
            Signature,
        ),
        attack("header changed", format!("{other_header}.{claims}.{signature}"), Signature),
        attack(
            "header and claims exchanged",
            format!("{claims}.{header}.{signature}"),
            onepane_auth::Reason::Header,
        ),
        attack("first bit flipped", with(&flipped(0)), Signature),
        attack("middle bit flipped", with(&flipped(128)), Signature),
        attack("last bit flipped", with(&flipped(255)), Signature),
        attack("one byte short", with(&bytes[..255]), Signature),
        attack("first byte missing", with(&bytes[1..]), Signature),
        attack("one byte more", with(&[&bytes[..], &[0]].concat()), Signature),
        attack("leading zero", with(&[&[0], &bytes[..]].concat()), Signature),
        attack("twice the signature", with(&[&bytes[..], &bytes[..]].concat()), Signature),
        attack("reversed", with(&bytes.iter().rev().copied().collect::<Vec<_>>()), Signature),
        attack("zeros", with(&[0; 256]), Signature),
        attack("the number one", with(&one), Signature),
        attack("ones", with(&[0xff; 256]), Signature),
        attack("one byte", with(&[0]), Signature),
        attack("six kilobytes", with(&vec![7; 5500]), Signature),
        attack("by a stranger", sign_as("RS256", HEADER, CLAIMS.as_bytes(), &STRANGER), Signature),
        attack(
            "by a stranger, no name",
            sign_as("RS256", r#"{"alg":"RS256"}"#, CLAIMS.as_bytes(), &STRANGER),
            Signature,
        ),
        attack(
            "by another key of the signer",
            sign_as("RS256", HEADER, CLAIMS.as_bytes(), &SECOND),
            Signature,
        ),
        attack("with another hash, 384", sign_as("RS384", HEADER, CLAIMS.as_bytes(), &SIGNER), Signature),
        attack("with another hash, 512", sign_as("RS512", HEADER, CLAIMS.as_bytes(), &SIGNER), Signature),
        attack("with another padding", sign_as("PS256", HEADER, CLAIMS.as_bytes(), &SIGNER), Signature),
        attack("of an elliptic curve", sign_as("ES256", HEADER, CLAIMS.as_bytes(), &P256), Signature),
        attack(
            "hmac under an honest header",
            with(&hmac("HS256", &SIGNER.as_shared_secrets()[0], signed.as_bytes())),
            Signature,
        ),
        attack("over the header alone", with(&SIGNER.sign("RS256", header.as_bytes())), Signature),
        attack("over the claims alone", with(&SIGNER.sign("RS256", claims.as_bytes())), Signature),
        attack("over the decoded claims", with(&SIGNER.sign("RS256", CLAIMS.as_bytes())), Signature),
        attack("over nothing", with(&SIGNER.sign("RS256", b"")), Signature),
        attack("encoded twice", format!("{signed}.{}", base64url(signature)), Signature),
        attack("a token as claims of another", with_claims(&token), Json),
        attack(
            "same header in another spelling",
            {
                let spaced = with_header(&HEADER.replace(',', ", "));
                let parts: Vec<&str> = spaced.split('.').collect();
                format!("{header}.{}.{}", parts[1], parts[2])
            },
            Signature,
        ),
    ]
}
