//! What an adapter brings to be examined.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use onepane_core::{Adapter, Definition, Emulator, Error, Finding, Manifest, action_from_json};
use onepane_map::Protocol;
use onepane_model::Action;

use crate::conformance::expectation::Expectation;
use crate::conformance::fault::{Attempt, Fault};
use crate::fixture::Fixtures;

/// Makes an adapter that speaks by these tables.
pub type MakeAdapter = fn(&'static Protocol) -> Result<Box<dyn Adapter>, Error>;
/// Makes the emulator of its host, by the same tables.
pub type MakeEmulator = fn(&'static Protocol) -> Result<Box<dyn Emulator>, Error>;

/// Makes of a neutral manifest what the host needs to install a widget, or tells why not.
pub type BuildDefinition = fn(&Manifest) -> Result<Definition, Vec<Finding>>;
/// Checks what the host is to be given.
pub type CheckDefinition = fn(&str) -> Vec<Finding>;

/// An adapter, the emulator of its host and its recorded frames: what the conformance suite examines.
///
/// # Example: the kit of an adapter with two setups
///
/// ```
/// use onepane_adapter_chatwoot::{Chatwoot, ChatwootEmulator, Config, PROTOCOL};
/// use onepane_testkit::Fixtures;
/// use onepane_testkit::conformance::Kit;
///
/// let kit = Kit::new(&PROTOCOL, Ok(Fixtures::default()))
///     .setup(
///         "default",
///         |tables| Ok(Box::new(Chatwoot::new(Config::default())?.with_protocol(tables))),
///         |tables| Ok(Box::new(ChatwootEmulator::new().with_protocol(tables))),
///     )
///     .setup(
///         "with the API",
///         |tables| {
///             let mut config = Config::default();
///             config.api = true;
///             Ok(Box::new(Chatwoot::new(config)?.with_protocol(tables)))
///         },
///         |tables| Ok(Box::new(ChatwootEmulator::new().with_protocol(tables))),
///     );
/// assert_eq!(kit.host(), "chatwoot");
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct Kit {
    pub(crate) protocol: &'static Protocol,
    pub(crate) fixtures: Fixtures,
    pub(crate) setups: Vec<Setup>,
    pub(crate) samples: Vec<Action>,
    /// Host events without a fixture, and why.
    pub(crate) unrecorded: Vec<(&'static str, &'static str)>,
    /// Fixtures that are as the host's documentation shows them.
    pub(crate) documented: Vec<&'static str>,
    /// A name that the host gives no event.
    pub(crate) made_up: &'static str,
    pub(crate) expectations: Vec<Expectation>,
    /// What is wrong with the kit itself.
    pub(crate) faults: Vec<Fault>,
    /// The folder of the crate, where its sources are at hand.
    pub(crate) sources: Option<PathBuf>,
    /// How definitions are made and checked. Absent: the host is told nothing to install a widget.
    pub(crate) definition: Option<(BuildDefinition, CheckDefinition, &'static str)>,
    /// How an adapter is changed after it was made.
    pub(crate) change: Option<Change>,
}

pub(crate) type Change = Arc<dyn Fn(Box<dyn Adapter>) -> Box<dyn Adapter> + Send + Sync>;

/// An adapter with settings of its own, and the emulator that goes with it.
#[derive(Clone, Copy)]
pub(crate) struct Setup {
    pub(crate) name: &'static str,
    adapter: MakeAdapter,
    emulator: MakeEmulator,
}

impl Kit {
    /// A kit with the tables of a protocol and the recorded frames: what [`fixtures!`](crate::fixtures!)
    /// gives.
    pub fn new(protocol: &'static Protocol, fixtures: Result<Fixtures, String>) -> Self {
        let mut faults = Vec::new();
        let fixtures = fixtures.unwrap_or_else(|error| {
            faults.push(Fault::new("fixtures", "a frame in each file", error));
            Fixtures::default()
        });
        Self {
            protocol,
            fixtures,
            setups: Vec::new(),
            samples: Vec::new(),
            unrecorded: Vec::new(),
            documented: Vec::new(),
            made_up: "conformance:madeUp",
            expectations: Vec::new(),
            faults,
            sources: None,
            definition: None,
            change: None,
        }
    }

    /// The same with one more way of making the adapter. The first is the one with default settings; further
    /// ones give what some action needs, such as an API, or speak another dialect.
    #[must_use]
    pub fn setup(mut self, name: &'static str, adapter: MakeAdapter, emulator: MakeEmulator) -> Self {
        self.setups.push(Setup { name, adapter, emulator });
        self
    }

    /// The same with an action, as JSON, that is to be tried beside those that the suite thinks of: for kinds
    /// whose values have a form that only this host knows. The actions of the outbound fixtures are tried
    /// anyway.
    #[must_use]
    pub fn sample(mut self, action: &str) -> Self {
        match action_from_json(action) {
            Ok(action) => self.samples.push(action),
            Err(error) => {
                self.faults.push(Fault::new(format!("sample {action}"), "an action", error.to_string()));
            }
        }
        self
    }

    /// The same with the functions that make and check what the host needs before it shows a widget, and what a
    /// manifest must say for this host alone, as a JSON object.
    #[must_use]
    pub fn definition(mut self, build: BuildDefinition, check: CheckDefinition, needs: &'static str) -> Self {
        self.definition = Some((build, check, needs));
        self
    }

    /// The same with the reason why an event or answer of the host, by its name in the tables, has no
    /// inbound fixture.
    #[must_use]
    pub fn unrecorded(mut self, event: &'static str, reason: &'static str) -> Self {
        self.unrecorded.push((event, reason));
        self
    }

    /// The same with the names of the inbound fixtures that are as the host's documentation shows them, whole:
    /// by them it is measured how much of the host has a neutral meaning. Without, by the fullest of each event.
    #[must_use]
    pub fn documented(mut self, fixtures: &[&'static str]) -> Self {
        self.documented.extend(fixtures);
        self
    }

    /// The same with a name that the host gives no event, for a host that tells its events by the form of
    /// their names.
    #[must_use]
    pub fn made_up(mut self, event: &'static str) -> Self {
        self.made_up = event;
        self
    }

    /// The same with a list of failures that are expected: a line for each, `property: reason`, or
    /// `property [trial]: reason` for one trial alone. A line that comes true no longer is itself a failure.
    /// Lines that begin with `#` are remarks.
    #[must_use]
    pub fn expecting(mut self, list: &str) -> Self {
        for line in list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.parse() {
                Ok(expectation) => self.expectations.push(expectation),
                Err(fault) => self.faults.push(fault),
            }
        }
        self
    }

    /// The same with the folder of the crate, where its sources are at hand: fixtures are read from there, and
    /// what can only be seen in sources and snapshots is looked at too.
    #[must_use]
    pub fn at(mut self, folder: impl AsRef<Path>) -> Self {
        let folder = folder.as_ref();
        match Fixtures::read(&folder.join("fixtures")) {
            Ok(fixtures) if fixtures.inbound.is_empty() && fixtures.outbound.is_empty() => {}
            Ok(fixtures) => self.fixtures = fixtures,
            Err(error) => self.faults.push(Fault::new("fixtures", "a frame in each file", error)),
        }
        self.sources = Some(folder.to_owned());
        self
    }

    /// The host's name.
    pub fn host(&self) -> &'static str {
        self.protocol.host
    }

    pub(crate) fn adapter(&self, setup: usize) -> Attempt<Box<dyn Adapter>> {
        let setup = self.find(setup)?;
        let adapter = (setup.adapter)(self.protocol).map_err(|error| setup.fault("an adapter", &error))?;
        Ok(match &self.change {
            Some(change) => change(adapter),
            None => adapter,
        })
    }

    pub(crate) fn emulator(&self, setup: usize) -> Attempt<Box<dyn Emulator>> {
        let setup = self.find(setup)?;
        (setup.emulator)(self.protocol).map_err(|error| setup.fault("an emulator", &error))
    }

    fn find(&self, setup: usize) -> Attempt<&Setup> {
        self.setups.get(setup).ok_or_else(|| Fault::new("kit", "a setup", "none"))
    }
}

impl Setup {
    fn fault(&self, expected: &str, error: &Error) -> Fault {
        Fault::new(format!("setup {}", self.name), expected, error.to_string())
    }
}

impl fmt::Debug for Kit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let setups: Vec<&str> = self.setups.iter().map(|setup| setup.name).collect();
        f.debug_struct("Kit").field("host", &self.host()).field("setups", &setups).finish_non_exhaustive()
    }
}
