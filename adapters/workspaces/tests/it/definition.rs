//! The widget JSON file in both forms, and what a check of one finds.

use onepane_adapter_workspaces::Dialect;
use onepane_adapter_workspaces::definition::{build, check, check_for};
use onepane_core::{Finding, Manifest, Severity};
use serde_json::json;

/// A manifest with these members for Workspaces, and others in the place of the usual ones.
fn manifest(workspaces: serde_json::Value, others: serde_json::Value) -> Manifest {
    let mut whole = json!({
        "name": "order-panel", "title": "Order panel", "version": "1.2.0", "description": "Orders of the customer",
        "url": "https://widgets.example.test/order-panel", "hosts": { "workspaces": workspaces, "kustomer": { "app": "x" } },
    });
    let whole_members = whole.as_object_mut().unwrap();
    for (key, value) in others.as_object().unwrap() {
        match value.is_null() {
            true => whole_members.remove(key),
            false => whole_members.insert(key.clone(), value.clone()),
        };
    }
    serde_json::from_value(whole).unwrap()
}

fn usual() -> serde_json::Value {
    json!({
        "element": "order-panel", "icon": "neo-icon-email", "tags": ["orders"], "files": ["order-panel.js"],
        "override_url": "https://widget.example.test/workspaces/",
    })
}

fn older() -> serde_json::Value {
    json!({
        "dialect": "3x", "icon": "aoc-home", "tags": ["orders", "customer"], "library": "acme", "date": "2018-05-01",
        "files": ["order-panel.js", "order-panel.css"], "override_url": "https://widget.example.test/workspaces/",
        "id": "a1b2c3d4-0000-4000-8000-000000000000",
    })
}

/// The usual members with one other; `null` takes one out.
fn with(mut members: serde_json::Value, key: &str, value: serde_json::Value) -> serde_json::Value {
    let map = members.as_object_mut().unwrap();
    match value.is_null() {
        true => map.remove(key),
        false => map.insert(key.to_owned(), value),
    };
    members
}

fn shown(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn found(file: serde_json::Value, findings: &[&str]) {
    assert_eq!(shown(&check(&file.to_string())), findings);
}

fn flat() -> serde_json::Value {
    json!({
        "name": "Order panel", "description": "Orders of the customer", "version": "1.2.0",
        "element": "<order-panel></order-panel>", "icon": "neo-icon-email", "tags": ["orders"],
        "files": ["order-panel.js"], "override_url": "https://widget.example.test/workspaces/",
    })
}

fn nested() -> serde_json::Value {
    json!({
        "metadata": {
            "name": "Order panel", "description": "Orders of the customer", "tags": "orders,customer",
            "library": "acme", "version": "1.2.0", "date": "2018-05-01", "id": "a1b2c3d4-0000-4000-8000-000000000000",
        },
        "configuration": {
            "external": true, "timeout": 5000, "serie": true, "name": "a1b2c3d4-0000-4000-8000-000000000000",
            "element": "<order-panel></order-panel>", "icon": "aoc-home",
            "files": ["order-panel.js", "order-panel.css"],
            "overrideUrl": "https://widget.example.test/workspaces/",
        },
    })
}

#[track_caller]
fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/snapshots/definition"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn the_flat_form_is_the_documented_one() {
    let definition = build(&manifest(usual(), json!({}))).unwrap();
    assert_eq!(definition.warnings, []);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&definition.text).unwrap(), flat());
    assert_eq!(check(&definition.text), []);
    snapshot("flat", &definition.text);
}

#[test]
fn the_nested_form_is_that_of_the_older_samples() {
    let definition = build(&manifest(older(), json!({}))).unwrap();
    assert_eq!(definition.warnings, []);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&definition.text).unwrap(), nested());
    assert_eq!(check_for(&definition.text, Dialect::V3), []);
    snapshot("nested", &definition.text);
}

#[test]
fn the_element_is_the_widgets_name_unless_it_is_given() {
    let element = |members| {
        let text = build(&manifest(members, json!({}))).unwrap().text;
        serde_json::from_str::<serde_json::Value>(&text).unwrap()["element"].as_str().unwrap().to_owned()
    };
    assert_eq!(element(with(usual(), "element", json!(null))), "<order-panel></order-panel>");
    assert_eq!(element(with(usual(), "element", json!("acme-orders"))), "<acme-orders></acme-orders>");
    let markup = "<acme-orders theme=\"a\"></acme-orders>";
    assert_eq!(element(with(usual(), "element", json!(markup))), markup);
}

#[test]
fn what_was_noticed_in_a_manifest_is_told_with_its_place_there() {
    let odd = with(with(usual(), "colour", json!("red")), "library", json!("acme"));
    let settings = json!({ "settings": { "store": { "type": "string" } } });
    assert_eq!(
        shown(&build(&manifest(with(odd, "icon", json!("cart")), settings)).unwrap().warnings),
        [
            "warning [icon] /hosts/workspaces/icon: expected an icon's name that begins with `neo-icon-`, found another \
             text",
            "warning [unknown] /hosts/workspaces/colour: expected dialect, element, icon, tags, files, override_url, \
             found an unknown member",
            "warning [unknown] /hosts/workspaces/library: only the 3.x form has this member",
            "warning [settings] /settings: Workspaces has no settings of a widget; the element must find them elsewhere",
        ]
    );
}

