//! Events: what a host tells a widget.
//!
//! Read [`Event`] first, then the list of [`EventKind`]s and what each one's data holds.

use std::fmt;

use crate::attribute::AttributeDefinition;
use crate::conversation::Conversation;
use crate::id::{ConversationId, EventId, RequestId, WidgetId};
use crate::json::Json;
use crate::keyed::Keyed;
use crate::message::{Attachment, Message, TextLimit};
use crate::people::{Agent, Company, Contact, CustomObject, Participant};
use crate::record::{Fill, Record, record};
use crate::ticket::Ticket;
use crate::time::Time;
use crate::word::{Appearance, Outcome, TicketState};

/// What every neutral event's `type` begins with.
pub const TYPE_PREFIX: &str = "dev.onepane.";

/// Something that a host told its widget, in neutral words.
///
/// In JSON it is a CloudEvents 1.0 event in structured mode, so any CloudEvents consumer can take it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Event {
    /// The event's id. Together with `source` it is unique: an identical frame gives the same id.
    pub id: EventId,
    /// Where it comes from: `onepane://<host>/<account>`, with `-` for an unknown account.
    pub source: String,
    /// When it happened: the host's time where it gives one, else when the frame was recorded, else
    /// absent.
    pub time: Option<Time>,
    /// The host's name, as its adapter is called.
    pub host: String,
    /// The host's own name of the event. Absent for derived events.
    pub host_event: Option<String>,
    /// The console's screen the event belongs to, in the host's word. Absent on hosts without screens.
    pub screen: Option<String>,
    /// Whether it was worked out from other events rather than sent by the host.
    pub derived: bool,
    /// Set when the host waits for an answer: the id to give to the action `event.reply`.
    pub reply: Option<RequestId>,
    /// Further CloudEvents extension attributes.
    pub attributes: Keyed<Json>,
    /// What it tells.
    pub data: EventData,
}

impl Event {
    /// An event with nothing but the required attributes.
    #[inline]
    pub fn new(
        id: impl Into<EventId>,
        source: impl Into<String>,
        host: impl Into<String>,
        data: EventData,
    ) -> Self {
        Self {
            id: id.into(),
            source: source.into(),
            time: None,
            host: host.into(),
            host_event: None,
            screen: None,
            derived: false,
            reply: None,
            attributes: Keyed::new(),
            data,
        }
    }

    /// The kind; `None` for one that this build does not know.
    pub fn kind(&self) -> Option<EventKind> {
        self.data.kind()
    }
}

/// An event of a kind that this build does not know: it passes through unharmed.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct OtherEvent {
    /// The CloudEvents `type`.
    pub kind: String,
    /// Its data, untouched.
    pub data: Json,
}

impl OtherEvent {
    /// An event of a kind without a variant.
    pub fn new(kind: impl Into<String>, data: Json) -> Self {
        Self { kind: kind.into(), data }
    }
}

