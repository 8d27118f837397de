//! The widget's side: read this file first.
//!
//! A callback comes in here, is told apart by its name, and goes through the tables of `map.rs`; an
//! action goes out through `commands.rs` as a call, whose answer comes back here too.

use onepane_core::{Adapter, Asked, Body, Error, Frame, Inbound, Outbound, Refusal, Seen, answer, launch};
use onepane_map::{At, Corrupt, Decoder, Head, Index, JsonKind, Output, Protocol, Shelf, Stamp};
use onepane_model::{ActionKind, Constraint, ConversationId, EventKind, Json, RequestId, Support};

use crate::commands::{self, REFRESH, TARGET};
use crate::config::Config;
use crate::map::PROTOCOL;
use crate::subscription::{self, Subscriptions};
use crate::view::{self, View};
use crate::{callback, capabilities};

/// How many refreshes may be under way; of more, the oldest is forgotten.
const MOST_REFRESHES: usize = 64;

/// The widget's side of the Workspaces widget API.
#[derive(Debug, Clone)]
pub struct Workspaces {
    config: Config,
    protocol: &'static Protocol,
    view: View,
    /// The ids of the calls whose answer is the context, oldest first.
    refreshes: Vec<RequestId>,
    decoder: Decoder,
    shelf: Shelf,
}

impl Workspaces {
    /// An adapter for one customer's Workspaces.
    ///
    /// # Errors
    ///
    /// When a setting cannot be.
    pub fn new(config: Config) -> Result<Self, Error> {
        config.validate()?;
        Ok(Self {
            config,
            view: View::default(),
            refreshes: Vec::new(),
            decoder: Decoder::new(PROTOCOL.secrets),
            shelf: Shelf::default(),
            protocol: &PROTOCOL,
        })
    }

    /// The same with other tables: for tests that damage them on purpose.
    #[must_use]
    pub fn with_protocol(mut self, protocol: &'static Protocol) -> Self {
        self.protocol = protocol;
        self.decoder = Decoder::new(protocol.secrets);
        self
    }

    /// The subscriptions to events of these names, and only to these: the host tells nothing unasked.
    ///
    /// An event that needs an interaction is refused to a widget that is not on one; a name that the host
    /// is not known to have is subscribed to with a warning. Subscribe once to each name: taking a
    /// subscription back takes all of that name back.
    pub fn subscriptions(&self, names: &[&str]) -> Subscriptions {
        subscription::to_names(names, self.view.interaction.is_some(), self.config.dialect)
    }

    /// The subscriptions from which these neutral kinds come.
    ///
    /// A widget on an interaction gets the events about that one; a widget beside any gets those about
    /// all of them. Kinds that come without a subscription, or not at all, give none.
    pub fn subscriptions_for(&self, kinds: &[EventKind]) -> Subscriptions {
        let on_interaction = self.view.interaction.is_some();
        let names =
            subscription::names(kinds, on_interaction, self.view.widget.as_deref(), self.config.dialect);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        self.subscriptions(&names)
    }

    /// Where events come from. Of one frame alone, so that runs in parallel agree.
    fn source(&self, told: Option<String>) -> String {
        let account = self.config.account.clone().or(told);
        ["onepane://", crate::HOST, "/", account.as_deref().unwrap_or("-")].concat()
    }

    fn callback(
        &mut self,
        frame: &Frame,
        name: &str,
        args: &[Json],
        output: &mut dyn Output,
    ) -> Result<Seen, Error> {
        let index = args.first().map(|payload| self.shelf.index(payload.as_str())).transpose()?;
        let seen = self.told(frame, name, args, index.as_ref().map(Index::root), output);
        if let Some(index) = index {
            self.shelf.put(index);
        }
        seen
    }

    /// Tells a callback; `payload` is the first of its arguments.
    fn told(
        &mut self,
        frame: &Frame,
        name: &str,
        args: &[Json],
        payload: Option<At<'_>>,
        output: &mut dyn Output,
    ) -> Result<Seen, Error> {
        let source = self.source(payload.and_then(view::tenant));
        let stamp = Stamp::new(&source, frame.time());
        callback::decode(self.protocol, &mut self.decoder, name, args, payload, &stamp, output)?;
        if let Some(payload) = payload {
            self.view.observe(name, payload);
        }
        Ok(Seen::with_warnings(self.decoder.take_warnings()))
    }

