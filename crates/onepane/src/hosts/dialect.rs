//! Choosing a dialect by name.

use onepane_core::{Error, ErrorKind};

use crate::settings::Settings;

/// The dialect of the settings. Of those that the host has, the first goes without saying.
pub(super) fn chosen<D: Copy>(settings: &Settings, dialects: &[(&str, D)]) -> Result<D, Error> {
    let chosen = match &settings.dialect {
        None => dialects.first(),
        Some(name) => dialects.iter().find(|(known, _)| known == name),
    };
    chosen.map(|(_, dialect)| *dialect).ok_or_else(|| {
        let expected = dialects.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(" or ");
        let found = settings.dialect.clone().unwrap_or_default();
        Error::new(ErrorKind::InvalidConfig, UnknownDialect { expected, found })
    })
}

/// A dialect that a host does not have.
#[derive(Debug, thiserror::Error)]
#[error("expected {expected} in `dialect`, found `{found}`")]
struct UnknownDialect {
    expected: String,
    found: String,
}
