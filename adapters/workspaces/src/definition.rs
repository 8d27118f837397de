//! The widget JSON file that an administrator imports in Widget Manager: flat in AXP, nested in 3.x.
//!
//! Source: the vendor's AXP guide and samples and a public copy of the 3.x sample library, read
//! 2026-11-21.

mod document;
mod rules;

use onepane_core::{Definition, Finding, Manifest, Severity};
use onepane_map::Index;
use onepane_model::Json;

use crate::config::Dialect;
use document::Document;

/// The members of `[hosts.workspaces]` that both forms use, and those of 3.x alone.
const MEMBERS: &[&str] = &["dialect", "element", "icon", "tags", "files", "override_url"];
const MEMBERS_V3: &[&str] = &["id", "library", "date", "external", "timeout", "serie"];

/// The widget JSON file for a manifest.
///
/// `[hosts.workspaces]` holds what the neutral manifest has no word for: `icon` (a NEO icon's name),
/// `files` (for AXP exactly one), and, where they are wanted, `tags`, `override_url`, and `element` (the
/// custom element's name; absent: the widget's name). With `dialect = "3x"` the nested form is made, with
/// `id`, `library`, `date`, `external`, `timeout` and `serie` beside the others; the last three are what
/// the vendor's samples have unless they are given.
///
/// The manifest's URL, icon, size and permissions are about a frame; Workspaces puts the element into its
/// own page.
///
/// # Errors
///
/// When the host would not take the file, with the places in the manifest.
pub fn build(manifest: &Manifest) -> Result<Definition, Vec<Finding>> {
    let (dialect, mut findings) = dialect(manifest);
    let text = match dialect {
        Dialect::Axp => flat(manifest),
        Dialect::V3 => nested(manifest),
    }
    .finish();
    for finding in check_for(&text, dialect).into_iter().map(in_manifest) {
        // A member may stand in the file twice.
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }
    for key in manifest.hosts.get(crate::HOST).into_iter().flat_map(|members| members.keys()) {
        let key = key.as_str();
        let message = match (MEMBERS.contains(&key), MEMBERS_V3.contains(&key), dialect) {
            (true, ..) | (_, true, Dialect::V3) => continue,
            (_, true, Dialect::Axp) => "only the 3.x form has this member".to_owned(),
            _ => format!("expected {}, found an unknown member", MEMBERS.join(", ")),
        };
        findings.push(Finding::warn("unknown", place(key), message));
    }
    if !manifest.settings.is_empty() {
        let message = "Workspaces has no settings of a widget; the element must find them elsewhere";
        findings.push(Finding::warn("settings", "/settings", message));
    }
    if findings.iter().any(|finding| finding.severity == Severity::Reject) {
        return Err(findings);
    }
    Ok(Definition::new(text, findings))
}

/// Checks a widget JSON file that is to be imported in AXP.
///
/// What the guide says makes the import fail is rejected; what it leaves open, or only a sample does
/// otherwise, is a warning.
pub fn check(text: &str) -> Vec<Finding> {
    check_for(text, Dialect::Axp)
}

/// The same for a generation of the host.
pub fn check_for(text: &str, dialect: Dialect) -> Vec<Finding> {
    match Index::parse(text) {
        Ok(index) => rules::check(index.root(), dialect),
        Err(error) => vec![Finding::syntax(text, &error)],
    }
}

/// The form that the manifest asks for.
fn dialect(manifest: &Manifest) -> (Dialect, Vec<Finding>) {
    let Some(given) = member(manifest, "dialect") else { return (Dialect::default(), Vec::new()) };
    match given.as_text().and_then(|name| name.parse().ok()) {
        Some(dialect) => (dialect, Vec::new()),
        None => {
            let message = "expected `axp` or `3x`, found another value";
            (Dialect::default(), vec![Finding::reject("dialect", place("dialect"), message)])
        }
    }
}

