//! The host's side, played by us.

use onepane_core::{Body, Emulated, Emulator, Error, Frame, Inbound, Outbound, Received, answer, launch};
use onepane_map::{Facts, Index};
use onepane_model::{ActionResult, EventKind, Json, Outcome, RequestId};

use crate::commands::{self, Parsed};
use crate::config::Config;

/// The host's side of web1on1's protocol.
#[derive(Debug, Clone, Default)]
pub struct Web1on1Emulator {
    config: Config,
}

impl Web1on1Emulator {
    /// A page with the chat under its usual name.
    pub fn new() -> Self {
        Self::default()
    }

    /// A page with settings of its own.
    ///
    /// # Errors
    ///
    /// When a setting cannot be.
    pub fn with_config(config: Config) -> Result<Self, Error> {
        config.validate()?;
        Ok(Self { config })
    }
}

impl Emulator for Web1on1Emulator {
    fn host(&self) -> &'static str {
        crate::HOST
    }

    fn emulate(&mut self, event: &str) -> Result<Emulated, Error> {
        let index = Index::parse(event)?;
        let Some(facts) = Facts::of(index.root())? else { return Ok(Emulated::default()) };
        match facts.kind {
            EventKind::SessionLaunched => Ok(Emulated::frame(launch::emulate(&facts)?.into(), Vec::new())),
            EventKind::ActionResult => result(&facts),
            // There is no way to tell a page anything else.
            _ => Ok(Emulated::default()),
        }
    }

    fn remembers_events(&self) -> bool {
        false
    }

    fn receive(&mut self, frame: &Frame) -> Result<Received, Error> {
        let Body::Out(Outbound::Call { id, target, args }) = &frame.body else {
            return Ok(Received::Ignored("web1on1 takes calls of its functions, nothing else"));
        };
        let method = target.strip_prefix(&self.config.global).and_then(|rest| rest.strip_prefix('.'));
        let Some(method) = method else { return Ok(Received::Ignored("not a call of web1on1's")) };
        Ok(match commands::parse(&self.config, method, args)? {
            Parsed::Action(action) => Received::Action(action.with_id(id.clone())),
            // The host tells no errors: the call returns, and that is all.
            Parsed::Refused(reason) => refused(id, reason, None),
            Parsed::NoFunction => {
                let reason = "the simulated chat has no such function";
                refused(id, reason.to_owned(), Some(Json::string(&format!("onepane: {reason}"))))
            }
        })
    }
}

/// What the page sees of a result: the call's return. One that was never sent has none.
fn result(facts: &Facts<'_>) -> Result<Emulated, Error> {
    let outcome = facts.data.get(ActionResult::RESULT.name()).and_then(|outcome| outcome.chars());
    match outcome.as_deref().map(Outcome::from) {
        Some(Outcome::Done | Outcome::Sent | Outcome::Failed) => {
            Ok(Emulated::frame(answer::emulate(facts, crate::HOST)?.into(), Vec::new()))
        }
        _ => Ok(Emulated::default()),
    }
}

fn refused(id: &RequestId, reason: String, error: Option<Json>) -> Received {
    let frame = Inbound::Return { id: id.clone(), status: None, value: None, error };
    Received::Refused { reason, frames: vec![frame.into()] }
}
