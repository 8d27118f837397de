//! What a session does, seen from outside.
#![expect(clippy::unwrap_used, reason = "a test ends by panicking")]

mod acting;
mod asking;
mod console;
mod context;
mod derived;
mod ending;
mod redaction;
mod replay;
mod schedule;
mod support;
mod trust;
