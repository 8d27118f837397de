//! What is told on the standard error: bad records, warnings, hints, progress and the summary.

pub(crate) mod findings;
mod log;

use std::io::{self, IsTerminal as _, Stderr, Write as _};
use std::process::ExitCode;

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use clap::ColorChoice;
use indicatif::{ProgressBar, ProgressStyle};

use crate::args::Look;
use crate::failure::Failure;
use crate::input::Source;
use log::Counts;
pub(crate) use log::Log;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const HINT: Style = AnsiColor::Cyan.on_default().bold();

/// Shorter input needs no progress bar.
const LONG: u64 = 8 * 1024 * 1024;

/// Tells a run's user how it goes, and counts.
pub(crate) struct Report {
    err: AutoStream<Stderr>,
    quiet: bool,
    /// What is read and what is made of it, in the plural.
    nouns: [String; 2],
    /// The other input that is being read, before the one that counts.
    aside: Option<String>,
    counts: Counts,
    progress: Progress,
}

impl Report {
    pub(crate) fn new(look: &Look, nouns: [&str; 2]) -> Self {
        Self {
            err: AutoStream::new(io::stderr(), choice(look.color)),
            quiet: look.quiet,
            nouns: nouns.map(str::to_owned),
            aside: None,
            counts: Counts::default(),
            progress: Progress { wanted: false, length: None, read: 0, bar: None },
        }
    }

    /// The input is about to be read.
    pub(crate) fn begin(&mut self, source: &Source) {
        if source.typed {
            self.note("reading from the terminal, Ctrl-D ends it");
        }
        self.progress.wanted = !self.quiet && io::stderr().is_terminal() && !io::stdout().is_terminal();
        self.progress.length = source.length;
    }

    /// What follows is about an input that is read beside the one that counts.
    pub(crate) fn step_aside(&mut self, name: Option<String>) {
        self.aside = name;
    }

    /// An empty log of what is to be told.
    pub(crate) fn log(&self) -> Log {
        Log::new(self.quiet, self.aside.clone())
    }

    /// Tells what a log says, counts what it counts, and empties it.
    pub(crate) fn tell(&mut self, log: &mut Log) {
        self.counts.add(log.take_counts());
        self.write(log.text());
        log.clear();
    }

    /// This many more bytes of the input are done with.
    pub(crate) fn advance(&mut self, read: usize) {
        self.progress.advance(read as u64);
    }

    /// Ends the run: a summary, and the code to leave with.
    pub(crate) fn end(mut self, host: &str, ended: Result<(), Failure>) -> Result<ExitCode, Failure> {
        self.progress.clear();
        if let Err(failure) = ended {
            if !failure.is_closed_pipe() {
                self.summarize(host);
            }
            return Err(failure);
        }
        self.summarize(host);
        Ok(if self.counts.has_bad() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }

    fn summarize(&mut self, host: &str) {
        let counts = &self.counts;
        let [taken, made] = &self.nouns;
        let mut parts = vec![counted(counts.made, made)];
        if counts.acted > 0 {
            parts.push(counted(counts.acted, "actions"));
        }
        for (count, word) in [
            (counts.ignored, "ignored"),
            (counts.unmatched, "without counterpart"),
            (counts.refused, "refused"),
            (counts.failed, "failed"),
        ] {
            if count > 0 {
                parts.push(format!("{count} {word}"));
            }
        }
        let summary = format!("{}: {}", counted(counts.taken, taken), parts.join(", "));
        let foreign = counts.foreign > 0 && counts.ignored == counts.taken;
        self.note(&summary);
        if foreign {
            self.note(&format!("{HINT}hint:{HINT:#} nothing of this is for {host}; is that the right host?"));
        }
    }

    /// Tells something by the way.
    pub(crate) fn note(&mut self, text: &str) {
        if !self.quiet {
            self.write(&format!("{text}\n"));
        }
    }

    /// Nobody can be told that the standard error cannot be written.
    fn write(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let err = &mut self.err;
        match &self.progress.bar {
            Some(bar) => bar.suspend(|| {
                let _ = err.write_all(text.as_bytes());
            }),
            None => {
                let _ = err.write_all(text.as_bytes());
            }
        }
    }
}

/// Tells what nobody may overlook, also those who asked for quiet.
pub(crate) fn alarm(look: &Look, headline: &str, text: &str) {
    let mut err = AutoStream::new(io::stderr(), choice(look.color));
    let _ = writeln!(err, "{ERROR}{headline}:{ERROR:#} {text}");
}

/// Tells how something went, unless quiet was asked for.
pub(crate) fn remark(look: &Look, text: &str) {
    if !look.quiet {
        let _ = writeln!(AutoStream::new(io::stderr(), choice(look.color)), "{text}");
    }
}

/// Tells why there was no run, or why it ended before its time.
pub(crate) fn fatal(color: ColorChoice, failure: &Failure) {
    let mut err = AutoStream::new(io::stderr(), choice(color));
    let _ = writeln!(err, "{ERROR}error:{ERROR:#} {failure}");
    if let Some(hint) = failure.hint() {
        let _ = writeln!(err, "{HINT}hint:{HINT:#} {hint}");
    }
}

/// The same choice for what we print as for what clap prints.
pub(crate) fn choice(color: ColorChoice) -> anstream::ColorChoice {
    match color {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    }
}

fn counted(count: u64, plural: &str) -> String {
    let noun = if count == 1 { plural.strip_suffix('s').unwrap_or(plural) } else { plural };
    format!("{count} {noun}")
}

/// Shows which of several steps a command is at, on a terminal.
pub(crate) struct Steps {
    bar: Option<ProgressBar>,
}

impl Steps {
    pub(crate) fn new(look: &Look, count: usize) -> Self {
        let wanted = !look.quiet && io::stderr().is_terminal();
        let bar = wanted.then(|| ProgressBar::new(count as u64));
        let style = ProgressStyle::with_template("{wide_bar} {pos} of {len}, {msg}");
        Self {
            bar: bar.map(|bar| match style {
                Ok(style) => bar.with_style(style),
                Err(_) => bar,
            }),
        }
    }

    pub(crate) fn begin(&mut self, place: usize, name: &'static str) {
        if let Some(bar) = &self.bar {
            bar.set_position(place as u64);
            bar.set_message(name);
        }
    }

    pub(crate) fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

struct Progress {
    wanted: bool,
    length: Option<u64>,
    read: u64,
    bar: Option<ProgressBar>,
}

impl Progress {
    fn advance(&mut self, read: u64) {
        self.read += read;
        if !self.wanted || self.read < LONG {
            return;
        }
        let length = self.length;
        let bar = self.bar.get_or_insert_with(|| {
            let (bar, template) = match length {
                Some(length) => (ProgressBar::new(length), "{wide_bar} {bytes} of {total_bytes}, {eta} left"),
                None => (ProgressBar::new_spinner(), "{spinner} {bytes}, {bytes_per_sec}"),
            };
            match ProgressStyle::with_template(template) {
                Ok(style) => bar.with_style(style),
                Err(_) => bar,
            }
        });
        bar.set_position(self.read);
    }

    fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}
