//! The six calls, there and back: four on the host's global and two on its `api`.
//!
//! What `sendClientMessage` carries is in `text.rs`, what a value must not hold in `check.rs`.
//!
//! Source: the vendor's guide to the widget API, read 2026-11-21.

mod check;
mod text;

use onepane_core::{Asked, Refusal};
use onepane_map::{Corrupt, Index};
use onepane_model::{
    Action, ActionKind, ComposeSetText, Json, MessageShowLocal, PanelClose, PanelOpen, PanelQuery, Speaker,
};

use crate::config::Config;

/// Opens the chat.
const OPEN: &str = "open";
/// Closes it.
const CLOSE: &str = "close";
/// Tells whether it is open.
const IS_OPENED: &str = "isOpened";
/// Puts text into the visitor's input, unsent.
const PREFILL: &str = "setPredefinedMessage";
/// Shows a line as if from an agent, in this page only.
const SHOW: &str = "api.showFakeAgentMessage";
/// Sends a chat text, or anything else after `>cs`.
const SEND: &str = "api.sendClientMessage";

/// Every function, by the way from the global.
pub(crate) const METHODS: [&str; 6] = [OPEN, CLOSE, IS_OPENED, PREFILL, SHOW, SEND];

/// A call of one of the host's functions.
#[derive(Debug, PartialEq)]
pub(crate) struct Call {
    /// The way from the global.
    pub(crate) method: &'static str,
    /// All arguments are texts.
    pub(crate) args: Vec<String>,
}

impl Call {
    fn new<const N: usize>(method: &'static str, args: [&str; N]) -> Self {
        Self { method, args: args.map(str::to_owned).into() }
    }

    /// Whether what it returns is documented to mean something.
    pub(crate) fn answers(&self) -> bool {
        self.method == IS_OPENED
    }
}

/// What a call turned out to be.
#[derive(Debug, PartialEq)]
pub(crate) enum Parsed {
    Action(Action),
    /// The function is there, but what it is given is not documented to do anything: why.
    Refused(String),
    /// The host has no such function.
    NoFunction,
}

/// The call that makes the host do what an action asks.
pub(crate) fn encode(config: &Config, asked: &Asked<'_>) -> Result<Call, Refusal> {
    Ok(match asked.kind() {
        ActionKind::PanelOpen => Call::new(OPEN, []),
        ActionKind::PanelClose => Call::new(CLOSE, []),
        ActionKind::PanelQuery => Call::new(IS_OPENED, []),
        ActionKind::ComposeSetText => {
            let text = asked.text(ComposeSetText::TEXT);
            check::as_contact(asked, ComposeSetText::SPEAKER)?;
            check::chat(&text)?;
            Call::new(PREFILL, [&text])
        }
        ActionKind::MessageShowLocal => {
            let text = asked.text(MessageShowLocal::TEXT);
            match asked.word(MessageShowLocal::NAME) {
                Some(name) => Call::new(SHOW, [&text, &name]),
                None => Call::new(SHOW, [&text]),
            }
        }
        _ => Call::new(SEND, [&text::write(config, asked)?]),
    })
}

/// The action that a call asks for. Arguments beyond those a function has are ignored, as JavaScript does.
///
/// # Errors
///
/// When an argument is missing or is no text.
pub(crate) fn parse(config: &Config, method: &str, args: &[Json]) -> Result<Parsed, Corrupt> {
    let action = match method {
        OPEN => Action::new(PanelOpen::default()),
        CLOSE => Action::new(PanelClose::default()),
        IS_OPENED => Action::new(PanelQuery::default()),
        PREFILL => {
            let text = required(args, 0)?;
            Action::new(ComposeSetText::default().with_text(text).with_speaker(Speaker::Contact))
        }
        SHOW => {
            let name = optional(args, 1)?;
            Action::new(MessageShowLocal::default().with_text(required(args, 0)?).with_name(name))
        }
        SEND => {
            return Ok(match text::parse(config, &required(args, 0)?) {
                Ok(action) => Parsed::Action(action),
                Err(reason) => Parsed::Refused(reason),
            });
        }
        _ => return Ok(Parsed::NoFunction),
    };
    Ok(match Asked::of(&action).and_then(|asked| encode(config, &asked)) {
        Ok(_) => Parsed::Action(action),
        Err(refusal) => Parsed::Refused(refusal.reason.clone()),
    })
}

/// What a text that begins with `>cs` asks for.
///
/// # Errors
///
/// Says what is wrong with it.
pub(crate) fn understood(text: &str) -> Result<Action, String> {
    text::parse(&Config::default(), text)
}

fn required(args: &[Json], place: usize) -> Result<String, Corrupt> {
    optional(args, place)?.ok_or_else(|| Corrupt::new(format!("/args/{place}"), "a string", "nothing"))
}

fn optional(args: &[Json], place: usize) -> Result<Option<String>, Corrupt> {
    let Some(arg) = args.get(place) else { return Ok(None) };
    if let Some(text) = arg.as_text() {
        return Ok(Some(text.into_owned()));
    }
    let mut corrupt = Index::parse(arg.as_str())?.root().corrupt("a string");
    corrupt.pointer = format!("/args/{place}");
    Err(corrupt)
}