    /// The answer to a call: how the action ended and, of a refresh, the context before it.
    fn answer(
        &mut self,
        frame: &Frame,
        id: &RequestId,
        status: Option<u16>,
        value: Option<&Json>,
        error: Option<&Json>,
        output: &mut dyn Output,
    ) -> Result<Seen, Error> {
        let value = value.map(|value| self.without_secrets(value)).transpose()?;
        let error = error.map(|error| self.without_secrets(error)).transpose()?;
        let place = self.refreshes.iter().position(|other| other == id);
        let asked = place.map(|place| self.refreshes.remove(place)).is_some();
        if let Some(value) = value.as_ref().filter(|_| asked && error.is_none()) {
            let index = Index::parse(value.as_str())?;
            if index.root().kind() == JsonKind::Object && !index.root().is_empty() {
                self.context(frame, index.root(), output)?;
            }
        }
        let source = self.source(None);
        let mut head = Head::new(&source, crate::HOST, EventKind::ActionResult);
        head.time = frame.time();
        match (&value, &error) {
            // The call has ended; whether the host did what was asked, nobody says.
            (None, None) if status.is_none() => answer::tell_sent(&head, id, None, output),
            _ => answer::tell(&head, id, status, value.as_ref(), error.as_ref(), output),
        }
        Ok(Seen::with_warnings(self.decoder.take_warnings()))
    }

    /// Tells the context that was asked for. The frame comes back from the action's result alone.
    fn context(
        &mut self,
        frame: &Frame,
        interaction: At<'_>,
        output: &mut dyn Output,
    ) -> Result<(), Corrupt> {
        let source = self.source(view::tenant(interaction));
        let stamp = Stamp::new(&source, frame.time());
        self.protocol.decode_answer(&mut self.decoder, REFRESH, interaction, &stamp, output)?;
        self.view.own(interaction);
        Ok(())
    }

    fn without_secrets(&self, json: &Json) -> Result<Json, Corrupt> {
        let index = Index::parse(json.as_str())?;
        let mut out = String::new();
        self.decoder.copy(index.root(), &mut out);
        Ok(Json::from_text(out))
    }
}

impl Adapter for Workspaces {
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
        capabilities::action(self.config.dialect, kind)
    }

    fn meets(&self, need: &str) -> bool {
        match need {
            "interaction" => self.view.interaction.is_some(),
            // Until the host has said otherwise, it is assumed to allow.
            guard => guard.starts_with("can") && self.view.allows(guard),
        }
    }

    fn live_limits(&self, action: ActionKind) -> Vec<Constraint> {
        match action {
            ActionKind::MessageSend => self.view.limit().into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn current_conversation(&self) -> Option<&ConversationId> {
        self.view.current()
    }

    fn subscribe(&mut self, kinds: &[EventKind]) -> Vec<Frame> {
        self.subscriptions_for(kinds).frames
    }

    fn remembers_actions(&self) -> bool {
        false
    }

    fn decode(&mut self, frame: &Frame, output: &mut dyn Output) -> Result<Seen, Error> {
        match &frame.body {
            Body::In(Inbound::Callback { name, args }) => self.callback(frame, name, args, output),
            Body::In(Inbound::Return { id, status, value, error }) => {
                self.answer(frame, id, *status, value.as_ref(), error.as_ref(), output)
            }
            Body::In(Inbound::Launch { url, attributes }) => {
                self.view.launched(attributes);
                Ok(launch::tell(frame, crate::HOST, &self.source(None), url.as_deref(), attributes, output))
            }
            Body::In(Inbound::Message { .. }) => Ok(Seen::ignored("Workspaces posts no window messages")),
            Body::In(Inbound::Page { .. }) => Ok(Seen::ignored("the page's state is not Workspaces'")),
            Body::In(_) => Ok(Seen::ignored("not a frame of Workspaces'")),
            _ => Ok(Seen::ignored("not an inbound frame")),
        }
    }

    fn translate(&mut self, id: &RequestId, asked: &Asked<'_>) -> Result<Vec<Frame>, Refusal> {
        let call = commands::encode(&self.config, &self.view, asked)?;
        if asked.kind() == ActionKind::ContextRefresh {
            self.refreshes.retain(|other| other != id);
            if self.refreshes.len() == MOST_REFRESHES {
                self.refreshes.remove(0);
            }
            self.refreshes.push(id.clone());
        }
        let target = [TARGET, &call.method].concat();
        Ok(vec![Outbound::Call { id: id.clone(), target, args: call.args }.into()])
    }
}
