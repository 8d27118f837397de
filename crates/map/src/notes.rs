//! The translation's own notes in `extra`: without them a frame could not be rebuilt exactly.
//!
//! All of them begin with a single `$`, which no key of a host does there.

use std::borrow::Cow;

use onepane_model::text::{Text, digits, push_literal};

use crate::index::push_raw_key;
use crate::table::{Row, Shape};

/// Which of several places a member came from: `{"channel": "/channel"}`.
pub(crate) const AS: &str = "$as";
/// What stood at a second place and was something else: `{"/channel": "Channel::Api"}`.
pub(crate) const OTHER: &str = "$other";
/// Items of lists and keyed objects that are not, or not exactly, in the model:
/// `{"/tickets": {"1": null}}`.
pub(crate) const ITEMS: &str = "$items";
/// Where in an array the items with names stand: `{"/context": {"2": "company"}}`.
pub(crate) const NAMES: &str = "$names";
/// Which of several shapes the host gave it.
pub(crate) const SHAPE: &str = "$shape";
/// A payload that is one value of the model as a whole, and not exactly.
pub(crate) const WHOLE: &str = "$whole";
/// What the envelope holds beyond the event's attributes.
pub(crate) const ENVELOPE: &str = "$envelope";
/// The place that stands for a value which the host leaves out because it goes without saying.
pub(crate) const ABSENT: &str = "$absent";
/// The place that stands for a time which the host did not send, but the frame's recording gave.
pub(crate) const AT: &str = "$at";

/// The notes on one record, written only when there are any.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    pub(crate) r#as: Object,
    pub(crate) other: Object,
    pub(crate) items: Object,
    pub(crate) names: Object,
}

impl Notes {
    pub(crate) fn named(&self) -> [(&'static str, &Object); 4] {
        [(AS, &self.r#as), (OTHER, &self.other), (ITEMS, &self.items), (NAMES, &self.names)]
    }
}

/// A JSON object under construction.
#[derive(Debug, Default)]
pub(crate) struct Object(String);

impl Object {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a member whose value the caller appends.
    pub(crate) fn member(&mut self, key: &str) -> &mut String {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        push_literal(&mut self.0, key);
        self.0.push(':');
        &mut self.0
    }

    /// Adds a member under a key in its JSON form.
    pub(crate) fn raw_member(&mut self, key: Text<'_>) -> &mut String {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        push_raw_key(&mut self.0, key);
        &mut self.0
    }

    /// Adds a member for an item of a list, whose value the caller appends.
    pub(crate) fn place(&mut self, place: usize) -> &mut String {
        self.member(digits(place as i64, &mut [0; 20]))
    }

    /// Adds a member with a string.
    pub(crate) fn string(&mut self, key: &str, value: &str) {
        push_literal(self.member(key), value);
    }

    /// Appends the finished object.
    pub(crate) fn push_into(&self, out: &mut String) {
        out.push_str(&self.0);
        out.push('}');
    }
}

/// How a host's key stands in `extra`: one that begins with `$` gains one more.
pub(crate) fn needs_escape(key: &str) -> bool {
    key.starts_with('$')
}

/// The key under which the host's own value of a row stands in `extra`.
pub(crate) fn kept_key(row: &Row) -> Cow<'static, str> {
    match row.shape {
        Shape::Whole(..) => WHOLE.into(),
        _ if needs_escape(row.host) => ["$", row.host].concat().into(),
        _ => row.host.into(),
    }
}

/// Whether a key in `extra` can be that of a note.
pub(crate) fn may_be_note(key: Text<'_>) -> bool {
    key.raw().starts_with(['$', '\\'])
}

/// The host's key that stands so in `extra`; `None` for a note.
pub(crate) fn host_key(key: Text<'_>) -> Option<Text<'_>> {
    let behind = |raw| str::strip_prefix(raw, '$').or_else(|| raw.strip_prefix("\\u0024"));
    match behind(key.raw()) {
        Some(rest) => behind(rest).map(|_| Text::from_raw(rest)),
        None => Some(key),
    }
}
