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
    let mut scan = Scan { bytes: text.as_bytes(), nodes, compact: true, too_deep: None, stopped: 0 };
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
    nodes: Vec<Node>,
    compact: bool,
    too_deep: Option<u32>,
    /// Where it stopped.
    stopped: usize,
}

/// The innermost array or object that is still open.
#[derive(Clone, Copy)]
struct Open {
    node: usize,
    /// The bracket that closes it.
    end: u8,
}

/// Where the scan is goes from step to step by value: in the scan itself, every step would wait for the one before it to
/// have written it down.
impl Scan<'_> {
    fn run(&mut self) -> Result<(), Fault> {
        // An open node's `next` is the node of the one around it, until its own end is known.
        let mut open: Option<Open> = None;
        let mut depth = 0;
        let mut at = 0;
        loop {
            if let Some(Open { end: b'}', .. }) = open {
                at = self.key(at)?;
            }
            // Here a value stands.
            let next;
            (next, at) = self.peek(at);
            at = match next {
                b'"' => self.string(at)?,
                b'{' | b'[' => {
                    let outer = open.map_or(u32::MAX, |open| open.node as u32);
                    let inner = self.enter(at, next, outer, depth)?;
                    let (next, place) = self.peek(at + 1);
                    if next != inner.end {
                        depth += 1;
                        open = Some(inner);
                        at = place;
                        continue;
                    }
                    self.leave(inner, place + 1);
                    place + 1
                }
                b'-' | b'0'..=b'9' => self.number(at)?,
                b'n' => self.word(at, b"null", JsonKind::Null)?,
                b't' => self.word(at, b"true", JsonKind::Bool)?,
                b'f' => self.word(at, b"false", JsonKind::Bool)?,
                _ => return self.stop(at, Fault::NoValue),
            };
            // Behind a value: the next one, or the end of what it stands in.
            loop {
                let next;
                (next, at) = self.peek(at);
                let Some(inner) = open else {
                    return if at == self.bytes.len() { Ok(()) } else { self.stop(at, Fault::NoEnd) };
                };
                if next == b',' {
                    at += 1;
                    break;
                }
                if next != inner.end {
                    return self.stop(at, Fault::NoComma);
                }
                at += 1;
                depth -= 1;
                open = self.leave(inner, at);
            }
        }
    }

    /// The next byte that is no white space, and where it stands; zero, which begins nothing, at the end of the text.
    #[inline(always)]
    fn peek(&mut self, at: usize) -> (u8, usize) {
        match self.bytes.get(at) {
            Some(byte) if *byte > b' ' => (*byte, at),
            _ => self.peek_far(at),
        }
    }

    #[cold]
    fn peek_far(&mut self, from: usize) -> (u8, usize) {
        let mut at = from;
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.bytes.get(at) {
            at += 1;
        }
        // White space around the whole text harms nobody.
        self.compact &= at == from || at == self.bytes.len() || self.nodes.is_empty();
        (self.bytes.get(at).copied().unwrap_or(0), at)
    }

    #[cold]
    fn stop<T>(&mut self, at: usize, fault: Fault) -> Result<T, Fault> {
        self.stopped = at;
        Err(fault)
    }

    fn corrupt(&self, fault: Fault) -> Corrupt {
        let at = self.stopped;
        let expected = match fault {
            Fault::NoValue => "a value",
            Fault::NoKey => "a key",
            Fault::NoColon => "a colon",
            Fault::NoComma => "a comma or the end of the list",
            Fault::NoDigit => "a digit",
            Fault::NoEnd => "the end",
            Fault::Control => return Corrupt::syntax(at, "a string", "a control character in it"),
            Fault::Cut => return Corrupt::syntax(at, "the end of a string", "the end of the text"),
            Fault::Escape => return Corrupt::syntax(at, "a string", "an escape that JSON does not have"),
            Fault::TooDeep => return too_deep(self.too_deep.map_or(at, |at| at as usize)),
        };
        let found = if at < self.bytes.len() { "something else" } else { "the end of the text" };
        Corrupt::syntax(at, expected, found)
    }

    /// Adds the node of what stands here.
    #[inline]
    fn push(&mut self, start: usize, end: usize, kind: JsonKind, (escaped, halves): (bool, bool)) {
        let next = self.nodes.len() as u32 + 1;
        self.nodes.push(Node { start: start as u32, end: end as u32, next, kind, escaped, halves });
    }

    fn enter(&mut self, at: usize, bracket: u8, outer: u32, depth: usize) -> Result<Open, Fault> {
        if depth == MAX_TEXT_DEPTH - 1 {
            return self.stop(at, Fault::TooDeep);
        }
        if depth == MAX_DEPTH - 1 && self.too_deep.is_none() {
            self.too_deep = Some(at as u32);
        }
        let (kind, end) = if bracket == b'{' { (JsonKind::Object, b'}') } else { (JsonKind::Array, b']') };
        let node = self.nodes.len();
        self.nodes.push(Node { start: at as u32, end: 0, next: outer, kind, escaped: false, halves: false });
        Ok(Open { node, end })
    }

    /// Closes what was opened last, which ends here, and gives what it stands in.
    fn leave(&mut self, inner: Open, at: usize) -> Option<Open> {
        let next = self.nodes.len() as u32;
        let node = self.nodes.get_mut(inner.node)?;
        let outer = std::mem::replace(&mut node.next, next) as usize;
        node.end = at as u32;
        let end = if self.nodes.get(outer)?.kind == JsonKind::Object { b'}' } else { b']' };
        Some(Open { node: outer, end })
    }

    #[inline(always)]
    fn key(&mut self, at: usize) -> Result<usize, Fault> {
        let (next, at) = self.peek(at);
        if next != b'"' {
            return self.stop(at, Fault::NoKey);
        }
        let at = self.string(at)?;
        let (next, at) = self.peek(at);
        if next == b':' { Ok(at + 1) } else { self.stop(at, Fault::NoColon) }
    }

    fn word(&mut self, start: usize, word: &[u8], kind: JsonKind) -> Result<usize, Fault> {
        let end = start + word.len();
        if self.bytes.get(start..end) != Some(word) {
            return self.stop(start, Fault::NoValue);
        }
        self.push(start, end, kind, (false, false));
        Ok(end)
    }

    fn number(&mut self, start: usize) -> Result<usize, Fault> {
        let mut at = start;
        if let Some(b'-') = self.bytes.get(at) {
            at += 1;
        }
        at = match self.bytes.get(at) {
            // What follows a leading zero is no part of the number.
            Some(b'0') => at + 1,
            _ => self.digits(at)?,
        };
        if let Some(b'.') = self.bytes.get(at) {
            at = self.digits(at + 1)?;
        }
        if let Some(b'e' | b'E') = self.bytes.get(at) {
            at += 1;
            if let Some(b'+' | b'-') = self.bytes.get(at) {
                at += 1;
            }
            at = self.digits(at)?;
        }
        self.push(start, at, JsonKind::Number, (false, false));
        Ok(at)
    }

    /// Goes behind one digit or more.
    fn digits(&mut self, start: usize) -> Result<usize, Fault> {
        let mut at = start;
        while let Some(b'0'..=b'9') = self.bytes.get(at) {
            at += 1;
        }
        if at == start { self.stop(at, Fault::NoDigit) } else { Ok(at) }
    }

    #[inline(always)]
    fn string(&mut self, start: usize) -> Result<usize, Fault> {
        let end = plain_end(self.bytes, start + 1);
        if let Some(b'"') = self.bytes.get(end) {
            self.push(start, end + 1, JsonKind::String, (false, false));
            return Ok(end + 1);
        }
        self.escaped(start, end)
    }

    /// A string that is plain up to here.
    fn escaped(&mut self, start: usize, mut at: usize) -> Result<usize, Fault> {
        let mut halves = false;
        loop {
            match self.bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    let is_half;
                    (at, is_half) = self.escape(at)?;
                    halves |= is_half;
                }
                Some(_) => return self.stop(at, Fault::Control),
                None => return self.stop(at, Fault::Cut),
            }
            at = plain_end(self.bytes, at);
        }
        self.push(start, at + 1, JsonKind::String, (true, halves));
        Ok(at + 1)
    }

    /// Goes behind one escape; tells whether it is half of a pair.
    fn escape(&mut self, at: usize) -> Result<(usize, bool), Fault> {
        let digits = match self.bytes.get(at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => return Ok((at + 2, false)),
            Some(b'u') => self.bytes.get(at + 2..at + 6).filter(|digits| is_hex(digits)),
            _ => None,
        };
        let Some(digits) = digits else { return self.stop(at, Fault::Escape) };
        Ok((at + 6, matches!(digits, [b'd' | b'D', b'8'..=b'9' | b'a'..=b'f' | b'A'..=b'F', ..])))
    }
}

fn is_hex(digits: &[u8]) -> bool {
    digits.iter().all(u8::is_ascii_hexdigit)
}
