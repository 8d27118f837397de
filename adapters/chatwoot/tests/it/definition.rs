//! The request that installs a dashboard app, and what a check of it finds.

use onepane_adapter_chatwoot::definition::{build, check};
use onepane_core::{Finding, Manifest};

fn manifest(change: serde_json::Value) -> Manifest {
    let mut whole = serde_json::json!({
        "name": "order-desk", "title": "Order desk", "version": "1.2.0",
        "url": "https://widgets.example.test/order-desk?store={{settings.store}}",
        "settings": { "store": { "type": "string", "default": "north side" } },
    });
    whole.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    serde_json::from_value(whole).unwrap()
}

fn shown(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn found(body: serde_json::Value, findings: &[&str]) {
    assert_eq!(shown(&check(&body.to_string())), findings, "{body}");
}

#[test]
fn the_body_is_as_its_snapshot_says() {
    let definition = build(&manifest(serde_json::json!({}))).unwrap();
    assert_eq!(definition.warnings, []);
    assert_eq!(check(&definition.text), []);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/snapshots/definition"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("body", definition.text));
}

#[test]
fn what_a_manifest_cannot_say_here_is_found_in_its_place() {
    let odd = manifest(serde_json::json!({
        "title": "", "url": "http://widgets.example.test/{{settings.store}}/{{settings.shop}}", "permissions": ["camera"],
        "hosts": { "chatwoot": { "icon": "desk.svg", "settings": { "store": "n/s" } } },
    }));
    assert_eq!(
        shown(&build(&odd).unwrap_err()),
        [
            "warning [unknown] /hosts/chatwoot/icon: expected settings, found an unknown member",
            "error [settings] /url: the manifest defines no setting `shop`",
            "warning [permissions] /permissions: Chatwoot grants its frames no permissions, so a page of another origin \
             has none of these",
            "warning [title] /title: the app's tab has no name",
            "warning [https] /url: expected `https`, found `http`: a page that is secure does not show it",
        ]
    );
}

#[test]
fn both_forms_of_a_body_are_accepted() {
    let app = serde_json::json!({ "title": "Orders", "content": [{ "type": "frame", "url": "https://w.example.test/" }] });
    found(app.clone(), &[]);
    found(serde_json::json!({ "dashboard_app": app }), &[]);
    let two = serde_json::json!([
        { "type": "frame", "url": "https://w.example.test/" }, { "type": "frame", "url": "http://localhost:3000" },
    ]);
    found(serde_json::json!({ "title": "Orders", "content": two }), &[]);
}

#[test]
fn every_fault_of_a_body_is_found_in_one_run() {
    found(
        serde_json::json!({ "dashboard_app": { "name": "Orders" }, "account": 3 }),
        &[
            "warning [unknown] /account: expected dashboard_app, found an unknown member, which the host drops",
            "warning [unknown] /dashboard_app/name: expected title, content, found an unknown member, which the host \
             drops",
            "error [title] /dashboard_app/title: expected a string, found nothing",
            "error [content] /dashboard_app/content: expected a list with at least one frame, found nothing",
        ],
    );
    found(
        serde_json::json!({ "title": null, "content": [
            7,
            { "type": "link", "url": "/orders" },
            { "type": "frame", "url": "https://w.example.test/{{contact.id}}", "icon": "x" },
            {},
        ] }),
        &[
            "error [title] /title: expected a string, found null",
            "error [content] /content/0: expected an object, found a number",
            "error [content] /content/1/type: expected `frame`, found another value",
            "error [url] /content/1/url: expected an absolute URL, found a text that begins with neither `https://` nor \
             `http://`",
            "warning [unknown] /content/2/icon: expected type, url, found an unknown member, which the host drops",
            "warning [template] /content/2/url: expected no template, found braces that stay in the URL as they are",
            "error [content] /content/3/type: expected `frame`, found nothing",
            "error [url] /content/3/url: expected a string, found nothing",
        ],
    );
    found(
        serde_json::json!({ "title": "a", "content": [] }),
        &["error [content] /content: expected a list with at least one frame, found none"],
    );
    found(
        serde_json::json!({ "title": "a", "content": {} }),
        &["error [content] /content: expected a list with at least one frame, found an object"],
    );
}

#[test]
fn a_text_that_is_no_body_has_a_place() {
    assert_eq!(
        shown(&check("{\"dashboard_app\": {\n\"title\": \"a\"}")),
        [
            "error [json] line 2, column 14: expected a comma or the end of the list, found the end of the text"
        ]
    );
    found(serde_json::json!([]), &["error [body] expected an object, found an array"]);
    found(
        serde_json::json!({ "dashboard_app": 7 }),
        &["error [body] /dashboard_app: expected an object, found a number"],
    );
}
