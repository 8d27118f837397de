//! The command line against scripts that do the same: throughput and memory, and whether they say the same.

pub(crate) mod generate;
mod measure;

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, BufWriter, Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use measure::{Run, measure};
use serde_json::Value;

use crate::page;

/// What stands before and behind the figures.
const BEGIN: &str = "<!-- peers: written by `cargo xtask peers` -->\n";
const END: &str = "<!-- end of peers -->";

/// How many lines are compared.
const SAMPLE: usize = 2000;

/// Compares `onepane decode` with a jq program and a Node script that do the same
#[derive(Debug, Args)]
pub(crate) struct Peers {
    /// Megabytes of contexts to translate
    #[arg(long, default_value_t = 1000)]
    megabytes: u64,
    /// Megabytes of them that jq is given, whose time is much longer and grows with the input
    #[arg(long, default_value_t = 50)]
    jq_megabytes: u64,
    /// How often each runs; the quickest run counts
    #[arg(long, default_value_t = 3)]
    rounds: u32,
    /// Only write the contexts to this file
    #[arg(long, value_name = "FILE")]
    generate: Option<PathBuf>,
}

pub(crate) fn run(args: &Peers) -> Result<()> {
    if let Some(path) = &args.generate {
        return write_contexts(args.megabytes, path);
    }
    let root = crate::root();
    let folder = root.join("target/peers");
    fs::create_dir_all(&folder)?;
    let all = contexts(&folder, args.megabytes)?;
    let some = contexts(&folder, args.jq_megabytes.min(args.megabytes))?;
    let sample = sample(&folder, &all)?;
    crate::run(crate::cargo().args(["build", "--release", "--package", "onepane-cli"]))?;

    let peers = root.join("crates/bench/peers");
    let onepane = |jobs: &str| {
        let mut command = Command::new(root.join("target/release/onepane"));
        command.args(["decode", "--host", "chatwoot", "--quiet"]);
        if !jobs.is_empty() {
            command.args(["--jobs", jobs]);
        }
        command
    };
    let mut jq = Command::new("jq");
    jq.arg("-c").arg("-f").arg(peers.join("decode.jq"));
    let mut node = Command::new("node");
    node.arg(peers.join("decode.mjs"));
    compare(&mut onepane(""), [("jq", &mut jq), ("node", &mut node)], &sample)?;

    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut contestants = [
        (format!("`onepane`, all cores ({cores})"), onepane(""), &all),
        ("`onepane --jobs 1`".to_owned(), onepane("1"), &all),
        ("Node script".to_owned(), node, &all),
        ("`jq` program".to_owned(), jq, &some),
    ];
    let mut best: Vec<Option<Run>> = vec![None; contestants.len()];
    // In turns, so that whatever else the machine does is everybody's.
    for round in 1..=args.rounds {
        for ((name, command, input), best) in contestants.iter_mut().zip(&mut best) {
            eprintln!("== {name}, round {round}");
            let run = measure(command, input)?;
            eprintln!("   {:.0} MB/s, {:.0} MB of memory", run.rate(), run.memory);
            *best = Some(best.take().map_or(run, |best| best.or_quicker(run)));
        }
    }
    let runs: Vec<(&str, Run)> =
        contestants.iter().zip(best).filter_map(|((name, ..), run)| Some((name.as_str(), run?))).collect();
    let table = table(&runs, args)?;
    eprintln!("{table}");
    page::put(&root.join("docs/performance.md"), BEGIN, &table, END)
}

fn write_contexts(megabytes: u64, path: &Path) -> Result<()> {
    let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    let mut out = BufWriter::new(file);
    let lines = generate::write(megabytes * 1_000_000, &mut out)?;
    out.flush()?;
    eprintln!("{lines} contexts in {}", path.display());
    Ok(())
}

/// The file with so many megabytes of contexts.
fn contexts(folder: &Path, megabytes: u64) -> Result<PathBuf> {
    let path = folder.join(format!("contexts-{megabytes}.jsonl"));
    write_contexts(megabytes, &path)?;
    Ok(path)
}

fn sample(folder: &Path, all: &Path) -> Result<PathBuf> {
    let path = folder.join("sample.jsonl");
    let mut out = BufWriter::new(File::create(&path)?);
    for line in BufReader::new(File::open(all)?).lines().take(SAMPLE) {
        writeln!(out, "{}", line?)?;
    }
    out.flush()?;
    Ok(path)
}

/// Fails when a peer says something else than onepane does, the events' ids aside.
fn compare(onepane: &mut Command, peers: [(&str, &mut Command); 2], sample: &Path) -> Result<()> {
    let mut events = events(onepane, sample)?;
    for event in &mut events {
        let id = event.as_object_mut().and_then(|event| event.remove("id"));
        ensure!(id.is_some(), "an event without an id");
    }
    for (name, peer) in peers {
        let told = self::events(peer, sample)?;
        ensure!(told.len() == events.len(), "{name}: {} events instead of {}", told.len(), events.len());
        for (line, (event, told)) in events.iter().zip(&told).enumerate() {
            ensure!(event == told, "{name}: line {} is\n{told}\ninstead of\n{event}", line + 1);
        }
        eprintln!("{name}: the same {} events", told.len());
    }
    Ok(())
}

fn events(command: &mut Command, input: &Path) -> Result<Vec<Value>> {
    let name = command.get_program().to_owned();
    let output = command
        .stdin(File::open(input)?)
        .output()
        .with_context(|| format!("cannot run {}", name.display()))?;
    ensure!(output.status.success(), "{}: {}", name.display(), output.status);
    output.stdout.lines().map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

fn table(runs: &[(&str, Run)], args: &Peers) -> Result<String> {
    let mut table = String::from(
        "| | MB/s | of its time | CPU seconds per GB | peak memory | onepane, all cores, is | onepane --jobs 1 is |\n\
         |---|---|---|---|---|---|---|\n",
    );
    let rate = |index: usize| runs.get(index).map_or(0.0, |(_, run)| run.rate());
    for (name, run) in runs {
        writeln!(
            table,
            "| {name} | {:.1} | {:.1} s | {:.1} | {:.0} MB | {:.1} times as fast | {:.1} times as fast |",
            run.rate(),
            run.seconds,
            run.cpu / run.megabytes * 1000.0,
            run.memory,
            rate(0) / run.rate(),
            rate(1) / run.rate(),
        )?;
    }
    writeln!(
        table,
        "\n{} MB of made-up contexts ({} MB for jq), from a file to nowhere, the quickest of {} runs. {}.",
        args.megabytes,
        args.jq_megabytes.min(args.megabytes),
        args.rounds,
        machine()?
    )?;
    Ok(table)
}

/// What the figures were measured with.
fn machine() -> Result<String> {
    let version = |program: &str| -> Result<String> {
        let output = Command::new(program).arg("--version").output()?;
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let mut cpu = String::new();
    if let Ok(mut file) = File::open("/proc/cpuinfo") {
        file.read_to_string(&mut cpu)?;
    }
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let date = Command::new("date").args(["-u", "+%F"]).output()?;
    Ok(format!(
        "{}, {}; Node {}, {}",
        String::from_utf8_lossy(&date.stdout).trim(),
        model.map_or("an unknown processor", |(_, name)| name),
        version("node")?,
        version("jq")?,
    ))
}
