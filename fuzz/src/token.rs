//! No token is accepted that is not signed by our key, by our rules.

use std::sync::LazyLock;

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use onepane::core::{TokenAlgorithm, TokenPolicy, launch};
use onepane::model::Time;
use onepane_auth::{KeySet, UnverifiedToken, Verifier, token_in_url};
use serde_json::Value;
use url::{Url, form_urlencoded};

/// Ed25519, because it signs and verifies many thousand times a second; the rules are the same for every algorithm.
static POLICY: TokenPolicy = TokenPolicy::new(&[TokenAlgorithm::EdDsa], &["issuer.example"])
    .with_required_claims(&["sub", "account"])
    .with_account_claim("account")
    .with_widget_claim("widget")
    .with_query(&["token"])
    .with_fragment(&["token"]);

/// The moment of all verification, in seconds.
const NOW: i64 = 1_770_000_600;
const LEEWAY: i64 = 60;

struct Setting {
    pair: Ed25519KeyPair,
    keys: KeySet,
    verifier: Verifier,
    now: Time,
}

static SETTING: LazyLock<Setting> = LazyLock::new(|| {
    // The same key in every run, so that a finding can be tried again. It guards nothing.
    let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).expect("a seed of 32 bytes");
    let x = URL_SAFE_NO_PAD.encode(pair.public_key().as_ref());
    let jwk = format!(r#"{{"kty":"OKP","crv":"Ed25519","kid":"k1","x":"{x}"}}"#);
    Setting {
        pair,
        keys: KeySet::from_json(jwk.as_bytes()).expect("a public key"),
        verifier: Verifier::new(&POLICY).expect("a policy that checks something"),
        now: Time::from_millis(NOW * 1000).expect("a moment"),
    }
});

/// The first byte says what the rest is: `0` a whole token, `1` a header on the first line and claims below, to be
/// signed with the right key, `2` the same with the signature damaged, `3` a key file, `4` a launch URL.
pub fn token(data: &[u8]) {
    let Some((kind, rest)) = data.split_first() else { return };
    match kind {
        b'0' => whole(rest),
        b'1' => signed(rest),
        b'2' => damaged(rest),
        b'3' => key_file(rest),
        b'4' => launch_url(rest),
        _ => {}
    }
}

fn whole(data: &[u8]) {
    let Ok(token) = std::str::from_utf8(data) else { return };
    let _ = UnverifiedToken::parse(token, POLICY.max_bytes);
    assert!(!verify(token) || is_signed(token), "a token was accepted that nobody signed");
}

/// Ed25519 signs the same text in the same way every time, so what was signed is known without verifying.
fn is_signed(token: &str) -> bool {
    token.rsplit_once('.').is_some_and(|(text, signature)| signature == URL_SAFE_NO_PAD.encode(sign(text)))
}

fn parts(data: &[u8]) -> Option<(String, &[u8])> {
    let newline = data.iter().position(|byte| *byte == b'\n')?;
    let (header, claims) = (&data[..newline], &data[newline + 1..]);
    Some((format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims)), claims))
}

fn sign(text: &str) -> Vec<u8> {
    SETTING.pair.sign(text.as_bytes()).as_ref().to_vec()
}

fn signed(data: &[u8]) {
    let Some((text, claims)) = parts(data) else { return };
    let token = format!("{text}.{}", URL_SAFE_NO_PAD.encode(sign(&text)));
    if !verify(&token) {
        return;
    }
    assert!(token.len() <= POLICY.max_bytes);
    // What was accepted holds by a second reading, too.
    let claims: Value = serde_json::from_slice(claims).expect("accepted claims are JSON");
    assert_eq!(claims["iss"], "issuer.example");
    let time = |name: &str| claims.get(name).map(|time| time.as_i64().expect("an integer"));
    assert!(time("exp").expect("an end") + LEEWAY > NOW);
    assert!(time("nbf").is_none_or(|start| start <= NOW + LEEWAY));
    assert!(time("iat").is_none_or(|issued| issued <= NOW + LEEWAY));
    for claim in ["sub", "account"] {
        assert!(claims[claim].as_str().is_some_and(|text| !text.trim().is_empty()), "{claim}");
    }
    let header = &data[..data.iter().position(|byte| *byte == b'\n').unwrap_or(0)];
    let header: Value = serde_json::from_slice(header).expect("an accepted header is JSON");
    assert_eq!(header["alg"], "EdDSA");
    assert!(header.get("crit").is_none());
}

fn damaged(data: &[u8]) {
    let Some((place, rest)) = data.split_first() else { return };
    let Some((text, _)) = parts(rest) else { return };
    let mut signature = sign(&text);
    let length = signature.len();
    signature[usize::from(*place) % length] ^= 1 << (place % 8);
    assert!(
        !verify(&format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))),
        "a damaged signature was accepted"
    );
}

fn key_file(data: &[u8]) {
    let Ok(keys) = KeySet::from_json(data) else { return };
    for key in keys.iter() {
        for algorithm in TokenAlgorithm::ALL {
            assert!(!key.verifies(*algorithm, b"text", &[0; 64]));
        }
    }
}

fn launch_url(data: &[u8]) {
    let Ok(url) = std::str::from_utf8(data) else { return };
    if let Ok(token) = token_in_url(&POLICY, url) {
        let token = token.expose();
        assert!(!verify(token) || is_signed(token), "a token was accepted that nobody signed");
    }
    let (query, fragment) = (POLICY.query, POLICY.fragment);
    let without = launch::without_parameters(url, query, fragment);
    assert_eq!(launch::parameters(&without, query, fragment).count(), 0, "a token stays in {without:?}");
    let Ok(parsed) = Url::parse(url) else { return };
    // With the token gone, control characters at the end of an odd URL can be all there was of its host.
    if let Ok(without) = Url::parse(&without) {
        assert!(tokens(&without).is_empty(), "a browser finds a token in {without}");
    }
    let ours: Vec<_> = launch::parameters(url, query, fragment).map(|token| token.into_owned()).collect();
    assert_eq!(ours, tokens(&parsed), "a browser reads other tokens");
}

/// The tokens that a browser finds in a URL.
fn tokens(url: &Url) -> Vec<String> {
    let fragment = form_urlencoded::parse(url.fragment().unwrap_or_default().as_bytes());
    let in_query = url.query_pairs().filter(|(name, _)| name == "token");
    let in_fragment = fragment.filter(|(name, _)| name == "token");
    in_query.chain(in_fragment).map(|(_, token)| token.into_owned()).collect()
}

/// Whether it is accepted. A refusal shows nothing of the token.
fn verify(token: &str) -> bool {
    let Err(rejection) = SETTING.verifier.verify(token, &SETTING.keys, SETTING.now) else { return true };
    let shown = format!("{rejection} {rejection:?}");
    // In words, a long part would be one of the refusal's own, with which the fuzzer has filled the token.
    let is_words = |part: &str| part.contains(' ');
    for part in token.split('.').filter(|part| part.len() > 20 && !is_words(part)) {
        assert!(!shown.contains(part), "a refusal quotes the token");
    }
    false
}
