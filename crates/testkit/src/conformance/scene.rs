//! Bringing an adapter and its emulator into a position in which something can be tried.

use std::collections::BTreeSet;

use onepane_core::{Adapter, Asked, Body, Emulator, Frame, Inbound, Received, Refusal};
use onepane_map::JsonLines;
use onepane_model::{Action, ActionKind, Level, RequestId};

use crate::conformance::fault::{Attempt, Fault};
use crate::conformance::property::Exam;
use crate::fixture::Fixture;

/// How many positions of one setup an action is tried in.
const MOST: usize = 8;
/// How many frames an action may lead to, answers included.
const MOST_FRAMES: usize = 16;

/// An adapter and an emulator that have seen the same frames.
pub(crate) struct Scene {
    pub(crate) adapter: Box<dyn Adapter>,
    pub(crate) emulator: Box<dyn Emulator>,
}

/// A way to bring them where they are: a setup and the inbound fixtures that are shown.
#[derive(Debug, Clone)]
pub(crate) struct Position {
    pub(crate) setup: usize,
    path: Vec<usize>,
    /// The kinds of actions that are supported there.
    supported: BTreeSet<ActionKind>,
    /// How much the host has told.
    weight: usize,
}

/// What came of an action.
pub(crate) enum Outcome {
    /// It was refused before anything was sent.
    Refused(Box<Refusal>),
    /// The simulated host did not take it, with these words.
    Lost(String),
    /// The simulated host answered by itself, from what it was told, so nobody was asked for anything.
    Answered,
    /// It was sent, in these frames (those that its answers led to included), and the host understood this.
    Understood(Vec<Frame>, Action),
}

impl Position {
    /// Whether actions of a kind are supported there.
    pub(crate) fn supports(&self, kind: ActionKind) -> bool {
        self.supported.contains(&kind)
    }
}

impl Scene {
    /// Shows both a frame of the host.
    pub(crate) fn see(&mut self, frame: &Frame) {
        let mut lines = JsonLines::of(frame);
        if self.adapter.decode(frame, &mut lines).is_ok() {
            for event in lines.as_str().lines() {
                // What the emulator does not tell is no part of the position.
                let _ = self.emulator.emulate(event);
            }
        }
    }

    /// Sends an action and lets the emulator say what it was asked for.
    pub(crate) fn ask(&mut self, id: &RequestId, action: &Action) -> Attempt<Outcome> {
        match self.adapter.encode(id, action) {
            Ok(frames) => self.exchange(frames),
            Err(refusal) => Ok(Outcome::Refused(Box::new(refusal))),
        }
    }

    /// The same without what is checked of every action: what the commands alone would let through.
    pub(crate) fn ask_unchecked(&mut self, id: &RequestId, action: &Action) -> Attempt<Outcome> {
        match Asked::of(action).and_then(|asked| self.adapter.translate(id, &asked)) {
            Ok(frames) => self.exchange(frames),
            Err(refusal) => Ok(Outcome::Refused(Box::new(refusal))),
        }
    }

    /// Sends frames, and what their answers lead to.
    fn exchange(&mut self, mut waiting: Vec<Frame>) -> Attempt<Outcome> {
        if waiting.is_empty() {
            return Err(Fault::new("", "a frame or a refusal", "neither"));
        }
        let mut asked: Option<Action> = None;
        let mut words = String::from("nothing that is an action");
        let mut is_answered = false;
        waiting.reverse();
        let mut sent = Vec::new();
        for _ in 0..MOST_FRAMES {
            let Some(frame) = waiting.pop() else { break };
            sent.push(frame.clone());
            let received = self.emulator.receive(&frame).map_err(|error| {
                Fault::new(frame.to_json(), "a frame that the host takes", error.to_string())
            })?;
            match received {
                Received::Action(action) => match &asked {
                    Some(other) if other.data() != action.data() => {
                        return Err(Fault::new(frame.to_json(), shown(other), shown(&action)));
                    }
                    _ => asked = Some(action),
                },
                Received::Answered(answers) => {
                    is_answered |= !answers.is_empty();
                    for answer in answers {
                        let seen =
                            self.adapter.decode(&answer, &mut JsonLines::of(&answer)).map_err(|error| {
                                Fault::new(
                                    answer.to_json(),
                                    "an answer that is understood",
                                    error.to_string(),
                                )
                            })?;
                        waiting.extend(seen.frames.into_iter().rev());
                    }
                }
                Received::Refused { reason, .. } => words = reason,
                Received::Ignored(reason) => reason.clone_into(&mut words),
                other => return Err(Fault::new(frame.to_json(), "an action", format!("{other:?}"))),
            }
        }
        Ok(match asked {
            Some(action) => Outcome::Understood(sent, action),
            None if is_answered => Outcome::Answered,
            None => Outcome::Lost(words),
        })
    }
}

