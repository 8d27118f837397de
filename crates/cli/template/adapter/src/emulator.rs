//! The host's side, played by us.

use onepane_core::json::Object;
use onepane_core::{
    Body, Data, Emulated, Emulator, Error, Frame, Inbound, Outbound, Received, Source, broken_limit, launch,
};
use onepane_map::{Facts, Index, Protocol, Room};
use onepane_model::{EventKind, RequestId};

use crate::map::{ACTION, ANSWER, PROTOCOL};
use crate::{capabilities, commands};

/// The host's side of __Title__'s protocol.
#[derive(Debug)]
pub struct __Host__Emulator {
    protocol: &'static Protocol,
    room: Room,
}

impl Default for __Host__Emulator {
    fn default() -> Self {
        Self { protocol: &PROTOCOL, room: Room::default() }
    }
}

impl __Host__Emulator {
    /// A console that has told nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with other tables: for tests that damage them on purpose.
    #[must_use]
    pub fn with_protocol(mut self, protocol: &'static Protocol) -> Self {
        self.protocol = protocol;
        self
    }

    /// Refuses as the host would, with words that are the emulator's own.
    fn refused(id: &RequestId, reason: &str) -> Received {
        let answer = Object::default()
            .text("type", ANSWER)
            .text("id", id.as_str())
            .raw("ok", "false")
            .text("error", &format!("onepane: {reason}"))
            .finish();
        Received::Refused { reason: reason.to_owned(), frames: vec![Self::posted(answer)] }
    }

    fn posted(json: String) -> Frame {
        Inbound::Message { source: Some(Source::Parent), origin: None, data: Data::value(json) }.into()
    }
}

impl Emulator for __Host__Emulator {
    fn host(&self) -> &'static str {
        crate::HOST
    }

    fn emulate(&mut self, event: &str) -> Result<Emulated, Error> {
        let index = Index::parse(event)?;
        let Some(facts) = Facts::of(index.root())? else { return Ok(Emulated::default()) };
        match facts.kind {
            EventKind::SessionLaunched => Ok(Emulated::frame(launch::emulate(&facts)?.into(), Vec::new())),
            EventKind::ActionResult => {
                let Some(emulated) = self.protocol.emulate_answer(ANSWER, &facts)? else {
                    return Ok(Emulated::default());
                };
                Ok(Emulated::frame(Self::posted(emulated.text), emulated.losses))
            }
            _ => {
                let Some(emulated) = self.protocol.emulate(&mut self.room, &facts)? else {
                    return Ok(Emulated::default());
                };
                Ok(Emulated::frame(Self::posted(emulated.text), emulated.losses))
            }
        }
    }

    fn receive(&mut self, frame: &Frame) -> Result<Received, Error> {
        let Body::Out(Outbound::Message { data: Data::Value(json), .. }) = &frame.body else {
            return Ok(Received::Ignored("__Title__ takes objects by window message, nothing else"));
        };
        let index = Index::parse(json.as_str())?;
        let message = index.root();
        let message_type = message.get("type").and_then(|text| text.chars());
        if message_type.as_deref() != Some(ACTION) {
            return Ok(Received::Ignored("not an action for __Title__"));
        }
        let Some(action) = commands::parse(message)? else {
            let id = message.get("id").and_then(|id| id.chars()).unwrap_or_default();
            return Ok(Self::refused(&id.into_owned().into(), "the simulated console has no such action"));
        };
        // What is more than the host takes, the host does not take.
        Ok(match (broken_limit(capabilities::action, &action), &action.id) {
            (Some(refusal), Some(id)) => Self::refused(id, &refusal.reason),
            _ => Received::Action(action),
        })
    }
}
