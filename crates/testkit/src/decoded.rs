//! Translations, for people to read.

use onepane_core::{Adapter, Frame};
use onepane_map::{At, Index, JsonKind, JsonLines};
use onepane_model::Json;
use serde_json::Value;

use crate::subject::Subject;

/// What a frame is in neutral words: its events, or why there are none, with warnings. Halves of
/// surrogate pairs show as U+FFFD.
pub fn decoded(subject: &Subject, frame: &Frame) -> Value {
    decoded_by(&mut *(subject.adapter)(), frame)
}

/// The same, as this adapter says it.
pub(crate) fn decoded_by(adapter: &mut dyn Adapter, frame: &Frame) -> Value {
    let mut lines = JsonLines::of(frame);
    match adapter.decode(frame, &mut lines) {
        Ok(seen) => {
            let events: Vec<Value> = lines.as_str().lines().map(readable).collect();
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

fn readable(line: &str) -> Value {
    let index = Index::parse(line).expect("a neutral event");
    value(index.root())
}

fn value(at: At<'_>) -> Value {
    match at.kind() {
        JsonKind::Object => {
            at.unique().into_iter().map(|(key, inner)| (key.into_owned(), value(inner))).collect()
        }
        JsonKind::Array => at.items().map(value).collect(),
        JsonKind::String => at.chars().unwrap_or_default().into_owned().into(),
        _ => Json::from_text(at.raw()).to_value(),
    }
}
