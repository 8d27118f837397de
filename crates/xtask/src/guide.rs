//! The guide for authors of adapters, followed to the letter: an adapter is begun, the changes that CONTRIBUTING.md
//! shows are made in it, and its tests are run.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

/// The guide promises that its example takes fewer lines of one's own than this.
const PROMISED: usize = 60;

pub(crate) fn run() -> Result<()> {
    let folder = tempfile::tempdir().context("cannot make a folder")?;
    let root = crate::root().canonicalize()?;
    let cargo = Cargo { target: root.join("target") };
    eprintln!("== guide: an adapter in the workspace");
    let workspace = folder.path().join("workspace");
    copy_tracked(&root, &workspace)?;
    cargo.run(&workspace, &["run", "--quiet", "--", "--quiet", "new", "adapter", "acme"], &[])?;
    in_workspace(&cargo, &workspace)?;
    let lines = apply(&fs::read_to_string(root.join("CONTRIBUTING.md"))?, &workspace.join("adapters/acme"))?;
    ensure!(
        lines < PROMISED,
        "the guide's example takes {lines} lines, and fewer than {PROMISED} are promised"
    );
    let package = ["test", "--quiet", "--package", "onepane-adapter-acme"];
    cargo.run(&workspace, &package, &[("INSTA_UPDATE", "always")])?;
    in_workspace(&cargo, &workspace)?;
    eprintln!("   the guide's example takes {lines} lines of one's own");

    eprintln!("== guide: an adapter of its own");
    let own = folder.path().join("acme-adapter");
    let checkout = root.to_str().context("a folder whose name is no text")?;
    let into = own.to_str().context("a folder whose name is no text")?;
    let arguments = ["run", "--quiet", "--", "--quiet", "new", "adapter", "acme", "--title", "Acme Desk"];
    cargo.run(&root, &[&arguments[..], &["--onepane", checkout, "--into", into]].concat(), &[])?;
    fs::copy(root.join("Cargo.lock"), own.join("Cargo.lock"))?;
    cargo.run(
        &own,
        &["test", "--quiet"],
        &[("INSTA_UPDATE", "no"), ("CARGO_PROFILE_DEV_DEBUG", "line-tables-only")],
    )
}

/// What every crate of the workspace must pass.
fn in_workspace(cargo: &Cargo, workspace: &Path) -> Result<()> {
    let package = ["--package", "onepane-adapter-acme"];
    cargo.run(workspace, &[&["fmt", "--check"], &package[..]].concat(), &[])?;
    cargo.run(workspace, &[&["test", "--quiet"], &package[..]].concat(), &[("INSTA_UPDATE", "no")])?;
    let strict = ["--all-targets", "--", "--deny", "warnings"];
    cargo.run(workspace, &[&["clippy", "--quiet"], &package[..], &strict[..]].concat(), &[])?;
    cargo.run(
        workspace,
        &[&["doc", "--quiet", "--no-deps"], &package[..]].concat(),
        &[("RUSTDOCFLAGS", "--deny warnings")],
    )
}

struct Cargo {
    target: std::path::PathBuf,
}

impl Cargo {
    fn run(&self, folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Result<()> {
        let mut command = crate::cargo();
        command.args(arguments).envs(environment.iter().copied()).env("CARGO_TARGET_DIR", &self.target);
        crate::run(command.current_dir(folder))
            .with_context(|| format!("cargo {} failed", arguments.join(" ")))
    }
}

/// Copies what git knows of a folder, and what it would take in.
fn copy_tracked(from: &Path, to: &Path) -> Result<()> {
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(from)
        .output()
        .context("cannot run git")?;
    ensure!(listed.status.success(), "git cannot list {}", from.display());
    for path in String::from_utf8(listed.stdout)?.split_terminator('\0') {
        // One that is listed may have been deleted since.
        if from.join(path).is_file() {
            let copy = to.join(path);
            fs::create_dir_all(copy.parent().unwrap_or(to))?;
            fs::copy(from.join(path), copy)?;
        }
    }
    Ok(())
}

/// Makes the changes that a page shows, and counts the lines that they add.
///
/// A block ` ```diff ` has parts that begin with `@@ file`; in each, lines with `+` are added, lines with `-` taken away,
/// and the others say where. A part of added lines alone makes the file.
fn apply(page: &str, folder: &Path) -> Result<usize> {
    let mut added = 0;
    for block in page.split("\n```diff\n").skip(1) {
        let block = block.split("\n```").next().unwrap_or_default();
        for part in block.split("@@ ").skip(1) {
            let (file, lines) = part.split_once('\n').context("a part without lines")?;
            let lines: Vec<&str> = lines.lines().collect();
            let with = |marks: &[char]| -> Vec<&str> {
                let kept = lines.iter().filter(|line| line.starts_with(marks) || line.is_empty());
                kept.map(|line| line.get(1..).unwrap_or_default()).collect()
            };
            added += lines.iter().filter(|line| line.starts_with('+')).count();
            let (before, after) = (with(&[' ', '-']), with(&[' ', '+']));
            change(&folder.join(file), &before, &after)
                .with_context(|| format!("the guide's change in {file}"))?;
        }
    }
    ensure!(added > 0, "the guide shows no changes");
    Ok(added)
}

fn change(path: &Path, before: &[&str], after: &[&str]) -> Result<()> {
    let joined = |lines: &[&str]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    if before.is_empty() {
        let name = path.file_name().unwrap_or(OsStr::new("")).to_string_lossy();
        ensure!(!path.exists(), "{name} is there already");
        return Ok(fs::write(path, joined(after))?);
    }
    let text = fs::read_to_string(path)?;
    // At the beginning of a line, that is.
    let (text, wanted) = (format!("\n{text}"), format!("\n{}", joined(before)));
    match text.matches(&wanted).count() {
        1 => {
            let changed = text.replacen(&wanted, &format!("\n{}", joined(after)), 1);
            Ok(fs::write(path, changed.get(1..).unwrap_or_default())?)
        }
        0 => bail!("these lines are not there:\n{}", joined(before)),
        count => bail!("these lines are there {count} times:\n{}", joined(before)),
    }
}
