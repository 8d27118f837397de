//! `onepane encode`: neutral actions to frames for a host.

use std::path::Path;
use std::process::ExitCode;

use onepane::core::read_action;
use onepane::map::JsonLines;
use onepane::model::RequestId;
use onepane::{Adapter as _, AnyAdapter};

use crate::args::{Encode, Look};
use crate::command::incoming::Incoming;
use crate::command::{Output, Run, configured, decode, settings};
use crate::failure::Failure;
use crate::input::{Arrays, Source, named};
use crate::report::Report;

pub(super) fn run(args: &Encode, look: &Look) -> Result<ExitCode, Failure> {
    let host = args.host.name.as_str();
    // What is written down here is carried out elsewhere, if at all.
    let mut settings = settings(&args.config)?.without_answers();
    if args.screen.is_some() {
        settings.screen.clone_from(&args.screen);
    }
    let mut adapter = configured(host, AnyAdapter::new(host, &settings))?;
    let file = args.input.file.as_deref();
    let mut report = Report::new(look, ["actions", "frames"]);
    let mut output = Output::open();
    if let Some(context) = &args.context {
        if named(Some(context)).is_none() && named(file).is_none() {
            return Err(Failure::usage(
                "the context and the actions cannot both come from the standard input",
            ));
        }
        take_in(context, &mut adapter, Run { host, report: &mut report, output: &mut output })?;
    }
    let source = Source::open(file)?;
    report.begin(&source);
    let mut unnamed = 0_u64;
    let ended = Run { host, report: &mut report, output: &mut output }.each(
        source,
        Arrays::Split,
        |record, report, output| {
            let action = match read_action(record.at) {
                Ok(action) => action,
                Err(corrupt) => {
                    report.failed(record.place, host, &corrupt.into());
                    return Ok(());
                }
            };
            let id = action.id.clone().unwrap_or_else(|| {
                unnamed += 1;
                RequestId::from(format!("s1-{unnamed}"))
            });
            match adapter.encode(&id, &action) {
                Ok(frames) => {
                    report.made(frames.len());
                    frames.iter().try_for_each(|frame| output.line(&frame.to_json()))
                }
                Err(mut refusal) => {
                    let instead = refusal.instead.take().map(|instead| format!("use {instead} instead"));
                    report.refused(record.place, &refusal, instead.as_deref());
                    Ok(())
                }
            }
        },
    );
    report.end(host, ended)
}

/// Lets the adapter see what the host said before.
fn take_in(path: &Path, adapter: &mut AnyAdapter, mut run: Run<'_>) -> Result<(), Failure> {
    let source = Source::open(Some(path))?;
    let incoming = Incoming::new(adapter);
    run.report.step_aside(Some(source.name.clone()));
    let mut events = JsonLines::new();
    let host = run.host;
    run.each(source, incoming.arrays(), |record, report, _| {
        match incoming.frame(record) {
            Ok(frame) => decode::tell(adapter, &frame, record.place, &mut events, report),
            Err(reason) => report.failed(record.place, host, &reason),
        }
        Ok(())
    })?;
    run.report.step_aside(None);
    Ok(())
}
