//! What an app definition is built from, and every rule that a check of one holds it to.

use onepane_adapter_kustomer::definition::{build, check};
use onepane_core::{Finding, Manifest};
use serde_json::{Value, json};

fn manifest(members: Value) -> Manifest {
    let mut whole = json!({
        "name": "order-desk", "title": "Order desk", "version": "1.2.0", "url": "https://widgets.example.test/order-desk",
        "icon": "https://widgets.example.test/order-desk.svg",
    });
    whole.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    serde_json::from_value(whole).unwrap()
}

fn shown(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(ToString::to_string).collect()
}

/// A definition that breaks no rule, with every part in it.
fn whole() -> Value {
    json!({
        "app": "acme_orders", "version": "1.2.0-beta", "title": "Acme Orders", "visibility": "private", "identifier": "acmeord",
        "description": "Orders beside the conversation", "iconUrl": "https://widget.example.test/icon.png", "tags": ["ecommerce"],
        "appDetails": {
            "appDeveloper": {"name": "Acme", "website": "https://acme.example.test", "supportEmail": "help@acme.example.test"},
            "externalPlatform": {"name": "Shop", "website": "https://shop.example.test"},
            "documentationLinks": [{"title": "Guide", "url": "https://acme.example.test/guide"}],
        },
        "dependencies": ["shop-^1.4.0"],
        "changelog": {"1.2.0": "{{January 2026}} Widget added"},
        "roles": ["org.user.customer.read"],
        "settingsPageConfig": {"title": "Orders", "description": "Shops", "url": "https://widget.example.test/settings"},
        "settings": {"default": {
            "storeName": {"type": "string", "defaultValue": "", "required": true, "description": "Shop name"},
            "limit": {"type": "number", "defaultValue": 5, "hidden": true},
            "apiKey": {"type": "secret", "defaultValue": null},
        }},
        "klasses": [{"name": "order", "icon": "cart", "color": "#000", "metadata": {"properties": {"totalNum": {"displayName": "Total"}}}}],
        "widgets": [{
            "name": "orders", "title": "Orders", "icon": "https://widget.example.test/icon.SVG?v=2",
            "url": "https://widget.example.test/kustomer?store={{settings.storeName}}&limit={{{settings.default.limit}}}",
            "width": "24vw", "height": 600, "iframePermissions": "microphone *; autoplay *;", "backgroundLoad": true,
        }],
        "kviews": [
            {"name": "orders-card", "resource": "customer", "context": "smartbar-card", "template": "<DynamicCard />",
             "meta": {"displayName": "Orders", "icon": "cart", "state": "close"}},
            {"name": "kustomer.app.acme_orders.order-details", "resource": "kobject.order", "context": "smartbar-details", "template": "<div/>"},
        ],
        "commands": [{
            "name": "kustomer.app.acme_orders_65f0a1b2c3d4e5f6a7b8c9d0.findOrder", "displayName": "Find order", "url": "https://api.example.test/orders",
            "httpMethod": "post", "appSettings": {"key": {"key": "acme_orders.default.apiKey"}},
            "defaultHeaders": {"authorization": "Bearer {{key}}", "accept": "application/json"},
        }],
        "actions": [{"name": "ask", "type": "aws_lamda"}], "triggers": [{"name": "asked"}], "workflows": [],
        "hooks": [{"name": "in", "eventName": "order-in", "displayEventName": "Order in", "type": "web", "description": "x"}],
        "outboundWebhooks": [{"name": "out", "url": "https://api.example.test/hook", "events": ["kustomer.customer.update"],
            "headers": [{"name": "x-api-key", "value": "{{key}}"}]}],
        "i18n": {"en_us": {"acme_orders.widgets.orders.title": "Orders"}},
    })
}

