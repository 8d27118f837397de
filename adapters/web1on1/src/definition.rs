//! What puts a widget on a page beside the chat: a snippet of JavaScript.
//!
//! The host itself needs nothing and takes no manifest, and its embed code is not documented: it comes from
//! the vendor's portal. The snippet is our side of the calls. It carries out `call` frames and gives back
//! their `return` frames, with a bounded wait for functions that are not there yet.

mod script;

use onepane_core::{Definition, Finding, Manifest};
use onepane_model::text::push_literal;

use crate::commands::{self, METHODS};
use crate::config::{GLOBAL, is_name};
use script::{Literal, Place, Script};

const SNIPPET: &str = include_str!("definition/snippet.js");

/// The snippet for a page with the chat on it, under the manifest's name.
///
/// `[hosts.web1on1]` may hold `global`, the name of the host's global where it is another.
///
/// # Errors
///
/// When the manifest says something that cannot be, with its place in the manifest.
///
/// # Example: a page talks to the chat through the snippet
///
/// ```js
/// const { perform } = window.onepane["order-desk"];
/// await perform({ dir: "out", via: "call", id: "1", target: "web1on1.open", args: [] });
/// // {"dir":"in","via":"return","id":"1"}
/// ```
pub fn build(manifest: &Manifest) -> Result<Definition, Vec<Finding>> {
    let mut findings = manifest.unknown_members(crate::HOST, &["global"]);
    let global = match manifest.hosts.get(crate::HOST).and_then(|table| table.get("global")) {
        None => GLOBAL.to_owned(),
        Some(name) => name.as_text().filter(|name| is_name(name)).map(String::from).unwrap_or_else(|| {
            let pointer = format!("/hosts/{}/global", crate::HOST);
            let message = "expected the name of a JavaScript global, such as `web1on1`, found another value";
            findings.push(Finding::reject("global", pointer, message));
            String::new()
        }),
    };
    if !manifest.settings.is_empty() {
        let message = "web1on1 has no settings of a widget; the page that holds the snippet must set them";
        findings.push(Finding::warn("settings", "/settings", message));
    }
    let methods: Vec<String> = METHODS.iter().map(|method| literal(method)).collect();
    let text = [
        ("__NAME__", literal(&manifest.name)),
        ("__VERSION__", literal(&manifest.version)),
        ("__GLOBAL__", literal(&global)),
        ("__METHODS__", methods.join(", ")),
    ];
    Definition::judged(fill(SNIPPET, &text), findings)
}

/// Checks a script that calls the host: whether it can be read, whether it calls functions that the host
/// has where the host has them, and whether the `>cs` texts in it are understood.
///
/// What a script works out while it runs cannot be checked, nor can the vendor's embed code.
pub fn check(text: &str) -> Vec<Finding> {
    if text.trim().is_empty() {
        return vec![Finding::reject("script", "", "expected a script, found nothing")];
    }
    let script = match Script::read(text) {
        Ok(script) => script,
        Err((at, expected)) => {
            return vec![Finding::reject("script", "", format!("{at}: expected {expected}, found the end"))];
        }
    };
    let mut findings = Vec::new();
    for (at, way) in script.ways(GLOBAL) {
        findings.extend(call(at, &way));
    }
    for literal in &script.literals {
        findings.extend(command(literal));
    }
    findings
}

/// What is wrong with the way to a function, as it stands after the global.
fn call(at: Place, way: &[String]) -> Option<Finding> {
    let path = way.join(".");
    // What follows a function is a member of its own: `web1on1.open.call`.
    let known = |method: &&str| {
        path.strip_prefix(*method).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    if path.is_empty() || path == "api" || METHODS.iter().any(known) {
        return None;
    }
    let last = way.last().map_or("", String::as_str);
    Some(match METHODS.iter().find(|method| method.rsplit('.').next() == Some(last)) {
        Some(method) => {
            let message = format!("{at}: expected `{GLOBAL}.{method}`, found `{GLOBAL}.{path}`");
            Finding::reject("function", "", message)
        }
        None => Finding::warn("function", "", format!("{at}: `{GLOBAL}.{path}` is not documented")),
    })
}

/// What is wrong with a text that begins with `>cs`.
fn command(literal: &Literal) -> Option<Finding> {
    let Literal { at, text, whole } = literal;
    if !text.starts_with(">cs") {
        return None;
    }
    if !whole {
        let message =
            format!("{at}: a value is put into a command here; a line break in it may make another one");
        return Some(Finding::warn("command", "", message));
    }
    match commands::understood(text) {
        Ok(_) => None,
        Err(reason) => Some(Finding::reject("command", "", format!("{at}: {reason}"))),
    }
}

/// A text as a JavaScript literal that can also stand inside an HTML page.
fn literal(text: &str) -> String {
    let mut out = String::new();
    push_literal(&mut out, text);
    out.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// Puts texts in for their marks, in one pass: what is put in is not looked at again.
fn fill(template: &str, marks: &[(&str, String)]) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((at, (mark, text))) =
        marks.iter().filter_map(|mark| Some((rest.find(mark.0)?, mark))).min_by_key(|(at, _)| *at)
    {
        out.push_str(rest.get(..at).unwrap_or(""));
        out.push_str(text);
        rest = rest.get(at + mark.len()..).unwrap_or("");
    }
    out.push_str(rest);
    out
}
