//! The launch of a widget: a URL in which some hosts put secrets.

use std::borrow::Cow;

use onepane_map::{Facts, Head, Output};
use onepane_model::record::Leaf;
use onepane_model::text::{Text, push_literal};
use onepane_model::{EventKind, SessionLaunched};

use crate::adapter::Seen;
use crate::error::Error;
use crate::frame::{Frame, Inbound};
use crate::secret::Secret;

/// The part of a URL before its query, its query and its fragment. Spaces and control characters around a URL are
/// not part of it.
fn parts(url: &str) -> (&str, Option<&str>, Option<&str>) {
    let url = url.trim_matches(|c| c <= ' ');
    let (rest, hash) = url.split_once('#').map_or((url, None), |(rest, hash)| (rest, Some(hash)));
    let (base, search) = rest.split_once('?').map_or((rest, None), |(base, search)| (base, Some(search)));
    (base, search, hash)
}

/// Takes parameters out of a URL's query and fragment, and leaves everything else as it is written.
pub fn without_parameters<'u>(url: &'u str, query: &[&str], fragment: &[&str]) -> Cow<'u, str> {
    let (base, search, hash) = parts(url);
    let holds = |part: Option<&str>, names: &[&str]| {
        part.is_some_and(|part| part.split('&').any(|pair| is_named(pair, names)))
    };
    if !holds(search, query) && !holds(hash, fragment) {
        return Cow::Borrowed(url);
    }
    let mut out = base.to_owned();
    for (mark, part, names) in [('?', search, query), ('#', hash, fragment)] {
        let Some(part) = part else { continue };
        let kept: Vec<&str> = part.split('&').filter(|pair| !is_named(pair, names)).collect();
        if !kept.is_empty() {
            out.push(mark);
            out.push_str(&kept.join("&"));
        }
    }
    // What was in the middle may be at the end now, where fewer characters count.
    Cow::Owned(match without_parameters(&out, query, fragment) {
        Cow::Owned(shorter) => shorter,
        Cow::Borrowed(_) => out,
    })
}

/// The values of these parameters in a URL's query and fragment, in order and with their percent-encoding undone.
///
/// Finds exactly what [`without_parameters`] takes out. A fragment is read like a query: `#name=value&…`.
pub fn parameters<'a>(
    url: &'a str,
    query: &'a [&'a str],
    fragment: &'a [&'a str],
) -> impl Iterator<Item = Cow<'a, str>> {
    let (_, search, hash) = parts(url);
    [(search, query), (hash, fragment)].into_iter().flat_map(|(part, names)| {
        let pairs = part.into_iter().flat_map(|part| part.split('&'));
        pairs.filter_map(move |pair| value(pair).filter(|_| is_named(pair, names)))
    })
}

/// A URL as it may be printed: without its parameters, its fragment and the user information, whatever they hold.
///
/// ```
/// use onepane_core::launch::printable;
///
/// assert_eq!(printable("https://widget.example/desk?bmtoken=x.y.z"), "https://widget.example/desk?[hidden]");
/// ```
pub fn printable(url: &str) -> Cow<'_, str> {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let (shown, rest) = url.split_at(end);
    let (scheme, authority) = shown.split_once("://").unwrap_or(("", shown));
    let host = authority.split('/').next().unwrap_or("").rfind('@');
    if rest.is_empty() && host.is_none() {
        return url.into();
    }
    let mut out = String::new();
    if let Some(at) = host {
        out.push_str(scheme);
        out.push_str(if scheme.is_empty() { "" } else { "://" });
        out.push_str(Secret::HIDDEN);
        out.push_str(&authority[at..]);
    } else {
        out.push_str(shown);
    }
    if let Some(mark) = rest.get(..1) {
        out.push_str(mark);
        out.push_str(Secret::HIDDEN);
    }
    out.into()
}

/// Whether a `name=value` pair has one of these names, however its letters are written.
fn is_named(pair: &str, names: &[&str]) -> bool {
    let pair = legible(pair);
    let name = form_urlencoded::parse(pair.as_bytes()).next().map(|(name, _)| name);
    name.is_some_and(|name| names.contains(&&*name))
}

fn value(pair: &str) -> Option<Cow<'_, str>> {
    match legible(pair) {
        Cow::Borrowed(pair) => form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value),
        Cow::Owned(pair) => {
            form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned().into())
        }
    }
}

/// A part of a URL without the tabs and line breaks that every reader of URLs passes over.
fn legible(text: &str) -> Cow<'_, str> {
    const SKIPPED: [char; 3] = ['\t', '\n', '\r'];
    if text.contains(SKIPPED) { text.replace(SKIPPED, "").into() } else { text.into() }
}

