//! The standard library for browsers.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use super::TARGET;

/// Where the compiler and the standard library for browsers are.
pub(super) enum Sysroot {
    /// The target is installed beside the ordinary compiler.
    Installed,
    /// Built from source by another compiler, linked by the ordinary one's linker.
    Built { compiler: PathBuf, sysroot: PathBuf, linker: PathBuf },
}

impl Sysroot {
    /// Makes cargo build with it. Set for the one target only: build scripts and macros are not for browsers.
    pub(super) fn apply(&self, command: &mut Command) {
        let mut flags = no_paths();
        if let Self::Built { compiler, sysroot, linker } = self {
            flags = format!("{flags} --sysroot {} {PANIC} {SILENCE}", sysroot.display());
            command
                .env("RUSTC", compiler)
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                .env("RUSTC_BOOTSTRAP", "1");
        }
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags).env_remove("RUSTFLAGS");
    }
}

/// A page shows nobody what a panic has to say, so it need not be able to.
const PANIC: &str = "-Zunstable-options -Cpanic=immediate-abort";
/// Nor where in the source it came from, nor what a value looks like to a developer.
const SILENCE: &str = "-Zlocation-detail=none -Zfmt-debug=none";

/// What is shipped names no folder of the machine that built it.
fn no_paths() -> String {
    let home = std::env::var("CARGO_HOME").or_else(|_| std::env::var("HOME").map(|home| home + "/.cargo"));
    home.map(|home| format!("--remap-path-prefix={home}=cargo")).unwrap_or_default()
}

/// Debian's compiler, of the packages below.
const COMPILER: &str = "/usr/bin/rustc";
const SOURCE: &str = "/usr/lib/rustlib/src/rust/library/std";

/// Finds the standard library, or builds it where only its source is there.
pub(super) fn find() -> Result<Sysroot> {
    let ordinary = PathBuf::from(print("rustc", &["--print", "sysroot"])?);
    if ordinary.join("lib/rustlib").join(TARGET).join("lib").is_dir() {
        return Ok(Sysroot::Installed);
    }
    if !Path::new(COMPILER).is_file() || !Path::new(SOURCE).is_dir() {
        bail!(
            "the target {TARGET} is not installed: `rustup target add {TARGET}`, or where that cannot download, on \
             Debian `apt-get install --no-install-recommends rustc-web rust-web-src`"
        );
    }
    let built_by = format!("{} {PANIC}", print(COMPILER, &["-vV"])?);
    let host = print("rustc", &["-vV"])?;
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names no host")?;
    let linker = ordinary.join("lib/rustlib").join(host).join("bin/rust-lld");
    ensure!(linker.is_file(), "expected a linker at {}, found nothing", linker.display());
    let sysroot = crate::root().canonicalize()?.join("target/wasm/sysroot");
    let stamp = sysroot.join("built-by");
    if !super::holds(&stamp, &built_by) {
        build(&sysroot)?;
        fs::write(&stamp, built_by)?;
    }
    Ok(Sysroot::Built { compiler: COMPILER.into(), sysroot, linker })
}

/// A crate of nothing: cargo builds a standard library for it.
const STUB: &str = r#"[package]
name = "stub"
edition = "2024"

[workspace]

[profile.release]
opt-level = "s"
panic = "abort"
"#;

fn build(sysroot: &Path) -> Result<()> {
    eprintln!("== the standard library for browsers, from source; once");
    let stub = sysroot.with_file_name("stub");
    fs::create_dir_all(stub.join("src"))?;
    fs::write(stub.join("Cargo.toml"), STUB)?;
    fs::write(stub.join("src/lib.rs"), "#![no_std]\n")?;
    let mut command = crate::cargo();
    command
        .args(["build", "--release", "--target", TARGET, "-Zbuild-std=std,panic_abort"])
        .args(["-Zbuild-std-features=optimize_for_size", "--target-dir"])
        .arg(stub.join("target"))
        .current_dir(&stub)
        .env("RUSTC", COMPILER)
        // `build-std` is for the compiler's own release, which this source belongs to.
        .env("RUSTC_BOOTSTRAP", "1")
        // Without the bitcode it could not be optimized together with the modules.
        .env("RUSTFLAGS", format!("-Cembed-bitcode=yes {PANIC}"));
    crate::run(&mut command)?;
    let libraries = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    if libraries.is_dir() {
        fs::remove_dir_all(&libraries)?;
    }
    fs::create_dir_all(&libraries)?;
    for entry in fs::read_dir(stub.join("target").join(TARGET).join("release/deps"))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libstub") {
            fs::copy(&path, libraries.join(name))?;
        }
    }
    fs::remove_dir_all(&stub)?;
    Ok(())
}

fn print(program: &str, arguments: &[&str]) -> Result<String> {
    let output = Command::new(program).args(arguments).current_dir(crate::root()).output();
    let output = output.with_context(|| format!("cannot run {program}"))?;
    ensure!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}
