//! The checks behind the properties, by what they are about.

pub(crate) mod actions;
pub(crate) mod capabilities;
pub(crate) mod decode;
pub(crate) mod definition;
pub(crate) mod events;
pub(crate) mod fixtures;
pub(crate) mod forms;
pub(crate) mod kit;
pub(crate) mod limits;
pub(crate) mod lossless;
pub(crate) mod pure;
pub(crate) mod secrets;
pub(crate) mod triage;
