//! `onepane encode`: neutral actions to frames for a host.

use std::path::Path;
use std::process::ExitCode;

use onepane::core::read_action;
use onepane::map::JsonLines;
use onepane::model::RequestId;
use onepane::{Adapter as _, AnyAdapter};

use crate::args::{self, Look};
use crate::command::incoming::Incoming;
use crate::command::{configured, decode, settings};
use crate::failure::Failure;
use crate::input::{Arrays, Record, Source, named};
use crate::report::Report;
use crate::stream::{InOrder, Made, Stream, Translate};

pub(super) fn run(args: &args::Encode, look: &Look) -> Result<ExitCode, Failure> {
    let name = args.host.name.as_str();
    // What is written down here is carried out elsewhere, if at all.
    let mut settings = settings(&args.config)?.without_answers();
    if args.screen.is_some() {
        settings.screen.clone_from(&args.screen);
    }
    let mut adapter = configured(name, AnyAdapter::new(name, &settings))?;
    let host = adapter.host();
    let file = args.input.file.as_deref();
    let mut report = Report::new(look, ["actions", "frames"]);
    if let Some(context) = &args.context {
        if named(Some(context)).is_none() && named(file).is_none() {
            return Err(Failure::usage(
                "the context and the actions cannot both come from the standard input",
            ));
        }
        report = take_in(context, &mut adapter, report)?;
    }
    let source = Source::open(file)?;
    report.begin(&source);
    let stream = Stream { host, source, arrays: Arrays::Split };
    let (report, ended) = stream.run_by(args.jobs.number, Encode { adapter, unnamed: 0 }, report);
    report.end(host, ended)
}

#[derive(Clone)]
struct Encode {
    adapter: AnyAdapter,
    /// How many actions without an id there have been.
    unnamed: u64,
}

impl Translate for Encode {
    fn translate(&mut self, record: &Record<'_>, made: &mut Made) {
        let action = match read_action(record.at) {
            Ok(action) => action,
            Err(corrupt) => {
                return made.log.failed(record.place, self.adapter.host(), &corrupt.into());
            }
        };
        let id = action.id.clone().unwrap_or_else(|| {
            self.unnamed += 1;
            RequestId::from(format!("s1-{}", self.unnamed))
        });
        match self.adapter.encode(&id, &action) {
            Ok(frames) => {
                made.log.made(frames.len());
                frames.iter().for_each(|frame| made.line(&frame.to_json()));
            }
            Err(mut refusal) => {
                let instead = refusal.instead.take().map(|instead| format!("use {instead} instead"));
                made.log.refused(record.place, &refusal, instead.as_deref());
            }
        }
    }

    fn fork(&self) -> Option<Self> {
        (!self.adapter.remembers_actions()).then(|| self.clone())
    }

    /// Actions without an id are numbered.
    fn is_bound(&self, record: &Record<'_>) -> bool {
        record.at.get("id").is_none()
    }
}

/// Lets the adapter see what the host said before.
fn take_in(path: &Path, adapter: &mut AnyAdapter, mut report: Report) -> Result<Report, Failure> {
    let source = Source::open(Some(path))?;
    let (host, incoming) = (adapter.host(), Incoming::new(adapter));
    report.step_aside(Some(source.name.clone()));
    let mut events = JsonLines::default();
    let stream = Stream { host, source, arrays: incoming.arrays() };
    let take_in = InOrder(|record: &Record<'_>, made: &mut Made| match incoming.frame(record) {
        Ok(frame) => decode::tell(adapter, &frame, record.place, &mut events, &mut made.log),
        Err(reason) => made.log.failed(record.place, host, &reason),
    });
    let (mut report, ended) = stream.run(take_in, report);
    report.step_aside(None);
    ended.map(|()| report)
}
