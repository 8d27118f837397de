//! The widget's side: read this file first.
//!
//! The host frames the widget with an id for it in the URL; the widget says that it is there, the host registers it and
//! says where it stands. Before that nothing can be said: subscriptions wait here, actions are refused, since one that
//! waited could still be sent after the session had given it up. With the registration the adapter subscribes and asks
//! for the values of all paths that its tables know, and again whenever one has changed, so that a context is whole.
//!
//! A notice goes through the tables of `map.rs`; an action goes out through `commands.rs`; answers come back as results
//! through `reply.rs`.

use onepane_core::json::holds;
use onepane_core::{
    Adapter, Asked, Body, Data, Error, Frame, Inbound, MessageWire, Refusal, Rule, Seen, launch,
};
use onepane_map::{At, Corrupt, Decoder, Head, JsonKind, Output, Protocol, Shelf, Stamp};
use onepane_model::{ActionKind, ConversationId, EventKind, RequestId, Support};

use crate::capabilities;
use crate::commands::{self, Command};
use crate::config::Config;
use crate::document;
use crate::map::{ANSWER, CHANGES, CONTEXT_UPDATED, NOTICE, PROTOCOL, REGISTERED};
use crate::reply;
use crate::view::{self, View};
use crate::waiting::{Question, Waiting};
use crate::wire::{self, App};

/// The event for which the host waits.
const SAVE: &str = "ticket.save";

/// Events without a table that a widget may want to be told. The last tells of any field, by its name.
const OTHERS: [&str; 7] = [
    "app.activated",
    "app.deactivated",
    "pane.activated",
    "ticket.submit.start",
    "ticket.submit.done",
    "ticket.submit.fail",
    "*.changed",
];

/// How many events may wait for an answer of the widget's; of more, the oldest is forgotten.
const MOST_HOOKS: usize = 16;

/// The widget's side of the Zendesk Apps framework.
#[derive(Debug, Clone)]
pub struct Zendesk {
    config: Config,
    protocol: &'static Protocol,
    /// Absent before a launch or a registration has told it.
    app: Option<App>,
    /// Whether a launch has said that the frame is not in a console that may frame the widget.
    is_elsewhere: bool,
    is_registered: bool,
    view: View,
    /// What the session wants to be told. Absent until it has said so: then nothing is asked for.
    wanted: Option<Vec<EventKind>>,
    subscribed: Vec<&'static str>,
    waiting: Waiting,
    /// Whether something has changed since the values were asked for that are on their way.
    is_stale: bool,
    /// Events that wait for an answer, oldest first.
    hooks: Vec<String>,
    decoder: Decoder,
    /// Room for the indexes of messages, and for documents and theirs.
    shelf: Shelf,
    room: document::Room,
}

impl Zendesk {
    /// An adapter for one customer's Zendesk.
    ///
    /// # Errors
    ///
    /// When a setting cannot be.
    pub fn new(config: Config) -> Result<Self, Error> {
        config.validate()?;
        Ok(Self {
            config,
            protocol: &PROTOCOL,
            app: None,
            is_elsewhere: false,
            is_registered: false,
            view: View::default(),
            wanted: None,
            subscribed: Vec::new(),
            waiting: Waiting::default(),
            is_stale: false,
            hooks: Vec::new(),
            decoder: Decoder::new(PROTOCOL.secrets),
            shelf: Shelf::default(),
            room: document::Room::default(),
        })
    }

    /// The same with other tables, as a test of the tables needs it.
    #[must_use]
    pub fn with_protocol(mut self, protocol: &'static Protocol) -> Self {
        self.protocol = protocol;
        self.decoder = Decoder::new(protocol.secrets);
        self
    }

    /// Where events come from. Of one frame alone, so that runs in parallel agree.
    fn source(&self, told: Option<&str>) -> String {
        let account = self.config.account.as_deref().or(told);
        ["onepane://", crate::HOST, "/", account.unwrap_or("-")].concat()
    }

