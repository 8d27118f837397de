//! Who may talk to the console: pages of its own origin, and nobody who only resolves to this machine.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

/// The names under which a server may be spoken to, each with its port.
#[derive(Debug)]
pub(crate) struct Names(Vec<String>);

impl Names {
    pub(crate) fn on(port: u16) -> Self {
        Self(["127.0.0.1", "localhost", "[::1]"].iter().map(|name| format!("{name}:{port}")).collect())
    }
}

/// Refuses what was sent to another name, which a page elsewhere may have pointed at this machine, and what
/// changes something on behalf of another origin.
pub(crate) async fn local(State(names): State<Arc<Names>>, request: Request, next: Next) -> Response {
    let host = text(request.headers(), header::HOST);
    if !host.is_some_and(|host| names.0.iter().any(|name| name == host)) {
        return (StatusCode::MISDIRECTED_REQUEST, "this server answers on loopback only\n").into_response();
    }
    next.run(request).await
}

/// Refuses what another origin's page asks to be changed.
pub(crate) async fn own_origin(request: Request, next: Next) -> Response {
    let host = text(request.headers(), header::HOST).unwrap_or_default();
    let foreign = text(request.headers(), header::ORIGIN)
        .is_some_and(|origin| origin.strip_prefix("http://").is_none_or(|origin| origin != host));
    if foreign && request.method() != Method::GET {
        return (StatusCode::FORBIDDEN, "this is for the console's own page\n").into_response();
    }
    next.run(request).await
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
