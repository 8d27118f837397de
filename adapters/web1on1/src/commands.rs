//! The six calls, there and back: four on the host's global and two on its `api`.
//!
//! What `sendClientMessage` carries is in `text.rs`, what a value must not hold in `check.rs`.
//!
//! Source: the vendor's guide to the widget API, read 2026-11-21.

mod check;
mod text;

use onepane_core::Refusal;
use onepane_map::{Corrupt, Index};
use onepane_model::{
    ActionData, ComposeSetText, Json, MessageShowLocal, PanelClose, PanelOpen, PanelQuery, Speaker,
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
    Action(ActionData),
    /// The function is there, but what it is given is not documented to do anything: why.
    Refused(String),
    /// The host has no such function.
    NoFunction,
}

/// The call that makes the host do what an action asks.
pub(crate) fn encode(config: &Config, action: &ActionData) -> Result<Call, Refusal> {
    Ok(match action {
        ActionData::PanelOpen(_) => Call::new(OPEN, []),
        ActionData::PanelClose(_) => Call::new(CLOSE, []),
        ActionData::PanelQuery(_) => Call::new(IS_OPENED, []),
        ActionData::ComposeSetText(data) => {
            check::as_contact(data.speaker.as_ref())?;
            check::chat(&data.text)?;
            Call::new(PREFILL, [&data.text])
        }
        ActionData::MessageShowLocal(data) => match &data.name {
            Some(name) => Call::new(SHOW, [&data.text, name]),
            None => Call::new(SHOW, [&data.text]),
        },
        sent => Call::new(SEND, [&text::write(config, sent)?]),
    })
}

/// The action that a call asks for. Arguments beyond those a function has are ignored, as JavaScript does.
///
/// # Errors
///
/// When an argument is missing or is no text.
pub(crate) fn parse(config: &Config, method: &str, args: &[Json]) -> Result<Parsed, Corrupt> {
    let data: ActionData = match method {
        OPEN => PanelOpen::default().into(),
        CLOSE => PanelClose::default().into(),
        IS_OPENED => PanelQuery::default().into(),
        PREFILL => {
            let text = required(args, 0)?;
            ComposeSetText::default().with_text(text).with_speaker(Speaker::Contact).into()
        }
        SHOW => {
            let name = optional(args, 1)?;
            MessageShowLocal::default().with_text(required(args, 0)?).with_name(name).into()
        }
        SEND => {
            return Ok(match text::parse(config, &required(args, 0)?) {
                Ok(data) => Parsed::Action(data),
                Err(reason) => Parsed::Refused(reason),
            });
        }
        _ => return Ok(Parsed::NoFunction),
    };
    Ok(match encode(config, &data) {
        Ok(_) => Parsed::Action(data),
        Err(refusal) => Parsed::Refused(refusal.reason),
    })
}

/// What a text that begins with `>cs` asks for.
///
/// # Errors
///
/// Says what is wrong with it.
pub(crate) fn understood(text: &str) -> Result<ActionData, String> {
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
