#![doc = include_str!("../README.md")]
#![allow(
    clippy::exhaustive_structs,
    clippy::exhaustive_enums,
    reason = "an application: nobody builds on it"
)]

mod board;
#[cfg(feature = "browser")]
mod page;
mod queue;
pub mod script;

pub use board::ServiceBoard;
pub use queue::{Item, Queue, Subject};
