//! What the help says, and that its examples work.

use std::process::Command;

use crate::support::{onepane, run, snapshot};

const COMMANDS: &[&str] = &[
    "decode",
    "encode",
    "emulate",
    "bridge",
    "replay",
    "capabilities",
    "definition",
    "definition build",
    "definition check",
    "token",
    "token inspect",
    "token verify",
    "schema",
    "conform",
    "new",
    "new adapter",
    "dev",
    "completions",
];

/// The files that examples speak of.
const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/token");

#[test]
fn help_reads_well() {
    snapshot("help", run("--help", "").out);
    snapshot("help_short", run("-h", "").out);
    for command in COMMANDS {
        snapshot(&format!("help_{}", command.replace(' ', "_")), &run(&format!("{command} --help"), "").out);
    }
}

#[test]
fn every_example_works() {
    let mut tried = 0;
    // The console runs until it is told to end; `dev.rs` tries it.
    for command in [""].iter().chain(COMMANDS).filter(|command| **command != "dev") {
        let help = run(&format!("{command} --help"), "").out;
        let (_, examples) =
            help.split_once("Examples:\n").unwrap_or_else(|| panic!("{command} shows no example"));
        for example in examples.split("  $ ").skip(1) {
            let dir = tempfile::tempdir().unwrap();
            for file in std::fs::read_dir(FILES).unwrap() {
                let file = file.unwrap();
                std::fs::copy(file.path(), dir.path().join(file.file_name())).unwrap();
            }
            let binary = assert_cmd::cargo::cargo_bin!("onepane");
            let path = format!("{}:{}", binary.parent().unwrap().display(), std::env::var("PATH").unwrap());
            let output = Command::new("bash")
                .args(["-c", &format!("set -e -o pipefail\n{example}")])
                .env("PATH", path)
                .current_dir(dir.path())
                .output()
                .unwrap();
            let err = String::from_utf8(output.stderr).unwrap();
            assert!(output.status.success(), "{example}\n{err}");
            assert!(!err.contains("ignored") && !err.contains("warning"), "{example}\n{err}");
            tried += 1;
        }
    }
    assert!(tried > 10);
}

#[test]
fn the_version_is_told() {
    assert_eq!(run("--version", "").out, format!("onepane {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn help_keeps_to_narrow_terminals() {
    for command in COMMANDS {
        for option in ["-h", "--help"] {
            let output = onepane().args(command.split(' ')).arg(option).output().unwrap();
            let help = String::from_utf8(output.stdout).unwrap();
            assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
        }
    }
}

#[test]
fn schemas_are_printed() {
    for name in ["event", "action", "frame", "capabilities", "manifest"] {
        let ran = run(&format!("schema {name}"), "");
        assert_eq!(ran.code, Some(0));
        serde_json::from_str::<serde_json::Value>(&ran.out).unwrap();
    }
}

#[test]
fn every_shell_gets_its_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = run(&format!("completions {shell}"), "");
        assert!(ran.out.contains("capabilities") && ran.out.contains("context"), "{shell}");
    }
}
