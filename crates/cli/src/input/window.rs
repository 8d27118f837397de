//! The part of the input that is in memory.

use crate::input::feed::Batch;
use crate::input::{Halt, Take};

/// The part of the input that is in memory: from the mark, where there is one, or else from what has not
/// been looked at yet.
pub(super) struct Window {
    bytes: Vec<u8>,
    /// How much of `bytes` holds input.
    filled: usize,
    pos: usize,
    mark: Option<usize>,
    /// Whether the line at the end of what is in memory goes on.
    is_open: bool,
    at_end: bool,
    /// Where the position is.
    pub(super) spot: Spot,
}

/// A place in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    /// One-based.
    pub(super) line: u64,
    /// Bytes since the line began.
    pub(super) column: u64,
    /// How many bytes of white space the line begins with, as far as it has been seen.
    pub(super) indent: u64,
    /// Whether nothing but white space has been seen on the line.
    blank: bool,
}

impl Spot {
    /// The beginning of a line.
    fn start_of(line: u64) -> Self {
        Self { line, column: 0, indent: 0, blank: true }
    }

    /// The place behind these bytes.
    pub(super) fn behind(mut self, bytes: &[u8]) -> Self {
        let mut tail = bytes;
        if let Some(last) = memchr::memrchr(b'\n', bytes) {
            tail = bytes.get(last + 1..).unwrap_or_default();
            self.line += memchr::memchr_iter(b'\n', bytes).count() as u64;
            (self.column, self.indent, self.blank) = (0, 0, true);
        }
        if self.blank {
            let space = tail.iter().take_while(|byte| is_space(**byte)).count();
            self.indent += space as u64;
            self.blank = space == tail.len();
        }
        self.column += tail.len() as u64;
        self
    }
}

impl Window {
    pub(super) fn new(batch: Batch) -> Self {
        let Batch { line, bytes, filled, is_open, .. } = batch;
        Self { bytes, filled, pos: 0, mark: None, is_open, at_end: false, spot: Spot::start_of(line) }
    }

    /// What is in memory.
    pub(super) fn into_batch(self) -> Batch {
        Batch { bytes: self.bytes, filled: self.filled, is_open: self.is_open, ..Batch::default() }
    }

    /// Whether a batch ends here with its last line.
    pub(super) fn is_between_batches(&self) -> bool {
        self.rest().is_empty() && !self.is_open
    }

    /// What has not been looked at yet and is in memory.
    pub(super) fn rest(&self) -> &[u8] {
        self.bytes.get(self.pos..self.filled).unwrap_or_default()
    }

    /// Takes note of the next bytes of the rest.
    pub(super) fn advance(&mut self, length: usize) {
        let next = (self.pos + length).min(self.filled);
        self.spot = self.spot.behind(self.bytes.get(self.pos..next).unwrap_or_default());
        self.pos = next;
    }

    /// Takes note of the next bytes as if they were not there.
    pub(super) fn drop_front(&mut self, length: usize) {
        self.pos = (self.pos + length).min(self.filled);
    }

    /// Keeps what comes until the mark is taken away.
    pub(super) fn set_mark(&mut self) {
        self.mark = Some(self.pos);
    }

    pub(super) fn clear_mark(&mut self) {
        self.mark = None;
    }

    /// What lies between the mark and the position.
    pub(super) fn marked(&self) -> &[u8] {
        self.bytes.get(self.mark.unwrap_or(self.pos)..self.pos).unwrap_or_default()
    }

    /// Goes back to a number of bytes behind the mark.
    pub(super) fn rewind(&mut self, behind_mark: usize, spot: Spot) {
        self.pos = (self.mark.unwrap_or(self.pos) + behind_mark).min(self.filled);
        self.spot = spot;
    }

    /// Takes in the next batch; false when there is no more.
    pub(super) fn fill(&mut self, take: &mut dyn Take) -> Result<bool, Halt> {
        if self.at_end {
            return Ok(false);
        }
        let Some(batch) = take.more()? else {
            (self.at_end, self.is_open) = (true, false);
            return Ok(false);
        };
        let keep = self.mark.unwrap_or(self.pos);
        self.bytes.copy_within(keep..self.filled, 0);
        self.bytes.truncate(self.filled - keep);
        self.bytes.extend_from_slice(batch.bytes());
        self.pos -= keep;
        self.mark = self.mark.map(|_| 0);
        (self.filled, self.is_open) = (self.bytes.len(), batch.is_open);
        Ok(true)
    }

    /// The next byte, which is not looked at by this.
    pub(super) fn peek(&mut self, take: &mut dyn Take) -> Result<Option<u8>, Halt> {
        while self.rest().is_empty() {
            if !self.fill(take)? {
                return Ok(None);
            }
        }
        Ok(self.rest().first().copied())
    }

    /// Skips white space, as far as it is in memory.
    pub(super) fn skip_space_here(&mut self) {
        let space = self.rest().iter().take_while(|byte| is_space(**byte) || **byte == b'\n').count();
        self.advance(space);
    }

    /// Skips white space; gives the byte behind it.
    pub(super) fn skip_space(&mut self, take: &mut dyn Take) -> Result<Option<u8>, Halt> {
        loop {
            self.skip_space_here();
            if let Some(byte) = self.rest().first() {
                return Ok(Some(*byte));
            }
            if !self.fill(take)? {
                return Ok(None);
            }
        }
    }

    /// Skips the rest of the line and its end.
    pub(super) fn skip_line(&mut self, take: &mut dyn Take) -> Result<(), Halt> {
        loop {
            if let Some(end) = memchr::memchr(b'\n', self.rest()) {
                self.advance(end + 1);
                return Ok(());
            }
            self.advance(self.rest().len());
            if !self.fill(take)? {
                return Ok(());
            }
        }
    }

    /// What is left of the line, its end not counted; `None` when that is not all in memory.
    pub(super) fn line(&self) -> Option<&[u8]> {
        match memchr::memchr(b'\n', self.rest()) {
            Some(end) => self.rest().get(..end),
            None => (!self.is_open).then(|| self.rest()),
        }
    }
}

/// White space within a line.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r')
}
