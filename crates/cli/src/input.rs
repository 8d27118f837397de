//! Input: one JSON document, an array of documents or JSON Lines, record by record.
//!
//! `feed.rs` cuts it into batches, `records.rs` takes a batch apart.

mod feed;
mod records;
mod scan;
mod window;

use std::fmt;
use std::fs::File;
use std::io::{self, IsTerminal as _, Read};
use std::path::Path;

use onepane::map::{At, Corrupt};

use crate::failure::Failure;
use crate::hide;
pub(crate) use feed::{Batch, Feed};
pub(crate) use records::Records;

/// Where records come from.
pub(crate) struct Source {
    pub(crate) reader: Box<dyn Read + Send>,
    /// As it is called in messages.
    pub(crate) name: String,
    /// How many bytes it has. Absent when nobody knows.
    pub(crate) length: Option<u64>,
    /// Whether somebody types it.
    pub(crate) typed: bool,
}

impl Source {
    /// The standard input for nothing and for `-`, else the file.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = named(path) else {
            let stdin = io::stdin();
            let typed = stdin.is_terminal();
            return Ok(Self {
                reader: Box::new(stdin),
                name: "the standard input".to_owned(),
                length: None,
                typed,
            });
        };
        let name = hide::argument(&path.display().to_string()).into_owned();
        let refused = |error: io::Error| Failure::usage(format!("cannot read {name}: {error}"));
        let file = File::open(path).map_err(refused)?;
        let metadata = file.metadata().map_err(refused)?;
        if metadata.is_dir() {
            return Err(refused(io::ErrorKind::IsADirectory.into()));
        }
        let length = metadata.is_file().then_some(metadata.len());
        Ok(Self { reader: Box::new(file), name, length, typed: false })
    }
}

/// The file that is meant, if it is not the standard input.
pub(crate) fn named(path: Option<&Path>) -> Option<&Path> {
    path.filter(|path| *path != Path::new("-"))
}

/// What an array at the top is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arrays {
    /// A list of records.
    Split,
    /// A record.
    Whole,
}

/// What the input turns out to hold next.
pub(crate) enum Piece<'a> {
    /// A record: well-formed JSON.
    Record(Record<'a>),
    /// Something that is no record; the next one is found again behind it.
    Broken(Broken),
}

/// Takes what the input turns out to hold.
pub(crate) trait Take {
    /// Takes a record, or what is none.
    fn piece(&mut self, piece: Piece<'_>) -> Result<(), Halt>;

    /// Offers a line before it is looked at; whether it was taken. What is not taken comes as a piece.
    fn line(&mut self, place: Place, text: &str) -> bool;

    /// The batch behind those that there have been; `None` at the end of the input.
    fn more(&mut self) -> Result<Option<Batch>, Halt>;
}

/// Why a batch is not looked at any further.
#[derive(Debug)]
pub(crate) enum Halt {
    /// It does not begin where a record may begin: it is somebody else's, who wants it.
    HandOver,
    /// The run is over.
    Ended,
}

/// One JSON value of the input.
pub(crate) struct Record<'a> {
    pub(crate) place: Place,
    /// The value; its text is as it was written, without white space around it.
    pub(crate) at: At<'a>,
}

/// Where a record begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// One-based.
    pub(crate) line: u64,
    /// Which item of its array it is, one-based, where several begin on this line.
    pub(crate) item: Option<u64>,
}

/// What is wrong with a record, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reason {
    pub(crate) text: String,
    pub(crate) hint: Option<&'static str>,
}

/// Something that is no record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broken {
    pub(crate) place: Place,
    pub(crate) reason: Reason,
}

impl Reason {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), hint: None }
    }
}

impl From<Corrupt> for Reason {
    fn from(corrupt: Corrupt) -> Self {
        Self::new(corrupt.to_string())
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
