//! The whole check, in the order in which faults are cheapest to find.

use anyhow::{Context, Result};

/// A name, the arguments of cargo, and what is set in the environment.
type Step = (&'static str, &'static [&'static str], &'static [(&'static str, &'static str)]);

const STEPS: &[Step] = &[
    ("format", &["fmt", "--all", "--check"], &[]),
    ("lints", &["clippy", "--workspace", "--all-targets", "--all-features", "--", "--deny", "warnings"], &[]),
    ("tests", &["test", "--workspace", "--all-features"], &[]),
    (
        "documentation",
        &["doc", "--workspace", "--all-features", "--no-deps"],
        &[("RUSTDOCFLAGS", "--deny warnings")],
    ),
    ("model without serde", &["check", "--package", "onepane-model", "--no-default-features"], &[]),
    ("core without serde", &["check", "--package", "onepane-core", "--no-default-features"], &[]),
    (
        "facade with one host",
        &["check", "--package", "onepane", "--no-default-features", "--features", "chatwoot"],
        &[],
    ),
    (
        "facade as a browser has it",
        &["check", "--package", "onepane", "--no-default-features", "--features", "botmaker,emulator"],
        &[],
    ),
    (
        "lints of what a page's module has",
        &[
            "clippy",
            "--package",
            "onepane",
            "--no-default-features",
            "--features",
            "hosts",
            "--",
            "--deny",
            "warnings",
        ],
        &[],
    ),
    ("benchmarks, once", &["xtask", "bench", "--quick"], &[]),
    ("format of the fuzz targets", &["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"], &[]),
];

/// What browsers load: built, its types held against the schemas, and run by Node against the command line.
fn package() -> Result<()> {
    crate::wasm::run("")?;
    crate::run(crate::cargo().args(["build", "--package", "onepane-cli"]))?;
    crate::wasm::scripts(&["types:check", "check", "test"])
}

pub(crate) fn run() -> Result<()> {
    for (name, arguments, environment) in STEPS {
        eprintln!("== {name}: cargo {}", arguments.join(" "));
        let mut step = crate::cargo();
        step.args(*arguments).envs(environment.iter().copied());
        // A snapshot that differs is a failure here, never a file to review later.
        crate::run(step.env("INSTA_UPDATE", "no")).with_context(|| format!("{name} failed"))?;
    }
    crate::guide::run()?;
    package()?;
    crate::browser::tests()?;
    eprintln!("== all is well");
    Ok(())
}
