//! The package for browsers: its scripts, run by Node.

use std::process::Command;

use anyhow::{Context as _, Result};

use super::PACKAGE;

/// Installs what the lock file says, where that has not been done.
pub(crate) fn install() -> Result<()> {
    let folder = crate::root().join(PACKAGE);
    if folder.join("node_modules").is_dir() {
        return Ok(());
    }
    crate::run(npm().arg("ci")).context("Node 20 and npm are needed: https://nodejs.org has them")
}

/// Runs one of the package's scripts.
pub(crate) fn run(script: &str) -> Result<()> {
    eprintln!("== npm run {script}");
    crate::run(npm().args(["run", "--silent", script]))
}

fn npm() -> Command {
    let mut command = Command::new("npm");
    command.current_dir(crate::root().join(PACKAGE));
    command
}
