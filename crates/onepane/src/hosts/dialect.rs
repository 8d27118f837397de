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
        let expected =
            dialects.iter().map(|(name, _)| ["`", name, "`"].concat()).collect::<Vec<_>>().join(" or ");
        let found = settings.dialect.as_deref().unwrap_or_default();
        let words = ["expected ", &expected, " in `dialect`, found `", found, "`"].concat();
        Error::new(ErrorKind::InvalidConfig, words)
    })
}
