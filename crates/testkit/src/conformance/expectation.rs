//! Failures that are known and expected.

use std::str::FromStr;

use crate::conformance::fault::Fault;

/// A line of the list of expected failures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expectation {
    /// The property's id.
    pub(crate) property: String,
    /// The trial that is expected to fail. Absent: any of the property's.
    pub(crate) trial: Option<String>,
    pub(crate) reason: String,
}

impl Expectation {
    pub(crate) fn covers(&self, fault: &Fault) -> bool {
        self.trial.as_ref().is_none_or(|trial| *trial == fault.trial)
    }
}

impl FromStr for Expectation {
    type Err = Fault;

    fn from_str(line: &str) -> Result<Self, Fault> {
        let wrong =
            || Fault::new("expected failures", "`property: reason` or `property [trial]: reason`", line);
        let (head, reason) = match line.split_once("]:") {
            Some((head, reason)) => (head, reason),
            None => line.split_once(':').ok_or_else(wrong)?,
        };
        let (property, trial) = match head.split_once('[') {
            Some((property, trial)) => (property, Some(trial.trim().to_owned())),
            None => (head, None),
        };
        let (property, reason) = (property.trim().to_owned(), reason.trim().to_owned());
        if property.is_empty() || reason.is_empty() || property.contains(char::is_whitespace) {
            return Err(wrong());
        }
        Ok(Self { property, trial, reason })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_a_property_and_perhaps_a_trial() {
        let read = |line: &str| line.parse::<Expectation>().map_err(|fault| fault.to_string());
        let whole = read("lossless.generated: numbers beyond 64 bits").unwrap();
        assert_eq!((whole.property.as_str(), whole.trial), ("lossless.generated", None));
        let one = read("limits.edge [conversation.add_label: label]: the host counts otherwise").unwrap();
        assert_eq!(one.trial.as_deref(), Some("conversation.add_label: label"));
        assert_eq!(one.reason, "the host counts otherwise");
        for wrong in ["lossless.generated", "lossless.generated:", ": reason", "two words: reason"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
