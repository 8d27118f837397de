//! `onepane definition`.

use crate::support::{Ran, onepane, run, snapshot};

/// The manifest of the design, as far as these hosts go.
const MANIFEST: &str = r#"
name = "order-desk"
title = "Order desk"
version = "1.2.0"
description = "Orders of the customer at hand"
url = "https://widgets.example.com/order-desk?store={{settings.store}}"
icon = "https://widgets.example.com/order-desk.svg"
size = { width = "24vw", height = "60vh" }
permissions = ["clipboard-write", "microphone"]
[settings.store]
type = "string"
default = ""
required = true
[hosts.botmaker]
screens = ["CHATS", "TICKETS"]
allowed_domains = ["*.example.com"]
[hosts.chatwoot.settings]
store = "north & south"
"#;

fn build(host: &str, manifest: &str) -> Ran {
    run(&format!("definition build --host {host}"), manifest)
}

fn check(host: &str, document: &str) -> Ran {
    run(&format!("definition check --host {host}"), document)
}

#[test]
fn every_host_gets_what_it_needs_from_one_manifest() {
    for host in ["botmaker", "chatwoot", "web1on1"] {
        let ran = build(host, MANIFEST);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        snapshot(&format!("definition_build@{host}"), ran.shown());
        let checked = check(host, &ran.out);
        assert_eq!((checked.err.as_str(), checked.code), ("1 definition: accepted\n", Some(0)));
    }
}

#[test]
fn every_host_of_the_build_has_a_definition() {
    for host in onepane::HOSTS {
        let ran = build(host, "name = \"Order Desk\"\ntitle = \"\"\nversion = \"1\"\nurl = \"x\"\n");
        assert_eq!(ran.code, Some(1), "{host}");
        for pointer in ["/name", "/title", "/version", "/url"] {
            assert!(ran.err.contains(&format!("{host}: error: {pointer}: ")), "{host}: {}", ran.err);
        }
        assert_eq!(check(host, "\"").code, Some(1), "{host}");
    }
}

#[test]
fn a_file_or_the_standard_input_is_read() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("widget.toml"), MANIFEST).unwrap();
    let file = onepane()
        .current_dir(dir.path())
        .args(["definition", "build", "--host", "chatwoot", "widget.toml"])
        .output()
        .unwrap();
    assert_eq!(Ran::from(file).out, build("chatwoot", MANIFEST).out);
    assert_eq!(run("definition build --host chatwoot -", MANIFEST).out, build("chatwoot", MANIFEST).out);
}

#[test]
fn everything_that_is_wrong_is_told_in_one_run() {
    let wrong = MANIFEST
        .replace("order-desk\"\ntitle", "Order Desk\"\ntitle")
        .replace("settings.store}}", "settings.shop}}")
        .replace("\"TICKETS\"", "7")
        .replace("[hosts.chatwoot.settings]", "[hosts.chatwood.settings]");
    snapshot("definition_build_rejected@botmaker", build("botmaker", &wrong).shown());
    let wrong =
        r#"{"name":"","url":"http://widgets.example.com","allowed_domains":["*"],"screens":[],"icon":1}"#;
    snapshot("definition_check_rejected@botmaker", check("botmaker", wrong).shown());
}

#[test]
fn a_member_that_nobody_knows_has_its_place() {
    for (text, place, said) in [
        (MANIFEST.replace("icon =", "icno ="), "line 7, column 1", "unknown field `icno`"),
        (MANIFEST.replace("height =", "hieght ="), "line 8, column 26", "unknown field `hieght`"),
        (MANIFEST.replace("required =", "requird ="), "line 13, column 1", "unknown field `requird`"),
        (MANIFEST.replace("\"string\"", "\"text\""), "line 11, column 8", "unknown variant `text`"),
        (MANIFEST.replace("title = \"Order desk\"\n", ""), "line 1", "missing field `title`"),
        (MANIFEST.replace("version = \"1.2.0\"", "version = 1.2"), "line 4, column 11", "expected a string"),
        (MANIFEST.replace("[settings.store]", "[settings.store"), "line 10, column 16", "unclosed table"),
    ] {
        let ran = build("chatwoot", &text);
        assert!(ran.err.contains(place) && ran.err.contains(said), "{place}: {said}: {}", ran.err);
        assert!(ran.err.starts_with("error: the standard input is no manifest: "), "{}", ran.err);
        assert_eq!((ran.out.as_str(), ran.code), ("", Some(1)));
    }
}

#[test]
fn text_that_is_no_json_has_a_line_and_a_column() {
    let ran = check("chatwoot", "{\n  \"dashboard_app\": {\n    \"title\": \"Orders\"\n}\n");
    assert!(ran.err.starts_with("chatwoot: error: line 5, column 1: expected a comma"), "{}", ran.err);
    assert_eq!(ran.code, Some(1));
}

#[test]
fn quiet_leaves_errors_only() {
    let ran = run("definition build --host chatwoot --quiet", MANIFEST);
    assert_eq!((ran.err.as_str(), ran.code), ("", Some(0)));
    let ran = run("definition check --host botmaker --quiet", r#"{"icon":1}"#);
    assert!(ran.err.lines().all(|line| line.starts_with("botmaker: error: ")), "{}", ran.err);
    assert_eq!(ran.code, Some(1));
}

#[test]
fn what_cannot_be_read_is_a_wrong_call() {
    assert_eq!(run("definition check --host chatwoot no-such-file.json", "").code, Some(2));
    assert_eq!(run("definition build --host chatwoot /", "").code, Some(2));
    assert_eq!(run("definition check", "").code, Some(2));
    assert_eq!(run("definition", "").code, Some(2));
    assert_eq!(check("chatwoot", "\u{feff}").code, Some(1));
    let bytes = run("definition check --host chatwoot", vec![0xff]);
    assert_eq!(bytes.code, Some(1), "{}", bytes.err);
}
