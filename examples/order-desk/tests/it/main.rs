//! The desk at every console.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test ends by panicking")]

#[cfg(feature = "sqlite")]
mod orders;
mod transcript;
