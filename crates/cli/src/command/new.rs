//! `onepane new`: what somebody starts with.

mod adapter;
mod template;

use std::process::ExitCode;

use crate::args::{Look, New, NewTask};
use crate::failure::Failure;

pub(super) fn run(args: &New, look: &Look) -> Result<ExitCode, Failure> {
    match &args.task {
        NewTask::Adapter(args) => adapter::run(args, look),
    }
}
