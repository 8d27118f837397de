#![doc = include_str!("../README.md")]

mod protocol;
mod table;

mod assembly;
mod check;
mod codec;
mod decimal;
mod decode;
mod emulate;
mod emulated;
mod error;
mod family;
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
pub use check::check;
pub use decode::Decoder;
pub use emulate::Emulation;
pub use emulated::Emulated;
pub use error::Corrupt;
pub use index::{At, Index, JsonKind, MAX_DEPTH, Members};
pub use leaves::{Leaves, leaves};
pub use loss::{Loss, LossKind};
pub use protocol::{Envelope, Facts, Protocol, Stamp};
pub use read::read;
pub use sink::{Events, Head, JsonLines, Output};
pub use table::{
    Case, Codec, DurationForm, Event, IdForm, Row, Shape, Table, TimeForm, body, case, cases, constant,
    first, flat, home, named, part, prefixed, row, variant, whole,
};
