//! What was found in a definition or a manifest, told on the standard error.

use std::io::{self, Write as _};
use std::process::ExitCode;

use anstream::AutoStream;
use onepane::core::{Finding, Severity};

use super::{ERROR, WARNING, choice, counted};
use crate::args::Look;

/// Tells everything that was found, then the verdict; gives the code to leave with.
pub(crate) fn tell(look: &Look, host: &str, findings: &[Finding]) -> ExitCode {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count() as u64;
    let (errors, warnings) = (count(Severity::Reject), count(Severity::Warn));
    let mut lines = String::new();
    for finding in findings {
        let (style, word) = match finding.severity {
            Severity::Reject => (ERROR, "error"),
            _ if look.quiet => continue,
            _ => (WARNING, "warning"),
        };
        let place = if finding.pointer.is_empty() { "" } else { ": " };
        let Finding { rule, pointer, message, .. } = finding;
        lines.push_str(&format!("{host}: {style}{word}:{style:#} {pointer}{place}{message} [{rule}]\n"));
    }
    if !look.quiet {
        let mut parts = vec![if errors > 0 { "rejected" } else { "accepted" }.to_owned()];
        for (count, word) in [(errors, "errors"), (warnings, "warnings")] {
            if count > 0 {
                parts.push(counted(count, word));
            }
        }
        lines.push_str(&format!("1 definition: {}\n", parts.join(", ")));
    }
    // Nobody can be told that the standard error cannot be written.
    let _ = AutoStream::new(io::stderr(), choice(look.color)).write_all(lines.as_bytes());
    if errors > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
