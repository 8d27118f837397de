//! The actions that are tried: from the model's own description of each kind, with the values that the host's
//! recorded frames show to be possible.

use std::collections::BTreeMap;

use onepane_core::{Received, action_from_json};
use onepane_model::record::{Kind, Member};
use onepane_model::{
    Action, ActionKind, AgentState, ConversationStatus, NotificationLevel, Priority, Speaker, TransferMode,
    Visibility,
};
use serde_json::{Map, Value, json};

use crate::conformance::fault::Attempt;
use crate::conformance::property::Exam;
use crate::conformance::scene::{bare, shown};

/// How long a text is that no host is likely to take whole, if it has a limit.
const LONG: usize = 20_000;
/// A word that is on no list.
pub(crate) const MADE_UP: &str = "conformance_made_up";

/// An action that is tried.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    pub(crate) action: Action,
    /// The member in which it differs from others of its family, and which family that is.
    pub(crate) varied: Option<(&'static str, usize)>,
}

impl Sample {
    /// What it is called in the report: the action itself, if it is short.
    pub(crate) fn name(&self) -> String {
        let json = shown(&self.action);
        match json.char_indices().nth(140) {
            Some((end, _)) => format!("{}…", json.get(..end).unwrap_or_default()),
            None => json,
        }
    }
}

/// Everything that is tried of a kind.
pub(crate) fn samples(kind: ActionKind, known: &[Action]) -> Vec<Sample> {
    let known: Vec<Map<String, Value>> =
        known.iter().filter(|action| action.kind() == Some(kind)).map(data).collect();
    let members = kind.record().members;
    let pools: BTreeMap<&str, Vec<Value>> = members
        .iter()
        .map(|member| {
            let mut pool = pool(member);
            for data in &known {
                let value = data.get(member.name()).cloned();
                pool.extend(value.filter(|value| !pool.contains(value)));
            }
            (member.name(), pool)
        })
        .collect();
    let first = |member: &Member| pools.get(member.name()).and_then(|pool| pool.first().cloned());
    let given = |all: bool| -> Map<String, Value> {
        let wanted = members.iter().filter(|member| all || member.required);
        wanted.filter_map(|member| Some((member.name().to_owned(), first(member)?))).collect()
    };
    let mut samples = Vec::new();
    let mut seen = Vec::new();
    let mut add = |data: Map<String, Value>, varied: Option<(&'static str, usize)>| {
        let text = json!({ "type": kind.as_str(), "data": data }).to_string();
        if seen.contains(&text) && varied.is_none() {
            return;
        }
        if let Ok(action) = action_from_json(&text) {
            seen.push(text);
            samples.push(Sample { action, varied });
        }
    };
    for data in known.iter().cloned().chain([given(false), given(true)]) {
        add(data, None);
    }
    // Each member by itself, from what is least and from what is known to be possible.
    let bases: Vec<Map<String, Value>> = known.iter().cloned().chain([given(false)]).collect();
    for (family, base) in bases.iter().enumerate() {
        for member in members {
            for value in pools.get(member.name()).into_iter().flatten() {
                let mut data = base.clone();
                data.insert(member.name().to_owned(), value.clone());
                add(data, Some((member.name(), family)));
            }
        }
    }
    samples
}

fn data(action: &Action) -> Map<String, Value> {
    match serde_json::to_value(action).unwrap_or_default().get("data") {
        Some(Value::Object(data)) => data.clone(),
        _ => Map::new(),
    }
}

/// The values that are tried of a member.
fn pool(member: &Member) -> Vec<Value> {
    // One that nobody knows among them: what a host does not take must be refused, and by a limit.
    fn words<W>(all: &[W], text: impl Fn(&W) -> &str) -> Vec<Value> {
        all.iter().map(&text).chain([MADE_UP]).map(Value::from).collect()
    }
    match member.name() {
        "visibility" => return words(Visibility::ALL, Visibility::as_str),
        "as" => return words(Speaker::ALL, Speaker::as_str),
        "status" => return words(ConversationStatus::ALL, ConversationStatus::as_str),
        "mode" => return words(TransferMode::ALL, TransferMode::as_str),
        "state" => return words(AgentState::ALL, AgentState::as_str),
        "level" => return words(NotificationLevel::ALL, NotificationLevel::as_str),
        "priority" => {
            let mut all = words(Priority::ALL, Priority::as_str);
            all.push(Value::Null);
            return all;
        }
        _ => {}
    }
    match member.kind {
        Kind::Bool => vec![json!(true), json!(false)],
        Kind::Time => vec![json!("2026-03-01T08:00:00Z"), json!("2026-04-02T09:30:00Z")],
        Kind::Json => [
            json!("gold"),
            json!("silver plate"),
            json!(7),
            json!(true),
            Value::Null,
            json!(["a", 1]),
            json!({ "a": 1 }),
        ]
        .to_vec(),
        _ => vec![
            json!("Hello"),
            json!("Grüße, 😀 \"and\" so on"),
            json!("42"),
            json!("43"),
            json!(" "),
            json!("one\ntwo"),
            json!(""),
            json!("x".repeat(LONG)),
            Value::Null,
        ],
    }
}

impl Exam<'_> {
    /// The actions that are known to be possible: those of the kit, and those that the recorded outbound
    /// frames ask for.
    pub(crate) fn known(&self) -> Attempt<&[Action]> {
        self.known.get(|| self.find_known())
    }

    fn find_known(&self) -> Attempt<Vec<Action>> {
        let mut known: Vec<Action> = Vec::new();
        for fixture in &self.kit.fixtures.outbound {
            for position in self.positions()? {
                let received = self.scene(position)?.emulator.receive(&fixture.frame);
                if let Ok(Received::Action(action)) = received {
                    let action = bare(&action);
                    if !known.contains(&action) {
                        known.push(action);
                    }
                    break;
                }
            }
        }
        known.extend(self.kit.samples.iter().cloned());
        Ok(known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_tried_with_the_least_and_with_each_member() {
        for kind in ActionKind::ALL {
            let samples = samples(*kind, &[]);
            assert!(!samples.is_empty(), "{kind}");
            for member in kind.record().members {
                let tried = samples.iter().any(|sample| data(&sample.action).contains_key(member.name()));
                assert!(tried, "{kind}: {} is never tried", member.name());
            }
        }
    }
}
