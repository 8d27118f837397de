#![doc = include_str!("../README.md")]

mod api;
mod assets;
mod catalogue;
mod changes;
mod config;
mod error;
mod guard;
mod pane;
mod server;
mod signer;
mod widget;

pub use config::{Config, WidgetSource};
pub use error::Error;
pub use server::Console;
