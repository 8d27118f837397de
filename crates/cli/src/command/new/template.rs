//! The files that an adapter begins with: `template/adapter`, in which marks stand for its names.
//!
//! What is there is no crate of this workspace, but becomes one in the test that makes an adapter and runs its
//! tests.

/// A file of the template: its place in the crate, and its text.
macro_rules! file {
    ($path:literal) => {
        ($path, include_str!(concat!("../../../template/adapter/", $path)))
    };
}

/// The files of an adapter's crate, by their place in it. Each becomes a file of the same name.
pub(super) const FILES: &[(&str, &str)] = &[
    file!("CHECKLIST.md"),
    file!("README.md"),
    file!("fixtures/README.md"),
    file!("fixtures/inbound/answer_done.json"),
    file!("fixtures/inbound/answer_failed.json"),
    file!("fixtures/inbound/launch.json"),
    file!("fixtures/inbound/ready.json"),
    file!("fixtures/inbound/ready_minimal.json"),
    file!("fixtures/inbound/unknown_event.json"),
    file!("fixtures/outbound/insert_text.json"),
    file!("fixtures/refused/corrupt_answer_without_id.json"),
    file!("fixtures/refused/corrupt_event_is_no_text.json"),
    file!("fixtures/refused/ignored_another_type.json"),
    file!("fixtures/refused/ignored_text.json"),
    file!("src/adapter.rs"),
    file!("src/capabilities.rs"),
    file!("src/commands.rs"),
    file!("src/config.rs"),
    file!("src/conformance.rs"),
    file!("src/definition.rs"),
    file!("src/emulator.rs"),
    file!("src/lib.rs"),
    file!("src/map.rs"),
    file!("tests/it/commands.rs"),
    file!("tests/it/conformance.rs"),
    file!("tests/it/definition.rs"),
    file!("tests/it/fields.rs"),
    file!("tests/it/main.rs"),
    file!("tests/it/snapshots/events/answer_done.snap"),
    file!("tests/it/snapshots/events/answer_failed.snap"),
    file!("tests/it/snapshots/events/launch.snap"),
    file!("tests/it/snapshots/events/ready.snap"),
    file!("tests/it/snapshots/events/ready_minimal.snap"),
    file!("tests/it/snapshots/events/unknown_event.snap"),
    file!("tests/it/snapshots/refused/corrupt_answer_without_id.snap"),
    file!("tests/it/snapshots/refused/corrupt_event_is_no_text.snap"),
    file!("tests/it/snapshots/refused/ignored_another_type.snap"),
    file!("tests/it/snapshots/refused/ignored_text.snap"),
];

/// Its manifest where versions stand in onepane's workspace.
pub(super) const WORKSPACE_MANIFEST: &str = include_str!("../../../template/adapter/Cargo.workspace.toml");
/// Its manifest where it is a crate of its own.
pub(super) const OWN_MANIFEST: &str = include_str!("../../../template/adapter/Cargo.own.toml");

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn every_file_of_the_template_is_written() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("template/adapter");
        let mut there = Vec::new();
        walk(&folder, &folder, &mut there);
        there.retain(|path| !path.starts_with("Cargo."));
        there.sort();
        let mut written: Vec<&str> = super::FILES.iter().map(|(path, _)| *path).collect();
        written.sort_unstable();
        assert_eq!(there, written);
    }

    fn walk(root: &Path, folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("a readable folder") {
            let path = entry.expect("a readable folder").path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let place = path.strip_prefix(root).expect("a file below the folder");
                found.push(place.to_str().expect("a plain name").replace('\\', "/"));
            }
        }
    }
}
