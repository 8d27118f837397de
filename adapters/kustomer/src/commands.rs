//! The actions, there and back: calls of the Cards SDK, of which `request` is a call of the platform's API.
//!
//! Each call has its two functions side by side: one writes it, and one named `parse_…` reads it again for
//! the emulator. Calls of the API are in `request.rs`, attributes, which are read first, in `set.rs`.
//!
//! Source: the vendor's older Cards SDK pages and public cards, read 2026-11-21.

pub(crate) mod modal;
mod request;
pub(crate) mod set;

use onepane_core::json::{Object, json};
use onepane_core::{Asked, Frame, Outbound, Refusal};
use onepane_map::{At, Corrupt, Index, JsonKind};
use onepane_model::{
    Action, ActionKind, HostCall, Json, NotificationLevel, NotificationShow, PanelClose, PanelOpen,
    PanelResize, RequestId,
};

use crate::capabilities::{ARGS, HEIGHT, NAME, WIDTH};
use crate::view::View;

pub(crate) use request::Request;
use set::{Change, Owner, Set};

/// What every method of the SDK hangs on.
pub(crate) const SDK: &str = "Kustomer.";

/// The method that calls the platform's API.
const REQUEST: &str = "request";

/// The methods without a neutral name. `modal.destroy` is known by name only.
const METHODS: &[&str] = &[
    REQUEST,
    "command.run",
    "modal.init",
    "modal.show",
    "modal.destroy",
    "showModal",
    "updateStatus",
    "handleTriggerToast",
];

/// The methods that an action of its own calls.
const NEUTRAL: &[(&str, &str)] =
    &[("open", "panel.open"), ("close", "panel.close"), ("resize", "panel.resize")];

/// A call of the SDK.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Call {
    /// The method, without what it hangs on.
    pub(crate) name: String,
    pub(crate) args: Vec<Json>,
}

impl Call {
    fn new(name: &str, args: Vec<Json>) -> Self {
        Self { name: name.to_owned(), args }
    }

    /// Whether the method takes a callback, by which the host says what became of it.
    pub(crate) fn has_callback(&self) -> bool {
        [REQUEST, "command.run", "modal.init"].contains(&self.name.as_str())
    }

    pub(crate) fn frame(self, id: &RequestId) -> Frame {
        Outbound::Call { id: id.clone(), target: [SDK, &self.name].concat(), args: self.args }.into()
    }
}

/// What an action becomes.
#[derive(Debug)]
pub(crate) enum Command {
    /// A call.
    Call(Call),
    /// Attributes that are read first.
    Change(Request, Change),
}

