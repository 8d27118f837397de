//! Takes input apart into records, and finds the next one behind a broken one.
//!
//! A line that is a complete value is a record: that is the fast way, for JSON Lines. Anything else goes
//! through [`Scan`], byte by byte: documents over several lines, items of an array, and what is broken.
//! Behind a broken record the next one begins at
//!
//! - the next item, if the record was on one line of an array and its end can be made out;
//! - the next line, if it broke on the line on which it began;
//! - else the first later line that is not indented deeper and looks like a beginning. Such lines may have
//!   been read as part of the broken record, which is why it is kept until its end is known.

use onepane::map::Index;

use crate::input::feed::Batch;
use crate::input::scan::{ELSE, END, Scan, Step, Wrong};
use crate::input::window::{Spot, Window, is_space};
use crate::input::{Arrays, Broken, Halt, Piece, Place, Reason, Record, Take};

/// Longer records are broken ones.
const LONGEST: usize = 256 * 1024 * 1024;

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// The records that begin in a batch of the input.
///
/// A record, or a list of them, may reach into the batches behind it, which are asked for then. That a
/// batch ends with a line and no record is open is all that must be given where the next one begins:
/// nothing else is remembered from line to line.
pub(crate) struct Records {
    window: Window,
    arrays: Arrays,
    /// Whether the input begins here.
    is_first: bool,
    /// The array at the top that is being taken apart.
    array: Option<Array>,
    /// The last line on which something was broken.
    broken_line: u64,
}

#[derive(Debug, Clone, Copy)]
struct Array {
    /// The line on which it begins.
    line: u64,
    next: Next,
    /// Off once the array is known to be broken, and commas no longer matter.
    strict: bool,
    items: u64,
    /// The line on which the last item began.
    item_line: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    ItemOrEnd,
    Item,
    CommaOrEnd,
}

/// Where a broken record began and broke.
struct Break {
    start: Spot,
    spot: Spot,
    depth: u32,
    in_string: bool,
}

impl Records {
    pub(crate) fn new(batch: Batch, arrays: Arrays) -> Self {
        let is_first = batch.number == 0;
        Self { window: Window::new(batch), arrays, is_first, array: None, broken_line: 0 }
    }

    /// Hands over one piece after the other, up to the end of a batch; false when no other may follow.
    pub(crate) fn each(&mut self, take: &mut dyn Take) -> Result<bool, Halt> {
        if self.is_first && self.is_utf16(take)? {
            let reason = Reason {
                text: "expected UTF-8, found UTF-16".to_owned(),
                hint: Some("convert it first: iconv -f UTF-16 -t UTF-8"),
            };
            take.piece(Piece::Broken(Broken { place: Place { line: 1, item: None }, reason }))?;
            return Ok(false);
        }
        while match self.array {
            Some(array) => self.in_array(array, take)?,
            None => self.between(take)?,
        } {}
        Ok(true)
    }

    /// What is in memory: the batch, unless more was asked for.
    pub(crate) fn into_batch(self) -> Batch {
        self.window.into_batch()
    }

    /// Whether the text begins as UTF-16 does, which some shells write unasked.
    fn is_utf16(&mut self, take: &mut dyn Take) -> Result<bool, Halt> {
        while matches!(self.window.rest(), [0xFE | 0xFF]) && self.window.fill(take)? {}
        Ok(matches!(self.window.rest(), [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]))
    }

    /// Outside of arrays.
    fn between(&mut self, take: &mut dyn Take) -> Result<bool, Halt> {
        self.window.skip_space_here();
        if self.window.is_between_batches() {
            return Ok(false);
        }
        let Some(byte) = self.window.peek(take)? else { return Ok(false) };
        if is_space(byte) || byte == b'\n' {
            return Ok(true);
        }
        if byte == BOM[0] && self.window.spot.column == self.window.spot.indent {
            // Files that were put together have one wherever a file began.
            while self.window.rest().len() < BOM.len() && self.window.fill(take)? {}
            if self.window.rest().starts_with(BOM) {
                self.window.drop_front(BOM.len());
                return Ok(true);
            }
        }
        if byte == b'[' && self.arrays == Arrays::Split {
            let line = self.window.spot.line;
            self.window.advance(1);
            self.array = Some(Array { line, next: Next::ItemOrEnd, strict: true, items: 0, item_line: 0 });
            return Ok(true);
        }
        if let Some(line) = self.window.line() {
            let length = line.len();
            let place = Place { line: self.window.spot.line, item: None };
            if let Ok(text) = std::str::from_utf8(line) {
                let is_taken = take.line(place, text);
                if !is_taken {
                    if let Ok(index) = Index::parse(text) {
                        take.piece(Piece::Record(Record { place, at: index.root() }))?;
                    } else {
                        self.value(take)?;
                        return Ok(true);
                    }
                }
                self.window.advance(length);
                return Ok(true);
            }
        }
        self.value(take)?;
        Ok(true)
    }

