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
#[cfg(feature = "trace")]
mod trace;
mod widget;

pub use config::{Bounds, Config, Trust};
pub use console::{Answer, Console, SendError, Sending};
pub use drive::{Clock, attend, drive};
pub use notice::Notice;
pub use session::{Kept, Output, Session};
pub use told::Told;
#[cfg(feature = "trace")]
pub use trace::{Recorder, Redactor, Replay, Replayed, Trace, TraceError, replay};
pub use widget::{SyncWidget, Synchronous, Widget};
