#![doc = include_str!("../README.md")]

mod adapter;
mod capabilities;
#[cfg_attr(not(feature = "emulator"), expect(dead_code, reason = "what parses is for the emulator"))]
mod commands;
mod config;
mod document;
#[cfg(feature = "emulator")]
mod emulator;
mod map;
mod reply;
mod view;
mod waiting;
mod wire;

#[cfg(feature = "conformance")]
pub mod conformance;
pub mod definition;

pub use adapter::Zendesk;
pub use config::Config;
#[cfg(feature = "emulator")]
pub use emulator::ZendeskEmulator;
pub use map::PROTOCOL;

/// The host's name, as in `--host`.
pub const HOST: &str = "zendesk";
