//! One widget in the page, and the host's two sides for it: the emulator that plays the host, and the adapter
//! that says what its frames mean.

use std::fmt;

use onepane::core::{Body, Emulated, Emulator as _, Error, Received};
use onepane::map::JsonLines;
use onepane::session::{Redactor, Trace};
use onepane::{Adapter as _, AnyAdapter, AnyEmulator, Frame, Settings};
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

/// One widget in the page.
#[derive(Debug)]
pub(crate) struct Pane {
    emulator: AnyEmulator,
    adapter: AnyAdapter,
}

/// Why something cannot be done, in words for whoever sits before the console.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Wrong(String);

impl Wrong {
    pub(crate) fn new(error: impl fmt::Display) -> Self {
        Self(error.to_string())
    }
}

impl From<Error> for Wrong {
    fn from(error: Error) -> Self {
        let because = std::error::Error::source(&error).map(|source| format!(": {source}"));
        Self(format!("{error}{}", because.unwrap_or_default()))
    }
}

impl From<serde_json::Error> for Wrong {
    fn from(error: serde_json::Error) -> Self {
        Self(error.to_string())
    }
}

/// The frames by which the host tells something, and what they could not carry.
#[derive(Debug, Serialize)]
pub(crate) struct Told {
    frames: Vec<Box<RawValue>>,
    losses: Vec<String>,
}

/// What a frame of the widget turned out to be.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Heard {
    /// It asks for this.
    Action(Value),
    /// The host answers by itself.
    Answered(Vec<Box<RawValue>>),
    /// It is not for this host: why not.
    Ignored(String),
    /// The host refuses it.
    Refused {
        /// The emulator's words.
        reason: String,
        /// What the host says to the widget, if it says anything.
        frames: Vec<Box<RawValue>>,
    },
}

/// What a frame of the host means.
#[derive(Debug, Serialize)]
pub(crate) struct Meaning {
    events: Vec<Box<RawValue>>,
    warnings: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ignored: Option<&'static str>,
}

impl Pane {
    pub(crate) fn new(host: &str, settings: &Settings) -> Result<Self, Wrong> {
        Ok(Self { emulator: AnyEmulator::new(host, settings)?, adapter: AnyAdapter::new(host, settings)? })
    }

    /// The host tells a neutral event.
    pub(crate) fn emulate(&mut self, event: &str) -> Result<Told, Wrong> {
        told(self.emulator.emulate(event)?)
    }

    /// The widget sends a frame.
    pub(crate) fn receive(&mut self, frame: &str, origin: Option<&str>) -> Result<Heard, Wrong> {
        let frame = Frame::from_json(frame).map_err(Wrong::new)?;
        let received = match origin {
            Some(origin) => self.emulator.receive_from(&frame, origin)?,
            None => self.emulator.receive(&frame)?,
        };
        Ok(match received {
            Received::Action(action) => {
                let id = action.id.is_none().then(|| id_of(&frame)).flatten();
                let mut action = serde_json::to_value(action)?;
                if let (Some(id), Some(members)) = (id, action.as_object_mut()) {
                    members.insert("id".to_owned(), id.into());
                }
                Heard::Action(action)
            }
            Received::Answered(frames) => Heard::Answered(raw(&frames)?),
            Received::Ignored(reason) => Heard::Ignored(reason.to_owned()),
            Received::Refused { reason, frames } => Heard::Refused { reason, frames: raw(&frames)? },
            _ => Heard::Ignored("a kind of answer that this console does not know".to_owned()),
        })
    }

    /// The host answers an action with a result: the `data` of an `action.result`.
    pub(crate) fn answer(&mut self, result: &RawValue) -> Result<Told, Wrong> {
        let event = json!({
            "specversion": "1.0", "id": "console", "source": "onepane://console/-", "host": "console",
            "type": "dev.onepane.action.result", "data": result,
        });
        told(self.emulator.emulate(&event.to_string())?)
    }

    /// What a frame of the host means.
    pub(crate) fn decode(&mut self, frame: &str) -> Result<Meaning, Wrong> {
        let frame = Frame::from_json(frame).map_err(Wrong::new)?;
        let mut events = JsonLines::of(&frame);
        let seen = self.adapter.decode(&frame, &mut events)?;
        Ok(Meaning {
            events: events
                .as_str()
                .lines()
                .map(|line| RawValue::from_string(line.to_owned()))
                .collect::<Result<_, _>>()?,
            warnings: seen.warnings.iter().map(ToString::to_string).collect(),
            ignored: seen.ignored,
        })
    }

    /// A recording without secrets, e-mail addresses and phone numbers.
    pub(crate) fn redact(&self, trace: &str) -> Result<String, Wrong> {
        let trace: Trace = trace.parse().map_err(Wrong::new)?;
        Ok(trace.redacted(Redactor::new(&self.adapter)).to_string())
    }

    /// What the host can tell and do at best.
    pub(crate) fn capabilities(&self) -> Result<Value, Wrong> {
        Ok(serde_json::to_value(self.adapter.capabilities())?)
    }
}

fn told(emulated: Emulated) -> Result<Told, Wrong> {
    let losses = emulated.losses.iter().map(ToString::to_string).collect();
    Ok(Told { frames: raw(&emulated.frames)?, losses })
}

fn raw(frames: &[Frame]) -> Result<Vec<Box<RawValue>>, Wrong> {
    frames.iter().map(|frame| Ok(RawValue::from_string(frame.to_json())?)).collect()
}

/// The id under which an answer to this frame goes.
fn id_of(frame: &Frame) -> Option<&str> {
    match &frame.body {
        Body::Out(onepane::core::Outbound::Call { id, .. } | onepane::core::Outbound::Http { id, .. }) => {
            Some(id.as_str())
        }
        _ => None,
    }
}
