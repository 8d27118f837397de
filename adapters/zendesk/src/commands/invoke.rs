//! `invoke`: actions of the framework, by name, with a list of arguments.

use onepane_core::Refusal;
use onepane_core::json::{Object, json};
use onepane_map::{At, JsonKind};
use onepane_model::{
    ActionData, ComposeSetText, ConversationAddLabel, Json, MessageSend, NotificationLevel, NotificationShow,
    PanelClose, PanelOpen, PanelResize, TicketOpen, Visibility,
};

use crate::capabilities::{CODE, HEIGHT, LEVELS, VISIBILITIES, WIDTH};

use super::{Command, as_agent, form, is_id, one, one_of, only};

const APPEND: &str = "comment.appendText";
const SEND: &str = "ticket.sendMessage";
const ADD_TAG: &str = "ticket.tags.add";
const ROUTE: &str = "routeTo";
const RESIZE: &str = "resize";
const NOTIFY: &str = "notify";
const POPOVER: &str = "popover";

fn invoke(name: &str, args: &[&str]) -> Command {
    Command::Request("invoke", one(name, format!("[{}]", args.join(","))))
}

/// The action that an invocation is; `None` for one that no action makes.
pub(super) fn parse(params: At<'_>) -> Option<ActionData> {
    let (name, args) = only(params)?;
    let args: Vec<At<'_>> = args.items().collect();
    Some(match (name.as_str(), &args[..]) {
        (APPEND, [text]) => ComposeSetText::default().with_text(text.chars()?.into_owned()).into(),
        (SEND, [message]) => parse_send(*message)?.into(),
        (ADD_TAG, [tag]) => ConversationAddLabel::default().with_label(tag.chars()?.into_owned()).into(),
        (ROUTE, [place, id]) if place.chars()? == "ticket" => parse_route(*id)?.into(),
        (RESIZE, [size]) => parse_resize(*size)?.into(),
        (NOTIFY, [text, kind @ ..]) => parse_notify(*text, kind)?.into(),
        (POPOVER, [word]) if word.chars()? == "show" => PanelOpen::default().into(),
        (POPOVER, [word]) if word.chars()? == "hide" => PanelClose::default().into(),
        _ => return None,
    })
}

/// `comment.appendText(text)`. `ticket.editor.insert` takes markup, and so cannot take any text.
pub(super) fn append(data: &ComposeSetText) -> Result<Command, Refusal> {
    as_agent(data.speaker.as_ref())?;
    Ok(invoke(APPEND, &[Json::string(&data.text).as_str()]))
}

/// `ticket.sendMessage({channel, message})`.
///
/// Source: support API, "ticket.sendMessage"; the only word for a channel that public apps show is `messaging`.
pub(super) fn send(data: &MessageSend) -> Result<Command, Refusal> {
    as_agent(data.speaker.as_ref())?;
    if !matches!(data.visibility, None | Some(Visibility::Public)) {
        return Err(one_of("visibility", VISIBILITIES));
    }
    let message = Object::default().text("channel", "messaging").text("message", &data.text);
    Ok(invoke(SEND, &[&message.finish()]))
}

fn parse_send(message: At<'_>) -> Option<MessageSend> {
    let is_plain = message.members().all(|(key, _)| key.is("channel") || key.is("message"));
    let is_ours = is_plain && message.get("channel")?.chars()? == "messaging";
    is_ours.then_some(())?;
    Some(MessageSend::default().with_text(message.get("message")?.chars()?.into_owned()))
}

/// `routeTo("ticket", id)`.
pub(super) fn route(data: &TicketOpen) -> Result<Command, Refusal> {
    match data.code.as_str() {
        code if is_id(code) => Ok(invoke(ROUTE, &["\"ticket\"", code])),
        _ => Err(form(CODE)),
    }
}

/// An id as a number or as a text: public apps give either.
fn parse_route(id: At<'_>) -> Option<TicketOpen> {
    let code = match id.kind() {
        JsonKind::Number => id.raw().to_owned(),
        _ => id.chars()?.into_owned(),
    };
    is_id(&code).then(|| TicketOpen::default().with_code(code))
}

/// `ticket.tags.add(tag)`; those already there stay.
pub(super) fn tag(data: &ConversationAddLabel) -> Command {
    invoke(ADD_TAG, &[Json::string(&data.label).as_str()])
}

/// `popover("show" | "hide")`.
pub(super) fn popover(word: &str) -> Command {
    invoke(POPOVER, &[Json::string(word).as_str()])
}

/// `resize({width?, height?})`, each a CSS length.
pub(super) fn resize(data: &PanelResize) -> Result<Command, Refusal> {
    let mut size = Object::default();
    for (name, value, shape) in [("width", &data.width, WIDTH), ("height", &data.height, HEIGHT)] {
        let Some(value) = value else { continue };
        let length = match value.as_text() {
            Some(text) if !text.is_empty() => text.into_owned(),
            None if is_pixels(value.as_str()) => format!("{}px", value.as_str()),
            _ => return Err(form(shape)),
        };
        size = size.text(name, &length);
    }
    if data.width.is_none() && data.height.is_none() {
        return Err(Refusal::invalid(
            "needs a width or a height; the panel does not fit itself to its content",
        ));
    }
    Ok(invoke(RESIZE, &[&size.finish()]))
}

fn parse_resize(size: At<'_>) -> Option<PanelResize> {
    let members = size.unique();
    let mut data = PanelResize::default();
    for (key, value) in &members {
        // A length in pixels is a number in the model.
        let length = match value.chars() {
            Some(text) => match text.strip_suffix("px").filter(|pixels| is_pixels(pixels)) {
                Some(pixels) => Json::from_text(pixels),
                None => Json::string(&text),
            },
            None if is_pixels(value.raw()) => json(*value),
            None => return None,
        };
        match &**key {
            "width" => data.width = Some(length),
            "height" => data.height = Some(length),
            _ => return None,
        }
    }
    (!members.is_empty()).then_some(data)
}

/// A number that is not negative, in digits.
fn is_pixels(json: &str) -> bool {
    let (whole, rest) = json.split_once('.').unwrap_or((json, "0"));
    let digits =
        |text: &str| !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(rest) && (whole.len() == 1 || !whole.starts_with('0'))
}

/// The model's level and the host's kind.
const KINDS: [(NotificationLevel, &str); 3] = [
    (NotificationLevel::Info, "notice"),
    (NotificationLevel::Warning, "alert"),
    (NotificationLevel::Error, "error"),
];

/// `notify(text, kind)`.
pub(super) fn notify(data: &NotificationShow) -> Result<Command, Refusal> {
    let level = data.level.as_ref().unwrap_or(&NotificationLevel::Info);
    let Some((_, kind)) = KINDS.iter().find(|(known, _)| known == level) else {
        return Err(one_of("level", LEVELS));
    };
    Ok(invoke(NOTIFY, &[Json::string(&data.text).as_str(), Json::string(kind).as_str()]))
}

fn parse_notify(text: At<'_>, kind: &[At<'_>]) -> Option<NotificationShow> {
    let kind = match kind {
        [] => "notice".into(),
        [kind] => kind.chars()?,
        // With options, such as a duration.
        _ => return None,
    };
    let (level, _) = KINDS.iter().find(|(_, word)| *word == kind)?;
    let mut data = NotificationShow::default().with_text(text.chars()?.into_owned());
    data.level = Some(level.clone());
    Some(data)
}
