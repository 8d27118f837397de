//! The `onepane` command line.
//!
//! `args.rs` says what can be asked, `command/` has one file for each thing that can. What they share
//! comes in through `input.rs` record by record, runs through `stream.rs`, by several jobs where it can,
//! and is told about through `report.rs`.

mod args;
mod command;
mod failure;
mod hide;
mod input;
mod output;
mod report;
mod stream;

use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _};

use crate::args::Cli;

fn main() -> ExitCode {
    let color = args::color_of(std::env::args_os());
    let cli = Cli::command()
        .color(color)
        .try_get_matches()
        .and_then(|matches| Cli::from_arg_matches(&matches))
        .unwrap_or_else(|error| hide::wrong_call(error).exit());
    match command::run(&cli) {
        Ok(code) => code,
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            report::fatal(color, &failure);
            failure.exit_code()
        }
    }
}
