//! The host's side, played by us.

use onepane_core::{Body, Emulated, Emulator, Error, Frame, Inbound, Outbound, Received, answer, launch};
use onepane_map::{At, Facts, Index, Protocol, Room};
use onepane_model::text::push_literal;
use onepane_model::{ContextChanged, ConversationUpdated, EventKind, Json, RequestId};

use crate::commands::{self, Parsed, REFRESH, TARGET};
use crate::config::{Config, Dialect};
use crate::map::PROTOCOL;
use crate::{callback, subscription};

/// The host's side of the Workspaces widget API.
#[derive(Debug, Clone)]
pub struct WorkspacesEmulator {
    protocol: &'static Protocol,
    room: Room,
    config: Config,
    /// Whether a widget has been launched.
    launched: bool,
    /// The interaction whose tab it was launched on.
    interaction: Option<String>,
}

impl Default for WorkspacesEmulator {
    fn default() -> Self {
        Self {
            protocol: &PROTOCOL,
            room: Room::default(),
            config: Config::default(),
            launched: false,
            interaction: None,
        }
    }
}

impl WorkspacesEmulator {
    /// A console with default settings, in which no widget has been launched yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A console of a generation of its own.
    ///
    /// # Errors
    ///
    /// When a setting cannot be.
    pub fn with_config(config: Config) -> Result<Self, Error> {
        config.validate()?;
        Ok(Self { config, ..Self::default() })
    }

    /// The same with other tables: for tests that damage them on purpose.
    #[must_use]
    pub fn with_protocol(mut self, protocol: &'static Protocol) -> Self {
        self.protocol = protocol;
        self
    }

    fn call(&self, id: &RequestId, target: &str, args: &[Json]) -> Result<Received, Error> {
        let Some(method) = target.strip_prefix(TARGET) else {
            return Ok(Received::Ignored("not a call of the widget API"));
        };
        let mut list = String::from("[");
        for (place, arg) in args.iter().enumerate() {
            list.push_str(if place > 0 { "," } else { "" });
            list.push_str(arg.as_str());
        }
        list.push(']');
        // Errors point into the frame.
        let frame = format!("{{\"args\":{list}}}");
        let index = Index::parse(&frame)?;
        let args = index.root().get("args").unwrap_or(index.root());
        let own = self.launched.then(|| self.interaction.as_deref().unwrap_or(""));
        Ok(match commands::parse(&self.config, own, method, args)? {
            Parsed::Action(action) => Received::Action(action.with_id(id.clone())),
            Parsed::Refused(reason) => Received::Refused {
                reason: reason.to_owned(),
                frames: vec![
                    Inbound::Return {
                        id: id.clone(),
                        status: None,
                        value: None,
                        error: Some(Json::string(&format!("onepane: {reason}"))),
                    }
                    .into(),
                ],
            },
        })
    }
}

impl Emulator for WorkspacesEmulator {
    fn host(&self) -> &'static str {
        crate::HOST
    }

    fn emulate(&mut self, event: &str) -> Result<Emulated, Error> {
        let index = Index::parse(event)?;
        let Some(facts) = Facts::of(index.root())? else { return Ok(Emulated::default()) };
        let v3 = self.config.dialect == Dialect::V3;
        let own = facts.host == crate::HOST;
        match facts.kind {
            EventKind::SessionLaunched => {
                let launch = launch::emulate(&facts)?;
                if let Inbound::Launch { attributes, .. } = &launch {
                    self.launched = true;
                    let id = attributes.iter().find(|(name, id)| name == "interactionid" && !id.is_empty());
                    self.interaction = id.map(|(_, id)| id.clone());
                }
                Ok(Emulated::frame(launch.into(), Vec::new()))
            }
            EventKind::ActionResult => {
                Ok(Emulated::frame(answer::emulate(&facts, crate::HOST)?.into(), Vec::new()))
            }
            // The context that was asked for comes with the answer to the call.
            EventKind::ContextChanged if own && facts.name.as_deref() == Some(REFRESH) => {
                Ok(Emulated::default())
            }
            // A context of another host's is about a conversation, which this host tells as such.
            EventKind::ContextChanged
                if !own && facts.data.get(ContextChanged::CONVERSATION.name()).is_some() =>
            {
                let event = as_conversation(facts.event);
                let index = Index::parse(&event)?;
                match Facts::of(index.root())? {
                    Some(facts) => Ok(callback::emulate(self.protocol, &mut self.room, &facts, v3)?),
                    None => Ok(Emulated::default()),
                }
            }
            _ => Ok(callback::emulate(self.protocol, &mut self.room, &facts, v3)?),
        }
    }

    fn remembers_events(&self) -> bool {
        false
    }

    fn receive(&mut self, frame: &Frame) -> Result<Received, Error> {
        match &frame.body {
            Body::Out(Outbound::Call { id, target, args }) => self.call(id, target, args),
            Body::Out(Outbound::Subscribe { name })
                if self.launched && self.interaction.is_none() && subscription::needs_interaction(name) =>
            {
                Ok(Received::Refused {
                    reason: "the event needs an interaction, and the widget is not on one".to_owned(),
                    frames: Vec::new(),
                })
            }
            Body::Out(Outbound::Subscribe { .. } | Outbound::Unsubscribe { .. }) => {
                Ok(Received::Ignored("a subscription asks for nothing by itself"))
            }
            _ => Ok(Received::Ignored("Workspaces takes calls and subscriptions, nothing else")),
        }
    }
}

/// The same event as a change of the conversation in it.
fn as_conversation(event: At<'_>) -> String {
    let mut out = String::from("{");
    for (key, value) in event.unique() {
        if out.len() > 1 {
            out.push(',');
        }
        push_literal(&mut out, &key);
        out.push(':');
        if key == "type" {
            push_literal(&mut out, EventKind::ConversationUpdated.as_str());
        } else {
            value.copy_into(&mut out, &[]);
        }
    }
    out.push('}');
    debug_assert_eq!(ContextChanged::CONVERSATION.name(), ConversationUpdated::CONVERSATION.name());
    out
}
