//! What installs a dashboard app: the body of a request to the host's API.
//!
//! `POST /api/v1/accounts/{account}/dashboard_apps`; any user's token will do. Administrators enter the same
//! title and URL by hand under Settings, Integrations, Dashboard apps.
//!
//! Source: `chatwoot/chatwoot` 4.15.1, read 2026-11-21.

use onepane_core::json::Object;
use onepane_core::{Definition, Finding, Manifest, PageUrl};
use onepane_map::{At, Index, JsonKind};

/// The body's outer key. The host takes a body without it too.
const OUTER: &str = "dashboard_app";

/// The request body that installs a widget as a dashboard app.
///
/// `[hosts.chatwoot]` holds the values of the widget's `settings`, as Chatwoot has none.
///
/// # Errors
///
/// All that is wrong with the manifest for this host, with its place there.
pub fn build(manifest: &Manifest) -> Result<Definition, Vec<Finding>> {
    let mut findings = manifest.unknown_members(crate::HOST, &["settings"]);
    let url = manifest.url_at(crate::HOST, &mut findings);
    if !manifest.permissions.is_empty() {
        let message =
            "Chatwoot grants its frames no permissions, so a page of another origin has none of these";
        findings.push(Finding::warn("permissions", "/permissions", message));
    }
    let frame = Object::default().text("type", "frame").text("url", &url).finish();
    let app = Object::default().text("title", &manifest.title).raw("content", format!("[{frame}]")).finish();
    let body = Object::default().raw(OUTER, app).finish();
    findings.extend(check(&body).into_iter().map(|mut finding| {
        // The last step is the same in the manifest.
        finding.pointer =
            finding.pointer.rsplit_once('/').map(|(_, step)| format!("/{step}")).unwrap_or_default();
        finding
    }));
    Definition::judged_json(&body, findings)
}

/// Checks the request body of a dashboard app, with or without its outer key.
pub fn check(text: &str) -> Vec<Finding> {
    let index = match Index::parse(text) {
        Ok(index) => index,
        Err(corrupt) => return vec![Finding::syntax(text, &corrupt)],
    };
    let body = index.root();
    let app = body.get(OUTER).unwrap_or(body);
    if app.kind() != JsonKind::Object {
        return vec![Finding::wrong("body", app.corrupt("an object"))];
    }
    let mut findings = Vec::new();
    if body.get(OUTER).is_some() {
        findings.extend(unknown(body, &[OUTER]));
    }
    findings.extend(unknown(app, &["title", "content"]));
    findings.extend(title(app));
    let list = "a list with at least one frame";
    match app.get("content") {
        None => findings.push(Finding::wrong("content", app.missing("content", list))),
        Some(content) if content.kind() != JsonKind::Array => {
            findings.push(Finding::wrong("content", content.corrupt(list)));
        }
        Some(content) if content.is_empty() => {
            findings.push(Finding::reject(
                "content",
                content.pointer(),
                format!("expected {list}, found none"),
            ));
        }
        Some(content) => findings.extend(content.items().flat_map(frame)),
    }
    findings
}

fn title(app: At<'_>) -> Option<Finding> {
    let Some(title) = app.get("title") else {
        return Some(Finding::wrong("title", app.missing("title", "a string")));
    };
    match title.chars() {
        None => Some(Finding::wrong("title", title.corrupt("a string"))),
        Some(text) if text.trim().is_empty() => {
            Some(Finding::warn("title", title.pointer(), "the app's tab has no name"))
        }
        Some(_) => None,
    }
}

fn frame(item: At<'_>) -> Vec<Finding> {
    if item.kind() != JsonKind::Object {
        return vec![Finding::wrong("content", item.corrupt("an object"))];
    }
    let mut findings = unknown(item, &["type", "url"]);
    match item.get("type") {
        Some(kind) if kind.chars().as_deref() == Some("frame") => {}
        Some(kind) => {
            let message = "expected `frame`, found another value";
            findings.push(Finding::reject("content", kind.pointer(), message));
        }
        None => findings.push(Finding::wrong("content", item.missing("type", "`frame`"))),
    }
    match item.get("url") {
        None => findings.push(Finding::wrong("url", item.missing("url", "a string"))),
        Some(url) => match url.chars() {
            Some(text) => findings.extend(PageUrl::check(&text, &url.pointer())),
            None => findings.push(Finding::wrong("url", url.corrupt("a string"))),
        },
    }
    findings
}

/// Warns of members that the host drops without a word.
fn unknown(at: At<'_>, known: &[&str]) -> Vec<Finding> {
    let members = at.unique().into_iter().filter(|(key, _)| !known.contains(&&**key));
    let message = format!("expected {}, found an unknown member, which the host drops", known.join(", "));
    members.map(|(_, value)| Finding::warn("unknown", value.pointer(), message.clone())).collect()
}
