//! Recorded sessions as tests.

use std::path::Path;

use onepane_core::{Adapter, Emulator};
use onepane_session::{Config, Replayed, Trace, Trust, replay};

/// Replays a recorded session and compares what comes of it with the snapshot that lies beside the trace:
/// the whole test of a widget team, in one line.
///
/// Takes the trace's path, from the folder of the crate's manifest, the adapter of its host and, if the
/// widget's actions are to be shown too, the host's emulator. The snapshot has the trace's name and the
/// ending `.snap`; it is reviewed as insta's snapshots are. Each line of it is an event, an action
/// (`{"action": ...}`) or, after `#`, something for the developer's log.
///
/// Traces are recorded with [`Recorder`](onepane_session::Recorder), without secrets and persons.
///
/// # Panics
///
/// When the trace cannot be read, or what comes of it differs from the snapshot.
///
/// # Example: what a widget is told when a customer writes
///
/// ```
/// use onepane_adapter_chatwoot::{Chatwoot, ChatwootEmulator, Config};
/// use onepane_testkit::assert_trace_snapshot;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let adapter = Chatwoot::new(Config::default())?;
/// assert_trace_snapshot!("tests/traces/customer_writes.jsonl", adapter, ChatwootEmulator::new());
/// # Ok(())
/// # }
/// ```
#[macro_export]
macro_rules! assert_trace_snapshot {
    ($trace:expr, $adapter:expr $(,)?) => {
        $crate::assert_trace(env!("CARGO_MANIFEST_DIR"), $trace, Box::new($adapter), None)
    };
    ($trace:expr, $adapter:expr, $emulator:expr $(,)?) => {
        $crate::assert_trace(
            env!("CARGO_MANIFEST_DIR"),
            $trace,
            Box::new($adapter),
            Some(Box::new($emulator)),
        )
    };
}

/// What [`assert_trace_snapshot!`](crate::assert_trace_snapshot) does.
#[doc(hidden)]
pub fn assert_trace(
    folder: &str,
    path: &str,
    adapter: Box<dyn Adapter>,
    emulator: Option<Box<dyn Emulator>>,
) {
    let path = Path::new(folder).join(path);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let trace: Trace = text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let name = path.file_stem().expect("the name of a trace").to_string_lossy().into_owned();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(path.parent().expect("the folder of a trace"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, transcript(&trace, adapter, emulator)));
}

/// What comes of a trace, a line each.
fn transcript(trace: &Trace, adapter: Box<dyn Adapter>, emulator: Option<Box<dyn Emulator>>) -> String {
    let mut config = Config::default();
    config.trust = Trust::recorded();
    let line = |replayed: &Replayed| match replayed {
        Replayed::Notice(notice) => format!("# {notice}\n"),
        Replayed::NoAction(reason) => format!("# this asks for nothing: {reason}\n"),
        other => other.to_json().map(|json| json + "\n").unwrap_or_default(),
    };
    replay(trace, adapter, emulator, config).iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use onepane_adapter_chatwoot::{Chatwoot, ChatwootEmulator, Config};

    use super::*;

    #[test]
    fn a_transcript_has_events_actions_and_notes() {
        let trace: Trace = concat!(
            r#"{"dir":"in","via":"page","at":0,"state":"visible"}"#,
            "\n",
            r#"{"dir":"out","via":"message","at":500,"data":"chatwoot-dashboard-app:fetch-info"}"#,
            "\n",
            r#"{"dir":"out","via":"message","at":500,"data":"something else"}"#,
        )
        .parse()
        .unwrap();
        let adapter = || Box::new(Chatwoot::new(Config::default()).unwrap());
        let transcript = |emulator| transcript(&trace, adapter(), emulator);
        let shown = transcript(Some(Box::new(ChatwootEmulator::new())));
        let starts: Vec<&str> = shown.lines().map(|line| line.split([',', ':']).next().unwrap()).collect();
        assert_eq!(starts, ["# this asks for nothing", r#"{"action""#, r#"{"specversion""#]);
        assert_eq!(transcript(None), "", "nobody knows what the widget asks for");
    }
}
