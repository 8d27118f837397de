#![doc = include_str!("../README.md")]
#![expect(clippy::expect_used, clippy::panic, reason = "a test aid ends a test by panicking")]

mod fixture;
mod lossless;
mod mutation;
mod secret;
mod snapshot;
mod stage;
mod subject;
mod trace;

pub use fixture::{Fixture, fixtures};
pub use lossless::{assert_lossless, same_meaning};
pub use mutation::mutated;
pub use secret::{PLANTED, planted};
pub use snapshot::{decoded, snapshot};
pub use stage::Stage;
pub use subject::Subject;
#[doc(hidden)]
pub use trace::assert_trace;