/// The definition with a value put in at a place; `None` takes it away.
fn changed(pointer: &str, value: Option<Value>) -> String {
    let mut whole = whole();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match (whole.pointer_mut(parent).unwrap(), value) {
        (Value::Object(members), Some(value)) => drop(members.insert(key.to_owned(), value)),
        (Value::Object(members), None) => drop(members.remove(key).unwrap()),
        (Value::Array(items), Some(value)) => items[key.parse::<usize>().unwrap()] = value,
        _ => panic!("{pointer}"),
    }
    whole.to_string()
}

/// Exactly this rule is broken, at this place.
#[track_caller]
fn breaks(pointer: &str, value: Value, finding: &str) {
    assert_eq!(shown(&check(&changed(pointer, Some(value)))), [finding], "{pointer}");
}

#[track_caller]
fn lacks(pointer: &str, finding: &str) {
    assert_eq!(shown(&check(&changed(pointer, None))), [finding], "{pointer}");
}

#[track_caller]
fn accepts(pointer: &str, value: Value) {
    assert_eq!(shown(&check(&changed(pointer, Some(value)))), [""; 0], "{pointer}");
}

#[test]
fn a_definition_that_breaks_no_rule_is_accepted() {
    assert_eq!(shown(&check(&whole().to_string())), [""; 0]);
    let least = r#"{"app":"a","version":"0.0.1","title":"A"}"#;
    assert_eq!(shown(&check(least)), [""; 0]);
}

/// The example of the vendor's guide: one closing brace short, and a truth value in quotes.
const GUIDES: &str = r#"{
    "app": "widget_app",
    "version": "0.0.1",
    "title": "Widget App Name",
    "widgets": [
      {
        "url": "https://site.example.test?store={{settings.storeName}}",
        "icon": "https://site.example.test/logo.png",
        "width": "20vw",
        "height": "20vh",
        "iframePermissions": "camera *;microphone*;"
      }
    ],
    "settings": {
      "default": {
        "storeName": {
           "type": "string",
           "defaultValue": "",
           "required": "true"
        }
      }
}
"#;

#[test]
fn the_guides_own_example_says_where_it_ends_too_early() {
    assert_eq!(
        shown(&check(GUIDES)),
        ["error [1] line 23, column 1: expected a comma or the end of the list, found the end of the text"]
    );
    assert_eq!(
        shown(&check(&format!("{GUIDES}}}"))),
        [
            "warning [19] /settings/default/storeName/required: expected true or false, found it as a string",
            "warning [26] /widgets/0/iframePermissions: expected `<name> <value>; <name> <value>;`, found another form",
        ]
    );
}

#[test]
fn a_definition_is_one_object() {
    for (text, found) in [("[]", "an array"), ("null", "null"), ("\"app\"", "a string")] {
        assert_eq!(shown(&check(text)), [format!("error [1] expected one JSON object, found {found}")]);
    }
    assert_eq!(
        shown(&check("{\"app\": \"a\",\n}")),
        ["error [1] line 2, column 1: expected a key, found something else"]
    );
    let two = r#"{"app":"a","version":"0.0.1","title":"A"} {}"#;
    assert_eq!(shown(&check(two)), ["error [1] line 1, column 43: expected the end, found something else"]);
}

