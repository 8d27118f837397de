//! The events that a host can tell, as its own frames, and what they mean.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use onepane::{HOSTS, Settings};

use crate::assets;
use crate::pane::{Meaning, Pane, Wrong};

/// What there is to know of a host before a widget is in it.
#[derive(Debug, Serialize)]
pub(crate) struct Host {
    name: &'static str,
    title: String,
    capabilities: Value,
    /// What the console tells a widget that has just been loaded: places in `catalogue`.
    start: Vec<usize>,
    catalogue: Vec<Entry>,
}

/// An event one can fire.
#[derive(Debug, Serialize)]
struct Entry {
    title: String,
    frame: Box<RawValue>,
    meaning: Meaning,
}

/// A host's catalogue, as it stands in its file.
#[derive(Debug, Deserialize)]
struct Written {
    title: String,
    events: Vec<WrittenEntry>,
}

#[derive(Debug, Deserialize)]
struct WrittenEntry {
    title: String,
    #[serde(default)]
    start: bool,
    frame: Box<RawValue>,
}

/// All hosts of this build.
pub(crate) fn hosts() -> Result<Vec<Host>, Wrong> {
    HOSTS.iter().map(|name| host(name)).collect()
}

fn host(name: &'static str) -> Result<Host, Wrong> {
    let written = match assets::catalogue(name) {
        Some(file) => serde_json::from_slice(&file)?,
        None => Written { title: name.to_owned(), events: Vec::new() },
    };
    let mut start = Vec::new();
    let mut catalogue = Vec::new();
    for (place, entry) in written.events.into_iter().enumerate() {
        if entry.start {
            start.push(place);
        }
        // Each by itself: one must not change what the next means.
        let meaning = Pane::new(name, &Settings::default())?.decode(entry.frame.get())?;
        catalogue.push(Entry { title: entry.title, frame: entry.frame, meaning });
    }
    let capabilities = Pane::new(name, &Settings::default())?.capabilities()?;
    Ok(Host { name, title: written.title, capabilities, start, catalogue })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use onepane::{Adapter as _, AnyAdapter};

    use super::*;

    #[test]
    fn every_event_that_a_host_has_can_be_fired() {
        let mut missing = Vec::new();
        for name in HOSTS {
            let host = serde_json::to_value(host(name).unwrap()).unwrap();
            let mut names = BTreeSet::new();
            for entry in host["catalogue"].as_array().unwrap() {
                let meaning = &entry["meaning"];
                assert_eq!(meaning["warnings"], serde_json::json!([]), "{name}: {}", entry["title"]);
                assert_eq!(meaning["ignored"], Value::Null, "{name}: {}", entry["title"]);
                for event in meaning["events"].as_array().unwrap() {
                    names.extend(event["hostevent"].as_str().map(String::from));
                }
            }
            let adapter = AnyAdapter::new(name, &Settings::default()).unwrap();
            for event in adapter.protocol().events {
                if !names.contains(event.host) {
                    missing.push(format!("{name}: {}", event.host));
                }
            }
        }
        assert!(missing.is_empty(), "no entry for {missing:#?}");
    }
}
