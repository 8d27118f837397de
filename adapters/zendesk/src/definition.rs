//! The app's `manifest.json`: build and check.
//!
//! `check` holds a manifest against the vendor's own rules: what its packager rejects rejects here, by the same reasons;
//! what it lets pass and the reference advises against warns. The packager looks into the rest of the package too, for
//! `translations/`, `assets/` and the icons: only the manifest is built and checked here.
//!
//! Source: `developer.zendesk.com/documentation/apps/app-developer-guide/manifest` and the rules of
//! `zendesk/zendesk_apps_support`, read 2026-11-21.

mod check;

use onepane_core::json::{Object, list};
use onepane_core::{Definition, Finding, Manifest, Reference, Setting, SettingKind, references};
use onepane_map::{Index, JsonKind};
use onepane_model::Json;

pub use check::check;

/// Where a widget stands unless the manifest says otherwise.
const LOCATION: &str = "ticket_sidebar";

/// The members of `[hosts.zendesk]`.
const MEMBERS: [&str; 6] = ["author", "locations", "default_locale", "private", "domains", "signed_urls"];

/// The app's `manifest.json` for a widget.
///
/// `[hosts.zendesk]` holds `author` (a table with `name`, `email` and `url`; required), `locations` (absent:
/// `["ticket_sidebar"]`), `default_locale` (absent: `en`), `private` (absent: `true`), `domains` (those to which the
/// host sends secure settings) and `signed_urls`. A setting in the URL, `{{settings.store}}`, is put in by the host.
///
/// # Errors
///
/// All for which the host would not take it, with the places in the manifest.
pub fn build(manifest: &Manifest) -> Result<Definition, Vec<Finding>> {
    let mut findings = manifest.unknown_members(crate::HOST, &MEMBERS);
    let members = manifest.hosts.get(crate::HOST);
    let given = |key: &str| members.and_then(|members| members.get(key)).map(Json::as_str);
    let locations = locations(given("locations").unwrap_or("null"), &mut findings);
    let url = with_setting(&manifest.url);
    let mut support = Object::default();
    for name in &locations {
        let mut location = Object::default();
        location.text("url", &url);
        if let Some(size) = manifest.size.as_ref().filter(|_| name == "top_bar") {
            let lengths = [("width", &size.width), ("height", &size.height)];
            let mut size = Object::default();
            for (key, length) in lengths {
                if let Some(length) = length {
                    size.text(key, length);
                }
            }
            location.raw("size", size.finish());
        }
        support.raw(name, location.finish());
    }
    let mut app = Object::default();
    app.text("name", &manifest.title);
    if let Some(author) = given("author") {
        app.raw("author", author);
    }
    app.raw("defaultLocale", given("default_locale").unwrap_or("\"en\""))
        .raw("private", given("private").unwrap_or("true"))
        .raw("location", Object::default().raw("support", support.finish()).finish())
        .text("version", &manifest.version)
        .text("frameworkVersion", check::FRAMEWORK);
    for (key, member) in [("domainWhitelist", "domains"), ("signedUrls", "signed_urls")] {
        if let Some(value) = given(member) {
            app.raw(key, value);
        }
    }
    let parameters: Vec<String> =
        manifest.settings.iter().map(|(name, setting)| parameter(name, setting)).collect();
    app.raw("parameters", format!("[{}]", parameters.join(",")));
    let text = app.finish();
    findings.extend(left_out(manifest, &locations));
    findings.extend(check(&text).into_iter().map(|mut finding| {
        finding.pointer = in_manifest(manifest, &finding.pointer);
        finding
    }));
    Definition::judged_json(&text, findings)
}

/// The names of the locations; the usual one where none is given.
fn locations(given: &str, findings: &mut Vec<Finding>) -> Vec<String> {
    let usual = list([LOCATION]);
    let index = Index::parse(if given == "null" { &usual } else { given });
    let names: Option<Vec<String>> = index.ok().and_then(|index| {
        let is_list = index.root().kind() == JsonKind::Array;
        is_list.then(|| index.root().items().map(|name| name.chars().map(String::from)).collect()).flatten()
    });
    names.unwrap_or_else(|| {
        let place = format!("/hosts/{}/locations", crate::HOST);
        findings.push(Finding::reject("location", place, "expected a list of names, found something else"));
        Vec::new()
    })
}