#[test]
fn what_every_app_has() {
    lacks("/app", "error [2] /app: expected a string, found nothing");
    lacks("/version", "error [2] /version: expected a string, found nothing");
    lacks("/title", "error [2] /title: expected a string, found nothing");
    breaks("/title", json!(7), "error [2] /title: expected a string, found a number");
    breaks("/title", json!(" "), "error [2] /title: expected a string, found an empty one");
    breaks("/colour", json!(1), "error [3] /colour: expected a documented key, found another one");
    // Without the name that its parts have as a prefix, only this rule would be broken.
    let dashed = shown(&check(&changed("/app", Some(json!("acme-orders")))));
    assert_eq!(dashed[0], "error [5] /app: expected a name without spaces and dashes, found one with them");
    breaks(
        "/version",
        json!("1.2"),
        "error [8] /version: expected a semantic version such as `1.2.0`, found another text",
    );
    accepts("/version", json!("2.0.0"));
    breaks("/title", json!("x".repeat(41)), "warning [14] /title: expected at most 40 characters, found 41");
    accepts("/title", json!("é".repeat(40)));
    breaks(
        "/description",
        json!("x".repeat(111)),
        "warning [15] /description: the listing shows about 110 characters of it",
    );
    breaks(
        "/visibility",
        json!("secret"),
        "error [16] /visibility: expected `public` or `private`, found another word",
    );
    breaks(
        "/tags",
        json!(["ecommerce", "shoes"]),
        "warning [42] /tags/1: expected one of ai, analytics, csat, ecommerce, messaging, builtByKustomer, featured, \
         found another word",
    );
    breaks("/default", json!(true), "warning [43] /default: a key for the platform's own apps");
    breaks("/system", json!(false), "warning [43] /system: a key for the platform's own apps");
    breaks("/env", json!({}), "warning [44] /env: a key of the server SDK's manifest, not of a definition");
    breaks(
        "/clientSecret",
        json!("s"),
        "warning [44] /clientSecret: a key of the server SDK's manifest, and a secret in a file is none",
    );
    breaks(
        "/i18n",
        json!({"de_de": {}}),
        "warning [45] /i18n: expected `en_us`, on which other languages fall back, found none",
    );
}

#[test]
fn a_private_app_is_known_by_either_name() {
    accepts("/app", json!("acme_orders_65f0a1b2c3d4e5f6a7b8c9d0"));
}

#[test]
fn documented_types_are_held() {
    breaks("/roles", json!("org.user"), "error [type] /roles: expected an array, found a string");
    breaks("/widgets", json!({}), "error [type] /widgets: expected an array, found an object");
    // The references to what is not there any more are found too.
    for (place, value, finding) in [
        ("/settings", json!([]), "error [type] /settings: expected an object, found an array"),
        ("/settings/default", json!(1), "error [type] /settings/default: expected an object, found a number"),
    ] {
        assert_eq!(shown(&check(&changed(place, Some(value))))[0], finding);
    }
    breaks("/kviews/0", json!("x"), "error [type] /kviews/0: expected an object, found a string");
    breaks(
        "/widgets/0/width",
        json!(true),
        "error [type] /widgets/0/width: expected a CSS length or a number of pixels, found a boolean",
    );
    breaks(
        "/widgets/0/backgroundLoad",
        json!("yes"),
        "error [type] /widgets/0/backgroundLoad: expected a boolean, found a string",
    );
    breaks("/tags/0", json!(1), "error [type] /tags/0: expected a string, found a number");
}

#[test]
fn nested_keys_that_nobody_documents_are_a_warning() {
    breaks(
        "/appDetails/owner",
        json!("x"),
        "warning [4] /appDetails/owner: expected one of appDeveloper, externalPlatform, documentationLinks, found another key",
    );
    breaks(
        "/widgets/0/colour",
        json!("x"),
        "warning [4] /widgets/0/colour: expected one of name, title, url, icon, width, height, iframePermissions, \
         backgroundLoad, found another key",
    );
    for place in [
        "/settings/default/limit/x",
        "/settingsPageConfig/x",
        "/kviews/0/x",
        "/kviews/0/meta/x",
        "/commands/0/x",
        "/hooks/0/x",
        "/outboundWebhooks/0/x",
        "/outboundWebhooks/0/headers/0/x",
        "/klasses/0/x",
        "/appDetails/appDeveloper/x",
        "/appDetails/externalPlatform/x",
        "/appDetails/documentationLinks/0/x",
    ] {
        let found = check(&changed(place, Some(json!(1))));
        assert_eq!(
            found.iter().map(|finding| (finding.rule.as_str(), finding.pointer.as_str())).collect::<Vec<_>>(),
            [("4", place)]
        );
    }
}

