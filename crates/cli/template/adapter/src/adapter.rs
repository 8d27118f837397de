//! The widget's side: read this file first.
//!
//! A frame comes in here, is told apart by its `type`, and goes through the tables of `map.rs`; an action
//! goes out through `commands.rs`.

use onepane_core::{
    Adapter, Asked, Body, Data, Destination, Error, Frame, Inbound, MessageWire, Outbound, Refusal, Seen,
    launch,
};
use onepane_map::{At, Decoder, Index, Output, Protocol, Stamp};
use onepane_model::{ActionKind, ConversationId, EventKind, RequestId, Support};

use crate::config::Config;
use crate::map::{ANSWER, EVENT, PROTOCOL};
use crate::{capabilities, commands};

/// The widget's side of __Title__'s protocol.
#[derive(Debug)]
pub struct __Host__ {
    config: Config,
    protocol: &'static Protocol,
    source: String,
    conversation: Option<ConversationId>,
    decoder: Decoder,
}

impl __Host__ {
    /// An adapter for one customer's __Title__.
    ///
    /// # Errors
    ///
    /// When a setting cannot be.
    pub fn new(config: Config) -> Result<Self, Error> {
        config.validate()?;
        Ok(Self {
            source: format!("onepane://{}/{}", crate::HOST, config.account.as_deref().unwrap_or("-")),
            conversation: None,
            decoder: Decoder::new(PROTOCOL.secrets),
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

    fn message(&mut self, frame: &Frame, message: At<'_>, output: &mut dyn Output) -> Result<Seen, Error> {
        let message_type = message.get("type").and_then(|text| text.chars());
        let stamp = Stamp::new(&self.source, frame.time());
        match message_type.as_deref() {
            Some(EVENT) => {
                self.protocol.decode(&mut self.decoder, message, &stamp, output)?;
                self.observe(message);
            }
            Some(ANSWER) => {
                let told = self.protocol.decode_answer(&mut self.decoder, ANSWER, message, &stamp, output)?;
                if told.is_none() {
                    return Ok(Seen::ignored("an answer that the tables do not have"));
                }
            }
            _ => return Ok(Seen::ignored("not a message of __Title__'s")),
        }
        Ok(Seen::with_warnings(self.decoder.take_warnings()))
    }

    /// Remembers what later actions are judged by: here, the conversation that the agent has before them.
    fn observe(&mut self, message: At<'_>) {
        let opened = message.find(&["payload", "conversationId"]).and_then(|id| id.chars());
        if let Some(conversation) = opened {
            self.conversation = Some(conversation.into_owned().into());
        }
    }
}

impl Adapter for __Host__ {
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

    fn meets(&self, _need: &str) -> bool {
        // Nothing in `capabilities.rs` needs anything yet: an API key, a screen, a call that is going on.
        false
    }

    fn current_conversation(&self) -> Option<&ConversationId> {
        self.conversation.as_ref()
    }

    fn message_wire(&self) -> Option<MessageWire> {
        Some(MessageWire::Object)
    }

    fn decode(&mut self, frame: &Frame, output: &mut dyn Output) -> Result<Seen, Error> {
        match &frame.body {
            Body::In(Inbound::Message { data: Data::Value(json), .. }) => {
                let index = Index::parse(json.as_str())?;
                self.message(frame, index.root(), output)
            }
            Body::In(Inbound::Message { .. }) => Ok(Seen::ignored("__Title__ posts objects, this is text")),
            Body::In(Inbound::Launch { url, attributes }) => {
                Ok(launch::tell(frame, crate::HOST, &self.source, url.as_deref(), attributes, output))
            }
            Body::In(Inbound::Page { .. }) => Ok(Seen::ignored("the page's state is not __Title__'s")),
            Body::In(_) => Ok(Seen::ignored("__Title__ neither calls back nor answers calls")),
            _ => Ok(Seen::ignored("not an inbound frame")),
        }
    }

    fn translate(&mut self, id: &RequestId, asked: &Asked<'_>) -> Result<Vec<Frame>, Refusal> {
        let message = commands::encode(id, asked)?;
        Ok(vec![
            Outbound::Message {
                to: Destination::Parent,
                target_origin: self.config.target_origin.clone(),
                data: Data::Value(message),
            }
            .into(),
        ])
    }
}
