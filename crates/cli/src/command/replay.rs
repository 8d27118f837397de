//! `onepane replay`: a recorded session, run again.

use std::process::ExitCode;

use onepane::core::{OriginRules, Source as Window};
use onepane::session::{Config, Notice, Replay, Replayed, Trust};
use onepane::{Adapter as _, AnyAdapter, AnyEmulator, Settings};

use crate::args::{self, Look};
use crate::command::incoming::Incoming;
use crate::command::{configured, settings};
use crate::failure::Failure;
use crate::input::{Place, Reason, Record, Source};
use crate::report::Report;
use crate::stream::{InOrder, Made, Stream};

pub(super) fn run(args: &args::Replay, look: &Look) -> Result<ExitCode, Failure> {
    let name = args.host.name.as_str();
    let settings = settings(&args.config)?;
    let adapter = configured(name, AnyAdapter::new(name, &settings))?;
    let emulator = configured(name, AnyEmulator::new(name, &settings))?;
    let (host, incoming) = (adapter.host(), Incoming::new(&adapter));
    let mut replay = Replay::new(Box::new(adapter), Some(Box::new(emulator)), recorded(&settings)?);
    let source = Source::open(args.trace.as_deref())?;
    let mut report = Report::new(look, ["frames", "events"]);
    report.begin(&source);
    let mut last = Place { line: 1, item: None };
    let stream = Stream { host, source, arrays: incoming.arrays() };
    let play = InOrder(|record: &Record<'_>, made: &mut Made| {
        last = record.place;
        match incoming.frame(record) {
            Ok(frame) => tell(host, replay.take(&frame), record.place, made),
            Err(reason) => made.log.failed(record.place, host, &reason),
        }
    });
    let (mut report, mut ended) = stream.run(play, report);
    if ended.is_ok() {
        let mut made = Made::new(report.log());
        tell(host, replay.end(), last, &mut made);
        ended = made.print(&mut report);
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

fn tell(host: &str, replayed: Vec<Replayed>, place: Place, made: &mut Made) {
    for one in replayed {
        if let Some(line) = one.to_json() {
            made.line(&line);
        }
        let log = &mut made.log;
        match one {
            Replayed::Event(_) => log.made(1),
            Replayed::Action(_) => log.acted(),
            Replayed::NoAction(reason) => {
                log.warning(place, host, format_args!("this asks for nothing: {reason}"));
            }
            Replayed::Notice(Notice::Ignored(_)) => log.foreign(),
            Replayed::Notice(Notice::Corrupt(error)) => {
                log.failed(place, host, &Reason::new(error.to_string()));
            }
            Replayed::Notice(notice @ (Notice::Untrusted(_) | Notice::Ended)) => {
                log.ignored();
                log.warning(place, host, notice);
            }
            Replayed::Notice(notice) => log.warning(place, host, notice),
            _ => {}
        }
    }
}
