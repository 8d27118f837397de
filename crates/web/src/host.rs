//! A host's side for a page that plays a console.

use onepane::core::json::Object;
use onepane::core::{Received, action_from_json};
use onepane::map::{Index, JsonLines};
use onepane::model::text::push_literal;
use onepane::model::{ActionKind, EventKind, TYPE_PREFIX};
use onepane::{Adapter as _, AnyAdapter, AnyEmulator, Emulator as _, Frame, HOSTS, Settings};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::fault::Fault;
use crate::json::{array, capabilities};

/// The hosts that can be played, as a JSON array of names.
#[wasm_bindgen]
pub fn hosts() -> String {
    onepane::core::json::list(HOSTS.iter().copied())
}

/// One host's side, played: its emulator, and its adapter to show what frames mean. All texts are JSON.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Host {
    adapter: AnyAdapter,
    emulator: AnyEmulator,
}

#[wasm_bindgen]
impl Host {
    /// The host of this name. `settings` has the members of `onepane::Settings`; `{}` takes the defaults.
    ///
    /// # Errors
    ///
    /// When there is no such host, or a setting cannot be; the message says which.
    #[wasm_bindgen(constructor)]
    pub fn new(host: &str, settings: &str) -> Result<Self, Fault> {
        let settings = Settings::from_json(settings).map_err(Fault::with("settings"))?;
        Ok(Self {
            adapter: AnyAdapter::new(host, &settings).map_err(Fault::new)?,
            emulator: AnyEmulator::new(host, &settings).map_err(Fault::new)?,
        })
    }

    /// The frames by which the host tells a neutral event: `{"frames":[…],"losses":["…"]}`.
    ///
    /// # Errors
    ///
    /// When the text is no neutral event, or says two things about one value of the host.
    pub fn emulate(&mut self, event: &str) -> Result<String, Fault> {
        let emulated = self.emulator.emulate(event).map_err(Fault::new)?;
        let losses = emulated.losses.iter().map(|loss| literal(&loss.to_string()));
        Ok(Object::default().raw("frames", frames(&emulated.frames)).raw("losses", array(losses)).finish())
    }

    /// What a frame of the widget asks for: `{"action":…}`, `{"answered":[frame…]}` (the host answers by itself),
    /// `{"ignored":"why"}` or `{"refused":{"reason":"…","frames":[…]}}`. `origin` is the origin of the window that
    /// sent it, where it is known.
    ///
    /// # Errors
    ///
    /// When the frame claims to be one that the host takes and cannot be.
    pub fn receive(&mut self, frame: &str, origin: Option<String>) -> Result<String, Fault> {
        let frame = Frame::from_json(frame).map_err(Fault::new)?;
        let received = match origin {
            Some(origin) => self.emulator.receive_from(&frame, &origin),
            None => self.emulator.receive(&frame),
        };
        let mut object = Object::default();
        Ok(match received.map_err(Fault::new)? {
            Received::Action(action) => {
                object.raw("action", serde_json::to_string(&action).map_err(Fault::new)?)
            }
            Received::Answered(answer) => object.raw("answered", frames(&answer)),
            Received::Ignored(reason) => object.text("ignored", reason),
            Received::Refused { reason, frames: answer } => object.raw(
                "refused",
                Object::default().text("reason", &reason).raw("frames", frames(&answer)).finish(),
            ),
            _ => object.text("ignored", "this build does not know what it is"),
        }
        .finish())
    }

    /// The frames by which the host tells how an action ended, as a JSON array.
    ///
    /// `outcome` is the data of `action.result`, without the action's id: `{"result":"done","data":…}`. An action
    /// without an id gets no answer.
    ///
    /// # Errors
    ///
    /// When one of the texts is not what it should be.
    pub fn answer(&mut self, action: &str, outcome: &str) -> Result<String, Fault> {
        let action = action_from_json(action).map_err(Fault::with("action"))?;
        let Some(id) = &action.id else { return Ok("[]".to_owned()) };
        let index = Index::parse(outcome).map_err(Fault::with("outcome"))?;
        let mut data = Object::default();
        data.text("action", id.as_str());
        for (key, value) in index.root().unique() {
            if key != "action" {
                data.raw(&key, onepane::core::json::json(value).as_str());
            }
        }
        let mut event = Object::default();
        event
            .text("specversion", "1.0")
            .text("id", "answer")
            .text("source", &format!("onepane://{}/-", self.adapter.host()))
            .text("type", &format!("{TYPE_PREFIX}{}", EventKind::ActionResult))
            .text("host", self.adapter.host())
            .raw("data", data.finish());
        let emulated = self.emulator.emulate(&event.finish()).map_err(Fault::new)?;
        Ok(frames(&emulated.frames))
    }

    /// Whether the host answers actions of this kind at all.
    pub fn answers(&self, kind: &str) -> bool {
        ActionKind::from_name(kind).is_some_and(|kind| self.adapter.answers(kind))
    }

    /// What a frame means: `{"events":[…],"warnings":["…"],"ignored"?:"why"}`, through the host's adapter.
    ///
    /// # Errors
    ///
    /// When it is no frame, or claims to be one of the host's and cannot be.
    pub fn decode(&mut self, frame: &str) -> Result<String, Fault> {
        let frame = Frame::from_json(frame).map_err(Fault::new)?;
        let mut events = JsonLines::of(&frame);
        let seen = self.adapter.decode(&frame, &mut events).map_err(Fault::new)?;
        let warnings = seen.warnings.iter().map(|warning| literal(&warning.to_string()));
        let mut object = Object::default();
        object
            .raw("events", array(events.as_str().lines().map(str::to_owned)))
            .raw("warnings", array(warnings));
        if let Some(reason) = seen.ignored {
            object.text("ignored", reason);
        }
        Ok(object.finish())
    }

    /// What the host can tell and do, at best.
    pub fn capabilities(&self) -> String {
        capabilities(&self.adapter, false)
    }
}

fn frames(frames: &[Frame]) -> String {
    array(frames.iter().map(Frame::to_json))
}

fn literal(text: &str) -> String {
    let mut out = String::new();
    push_literal(&mut out, text);
    out
}
