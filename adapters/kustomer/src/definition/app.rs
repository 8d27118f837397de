//! What a definition says about the app as a whole.

use onepane_core::{Finding, is_version};
use onepane_map::JsonKind;

use super::Check;

use JsonKind::{Array, Bool, Object, String as Text};

/// The documented top-level keys and what they hold; `Null` where that is not documented.
pub(super) const KEYS: &[(&str, JsonKind)] = &[
    ("app", Text),
    ("version", Text),
    ("title", Text),
    ("identifier", Text),
    ("visibility", Text),
    ("description", Text),
    ("instructions", Text),
    ("iconUrl", Text),
    ("screenshots", Array),
    ("tags", Array),
    ("appDetails", Object),
    ("dependencies", Array),
    ("changelog", Object),
    ("postInstallMessage", Text),
    ("installUrl", Text),
    ("setupUrl", Text),
    ("releaseNotesUrl", Text),
    ("roles", Array),
    ("auth", JsonKind::Null),
    ("redirectUris", Array),
    ("settings", Object),
    ("settingsPageConfig", Object),
    ("klasses", Array),
    ("kviews", Array),
    ("widgets", Array),
    ("commands", Array),
    ("actions", Array),
    ("triggers", Array),
    ("hooks", Array),
    ("workflows", Array),
    ("outboundWebhooks", Array),
    ("shortcuts", Array),
    ("dataSubscriptions", Array),
    ("i18n", Object),
    ("meta", JsonKind::Null),
    ("default", Bool),
    ("system", Bool),
];

/// Keys of the server SDK's manifest, which is another document.
const SERVER: &[&str] = &["env", "url", "clientId", "clientSecret", "inboundHookUris"];

/// Keys whose values are looked at elsewhere, their kinds included.
const ELSEWHERE: &[&str] = &[
    "app",
    "version",
    "title",
    "tags",
    "dependencies",
    "settings",
    "widgets",
    "klasses",
    "kviews",
    "commands",
    "actions",
    "triggers",
    "hooks",
    "workflows",
    "outboundWebhooks",
];

const TAGS: &[&str] = &["ai", "analytics", "csat", "ecommerce", "messaging", "builtByKustomer", "featured"];

const MOST_IN_TITLE: usize = 40;
const MOST_IN_LISTING: usize = 110;

impl Check<'_> {
    pub(super) fn app(&mut self) {
        let definition = self.definition;
        self.keys();
        if let Some((app, name)) = self.required("2", definition, "app")
            && name.contains([' ', '-'])
        {
            self.reject("5", app, "expected a name without spaces and dashes, found one with them");
        }
        if let Some((version, text)) = self.required("2", definition, "version")
            && !is_version(&text)
        {
            self.reject("8", version, "expected a semantic version such as `1.2.0`, found another text");
        }
        if let Some((title, text)) = self.required("2", definition, "title")
            && text.chars().count() > MOST_IN_TITLE
        {
            let message =
                format!("expected at most {MOST_IN_TITLE} characters, found {}", text.chars().count());
            self.warn("14", title, message);
        }
        if let Some(description) = definition.get("description")
            && let Some(text) = description.chars()
            && text.chars().count() > MOST_IN_LISTING
        {
            let message = format!("the listing shows about {MOST_IN_LISTING} characters of it");
            self.warn("15", description, message);
        }
        if let Some(visibility) = definition.get("visibility")
            && let Some(text) = visibility.chars()
            && !["public", "private"].contains(&&*text)
        {
            self.reject("16", visibility, "expected `public` or `private`, found another word");
        }
        for (tag, text) in self.texts(definition, "tags") {
            if !TAGS.contains(&text.as_str()) {
                self.warn("42", tag, format!("expected one of {}, found another word", TAGS.join(", ")));
            }
        }
        for (dependency, text) in self.texts(definition, "dependencies") {
            if !is_dependency(&text) {
                let message = "expected an app, a dash and a range such as `shop-^1.4.0`, found another text";
                self.warn("39", dependency, message);
            }
        }
        self.details();
        self.changelog();
        if let Some(i18n) = definition.get("i18n")
            && i18n.kind() == Object
            && i18n.get("en_us").is_none()
        {
            self.warn("45", i18n, "expected `en_us`, on which other languages fall back, found none");
        }
    }

    fn keys(&mut self) {
        for (key, value) in self.definition.unique() {
            let key = &*key;
            if SERVER.contains(&key) {
                let message = match key {
                    "clientSecret" => "a key of the server SDK's manifest, and a secret in a file is none",
                    _ => "a key of the server SDK's manifest, not of a definition",
                };
                self.warn("44", value, message);
                continue;
            }
            let Some((_, kind)) = KEYS.iter().find(|(known, _)| *known == key) else {
                self.reject("3", value, "expected a documented key, found another one");
                continue;
            };
            if !ELSEWHERE.contains(&key) && *kind != JsonKind::Null && value.kind() != *kind {
                self.wrong("type", value.corrupt(kind.noun()));
            }
            if key == "default" || key == "system" {
                self.warn("43", value, "a key for the platform's own apps");
            }
        }
        if let Some(page) = self.definition.get("settingsPageConfig") {
            self.known(page, &["title", "description", "url"]);
        }
    }

    fn details(&mut self) {
        let Some(details) = self.definition.get("appDetails").filter(|at| at.kind() == Object) else {
            return;
        };
        self.known(details, &["appDeveloper", "externalPlatform", "documentationLinks"]);
        if let Some(developer) = self.member(details, "appDeveloper", Object) {
            self.known(developer, &["name", "website", "supportEmail"]);
        }
        if let Some(platform) = self.member(details, "externalPlatform", Object) {
            self.known(platform, &["name", "website"]);
        }
        let links = match details.get("documentationLinks") {
            Some(link) if link.kind() == Object => {
                self.warn("41", link, "expected a list of links, found one alone");
                vec![link]
            }
            _ => self.objects(details, "documentationLinks"),
        };
        for link in links {
            self.known(link, &["title", "url"]);
        }
    }

    fn changelog(&mut self) {
        let Some(changelog) = self.definition.get("changelog").filter(|at| at.kind() == Object) else {
            return;
        };
        for (_, entry) in changelog.unique() {
            match entry.chars() {
                None => self.wrong("type", entry.corrupt("a string")),
                Some(text) if !is_dated(&text) => {
                    let message = "expected a text that begins with `{{Month Year}}`, found another one";
                    self.findings.push(Finding::warn("40", entry.pointer(), message));
                }
                Some(_) => {}
            }
        }
    }
}

/// A name, a dash, and a range of versions.
fn is_dependency(text: &str) -> bool {
    text.match_indices('-').any(|(at, _)| {
        let range = text.get(at + 1..).unwrap_or("").trim_start_matches(['^', '~', '>', '<', '=', ' ']);
        at > 0 && (range.starts_with(|first: char| first.is_ascii_digit()) || ["*", "x"].contains(&range))
    })
}

/// Whether a text begins with a month and a year in double braces.
fn is_dated(text: &str) -> bool {
    const MONTHS: &[&str] = &[
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let date = text.strip_prefix("{{").and_then(|text| text.split_once("}}")).map(|(date, _)| date.trim());
    date.and_then(|date| date.split_once(' ')).is_some_and(|(month, year)| {
        MONTHS.contains(&month) && year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())
    })
}
