//! What somebody starts with. That its tests pass is tried by `cargo xtask guide`.

use std::fs;
use std::path::Path;

use crate::support::{Ran, onepane};

fn new(folder: &Path, args: &[&str]) -> Ran {
    onepane().args(["new", "adapter"]).args(args).current_dir(folder).output().unwrap().into()
}

#[test]
fn an_adapter_is_begun_in_a_folder_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let ran = new(folder.path(), &["acme-desk", "--title", "Acme Desk"]);
    assert_eq!(ran.code, Some(0));
    assert_eq!(
        ran.err,
        "its tests pass as it is: cd onepane-adapter-acme-desk && cargo test\n\
         what to replace, piece by piece: onepane-adapter-acme-desk/CHECKLIST.md\n"
    );
    let told: Vec<&str> = ran.out.lines().collect();
    assert!(told.contains(&"onepane-adapter-acme-desk/src/map.rs"), "{told:?}");
    for path in &told {
        let text = fs::read_to_string(folder.path().join(path)).unwrap();
        for mark in ["__host__", "__Host__", "__Title__", "__ident__", "__crate__", "__from__", "_END__"] {
            assert!(!text.contains(mark), "{path}: {mark}");
        }
        assert!(!text.contains("TODO"), "{path} leaves something open without saying what");
    }
    let read =
        |path: &str| fs::read_to_string(folder.path().join("onepane-adapter-acme-desk").join(path)).unwrap();
    assert!(read("src/adapter.rs").contains("pub struct AcmeDesk {"));
    assert!(read("src/lib.rs").contains("pub const HOST: &str = \"acme-desk\";"));
    assert!(read("README.md").contains("adapter for Acme Desk"));
    let manifest = read("Cargo.toml");
    assert!(manifest.contains("name = \"onepane-adapter-acme-desk\""), "{manifest}");
    let version = format!("onepane-core = {{ version = \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(manifest.contains(&version), "{manifest}");
}

#[test]
fn inside_the_workspace_it_becomes_a_member() {
    let folder = tempfile::tempdir().unwrap();
    for path in ["adapters", "crates/map", "crates/cli/src"] {
        fs::create_dir_all(folder.path().join(path)).unwrap();
    }
    fs::write(folder.path().join("Cargo.toml"), "[workspace]\nmembers = [\"adapters/*\"]\n").unwrap();
    fs::write(folder.path().join("crates/map/Cargo.toml"), "").unwrap();
    // From wherever in it.
    let ran = new(&folder.path().join("crates/cli"), &["acme"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let manifest = fs::read_to_string(folder.path().join("adapters/acme/Cargo.toml")).unwrap();
    assert!(manifest.contains("onepane-map.workspace = true"), "{manifest}");
    assert!(ran.err.contains("cargo test -p onepane-adapter-acme\n"), "{}", ran.err);
}

#[test]
fn nothing_that_is_there_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("mine")).unwrap();
    fs::write(folder.path().join("mine/notes"), "precious").unwrap();
    let ran = new(folder.path(), &["acme", "--into", "mine"]);
    let here = folder.path().canonicalize().unwrap();
    let expected =
        format!("error: {}/mine is there already\nhint: choose another folder with --into\n", here.display());
    assert_eq!((ran.code, ran.out.as_str(), ran.err), (Some(2), "", expected));
    assert_eq!(fs::read_dir(folder.path().join("mine")).unwrap().count(), 1);
}

#[test]
fn a_name_that_cannot_be_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["Acme", "9lives", "a--b", "acme-", "akme_desk", "ákme", "acme/../up", &"a".repeat(33)] {
        let ran = new(folder.path(), &[name]);
        assert_eq!(ran.code, Some(2), "{name}");
        assert!(ran.err.contains("expected a host's name of lower case letters"), "{name}: {}", ran.err);
    }
    let ran = new(folder.path(), &["chatwoot"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (
            Some(2),
            "error: there is an adapter for chatwoot already\nhint: see `onepane capabilities --host chatwoot`\n"
        )
    );
    let ran = new(folder.path(), &["acme", "--title", "Say \"hi\""]);
    assert!(ran.err.contains("expected a title of one line"), "{}", ran.err);
    let ran = new(folder.path(), &["acme", "--onepane", "nowhere"]);
    assert!(ran.err.contains("nowhere is no checkout of onepane"), "{}", ran.err);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
