//! The app definition, by which an app and its widget are registered: build and check.
//!
//! It is one JSON object for `POST /v1/apps/available`. `check` goes through a table of rules with numbers;
//! a rule for which registration fails, or which breaks a documented type or a required field, rejects, a
//! guideline or a rule without a known consequence warns. What only the host can tell (whether a name is
//! free, a version new, the roles unchanged) is not checked.
//!
//! Source: the vendor's widgets guide, app platform pages, starter configurations and the types of
//! `@kustomer/apps-server-sdk` 0.0.55, read 2026-11-21.

mod app;
mod lint;
mod part;
mod setting;
mod size;
mod widget;

use onepane_core::json::Object;
use onepane_core::{Definition, Finding, Manifest, Reference, Setting, SettingKind, references};
use onepane_map::{At, Corrupt, Index, JsonKind};
use onepane_model::Json;

/// The members of `[hosts.kustomer]` that are about the widget, not about the app.
const BACKGROUND_LOAD: &str = "background_load";

/// What the definition has from the manifest itself.
const NEUTRAL: &[&str] = &["version", "title", "description", "settings", "widgets"];

/// The app definition for a manifest, with its one widget.
///
/// `[hosts.kustomer]` may hold `app` (absent: the manifest's name, with underscores), `background_load`, and
/// every other top-level key of a definition, under the host's own name and as it shall stand there.
///
/// # Errors
///
/// When the host would not take the definition, with the places in the manifest.
pub fn build(manifest: &Manifest) -> Result<Definition, Vec<Finding>> {
    let own: Vec<&str> = app::KEYS.iter().map(|(key, _)| *key).filter(|key| !NEUTRAL.contains(key)).collect();
    let members = manifest.hosts.get(crate::HOST);
    let mut known = own.clone();
    known.push(BACKGROUND_LOAD);
    let mut findings = manifest.unknown_members(crate::HOST, &known);
    let given = |key: &str| members.and_then(|members| members.get(key));
    let app = given("app").cloned().unwrap_or_else(|| Json::string(&manifest.name.replace('-', "_")));
    let mut definition = Object::default();
    definition.raw("app", app.as_str()).text("version", &manifest.version).text("title", &manifest.title);
    if let Some(description) = &manifest.description {
        definition.text("description", description);
    }
    for key in own.into_iter().filter(|key| *key != "app") {
        if let Some(value) = given(key) {
            definition.raw(key, value.as_str());
        }
    }
    if !manifest.settings.is_empty() {
        let mut settings = Object::default();
        for (name, setting) in &manifest.settings {
            settings.raw(name, settings_entry(setting));
        }
        definition.raw("settings", Object::default().raw("default", settings.finish()).finish());
    }
    let widget = widget_of(manifest, given(BACKGROUND_LOAD), &mut findings);
    let definition = definition.raw("widgets", format!("[{widget}]")).finish();
    findings.extend(check(&definition).into_iter().map(|mut finding| {
        finding.pointer = in_manifest(manifest, &finding.pointer);
        finding
    }));
    Definition::judged_json(&definition, findings)
}

fn settings_entry(setting: &Setting) -> String {
    let nothing = if setting.kind == SettingKind::String { "\"\"" } else { "null" };
    let default = setting.default.as_ref().filter(|default| !default.is_null());
    let mut entry = Object::default();
    entry.text("type", setting.kind.as_str()).raw("defaultValue", default.map_or(nothing, Json::as_str));
    if setting.required {
        entry.raw("required", "true");
    }
    if let Some(description) = &setting.description {
        entry.text("description", description);
    }
    entry.finish()
}

fn widget_of(manifest: &Manifest, background: Option<&Json>, findings: &mut Vec<Finding>) -> String {
    let mut widget = Object::default();
    widget
        .text("name", &manifest.name)
        .text("title", &manifest.title)
        .text("url", &two_braces(&manifest.url));
    if let Some(icon) = &manifest.icon {
        widget.text("icon", icon);
    }
    let size = manifest.size.as_ref();
    for (name, length) in [
        ("width", size.and_then(|size| size.width.as_ref())),
        ("height", size.and_then(|size| size.height.as_ref())),
    ] {
        if let Some(length) = length {
            widget.text(name, length);
        }
    }
    let mut permissions = String::new();
    for (place, name) in manifest.permissions.iter().enumerate() {
        if widget::PERMISSIONS.contains(&name.as_str()) {
            permissions.push_str(if permissions.is_empty() { "" } else { " " });
            permissions.push_str(&format!("{name} *;"));
        } else {
            let message = format!(
                "Kustomer grants its frames {} only, so this one is left out",
                widget::PERMISSIONS.join(", ")
            );
            findings.push(Finding::warn("25", format!("/permissions/{place}"), message));
        }
    }
    if !permissions.is_empty() {
        widget.text("iframePermissions", &permissions);
    }
    if let Some(background) = background {
        widget.raw("backgroundLoad", background.as_str());
    }
    widget.finish()
}

/// A URL with its references in the form of the widgets guide.
fn two_braces(url: &str) -> String {
    let mut out = String::new();
    let mut from = 0;
    for (range, Reference { category, name, .. }) in references(url) {
        out.push_str(url.get(from..range.start).unwrap_or(""));
        match category.as_deref() {
            None | Some("default") => out.push_str(&format!("{{{{settings.{name}}}}}")),
            // Another category is no setting of the manifest's: it stays, to be found.
            Some(_) => out.push_str(url.get(range.clone()).unwrap_or("")),
        }
        from = range.end;
    }
    out.push_str(url.get(from..).unwrap_or(""));
    out
}

