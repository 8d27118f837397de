//! `onepane completions`: what a shell can complete.

use std::process::ExitCode;

use clap::CommandFactory as _;

use crate::args::{Cli, Completions};
use crate::command::Output;
use crate::failure::Failure;

pub(super) fn run(args: &Completions) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "onepane", &mut script);
    let mut output = Output::open();
    output.text(&String::from_utf8_lossy(&script))?;
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}
