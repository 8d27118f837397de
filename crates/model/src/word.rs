//! The words of the model: small open sets.
//!
//! A word that this build does not know is kept as the host wrote it and compares by its text, so
//! nothing is lost when a host learns a new one.

use std::fmt;

use crate::record::{Kind, Leaf, Type, Value};

macro_rules! words {
    ($( $(#[$meta:meta])* $name:ident { $( $(#[$word_meta:meta])* $variant:ident = $text:literal, )* } )*) => { $(
        $(#[$meta])*
        ///
        /// An open set: compare [`as_str`](Self::as_str) for words without a variant, because a later
        /// release may give them one.
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[$word_meta])* $variant, )*
            /// A word of the host that the model has no name for.
            Other(OtherWord),
        }

        impl $name {
            /// Every word that has a name here.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word as it stands in neutral JSON.
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $text, )*
                    Self::Other(other) => &other.0,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $( $text => Self::$variant, )*
                    _ => Self::Other(OtherWord(text.into())),
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(text.into())
            }
        }

        impl Default for $name {
            /// The empty word, which no host writes.
            fn default() -> Self {
                Self::from("")
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl Value for $name {
            const TYPE: Type = Type::Plain(Kind::Text);

            fn from_leaf(leaf: Leaf<'_>) -> Option<Self> {
                match leaf {
                    Leaf::Text(text) => Some(Self::from(&*text.to_cow())),
                    _ => None,
                }
            }

            fn as_text(&self) -> Option<&str> {
                Some(self.as_str())
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Ok(Self::from(&*text))
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "description": concat!("An open set: a word not listed is the host's own.", ""),
                    "examples": [$($text),*]
                })
            }
        }
    )* };
}

/// A word that the model has no name for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OtherWord(Box<str>);

