//! What can be checked of an action for every host alike.

use onepane_model::text::digits;
use onepane_model::{Action, ActionKind, Constraint, ConversationId, Level, Support};

use crate::asked::Asked;
use crate::refusal::{Refusal, Rule};

/// Works unmet needs and live limits into what is declared of an action.
pub(crate) fn now(
    mut support: Support,
    meets: &dyn Fn(&str) -> bool,
    limits: impl FnOnce() -> Vec<Constraint>,
) -> Support {
    if support.level == Level::Unsupported {
        return support;
    }
    if let Some(need) = support.needs.iter().find(|need| !meets(need)) {
        support.reason = Some(unmet(need));
        support.level = Level::Unsupported;
        return support;
    }
    for limit in limits() {
        support.constraints.retain(|other| other.field != limit.field || other.unit != limit.unit);
        support.constraints.push(limit);
    }
    support
}

fn unmet(need: &str) -> String {
    match need.strip_prefix("screen:") {
        Some(screen) => ["needs the screen ", screen].concat(),
        None => match need {
            "api" => "needs access to the host's API, which is not configured".to_owned(),
            "interaction" => "needs an interaction, and the widget is not on one".to_owned(),
            "conversation" => "needs a conversation, and none is in view".to_owned(),
            "account" => "needs the host's account, and none is known".to_owned(),
            "contact" => "needs a contact, and none is in view".to_owned(),
            "channel" => "needs a conversation on one channel, and the host names none or several".to_owned(),
            _ => ["needs ", need, ", which is not given"].concat(),
        },
    }
}

/// Refuses an action that is not supported now, one that breaks a limit or that is meant for a conversation other than the
/// current one.
pub(crate) fn admit(
    support: &Support,
    meets: &dyn Fn(&str) -> bool,
    current: Option<&ConversationId>,
    asked: &Asked<'_>,
) -> Result<(), Refusal> {
    if support.level == Level::Unsupported {
        return Err(unsupported(support, meets));
    }
    if asked.target().is_some_and(|target| current != Some(target)) {
        let reason = "its target is not the conversation that the agent has before them";
        return Err(Refusal::new(Rule::NotCurrent, reason));
    }
    broken_by(support, asked).map_or(Ok(()), Err)
}

/// The refusal of an action by the first of its kind's limits that it breaks: a length, or one of given words.
/// Whether a form is kept, the adapter's commands know. An emulator refuses by it what its host would.
pub fn broken_limit(declared: impl Fn(ActionKind) -> Support, action: &Action) -> Option<Refusal> {
    let asked = Asked::of(action).ok()?;
    broken_by(&declared(asked.kind()), &asked)
}

fn broken_by(support: &Support, asked: &Asked<'_>) -> Option<Refusal> {
    support.constraints.iter().find_map(|constraint| {
        let reason = broken(constraint, &asked.data().get(&constraint.field)?.chars()?)?;
        Some(Refusal::new(Rule::Limit(Box::new(constraint.clone())), reason))
    })
}

fn unsupported(support: &Support, meets: &dyn Fn(&str) -> bool) -> Refusal {
    let reason = support.reason.clone().unwrap_or_else(|| "this host has nothing of the kind".to_owned());
    // A need that is not met now is another thing than a host that never can.
    let rule = match support.needs.iter().find(|need| !meets(need)) {
        Some(need) => Rule::Needs(need.clone()),
        None => Rule::Unsupported,
    };
    let mut refusal = Refusal::new(rule, reason);
    refusal.instead.clone_from(&support.instead);
    refusal
}

/// In what way a text breaks a limit.
fn broken(constraint: &Constraint, text: &str) -> Option<String> {
    if !constraint.one_of.is_empty() {
        return (!constraint.one_of.iter().any(|one| one == text)).then(|| constraint.words());
    }
    let length = constraint.unit?.length(text);
    let fits =
        constraint.min.is_none_or(|min| length >= min) && constraint.max.is_none_or(|max| length <= max);
    (!fits).then(|| [&*constraint.words(), ", it has ", digits(length as i64, &mut [0; 20])].concat())
}
