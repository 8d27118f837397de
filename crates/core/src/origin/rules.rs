//! Allow-lists of origins.

use super::Origin;
use super::rule::{OriginRule, OriginRuleError};

/// An allow-list of origins. An empty list allows nothing.
///
/// # How a rule is read
///
/// | rule | allows |
/// |---|---|
/// | `https://console.example.com` | exactly this origin |
/// | `https://console.example.com:8443` | exactly this origin, with this port |
/// | `http://localhost:3000` | exactly this origin |
/// | `console.example.com` | `https://console.example.com` |
/// | `*.example.com` | `https` on any subdomain of `example.com`, at any depth, on port 443 |
/// | `http://*.example.com:8080` | `http` on any such subdomain, on port 8080 |
///
/// **Scheme.** A rule without one means https only. A page loaded over http can be replaced by anybody on the way, so
/// plain http has to be asked for by name.
///
/// **Port.** A rule without one means the default port of its scheme, for wildcards as well: another port on the same
/// host may be another program of another owner. There is no wildcard for ports.
///
/// **Wildcard.** `*.` in front stands for one or more whole labels. `*.example.com` allows neither `example.com` (add a
/// rule for it) nor `evilexample.com`. A wildcard never matches an IP address, and `*` alone, or before a single label
/// such as `*.com`, is refused, except `*.localhost`. Public suffixes of two labels (`*.co.uk`) are not recognized:
/// whoever writes the rule answers for the domain.
///
/// A final dot is refused in a rule, and an origin with one matches no rule.
///
/// # Example: every console below one domain, and a local one
///
/// ```
/// use onepane_core::{Origin, OriginRules};
///
/// let rules = OriginRules::parse(["*.example.com", "http://localhost:3000"])?;
/// assert!(rules.allows(&Origin::parse("https://eu.console.example.com")?));
/// assert!(!rules.allows(&Origin::parse("https://example.com")?));
/// assert!(!rules.allows_text("https://evilexample.com"));
/// assert!(!rules.allows_text("null"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OriginRules(Vec<OriginRule>);

impl OriginRules {
    /// Reads a list of rules.
    ///
    /// # Errors
    ///
    /// The first rule that cannot be used, with its position. A list is used whole or not at all: a rule left out
    /// would show only as frames that silently go unheard.
    pub fn parse<I>(rules: I) -> Result<Self, OriginRulesError>
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        let read = |(index, rule): (usize, I::Item)| {
            OriginRule::parse(rule.as_ref()).map_err(|source| OriginRulesError { rule: index + 1, source })
        };
        rules.into_iter().enumerate().map(read).collect::<Result<_, _>>().map(Self)
    }

    /// Whether a rule allows this origin.
    pub fn allows(&self, origin: &Origin) -> bool {
        self.0.iter().any(|rule| rule.allows(origin))
    }

    /// Whether a rule allows the origin of this text, as it stands in `event.origin`. Text that is no origin, `null`
    /// included, is not allowed.
    pub fn allows_text(&self, origin: &str) -> bool {
        Origin::parse(origin).is_ok_and(|origin| self.allows(&origin))
    }

    /// The rules, in the order given.
    pub fn iter(&self) -> impl Iterator<Item = &OriginRule> {
        self.0.iter()
    }

    /// Whether there is no rule, and so nothing is allowed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<OriginRule> for OriginRules {
    fn from_iter<I: IntoIterator<Item = OriginRule>>(rules: I) -> Self {
        Self(rules.into_iter().collect())
    }
}

