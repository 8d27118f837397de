//! The widget's side: read this file first.
//!
//! A frame comes in here, is told apart by its `messageType`, and goes through the tables of `map.rs`;
//! an action goes out through `commands.rs`.

use onepane_core::{
    Adapter, Asked, Body, Data, Destination, Error, Frame, Inbound, MessageWire, Outbound, Refusal, Seen,
    TokenPolicy, launch,
};
use onepane_map::{At, Decoder, Output, Protocol, Shelf, Stamp};
use onepane_model::{ActionKind, ConversationId, EventKind, RequestId, Support};

use crate::config::Config;
use crate::map::{EVENT, PROTOCOL, RESPONSE};
use crate::token::TOKEN;
use crate::{capabilities, commands};

/// The widget's side of Botmaker's protocol.
#[derive(Debug, Clone)]
pub struct Botmaker {
    config: Config,
    protocol: &'static Protocol,
    source: String,
    /// The screen that the console shows, as far as it has told.
    screen: Option<String>,
    conversation: Option<ConversationId>,
    decoder: Decoder,
    shelf: Shelf,
}

impl Botmaker {
    /// An adapter for one customer's Botmaker.
    ///
    /// # Errors
    ///
    /// When a setting cannot be.
    pub fn new(config: Config) -> Result<Self, Error> {
        config.validate()?;
        Ok(Self {
            source: ["onepane://", crate::HOST, "/", config.account.as_deref().unwrap_or("-")].concat(),
            screen: config.screen.clone(),
            conversation: None,
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

    fn message(&mut self, frame: &Frame, message: At<'_>, output: &mut dyn Output) -> Result<Seen, Error> {
        let message_type = message.get("messageType").and_then(|text| text.chars());
        let stamp = Stamp::new(&self.source, frame.time());
        match message_type.as_deref() {
            Some(EVENT) => {
                self.protocol.decode(&mut self.decoder, message, &stamp, output)?;
                self.observe(message);
            }
            Some(RESPONSE) => {
                let told =
                    self.protocol.decode_answer(&mut self.decoder, RESPONSE, message, &stamp, output)?;
                if told.is_none() {
                    return Ok(Seen::ignored("an answer that the tables do not have"));
                }
            }
            _ => return Ok(Seen::ignored("not a message of Botmaker's")),
        }
        Ok(Seen::with_warnings(self.decoder.take_warnings()))
    }

    /// Remembers what later actions are judged by.
    fn observe(&mut self, message: At<'_>) {
        let text = |at: Option<At<'_>>| at.and_then(|at| at.chars()).map(String::from);
        let [screen, payload] = message.pick(["screen", "payload"]);
        let [own_screen, customer] = payload.map_or([None; 2], |at| at.pick(["screen", "customerId"]));
        if let Some(screen) = text(screen).or_else(|| text(own_screen)) {
            if self.screen.as_ref() != Some(&screen) {
                self.conversation = None;
            }
            self.screen = Some(screen);
        }
        if let Some(customer) = text(customer) {
            self.conversation = Some(customer.into());
        }
    }
}

impl Adapter for Botmaker {
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
        match (need.strip_prefix("screen:"), &self.screen) {
            (Some(needed), Some(screen)) => needed == screen,
            // Until the host has told its screen, an action's own is assumed.
            (Some(_), None) => true,
            (None, _) => false,
        }
    }

    fn current_conversation(&self) -> Option<&ConversationId> {
        self.conversation.as_ref()
    }

    fn message_wire(&self) -> Option<MessageWire> {
        Some(MessageWire::Object)
    }

    fn token_policy(&self) -> Option<&'static TokenPolicy> {
        Some(&TOKEN)
    }

    fn remembers_actions(&self) -> bool {
        false
    }

    fn decode(&mut self, frame: &Frame, output: &mut dyn Output) -> Result<Seen, Error> {
        match &frame.body {
            Body::In(Inbound::Message { data: Data::Value(json), .. }) => {
                let index = self.shelf.index(json.as_str())?;
                let seen = self.message(frame, index.root(), output);
                self.shelf.put(index);
                seen
            }
            Body::In(Inbound::Message { .. }) => Ok(Seen::ignored("Botmaker posts objects, this is text")),
            Body::In(Inbound::Launch { url, attributes }) => {
                let url =
                    url.as_deref().map(|url| launch::without_parameters(url, TOKEN.query, TOKEN.fragment));
                Ok(launch::tell(frame, crate::HOST, &self.source, url.as_deref(), attributes, output))
            }
            Body::In(Inbound::Page { .. }) => Ok(Seen::ignored("the page's state is not Botmaker's")),
            Body::In(_) => Ok(Seen::ignored("Botmaker neither calls back nor answers calls")),
            _ => Ok(Seen::ignored("not an inbound frame")),
        }
    }

    fn translate(&mut self, id: &RequestId, asked: &Asked<'_>) -> Result<Vec<Frame>, Refusal> {
        let message = commands::encode(&self.config, id, asked)?;
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
