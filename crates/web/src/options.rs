//! What a page says when it begins a session.

use std::time::Duration;

use onepane::core::Source;
use onepane::map::{At, Corrupt, Index, JsonKind};
use onepane::model::{EventKind, Time};
use onepane::session::{Config, Session};
use onepane::{AnyAdapter, Settings};

use crate::fault::Fault;

/// A moment as JavaScript tells it; what cannot be one is the epoch, and the session then stays at the latest it knows.
pub(crate) fn moment(millis: f64) -> Time {
    Time::from_millis(millis as i64).unwrap_or_default()
}

/// A session with a host, not begun yet.
pub(crate) fn session(host: &str, settings: &str, options: &str) -> Result<Session, Fault> {
    let settings = Settings::from_json(settings).map_err(Fault::with("settings"))?;
    let config = config(options).map_err(Fault::with("options"))?;
    let adapter = AnyAdapter::new(host, &settings)?;
    Ok(Session::new(adapter.into_boxed(), config))
}

fn config(text: &str) -> Result<Config, Corrupt> {
    let index = Index::parse(text)?;
    let mut config = Config::default();
    if index.root().kind() != JsonKind::Object {
        return Err(index.root().corrupt("options (an object)"));
    }
    for (key, at) in index.root().unique() {
        match &*key {
            "number" => config.number = whole(at)?,
            "wanted" => {
                if at.kind() != JsonKind::Array {
                    return Err(at.corrupt("an array of kinds"));
                }
                for item in at.items() {
                    let kind = item.chars().and_then(|name| EventKind::from_name(&name));
                    config.wanted.push(kind.ok_or_else(|| item.corrupt("a kind of event"))?);
                }
            }
            "timeout_ms" => config.timeout = Duration::from_millis(whole(at)?.into()),
            "refresh_ms" => config.refresh = Duration::from_millis(whole(at)?.into()),
            "source" => {
                let source = at.chars();
                config.trust.sources = vec![match source.as_deref() {
                    Some("parent") => Source::Parent,
                    Some("self") => Source::Own,
                    _ => return Err(at.corrupt("`parent` or `self`")),
                }];
            }
            _ => return Err(Corrupt::new(at.pointer(), "an option", "an unknown member")),
        }
    }
    Ok(config)
}

fn whole(at: At<'_>) -> Result<u32, Corrupt> {
    at.raw().parse().map_err(|_| at.corrupt("a whole number"))
}