impl Exam<'_> {
    /// An adapter and an emulator in a position.
    pub(crate) fn scene(&self, position: &Position) -> Attempt<Scene> {
        let mut scene = Scene {
            adapter: self.kit.adapter(position.setup)?,
            emulator: self.kit.emulator(position.setup)?,
        };
        for place in &position.path {
            if let Some(fixture) = self.kit.fixtures.inbound.get(*place) {
                scene.see(&fixture.frame);
            }
        }
        Ok(scene)
    }

    /// What a position shows, for people.
    pub(crate) fn describe(&self, position: &Position) -> String {
        let setup = self.kit.setups.get(position.setup).map_or("", |setup| setup.name);
        let seen = position.path.iter().filter_map(|place| self.kit.fixtures.inbound.get(*place));
        let seen: Vec<&str> = seen.map(|fixture| fixture.name.as_str()).collect();
        if seen.is_empty() { setup.to_owned() } else { format!("{setup}, after {}", seen.join(" and ")) }
    }

    /// Every position that one fixture brings about, and those of two that support what none does alone.
    pub(crate) fn positions(&self) -> Attempt<&[Position]> {
        self.positions.get(|| self.find_positions())
    }

    fn find_positions(&self) -> Attempt<Vec<Position>> {
        let mut positions = Vec::new();
        for setup in 0..self.kit.setups.len() {
            positions.push(self.position(setup, Vec::new())?);
            for place in 0..self.kit.fixtures.inbound.len() {
                positions.push(self.position(setup, vec![place])?);
            }
        }
        for setup in 0..self.kit.setups.len() {
            let adapter = self.kit.adapter(setup)?;
            let claimed = supported(&onepane_core::declared(&*adapter));
            let met: BTreeSet<ActionKind> = positions
                .iter()
                .filter(|position| position.setup == setup)
                .flat_map(|position| position.supported.iter().copied())
                .collect();
            if claimed.is_subset(&met) {
                continue;
            }
            // The needs that come with the launch are met before the others.
            let launches = |place: &usize| {
                self.kit.fixtures.inbound.get(*place).is_some_and(|fixture| fixture.is_launch())
            };
            let all = 0..self.kit.fixtures.inbound.len();
            for first in all.clone().filter(launches) {
                for second in all.clone().filter(|second| *second != first) {
                    positions.push(self.position(setup, vec![first, second])?);
                }
            }
        }
        // Where the host has told most, most can be understood.
        positions.sort_by_key(|position| std::cmp::Reverse(position.weight));
        Ok(positions)
    }

    /// The positions in which actions of a kind are supported.
    pub(crate) fn positions_for(&self, kind: ActionKind) -> Attempt<Vec<&Position>> {
        let mut counts = vec![0; self.kit.setups.len()];
        let fits = self.positions()?.iter().filter(|position| position.supports(kind));
        Ok(fits
            .filter(|position| {
                let count = counts.get_mut(position.setup);
                count.is_some_and(|count| {
                    *count += 1;
                    *count <= MOST
                })
            })
            .collect())
    }

    /// Every recorded answer, to each action that it could be the answer to: the name of the action, what
    /// makes an adapter that waits for the answer, and the answer.
    pub(crate) fn each_answer(
        &self,
        setup: usize,
        mut each: impl FnMut(&str, &dyn Fn() -> Attempt<Scene>, &Fixture),
    ) -> Attempt {
        let answers: Vec<(&Fixture, &RequestId)> = self
            .kit
            .fixtures
            .inbound
            .iter()
            .filter_map(|fixture| match &fixture.frame.body {
                Body::In(Inbound::Return { id, .. }) => Some((fixture, id)),
                _ => None,
            })
            .collect();
        if answers.is_empty() {
            return Ok(());
        }
        let mut kinds = BTreeSet::new();
        let asks: Vec<&Action> = self.known()?.iter().filter(|action| kinds.insert(action.kind())).collect();
        for action in asks {
            let Some(kind) = action.kind() else { continue };
            let position = self.positions_for(kind)?.into_iter().find(|position| position.setup == setup);
            let Some(position) = position else { continue };
            for (fixture, id) in &answers {
                let waiting = || -> Attempt<Scene> {
                    let mut scene = self.scene(position)?;
                    match scene.adapter.encode(id, action) {
                        Ok(_) => Ok(scene),
                        Err(refusal) => Err(Fault::new("", "the action to be sent", refusal.reason.clone())),
                    }
                };
                if waiting().is_ok() {
                    each(action.kind_name(), &waiting, fixture);
                }
            }
        }
        Ok(())
    }

    fn position(&self, setup: usize, path: Vec<usize>) -> Attempt<Position> {
        let seen = path.iter().filter_map(|place| self.kit.fixtures.inbound.get(*place));
        let weight = seen.map(|fixture| fixture.text.len()).sum();
        let mut position = Position { setup, path, supported: BTreeSet::new(), weight };
        position.supported = supported(&onepane_core::effective(&*self.scene(&position)?.adapter));
        Ok(position)
    }
}

fn supported(capabilities: &onepane_model::Capabilities) -> BTreeSet<ActionKind> {
    let lines = capabilities.actions.iter().filter(|(_, support)| support.level != Level::Unsupported);
    lines.filter_map(|(kind, _)| ActionKind::from_name(kind)).collect()
}

/// The same action without id and target.
pub(crate) fn bare(action: &Action) -> Action {
    Action::from_parts(action.kind_name(), action.data().clone())
}

/// An action as JSON, for people.
pub(crate) fn shown(action: &Action) -> String {
    serde_json::to_string(action).unwrap_or_else(|error| error.to_string())
}
