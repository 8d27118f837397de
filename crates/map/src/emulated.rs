//! A document of a host, made of a neutral event.

use std::ops::Range;

use onepane_model::text::Text;

use crate::emulate::Emulation;
use crate::loss::Loss;

/// A document of a host.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Emulated {
    /// The host's name of the event.
    pub name: String,
    /// The document, envelope included where there is one; JSON text.
    pub text: String,
    /// What could not be carried over.
    pub losses: Vec<Loss>,
    /// The members of the envelope. Absent without one.
    around: Option<Vec<Span>>,
    /// The members of the payload, where a table made an object of it.
    inside: Vec<Span>,
}

impl Emulated {
    pub(crate) fn of(frame: Frame, emulation: Emulation<'_>) -> Self {
        let (text, losses, inside) = emulation.into_parts();
        Self { name: frame.name, text, losses, around: frame.around, inside }
    }

    /// The members of the document in its order, each value as JSON text. No two have the same key.
    pub fn members(&self) -> impl Iterator<Item = (Text<'_>, &str)> {
        self.told(self.around.as_ref().unwrap_or(&self.inside))
    }

    /// The same of the event's payload, which is the document itself where nothing surrounds it. Empty for one that no
    /// table made.
    pub fn payload(&self) -> impl Iterator<Item = (Text<'_>, &str)> {
        self.told(&self.inside)
    }

    fn told<'e>(&'e self, spans: &'e [Span]) -> impl Iterator<Item = (Text<'e>, &'e str)> + use<'e> {
        let text = |span: &Range<usize>| self.text.get(span.clone()).unwrap_or("");
        spans.iter().map(move |span| (Text::from_raw(text(&span.key)), text(&span.value)))
    }
}

/// What surrounds a payload.
#[derive(Debug)]
pub(crate) struct Frame {
    /// The host's name of the event.
    pub(crate) name: String,
    /// The members of the envelope. Absent without one.
    pub(crate) around: Option<Vec<Span>>,
}

/// Where a member stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    /// The inside of its key.
    pub(crate) key: Range<usize>,
    pub(crate) value: Range<usize>,
}
