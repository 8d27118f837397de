//! The token by which Botmaker's console vouches for its agent: `bmtoken` in the widget's URL.
//!
//! Source: `botmaker-com/custom-widgets-example`, state of 2026-02-11, read 2026-11-21.

use onepane_core::{TokenAlgorithm, TokenPolicy};

/// How `bmtoken` is verified.
///
/// The guide names the algorithm, the claims and where the key is, one JWK. Its verification sample checks the issuer.
/// `aud` is not mentioned, so none is demanded. The first test pages had the token in the fragment.
pub static TOKEN: TokenPolicy = TokenPolicy::new(&[TokenAlgorithm::Rs256], &["botmaker.com"])
    .with_required_claims(&["sub", "businessId"])
    .with_account_claim("businessId")
    .with_widget_claim("custom-widget-name")
    .with_key_url("https://c.botmaker.com/botmaker/identities/botmaker-identity-1.json")
    .with_query(&["bmtoken"])
    .with_fragment(&["token", "bmtoken"]);
