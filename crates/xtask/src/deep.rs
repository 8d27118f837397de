//! What takes long, or tools that are not everywhere: licences and advisories, fuzzing, long property runs, mutants,
//! other people's engines and brokers.
//!
//! A part whose tool is missing is skipped, loudly and with what to install; a part that fails does not keep the others
//! from running.

mod scale;

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::mutants;

/// Checks what takes long: licences, sources, advisories, fuzzing, long property runs, mutants, the recipes of
/// docs/scale.md.
#[derive(Debug, Args)]
pub(crate) struct Deep {
    /// Seconds for which each fuzz target runs
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// Cases of each property test
    #[arg(long, default_value_t = 20_000)]
    cases: u32,
    /// The parts to run; without any, all
    #[arg(value_name = "PART", value_parser = PARTS.map(|(name, _)| name))]
    parts: Vec<String>,
}

/// How a part went.
enum Outcome {
    Passed,
    /// Why nothing can be said.
    Skipped(String),
}

type Part = fn(&Deep) -> Result<Outcome>;

const PARTS: [(&str, Part); 8] = [
    ("licences", licences),
    ("advisories", advisories),
    ("fuzz", fuzz),
    ("properties", properties),
    ("tables", tables),
    ("commands", commands),
    ("spark", scale::spark),
    ("broker", scale::broker),
];

pub(crate) fn run(args: &Deep) -> Result<()> {
    let mut report = Vec::new();
    let mut failed = Vec::new();
    for (name, part) in PARTS {
        if !args.parts.is_empty() && !args.parts.iter().any(|wanted| wanted == name) {
            continue;
        }
        eprintln!("== {name}");
        report.push(match part(args) {
            Ok(Outcome::Passed) => format!("   passed   {name}"),
            Ok(Outcome::Skipped(reason)) => format!("!! SKIPPED  {name}: {reason}"),
            Err(error) => {
                failed.push(name);
                format!("!! FAILED   {name}: {error:#}")
            }
        });
        eprintln!("{}", report.last().map_or("", String::as_str));
    }
    eprintln!("== summary\n{}", report.join("\n"));
    ensure!(failed.is_empty(), "{} failed", failed.join(", "));
    Ok(())
}

/// A tool of cargo's that is installed apart.
fn cargo(tool: &str) -> Command {
    let mut command = crate::cargo();
    command.arg(tool);
    command
}

/// Nothing, or why a tool's part is skipped.
fn missing(tool: &str) -> Option<Outcome> {
    let answers = cargo(tool).arg("--version").output().is_ok_and(|output| output.status.success());
    (!answers).then(|| {
        Outcome::Skipped(format!("cargo-{tool} is not installed; `cargo install cargo-{tool}` installs it"))
    })
}

fn pass(command: &mut Command) -> Result<Outcome> {
    let status =
        command.status().with_context(|| format!("cannot run {}", command.get_program().display()))?;
    ensure!(status.success(), "{}: {status}", command.get_program().display());
    Ok(Outcome::Passed)
}

/// What comes in from elsewhere, by the rules of `deny.toml`.
fn licences(_: &Deep) -> Result<Outcome> {
    if let Some(skipped) = missing("deny") {
        return Ok(skipped);
    }
    pass(cargo("deny").args(["check", "licenses", "bans", "sources"]))?;
    // The fuzz targets do not ship: of them only the sources matter.
    pass(cargo("deny").args([
        "--manifest-path",
        "fuzz/Cargo.toml",
        "--config",
        "deny.toml",
        "check",
        "sources",
    ]))
}

/// What is known to be vulnerable, yanked or given up.
fn advisories(_: &Deep) -> Result<Outcome> {
    if let Some(skipped) = missing("deny") {
        return Ok(skipped);
    }
    let fetched = cargo("deny").args(["fetch", "db"]).output().context("cannot run cargo")?;
    if !fetched.status.success() {
        return Ok(Outcome::Skipped(
            "the advisory database is out of reach: run this where it is not".to_owned(),
        ));
    }
    pass(cargo("deny").args(["--offline", "check", "advisories"]))
}

