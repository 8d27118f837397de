//! Pages of which a part is written by a chore.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

/// Puts a text between two markers of a page, in place of what was there.
pub(crate) fn put(path: &Path, begin: &str, text: &str, end: &str) -> Result<()> {
    let page = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let place = || format!("{} has no place between {} and {end}", path.display(), begin.trim_end());
    let (before, rest) = page.split_once(begin).with_context(place)?;
    let (_, after) = rest.split_once(end).with_context(place)?;
    fs::write(path, format!("{before}{begin}{text}{end}{after}"))?;
    Ok(())
}
