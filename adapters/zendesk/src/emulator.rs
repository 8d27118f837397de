//! The host's side, played by us: well enough that the vendor's own client can talk to it.
//!
//! What it is told in neutral words it remembers by path (`memory.rs`), through the same tables, and answers `get`
//! from there. `set` and `invoke` are actions for whoever plays the agent; their results go back in the form that the
//! client expects, errors of single paths within the result.

mod memory;

use std::borrow::Cow;
use std::collections::{BTreeSet, VecDeque};

use onepane_core::json::{Object, json};
use onepane_core::{Body, Data, Emulated, Emulator, Error, Frame, Inbound, Outbound, Received, launch};
use onepane_map::{At, Corrupt, Emulation, Facts, Index, JsonKind, Protocol, Room};
use onepane_model::{ActionResult, ContextChanged, EventKind, Json, Outcome};

use crate::commands;
use crate::document;
use crate::map::{
    ANSWER, CONTEXT_UPDATED, CONVERSATION, LAST, NOTICE, PROTOCOL, REGISTERED, SAID, STATUS_CHANGED,
};
use crate::reply;
use crate::view::View;
use crate::wire::{HANDSHAKE, REPLY, SUBSCRIBE, UNSUBSCRIBE, parameter};

use memory::Memory;

/// The id of the app's frame, where the widget has not named one yet.
const INSTANCE: &str = "onepane";

/// How many requests may wait for their results; of more, the oldest is forgotten.
const MOST: usize = 64;

/// The host's side of the Zendesk Apps framework.
#[derive(Debug, Clone)]
pub struct ZendeskEmulator {
    protocol: &'static Protocol,
    room: Room,
    /// The id by which the widget calls itself.
    guid: Option<String>,
    /// What the app is told at its registration, context and metadata; JSON text. Absent until a context is known.
    registration: Option<String>,
    view: View,
    memory: Memory,
    /// The events that the widget wants to be told.
    subscribed: BTreeSet<String>,
    /// Requests whose results are not known yet, oldest first: id, kind and params.
    asked: VecDeque<(String, &'static str, Json)>,
}

impl Default for ZendeskEmulator {
    fn default() -> Self {
        Self::new()
    }
}

impl ZendeskEmulator {
    /// A console that has not been told anything.
    pub fn new() -> Self {
        Self {
            protocol: &PROTOCOL,
            room: Room::default(),
            guid: None,
            registration: None,
            view: View::default(),
            memory: Memory::default(),
            subscribed: BTreeSet::new(),
            asked: VecDeque::new(),
        }
    }

    /// The same with other tables, as a test of the tables needs it.
    #[must_use]
    pub fn with_protocol(mut self, protocol: &'static Protocol) -> Self {
        self.protocol = protocol;
        self
    }

    /// An event of this host's own.
    fn own(&mut self, facts: &Facts<'_>) -> Result<Emulated, Error> {
        let Some(emulated) = self.protocol.emulate(&mut self.room, facts)? else {
            return Ok(Emulated::default());
        };
        // What no table knows is its own document, and nothing is known from it.
        let mut text = if facts.kind == EventKind::HostEvent {
            emulated.text.clone()
        } else {
            self.observe(&emulated)?;
            document::message(&emulated)
        };
        let waits = facts.event.get("reply").is_some_and(|reply| !reply.is_null());
        if waits && !emulated.members().any(|(key, _)| key.is("needsReply")) {
            text.pop();
            document::push_name(&mut text, "needsReply");
            text.push_str("true}");
        }
        Ok(Emulated::frame(said(text), emulated.losses))
    }