/// Every target for a bounded time, from the seeds that are committed and what earlier runs have found.
fn fuzz(args: &Deep) -> Result<Outcome> {
    if let Some(skipped) = missing("fuzz") {
        return Ok(skipped);
    }
    for target in ["token", "origin", "index"] {
        fuzz_one(args, target, None)?;
    }
    // One target for all adapters; a host's recorded frames are seeds, too.
    for host in onepane::HOSTS {
        fuzz_one(args, "decode", Some(host))?;
    }
    Ok(Outcome::Passed)
}

fn fuzz_one(args: &Deep, target: &str, host: Option<&str>) -> Result<()> {
    let root = crate::root();
    let name = host.map_or_else(|| target.to_owned(), |host| format!("{target}/{host}"));
    eprintln!("== fuzz {name}: {} s", args.seconds);
    let corpus = root.join("fuzz/corpus").join(&name);
    fs::create_dir_all(&corpus).with_context(|| format!("{}", corpus.display()))?;
    let mut command = cargo("fuzz");
    // Sanitizers are not for stable compilers, officially.
    command.env("RUSTC_BOOTSTRAP", "1").env("ONEPANE_FUZZ_HOST", host.unwrap_or_default());
    command.arg("run").arg("--target-dir").arg(root.join("target/fuzz")).arg(target).arg(corpus);
    let seeds = root.join("fuzz/seeds").join(&name);
    let frames = host.map(|host| root.join("adapters").join(host).join("fixtures/inbound"));
    command.args([Some(seeds), frames].into_iter().flatten().filter(|folder| folder.is_dir()));
    command.arg("--").arg(format!("-max_total_time={}", args.seconds));
    command.args(["-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1"]);
    let status = command.status().context("cannot run cargo")?;
    ensure!(status.success(), "{name} has a finding, see fuzz/artifacts");
    Ok(())
}

/// Mutants of every adapter's tables and capabilities, judged by the conformance suite, optimized.
fn tables(_: &Deep) -> Result<Outcome> {
    pass(cargo("run").args(["--release", "--package", "xtask", "--", "mutants"]))
}

/// Mutants of every adapter's commands, judged by the adapter's tests.
fn commands(_: &Deep) -> Result<Outcome> {
    if let Some(skipped) = missing("mutants") {
        return Ok(skipped);
    }
    let mut below = Vec::new();
    for host in onepane::HOSTS {
        let out = crate::root().join("target/mutants").join(host);
        let mut command = cargo("mutants");
        command.arg("--package").arg(format!("onepane-adapter-{host}"));
        for files in ["commands.rs", "commands/**"] {
            command.arg("--file").arg(format!("adapters/{host}/src/{files}"));
        }
        command.arg("--output").arg(&out).args([
            "--no-shuffle",
            "--timeout",
            "1200",
            "--",
            "--lib",
            "--test",
            "it",
        ]);
        // Generated frames say little about commands. It fails when any mutant survives; what counts is how many do.
        command.env("PROPTEST_CASES", "20").status().context("cannot run cargo")?;
        let count = |name: &str| -> Result<usize> {
            let path = out.join("mutants.out").join(name);
            let text = fs::read_to_string(&path).with_context(|| format!("{}", path.display()))?;
            Ok(text.lines().count())
        };
        let (caught, missed) = (count("caught.txt")? + count("timeout.txt")?, count("missed.txt")?);
        let viable = caught + missed;
        eprintln!(
            "{host}: {caught} of {viable} viable mutants caught, {:.1} %",
            mutants::percent(caught, viable)
        );
        below.extend(mutants::too_few(host, caught, viable));
    }
    ensure!(below.is_empty(), "{}", below.join("; "));
    Ok(Outcome::Passed)
}

/// All tests once more, with many more cases for properties, and optimized.
fn properties(args: &Deep) -> Result<Outcome> {
    pass(
        cargo("test")
            .args(["--workspace", "--all-features", "--release"])
            .env("PROPTEST_CASES", args.cases.to_string())
            .env("INSTA_UPDATE", "no"),
    )
}