    /// The host loaded the widget, with its origin and the app's id among the URL's parameters.
    fn launched(&mut self, url: Option<&str>) {
        let Some(url) = url else { return };
        let origin = wire::parameter(url, "origin").filter(|origin| self.config.trusts(origin));
        let told = origin.zip(wire::parameter(url, "app_guid"));
        self.is_elsewhere = told.is_none();
        self.app = told.map(|(origin, guid)| App { guid, origin: Some(origin) });
        self.is_registered = false;
        self.subscribed.clear();
        self.view = View::default();
    }

    fn text(&mut self, frame: &Frame, text: &str, output: &mut dyn Output) -> Result<Seen, Error> {
        let index = match self.shelf.index(text) {
            Ok(index) => index,
            // Cut off or damaged, but plainly the host's.
            Err(error) if holds(text, "\"key\"") && holds(text, "\"zaf.") => return Err(error.into()),
            Err(_) => return Ok(Seen::ignored("text that is not JSON")),
        };
        let seen = self.message(frame, index.root(), output);
        self.shelf.put(index);
        seen
    }

    fn message(&mut self, frame: &Frame, message: At<'_>, output: &mut dyn Output) -> Result<Seen, Error> {
        if message.kind() != JsonKind::Object {
            return Ok(Seen::ignored("not an object"));
        }
        let other = message.get("instanceGuid").and_then(|guid| guid.chars());
        // A registration may name any instance; only the launch says which this is.
        if let (Some(other), Some(App { guid, origin: Some(_) })) = (other, &self.app)
            && *guid != other
        {
            return Ok(Seen::ignored("for another instance of the app"));
        }
        if let Some((wire, form)) = reply::answers(message) {
            return self.answer(frame, &wire, form, message, output);
        }
        let key = message.get("key").and_then(|key| key.chars()).filter(|key| key.starts_with(NOTICE));
        match key {
            Some(key) => self.notice(frame, &key, message, output),
            None => Ok(Seen::ignored("neither a notice of the framework's nor an answer")),
        }
    }

    fn notice(
        &mut self,
        frame: &Frame,
        name: &str,
        message: At<'_>,
        output: &mut dyn Output,
    ) -> Result<Seen, Error> {
        // Of a recording that begins later: whoever is told something has been registered.
        self.is_registered |= self.app.is_some();
        let event = name.strip_prefix(NOTICE).unwrap_or(name);
        let waits = message.get("needsReply").and_then(|needs| needs.bool()) == Some(true);
        let reply = waits.then_some(event);
        let warnings = match document::changed_path(name) {
            Some(path) => {
                let mut room = std::mem::take(&mut self.room);
                let document = document::of_change(message, path, &mut room.text, &mut room.shelf);
                let told = self.tell(frame, name, message, document.root(), reply, output);
                room.shelf.put(document);
                self.room = room.bounded();
                told?
            }
            None => self.tell(frame, name, message, message, reply, output)?,
        };
        if waits {
            self.hooks.retain(|other| other != event);
            if self.hooks.len() == MOST_HOOKS {
                self.hooks.remove(0);
            }
            self.hooks.push(event.to_owned());
        }
        let mut seen = Seen::with_warnings(warnings);
        match name {
            REGISTERED => seen.frames = self.register(message),
            CONTEXT_UPDATED => seen.frames = self.ask(),
            _ if document::changed_path(name).is_some() => seen.frames = self.ask(),
            _ => {}
        }
        Ok(seen)
    }

    /// Runs a message's document through the tables.
    fn tell(
        &mut self,
        frame: &Frame,
        name: &str,
        message: At<'_>,
        document: At<'_>,
        reply: Option<&str>,
        output: &mut dyn Output,
    ) -> Result<Vec<Corrupt>, Error> {
        let context = match name {
            REGISTERED => document.find(&["message", "context"]),
            CONTEXT_UPDATED => document.get("message"),
            _ => None,
        };
        let account = view::told_account(context);
        let source = self.source(account.as_deref());
        let mut stamp = Stamp::new(&source, frame.time());
        stamp.reply = reply;
        let told = self.protocol.decode(&mut self.decoder, document, &stamp, output);
        // Taken in any case: those of a corrupt frame are not the next one's.
        let warnings = self.decoder.take_warnings();
        told.map_err(|corrupt| document::placed(name, message, corrupt))?;
        self.view.observe(name, document);
        Ok(warnings.into_iter().map(|warning| document::placed(name, message, warning)).collect())
    }

