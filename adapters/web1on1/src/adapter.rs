//! The widget's side: read this file first.
//!
//! An action goes out through `commands.rs`, as one call of a function on the page. All that comes in is
//! the launch and what those calls return; the host itself tells nothing.

use onepane_core::{Adapter, Asked, Body, Error, Frame, Inbound, Outbound, Refusal, Seen, answer, launch};
use onepane_map::{Head, Output, Protocol};
use onepane_model::{ActionKind, EventKind, Json, RequestId, Support};

use crate::config::Config;
use crate::map::PROTOCOL;
use crate::{capabilities, commands};

/// How many calls may be under way; of more, the oldest is forgotten.
const MOST_CALLS: usize = 64;

/// The widget's side of web1on1's protocol.
#[derive(Debug, Clone)]
pub struct Web1on1 {
    config: Config,
    source: String,
    /// Calls that have not returned yet, oldest first, and whether the host answers them.
    calls: Vec<(RequestId, bool)>,
}

impl Web1on1 {
    /// An adapter for one customer's web1on1.
    ///
    /// # Errors
    ///
    /// When a setting cannot be.
    pub fn new(config: Config) -> Result<Self, Error> {
        config.validate()?;
        Ok(Self {
            source: ["onepane://", crate::HOST, "/", config.account.as_deref().unwrap_or("-")].concat(),
            calls: Vec::new(),
            config,
        })
    }

    /// A call has returned. Only the answer to `isOpened` says that something was done; of any other call
    /// it is known that it was handed over, whatever it returned.
    fn returned(
        &mut self,
        frame: &Frame,
        id: &RequestId,
        value: Option<&Json>,
        error: Option<&Json>,
        output: &mut dyn Output,
    ) {
        let place = self.calls.iter().position(|(call, _)| call == id);
        let answers = match place.map(|place| self.calls.remove(place)) {
            Some((_, answers)) => answers,
            // Of a recording, where the call itself is not at hand: no other call is documented to
            // return anything, and this one returns true or false.
            None => value.is_some_and(|value| matches!(value.as_str(), "true" | "false")),
        };
        let mut head = Head::new(&self.source, crate::HOST, EventKind::ActionResult);
        head.time = frame.time();
        if error.is_some() || (answers && value.is_some()) {
            answer::tell(&head, id, None, value, error, output);
        } else {
            answer::tell_sent(&head, id, value, output);
        }
    }
}

impl Adapter for Web1on1 {
    fn host(&self) -> &'static str {
        crate::HOST
    }

    fn protocol(&self) -> &'static Protocol {
        &PROTOCOL
    }

    fn event_support(&self, kind: EventKind) -> Support {
        capabilities::event(kind)
    }

    fn action_support(&self, kind: ActionKind) -> Support {
        capabilities::action(&self.config, kind)
    }

    fn meets(&self, _need: &str) -> bool {
        // No action needs anything but the call.
        false
    }

    fn remembers_actions(&self) -> bool {
        false
    }

    fn decode(&mut self, frame: &Frame, output: &mut dyn Output) -> Result<Seen, Error> {
        match &frame.body {
            Body::In(Inbound::Return { status: Some(_), .. }) => {
                Ok(Seen::ignored("web1on1 is sent no HTTP requests, so this answers none"))
            }
            Body::In(Inbound::Return { id, value, error, .. }) => {
                self.returned(frame, id, value.as_ref(), error.as_ref(), output);
                Ok(Seen::default())
            }
            Body::In(Inbound::Launch { url, attributes }) => {
                Ok(launch::tell(frame, crate::HOST, &self.source, url.as_deref(), attributes, output))
            }
            Body::In(Inbound::Message { .. }) => Ok(Seen::ignored("web1on1 posts no window messages")),
            Body::In(Inbound::Callback { .. }) => Ok(Seen::ignored("web1on1 calls nothing back")),
            Body::In(_) => Ok(Seen::ignored("the page's state is not web1on1's")),
            _ => Ok(Seen::ignored("not an inbound frame")),
        }
    }

    fn translate(&mut self, id: &RequestId, asked: &Asked<'_>) -> Result<Vec<Frame>, Refusal> {
        let call = commands::encode(&self.config, asked)?;
        self.calls.retain(|(other, _)| other != id);
        if self.calls.len() == MOST_CALLS {
            self.calls.remove(0);
        }
        self.calls.push((id.clone(), call.answers()));
        Ok(vec![
            Outbound::Call {
                id: id.clone(),
                target: [&*self.config.global, ".", call.method].concat(),
                args: call.args.iter().map(|arg| Json::string(arg)).collect(),
            }
            .into(),
        ])
    }
}
