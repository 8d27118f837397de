//! Translations, in files of their own.

use std::path::Path;

use onepane_core::Frame;
use onepane_model::Json;

use crate::subject::Subject;

/// What a frame is in neutral words: its events, or why there are none, with warnings. Halves of
/// surrogate pairs show as U+FFFD.
pub fn decoded(subject: &Subject, frame: &Frame) -> serde_json::Value {
    let mut lines = onepane_map::JsonLines::new();
    match (subject.adapter)().decode(frame, &mut lines) {
        Ok(seen) => {
            let events: Vec<serde_json::Value> = lines.as_str().lines().map(readable).collect();
            let mut shown = serde_json::json!({ "events": events });
            if let Some(reason) = seen.ignored {
                shown = serde_json::json!({ "ignored": reason });
            }
            if !seen.warnings.is_empty() {
                let warnings: Vec<String> = seen.warnings.iter().map(ToString::to_string).collect();
                shown["warnings"] = warnings.into();
            }
            shown
        }
        Err(error) => serde_json::json!({ "error": error.to_string() }),
    }
}

fn readable(line: &str) -> serde_json::Value {
    let index = onepane_map::Index::parse(line).expect("a neutral event");
    value(index.root())
}

fn value(at: onepane_map::At<'_>) -> serde_json::Value {
    use onepane_map::JsonKind;
    match at.kind() {
        JsonKind::Object => {
            at.unique().into_iter().map(|(key, inner)| (key.into_owned(), value(inner))).collect()
        }
        JsonKind::Array => at.items().map(value).collect(),
        JsonKind::String => at.chars().unwrap_or_default().into_owned().into(),
        _ => Json::from_text(at.raw()).to_value(),
    }
}

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