macro_rules! event_kinds {
    ($( $(#[$meta:meta])* $name:ident = $text:literal, )*) => {
        /// The kinds of neutral events.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum EventKind { $( $(#[$meta])* $name, )* }

        impl EventKind {
            /// Every kind, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The kind without [`TYPE_PREFIX`], such as `context.changed`.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$name => $text, )* }
            }

            /// What an event of this kind carries as its data.
            pub const fn record(self) -> &'static Record {
                match self { $( Self::$name => { const RECORD: Record = $name::RECORD; &RECORD } )* }
            }

            /// The kind of this name, with or without [`TYPE_PREFIX`].
            pub fn from_name(name: &str) -> Option<Self> {
                let name = name.strip_prefix(TYPE_PREFIX).unwrap_or(name);
                // A search, because a match on all of the texts is larger than all of them.
                Self::ALL.iter().copied().find(|kind| kind.as_str() == name)
            }
        }

        impl fmt::Display for EventKind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        /// What an event tells: one variant for each kind.
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum EventData {
            $( $(#[$meta])* $name($name), )*
            /// A kind that this build does not know. A later release may give it a variant of its own.
            Other(OtherEvent),
        }

        impl EventData {
            /// Empty data of a kind, to be filled.
            #[inline]
            pub fn empty(kind: EventKind) -> Self {
                match kind { $( EventKind::$name => Self::$name($name::default()), )* }
            }

            /// The kind; `None` for one that this build does not know.
            pub fn kind(&self) -> Option<EventKind> {
                match self { $( Self::$name(_) => Some(EventKind::$name), )* Self::Other(_) => None }
            }

            /// The data as something to be filled; `None` for a kind that this build does not know.
            pub fn as_fill(&mut self) -> Option<&mut dyn Fill> {
                match self { $( Self::$name(data) => Some(data), )* Self::Other(_) => None }
            }

            #[cfg(feature = "serde")]
            fn to_json(&self) -> Result<Json, serde_json::Error> {
                let text = match self {
                    $( Self::$name(data) => serde_json::to_string(data)?, )*
                    Self::Other(other) => return Ok(other.data.clone()),
                };
                Ok(Json::from_text(text))
            }

            #[cfg(feature = "serde")]
            fn from_json(kind: &str, data: Json) -> Result<Self, serde_json::Error> {
                Ok(match EventKind::from_name(kind) {
                    $( Some(EventKind::$name) => Self::$name(data.parse_as()?), )*
                    None => Self::Other(OtherEvent { kind: kind.to_owned(), data }),
                })
            }
        }

        $( impl From<$name> for EventData {
            fn from(data: $name) -> Self {
                Self::$name(data)
            }
        } )*

        /// Every kind with the schema of its data.
        #[cfg(feature = "schema")]
        pub fn event_schemas(generator: &mut schemars::SchemaGenerator) -> Vec<(EventKind, schemars::Schema)> {
            vec![$( (EventKind::$name, generator.subschema_for::<$name>()) ),*]
        }
    };
}

event_kinds! {
    /// The host loaded the widget.
    SessionLaunched = "session.launched",
    /// The widget can begin.
    SessionReady = "session.ready",
    /// The host renewed a token that it keeps for the widget.
    SessionTokenRefreshed = "session.token_refreshed",
    /// What the agent may do has changed.
    SessionCapabilitiesChanged = "session.capabilities_changed",
    /// The agent went to another part of the console.
    SessionNavigated = "session.navigated",
    /// The console changed between light and dark.
    SessionAppearanceChanged = "session.appearance_changed",
    /// Here is everything the host is willing to tell about what the agent has before them.
    ContextChanged = "context.changed",
    /// The agent opened a conversation.
    ConversationSelected = "conversation.selected",
    /// Something about a conversation changed.
    ConversationUpdated = "conversation.updated",
    /// A conversation is over.
    ConversationEnded = "conversation.ended",
    /// A chat message came or went.
    MessageCreated = "message.created",
    /// Somebody is typing.
    MessageTyping = "message.typing",
    /// The agent opened a ticket.
    TicketSelected = "ticket.selected",
    /// The state of the ticket in view changed.
    TicketStateChanged = "ticket.state_changed",
    /// The list of tickets in view was loaded or changed.
    TicketListUpdated = "ticket.list_updated",
    /// The agent opened a company.
    CompanySelected = "company.selected",
    /// Somebody joined a conversation.
    ParticipantAdded = "participant.added",
    /// An upload is complete.
    AttachmentUploaded = "attachment.uploaded",
    /// A channel of the agent's changed its state.
    ChannelStatusChanged = "channel.status_changed",
    /// What the agent is doing changed.
    AgentStateChanged = "agent.state_changed",
    /// Something about a member of the agent's team changed.
    TeamMemberChanged = "team.member_changed",
    /// The agent was given a resource, such as a line.
    ResourceAcquired = "resource.acquired",
    /// The agent lost a resource.
    ResourceReleased = "resource.released",
    /// The host asks which services a conversation can be transferred to.
    ServicesRequested = "services.requested",
    /// Another widget said something.
    WidgetMessage = "widget.message",
    /// An action has ended.
    ActionResult = "action.result",
    /// Something of the host's that has no neutral name.
    HostEvent = "host.event",
}

record! {
    /// Data of [`EventKind::SessionLaunched`].
    pub struct SessionLaunched {
        /// The URL the widget was loaded with, secrets taken out.
        url: Option<String>,
        /// Attributes of the element the host put the widget in.
        attributes: Option<Keyed<String>>,
        ..extra
    }
}

record! {
    /// Data of [`EventKind::SessionReady`].
    pub struct SessionReady {
        /// The console's screen the widget stands on, in the host's word.
        screen: Option<String>,
        /// The agent at the console.
        agent: Option<Box<Agent>>,
        /// How the console looks.
        appearance: Option<Appearance>,
        ..extra
    }
}

record! {
    /// Data of [`EventKind::SessionTokenRefreshed`]; the token itself never enters the model.
    pub struct SessionTokenRefreshed {
        ..extra
    }
}

record! {
    /// Data of [`EventKind::SessionCapabilitiesChanged`].
    pub struct SessionCapabilitiesChanged {
        /// What the agent may do now, by the host's name of it.
        agent: Option<Keyed<bool>>,
        /// What can be done with the conversation now, by the host's name of it.
        conversation: Option<Keyed<bool>>,
        /// The kinds of actions that can be had otherwise than before; what they need or their limits
        /// have changed.
        actions: Option<Vec<String>>,
        ..extra
    }
}

record! {
    /// Data of [`EventKind::SessionNavigated`].
    pub struct SessionNavigated {
        /// Where the agent went, as the host tells it.
        to: Option<Json>,
        ..extra
    }
}

record! {
    /// Data of [`EventKind::SessionAppearanceChanged`].
    pub struct SessionAppearanceChanged {
        /// How the console looks now.
        appearance: Option<Appearance>,
        ..extra
    }
}

record! {
    /// Data of [`EventKind::ContextChanged`]: a snapshot that replaces the one before.
    pub struct ContextChanged {
        /// What the snapshot is about, in the host's word, on hosts that say so.
        subject: Option<String>,
        /// The conversation in view. Absent when none is.
        conversation: Option<Box<Conversation>>,
        /// The contact in view. Absent when the host leaves it out; the conversation may name one.
        contact: Option<Box<Contact>>,
        /// The agent at the console.
        agent: Option<Box<Agent>>,
        /// The company in view.
        company: Option<Box<Company>>,
        /// The customer's own fields, described. Absent means unknown.
        attribute_definitions: Option<Vec<AttributeDefinition>>,
        /// How the console looks.
        appearance: Option<Appearance>,
        /// The limits that the host sets on the texts of messages, on hosts that tell them.
        text_limits: Option<Vec<TextLimit>>,
        /// Things of the customer's own kinds in view, by kind.
        objects: Option<Keyed<CustomObject>>,
        /// What the agent may do, in the host's words, on hosts that tell it apart from the agent.
        agent_roles: Option<Vec<String>>,
        /// Whether the panel that the widget stands in is open.
        panel_open: Option<bool>,
        /// What the page that opened this one handed over, on hosts where a widget opens pages of its own.
        handed_over: Option<Json>,
        ..extra
    }
}

record! {
    /// Data of [`EventKind::ConversationSelected`].
    pub struct ConversationSelected {
        /// The conversation, as far as the host describes it here.
        conversation: Option<Box<Conversation>>,
        /// Whom it is with.
        contact: Option<Box<Contact>>,
        ..extra
    }
}

record! {
    /// Data of [`EventKind::ConversationUpdated`].
    pub struct ConversationUpdated {
        /// The conversation as it is now.
        conversation: Option<Box<Conversation>>,
        /// Whom it is with.
        contact: Option<Box<Contact>>,
        ..extra
    }
}

record! {
    /// Data of [`EventKind::ConversationEnded`].
    pub struct ConversationEnded {
        /// The conversation as it was at the end.
        conversation: Option<Box<Conversation>>,
        /// Whom it was with.
        contact: Option<Box<Contact>>,
        ..extra
    }
}

record! {
    /// Data of [`EventKind::MessageCreated`].
    pub struct MessageCreated {
        /// The message, as far as the host describes it.
        message: Option<Box<Message>>,
        /// The conversation it belongs to.
        conversation: Option<Box<Conversation>>,
        /// The contact of that conversation.
        contact: Option<Box<Contact>>,
        ..extra
    }
}

record! {
    /// Data of [`EventKind::MessageTyping`].
    pub struct MessageTyping {
        /// Who is typing.
        participant: Option<Box<Participant>>,
        /// The conversation in which it happens.
        conversation: Option<Box<Conversation>>,
        ..extra
    }
}

record! {
    /// Data of [`EventKind::TicketSelected`].
    pub struct TicketSelected {
        /// The ticket.
        ticket: Option<Box<Ticket>>,
        ..extra
    }
}

record! {
    /// Data of [`EventKind::TicketStateChanged`].
    pub struct TicketStateChanged {
        /// The ticket as it is now, as far as the host describes it here.
        ticket: Option<Box<Ticket>>,
        /// The state it was in.
        previous_state: Option<TicketState>,
        /// The state it is in; also found in `ticket`.
        new_state: Option<TicketState>,
        ..extra
    }
}

record! {
    /// Data of [`EventKind::TicketListUpdated`].
    pub struct TicketListUpdated {
        /// The tickets in view.
        tickets: Option<Vec<Ticket>>,
        /// How many tickets there are in all; may be more than are in view.
        total: Option<i64>,
        ..extra
    }
}

record! {
    /// Data of [`EventKind::CompanySelected`].
    pub struct CompanySelected {
        /// The company, as far as the host describes it.
        company: Option<Box<Company>>,
        ..extra
    }
}

record! {
    /// Data of [`EventKind::ParticipantAdded`].
    pub struct ParticipantAdded {
        /// Who takes part now.
        participants: Option<Vec<Participant>>,
        /// The conversation they take part in.
        conversation: Option<Box<Conversation>>,
        ..extra
    }
}

record! {
    /// Data of [`EventKind::AttachmentUploaded`].
    pub struct AttachmentUploaded {
        /// What was uploaded, as far as the host describes it.
        attachment: Option<Box<Attachment>>,
        ..extra
    }
}

record! {
    /// Data of [`EventKind::ChannelStatusChanged`].
    pub struct ChannelStatusChanged {
        ..extra
    }
}

record! {
    /// Data of [`EventKind::AgentStateChanged`].
    pub struct AgentStateChanged {
        /// The agent, with the new state.
        agent: Option<Box<Agent>>,
        ..extra
    }
}

record! {
    /// Data of [`EventKind::TeamMemberChanged`].
    pub struct TeamMemberChanged {
        /// The member as they are now.
        agent: Option<Box<Agent>>,
        ..extra
    }
}

record! {
    /// Data of [`EventKind::ResourceAcquired`].
    pub struct ResourceAcquired {
        ..extra
    }
}

record! {
    /// Data of [`EventKind::ResourceReleased`].
    pub struct ResourceReleased {
        ..extra
    }
}

record! {
    /// Data of [`EventKind::ServicesRequested`].
    pub struct ServicesRequested {
        ..extra
    }
}

record! {
    /// Data of [`EventKind::WidgetMessage`].
    pub struct WidgetMessage {
        /// What the other widget said, untouched.
        payload: Option<Json>,
        /// The widget it was addressed to. Absent for one to all.
        to: Option<WidgetId>,
        ..extra
    }
}

record! {
    /// Data of [`EventKind::ActionResult`]: how an action ended.
    pub struct ActionResult {
        /// The id of the action.
        action: Option<RequestId>,
        /// How it ended.
        result: Option<Outcome>,
        /// What the host answered with.
        data: Option<Json>,
        /// Why it did not go well: the host's own words, or ours where it was never sent.
        reason: Option<String>,
        /// The rule that it broke, where it was refused.
        constraint: Option<String>,
        /// The conversation it was about, where the host's answer names it.
        conversation: Option<ConversationId>,
        ..extra
    }
}

record! {
    /// Data of [`EventKind::HostEvent`]: something that has no neutral name.
    ///
    /// Kinds may be promoted to neutral ones in a minor release, so compare the event's kind rather
    /// than waiting for a name here.
    pub struct HostEvent {
        /// The host's name of it.
        name: Option<String>,
        /// What came with it, untouched but for secrets.
        payload: Option<Json>,
        ..extra
    }
}

impl EventData {
    /// What only the host knows about the event as a whole.
    pub fn host_event(&self) -> Option<(&str, Option<&Json>)> {
        match self {
            Self::HostEvent(data) => Some((data.name.as_deref().unwrap_or(""), data.payload.as_ref())),
            _ => None,
        }
    }
}

#[cfg(feature = "serde")]
mod envelope {
    //! The CloudEvents form.

    use serde::de::Error as _;
    use serde::ser::{Error as _, SerializeMap};

    use super::{Event, EventData, EventId, Json, Keyed, TYPE_PREFIX};

    const SPEC_VERSION: &str = "1.0";
    const CONTENT_TYPE: &str = "application/json";

    impl serde::Serialize for Event {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut map = serializer.serialize_map(None)?;
            map.serialize_entry("specversion", SPEC_VERSION)?;
            map.serialize_entry("id", &self.id)?;
            map.serialize_entry("source", &self.source)?;
            match &self.data {
                EventData::Other(other) => map.serialize_entry("type", &other.kind)?,
                known => {
                    let kind = known.kind().map_or("", super::EventKind::as_str);
                    map.serialize_entry("type", &format_args!("{TYPE_PREFIX}{kind}"))?;
                }
            }
            if let Some(time) = &self.time {
                map.serialize_entry("time", time)?;
            }
            map.serialize_entry("datacontenttype", CONTENT_TYPE)?;
            map.serialize_entry("host", &self.host)?;
            if let Some(name) = &self.host_event {
                map.serialize_entry("hostevent", name)?;
            }
            if let Some(screen) = &self.screen {
                map.serialize_entry("screen", screen)?;
            }
            if self.derived {
                map.serialize_entry("derived", &true)?;
            }
            if let Some(reply) = &self.reply {
                map.serialize_entry("reply", reply)?;
            }
            for (name, value) in &self.attributes {
                map.serialize_entry(name, value)?;
            }
            map.serialize_entry("data", &self.data.to_json().map_err(S::Error::custom)?)?;
            map.end()
        }
    }

    impl<'de> serde::Deserialize<'de> for Event {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let mut members = Members(Keyed::deserialize(deserializer)?);
            let version: String = members.required("specversion")?;
            if version != SPEC_VERSION {
                return Err(D::Error::custom(format_args!(
                    "specversion: expected \"{SPEC_VERSION}\", found another version"
                )));
            }
            let kind: String = members.required("type")?;
            members.0.remove("datacontenttype");
            let data = members.0.remove("data").unwrap_or_else(|| Json::from_text("{}"));
            Ok(Self {
                id: EventId::new(members.required::<String, D::Error>("id")?),
                source: members.required("source")?,
                host: members.required("host")?,
                time: members.optional("time")?,
                host_event: members.optional("hostevent")?,
                screen: members.optional("screen")?,
                derived: members.optional("derived")?.unwrap_or_default(),
                reply: members.optional("reply")?,
                data: EventData::from_json(&kind, data)
                    .map_err(|error| D::Error::custom(format_args!("data: {error}")))?,
                attributes: members.0,
            })
        }
    }

    /// The members of the envelope that have not been taken yet.
    struct Members(Keyed<Json>);

    impl Members {
        fn optional<T: serde::de::DeserializeOwned, E: serde::de::Error>(
            &mut self,
            name: &str,
        ) -> Result<Option<T>, E> {
            self.0
                .remove(name)
                .map(|value| value.parse_as())
                .transpose()
                .map_err(|error| E::custom(format_args!("{name}: {error}")))
        }

        fn required<T: serde::de::DeserializeOwned, E: serde::de::Error>(
            &mut self,
            name: &'static str,
        ) -> Result<T, E> {
            self.optional(name)?.ok_or_else(|| E::missing_field(name))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever makes an event moves all of it: what is large in it is to be boxed.
    #[test]
    fn an_event_is_small() {
        assert!(size_of::<Event>() <= 512, "{} bytes", size_of::<Event>());
        assert!(size_of::<Message>() <= 1024, "{} bytes", size_of::<Message>());
        assert!(size_of::<Conversation>() <= 1024, "{} bytes", size_of::<Conversation>());
    }

    #[test]
    fn a_record_is_boxed_where_it_is_set() {
        let selected =
            CompanySelected::default().with_company(Company::default().with_name(String::from("A")));
        assert_eq!(selected.company.and_then(|company| company.name).as_deref(), Some("A"));
    }
}
