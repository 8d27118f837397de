//! The host's side, played by us.

use onepane_core::json::{Object, json};
use onepane_core::{
    Body, Data, Emulated, Emulator, Error, Frame, Inbound, Outbound, Received, Source, answer, broken_limit,
    launch,
};
use onepane_map::{At, Facts, Index, Protocol, Room};
use onepane_model::{Action, ContextChanged, Conversation, EventKind, Json, RequestId};

use crate::commands::set::Known;
use crate::commands::{self, Parsed, Place};
use crate::config::Config;
use crate::map::PROTOCOL;

/// The host's side of Chatwoot's protocol.
#[derive(Debug, Clone)]
pub struct ChatwootEmulator {
    protocol: &'static Protocol,
    room: Room,
    request: String,
    /// The account, where it is known: requests for another are refused.
    account: Option<String>,
    configured: Option<String>,
    /// What the agent has before them, as far as it has been told.
    conversation: Option<String>,
    known: Known,
}

impl Default for ChatwootEmulator {
    fn default() -> Self {
        Self::of(Config::default())
    }
}

impl ChatwootEmulator {
    /// A console with default settings, which shows no conversation yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A console with an account and a request of its own.
    ///
    /// # Errors
    ///
    /// When a setting cannot be.
    pub fn with_config(config: Config) -> Result<Self, Error> {
        config.validate()?;
        Ok(Self::of(config))
    }

    /// The same with other tables: for tests that damage them on purpose.
    #[must_use]
    pub fn with_protocol(mut self, protocol: &'static Protocol) -> Self {
        self.protocol = protocol;
        self
    }

    fn of(config: Config) -> Self {
        Self {
            protocol: &PROTOCOL,
            room: Room::default(),
            request: config.request(),
            account: config.account.clone(),
            configured: config.account,
            conversation: None,
            known: Known::default(),
        }
    }

    /// Remembers what the console shows now: requests are judged by it.
    fn observe(&mut self, data: At<'_>) {
        let conversation = data.get(ContextChanged::CONVERSATION.name());
        let text = |name| Some(conversation?.get(name)?.chars()?.into_owned());
        self.conversation = text(Conversation::ID.name());
        self.account = self.configured.clone().or_else(|| text(Conversation::ACCOUNT.name()));
        let labels = conversation.and_then(|at| at.get(Conversation::LABELS.name()));
        let attributes = conversation.and_then(|at| at.get(Conversation::ATTRIBUTES.name()));
        self.known = Known {
            labels: labels.map(|at| at.items().filter_map(|at| at.chars().map(String::from)).collect()),
            attributes: attributes
                .map(|at| at.unique().into_iter().map(|(key, at)| (key.into_owned(), json(at))).collect()),
        };
    }

    fn http(
        &mut self,
        id: &RequestId,
        method: &str,
        path: &str,
        body: Option<&Json>,
    ) -> Result<Received, Error> {
        let index = Index::parse(body.map_or("null", Json::as_str))?;
        let account = self.account.as_deref();
        if Place::of(path).is_some_and(|place| account.is_some_and(|account| place.account != account)) {
            return Ok(refused(id, "the simulated console has another account"));
        }
        Ok(match commands::parse(method, path, index.root())? {
            Parsed::Action(action) => taken(id, action),
            Parsed::Replaces(conversation, _) if self.conversation.as_ref() != Some(&conversation) => {
                refused(id, "what is in the set is known for the conversation in view only")
            }
            Parsed::Replaces(conversation, set) => match set.action(&self.known) {
                Some(action) => {
                    set.remember(&mut self.known);
                    taken(id, action.with_target(conversation))
                }
                None => refused(id, "no single neutral action makes this set of what is known to be in it"),
            },
            Parsed::Reads(conversation, _) if self.conversation.as_ref() != Some(&conversation) => {
                refused(id, "what is in the set is known for the conversation in view only")
            }
            Parsed::Reads(_, what) => match self.known.answer(what) {
                Some(value) => {
                    let value = Some(value);
                    let answer = Inbound::Return { id: id.clone(), status: Some(200), value, error: None };
                    Received::Answered(vec![answer.into()])
                }
                None => refused(id, "the simulated console has not been told what is in the set"),
            },
            Parsed::Refused(reason) => refused(id, reason),
        })
    }
}

