//! What is wrong with a manifest whatever the host, and what a host without settings makes of it.

use onepane_model::Json;

use super::page::{PageUrl, is_domain};
use super::{Manifest, Reference, Setting, SettingKind, references, render};
use crate::definition::Finding;

impl Manifest {
    /// Finds what is wrong with it whatever the host.
    pub fn check(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut reject = |rule: &str, pointer: &str, message: &str| {
            findings.push(Finding::reject(rule, pointer, message));
        };
        if !is_words(&self.name) {
            reject("name", "/name", "expected lower case words with dashes, found another text");
        }
        if self.title.trim().is_empty() {
            reject("title", "/title", "expected what agents see, found an empty text");
        }
        if !is_version(&self.version) {
            reject("version", "/version", "expected a semantic version such as `1.2.0`, found another text");
        }
        for (place, name) in self.permissions.iter().enumerate() {
            if !is_words(name) {
                let message =
                    "expected a name of the Permissions Policy such as `microphone`, found another text";
                reject("permissions", &format!("/permissions/{place}"), message);
            }
        }
        findings.extend(self.icon.iter().flat_map(|icon| PageUrl::check(icon, "/icon")));
        findings.extend(self.settings.iter().flat_map(|(name, setting)| setting.check(name)));
        findings.extend(self.check_url());
        findings
    }

    fn check_url(&self) -> Vec<Finding> {
        // Any value will do to see what is around it.
        let url = render(&self.url, &|_| Some("0".to_owned())).unwrap_or_default();
        let mut findings = PageUrl::check(&url, "/url");
        for (_, reference) in references(&self.url) {
            match self.setting(&reference) {
                None => findings.push(undefined(&reference)),
                Some(setting) if setting.kind == SettingKind::Secret => {
                    let message = format!(
                        "`{}` is a secret, and a URL can be read by everybody who sees the page",
                        reference.name
                    );
                    findings.push(Finding::warn("secret", "/url", message));
                }
                Some(_) => {}
            }
        }
        findings
    }

    /// The setting that a reference means. A manifest has one category, which goes without saying.
    pub fn setting(&self, reference: &Reference) -> Option<&Setting> {
        match reference.category.as_deref() {
            None | Some("default") => self.settings.get(&reference.name),
            Some(_) => None,
        }
    }

    /// The widget's URL for a host that knows no settings of a widget: their values are put in for the
    /// references, from `[hosts.<host>.settings]` or else the defaults.
    ///
    /// What is wrong with them is added to the findings.
    pub fn url_at(&self, host: &str, findings: &mut Vec<Finding>) -> String {
        let key = "settings";
        let given = self.hosts.get(host).and_then(|table| table.get(key));
        let values = given.map(values).unwrap_or_default();
        let place = format!("/hosts/{}/{key}", step(host));
        if given.is_some_and(|given| !given.as_str().starts_with('{')) {
            findings.push(Finding::reject(key, &place, "expected a table, found another value"));
        }
        for (name, value) in &values {
            let place = format!("{place}/{}", step(name));
            match self.settings.get(name) {
                None => {
                    let message = format!("the manifest defines no setting `{name}`");
                    findings.push(Finding::reject(key, place, message));
                }
                Some(setting) if !setting.fits(value) => {
                    let message = format!("expected a {}, found another value", setting.kind.as_str());
                    findings.push(Finding::reject(key, place, message));
                }
                Some(_) => {}
            }
        }
        for (name, setting) in &self.settings {
            let value = values.iter().find(|(key, _)| key == name).map(|(_, value)| value);
            let used = references(&self.url).iter().any(|(_, reference)| reference.name == *name);
            if used && setting.required && value.or(setting.default.as_ref()).is_none_or(is_nothing) {
                let message =
                    format!("expected a value in {place}, as this host has no settings, found none");
                findings.push(Finding::warn(key, format!("/settings/{}", step(name)), message));
            }
        }
        let value = |reference: &Reference| {
            let setting = self.setting(reference)?;
            let given = values.iter().find(|(name, _)| *name == reference.name).map(|(_, value)| value);
            Some(given.or(setting.default.as_ref()).map(as_text).unwrap_or_default())
        };
        render(&self.url, &value)
            .or_else(|missing| {
                findings.extend(missing.iter().map(undefined));
                render(&self.url, &|reference| Some(value(reference).unwrap_or_default()))
            })
            .unwrap_or_default()
    }

