//! Actions as calls of the widget API, and back.
//!
//! Source: the vendor's AXP guide and samples, the contents of the 3.7 guide and the 3.x sample library,
//! read 2026-11-21.

mod method;

#[cfg(feature = "emulator")]
use onepane_core::json::json;
use onepane_core::{Asked, Refusal, Rule};
#[cfg(feature = "emulator")]
use onepane_map::Corrupt;
use onepane_map::{At, JsonKind};
use onepane_model::record::Member;
#[cfg(feature = "emulator")]
use onepane_model::{
    Action, AgentState, ContextRefresh, ConversationAccept, ConversationEnd, ConversationHold,
    ConversationResume, NotificationLevel, TransferMode,
};
use onepane_model::{
    ActionKind, AgentSetState, ComposeSetText, ConversationTransfer, HostCall, Json, MessageSend,
    NotificationShow, WidgetPost,
};

use crate::capabilities::{ARGS, NAME, REASON};
use crate::config::{Config, Dialect};
use crate::view::{View, Way};
use method::{Interaction, SUBSCRIPTIONS, method};

/// The way to a method, in a call's target.
pub(crate) const TARGET: &str = "WS.widgetAPI.";

/// What `context.refresh` calls.
pub(crate) const REFRESH: &str = "getInteractionData";

/// A call of the widget API.
#[derive(Debug, PartialEq)]
pub(crate) struct Call {
    pub(crate) method: String,
    pub(crate) args: Vec<Json>,
}

fn call(method: &str, args: Vec<Json>) -> Call {
    Call { method: method.to_owned(), args }
}

/// The call that asks the host for an action.
pub(crate) fn encode(config: &Config, view: &View, asked: &Asked<'_>) -> Result<Call, Refusal> {
    Ok(match asked.kind() {
        ActionKind::ComposeSetText if config.dialect == Dialect::Axp => {
            call("insertMessageResponse", vec![value(asked, ComposeSetText::TEXT)])
        }
        ActionKind::MessageSend => send(config, view, asked)?,
        ActionKind::ContextRefresh => call(REFRESH, Vec::new()),
        ActionKind::ConversationAccept => {
            allowed(view, "canAccept")?;
            call("acceptInteraction", id(config, view))
        }
        ActionKind::ConversationHold => call("holdInteraction", Vec::new()),
        ActionKind::ConversationResume => call("unholdInteraction", Vec::new()),
        ActionKind::ConversationEnd => call("endInteraction", id(config, view)),
        ActionKind::ConversationTransfer => transfer(config, view, asked),
        ActionKind::AgentSetState => agent(asked)?,
        ActionKind::NotificationShow => notification(config, asked),
        ActionKind::WidgetPost => post(config, asked),
        ActionKind::HostCall => named(view, asked)?,
        _ => return Err(Refusal::invalid("Workspaces has no such action")),
    })
}

/// A member as an argument.
fn value(asked: &Asked<'_>, member: &'static Member) -> Json {
    Json::from_text(asked.json(member))
}

/// The id that AXP's methods take last; 3.x was never seen to be given one.
fn id(config: &Config, view: &View) -> Vec<Json> {
    let id = view.interaction.as_ref().filter(|_| config.dialect == Dialect::Axp);
    id.map(|id| Json::string(id.as_str())).into_iter().collect()
}

/// `sendChatMessage(text)`, or `sendRichMediaMessage({text}, 'text')` on AXP's messaging channels.
fn send(config: &Config, view: &View, asked: &Asked<'_>) -> Result<Call, Refusal> {
    match view.way() {
        Way::Email => {
            let mut refusal = Refusal::invalid("an e-mail needs receivers and a subject: sendEmailMessage");
            refusal.instead = Some("host.call".to_owned());
            Err(refusal)
        }
        Way::Sound => Err(Refusal::invalid("the interaction's channel carries sound, not text")),
        Way::Rich if config.dialect == Dialect::Axp => {
            let body = Json::from_text(["{\"text\":", asked.json(MessageSend::TEXT), "}"].concat());
            Ok(call("sendRichMediaMessage", vec![body, Json::string("text")]))
        }
        Way::Rich | Way::Chat => Ok(call("sendChatMessage", vec![value(asked, MessageSend::TEXT)])),
    }
}

/// AXP: `singleStepTransfer(address, id, callerId)` and `consult(address, uui, id, callerId)`; 3.x: the
/// address alone.
fn transfer(config: &Config, view: &View, asked: &Asked<'_>) -> Call {
    let mut args = vec![value(asked, ConversationTransfer::TO)];
    let consults = asked.is(ConversationTransfer::MODE, "consult");
    if config.dialect == Dialect::Axp {
        if consults {
            args.push(Json::null());
        }
        args.extend(id(config, view));
        args.extend(config.caller_id.as_deref().map(Json::string));
    }
    call(if consults { "consult" } else { "singleStepTransfer" }, args)
}

