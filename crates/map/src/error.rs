//! What can be wrong with a text, and where.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};

use onepane_model::text::push_integer;

/// A value that cannot be what it claims to be.
///
/// Names where it stands, what was expected and the *kind* of what was found; never the value itself,
/// which may be personal data.
///
/// No larger than a pointer: whatever may fail answers with one of these or with nothing, and almost always with
/// nothing. What it says is read and set as [`Details`]'s fields are.
#[derive(Clone, PartialEq, Eq)]
pub struct Corrupt(Box<Details>);

/// What a [`Corrupt`] says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Details {
    /// JSON pointer (RFC 6901) into the document; empty for the document itself.
    pub pointer: String,
    /// What was expected, such as `a string`.
    pub expected: Cow<'static, str>,
    /// What was found, such as `a number`.
    pub found: Cow<'static, str>,
    /// For text that is no JSON at all: the zero-based byte at which it stops being JSON.
    pub offset: Option<usize>,
}

impl Deref for Corrupt {
    type Target = Details;

    fn deref(&self) -> &Details {
        &self.0
    }
}

impl DerefMut for Corrupt {
    fn deref_mut(&mut self) -> &mut Details {
        &mut self.0
    }
}

impl fmt::Debug for Corrupt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Corrupt {
    /// What it says, in words: as it is displayed.
    pub fn words(&self) -> String {
        let mut words = String::new();
        if let Some(offset) = self.offset {
            words.push_str("not JSON at byte ");
            push_integer(&mut words, offset as i64);
            words.push_str(": ");
        } else if !self.pointer.is_empty() {
            words.push_str(&self.pointer);
            words.push_str(": ");
        }
        [&words, "expected ", &self.expected, ", found ", &self.found].concat()
    }

    /// A wrong value at a place.
    #[cold]
    pub fn new(
        pointer: impl Into<String>,
        expected: impl Into<Cow<'static, str>>,
        found: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self(Box::new(Details {
            pointer: pointer.into(),
            expected: expected.into(),
            found: found.into(),
            offset: None,
        }))
    }

    /// Text that stops being JSON at a byte.
    pub fn syntax(
        offset: usize,
        expected: impl Into<Cow<'static, str>>,
        found: impl Into<Cow<'static, str>>,
    ) -> Self {
        let mut corrupt = Self::new("", expected, found);
        corrupt.offset = Some(offset);
        corrupt
    }
}

impl fmt::Display for Corrupt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words())
    }
}

impl std::error::Error for Corrupt {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_as_large_as_a_pointer() {
        assert_eq!(size_of::<Result<(), Corrupt>>(), size_of::<usize>());
    }
}
