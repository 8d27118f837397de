//! The widget's side: read this file first.
//!
//! A frame comes in here and, if it is JSON text that names an event, goes through the tables of
//! `map.rs`; an action goes out through `commands.rs`. Answers to requests come back here too.

use onepane_core::json::holds;
use onepane_core::{
    Adapter, Asked, Body, Data, Destination, Error, Frame, Inbound, MessageWire, Outbound, Refusal, Rule,
    Seen, answer, launch,
};
use onepane_map::{At, Corrupt, Decoder, Head, Index, Output, Protocol, Shelf, Stamp};
use onepane_model::{ActionKind, ConversationId, EventKind, Json, RequestId, Support};

use crate::capabilities;
use crate::commands::set::Change;
use crate::commands::{self, Command, Request};
use crate::config::Config;
use crate::map::PROTOCOL;
use crate::view::{self, View};

/// How many reads may be under way; of more, the oldest is forgotten.
const MOST_READS: usize = 64;

/// The widget's side of Chatwoot's protocol.
#[derive(Debug, Clone)]
pub struct Chatwoot {
    config: Config,
    protocol: &'static Protocol,
    request: String,
    view: View,
    /// Reads whose answers lead to a second request, oldest first.
    reads: Vec<Read>,
    decoder: Decoder,
    shelf: Shelf,
}

/// A set that is being read, to be changed and written back.
#[derive(Debug, Clone)]
struct Read {
    id: RequestId,
    request: Request,
    change: Change,
}

impl Read {
    /// The id of the read; the action's own is that of the write.
    fn id_of(action: &RequestId) -> RequestId {
        RequestId::from([action.as_str(), ".read"].concat())
    }
}

impl Chatwoot {
    /// An adapter for one customer's Chatwoot.
    ///
    /// # Errors
    ///
    /// When a setting cannot be.
    pub fn new(config: Config) -> Result<Self, Error> {
        config.validate()?;
        Ok(Self {
            request: config.request(),
            view: View::of(config.account.clone()),
            reads: Vec::new(),
            decoder: Decoder::new(PROTOCOL.secrets),
            shelf: Shelf::default(),
            protocol: &PROTOCOL,
            config,
        })
    }

    /// The same with other tables: for tests that damage them on purpose.
    #[must_use]
    pub fn with_protocol(mut self, protocol: &'static Protocol) -> Self {
        self.protocol = protocol;
        self.decoder = Decoder::new(protocol.secrets);
        self
    }

    /// Where events come from. Of one frame alone, so that runs in parallel agree.
    fn source(&self, told: Option<String>) -> String {
        let account = self.config.account.clone().or(told);
        ["onepane://", crate::HOST, "/", account.as_deref().unwrap_or("-")].concat()
    }

    fn text(&mut self, frame: &Frame, text: &str, output: &mut dyn Output) -> Result<Seen, Error> {
        if text == self.request {
            return Ok(Seen::ignored("the widget's own request, echoed by the mobile app's page"));
        }
        let index = match self.shelf.index(text) {
            Ok(index) => index,
            // Cut off or damaged, but plainly the host's.
            Err(error) if holds(text, "\"event\"") && holds(text, "\"appContext\"") => {
                return Err(error.into());
            }
            Err(_) => return Ok(Seen::ignored("text that is not JSON")),
        };
        let seen = self.message(frame, index.root(), output);
        self.shelf.put(index);
        seen
    }

    fn message(&mut self, frame: &Frame, message: At<'_>, output: &mut dyn Output) -> Result<Seen, Error> {
        if message.get("event").and_then(|event| event.text()).is_none() {
            return Ok(Seen::ignored("JSON that names no event"));
        }
        let data = message.get("data");
        let source = self.source(data.and_then(view::told_account));
        let stamp = Stamp::new(&source, frame.time());
        let told = self.protocol.decode(&mut self.decoder, message, &stamp, output);
        // Taken in any case: those of a corrupt frame are not the next one's.
        let warnings = self.decoder.take_warnings();
        if let Some(data) = data.filter(|_| told == Ok(EventKind::ContextChanged)) {
            self.view.observe(data, self.config.account.as_deref());
        }
        told?;
        Ok(Seen::with_warnings(warnings))
    }

