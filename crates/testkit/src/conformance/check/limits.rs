//! That limits hold where they say, on both sides.

use std::collections::BTreeSet;

use onepane_core::{Rule, action_from_json};
use onepane_model::{Action, Constraint, Unit};
use serde_json::Value;

use crate::conformance::check::actions::{claimed, name};
use crate::conformance::fault::{Attempt, Fault, ensure};
use crate::conformance::property::{Exam, Trials};
use crate::conformance::sample::MADE_UP;
use crate::conformance::scene::{Outcome, Position};
use crate::conformance::survey::{Came, Surveyed, data, id};

/// What the model takes a member for that is not given.
const UNSAID: [(&str, &str); 3] = [("as", "agent"), ("visibility", "public"), ("level", "info")];

/// What a limit just allows is sent, and the host takes it.
pub(crate) fn edge(exam: &Exam<'_>, trials: &mut Trials) {
    each(exam, trials, |case, trials| {
        for (length, bound) in [(case.limit.min, "min"), (case.limit.max, "max")] {
            let (Some(length), Some(unit)) = (length, case.limit.unit) else { continue };
            for (kind, text) in texts(length, unit, &case.text()) {
                trials.run(format!("{}: {bound} {kind}", case.name), || {
                    case.passes(&text.into(), bound == "max")
                });
            }
        }
        for word in &case.limit.one_of {
            trials.run(format!("{}: {word}", case.name), || {
                let passed = case.group.tries.iter().any(|tried| {
                    let value = data(&tried.sample.action).get(&case.limit.field).cloned();
                    matches!(tried.came, Came::Passed { .. })
                        && value.is_some_and(|value| is_word(&value, word))
                });
                if passed { Ok(()) } else { case.passes(&word.as_str().into(), true) }
            });
        }
        // What the kit holds for possible says no word that is on no list.
        for tried in case.group.tries.iter().filter(|tried| exam.kit.samples.contains(&tried.sample.action)) {
            let Came::Refused(Some((refusal, _))) = &tried.came else { continue };
            if !case.limit.one_of.is_empty() && breaks(&refusal.rule, &case.limit) {
                let fault = Fault::new(
                    case.name.as_str(),
                    "a sample of the kit's to be allowed",
                    refusal.to_string(),
                );
                trials.fault(tried.sample.name(), fault);
            }
        }
        // What goes without saying may be said.
        let unsaid = UNSAID.iter().find(|(field, _)| *field == case.limit.field);
        if let Some((_, word)) = unsaid.filter(|_| !case.limit.one_of.is_empty() && case.may_be_unsaid()) {
            trials.run(format!("{}: {word}, as if it were not said", case.name), || {
                case.passes(&(*word).into(), true)
            });
        }
    });
}

/// What is one beyond is refused before it is sent, and the limit is named.
pub(crate) fn beyond(exam: &Exam<'_>, trials: &mut Trials) {
    each(exam, trials, |case, trials| {
        for (bound, text) in case.too_much() {
            trials.run(format!("{}: {bound}", case.name), || case.is_refused(&text));
        }
        if !case.limit.one_of.is_empty() {
            // Of a flag, the other one.
            let flag = data(case.action).get(&case.limit.field).and_then(Value::as_bool);
            let value = flag.map_or_else(|| Value::from(MADE_UP), |flag| Value::from(!flag));
            trials.run(format!("{}: another word", case.name), || case.is_refused(&value));
        }
        if case.limit.form.is_some() {
            trials.run(format!("{}: {}", case.name, case.limit.form.as_deref().unwrap_or_default()), || {
                let breaks = case.group.tries.iter().any(|tried| {
                    let scene = exam.scene(case.position);
                    let refused = scene.map(|mut scene| scene.adapter.encode(&id(), &tried.sample.action));
                    matches!(refused, Ok(Err(refusal)) if breaks(&refusal.rule, &case.limit))
                });
                ensure(breaks, || {
                    Fault::new(
                        "",
                        "an action that breaks it and is refused by its name",
                        "none that was tried",
                    )
                })
            });
        }
    });
}

