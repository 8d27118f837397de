//! What each adapter takes of the settings.

// For hosts that have several.
#[cfg(any(feature = "botmaker", feature = "workspaces"))]
mod dialect;

use crate::settings::Settings;

#[cfg(feature = "botmaker")]
pub(crate) fn botmaker(settings: &Settings) -> Result<onepane_adapter_botmaker::Config, onepane_core::Error> {
    use onepane_adapter_botmaker::Dialect::{Current, WidgetId};

    let mut config = onepane_adapter_botmaker::Config::default();
    config.account.clone_from(&settings.account);
    config.screen.clone_from(&settings.screen);
    config.target_origin = settings.origins.first().filter(|_| settings.origins.len() == 1).cloned();
    if let Some(name) = &settings.widget_name {
        config.widget_name.clone_from(name);
    }
    config.dialect = dialect::chosen(settings, &[("widget-name", Current), ("widget-id", WidgetId)])?;
    Ok(config)
}

#[cfg(feature = "chatwoot")]
pub(crate) fn chatwoot(settings: &Settings) -> onepane_adapter_chatwoot::Config {
    let mut config = onepane_adapter_chatwoot::Config::default();
    config.account = settings.account.clone().or_else(|| settings.api.account.clone());
    config.api = settings.api.enabled;
    config.answers = !settings.unanswered;
    if let Some(prefix) = &settings.request_prefix {
        config.request_prefix.clone_from(prefix);
    }
    config
}

#[cfg(feature = "kustomer")]
pub(crate) fn kustomer(settings: &Settings) -> onepane_adapter_kustomer::Config {
    let mut config = onepane_adapter_kustomer::Config::default();
    config.account.clone_from(&settings.account);
    config.answers = !settings.unanswered;
    config
}

#[cfg(feature = "workspaces")]
pub(crate) fn workspaces(
    settings: &Settings,
) -> Result<onepane_adapter_workspaces::Config, onepane_core::Error> {
    use onepane_adapter_workspaces::Dialect::{Axp, V3};

    let mut config = onepane_adapter_workspaces::Config::default();
    config.account.clone_from(&settings.account);
    config.caller_id.clone_from(&settings.caller_id);
    config.dialect = dialect::chosen(settings, &[("axp", Axp), ("3x", V3)])?;
    Ok(config)
}

#[cfg(feature = "web1on1")]
pub(crate) fn web1on1(settings: &Settings) -> onepane_adapter_web1on1::Config {
    let mut config = onepane_adapter_web1on1::Config::default();
    config.account.clone_from(&settings.account);
    config.embedded = settings.embedded;
    if let Some(prefix) = &settings.request_prefix {
        config.global.clone_from(prefix);
    }
    config
}

#[cfg(feature = "zendesk")]
pub(crate) fn zendesk(settings: &Settings) -> onepane_adapter_zendesk::Config {
    let mut config = onepane_adapter_zendesk::Config::default();
    config.account.clone_from(&settings.account);
    config.origins.clone_from(&settings.origins);
    config.hooks = settings.hooks;
    config
}
