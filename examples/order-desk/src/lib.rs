#![doc = include_str!("../README.md")]
#![allow(
    clippy::exhaustive_structs,
    clippy::exhaustive_enums,
    reason = "an application: nobody builds on it"
)]

mod desk;
mod memory;
mod orders;
#[cfg(feature = "browser")]
mod page;
#[cfg(feature = "sqlite")]
mod sqlite;

pub use desk::OrderDesk;
pub use memory::InMemory;
pub use orders::{Customer, Order, Orders, OrdersError};
#[cfg(feature = "sqlite")]
pub use sqlite::Sqlite;

/// What the widget is played at a console, for demonstrations and tests.
pub mod script;
