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
    match host {
        #[cfg(feature = "botmaker")]
        onepane_adapter_botmaker::HOST => Ok(onepane_adapter_botmaker::conformance::kit()),
        #[cfg(feature = "chatwoot")]
        onepane_adapter_chatwoot::HOST => Ok(onepane_adapter_chatwoot::conformance::kit()),
        #[cfg(feature = "kustomer")]
        onepane_adapter_kustomer::HOST => Ok(onepane_adapter_kustomer::conformance::kit()),
        #[cfg(feature = "workspaces")]
        onepane_adapter_workspaces::HOST => Ok(onepane_adapter_workspaces::conformance::kit()),
        #[cfg(feature = "web1on1")]
        onepane_adapter_web1on1::HOST => Ok(onepane_adapter_web1on1::conformance::kit()),
        #[cfg(feature = "zendesk")]
        onepane_adapter_zendesk::HOST => Ok(onepane_adapter_zendesk::conformance::kit()),
        _ => Err(crate::any::unknown(host)),
    }
}
