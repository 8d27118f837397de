//! The rules of a `manifest.json`.

use onepane_core::{Finding, PageUrl};
use onepane_map::{At, Index, JsonKind};

/// The release of the framework that apps are served with.
pub(super) const FRAMEWORK: &str = "2.0";

const KEYS: [&str; 15] = [
    "name",
    "author",
    "defaultLocale",
    "private",
    "location",
    "version",
    "frameworkVersion",
    "parameters",
    "domainWhitelist",
    "signedUrls",
    "singleInstall",
    "oauth",
    "termsConditionsURL",
    "requirementsOnly",
    "marketingOnly",
];

/// The host's products, and the locations of the one that is documented in full.
const PRODUCTS: [&str; 3] = ["support", "chat", "sell"];
const LOCATIONS: [&str; 11] = [
    "ticket_sidebar",
    "new_ticket_sidebar",
    "ticket_editor",
    "user_sidebar",
    "organization_sidebar",
    "nav_bar",
    "top_bar",
    "system_top_bar",
    "background",
    "modal",
    "ticket_module",
];

const TYPES: [&str; 8] = ["text", "password", "checkbox", "url", "number", "multiline", "hidden", "oauth"];

/// Checks an app's `manifest.json`: every rule that it breaks is named, with the place.
pub fn check(text: &str) -> Vec<Finding> {
    let index = match Index::parse(text) {
        Ok(index) => index,
        Err(corrupt) => return vec![Finding::syntax(text, &corrupt)],
    };
    let app = index.root();
    if app.kind() != JsonKind::Object {
        return vec![Finding::wrong("manifest", app.corrupt("an object"))];
    }
    let mut check = Check { findings: Vec::new() };
    check.app(app);
    check.findings
}

struct Check {
    findings: Vec<Finding>,
}

impl Check {
    fn reject(&mut self, rule: &str, at: At<'_>, message: impl Into<String>) {
        self.findings.push(Finding::reject(rule, at.pointer(), message));
    }

