//! Cards, commands, actions, and whatever else is registered with the app.

use onepane_map::{At, JsonKind};

use super::Check;

const CONTEXTS: &[&str] = &["smartbar-card", "smartbar-details", "expanded-timeline"];
const RESOURCES: &[&str] = &["customer", "conversation", "company"];
const STATES: &[&str] = &["open", "closed", "close"];
const ACTIONS: &[&str] =
    &["rest_api", "event", "regex_match", "schedule", "aws_lamda", "kode", "internal_api"];

const COMMAND: &[&str] = &[
    "name",
    "displayName",
    "url",
    "httpMethod",
    "permittedArgs",
    "cacheSeconds",
    "appSettings",
    "defaultHeaders",
    "defaultBody",
    "inputSchema",
    "outputSchema",
    "type",
];

/// What the names of registered parts begin with.
const PREFIX: &str = "kustomer.app.";

impl<'i> Check<'i> {
    pub(super) fn parts(&mut self) {
        let definition = self.definition;
        let klasses = self.objects(definition, "klasses");
        for klass in &klasses {
            self.known(*klass, &["name", "icon", "color", "metadata"]);
            self.member(*klass, "name", JsonKind::String);
        }
        for kview in self.objects(definition, "kviews") {
            self.kview(kview, &klasses);
        }
        for command in self.objects(definition, "commands") {
            self.known(command, COMMAND);
        }
        for hook in self.objects(definition, "hooks") {
            self.known(hook, &["name", "eventName", "displayEventName", "type", "description"]);
        }
        for webhook in self.objects(definition, "outboundWebhooks") {
            self.known(webhook, &["name", "url", "events", "headers"]);
            for header in self.objects(webhook, "headers") {
                self.known(header, &["name", "value"]);
            }
        }
        for action in self.objects(definition, "actions") {
            let kind = action.get("type");
            if kind.and_then(|kind| kind.chars()).is_none_or(|kind| !ACTIONS.contains(&&*kind)) {
                let message = format!("expected one of {}, found another value", ACTIONS.join(", "));
                self.warn("46", kind.unwrap_or(action), message);
            }
        }
        for key in ["triggers", "workflows"] {
            self.objects(definition, key);
        }
        self.names();
    }

    fn kview(&mut self, kview: At<'i>, klasses: &[At<'i>]) {
        self.known(kview, &["name", "resource", "context", "template", "meta"]);
        for key in ["name", "template"] {
            self.required("32", kview, key);
        }
        let resource = self.required("32", kview, "resource");
        let klass = resource.as_ref().and_then(|(_, name)| name.strip_prefix("kobject."));
        if let Some((at, name)) = &resource
            && !RESOURCES.contains(&name.as_str())
            && klass.is_none_or(str::is_empty)
        {
            let message = "expected customer, conversation, company or kobject.<klass>, found another text";
            self.warn("35", *at, message);
        }
        if let Some((at, context)) = self.required("32", kview, "context") {
            if !CONTEXTS.contains(&context.as_str()) {
                self.reject("33", at, format!("expected one of {}, found another text", CONTEXTS.join(", ")));
            }
            let is_own = |klass: &str| {
                klasses
                    .iter()
                    .any(|own| own.get("name").and_then(|name| name.chars()).is_some_and(|own| own == klass))
            };
            if context == "smartbar-details" && resource.is_some() && !klass.is_some_and(is_own) {
                let at = kview.get("resource").unwrap_or(kview);
                self.reject(
                    "34",
                    at,
                    "expected kobject.<klass> of a klass of the app, as the card is in its details",
                );
            }
        }
        if let Some(meta) = self.member(kview, "meta", JsonKind::Object) {
            self.known(meta, &["displayName", "icon", "state"]);
            if let Some((at, state)) = self.text(meta, "state")
                && !STATES.contains(&state.as_str())
            {
                self.warn("36", at, "expected `open` or `closed`, found another word");
            }
        }
    }

    /// Names may stand without the app's prefix: registration adds it. Another app's is kept as it is.
    fn names(&mut self) {
        let app = self.definition.get("app").and_then(|app| app.chars()).unwrap_or_default();
        let app = without_organization(&app);
        if app.is_empty() {
            return;
        }
        for (key, name) in [
            ("kviews", "name"),
            ("commands", "name"),
            ("actions", "name"),
            ("triggers", "name"),
            ("workflows", "name"),
            ("hooks", "name"),
            ("hooks", "eventName"),
        ] {
            let items = self.definition.get(key).into_iter().flat_map(|list| list.items());
            for at in items.filter_map(|item| item.get(name)) {
                let Some(text) = at.chars() else {
                    // A kview's name is looked at with its other members.
                    if key != "kviews" {
                        self.wrong("type", at.corrupt("a string"));
                    }
                    continue;
                };
                let other = text.strip_prefix(PREFIX).and_then(|rest| rest.split('.').next());
                if other.is_some_and(|other| without_organization(other) != app) {
                    self.warn(
                        "38",
                        at,
                        format!("expected the prefix `{PREFIX}{app}.` or none, found another app's"),
                    );
                }
            }
        }
    }
}

/// The name of a private app without the `_<orgId>` that its registration appends.
fn without_organization(app: &str) -> &str {
    match app.rsplit_once('_') {
        Some((name, id)) if id.len() == 24 && id.bytes().all(|byte| byte.is_ascii_hexdigit()) => name,
        _ => app,
    }
}
