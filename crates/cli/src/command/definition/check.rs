//! `onepane definition check`: whether a host takes what it is to be given.

use std::process::ExitCode;

use onepane::definition;

use super::read;
use crate::args::{DefinitionCheck, Look};
use crate::failure::Failure;
use crate::report::findings;

pub(super) fn run(args: &DefinitionCheck, look: &Look) -> Result<ExitCode, Failure> {
    let host = args.host.name.as_str();
    let (text, _) = read(args.file.as_deref())?;
    Ok(findings::tell(look, host, &definition::check(host, &text)))
}
