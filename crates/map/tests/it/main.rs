//! What the engine owes its adapters, on tables of a harbour that does not exist.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod damage;
mod harbour;
mod run;
mod tree;

mod edits;
mod errors;
mod flags;
mod lexer;
mod lossless;
mod neutral;
mod scale;
mod secrets;
