//! What the host demands of a widget JSON file, and what somebody should look at.

use onepane_core::Finding;
use onepane_map::{At, JsonKind};

use crate::config::Dialect;

/// Whether a value has a type, and that type in words.
type Type = (fn(At<'_>) -> bool, &'static str);

const TEXT: Type = (|at| at.kind() == JsonKind::String, "a string");
const BOOL: Type = (|at| at.bool().is_some(), "true or false");
const NUMBER: Type = (|at| at.kind() == JsonKind::Number, "a number");
const TEXTS: Type = (is_texts, "an array of strings");

/// The keys of the flat form; those of the first list must be there.
const MANDATORY: &[(&str, Type)] =
    &[("name", TEXT), ("description", TEXT), ("version", TEXT), ("element", TEXT), ("icon", TEXT)];
const OPTIONAL: &[(&str, Type)] =
    &[("tags", TEXTS), ("files", TEXTS), ("override_url", TEXT), ("overrideUrl", TEXT), ("id", TEXT)];

/// The keys of the nested form's two halves. Which of them must be there is not documented.
const METADATA: &[(&str, Type)] = &[
    ("name", TEXT),
    ("description", TEXT),
    ("tags", TEXT),
    ("library", TEXT),
    ("version", TEXT),
    ("date", TEXT),
    ("id", TEXT),
];
const CONFIGURATION: &[(&str, Type)] = &[
    ("external", BOOL),
    ("timeout", NUMBER),
    ("serie", BOOL),
    ("name", TEXT),
    ("element", TEXT),
    ("icon", TEXT),
    ("files", TEXTS),
];
const OVERRIDES: &[(&str, Type)] = &[("overrideUrl", TEXT), ("override_url", TEXT)];

/// The most tags that an import takes.
const MOST_TAGS: usize = 10;

/// Everything that is to be said about a file.
pub(super) fn check(file: At<'_>, dialect: Dialect) -> Vec<Finding> {
    if file.kind() != JsonKind::Object {
        return vec![Finding::reject("object", "", format!("expected an object, found {}", noun(file)))];
    }
    let is_nested = file.get("metadata").is_some() || file.get("configuration").is_some();
    let mut findings = match is_nested {
        true => nested(file),
        false => flat(file),
    };
    match (is_nested, dialect) {
        (true, Dialect::Axp) => findings.push(Finding::warn(
            "form",
            "",
            "AXP's guide has the flat form; whether AXP takes 3.x's nested one is not documented",
        )),
        (false, Dialect::V3) => {
            findings.push(Finding::warn("form", "", "3.x has the nested form, this is AXP's flat one"));
        }
        _ => {}
    }
    findings
}

fn flat(file: At<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (key, expected) in MANDATORY {
        match file.get(key) {
            Some(value) => typed(value, expected, &mut findings),
            None => {
                let message = format!("expected {}, found nothing", expected.1);
                findings.push(Finding::reject("mandatory", format!("/{key}"), message));
            }
        }
    }
    for (key, expected) in OPTIONAL {
        if let Some(value) = file.get(key) {
            typed(value, expected, &mut findings);
        }
    }
    tags(file, &mut findings);
    flat_files(file, &mut findings);
    element(file, &mut findings);
    icon(file, "neo-icon-", &mut findings);
    base(file, "override_url", "overrideUrl", &mut findings);
    if let Some(id) = file.get("id") {
        let message = "no longer used: the host gives the widget its id";
        findings.push(Finding::warn("id", id.pointer(), message));
    }
    strangers(file, &[MANDATORY, OPTIONAL], &mut findings);
    findings
}

fn tags(file: At<'_>, findings: &mut Vec<Finding>) {
    let Some(tags) = file.get("tags") else { return };
    let count = tags.items().count();
    if count > MOST_TAGS {
        let message = format!("expected at most {MOST_TAGS} tags, found {count}");
        findings.push(Finding::reject("tags", tags.pointer(), message));
    }
}

fn flat_files(file: At<'_>, findings: &mut Vec<Finding>) {
    let Some(files) = file.get("files") else {
        let message = "expected the place of the one .js file, found nothing";
        findings.push(Finding::warn("files", "/files", message));
        return;
    };
    if !is_texts(files) {
        return;
    }
    match (files.items().count(), files.items().next()) {
        (1, Some(place)) => endings(place, &[".js"], findings),
        (count, _) => {
            let message = format!("expected exactly one file, found {count}");
            findings.push(Finding::reject("files", files.pointer(), message));
        }
    }
}

fn nested(file: At<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (key, members) in [("metadata", METADATA), ("configuration", CONFIGURATION)] {
        let Some(half) = file.get(key) else {
            let message = "expected an object, found nothing";
            findings.push(Finding::reject("mandatory", format!("/{key}"), message));
            continue;
        };
        if half.kind() != JsonKind::Object {
            let message = format!("expected an object, found {}", noun(half));
            findings.push(Finding::reject("type", half.pointer(), message));
            continue;
        }
        for (name, expected) in members {
            match half.get(name) {
                Some(value) => typed(value, expected, &mut findings),
                None => {
                    let message = format!("expected {}, found nothing", expected.1);
                    findings.push(Finding::warn("absent", format!("/{key}/{name}"), message));
                }
            }
        }
        let overrides = if key == "configuration" { OVERRIDES } else { &[] };
        for (name, expected) in overrides {
            if let Some(value) = half.get(name) {
                typed(value, expected, &mut findings);
            }
        }
        strangers(half, &[members, overrides], &mut findings);
    }
    if let Some(configuration) = file.get("configuration") {
        let files = configuration.get("files").filter(|files| is_texts(*files));
        files.iter().flat_map(At::items).for_each(|place| endings(place, &[".js", ".css"], &mut findings));
        element(configuration, &mut findings);
        icon(configuration, "aoc-", &mut findings);
        base(configuration, "overrideUrl", "override_url", &mut findings);
    }
    let id = file.find(&["metadata", "id"]).and_then(|id| id.chars());
    let name = file.find(&["configuration", "name"]);
    if let (Some(id), Some(name)) = (id, name)
        && name.chars().is_some_and(|name| name != id)
    {
        let message = "expected the same as /metadata/id, found another value";
        findings.push(Finding::warn("id", name.pointer(), message));
    }
    strangers(file, &[&[("metadata", TEXT), ("configuration", TEXT)]], &mut findings);
    findings
}

/// A value of the wrong type; a text that is empty.
fn typed(value: At<'_>, (is, expected): &Type, findings: &mut Vec<Finding>) {
    if !is(value) {
        let message = format!("expected {expected}, found {}", noun(value));
        findings.push(Finding::reject("type", value.pointer(), message));
    } else if value.chars().is_some_and(|text| text.trim().is_empty()) {
        findings.push(Finding::warn("empty", value.pointer(), "expected a text, found an empty one"));
    }
}

/// The markup of one custom element.
fn element(parent: At<'_>, findings: &mut Vec<Finding>) {
    let Some(element) = parent.get("element") else { return };
    let Some(text) = element.chars() else { return };
    let name = text.strip_prefix('<').and_then(|rest| rest.split([' ', '>', '/']).next()).unwrap_or("");
    if name.is_empty() || !text.trim_end().ends_with(&format!("</{name}>")) {
        let message = "expected markup such as `<order-desk></order-desk>`, found another text";
        findings.push(Finding::reject("element", element.pointer(), message));
    } else if !is_element_name(name) {
        let message = "expected a custom element's name: lower case, with a dash; browsers take no other";
        findings.push(Finding::warn("element", element.pointer(), message));
    }
}

/// Whether a browser takes it for a custom element's name, as far as such names are in ASCII.
pub(super) fn is_element_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.contains('-')
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-._".contains(c))
}

