//! `onepane replay`: a recorded session, run again.

use std::process::ExitCode;

use onepane::core::{OriginRules, Source as Window};
use onepane::session::{Config, Notice, Replay, Replayed, Trust};
use onepane::{AnyAdapter, AnyEmulator, Settings};

use crate::args::{self, Look};
use crate::command::incoming::Incoming;
use crate::command::{Output, Run, configured, settings};
use crate::failure::Failure;
use crate::input::{Place, Reason, Source};
use crate::report::Report;

pub(super) fn run(args: &args::Replay, look: &Look) -> Result<ExitCode, Failure> {
    let host = args.host.name.as_str();
    let settings = settings(&args.config)?;
    let adapter = configured(host, AnyAdapter::new(host, &settings))?;
    let emulator = configured(host, AnyEmulator::new(host, &settings))?;
    let incoming = Incoming::new(&adapter);
    let mut replay = Replay::new(Box::new(adapter), Some(Box::new(emulator)), recorded(&settings)?);
    let source = Source::open(args.trace.as_deref())?;
    let mut report = Report::new(look, ["frames", "events"]);
    report.begin(&source);
    let mut output = Output::open();
    let mut last = Place { line: 1, item: None };
    let mut ended = Run { host, report: &mut report, output: &mut output }.each(
        source,
        incoming.arrays(),
        |record, report, output| {
            last = record.place;
            match incoming.frame(record) {
                Ok(frame) => tell(host, replay.take(&frame), record.place, report, output),
                Err(reason) => {
                    report.failed(record.place, host, &reason);
                    Ok(())
                }
            }
        },
    );
    if ended.is_ok() {
        ended = tell(host, replay.end(), last, &mut report, &mut output).and_then(|()| output.flush());
    }
    report.end(host, ended)
}

/// A session that believes what somebody has recorded: of the widget's own window too, through which a
/// mobile app speaks, and of any window where none is noted.
fn recorded(settings: &Settings) -> Result<Config, Failure> {
    let mut config = Config::default();
    config.trust = Trust::recorded();
    config.trust.sources.push(Window::Own);
    if !settings.origins.is_empty() {
        let rules = OriginRules::parse(&settings.origins)
            .map_err(|error| Failure::usage(format!("the setting `origins`: {error}")))?;
        config.trust.origins = Some(rules);
    }
    Ok(config)
}

fn tell(
    host: &str,
    replayed: Vec<Replayed>,
    place: Place,
    report: &mut Report,
    output: &mut Output,
) -> Result<(), Failure> {
    for one in replayed {
        if let Some(line) = one.to_json() {
            output.line(&line)?;
        }
        match one {
            Replayed::Event(_) => report.made(1),
            Replayed::Action(_) => report.acted(),
            Replayed::NoAction(reason) => {
                report.warning(place, host, format_args!("this asks for nothing: {reason}"));
            }
            Replayed::Notice(Notice::Ignored(_)) => report.foreign(),
            Replayed::Notice(Notice::Corrupt(error)) => {
                report.failed(place, host, &Reason::new(error.to_string()));
            }
            Replayed::Notice(notice @ (Notice::Untrusted(_) | Notice::Ended)) => {
                report.ignored();
                report.warning(place, host, notice);
            }
            Replayed::Notice(notice) => report.warning(place, host, notice),
            _ => {}
        }
    }
    Ok(())
}
