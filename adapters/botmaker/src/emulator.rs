//! The host's side, played by us.

use onepane_core::{Body, Data, Emulated, Emulator, Frame, Inbound, Outbound, Received, Source, launch};
use onepane_map::{Emulation, Facts, Index};
use onepane_model::EventKind;

use crate::commands;
use crate::map::{ACTION, ANSWER, PROTOCOL};

/// The host's side of Botmaker's protocol.
#[derive(Debug, Default)]
pub struct BotmakerEmulator {
    /// The screen that the console shows. Absent: every action's own.
    screen: Option<String>,
}

impl BotmakerEmulator {
    /// A console that shows no screen in particular yet.
    pub fn new() -> Self {
        Self::default()
    }

    fn posted(json: String) -> Frame {
        Inbound::Message { source: Some(Source::Parent), origin: None, data: Data::value(json) }.into()
    }
}

impl Emulator for BotmakerEmulator {
    fn host(&self) -> &'static str {
        crate::HOST
    }

    fn emulate(&mut self, event: &str) -> Result<Emulated, onepane_core::Error> {
        let index = Index::parse(event)?;
        let Some(facts) = Facts::of(index.root())? else { return Ok(Emulated::default()) };
        match facts.kind {
            EventKind::SessionLaunched => Ok(Emulated::frame(launch::emulate(&facts)?.into(), Vec::new())),
            EventKind::ActionResult => {
                let mut emulation = Emulation::new(PROTOCOL.secrets, facts.host != crate::HOST);
                emulation.write(&ANSWER, facts.data)?;
                let (text, losses) = emulation.finish();
                Ok(Emulated::frame(Self::posted(text), losses))
            }
            _ => {
                let Some(emulated) = PROTOCOL.emulate(facts.event)? else { return Ok(Emulated::default()) };
                let screen = facts.event.get("screen").and_then(|screen| screen.chars());
                if let Some(screen) = screen {
                    self.screen = Some(screen.into_owned());
                }
                Ok(Emulated::frame(Self::posted(emulated.text), emulated.losses))
            }
        }
    }

    fn receive(&mut self, frame: &Frame) -> Result<Received, onepane_core::Error> {
        let Body::Out(Outbound::Message { data: Data::Value(json), .. }) = &frame.body else {
            return Ok(Received::Ignored("Botmaker takes objects by window message, nothing else"));
        };
        let index = Index::parse(json.as_str())?;
        let message = index.root();
        let message_type = message.get("messageType").and_then(|text| text.chars());
        if message_type.as_deref() != Some(ACTION) {
            return Ok(Received::Ignored("not an action for Botmaker"));
        }
        let Some(action) = commands::parse(message)? else {
            return Ok(self.refused(&index, "the simulated console has no such action"));
        };
        let (named, home) = commands::screens(message);
        let shown = self.screen.as_deref().or(home);
        if named.as_deref() != shown || home != shown {
            return Ok(self.refused(&index, "the action does not belong to the screen that is shown"));
        }
        Ok(Received::Action(action))
    }
}

impl BotmakerEmulator {
    /// Refuses as the host would, with words that are the emulator's own.
    fn refused(&self, message: &Index<'_>, reason: &str) -> Received {
        let mut answer = String::from("{\"messageType\":");
        onepane_model::text::push_literal(&mut answer, crate::map::RESPONSE);
        if let Some(id) = message.root().get("requestId") {
            answer.push_str(",\"requestId\":");
            answer.push_str(id.raw());
        }
        answer.push_str(",\"success\":false,\"error\":");
        onepane_model::text::push_literal(&mut answer, &format!("onepane: {reason}"));
        answer.push('}');
        Received::Refused { reason: reason.to_owned(), frames: vec![Self::posted(answer)] }
    }
}
