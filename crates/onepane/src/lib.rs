#![doc = include_str!("../README.md")]

#[cfg(not(any(
    feature = "botmaker",
    feature = "chatwoot",
    feature = "kustomer",
    feature = "workspaces",
    feature = "web1on1",
    feature = "zendesk"
)))]
compile_error!("choose at least one host by its cargo feature, for example `features = [\"chatwoot\"]`");

mod any;
mod hosts;
#[cfg(feature = "schema")]
mod schema;
mod settings;

#[cfg(feature = "conformance")]
pub mod conformance;
pub mod definition;

#[cfg(feature = "emulator")]
pub use hosts::AnyEmulator;
pub use hosts::{AnyAdapter, HOSTS, token_policy};
pub use onepane_core as core;
pub use onepane_core::{Adapter, Emulator, Frame};
pub use onepane_map as map;
pub use onepane_model as model;
pub use onepane_session as session;
#[cfg(feature = "schema")]
pub use schema::{SCHEMAS, schema};
#[cfg(feature = "toml")]
pub use settings::SettingsError;
pub use settings::{Api, Settings};
