//! Chatwoot's one event as tables, in Chatwoot's own words.
//!
//! The same record comes in two shapes, made by the REST views or by the websocket presenter, and in
//! mixtures of both: each table here knows all of them. Where the two put one value in different places,
//! the place of the REST shape is `shared` and the other an `alias`.
//!
//! Only a conversation's id is required. A wrong single value stays in `extra` and is told as a warning;
//! an array or object whose form is stated and that is something else makes the frame corrupt; one whose
//! form nobody states (`.when`) stays in `extra` whatever it is.
//!
//! Source: `chatwoot/chatwoot` 4.15.1 and pull request 15660, `chatwoot/chatwoot-mobile-app` 4.6.0,
//! the vendor's guide to dashboard apps, read 2026-11-21.

mod attribute;
mod conversation;
mod message;
mod people;

use onepane_map::{Codec, Envelope, Event, Protocol, Table, body, row, words};
use onepane_model::{ContextChanged, EventKind};

use Codec::{List, One, Text};

use attribute::DEFINITION;
use conversation::CONVERSATION;
use people::{AGENT, CONTACT};

/// The name of the only event.
pub(crate) const APP_CONTEXT: &str = "appContext";

/// Chatwoot's protocol: one event, and a token of the contact's that must go nowhere.
pub static PROTOCOL: Protocol = Protocol {
    host: crate::HOST,
    envelope: Some(&ENVELOPE),
    events: &[Event { host: APP_CONTEXT, kind: EventKind::ContextChanged, data: &CONTEXT }],
    // Whoever has it can speak as the contact.
    answers: &[],
    secrets: &["pubsub_token"],
};

static ENVELOPE: Table =
    Table::new(&Envelope::RECORD, &[row("event", Envelope::NAME, Text).required(), body("data")]);

/// An empty conversation or contact means that there is none.
static CONTEXT: Table = Table::new(
    &ContextChanged::RECORD,
    &[
        row("conversation", ContextChanged::CONVERSATION, One(&CONVERSATION)),
        row("contact", ContextChanged::CONTACT, One(&CONTACT)),
        row("currentAgent", ContextChanged::AGENT, One(&AGENT)).shared(),
        // The mobile app.
        row("current_agent", ContextChanged::AGENT, One(&AGENT)).alias(),
        // Web since pull request 15660.
        row("customAttributes", ContextChanged::ATTRIBUTE_DEFINITIONS, List(&DEFINITION)),
        row("theme", ContextChanged::APPEARANCE, Text),
    ],
);

/// The classes of channels, an open set. `Channel::TwilioSms` stays as it is: it may be SMS or WhatsApp,
/// and the record does not tell.
const CHANNEL: Codec = words!(
    "Channel::WebWidget" = "web",
    "Channel::Email" = "email",
    "Channel::Sms" = "sms",
    "Channel::Whatsapp" = "whatsapp",
    "Channel::FacebookPage" = "facebook",
    "Channel::Instagram" = "instagram",
    "Channel::Telegram" = "telegram",
    "Channel::Line" = "line",
    "Channel::Tiktok" = "tiktok",
    "Channel::TwitterProfile" = "twitter",
    "Channel::Api" = "api",
);
