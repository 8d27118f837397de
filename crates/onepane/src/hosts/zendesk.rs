//! Zendesk: its adapter and emulator, and what they take of the settings.

use onepane_adapter_zendesk::Config;
#[cfg(feature = "emulator")]
pub(crate) use onepane_adapter_zendesk::ZendeskEmulator;
#[cfg(feature = "conformance")]
pub(crate) use onepane_adapter_zendesk::conformance::kit;
pub(crate) use onepane_adapter_zendesk::{HOST, Zendesk, definition};
use onepane_core::{Error, TokenPolicy};

use crate::settings::Settings;

pub(crate) const TOKEN: Option<&TokenPolicy> = None;

pub(crate) fn adapter(settings: &Settings) -> Result<Zendesk, Error> {
    let mut config = Config::default();
    config.account.clone_from(&settings.account);
    config.origins.clone_from(&settings.origins);
    config.hooks = settings.hooks;
    Zendesk::new(config)
}

#[cfg(feature = "emulator")]
#[expect(clippy::unnecessary_wraps, reason = "as for every host")]
pub(crate) fn emulator(_settings: &Settings) -> Result<ZendeskEmulator, Error> {
    Ok(ZendeskEmulator::new())
}
