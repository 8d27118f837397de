//! `onepane schema`: the JSON Schemas of what is read and written.

use std::process::ExitCode;

use crate::args::Schema;
use crate::failure::Failure;
use crate::output;

pub(super) fn run(args: &Schema) -> Result<ExitCode, Failure> {
    let name = &args.name;
    let schema =
        onepane::schema(name).ok_or_else(|| Failure::usage(format!("there is no schema of `{name}`")))?;
    output::write(&format!("{schema:#}\n"))?;
    Ok(ExitCode::SUCCESS)
}
