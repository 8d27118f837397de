#![doc = include_str!("../README.md")]

mod fault;
mod json;

#[cfg(feature = "core")]
mod core;
#[cfg(feature = "emulators")]
mod host;

pub use crate::fault::Fault;

#[cfg(feature = "core")]
pub use crate::core::Core;
#[cfg(feature = "emulators")]
pub use crate::host::{Host, hosts};
