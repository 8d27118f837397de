//! What is generated from the code, and kept in the repository so that it can be read without it.

use std::fs;

use anyhow::{Context, Result, ensure};

pub(crate) fn run() -> Result<()> {
    for name in onepane::SCHEMAS {
        let path = crate::root().join("schemas").join(format!("{name}.json"));
        let schema = onepane::schema(name).context("a schema of a name that is listed")?;
        let text = serde_json::to_string_pretty(&schema)?;
        fs::write(&path, format!("{text}\n")).with_context(|| format!("{}", path.display()))?;
    }
    table(&[], "README.md")?;
    for host in onepane::HOSTS {
        table(&["--host", host], &format!("adapters/{host}/README.md"))?;
    }
    Ok(())
}

/// What stands before and behind the generated table.
const BEGIN: &str = "<!-- capabilities: written by `cargo xtask codegen` -->\n";
const END: &str = "<!-- end of capabilities -->";

/// Puts what `onepane capabilities --format markdown` prints into a page.
fn table(arguments: &[&str], page: &str) -> Result<()> {
    let output = crate::cargo()
        .args(["run", "--quiet", "--package", "onepane-cli", "--", "capabilities", "--format", "markdown"])
        .args(arguments)
        .output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    crate::page::put(&crate::root().join(page), BEGIN, &String::from_utf8(output.stdout)?, END)
}
