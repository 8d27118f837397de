//! Web origins, compared as parsed values and never as text.

mod rule;
mod rules;

use std::fmt;
use std::str::FromStr;

use url::{Host, Url};

pub use rule::{OriginRule, OriginRuleError};
pub use rules::{OriginRules, OriginRulesError};

/// A web origin: scheme, host and port, as a browser states it in `event.origin`.
///
/// Two origins are equal when all three parts are. Parsing does what a browser does: case of scheme and host is
/// dropped, a default port (443 for https, 80 for http) is the same as none, names in other scripts become punycode,
/// an IPv4 address has one spelling. A final dot is *not* dropped: to a browser `a.example.` is another host than
/// `a.example`.
///
/// Stricter than a URL parser, which forgives much: text that is more than an origin (path, query, user information),
/// or that a URL parser would quietly repair (white space, `\`, `%`, a missing `//`), is refused. `null`, the origin
/// of sandboxed frames and local files, is no origin to trust and is refused too.
///
/// # Example: the same origin in two spellings
///
/// ```
/// use onepane_core::Origin;
///
/// let stated: Origin = "https://Console.Example.com:443".parse()?;
/// assert_eq!(stated, Origin::parse("https://console.example.com")?);
/// assert_ne!(stated, Origin::parse("http://console.example.com")?);
/// assert_eq!(stated.to_string(), "https://console.example.com");
/// # Ok::<(), onepane_core::OriginError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    scheme: Scheme,
    host: Host<String>,
    port: u16,
}

/// The scheme of an [`Origin`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Scheme {
    /// `http`, for local development.
    Http,
    /// `https`.
    Https,
}

impl Origin {
    /// Reads an origin such as `https://console.example.com:8443`. One `/` at the end is accepted.
    ///
    /// # Errors
    ///
    /// [`OriginError`] names what was found instead of an origin.
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        if text.trim().is_empty() {
            return Err(OriginError::Empty);
        }
        if text == "null" {
            return Err(OriginError::Opaque);
        }
        let (scheme, rest) = text.split_once("://").ok_or(OriginError::NoScheme)?;
        let scheme = Scheme::parse(scheme)?;
        let authority = authority(rest)?;
        let url = Url::parse(&format!("{scheme}://{authority}/")).map_err(|source| match source {
            url::ParseError::InvalidPort => OriginError::Port,
            source => OriginError::Host { source: Some(source) },
        })?;
        let host = url.host().ok_or(OriginError::Host { source: None })?.to_owned();
        if let Host::Domain(domain) = &host
            && domain.strip_suffix('.').unwrap_or(domain).split('.').any(str::is_empty)
        {
            return Err(OriginError::Label);
        }
        Ok(Self { scheme, host, port: url.port().unwrap_or(scheme.default_port()) })
    }

    /// The scheme.
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// The host as a browser writes it: lower case, punycode, an IPv6 address in brackets.
    pub fn host(&self) -> String {
        self.host.to_string()
    }

    /// The port, which is the scheme's default where none was stated.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The domain name; `None` for an IP address.
    pub(crate) fn domain(&self) -> Option<&str> {
        match &self.host {
            Host::Domain(domain) => Some(domain),
            Host::Ipv4(_) | Host::Ipv6(_) => None,
        }
    }
}

/// The part between `//` and the end, if nothing else is there.
fn authority(rest: &str) -> Result<&str, OriginError> {
    let authority = rest.strip_suffix('/').unwrap_or(rest);
    if let Some(found) =
        authority.chars().find(|c| c.is_whitespace() || c.is_control() || r"\%*".contains(*c))
    {
        return Err(OriginError::Character { found });
    }
    for (mark, found) in [('/', "a path"), ('?', "a query"), ('#', "a fragment")] {
        if authority.contains(mark) {
            // `https:///host`: a URL parser would skip the third slash.
            return Err(OriginError::Extra { found });
        }
    }
    if authority.contains('@') {
        return Err(OriginError::UserInfo);
    }
    if authority.ends_with(':') {
        return Err(OriginError::Port);
    }
    Ok(authority)
}

