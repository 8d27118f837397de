//! What the examples have in common: one widget, played at one host's console.

use clap::Parser;
use onepane::{AnyAdapter, AnyEmulator, HOSTS, Settings};
use onepane_testkit::Stage;

/// Plays a scripted shift at a simulated console, and prints what happened: what the console told the
/// widget, what the widget had done, and the frames it took.
#[derive(Debug, Parser)]
struct Args {
    /// The host whose console it is.
    #[arg(long, default_value = "chatwoot", value_parser = clap::builder::PossibleValuesParser::new(HOSTS))]
    host: String,
    /// Do without access to the host's API.
    #[arg(long)]
    no_api: bool,
}

/// A stage with the host of the command line.
pub(crate) fn stage() -> Result<Stage, Box<dyn std::error::Error>> {
    let args = Args::parse();
    let settings = Settings::from_toml(&format!("account = \"3\"\n[api]\nenabled = {}\n", !args.no_api))?;
    let adapter = AnyAdapter::new(&args.host, &settings)?;
    let emulator = AnyEmulator::new(&args.host, &settings)?;
    // A host that has cards for interactions opens the widget on this one.
    Ok(Stage::new(Box::new(adapter), Box::new(emulator)).launched(&[("interactionid", "42")]))
}
