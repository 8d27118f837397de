//! What is served from the binary.

use std::borrow::Cow;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use rust_embed::RustEmbed;

/// The console's page, what goes into widget pages, and the built-in widget.
#[derive(RustEmbed)]
#[folder = "page/"]
struct Page;

/// The events that one can fire, by host.
#[derive(RustEmbed)]
#[folder = "catalogue/"]
struct Catalogue;

/// A file of the page.
pub(crate) fn page(path: &str) -> Option<Cow<'static, [u8]>> {
    Page::get(path).map(|file| file.data)
}

/// The catalogue of a host, if there is one.
pub(crate) fn catalogue(host: &str) -> Option<Cow<'static, [u8]>> {
    Catalogue::get(&format!("{host}.json")).map(|file| file.data)
}

/// A file of the page as an answer.
pub(crate) fn serve(path: &str) -> Response {
    match page(path) {
        Some(content) => typed(path, content.into_owned()),
        None => (StatusCode::NOT_FOUND, format!("there is no {path} here\n")).into_response(),
    }
}

/// Content with the type that its name asks for.
pub(crate) fn typed(path: &str, content: Vec<u8>) -> Response {
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    };
    // A console that was updated must not meet the page of the one before it.
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], content).into_response()
}