impl Scheme {
    fn parse(text: &str) -> Result<Self, OriginError> {
        if text.eq_ignore_ascii_case("https") {
            Ok(Self::Https)
        } else if text.eq_ignore_ascii_case("http") {
            Ok(Self::Http)
        } else {
            Err(OriginError::Scheme { found: text.to_owned() })
        }
    }

    /// `http` or `https`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }

    /// The port that is meant where none is stated.
    pub const fn default_port(self) -> u16 {
        match self {
            Self::Http => 80,
            Self::Https => 443,
        }
    }
}

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, OriginError> {
        Self::parse(text)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.host)?;
        if self.port == self.scheme.default_port() { Ok(()) } else { write!(f, ":{}", self.port) }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Text that is no web origin.
///
/// Messages never quote the whole text, which may hold a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OriginError {
    /// No text at all, or white space only.
    #[error("expected an origin such as https://console.example.com, found nothing")]
    Empty,
    /// The origin `null`: a sandboxed frame, a local file or a data URL.
    #[error("expected an origin such as https://console.example.com, found the opaque origin null")]
    Opaque,
    /// There is no `://`.
    #[error("expected an origin such as https://console.example.com, found text without a scheme")]
    NoScheme,
    /// A scheme other than http and https.
    #[error("expected the scheme https or http, found {found:?}")]
    Scheme {
        /// The text before `://`.
        found: String,
    },
    /// A name or a password before the host.
    #[error("expected a host after the scheme, found user information")]
    UserInfo,
    /// Something after host and port.
    #[error("expected an origin to end after host and port, found {found}")]
    Extra {
        /// A path, a query or a fragment.
        found: &'static str,
    },
    /// A character that cannot stand in a host or port.
    #[error("expected a host and port, found the character {found:?}")]
    Character {
        /// The first such character.
        found: char,
    },
    /// Two dots in a row, or a dot in front.
    #[error("expected a host name of labels parted by dots, found an empty label")]
    Label,
    /// A host name that cannot be one.
    #[error("expected a valid host name or address, found another text")]
    Host {
        /// What the URL parser says, where it says something.
        source: Option<url::ParseError>,
    },
    /// The port is missing after its colon, no number, or too large.
    #[error("expected a port from 0 to 65535 after the colon, found another text")]
    Port,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_origin_are_equal() {
        let table = [
            ("https://console.example.com", "https://console.example.com"),
            ("HTTPS://CONSOLE.Example.COM", "https://console.example.com"),
            ("https://console.example.com/", "https://console.example.com"),
            ("https://console.example.com:443", "https://console.example.com"),
            ("https://console.example.com:0443", "https://console.example.com"),
            ("http://console.example.com:80", "http://console.example.com"),
            ("https://console.example.com:80", "https://console.example.com:80"),
            ("http://console.example.com:443", "http://console.example.com:443"),
            ("https://console.example.com:8443", "https://console.example.com:8443"),
            ("https://console.example.com.", "https://console.example.com."),
            ("https://bücher.example", "https://xn--bcher-kva.example"),
            ("https://BÜCHER.example", "https://xn--bcher-kva.example"),
            ("https://XN--BCHER-KVA.example", "https://xn--bcher-kva.example"),
            ("https://console\u{3002}example\u{ff0e}com", "https://console.example.com"),
            ("https://ｃonsole.example.com", "https://console.example.com"),
            ("http://localhost:3000", "http://localhost:3000"),
            ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
            ("http://0x7f.1", "http://127.0.0.1"),
            ("http://2130706433", "http://127.0.0.1"),
            ("https://[::1]:8443", "https://[::1]:8443"),
            ("https://[0:0:0:0:0:0:0:1]", "https://[::1]"),
        ];
        for (text, expected) in table {
            let origin = Origin::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(origin.to_string(), expected, "{text}");
            assert_eq!(Origin::parse(expected), Ok(origin), "{text}");
        }
    }

    #[test]
    fn what_differs_in_one_part_is_another_origin() {
        let origin = Origin::parse("https://console.example.com").unwrap();
        for other in [
            "http://console.example.com",
            "https://console.example.com:8443",
            "https://console.example.com.",
            "https://example.com",
            "https://console.example.com.evil.example",
            "https://evilconsole.example.com",
            // Cyrillic о in place of the Latin one.
            "https://c\u{43e}nsole.example.com",
        ] {
            assert_ne!(Origin::parse(other).unwrap(), origin, "{other}");
        }
    }

    #[test]
    fn text_that_is_no_origin_is_refused() {
        let like = "expected an origin such as https://console.example.com, found ";
        let table = [
            ("", format!("{like}nothing")),
            (" \t", format!("{like}nothing")),
            ("null", format!("{like}the opaque origin null")),
            ("console.example.com", format!("{like}text without a scheme")),
            ("https:console.example.com", format!("{like}text without a scheme")),
            ("//console.example.com", format!("{like}text without a scheme")),
            ("NULL", format!("{like}text without a scheme")),
            ("data:text/html,x", format!("{like}text without a scheme")),
            ("file:///etc/passwd", r#"expected the scheme https or http, found "file""#.to_owned()),
            ("://a.example", r#"expected the scheme https or http, found """#.to_owned()),
            (" https://a.example", r#"expected the scheme https or http, found " https""#.to_owned()),
            (
                "javascript://a.example/%0aalert",
                r#"expected the scheme https or http, found "javascript""#.to_owned(),
            ),
            ("wss://a.example", r#"expected the scheme https or http, found "wss""#.to_owned()),
        ];
        for (text, message) in table {
            assert_eq!(Origin::parse(text).map_err(|error| error.to_string()), Err(message), "{text}");
        }
    }

    #[test]
    fn an_authority_that_is_more_than_host_and_port_is_refused() {
        let table = [
            ("https://user@a.example", OriginError::UserInfo),
            ("https://user:hunter2@a.example", OriginError::UserInfo),
            ("https://a.example@evil.example", OriginError::UserInfo),
            ("https://@a.example", OriginError::UserInfo),
            ("https://a.example/path", OriginError::Extra { found: "a path" }),
            ("https://a.example//", OriginError::Extra { found: "a path" }),
            ("https:///a.example", OriginError::Extra { found: "a path" }),
            ("https://a.example?q", OriginError::Extra { found: "a query" }),
            ("https://a.example#f", OriginError::Extra { found: "a fragment" }),
            ("https://a.example\\.evil.example", OriginError::Character { found: '\\' }),
            ("https://a%2eexample", OriginError::Character { found: '%' }),
            ("https://a.example ", OriginError::Character { found: ' ' }),
            ("https://a.ex\tample", OriginError::Character { found: '\t' }),
            ("https://a.example\n", OriginError::Character { found: '\n' }),
            ("https://a.example\0", OriginError::Character { found: '\0' }),
            ("https://a\u{a0}.example", OriginError::Character { found: '\u{a0}' }),
            ("https://*.a.example", OriginError::Character { found: '*' }),
            ("https://a..example", OriginError::Label),
            ("https://.a.example", OriginError::Label),
            ("https://a.example..", OriginError::Label),
            ("https://a.example:", OriginError::Port),
            ("https://a.example:port", OriginError::Port),
            ("https://a.example:65536", OriginError::Port),
            ("https://a.example:-1", OriginError::Port),
        ];
        for (text, error) in table {
            assert_eq!(Origin::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn a_host_that_cannot_be_one_is_refused() {
        for text in [
            "https://",
            "https:///",
            "https://:443",
            "https://[::1",
            "https://::1",
            "https://256.1.1.1",
            "https://1.2.3.4.5",
            "https://a<b.example",
            "https://a.example|evil.example",
            // Full-width solidus and care-of sign: both would turn into a slash.
            "https://a.example\u{ff0f}evil.example",
            "https://a.example\u{2105}evil.example",
            "https://xn--a.example",
        ] {
            let error = Origin::parse(text).unwrap_err();
            assert!(
                matches!(error, OriginError::Host { .. } | OriginError::Port | OriginError::Label),
                "{text}: {error:?}"
            );
        }
    }

    #[test]
    fn parts_can_be_read() {
        let origin = Origin::parse("http://[::1]:3000").unwrap();
        assert_eq!((origin.scheme(), origin.host().as_str(), origin.port()), (Scheme::Http, "[::1]", 3000));
        assert_eq!(origin.domain(), None);
    }

    #[test]
    fn errors_cross_threads() {
        fn check<T: std::error::Error + Send + Sync + 'static>() {}
        check::<OriginError>();
        check::<OriginRulesError>();
    }
}
