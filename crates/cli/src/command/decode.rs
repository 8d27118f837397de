//! `onepane decode`: a host's frames to neutral events.

use std::process::ExitCode;

use onepane::core::{Body, Data, Seen};
use onepane::map::JsonLines;
use onepane::{Adapter as _, AnyAdapter, Frame};

use crate::args::{self, Look};
use crate::command::incoming::Incoming;
use crate::command::{configured, settings};
use crate::failure::Failure;
use crate::input::{Place, Reason, Record, Source};
use crate::report::{Log, Report};
use crate::stream::{Made, Stream, Translate};

pub(super) fn run(args: &args::Decode, look: &Look) -> Result<ExitCode, Failure> {
    let name = args.host.name.as_str();
    let adapter = configured(name, AnyAdapter::new(name, &settings(&args.config)?))?;
    let host = adapter.host();
    let incoming = Incoming::new(&adapter).with_event(host, args.event.as_deref())?;
    let source = Source::open(args.input.file.as_deref())?;
    let mut report = Report::new(look, ["frames", "events"]);
    report.begin(&source);
    let stream = Stream { host, source, arrays: incoming.arrays() };
    let decode = Decode { adapter, incoming, events: JsonLines::default() };
    let (report, ended) = stream.run_by(args.jobs.number, decode, report);
    report.end(host, ended)
}

#[derive(Clone)]
struct Decode {
    adapter: AnyAdapter,
    incoming: Incoming,
    events: JsonLines,
}

impl Translate for Decode {
    fn translate(&mut self, record: &Record<'_>, made: &mut Made) {
        match self.incoming.frame(record) {
            Ok(frame) => tell(&mut self.adapter, &frame, record.place, &mut self.events, &mut made.log),
            Err(reason) => return made.log.failed(record.place, self.adapter.host(), &reason),
        }
        made.log.made(self.events.count());
        made.out.push_str(self.events.as_str());
    }

    /// A window message's text is looked at by the adapter anyway.
    fn line(&mut self, place: Place, text: &str, made: &mut Made) -> bool {
        let text = text.trim_matches([' ', '\t', '\r']);
        if !self.incoming.is_bare_text(text) {
            return false;
        }
        let frame = Frame::message(Data::Text(text.to_owned()));
        self.events.restart(&frame);
        match self.adapter.decode(&frame, &mut self.events) {
            Ok(seen) if seen.ignored.is_none() => {
                tell_warnings(&seen, self.adapter.host(), place, &mut made.log);
            }
            // What is wrong with it is told by whoever looks at it as a record.
            _ => return false,
        }
        made.log.made(self.events.count());
        made.out.push_str(self.events.as_str());
        true
    }

    /// As long as no action is translated, a frame's events are its own affair.
    fn fork(&self) -> Option<Self> {
        Some(self.clone())
    }
}

/// Puts a frame's events into `events`, in place of what was there, and reports the rest.
pub(super) fn tell(
    adapter: &mut AnyAdapter,
    frame: &Frame,
    place: Place,
    events: &mut JsonLines,
    log: &mut Log,
) {
    events.restart(frame);
    if let Body::Out(_) = frame.body {
        return log.ignored();
    }
    let host = adapter.host();
    match adapter.decode(frame, events) {
        Ok(seen) => {
            if seen.ignored.is_some() {
                log.foreign();
            }
            tell_warnings(&seen, host, place, log);
        }
        Err(error) => log.failed(place, host, &Reason::new(error.to_string())),
    }
}

fn tell_warnings(seen: &Seen, host: &str, place: Place, log: &mut Log) {
    for warning in &seen.warnings {
        log.warning(place, host, warning);
    }
}