impl Emulator for ChatwootEmulator {
    fn host(&self) -> &'static str {
        crate::HOST
    }

    fn emulate(&mut self, event: &str) -> Result<Emulated, Error> {
        let index = Index::parse(event)?;
        let Some(facts) = Facts::of(index.root())? else { return Ok(Emulated::default()) };
        match facts.kind {
            EventKind::SessionLaunched => Ok(Emulated::frame(launch::emulate(&facts)?.into(), Vec::new())),
            EventKind::ActionResult => {
                Ok(Emulated::frame(answer::emulate(&facts, crate::HOST)?.into(), Vec::new()))
            }
            // Another host's selection and change of a conversation have the same members; this host
            // would tell either by a new context.
            EventKind::ConversationSelected | EventKind::ConversationUpdated => {
                let context = as_context(facts.event);
                let index = Index::parse(&context)?;
                match Facts::of(index.root())? {
                    Some(facts) => self.context(&facts),
                    None => Ok(Emulated::default()),
                }
            }
            _ => self.context(&facts),
        }
    }

    fn remembers_events(&self) -> bool {
        false
    }

    fn receive(&mut self, frame: &Frame) -> Result<Received, Error> {
        match &frame.body {
            Body::Out(Outbound::Message { data: Data::Text(text), .. }) if *text == self.request => {
                Ok(Received::Action(commands::parse_ask()))
            }
            Body::Out(Outbound::Message { .. }) => {
                Ok(Received::Ignored("Chatwoot hears one request only, and only as a bare text"))
            }
            Body::Out(Outbound::Http { id, method, path, body }) => {
                self.http(id, method, path, body.as_ref())
            }
            _ => Ok(Received::Ignored("Chatwoot has neither calls nor subscriptions")),
        }
    }
}

impl ChatwootEmulator {
    fn context(&mut self, facts: &Facts<'_>) -> Result<Emulated, Error> {
        let Some(emulated) = self.protocol.emulate(&mut self.room, facts)? else {
            return Ok(Emulated::default());
        };
        let mobile = emulated.payload().any(|(key, _)| key.is("current_agent"));
        self.observe(facts.data);
        let source = Some(if mobile { Source::Own } else { Source::Parent });
        let message = Inbound::Message { source, origin: None, data: Data::Text(emulated.text) };
        Ok(Emulated::frame(message.into(), emulated.losses))
    }
}

/// The same event as one about the context, its other members as they are.
fn as_context(event: At<'_>) -> String {
    let kind = Json::string(&format!("{}{}", onepane_model::TYPE_PREFIX, EventKind::ContextChanged));
    let mut context = Object::default();
    for (key, value) in event.unique() {
        context.raw(&key, if key == "type" { kind.clone() } else { json(value) }.as_str());
    }
    context.finish()
}

/// An action, unless it is more than the host takes.
fn taken(id: &RequestId, action: Action) -> Received {
    match broken_limit(crate::capabilities::action, &action) {
        Some(refusal) => refused(id, &refusal.reason),
        None => Received::Action(action.with_id(id.clone())),
    }
}

/// Refuses a request, with words that are the emulator's own.
fn refused(id: &RequestId, reason: &str) -> Received {
    let body = Json::from(Object::default().text("error", &format!("onepane: {reason}")));
    let answer = Inbound::Return { id: id.clone(), status: Some(422), value: Some(body), error: None };
    Received::Refused { reason: reason.to_owned(), frames: vec![answer.into()] }
}
