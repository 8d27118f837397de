//! Botmaker: its adapter and emulator, and what they take of the settings.

#[cfg(feature = "emulator")]
pub(crate) use onepane_adapter_botmaker::BotmakerEmulator;
#[cfg(feature = "conformance")]
pub(crate) use onepane_adapter_botmaker::conformance::kit;
pub(crate) use onepane_adapter_botmaker::{Botmaker, HOST, definition};
use onepane_adapter_botmaker::{Config, Dialect};
use onepane_core::{Error, TokenPolicy};

use super::dialect;
use crate::settings::Settings;

pub(crate) const TOKEN: Option<&TokenPolicy> = Some(&onepane_adapter_botmaker::TOKEN);

pub(crate) fn adapter(settings: &Settings) -> Result<Botmaker, Error> {
    let mut config = Config::default();
    config.account.clone_from(&settings.account);
    config.screen.clone_from(&settings.screen);
    config.target_origin = settings.origins.first().filter(|_| settings.origins.len() == 1).cloned();
    if let Some(name) = &settings.widget_name {
        config.widget_name.clone_from(name);
    }
    config.dialect =
        dialect::chosen(settings, &[("widget-name", Dialect::Current), ("widget-id", Dialect::WidgetId)])?;
    Botmaker::new(config)
}

#[cfg(feature = "emulator")]
pub(crate) fn emulator(settings: &Settings) -> Result<BotmakerEmulator, Error> {
    let mut emulator = BotmakerEmulator::new();
    if let Some(name) = &settings.widget_name {
        emulator = emulator.with_widget_name(name);
    }
    #[cfg(feature = "checks")]
    if !settings.allowed_domains.is_empty() {
        let domains = settings.allowed_domains.iter().map(String::as_str);
        emulator = emulator
            .with_allowed_domains(domains)
            .map_err(|error| Error::new(onepane_core::ErrorKind::InvalidConfig, error))?;
    }
    Ok(emulator)
}