/// One of the app's parameters.
fn parameter(name: &str, setting: &Setting) -> String {
    let kind = match setting.kind {
        SettingKind::Number => "number",
        SettingKind::Boolean => "checkbox",
        _ => "text",
    };
    let mut parameter = Object::default();
    parameter.text("name", name).text("type", kind);
    if setting.required {
        parameter.raw("required", "true");
    }
    if setting.kind == SettingKind::Secret {
        parameter.raw("secure", "true");
    }
    if let Some(default) = &setting.default {
        parameter.raw("default", default.as_str());
    }
    parameter.finish()
}

/// A URL with its references in the host's spelling.
fn with_setting(url: &str) -> String {
    let mut out = String::new();
    let mut from = 0;
    for (range, Reference { category, name, .. }) in references(url) {
        out.push_str(url.get(from..range.start).unwrap_or(""));
        match category.as_deref() {
            None | Some("default") => out.push_str(&format!("{{{{setting.{name}}}}}")),
            // Another category is no setting of the manifest's: it stays, to be found.
            Some(_) => out.push_str(url.get(range.clone()).unwrap_or("")),
        }
        from = range.end;
    }
    out.push_str(url.get(from..).unwrap_or(""));
    out
}

/// What of the manifest has no place in the host's.
fn left_out(manifest: &Manifest, locations: &[String]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut warn = |rule: &str, place: String, message: &str| {
        findings.push(Finding::warn(rule, place, message));
    };
    if manifest.description.is_some() {
        warn("description", "/description".to_owned(), "it belongs in the package's translations/en.json");
    }
    if manifest.icon.is_some() {
        warn(
            "icon",
            "/icon".to_owned(),
            "icons are files of the package, assets/logo.png and assets/icon_*.svg",
        );
    }
    if manifest.size.is_some() && !locations.iter().any(|name| name == "top_bar") {
        warn(
            "size",
            "/size".to_owned(),
            "only a widget in the top bar has a size here; panel.resize sets the height",
        );
    }
    if !manifest.permissions.is_empty() {
        warn(
            "permissions",
            "/permissions".to_owned(),
            "the host's manifest grants its frames no permissions",
        );
    }
    for (name, setting) in &manifest.settings {
        if setting.description.is_some() {
            let place = format!("/settings/{name}/description");
            warn("description", place, "it belongs in the package's translations/en.json");
        }
        let is_in_url = references(&manifest.url).iter().any(|(_, reference)| reference.name == *name);
        if setting.kind == SettingKind::Secret && is_in_url {
            warn("secure", "/url".to_owned(), "a secret is put into proxied requests only, not into a URL");
        }
    }
    findings
}

/// The place in the manifest that a place in the host's comes from.
fn in_manifest(manifest: &Manifest, pointer: &str) -> String {
    let own = |member: &str| format!("/hosts/{}/{member}", crate::HOST);
    if let Some(rest) = pointer.strip_prefix("/parameters/") {
        let (place, member) = rest.split_once('/').unwrap_or((rest, ""));
        let name = place.parse().ok().and_then(|place: usize| manifest.settings.keys().nth(place));
        let member = if member == "default" { "/default" } else { "" };
        return name.map_or_else(|| "/settings".to_owned(), |name| format!("/settings/{name}{member}"));
    }
    let top = pointer.split('/').nth(1).unwrap_or("");
    match top {
        "name" => "/title".to_owned(),
        "version" => "/version".to_owned(),
        "location" if pointer.ends_with("/url") => "/url".to_owned(),
        "location" if pointer.contains("/size") => "/size".to_owned(),
        "location" => own("locations"),
        "author" => own(pointer.trim_start_matches('/')),
        "defaultLocale" => own("default_locale"),
        "private" => own("private"),
        "domainWhitelist" => own(&pointer.trim_start_matches('/').replacen("domainWhitelist", "domains", 1)),
        "signedUrls" => own("signed_urls"),
        "parameters" => "/settings".to_owned(),
        _ => String::new(),
    }
}
