#![doc = include_str!("../README.md")]
#![expect(clippy::expect_used, clippy::panic, reason = "a test aid ends a test by panicking")]

pub mod conformance;

mod decoded;
mod fixture;
mod lossless;
mod mutation;
mod secret;
#[cfg(feature = "snapshots")]
mod snapshot;
mod stage;
mod subject;
#[cfg(feature = "snapshots")]
mod trace;

pub use decoded::decoded;
pub use fixture::{Fixture, Fixtures, fixtures};
#[doc(hidden)]
pub use include_dir;
pub use lossless::{assert_lossless, same_meaning};
pub use mutation::mutated;
pub use secret::{PLANTED, planted};
#[cfg(feature = "snapshots")]
pub use snapshot::snapshot;
pub use stage::Stage;
pub use subject::Subject;
#[cfg(feature = "snapshots")]
#[doc(hidden)]
pub use trace::assert_trace;
