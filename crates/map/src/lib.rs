#![doc = include_str!("../README.md")]
#![cfg_attr(
    not(feature = "emulate"),
    allow(dead_code, unused_imports, reason = "some of it only emulation uses")
)]

mod protocol;
mod table;

mod assembly;
#[cfg(feature = "emulate")]
mod check;
mod codec;
mod decimal;
mod decode;
#[cfg(feature = "emulate")]
mod emulate;
#[cfg(feature = "emulate")]
mod emulated;
mod error;
mod family;
mod frame_id;
mod index;
mod leaves;
mod loss;
mod member_set;
mod notes;
mod place;
mod plan;
mod read;
mod scan;
mod sink;

pub use assembly::Assembly;
#[cfg(feature = "emulate")]
pub use check::check;
pub use decode::Decoder;
#[cfg(feature = "emulate")]
pub use emulate::{Emulation, Room};
#[cfg(feature = "emulate")]
pub use emulated::Emulated;
pub use error::{Corrupt, Details};
pub use frame_id::FrameId;
pub use index::{At, Index, Items, JsonKind, MAX_DEPTH, Members, Shelf};
pub use leaves::{Leaves, leaves};
pub use loss::{Loss, LossKind};
pub use protocol::{Envelope, Facts, Protocol, Stamp};
pub use read::{conform, read};
pub use sink::{Events, Head, JsonEvent, JsonLines, Output};
pub use table::{
    Case, Codec, DurationForm, Event, IdForm, Row, Shape, Table, TimeForm, body, case, cases, constant,
    first, flat, home, named, part, prefixed, row, variant, whole,
};
