//! What can be checked of an action for every host alike.

use onepane_model::{Action, Constraint, ConversationId, Level, Support};

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
    match need.split_once(':') {
        Some(("screen", screen)) => format!("needs the screen {screen}"),
        _ => match need {
            "api" => "needs access to the host's API, which is not configured".to_owned(),
            "interaction" => "needs an interaction, and the widget is not on one".to_owned(),
            "conversation" => "needs a conversation, and none is in view".to_owned(),
            "account" => "needs the host's account, and none is known".to_owned(),
            "contact" => "needs a contact, and none is in view".to_owned(),
            "channel" => "needs a conversation on one channel, and the host names none or several".to_owned(),
            _ => format!("needs {need}, which is not given"),
        },
    }
}

/// Refuses an action of a kind that nobody knows or that is not supported now, one that breaks a limit or that is meant
/// for a conversation other than the current one.
pub(crate) fn admit(
    host: &str,
    support: Option<&Support>,
    meets: &dyn Fn(&str) -> bool,
    current: Option<&ConversationId>,
    action: &Action,
) -> Result<(), Refusal> {
    let refuse = |refusal: Refusal| Err(refusal.for_action(host, action.kind_name()));
    let Some(support) = support else {
        return refuse(Refusal::new(Rule::Unsupported, "not an action that this build knows"));
    };
    if support.level == Level::Unsupported {
        return refuse(unsupported(support, meets));
    }
    if let Some(target) = &action.target
        && current != Some(target)
    {
        let reason = "its target is not the conversation that the agent has before them";
        return refuse(Refusal::new(Rule::NotCurrent, reason));
    }
    match broken_limit(support, action) {
        Some(refusal) => refuse(refusal),
        None => Ok(()),
    }
}

/// The refusal of an action by the first of its kind's limits that it breaks: a length, or one of given words.
/// Whether a form is kept, the adapter's commands know. An emulator refuses by it what its host would.
pub fn broken_limit(support: &Support, action: &Action) -> Option<Refusal> {
    support.constraints.iter().find_map(|constraint| {
        let reason = broken(constraint, action.data.text(&constraint.field)?)?;
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
    Refusal { instead: support.instead.clone(), ..Refusal::new(rule, reason) }
}

/// In what way a text breaks a limit.
fn broken(constraint: &Constraint, text: &str) -> Option<String> {
    if !constraint.one_of.is_empty() {
        return (!constraint.one_of.iter().any(|one| one == text)).then(|| constraint.to_string());
    }
    let length = constraint.unit?.length(text);
    let fits =
        constraint.min.is_none_or(|min| length >= min) && constraint.max.is_none_or(|max| length <= max);
    (!fits).then(|| format!("{constraint}, it has {length}"))
}
