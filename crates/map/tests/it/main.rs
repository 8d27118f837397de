//! What the engine owes its adapters, on tables of a harbour that does not exist.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod damage;
mod harbour;
mod peer;
mod run;
mod tree;

mod codecs;
mod decoder;
mod edits;
mod errors;
mod flags;
mod foreign;
mod lexer;
mod lossless;
mod neutral;
mod notes;
mod reading;
mod room;
mod scale;
mod secrets;
mod shapes;
mod tables;
mod time;