/// Tells a launch as the `session.launched` of its frame. The caller has taken secrets out of `url`.
pub fn tell(
    frame: &Frame,
    host: &str,
    source: &str,
    url: Option<&str>,
    attributes: &[(String, String)],
    output: &mut dyn Output,
) -> Seen {
    let mut head = Head::new(source, host, EventKind::SessionLaunched);
    head.time = frame.time();
    let sink = output.begin(&head);
    let mut scratch = String::new();
    if let Some(url) = url {
        sink.leaf(SessionLaunched::URL, Leaf::Text(literal(&mut scratch, url)));
    }
    if !attributes.is_empty()
        && let Some(items) = sink.items(SessionLaunched::ATTRIBUTES)
    {
        for (name, value) in attributes {
            let mut key = String::new();
            items.leaf(Some(literal(&mut key, name)), Leaf::Text(literal(&mut scratch, value)));
        }
        items.end(true);
    }
    output.commit();
    Seen::default()
}

fn literal<'s>(scratch: &'s mut String, text: &str) -> Text<'s> {
    scratch.clear();
    push_literal(scratch, text);
    Text::from_raw(scratch.get(1..scratch.len() - 1).unwrap_or(""))
}

/// The launch that a neutral `session.launched` tells of.
///
/// # Errors
///
/// When a member has the wrong type.
pub fn emulate(facts: &Facts<'_>) -> Result<Inbound, Error> {
    let mut launched = SessionLaunched::default();
    onepane_map::read(&SessionLaunched::RECORD, facts.data, &mut launched)?;
    let attributes = launched.attributes.into_iter().flatten().collect();
    Ok(Inbound::Launch { url: launched.url, attributes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, without: &str) {
        assert_eq!(without_parameters(url, &["bmtoken"], &["token"]), without);
    }

    #[test]
    fn only_the_secret_leaves_the_url() {
        check("https://w.example/?bmtoken=x", "https://w.example/");
        check("https://w.example/?a=1&bmtoken=x&b=%20#token=y&c", "https://w.example/?a=1&b=%20#c");
        check("https://w.example/?bm%74oken=x&A=", "https://w.example/?A=");
        check("https://w.example/?a=bmtoken#bmtoken=z", "https://w.example/?a=bmtoken#bmtoken=z");
        check("https://w.example/?&&", "https://w.example/?&&");
        check("https://w.example/?bmtoken=1&bmtoken=2", "https://w.example/");
        check("bmtoken=1", "bmtoken=1");
        check("https://w.example/?%", "https://w.example/?%");
        check(" https://w.example/?a=1&bmtoken\0 ", "https://w.example/?a=1");
        check("https://w.example/?a=1&bmtoken\0&bmtoken=x", "https://w.example/?a=1");
        check(" https://w.example/ ", " https://w.example/ ");
    }

    #[test]
    fn what_is_found_is_what_is_taken_out() {
        let found = |url| parameters(url, &["bmtoken"], &["token"]).collect::<Vec<_>>().join(" ");
        for (url, values) in [
            ("https://w.example/?a=1&bmtoken=x.y.z", "x.y.z"),
            ("https://w.example/?bm%74oken=x%2Ey", "x.y"),
            ("https://w.example/?bm\ttok\nen=x\r.y", "x.y"),
            ("https://w.example/?bm%7\n4oken=x", "x"),
            ("https://w.example/?bmtoken=1&bmtoken=2#token=3", "1 2 3"),
            ("https://w.example/?a=1#b&token=x", "x"),
            ("https://w.example/?bmtoken", ""),
            ("bmtoken=x", ""),
        ] {
            assert_eq!(found(url), values, "{url}");
            let without = without_parameters(url, &["bmtoken"], &["token"]);
            assert_eq!(parameters(&without, &["bmtoken"], &["token"]).count(), 0, "{url}");
        }
        for url in [
            "https://w.example/?token=x",
            "https://w.example/?bm%09token=x",
            "https://w.example/?x#?bmtoken=x",
        ] {
            assert_eq!(found(url), "", "{url}");
        }
    }

    #[test]
    fn what_may_be_printed_of_a_url_holds_no_parameter() {
        for (url, shown) in [
            ("https://w.example/a?bmtoken=x", "https://w.example/a?[hidden]"),
            ("https://w.example/#token=x?y", "https://w.example/#[hidden]"),
            ("https://me:x@w.example/a", "https://[hidden]@w.example/a"),
            ("https://me:x@y@w.example?x", "https://[hidden]@w.example?[hidden]"),
            ("me:x@w.example", "[hidden]@w.example"),
            ("https://w.example/@a", "https://w.example/@a"),
            ("?x", "?[hidden]"),
            ("", ""),
        ] {
            assert_eq!(printable(url), shown);
        }
    }
}
