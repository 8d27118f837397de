//! What an administrator enters, and what a check of it finds.

use onepane_adapter_botmaker::definition::{build, check};
use onepane_core::{Finding, Manifest, Severity};

fn manifest(change: serde_json::Value) -> Manifest {
    let mut whole = serde_json::json!({
        "name": "order-desk", "title": "Order desk", "version": "1.2.0",
        "url": "https://widgets.example.test/order-desk?store={{settings.store}}",
        "settings": { "store": { "type": "string", "default": "", "required": true } },
        "hosts": { "botmaker": {
            "screens": ["CHATS", "TICKETS"], "allowed_domains": ["*.example.test"], "settings": { "store": "north side" },
        } },
    });
    whole.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    serde_json::from_value(whole).unwrap()
}

fn shown(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn found(sheet: serde_json::Value, findings: &[&str]) {
    assert_eq!(shown(&check(&sheet.to_string())), findings, "{sheet}");
}

/// A sheet that is accepted, with something else in it.
fn sheet(change: serde_json::Value) -> serde_json::Value {
    let mut whole = serde_json::json!({
        "name": "order-desk", "url": "https://widgets.example.test/order-desk",
        "allowed_domains": ["widgets.example.test"], "screens": ["CHATS"],
    });
    whole.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    whole
}

#[test]
fn the_sheet_is_as_its_snapshot_says() {
    let definition = build(&manifest(serde_json::json!({}))).unwrap();
    assert_eq!(definition.warnings, []);
    assert_eq!(check(&definition.text), []);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/snapshots/definition"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("sheet", definition.text));
}

#[test]
fn the_urls_own_host_is_allowed_when_none_is_named() {
    let own = manifest(serde_json::json!({
        "url": "http://localhost:3000/", "hosts": { "botmaker": { "screens": ["CONTACTS"] } },
    }));
    let definition = build(&own).unwrap();
    assert_eq!(definition.warnings, []);
    let sheet: serde_json::Value = serde_json::from_str(&definition.text).unwrap();
    assert_eq!(sheet["allowed_domains"], serde_json::json!(["localhost"]));
}

#[test]
fn what_a_manifest_cannot_say_here_is_found_in_its_place() {
    let odd = manifest(serde_json::json!({
        "permissions": ["microphone"],
        "hosts": { "botmaker": { "allowed_domains": ["a b", "example.test:8080"], "screens": "CHATS", "scren": 1 } },
    }));
    assert_eq!(
        shown(&build(&odd).unwrap_err()),
        [
            "warning [unknown] /hosts/botmaker/scren: expected allowed_domains, screens, settings, found an unknown \
             member",
            "warning [settings] /settings/store: expected a value in /hosts/botmaker/settings, as this host has no \
             settings, found none",
            "warning [permissions] /permissions: what the console lets a widget's frame do is not documented",
            "error [allowed_domains] /hosts/botmaker/allowed_domains/0: expected a domain, or `*.` and a domain, found \
             another text",
            "warning [allowed_domains] /hosts/botmaker/allowed_domains/1: expected a domain alone: how a port counts is \
             not documented",
            "warning [allowed_domains] /hosts/botmaker/allowed_domains: the URL's host is not among them, so no action \
             of the widget is accepted",
            "error [screens] /hosts/botmaker/screens: expected a list of strings, found a string",
        ]
    );
    let nowhere = manifest(serde_json::json!({ "url": "widgets", "settings": {}, "hosts": {} }));
    assert_eq!(
        shown(&build(&nowhere).unwrap_err()),
        [
            "error [url] /url: expected an absolute URL, found a text that begins with neither `https://` nor `http://`",
            "error [screens] /hosts/botmaker/screens: expected at least one of CHATS, TICKETS, CONTACTS, found none",
        ]
    );
}

#[test]
fn every_fault_of_a_sheet_is_found_in_one_run() {
    found(sheet(serde_json::json!({})), &[]);
    found(
        serde_json::json!({ "icon": "x" }),
        &[
            "warning [unknown] /icon: expected name, url, allowed_domains or screens, found an unknown member",
            "error [name] /name: expected a string, found nothing",
            "error [url] /url: expected a string, found nothing",
            "error [allowed_domains] /allowed_domains: expected a list of strings, found nothing",
            "error [screens] /screens: expected a list of strings, found nothing",
        ],
    );
    found(
        sheet(serde_json::json!({ "name": "", "url": 7, "allowed_domains": [7], "screens": ["", null] })),
        &[
            "error [name] /name: expected the name that the widget's actions carry, found an empty text",
            "error [url] /url: expected a string, found a number",
            "error [allowed_domains] /allowed_domains/0: expected a string, found a number",
            "error [screens] /screens/1: expected a string, found null",
            "error [screens] /screens/0: expected a screen, found an empty text",
        ],
    );
}

#[test]
fn open_sets_and_open_questions_are_warnings() {
    let warned = |change: serde_json::Value, message: &str| {
        found(sheet(change), &[&format!("warning {message}")]);
    };
    warned(
        serde_json::json!({ "screens": ["CHATS", "CALLS"] }),
        "[screens] /screens/1: expected CHATS, TICKETS, CONTACTS, found a screen that is not documented",
    );
    warned(
        serde_json::json!({ "url": "http://widgets.example.test/" }),
        "[https] /url: expected `https`, found `http`: a page that is secure does not show it",
    );
    warned(
        serde_json::json!({ "allowed_domains": ["https://widgets.example.test"] }),
        "[allowed_domains] /allowed_domains/0: expected a domain alone: how a scheme counts is not documented",
    );
    warned(
        serde_json::json!({ "allowed_domains": [] }),
        "[allowed_domains] /allowed_domains: the URL's host is not among them, so no action of the widget is accepted",
    );
    warned(
        serde_json::json!({ "allowed_domains": ["*.widgets.example.test"] }),
        "[allowed_domains] /allowed_domains: whether a wildcard covers the domain itself is not documented: name it too",
    );
    warned(
        serde_json::json!({ "allowed_domains": ["*.test"] }),
        "[allowed_domains] /allowed_domains/0: the wildcard covers a whole top-level domain",
    );
    found(sheet(serde_json::json!({ "allowed_domains": ["*.example.test"] })), &[]);
}

#[test]
fn domains_are_domains() {
    for domain in
        ["", "*", "*.", "*example.test", "a.*.test", "a b", "example.test/x", "*.*.test", "me@example.test"]
    {
        let findings = check(&sheet(serde_json::json!({ "allowed_domains": [domain] })).to_string());
        assert!(
            findings.iter().any(|finding| finding.severity == Severity::Reject),
            "{domain}: {findings:?}"
        );
    }
}

#[test]
fn a_text_that_is_no_sheet_has_a_place() {
    assert_eq!(
        shown(&check("{\n  \"name\": \"a\",")),
        ["error [json] line 2, column 15: expected a key, found the end of the text"]
    );
    found(serde_json::json!([]), &["error [sheet] expected an object, found an array"]);
}
