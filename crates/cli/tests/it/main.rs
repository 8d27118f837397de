//! The binary as its users see it.
#![expect(clippy::unwrap_used, reason = "a test ends by panicking")]

mod bad_input;
mod bridge;
mod capabilities;
mod decode;
mod definition;
mod dev;
mod emulate;
mod encode;
mod help;
mod input;
mod jobs;
mod new;
mod pipes;
mod replay;
mod scale;
mod secrets;
mod support;
mod token;
mod usage;