    /// The answer to a request of ours: of a read, the write; of anything else, how the action ended.
    fn answer(
        &mut self,
        frame: &Frame,
        id: &RequestId,
        status: Option<u16>,
        value: Option<&Json>,
        error: Option<&Json>,
        output: &mut dyn Output,
    ) -> Result<Seen, Error> {
        let raw = value.map_or("null", Json::as_str);
        let value = value.map(|value| self.without_secrets(value)).transpose()?;
        let error = error.map(|error| self.without_secrets(error)).transpose()?;
        let source = self.source(None);
        let mut head = Head::new(&source, crate::HOST, EventKind::ActionResult);
        head.time = frame.time();
        let place = self.reads.iter().position(|read| Read::id_of(&read.id) == *id);
        let Some(read) = place.map(|place| self.reads.remove(place)) else {
            answer::tell(&head, id, status, value.as_ref(), error.as_ref(), output);
            return Ok(Seen::default());
        };
        if error.is_some() || status.is_some_and(|status| status >= 400) {
            answer::tell(&head, &read.id, status, value.as_ref(), error.as_ref(), output);
            return Ok(Seen::default());
        }
        // What is written back goes from the host to the host: nothing may be left out of it.
        let index = Index::parse(raw)?;
        match read.change.write(&read.request, index.root()) {
            Ok(request) => Ok(Seen::with_frames(vec![http(&read.id, request)])),
            Err(reason) => {
                answer::tell(&head, &read.id, status, None, Some(&Json::string(reason)), output);
                Ok(Seen::default())
            }
        }
    }

    fn without_secrets(&self, json: &Json) -> Result<Json, Corrupt> {
        let index = Index::parse(json.as_str())?;
        let mut out = String::new();
        self.decoder.copy(index.root(), &mut out);
        Ok(Json::from_text(out))
    }

    /// The request for the context; in the mobile app it goes both ways, as only one of them is heard.
    fn ask(&self) -> Vec<Frame> {
        let post = |to, target_origin| {
            Frame::from(Outbound::Message { to, target_origin, data: Data::Text(self.request.clone()) })
        };
        let mut frames = vec![post(Destination::Parent, self.config.target_origin.clone())];
        if self.view.mobile {
            frames.push(post(Destination::ReactNative, None));
        }
        frames
    }
}

impl Adapter for Chatwoot {
    fn host(&self) -> &'static str {
        crate::HOST
    }

    fn protocol(&self) -> &'static Protocol {
        self.protocol
    }

    fn event_support(&self, kind: EventKind) -> Support {
        capabilities::event(kind)
    }

    fn action_support(&self, kind: ActionKind) -> Support {
        capabilities::action(kind)
    }

    fn meets(&self, need: &str) -> bool {
        match need {
            "api" => self.config.api,
            "conversation" => self.view.has_conversation(),
            "contact" => self.view.has_contact(),
            "account" => self.view.account.is_some(),
            _ => false,
        }
    }

    fn current_conversation(&self) -> Option<&ConversationId> {
        self.view.conversation.as_ref()
    }

    fn message_wire(&self) -> Option<MessageWire> {
        Some(MessageWire::Text)
    }

    fn pushes(&self) -> bool {
        false
    }

    fn answers(&self, kind: ActionKind) -> bool {
        // The host's answer to the request is a context like any other.
        kind != ActionKind::ContextRefresh
    }

    fn remembers_actions(&self) -> bool {
        false
    }

    fn decode(&mut self, frame: &Frame, output: &mut dyn Output) -> Result<Seen, Error> {
        match &frame.body {
            Body::In(Inbound::Message { data: Data::Text(text), .. }) => self.text(frame, text, output),
            Body::In(Inbound::Message { .. }) => Ok(Seen::ignored("Chatwoot posts text, this is an object")),
            Body::In(Inbound::Return { id, status, value, error }) => {
                self.answer(frame, id, *status, value.as_ref(), error.as_ref(), output)
            }
            Body::In(Inbound::Launch { url, attributes }) => {
                Ok(launch::tell(frame, crate::HOST, &self.source(None), url.as_deref(), attributes, output))
            }
            Body::In(Inbound::Page { .. }) => Ok(Seen::ignored("the page's state is not Chatwoot's")),
            Body::In(_) => Ok(Seen::ignored("Chatwoot calls nothing back")),
            _ => Ok(Seen::ignored("not an inbound frame")),
        }
    }

    fn translate(&mut self, id: &RequestId, asked: &Asked<'_>) -> Result<Vec<Frame>, Refusal> {
        Ok(match commands::encode(&self.view, asked)? {
            Command::Ask => self.ask(),
            Command::Call(_) | Command::Change(..) if !self.config.api => {
                let reason = "needs a backend that carries out calls of the API, and none is set up";
                return Err(Refusal::new(Rule::Needs("api".to_owned()), reason));
            }
            Command::Call(request) => vec![http(id, request)],
            Command::Change(..) if !self.config.answers => {
                let reason = "the host replaces the whole set, and no answer can tell what is in it";
                return Err(Refusal::new(Rule::NeedsCurrentValue, reason));
            }
            Command::Change(request, change) => {
                self.reads.retain(|read| read.id != *id);
                if self.reads.len() == MOST_READS {
                    self.reads.remove(0);
                }
                self.reads.push(Read { id: id.clone(), request: request.clone(), change });
                vec![http(&Read::id_of(id), request)]
            }
        })
    }
}

fn http(id: &RequestId, request: Request) -> Frame {
    let Request { method, path, body } = request;
    Outbound::Http { id: id.clone(), method: method.to_owned(), path, body }.into()
}
