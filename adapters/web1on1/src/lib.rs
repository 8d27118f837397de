#![doc = include_str!("../README.md")]

mod adapter;
mod capabilities;
#[cfg_attr(not(feature = "emulator"), expect(dead_code, reason = "what parses is for the emulator"))]
mod commands;
mod config;
#[cfg(feature = "emulator")]
mod emulator;
mod map;

#[cfg(feature = "conformance")]
pub mod conformance;
pub mod definition;

pub use adapter::Web1on1;
pub use config::Config;
#[cfg(feature = "emulator")]
pub use emulator::Web1on1Emulator;
pub use map::PROTOCOL;

/// The host's name, as in `--host`.
pub const HOST: &str = "web1on1";
