//! Actions: what a widget asks a host to do.
//!
//! Read [`Action`] first, then the list of [`ActionKind`]s and what each one's data holds.

use std::fmt;

use crate::id::{AgentId, ConversationId, FormId, InboxId, RequestId, TeamId, TicketCode, WidgetId};
use crate::json::Json;
use crate::record::{Fill, Leaf, Record, Type, Value, record};
use crate::time::Time;
use crate::word::{
    AgentState, ConversationStatus, NotificationLevel, Priority, Speaker, TransferMode, Visibility,
};

/// Something that a widget asks its host to do, in neutral words.
///
/// In JSON: `{"type": kind, "id"?: request id, "target"?: {"conversation": id}, "data": {...}}`. A member
/// that is not known is an error rather than ignored: a mistyped `visibility` must not make a note public.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Action {
    /// The id under which its result will be told. Absent: the session numbers it.
    pub id: Option<RequestId>,
    /// The conversation it is meant for. When given, the action is refused unless that conversation is
    /// the current one: the agent may have moved on.
    pub target: Option<ConversationId>,
    /// What is to be done.
    pub data: ActionData,
}

impl Action {
    /// An action without id and target.
    pub fn new(data: impl Into<ActionData>) -> Self {
        Self { id: None, target: None, data: data.into() }
    }

    /// The same with a request id.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<RequestId>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// The same, meant for one conversation only.
    #[must_use]
    pub fn with_target(mut self, conversation: impl Into<ConversationId>) -> Self {
        self.target = Some(conversation.into());
        self
    }

    /// The kind; `None` for one that this build does not know.
    pub fn kind(&self) -> Option<ActionKind> {
        self.data.kind()
    }

    /// The kind's name, also for one that this build does not know.
    pub fn kind_name(&self) -> &str {
        match &self.data {
            ActionData::Other(other) => &other.kind,
            known => known.kind().map_or("", ActionKind::as_str),
        }
    }
}

/// An action of a kind that this build does not know: it passes through unharmed.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct OtherAction {
    /// The `type`.
    pub kind: String,
    /// Its data, untouched.
    pub data: Json,
}

impl OtherAction {
    /// An action of a kind without a variant.
    pub fn new(kind: impl Into<String>, data: Json) -> Self {
        Self { kind: kind.into(), data }
    }
}

/// A value that can also be taken away: `null` in JSON.
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(untagged))]
#[non_exhaustive]
pub enum Assigned<T> {
    /// Set it to this.
    To(T),
    /// Take it away.
    #[default]
    Nobody,
}

impl<T> Assigned<T> {
    /// The value, unless it is to be taken away.
    pub fn as_option(&self) -> Option<&T> {
        match self {
            Self::To(value) => Some(value),
            Self::Nobody => None,
        }
    }
}

impl<T> From<T> for Assigned<T> {
    fn from(value: T) -> Self {
        Self::To(value)
    }
}

impl<T: Value> Value for Assigned<T> {
    const TYPE: Type = T::TYPE;

    fn from_leaf(leaf: Leaf<'_>) -> Option<Self> {
        match leaf {
            Leaf::Null => Some(Self::Nobody),
            leaf => T::from_leaf(leaf).map(Self::To),
        }
    }