/// What the commands refuse by a limit, the table says.
pub(crate) fn declared(exam: &Exam<'_>, trials: &mut Trials) {
    for group in claimed(exam, trials) {
        let mut undeclared: BTreeSet<String> = BTreeSet::new();
        trials.count += group.tries.len();
        for tried in &group.tries {
            let Came::Refused(Some((refusal, position))) = &tried.came else { continue };
            let Rule::Limit(limit) = &refusal.rule else { continue };
            let Some(scene) = trials.need("position", || exam.scene(position)) else { continue };
            let known = scene.adapter.effective_support(group.kind).constraints.contains(limit);
            if !known && undeclared.insert(limit.to_string()) {
                let fault = Fault::new(tried.sample.name(), "a limit of the table", format!("`{limit}`"));
                trials.faults.push(fault.of(&name(exam, group)));
            }
        }
    }
}

/// What the adapter refuses the host would refuse too: no limit is stricter than the host's.
pub(crate) fn shared(exam: &Exam<'_>, trials: &mut Trials) {
    each(exam, trials, |case, trials| {
        for (bound, text) in case.too_much() {
            trials.run(format!("{}: {bound}", case.name), || {
                let Some(action) = case.with(&text) else { return Ok(()) };
                let mut scene = exam.scene(case.position)?;
                refuses(scene.ask_unchecked(&id(), &action), &action)
            });
        }
        if case.limit.one_of.is_empty() {
            return;
        }
        for tried in &case.group.tries {
            let Came::Refused(Some((refusal, position))) = &tried.came else { continue };
            if breaks(&refusal.rule, &case.limit) {
                trials.run(format!("{}: {}", case.name, tried.sample.name()), || {
                    let outcome = exam.scene(position)?.ask_unchecked(&id(), &tried.sample.action);
                    refuses(outcome, &tried.sample.action)
                });
            }
        }
    });
}

/// That the host has not understood the very action; that it does not even know what to make of it is good, too.
fn refuses(outcome: Attempt<Outcome>, action: &Action) -> Attempt {
    match outcome {
        Ok(Outcome::Understood(_, other)) if other.data() == action.data() => {
            Err(Fault::new("the emulator", "a refusal", "that it takes what the limit forbids"))
        }
        _ => Ok(()),
    }
}

/// One limit of one kind, with an action that keeps it.
struct Case<'e> {
    exam: &'e Exam<'e>,
    name: String,
    group: &'e Surveyed,
    limit: Constraint,
    action: &'e Action,
    position: &'e Position,
}

fn each(exam: &Exam<'_>, trials: &mut Trials, mut check: impl FnMut(&Case<'_>, &mut Trials)) {
    let mut limits = 0;
    for group in claimed(exam, trials) {
        let passed: Vec<(&Action, &Position)> = group
            .tries
            .iter()
            .filter_map(|tried| match &tried.came {
                Came::Passed { position, .. } => Some((&tried.sample.action, position)),
                _ => None,
            })
            .collect();
        let Some(positions) = trials.need("positions", || exam.positions_for(group.kind)) else { return };
        let mut done: Vec<Constraint> = Vec::new();
        let places = passed.iter().map(|(_, position)| *position).take(1).chain(positions);
        for position in places.filter(|position| group.setups.contains(&position.setup)) {
            let Some(scene) = trials.need("position", || exam.scene(position)) else { continue };
            for limit in scene.adapter.effective_support(group.kind).constraints {
                if done.contains(&limit) {
                    continue;
                }
                // An action that says something of the member, if one passes.
                let says = |action: &&(&Action, &Position)| data(action.0).get(&limit.field).is_some();
                let Some((action, _)) = passed.iter().find(says).or(passed.first()) else { continue };
                done.push(limit.clone());
                limits += 1;
                let name = format!("{}: {}", name(exam, group), limit.field);
                check(&Case { exam, name, group, limit, action, position }, trials);
            }
        }
    }
    trials.figure(format!("{limits} limits"));
}

