//! The conformance suite: what every adapter is expected to keep to, tried on one.
//!
//! An adapter's crate describes itself as a [`Kit`] and calls [`conformance!`](crate::conformance!) once in its
//! tests; each [`Property`] becomes a test. The same kit gives a [`Report`] to whoever asks for one.
//!
//! [`PROPERTIES`] is the list to read first.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

mod check;
mod expectation;
mod fault;
mod kit;
mod mutant;
mod property;
mod report;
mod sample;
mod scene;
mod survey;

use check::{
    actions, capabilities, decode, definition, events, fixtures, forms, limits, lossless, pure, secrets,
    triage,
};

pub use fault::Fault;
pub(crate) use fault::{Attempt, ensure};
pub use kit::{BuildDefinition, CheckDefinition, Kit, MakeAdapter, MakeEmulator};
pub use mutant::Mutant;
use property::Exam;
pub use property::{Clause, Property};
pub use report::{Finding, Report, Verdict};

macro_rules! properties {
    ($($clause:ident $id:literal $check:path: $claim:literal, $reason:literal;)*) => {
        /// Every property, in the order in which they are tried.
        pub const PROPERTIES: &[Property] = &[$(
            Property { id: $id, clause: Clause::$clause, claim: $claim, reason: $reason, check: $check },
        )*];
    };
}

properties! {
    Must "kit.sound" check::kit::sound:
        "the kit has setups, fixtures and known property ids",
        "an empty kit would pass everything";
    Must "contract.named" check::kit::named:
        "adapter, emulator, tables and capabilities name one host",
        "events are matched by it";
    Must "contract.shared" check::kit::shared:
        "adapter and emulator work behind `dyn`, on another thread, as they do here",
        "sessions hold them without knowing which they are";
    Must "tables.sound" check::kit::tables:
        "`onepane_map::check` finds nothing in the tables",
        "a row that cannot be meant loses something, sooner or later";
    Must "capabilities.stated" capabilities::stated:
        "every kind has a line, less than full says why, alternatives and limits are about what there is",
        "widgets decide by it what they offer";

    Must "fixtures.documented" fixtures::documented:
        "every event and answer of the tables is on file, or a reason says why not",
        "what is not on file is not tested";
    Must "fixtures.translated" fixtures::translated:
        "every frame on file is translated as its reviewed snapshot says",
        "a table can be lossless and wrong";
    Must "fixtures.outbound" fixtures::outbound:
        "every outbound frame on file is what the adapter makes of the action in it",
        "the vendor's own frames are the measure";
    Should "coverage.leaves" fixtures::coverage:
        "at most 10 % of the leaves of each event's fullest frame have no neutral meaning",
        "what is in `extra` is of no use to a widget that knows no host";

    Must "lossless.fixtures" lossless::fixtures:
        "every frame on file comes back from its events, in text and in the typed model",
        "nothing that a host says may be lost";
    Must "lossless.answers" lossless::answers:
        "so does every answer on file where it was asked for",
        "an answer may tell more than that an action ended";
    Must "lossless.generated" lossless::generated:
        "so does every generated frame that is almost one of them, unless it is refused with a place",
        "hosts send more than they document";

    Must "triage.corrupt" triage::corrupt:
        "a known event that cannot be is an error with a place, never `host.event`",
        "a widget must not take damage for news";
    Must "triage.unknown" triage::unknown:
        "an event of a name that the tables do not have is `host.event`, its payload untouched",
        "hosts grow faster than tables";
    Must "triage.foreign" triage::foreign:
        "what is not the host's is ignored, with a reason",
        "a window gets messages from everybody";
    Must "decode.total" decode::total:
        "whatever comes in is told, ignored or refused with a place, and leaves no trace",
        "it comes from outside";
    Must "emulator.total" decode::emulator:
        "whatever event or frame the emulator is given, it answers",
        "widgets under test send anything";

    Must "emulator.forms" forms::written:
        "told by another host, a documented event is written as this host writes it",
        "a bridge must not make numbers of texts";

    Must "events.as_declared" events::as_declared:
        "every event kind that is claimed is told or can be worked out, and no other",
        "a widget waits for what is claimed";
    Must "events.effective" events::effective:
        "what is said to be told after a launch is asked for, where the host wants to be asked, and the emulator takes that",
        "what is not asked for never comes";
    Must "actions.as_declared" actions::as_declared:
        "of every action kind that is claimed, some action passes: sent, and understood by the emulator",
        "a claim without a trial is a guess";
    Must "actions.understood" actions::understood:
        "what the adapter sends, the emulator reads back as what was asked for",
        "the emulator is the nearest thing to the host there is";
    Must "actions.disclaimed" actions::disclaimed:
        "an action kind that is not supported is refused, and does not work",
        "a promise withheld is as wrong as one not kept";
    Must "actions.heard" actions::heard:
        "of a fully supported kind, two values of a member never make the same frames",
        "a member that changes nothing was dropped without a word";
    Must "actions.targets" actions::targets:
        "an action for a conversation out of view is refused",
        "the agent may have moved on";
    Must "actions.effective" actions::effective:
        "wherever an action kind is said to be supported, the emulator takes it",
        "what is effective now is another thing than what may be";
    Must "actions.unmet" actions::unmet:
        "an action whose need is not met is refused by the need's name",
        "a widget can then say what is missing";
    Must "actions.answered" actions::answered:
        "the host's answer to an action is its result, under its id",
        "every action ends, once";

    Must "limits.edge" limits::edge:
        "what a limit just allows is sent and understood",
        "a limit that is too strict takes something away";
    Must "limits.beyond" limits::beyond:
        "what is one beyond a limit is refused before it is sent, and the limit is named",
        "a host that cuts texts says nothing";
    Must "limits.declared" limits::declared:
        "what an action is refused for by a limit, the table says",
        "a widget reads the table, not the code";
    Should "limits.shared" limits::shared:
        "what a limit forbids the emulator refuses, too",
        "otherwise one of the two is wrong about the host";

    Must "secrets.hidden" secrets::hidden:
        "what is secret is in no event, error, warning or `Debug`, and does not come back out",
        "logs and models are read by many";
    Must "definition.built" definition::built:
        "what the host needs to install a widget is made from its manifest, passes the adapter's own check and names the widget",
        "a widget that cannot be installed is none";

    Must "pure.repeatable" pure::repeatable:
        "the same frame gives the same bytes, whatever came before",
        "parallel and distributed runs must agree";
    Must "pure.events" pure::events:
        "the same event gives the same frames, whatever came before, unless the emulator says that it remembers",
        "several clones emulate at once then";
    Must "pure.sources" pure::sources:
        "no source touches a clock, files, the network, chance or a global",
        "what can be, will be";
}