    /// Inside an array at the top.
    fn in_array(&mut self, mut array: Array, take: &mut dyn Take) -> Result<bool, Halt> {
        let byte = self.window.skip_space(take)?;
        let line = self.window.spot.line;
        let wrong = match (array.next, byte) {
            (_, None) => Some(("a comma or the end of the array", END)),
            (Next::Item, Some(b']')) => Some(("a value", "the end of the array")),
            (Next::Item | Next::ItemOrEnd, Some(b',')) => Some(("a value", "a comma")),
            (Next::CommaOrEnd, Some(b',' | b']')) | (Next::ItemOrEnd, Some(b']')) => None,
            (Next::CommaOrEnd, Some(_)) => Some(("a comma or the end of the array", "something else")),
            (Next::Item | Next::ItemOrEnd, Some(_)) => None,
        };
        if let Some((expected, found)) = wrong.filter(|_| array.strict) {
            array.strict = false;
            let text = format!(
                "in the array that begins on line {}: expected {expected}, found {found}",
                array.line
            );
            self.broken(Place { line, item: None }, Reason::new(text), take)?;
        }
        match byte {
            None => {
                self.array = None;
                return Ok(false);
            }
            Some(b']') => {
                self.window.advance(1);
                self.array = None;
                self.behind_array(take)?;
            }
            Some(b',') => {
                self.window.advance(1);
                array.next = Next::Item;
                self.array = Some(array);
            }
            Some(_) => {
                array.items += 1;
                array.next = Next::CommaOrEnd;
                self.array = Some(array);
                self.value(take)?;
                if let Some(array) = &mut self.array {
                    array.item_line = line;
                }
            }
        }
        Ok(true)
    }

    /// One complaint about a line is enough.
    fn behind_array(&mut self, take: &mut dyn Take) -> Result<(), Halt> {
        if self.broken_line == self.window.spot.line && !self.is_tail_clean(take)? {
            self.window.skip_line(take)?;
        }
        Ok(())
    }

    /// A value that begins here, of whatever length.
    fn value(&mut self, take: &mut dyn Take) -> Result<(), Halt> {
        let start = self.window.spot;
        self.window.set_mark();
        let mut scan = Scan::new();
        let outcome = loop {
            match scan.feed(self.window.rest()) {
                Step::Done(length) => {
                    self.window.advance(length);
                    break Ok(());
                }
                Step::Wrong(length, wrong) => {
                    self.window.advance(length);
                    break Err(wrong);
                }
                Step::More => self.window.advance(self.window.rest().len()),
            }
            if self.window.marked().len() > LONGEST {
                break Err(Wrong { expected: "a record of at most 256 MiB", found: "a longer one" });
            }
            if !self.window.fill(take)? {
                break scan.finish();
            }
        };
        let tailed = outcome.is_ok() && self.array.is_none() && !self.is_tail_clean(take)?;
        let place = self.place(start);
        match outcome {
            Ok(()) if tailed => {
                let space = self.window.rest().iter().take_while(|byte| is_space(**byte)).count();
                self.window.advance(space);
                let reason = self
                    .complete(start)
                    .err()
                    .unwrap_or_else(|| not_json("the end of the line", ELSE, start, self.window.spot));
                self.broken(place, reason, take)?;
                self.window.skip_line(take)?;
            }
            Ok(()) => match self.complete(start) {
                Ok(index) => take.piece(Piece::Record(Record { place, at: index.root() }))?,
                Err(reason) => self.broken(place, reason, take)?,
            },
            Err(wrong) => {
                let spot = self.window.spot;
                self.broken(place, not_json(wrong.expected, wrong.found, start, spot), take)?;
                let (depth, in_string) = (scan.depth(), scan.in_string());
                self.recover(&Break { start, spot, depth, in_string }, take)?;
            }
        }
        self.window.clear_mark();
        Ok(())
    }

