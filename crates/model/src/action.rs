//! Actions: what a widget asks a host to do.
//!
//! Read [`Action`] first, then the list of [`ActionKind`]s and what each one's data holds.

use std::fmt;

use crate::id::{AgentId, ConversationId, FormId, InboxId, RequestId, TeamId, TicketCode, WidgetId};
use crate::json::Json;
use crate::record::{Leaf, Members, Record, Type, Value, record};
use crate::time::Time;
use crate::word::{
    AgentState, ConversationStatus, NotificationLevel, Priority, Speaker, TransferMode, Visibility,
};

/// Something that a widget asks its host to do, in neutral words: a kind, and its data as a document.
///
/// In JSON: `{"type": kind, "id"?: request id, "target"?: {"conversation": id}, "data": {...}}`. A member
/// that is not known is an error rather than ignored: a mistyped `visibility` must not make a note public.
///
/// ```
/// use onepane_model::{Action, ActionKind, MessageSend};
///
/// let action = Action::new(MessageSend::default().with_text("On its way.")).with_target("81");
/// assert_eq!(action.kind(), Some(ActionKind::MessageSend));
/// assert_eq!(action.data().as_str(), r#"{"text":"On its way."}"#);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Action {
    /// The id under which its result will be told. Absent: the session numbers it.
    pub id: Option<RequestId>,
    /// The conversation it is meant for. When given, the action is refused unless that conversation is
    /// the current one: the agent may have moved on.
    pub target: Option<ConversationId>,
    kind: Named,
    data: Json,
}

#[derive(Debug, Clone, PartialEq)]
enum Named {
    Known(ActionKind),
    /// Of a kind that this build does not know: it passes through unharmed.
    Other(Box<str>),
}

impl Action {
    /// An action without id and target.
    pub fn new<D: ActionData>(data: D) -> Self {
        Self::of(Named::Known(D::KIND), to_json(&data))
    }

    /// An action by its kind's name, which need not be one that this build knows.
    ///
    /// Takes data that the caller knows to be what the kind's [record](ActionKind::record) says; whoever cannot know that
    /// reads the action's JSON form.
    pub fn from_parts(kind: &str, data: Json) -> Self {
        let kind = ActionKind::from_name(kind).map_or_else(|| Named::Other(kind.into()), Named::Known);
        Self::of(kind, data)
    }

    fn of(kind: Named, data: Json) -> Self {
        Self { id: None, target: None, kind, data }
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
        match self.kind {
            Named::Known(kind) => Some(kind),
            Named::Other(_) => None,
        }
    }

    /// The kind's name, also for one that this build does not know.
    pub fn kind_name(&self) -> &str {
        match &self.kind {
            Named::Known(kind) => kind.as_str(),
            Named::Other(name) => name,
        }
    }

    /// What is to be done: a JSON object.
    pub fn data(&self) -> &Json {
        &self.data
    }

    /// What is to be done, as the type of its kind.
    ///
    /// # Errors
    ///
    /// When it is an action of another kind.
    #[cfg(feature = "serde")]
    pub fn parse<D: ActionData + serde::de::DeserializeOwned>(&self) -> Result<D, serde_json::Error> {
        if self.kind() != Some(D::KIND) {
            let found = format_args!("expected {}, found {}", D::KIND, self.kind_name());
            return Err(serde::de::Error::custom(found));
        }
        self.data.parse_as()
    }
}

/// What an action of one kind says: every type here whose documentation reads "data of" a kind.
pub trait ActionData: Members {
    /// The kind.
    const KIND: ActionKind;
}

// Of the members, not of the type: one copy of it in a build is enough.
fn to_json(data: &dyn Members) -> Json {
    let mut out = String::from("{");
    data.push_members(&mut out);
    out.push('}');
    Json::from_text(out)
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
    const NULLABLE: bool = true;

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

        $( impl ActionData for $name {
            const KIND: ActionKind = ActionKind::$name;
        } )*

        /// Checks data as the type of its kind does, and brings it into that type's form.
        #[cfg(feature = "serde")]
        fn read(kind: &str, data: Json) -> Result<Action, serde_json::Error> {
            Ok(match ActionKind::from_name(kind) {
                $( Some(ActionKind::$name) => Action::new(data.parse_as::<$name>()?), )*
                None => Action::from_parts(kind, data),
            })
        }

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

    use serde::ser::SerializeMap;

    use super::{Action, ConversationId, Json, RequestId};

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
            map.serialize_entry("data", &self.data)?;
            map.end()
        }
    }

    impl<'de> serde::Deserialize<'de> for Action {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let envelope = Envelope::deserialize(deserializer)?;
            let data = envelope.data.unwrap_or_else(|| Json::from_text("{}"));
            let mut action = super::read(&envelope.r#type, data)
                .map_err(|error| serde::de::Error::custom(format_args!("data: {error}")))?;
            action.id = envelope.id;
            action.target = envelope.target.map(|target| target.conversation);
            Ok(action)
        }
    }
}

#[cfg(test)]
#[cfg(feature = "serde")]
mod tests {
    use super::*;

    #[track_caller]
    fn check<D: ActionData + serde::Serialize>(data: D, json: &str) {
        assert_eq!(serde_json::to_string(&data).unwrap(), json);
        assert_eq!(Action::new(data).data().as_str(), json);
    }

    #[test]
    fn data_writes_itself_as_serde_writes_it() {
        check(PanelOpen::default(), "{}");
        check(PanelResize::default().with_height(Json::from_text("50")), r#"{"height":50}"#);
        check(
            MessageSend::default().with_text("\"é\u{1}\"\n").with_speaker(Speaker::Agent),
            r#"{"text":"\"é\u0001\"\n","as":"agent"}"#,
        );
        check(
            ConversationAssign::default().with_agent(Assigned::Nobody).with_bot(Assigned::To("7".into())),
            r#"{"agent":null,"bot":"7"}"#,
        );
        let until: Time = "2026-01-10T08:00:00.5+01:00".parse().unwrap();
        check(
            ConversationSetStatus::default().with_status("snoozed").with_until(until),
            r#"{"status":"snoozed","until":"2026-01-10T07:00:00.5Z"}"#,
        );
        check(ConversationNotify::default().with_all(false), r#"{"all":false}"#);
        check(
            HostCall::default().with_name("a").with_args(Json::from_text(r#"[1.0, {"b":"\ud83d"}]"#)),
            r#"{"name":"a","args":[1.0, {"b":"\ud83d"}]}"#,
        );
    }

    #[test]
    fn data_is_read_as_its_own_kind_only() {
        let action = Action::new(MessageSend::default().with_text("a"));
        assert_eq!(action.parse::<MessageSend>().unwrap().text, "a");
        let error = action.parse::<ComposeSetText>().unwrap_err().to_string();
        assert_eq!(error, "expected compose.set_text, found message.send");
    }
}
