//! Translations, in files of their own.

use std::path::Path;

/// Compares a value with the snapshot of this name in a folder; `input` goes into its header, so that it
/// can be reviewed alone.
///
/// # Panics
///
/// When they differ.
pub fn snapshot(folder: impl AsRef<Path>, name: &str, input: &str, shown: &serde_json::Value) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder.as_ref());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_sort_maps(true);
    settings.set_description(input.trim_end());
    settings.bind(|| insta::assert_json_snapshot!(name, shown));
}
