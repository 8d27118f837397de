//! Where a page is, as far as a definition has to know.

use crate::definition::Finding;

/// The URL of a page, taken apart. It has a host, and no user information.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct PageUrl<'u> {
    /// Whether the page comes over HTTPS.
    pub secure: bool,
    /// Its host: a name, or an IP address.
    pub host: &'u str,
    /// Its port. Absent: the scheme's own.
    pub port: Option<&'u str>,
}

impl<'u> PageUrl<'u> {
    /// Takes an absolute URL of a page apart.
    ///
    /// No full parser: it accepts what every browser reads in the same way.
    ///
    /// # Errors
    ///
    /// What was found instead of one.
    pub fn parse(url: &'u str) -> Result<Self, &'static str> {
        let (secure, rest) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (_, Some(rest)) => (false, rest),
            _ if url.is_empty() => return Err("an empty text"),
            _ => return Err("a text that begins with neither `https://` nor `http://`"),
        };
        if url.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\\') {
            return Err("one with white space, a control character or a backslash in it");
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
        if authority.contains('@') {
            return Err("one with user information");
        }
        let (host, port) = match authority.rfind(':') {
            // The colons of an IPv6 address stand in brackets.
            Some(at) if !authority.ends_with(']') => {
                (authority.get(..at).unwrap_or(""), authority.get(at + 1..))
            }
            _ => (authority, None),
        };
        if port.is_some_and(|port| port.parse::<u16>().is_err()) {
            return Err("one whose port is no number from 0 to 65535");
        }
        if !is_host(host) {
            return Err("one without a proper host");
        }
        Ok(Self { secure, host, port })
    }

    /// Whether the page is on the machine that shows it; browsers trust that without HTTPS.
    pub fn is_local(&self) -> bool {
        self.host == "localhost" || self.host.ends_with(".localhost") || self.host == "[::1]" || {
            let mut parts = self.host.split('.');
            parts.next() == Some("127") && parts.all(|part| part.parse::<u8>().is_ok())
        }
    }

    /// Finds what is wrong with the URL of a page that stands at this place of a document.
    pub fn check(url: &'u str, pointer: &str) -> Vec<Finding> {
        let mut findings = Vec::new();
        match Self::parse(url) {
            Ok(page) if !page.secure && !page.is_local() => {
                let message = "expected `https`, found `http`: a page that is secure does not show it";
                findings.push(Finding::warn("https", pointer, message));
            }
            Ok(_) => {}
            Err(found) => {
                findings.push(Finding::reject(
                    "url",
                    pointer,
                    format!("expected an absolute URL, found {found}"),
                ));
            }
        }
        if url.contains("{{") || url.contains("}}") {
            let message = "expected no template, found braces that stay in the URL as they are";
            findings.push(Finding::warn("template", pointer, message));
        }
        findings
    }
}

fn is_host(host: &str) -> bool {
    let address = |text: &str| text.parse::<std::net::Ipv6Addr>().is_ok();
    match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(inside) => address(inside),
        None => is_domain(host),
    }
}

/// Whether this is a name of labels parted by dots.
pub(super) fn is_domain(name: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    name.split('.').all(|label| !label.is_empty() && label.chars().all(fits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, expected: Result<(bool, &str, Option<&str>, bool), &str>) {
        let found = PageUrl::parse(url);
        assert_eq!(found.map(|page| (page.secure, page.host, page.port, page.is_local())), expected, "{url}");
    }

    #[test]
    fn pages_are_taken_apart() {
        check("https://w.example.test/orders?a=b@c#d", Ok((true, "w.example.test", None, false)));
        check("http://localhost:8080", Ok((false, "localhost", Some("8080"), true)));
        check("http://127.0.0.1/x", Ok((false, "127.0.0.1", None, true)));
        check("http://127.evil.test/x", Ok((false, "127.evil.test", None, false)));
        check("http://[::1]:3000/", Ok((false, "[::1]", Some("3000"), true)));
        check("https://bücher.example?x", Ok((true, "bücher.example", None, false)));
    }

    #[test]
    fn what_is_no_page_is_told() {
        let scheme = "a text that begins with neither `https://` nor `http://`";
        for url in ["/orders", "javascript:alert(1)", "//w.example.test", "HTTPS://w.example.test", "data:,x"]
        {
            check(url, Err(scheme));
        }
        check("", Err("an empty text"));
        for url in ["https://", "https:///x", "https://a..b", "https://.a", "https://[::1", "https://a:b@"] {
            assert!(PageUrl::parse(url).is_err(), "{url}");
        }
        check("https://me:pw@w.example.test", Err("one with user information"));
        check("https://w.example.test:http/", Err("one whose port is no number from 0 to 65535"));
        check(
            "https://w.example.test/a b",
            Err("one with white space, a control character or a backslash in it"),
        );
    }
}