    /// Warns of the members of `[hosts.<host>]` that the host has no use for.
    pub fn unknown_members(&self, host: &str, known: &[&str]) -> Vec<Finding> {
        let members = self.hosts.get(host).into_iter().flatten();
        members
            .filter(|(key, _)| !known.contains(&key.as_str()))
            .map(|(key, _)| {
                let pointer = format!("/hosts/{}/{}", step(host), step(key));
                let message = format!("expected {}, found an unknown member", known.join(", "));
                Finding::warn("unknown", pointer, message)
            })
            .collect()
    }
}

impl Setting {
    fn check(&self, name: &str) -> Vec<Finding> {
        let pointer = format!("/settings/{}", step(name));
        let mut findings = Vec::new();
        if !is_domain(name) || name.contains('.') {
            let message = "expected a name of letters, digits, `-` and `_`, found another text";
            findings.push(Finding::reject("settings", &pointer, message));
        }
        let Some(default) = &self.default else { return findings };
        let place = format!("{pointer}/default");
        if !self.fits(default) {
            let message = format!("expected a {}, found another value", self.kind.as_str());
            findings.push(Finding::reject("settings", place, message));
        } else if self.kind == SettingKind::Secret && !is_nothing(default) {
            findings.push(Finding::warn("secret", place, "a secret in a file is none"));
        }
        findings
    }

    /// Whether a value is of its type. Nothing and an empty text stand for no value, of any type.
    fn fits(&self, value: &Json) -> bool {
        is_nothing(value)
            || match self.kind {
                SettingKind::String | SettingKind::Secret => value.as_text().is_some(),
                SettingKind::Number => value.as_str().starts_with(|c: char| c == '-' || c.is_ascii_digit()),
                SettingKind::Boolean => matches!(value.as_str(), "true" | "false"),
            }
    }
}

fn undefined(reference: &Reference) -> Finding {
    let name = match &reference.category {
        Some(category) => format!("{category}.{}", reference.name),
        None => reference.name.clone(),
    };
    Finding::reject("settings", "/url", format!("the manifest defines no setting `{name}`"))
}

fn values(table: &Json) -> Vec<(String, Json)> {
    let Ok(index) = onepane_map::Index::parse(table.as_str()) else { return Vec::new() };
    let members = index.root().unique().into_iter();
    members.map(|(key, at)| (key.into_owned(), Json::from_text(at.raw()))).collect()
}

fn is_nothing(value: &Json) -> bool {
    value.is_null() || value.as_text().is_some_and(|text| text.is_empty())
}

fn as_text(value: &Json) -> String {
    match value.as_text() {
        Some(text) => text.into_owned(),
        None if value.is_null() => String::new(),
        None => value.as_str().to_owned(),
    }
}