    /// A member of this kind, if it is there; another kind is rejected.
    fn member<'i>(&mut self, at: At<'i>, key: &str, kind: JsonKind) -> Option<At<'i>> {
        let value = at.get(key)?;
        if value.kind() == kind {
            return Some(value);
        }
        self.findings.push(Finding::wrong(key, value.corrupt(kind.noun())));
        None
    }

    /// The same for one that must be there.
    fn required<'i>(&mut self, at: At<'i>, key: &'static str, kind: JsonKind) -> Option<At<'i>> {
        if at.get(key).is_none() {
            self.findings.push(Finding::wrong(key, at.missing(key, kind.noun())));
        }
        self.member(at, key, kind)
    }

    fn boolean(&mut self, at: At<'_>, key: &str) -> Option<bool> {
        let value = at.get(key)?;
        if value.bool().is_none() {
            self.findings.push(Finding::wrong(key, value.corrupt("true or false")));
        }
        value.bool()
    }

    fn app(&mut self, app: At<'_>) {
        for (key, value) in app.unique() {
            if !KEYS.contains(&&*key) {
                let message = "expected a documented member, found another one";
                self.findings.push(Finding::warn("unknown", value.pointer(), message));
            }
        }
        for key in ["name", "version", "termsConditionsURL"] {
            self.member(app, key, JsonKind::String);
        }
        for key in ["private", "signedUrls", "singleInstall", "requirementsOnly", "marketingOnly"] {
            self.boolean(app, key);
        }
        self.author(app);
        if let Some(locale) = self.required(app, "defaultLocale", JsonKind::String)
            && !locale.chars().is_some_and(|locale| is_locale(&locale))
        {
            self.reject(
                "defaultLocale",
                locale,
                "expected a language such as `en` or `pt-br`, found another text",
            );
        }
        if let Some(version) = self.required(app, "frameworkVersion", JsonKind::String)
            && version.chars().as_deref() != Some(FRAMEWORK)
        {
            self.reject(
                "frameworkVersion",
                version,
                format!("expected `{FRAMEWORK}`, found another version"),
            );
        }
        if let Some(products) = self.required(app, "location", JsonKind::Object) {
            if products.is_empty() {
                self.reject("location", products, "expected a location, found none");
            }
            for (name, locations) in products.unique() {
                self.product(&name, locations);
            }
        }
        let is_secure = self.parameters(app);
        let domains = self.member(app, "domainWhitelist", JsonKind::Array);
        for domain in domains.into_iter().flat_map(|domains| domains.items()) {
            match domain.chars() {
                Some(name) if name.contains('/') || name.is_empty() => {
                    let message = "expected a domain such as `api.example.com`, found another text";
                    self.findings.push(Finding::warn("domainWhitelist", domain.pointer(), message));
                }
                Some(_) => {}
                None => self.findings.push(Finding::wrong("domainWhitelist", domain.corrupt("a string"))),
            }
        }
        if is_secure && domains.is_none_or(|domains| domains.is_empty()) {
            let message = "expected the domains that secure parameters may go to, found none";
            self.findings.push(Finding::warn("domainWhitelist", "/domainWhitelist", message));
        }
    }

    fn author(&mut self, app: At<'_>) {
        let Some(author) = self.required(app, "author", JsonKind::Object) else { return };
        for key in ["name", "email"] {
            self.member(author, key, JsonKind::String);
        }
        if let Some(url) = self.member(author, "url", JsonKind::String)
            && let Some(Err(found)) = url.chars().map(|text| PageUrl::parse(&text).map(drop))
        {
            self.reject("author", url, format!("expected an absolute URL, found {found}"));
        }
    }

    fn product(&mut self, name: &str, locations: At<'_>) {
        if !PRODUCTS.contains(&name) {
            let message = format!("expected one of {}, found another product", PRODUCTS.join(", "));
            return self.reject("location", locations, message);
        }
        if locations.kind() != JsonKind::Object {
            return self.findings.push(Finding::wrong("location", locations.corrupt("an object")));
        }
        if locations.is_empty() {
            self.reject("location", locations, "expected a location, found none");
        }
        for (location, value) in locations.unique() {
            if name == "support" && !LOCATIONS.contains(&&*location) {
                let message = format!("expected one of {}, found another location", LOCATIONS.join(", "));
                self.reject("location", value, message);
            }
            match value.kind() {
                JsonKind::String => self.url(value),
                JsonKind::Object => {
                    let loads = self.boolean(value, "autoLoad") != Some(false);
                    self.boolean(value, "autoHide");
                    self.boolean(value, "flexible");
                    self.member(value, "size", JsonKind::Object);
                    match self.member(value, "url", JsonKind::String) {
                        Some(url) => self.url(url),
                        None if loads && value.get("url").is_none() => {
                            self.findings.push(Finding::wrong("url", value.missing("url", "a URL")));
                        }
                        None => {}
                    }
                }
                _ => self.findings.push(Finding::wrong("location", value.corrupt("a URL or an object"))),
            }
        }
    }

    /// A page of the package, or one that comes over HTTPS or from the machine itself. With a setting in it, it can be
    /// anything.
    fn url(&mut self, at: At<'_>) {
        let Some(url) = at.chars().filter(|url| !url.contains("{{setting.")) else { return };
        if url.starts_with("assets/") {
            return;
        }
        match PageUrl::parse(&url) {
            Ok(page) if page.secure || page.host == "localhost" => {}
            Ok(_) => self.reject("url", at, "expected `https`, found `http`"),
            Err(found) => {
                let message = format!("expected an absolute URL or a path below `assets/`, found {found}");
                self.reject("url", at, message);
            }
        }
    }

    /// Whether one of the parameters is secure.
    fn parameters(&mut self, app: At<'_>) -> bool {
        let mut names: Vec<String> = Vec::new();
        let (mut is_any_secure, mut oauths) = (false, 0);
        let parameters = self.member(app, "parameters", JsonKind::Array);
        for parameter in parameters.into_iter().flat_map(|parameters| parameters.items()) {
            if parameter.kind() != JsonKind::Object {
                self.findings.push(Finding::wrong("parameters", parameter.corrupt("an object")));
                continue;
            }
            if let Some(name) = self.required(parameter, "name", JsonKind::String) {
                let text = name.chars().unwrap_or_default().into_owned();
                if text == "name" {
                    self.reject(
                        "parameters",
                        name,
                        "expected another word than `name`, which the host keeps for itself",
                    );
                } else if names.contains(&text) {
                    self.reject("parameters", name, "expected each name once, found it again");
                }
                names.push(text);
            }
            let required = self.boolean(parameter, "required") == Some(true);
            let secure = self.boolean(parameter, "secure") == Some(true);
            let kind = self.member(parameter, "type", JsonKind::String);
            let word = kind.and_then(|kind| kind.chars()).unwrap_or("text".into());
            if let Some(kind) = kind.filter(|_| !TYPES.contains(&&*word)) {
                self.reject(
                    "parameters",
                    kind,
                    format!("expected one of {}, found another type", TYPES.join(", ")),
                );
            }
            if word == "hidden" && required {
                self.reject("parameters", parameter, "expected a hidden parameter not to be required");
            }
            if word == "oauth" {
                oauths += 1;
                if secure {
                    self.reject("parameters", parameter, "expected an oauth parameter not to be secure");
                }
                if oauths == 2 {
                    self.reject("parameters", parameter, "expected one oauth parameter, found another one");
                }
            }
            is_any_secure |= secure;
        }
        is_any_secure
    }
}

/// Whether this is a language, perhaps with a region.
fn is_locale(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or("");
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}
