//! The figures as text.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::{Measured, PAIRS, Tokens};
use crate::page;

const BEGIN: &str = "<!-- figures: written by `cargo xtask bench` -->\n";
const END: &str = "<!-- end of figures -->";

pub(super) fn text(measured: &[Measured], tokens: &Tokens, rounds: usize) -> Result<String> {
    let mut out = String::new();
    writeln!(out, "{}, medians of {rounds} rounds in turns.\n", machine()?)?;
    out.push_str("| frame | bytes | skip µs | parse µs | parse + write µs |");
    for (operation, ..) in PAIRS {
        write!(out, " {operation} |")?;
    }
    out.push_str(" allocations |\n|---|---|---|---|---|");
    out.push_str(&"---|".repeat(PAIRS.len() + 1));
    out.push('\n');
    for Measured { case, bytes, times, allocations } in measured {
        let [skip, parse, write] = times.baseline.map(micros);
        write!(out, "| {case} | {bytes} | {skip} | {parse} | {write} |")?;
        for ((operation, ..), (nanos, ratio)) in PAIRS.iter().zip(&times.ours) {
            match *operation {
                // Not of the frame's size: a time says more than a ratio.
                "encode" => write!(out, " {} µs |", micros(*nanos))?,
                _ => write!(out, " **{ratio:.2}** ({}) |", micros(*nanos))?,
            }
        }
        let (theirs, own) = allocations;
        let of = |name: &str| {
            let place = PAIRS.iter().position(|(operation, ..)| *operation == name);
            place.and_then(|place| own.get(place)).copied().unwrap_or_default()
        };
        writeln!(out, " {} / {} / {} / {theirs} |", of("decode"), of("typed"), of("emulate"))?;
    }
    writeln!(out, "\n| token (RS256, 2048 bits) | µs | a second |\n|---|---|---|")?;
    for (name, nanos) in [
        ("verified", Some(tokens.cold)),
        ("verified before", Some(tokens.cached)),
        ("`jose` in Node", tokens.peer),
    ] {
        if let Some(nanos) = nanos {
            writeln!(out, "| {name} | {} | {:.0} |", micros(nanos), 1e9 / nanos)?;
        }
    }
    Ok(out)
}

/// Puts the figures between their markers.
pub(super) fn write(path: &Path, figures: &str) -> Result<()> {
    page::put(path, BEGIN, figures, END)
}

fn micros(nanos: f64) -> String {
    let micros = nanos / 1000.0;
    match micros {
        0.0..1.0 => format!("{micros:.2}"),
        0.0..100.0 => format!("{micros:.1}"),
        _ => format!("{micros:.0}"),
    }
}

fn machine() -> Result<String> {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("an unknown processor", |(_, model)| model.trim());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let rustc = said("rustc", &["--version"])?;
    let date = said("date", &["--utc", "+%Y-%m-%d"])?;
    Ok(format!("{date}; {model}, {cores} cores; {rustc}"))
}

fn said(program: &str, arguments: &[&str]) -> Result<String> {
    let output =
        Command::new(program).args(arguments).output().with_context(|| format!("cannot run {program}"))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
