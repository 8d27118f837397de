//! The lexer under the index: one pass over the bytes of a JSON text.
//!
//! Small enough to be read against RFC 8259 in one sitting, and without recursion. That it accepts and refuses
//! exactly what it should is not a matter of belief: `tests/it/lexer.rs` holds it against `serde_json` and `hifijson`
//! on damaged texts, and `fuzz/fuzz_targets/index.rs` on any bytes.

use onepane_model::text::{Text, plain_end};

use crate::error::Corrupt;
use crate::index::{JsonKind, MAX_DEPTH};

/// How many levels any text may have. A neutral event is deeper than the frame that it tells: by the notes in
/// `extra`, by parts that were one object, and by JSON that stood in a string.
const MAX_TEXT_DEPTH: usize = 4 * MAX_DEPTH;

/// Where a value or a key stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The node behind this one and all it contains.
    pub(crate) next: u32,
    pub(crate) kind: JsonKind,
    /// Whether there is a backslash in the string that it is.
    pub(crate) escaped: bool,
    /// Whether an escape in it is half of a surrogate pair.
    pub(crate) halves: bool,
}

impl Node {
    /// Behind the end of everything.
    pub(crate) const NOWHERE: Self =
        Self { start: 0, end: 0, next: u32::MAX, kind: JsonKind::Null, escaped: false, halves: false };
}

impl Node {
    /// The inside of the string that it is.
    pub(crate) fn inside<'a>(&self, text: &'a str) -> Option<Text<'a>> {
        let inside = text.get(self.start as usize + 1..self.end as usize - 1)?;
        Some(if self.escaped { Text::escaped(inside, self.halves) } else { Text::plain(inside) })
    }
}

/// What the scan of a text came to.
#[derive(Debug)]
pub(crate) struct Scanned {
    /// Values and keys in the order of the text, each before what is in it.
    pub(crate) nodes: Vec<Node>,
    /// Whether there is no white space between tokens.
    pub(crate) compact: bool,
    /// Where the first value begins that is too deep for a host's text.
    pub(crate) too_deep: Option<u32>,
}

/// Scans a text that holds exactly one JSON value; what is in `nodes` is forgotten, its room is used.
pub(crate) fn scan(text: &str, mut nodes: Vec<Node>) -> Result<Scanned, Corrupt> {
    if u32::try_from(text.len()).is_err() {
        return Err(Corrupt::syntax(0, "a text below 4 GiB", "a longer one"));
    }
    nodes.clear();
    nodes.reserve(text.len() / 8 + 1);
    let mut scan = Scan { bytes: text.as_bytes(), at: 0, nodes, compact: true, too_deep: None };
    scan.run().map_err(|fault| scan.corrupt(fault))?;
    Ok(Scanned { nodes: scan.nodes, compact: scan.compact, too_deep: scan.too_deep })
}

pub(crate) fn too_deep(offset: usize) -> Corrupt {
    Corrupt::syntax(offset, "at most 128 levels of nesting", "more")
}

/// Why the scan stopped, at the place that it had come to: in a word, since every step answers whether there is one.
#[derive(Clone, Copy)]
enum Fault {
    NoValue,
    NoKey,
    NoColon,
    NoComma,
    NoDigit,
    NoEnd,
    Control,
    Cut,
    Escape,
    TooDeep,
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    nodes: Vec<Node>,
    compact: bool,
    too_deep: Option<u32>,
}

/// The innermost array or object that is still open.
#[derive(Clone, Copy)]
struct Open {
    node: usize,
    /// The bracket that closes it.
    end: u8,
}

