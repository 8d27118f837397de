//! What the commands share: settings.

mod bridge;
mod capabilities;
mod completions;
mod conform;
mod decode;
mod definition;
mod dev;
mod emulate;
mod encode;
mod incoming;
mod new;
mod replay;
mod schema;
mod token;

use std::process::ExitCode;

use onepane::Settings;

use crate::args::{Cli, Command, Config};
use crate::failure::Failure;
use crate::hide;

/// Does what was asked.
pub(crate) fn run(cli: &Cli) -> Result<ExitCode, Failure> {
    match &cli.command {
        Command::Decode(args) => decode::run(args, &cli.look),
        Command::Encode(args) => encode::run(args, &cli.look),
        Command::Emulate(args) => emulate::run(args, &cli.look),
        Command::Bridge(args) => bridge::run(args, &cli.look),
        Command::Replay(args) => replay::run(args, &cli.look),
        Command::Capabilities(args) => capabilities::run(args, &cli.look),
        Command::Definition(args) => definition::run(args, &cli.look),
        Command::Token(args) => token::run(args, &cli.look),
        Command::Schema(args) => schema::run(args),
        Command::New(args) => new::run(args, &cli.look),
        Command::Conform(args) => conform::run(args, &cli.look),
        Command::Dev(args) => dev::run(args, &cli.look),
        Command::Completions(args) => completions::run(args),
    }
}

fn settings(config: &Config) -> Result<Settings, Failure> {
    let Some(path) = &config.path else { return Ok(Settings::default()) };
    let name = path.display().to_string();
    let wrong = |error: &dyn std::fmt::Display| {
        Failure::usage(format!("cannot read {}: {error}", hide::argument(&name)))
    };
    let text = std::fs::read_to_string(path).map_err(|error| wrong(&error))?;
    Settings::from_toml(&text).map_err(|error| wrong(&error))
}

/// A setting that an adapter does not take is a wrong call.
fn configured<T>(host: &str, made: Result<T, onepane::core::Error>) -> Result<T, Failure> {
    made.map_err(|error| {
        let because = std::error::Error::source(&error).map(|source| format!(": {source}"));
        Failure::usage(format!("{host}: {error}{}", because.unwrap_or_default()))
    })
}
