//! One rule of an allow-list.

use std::fmt;
use std::str::FromStr;

use super::{Origin, OriginError};

/// One rule of an allow-list; see [`OriginRules`](crate::OriginRules) for its form.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OriginRule {
    /// The origin itself, or for a wildcard the domain that its subdomains share.
    base: Origin,
    reach: Reach,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Reach {
    Exact,
    Subdomains,
}

impl OriginRule {
    /// Reads one rule.
    ///
    /// # Errors
    ///
    /// [`OriginRuleError`] names what was found instead of a rule.
    pub fn parse(text: &str) -> Result<Self, OriginRuleError> {
        if let Some(found) = text.chars().find(|c| "<>{}$%".contains(*c)) {
            return Err(OriginRuleError::Template { found });
        }
        if text == "null" {
            return Err(OriginError::Opaque.into());
        }
        let (scheme, rest) = text.split_once("://").unwrap_or(("https", text));
        let (reach, rest) = match rest.strip_prefix("*.") {
            Some(rest) => (Reach::Subdomains, rest),
            None if rest.starts_with('*') => return Err(OriginRuleError::Wildcard),
            None => (Reach::Exact, rest),
        };
        if rest.is_empty() {
            return Err(OriginError::Empty.into());
        }
        let base = Origin::parse(&format!("{scheme}://{rest}"))?;
        let rule = Self { base, reach };
        rule.check()?;
        Ok(rule)
    }

    fn check(&self) -> Result<(), OriginRuleError> {
        let Some(domain) = self.base.domain() else {
            return match self.reach {
                Reach::Exact => Ok(()),
                Reach::Subdomains => Err(OriginRuleError::WildcardAddress),
            };
        };
        if domain.ends_with('.') {
            return Err(OriginRuleError::FinalDot);
        }
        if self.reach == Reach::Subdomains && !domain.contains('.') && domain != "localhost" {
            return Err(OriginRuleError::WildcardTooWide { found: domain.to_owned() });
        }
        if is_placeholder(domain) {
            return Err(OriginRuleError::Placeholder { found: domain.to_owned() });
        }
        Ok(())
    }

    /// Whether this rule allows the origin.
    pub fn allows(&self, origin: &Origin) -> bool {
        match self.reach {
            Reach::Exact => self.base == *origin,
            Reach::Subdomains => {
                self.base.scheme() == origin.scheme()
                    && self.base.port() == origin.port()
                    && self.base.domain().zip(origin.domain()).is_some_and(|(base, domain)| {
                        domain.strip_suffix(base).and_then(|labels| labels.strip_suffix('.')).is_some()
                    })
            }
        }
    }
}

/// Whether the domain is one that documentation uses in place of the reader's own: a label such as `your-console`
/// below a name that RFC 2606 reserves. Reserved names alone are fine: tests use them.
fn is_placeholder(domain: &str) -> bool {
    const RESERVED: [&str; 6] = ["example", "invalid", "test", "example.com", "example.net", "example.org"];
    let below =
        |name: &&str| domain.strip_suffix(*name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    let stands_for_another = |label: &str| {
        label.starts_with("your")
            || label.starts_with("my-")
            || matches!(label, "changeme" | "change-me" | "placeholder" | "todo")
    };
    RESERVED.iter().any(below) && domain.split('.').any(stands_for_another) || below(&"invalid")
}

impl FromStr for OriginRule {
    type Err = OriginRuleError;

    fn from_str(text: &str) -> Result<Self, OriginRuleError> {
        Self::parse(text)
    }
}

impl fmt::Display for OriginRule {
    /// The rule with its scheme: `https://*.example.com`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reach {
            Reach::Exact => self.base.fmt(f),
            Reach::Subdomains => {
                let base = self.base.to_string();
                match base.split_once("://") {
                    Some((scheme, rest)) => write!(f, "{scheme}://*.{rest}"),
                    None => f.write_str(&base),
                }
            }
        }
    }
}