#[test]
fn settings_have_a_type_and_a_default() {
    let at = "/settings/default/limit";
    lacks(
        "/settings/default/limit/defaultValue",
        "error [17] /settings/default/limit/defaultValue: expected a value, `\"\"` or `null` for none, found nothing",
    );
    lacks(
        "/settings/default/limit/type",
        "error [18] /settings/default/limit/type: expected one of string, number, boolean, secret, found nothing",
    );
    breaks(
        "/settings/default/limit/type",
        json!("text"),
        "error [18] /settings/default/limit/type: expected one of string, number, boolean, secret, found another value",
    );
    breaks(
        &format!("{at}/required"),
        json!("true"),
        "warning [19] /settings/default/limit/required: expected true or false, found it as a string",
    );
    breaks(
        &format!("{at}/required"),
        json!(1),
        "error [type] /settings/default/limit/required: expected true or false, found a number",
    );
    breaks(
        &format!("{at}/defaultValue"),
        json!("5"),
        "warning [20] /settings/default/limit/defaultValue: expected a number, found a string",
    );
    accepts(&format!("{at}/defaultValue"), json!(""));
    accepts(&format!("{at}/defaultValue"), Value::Null);
}

#[test]
fn widgets_have_a_page_and_an_icon() {
    lacks("/widgets/0/url", "error [21] /widgets/0/url: expected a string, found nothing");
    lacks("/widgets/0/icon", "error [21] /widgets/0/icon: expected a string, found nothing");
    let icon = "warning [22] /widgets/0/icon: expected a file that ends in .svg or .png, found another one";
    breaks("/widgets/0/icon", json!("https://widget.example.test/icon.gif"), icon);
    breaks("/widgets/0/icon", json!("https://widget.example.test/icon?file=a.png"), icon);
    accepts("/widgets/0/width", json!(300));
    accepts("/widgets/0/width", json!("calc(100vw - 20px)"));
    breaks(
        "/widgets/0/width",
        json!("wide"),
        "warning [24] /widgets/0/width: expected a CSS length such as `24vw`, found another text",
    );
    breaks(
        "/widgets/0/height",
        json!("300"),
        "warning [24] /widgets/0/height: expected a CSS length such as `24vw`, found another text",
    );
}

#[test]
fn permissions_have_a_form() {
    let form = "warning [26] /widgets/0/iframePermissions: expected `<name> <value>; <name> <value>;`, found another form";
    let at = "/widgets/0/iframePermissions";
    for odd in ["camera*;", "camera *", "camera;", "camera *; microphone *"] {
        breaks(at, json!(odd), form);
    }
    breaks(
        at,
        json!("camera *; geolocation *;"),
        "warning [25] /widgets/0/iframePermissions: expected microphone, camera, autoplay, found another permission",
    );
    accepts(at, json!("camera 'self' https://a.example.test; "));
    accepts(at, json!(""));
}

#[test]
fn references_lead_to_settings_of_the_app() {
    let url = |rest: &str| json!(format!("https://widget.example.test/?a={rest}"));
    let at = "/widgets/0/url";
    breaks(at, url("{{settings.shop}}"), "warning [27] /widgets/0/url: the app defines no setting `shop`");
    breaks(
        at,
        url("{{{settings.other.limit}}}"),
        "warning [27] /widgets/0/url: the app defines no setting `other.limit`",
    );
    breaks(
        at,
        url("{{settings.apiKey}}"),
        "warning [29] /widgets/0/url: `apiKey` is a secret, and secrets do not reach widgets",
    );
    accepts(at, url("{{settings.limit}}&b={{{settings.default.limit}}}"));
    breaks(
        at,
        json!("http://widget.example.test/"),
        "warning [31] /widgets/0/url: expected `https`, found `http`: a page that is secure does not show it",
    );
    let mut twice = whole();
    twice["settings"]["more"] = json!({"storeName": {"type": "string", "defaultValue": ""}});
    assert_eq!(
        shown(&check(&twice.to_string())),
        ["warning [28] /widgets/0/url: `storeName` is in 2 categories, and the reference names none"]
    );
}

