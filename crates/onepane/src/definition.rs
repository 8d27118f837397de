//! What each host needs before it shows a widget: built from the one manifest, and checked.

use onepane_core::{Definition, Finding, Manifest};

use crate::any::HOSTS;

/// How definitions of one host are made and checked.
struct Kit {
    host: &'static str,
    build: fn(&Manifest) -> Result<Definition, Vec<Finding>>,
    check: fn(&str) -> Vec<Finding>,
}

macro_rules! kit {
    ($adapter:ident) => {
        Kit { host: $adapter::HOST, build: $adapter::definition::build, check: $adapter::definition::check }
    };
}

const KITS: &[Kit] = &[
    #[cfg(feature = "botmaker")]
    kit!(onepane_adapter_botmaker),
    #[cfg(feature = "chatwoot")]
    kit!(onepane_adapter_chatwoot),
    #[cfg(feature = "kustomer")]
    kit!(onepane_adapter_kustomer),
    #[cfg(feature = "workspaces")]
    kit!(onepane_adapter_workspaces),
    #[cfg(feature = "web1on1")]
    kit!(onepane_adapter_web1on1),
    #[cfg(feature = "zendesk")]
    kit!(onepane_adapter_zendesk),
];

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
    let kit = of(host)?;
    let mut findings = manifest.check();
    for name in manifest.hosts.keys().filter(|name| !HOSTS.contains(&name.as_str())) {
        let message = format!("expected one of {}, found another host", HOSTS.join(", "));
        findings.push(Finding::warn("host", format!("/hosts/{name}"), message));
    }
    let (text, found) = match (kit.build)(manifest) {
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
    match of(host) {
        Ok(kit) => (kit.check)(text),
        Err(findings) => findings,
    }
}

fn of(host: &str) -> Result<&'static Kit, Vec<Finding>> {
    KITS.iter().find(|kit| kit.host == host).ok_or_else(|| {
        vec![Finding::reject("host", "", format!("expected one of {}, found `{host}`", HOSTS.join(", ")))]
    })
}