    /// The host has registered the app: what waited for it goes out.
    fn register(&mut self, message: At<'_>) -> Vec<Frame> {
        if self.is_elsewhere {
            return Vec::new();
        }
        if self.app.is_none() {
            // Of a recording, where the launch is not at hand: the context names the instance too.
            let guid = message.find(&["message", "context", "instanceGuid"]).and_then(|guid| guid.chars());
            self.app = guid.map(|guid| App { guid: guid.into_owned(), origin: None });
        }
        self.is_registered = self.app.is_some();
        self.subscribed.clear();
        // Whatever was asked before, the host answers no more.
        self.waiting.forget_contexts();
        self.is_stale = false;
        let mut frames = self.subscriptions();
        frames.extend(self.ask());
        frames
    }

    /// The subscriptions to what is wanted that have not gone out.
    fn subscriptions(&mut self) -> Vec<Frame> {
        let (Some(app), Some(wanted)) = (&self.app, &self.wanted) else { return Vec::new() };
        if !self.is_registered {
            return Vec::new();
        }
        let wants = |kinds: &[EventKind]| kinds.iter().any(|kind| wanted.contains(kind));
        let mut names: Vec<&'static str> = Vec::new();
        let told = [
            EventKind::ContextChanged,
            EventKind::ConversationUpdated,
            EventKind::ConversationEnded,
            EventKind::MessageCreated,
        ];
        if wants(&told) {
            names.push("context.updated");
            names.extend(CHANGED.iter().filter(|_| self.view.has_ticket()));
        }
        if wants(&[EventKind::HostEvent]) {
            names.extend(OTHERS.iter().filter(|name| self.view.has_ticket() || name.starts_with("app.")));
            names.extend(Some(SAVE).filter(|_| self.config.hooks && self.view.has_ticket()));
        }
        names.retain(|name| {
            let is_new = !self.subscribed.contains(name);
            self.subscribed.extend(Some(*name).filter(|_| is_new));
            is_new
        });
        names.into_iter().map(|name| app.subscribe(name)).collect()
    }

    /// Asks for the values of all paths, once at a time.
    fn ask(&mut self) -> Vec<Frame> {
        let (Some(app), true) = (&self.app, self.is_registered && self.wanted.is_some()) else {
            return Vec::new();
        };
        if self.waiting.asks_context() {
            self.is_stale = true;
            return Vec::new();
        }
        let id = self.waiting.number(Question::Context);
        vec![app.request(id, "get", &commands::context(&self.view))]
    }

    /// The answer to a request of ours, or of whoever made a recording.
    fn answer(
        &mut self,
        frame: &Frame,
        wire: &str,
        form: reply::Form,
        message: At<'_>,
        output: &mut dyn Output,
    ) -> Result<Seen, Error> {
        let asked = self.waiting.end(wire);
        let is_context = match asked {
            Some(Question::Action(_)) => false,
            Some(Question::Context) => true,
            // Of a recording, where the question itself is not at hand.
            None => [&["result", AGENT_ID][..], &["result", "errors", AGENT_ID]]
                .iter()
                .any(|place| message.find(place).is_some()),
        } && form == reply::Form::Plain
            && message.get("error").is_none()
            && message.get("result").is_some_and(|result| result.kind() == JsonKind::Object);
        let mut room = document::Room::default();
        if is_context && let Some(document) = document::of_answer(message, &mut room.text, &mut room.shelf) {
            let warnings = self.tell(frame, ANSWER, message, document.root(), None, output)?;
            let mut seen = Seen::with_warnings(warnings);
            if std::mem::take(&mut self.is_stale) {
                seen.frames = self.ask();
            }
            return Ok(seen);
        }
        let id = match &asked {
            Some(Question::Action(id)) => id.as_str(),
            _ => wire,
        };
        let source = self.source(None);
        let mut head = Head::new(&source, crate::HOST, EventKind::ActionResult);
        head.time = frame.time();
        reply::tell(&head, id, (wire, form), message, output);
        Ok(Seen::default())
    }
}

