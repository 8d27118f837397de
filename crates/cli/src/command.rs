//! What the commands share: settings, the run over the records, the output.

mod bridge;
mod capabilities;
mod completions;
mod decode;
mod definition;
mod emulate;
mod encode;
mod incoming;
mod new;
mod replay;
mod schema;
mod token;

use std::io::{self, BufWriter, StdoutLock, Write};
use std::process::ExitCode;

use onepane::Settings;

use crate::args::{Cli, Command, Config};
use crate::failure::Failure;
use crate::hide;
use crate::input::{Arrays, Piece, Record, Records, Source};
use crate::report::Report;

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
        Command::Completions(args) => completions::run(args),
    }
}

/// The standard output.
struct Output {
    out: BufWriter<StdoutLock<'static>>,
}

impl Output {
    fn open() -> Self {
        Self { out: BufWriter::with_capacity(64 * 1024, io::stdout().lock()) }
    }

    fn text(&mut self, text: &str) -> Result<(), Failure> {
        self.out.write_all(text.as_bytes()).map_err(Failure::Write)
    }

    fn line(&mut self, text: &str) -> Result<(), Failure> {
        self.text(text)?;
        self.text("\n")
    }

    fn flush(&mut self) -> Result<(), Failure> {
        self.out.flush().map_err(Failure::Write)
    }
}

/// What the records of an input go through.
struct Run<'r> {
    /// The host whose fault a bad record is.
    host: &'r str,
    report: &'r mut Report,
    output: &'r mut Output,
}

impl Run<'_> {
    /// Hands over one record after the other. What has been made so far is out before more input is
    /// waited for.
    fn each(
        &mut self,
        source: Source,
        arrays: Arrays,
        mut translate: impl FnMut(&Record<'_>, &mut Report, &mut Output) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let ended = Records::new(source, arrays).each(|piece| match piece {
            Piece::Record(record) => {
                self.report.taken();
                translate(&record, self.report, self.output)
            }
            Piece::Broken(broken) => {
                self.report.broken(&broken, self.host);
                Ok(())
            }
            Piece::Waiting { read } => {
                self.report.progress(read);
                self.output.flush()
            }
        });
        // What came before a failure is still good.
        self.output.flush()?;
        ended
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
