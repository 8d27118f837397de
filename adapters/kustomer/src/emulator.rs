//! The host's side, played by us.

use onepane_core::json::{Object, json};
use onepane_core::{
    Body, Emulated, Emulator, Error, Frame, Inbound, Outbound, Received, answer, broken_limit, launch,
};
use onepane_map::{At, Facts, Index, Protocol, Room, Shelf};
use onepane_model::{
    Action, CompanySelected, Contact, ContextChanged, Conversation, EventKind, HostEvent, Json, RequestId,
};

use crate::adapter::ARGS;
use crate::callback;
use crate::commands::modal::Modals;
use crate::commands::set::{self, Known};
use crate::commands::{self, Call, Parsed};
use crate::map::{CONTEXT, INITIALIZE, PROTOCOL, SUBSCRIPTIONS};

/// The host's side of Kustomer's Cards SDK.
#[derive(Debug, Clone)]
pub struct KustomerEmulator {
    protocol: &'static Protocol,
    shelf: Shelf,
    room: Room,
    /// Whether the page has had its first context: it comes by the callback of `initialize`.
    initialized: bool,
    modals: Modals,
    /// What the console shows now, the data of its event: calls are judged by it. Empty before there was one.
    shown: String,
}

impl Default for KustomerEmulator {
    fn default() -> Self {
        Self {
            protocol: &PROTOCOL,
            shelf: Shelf::default(),
            room: Room::default(),
            initialized: false,
            modals: Modals::default(),
            shown: String::new(),
        }
    }
}

impl KustomerEmulator {
    /// A console whose page has no context yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with other tables: for tests that damage them on purpose.
    #[must_use]
    pub fn with_protocol(mut self, protocol: &'static Protocol) -> Self {
        self.protocol = protocol;
        self
    }

    /// The frame by which the host would tell a neutral event.
    fn tell(&mut self, event: At<'_>) -> Result<Emulated, Error> {
        let Some(facts) = Facts::of(event)? else { return Ok(Emulated::default()) };
        let is_foreign = facts.host != crate::HOST;
        match facts.kind {
            EventKind::SessionLaunched => Ok(Emulated::frame(launch::emulate(&facts)?.into(), Vec::new())),
            EventKind::ActionResult => {
                Ok(Emulated::frame(answer::emulate(&facts, crate::HOST)?.into(), Vec::new()))
            }
            EventKind::HostEvent if is_foreign => Ok(Emulated::default()),
            EventKind::HostEvent => Ok(Emulated::frame(untouched(&facts).into(), Vec::new())),
            // What other hosts tell by an event of its own, this one tells by a new context.
            EventKind::ContextChanged
            | EventKind::ConversationSelected
            | EventKind::ConversationUpdated
            | EventKind::CompanySelected
                if is_foreign =>
            {
                let context = as_context(&facts);
                let index = Index::parse(&context)?;
                match Facts::of(index.root())? {
                    Some(facts) => self.context(&facts),
                    None => Ok(Emulated::default()),
                }
            }
            _ => self.context(&facts),
        }
    }

    fn context(&mut self, facts: &Facts<'_>) -> Result<Emulated, Error> {
        let Some(emulated) = self.protocol.emulate(&mut self.room, facts)? else {
            return Ok(Emulated::default());
        };
        let is_foreign = facts.host != crate::HOST;
        let name = match is_foreign {
            true if self.initialized => CONTEXT,
            true => INITIALIZE,
            false => emulated.name.as_str(),
        };
        self.initialized |= name == INITIALIZE;
        self.shown.clear();
        self.shown.push_str(facts.data.raw());
        let args = callback::args(name, &emulated)?;
        let name = name.to_owned();
        Ok(Emulated::frame(Inbound::Callback { name, args }.into(), emulated.losses))
    }

    /// What is known of what the console shows. Taken apart only when somebody asks, which is seldom.
    fn known(&self) -> Known {
        let Ok(index) = Index::parse(&self.shown) else { return Known::default() };
        let known = |id: Option<At<'_>>, fields: Option<At<'_>>| {
            let fields = fields.map_or_else(|| Json::from_text("{}"), json);
            Some(set::Record { id: id?.chars()?.into_owned(), fields })
        };
        let [conversation, contact] =
            index.root().pick([ContextChanged::CONVERSATION.name(), ContextChanged::CONTACT.name()]);
        let conversation = conversation.and_then(|record| {
            let [id, fields] = record.pick([Conversation::ID.name(), Conversation::ATTRIBUTES.name()]);
            known(id, fields)
        });
        let names = [Contact::ID.name(), Contact::ATTRIBUTES.name(), Contact::COMPANY_ID.name()];
        let [id, fields, company] = contact.map_or([None; 3], |record| record.pick(names));
        Known {
            conversation,
            contact: known(id, fields),
            company: company.and_then(|company| company.chars()).map(String::from),
        }
    }

    fn called(&mut self, id: &RequestId, call: &Call) -> Result<Received, Error> {
        if let Err(refusal) = self.modals.admit(id, call) {
            return Ok(refused(id, &refusal.reason));
        }
        Ok(match commands::parse(call)? {
            Parsed::Action(action) => taken(id, action),
            Parsed::Replaces(set) => match set.action(&self.known()) {
                Some(action) => taken(id, action),
                None => {
                    refused(id, "no single neutral action makes these fields of what is known to be in them")
                }
            },
            Parsed::Reads(owner, record) => match self.known().answer(owner, &record) {
                Some(record) => {
                    let value = Some(record);
                    let answer = Inbound::Return { id: id.clone(), status: None, value, error: None };
                    Received::Answered(vec![answer.into()])
                }
                None => refused(id, "the simulated console has been told nothing of this record"),
            },
            Parsed::Refused(reason) => refused(id, reason),
        })
    }
}

