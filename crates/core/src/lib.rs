#![doc = include_str!("../README.md")]

mod action;
mod adapter;
mod admit;
mod asked;
mod declare;
mod definition;
mod emulator;
mod error;
mod event;
mod frame;
#[cfg(feature = "schema")]
mod frame_schema;
mod link;
mod manifest;
#[cfg(feature = "url")]
mod origin;
mod refusal;
mod secret;
mod token;

pub mod answer;
pub mod json;
pub mod launch;

pub use action::{action_from_json, read_action};
pub use adapter::{Adapter, MessageWire, Seen};
pub use admit::broken_limit;
pub use asked::Asked;
pub use declare::{Declared, Limit, declared, degraded, effective, full, support, unsupported};
pub use definition::{Definition, Finding, Severity};
#[cfg(feature = "serde")]
pub use emulator::emulate_event;
pub use emulator::{Emulated, Emulator, Received};
pub use error::{Error, ErrorKind};
pub use event::{event_from_json, read_event};
pub use frame::{Body, Data, Destination, Frame, Inbound, Outbound, PageState, Source};
#[cfg(feature = "schema")]
pub use frame_schema::frame_schema;
pub use link::Link;
pub use manifest::{
    Manifest, PageUrl, Reference, Setting, SettingKind, Size, is_version, references, render,
};
#[cfg(feature = "url")]
pub use origin::{Origin, OriginError, OriginRule, OriginRuleError, OriginRules, OriginRulesError, Scheme};
pub use refusal::{Refusal, Rule, Said};
pub use secret::Secret;
pub use token::{Expiry, TokenAlgorithm, TokenPolicy, TokenPolicyError};
