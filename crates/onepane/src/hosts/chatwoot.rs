//! Chatwoot: its adapter and emulator, and what they take of the settings.

#[cfg(feature = "emulator")]
pub(crate) use onepane_adapter_chatwoot::ChatwootEmulator;
use onepane_adapter_chatwoot::Config;
#[cfg(feature = "conformance")]
pub(crate) use onepane_adapter_chatwoot::conformance::kit;
pub(crate) use onepane_adapter_chatwoot::{Chatwoot, HOST, definition};
use onepane_core::{Error, TokenPolicy};

use crate::settings::Settings;

pub(crate) const TOKEN: Option<&TokenPolicy> = None;

fn config(settings: &Settings) -> Config {
    let mut config = Config::default();
    config.account = settings.account.clone().or_else(|| settings.api.account.clone());
    config.api = settings.api.enabled;
    config.answers = !settings.unanswered;
    if let Some(prefix) = &settings.request_prefix {
        config.request_prefix.clone_from(prefix);
    }
    config
}

pub(crate) fn adapter(settings: &Settings) -> Result<Chatwoot, Error> {
    Chatwoot::new(config(settings))
}

#[cfg(feature = "emulator")]
pub(crate) fn emulator(settings: &Settings) -> Result<ChatwootEmulator, Error> {
    ChatwootEmulator::with_config(config(settings))
}
