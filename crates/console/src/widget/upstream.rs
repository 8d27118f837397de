//! A widget on a server of its author's, fetched through the widget's origin: web sockets and all, so that the
//! server's own hot reload works.

use std::error::Error as _;

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::uri::{Authority, Scheme, Uri};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, header};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::{self, Client};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::io::copy_bidirectional;
use url::Url;

use crate::changes;

/// Headers that are about one connection, not about what is sent.
const OF_A_CONNECTION: &[HeaderName] = &[
    header::CONNECTION,
    header::PROXY_AUTHENTICATE,
    header::PROXY_AUTHORIZATION,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];
/// What a page and its scripts may have in bytes to be looked at for changes.
const LIMIT: usize = 16 << 20;
/// So many scripts and styles of a page are looked at.
const PARTS: usize = 16;

/// A server of the widget's author.
#[derive(Debug)]
pub(super) struct Upstream {
    url: Url,
    client: Client<HttpsConnector<HttpConnector>, Body>,
}

impl Upstream {
    pub(super) fn new(url: Url) -> Self {
        let connector =
            HttpsConnectorBuilder::new().with_webpki_roots().https_or_http().enable_http1().build();
        Self { url, client: Client::builder(TokioExecutor::new()).build(connector) }
    }

    pub(super) fn url(&self) -> &Url {
        &self.url
    }

    /// The upstream's answer to a request to the widget's origin.
    pub(super) async fn pass(&self, mut request: Request) -> Result<Response<Body>, String> {
        let upgrade = request.headers().get(header::UPGRADE).cloned();
        let widget_origin = request.headers().get(header::HOST).cloned();
        let below = hyper::upgrade::on(&mut request);
        let (mut head, body) = request.into_parts();
        head.uri = self.uri(&head.uri)?;
        without_connection(&mut head.headers);
        head.headers.remove(header::HOST);
        // What comes is read, so it must be plain.
        head.headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        if head.headers.contains_key(header::ORIGIN)
            && let Ok(origin) = HeaderValue::try_from(self.url.origin().ascii_serialization())
        {
            head.headers.insert(header::ORIGIN, origin);
        }
        if let Some(upgrade) = &upgrade {
            head.headers.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
            head.headers.insert(header::UPGRADE, upgrade.clone());
        }
        let mut response = self.send(Request::from_parts(head, body)).await?;
        if response.status() == StatusCode::SWITCHING_PROTOCOLS {
            let above = hyper::upgrade::on(&mut response);
            tokio::spawn(async move {
                // Either end may go away at any time; then so does the other.
                let (Ok(below), Ok(above)) = (below.await, above.await) else { return };
                let _ = copy_bidirectional(&mut TokioIo::new(below), &mut TokioIo::new(above)).await;
            });
            return Ok(response.map(|_| Body::empty()));
        }
        let headers = response.headers_mut();
        without_connection(headers);
        self.bring_home(headers, widget_origin.as_ref());
        Ok(response)
    }

    /// A text that the server has.
    pub(super) async fn text(&self, url: &Url) -> Result<String, String> {
        let request = Request::builder().method(Method::GET).uri(url.as_str()).body(Body::empty());
        let request = request.map_err(|error| format!("{url}: {error}"))?;
        let response = self.send(request).await?;
        if !response.status().is_success() {
            return Err(format!("{url} answers {}", response.status()));
        }
        let content =
            to_bytes(response.into_body(), LIMIT).await.map_err(|error| format!("{url}: {error}"))?;
        Ok(String::from_utf8_lossy(&content).into_owned())
    }

    /// A number that changes with the page, its scripts and its styles, unless the page reloads itself. Absent while
    /// there is none.
    pub(super) async fn fingerprint(&self) -> Option<u64> {
        let page = self.text(&self.url).await.ok()?;
        if page.contains("/@vite/client") {
            return Some(0);
        }
        let mut all = page.clone();
        for part in parts(&page).take(PARTS) {
            let url = self.url.join(part).ok().filter(|url| url.origin() == self.url.origin());
            if let Some(url) = url {
                all.push_str(&self.text(&url).await.unwrap_or_default());
            }
        }
        Some(changes::of(all.as_bytes()))
    }

    async fn send(&self, request: Request) -> Result<Response<Body>, String> {
        let response = self.client.request(request).await;
        response.map(|response| response.map(Body::new)).map_err(|error| self.because(&error))
    }

    fn because(&self, error: &legacy::Error) -> String {
        let mut cause: Option<&dyn std::error::Error> = error.source();
        let mut last = error.to_string();
        while let Some(error) = cause {
            last = error.to_string();
            cause = error.source();
        }
        format!("{} cannot be reached: {last}", self.url.origin().ascii_serialization())
    }

    fn uri(&self, asked: &Uri) -> Result<Uri, String> {
        let mut parts = asked.clone().into_parts();
        let wrong = |error: &dyn std::fmt::Display| format!("{}: {error}", self.url);
        parts.scheme = Some(if self.url.scheme() == "https" { Scheme::HTTPS } else { Scheme::HTTP });
        let authority = self.url.origin().ascii_serialization();
        let authority = authority.split_once("://").map_or("", |(_, authority)| authority);
        parts.authority = Some(Authority::try_from(authority).map_err(|error| wrong(&error))?);
        Uri::from_parts(parts).map_err(|error| wrong(&error))
    }

    /// A redirection to the server is one to the widget's origin.
    fn bring_home(&self, headers: &mut HeaderMap, widget_origin: Option<&HeaderValue>) {
        let Some(to) = headers.get(header::LOCATION).and_then(|to| to.to_str().ok()) else { return };
        let rest =
            to.strip_prefix(&self.url.origin().ascii_serialization()).filter(|rest| rest.starts_with('/'));
        let Some((rest, home)) = rest.zip(widget_origin.and_then(|home| home.to_str().ok())) else { return };
        if let Ok(to) = HeaderValue::try_from(format!("http://{home}{rest}")) {
            headers.insert(header::LOCATION, to);
        }
    }
}

fn without_connection(headers: &mut HeaderMap) {
    for name in OF_A_CONNECTION {
        headers.remove(name);
    }
}

/// What a page's `src` and `href` attributes name.
fn parts(page: &str) -> impl Iterator<Item = &str> {
    page.split('<').filter_map(|tag| {
        let tag = tag.split_once('>').map_or(tag, |(tag, _)| tag);
        let name = if tag.starts_with("script") { "src=" } else { "href=" };
        if name == "href=" && !tag.starts_with("link") {
            return None;
        }
        let value = tag.split_once(name)?.1;
        let quote = value.chars().next()?;
        match quote {
            '"' | '\'' => value.get(1..)?.split(quote).next(),
            _ => value.split(' ').next(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_styles_of_a_page_are_found() {
        let page = "<link rel=stylesheet href='a.css'><script type=module src=\"/b.js\"></script><a href=\"c\">\
                    <script src=d.js></script><script>let src=1</script>";
        assert_eq!(parts(page).collect::<Vec<_>>(), ["a.css", "/b.js", "d.js"]);
    }
}
