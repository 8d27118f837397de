//! A text made of pieces of an indexed one, together with its index: what has been scanned is not scanned again.

use onepane_model::text::{Text, push_literal};

use crate::index::{At, Index, JsonKind, Shelf, push_raw_key};
use crate::scan::Node;

/// A JSON text under construction.
///
/// What is opened is ended, innermost first; in an object each value stands behind its key. All pieces are of one text.
#[derive(Debug)]
pub struct Assembly<'a> {
    text: &'a mut String,
    nodes: Vec<Node>,
    /// The arrays and objects that are open, innermost last.
    open: Vec<usize>,
    compact: bool,
    too_deep: Option<u32>,
}

impl<'a> Assembly<'a> {
    /// Nothing yet; `text` is where it will stand, `shelf` where room for the index may be.
    pub fn new(text: &'a mut String, shelf: &mut Shelf) -> Self {
        text.clear();
        Self { text, nodes: shelf.take(), open: Vec::with_capacity(4), compact: true, too_deep: None }
    }

    /// Begins an object.
    pub fn object(&mut self) {
        self.begin('{', JsonKind::Object);
    }

    /// Begins an array.
    pub fn array(&mut self) {
        self.begin('[', JsonKind::Array);
    }

    /// Ends what was begun last.
    pub fn end(&mut self) {
        let Some(node) = self.open.pop() else { return };
        let next = self.nodes.len() as u32;
        if let Some(node) = self.nodes.get_mut(node) {
            self.text.push(if node.kind == JsonKind::Object { '}' } else { ']' });
            node.end = self.text.len() as u32;
            node.next = next;
        }
    }

    /// The key of the next value, as it was written.
    pub fn key(&mut self, key: Text<'_>) {
        self.comma();
        let start = self.text.len();
        push_raw_key(self.text, key);
        let end = self.text.len() - 1;
        self.push(start, end, JsonKind::String, (key.is_escaped(), key.has_halves()));
    }

    /// A string.
    pub fn string(&mut self, text: &str) {
        self.comma();
        let start = self.text.len();
        push_literal(self.text, text);
        let escaped = self.text.len() - start != text.len() + 2;
        self.push(start, self.text.len(), JsonKind::String, (escaped, false));
    }

    /// A value of the other text.
    pub fn copy(&mut self, at: At<'_>) {
        self.comma();
        let moved = (self.text.len() as u32).wrapping_sub(at.start());
        let renamed = (self.nodes.len() as u32).wrapping_sub(at.node());
        self.text.push_str(at.raw());
        let first = self.nodes.len();
        self.nodes.extend_from_slice(at.nodes());
        for node in self.nodes.iter_mut().skip(first) {
            node.start = node.start.wrapping_add(moved);
            node.end = node.end.wrapping_add(moved);
            node.next = node.next.wrapping_add(renamed);
        }
        let (compact, too_deep) = at.form();
        self.compact &= compact;
        self.too_deep = self.too_deep.or(too_deep);
    }

    /// The finished text with its index.
    pub fn finish(mut self) -> Index<'a> {
        while !self.open.is_empty() {
            self.end();
        }
        Index::new(self.text, self.nodes, self.compact, self.too_deep)
    }

    fn begin(&mut self, bracket: char, kind: JsonKind) {
        self.comma();
        let start = self.text.len();
        self.text.push(bracket);
        self.open.push(self.nodes.len());
        self.push(start, start, kind, (false, false));
    }

    fn comma(&mut self) {
        if !matches!(self.text.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.text.push(',');
        }
    }

    fn push(&mut self, start: usize, end: usize, kind: JsonKind, (escaped, halves): (bool, bool)) {
        let next = self.nodes.len() as u32 + 1;
        self.nodes.push(Node { start: start as u32, end: end as u32, next, kind, escaped, halves });
    }
}
