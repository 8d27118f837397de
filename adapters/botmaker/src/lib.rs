#![doc = include_str!("../README.md")]

mod adapter;
mod capabilities;
#[cfg(feature = "emulator")]
mod checks;
mod commands;
mod config;
#[cfg(feature = "emulator")]
mod emulator;
mod map;
mod token;

#[cfg(feature = "conformance")]
pub mod conformance;
pub mod definition;

pub use adapter::Botmaker;
pub use config::{Config, Dialect};
#[cfg(feature = "emulator")]
pub use emulator::BotmakerEmulator;
pub use map::PROTOCOL;
pub use token::TOKEN;

/// The host's name, as in `--host`.
pub const HOST: &str = "botmaker";