#[test]
fn cards_have_their_parts() {
    for key in ["name", "resource", "context", "template"] {
        let place = format!("/kviews/0/{key}");
        lacks(&place, &format!("error [32] {place}: expected a string, found nothing"));
    }
    breaks(
        "/kviews/0/context",
        json!("sidebar"),
        "error [33] /kviews/0/context: expected one of smartbar-card, smartbar-details, expanded-timeline, found another text",
    );
    let details = "error [34] /kviews/1/resource: expected kobject.<klass> of a klass of the app, as the card is in its details";
    breaks("/kviews/1/resource", json!("customer"), details);
    breaks("/kviews/1/resource", json!("kobject.parcel"), details);
    breaks(
        "/kviews/0/resource",
        json!("message"),
        "warning [35] /kviews/0/resource: expected customer, conversation, company or kobject.<klass>, found another text",
    );
    breaks(
        "/kviews/0/meta/state",
        json!("ajar"),
        "warning [36] /kviews/0/meta/state: expected `open` or `closed`, found another word",
    );
    breaks(
        "/commands/0/name",
        json!("kustomer.app.other.find"),
        "warning [38] /commands/0/name: expected the prefix `kustomer.app.acme_orders.` or none, found another app's",
    );
    accepts("/commands/0/name", json!("kustomer.app.acme_orders.find"));
    accepts("/commands/0/name", json!("find"));
}

#[test]
fn conventions_are_warnings() {
    breaks(
        "/dependencies/0",
        json!("shop"),
        "warning [39] /dependencies/0: expected an app, a dash and a range such as `shop-^1.4.0`, found another text",
    );
    accepts("/dependencies/0", json!("shop_app->=2.0.0"));
    breaks(
        "/changelog/1.2.0",
        json!("Widget added"),
        "warning [40] /changelog/1.2.0: expected a text that begins with `{{Month Year}}`, found another one",
    );
    breaks(
        "/appDetails/documentationLinks",
        json!({"title": "Guide", "url": "https://acme.example.test"}),
        "warning [41] /appDetails/documentationLinks: expected a list of links, found one alone",
    );
    breaks(
        "/actions/0/type",
        json!("aws_lambda"),
        "warning [46] /actions/0/type: expected one of rest_api, event, regex_match, schedule, aws_lamda, kode, \
         internal_api, found another value",
    );
}

#[test]
fn tokens_in_the_file_are_found() {
    let warning = |place: &str| {
        format!(
            "warning [47] {place}: a token or key in a file is none: a setting of type secret can hold it"
        )
    };
    for (place, value) in [
        ("/commands/0/defaultHeaders/authorization", json!("Bearer 0123456789abcdef")),
        ("/commands/0/defaultHeaders/x-api-key", json!("k1")),
        ("/outboundWebhooks/0/headers/0/value", json!("k1")),
        (
            "/kviews/0/template",
            json!("<script>fetch(u, {headers: {authorization: 'Bearer 0123456789abcdef'}})</script>"),
        ),
        (
            "/widgets/0/url",
            json!("https://widget.example.test/?t=eyJhbGciOiJub25lIn0.eyJzdWIiOiJub2JvZHkifQ.c2lnbmF0dXJl"),
        ),
    ] {
        breaks(place, value, &warning(place));
    }
    accepts("/commands/0/defaultHeaders/authorization", json!("Bearer {{key}}"));
    accepts("/kviews/0/template", json!("<p>Bearer of news</p>"));
}