    fn as_text(&self) -> Option<&str> {
        self.as_option()?.as_text()
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Assigned<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Assigned{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let value = generator.subschema_for::<T>();
        schemars::json_schema!({ "anyOf": [value, { "type": "null", "description": "Take it away." }] })
    }
}

/// Reads a member that is there, `null` included, as present.
#[cfg(feature = "serde")]
fn present<'de, T, D>(deserializer: D) -> Result<Option<Assigned<T>>, D::Error>
where
    T: serde::Deserialize<'de>,
    D: serde::Deserializer<'de>,
{
    use serde::Deserialize;
    Ok(Some(Option::<T>::deserialize(deserializer)?.map_or(Assigned::Nobody, Assigned::To)))
}

macro_rules! action_kinds {
    ($( $(#[$meta:meta])* $name:ident = $text:literal, )*) => {
        /// The kinds of neutral actions.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum ActionKind { $( $(#[$meta])* $name, )* }

        impl ActionKind {
            /// Every kind, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The kind's name, such as `message.send`.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$name => $text, )* }
            }

            /// What an action of this kind carries as its data.
            pub const fn record(self) -> &'static Record {
                match self { $( Self::$name => { const RECORD: Record = $name::RECORD; &RECORD } )* }
            }

            /// The kind of this name.
            pub fn from_name(name: &str) -> Option<Self> {
                // A search, because a match on all of the texts is larger than all of them.
                Self::ALL.iter().copied().find(|kind| kind.as_str() == name)
            }
        }

        impl fmt::Display for ActionKind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        /// What is to be done: one variant for each kind.
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum ActionData {
            $( $(#[$meta])* $name($name), )*
            /// A kind that this build does not know. A later release may give it a variant of its own.
            Other(OtherAction),
        }

        impl ActionData {
            /// Empty data of a kind, to be filled.
            pub fn empty(kind: ActionKind) -> Self {
                match kind { $( ActionKind::$name => Self::$name($name::default()), )* }
            }

            /// The kind; `None` for one that this build does not know.
            pub fn kind(&self) -> Option<ActionKind> {
                match self { $( Self::$name(_) => Some(ActionKind::$name), )* Self::Other(_) => None }
            }

            /// The data as something to be filled; `None` for a kind that this build does not know.
            pub fn as_fill(&mut self) -> Option<&mut dyn Fill> {
                match self { $( Self::$name(data) => Some(data), )* Self::Other(_) => None }
            }

            /// The characters of a member that is a text, an id or a word, by its JSON name.
            pub fn text(&self, member: &str) -> Option<&str> {
                match self { $( Self::$name(data) => data.text(member), )* Self::Other(_) => None }
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
                Ok(match ActionKind::from_name(kind) {
                    $( Some(ActionKind::$name) => Self::$name(data.parse_as()?), )*
                    None => Self::Other(OtherAction { kind: kind.to_owned(), data }),
                })
            }
        }

        $( impl From<$name> for ActionData {
            fn from(data: $name) -> Self {
                Self::$name(data)
            }
        } )*

        /// Every kind with the schema of its data.
        #[cfg(feature = "schema")]
        pub fn action_schemas(generator: &mut schemars::SchemaGenerator) -> Vec<(ActionKind, schemars::Schema)> {
            vec![$( (ActionKind::$name, generator.subschema_for::<$name>()) ),*]
        }
    };
}

action_kinds! {
    /// Puts text into the composer, unsent.
    ComposeSetText = "compose.set_text",
    /// Sends a chat message.
    MessageSend = "message.send",
    /// Shows a line on this page only.
    MessageShowLocal = "message.show_local",
    /// Opens a ticket in the console.
    TicketOpen = "ticket.open",
    /// Asks for the context anew.
    ContextRefresh = "context.refresh",
    /// Sets a conversation's category.
    ConversationSetCategory = "conversation.set_category",
    /// Sets one of the customer's own fields of a conversation.
    ConversationSetAttribute = "conversation.set_attribute",
    /// Gives a conversation to somebody, or takes it away.
    ConversationAssign = "conversation.assign",
    /// Calls somebody's attention to a conversation.
    ConversationMention = "conversation.mention",
    /// Queues a conversation for others.
    ConversationNotify = "conversation.notify",
    /// Changes where a conversation stands.
    ConversationSetStatus = "conversation.set_status",
    /// Changes how urgent a conversation is.
    ConversationSetPriority = "conversation.set_priority",
    /// Puts a label on a conversation.
    ConversationAddLabel = "conversation.add_label",
    /// Takes a conversation that is offered.
    ConversationAccept = "conversation.accept",
    /// Puts a conversation on hold.
    ConversationHold = "conversation.hold",
    /// Takes a conversation from hold.
    ConversationResume = "conversation.resume",
    /// Ends a conversation.
    ConversationEnd = "conversation.end",
    /// Hands a conversation over.
    ConversationTransfer = "conversation.transfer",
    /// Sets one of the customer's own fields of a contact.
    ContactSetAttribute = "contact.set_attribute",
    /// Brings a form up, or takes it down.
    FormActivate = "form.activate",
    /// Fills in a field of a form.
    FormSetField = "form.set_field",
    /// Opens the panel the widget or the chat stands in.
    PanelOpen = "panel.open",
    /// Closes it.
    PanelClose = "panel.close",
    /// Asks whether it is open.
    PanelQuery = "panel.query",
    /// Changes its size.
    PanelResize = "panel.resize",
    /// Changes what the agent is doing.
    AgentSetState = "agent.set_state",
    /// Shows the agent a notification.
    NotificationShow = "notification.show",
    /// Says something to other widgets.
    WidgetPost = "widget.post",
    /// Answers an event whose host waits.
    EventReply = "event.reply",
    /// Calls something of the host's that has no neutral name.
    HostCall = "host.call",
}

record! {
    /// Data of [`ActionKind::ComposeSetText`].
    pub struct ComposeSetText {
        /// The text.
        text: String,
        /// In whose composer it goes. Absent: the agent's.
        speaker("as"): Option<Speaker>,
    }
}

record! {
    /// Data of [`ActionKind::MessageSend`].
    pub struct MessageSend {
        /// The text. Plain: a host may take markup out or show it as it is.
        text: String,
        /// Who may read it. Absent: everybody in the conversation.
        visibility: Option<Visibility>,
        /// As whom it is sent. Absent: as the agent.
        speaker("as"): Option<Speaker>,
    }
}

record! {
    /// Data of [`ActionKind::MessageShowLocal`].
    pub struct MessageShowLocal {
        /// The text.
        text: String,
        /// The name it is shown under. Absent: the host chooses.
        name: Option<String>,
    }
}

record! {
    /// Data of [`ActionKind::TicketOpen`].
    pub struct TicketOpen {
        /// The ticket's code.
        code: TicketCode,
    }
}

record! {
    /// Data of [`ActionKind::ContextRefresh`].
    pub struct ContextRefresh {}
}

record! {
    /// Data of [`ActionKind::ConversationSetCategory`].
    pub struct ConversationSetCategory {
        /// The category, in the host's word.
        category: String,
    }
}

record! {
    /// Data of [`ActionKind::ConversationSetAttribute`].
    pub struct ConversationSetAttribute {
        /// The field's key.
        key: String,
        /// Its new value; `null` where the host allows it.
        value: Json,
        /// Whether it is a property of the record itself rather than a free field. Absent: a free field.
        property: Option<bool>,
    }
}

record! {
    /// Data of [`ActionKind::ConversationAssign`]: exactly one member; `null` takes the conversation away.
    pub struct ConversationAssign {
        /// To this agent.
        #[cfg_attr(feature = "serde", serde(default, deserialize_with = "present"))]
        agent: Option<Assigned<AgentId>>,
        /// To this bot.
        #[cfg_attr(feature = "serde", serde(default, deserialize_with = "present"))]
        bot: Option<Assigned<AgentId>>,
        /// To this team.
        #[cfg_attr(feature = "serde", serde(default, deserialize_with = "present"))]
        team: Option<Assigned<TeamId>>,
    }
}

record! {
    /// Data of [`ActionKind::ConversationMention`]: one of `agent` and `bot`.
    pub struct ConversationMention {
        /// The agent whose attention is called.
        agent: Option<AgentId>,
        /// The bot whose attention is called.
        bot: Option<AgentId>,
        /// What to tell them.
        text: String,
    }
}

record! {
    /// Data of [`ActionKind::ConversationNotify`]: `inbox`, or `all` set; neither is refused.
    pub struct ConversationNotify {
        /// The inbox to queue the conversation in.
        inbox: Option<InboxId>,
        /// Queue it wherever the host's rules send it.
        all: Option<bool>,
    }
}

record! {
    /// Data of [`ActionKind::ConversationSetStatus`].
    pub struct ConversationSetStatus {
        /// Where it shall stand.
        status: ConversationStatus,
        /// Until when, for `snoozed`. Absent: until the contact answers.
        until: Option<Time>,
    }
}

record! {
    /// Data of [`ActionKind::ConversationSetPriority`].
    pub struct ConversationSetPriority {
        /// How urgent it shall be; `null` takes the priority away. Must be given.
        #[cfg_attr(feature = "serde", serde(default, deserialize_with = "present"))]
        priority: Option<Assigned<Priority>>,
    }
}

record! {
    /// Data of [`ActionKind::ConversationAddLabel`].
    pub struct ConversationAddLabel {
        /// The label; those already there stay.
        label: String,
    }
}

record! {
    /// Data of [`ActionKind::ConversationAccept`].
    pub struct ConversationAccept {}
}

record! {
    /// Data of [`ActionKind::ConversationHold`].
    pub struct ConversationHold {}
}

record! {
    /// Data of [`ActionKind::ConversationResume`].
    pub struct ConversationResume {}
}

record! {
    /// Data of [`ActionKind::ConversationEnd`].
    pub struct ConversationEnd {}
}

record! {
    /// Data of [`ActionKind::ConversationTransfer`].
    pub struct ConversationTransfer {
        /// The address or id of whom it goes to, as the host knows it.
        to: String,
        /// How it is handed over.
        mode: TransferMode,
    }
}

record! {
    /// Data of [`ActionKind::ContactSetAttribute`].
    pub struct ContactSetAttribute {
        /// The field's key.
        key: String,
        /// Its new value; `null` where the host allows it.
        value: Json,
    }
}

record! {
    /// Data of [`ActionKind::FormActivate`].
    pub struct FormActivate {
        /// The form.
        form: FormId,
        /// Whether it shall be up.
        active: bool,
    }
}

record! {
    /// Data of [`ActionKind::FormSetField`].
    pub struct FormSetField {
        /// The field's key.
        key: String,
        /// Its new value.
        value: String,
    }
}

record! {
    /// Data of [`ActionKind::PanelOpen`].
    pub struct PanelOpen {}
}

record! {
    /// Data of [`ActionKind::PanelClose`].
    pub struct PanelClose {}
}

record! {
    /// Data of [`ActionKind::PanelQuery`].
    pub struct PanelQuery {}
}

record! {
    /// Data of [`ActionKind::PanelResize`]; with neither member the panel fits its content.
    pub struct PanelResize {
        /// Its width: pixels as a number, or a CSS length as text.
        width: Option<Json>,
        /// Its height: pixels as a number, or a CSS length as text.
        height: Option<Json>,
    }
}

record! {
    /// Data of [`ActionKind::AgentSetState`].
    pub struct AgentSetState {
        /// What the agent shall be doing.
        state: AgentState,
        /// Why, as the host's code.
        reason: Option<String>,
    }
}

record! {
    /// Data of [`ActionKind::NotificationShow`].
    pub struct NotificationShow {
        /// The text.
        text: String,
        /// How loud it is. Absent: `info`.
        level: Option<NotificationLevel>,
    }
}

record! {
    /// Data of [`ActionKind::WidgetPost`].
    pub struct WidgetPost {
        /// The widget it is for. Absent: all of them.
        to: Option<WidgetId>,
        /// What to say.
        payload: Json,
    }
}

record! {
    /// Data of [`ActionKind::EventReply`].
    pub struct EventReply {
        /// The event's `reply`.
        to: RequestId,
        /// Whether the host may go on.
        ok: bool,
        /// Why not; the host may show it to the agent.
        reason: Option<String>,
    }
}

record! {
    /// Data of [`ActionKind::HostCall`]: the way out for what is not neutral yet.
    pub struct HostCall {
        /// The host's name of it.
        name: String,
        /// Its arguments, as the host takes them. Absent: none.
        args: Option<Json>,
    }
}

#[cfg(feature = "serde")]
mod envelope {
    //! The JSON form.

    use serde::ser::{Error as _, SerializeMap};

    use super::{Action, ActionData, ConversationId, Json, RequestId};

    #[derive(serde::Serialize, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Target {
        conversation: ConversationId,
    }

    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Envelope {
        r#type: String,
        id: Option<RequestId>,
        target: Option<Target>,
        data: Option<Json>,
    }

    impl serde::Serialize for Action {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut map = serializer.serialize_map(None)?;
            map.serialize_entry("type", self.kind_name())?;
            if let Some(id) = &self.id {
                map.serialize_entry("id", id)?;
            }
            if let Some(conversation) = self.target.clone() {
                map.serialize_entry("target", &Target { conversation })?;
            }
            map.serialize_entry("data", &self.data.to_json().map_err(S::Error::custom)?)?;
            map.end()
        }
    }

    impl<'de> serde::Deserialize<'de> for Action {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let envelope = Envelope::deserialize(deserializer)?;
            let data = envelope.data.unwrap_or_else(|| Json::from_text("{}"));
            Ok(Self {
                id: envelope.id,
                target: envelope.target.map(|target| target.conversation),
                data: ActionData::from_json(&envelope.r#type, data)
                    .map_err(|error| serde::de::Error::custom(format_args!("data: {error}")))?,
            })
        }
    }
}
