//! The app's manifest, and what a check of it finds.

use onepane_adapter_zendesk::definition::{build, check};
use onepane_core::{Finding, Manifest};
use serde_json::{Value, json};

fn manifest(change: Value) -> Manifest {
    let mut whole = json!({
        "name": "order-desk", "title": "Order desk", "version": "1.2.0",
        "url": "https://widgets.example.test/order-desk?store={{settings.store}}",
        "settings": {
            "store": { "type": "string", "default": "north", "required": true },
            "key": { "type": "secret" }, "most": { "type": "number" }, "loud": { "type": "boolean" },
        },
        "hosts": { "zendesk": {
            "author": { "name": "Desk team", "email": "desk@example.test", "url": "https://example.test" },
            "domains": ["api.example.test"],
        } },
    });
    whole.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    serde_json::from_value(whole).unwrap()
}

fn shown(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn found(change: Value, findings: &[&str]) {
    let mut app = json!({
        "author": { "name": "Desk team", "email": "desk@example.test" }, "defaultLocale": "en", "frameworkVersion": "2.0",
        "location": { "support": { "ticket_sidebar": "assets/iframe.html" } },
    });
    for (key, value) in change.as_object().unwrap() {
        match value {
            Value::Null => drop(app.as_object_mut().unwrap().remove(key)),
            value => app[key] = value.clone(),
        }
    }
    assert_eq!(shown(&check(&app.to_string())), findings, "{app}");
}

#[test]
fn the_manifest_is_as_its_snapshot_says() {
    let definition = build(&manifest(json!({}))).unwrap();
    assert_eq!(definition.warnings, []);
    assert_eq!(check(&definition.text), []);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/snapshots/definition"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("manifest", definition.text));
}

#[test]
fn a_widget_in_the_top_bar_has_its_size_there() {
    let top_bar = manifest(json!({
        "size": { "width": "450px", "height": "60vh" },
        "hosts": { "zendesk": {
            "author": {}, "locations": ["top_bar", "ticket_sidebar"], "private": false, "default_locale": "pt-br",
            "domains": ["api.example.test"], "signed_urls": true,
        } },
    }));
    let app: Value = serde_json::from_str(&build(&top_bar).unwrap().text).unwrap();
    assert_eq!(app["location"]["support"]["top_bar"]["size"], json!({ "width": "450px", "height": "60vh" }));
    assert_eq!(app["location"]["support"]["ticket_sidebar"].get("size"), None);
    assert_eq!(
        (&app["private"], &app["defaultLocale"], &app["signedUrls"]),
        (&json!(false), &json!("pt-br"), &json!(true))
    );
}

#[test]
fn what_a_manifest_cannot_say_here_is_found_in_its_place() {
    let odd = manifest(json!({
        "description": "Orders", "icon": "https://widgets.example.test/desk.svg", "size": { "width": "24vw" },
        "permissions": ["camera"], "url": "http://widgets.example.test/{{settings.key}}",
        "settings": { "name": { "type": "string", "description": "Whose" }, "key": { "type": "secret" } },
        "hosts": { "zendesk": {
            "author": { "url": "example.test" }, "locations": ["attic"], "default_locale": "English", "icon": 1,
            "private": "yes",
        } },
    }));
    assert_eq!(
        shown(&build(&odd).unwrap_err()),
        [
            "warning [unknown] /hosts/zendesk/icon: expected author, locations, default_locale, private, domains, \
             signed_urls, found an unknown member",
            "warning [description] /description: it belongs in the package's translations/en.json",
            "warning [icon] /icon: icons are files of the package, assets/logo.png and assets/icon_*.svg",
            "warning [size] /size: only a widget in the top bar has a size here; panel.resize sets the height",
            "warning [permissions] /permissions: the host's manifest grants its frames no permissions",
            "warning [secure] /url: a secret is put into proxied requests only, not into a URL",
            "warning [description] /settings/name/description: it belongs in the package's translations/en.json",
            "error [private] /hosts/zendesk/private: expected true or false, found a string",
            "error [author] /hosts/zendesk/author/url: expected an absolute URL, found a text that begins with neither \
             `https://` nor `http://`",
            "error [defaultLocale] /hosts/zendesk/default_locale: expected a language such as `en` or `pt-br`, found \
             another text",
            "error [location] /hosts/zendesk/locations: expected one of ticket_sidebar, new_ticket_sidebar, \
             ticket_editor, user_sidebar, organization_sidebar, nav_bar, top_bar, system_top_bar, background, modal, \
             ticket_module, found another location",
            "error [parameters] /settings/name: expected another word than `name`, which the host keeps for itself",
            "warning [domainWhitelist] /hosts/zendesk/domains: expected the domains that secure parameters may go to, \
             found none",
        ]
    );
    let without = manifest(json!({ "hosts": {}, "settings": {}, "url": "https://widgets.example.test/" }));
    assert_eq!(
        shown(&build(&without).unwrap_err()),
        ["error [author] /hosts/zendesk/author: expected an object, found nothing"]
    );
    let odd = manifest(
        json!({ "hosts": { "zendesk": { "author": {}, "locations": "nav_bar", "domains": ["a"] } } }),
    );
    assert_eq!(
        shown(&build(&odd).unwrap_err()),
        [
            "error [location] /hosts/zendesk/locations: expected a list of names, found something else",
            "error [location] /hosts/zendesk/locations: expected a location, found none",
        ]
    );
}

#[test]
fn every_fault_of_a_manifest_is_found_with_its_place() {
    found(json!({}), &[]);
    found(json!({ "author": null }), &["error [author] /author: expected an object, found nothing"]);
    found(
        json!({ "author": { "email": 7 } }),
        &["error [email] /author/email: expected a string, found a number"],
    );
    found(
        json!({ "defaultLocale": null }),
        &["error [defaultLocale] /defaultLocale: expected a string, found nothing"],
    );
    found(
        json!({ "frameworkVersion": "1.0" }),
        &["error [frameworkVersion] /frameworkVersion: expected `2.0`, found another version"],
    );
    found(json!({ "location": null }), &["error [location] /location: expected an object, found nothing"]);
    found(json!({ "location": {} }), &["error [location] /location: expected a location, found none"]);
    found(
        json!({ "location": { "desk": {}, "support": [], "chat": {} } }),
        &[
            "error [location] /location/chat: expected a location, found none",
            "error [location] /location/desk: expected one of support, chat, sell, found another product",
            "error [location] /location/support: expected an object, found an array",
        ],
    );
    let pages = |page: Value| json!({ "location": { "support": { "nav_bar": page } } });
    for good in [
        json!("https://w.example.test/"),
        json!("http://localhost:3000"),
        json!("{{setting.page}}"),
        json!({ "url": "assets/a.html", "flexible": true, "size": {} }),
        json!({ "autoLoad": false }),
    ] {
        found(pages(good), &[]);
    }
    let place = "/location/support/nav_bar";
    found(
        pages(json!("http://w.example.test")),
        &[&*format!("error [url] {place}: expected `https`, found `http`")],
    );
    found(
        pages(json!("iframe.html")),
        &[&*format!(
            "error [url] {place}: expected an absolute URL or a path below `assets/`, found a text that begins with \
             neither `https://` nor `http://`"
        )],
    );
    found(
        pages(json!(7)),
        &[&*format!("error [location] {place}: expected a URL or an object, found a number")],
    );
    found(pages(json!({})), &[&*format!("error [url] {place}/url: expected a URL, found nothing")]);
    found(
        pages(json!({ "url": "assets/a.html", "flexible": "no" })),
        &[&*format!("error [flexible] {place}/flexible: expected true or false, found a string")],
    );
    found(
        json!({ "parameters": [
            7, {}, { "name": "a" }, { "name": "a", "type": "dance" }, { "name": "b", "type": "hidden", "required": true },
            { "name": "c", "type": "oauth", "secure": true }, { "name": "d", "type": "oauth" },
        ], "domainWhitelist": ["https://api.example.test/", 7] }),
        &[
            "error [parameters] /parameters/0: expected an object, found a number",
            "error [name] /parameters/1/name: expected a string, found nothing",
            "error [parameters] /parameters/3/name: expected each name once, found it again",
            "error [parameters] /parameters/3/type: expected one of text, password, checkbox, url, number, multiline, \
             hidden, oauth, found another type",
            "error [parameters] /parameters/4: expected a hidden parameter not to be required",
            "error [parameters] /parameters/5: expected an oauth parameter not to be secure",
            "error [parameters] /parameters/6: expected one oauth parameter, found another one",
            "warning [domainWhitelist] /domainWhitelist/0: expected a domain such as `api.example.com`, found another text",
            "error [domainWhitelist] /domainWhitelist/1: expected a string, found a number",
        ],
    );
    found(
        json!({ "colour": 1 }),
        &["warning [unknown] /colour: expected a documented member, found another one"],
    );
}

#[test]
fn what_is_no_manifest_at_all_is_told() {
    assert_eq!(shown(&check("[]")), ["error [manifest] expected an object, found an array"]);
    assert_eq!(
        shown(&check("{\n \"name\"}")),
        ["error [json] line 2, column 8: expected a colon, found something else"]
    );
}
