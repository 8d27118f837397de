//! Node and its packages, as the browser's part of the workspace needs them.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

/// The first version that will do.
const LEAST: u32 = 20;

/// Says what to do when Node is missing or too old.
pub(crate) fn find() -> Result<()> {
    let hint = format!("install Node {LEAST} or later, from nodejs.org or your system's packages");
    let Ok(output) = Command::new("node").arg("--version").output() else {
        bail!("there is no Node: {hint}")
    };
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    ensure!(major.is_some_and(|major| major >= LEAST), "Node is {version}: {hint}");
    Ok(())
}

/// Runs a script of the package in a folder.
pub(crate) fn script(folder: &Path, name: &str) -> Result<()> {
    eprintln!("== npm run {name}");
    crate::run(npm(folder).args(["run", "--silent", name]))
}

fn npm(folder: &Path) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(folder);
    command
}

/// Gets the packages that a folder's lock file names, unless they are there.
pub(crate) fn install(folder: &Path) -> Result<()> {
    find()?;
    let wanted = std::fs::metadata(folder.join("package-lock.json")).and_then(|file| file.modified());
    let wanted = wanted.with_context(|| format!("{} has no package-lock.json", folder.display()))?;
    let installed = std::fs::metadata(folder.join("node_modules/.package-lock.json"));
    if installed.and_then(|file| file.modified()).is_ok_and(|at| at >= wanted) {
        return Ok(());
    }
    crate::run(npm(folder).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))
}
