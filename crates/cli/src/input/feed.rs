//! Cuts the input into batches, mostly of whole lines, for several jobs to work on.

use std::io::{ErrorKind, Read as _};

use crate::failure::Failure;
use crate::input::Source;

/// How much is read at once.
const CHUNK: usize = 256 * 1024;
/// A batch becomes as long as this before it is handed out without the end of its line.
const LONGEST_LINE: usize = 4 * 1024 * 1024;

/// A piece of the input.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    /// Which one it is, from zero.
    pub(crate) number: u64,
    /// The line on which it begins, one-based.
    pub(crate) line: u64,
    /// What it holds, and behind that, room for more.
    pub(crate) bytes: Vec<u8>,
    /// How much of `bytes` it holds.
    pub(crate) filled: usize,
    /// Whether it ends within a line that goes on in the next one.
    pub(crate) is_open: bool,
    /// Whether it begins within a line.
    pub(crate) continues: bool,
}

impl Batch {
    /// What it holds.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.filled).unwrap_or_default()
    }

    fn push(&mut self, bytes: &[u8]) {
        let end = self.filled + bytes.len();
        if self.bytes.len() < end {
            self.bytes.resize(end, 0);
        }
        if let Some(room) = self.bytes.get_mut(self.filled..end) {
            room.copy_from_slice(bytes);
        }
        self.filled = end;
    }
}

/// The input, batch by batch.
///
/// Whatever has come in is handed out as soon as the end of a line has, so that a slow input is translated
/// while it comes.
pub(crate) struct Feed {
    source: Source,
    /// What has been read and not handed out.
    tail: Vec<u8>,
    number: u64,
    line: u64,
    is_open: bool,
    at_end: bool,
}

impl Feed {
    pub(crate) fn new(source: Source) -> Self {
        Self { source, tail: Vec::new(), number: 0, line: 1, is_open: false, at_end: false }
    }

    /// The number of the next batch.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    /// Puts the next batch in the place of this one; false when there is no more.
    pub(crate) fn next(&mut self, batch: &mut Batch) -> Result<bool, Failure> {
        batch.filled = 0;
        batch.push(&self.tail);
        self.tail.clear();
        let mut has_line = false;
        let cut = loop {
            let searched = batch.filled;
            if self.at_end || !self.read(batch)? {
                self.at_end = true;
                if batch.filled == 0 {
                    return Ok(false);
                }
                break None;
            }
            let read = batch.bytes().get(searched..).unwrap_or_default();
            has_line = has_line || memchr::memchr(b'\n', read).is_some();
            if has_line {
                break Some(end_of_lines(batch.bytes()));
            }
            // A list on one line has records in it before the line ends.
            if self.is_open || batch.filled >= LONGEST_LINE || is_list(batch.bytes()) {
                break None;
            }
        };
        (batch.number, batch.line, batch.continues) = (self.number, self.line, self.is_open);
        batch.is_open = cut.is_none() && !self.at_end;
        if let Some(cut) = cut {
            self.tail.extend_from_slice(batch.bytes().get(cut..).unwrap_or_default());
            batch.filled = cut;
        }
        self.number += 1;
        self.line += memchr::memchr_iter(b'\n', batch.bytes()).count() as u64;
        self.is_open = batch.is_open;
        Ok(true)
    }

    fn read(&mut self, batch: &mut Batch) -> Result<bool, Failure> {
        let enough = batch.filled + CHUNK;
        if batch.bytes.len() < enough {
            batch.bytes.resize(enough, 0);
        } else if batch.bytes.len() > LONGEST_LINE + CHUNK && batch.filled < CHUNK {
            // What a very long record has needed is not kept for the short ones behind it.
            batch.bytes.truncate(enough);
            batch.bytes.shrink_to_fit();
        }
        loop {
            let room = batch.bytes.get_mut(batch.filled..).unwrap_or_default();
            match self.source.reader.read(room) {
                Ok(length) => {
                    batch.filled += length;
                    return Ok(length > 0);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(source) => return Err(Failure::Read { name: self.source.name.clone(), source }),
            }
        }
    }
}

/// Where the last line ends behind which a record may well begin: at the end of the bytes, or where the
/// next line begins as documents do. A wrong guess costs time, nothing else.
fn end_of_lines(bytes: &[u8]) -> usize {
    match memchr::memrchr(b'\n', bytes) {
        Some(end) if end + 1 == bytes.len() => bytes.len(),
        Some(end) => memchr::memmem::rfind(bytes, b"\n{").unwrap_or(end) + 1,
        None => bytes.len(),
    }
}

fn is_list(bytes: &[u8]) -> bool {
    bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[')
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read};

    use super::*;

    /// Gives a text in pieces, as a pipe does.
    struct Pieces(Vec<&'static str>);

    impl Read for Pieces {
        fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() {
                return Ok(0);
            }
            let piece = self.0.remove(0);
            room[..piece.len()].copy_from_slice(piece.as_bytes());
            Ok(piece.len())
        }
    }

    /// Each batch as its first line and its text; `+` where it goes on.
    #[track_caller]
    fn check(pieces: &[&'static str], batches: &[(u64, &str)]) {
        let reader = Box::new(Pieces(pieces.to_vec()));
        let name = "the test".to_owned();
        let mut feed = Feed::new(Source { reader, name, length: None, typed: false });
        let (mut batch, mut all) = (Batch::default(), Vec::new());
        while feed.next(&mut batch).unwrap() {
            assert_eq!(batch.number, all.len() as u64);
            let end = if batch.is_open { "+" } else { "" };
            all.push((batch.line, String::from_utf8(batch.bytes().to_vec()).unwrap() + end));
        }
        let all: Vec<(u64, &str)> = all.iter().map(|(line, text)| (*line, text.as_str())).collect();
        assert_eq!(all, batches);
    }

    #[test]
    fn lines_are_handed_out_as_they_come() {
        check(&["{}\n", "{}\n{}\n"], &[(1, "{}\n"), (2, "{}\n{}\n")]);
        check(&["{}\n{", "}\n"], &[(1, "{}\n"), (2, "{}\n")]);
        check(&["{", "}", "\n"], &[(1, "{}\n")]);
        check(&["{}\n7"], &[(1, "{}\n"), (2, "7")]);
        check(&[], &[]);
    }

    #[test]
    fn a_document_over_several_lines_is_not_cut_where_the_next_one_can_be_seen() {
        check(&["{}\n{\n \"a\"", ":1\n}\n"], &[(1, "{}\n"), (2, "{\n \"a\":1\n}\n")]);
        check(&["1\n2\n3", "\n"], &[(1, "1\n2\n"), (3, "3\n")]);
    }

    #[test]
    fn a_list_on_one_line_is_handed_out_before_the_line_ends() {
        check(&[" [{}", ",{}", "]\n{}", "\n"], &[(1, " [{}+"), (1, ",{}+"), (1, "]\n"), (2, "{}\n")]);
    }
}
