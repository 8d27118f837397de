#![doc = include_str!("../README.md")]

mod fault;
#[cfg(any(feature = "core", feature = "emulators", feature = "widget"))]
mod json;

#[cfg(feature = "core")]
mod core;
#[cfg(feature = "emulators")]
mod host;
#[cfg(any(feature = "core", feature = "widget"))]
mod incoming;
#[cfg(any(feature = "core", feature = "widget"))]
mod options;
#[cfg(feature = "token")]
mod token;
#[cfg(feature = "widget")]
mod widget;

pub use crate::fault::Fault;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[cfg(feature = "core")]
pub use crate::core::Core;
#[cfg(feature = "emulators")]
pub use crate::host::{Host, hosts};
#[cfg(feature = "token")]
pub use crate::token::Token;
#[cfg(feature = "widget")]
pub use crate::widget::{INPUT, Page, Shown, mount};
