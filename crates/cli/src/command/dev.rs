//! `onepane dev`: a host's console in a browser.

use std::process::ExitCode;

use onepane_console::{Config, Console, Error, WidgetSource};

use crate::args::{Dev, Look};
use crate::failure::Failure;
use crate::{output, report};

/// The port where nobody asks for another: the page's address stays the same from day to day.
const PORT: u16 = 4870;

pub(super) fn run(args: &Dev, look: &Look) -> Result<ExitCode, Failure> {
    let mut config = Config::default();
    config.host.clone_from(&args.host);
    config.widget = match &args.widget {
        Some(text) => WidgetSource::parse(text).map_err(|error| {
            Failure::usage(error.to_string()).with_hint("an address begins with http:// or https://")
        })?,
        None => WidgetSource::BuiltIn,
    };
    let console = bind(config, args.port)?;
    if let Err(reason) = console.look_for_widget() {
        report::alarm(look, "no widget yet", &format!("{reason}; it shows as soon as it is there"));
    }
    output::write(&format!("{}\n", console.url()))?;
    report::remark(look, &format!("widgets come from {}; Ctrl-C ends it", console.widget_origin()));
    console.run().map_err(|error| failed(&error))?;
    Ok(ExitCode::SUCCESS)
}

fn bind(config: Config, port: Option<u16>) -> Result<Console, Failure> {
    let bound = match port {
        Some(port) => Console::bind(config.with_port(port)),
        None => Console::bind(config.clone().with_port(PORT)).or_else(|error| match error {
            Error::PortTaken { .. } => Console::bind(config),
            other => Err(other),
        }),
    };
    bound.map_err(|error| failed(&error))
}

fn failed(error: &Error) -> Failure {
    let failure = Failure::refused(error.to_string());
    match error {
        Error::PortTaken { .. } => failure.with_hint("choose another with --port, or --port 0 for any"),
        _ => failure,
    }
}