/// `setAgentReady()`, `setAgentNotReady(code)`.
fn agent(asked: &Asked<'_>) -> Result<Call, Refusal> {
    let code = asked.get(AgentSetState::REASON);
    match (asked.is(AgentSetState::STATE, "ready"), code) {
        (true, None) => Ok(call("setAgentReady", Vec::new())),
        (false, Some(_)) => Ok(call("setAgentNotReady", vec![value(asked, AgentSetState::REASON)])),
        (true, Some(_)) => Err(REASON.refusal("absent with the state ready")),
        (false, None) => {
            Err(REASON.refusal("given with the state not_ready: a code from getNotReadyReasonCodes"))
        }
    }
}

/// AXP: `sendNotification(text, level)`; 3.x: `sendNotification(level, text)`.
fn notification(config: &Config, asked: &Asked<'_>) -> Call {
    // The host has no level for success.
    let level = ["warning", "error"].into_iter().find(|level| asked.is(NotificationShow::LEVEL, level));
    let mut args = vec![value(asked, NotificationShow::TEXT), Json::string(level.unwrap_or("info"))];
    if config.dialect == Dialect::V3 {
        args.reverse();
    }
    call("sendNotification", args)
}

/// `sendMessage(payload, widgetId?)` within the interaction, AXP's `sendMessageToAnyWidget(payload)`
/// beyond it.
fn post(config: &Config, asked: &Asked<'_>) -> Call {
    let mut args = vec![value(asked, WidgetPost::PAYLOAD)];
    let to = asked.get(WidgetPost::TO).map(|_| value(asked, WidgetPost::TO));
    if to.is_none() && config.dialect == Dialect::Axp {
        return call("sendMessageToAnyWidget", args);
    }
    args.extend(to);
    call("sendMessage", args)
}

/// A method by its name.
fn named(view: &View, asked: &Asked<'_>) -> Result<Call, Refusal> {
    let name = asked.text(HostCall::NAME);
    if SUBSCRIPTIONS.contains(&&*name) {
        return Err(NAME.refusal("no subscription: those are frames of their own"));
    }
    let Some(method) = method(&name) else { return Err(NAME.broken()) };
    let args = asked.get(HostCall::ARGS);
    if args.is_some_and(|args| args.kind() != JsonKind::Array) {
        return Err(ARGS.broken());
    }
    let args: Vec<At<'_>> = args.into_iter().flat_map(|args| args.items()).collect();
    let arg = |place: usize| args.get(place).and_then(At::chars);
    let told = match method.interaction {
        Interaction::No => true,
        Interaction::Own => false,
        Interaction::OwnOr(place) => arg(place).is_some_and(|id| !id.is_empty()),
    };
    if !told && view.interaction.is_none() {
        let reason = match method.interaction {
            Interaction::OwnOr(_) => "needs an interaction: the widget is not on one, and no id is given",
            _ => "needs an interaction, and the widget is not on one",
        };
        return Err(Refusal::new(Rule::Needs("interaction".to_owned()), reason));
    }
    let own = view.interaction.as_ref().map(|id| id.as_str());
    let other = match method.interaction {
        Interaction::OwnOr(place) if told => arg(place).as_deref() != own,
        _ => false,
    };
    // What the host says of its guards is about the widget's own interaction.
    if !other && !method.guard.is_empty() {
        allowed(view, method.guard)?;
    }
    Ok(call(method.name, args.iter().map(|arg| Json::from_text(arg.raw())).collect()))
}

/// Refuses what the host has said it would not do now.
fn allowed(view: &View, guard: &str) -> Result<(), Refusal> {
    if view.allows(guard) {
        return Ok(());
    }
    let reason = ["the host says that ", guard, " is false now"].concat();
    Err(Refusal::new(Rule::Needs(guard.to_owned()), reason))
}

