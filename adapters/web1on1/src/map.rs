//! web1on1's events as tables: there are none, as the host tells a page nothing.
//!
//! What does come in is alike on every host, the launch and the answers to calls, and needs no table.
//!
//! Source: the vendor's guide to the widget API, read 2026-11-21. It documents no event, callback or
//! window message.

use onepane_map::Protocol;

/// web1on1's protocol: no events, no envelope, no secrets.
pub static PROTOCOL: Protocol =
    Protocol { host: crate::HOST, envelope: None, events: &[], answers: &[], secrets: &[] };
