//! `invoke`: actions of the framework, by name, with a list of arguments.

use onepane_core::json::{Object, json};
use onepane_core::{Asked, Refusal};
use onepane_map::{At, JsonKind};
use onepane_model::{
    Action, ComposeSetText, ConversationAddLabel, Json, MessageSend, NotificationShow, PanelClose, PanelOpen,
    PanelResize, TicketOpen,
};

use crate::capabilities::{CODE, HEIGHT, WIDTH};

use super::{Command, is_id, one, only};

const APPEND: &str = "comment.appendText";
const SEND: &str = "ticket.sendMessage";
const ADD_TAG: &str = "ticket.tags.add";
const ROUTE: &str = "routeTo";
const RESIZE: &str = "resize";
const NOTIFY: &str = "notify";
const POPOVER: &str = "popover";

fn invoke(name: &str, args: &[&str]) -> Command {
    Command::Request("invoke", one(name, ["[", &args.join(","), "]"].concat()))
}

/// The action that an invocation is; `None` for one that no action makes.
pub(super) fn parse(params: At<'_>) -> Option<Action> {
    let (name, args) = only(params)?;
    let args: Vec<At<'_>> = args.items().collect();
    Some(match (name.as_str(), &args[..]) {
        (APPEND, [text]) => Action::new(ComposeSetText::default().with_text(text.chars()?)),
        (SEND, [message]) => Action::new(parse_send(*message)?),
        (ADD_TAG, [tag]) => Action::new(ConversationAddLabel::default().with_label(tag.chars()?)),
        (ROUTE, [place, id]) if place.chars()? == "ticket" => Action::new(parse_route(*id)?),
        (RESIZE, [size]) => Action::new(parse_resize(*size)?),
        (NOTIFY, [text, kind @ ..]) => Action::new(parse_notify(*text, kind)?),
        (POPOVER, [word]) if word.chars()? == "show" => Action::new(PanelOpen::default()),
        (POPOVER, [word]) if word.chars()? == "hide" => Action::new(PanelClose::default()),
        _ => return None,
    })
}

/// `comment.appendText(text)`. `ticket.editor.insert` takes markup, and so cannot take any text.
pub(super) fn append(asked: &Asked<'_>) -> Command {
    invoke(APPEND, &[asked.json(ComposeSetText::TEXT)])
}

/// `ticket.sendMessage({channel, message})`.
///
/// Source: support API, "ticket.sendMessage"; the only word for a channel that public apps show is `messaging`.
pub(super) fn send(asked: &Asked<'_>) -> Command {
    let text = asked.json(MessageSend::TEXT);
    invoke(SEND, &[&Object::default().text("channel", "messaging").raw("message", text).finish()])
}

fn parse_send(message: At<'_>) -> Option<MessageSend> {
    let is_plain = message.members().all(|(key, _)| key.is("channel") || key.is("message"));
    let is_ours = is_plain && message.get("channel")?.chars()? == "messaging";
    is_ours.then_some(())?;
    Some(MessageSend::default().with_text(message.get("message")?.chars()?.into_owned()))
}

/// `routeTo("ticket", id)`.
pub(super) fn route(asked: &Asked<'_>) -> Result<Command, Refusal> {
    let code = asked.text(TicketOpen::CODE);
    if is_id(&code) { Ok(invoke(ROUTE, &["\"ticket\"", &code])) } else { Err(CODE.broken()) }
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
pub(super) fn tag(asked: &Asked<'_>) -> Command {
    invoke(ADD_TAG, &[asked.json(ConversationAddLabel::LABEL)])
}

/// `popover("show" | "hide")`.
pub(super) fn popover(word: &str) -> Command {
    invoke(POPOVER, &[Json::string(word).as_str()])
}

/// `resize({width?, height?})`, each a CSS length.
pub(super) fn resize(asked: &Asked<'_>) -> Result<Command, Refusal> {
    let mut size = Object::default();
    for (member, limit) in [(PanelResize::WIDTH, WIDTH), (PanelResize::HEIGHT, HEIGHT)] {
        let Some(value) = asked.get(member) else { continue };
        let length = match value.chars() {
            Some(text) if !text.is_empty() => text.into_owned(),
            None if is_pixels(value.raw()) => [value.raw(), "px"].concat(),
            _ => return Err(limit.broken()),
        };
        size.text(member.name(), &length);
    }
    if asked.data().is_empty() {
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
const KINDS: [(&str, &str); 3] = [("info", "notice"), ("warning", "alert"), ("error", "error")];

/// `notify(text, kind)`.
pub(super) fn notify(asked: &Asked<'_>) -> Command {
    let known = KINDS.iter().find(|(level, _)| asked.is(NotificationShow::LEVEL, level));
    let kind = known.map_or("notice", |(_, kind)| kind);
    invoke(NOTIFY, &[asked.json(NotificationShow::TEXT), Json::string(kind).as_str()])
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
    data.level = Some((*level).into());
    Some(data)
}
