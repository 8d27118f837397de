//! `onepane bridge`: one host's frames to those of another.

use std::process::ExitCode;

use onepane::map::{Index, JsonLines};
use onepane::{Adapter as _, AnyAdapter, AnyEmulator, Emulator as _};

use crate::args::{self, Look};
use crate::command::incoming::Incoming;
use crate::command::{configured, decode, emulate, settings};
use crate::failure::Failure;
use crate::input::{Reason, Record, Source};
use crate::report::Report;
use crate::stream::{Made, Stream, Translate};

pub(super) fn run(args: &args::Bridge, look: &Look) -> Result<ExitCode, Failure> {
    let (from, to) = (args.from.as_str(), args.to.as_str());
    let settings = settings(&args.config)?;
    let adapter = configured(from, AnyAdapter::new(from, &settings))?;
    let emulator = configured(to, AnyEmulator::new(to, &settings))?;
    let incoming = Incoming::new(&adapter);
    let source = Source::open(args.input.file.as_deref())?;
    let mut report = Report::new(look, [&format!("{from} frames"), &format!("{to} frames")]);
    report.begin(&source);
    let stream = Stream { host: adapter.host(), source, arrays: incoming.arrays() };
    let bridge = Bridge { adapter, emulator, incoming, events: JsonLines::default() };
    let (report, ended) = stream.run_by(args.jobs.number, bridge, report);
    report.end(from, ended)
}

#[derive(Clone)]
struct Bridge {
    adapter: AnyAdapter,
    emulator: AnyEmulator,
    incoming: Incoming,
    events: JsonLines,
}

impl Translate for Bridge {
    fn translate(&mut self, record: &Record<'_>, made: &mut Made) {
        let place = record.place;
        match self.incoming.frame(record) {
            Ok(frame) => decode::tell(&mut self.adapter, &frame, place, &mut self.events, &mut made.log),
            Err(reason) => return made.log.failed(place, self.adapter.host(), &reason),
        }
        for event in self.events.as_str().lines() {
            match Index::parse(event) {
                Ok(event) => emulate::play(&mut self.emulator, event.root(), place, made),
                Err(corrupt) => made.log.failed(place, self.emulator.host(), &Reason::from(corrupt)),
            }
        }
    }

    fn fork(&self) -> Option<Self> {
        (!self.emulator.remembers_events()).then(|| self.clone())
    }
}
