//! What an administrator enters to install a widget: Botmaker takes no file, so this is the sheet to copy from.
//!
//! Source: `botmaker-com/custom-widgets-example`, state of 2026-02-11, read 2026-11-21. The panel asks for a
//! name, a URL, allowed domains and enabled screens.

use onepane_core::{Definition, Finding, Manifest, PageUrl};
use onepane_map::{At, Index, JsonKind};
use onepane_model::Json;
use onepane_model::text::push_literal;

/// The screens that the guide names. The set is open.
const SCREENS: [&str; 3] = ["CHATS", "TICKETS", "CONTACTS"];

/// The registration sheet of a widget.
///
/// `[hosts.botmaker]` holds `screens`, `allowed_domains` (by default the URL's own host) and, as Botmaker has
/// no settings of a widget, the values of its `settings`.
///
/// # Errors
///
/// All that is wrong with the manifest for this host, with its place there.
pub fn build(manifest: &Manifest) -> Result<Definition, Vec<Finding>> {
    let known = ["allowed_domains", "screens", "settings"];
    let mut findings = manifest.unknown_members(crate::HOST, &known);
    let url = manifest.url_at(crate::HOST, &mut findings);
    if !manifest.permissions.is_empty() {
        let message = "what the console lets a widget's frame do is not documented";
        findings.push(Finding::warn("permissions", "/permissions", message));
    }
    let member = |name: &str| manifest.hosts.get(crate::HOST)?.get(name).map(Json::to_string);
    let own = || PageUrl::parse(&url).map(|page| literal(page.host)).unwrap_or_default();
    let domains = member("allowed_domains").unwrap_or_else(|| format!("[{}]", own()));
    let screens = member("screens").unwrap_or_else(|| "[]".to_owned());
    let sheet = format!(
        r#"{{"name":{},"url":{},"allowed_domains":{domains},"screens":{screens}}}"#,
        literal(&manifest.name),
        literal(&url),
    );
    findings.extend(check(&sheet).into_iter().map(|mut finding| {
        if ["/allowed_domains", "/screens"].iter().any(|member| finding.pointer.starts_with(member)) {
            finding.pointer.insert_str(0, "/hosts/botmaker");
        }
        finding
    }));
    Definition::judged_json(&sheet, findings)
}

/// Checks a registration sheet.
pub fn check(text: &str) -> Vec<Finding> {
    let index = match Index::parse(text) {
        Ok(index) => index,
        Err(corrupt) => return vec![Finding::syntax(text, &corrupt)],
    };
    let sheet = index.root();
    if sheet.kind() != JsonKind::Object {
        return vec![Finding::wrong("sheet", sheet.corrupt("an object"))];
    }
    let mut findings = Vec::new();
    for (key, value) in sheet.unique() {
        if !["name", "url", "allowed_domains", "screens"].contains(&&*key) {
            let message = "expected name, url, allowed_domains or screens, found an unknown member";
            findings.push(Finding::warn("unknown", value.pointer(), message));
        }
    }
    match text_of(sheet, "name") {
        Ok(name) if name.trim().is_empty() => {
            let message = "expected the name that the widget's actions carry, found an empty text";
            findings.push(Finding::reject("name", "/name", message));
        }
        Ok(_) => {}
        Err(finding) => findings.push(finding),
    }
    let url = match text_of(sheet, "url") {
        Ok(url) => {
            findings.extend(PageUrl::check(&url, "/url"));
            url
        }
        Err(finding) => {
            findings.push(finding);
            String::new()
        }
    };
    let domains = texts_of(sheet, "allowed_domains", &mut findings);
    for (pointer, domain) in &domains {
        findings.extend(check_domain(domain, pointer));
    }
    findings.extend(uncovered(&url, &domains));
    let screens = texts_of(sheet, "screens", &mut findings);
    if sheet.get("screens").is_some_and(|list| list.kind() == JsonKind::Array && list.is_empty()) {
        let message = format!("expected at least one of {}, found none", SCREENS.join(", "));
        findings.push(Finding::reject("screens", "/screens", message));
    }
    for (pointer, screen) in screens {
        if screen.is_empty() {
            findings.push(Finding::reject("screens", pointer, "expected a screen, found an empty text"));
        } else if !SCREENS.contains(&screen.as_str()) {
            let message = format!("expected {}, found a screen that is not documented", SCREENS.join(", "));
            findings.push(Finding::warn("screens", pointer, message));
        }
    }
    findings
}

/// An allowed domain: `example.com`, or `*.example.com` for what is below it.
fn check_domain(domain: &str, pointer: &str) -> Option<Finding> {
    let name = domain.strip_prefix("*.").unwrap_or(domain);
    let page = format!("https://{name}");
    let message = match PageUrl::parse(&page) {
        Ok(page) if page.host == name && (name == domain || name.contains('.')) => return None,
        Ok(page) if page.host == name => "the wildcard covers a whole top-level domain",
        Ok(page)
            if page.port.is_some() && name.split_once(':').is_some_and(|(host, _)| host == page.host) =>
        {
            "expected a domain alone: how a port counts is not documented"
        }
        _ if PageUrl::parse(domain).is_ok() => {
            "expected a domain alone: how a scheme counts is not documented"
        }
        _ => {
            let message = "expected a domain, or `*.` and a domain, found another text";
            return Some(Finding::reject("allowed_domains", pointer, message));
        }
    };
    Some(Finding::warn("allowed_domains", pointer, message))
}

/// The widget's own page sends the actions, so its host must be allowed.
fn uncovered(url: &str, domains: &[(String, String)]) -> Option<Finding> {
    let host = PageUrl::parse(url).ok()?.host;
    let covers = |domain: &str| match domain.strip_prefix("*.") {
        Some(base) => host.strip_suffix(base).is_some_and(|labels| labels.ends_with('.')),
        None => domain == host || PageUrl::parse(domain).is_ok_and(|page| page.host == host),
    };
    if domains.iter().any(|(_, domain)| covers(domain)) {
        return None;
    }
    let apex = domains.iter().any(|(_, domain)| domain.strip_prefix("*.") == Some(host));
    let message = if apex {
        "whether a wildcard covers the domain itself is not documented: name it too"
    } else {
        "the URL's host is not among them, so no action of the widget is accepted"
    };
    Some(Finding::warn("allowed_domains", "/allowed_domains", message))
}

fn text_of(sheet: At<'_>, key: &'static str) -> Result<String, Finding> {
    let expected = "a string";
    let at = sheet.get(key).ok_or_else(|| Finding::wrong(key, sheet.missing(key, expected)))?;
    at.chars().map(String::from).ok_or_else(|| Finding::wrong(key, at.corrupt(expected)))
}

/// The texts of a list, with their places.
fn texts_of(sheet: At<'_>, key: &'static str, findings: &mut Vec<Finding>) -> Vec<(String, String)> {
    let expected = "a list of strings";
    let Some(list) = sheet.get(key) else {
        findings.push(Finding::wrong(key, sheet.missing(key, expected)));
        return Vec::new();
    };
    if list.kind() != JsonKind::Array {
        findings.push(Finding::wrong(key, list.corrupt(expected)));
        return Vec::new();
    }
    let mut texts = Vec::new();
    for item in list.items() {
        match item.chars() {
            Some(text) => texts.push((item.pointer(), text.into_owned())),
            None => findings.push(Finding::wrong(key, item.corrupt("a string"))),
        }
    }
    texts
}

fn literal(text: &str) -> String {
    let mut out = String::new();
    push_literal(&mut out, text);
    out
}
