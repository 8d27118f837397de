//! `onepane schema`: the JSON Schemas of what is read and written.

use std::process::ExitCode;

use crate::args::Schema;
use crate::command::Output;
use crate::failure::Failure;

pub(super) fn run(args: &Schema) -> Result<ExitCode, Failure> {
    let name = &args.name;
    let schema =
        onepane::schema(name).ok_or_else(|| Failure::usage(format!("there is no schema of `{name}`")))?;
    let mut output = Output::open();
    output.line(&format!("{schema:#}"))?;
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}
