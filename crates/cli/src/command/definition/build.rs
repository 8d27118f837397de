//! `onepane definition build`: from the manifest to what a host needs.

use std::process::ExitCode;

use onepane::definition;

use super::read;
use crate::args::{DefinitionBuild, Look};
use crate::failure::Failure;
use crate::output;
use crate::report::findings;

pub(super) fn run(args: &DefinitionBuild, look: &Look) -> Result<ExitCode, Failure> {
    let host = args.host.name.as_str();
    let (text, name) = read(args.file.as_deref())?;
    let manifest = definition::manifest(&text).map_err(|source| Failure::Manifest { name, source })?;
    let made = match definition::build(host, &manifest) {
        Ok(made) => made,
        Err(found) => return Ok(findings::tell(look, host, &found)),
    };
    output::write(&format!("{}\n", made.text.trim_end()))?;
    Ok(findings::tell(look, host, &made.warnings))
}
