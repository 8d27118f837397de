//! What a host's signed token must be like, as plain data.

use std::fmt;
use std::time::Duration;

/// What a widget demands of the signed token that its host hands over at launch.
///
/// Data only: an adapter states it as a `pub static`, and `onepane-auth` verifies by it without knowing any host.
/// Start from [`TokenPolicy::new`], which is strict (see each field for its default), and name what differs.
///
/// # Example: a host that signs with RS256 and publishes one key
///
/// ```
/// use onepane_core::{TokenAlgorithm, TokenPolicy};
///
/// pub static TOKEN: TokenPolicy = TokenPolicy::new(&[TokenAlgorithm::Rs256], &["console.example"])
///     .with_required_claims(&["sub", "account"])
///     .with_account_claim("account")
///     .with_key_url("https://console.example/identity.json")
///     .with_query(&["token"]);
///
/// TOKEN.check()?;
/// assert_eq!(TOKEN.leeway.as_secs(), 60);
/// # Ok::<(), onepane_core::TokenPolicyError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenPolicy {
    /// The signature algorithms that are accepted, whatever the token's header says. Never empty.
    pub algorithms: &'static [TokenAlgorithm],
    /// The issuers (`iss`) that are accepted, compared byte by byte. Never empty: the claim is always required.
    pub issuers: &'static [&'static str],
    /// The audiences of which `aud` must name one. Empty (the default): `aud` is not looked at.
    pub audiences: &'static [&'static str],
    /// The values accepted in the header's `typ`, where it has one; compared without case, with or without
    /// `application/` before it. Default: `JWT`.
    pub types: &'static [&'static str],
    /// Claims that must be there, as text that is not blank. Default: none beyond `iss` and `exp`.
    pub required_claims: &'static [&'static str],
    /// The claim that names the account (business, workspace, tenant) at the host, if there is one.
    pub account_claim: Option<&'static str>,
    /// The claim that names the widget, if there is one.
    pub widget_claim: Option<&'static str>,
    /// Whether a token without `exp` is accepted. Default: it is not.
    pub expiry: Expiry,
    /// How far the signer's clock may differ from ours, in both directions. Default: 60 seconds; at most 5 minutes.
    pub leeway: Duration,
    /// The longest token that is looked at, in bytes; anything longer is refused unread. Default: 8192, the length
    /// of URL that servers accept; at most 65 536.
    pub max_bytes: usize,
    /// Where the signer publishes its key or key set (JWK or JWKS, over https), if it does.
    pub key_url: Option<&'static str>,
    /// Names of the query parameters of the launch URL that may carry the token.
    pub query: &'static [&'static str],
    /// Names in the launch URL's fragment (`#name=…`) that may carry the token.
    pub fragment: &'static [&'static str],
}

impl TokenPolicy {
    /// The most that [`leeway`](Self::leeway) may be: beyond that, expiry has lost its meaning.
    pub const MAX_LEEWAY: Duration = Duration::from_secs(300);

    /// The most that [`max_bytes`](Self::max_bytes) may be.
    pub const MAX_BYTES: usize = 65_536;

    /// A strict policy: these algorithms, these issuers, `exp` required, 60 seconds of leeway, 8192 bytes.
    #[must_use]
    pub const fn new(algorithms: &'static [TokenAlgorithm], issuers: &'static [&'static str]) -> Self {
        Self {
            algorithms,
            issuers,
            audiences: &[],
            types: &["JWT"],
            required_claims: &[],
            account_claim: None,
            widget_claim: None,
            expiry: Expiry::Required,
            leeway: Duration::from_secs(60),
            max_bytes: 8192,
            key_url: None,
            query: &[],
            fragment: &[],
        }
    }

    /// Demands that `aud` names one of these.
    #[must_use]
    pub const fn with_audiences(mut self, audiences: &'static [&'static str]) -> Self {
        self.audiences = audiences;
        self
    }

