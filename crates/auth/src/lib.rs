#![doc = include_str!("../README.md")]

mod claims;
mod rejection;
mod verifier;

#[cfg(feature = "native")]
mod authenticator;
#[cfg(feature = "http")]
mod http;
mod key;
mod key_set;
mod key_source;

mod inspect;
#[cfg(feature = "native")]
mod launch;

#[cfg(feature = "native")]
mod cache;
mod compact;
mod header;
mod strict_json;
mod value;

#[cfg(feature = "native")]
pub use authenticator::Authenticator;
pub use claims::Claims;
#[cfg(feature = "http")]
pub use http::HttpKeys;
pub use inspect::UnverifiedToken;
pub use key::{Key, KeyError};
pub use key_set::KeySet;
pub use key_source::{KeySource, KeySourceError, StaticKeys};
#[cfg(feature = "native")]
pub use launch::{LaunchError, token_in_url};
pub use rejection::{Part, Reason, Rejection};
pub use verifier::{Signed, VerifiedToken, Verifier};
