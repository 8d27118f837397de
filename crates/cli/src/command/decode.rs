//! `onepane decode`: a host's frames to neutral events.

use std::process::ExitCode;

use onepane::core::Body;
use onepane::map::JsonLines;
use onepane::{Adapter as _, AnyAdapter, Frame};

use crate::args::{Decode, Look};
use crate::command::incoming::Incoming;
use crate::command::{Output, Run, configured, settings};
use crate::failure::Failure;
use crate::input::{Place, Reason, Source};
use crate::report::Report;

pub(super) fn run(args: &Decode, look: &Look) -> Result<ExitCode, Failure> {
    let host = args.host.name.as_str();
    let mut adapter = configured(host, AnyAdapter::new(host, &settings(&args.config)?))?;
    let incoming = Incoming::new(&adapter).with_event(host, args.event.as_deref())?;
    let source = Source::open(args.input.file.as_deref())?;
    let mut report = Report::new(look, ["frames", "events"]);
    report.begin(&source);
    let mut output = Output::open();
    let mut events = JsonLines::new();
    let ended = Run { host, report: &mut report, output: &mut output }.each(
        source,
        incoming.arrays(),
        |record, report, output| {
            match incoming.frame(record) {
                Ok(frame) => tell(&mut adapter, &frame, record.place, &mut events, report),
                Err(reason) => {
                    report.failed(record.place, host, &reason);
                    return Ok(());
                }
            }
            report.made(events.count());
            output.text(events.as_str())
        },
    );
    report.end(host, ended)
}

/// Puts a frame's events into `events`, in place of what was there, and reports the rest.
pub(super) fn tell(
    adapter: &mut AnyAdapter,
    frame: &Frame,
    place: Place,
    events: &mut JsonLines,
    report: &mut Report,
) {
    events.clear();
    if let Body::Out(_) = frame.body {
        return report.ignored();
    }
    let host = adapter.host();
    match adapter.decode(frame, events) {
        Ok(seen) => {
            if seen.ignored.is_some() {
                report.foreign();
            }
            for warning in &seen.warnings {
                report.warning(place, host, warning);
            }
        }
        Err(error) => report.failed(place, host, &Reason::new(error.to_string())),
    }
}