    /// Accepts these values of `typ` instead of `JWT`.
    #[must_use]
    pub const fn with_types(mut self, types: &'static [&'static str]) -> Self {
        self.types = types;
        self
    }

    /// Demands these claims, as text that is not blank.
    #[must_use]
    pub const fn with_required_claims(mut self, claims: &'static [&'static str]) -> Self {
        self.required_claims = claims;
        self
    }

    /// Names the claim with the account at the host.
    #[must_use]
    pub const fn with_account_claim(mut self, claim: &'static str) -> Self {
        self.account_claim = Some(claim);
        self
    }

    /// Names the claim with the widget's name.
    #[must_use]
    pub const fn with_widget_claim(mut self, claim: &'static str) -> Self {
        self.widget_claim = Some(claim);
        self
    }

    /// Says whether `exp` must be there.
    #[must_use]
    pub const fn with_expiry(mut self, expiry: Expiry) -> Self {
        self.expiry = expiry;
        self
    }

    /// Sets how far clocks may differ.
    #[must_use]
    pub const fn with_leeway(mut self, leeway: Duration) -> Self {
        self.leeway = leeway;
        self
    }

    /// Sets the longest token that is looked at, in bytes.
    #[must_use]
    pub const fn with_max_bytes(mut self, max_bytes: usize) -> Self {
        self.max_bytes = max_bytes;
        self
    }

    /// Says where the signer publishes its key or key set.
    #[must_use]
    pub const fn with_key_url(mut self, url: &'static str) -> Self {
        self.key_url = Some(url);
        self
    }

    /// Names the query parameters that may carry the token.
    #[must_use]
    pub const fn with_query(mut self, names: &'static [&'static str]) -> Self {
        self.query = names;
        self
    }

    /// Names the members of the fragment that may carry the token.
    #[must_use]
    pub const fn with_fragment(mut self, names: &'static [&'static str]) -> Self {
        self.fragment = names;
        self
    }

    /// Whether the policy makes sense. `onepane-auth` asks before it verifies anything; an adapter asks in a test.
    ///
    /// # Errors
    ///
    /// Names the first field that would leave a token unchecked, or can never be met.
    pub fn check(&self) -> Result<(), TokenPolicyError> {
        if self.algorithms.is_empty() {
            return Err(TokenPolicyError::NoAlgorithm);
        }
        if self.issuers.is_empty() {
            return Err(TokenPolicyError::NoIssuer);
        }
        let lists = [
            ("issuers", self.issuers),
            ("audiences", self.audiences),
            ("types", self.types),
            ("required_claims", self.required_claims),
            ("query", self.query),
            ("fragment", self.fragment),
        ];
        let named = [("account_claim", self.account_claim), ("widget_claim", self.widget_claim)];
        let blank = |text: &&str| text.trim().is_empty();
        let in_lists = lists.iter().find(|(_, list)| list.iter().any(blank)).map(|(field, _)| *field);
        let in_names =
            named.iter().find(|(_, name)| name.as_ref().is_some_and(blank)).map(|(field, _)| *field);
        if let Some(field) = in_lists.or(in_names) {
            return Err(TokenPolicyError::Blank { field });
        }
        if self.leeway > Self::MAX_LEEWAY {
            return Err(TokenPolicyError::Leeway { found: self.leeway });
        }
        if self.max_bytes == 0 || self.max_bytes > Self::MAX_BYTES {
            return Err(TokenPolicyError::MaxBytes { found: self.max_bytes });
        }
        if self.key_url.is_some_and(|url| !url.starts_with("https://")) {
            return Err(TokenPolicyError::KeyUrl);
        }
        Ok(())
    }
}

/// A signature algorithm of JSON Web Tokens (RFC 7518, RFC 8037).
///
/// Public-key algorithms only: with a shared secret, whoever can verify a token can also make one. RSA-PSS is left
/// out until a host signs with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TokenAlgorithm {
    /// RSA PKCS#1 v1.5 with SHA-256.
    Rs256,
    /// RSA PKCS#1 v1.5 with SHA-384.
    Rs384,
    /// RSA PKCS#1 v1.5 with SHA-512.
    Rs512,
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// ECDSA on P-384 with SHA-384.
    Es384,
    /// EdDSA on Curve25519 (Ed25519).
    EdDsa,
}

impl TokenAlgorithm {
    /// Every algorithm, in the order of declaration.
    pub const ALL: &'static [Self] =
        &[Self::Rs256, Self::Rs384, Self::Rs512, Self::Es256, Self::Es384, Self::EdDsa];

    /// Its registered name, as in a token's `alg`: `RS256`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Rs384 => "RS384",
            Self::Rs512 => "RS512",
            Self::Es256 => "ES256",
            Self::Es384 => "ES384",
            Self::EdDsa => "EdDSA",
        }
    }

    /// The algorithm of this registered name, which is compared with case: `rs256` is none.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|algorithm| algorithm.as_str() == name)
    }
}

impl fmt::Display for TokenAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Whether a token has to say when it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Expiry {
    /// A token without `exp` is refused.
    #[default]
    Required,
    /// A token without `exp` is accepted, and good until its key is withdrawn. With `exp` it ends as stated.
    Optional,
}

