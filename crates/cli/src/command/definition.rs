//! `onepane definition`: what hosts need to install a widget.

mod build;
mod check;

use std::path::Path;
use std::process::ExitCode;

use crate::args::{Definition, DefinitionTask, Look};
use crate::failure::Failure;
use crate::input::Source;

pub(super) fn run(args: &Definition, look: &Look) -> Result<ExitCode, Failure> {
    match &args.task {
        DefinitionTask::Build(args) => build::run(args, look),
        DefinitionTask::Check(args) => check::run(args, look),
    }
}

/// A whole document and what it is called in messages.
fn read(path: Option<&Path>) -> Result<(String, String), Failure> {
    let mut source = Source::open(path)?;
    let mut text = String::new();
    match source.reader.read_to_string(&mut text) {
        Ok(_) => Ok((text, source.name)),
        Err(error) => Err(Failure::Read { name: source.name, source: error }),
    }
}
