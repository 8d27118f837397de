//! What went wrong, as the page gets it.

use std::fmt;

use wasm_bindgen::{JsError, JsValue};

/// What went wrong, in words; where it is thrown, an `Error` with these words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(String);

impl Fault {
    /// Tells what went wrong with what.
    #[cfg(any(feature = "core", feature = "emulators", feature = "widget"))]
    pub(crate) fn with(what: &'static str) -> impl FnOnce(onepane::map::Corrupt) -> Self {
        move |corrupt| Self([what, ": ", &corrupt.words()].concat())
    }

    /// The words alone.
    #[cfg(any(feature = "core", feature = "widget"))]
    pub(crate) fn into_words(self) -> String {
        self.0
    }

    /// What a call returns in place of what was wanted: `{"fault":"…"}`.
    #[cfg(any(feature = "core", feature = "widget"))]
    pub(crate) fn to_json(&self) -> String {
        let mut text = String::from("{\"fault\":");
        onepane::model::text::push_literal(&mut text, &self.0);
        text.push('}');
        text
    }

    /// Tells what went wrong.
    #[cfg(any(feature = "emulators", feature = "token", feature = "widget"))]
    pub(crate) fn new(error: impl fmt::Display) -> Self {
        Self(error.to_string())
    }
}

impl From<onepane::map::Corrupt> for Fault {
    fn from(corrupt: onepane::map::Corrupt) -> Self {
        Self(corrupt.words())
    }
}

impl From<onepane::core::Error> for Fault {
    fn from(error: onepane::core::Error) -> Self {
        Self(error.words())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Fault> for JsValue {
    fn from(fault: Fault) -> Self {
        JsError::new(&fault.0).into()
    }
}
