//! What each host needs before it shows a widget: built from the one manifest, and checked.

use onepane_core::{Definition, Finding, Manifest};

use crate::hosts::{self, HOSTS};

/// Reads a manifest: the text of a `widget.toml`.
///
/// # Errors
///
/// When the text is no TOML, or a member is missing, unknown or of the wrong type; says where.
#[cfg(feature = "toml")]
pub fn manifest(toml: &str) -> Result<Manifest, ManifestError> {
    toml::from_str(toml).map_err(|error| ManifestError(error.to_string().trim_end().to_owned()))
}

/// A manifest that cannot be read.
#[cfg(feature = "toml")]
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ManifestError(String);

/// Builds what a host needs to install a widget: a file, a request body, a sheet or a snippet.
///
/// # Errors
///
/// All that is wrong with the manifest, in itself and for this host, with its places there.
///
/// # Example: one manifest, a Chatwoot dashboard app
///
/// ```
/// # #[cfg(all(feature = "chatwoot", feature = "toml"))] {
/// use onepane::definition;
///
/// let manifest = definition::manifest(r#"
///     name = "order-desk"
///     title = "Order desk"
///     version = "1.2.0"
///     url = "https://widgets.example.com/order-desk"
/// "#)?;
/// assert!(definition::build("chatwoot", &manifest).unwrap().text.contains("dashboard_app"));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn build(host: &str, manifest: &Manifest) -> Result<Definition, Vec<Finding>> {
    let Some((build, _)) = hosts::definitions(host) else { return Err(vec![unknown(host)]) };
    let mut findings = manifest.check();
    for name in manifest.hosts.keys().filter(|name| !HOSTS.contains(&name.as_str())) {
        let message = format!("expected one of {}, found another host", HOSTS.join(", "));
        findings.push(Finding::warn("host", format!("/hosts/{name}"), message));
    }
    let (text, found) = match build(manifest) {
        Ok(definition) => (definition.text, definition.warnings),
        Err(found) => (String::new(), found),
    };
    // The host may find again what is wrong whatever the host.
    for finding in found {
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }
    Definition::judged(text, findings)
}

/// Checks what a host is to be given to install a widget. Nothing that is found rejects it: accepted.
pub fn check(host: &str, text: &str) -> Vec<Finding> {
    match hosts::definitions(host) {
        Some((_, check)) => check(text),
        None => vec![unknown(host)],
    }
}

fn unknown(host: &str) -> Finding {
    Finding::reject("host", "", format!("expected one of {}, found `{host}`", HOSTS.join(", ")))
}
