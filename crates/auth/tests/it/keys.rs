//! Key pairs for these tests, made anew in every run. Nothing here signs anything but test tokens.

use std::sync::LazyLock;

use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{self as sig, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RsaKeyPair};

use crate::forge::base64url;

/// The signer's key, known to verifiers as `k1`.
pub(crate) static SIGNER: LazyLock<TestKey> = LazyLock::new(TestKey::rsa);
/// Another key of the same signer, `k2`.
pub(crate) static SECOND: LazyLock<TestKey> = LazyLock::new(TestKey::rsa);
/// A key that no verifier knows.
pub(crate) static STRANGER: LazyLock<TestKey> = LazyLock::new(TestKey::rsa);
/// A P-256 key, `ec1`.
pub(crate) static P256: LazyLock<TestKey> = LazyLock::new(TestKey::p256);
/// A P-384 key, `ec2`.
pub(crate) static P384: LazyLock<TestKey> = LazyLock::new(TestKey::p384);
/// An Ed25519 key, `ed1`.
pub(crate) static ED25519: LazyLock<TestKey> = LazyLock::new(TestKey::ed25519);

/// The signer's key set, as it is published.
pub(crate) fn published() -> String {
    format!(
        r#"{{"keys":[{},{},{},{},{}]}}"#,
        SIGNER.jwk("k1"),
        SECOND.jwk("k2"),
        P256.jwk("ec1"),
        P384.jwk("ec2"),
        ED25519.jwk("ed1")
    )
}

pub(crate) enum TestKey {
    Rsa(RsaKeyPair),
    Ec { pair: EcdsaKeyPair, curve: &'static str },
    Ed(Ed25519KeyPair),
}

impl TestKey {
    pub(crate) fn rsa() -> Self {
        Self::Rsa(RsaKeyPair::generate(KeySize::Rsa2048).unwrap())
    }

    pub(crate) fn p256() -> Self {
        Self::Ec {
            pair: EcdsaKeyPair::generate(&sig::ECDSA_P256_SHA256_FIXED_SIGNING).unwrap(),
            curve: "P-256",
        }
    }

    pub(crate) fn p384() -> Self {
        Self::Ec {
            pair: EcdsaKeyPair::generate(&sig::ECDSA_P384_SHA384_FIXED_SIGNING).unwrap(),
            curve: "P-384",
        }
    }

    pub(crate) fn ed25519() -> Self {
        Self::Ed(Ed25519KeyPair::generate().unwrap())
    }

    /// The public half without a name, as the members of a JWK.
    pub(crate) fn members(&self) -> String {
        match self {
            Self::Rsa(pair) => {
                let public = pair.public_key();
                let n = base64url(public.modulus().big_endian_without_leading_zero());
                let e = base64url(public.exponent().big_endian_without_leading_zero());
                format!(r#""kty":"RSA","n":"{n}","e":"{e}""#)
            }
            Self::Ec { pair, curve } => {
                let point = &pair.public_key().as_ref()[1..];
                let (x, y) = point.split_at(point.len() / 2);
                format!(r#""kty":"EC","crv":"{curve}","x":"{}","y":"{}""#, base64url(x), base64url(y))
            }
            Self::Ed(pair) => {
                format!(r#""kty":"OKP","crv":"Ed25519","x":"{}""#, base64url(pair.public_key().as_ref()))
            }
        }
    }

    pub(crate) fn jwk(&self, kid: &str) -> String {
        format!(r#"{{"kid":"{kid}",{}}}"#, self.members())
    }

    /// Signs as the named algorithm says, if this key can; any name of another family gives the key's usual signature.
    pub(crate) fn sign(&self, algorithm: &str, text: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        match self {
            Self::Rsa(pair) => {
                let encoding: &dyn sig::RsaEncoding = match algorithm {
                    "RS384" => &sig::RSA_PKCS1_SHA384,
                    "RS512" => &sig::RSA_PKCS1_SHA512,
                    "PS256" => &sig::RSA_PSS_SHA256,
                    "PS384" => &sig::RSA_PSS_SHA384,
                    "PS512" => &sig::RSA_PSS_SHA512,
                    _ => &sig::RSA_PKCS1_SHA256,
                };
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(encoding, &random, text, &mut signature).unwrap();
                signature
            }
            Self::Ec { pair, .. } => pair.sign(&random, text).unwrap().as_ref().to_vec(),
            Self::Ed(pair) => pair.sign(text).as_ref().to_vec(),
        }
    }

    /// Bytes that a confused verifier might take for a shared secret: forms in which the public key is published.
    pub(crate) fn as_shared_secrets(&self) -> Vec<Vec<u8>> {
        let Self::Rsa(pair) = self else { return Vec::new() };
        let der = pair.public_key().as_ref().to_vec();
        let n = pair.public_key().modulus().big_endian_without_leading_zero().to_vec();
        let pem = pem_of(&der);
        vec![
            pem.clone().into_bytes(),
            pem.trim_end().as_bytes().to_vec(),
            base64url(&n).into_bytes(),
            format!("{{{}}}", self.members()).into_bytes(),
            self.jwk("k1").into_bytes(),
            der,
            n,
            Vec::new(),
        ]
    }
}

/// A public key in the text form that is mostly handed around.
fn pem_of(der: &[u8]) -> String {
    use base64::Engine as _;
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    let lines: Vec<&str> =
        text.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN RSA PUBLIC KEY-----\n{}\n-----END RSA PUBLIC KEY-----\n", lines.join("\n"))
}

pub(crate) fn hmac(algorithm: &str, secret: &[u8], text: &[u8]) -> Vec<u8> {
    let algorithm = match algorithm {
        "HS384" => hmac::HMAC_SHA384,
        "HS512" => hmac::HMAC_SHA512,
        _ => hmac::HMAC_SHA256,
    };
    hmac::sign(&hmac::Key::new(algorithm, secret), text).as_ref().to_vec()
}
