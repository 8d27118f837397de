#![doc = include_str!("../README.md")]

mod adapter;
mod capabilities;
mod commands;
mod config;
#[cfg(feature = "emulator")]
mod emulator;
mod map;

#[cfg(feature = "conformance")]
pub mod conformance;
pub mod definition;

pub use adapter::__Host__;
pub use config::Config;
#[cfg(feature = "emulator")]
pub use emulator::__Host__Emulator;
pub use map::PROTOCOL;

/// The host's name, as in `--host`.
pub const HOST: &str = "__host__";
