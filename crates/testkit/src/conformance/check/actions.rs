//! That actions do what the capability table says of them, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use onepane_core::{Asked, Received, Rule, action_from_json};
use onepane_map::JsonLines;
use onepane_model::{Action, ActionKind, ConversationId, EventKind, Level, TYPE_PREFIX};
use serde_json::{Value, json};

use crate::conformance::fault::{Fault, ensure};
use crate::conformance::property::{Exam, Trials};
use crate::conformance::sample::{MADE_UP, samples};
use crate::conformance::scene::{Outcome, bare, shown};
use crate::conformance::survey::{Came, Surveyed, data, id};

/// A claim without a trial that passes is a claim and nothing more.
pub(crate) fn as_declared(exam: &Exam<'_>, trials: &mut Trials) {
    let mut passed = 0;
    for group in claimed(exam, trials) {
        let name = name(exam, group);
        let count = group.tries.iter().filter(|tried| matches!(tried.came, Came::Passed { .. })).count();
        passed += count;
        trials.run(&name, || {
            ensure(count > 0, || {
                let first = group.tries.iter().map(|tried| match &tried.came {
                    Came::Refused(refused) => {
                        let reason = refused.as_ref().map(|(refusal, _)| refusal.reason.clone());
                        let reason = reason.unwrap_or_else(|| "in no position are its needs met".to_owned());
                        format!("{}: {reason}", tried.sample.name())
                    }
                    Came::Lost(fault) | Came::Wrong(fault) => format!("{}: {fault}", tried.sample.name()),
                    Came::Passed { .. } => String::new(),
                });
                let found = first.into_iter().next().unwrap_or_else(|| "nothing to try".to_owned());
                Fault::new(
                    "",
                    format!("one action to pass, as it is declared {}", group.support.level),
                    found,
                )
            })
        });
    }
    trials.figure(format!("{passed} actions passed"));
}

/// What is sent is what was asked for: the emulator reads it back.
pub(crate) fn understood(exam: &Exam<'_>, trials: &mut Trials) {
    let mut refused = 0;
    for group in claimed(exam, trials) {
        for tried in &group.tries {
            match &tried.came {
                Came::Refused(_) => refused += 1,
                Came::Passed { .. } => trials.count += 1,
                // The way out takes any name with any arguments; what is no call of the host's, nobody takes.
                _ if group.kind == ActionKind::HostCall && tried.sample.varied.is_some() => refused += 1,
                Came::Lost(fault) | Came::Wrong(fault) => trials.fault(tried.sample.name(), fault.clone()),
            }
        }
    }
    trials.figure(format!("{} understood", trials.count - trials.faults.len()));
    trials.figure(format!("{refused} refused"));
}

/// A member's value, the frames of the action with it, and what the action is called.
type Variation<'t> = (Value, &'t [String], String);

/// A member that changes nothing was dropped without a word. Of a degraded kind, two values may mean the same; a word
/// that nobody knows means nothing.
pub(crate) fn heard(exam: &Exam<'_>, trials: &mut Trials) {
    for group in claimed(exam, trials) {
        let is_full = group.support.level == Level::Full;
        let mut told: BTreeMap<(&str, usize), Vec<Variation<'_>>> = BTreeMap::new();
        for tried in &group.tries {
            let (Came::Passed { frames, .. }, Some((member, family))) = (&tried.came, tried.sample.varied)
            else {
                continue;
            };
            let value = data(&tried.sample.action).get(member).cloned().unwrap_or_default();
            told.entry((member, family)).or_default().push((value, frames, tried.sample.name()));
        }
        for ((member, _), values) in told {
            trials.run(format!("{}: {member}", name(exam, group)), || {
                for (place, (value, frames, name)) in values.iter().enumerate() {
                    let twin = values.iter().take(place).find(|(other, others, _)| {
                        let counts = is_full || [value, other].iter().any(|value| *value == MADE_UP);
                        counts && other != value && others == frames
                    });
                    if let Some((other, ..)) = twin {
                        let expected = format!("another frame than for {other}");
                        return Err(Fault::new(name, expected, frames.join("\n")));
                    }
                }
                Ok(())
            });
        }
    }
}