words! {
    /// The channel a conversation runs on.
    Channel {
        /// A chat on a web page.
        Web = "web",
        /// E-mail.
        Email = "email",
        /// Text messages.
        Sms = "sms",
        /// WhatsApp.
        Whatsapp = "whatsapp",
        /// Facebook Messenger.
        Facebook = "facebook",
        /// Instagram.
        Instagram = "instagram",
        /// Telegram.
        Telegram = "telegram",
        /// LINE.
        Line = "line",
        /// TikTok.
        Tiktok = "tiktok",
        /// Twitter, now X.
        Twitter = "twitter",
        /// Telephone.
        Voice = "voice",
        /// Video calls.
        Video = "video",
        /// A channel of the customer's own, over the host's API.
        Api = "api",
    }

    /// Where a conversation stands.
    ConversationStatus {
        /// Somebody has to do something.
        Open = "open",
        /// A bot has it, or nobody yet.
        Pending = "pending",
        /// It comes back later.
        Snoozed = "snoozed",
        /// Done.
        Resolved = "resolved",
    }

    /// Where a live interaction stands, on hosts that work like a telephone switch.
    InteractionState {
        /// It is offered to the agent.
        Alerting = "alerting",
        /// The agent is on it.
        Active = "active",
        /// It is on hold.
        Held = "held",
        /// Work after the contact has left.
        WrapUp = "wrap_up",
        /// Over.
        Ended = "ended",
    }

    /// Where a ticket stands.
    TicketState {
        /// Nobody has looked at it.
        New = "new",
        /// In work.
        Open = "open",
        /// Done.
        Closed = "closed",
        /// Given up.
        Cancelled = "cancelled",
    }

    /// How urgent something is, most urgent first.
    Priority {
        /// Drop everything.
        Critical = "critical",
        /// At once.
        Urgent = "urgent",
        /// Before the rest.
        High = "high",
        /// In its turn.
        Medium = "medium",
        /// When there is time.
        Low = "low",
        /// Perhaps.
        Minor = "minor",
    }

    /// Which way a chat message went.
    Direction {
        /// From the contact.
        Inbound = "inbound",
        /// To the contact, or a note among agents.
        Outbound = "outbound",
        /// Written by the host itself.
        System = "system",
    }

    /// Who may read a chat message.
    Visibility {
        /// The contact too.
        Public = "public",
        /// Agents only.
        Internal = "internal",
    }

    /// What kind of entry a chat message is.
    MessageKind {
        /// Something that was said.
        Chat = "chat",
        /// A line about something that happened.
        Activity = "activity",
        /// A prepared message of the host.
        Template = "template",
    }

    /// How far a chat message has come.
    MessageStatus {
        /// On its way; it may have a provisional id.
        Sending = "sending",
        /// With the channel.
        Sent = "sent",
        /// With the contact.
        Delivered = "delivered",
        /// Seen by the contact.
        Read = "read",
        /// It did not go out.
        Failed = "failed",
    }

    /// What the body of a chat message is.
    ContentKind {
        /// Plain text or light markup.
        Text = "text",
        /// A question for a line of text.
        InputText = "input_text",
        /// A question for several lines of text.
        InputTextarea = "input_textarea",
        /// A question for an e-mail address.
        InputEmail = "input_email",
        /// A question with given answers.
        InputSelect = "input_select",
        /// A row of cards.
        Cards = "cards",
        /// A form.
        Form = "form",
        /// Links to articles.
        Article = "article",
        /// An e-mail that came in.
        Email = "email",
        /// A satisfaction survey.
        Survey = "survey",
        /// A sticker.
        Sticker = "sticker",
        /// A telephone call.
        Call = "call",
    }

    /// What an attachment is.
    AttachmentKind {
        /// A picture.
        Image = "image",
        /// Sound.
        Audio = "audio",
        /// Moving pictures.
        Video = "video",
        /// A file.
        File = "file",
        /// A place.
        Location = "location",
        /// A contact card.
        Contact = "contact",
        /// A link to something shared on the channel.
        Share = "share",
        /// Something that the host could not take over.
        Fallback = "fallback",
        /// Something embedded from elsewhere.
        Embed = "embed",
    }

    /// What kind of being takes part.
    ParticipantKind {
        /// The contact.
        Contact = "contact",
        /// A human agent.
        Agent = "agent",
        /// A bot.
        Bot = "bot",
        /// An assistant of the host's own.
        Assistant = "assistant",
    }

    /// Whether somebody is there.
    Presence {
        /// There.
        Online = "online",
        /// Away.
        Offline = "offline",
        /// There, but not to be disturbed.
        Busy = "busy",
    }

    /// What an agent is doing.
    AgentState {
        /// Takes work.
        Ready = "ready",
        /// Takes none.
        NotReady = "not_ready",
        /// Finishing work after a contact has left.
        WrapUp = "wrap_up",
        /// Not signed in.
        LoggedOut = "logged_out",
    }

    /// How the console looks.
    Appearance {
        /// Dark on light.
        Light = "light",
        /// Light on dark.
        Dark = "dark",
    }

    /// Why a service-level clock stands still.
    PauseReason {
        /// Outside working hours.
        Calendar = "calendar",
        /// The ticket's state stops the clock.
        State = "state",
    }

    /// The type of an attribute's values.
    AttributeKind {
        /// Text.
        Text = "text",
        /// A number.
        Number = "number",
        /// An amount of money.
        Currency = "currency",
        /// A percentage.
        Percent = "percent",
        /// A URL.
        Link = "link",
        /// A date.
        Date = "date",
        /// One of given values.
        List = "list",
        /// Yes or no.
        Checkbox = "checkbox",
    }

    /// What an attribute belongs to.
    AttributeOwner {
        /// A conversation.
        Conversation = "conversation",
        /// A contact.
        Contact = "contact",
        /// A company.
        Company = "company",
    }

    /// As whom the widget speaks.
    Speaker {
        /// As the agent who has the console open; the default.
        Agent = "agent",
        /// As the contact, on hosts that live on the contact's side.
        Contact = "contact",
    }

    /// How loud a notification is.
    NotificationLevel {
        /// For information.
        Info = "info",
        /// Something went well.
        Success = "success",
        /// Something may go wrong.
        Warning = "warning",
        /// Something went wrong.
        Error = "error",
    }

    /// How a conversation is handed over.
    TransferMode {
        /// At once, without asking.
        Blind = "blind",
        /// After talking to the other side.
        Consult = "consult",
    }

    /// How an action ended.
    Outcome {
        /// The host did it.
        Done = "done",
        /// It was handed over to a host that never confirms.
        Sent = "sent",
        /// It was not sent, because it breaks a rule that is known beforehand.
        Refused = "refused",
        /// The host said no.
        Failed = "failed",
        /// This host has no such action.
        Unsupported = "unsupported",
        /// No answer came in time.
        TimedOut = "timed_out",
        /// The widget no longer wanted it.
        Cancelled = "cancelled",
    }
}
