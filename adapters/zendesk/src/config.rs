//! What has to be known of one customer's Zendesk.

use onepane_core::Error;

/// What has to be known of one customer's Zendesk. The default is good enough to try things out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Config {
    /// The account's subdomain, for the events' `source`. Absent: the one that the context names, else `-`.
    pub account: Option<String>,
    /// The origins of consoles that may frame the widget, such as `https://acme.zendesk.com`. Empty: those of the
    /// vendor and of the machine itself.
    pub origins: Vec<String>,
    /// Whether the widget answers by `event.reply` the events for which the host waits, such as `zaf.ticket.save`.
    /// Where not, the host is not asked to wait: a hook without an answer holds the agent up at every save.
    pub hooks: bool,
}

impl Config {
    /// Checks what can be checked without the host.
    ///
    /// # Errors
    ///
    /// When the account is an empty text.
    pub fn validate(&self) -> Result<(), Error> {
        if self
            .account
            .as_deref()
            .is_some_and(|account| account.bytes().all(|byte| byte.is_ascii_whitespace()))
        {
            return Err(Error::setting("account", "the account's subdomain or nothing", "an empty text"));
        }
        Ok(())
    }

    /// Whether a console of this origin may frame the widget.
    pub(crate) fn trusts(&self, origin: &str) -> bool {
        if self.origins.is_empty() {
            return is_vendors(origin);
        }
        self.origins.iter().any(|known| known.trim_end_matches('/').eq_ignore_ascii_case(origin))
    }
}

/// The vendor's own list, kept to what is the vendor's for sure: any name under these domains over HTTPS, and the
/// machine itself on any port, where apps are developed.
///
/// Source: the client in the vendor's SDK repository, `zendesk/zendesk_app_framework_sdk`, read 2026-11-21.
const DOMAINS: [&str; 3] = ["zendesk.com", "zopim.com", "futuresimple.com"];

fn is_vendors(origin: &str) -> bool {
    let (is_secure, authority) = match (origin.strip_prefix("https://"), origin.strip_prefix("http://")) {
        (Some(authority), _) => (true, authority),
        (None, Some(authority)) => (false, authority),
        (None, None) => return false,
    };
    // An origin is nothing but letters, digits, dots, hyphens and a port.
    if !authority.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(&byte)) {
        return false;
    }
    let (host, port) = authority.split_once(':').unwrap_or((authority, "0"));
    let is_port = port.parse::<u16>().is_ok();
    let host = host.to_ascii_lowercase();
    let is_under = |domain: &&str| {
        host.strip_suffix(*domain)
            .and_then(|name| name.strip_suffix('.'))
            .is_some_and(|name| name.split('.').all(|label| !label.is_empty()))
    };
    let is_here = host == "localhost" || host == "127.0.0.1";
    is_port && (is_here || (is_secure && DOMAINS.iter().any(is_under)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_vendors_consoles_and_the_own_machine_may_frame_the_widget() {
        for origin in [
            "https://acme.zendesk.com",
            "https://a.b.zopim.com:8443",
            "http://localhost:4567",
            "https://127.0.0.1",
        ] {
            assert!(is_vendors(origin), "{origin}");
        }
        for origin in [
            "http://acme.zendesk.com",
            "https://zendesk.com",
            "https://evilzendesk.com",
            "https://acme.zendesk.com.evil.test",
            "https://acme.zendesk.com/",
            "https://evil.test#.zendesk.com",
            "https://me@acme.zendesk.com",
            "https://.zendesk.com",
            "https://acme.zendesk.com:port",
            "http://127.0.0.1.evil.test",
            "null",
            "",
        ] {
            assert!(!is_vendors(origin), "{origin}");
        }
    }

    #[test]
    fn given_origins_replace_the_vendors() {
        let config = Config { origins: vec!["https://desk.example.test/".to_owned()], ..Config::default() };
        assert!(config.trusts("https://desk.example.test"));
        assert!(!config.trusts("https://acme.zendesk.com"));
    }
}
