//! The package for browsers: its scripts, run by Node.

use std::path::PathBuf;

use anyhow::Result;

use super::PACKAGE;
use crate::node;

fn folder() -> PathBuf {
    crate::root().join(PACKAGE)
}

/// Installs what the lock file says, where that has not been done.
pub(crate) fn install() -> Result<()> {
    node::find()?;
    node::install(&folder())
}

/// Runs one of the package's scripts.
pub(crate) fn run(script: &str) -> Result<()> {
    eprintln!("== npm run {script}");
    crate::run(node::npm(&folder()).args(["run", "--silent", script]))
}
