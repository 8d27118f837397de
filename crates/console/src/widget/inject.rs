//! Puts a host's script into the widget's page, as the host's own page or script tag would.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Response, StatusCode, header};
use axum::response::IntoResponse as _;

/// What is put into every page, before everything else in it.
const TAG: &str = "<script src=\"/.onepane/host.js\"></script>";
/// Scripts that a host's vendor serves and a widget's page loads, with what answers in their stead.
const VENDOR_SCRIPTS: &[(&str, &str)] =
    &[("https://cdn.kustomerapp.com/card-js/latest/kustomer-card.min.js", "/.onepane/vendor.js")];
/// No page is larger.
const LIMIT: usize = 16 << 20;

/// The response with the tag in it, if it is a page.
pub(super) async fn whole(response: Response<Body>) -> Response<Body> {
    if !is_page(response.headers()) || response.status() == StatusCode::NOT_MODIFIED {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let Ok(content) = to_bytes(body, LIMIT).await else {
        return (StatusCode::BAD_GATEWAY, "the widget's page ended before its time\n").into_response();
    };
    // What is sent now is not what these speak of.
    for name in [header::CONTENT_LENGTH, header::ETAG, header::LAST_MODIFIED, header::ACCEPT_RANGES] {
        head.headers.remove(name);
    }
    let page = with_tag(&String::from_utf8_lossy(&content));
    Response::from_parts(head, Body::from(page))
}

fn is_page(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("text/html"))
}

/// The tag goes to the beginning of the head, wherever a browser would begin one.
fn with_tag(page: &str) -> String {
    let mut page = page.to_owned();
    for (theirs, ours) in VENDOR_SCRIPTS {
        page = page.replace(theirs, ours);
    }
    let lower = page.to_ascii_lowercase();
    let after = |tag: &str| {
        let begin = lower.find(tag).filter(|begin| {
            let next = lower.as_bytes().get(begin + tag.len());
            next.is_some_and(|next| matches!(next, b'>' | b' ' | b'\n' | b'\t' | b'\r'))
        })?;
        Some(begin + lower.get(begin..)?.find('>')? + 1)
    };
    let place = after("<head").or_else(|| after("<html")).or_else(|| after("<!doctype")).unwrap_or(0);
    page.insert_str(place, TAG);
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_comes_first_wherever_the_head_begins() {
        for (page, with) in [
            ("<!DOCTYPE html><html lang=en><HEAD><title>", "<!DOCTYPE html><html lang=en><HEAD>|<title>"),
            ("<!doctype html>\n<header>Hi</header>", "<!doctype html>|\n<header>Hi</header>"),
            ("<html>\n<body>", "<html>|\n<body>"),
            ("Hi", "|Hi"),
            ("", "|"),
        ] {
            assert_eq!(with_tag(page), with.replace('|', TAG));
        }
    }

    #[test]
    fn a_vendor_script_is_answered_here() {
        let page = format!("<head><script src=\"{}\"></script>", VENDOR_SCRIPTS[0].0);
        assert_eq!(with_tag(&page), format!("<head>{TAG}<script src=\"/.onepane/vendor.js\"></script>"));
    }
}