#[test]
fn a_manifest_that_the_host_would_not_take_is_refused_with_every_reason() {
    let wrong = json!({
        "dialect": "4x", "element": "Orders", "tags": (0..11).collect::<Vec<_>>(), "files": ["a.js", "b.js"],
        "override_url": "localhost",
    });
    assert_eq!(
        shown(&build(&manifest(wrong, json!({ "description": null, "title": 5.to_string() }))).unwrap_err()),
        [
            "error [dialect] /hosts/workspaces/dialect: expected `axp` or `3x`, found another value",
            "error [mandatory] /description: expected a string, found nothing",
            "error [mandatory] /hosts/workspaces/icon: expected a string, found nothing",
            "error [type] /hosts/workspaces/tags: expected an array of strings, found an array",
            "error [tags] /hosts/workspaces/tags: expected at most 10 tags, found 11",
            "error [files] /hosts/workspaces/files: expected exactly one file, found 2",
            "error [element] /hosts/workspaces/element: expected markup such as `<order-desk></order-desk>`, found \
             another text",
            "error [override_url] /hosts/workspaces/override_url: expected an address that ends in `/`, found another \
             ending",
            "error [override_url] /hosts/workspaces/override_url: expected a host with a domain, found `localhost`, \
             which the host refuses",
        ]
    );
    let wrong = with(with(older(), "id", json!(7)), "tags", json!(["a,b"]));
    assert_eq!(
        shown(&build(&manifest(with(wrong, "timeout", json!("long")), json!({}))).unwrap_err()),
        [
            "error [type] /hosts/workspaces/tags: expected a string, found an array",
            "error [type] /hosts/workspaces/id: expected a string, found a number",
            "error [type] /hosts/workspaces/timeout: expected a number, found a string",
        ]
    );
}

#[test]
fn a_nested_form_without_an_id_is_built_with_a_warning() {
    let definition = build(&manifest(with(older(), "id", json!(null)), json!({ "title": " " }))).unwrap();
    assert_eq!(
        shown(&definition.warnings),
        [
            "warning [empty] /title: expected a text, found an empty one",
            "warning [absent] /hosts/workspaces/id: expected a string, found nothing",
        ]
    );
}

#[test]
fn the_documented_example_is_accepted() {
    found(flat(), &[]);
    // Still in the documentation's example, though it is no longer used.
    found(
        with(flat(), "id", json!("w-1")),
        &["warning [id] /id: no longer used: the host gives the widget its id"],
    );
}

#[test]
fn without_a_mandatory_key_the_import_fails() {
    for key in ["name", "description", "version", "element", "icon"] {
        let finding = format!("error [mandatory] /{key}: expected a string, found nothing");
        found(with(flat(), key, json!(null)), &[finding.as_str()]);
        let finding = format!("error [type] /{key}: expected a string, found an array");
        found(with(flat(), key, json!([])), &[finding.as_str()]);
        let finding = format!("warning [empty] /{key}: expected a text, found an empty one");
        let mut expected = vec![finding.as_str()];
        if key == "element" {
            expected.push(
                "error [element] /element: expected markup such as `<order-desk></order-desk>`, found another text",
            );
        }
        found(with(flat(), key, json!("")), &expected);
    }
    for key in ["tags", "files"] {
        let finding = format!("error [type] /{key}: expected an array of strings, found an array");
        found(with(flat(), key, json!([7])), &[finding.as_str()]);
        let finding = format!("error [type] /{key}: expected an array of strings, found a string");
        found(with(flat(), key, json!("a")), &[finding.as_str()]);
    }
}

#[test]
fn ten_tags_are_taken_and_eleven_are_not() {
    let tags = |count| with(flat(), "tags", json!(vec!["a"; count]));
    found(tags(10), &[]);
    found(tags(11), &["error [tags] /tags: expected at most 10 tags, found 11"]);
    found(with(flat(), "tags", json!(null)), &[]);
}

#[test]
fn there_is_exactly_one_file() {
    let files = |files| with(flat(), "files", files);
    found(files(json!(["a.js", "b.js"])), &["error [files] /files: expected exactly one file, found 2"]);
    found(files(json!([])), &["error [files] /files: expected exactly one file, found 0"]);
    found(
        files(json!(["a.css"])),
        &["warning [files] /files/0: expected a file that ends in .js, found another one"],
    );
    // It is not in the guide's list of mandatory keys.
    found(
        files(json!(null)),
        &["warning [files] /files: expected the place of the one .js file, found nothing"],
    );
}