fn flat(manifest: &Manifest) -> Document {
    let own = |key| member(manifest, key).map(Json::as_str);
    let mut file = Document::default();
    file.text("name", &manifest.title);
    file.given("description", manifest.description.as_deref().map(Json::string).as_ref().map(Json::as_str));
    file.text("version", &manifest.version);
    file.raw("element", element(manifest).as_str());
    for key in ["icon", "tags", "files", "override_url"] {
        file.given(key, own(key));
    }
    file
}

fn nested(manifest: &Manifest) -> Document {
    let own = |key| member(manifest, key).map(Json::as_str);
    let mut metadata = Document::default();
    metadata.text("name", &manifest.title);
    metadata
        .given("description", manifest.description.as_deref().map(Json::string).as_ref().map(Json::as_str));
    metadata.given("tags", tags(manifest).as_ref().map(Json::as_str));
    metadata.given("library", own("library"));
    metadata.text("version", &manifest.version);
    metadata.given("date", own("date"));
    metadata.given("id", own("id"));
    let mut configuration = Document::default();
    // What these three do is not documented.
    configuration.raw("external", own("external").unwrap_or("true"));
    configuration.raw("timeout", own("timeout").unwrap_or("5000"));
    configuration.raw("serie", own("serie").unwrap_or("true"));
    configuration.given("name", own("id"));
    configuration.raw("element", element(manifest).as_str());
    configuration.given("icon", own("icon"));
    configuration.given("files", own("files"));
    configuration.given("overrideUrl", own("override_url"));
    let mut file = Document::default();
    file.object("metadata", &metadata);
    file.object("configuration", &configuration);
    file
}

/// The element's markup; a name of one becomes that.
fn element(manifest: &Manifest) -> Json {
    let given = member(manifest, "element");
    let name = match given {
        Some(given) => given.as_text(),
        None => Some(manifest.name.as_str().into()),
    };
    match (name, given) {
        (Some(name), _) if rules::is_element_name(&name) => Json::string(&format!("<{name}></{name}>")),
        (_, Some(given)) => given.clone(),
        (_, None) => Json::string(&manifest.name),
    }
}

/// 3.x has tags as one text. Anything but a list of texts without commas is left for the rules to find.
fn tags(manifest: &Manifest) -> Option<Json> {
    let given = member(manifest, "tags")?;
    let index = Index::parse(given.as_str()).ok()?;
    let tags: Option<Vec<_>> = index.root().items().map(|tag| tag.chars()).collect();
    match tags.filter(|tags| index.root().raw().starts_with('[') && !tags.iter().any(|tag| tag.contains(',')))
    {
        Some(tags) => Some(Json::string(&tags.join(","))),
        None => Some(given.clone()),
    }
}

fn member<'m>(manifest: &'m Manifest, key: &str) -> Option<&'m Json> {
    manifest.hosts.get(crate::HOST)?.get(key)
}

/// Where a member of `[hosts.workspaces]` stands.
fn place(key: &str) -> String {
    format!("/hosts/{}/{}", crate::HOST, key.replace('~', "~0").replace('/', "~1"))
}

/// What was found in the file, at the place in the manifest from which it comes.
fn in_manifest(mut finding: Finding) -> Finding {
    let pointer = std::mem::take(&mut finding.pointer);
    let inner = ["/metadata/", "/configuration/", "/"].iter().find_map(|parent| pointer.strip_prefix(parent));
    let parts = inner.map(|inner| inner.split_once('/').map_or((inner, ""), |(key, rest)| (key, rest)));
    finding.pointer = match parts {
        Some(("name", _)) if pointer.starts_with("/configuration") => place("id"),
        Some(("name", _)) => "/title".to_owned(),
        Some((key @ ("description" | "version"), _)) => format!("/{key}"),
        Some(("overrideUrl", _)) => place("override_url"),
        Some((key, "")) => place(key),
        Some((key, rest)) => format!("{}/{rest}", place(key)),
        None => pointer,
    };
    finding
}