impl Case<'_> {
    /// The action with another value of the member; `None` where it cannot have it.
    fn with(&self, value: &Value) -> Option<Action> {
        let mut action = serde_json::to_value(self.action).ok()?;
        action.get_mut("data")?.as_object_mut()?.insert(self.limit.field.clone(), value.clone());
        action_from_json(&action.to_string()).ok()
    }

    /// Whether an action without the member passes.
    fn may_be_unsaid(&self) -> bool {
        self.group.tries.iter().any(|tried| {
            matches!(tried.came, Came::Passed { .. })
                && data(&tried.sample.action).get(&self.limit.field).is_none()
        })
    }

    /// What the member says now.
    fn text(&self) -> String {
        data(self.action).get(&self.limit.field).and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// That a value is within the limit. `taken` asks that the host takes it, too: what is very short may be
    /// too short for another rule.
    fn passes(&self, value: &Value, taken: bool) -> Attempt {
        let Some(action) = self.with(value) else {
            return Err(Fault::new("", "a value that the member can have", value.to_string()));
        };
        match self.exam.scene(self.position)?.ask(&id(), &action)? {
            Outcome::Understood(_, understood) if taken => {
                let kept = data(&understood).get(&self.limit.field) == Some(value)
                    || self.group.support.reason.is_some();
                let kept = kept || data(&understood).get(&self.limit.field).is_none();
                ensure(kept, || Fault::new("", "the same value at the host", "another one"))
            }
            Outcome::Understood(..) => Ok(()),
            Outcome::Refused(refusal) if taken || breaks(&refusal.rule, &self.limit) => {
                Err(Fault::new("", "that it is sent", refusal.to_string()))
            }
            Outcome::Lost(words) if taken => Err(Fault::new("", "that the host takes it", words)),
            Outcome::Answered if taken => {
                Err(Fault::new("", "that the host takes it", "an answer, and nobody was asked"))
            }
            _ => Ok(()),
        }
    }

    fn is_refused(&self, value: &Value) -> Attempt {
        let Some(action) = self.with(value) else { return Ok(()) };
        match self.exam.scene(self.position)?.adapter.encode(&id(), &action) {
            Err(refusal) => ensure(breaks(&refusal.rule, &self.limit), || {
                Fault::new("", format!("the limit on {} by its name", self.limit.field), refusal.to_string())
            }),
            Ok(_) => Err(Fault::new("", "a refusal", "frames")),
        }
    }

    /// Texts that are one too long or too short.
    fn too_much(&self) -> Vec<(String, Value)> {
        let Some(unit) = self.limit.unit else { return Vec::new() };
        let bounds = [
            (self.limit.min.and_then(|min| min.checked_sub(1)), "one less"),
            (self.limit.max.map(|max| max + 1), "one more"),
        ];
        let lengths = bounds.into_iter().filter_map(|(length, bound)| Some((length?, bound)));
        lengths
            .flat_map(|(length, bound)| {
                let all = texts(length, unit, &self.text());
                all.into_iter().map(move |(kind, text)| (format!("{bound} {kind}"), text.into()))
            })
            .collect()
    }
}

/// Whether a rule is the one that this limit makes.
fn breaks(rule: &Rule, limit: &Constraint) -> bool {
    matches!(rule, Rule::Limit(broken) if **broken == *limit)
}

fn is_word(value: &Value, word: &str) -> bool {
    // Numbers, truth values and null by their JSON.
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    text == word
}

/// Texts of exactly this length: of plain letters, which are one of every unit, and of characters that each unit
/// counts otherwise. The end of a text that is known to pass is kept where there is room.
fn texts(length: u64, unit: Unit, passes: &str) -> Vec<(&'static str, String)> {
    let room = length.saturating_sub(unit.length(passes));
    let fits = unit.length(passes) <= length;
    let (end, room) = if fits { (passes, room) } else { ("", length) };
    let letters = |count: u64| "x".repeat(usize::try_from(count).unwrap_or(0));
    let mut texts = vec![("letters", letters(room) + end)];
    let wide = unit.length("😀");
    if room >= wide {
        let count = usize::try_from(room / wide).unwrap_or(0);
        texts.push(("wide characters", "😀".repeat(count) + &letters(room % wide) + end));
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_the_length_that_is_asked_for() {
        for unit in [Unit::Utf16, Unit::Chars, Unit::Bytes] {
            for length in [0, 1, 2, 5, 50, 5001] {
                for (kind, text) in texts(length, unit, "Grüße") {
                    assert_eq!(unit.length(&text), length, "{kind} {text}");
                }
            }
        }
    }
}
