//! `onepane bridge`: one host's frames to those of another.

use std::process::ExitCode;

use onepane::map::{Index, JsonLines};
use onepane::{AnyAdapter, AnyEmulator};

use crate::args::{Bridge, Look};
use crate::command::incoming::Incoming;
use crate::command::{Output, Run, configured, decode, emulate, settings};
use crate::failure::Failure;
use crate::input::{Reason, Source};
use crate::report::Report;

pub(super) fn run(args: &Bridge, look: &Look) -> Result<ExitCode, Failure> {
    let (from, to) = (args.from.as_str(), args.to.as_str());
    let settings = settings(&args.config)?;
    let mut adapter = configured(from, AnyAdapter::new(from, &settings))?;
    let mut emulator = configured(to, AnyEmulator::new(to, &settings))?;
    let incoming = Incoming::new(&adapter);
    let source = Source::open(args.input.file.as_deref())?;
    let mut report = Report::new(look, [&format!("{from} frames"), &format!("{to} frames")]);
    report.begin(&source);
    let mut output = Output::open();
    let mut events = JsonLines::new();
    let ended = Run { host: from, report: &mut report, output: &mut output }.each(
        source,
        incoming.arrays(),
        |record, report, output| {
            match incoming.frame(record) {
                Ok(frame) => decode::tell(&mut adapter, &frame, record.place, &mut events, report),
                Err(reason) => {
                    report.failed(record.place, from, &reason);
                    return Ok(());
                }
            }
            for event in events.as_str().lines() {
                match Index::parse(event) {
                    Ok(event) => emulate::play(&mut emulator, event.root(), record.place, report, output)?,
                    Err(corrupt) => report.failed(record.place, to, &Reason::from(corrupt)),
                }
            }
            Ok(())
        },
    );
    report.end(from, ended)
}
