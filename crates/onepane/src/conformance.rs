//! The conformance suite, and what it examines of each host's adapter.

use onepane_core::Error;
pub use onepane_testkit::conformance::{
    Clause, Effort, Fault, Finding, Kit, Mutant, PROPERTIES, Property, Report, Verdict,
};

/// What the conformance suite examines of a host's adapter.
///
/// # Errors
///
/// `Unsupported` for a host that this build does not know.
///
/// ```
/// # #[cfg(feature = "botmaker")] {
/// use onepane::conformance::{Effort, kit};
///
/// let mut effort = Effort::default();
/// effort.cases = 10;
/// let report = kit("botmaker")?.examine(effort, |_, _| {});
/// assert!(report.conforms);
/// # }
/// # Ok::<(), onepane::core::Error>(())
/// ```
pub fn kit(host: &str) -> Result<Kit, Error> {
    crate::hosts::kit(host)
}