/// The path that is asked for wherever the widget stands, and so tells the answer from others.
const AGENT_ID: &str = "currentUser.id";

/// The events of [`CHANGES`], and of what is said.
const CHANGED: [&str; CHANGES.len() + 1] = [
    "ticket.status.changed",
    "ticket.priority.changed",
    "ticket.subject.changed",
    "ticket.tags.changed",
    "ticket.requester.id.changed",
    "ticket.requester.email.changed",
    "ticket.assignee.user.id.changed",
    "ticket.assignee.group.id.changed",
    "ticket.conversation.changed",
];

impl Adapter for Zendesk {
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
            "registration" => self.is_registered,
            "conversation" => self.view.has_ticket(),
            "hook" => !self.hooks.is_empty(),
            _ => false,
        }
    }

    fn current_conversation(&self) -> Option<&ConversationId> {
        self.view.ticket.as_ref()
    }

    fn message_wire(&self) -> Option<MessageWire> {
        Some(MessageWire::Text)
    }

    /// The handshake; after it, what is wanted. In between the registration decides.
    fn subscribe(&mut self, kinds: &[EventKind]) -> Vec<Frame> {
        self.wanted = Some(kinds.to_vec());
        if self.is_registered {
            let mut frames = self.subscriptions();
            frames.extend(self.ask());
            return frames;
        }
        self.app.iter().map(App::handshake).collect()
    }

    /// A context is told as a context and not as a result; a reply is not answered.
    fn answers(&self, kind: ActionKind) -> bool {
        !matches!(kind, ActionKind::ContextRefresh | ActionKind::EventReply)
    }

    fn decode(&mut self, frame: &Frame, output: &mut dyn Output) -> Result<Seen, Error> {
        match &frame.body {
            Body::In(Inbound::Message { data: Data::Text(text), .. }) => self.text(frame, text, output),
            Body::In(Inbound::Message { data: Data::Value(json), .. }) => {
                self.text(frame, json.as_str(), output)
            }
            Body::In(Inbound::Launch { url, attributes }) => {
                self.launched(url.as_deref());
                Ok(launch::tell(frame, crate::HOST, &self.source(None), url.as_deref(), attributes, output))
            }
            Body::In(Inbound::Page { .. }) => Ok(Seen::ignored("the page's state is not Zendesk's")),
            Body::In(_) => Ok(Seen::ignored("Zendesk has neither callbacks nor calls that return")),
            _ => Ok(Seen::ignored("not an inbound frame")),
        }
    }

    fn translate(&mut self, id: &RequestId, asked: &Asked<'_>) -> Result<Vec<Frame>, Refusal> {
        let command = commands::encode(&self.view, asked)?;
        let Some(app) = self.app.as_ref().filter(|_| self.is_registered) else {
            let reason = "needs the app to be registered by a console of Zendesk's";
            return Err(Refusal::new(Rule::Needs("registration".to_owned()), reason));
        };
        Ok(match command {
            Command::Context => {
                let id = self.waiting.number(Question::Context);
                vec![app.request(id, "get", &commands::context(&self.view))]
            }
            Command::Request(kind, params) => {
                vec![app.request(self.waiting.number(Question::Action(id.clone())), kind, &params)]
            }
            Command::Proxied(options) => {
                let name = self.waiting.proxied(Question::Action(id.clone()));
                // The answer is an event, which must be subscribed to like any other.
                vec![
                    app.subscribe(&[&*name, ".done"].concat()),
                    app.subscribe(&[&*name, ".fail"].concat()),
                    app.notice(&name, &options),
                ]
            }
            Command::Reply(event, error) => {
                let Some(place) = self.hooks.iter().position(|hook| *hook == event) else {
                    return Err(Refusal::invalid("no event of this id waits for an answer"));
                };
                self.hooks.remove(place);
                vec![app.reply(&event, error.as_deref())]
            }
        })
    }
}