#[test]
fn every_broken_rule_is_named_in_one_run() {
    let broken = json!({
        "app": "my app", "version": "1", "title": "x".repeat(50), "extra": 1, "visibility": "x",
        "settings": {"default": {"a": {"type": "x"}}},
        "widgets": [{"url": "http://w.example.test/{{settings.b}}", "width": "w"}],
        "kviews": [{"context": "x"}],
    });
    let found = check(&broken.to_string());
    let rules: Vec<&str> = found.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(
        rules,
        ["3", "5", "8", "14", "16", "18", "17", "27", "31", "21", "24", "32", "32", "32", "33"]
    );
}

#[test]
fn the_definition_is_as_its_snapshot_says() {
    let definition = build(&manifest(json!({
        "description": "Orders of the customer at hand",
        "url": "https://widgets.example.test/order-desk?store={{{settings.default.store}}}&limit={{settings.limit}}",
        "size": {"width": "24vw", "height": "60vh"},
        "permissions": ["microphone", "clipboard-write", "autoplay"],
        "settings": {
            "store": {"type": "string", "default": "", "required": true, "description": "Which shop"},
            "limit": {"type": "number", "default": 5},
            "token": {"type": "secret"},
        },
        "hosts": {"kustomer": {
            "app": "order_desk", "visibility": "private", "roles": ["org.user.customer.read"], "background_load": true,
            "kviews": [{"name": "card", "resource": "customer", "context": "smartbar-card", "template": "<DynamicCard />"}],
        }},
    })))
    .unwrap();
    assert_eq!(
        shown(&definition.warnings),
        [
            "warning [25] /permissions/1: Kustomer grants its frames microphone, camera, autoplay only, so this one is \
             left out"
        ]
    );
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/snapshots/definition"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("definition", definition.text));
    assert_eq!(shown(&check(&definition.text)), [""; 0]);
}

#[test]
fn the_least_manifest_makes_a_definition() {
    let definition = build(&manifest(json!({}))).unwrap();
    assert_eq!(shown(&definition.warnings), [""; 0]);
    let text: Value = serde_json::from_str(&definition.text).unwrap();
    assert_eq!(text["app"], "order_desk");
    assert_eq!(text["widgets"][0]["name"], "order-desk");
}

#[test]
fn what_the_host_would_not_take_is_told_with_its_place_in_the_manifest() {
    let mut whole = json!({
        "title": "x".repeat(41),
        "version": "1.2",
        "url": "http://widgets.example.test/{{settings.nope}}",
        "size": {"width": "wide"},
        "settings": {"a": {"type": "number", "default": "7"}},
        "hosts": {"kustomer": {"app": "order desk", "visibility": "x", "colour": 1}},
    });
    whole["icon"] = Value::Null;
    assert_eq!(
        shown(&build(&manifest(whole)).unwrap_err()),
        [
            "warning [unknown] /hosts/kustomer/colour: expected app, identifier, visibility, instructions, iconUrl, \
             screenshots, tags, appDetails, dependencies, changelog, postInstallMessage, installUrl, setupUrl, \
             releaseNotesUrl, roles, auth, redirectUris, settingsPageConfig, klasses, kviews, commands, actions, triggers, \
             hooks, workflows, outboundWebhooks, shortcuts, dataSubscriptions, i18n, meta, default, system, \
             background_load, found an unknown member",
            "error [5] /hosts/kustomer/app: expected a name without spaces and dashes, found one with them",
            "error [8] /version: expected a semantic version such as `1.2.0`, found another text",
            "warning [14] /title: expected at most 40 characters, found 41",
            "error [16] /hosts/kustomer/visibility: expected `public` or `private`, found another word",
            "warning [20] /settings/a/default: expected a number, found a string",
            "warning [27] /url: the app defines no setting `nope`",
            "warning [31] /url: expected `https`, found `http`: a page that is secure does not show it",
            "error [21] /icon: expected a string, found nothing",
            "warning [24] /size/width: expected a CSS length such as `24vw`, found another text",
        ]
    );
}
