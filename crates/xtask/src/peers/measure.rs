//! How long a command takes, and how much memory.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};

/// What one run came to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub(super) megabytes: f64,
    pub(super) seconds: f64,
    /// Seconds of all cores.
    pub(super) cpu: f64,
    /// The most memory that it had, in megabytes.
    pub(super) memory: f64,
}

impl Run {
    /// Megabytes a second.
    pub(super) fn rate(&self) -> f64 {
        self.megabytes / self.seconds
    }

    /// The quicker one of two, with the greater one's memory.
    pub(super) fn or_quicker(self, other: Self) -> Self {
        let memory = self.memory.max(other.memory);
        Self { memory, ..if other.seconds < self.seconds { other } else { self } }
    }
}

/// Runs a command on an input, under GNU `time`.
pub(super) fn measure(command: &Command, input: &Path) -> Result<Run> {
    #[expect(clippy::cast_precision_loss, reason = "a figure to be read")]
    let megabytes = fs::metadata(input)?.len() as f64 / 1e6;
    let told = tempfile(input);
    let mut timed = Command::new("/usr/bin/time");
    timed.args(["-f", "%U %S %M", "-o"]).arg(&told).arg(command.get_program()).args(command.get_args());
    timed.stdin(File::open(input)?).stdout(Stdio::null());
    let started = Instant::now();
    let status = timed.status().context("GNU time is not installed; `apt-get install time` installs it")?;
    let seconds = started.elapsed().as_secs_f64();
    ensure!(status.success(), "{}: {status}", command.get_program().display());
    let told = fs::read_to_string(&told)?;
    let figures: Vec<f64> = told.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
    let [user, system, kilobytes] = figures[..] else { anyhow::bail!("`time` said {told}") };
    Ok(Run { megabytes, seconds, cpu: user + system, memory: kilobytes * 1024.0 / 1e6 })
}

fn tempfile(input: &Path) -> std::path::PathBuf {
    input.with_extension("time")
}
