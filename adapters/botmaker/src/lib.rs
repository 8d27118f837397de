#![doc = include_str!("../README.md")]

mod adapter;
mod capabilities;
mod commands;
mod config;
mod definition;
#[cfg(feature = "emulator")]
mod emulator;
mod error;
mod map;

pub use adapter::Botmaker;
pub use config::{Config, Dialect};
#[cfg(feature = "emulator")]
pub use emulator::BotmakerEmulator;
pub use error::Error;
pub use map::PROTOCOL;

/// The host's name, as in `--host`.
pub const HOST: &str = "botmaker";
