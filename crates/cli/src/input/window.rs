//! The part of the input that is in memory.

use std::io::{ErrorKind, Read as _};

use crate::failure::Failure;
use crate::input::{Piece, Source};

/// Takes what the input turns out to hold.
pub(super) type Take<'t> = &'t mut dyn FnMut(Piece<'_>) -> Result<(), Failure>;

/// How much is read at once.
const CHUNK: usize = 128 * 1024;

/// The part of the input that is in memory: from the mark, where there is one, or else from what has not
/// been looked at yet.
pub(super) struct Window {
    source: Source,
    bytes: Vec<u8>,
    /// How much of `bytes` holds input.
    filled: usize,
    pos: usize,
    mark: Option<usize>,
    at_end: bool,
    read: u64,
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
    const START: Self = Self { line: 1, column: 0, indent: 0, blank: true };

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
    pub(super) fn new(source: Source) -> Self {
        Self {
            source,
            bytes: Vec::new(),
            filled: 0,
            pos: 0,
            mark: None,
            at_end: false,
            read: 0,
            spot: Spot::START,
        }
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

    /// Reads more; false when there is no more.
    pub(super) fn fill(&mut self, take: Take<'_>) -> Result<bool, Failure> {
        if self.at_end {
            return Ok(false);
        }
        take(Piece::Waiting { read: self.read })?;
        let keep = self.mark.unwrap_or(self.pos);
        if keep > 0 {
            self.bytes.copy_within(keep..self.filled, 0);
            self.filled -= keep;
            self.pos -= keep;
            self.mark = self.mark.map(|_| 0);
        }
        if self.bytes.len() < self.filled + CHUNK {
            self.bytes.resize((self.filled * 2).max(self.filled + CHUNK), 0);
        }
        loop {
            let room = self.bytes.get_mut(self.filled..).unwrap_or_default();
            match self.source.reader.read(room) {
                Ok(length) => {
                    self.filled += length;
                    self.read += length as u64;
                    self.at_end = length == 0;
                    return Ok(!self.at_end);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(source) => return Err(Failure::Read { name: self.source.name.clone(), source }),
            }
        }
    }

    /// The next byte, which is not looked at by this.
    pub(super) fn peek(&mut self, take: Take<'_>) -> Result<Option<u8>, Failure> {
        while self.rest().is_empty() {
            if !self.fill(take)? {
                return Ok(None);
            }
        }
        Ok(self.rest().first().copied())
    }

    /// Skips white space; gives the byte behind it.
    pub(super) fn skip_space(&mut self, take: Take<'_>) -> Result<Option<u8>, Failure> {
        loop {
            let space = self.rest().iter().take_while(|byte| is_space(**byte) || **byte == b'\n').count();
            self.advance(space);
            if let Some(byte) = self.rest().first() {
                return Ok(Some(*byte));
            }
            if !self.fill(take)? {
                return Ok(None);
            }
        }
    }

    /// Skips the rest of the line and its end.
    pub(super) fn skip_line(&mut self, take: Take<'_>) -> Result<(), Failure> {
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

    /// How long the line still is, its end not counted; `None` when it is longer than `limit`.
    pub(super) fn line(&mut self, limit: usize, take: Take<'_>) -> Result<Option<usize>, Failure> {
        let mut searched = 0;
        loop {
            let rest = self.rest();
            if let Some(end) = memchr::memchr(b'\n', rest.get(searched..).unwrap_or_default()) {
                return Ok(Some(searched + end));
            }
            searched = rest.len();
            if searched > limit {
                return Ok(None);
            }
            if !self.fill(take)? {
                return Ok(Some(self.rest().len()));
            }
        }
    }
}

/// White space within a line.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r')
}