/// A key as a step of a JSON pointer.
fn step(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Lower case words with dashes.
fn is_words(text: &str) -> bool {
    text.split('-').all(|word| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}

/// Whether this is a semantic version (2.0.0), with or without pre-release and build.
pub fn is_version(text: &str) -> bool {
    let (text, build) = text.split_once('+').map_or((text, None), |(text, build)| (text, Some(build)));
    let (core, pre) = text.split_once('-').map_or((text, None), |(core, pre)| (core, Some(pre)));
    let number = |part: &str| {
        part.bytes().all(|byte| byte.is_ascii_digit()) && (part == "0" || !part.starts_with('0'))
    };
    let word = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let numeral = |part: &str| !part.bytes().all(|byte| byte.is_ascii_digit()) || number(part);
    core.split('.').count() == 3
        && core.split('.').all(|part| !part.is_empty() && number(part))
        && pre.is_none_or(|pre| pre.split('.').all(|part| word(part) && numeral(part)))
        && build.is_none_or(|build| build.split('.').all(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(change: serde_json::Value) -> Manifest {
        let mut whole = serde_json::json!({
            "name": "order-desk", "title": "Order desk", "version": "1.2.0", "url": "https://w.example.test/",
        });
        whole.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        serde_json::from_value(whole).unwrap()
    }

    #[track_caller]
    fn check(change: serde_json::Value, findings: &[&str]) {
        let found: Vec<String> = manifest(change).check().iter().map(ToString::to_string).collect();
        assert_eq!(found, findings);
    }

    #[test]
    fn everything_is_found_in_one_run() {
        check(serde_json::json!({}), &[]);
        check(
            serde_json::json!({
                "name": "Order Desk", "title": " ", "version": "1.2", "icon": "desk.svg", "url": "w.example.test",
                "permissions": ["microphone", "camera; *"],
            }),
            &[
                "error [name] /name: expected lower case words with dashes, found another text",
                "error [title] /title: expected what agents see, found an empty text",
                "error [version] /version: expected a semantic version such as `1.2.0`, found another text",
                "error [permissions] /permissions/1: expected a name of the Permissions Policy such as `microphone`, \
                 found another text",
                "error [url] /icon: expected an absolute URL, found a text that begins with neither `https://` nor \
                 `http://`",
                "error [url] /url: expected an absolute URL, found a text that begins with neither `https://` nor \
                 `http://`",
            ],
        );
        let insecure =
            "warning [https] /url: expected `https`, found `http`: a page that is secure does not show it";
        check(serde_json::json!({ "url": "http://w.example.test/" }), &[insecure]);
        check(serde_json::json!({ "url": "http://localhost:3000/" }), &[]);
    }

    #[test]
    fn references_lead_to_settings() {
        check(
            serde_json::json!({
                "url": "https://w.example.test/{{settings.a}}/{{settings.b}}/{{{settings.default.a}}}/{{{settings.x.a}}}/{{c}}",
                "settings": { "a": { "type": "secret" } },
            }),
            &[
                "warning [template] /url: expected no template, found braces that stay in the URL as they are",
                "warning [secret] /url: `a` is a secret, and a URL can be read by everybody who sees the page",
                "error [settings] /url: the manifest defines no setting `b`",
                "warning [secret] /url: `a` is a secret, and a URL can be read by everybody who sees the page",
                "error [settings] /url: the manifest defines no setting `x.a`",
            ],
        );
    }

    #[test]
    fn a_default_is_of_its_settings_type() {
        check(
            serde_json::json!({ "settings": {
                "a": { "type": "number", "default": "7" },
                "b": { "type": "boolean", "default": "" },
                "c": { "type": "secret", "default": "hunter2" },
                "d": { "type": "string", "default": 7 },
                "e.f": { "type": "number", "default": -7.5 },
            } }),
            &[
                "error [settings] /settings/a/default: expected a number, found another value",
                "warning [secret] /settings/c/default: a secret in a file is none",
                "error [settings] /settings/d/default: expected a string, found another value",
                "error [settings] /settings/e.f: expected a name of letters, digits, `-` and `_`, found another text",
            ],
        );
    }

    #[test]
    fn a_host_without_settings_gets_their_values() {
        let manifest = manifest(serde_json::json!({
            "url": "https://w.example.test/?s={{settings.store}}&n={{settings.count}}&k={{settings.key}}",
            "settings": {
                "store": { "type": "string", "default": "a b", "required": true },
                "count": { "type": "number", "default": 7 },
                "key": { "type": "string", "required": true },
            },
            "hosts": { "one": { "settings": { "key": "x&y", "cuont": 8, "count": true }, "screen": 1 } },
        }));
        let shown = |host: &str| {
            let mut findings = manifest.unknown_members(host, &["settings"]);
            let url = manifest.url_at(host, &mut findings);
            (url, findings.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        let (url, findings) = shown("one");
        assert_eq!(url, "https://w.example.test/?s=a%20b&n=true&k=x%26y");
        assert_eq!(
            findings,
            [
                "warning [unknown] /hosts/one/screen: expected settings, found an unknown member",
                "error [settings] /hosts/one/settings/count: expected a number, found another value",
                "error [settings] /hosts/one/settings/cuont: the manifest defines no setting `cuont`",
            ]
        );
        let (url, findings) = shown("two");
        assert_eq!(url, "https://w.example.test/?s=a%20b&n=7&k=");
        assert_eq!(
            findings,
            [
                "warning [settings] /settings/key: expected a value in /hosts/two/settings, as this host has no \
              settings, found none"
            ]
        );
    }

    #[test]
    fn versions_are_semantic() {
        for version in
            ["0.0.0", "1.2.0", "1.5.0-beta", "1.0.0-alpha.1.x-y", "1.0.0-0.3.7+build.007", "10.20.30+a"]
        {
            assert!(is_version(version), "{version}");
        }
        for version in [
            "",
            "1",
            "1.2",
            "1.2.3.4",
            "01.2.3",
            "1.2.3-",
            "1.2.3-01",
            "1.2.3-a..b",
            "1.2.3+",
            "v1.2.3",
            "1.2.x",
            "1..3",
        ] {
            assert!(!is_version(version), "{version}");
        }
    }
}
