//! Kustomer: its adapter and emulator, and what they take of the settings.

use onepane_adapter_kustomer::Config;
#[cfg(feature = "emulator")]
pub(crate) use onepane_adapter_kustomer::KustomerEmulator;
#[cfg(feature = "conformance")]
pub(crate) use onepane_adapter_kustomer::conformance::kit;
pub(crate) use onepane_adapter_kustomer::{HOST, Kustomer, definition};
use onepane_core::{Error, TokenPolicy};

use crate::settings::Settings;

pub(crate) const TOKEN: Option<&TokenPolicy> = None;

pub(crate) fn adapter(settings: &Settings) -> Result<Kustomer, Error> {
    let mut config = Config::default();
    config.account.clone_from(&settings.account);
    config.answers = !settings.unanswered;
    Kustomer::new(config)
}

#[cfg(feature = "emulator")]
#[expect(clippy::unnecessary_wraps, reason = "as for every host")]
pub(crate) fn emulator(_settings: &Settings) -> Result<KustomerEmulator, Error> {
    Ok(KustomerEmulator::new())
}