    /// Remembers what the console shows now.
    fn observe(&mut self, document: &onepane_map::Emulated) -> Result<(), Corrupt> {
        let name = document.name.as_str();
        let Some((_, message)) = document.members().find(|(key, _)| key.is("message")) else { return Ok(()) };
        match name {
            REGISTERED | CONTEXT_UPDATED => {
                self.view.observe(name, Index::parse(&document.text)?.root());
                self.registration = Some(match name {
                    REGISTERED => message.to_owned(),
                    _ => Object::default().raw("context", message).raw("metadata", "{}").finish(),
                });
                self.learn_ticket();
            }
            SAID => self.hear(document::told(document, CONVERSATION), document::told(document, LAST)),
            _ if name == ANSWER || document::changed_path(name).is_some() => {
                for (path, value) in document.payload() {
                    if name == ANSWER && path.is("ticket.id") {
                        self.view.answer(Some(Index::parse(value)?.root()));
                    }
                    self.memory.learn_one(path.to_cow(), Json::from_text(value));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Something was said: what went before, where it is told, and the last of it.
    fn hear(&mut self, before: Option<&str>, last: Option<&str>) {
        let Some(last) = last else { return };
        let known = if before.is_none() { self.memory.get(CONVERSATION) } else { None };
        let before = before.or(known.as_ref().map(Json::as_str)).unwrap_or("");
        self.memory.set(CONVERSATION, Json::from_text(document::conversation(before, last)));
    }

    fn learn_ticket(&mut self) {
        if let Some(ticket) = self.view.ticket.as_ref().filter(|ticket| commands::is_id(ticket.as_str())) {
            self.memory.set("ticket.id", Json::from_text(ticket.as_str()));
        }
    }

    /// What another host tells of a conversation and the people around it, as this one would: by registering the app
    /// and answering its questions, later by saying which paths have changed.
    fn foreign(&mut self, facts: &Facts<'_>) -> Result<Emulated, Error> {
        let name = match facts.kind {
            EventKind::MessageCreated => SAID,
            EventKind::ContextChanged | EventKind::CompanySelected => ANSWER,
            _ => STATUS_CHANGED,
        };
        // Of a message alone nobody knows to which ticket it belongs.
        if name == SAID && self.registration.is_none() {
            return Ok(Emulated::default());
        }
        let table = self.protocol.event(name);
        let Some(table) = table else { return Ok(Emulated::default()) };
        let mut emulation = Emulation::new(self.protocol.secrets, true);
        emulation.write(table.data, facts.data)?;
        let (values, losses) = emulation.finish();
        let index = Index::parse(&values)?;
        let before = self.memory.clone();
        if facts.kind == EventKind::ContextChanged {
            self.memory = Memory::default();
        }
        match name {
            SAID => {
                let told = |path| index.root().get(path).map(|value| value.raw());
                self.hear(told(CONVERSATION), told(LAST));
            }
            _ => self.memory.learn(index.root()),
        }
        let is_new = self.registration.is_none();
        if name != SAID {
            self.registration = Some(self.register(facts.data));
        }
        let registration = self.registration.as_deref().unwrap_or("{}");
        let document = notice(REGISTERED, registration);
        self.view.observe(REGISTERED, Index::parse(&document)?.root());
        if is_new {
            return Ok(Emulated::frame(said(document), losses));
        }
        let mut frames = self.changes(&before);
        if frames.is_empty() {
            let context = Index::parse(registration)?;
            let context = context.root().get("context").map_or("{}", |context| context.raw());
            frames.push(said(notice(CONTEXT_UPDATED, context)));
        }
        let mut emulated = Emulated::default();
        (emulated.frames, emulated.losses) = (frames, losses);
        Ok(emulated)
    }

    /// The registration of the app on what is known: beside a ticket, a user or an organization.
    fn register(&self, data: At<'_>) -> String {
        let is_there =
            |member: &str| data.get(member).is_some_and(|value| !value.is_null() && !value.is_empty());
        let location = if is_there(ContextChanged::CONVERSATION.name()) {
            "ticket_sidebar"
        } else if is_there(ContextChanged::CONTACT.name()) {
            "user_sidebar"
        } else if is_there(ContextChanged::COMPANY.name()) {
            "organization_sidebar"
        } else {
            "nav_bar"
        };
        let guid = self.guid.as_deref().unwrap_or(INSTANCE);
        let mut context = Object::default();
        context.text("instanceGuid", guid).text("product", "support").text("location", location);
        if let Some(ticket) = self.memory.get("ticket.id") {
            context.raw("ticketId", ticket.as_str());
        }
        let metadata = Object::default().raw("settings", "{}").finish();
        Object::default().raw("context", context.finish()).raw("metadata", metadata).finish()
    }

    /// What the widget wants to be told of what is no longer as it was.
    fn changes(&self, before: &Memory) -> Vec<Frame> {
        let changed = self.subscribed.iter().filter_map(|event| {
            let path = event.strip_suffix(".changed")?;
            let (old, new) = (before.get(path), self.memory.get(path));
            let new = (old != new).then(|| new.unwrap_or_else(Json::null))?;
            Some(said(notice(&format!("{NOTICE}{event}"), new.as_str())))
        });
        changed.collect()
    }

    /// How an action ended.
    fn result(&mut self, facts: &Facts<'_>) -> Result<Emulated, Error> {
        let mut result = ActionResult::default();
        onepane_map::read(&ActionResult::RECORD, facts.data, &mut result)?;
        let id = result.action.as_ref().map_or("", |id| id.as_str());
        let place = self.asked.iter().position(|(asked, ..)| asked == id);
        let asked = place.and_then(|place| self.asked.remove(place));
        let is_done = result.result == Some(Outcome::Done);
        let mut changes = Vec::new();
        if let Some((_, "set", params)) = asked.as_ref().filter(|_| is_done) {
            let before = self.memory.clone();
            self.memory.learn(Index::parse(params.as_str())?.root());
            // Whoever has changed a value: it has changed.
            changes = self.changes(&before);
        }
        // One of this host's own says what the host has sent; anything else says only how it ended.
        if facts.host == crate::HOST && ["data", "extra"].iter().any(|key| facts.data.get(key).is_some()) {
            return Ok(Emulated::frame(said(reply::message(facts.data)), Vec::new()));
        }
        let failed =
            matches!(&result.result, Some(outcome) if !matches!(outcome, Outcome::Done | Outcome::Sent));
        let reason = failed.then(|| result.reason.as_deref().unwrap_or("onepane: no reason was told"));
        let message = match (id.strip_prefix("request:"), asked) {
            (Some(_), _) => proxied(id, result.data.as_ref(), reason),
            (None, asked) => {
                let asked = asked.as_ref().map(|(_, kind, params)| (*kind, params.as_str()));
                answered(id, asked, result.data.as_ref(), reason)?
            }
        };
        let mut emulated = Emulated::frame(said(message), Vec::new());
        emulated.frames.append(&mut changes);
        Ok(emulated)
    }

    fn request(&mut self, id: At<'_>, kind: &str, params: At<'_>) -> Received {
        let wire = id.chars().map_or_else(|| id.raw().to_owned(), Cow::into_owned);
        if kind == "get" && !self.memory.is_empty() && params.kind() == JsonKind::Array {
            return Received::Answered(vec![said(self.values(id.raw(), params))]);
        }
        let only = params.unique();
        if kind == "invoke" && matches!(&only[..], [(name, _)] if name == "track") {
            let result = Object::default().raw("track", "null").raw("errors", "{}").finish();
            let answer = Object::default().raw("id", id.raw()).raw("result", result).finish();
            return Received::Answered(vec![said(answer)]);
        }
        let kind = match kind {
            "get" => "get",
            "set" => "set",
            "invoke" => "invoke",
            _ => return refused(id.raw(), "the framework has no such request"),
        };
        if self.lacks_ticket(kind, &only) {
            return refused(id.raw(), "the app is not beside a ticket");
        }
        match commands::parse(&self.view, kind, params) {
            Some(action) => {
                if self.asked.len() == MOST {
                    self.asked.pop_front();
                }
                self.asked.push_back((wire.clone(), kind, json(params)));
                Received::Action(action.with_id(wire))
            }
            None => refused(id.raw(), "the framework takes no such params"),
        }
    }

    /// Whether something is to be done with a ticket, and the app is registered where there is none.
    fn lacks_ticket(&self, kind: &str, params: &[(Cow<'_, str>, At<'_>)]) -> bool {
        let is_elsewhere = self.registration.is_some() && !self.view.has_ticket();
        let is_of_ticket = |name: &str| name.starts_with("ticket.") || name.starts_with("comment.");
        is_elsewhere && kind != "get" && params.iter().any(|(name, _)| is_of_ticket(name))
    }

    /// The answer to `get`: what is known, and for each path that is not, an error within the result.
    fn values(&self, id: &str, paths: At<'_>) -> String {
        let (mut result, mut errors) = (Object::default(), Object::default());
        for path in paths.items() {
            let Some(path) = path.chars() else { continue };
            let instance = path.strip_prefix("instances.").and_then(|_| self.context());
            match self.memory.get(&path).or(instance) {
                Some(value) => {
                    result.raw(&path, value.as_str());
                }
                None => {
                    errors.raw(
                        &path,
                        error("onepane: the simulated console has not been told it", Some(&path)),
                    );
                }
            }
        }
        Object::default().raw("id", id).raw("result", result.raw("errors", errors.finish()).finish()).finish()
    }

    fn context(&self) -> Option<Json> {
        let registration = Index::parse(self.registration.as_deref()?).ok()?;
        registration.root().get("context").map(json)
    }

    fn notice(&mut self, key: &str, message: At<'_>) -> Received {
        let said_with = message.get("message");
        if key == HANDSHAKE {
            self.guid = message.get("instanceGuid").and_then(|guid| guid.chars()).map(String::from);
            // A console that knows nothing yet registers the app when it does.
            let registered = self.registration.as_deref().map(|told| said(notice(REGISTERED, told)));
            return Received::Answered(registered.into_iter().collect());
        }
        if let Some(event) = key.strip_prefix(SUBSCRIBE) {
            self.subscribed.insert(event.to_owned());
            return Received::Answered(Vec::new());
        }
        if let Some(event) = key.strip_prefix(UNSUBSCRIBE) {
            // Others may still listen: the last one says that nobody is left.
            let left = said_with.and_then(|said| said.get("subscriberCount")).map(|count| count.raw());
            if left.is_none_or(|left| left == "0") {
                self.subscribed.remove(event);
            }
            return Received::Answered(Vec::new());
        }
        if let Some(event) = key.strip_prefix(REPLY) {
            return Received::Action(commands::parse_reply(event, message));
        }
        if key.starts_with("request:")
            && let Some(action) = said_with.and_then(commands::parse_proxied)
        {
            return Received::Action(action.with_id(key));
        }
        match key {
            "__track__" | "session.live" => Received::Answered(Vec::new()),
            _ => Received::Refused {
                reason: "a message between instances of the app, which no action is".to_owned(),
                frames: Vec::new(),
            },
        }
    }
}

impl Emulator for ZendeskEmulator {
    fn host(&self) -> &'static str {
        crate::HOST
    }

    fn emulate(&mut self, event: &str) -> Result<Emulated, Error> {
        let index = Index::parse(event)?;
        let Some(facts) = Facts::of(index.root())? else { return Ok(Emulated::default()) };
        match facts.kind {
            EventKind::SessionLaunched => {
                let launched = launch::emulate(&facts)?;
                if let Inbound::Launch { url: Some(url), .. } = &launched {
                    self.guid = parameter(url, "app_guid").or(self.guid.take());
                }
                Ok(Emulated::frame(launched.into(), Vec::new()))
            }
            EventKind::ActionResult => self.result(&facts),
            _ if facts.host == crate::HOST => self.own(&facts),
            EventKind::ContextChanged
            | EventKind::ConversationSelected
            | EventKind::ConversationUpdated
            | EventKind::MessageCreated
            | EventKind::CompanySelected => self.foreign(&facts),
            _ => Ok(Emulated::default()),
        }
    }

    fn receive(&mut self, frame: &Frame) -> Result<Received, Error> {
        let Body::Out(Outbound::Message { data, .. }) = &frame.body else {
            return Ok(Received::Ignored("Zendesk takes window messages, nothing else"));
        };
        let text = match data {
            Data::Text(text) => text.as_str(),
            Data::Value(json) => json.as_str(),
            _ => return Ok(Received::Ignored("not a message of the framework's")),
        };
        let Ok(index) = Index::parse(text) else { return Ok(Received::Ignored("text that is not JSON")) };
        let message = index.root();
        if let (Some(id), Some(kind)) =
            (message.get("id"), message.get("request").and_then(|kind| kind.chars()))
        {
            let params =
                message.get("params").ok_or_else(|| message.missing("params", "a list or an object"))?;
            return Ok(self.request(id, &kind, params));
        }
        match message.get("key").and_then(|key| key.chars()) {
            Some(key) => Ok(self.notice(&key, message)),
            None => Ok(Received::Ignored("neither a request of the framework's nor a notice")),
        }
    }
}

/// The answer to `get`, `set` or `invoke` that tells of a result. The client needs an object in any case.
fn answered(
    id: &str,
    asked: Option<(&str, &str)>,
    data: Option<&Json>,
    reason: Option<&str>,
) -> Result<String, Error> {
    let (kind, params) = asked.unwrap_or(("", "{}"));
    let params = Index::parse(params)?;
    let paths: Vec<String> = match params.root().kind() {
        JsonKind::Array => params.root().items().filter_map(|path| path.chars()).map(String::from).collect(),
        _ => params.root().unique().into_iter().map(|(path, _)| path.into_owned()).collect(),
    };
    let literal = if commands::is_id(id) { id.to_owned() } else { Json::string(id).as_str().to_owned() };
    let mut answer = Object::default();
    answer.raw("id", literal);
    let told = data.map(Json::as_str).unwrap_or("null");
    let told = Index::parse(told)?;
    let mut result = Object::default();
    let mut errors = Object::default();
    match reason {
        Some(reason) if paths.is_empty() => {
            return Ok(answer.raw("error", error(reason, None)).finish());
        }
        Some(reason) => {
            for path in &paths {
                errors.raw(path, error(reason, Some(path)));
            }
        }
        None if told.root().kind() == JsonKind::Object => {
            for (path, value) in told.root().unique().into_iter().filter(|(path, _)| path != "errors") {
                result.raw(&path, value.raw());
            }
        }
        None => {
            for path in &paths {
                let set = params.root().get(path).filter(|_| kind == "set").map(|value| value.raw());
                result.raw(path, set.unwrap_or(told.root().raw()));
            }
        }
    }
    Ok(answer.raw("result", result.raw("errors", errors.finish()).finish()).finish())
}

/// The event that answers a proxied request.
fn proxied(name: &str, data: Option<&Json>, reason: Option<&str>) -> String {
    let told = data.map_or("null", Json::as_str);
    let is_form = Index::parse(told).is_ok_and(|told| told.root().get("responseArgs").is_some());
    let message = match (is_form, reason) {
        (true, _) => told.to_owned(),
        (false, None) => format!("{{\"responseArgs\":[{told},\"success\"]}}"),
        (false, Some(reason)) => {
            let response = Object::default().text("statusText", reason).finish();
            format!("{{\"responseArgs\":[{response},\"error\",{}]}}", Json::string(reason).as_str())
        }
    };
    notice(&format!("{NOTICE}{name}.{}", if reason.is_some() { "fail" } else { "done" }), &message)
}

/// An error as the client makes one of it. Where it names the path, the client puts that before the message.
fn error(message: &str, path: Option<&str>) -> String {
    let mut error = Object::default();
    error.text("name", "Error").text("message", message);
    match path {
        Some(path) => error.text("path", path).finish(),
        None => error.finish(),
    }
}

/// Refuses a request, with words that are the emulator's own.
fn refused(id: &str, reason: &str) -> Received {
    let error = error(&format!("onepane: {reason}"), None);
    let answer = Object::default().raw("id", id).raw("error", error).finish();
    Received::Refused { reason: reason.to_owned(), frames: vec![said(answer)] }
}

/// A notice; `message` is JSON text.
fn notice(key: &str, message: &str) -> String {
    Object::default().text("key", key).raw("message", message).finish()
}

/// A message of the host's.
fn said(text: String) -> Frame {
    Inbound::Message { source: None, origin: None, data: Data::Text(text) }.into()
}
