//! What becomes of each action: tried once, judged by several properties.

use onepane_core::Refusal;
use onepane_model::{Action, ActionKind, Level, RequestId, Support};
use serde_json::Value;

use crate::conformance::fault::{Attempt, Fault};
use crate::conformance::property::{Exam, caught};
use crate::conformance::sample::{Sample, samples};
use crate::conformance::scene::{Outcome, Position, bare, shown};

/// A kind of action in all setups that say the same of it.
#[derive(Debug)]
pub(crate) struct Surveyed {
    pub(crate) kind: ActionKind,
    pub(crate) setups: Vec<usize>,
    pub(crate) support: Support,
    /// Empty for a kind that is not supported.
    pub(crate) tries: Vec<Tried>,
}

/// An action that was tried.
#[derive(Debug)]
pub(crate) struct Tried {
    pub(crate) sample: Sample,
    pub(crate) came: Came,
}

/// What came of it.
#[derive(Debug)]
pub(crate) enum Came {
    /// The adapter refuses it wherever it is tried: why and where the first time. Absent: there is nowhere to try it.
    Refused(Option<(Box<Refusal>, Position)>),
    /// The adapter sends it, and nowhere does the host understand it.
    Lost(Fault),
    /// The host understands something else.
    Wrong(Fault),
    /// The host understands it.
    Passed {
        /// The frames, as JSON.
        frames: Vec<String>,
        position: Position,
    },
}

impl Surveyed {
    pub(crate) fn is_claimed(&self) -> bool {
        self.support.level != Level::Unsupported
    }
}

/// The id of every action that is tried.
pub(crate) fn id() -> RequestId {
    RequestId::from("conform-1")
}

/// An action's data as JSON.
pub(crate) fn data(action: &Action) -> Value {
    let mut action = serde_json::to_value(action).unwrap_or_default();
    action.get_mut("data").map(Value::take).unwrap_or_default()
}

impl Exam<'_> {
    /// What becomes of the actions of each kind, in the order of the model.
    pub(crate) fn survey(&self) -> Attempt<&[Surveyed]> {
        self.survey.get(|| self.make_survey())
    }

    fn make_survey(&self) -> Attempt<Vec<Surveyed>> {
        let mut survey: Vec<Surveyed> = Vec::new();
        let matters = |kind: &&ActionKind| self.focus.is_none_or(|focus| focus == **kind);
        for kind in ActionKind::ALL.iter().filter(matters) {
            let start = survey.len();
            for setup in 0..self.kit.setups.len() {
                let support = self.kit.adapter(setup)?.action_support(*kind);
                let alike = survey.iter_mut().skip(start).find(|other| other.support == support);
                match alike {
                    Some(group) => group.setups.push(setup),
                    None => {
                        survey.push(Surveyed {
                            kind: *kind,
                            setups: vec![setup],
                            support,
                            tries: Vec::new(),
                        });
                    }
                }
            }
        }
        let known = self.known()?;
        for group in survey.iter_mut().filter(|group| group.is_claimed()) {
            let all = self.positions_for(group.kind)?;
            let positions: Vec<&Position> =
                all.into_iter().filter(|position| group.setups.contains(&position.setup)).collect();
            for sample in samples(group.kind, known) {
                let came = self.attempt(&sample.action, &positions, group.support.level);
                group.tries.push(Tried { sample, came });
            }
        }
        Ok(survey)
    }

    /// Tries an action in each position until it passes.
    fn attempt(&self, action: &Action, positions: &[&Position], level: Level) -> Came {
        let mut came = Came::Refused(None);
        for position in positions {
            let next = match caught(|| self.attempt_in(action, position, level)) {
                Ok(next) => next,
                Err(fault) => Came::Wrong(fault),
            };
            match (&came, next) {
                (_, passed @ Came::Passed { .. }) => return passed,
                // What was sent and not understood says more than what was not sent.
                (Came::Refused(None), next @ Came::Refused(_)) => came = next,
                (Came::Refused(_), next @ (Came::Lost(_) | Came::Wrong(_)))
                | (Came::Lost(_), next @ Came::Wrong(_)) => came = next,
                _ => {}
            }
        }
        came
    }

    fn attempt_in(&self, action: &Action, position: &Position, level: Level) -> Attempt<Came> {
        let id = id();
        let mut scene = self.scene(position)?;
        let current = scene.adapter.current_conversation().cloned();
        let place = || self.describe(position);
        let (frames, understood) = match scene.ask(&id, action)? {
            Outcome::Refused(refusal) => return Ok(Came::Refused(Some((refusal, position.clone())))),
            Outcome::Lost(words) => {
                return Ok(Came::Lost(Fault::new(place(), "the host to understand it", words)));
            }
            Outcome::Answered => {
                return Ok(Came::Lost(Fault::new(
                    place(),
                    "the host to understand it",
                    "an answer, and nobody was asked",
                )));
            }
            Outcome::Understood(frames, understood) => (frames, understood),
        };
        let wrong = |expected: String, found: String| Ok(Came::Wrong(Fault::new(place(), expected, found)));
        if understood.target.as_ref().is_some_and(|target| Some(target) != current.as_ref()) {
            return wrong("the conversation in view as its target".to_owned(), shown(&understood));
        }
        // The way out may lead to what has a neutral name.
        let is_named = action.kind() == Some(ActionKind::HostCall);
        if understood.kind() != action.kind() && !is_named {
            return wrong(format!("an action of the kind {}", action.kind_name()), shown(&understood));
        }
        let (asked, told) = (data(action), data(&understood));
        let texts = |frames: &[onepane_core::Frame]| -> Vec<String> {
            frames.iter().map(onepane_core::Frame::to_json).collect()
        };
        let passed = Came::Passed { frames: texts(&frames), position: position.clone() };
        if asked == told {
            return Ok(passed);
        }
        // What goes without saying need not be said; what is degraded may be said otherwise. In both cases the
        // host has been asked for what it understood.
        let again = match self.scene(position)?.ask(&id, &bare(&understood))? {
            Outcome::Understood(again, _) => texts(&again),
            Outcome::Refused(refusal) => {
                return wrong(
                    shown(action),
                    format!("{told}, which the adapter refuses: {}", refusal.reason),
                );
            }
            Outcome::Lost(words) => return wrong(shown(action), format!("{told}, which is lost: {words}")),
            Outcome::Answered => return wrong(shown(action), format!("{told}, for which nobody is asked")),
        };
        if again != texts(&frames) {
            return wrong(asked.to_string(), told.to_string());
        }
        if level == Level::Full && !is_less(&told, &asked) {
            return wrong(format!("{asked}, as the kind is full"), told.to_string());
        }
        Ok(passed)
    }
}

/// Whether all that `told` says, `asked` says too.
fn is_less(told: &Value, asked: &Value) -> bool {
    match (told, asked) {
        (Value::Object(told), Value::Object(asked)) => {
            told.iter().all(|(key, value)| asked.get(key) == Some(value))
        }
        _ => told == asked,
    }
}