/// What a call turned out to be.
#[cfg(feature = "emulator")]
#[derive(Debug, PartialEq)]
pub(crate) enum Parsed {
    Action(Action),
    Refused(&'static str),
}

/// The action that a call asks for. `own` is the interaction that the widget is on, where that is known,
/// and empty on the Home layout; a call about another one has it as its target.
#[cfg(feature = "emulator")]
pub(crate) fn parse(config: &Config, own: Option<&str>, name: &str, args: At<'_>) -> Result<Parsed, Corrupt> {
    let all: Vec<At<'_>> = args.items().collect();
    let at = |place: usize| all.get(place).copied().filter(|at| !at.is_null());
    let axp = config.dialect == Dialect::Axp;
    if own == Some("") && lacks_interaction(name, &all) {
        return Ok(Parsed::Refused("the call needs an interaction, and the widget is not on one"));
    }
    let action = match (name, all.len()) {
        ("insertMessageResponse", 1) if axp => {
            Action::new(ComposeSetText::default().with_text(text(args, 0)?))
        }
        ("sendChatMessage", 1) => Action::new(MessageSend::default().with_text(text(args, 0)?)),
        ("sendRichMediaMessage", 2) if plain_text(all[0], all[1]) => {
            Action::new(MessageSend::default().with_text(member(all[0], "text")?))
        }
        (REFRESH, 0) => Action::new(ContextRefresh::default()),
        ("acceptInteraction", count) if count == 0 || axp && count == 1 => {
            return on(own, at(0), Action::new(ConversationAccept::default()));
        }
        ("holdInteraction", 0) => Action::new(ConversationHold::default()),
        ("unholdInteraction", 0) => Action::new(ConversationResume::default()),
        ("endInteraction", count) if count == 0 || axp && count == 1 => {
            return on(own, at(0), Action::new(ConversationEnd::default()));
        }
        ("singleStepTransfer", count @ 1..=3) if (axp || count == 1) && caller(config, at(2)) => {
            let data = ConversationTransfer::default().with_to(text(args, 0)?).with_mode(TransferMode::Blind);
            return on(own, at(1), Action::new(data));
        }
        ("consult", count @ 1..=4) if (axp || count <= 2) && at(1).is_none() && caller(config, at(3)) => {
            let data =
                ConversationTransfer::default().with_to(text(args, 0)?).with_mode(TransferMode::Consult);
            return on(own, at(2), Action::new(data));
        }
        ("setAgentReady", 0) => Action::new(AgentSetState::default().with_state(AgentState::Ready)),
        ("setAgentNotReady", 1) => {
            let data = AgentSetState::default().with_state(AgentState::NotReady);
            Action::new(data.with_reason(code(args)?))
        }
        ("sendNotification", 2) => {
            let (words, level) = if axp { (0, 1) } else { (1, 0) };
            if !is_level(&text(args, level)?) {
                return Ok(Parsed::Refused(if is_level(&text(args, words)?) {
                    "the arguments stand in the order of the host's other generation"
                } else {
                    "the level is none of info, warning and error"
                }));
            }
            let level = NotificationLevel::from(text(args, level)?.as_str());
            Action::new(NotificationShow::default().with_text(text(args, words)?).with_level(level))
        }
        ("sendMessage", 1) => Action::new(WidgetPost::default().with_payload(json(all[0]))),
        ("sendMessage", 2) if at(1).is_some() => Action::new(
            WidgetPost::default()
                .with_payload(json(all[0]))
                .with_to(onepane_model::WidgetId::new(text(args, 1)?)),
        ),
        ("sendMessageToAnyWidget", 1) => Action::new(WidgetPost::default().with_payload(json(all[0]))),
        _ => match method(name) {
            Some(method) => {
                let mut data = HostCall::default().with_name(method.name);
                data.args = (!all.is_empty()).then(|| json(args));
                Action::new(data)
            }
            None => return Ok(Parsed::Refused("the simulated console has no such method")),
        },
    };
    Ok(Parsed::Action(action))
}

/// An action about the interaction whose id was given, if any was.
#[cfg(feature = "emulator")]
fn on(own: Option<&str>, id: Option<At<'_>>, mut action: Action) -> Result<Parsed, Corrupt> {
    if let Some(id) = id {
        let id = id.chars().ok_or_else(|| id.corrupt("a string"))?;
        if own.is_some_and(|own| own != id) {
            action = action.with_target(&*id);
        }
    }
    Ok(Parsed::Action(action))
}

/// Whether a number to be shown is none, or the configured one, which goes without saying.
#[cfg(feature = "emulator")]
fn caller(config: &Config, number: Option<At<'_>>) -> bool {
    number.is_none_or(|number| {
        number.chars().as_deref() == config.caller_id.as_deref() && number.text().is_some()
    })
}

/// Whether a rich media message is nothing but a text.
#[cfg(feature = "emulator")]
fn plain_text(body: At<'_>, kind: At<'_>) -> bool {
    kind.chars().as_deref() == Some("text")
        && body.kind() == JsonKind::Object
        && body.unique().iter().all(|(key, _)| key == "text")
}

#[cfg(feature = "emulator")]
fn is_level(word: &str) -> bool {
    ["info", "warning", "error"].contains(&word)
}

#[cfg(feature = "emulator")]
fn text(args: At<'_>, place: usize) -> Result<String, Corrupt> {
    let at = args.items().nth(place).ok_or_else(|| args.missing(&place.to_string(), "a string"))?;
    at.chars().map(String::from).ok_or_else(|| at.corrupt("a string"))
}

/// A reason code. The host's own samples compare it loosely, so a number is as good as a string.
#[cfg(feature = "emulator")]
fn code(args: At<'_>) -> Result<String, Corrupt> {
    match args.items().next().filter(|at| at.kind() == JsonKind::Number) {
        Some(number) => Ok(number.raw().to_owned()),
        None => text(args, 0),
    }
}

/// Whether a call is about the interaction that the widget is on, or one whose id is not given.
#[cfg(feature = "emulator")]
fn lacks_interaction(name: &str, args: &[At<'_>]) -> bool {
    match method(name).map_or(Interaction::No, |method| method.interaction) {
        Interaction::No => false,
        Interaction::Own => true,
        Interaction::OwnOr(place) => args.get(place).and_then(At::chars).is_none_or(|id| id.is_empty()),
    }
}

#[cfg(feature = "emulator")]
fn member(at: At<'_>, key: &'static str) -> Result<String, Corrupt> {
    let value = at.get(key).ok_or_else(|| at.missing(key, "a string"))?;
    value.chars().map(String::from).ok_or_else(|| value.corrupt("a string"))
}
