//! One of the programs that take turns.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, Result};

/// About how long one turn shall take, in nanoseconds: long enough for a clock, short enough that both sides of a round
/// meet the same weather.
const TURN: f64 = 3e6;

/// A program that answers each line with a figure.
pub(super) struct Side {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    /// How often an operation is done in one turn.
    times: BTreeMap<String, u32>,
}

impl Side {
    pub(super) fn start(program: &Path, folder: &Path) -> Result<Self> {
        Self::spawn(Command::new(program).arg(folder))
    }

    pub(super) fn spawn(command: &mut Command) -> Result<Self> {
        let program = command.get_program().to_string_lossy().into_owned();
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot run {program}"))?;
        let input = child.stdin.take().context("an input")?;
        let output = BufReader::new(child.stdout.take().context("an output")?);
        Ok(Self { child, input, output, times: BTreeMap::new() })
    }

    /// Waits until the program has made everything ready.
    pub(super) fn ready(&mut self) -> Result<()> {
        self.ask("cold", "token", Some(1)).map(drop)
    }

    /// What the program answers.
    pub(super) fn ask(&mut self, operation: &str, case: &str, times: Option<u32>) -> Result<u64> {
        let times = times.map(|times| format!(" {times}")).unwrap_or_default();
        writeln!(self.input, "{operation} {case}{times}")?;
        let mut answer = String::new();
        self.output.read_line(&mut answer)?;
        answer.trim().parse().with_context(|| format!("no figure for {operation} of {case}"))
    }

    /// Nanoseconds for one time, over as many as make a turn.
    pub(super) fn time(&mut self, operation: &str, case: &str, once: bool) -> Result<f64> {
        if once {
            return self.ask(operation, case, Some(1)).map(|nanos| nanos as f64);
        }
        let key = format!("{operation} {case}");
        let times = match self.times.get(&key) {
            Some(times) => *times,
            None => {
                // Once to warm up, a few times to see how long it takes.
                self.ask(operation, case, Some(1))?;
                let five = self.ask(operation, case, Some(5))? as f64;
                let times = (TURN * 5.0 / five.max(1.0)).clamp(1.0, 1e6) as u32;
                self.times.insert(key, times);
                times
            }
        };
        Ok(self.ask(operation, case, Some(times))? as f64 / f64::from(times))
    }
}

impl Drop for Side {
    fn drop(&mut self) {
        // It is ours, and only waits for the next line.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