#[test]
fn the_element_is_markup_of_a_custom_element() {
    let element = |text| with(flat(), "element", json!(text));
    found(element("<order-panel theme='a'></order-panel>"), &[]);
    let rejected =
        "error [element] /element: expected markup such as `<order-desk></order-desk>`, found another text";
    for text in ["order-panel", "<order-panel/>", "<order-panel>", "<order-panel></order>", "<>"] {
        found(element(text), &[rejected]);
    }
    let warned = "warning [element] /element: expected a custom element's name: lower case, with a dash; browsers take no other";
    for text in ["<orders></orders>", "<Order-Panel></Order-Panel>"] {
        found(element(text), &[warned]);
    }
}

#[test]
fn the_remote_server_is_an_address_that_ends_in_a_slash() {
    let url = |url| with(flat(), "override_url", json!(url));
    found(url("https://127.0.0.1:8443/a/"), &[]);
    found(
        url("https://widget.example.test"),
        &["error [override_url] /override_url: expected an address that ends in `/`, found another ending"],
    );
    let refused = "error [override_url] /override_url: expected a host with a domain, found `localhost`, which the host \
                   refuses";
    found(url("localhost/"), &[refused]);
    found(url("https://LOCALHOST:3000/"), &[refused]);
    found(
        url("widget.example.test/"),
        &["error [override_url] /override_url: expected an address with `https://`, found another text"],
    );
}

#[test]
fn the_other_generations_key_is_a_warning() {
    let spelling = "warning [spelling] /overrideUrl: expected the key `override_url`, found `overrideUrl`, which only some samples \
         have";
    let both = with(flat(), "overrideUrl", json!("https://widget.example.test/"));
    found(with(both.clone(), "override_url", json!(null)), &[spelling]);
    found(both, &[spelling]);
    // Its value is held to the same rules.
    found(
        with(flat(), "overrideUrl", json!("https://widget.example.test")),
        &[
            "error [override_url] /overrideUrl: expected an address that ends in `/`, found another ending",
            spelling,
        ],
    );
    found(with(flat(), "a/b", json!(1)), &["warning [unknown] /a~1b: not documented"]);
}

#[test]
fn the_other_generations_form_is_a_warning() {
    let axp =
        "warning [form] AXP's guide has the flat form; whether AXP takes 3.x's nested one is not documented";
    found(nested(), &[axp]);
    assert_eq!(check_for(&nested().to_string(), Dialect::V3), []);
    assert_eq!(
        shown(&check_for(&flat().to_string(), Dialect::V3)),
        ["warning [form] 3.x has the nested form, this is AXP's flat one"]
    );
}

#[test]
fn the_nested_form_is_held_to_its_types() {
    let check = |file: serde_json::Value| shown(&check_for(&file.to_string(), Dialect::V3));
    let mut wrong = nested();
    wrong["metadata"]["tags"] = json!(["orders"]);
    wrong["metadata"]["date"] = json!(null);
    wrong["configuration"]["external"] = json!("true");
    wrong["configuration"]["timeout"] = json!("5000");
    wrong["configuration"]["files"] = json!(["a.js", "b.html"]);
    wrong["configuration"]["icon"] = json!("neo-icon-email");
    wrong["configuration"]["name"] = json!("another");
    wrong["configuration"]["override_url"] = json!("localhost/");
    wrong["configuration"]["colour"] = json!("red");
    wrong["name"] = json!("Order panel");
    assert_eq!(
        check(wrong),
        [
            "error [type] /metadata/tags: expected a string, found an array",
            "error [type] /metadata/date: expected a string, found null",
            "error [type] /configuration/external: expected true or false, found a string",
            "error [type] /configuration/timeout: expected a number, found a string",
            "warning [unknown] /configuration/colour: not documented",
            "warning [files] /configuration/files/1: expected a file that ends in .js or .css, found another one",
            "warning [icon] /configuration/icon: expected an icon's name that begins with `aoc-`, found another text",
            "error [override_url] /configuration/override_url: expected a host with a domain, found `localhost`, which \
             the host refuses",
            "warning [spelling] /configuration/override_url: expected the key `overrideUrl`, found `override_url`, which \
             only some samples have",
            "warning [id] /configuration/name: expected the same as /metadata/id, found another value",
            "warning [unknown] /name: not documented",
        ]
    );
    assert_eq!(
        check(json!({ "metadata": 7 })),
        [
            "error [type] /metadata: expected an object, found a number",
            "error [mandatory] /configuration: expected an object, found nothing",
        ]
    );
}

#[test]
fn what_is_no_definition_at_all_is_rejected_with_its_place() {
    assert_eq!(shown(&check("[]")), ["error [object] expected an object, found an array"]);
    assert_eq!(
        shown(&check("{\n  \"name\": \"Order panel\",\n  \"version\" \"1\"\n}")),
        ["error [json] line 3, column 13: expected a colon, found something else"]
    );
    assert_eq!(check("")[0].severity, Severity::Reject);
}
