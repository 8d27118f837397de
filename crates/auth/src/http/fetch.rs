//! One request for keys.

use std::sync::Arc;
use std::time::Duration;

use rustls::crypto::aws_lc_rs;
use ureq::Agent;
use ureq::tls::{Certificate, RootCerts, TlsConfig, TlsProvider};
use url::{Host, Url};

use crate::key_source::KeySourceError;

/// Where keys are published, and how much is put up with to get them.
#[derive(Debug, Clone)]
pub(super) struct Endpoint {
    url: String,
    loopback: bool,
    roots: RootCerts,
    pub(super) timeout: Duration,
    pub(super) max_bytes: usize,
}

impl Endpoint {
    pub(super) fn new(url: &str) -> Result<Self, KeySourceError> {
        let url = Url::parse(url).map_err(|_| KeySourceError::Url)?;
        let loopback = match url.host() {
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            Some(Host::Domain(_)) => false,
            None => return Err(KeySourceError::Url),
        };
        let plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        if !(plain && (url.scheme() == "https" || url.scheme() == "http" && loopback)) {
            return Err(KeySourceError::Url);
        }
        Ok(Self {
            url: url.into(),
            loopback,
            roots: RootCerts::WebPki,
            timeout: Duration::from_secs(5),
            max_bytes: 65_536,
        })
    }

    pub(super) fn trust(&mut self, pem: &str) -> Result<(), KeySourceError> {
        let certificate = Certificate::from_pem(pem.as_bytes()).map_err(|_| KeySourceError::Certificate)?;
        self.roots = RootCerts::from([certificate]);
        Ok(())
    }

    /// The text of the answer. Blocks for at most the timeout.
    pub(super) fn fetch(&self) -> Result<Vec<u8>, KeySourceError> {
        let mut answer = self
            .agent()
            .get(&self.url)
            .header("accept", "application/jwk-set+json, application/jwk+json, application/json")
            .call()
            .map_err(|error| self.failure(&error))?;
        if answer.status() != 200 {
            return Err(KeySourceError::Status { found: answer.status().as_u16() });
        }
        let limit = u64::try_from(self.max_bytes).unwrap_or(u64::MAX);
        answer.body_mut().with_config().limit(limit).read_to_vec().map_err(|error| self.failure(&error))
    }

    /// A new agent each time: requests are an hour apart, and a connection kept open would be stale by then.
    fn agent(&self) -> Agent {
        // Named here, because ureq's own choice is the process's default, which panics where there is none.
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .root_certs(self.roots.clone())
            .unversioned_rustls_crypto_provider(Arc::new(aws_lc_rs::default_provider()))
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .https_only(!self.loopback)
            .max_redirects(0)
            .http_status_as_error(false)
            .timeout_global(Some(self.timeout))
            .max_idle_connections(0)
            .user_agent(concat!("onepane-auth/", env!("CARGO_PKG_VERSION")));
        // A proxy from the environment is for the way out, not for loopback.
        let config = if self.loopback { config.proxy(None) } else { config };
        config.build().new_agent()
    }

    fn failure(&self, error: &ureq::Error) -> KeySourceError {
        match error {
            ureq::Error::Timeout(_) => KeySourceError::TimedOut,
            ureq::Error::BodyExceedsLimit(_) => KeySourceError::TooLarge { max: self.max_bytes },
            ureq::Error::StatusCode(found) => KeySourceError::Status { found: *found },
            _ => KeySourceError::Unreachable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_and_loopback_are_asked() {
        for url in [
            "https://keys.example/k.json",
            "https://keys.example:8443/k.json?v=1",
            "http://127.0.0.1:8080/k.json",
            "http://127.9.9.9/k.json",
            "http://[::1]:8080/k.json",
            "https://127.0.0.1/k.json",
        ] {
            assert!(Endpoint::new(url).is_ok(), "{url}");
        }
        for url in [
            "http://keys.example/k.json",
            "http://localhost:8080/k.json",
            "http://127.0.0.1.evil.example/k.json",
            "http://0.0.0.0/k.json",
            "http://192.168.0.1/k.json",
            "http://[::ffff:127.0.0.1]/k.json",
            "https://me:hunter2@keys.example/k.json",
            "https://keys.example/k.json#k",
            "file:///etc/keys.json",
            "ftp://keys.example/k.json",
            "data:application/json,{}",
            "keys.example/k.json",
            "",
        ] {
            assert_eq!(Endpoint::new(url).unwrap_err(), KeySourceError::Url, "{url}");
        }
    }
}