/// A policy by which no token should be verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TokenPolicyError {
    /// The list of algorithms is empty.
    #[error("expected at least one algorithm in the token policy, found none")]
    NoAlgorithm,
    /// The list of issuers is empty.
    #[error("expected at least one issuer in the token policy, found none")]
    NoIssuer,
    /// A name in this field is empty or white space only.
    #[error("expected names in `{field}` of the token policy, found a blank one")]
    Blank {
        /// The field of [`TokenPolicy`].
        field: &'static str,
    },
    /// The leeway is longer than [`TokenPolicy::MAX_LEEWAY`].
    #[error("expected a leeway of at most {} s in the token policy, found {} s",
        TokenPolicy::MAX_LEEWAY.as_secs(), found.as_secs())]
    Leeway {
        /// What the policy says.
        found: Duration,
    },
    /// The size limit is zero, or larger than [`TokenPolicy::MAX_BYTES`].
    #[error(
        "expected a size limit of 1 to {} bytes in the token policy, found {found}",
        TokenPolicy::MAX_BYTES
    )]
    MaxBytes {
        /// What the policy says.
        found: usize,
    },
    /// The policy does not name the claim that is asked for.
    #[error("expected the token policy to name `{field}`, found none")]
    NoClaim {
        /// The field of [`TokenPolicy`].
        field: &'static str,
    },
    /// The key's location is not an https URL.
    #[error("expected an https url for the keys in the token policy, found another")]
    KeyUrl,
}

#[cfg(test)]
mod tests {
    use super::*;

    static STATED: TokenPolicy = TokenPolicy::new(&[TokenAlgorithm::Rs256], &["issuer.example"])
        .with_audiences(&["widget"])
        .with_types(&["JWT", "at+jwt"])
        .with_required_claims(&["sub"])
        .with_account_claim("account")
        .with_widget_claim("widget")
        .with_expiry(Expiry::Optional)
        .with_leeway(Duration::from_secs(5))
        .with_max_bytes(4096)
        .with_key_url("https://issuer.example/keys.json")
        .with_query(&["token"])
        .with_fragment(&["token"]);

    #[test]
    fn a_policy_can_be_a_static() {
        assert_eq!(STATED.check(), Ok(()));
        assert_eq!(STATED.max_bytes, 4096);
    }

    #[test]
    fn defaults_are_strict() {
        let policy = TokenPolicy::new(&[TokenAlgorithm::Es256], &["i"]);
        assert_eq!(policy.check(), Ok(()));
        assert_eq!(policy.expiry, Expiry::Required);
        assert_eq!((policy.leeway.as_secs(), policy.max_bytes), (60, 8192));
    }

    #[test]
    fn a_policy_that_checks_nothing_is_refused() {
        let good = TokenPolicy::new(&[TokenAlgorithm::Rs256], &["i"]);
        let table = [
            (
                TokenPolicy::new(&[], &["i"]),
                "expected at least one algorithm in the token policy, found none",
            ),
            (
                TokenPolicy::new(&[TokenAlgorithm::Rs256], &[]),
                "expected at least one issuer in the token policy, found none",
            ),
            (
                TokenPolicy::new(&[TokenAlgorithm::Rs256], &["i", " "]),
                "expected names in `issuers` of the token policy, found a blank one",
            ),
            (
                good.with_required_claims(&[""]),
                "expected names in `required_claims` of the token policy, found a blank one",
            ),
            (
                good.with_account_claim(""),
                "expected names in `account_claim` of the token policy, found a blank one",
            ),
            (
                good.with_leeway(Duration::from_secs(301)),
                "expected a leeway of at most 300 s in the token policy, found 301 s",
            ),
            (
                good.with_max_bytes(0),
                "expected a size limit of 1 to 65536 bytes in the token policy, found 0",
            ),
            (
                good.with_max_bytes(65_537),
                "expected a size limit of 1 to 65536 bytes in the token policy, found 65537",
            ),
            (
                good.with_key_url("http://issuer.example/k"),
                "expected an https url for the keys in the token policy, found another",
            ),
        ];
        for (policy, message) in table {
            assert_eq!(policy.check().map_err(|error| error.to_string()), Err(message.to_owned()));
        }
    }

    #[test]
    fn algorithm_names_are_exact() {
        for algorithm in TokenAlgorithm::ALL {
            assert_eq!(TokenAlgorithm::from_name(algorithm.as_str()), Some(*algorithm));
        }
        for name in ["none", "None", "rs256", "RS256 ", "HS256", "PS256", "EDDSA", ""] {
            assert_eq!(TokenAlgorithm::from_name(name), None, "{name}");
        }
    }
}
