//! What an administrator sets when installing the app.

use onepane_core::{Reference, SettingKind, references};
use onepane_map::{At, JsonKind};

use super::Check;

const KINDS: [SettingKind; 4] =
    [SettingKind::String, SettingKind::Number, SettingKind::Boolean, SettingKind::Secret];

impl<'i> Check<'i> {
    pub(super) fn settings(&mut self) {
        let Some(settings) = self.member(self.definition, "settings", JsonKind::Object) else { return };
        for (_, category) in settings.unique() {
            if category.kind() != JsonKind::Object {
                self.wrong("type", category.corrupt("an object"));
                continue;
            }
            for (_, setting) in category.unique() {
                match setting.kind() {
                    JsonKind::Object => self.setting(setting),
                    _ => self.wrong("type", setting.corrupt("an object")),
                }
            }
        }
    }

    fn setting(&mut self, setting: At<'i>) {
        self.known(setting, &["type", "defaultValue", "required", "description", "hidden"]);
        let words = KINDS.map(SettingKind::as_str).join(", ");
        let kind = setting.get("type").and_then(|kind| kind.chars());
        let kind = KINDS.into_iter().find(|known| kind.as_deref() == Some(known.as_str()));
        match (kind, setting.get("type")) {
            (Some(_), _) => {}
            (None, Some(kind)) => {
                self.reject("18", kind, format!("expected one of {words}, found another value"))
            }
            (None, None) => {
                let mut missing = setting.missing("type", "");
                missing.expected = format!("one of {words}").into();
                self.wrong("18", missing);
            }
        }
        match setting.get("defaultValue") {
            None => self.wrong("17", setting.missing("defaultValue", "a value, `\"\"` or `null` for none")),
            Some(default) if kind.is_some_and(|kind| !fits(kind, default)) => {
                let kind = kind.map_or("", SettingKind::as_str);
                self.warn("20", default, format!("expected a {kind}, found {}", default.kind().noun()));
            }
            Some(_) => {}
        }
        match setting.get("required") {
            Some(required) if required.chars().is_some_and(|text| text == "true" || text == "false") => {
                self.warn("19", required, "expected true or false, found it as a string");
            }
            Some(required) if required.bool().is_none() => {
                self.wrong("type", required.corrupt("true or false"));
            }
            _ => {}
        }
        self.member(setting, "hidden", JsonKind::Bool);
        self.member(setting, "description", JsonKind::String);
    }

    /// Checks the references to settings in a URL.
    pub(super) fn refers(&mut self, at: At<'i>, url: &str) {
        let mut seen: Vec<Reference> = Vec::new();
        for (_, reference) in references(url) {
            if seen.contains(&reference) {
                continue;
            }
            let found = self.defined(&reference);
            let name = match &reference.category {
                Some(category) => format!("{category}.{}", reference.name),
                None => reference.name.clone(),
            };
            if found.is_empty() {
                self.warn("27", at, format!("the app defines no setting `{name}`"));
            }
            if found.len() > 1 {
                let message =
                    format!("`{name}` is in {} categories, and the reference names none", found.len());
                self.warn("28", at, message);
            }
            let is_secret =
                |setting: &At<'_>| setting.get("type").is_some_and(|kind| kind.raw() == "\"secret\"");
            if found.iter().any(is_secret) {
                self.warn("29", at, format!("`{name}` is a secret, and secrets do not reach widgets"));
            }
            seen.push(reference);
        }
    }

    /// The settings that a reference may mean.
    fn defined(&self, reference: &Reference) -> Vec<At<'i>> {
        let categories =
            self.definition.get("settings").map(|settings| settings.unique()).unwrap_or_default();
        categories
            .into_iter()
            .filter(|(name, _)| reference.category.as_ref().is_none_or(|category| *category == *name))
            .filter_map(|(_, category)| category.get(&reference.name))
            .collect()
    }
}

/// Whether a default is of its setting's type. Nothing and an empty text stand for no value, of any type.
fn fits(kind: SettingKind, default: At<'_>) -> bool {
    default.is_null()
        || default.raw() == "\"\""
        || default.kind()
            == match kind {
                SettingKind::Number => JsonKind::Number,
                SettingKind::Boolean => JsonKind::Bool,
                _ => JsonKind::String,
            }
}