impl Scan<'_> {
    fn run(&mut self) -> Result<(), Fault> {
        // An open node's `next` is the node of the one around it, until its own end is known.
        let mut open: Option<Open> = None;
        let mut depth = 0;
        loop {
            if let Some(Open { end: b'}', .. }) = open {
                self.key()?;
            }
            // Here a value stands.
            match self.peek() {
                Some(b'"') => self.string()?,
                Some(bracket @ (b'{' | b'[')) => {
                    let outer = open.map_or(u32::MAX, |open| open.node as u32);
                    let inner = self.enter(bracket, outer, depth)?;
                    if self.peek() == Some(inner.end) {
                        self.at += 1;
                        self.leave(inner);
                    } else {
                        depth += 1;
                        open = Some(inner);
                        continue;
                    }
                }
                Some(b'-' | b'0'..=b'9') => self.number()?,
                Some(b'n') => self.word(b"null", JsonKind::Null)?,
                Some(b't') => self.word(b"true", JsonKind::Bool)?,
                Some(b'f') => self.word(b"false", JsonKind::Bool)?,
                _ => return Err(Fault::NoValue),
            }
            // Behind a value: the next one, or the end of what it stands in.
            loop {
                let Some(inner) = open else {
                    return match self.peek() {
                        None => Ok(()),
                        Some(_) => Err(Fault::NoEnd),
                    };
                };
                match self.peek() {
                    Some(b',') => {
                        self.at += 1;
                        break;
                    }
                    Some(byte) if byte == inner.end => {
                        self.at += 1;
                        depth -= 1;
                        open = self.leave(inner);
                    }
                    _ => return Err(Fault::NoComma),
                }
            }
        }
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        match self.bytes.get(self.at) {
            Some(byte) if *byte > b' ' => Some(*byte),
            _ => self.peek_far(),
        }
    }

    #[cold]
    fn peek_far(&mut self) -> Option<u8> {
        let before = self.at;
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.bytes.get(self.at) {
            self.at += 1;
        }
        let next = self.bytes.get(self.at).copied();
        // White space around the whole text harms nobody.
        self.compact &= before == self.at || next.is_none() || self.nodes.is_empty();
        next
    }

    fn corrupt(&self, fault: Fault) -> Corrupt {
        let expected = match fault {
            Fault::NoValue => "a value",
            Fault::NoKey => "a key",
            Fault::NoColon => "a colon",
            Fault::NoComma => "a comma or the end of the list",
            Fault::NoDigit => "a digit",
            Fault::NoEnd => "the end",
            Fault::Control => return Corrupt::syntax(self.at, "a string", "a control character in it"),
            Fault::Cut => return Corrupt::syntax(self.at, "the end of a string", "the end of the text"),
            Fault::Escape => {
                return Corrupt::syntax(self.at, "a string", "an escape that JSON does not have");
            }
            Fault::TooDeep => return too_deep(self.too_deep.map_or(self.at, |at| at as usize)),
        };
        let found = if self.at < self.bytes.len() { "something else" } else { "the end of the text" };
        Corrupt::syntax(self.at, expected, found)
    }

    /// Adds the node of what began at `start` and ends here.
    fn push(&mut self, start: usize, kind: JsonKind, (escaped, halves): (bool, bool)) {
        let next = self.nodes.len() as u32 + 1;
        self.nodes.push(Node { start: start as u32, end: self.at as u32, next, kind, escaped, halves });
    }

    fn enter(&mut self, bracket: u8, outer: u32, depth: usize) -> Result<Open, Fault> {
        if depth == MAX_TEXT_DEPTH - 1 {
            return Err(Fault::TooDeep);
        }
        if depth == MAX_DEPTH - 1 && self.too_deep.is_none() {
            self.too_deep = Some(self.at as u32);
        }
        let (kind, end) = if bracket == b'{' { (JsonKind::Object, b'}') } else { (JsonKind::Array, b']') };
        let node = self.nodes.len();
        self.nodes.push(Node {
            start: self.at as u32,
            end: 0,
            next: outer,
            kind,
            escaped: false,
            halves: false,
        });
        self.at += 1;
        Ok(Open { node, end })
    }

    /// Closes what was opened last, and gives what it stands in.
    fn leave(&mut self, inner: Open) -> Option<Open> {
        let (end, next) = (self.at as u32, self.nodes.len() as u32);
        let node = self.nodes.get_mut(inner.node)?;
        let outer = std::mem::replace(&mut node.next, next) as usize;
        node.end = end;
        let end = if self.nodes.get(outer)?.kind == JsonKind::Object { b'}' } else { b']' };
        Some(Open { node: outer, end })
    }

    #[inline(always)]
    fn key(&mut self) -> Result<(), Fault> {
        if self.peek() != Some(b'"') {
            return Err(Fault::NoKey);
        }
        self.string()?;
        if self.peek() != Some(b':') {
            return Err(Fault::NoColon);
        }
        self.at += 1;
        Ok(())
    }

    fn word(&mut self, word: &[u8], kind: JsonKind) -> Result<(), Fault> {
        let start = self.at;
        if self.bytes.get(start..start + word.len()) != Some(word) {
            return Err(Fault::NoValue);
        }
        self.at += word.len();
        self.push(start, kind, (false, false));
        Ok(())
    }

    fn number(&mut self) -> Result<(), Fault> {
        let start = self.at;
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        match self.bytes.get(self.at) {
            // What follows a leading zero is no part of the number.
            Some(b'0') => self.at += 1,
            _ => self.digits()?,
        }
        if self.bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.bytes.get(self.at) {
            self.at += 1;
            if let Some(b'+' | b'-') = self.bytes.get(self.at) {
                self.at += 1;
            }
            self.digits()?;
        }
        self.push(start, JsonKind::Number, (false, false));
        Ok(())
    }

    /// One digit or more.
    fn digits(&mut self) -> Result<(), Fault> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.bytes.get(self.at) {
            self.at += 1;
        }
        if self.at == start { Err(Fault::NoDigit) } else { Ok(()) }
    }

    #[inline(always)]
    fn string(&mut self) -> Result<(), Fault> {
        let start = self.at;
        self.at = plain_end(self.bytes, start + 1);
        let escaped = self.bytes.get(self.at) != Some(&b'"');
        let halves = escaped && self.escapes()?;
        self.at += 1;
        self.push(start, JsonKind::String, (escaped, halves));
        Ok(())
    }

    /// Goes on to the end of a string behind its plain beginning, and tells whether there are halves of pairs.
    fn escapes(&mut self) -> Result<bool, Fault> {
        let mut halves = false;
        loop {
            match self.bytes.get(self.at) {
                Some(b'"') => return Ok(halves),
                Some(b'\\') => halves |= self.escape()?,
                Some(_) => return Err(Fault::Control),
                None => return Err(Fault::Cut),
            }
            self.at = plain_end(self.bytes, self.at);
        }
    }

    /// One escape; tells whether it is half of a pair.
    fn escape(&mut self) -> Result<bool, Fault> {
        let digits = match self.bytes.get(self.at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
                self.at += 2;
                return Ok(false);
            }
            Some(b'u') => self.bytes.get(self.at + 2..self.at + 6).filter(|digits| is_hex(digits)),
            _ => None,
        };
        let Some(digits) = digits else { return Err(Fault::Escape) };
        self.at += 6;
        Ok(matches!(digits, [b'd' | b'D', b'8'..=b'9' | b'a'..=b'f' | b'A'..=b'F', ..]))
    }
}

fn is_hex(digits: &[u8]) -> bool {
    digits.iter().all(u8::is_ascii_hexdigit)
}