/// A list of rules with one that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("rule {rule} of the origin list cannot be used")]
#[non_exhaustive]
pub struct OriginRulesError {
    /// Position of the rule in the list, one-based.
    pub rule: usize,
    /// What is wrong with it.
    pub source: OriginRuleError,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rule: &str, allowed: &[&str], refused: &[&str]) {
        let rules = OriginRules::parse([rule]).unwrap_or_else(|error| panic!("{rule}: {}", error.source));
        for origin in allowed {
            assert!(rules.allows_text(origin), "{rule} should allow {origin}");
        }
        for origin in refused {
            assert!(!rules.allows_text(origin), "{rule} should refuse {origin}");
        }
    }

    #[test]
    fn an_exact_rule_allows_one_origin() {
        check(
            "https://console.example.com",
            &[
                "https://console.example.com",
                "HTTPS://Console.Example.com",
                "https://console.example.com:443",
            ],
            &[
                "http://console.example.com",
                "https://console.example.com:8443",
                "https://console.example.com.",
                "https://example.com",
                "https://a.console.example.com",
                "https://console.example.com.evil.example",
                "https://console.example.comevil.example",
                "https://console.example.com@evil.example",
                "https://console.example.com:443@evil.example",
                "https://evil.example/https://console.example.com",
                "https://evil.example#https://console.example.com",
                "https://evil.example\\console.example.com",
                "https://evil.example%2fconsole.example.com",
                "https://evilconsole.example.com",
                "https://console-example.com",
                "null",
                "",
            ],
        );
    }

    #[test]
    fn a_wildcard_allows_subdomains_at_any_depth() {
        check(
            "*.example.com",
            &[
                "https://a.example.com",
                "https://a.b.c.example.com",
                "https://A.EXAMPLE.com",
                "https://a.example.com:443",
                "https://xn--bcher-kva.example.com",
                "https://example.com.example.com",
            ],
            &[
                "https://example.com",
                "https://evilexample.com",
                "https://evil-example.com",
                "https://a.evilexample.com",
                "https://example.com.evil.example",
                "https://a.example.com.evil.example",
                "https://a.example.comevil.example",
                "https://a.example.com.",
                "https://example.com.",
                "https://.example.com",
                "https://a..example.com",
                "https://a.example.com@evil.example",
                "https://evil.example@a.example.com",
                "https://evil.example/.example.com",
                "https://evil.example?.example.com",
                "https://evil.example#.example.com",
                "https://evil.example\\.example.com",
                "https://evil.example\u{ff0f}.example.com",
                "https://a.ex\u{430}mple.com",
                "https://a.example\u{2024}com",
                "http://a.example.com",
                "https://a.example.com:8443",
                "https://127.0.0.1",
                "https://[::1]",
                "null",
            ],
        );
    }

    #[test]
    fn scheme_and_port_of_a_rule_are_exact() {
        check("console.example.com", &["https://console.example.com"], &["http://console.example.com"]);
        check(
            "http://*.example.com:8080",
            &["http://a.example.com:8080"],
            &[
                "http://a.example.com",
                "https://a.example.com:8080",
                "http://a.example.com:80",
                "http://example.com:8080",
            ],
        );
        check("https://*.example.com:443", &["https://a.example.com"], &["https://a.example.com:444"]);
        check(
            "http://localhost:3000",
            &["http://localhost:3000"],
            &["https://localhost:3000", "http://localhost"],
        );
        check("localhost:3000", &["https://localhost:3000"], &["http://localhost:3000"]);
        check("http://*.localhost:3000", &["http://a.localhost:3000"], &["http://localhost:3000"]);
    }

    #[test]
    fn addresses_are_matched_exactly_and_by_value() {
        check(
            "http://127.0.0.1:3000",
            &["http://127.0.0.1:3000", "http://0x7f.1:3000"],
            &["http://127.0.0.1", "http://127.0.0.2:3000", "http://[::ffff:127.0.0.1]:3000"],
        );
        check("http://[::1]:3000", &["http://[0::1]:3000"], &["http://[::2]:3000", "http://127.0.0.1:3000"]);
        check("*.0.0.1.example.com", &["https://127.0.0.1.example.com"], &["https://127.0.0.1"]);
    }

    #[test]
    fn names_in_other_scripts_are_compared_as_punycode() {
        check(
            "*.bücher.example",
            &["https://a.xn--bcher-kva.example", "https://ä.BÜCHER.example"],
            &["https://xn--bcher-kva.example", "https://a.bucher.example"],
        );
        check(
            "https://xn--bcher-kva.example",
            &["https://bücher.example"],
            &["https://b\u{fc}chers.example"],
        );
    }

    #[test]
    fn an_empty_list_allows_nothing() {
        assert!(OriginRules::default().is_empty());
        assert!(!OriginRules::default().allows_text("https://console.example.com"));
    }

    #[test]
    fn a_list_names_the_rule_it_cannot_use() {
        let error = OriginRules::parse(["a.example.com", "https://me:hunter2@b.example.com"]).unwrap_err();
        assert_eq!(error.rule, 2);
        assert_eq!(error.to_string(), "rule 2 of the origin list cannot be used");
        assert!(!format!("{error:?}").contains("hunter2"));
    }
}
