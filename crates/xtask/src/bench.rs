//! The figures of docs/performance.md: ours and the baseline's, in turns.

mod side;
mod table;

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use side::Side;

/// Measures what translation costs beside what parsing costs, and writes docs/performance.md's figures.
#[derive(Debug, Args)]
pub(crate) struct Bench {
    /// Whether everything still runs: one round, one turn, nothing written
    #[arg(long)]
    quick: bool,
    /// Rounds, of which the median counts
    #[arg(long, default_value_t = 31)]
    rounds: usize,
    /// Only the cases whose names contain one of these; then nothing is written
    cases: Vec<String>,
}

/// What is measured of us on each case, and what it is held against: an operation of the baseline's, on a file of the
/// case's.
const PAIRS: [(&str, &str, &str); 8] = [
    ("index", "parse", "document"),
    ("decode", "parse-write", "document"),
    ("typed", "parse", "document"),
    ("emulate", "parse-write", "event"),
    ("round-trip", "parse-write", "document"),
    ("line", "line", "line"),
    ("session", "parse-write", "document"),
    ("encode", "parse-write", "document"),
];

/// What is measured of one case.
struct Measured {
    case: String,
    bytes: usize,
    times: Times,
    /// The baseline's allocations for `parse-write`, and ours by operation.
    allocations: (u64, Vec<u64>),
}

/// What a case takes: median times in nanoseconds.
struct Times {
    /// By operation of ours: its time, and its ratio to its baseline.
    ours: Vec<(f64, f64)>,
    /// The baseline's `skip`, `parse`, `parse-write` on the document.
    baseline: [f64; 3],
}

/// The tokens: median times in nanoseconds.
struct Tokens {
    cold: f64,
    cached: f64,
    /// `jose` in Node, where that is there.
    peer: Option<f64>,
}

pub(crate) fn run(args: &Bench) -> Result<()> {
    let root = crate::root();
    let folder = root.join("target/bench-cases");
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    build(&root, args.quick)?;
    let profile = if args.quick { "debug" } else { "release" };
    let ours = root.join("target").join(profile);
    let baseline = root.join("target/baseline").join(profile);
    let mut our_side = Side::start(&ours.join("ours"), &folder)?;
    our_side.ready()?;
    let names = fs::read_to_string(folder.join("cases"))?;
    let start = || {
        // The cases are in the folder by now.
        let own = Side::spawn(&mut Command::new(ours.join("ours")))?;
        Ok((own, Side::start(&baseline.join("baseline"), &folder)?))
    };
    let mut our_count = Side::start(&ours.join("ours-count"), &folder)?;
    let mut other_count = Side::start(&baseline.join("baseline-count"), &folder)?;
    let mut measured = Vec::new();
    for line in names.lines() {
        let (case, bytes) = line.split_once(' ').context("a case and its size")?;
        if !args.cases.is_empty() && !args.cases.iter().any(|part| case.contains(part)) {
            continue;
        }
        let times = rounds(args, case, &start)?;
        let document = format!("{case}.document");
        let theirs = other_count.ask("parse-write", &document, None)?;
        let own: Result<Vec<u64>> = PAIRS.iter().map(|(name, ..)| our_count.ask(name, case, None)).collect();
        measured.push(Measured {
            case: case.to_owned(),
            bytes: bytes.parse()?,
            times,
            allocations: (theirs, own?),
        });
    }
    let tokens = tokens(args, &mut our_side, &folder)?;
    let text = table::text(&measured, &tokens, args.rounds)?;
    if args.quick {
        eprintln!("== all of it runs");
        return Ok(());
    }
    eprintln!("{text}");
    if args.cases.is_empty() { table::write(&root.join("docs/performance.md"), &text) } else { Ok(()) }
}

fn build(root: &Path, quick: bool) -> Result<()> {
    let profile: &[&str] = if quick { &[] } else { &["--release"] };
    let manifest = root.join("crates/bench/baseline/Cargo.toml");
    let target = root.join("target/baseline");
    let mut ours = crate::cargo();
    ours.args(["build", "--quiet", "--package", "onepane-bench"]).args(profile);
    let mut baseline = crate::cargo();
    baseline.args(["build", "--quiet", "--manifest-path"]).arg(manifest);
    baseline.arg("--target-dir").arg(target).args(profile);
    crate::run(&mut ours)?;
    crate::run(&mut baseline)
}

/// So many times both programs are started for a case: where in memory things lie is a matter of luck that lasts as long as
/// a program runs, and can be worth a third.
const STARTS: usize = 5;

/// Each operation of both sides in turns, round after round.
fn rounds(args: &Bench, case: &str, start: &dyn Fn() -> Result<(Side, Side)>) -> Result<Times> {
    let document = format!("{case}.document");
    let rounds = if args.quick { 1 } else { args.rounds };
    let (mut ours, mut other) = start()?;
    let (mut own, mut theirs) = (vec![Vec::new(); PAIRS.len()], vec![Vec::new(); PAIRS.len()]);
    let mut plain: [Vec<f64>; 3] = Default::default();
    for round in 0..rounds {
        if round > 0 && round % rounds.div_ceil(STARTS) == 0 {
            (ours, other) = start()?;
        }
        for (place, (operation, against, file)) in PAIRS.iter().enumerate() {
            own[place].push(ours.time(operation, case, args.quick)?);
            theirs[place].push(other.time(against, &format!("{case}.{file}"), args.quick)?);
        }
        for (times, operation) in plain.iter_mut().zip(["skip", "parse", "parse-write"]) {
            times.push(other.time(operation, &document, args.quick)?);
        }
    }
    let figures = own.into_iter().zip(theirs).map(|(own, theirs)| {
        let ratios = own.iter().zip(&theirs).map(|(own, theirs)| own / theirs).collect();
        (median(own), median(ratios))
    });
    Ok(Times { ours: figures.collect(), baseline: plain.map(median) })
}

fn tokens(args: &Bench, ours: &mut Side, folder: &Path) -> Result<Tokens> {
    let script = crate::root().join("crates/bench/peers/jose/verify.mjs");
    let has_peer = !args.quick && script.with_file_name("node_modules").is_dir();
    let mut peer =
        has_peer.then(|| Side::spawn(Command::new("node").arg(&script).arg(folder))).transpose()?;
    let (mut cold, mut cached, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..if args.quick { 1 } else { args.rounds } {
        cold.push(ours.time("cold", "token", args.quick)?);
        cached.push(ours.time("cached", "token", args.quick)?);
        if let Some(peer) = &mut peer {
            others.push(peer.time("cold", "token", false)?);
        }
    }
    let peer = (!others.is_empty()).then(|| median(others));
    Ok(Tokens { cold: median(cold), cached: median(cached), peer })
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}
