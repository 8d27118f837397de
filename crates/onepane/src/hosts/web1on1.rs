//! web1on1: its adapter and emulator, and what they take of the settings.

use onepane_adapter_web1on1::Config;
#[cfg(feature = "emulator")]
pub(crate) use onepane_adapter_web1on1::Web1on1Emulator;
#[cfg(feature = "conformance")]
pub(crate) use onepane_adapter_web1on1::conformance::kit;
pub(crate) use onepane_adapter_web1on1::{HOST, Web1on1, definition};
use onepane_core::{Error, TokenPolicy};

use crate::settings::Settings;

pub(crate) const TOKEN: Option<&TokenPolicy> = None;

fn config(settings: &Settings) -> Config {
    let mut config = Config::default();
    config.account.clone_from(&settings.account);
    config.embedded = settings.embedded;
    if let Some(prefix) = &settings.request_prefix {
        config.global.clone_from(prefix);
    }
    config
}

pub(crate) fn adapter(settings: &Settings) -> Result<Web1on1, Error> {
    Web1on1::new(config(settings))
}

#[cfg(feature = "emulator")]
pub(crate) fn emulator(settings: &Settings) -> Result<Web1on1Emulator, Error> {
    Web1on1Emulator::with_config(config(settings))
}