/// A kind that works though the table denies it is a promise withheld.
pub(crate) fn disclaimed(exam: &Exam<'_>, trials: &mut Trials) {
    let Some(survey) = trials.need("survey", || exam.survey()) else { return };
    for group in survey.iter().filter(|group| !group.is_claimed()) {
        let name = name(exam, group);
        trials.run(&name, || {
            let positions = exam.positions()?;
            for setup in &group.setups {
                let positions = positions.iter().filter(|position| position.setup == *setup).take(6);
                for position in positions {
                    for sample in samples(group.kind, exam.known()?) {
                        let mut scene = exam.scene(position)?;
                        if scene.adapter.encode(&id(), &sample.action).is_ok() {
                            let place = exam.describe(position);
                            return Err(Fault::new(place, "a refusal, as it is unsupported", sample.name()));
                        }
                        let frames = Asked::of(&sample.action)
                            .and_then(|asked| scene.adapter.translate(&id(), &asked));
                        let Ok(frames) = frames else { continue };
                        let works = frames.iter().any(|frame| match scene.emulator.receive(frame) {
                            Ok(Received::Action(action)) => action.kind() == Some(group.kind),
                            Ok(Received::Answered(answers)) => !answers.is_empty(),
                            _ => false,
                        });
                        ensure(!works, || {
                            let found = format!("the host takes {}", sample.name());
                            Fault::new(exam.describe(position), "a kind that does not work", found)
                        })?;
                    }
                }
            }
            Ok(())
        });
    }
    trials.run("a kind that nobody knows", || {
        let action = action_from_json(r#"{"type":"conformance.made_up","data":{"a":1}}"#)
            .map_err(|corrupt| Fault::new("", "an action", corrupt.to_string()))?;
        for position in exam.positions()?.iter().take(6) {
            match exam.scene(position)?.adapter.encode(&id(), &action) {
                Err(refusal) if refusal.rule == Rule::Unsupported => {}
                Err(refusal) => return Err(Fault::new("", "the rule `unsupported`", refusal.rule.name())),
                Ok(_) => return Err(Fault::new("", "a refusal", "frames")),
            }
        }
        Ok(())
    });
}

/// The agent may have moved on.
pub(crate) fn targets(exam: &Exam<'_>, trials: &mut Trials) {
    for group in claimed(exam, trials) {
        let passed = group.tries.iter().find_map(|tried| match &tried.came {
            Came::Passed { position, .. } => Some((&tried.sample.action, position)),
            _ => None,
        });
        let Some((action, position)) = passed else { continue };
        trials.run(name(exam, group), || {
            let aimed = |target: &ConversationId| bare(action).with_target(target.clone());
            let elsewhere = aimed(&ConversationId::from("conformance, another conversation"));
            let mut scene = exam.scene(position)?;
            match scene.adapter.encode(&id(), &elsewhere) {
                Err(refusal) if refusal.rule == Rule::NotCurrent => {}
                Err(refusal) => return Err(Fault::new("", "the rule `not_current`", refusal.rule.name())),
                Ok(_) => return Err(Fault::new("", "a refusal", "frames for a conversation out of view")),
            }
            let Some(current) = scene.adapter.current_conversation().cloned() else { return Ok(()) };
            match exam.scene(position)?.ask(&id(), &aimed(&current))? {
                Outcome::Understood(..) => Ok(()),
                Outcome::Refused(refusal) => Err(Fault::new(
                    "",
                    "the conversation in view to be a good target",
                    refusal.reason.clone(),
                )),
                Outcome::Lost(words) => Err(Fault::new("", "the host to understand it", words)),
                Outcome::Answered => {
                    Err(Fault::new("", "the host to understand it", "an answer, and nobody was asked"))
                }
            }
        });
    }
}

/// What is effective somewhere works there. Of kinds that read before they write it is only asked that no need is unmet:
/// what there is to be read the emulator knows only where it was told. A host that answers by itself has taken it.
pub(crate) fn effective(exam: &Exam<'_>, trials: &mut Trials) {
    for group in claimed(exam, trials) {
        let passed = |most: usize| -> Vec<&Action> {
            let passed = group.tries.iter().filter_map(|tried| match &tried.came {
                Came::Passed { frames, .. } if frames.len() <= most => Some(&tried.sample.action),
                _ => None,
            });
            // The way out has methods with needs of their own: that one of them passes is enough.
            passed.take(if group.kind == ActionKind::HostCall { usize::MAX } else { 1 }).collect()
        };
        let (actions, reads) = match passed(1) {
            none if none.is_empty() => (passed(usize::MAX), true),
            some => (some, false),
        };
        let Some(positions) = trials.need("positions", || exam.positions()) else { return };
        let here = positions
            .iter()
            .filter(|position| group.setups.contains(&position.setup) && position.supports(group.kind));
        for position in here {
            trials.run(name(exam, group), || {
                let (mut wrong, mut needs) = (Ok(()), BTreeSet::new());
                for action in &actions {
                    let fault = match exam.scene(position)?.ask(&id(), action)? {
                        Outcome::Lost(words) if !reads => {
                            let place = format!("{}: {}", exam.describe(position), shown(action));
                            Fault::new(place, "the host to take it, as it is effective", words)
                        }
                        Outcome::Refused(refusal) if matches!(refusal.rule, Rule::Needs(_)) => {
                            needs.insert(refusal.rule.name());
                            let expected = "no unmet need, as it is effective";
                            Fault::new(exam.describe(position), expected, refusal.to_string())
                        }
                        _ => return Ok(()),
                    };
                    wrong = wrong.and(Err(fault));
                }
                // Methods that lack each something else: no need that all of them have.
                if needs.len() > 1 { Ok(()) } else { wrong }
            });
        }
    }
}

/// What is needed and not given is named.
pub(crate) fn unmet(exam: &Exam<'_>, trials: &mut Trials) {
    for group in claimed(exam, trials).filter(|group| !group.support.needs.is_empty()) {
        let Some(positions) = trials.need("positions", || exam.positions()) else { return };
        for need in &group.support.needs {
            let lacking = positions.iter().find_map(|position| {
                let scene = exam.scene(position).ok().filter(|_| group.setups.contains(&position.setup))?;
                let missing = group.support.needs.iter().find(|need| !scene.adapter.meets(need));
                (missing == Some(need)).then_some((position, scene))
            });
            let Some((position, mut scene)) = lacking else { continue };
            trials.run(format!("{} without {need}", name(exam, group)), || {
                let Some(tried) = group.tries.first() else { return Ok(()) };
                let level = scene.adapter.effective_support(group.kind).level;
                let place = exam.describe(position);
                ensure(level == Level::Unsupported, || {
                    Fault::new(&place, "the effective level unsupported", format!("{level:?}"))
                })?;
                match scene.adapter.encode(&id(), &tried.sample.action) {
                    Err(refusal) if refusal.rule == Rule::Needs(need.clone()) => Ok(()),
                    Err(refusal) => {
                        Err(Fault::new(place, format!("the rule `needs:{need}`"), refusal.rule.name()))
                    }
                    Ok(_) => Err(Fault::new(place, "a refusal", "frames")),
                }
            });
        }
    }
}

/// An action ends once, under its own id.
pub(crate) fn answered(exam: &Exam<'_>, trials: &mut Trials) {
    for group in claimed(exam, trials) {
        let passed = group.tries.iter().find_map(|tried| match &tried.came {
            Came::Passed { position, .. } => Some((&tried.sample.action, position)),
            _ => None,
        });
        let Some((action, position)) = passed else { continue };
        for (result, more) in [("done", json!({})), ("failed", json!({ "reason": "no" }))] {
            let wants = exam.kit.adapter(position.setup).is_ok_and(|adapter| adapter.answers(group.kind));
            if !wants {
                continue;
            }
            trials.run(format!("{} {result}", name(exam, group)), || {
                let mut scene = exam.scene(position)?;
                let Outcome::Understood(_, understood) = scene.ask(&id(), action)? else {
                    return Err(Fault::new("", "the host to understand it", shown(action)));
                };
                // A wire may number its requests in its own way; the answer comes under our id all the same.
                let asked = understood.id.unwrap_or_else(id);
                let mut told = json!({ "action": asked.as_str(), "result": result });
                if let (Value::Object(told), Value::Object(more)) = (&mut told, more.clone()) {
                    told.extend(more);
                }
                let event = json!({
                    "specversion": "1.0", "id": "conform", "source": "onepane://conformance/-",
                    "type": format!("{TYPE_PREFIX}{}", EventKind::ActionResult), "host": exam.kit.host(),
                    "data": told,
                });
                let emulated = scene
                    .emulator
                    .emulate(&event.to_string())
                    .map_err(|error| Fault::new(event.to_string(), "an answer", error.to_string()))?;
                let mut lines = JsonLines::default();
                for frame in &emulated.frames {
                    let decoded = scene.adapter.decode(frame, &mut lines);
                    decoded.map_err(|error| Fault::new(frame.to_json(), "an answer", error.to_string()))?;
                }
                let results: Vec<Value> = lines
                    .as_str()
                    .lines()
                    .filter_map(|line| serde_json::from_str::<Value>(line).ok())
                    .filter(|event| {
                        event.get("type").and_then(Value::as_str).is_some_and(|kind| {
                            kind.strip_prefix(TYPE_PREFIX) == Some(EventKind::ActionResult.as_str())
                        })
                    })
                    .collect();
                let [event] = &results[..] else {
                    return Err(Fault::new("", "one action.result", results.len().to_string()));
                };
                let at = |name: &str| event.pointer(&format!("/data/{name}")).and_then(Value::as_str);
                ensure(at("action") == Some(id().as_str()), || {
                    Fault::new("", format!("the id {}", id()), event.to_string())
                })?;
                // A host may not say that it has done something, but never that it failed to when it did.
                let fits = match result {
                    "failed" => at("result") == Some("failed"),
                    _ => matches!(at("result"), Some("done" | "sent")),
                };
                ensure(fits, || Fault::new("", result, event.to_string()))
            });
        }
    }
}

/// The groups of setups in which a kind is claimed.
pub(crate) fn claimed<'e>(
    exam: &'e Exam<'_>,
    trials: &mut Trials,
) -> impl Iterator<Item = &'e Surveyed> + use<'e> {
    let survey = trials.need("survey", || exam.survey()).unwrap_or(&[]);
    survey.iter().filter(|group| group.is_claimed())
}

/// What a group is called: the kind, and the setup where several say different things of it.
pub(crate) fn name(exam: &Exam<'_>, group: &Surveyed) -> String {
    let setups = exam.kit.setups.len();
    match group.setups.first().and_then(|setup| exam.kit.setups.get(*setup)) {
        Some(setup) if group.setups.len() < setups => format!("{} ({})", group.kind, setup.name),
        _ => group.kind.to_string(),
    }
}