    /// Whether the rest of the line is nothing, or the beginning of another value.
    fn is_tail_clean(&mut self, take: &mut dyn Take) -> Result<bool, Halt> {
        loop {
            match self.window.rest().iter().find(|byte| !is_space(**byte)) {
                Some(byte) => return Ok(matches!(byte, b'\n' | b'{' | b'[')),
                None => {
                    if !self.window.fill(take)? {
                        return Ok(true);
                    }
                }
            }
        }
    }

    /// A value whose end is known; it may still be none of JSON's.
    fn complete(&self, start: Spot) -> Result<Index<'_>, Reason> {
        let bytes = self.window.marked();
        let spot = |offset: usize| start.behind(bytes.get(..offset).unwrap_or_default());
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let position = position(start, spot(error.valid_up_to()));
            Reason::new(format!("not UTF-8 at {position}"))
        })?;
        Index::parse(text).map_err(|corrupt| {
            not_json(&corrupt.expected, &corrupt.found, start, spot(corrupt.offset.unwrap_or(0)))
        })
    }

    fn place(&self, start: Spot) -> Place {
        let shares = |array: &Array| [array.line, array.item_line].contains(&start.line);
        let item = self.array.filter(shares).map(|array| array.items);
        Place { line: start.line, item }
    }

    fn broken(&mut self, place: Place, reason: Reason, take: &mut dyn Take) -> Result<(), Halt> {
        self.broken_line = self.window.spot.line;
        take.piece(Piece::Broken(Broken { place, reason }))
    }

    /// Finds the next record behind a broken one.
    fn recover(&mut self, broken: &Break, take: &mut dyn Take) -> Result<(), Halt> {
        if broken.spot.line > broken.start.line {
            let marked = self.window.marked();
            let line = memchr::memchr(b'\n', marked).map_or(marked.len(), |end| end + 1);
            let spot = broken.start.behind(marked.get(..line).unwrap_or_default());
            self.window.rewind(line, spot);
            self.window.clear_mark();
            return self.resume(broken.start, take);
        }
        self.window.clear_mark();
        match &mut self.array {
            None => self.window.skip_line(take),
            Some(array) => {
                array.strict = false;
                self.skip_item(broken, take)
            }
        }
    }

    /// Skips what is left of a broken item on its line.
    fn skip_item(&mut self, broken: &Break, take: &mut dyn Take) -> Result<(), Halt> {
        let (mut depth, mut in_string, mut escaped) = (broken.depth, broken.in_string, false);
        while let Some(byte) = self.window.peek(take)? {
            match byte {
                b'\n' => return Ok(()),
                _ if escaped => escaped = false,
                b'\\' if in_string => escaped = true,
                b'"' => in_string = !in_string,
                _ if in_string => {}
                b',' | b']' if depth == 0 => return Ok(()),
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.window.advance(1);
        }
        Ok(())
    }

    /// Skips lines until one looks like the beginning of a record, or the end of the broken one.
    fn resume(&mut self, start: Spot, take: &mut dyn Take) -> Result<(), Halt> {
        loop {
            let Some(byte) = self.window.skip_space(take)? else { return Ok(()) };
            if self.window.spot.indent <= start.indent {
                match (&mut self.array, byte) {
                    (Some(array), b'[') if array.line == start.line => {
                        // A list in each line.
                        self.array = None;
                        return Ok(());
                    }
                    (Some(array), b'}' | b']') => {
                        (array.strict, array.next) = (false, Next::CommaOrEnd);
                        self.window.advance(usize::from(byte == b'}'));
                        return Ok(());
                    }
                    (None, b'}' | b']') => return self.window.skip_line(take),
                    (_, b'"' | b',' | b':') => {}
                    (array, _) => {
                        if let Some(array) = array {
                            (array.strict, array.next) = (false, Next::Item);
                        }
                        return Ok(());
                    }
                }
            }
            self.window.skip_line(take)?;
        }
    }
}

/// Says where a text stops being JSON, as a reader of the file would look for it.
fn not_json(expected: &str, found: &str, start: Spot, spot: Spot) -> Reason {
    if found == END {
        return Reason::new(format!("not JSON: expected {expected}, found {found}"));
    }
    Reason::new(format!("not JSON at {}: expected {expected}, found {found}", position(start, spot)))
}

fn position(start: Spot, spot: Spot) -> String {
    let column = spot.column + 1;
    if spot.line == start.line {
        format!("column {column}")
    } else {
        format!("line {}, column {column}", spot.line)
    }
}