/// What a call turned out to be.
#[derive(Debug, PartialEq)]
pub(crate) enum Parsed {
    /// It is this action.
    Action(Action),
    /// It writes attributes; which action that is depends on what was in them.
    Replaces(Set),
    /// It only reads the record with this id.
    Reads(Owner, String),
    /// The SDK has no such method, or not with such arguments: why not.
    Refused(&'static str),
}

/// What makes the host do what an action asks.
pub(crate) fn encode(view: &View, asked: &Asked<'_>) -> Result<Command, Refusal> {
    let request = match asked.kind() {
        ActionKind::PanelOpen => return Ok(Command::Call(Call::new("open", Vec::new()))),
        ActionKind::PanelClose => return Ok(Command::Call(Call::new("close", Vec::new()))),
        ActionKind::PanelResize => return resize(asked),
        ActionKind::NotificationShow => return Ok(Command::Call(notify(asked))),
        ActionKind::HostCall => return host_call(asked),
        ActionKind::ConversationSetAttribute => return set::conversation_attribute(view, asked),
        ActionKind::ContactSetAttribute => return set::contact_attribute(view, asked),
        ActionKind::ComposeSetText => request::draft(view, asked)?,
        ActionKind::MessageSend => request::note(view, asked)?,
        ActionKind::ConversationMention => request::mention(view, asked)?,
        ActionKind::ConversationSetStatus => request::set_status(view, asked)?,
        ActionKind::ConversationAssign => request::assign(view, asked)?,
        ActionKind::ConversationAddLabel => request::add_label(view, asked)?,
        _ => return Err(Refusal::invalid("the Cards SDK has no such call")),
    };
    Ok(Command::Call(request.call()))
}

/// The action that a call asks for.
///
/// # Errors
///
/// When an argument has the wrong type.
pub(crate) fn parse(call: &Call) -> Result<Parsed, Corrupt> {
    let text = ["[", &call.args.iter().map(Json::as_str).collect::<Vec<_>>().join(","), "]"].concat();
    let index = Index::parse(&text)?;
    let args: Vec<At<'_>> = index.root().items().collect();
    let action = match (call.name.as_str(), &args[..]) {
        ("open", []) => Some(Action::new(PanelOpen::default())),
        ("close", []) => Some(Action::new(PanelClose::default())),
        ("resize", []) => Some(Action::new(PanelResize::default())),
        ("resize", [size]) => Some(Action::new(parse_resize(*size)?)),
        ("updateStatus", [level, text]) => parse_status(*level, *text).map(Action::new),
        ("handleTriggerToast", [toast]) => parse_toast(*toast).map(Action::new),
        (REQUEST, [request]) => match request::parse(*request)? {
            Some(parsed) => return Ok(parsed),
            None => None,
        },
        _ => None,
    };
    Ok(match action {
        Some(action) => Parsed::Action(action),
        None if METHODS.contains(&call.name.as_str()) => Parsed::Action(Action::new(parse_host_call(call))),
        None => Parsed::Refused("the simulated SDK has no such method, or not with such arguments"),
    })
}

/// `resize({width?, height?}?)`; without an argument the card fits its content.
fn resize(asked: &Asked<'_>) -> Result<Command, Refusal> {
    let mut size = Object::default();
    let mut args = Vec::new();
    for (member, limit) in [(PanelResize::WIDTH, WIDTH), (PanelResize::HEIGHT, HEIGHT)] {
        let Some(value) = asked.get(member) else { continue };
        if !is_size(value.raw()) {
            return Err(limit.broken());
        }
        size.raw(member.name(), value.raw());
    }
    if !asked.data().is_empty() {
        args.push(Json::from(&mut size));
    }
    Ok(Command::Call(Call::new("resize", args)))
}

fn parse_resize(size: At<'_>) -> Result<PanelResize, Corrupt> {
    if size.kind() != JsonKind::Object {
        return Err(size.corrupt("an object with width and height"));
    }
    let member = |name| match size.get(name) {
        Some(value) if !is_size(value.raw()) => Err(value.corrupt("a number or a string")),
        value => Ok(value.map(json)),
    };
    let mut data = PanelResize::default();
    (data.width, data.height) = (member("width")?, member("height")?);
    Ok(data)
}

/// Whether a value can be a size: a number that is not negative, or a text.
fn is_size(json: &str) -> bool {
    json.starts_with(|first: char| first.is_ascii_digit() || first == '"') && json != "\"\""
}

/// `updateStatus(level, text)` and `handleTriggerToast({type, message})`: both are known from public cards
/// only, with these levels.
fn notify(asked: &Asked<'_>) -> Call {
    let text = asked.json(NotificationShow::TEXT);
    if asked.is(NotificationShow::LEVEL, "success") {
        let toast = Json::from(Object::default().text("type", "success").raw("message", text));
        return Call::new("handleTriggerToast", vec![toast]);
    }
    let level = if asked.is(NotificationShow::LEVEL, "error") { "danger" } else { "info" };
    Call::new("updateStatus", vec![Json::string(level), Json::from_text(text)])
}

fn parse_status(level: At<'_>, text: At<'_>) -> Option<NotificationShow> {
    let level = match &*level.chars()? {
        "info" => NotificationLevel::Info,
        "danger" => NotificationLevel::Error,
        _ => return None,
    };
    let mut data = NotificationShow::default().with_text(text.chars()?.into_owned());
    data.level = Some(level);
    Some(data)
}

fn parse_toast(toast: At<'_>) -> Option<NotificationShow> {
    let is_plain = toast.members().all(|(key, _)| key.is("type") || key.is("message"));
    if !is_plain || toast.get("type")?.chars()? != "success" {
        return None;
    }
    let mut data = NotificationShow::default().with_text(toast.get("message")?.chars()?.into_owned());
    data.level = Some(NotificationLevel::Success);
    Some(data)
}

/// A method of the SDK by its name; `args` is the list of its arguments, without the callback.
fn host_call(asked: &Asked<'_>) -> Result<Command, Refusal> {
    let name = asked.text(HostCall::NAME);
    if let Some((_, action)) = NEUTRAL.iter().find(|(method, _)| *method == name) {
        let mut refusal = Refusal::invalid("the method has an action of its own");
        refusal.instead = Some((*action).to_owned());
        return Err(refusal);
    }
    if !METHODS.contains(&&*name) {
        return Err(NAME.refusal(&["one of ", &METHODS.join(", ")].concat()));
    }
    let args = asked.get(HostCall::ARGS);
    if args.is_some_and(|args| args.kind() != JsonKind::Array) {
        return Err(ARGS.broken());
    }
    let args = args.into_iter().flat_map(|args| args.items()).map(json).collect();
    Ok(Command::Call(Call::new(&name, args)))
}

fn parse_host_call(call: &Call) -> HostCall {
    let mut data = HostCall::default().with_name(call.name.as_str());
    if !call.args.is_empty() {
        let args: Vec<&str> = call.args.iter().map(Json::as_str).collect();
        data.args = Some(Json::from_text(["[", &args.join(","), "]"].concat()));
    }
    data
}