impl Emulator for KustomerEmulator {
    fn host(&self) -> &'static str {
        crate::HOST
    }

    fn emulate(&mut self, event: &str) -> Result<Emulated, Error> {
        let mut shelf = std::mem::take(&mut self.shelf);
        let index = shelf.index(event)?;
        let emulated = self.tell(index.root());
        shelf.put(index);
        self.shelf = shelf;
        emulated
    }

    /// Only whether the page has had its first context, of which there is one.
    fn remembers_events(&self) -> bool {
        !self.initialized
    }

    fn receive(&mut self, frame: &Frame) -> Result<Received, Error> {
        match &frame.body {
            Body::Out(Outbound::Call { id, target, args }) => match target.strip_prefix(commands::SDK) {
                Some(name) => self.called(id, &Call { name: name.to_owned(), args: args.clone() }),
                None => Ok(Received::Ignored("not a call of the Cards SDK")),
            },
            Body::Out(Outbound::Subscribe { name } | Outbound::Unsubscribe { name }) => {
                Ok(Received::Ignored(if SUBSCRIPTIONS.contains(&name.as_str()) {
                    "a subscription: its callback is called when there is something to tell"
                } else {
                    "a subscription to something that the SDK does not call back for"
                }))
            }
            _ => Ok(Received::Ignored("Kustomer takes calls of its SDK, nothing else")),
        }
    }
}

/// The callback that an event without a neutral name came from.
fn untouched(facts: &Facts<'_>) -> Inbound {
    let name = facts.data.get(HostEvent::NAME.name()).and_then(|name| name.chars()).map(String::from);
    let payload = facts.data.get(HostEvent::PAYLOAD.name());
    let more = facts.data.find(&["extra", ARGS]).into_iter().flat_map(|more| more.items());
    Inbound::Callback {
        name: name.or_else(|| facts.name.as_deref().map(str::to_owned)).unwrap_or_default(),
        args: payload.into_iter().chain(more).map(json).collect(),
    }
}

/// Another host's event as one about the context, in the form that this host gives it: with a word for what
/// it is about, and with the contact beside the conversation.
fn as_context(facts: &Facts<'_>) -> String {
    let told = |name: &str| facts.data.get(name).filter(|value| !value.is_null() && !value.is_empty());
    let conversation = told(ContextChanged::CONVERSATION.name());
    let partner =
        conversation.and_then(|at| at.get(Conversation::CONTACT.name())).filter(|at| !at.is_empty());
    let contact = told(ContextChanged::CONTACT.name()).or(partner);
    let mut data = Object::default();
    for (key, value) in facts.data.unique() {
        let is_ours = [ContextChanged::CONVERSATION.name(), ContextChanged::CONTACT.name()].contains(&&*key);
        if !is_ours {
            data.raw(&key, json(value).as_str());
        }
    }
    if let Some(contact) = contact {
        data.raw(ContextChanged::CONTACT.name(), json(contact).as_str());
    }
    if let Some(conversation) = conversation {
        // The conversation has no more of its contact here than the id.
        let mut own = Object::default();
        for (key, value) in conversation.unique() {
            match value.get(Contact::ID.name()).filter(|_| key == Conversation::CONTACT.name()) {
                Some(id) => {
                    own.raw(&key, Object::default().raw(Contact::ID.name(), json(id).as_str()).finish());
                }
                None if key == Conversation::CONTACT.name() => {}
                None => {
                    own.raw(&key, json(value).as_str());
                }
            }
        }
        data.raw(ContextChanged::CONVERSATION.name(), own.finish());
    }
    let subject = [
        ("conversation", conversation),
        ("customer", contact),
        ("company", told(CompanySelected::COMPANY.name())),
    ];
    if told(ContextChanged::SUBJECT.name()).is_none()
        && let Some((subject, _)) = subject.iter().find(|(_, record)| record.is_some())
    {
        data.text(ContextChanged::SUBJECT.name(), subject);
    }
    let mut context = Object::default();
    for (key, value) in facts.event.unique() {
        match &*key {
            "type" => {
                context.text(&key, &format!("{}{}", onepane_model::TYPE_PREFIX, EventKind::ContextChanged));
            }
            "data" => {}
            _ => {
                context.raw(&key, json(value).as_str());
            }
        }
    }
    context.raw("data", data.finish()).finish()
}

/// An action, unless it is more than the host takes.
fn taken(id: &RequestId, action: Action) -> Received {
    match broken_limit(crate::capabilities::action, &action) {
        Some(refusal) => refused(id, &refusal.reason),
        None => Received::Action(action.with_id(id.clone())),
    }
}

/// Refuses a call, with words that are the emulator's own.
fn refused(id: &RequestId, reason: &str) -> Received {
    let error = Some(Json::string(&format!("onepane: {reason}")));
    let answer = Inbound::Return { id: id.clone(), status: None, value: None, error };
    Received::Refused { reason: reason.to_owned(), frames: vec![answer.into()] }
}