/// A rule of an allow-list that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OriginRuleError {
    /// What the rule names is no origin.
    #[error(transparent)]
    Origin(#[from] OriginError),
    /// A mark of a template that was not filled in.
    #[error("expected a filled-in origin, found the template mark {found:?}")]
    Template {
        /// The first such mark.
        found: char,
    },
    /// A value that documentation uses in place of the reader's own.
    #[error("expected the origin of a real console, found the placeholder {found:?}")]
    Placeholder {
        /// The domain.
        found: String,
    },
    /// `*` that is not followed by a dot and a domain.
    #[error("expected a wildcard of the form *.example.com, found * without a dot after it")]
    Wildcard,
    /// A wildcard over a whole top-level domain.
    #[error("expected at least two labels after the wildcard, found only {found:?}")]
    WildcardTooWide {
        /// The single label.
        found: String,
    },
    /// A wildcard before an IP address.
    #[error("expected a domain after the wildcard, found an ip address")]
    WildcardAddress,
    /// A dot at the end of the domain.
    #[error("expected a domain without a dot at its end, found one")]
    FinalDot,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_that_cannot_be_read_says_why() {
        let like = "expected an origin such as https://console.example.com, found ";
        let table = [
            ("", format!("{like}nothing")),
            ("*.", format!("{like}nothing")),
            ("null", format!("{like}the opaque origin null")),
            ("*", "expected a wildcard of the form *.example.com, found * without a dot after it".to_owned()),
            (
                "https://*",
                "expected a wildcard of the form *.example.com, found * without a dot after it".to_owned(),
            ),
            (
                "*example.com",
                "expected a wildcard of the form *.example.com, found * without a dot after it".to_owned(),
            ),
            (
                "**.example.com",
                "expected a wildcard of the form *.example.com, found * without a dot after it".to_owned(),
            ),
            ("*.*.example.com", "expected a host and port, found the character '*'".to_owned()),
            ("a.*.example.com", "expected a host and port, found the character '*'".to_owned()),
            ("https://a*.example.com", "expected a host and port, found the character '*'".to_owned()),
            ("example.com:*", "expected a host and port, found the character '*'".to_owned()),
            ("*://example.com", r#"expected the scheme https or http, found "*""#.to_owned()),
            ("file://example.com", r#"expected the scheme https or http, found "file""#.to_owned()),
            ("*.com", r#"expected at least two labels after the wildcard, found only "com""#.to_owned()),
            ("*.1.2.3.4", "expected a domain after the wildcard, found an ip address".to_owned()),
            ("*.3.4", "expected a domain after the wildcard, found an ip address".to_owned()),
            ("http://*.[::1]", "expected a domain after the wildcard, found an ip address".to_owned()),
            ("example.com.", "expected a domain without a dot at its end, found one".to_owned()),
            ("*.example.com.", "expected a domain without a dot at its end, found one".to_owned()),
            (
                "*..example.com",
                "expected a host name of labels parted by dots, found an empty label".to_owned(),
            ),
            (
                "https://me:hunter2@example.com",
                "expected a host after the scheme, found user information".to_owned(),
            ),
            (
                "https://example.com/console",
                "expected an origin to end after host and port, found a path".to_owned(),
            ),
            (
                "https://example.com:https",
                "expected a port from 0 to 65535 after the colon, found another text".to_owned(),
            ),
            (" example.com", "expected a host and port, found the character ' '".to_owned()),
            ("https://{{host}}", "expected a filled-in origin, found the template mark '{'".to_owned()),
            ("https://<host>", "expected a filled-in origin, found the template mark '<'".to_owned()),
            ("https://$HOST", "expected a filled-in origin, found the template mark '$'".to_owned()),
            ("https://%s.example.com", "expected a filled-in origin, found the template mark '%'".to_owned()),
            (
                "https://your-console.example",
                r#"expected the origin of a real console, found the placeholder "your-console.example""#
                    .to_owned(),
            ),
            (
                "*.Your-Company.example.com",
                r#"expected the origin of a real console, found the placeholder "your-company.example.com""#
                    .to_owned(),
            ),
            (
                "https://console.invalid",
                r#"expected the origin of a real console, found the placeholder "console.invalid""#
                    .to_owned(),
            ),
        ];
        for (rule, message) in table {
            assert_eq!(OriginRule::parse(rule).map_err(|error| error.to_string()), Err(message), "{rule}");
        }
    }

    #[test]
    fn real_domains_that_look_like_placeholders_are_accepted() {
        for rule in
            ["https://your-move.com", "my.company.com", "console.example", "*.example.com", "todo.app"]
        {
            assert!(OriginRule::parse(rule).is_ok(), "{rule}");
        }
    }

    #[test]
    fn a_rule_prints_in_full_and_reads_back() {
        let table = [
            ("*.Example.com", "https://*.example.com"),
            ("http://*.example.com:8080", "http://*.example.com:8080"),
            ("example.com", "https://example.com"),
            ("[::1]:8443", "https://[::1]:8443"),
        ];
        for (text, printed) in table {
            let rule = OriginRule::parse(text).unwrap();
            assert_eq!(rule.to_string(), printed);
            assert_eq!(OriginRule::parse(printed), Ok(rule));
        }
    }
}
