//! Recorded frames.

use std::path::Path;

use onepane_core::Frame;

/// A recorded frame.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Fixture {
    /// The file's name without its ending.
    pub name: String,
    /// The file's text.
    pub text: String,
    /// The frame in it.
    pub frame: Frame,
}

/// Every frame in a folder, by name.
///
/// # Panics
///
/// When the folder cannot be read, is empty, or holds something that is no frame.
pub fn fixtures(folder: impl AsRef<Path>) -> Vec<Fixture> {
    let folder = folder.as_ref();
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut fixtures: Vec<Fixture> = entries
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a readable fixture");
            let frame = Frame::from_json(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let name = path.file_stem().expect("a file's name").to_string_lossy().into_owned();
            Fixture { name, text, frame }
        })
        .collect();
    assert!(!fixtures.is_empty(), "{}: no fixtures", folder.display());
    fixtures.sort_by(|one, other| one.name.cmp(&other.name));
    fixtures
}
