//! The invariants of ARCHITECTURE.md that a compiler does not hold.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use onepane::HOSTS;

/// What each crate of the workspace may stand on, beyond itself. Adapters stand for all of theirs.
fn allowed(name: &str) -> &'static [&'static str] {
    match name {
        "onepane-model" => &[],
        "onepane-map" => &["onepane-model"],
        "onepane-core" => &["onepane-map", "onepane-model"],
        "onepane-auth" | "onepane-session" => &["onepane-core", "onepane-map", "onepane-model"],
        "onepane-testkit" => &["onepane-core", "onepane-map", "onepane-model", "onepane-session"],
        "onepane" => &[
            "onepane-core",
            "onepane-map",
            "onepane-model",
            "onepane-session",
            "onepane-auth",
            "onepane-testkit",
            "onepane-adapter-*",
        ],
        "onepane-console" => &["onepane"],
        "onepane-bench" => &["onepane", "onepane-auth"],
        "onepane-cli" => &["onepane", "onepane-auth", "onepane-console"],
        "xtask" => &["onepane"],
        "onepane-web" => &["onepane", "onepane-auth"],
        "bindgen" => &[],
        "onepane-tests" => &[],
        // Widgets know no host.
        "order-desk" | "service-board" => {
            &["onepane-core", "onepane-model", "onepane-session", "onepane-web"]
        }
        adapter if adapter.starts_with("onepane-adapter-") => {
            &["onepane-core", "onepane-map", "onepane-model", "onepane-testkit"]
        }
        _ => panic!("{name} has no place in the house yet"),
    }
}

#[test]
fn imports_run_one_way() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(crate::root())
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut faults = Vec::new();
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        for dependency in package["dependencies"].as_array().unwrap() {
            let on = dependency["name"].as_str().unwrap();
            let ours = on.starts_with("onepane") || on == "xtask";
            let fits = allowed(name)
                .iter()
                .any(|one| *one == on || one.strip_suffix('*').is_some_and(|start| on.starts_with(start)));
            // Development dependencies may look around: a test needs what its crate must not.
            if ours && dependency["kind"] != "dev" && !fits {
                faults.push(format!("{name} stands on {on}"));
            }
            if on == "jsonwebtoken" && name != "onepane-auth" {
                faults.push(format!("{name} names jsonwebtoken"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_adapter_has_the_same_rooms() {
    let rooms = [
        "Cargo.toml",
        "README.md",
        "src/lib.rs",
        "src/adapter.rs",
        "src/emulator.rs",
        "src/config.rs",
        "src/capabilities.rs",
        "src/map.rs",
        "src/commands.rs",
        "src/definition.rs",
        "fixtures/README.md",
        "tests/it/main.rs",
    ];
    for host in HOSTS {
        for room in rooms {
            let path = crate::root().join("adapters").join(host).join(room);
            assert!(path.exists(), "{} is missing", path.display());
        }
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "target" && name != ".git" && name != "node_modules" {
                files(&path, found);
            }
        } else {
            found.push(path);
        }
    }
}

fn all_files() -> Vec<PathBuf> {
    let mut found = Vec::new();
    files(&crate::root(), &mut found);
    found
}

#[test]
fn no_snapshot_waits_for_review() {
    let waiting: Vec<_> = all_files()
        .into_iter()
        .filter(|path| {
            let name = path.to_string_lossy();
            name.ends_with(".snap.new") || name.ends_with(".pending-snap")
        })
        .collect();
    assert!(waiting.is_empty(), "{waiting:#?}");
}

/// A host's name stands in its own adapter, in the facade, in what ships all hosts, and in tests.
#[test]
fn the_neutral_crates_name_no_host() {
    let mut faults = BTreeMap::new();
    for folder in ["crates/model/src", "crates/map/src", "crates/core/src", "crates/auth/src"] {
        let mut found = Vec::new();
        files(&crate::root().join(folder), &mut found);
        for path in found {
            let text = std::fs::read_to_string(&path).unwrap();
            // Unit tests may quote a host's frame.
            let code = text.split("#[cfg(test)]").next().unwrap_or("");
            let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            for (number, line) in code.enumerate() {
                if let Some(host) = HOSTS.iter().find(|host| line.to_lowercase().contains(*host)) {
                    faults.insert(format!("{}:{}", path.display(), number + 1), *host);
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn only_programs_read_the_clock() {
    let mut found = Vec::new();
    for folder in ["crates", "adapters"] {
        files(&crate::root().join(folder), &mut found);
    }
    let readers: Vec<String> = found
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| path.to_string_lossy().replace('\\', "/"))
        .filter(|name| name.contains("/src/"))
        .filter(|name| {
            !["/crates/cli/", "/crates/xtask/", "/crates/bench/"].iter().any(|part| name.contains(part))
        })
        .filter(|name| {
            let text = std::fs::read_to_string(name).unwrap();
            ["SystemTime::now", "Instant::now"].iter().any(|word| text.contains(word))
        })
        .collect();
    assert!(readers.is_empty(), "{readers:#?}");
}

#[test]
fn only_programs_print() {
    let mut faults = Vec::new();
    let root = crate::root();
    let mut found = Vec::new();
    files(&root.join("crates"), &mut found);
    files(&root.join("adapters"), &mut found);
    for path in found.iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs")) {
        let name = path.to_string_lossy().replace('\\', "/");
        let speaks = ["/crates/cli/", "/crates/xtask/", "/tests/"].iter().any(|part| name.contains(part));
        let text = std::fs::read_to_string(path).unwrap();
        if !speaks && ["println!(", "eprintln!(", "print!(", "dbg!("].iter().any(|word| text.contains(word)) {
            faults.push(name);
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
