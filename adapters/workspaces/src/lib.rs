#![doc = include_str!("../README.md")]

mod adapter;
mod callback;
mod capabilities;
mod commands;
mod config;
#[cfg(feature = "conformance")]
pub mod conformance;
pub mod definition;
#[cfg(feature = "emulator")]
mod emulator;
mod map;
mod subscription;
mod view;

pub use adapter::Workspaces;
pub use config::{Config, Dialect};
#[cfg(feature = "emulator")]
pub use emulator::WorkspacesEmulator;
pub use map::{PROTOCOL, PROTOCOL_V3};
pub use subscription::Subscriptions;

/// The host's name, as in `--host`.
pub const HOST: &str = "workspaces";
