//! The snippet for a page, and what a check of a page's script finds.

use onepane_adapter_web1on1::definition::{build, check};
use onepane_core::{Finding, Manifest, Severity};

fn manifest(toml: serde_json::Value) -> Manifest {
    let mut whole = serde_json::json!({
        "name": "order-desk", "title": "Order desk", "version": "1.2.0", "url": "https://widgets.example.test/order-desk",
    });
    whole.as_object_mut().unwrap().extend(toml.as_object().unwrap().clone());
    serde_json::from_value(whole).unwrap()
}

fn shown(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(ToString::to_string).collect()
}

#[test]
fn the_snippet_is_as_its_snapshot_says() {
    let definition = build(&manifest(serde_json::json!({}))).unwrap();
    assert_eq!(definition.warnings, []);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/snapshots/definition"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("snippet", definition.text));
}

#[test]
fn a_check_accepts_what_is_built() {
    let definition = build(&manifest(serde_json::json!({}))).unwrap();
    assert_eq!(check(&definition.text), []);
}

#[test]
fn what_a_manifest_holds_stays_text() {
    let odd = r#"a"b\</script>__GLOBAL__"#;
    let odd = manifest(serde_json::json!({ "name": odd, "hosts": { "web1on1": { "global": "acme.chat" } } }));
    let text = build(&odd).unwrap().text;
    assert!(text.contains(r#"name: "a\"b\\\u003c/script>__GLOBAL__", version: "1.2.0""#), "{text}");
    assert!(text.contains(r#"const host = "acme.chat";"#), "{text}");
    assert_eq!(check(&text), []);
}

#[test]
fn what_a_manifest_cannot_say_here_is_found() {
    let odd = manifest(serde_json::json!({
        "settings": { "store": { "type": "string" } },
        "hosts": { "web1on1": { "channel": "x" }, "kustomer": { "app": "y" } },
    }));
    assert_eq!(
        shown(&build(&odd).unwrap().warnings),
        [
            "warning [unknown] /hosts/web1on1/channel: expected global, found an unknown member",
            "warning [settings] /settings: web1on1 has no settings of a widget; the page that holds the snippet must \
             set them",
        ]
    );
    let wrong = manifest(serde_json::json!({ "hosts": { "web1on1": { "global": "a b" } } }));
    assert_eq!(
        shown(&build(&wrong).unwrap_err()),
        [
            "error [global] /hosts/web1on1/global: expected the name of a JavaScript global, such as `web1on1`, found \
             another value",
        ]
    );
}

#[track_caller]
fn accepted(script: &str) {
    assert_eq!(shown(&check(script)), [""; 0], "{script}");
}

#[track_caller]
fn found(script: &str, finding: &str) {
    assert_eq!(shown(&check(script)), [finding], "{script}");
}

#[test]
fn the_vendors_calls_are_accepted() {
    accepted(
        "web1on1.open(); web1on1.close(); if (web1on1.isOpened()) {}\n\
         window.web1on1.setPredefinedMessage('Is this model in stock?');\n\
         web1on1?.api?.showFakeAgentMessage(\"Hi\", 'Acme Cars');\n\
         web1on1 . api\n  .sendClientMessage('Hello there');\n\
         web1on1.api.sendClientMessage('>cs .location 5f0a1b2c3d4e5f6a7b8c9d01#5f0a1b2c3d4e5f6a7b8c9d02');\n\
         web1on1.api.sendClientMessage(`>cs /set isLead yes`);\n\
         web1on1.open.call(null); typeof web1on1.api;",
    );
}

#[test]
fn a_function_in_the_wrong_place_is_rejected() {
    found(
        "\n  web1on1.sendClientMessage('Hi')",
        "error [function] line 2, column 3: expected `web1on1.api.sendClientMessage`, found \
         `web1on1.sendClientMessage`",
    );
    found(
        "é = web1on1.api.open()",
        "error [function] line 1, column 5: expected `web1on1.open`, found `web1on1.api.open`",
    );
    found("web1on1.toggle()", "warning [function] line 1, column 1: `web1on1.toggle` is not documented");
    accepted(
        "my.web1on1.toggle(); web1on1x.toggle(); // web1on1.toggle()\n/* web1on1.toggle() */ 'web1on1.toggle()'",
    );
}

#[test]
fn a_text_that_is_not_understood_is_rejected() {
    found(
        "send('>cs /assign ann')",
        "error [command] line 1, column 6: agent must be an id of 24 hexadecimal digits",
    );
    found("send('>cs .brand')", "error [command] line 1, column 6: a field must have a value");
    found(
        r"send('>cs .brand a\u000ab')",
        "error [command] line 1, column 6: value must be one line that is not blank",
    );
    found(r"send('\x3ecs')", "error [command] line 1, column 6: `>cs` must be followed by one space");
    found(
        r"send('\u{3e}cs x\ud83d')",
        "error [command] line 1, column 6: neither a field, a form, a command nor a mention follows `>cs`",
    );
    let warning = "a value is put into a command here; a line break in it may make another one";
    found("send('>cs .brand ' + brand)", &format!("warning [command] line 1, column 6: {warning}"));
    found("send(`>cs .brand ${brand}!`)", &format!("warning [command] line 1, column 6: {warning}"));
    // What stands behind the braces is code again.
    assert_eq!(
        shown(&check("send(`>cs .brand ${{ a: `b` }[`a`]} c`, web1on1.toggle)")),
        [
            "warning [function] line 1, column 41: `web1on1.toggle` is not documented".to_owned(),
            format!("warning [command] line 1, column 6: {warning}"),
        ]
    );
}

#[test]
fn a_script_that_ends_too_early_is_rejected_with_its_place() {
    found("a = 'b", "error [script] line 1, column 5: expected `'`, found the end");
    found("a = \"b\n\"", "error [script] line 1, column 5: expected `\"`, found the end");
    found("a\n/* b", "error [script] line 2, column 1: expected `*/`, found the end");
    found("a = `b${c", "error [script] line 1, column 10: expected `}`, found the end");
    found("a = `b${c}", "error [script] line 1, column 10: expected `` ` ``, found the end");
    found(" \n", "error [script] expected a script, found nothing");
    assert_eq!(check("")[0].severity, Severity::Reject);
}

#[test]
fn what_looks_like_a_string_and_is_none_is_passed_over() {
    accepted("a = b / c; d = e / f; // it's");
    accepted("a = /'/; b = x.replace(/[/'\"]/g, '') / 2");
    accepted("return /\\/'/.test(a)");
    accepted(r"a = 'it\'s' + `\`${1}\``");
    accepted("a = '\\\n>'");
    accepted("a = { b: `${c}` }; d = `}`");
    accepted("\\");
}
