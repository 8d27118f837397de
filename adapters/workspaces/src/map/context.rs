//! What is known about the contact and the interaction: context data, media, and the answer to a refresh.
//!
//! Source: the vendor's AXP guide (`clientValidation`) and samples, the 3.x sample library and public
//! widget code, read 2026-11-21.

use onepane_map::{Codec, IdForm, JsonKind, Row, Table, TimeForm, first, flat, home, part, row, words};
use onepane_model::{Contact, ContactField, ContextChanged, Conversation, Interaction, TextLimit};

use Codec::{Bool, Id, List, Text, Time};

use super::{interaction, people};

/// `onContextDataEvent`: arrays of wrappers, whose content stands under `data`.
pub(super) static DATA: Table = Table::new(
    &ContextChanged::RECORD,
    &[
        part(ContextChanged::CONVERSATION, &CONVERSATION),
        part(ContextChanged::CONTACT, &CONTACT),
        row("clientValidation", ContextChanged::TEXT_LIMITS, List(&VALIDATION)).when(JsonKind::Array),
    ],
);

static CONVERSATION: Table = Table::new(
    &Conversation::RECORD,
    &[
        first("channelSrc", &CHANNEL_SOURCE).when(JsonKind::Array),
        first("contextStore", &CONTEXT_STORE).when(JsonKind::Array),
    ],
);

static CHANNEL_SOURCE: Table = Table::new(
    &Conversation::RECORD,
    &[row(
        "data",
        Conversation::CHANNEL,
        words!("WhatsApp" = "whatsapp", "Facebook" = "facebook", "Twitter" = "twitter"),
    )
    .empty_is_none()],
);

static CONTEXT_STORE: Table =
    Table::new(&Conversation::RECORD, &[row("data", Conversation::STORED_CONTEXT, Text).empty_is_none()]);

static CONTACT: Table =
    Table::new(&Contact::RECORD, &[first("customerDetails", &DETAILS).when(JsonKind::Array)]);

static DETAILS: Table = Table::new(&Contact::RECORD, &[flat("data", &DETAILS_DATA).when(JsonKind::Object)]);

static DETAILS_DATA: Table = Table::new(
    &Contact::RECORD,
    &[row("customerCustoms", Contact::FIELDS, List(&CUSTOM)).when(JsonKind::Array)],
);

static CUSTOM: Table = Table::new(
    &ContactField::RECORD,
    &[
        row("name", ContactField::NAME, Text),
        row("text", ContactField::VALUE, Text),
        row("lastUpdatedTimeStamp", ContactField::UPDATED_AT, Time(TimeForm::MillisText)).empty_is_none(),
    ],
);

/// An entry of `clientValidation`. Which of its fields holds the limit is not documented.
static VALIDATION: Table =
    Table::new(&TextLimit::RECORD, &[flat("data", &VALIDATION_DATA).when(JsonKind::Object)]);

static VALIDATION_DATA: Table =
    Table::new(&TextLimit::RECORD, &[row("type", TextLimit::KIND, Text).empty_is_none()]);

/// `onMediaEvent`: participants; where earlier messages stand is not documented.
pub(super) static MEDIA: Table =
    Table::new(&ContextChanged::RECORD, &[home(ContextChanged::CONVERSATION, &MEDIA_CONVERSATION)]);
static MEDIA_CONVERSATION: Table = Table::new(&Conversation::RECORD, &media(&people::PARTICIPANT));

pub(super) static MEDIA_V3: Table =
    Table::new(&ContextChanged::RECORD, &[home(ContextChanged::CONVERSATION, &MEDIA_CONVERSATION_V3)]);
static MEDIA_CONVERSATION_V3: Table = Table::new(&Conversation::RECORD, &media(&people::PARTICIPANT_V3));

const fn media(participants: &'static Table) -> [Row; 2] {
    [
        row("participants", Conversation::PARTICIPANTS, List(participants)).when(JsonKind::Array),
        part(Conversation::INTERACTION, &MEDIA_LIVE),
    ]
}

static MEDIA_LIVE: Table = Table::new(
    &Interaction::RECORD,
    &[
        row("workRequestId", Interaction::WORK_REQUEST_ID, Id(IdForm::Text)).empty_is_none(),
        row("isCustomerConnected", Interaction::CONTACT_CONNECTED, Bool),
    ],
);

/// What `getInteractionData` gives, as the context that was asked for.
pub(super) static SNAPSHOT: Table =
    Table::new(&ContextChanged::RECORD, &[home(ContextChanged::CONVERSATION, &interaction::INTERACTION)]);
