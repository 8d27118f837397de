//! What an examination has found, for people and for programs.

use std::fmt;

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use crate::conformance::fault::Fault;
use crate::conformance::property::{Clause, Exam, Property, Trials};

/// How many faults of a property are shown to people; programs get all.
const SHOWN: usize = 5;

/// What an examination has found.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// The host's name.
    pub host: &'static str,
    /// Whether every `must` holds, and every `should` that is not on the list of expected failures.
    pub conforms: bool,
    /// What was found of each property, in the order of [`PROPERTIES`](crate::conformance::PROPERTIES).
    pub properties: Vec<Finding>,
}

/// What was found of one property.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// The property's id.
    pub id: &'static str,
    /// How strictly it is meant.
    pub clause: Clause,
    /// What is claimed.
    pub claim: &'static str,
    /// Why it matters.
    pub reason: &'static str,
    /// Whether it holds.
    pub verdict: Verdict,
    /// How many trials were run.
    pub trials: usize,
    /// Numbers worth knowing.
    pub figures: Vec<String>,
    /// What is wrong and was not expected to be; also an expected failure that did not come.
    pub faults: Vec<Fault>,
    /// What is wrong and was expected to be.
    pub expected: Vec<Fault>,
    /// Why nothing was tried. Absent when something was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skipped: Option<&'static str>,
}

/// Whether a property holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Verdict {
    /// It holds.
    Passed,
    /// It does not.
    Failed,
    /// It does not, as expected.
    FailedAsExpected,
    /// It has nothing to be tried on.
    Skipped,
}

impl Finding {
    pub(crate) fn of(property: &'static Property, exam: &Exam<'_>) -> Self {
        let expectations: Vec<_> =
            exam.kit.expectations.iter().filter(|expectation| expectation.property == property.id).collect();
        // Where some faults are expected, the first says nothing.
        let mut trials = Trials { is_hasty: exam.is_hasty && expectations.is_empty(), ..Trials::default() };
        if let Err(fault) = crate::conformance::property::caught(|| {
            (property.check)(exam, &mut trials);
            Ok(())
        }) {
            trials.faults.push(fault);
        }
        let (expected, mut faults): (Vec<Fault>, Vec<Fault>) = trials
            .faults
            .into_iter()
            .partition(|fault| expectations.iter().any(|expectation| expectation.covers(fault)));
        for expectation in &expectations {
            if !expected.iter().any(|fault| expectation.covers(fault)) {
                let trial = expectation.trial.clone().unwrap_or_default();
                let wanted = format!("the failure that is on the list: {}", expectation.reason);
                faults.push(Fault::new("expected failures", wanted, "that it holds").of(&trial));
            }
        }
        let verdict = match (&*faults, &*expected, trials.skipped) {
            ([], [], Some(_)) if trials.count == 0 => Verdict::Skipped,
            ([], [], _) => Verdict::Passed,
            ([], ..) => Verdict::FailedAsExpected,
            _ => Verdict::Failed,
        };
        Self {
            id: property.id,
            clause: property.clause,
            claim: property.claim,
            reason: property.reason,
            verdict,
            trials: trials.count,
            figures: trials.figures,
            faults,
            expected,
            skipped: trials.skipped.filter(|_| verdict == Verdict::Skipped),
        }
    }
}

impl Report {
    pub(crate) fn new(host: &'static str, properties: Vec<Finding>) -> Self {
        let conforms = properties.iter().all(|finding| match finding.verdict {
            Verdict::Failed => false,
            Verdict::FailedAsExpected => finding.clause == Clause::Should,
            _ => true,
        });
        Self { host, conforms, properties }
    }

    /// Whether nothing failed that was not expected to.
    pub fn holds(&self) -> bool {
        self.count(Verdict::Failed) == 0
    }

    fn count(&self, verdict: Verdict) -> usize {
        self.properties.iter().filter(|finding| finding.verdict == verdict).count()
    }

    /// The report as one JSON object.
    ///
    /// # Errors
    ///
    /// When serde cannot write it.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// The report for a terminal: a line for each property, by groups, with what is wrong below it, in colors
    /// as ANSI has them.
    pub fn text(&self) -> String {
        self.written(&|style| style)
    }

    fn written(&self, paint: &dyn Fn(Style) -> Style) -> String {
        let heading = paint(Style::new().bold());
        let mut text = format!("{heading}{}{heading:#}: {}\n", self.host, self.summary());
        let width = self.properties.iter().map(|finding| finding.id.len()).max().unwrap_or(0);
        let mut group = "";
        for finding in &self.properties {
            let own = finding.id.split('.').next().unwrap_or_default();
            if own != group {
                text.push_str(&format!("\n{heading}{own}{heading:#}\n"));
                group = own;
            }
            finding.write(&mut text, width, paint);
        }
        text
    }

    fn summary(&self) -> String {
        let said = if self.conforms { "conforms" } else { "does not conform" };
        let parts = [
            (Verdict::Passed, "hold"),
            (Verdict::Failed, "fail"),
            (Verdict::FailedAsExpected, "fail as expected"),
            (Verdict::Skipped, "have nothing to be tried on"),
        ];
        let counted = parts.into_iter().map(|(verdict, word)| (self.count(verdict), word));
        let counted: Vec<String> = counted
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| match (count, word.strip_prefix("have ")) {
                (1, Some(rest)) => format!("1 has {rest}"),
                (1, None) => format!("1 {}", word.replacen("hold", "holds", 1).replacen("fail", "fails", 1)),
                _ => format!("{count} {word}"),
            })
            .collect();
        format!("{said}; of {} properties {}", self.properties.len(), counted.join(", "))
    }
}

/// The same without colors.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written(&|_| Style::new()))
    }
}

impl Finding {
    fn write(&self, text: &mut String, width: usize, paint: &dyn Fn(Style) -> Style) {
        let (word, color) = match self.verdict {
            Verdict::Passed => ("ok", AnsiColor::Green.on_default()),
            Verdict::Failed => ("FAIL", AnsiColor::Red.on_default().bold()),
            Verdict::FailedAsExpected => ("known", AnsiColor::Yellow.on_default()),
            Verdict::Skipped => ("–", Style::new().dimmed()),
        };
        let (color, dim) = (paint(color), paint(Style::new().dimmed()));
        let mut notes = match self.skipped {
            Some(reason) => vec![reason.to_owned()],
            None => vec![format!("{} trial{}", self.trials, if self.trials == 1 { "" } else { "s" })],
        };
        notes.extend(self.figures.iter().cloned());
        let notes = notes.join("; ");
        text.push_str(&format!(
            "  {color}{word:5}{color:#}  {:width$}  {dim}{:6}{dim:#}  {notes}\n",
            self.id,
            self.clause.as_str(),
        ));
        if !self.faults.is_empty() {
            text.push_str(&format!("           {}: {}\n", self.claim, self.reason));
        }
        for fault in self.faults.iter().take(SHOWN) {
            let place = [fault.trial.as_str(), fault.place.as_str()];
            let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
            text.push_str(&format!("         {color}×{color:#} {}\n", place.join("\n           ")));
            text.push_str(&format!("           expected {}\n", fault.expected));
            text.push_str(&format!("           found    {}\n", fault.found));
        }
        if self.faults.len() > SHOWN {
            text.push_str(&format!("           and {} more\n", self.faults.len() - SHOWN));
        }
    }
}