/// The property of this id.
pub(crate) fn property_of(id: &str) -> Option<&'static Property> {
    PROPERTIES.iter().find(|property| property.id == id)
}

/// How thoroughly a kit is examined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Effort {
    /// How many frames are generated for each property that takes them.
    pub cases: u32,
    /// Whether they are others in every run. Where not, two runs give the same report.
    pub random: bool,
}

impl Default for Effort {
    fn default() -> Self {
        Self { cases: 1000, random: false }
    }
}

impl Kit {
    /// Tries every property. `before` is told of each one before it is tried: its place and itself.
    pub fn examine(&self, effort: Effort, mut before: impl FnMut(usize, &'static Property)) -> Report {
        let exam = Exam::new(self, effort);
        let tried = PROPERTIES.iter().enumerate().map(|(place, property)| {
            before(place, property);
            Finding::of(property, &exam)
        });
        Report::new(self.host(), tried.collect())
    }
}

/// Makes a test of each property of the conformance suite, for the adapter that a [`Kit`] describes.
///
/// The crate's fixtures are read from its folder `fixtures`, its reviewed snapshots from `tests/it/snapshots`; with
/// the feature `snapshots`, insta writes and compares those. `PROPTEST_CASES` says how many frames are generated
/// for a property; 2000 otherwise.
///
/// # Example: the whole of `tests/it/conformance.rs`
///
/// ```
/// # fn main() {}
/// # mod onepane_adapter_acme { pub mod conformance { pub fn kit() -> onepane_testkit::conformance::Kit { todo!() } } }
/// onepane_testkit::conformance!(onepane_adapter_acme::conformance::kit());
/// ```
#[macro_export]
macro_rules! conformance {
    ($kit:expr $(,)?) => {
        $crate::__conformance_tests! { $kit;
            kit_sound "kit.sound",
            contract_named "contract.named",
            contract_shared "contract.shared",
            tables_sound "tables.sound",
            capabilities_stated "capabilities.stated",
            fixtures_documented "fixtures.documented",
            fixtures_translated "fixtures.translated",
            fixtures_outbound "fixtures.outbound",
            coverage_leaves "coverage.leaves",
            lossless_fixtures "lossless.fixtures",
            lossless_answers "lossless.answers",
            lossless_generated "lossless.generated",
            triage_corrupt "triage.corrupt",
            triage_unknown "triage.unknown",
            triage_foreign "triage.foreign",
            decode_total "decode.total",
            emulator_total "emulator.total",
            emulator_forms "emulator.forms",
            events_as_declared "events.as_declared",
            events_effective "events.effective",
            actions_as_declared "actions.as_declared",
            actions_understood "actions.understood",
            actions_disclaimed "actions.disclaimed",
            actions_heard "actions.heard",
            actions_targets "actions.targets",
            actions_effective "actions.effective",
            actions_unmet "actions.unmet",
            actions_answered "actions.answered",
            limits_edge "limits.edge",
            limits_beyond "limits.beyond",
            limits_declared "limits.declared",
            limits_shared "limits.shared",
            secrets_hidden "secrets.hidden",
            definition_built "definition.built",
            pure_repeatable "pure.repeatable",
            pure_events "pure.events",
            pure_sources "pure.sources",
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __conformance_tests {
    ($kit:expr; $($name:ident $id:literal),* $(,)?) => {
        $(
            #[test]
            fn $name() {
                $crate::conformance::check(|| $kit, env!("CARGO_MANIFEST_DIR"), $id);
            }
        )*
    };
}

/// What a test of [`conformance!`](crate::conformance!) does.
#[doc(hidden)]
pub fn check(kit: fn() -> Kit, folder: &str, id: &str) {
    let exam = exam(kit, folder);
    let property = property_of(id).unwrap_or_else(|| panic!("no property has the id {id}"));
    #[cfg(feature = "snapshots")]
    if id == "fixtures.translated" {
        review(exam);
    }
    let report = Report::new(exam.kit.host(), vec![Finding::of(property, exam)]);
    assert!(report.holds(), "\n{report}");
}

/// The examination that all tests of a kit share: much of it is the same for several properties.
fn exam(kit: fn() -> Kit, folder: &str) -> &'static Exam<'static> {
    static EXAMS: Mutex<BTreeMap<String, &'static Exam<'static>>> = Mutex::new(BTreeMap::new());
    let mut exams = EXAMS.lock().unwrap_or_else(PoisonError::into_inner);
    let kit = kit();
    exams.entry(format!("{folder} {}", kit.host())).or_insert_with(|| {
        let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
        let effort = Effort { cases: cases.unwrap_or(2000), random: true };
        Box::leak(Box::new(Exam::new(Box::leak(Box::new(kit.at(folder))), effort)))
    })
}

/// Compares every fixture with its snapshot by insta, which writes down what differs for a review.
#[cfg(feature = "snapshots")]
fn review(exam: &Exam<'_>) {
    let Some(sources) = &exam.kit.sources else { return };
    for (folder, all) in fixtures::snapshots(exam, sources) {
        for fixture in all {
            let mut adapter = exam.kit.adapter(0).unwrap_or_else(|fault| panic!("{fault}"));
            let shown = crate::decoded::decoded_by(&mut *adapter, &fixture.frame);
            crate::snapshot::snapshot(&folder, &fixture.name, &fixture.text, &shown);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_lists_every_property() {
        let row = |property: &Property| {
            format!("| `{}` | {} | {} |\n", property.id, property.clause.as_str(), property.claim)
        };
        let rows: String = PROPERTIES.iter().map(row).collect();
        assert!(include_str!("../README.md").contains(&rows), "expected in README.md:\n{rows}");
    }

    #[test]
    fn the_macro_has_a_test_for_each_property() {
        let source = include_str!("conformance.rs");
        let (_, list) = source.split_once("$crate::__conformance_tests! { $kit;").unwrap();
        let (list, _) = list.split_once('}').unwrap();
        let listed: Vec<(&str, &str)> =
            list.lines().filter_map(|line| line.trim().trim_end_matches(',').split_once(' ')).collect();
        let expected: Vec<(String, String)> = PROPERTIES
            .iter()
            .map(|property| (property.id.replace('.', "_"), format!("\"{}\"", property.id)))
            .collect();
        let expected: Vec<(&str, &str)> =
            expected.iter().map(|(name, id)| (name.as_str(), id.as_str())).collect();
        assert_eq!(listed, expected);
    }
}
