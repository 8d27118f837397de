//! `onepane conform`: the conformance suite's report on a host's adapter.

use std::io::Write as _;
use std::process::ExitCode;

use onepane::conformance::{Effort, PROPERTIES, kit};

use crate::args::{self, Look, ReportFormat};
use crate::command::configured;
use crate::failure::Failure;
use crate::report::{self, Steps};

pub(super) fn run(args: &args::Conform, look: &Look) -> Result<ExitCode, Failure> {
    let host = args.host.name.as_str();
    let kit = configured(host, kit(host))?;
    let mut effort = Effort::default();
    effort.cases = args.cases;
    let mut steps = Steps::new(look, PROPERTIES.len());
    // A panic is a finding of the report, not a crash of this program.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let report = kit.examine(effort, |place, property| steps.begin(place, property.id));
    std::panic::set_hook(hook);
    steps.clear();
    let text = match args.format {
        ReportFormat::Table => report.text(),
        ReportFormat::Json => report.to_json().map_err(|error| Failure::Write(error.into()))? + "\n",
    };
    let mut out = anstream::AutoStream::new(std::io::stdout().lock(), report::choice(look.color));
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::Write)?;
    Ok(if report.holds() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