/// The place in the manifest that a place in the definition comes from.
fn in_manifest(manifest: &Manifest, pointer: &str) -> String {
    const MEMBERS: &[(&str, &str)] = &[
        ("/widgets/0/url", "/url"),
        ("/widgets/0/icon", "/icon"),
        ("/widgets/0/width", "/size/width"),
        ("/widgets/0/height", "/size/height"),
        ("/widgets/0/iframePermissions", "/permissions"),
        ("/version", "/version"),
        ("/title", "/title"),
        ("/description", "/description"),
    ];
    if let Some((_, place)) = MEMBERS.iter().find(|(own, _)| *own == pointer) {
        return (*place).to_owned();
    }
    if let Some(setting) = pointer.strip_prefix("/settings/default") {
        return match setting.strip_suffix("/defaultValue") {
            Some(setting) => format!("/settings{setting}/default"),
            None => format!("/settings{setting}"),
        };
    }
    if pointer == "/widgets/0/backgroundLoad" {
        return format!("/hosts/{}/{BACKGROUND_LOAD}", crate::HOST);
    }
    let has_app = manifest.hosts.get(crate::HOST).is_some_and(|members| members.contains_key("app"));
    match pointer {
        "/app" if !has_app => "/name".to_owned(),
        _ => format!("/hosts/{}{pointer}", crate::HOST),
    }
}

/// Checks an app definition: every rule that it breaks is named, with the place.
pub fn check(text: &str) -> Vec<Finding> {
    let index = match Index::parse(text) {
        Ok(index) => index,
        Err(corrupt) => {
            let mut finding = Finding::syntax(text, &corrupt);
            finding.rule = "1".to_owned();
            return vec![finding];
        }
    };
    let definition = index.root();
    if definition.kind() != JsonKind::Object {
        return vec![Finding::wrong("1", definition.corrupt("one JSON object"))];
    }
    let mut check = Check { definition, findings: Vec::new() };
    check.app();
    check.settings();
    check.widgets();
    check.parts();
    check.lint();
    check.findings
}

/// A definition that is being checked.
struct Check<'i> {
    definition: At<'i>,
    findings: Vec<Finding>,
}

impl<'i> Check<'i> {
    fn reject(&mut self, rule: &str, at: At<'_>, message: impl Into<String>) {
        self.findings.push(Finding::reject(rule, at.pointer(), message));
    }

    fn warn(&mut self, rule: &str, at: At<'_>, message: impl Into<String>) {
        self.findings.push(Finding::warn(rule, at.pointer(), message));
    }

    fn wrong(&mut self, rule: &str, corrupt: Corrupt) {
        self.findings.push(Finding::wrong(rule, corrupt));
    }

    /// A member of the documented kind, if it is there; another kind is rejected.
    fn member(&mut self, at: At<'i>, key: &str, kind: JsonKind) -> Option<At<'i>> {
        let value = at.get(key)?;
        if value.kind() == kind {
            return Some(value);
        }
        self.wrong("type", value.corrupt(kind.noun()));
        None
    }

    /// The characters of a member that is a text.
    fn text(&mut self, at: At<'i>, key: &str) -> Option<(At<'i>, String)> {
        let value = self.member(at, key, JsonKind::String)?;
        Some((value, value.chars()?.into_owned()))
    }

    /// A member that must be there, and be a text with something in it.
    fn required(&mut self, rule: &str, at: At<'i>, key: &'static str) -> Option<(At<'i>, String)> {
        let Some(value) = at.get(key) else {
            self.wrong(rule, at.missing(key, "a string"));
            return None;
        };
        match value.chars() {
            Some(text) if !text.trim().is_empty() => Some((value, text.into_owned())),
            Some(_) => {
                self.reject(rule, value, "expected a string, found an empty one");
                None
            }
            None => {
                self.wrong(rule, value.corrupt("a string"));
                None
            }
        }
    }

    /// The objects in a member that is a list of them.
    fn objects(&mut self, at: At<'i>, key: &str) -> Vec<At<'i>> {
        let items = self.member(at, key, JsonKind::Array).into_iter().flat_map(|list| list.items());
        let (objects, others): (Vec<_>, Vec<_>) = items.partition(|item| item.kind() == JsonKind::Object);
        for other in others {
            self.wrong("type", other.corrupt("an object"));
        }
        objects
    }

    /// The texts in a member that is a list of them.
    fn texts(&mut self, at: At<'i>, key: &str) -> Vec<(At<'i>, String)> {
        let items = self.member(at, key, JsonKind::Array).into_iter().flat_map(|list| list.items());
        let mut texts = Vec::new();
        for item in items {
            match item.chars() {
                Some(text) => texts.push((item, text.into_owned())),
                None => self.wrong("type", item.corrupt("a string")),
            }
        }
        texts
    }

    /// Warns of keys of a nested object that nobody has documented.
    fn known(&mut self, at: At<'i>, keys: &[&str]) {
        for (key, value) in at.unique() {
            if !keys.contains(&&*key) {
                let message = format!("expected one of {}, found another key", keys.join(", "));
                self.warn("4", value, message);
            }
        }
    }
}