fn icon(parent: At<'_>, prefix: &str, findings: &mut Vec<Finding>) {
    let Some(icon) = parent.get("icon") else { return };
    let name = icon.chars().unwrap_or_default();
    if !name.trim().is_empty() && !name.starts_with(prefix) {
        let message = format!("expected an icon's name that begins with `{prefix}`, found another text");
        findings.push(Finding::warn("icon", icon.pointer(), message));
    }
}

/// The remote server, under the documented key and the other generation's.
fn base(parent: At<'_>, key: &str, other: &str, findings: &mut Vec<Finding>) {
    for key in [key, other] {
        if let Some(place) = parent.get(key) {
            base_url(place, findings);
        }
    }
    if let Some(place) = parent.get(other) {
        let message = format!("expected the key `{key}`, found `{other}`, which only some samples have");
        findings.push(Finding::warn("spelling", place.pointer(), message));
    }
}

/// `localhost` alone is refused, and the address must end in a slash.
fn base_url(place: At<'_>, findings: &mut Vec<Finding>) {
    let Some(url) = place.chars().filter(|url| !url.trim().is_empty()) else { return };
    let reject = |message: &str| Finding::reject("override_url", place.pointer(), message);
    if !url.ends_with('/') {
        findings.push(reject("expected an address that ends in `/`, found another ending"));
    }
    let rest = url.split_once("://").map_or(&*url, |(_, rest)| rest);
    let host = rest.split(['/', ':']).next().unwrap_or("");
    if host.eq_ignore_ascii_case("localhost") {
        findings.push(reject("expected a host with a domain, found `localhost`, which the host refuses"));
    } else if !url.starts_with("https://") && !url.starts_with("http://") {
        findings.push(reject("expected an address with `https://`, found another text"));
    }
}

fn endings(place: At<'_>, endings: &[&str], findings: &mut Vec<Finding>) {
    let name = place.chars().unwrap_or_default();
    if !endings.iter().any(|ending| name.ends_with(ending)) {
        let message = format!("expected a file that ends in {}, found another one", endings.join(" or "));
        findings.push(Finding::warn("files", place.pointer(), message));
    }
}

fn strangers(object: At<'_>, known: &[&[(&str, Type)]], findings: &mut Vec<Finding>) {
    for (key, value) in object.unique() {
        if !known.iter().any(|members| members.iter().any(|(name, _)| *name == key)) {
            let message = "not documented";
            findings.push(Finding::warn("unknown", value.pointer(), message));
        }
    }
}

fn is_texts(at: At<'_>) -> bool {
    at.kind() == JsonKind::Array && at.items().all(|item| item.kind() == JsonKind::String)
}

fn noun(at: At<'_>) -> &'static str {
    at.kind().noun()
}
