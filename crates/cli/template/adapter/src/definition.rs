//! What installs a widget in __Title__: a JSON file with its name and address.
//!
//! Source: an example, made up to begin with. Replace it by what the vendor takes: a file, the body of a
//! request, a sheet to enter by hand.

use onepane_core::json::Object;
use onepane_core::{Definition, Finding, Manifest, PageUrl};
use onepane_map::{Index, JsonKind};

/// The file that installs a widget.
///
/// `[hosts.__host__]` holds the values of the widget's `settings`.
///
/// # Errors
///
/// All that is wrong with the manifest for this host, with its place there.
pub fn build(manifest: &Manifest) -> Result<Definition, Vec<Finding>> {
    let mut findings = manifest.unknown_members(crate::HOST, &["settings"]);
    let url = manifest.url_at(crate::HOST, &mut findings);
    let text = Object::default().text("name", &manifest.name).text("url", &url).finish();
    // The file's members have the manifest's names, so the places that `check` tells are the manifest's too.
    findings.extend(check(&text));
    Definition::judged_json(&text, findings)
}

/// Checks the file that installs a widget.
pub fn check(text: &str) -> Vec<Finding> {
    let index = match Index::parse(text) {
        Ok(index) => index,
        Err(corrupt) => return vec![Finding::syntax(text, &corrupt)],
    };
    let file = index.root();
    if file.kind() != JsonKind::Object {
        return vec![Finding::wrong("file", file.corrupt("an object"))];
    }
    let mut findings = Vec::new();
    match file.get("name") {
        None => findings.push(Finding::wrong("name", file.missing("name", "a string"))),
        Some(name) if name.chars().is_none_or(|name| name.trim().is_empty()) => {
            let message = "expected the widget's name, found another value";
            findings.push(Finding::reject("name", name.pointer(), message));
        }
        Some(_) => {}
    }
    match file.get("url") {
        None => findings.push(Finding::wrong("url", file.missing("url", "a string"))),
        Some(url) => match url.chars() {
            Some(text) => findings.extend(PageUrl::check(&text, &url.pointer())),
            None => findings.push(Finding::wrong("url", url.corrupt("a string"))),
        },
    }
    for (key, value) in file.unique() {
        if !["name", "url"].contains(&&*key) {
            let message = "expected name, url, found an unknown member, which the host drops";
            findings.push(Finding::warn("unknown", value.pointer(), message));
        }
    }
    findings
}
