#![doc = include_str!("../README.md")]

mod asking;
mod config;
mod derive;
mod memory;
mod notice;
mod pending;
mod session;
mod standing;
mod told;

pub use config::{Bounds, Config, Trust};
pub use notice::Notice;
pub use session::{Output, Session};
pub use told::Told;
