//! Workspaces: its adapter and emulator, and what they take of the settings.

#[cfg(feature = "emulator")]
pub(crate) use onepane_adapter_workspaces::WorkspacesEmulator;
#[cfg(feature = "conformance")]
pub(crate) use onepane_adapter_workspaces::conformance::kit;
use onepane_adapter_workspaces::{Config, Dialect};
pub(crate) use onepane_adapter_workspaces::{HOST, Workspaces, definition};
use onepane_core::{Error, TokenPolicy};

use super::dialect;
use crate::settings::Settings;

pub(crate) const TOKEN: Option<&TokenPolicy> = None;

fn config(settings: &Settings) -> Result<Config, Error> {
    let mut config = Config::default();
    config.account.clone_from(&settings.account);
    config.caller_id.clone_from(&settings.caller_id);
    config.dialect = dialect::chosen(settings, &[("axp", Dialect::Axp), ("3x", Dialect::V3)])?;
    Ok(config)
}

pub(crate) fn adapter(settings: &Settings) -> Result<Workspaces, Error> {
    Workspaces::new(config(settings)?)
}

#[cfg(feature = "emulator")]
pub(crate) fn emulator(settings: &Settings) -> Result<WorkspacesEmulator, Error> {
    WorkspacesEmulator::with_config(config(settings)?)
}
