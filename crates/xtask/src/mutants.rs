//! Mutants of every adapter's tables and capabilities, judged by the conformance suite, in this process.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Result, ensure};
use clap::Args;
use onepane::conformance::{Effort, Mutant, kit};

/// The share of each host's mutants that must be caught, in percent.
const LEAST: usize = 95;

/// Tries the conformance suite on adapters that are wrong on purpose
#[derive(Debug, Args)]
pub(crate) struct Mutants {
    /// The host whose adapter is changed; without it, all
    #[arg(long, value_name = "HOST")]
    host: Option<String>,
    /// Frames generated for each property
    #[arg(long, value_name = "N", default_value_t = 300)]
    cases: u32,
}

pub(crate) fn run(args: &Mutants) -> Result<()> {
    let hosts = onepane::HOSTS.iter().filter(|host| args.host.as_ref().is_none_or(|wanted| wanted == *host));
    let mut below = Vec::new();
    // A mutant that panics is caught; it need not be heard.
    std::panic::set_hook(Box::new(|_| {}));
    for host in hosts {
        let tally = Tally::of(host, args.cases)?;
        eprint!("{}", tally.shown(host));
        below.extend(too_few(host, tally.caught, tally.all()));
    }
    drop(std::panic::take_hook());
    ensure!(below.is_empty(), "{}", below.join("; "));
    Ok(())
}

/// Why too few of a host's mutants are caught; `None` where it is enough. No mutants at all are too few.
pub(crate) fn too_few(host: &str, caught: usize, all: usize) -> Option<String> {
    let is_enough = all > 0 && caught * 100 >= all * LEAST;
    (!is_enough)
        .then(|| format!("expected {LEAST} % of the mutants of {host} to be caught, found {caught} of {all}"))
}

pub(crate) fn percent(part: usize, whole: usize) -> f64 {
    part as f64 * 100.0 / whole.max(1) as f64
}

/// How one host's mutants fared.
struct Tally {
    caught: usize,
    by: BTreeMap<&'static str, usize>,
    survivors: Vec<Mutant>,
}

impl Tally {
    fn of(host: &str, cases: u32) -> Result<Self> {
        let kit = kit(host)?.at(crate::root().join("adapters").join(host));
        let mut effort = Effort::default();
        effort.cases = cases;
        // What fails anyway would seem to catch every mutant.
        let report = kit.examine(effort, |_, _| {});
        ensure!(report.holds(), "expected the adapter of {host} to conform as it is\n{report}");
        let mutants = kit.mutants();
        let verdicts: Vec<OnceLock<Option<&'static str>>> = mutants.iter().map(|_| OnceLock::new()).collect();
        let next = AtomicUsize::new(0);
        let work = || {
            loop {
                let place = next.fetch_add(1, Ordering::Relaxed);
                let (Some(mutant), Some(verdict)) = (mutants.get(place), verdicts.get(place)) else { break };
                if place > 0 && place.is_multiple_of(100) {
                    eprintln!("{host}: {place} of {}", mutants.len());
                }
                verdict.get_or_init(|| kit.catches(mutant, cases));
            }
        };
        thread::scope(|scope| {
            for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
                scope.spawn(work);
            }
        });
        let mut tally = Self { caught: 0, by: BTreeMap::new(), survivors: Vec::new() };
        for (mutant, verdict) in mutants.into_iter().zip(verdicts) {
            match verdict.into_inner().flatten() {
                Some(property) => {
                    tally.caught += 1;
                    *tally.by.entry(property).or_default() += 1;
                }
                None => tally.survivors.push(mutant),
            }
        }
        Ok(tally)
    }

    fn all(&self) -> usize {
        self.caught + self.survivors.len()
    }

    fn shown(&self, host: &str) -> String {
        let all = self.all();
        let mut text =
            format!("{host}: {} of {all} caught, {:.1} %\n", self.caught, percent(self.caught, all));
        for (property, count) in &self.by {
            text.push_str(&format!("  {count:4} by {property}\n"));
        }
        for mutant in &self.survivors {
            text.push_str(&format!("  survives: {} ({})\n", mutant.kind, mutant.place));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_host_must_catch_its_share_and_have_mutants_at_all() {
        assert_eq!(too_few("one", 95, 100), None);
        assert_eq!(
            too_few("one", 94, 100).unwrap(),
            "expected 95 % of the mutants of one to be caught, found 94 of 100"
        );
        assert!(too_few("one", 0, 0).is_some());
    }
}
