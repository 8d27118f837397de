//! What the crate promises of tokens, keys and sources of keys.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod attack;
mod authenticator;
mod forge;
#[cfg(feature = "http")]
mod http;
mod key;
mod keys;
mod launch;
mod message;
mod mutation;
mod policy;
#[cfg(feature = "http")]
mod server;
mod valid;
mod vector;
