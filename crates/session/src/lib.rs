#![doc = include_str!("../README.md")]

mod asking;
mod config;
mod console;
mod derive;
mod drive;
mod memory;
mod notice;
mod pending;
mod session;
mod standing;
mod told;
mod widget;

pub use config::{Bounds, Config, Trust};
pub use console::{Answer, Console, SendError, Sending};
pub use drive::{Clock, drive};
pub use notice::Notice;
pub use session::{Kept, Output, Session};
pub use told::Told;
pub use widget::{SyncWidget, Synchronous, Widget};
