//! The workspace's own chores: `cargo xtask test` is the whole check, `cargo xtask dev` the console with a widget in
//! it, `cargo xtask deep` what takes too long for a check, `cargo xtask bench` and `cargo xtask peers` how fast it is,
//! `cargo xtask codegen` refreshes what is generated.
#![expect(clippy::print_stderr, reason = "it talks to whoever runs it")]

mod bench;
mod browser;
mod codegen;
mod deep;
mod dev;
mod guide;
mod mutants;
mod node;
mod page;
mod peers;
mod test;
mod wasm;

use std::path::PathBuf;
use std::process::{self, ExitCode};

use anyhow::{Context as _, Result, ensure};
use clap::{Parser, Subcommand};

/// The workspace's own chores.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Checks everything: format, lints, tests, documentation.
    Test,
    /// Checks the console and widgets in a real browser; a part of `test`.
    Browser,
    Dev(dev::Dev),
    Deep(deep::Deep),
    /// Follows the guide for authors of adapters, and tests what comes of it.
    Guide,
    Mutants(mutants::Mutants),
    Bench(bench::Bench),
    Peers(peers::Peers),
    /// Writes what is generated: the schemas, and the capability table in the README.
    Codegen,
    /// Builds what browsers load: the WebAssembly modules of `crates/web`.
    Wasm {
        /// Only modules whose name contains this
        #[arg(default_value = "")]
        name: String,
    },
}

fn main() -> ExitCode {
    let outcome = match Args::parse().command {
        Command::Test => test::run(),
        Command::Browser => browser::run(),
        Command::Dev(args) => dev::run(&args),
        Command::Deep(args) => deep::run(&args),
        Command::Guide => guide::run(),
        Command::Mutants(args) => mutants::run(&args),
        Command::Bench(args) => bench::run(&args),
        Command::Peers(args) => peers::run(&args),
        Command::Codegen => codegen::run(),
        Command::Wasm { name } => wasm::run(&name),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The cargo that runs this.
fn cargo() -> process::Command {
    let mut command = process::Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()));
    command.current_dir(root());
    command
}

/// Runs a program to its good end.
fn run(command: &mut process::Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot run {}", command.get_program().to_string_lossy()))?;
    ensure!(status.success(), "{}: {status}", command.get_program().to_string_lossy());
    Ok(())
}

/// The workspace's folder.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}
