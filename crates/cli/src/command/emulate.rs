//! `onepane emulate`: neutral events to the frames by which a host would tell them.

use std::process::ExitCode;

use onepane::map::At;
use onepane::model::TYPE_PREFIX;
use onepane::{AnyEmulator, Emulator as _};

use crate::args::{Emulate, Look};
use crate::command::{Output, Run, configured, settings};
use crate::failure::Failure;
use crate::input::{Arrays, Place, Reason, Source};
use crate::report::Report;

pub(super) fn run(args: &Emulate, look: &Look) -> Result<ExitCode, Failure> {
    let host = args.host.name.as_str();
    let mut emulator = configured(host, AnyEmulator::new(host, &settings(&args.config)?))?;
    let source = Source::open(args.input.file.as_deref())?;
    let mut report = Report::new(look, ["events", "frames"]);
    report.begin(&source);
    let mut output = Output::open();
    let ended = Run { host, report: &mut report, output: &mut output }.each(
        source,
        Arrays::Split,
        |record, report, output| play(&mut emulator, record.at, record.place, report, output),
    );
    report.end(host, ended)
}

/// Prints the frames by which the host would tell an event, and reports what they could not carry.
pub(super) fn play(
    emulator: &mut AnyEmulator,
    event: At<'_>,
    place: Place,
    report: &mut Report,
    output: &mut Output,
) -> Result<(), Failure> {
    let host = emulator.host();
    let emulated = match emulator.emulate(event.raw()) {
        Ok(emulated) => emulated,
        Err(error) => {
            report.failed(place, host, &Reason::new(error.to_string()));
            return Ok(());
        }
    };
    if emulated.frames.is_empty() {
        let derived = event.get("derived").and_then(|derived| derived.bool()) == Some(true);
        match event.get("type").and_then(|kind| kind.chars()) {
            // No host sends what is derived.
            _ if derived => report.ignored(),
            Some(kind) => report.unmatched(place, host, kind.strip_prefix(TYPE_PREFIX).unwrap_or(&kind)),
            None => report.ignored(),
        }
    }
    for loss in &emulated.losses {
        report.warning(place, host, loss);
    }
    report.made(emulated.frames.len());
    emulated.frames.iter().try_for_each(|frame| output.line(&frame.to_json()))
}
