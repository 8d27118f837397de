//! The tests in a real browser: `tests/browser`, with Playwright and a Chromium that is on the machine.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::{node, wasm};

/// Where a Chromium usually is.
const BROWSERS: &[&str] = &["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/// Builds what the browser tests look at, and runs them.
pub(crate) fn run() -> Result<()> {
    match wasm::find() {
        Ok(()) => wasm::widgets()?,
        Err(missing) => eprintln!("== browser: without the example widgets; {missing:#}"),
    }
    crate::run(crate::cargo().args(["build", "--quiet", "--package", "onepane-cli"]))?;
    tests()
}

/// Runs the browser tests on what is built; where Node or Chromium is missing, says how to get it.
pub(crate) fn tests() -> Result<()> {
    if let Err(missing) = node::find() {
        eprintln!("== browser: left out; {missing}");
        return Ok(());
    }
    let chromium = std::env::var_os("CHROMIUM").map(PathBuf::from);
    let Some(chromium) = chromium.or_else(|| BROWSERS.iter().map(PathBuf::from).find(|path| path.exists()))
    else {
        eprintln!(
            "== browser: left out; install Chromium (`apt-get install chromium`), or name one in CHROMIUM"
        );
        return Ok(());
    };
    eprintln!("== browser: {}", chromium.display());
    let folder = crate::root().join("tests/browser");
    node::install(&folder)?;
    crate::run(
        Command::new("node")
            .args(["--test", "--test-concurrency=2", "--test-reporter=spec"])
            .env("CHROMIUM", chromium)
            .current_dir(folder),
    )
}
