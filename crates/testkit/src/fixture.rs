//! Recorded frames.

use std::path::Path;

use include_dir::Dir;
use onepane_core::{Body, Frame, Inbound};

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

impl Fixture {
    fn read(path: &Path, text: &str) -> Result<Self, String> {
        let frame = Frame::from_json(text).map_err(|error| format!("{}: {error}", path.display()))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { name, text: text.to_owned(), frame })
    }

    pub(crate) fn is_launch(&self) -> bool {
        matches!(self.frame.body, Body::In(Inbound::Launch { .. }))
    }
}

/// Every frame in a folder, by name.
///
/// # Panics
///
/// When the folder cannot be read, is empty, or holds something that is no frame.
pub fn fixtures(folder: impl AsRef<Path>) -> Vec<Fixture> {
    let folder = folder.as_ref();
    let fixtures = of_folder(folder).unwrap_or_else(|error| panic!("{error}"));
    assert!(!fixtures.is_empty(), "{}: no fixtures", folder.display());
    fixtures
}

/// The recorded frames of a host, as they lie in an adapter's folder `fixtures`: a file for each.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Fixtures {
    /// `inbound/`: frames that the host sends, each of which is translated.
    pub inbound: Vec<Fixture>,
    /// `outbound/`: frames that a widget sends, as the host wants them.
    pub outbound: Vec<Fixture>,
    /// `refused/`: inbound frames that are ignored, named `ignored_…`, or that are the host's and cannot be,
    /// named `corrupt_…`.
    pub refused: Vec<Fixture>,
}

impl Fixtures {
    /// The fixtures in a folder; those of a folder within it that is not there are none.
    ///
    /// # Errors
    ///
    /// Names the file that cannot be read or holds no frame.
    pub fn read(folder: &Path) -> Result<Self, String> {
        Self::each(|name| {
            let folder = folder.join(name);
            if folder.is_dir() { of_folder(&folder) } else { Ok(Vec::new()) }
        })
    }

    /// The fixtures in a folder that was compiled in; see [`fixtures!`](crate::fixtures!).
    ///
    /// # Errors
    ///
    /// As for [`read`](Self::read).
    #[doc(hidden)]
    pub fn embedded(folder: &Dir<'_>) -> Result<Self, String> {
        Self::each(|name| {
            let files = folder.get_dir(name).map(Dir::files).into_iter().flatten();
            let files = files.filter(|file| is_fixture(file.path()));
            sorted(files.map(|file| {
                let text = file.contents_utf8().ok_or_else(|| no_text(file.path()))?;
                Fixture::read(file.path(), text)
            }))
        })
    }

    fn each(read: impl Fn(&str) -> Result<Vec<Fixture>, String>) -> Result<Self, String> {
        Ok(Self { inbound: read("inbound")?, outbound: read("outbound")?, refused: read("refused")? })
    }
}

/// The fixtures in the folder `fixtures` of the crate that is being compiled, carried along in it: as
/// [`Kit::new`](crate::conformance::Kit::new) takes them.
#[macro_export]
macro_rules! fixtures {
    () => {{
        // What the macro expands to names the crate.
        use $crate::include_dir;
        static FOLDER: include_dir::Dir<'static> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/fixtures");
        $crate::Fixtures::embedded(&FOLDER)
    }};
}

fn of_folder(folder: &Path) -> Result<Vec<Fixture>, String> {
    let at = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    let entries = std::fs::read_dir(folder).map_err(|error| at(folder, error))?;
    let paths: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(|path| is_fixture(path)).collect();
    sorted(paths.iter().map(|path| {
        let text = std::fs::read_to_string(path).map_err(|error| at(path, error))?;
        Fixture::read(path, &text)
    }))
}

fn sorted(fixtures: impl Iterator<Item = Result<Fixture, String>>) -> Result<Vec<Fixture>, String> {
    let mut fixtures: Vec<Fixture> = fixtures.collect::<Result<_, _>>()?;
    fixtures.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(fixtures)
}

fn is_fixture(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "json")
}

fn no_text(path: &Path) -> String {
    format!("{}: expected UTF-8 text, found other bytes", path.display())
}
