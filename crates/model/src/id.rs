//! Opaque ids: one type each, so that a contact's id is never handed over as a conversation's.

use std::fmt;

use crate::record::{Kind, Leaf, Type, Value};

macro_rules! ids {
    ($( $(#[$meta:meta])* $name:ident, )*) => { $(
        $(#[$meta])*
        ///
        /// Opaque: compare it and hand it back, read nothing into it. A host's number is its digits here.
        #[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
        pub struct $name(String);

        impl $name {
            /// Takes an id as the host knows it.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The id as the host knows it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::convert::Infallible;

            fn from_str(id: &str) -> Result<Self, Self::Err> {
                Ok(Self(id.to_owned()))
            }
        }

        impl Value for $name {
            const TYPE: Type = Type::Plain(Kind::Text);

            fn from_leaf(leaf: Leaf<'_>) -> Option<Self> {
                String::from_leaf(leaf).map(Self)
            }

            fn as_text(&self) -> Option<&str> {
                Some(&self.0)
            }
        }
    )* };
}

ids! {
    /// The id of a host account: the organization, business or tenant.
    AccountId,
    /// The id of a human agent or, where the host counts them alike, a bot.
    AgentId,
    /// The id of an attachment.
    AttachmentId,
    /// The id of an attribute definition.
    AttributeId,
    /// The id of a company.
    CompanyId,
    /// The id of a contact.
    ContactId,
    /// The id of a conversation.
    ConversationId,
    /// The id of a neutral event; unique together with its source.
    EventId,
    /// The id of a form.
    FormId,
    /// The id of an inbox.
    InboxId,
    /// The id of a chat message.
    MessageId,
    /// The id of a thing of the customer's own kind.
    ObjectId,
    /// The id of a request: of an action, or of an event whose host waits for an answer.
    RequestId,
    /// The id of a service-level policy.
    SlaPolicyId,
    /// The id of a team.
    TeamId,
    /// The code by which agents name a ticket, such as `TK-1234`.
    TicketCode,
    /// The id of a widget.
    WidgetId,
}
