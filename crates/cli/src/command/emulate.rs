//! `onepane emulate`: neutral events to the frames by which a host would tell them.

use std::process::ExitCode;

use onepane::map::At;
use onepane::model::TYPE_PREFIX;
use onepane::{AnyEmulator, Emulator as _};

use crate::args::{self, Look};
use crate::command::{configured, settings};
use crate::failure::Failure;
use crate::input::{Arrays, Place, Reason, Record, Source};
use crate::report::Report;
use crate::stream::{Made, Stream, Translate};

pub(super) fn run(args: &args::Emulate, look: &Look) -> Result<ExitCode, Failure> {
    let name = args.host.name.as_str();
    let emulator = configured(name, AnyEmulator::new(name, &settings(&args.config)?))?;
    let host = emulator.host();
    let source = Source::open(args.input.file.as_deref())?;
    let mut report = Report::new(look, ["events", "frames"]);
    report.begin(&source);
    let stream = Stream { host, source, arrays: Arrays::Split };
    let (report, ended) = stream.run_by(args.jobs.number, Emulate { emulator }, report);
    report.end(host, ended)
}

#[derive(Clone)]
struct Emulate {
    emulator: AnyEmulator,
}

impl Translate for Emulate {
    fn translate(&mut self, record: &Record<'_>, made: &mut Made) {
        play(&mut self.emulator, record.at, record.place, made);
    }

    fn fork(&self) -> Option<Self> {
        (!self.emulator.remembers_events()).then(|| self.clone())
    }
}

/// Prints the frames by which the host would tell an event, and reports what they could not carry.
pub(super) fn play(emulator: &mut AnyEmulator, event: At<'_>, place: Place, made: &mut Made) {
    let host = emulator.host();
    let emulated = match emulator.emulate(event.raw()) {
        Ok(emulated) => emulated,
        Err(error) => return made.log.failed(place, host, &Reason::new(error.to_string())),
    };
    if emulated.frames.is_empty() {
        let derived = event.get("derived").and_then(|derived| derived.bool()) == Some(true);
        match event.get("type").and_then(|kind| kind.chars()) {
            // No host sends what is derived.
            _ if derived => made.log.ignored(),
            Some(kind) => {
                made.log.unmatched(place, host, kind.strip_prefix(TYPE_PREFIX).unwrap_or(&kind));
            }
            None => made.log.ignored(),
        }
    }
    for loss in &emulated.losses {
        made.log.warning(place, host, loss);
    }
    made.log.made(emulated.frames.len());
    emulated.frames.iter().for_each(|frame| made.line(&frame.to_json()));
}
