//! The interaction: a work card, and what `getInteractionData` gives.
//!
//! Source: one captured value of `getInteractionData` and the vendor's AXP samples, read 2026-11-21. That
//! the interaction events carry the same object is an inference.

use onepane_map::{At, Codec, IdForm, JsonKind, Row, Table, TimeForm, flat, home, part, row, variant, words};
use onepane_model::{Contact, Conversation, ConversationSelected, Interaction, Visit};

use Codec::{Bool, Id, JsonText, List, Map, Text, Time};

use super::people;

/// Open set; `SOCIAL`, `MESSAGING` and `GENERIC` name no channel of the model and stay as they are.
const CHANNEL: Codec =
    words!("WEBCHAT" = "web", "EMAIL" = "email", "SMS" = "sms", "VOICE" = "voice", "VIDEO" = "video",);

/// `INITIATED` and `PASSIVE` have no neutral word.
const STATE: Codec = words!("ALERTING" = "alerting", "ACTIVE" = "active", "HELD" = "held", "ACW" = "wrap_up");

const DIRECTION: Codec = words!("INCOMING" = "inbound", "OUTGOING" = "outbound");

pub(super) static INTERACTION: Table = Table::new(&Conversation::RECORD, &conversation(&people::PARTICIPANT));

/// In 3.x participants are spelled another way.
pub(super) static INTERACTION_V3: Table =
    Table::new(&Conversation::RECORD, &conversation(&people::PARTICIPANT_V3));

/// A card whose fields are not documented.
pub(super) static UNKNOWN: Table = Table::new(&Conversation::RECORD, &[]);

const fn conversation(participants: &'static Table) -> [Row; 10] {
    [
        row("id", Conversation::ID, Id(IdForm::Text)),
        row("channel", Conversation::CHANNEL, CHANNEL).empty_is_none(),
        row("state", Conversation::STATE, STATE).empty_is_none(),
        row("participants", Conversation::PARTICIPANTS, List(participants)).when(JsonKind::Array),
        row("topic", Conversation::SUBJECT, Text).empty_is_none().shared(),
        row("establishedTime", Conversation::CREATED_AT, Time(TimeForm::Iso(3))).empty_is_none(),
        // A number as a string.
        row("priority", Conversation::PRIORITY, Id(IdForm::Text)).empty_is_none(),
        flat("intrinsics", &INTRINSICS).when(JsonKind::Object),
        row("tenantId", Conversation::ACCOUNT, Id(IdForm::Text)).empty_is_none(),
        part(Conversation::INTERACTION, &LIVE),
    ]
}

/// The same object's other half: what only a telephone switch tells.
static LIVE: Table = Table::new(
    &Interaction::RECORD,
    &[
        row("contactId", Interaction::CONTACT_ID, Id(IdForm::Text)).empty_is_none(),
        row("workRequestId", Interaction::WORK_REQUEST_ID, Id(IdForm::Text)).empty_is_none(),
        row("externalInteractionId", Interaction::EXTERNAL_ID, Id(IdForm::Text)).empty_is_none(),
        row("stateReason", Interaction::STATE_REASON, Text).empty_is_none(),
        row("direction", Interaction::DIRECTION, DIRECTION).empty_is_none(),
        row("interactionType", Interaction::KIND, Text).empty_is_none(),
        row("originatingAddress", Interaction::FROM, Text).empty_is_none(),
        row("destinationAddress", Interaction::TO, Text).empty_is_none(),
        row("isCustomerInteraction", Interaction::WITH_CONTACT, Bool),
        row("isNailUpCall", Interaction::NAILED_UP, Bool),
        row("isWebRtcCall", Interaction::WEB_RTC, Bool),
        row("isACWEnabled", Interaction::WRAP_UP_ENABLED, Bool),
        row("isACWExtended", Interaction::WRAP_UP_EXTENDED, Bool),
        row("isAutoAnswerEnabled", Interaction::AUTO_ANSWER, Bool),
        row("isObserved", Interaction::OBSERVED, Bool),
        row("isTransferredToService", Interaction::TRANSFERRED_TO_SERVICE, Bool),
        row("isTransferredToUser", Interaction::TRANSFERRED_TO_AGENT, Bool),
        row("isRecording", Interaction::RECORDING, Bool),
        row("isMentoringInteraction", Interaction::MENTORING, Bool),
        row("workCode", Interaction::WORK_CODE, Text).empty_is_none(),
        row("deferCode", Interaction::DEFER_CODE, Text).empty_is_none(),
        row("skill", Interaction::SKILL, Text).empty_is_none(),
        row("skillId", Interaction::SKILL_ID, Id(IdForm::Text)).empty_is_none(),
        row("userToUserInfo", Interaction::USER_TO_USER, Text).empty_is_none(),
        // An object was observed; the documentation of the SDK beneath says a string.
        flat("dispositionCode", &DISPOSITION).when(JsonKind::Object),
        row("dispositionCode", Interaction::DISPOSITION_CODE, Text)
            .when(JsonKind::String)
            .empty_is_none()
            .alias(),
        // In the same object as `establishedTime`, with microseconds.
        row("stateChangeTime", Interaction::STATE_CHANGED_AT, Time(TimeForm::Iso(6))).empty_is_none(),
        // A number as a string; its unit is not documented.
        row("acwDuration", Interaction::WRAP_UP_DURATION, Id(IdForm::Text)).empty_is_none(),
        row("observeAction", Interaction::OBSERVE_ACTION, Text).empty_is_none(),
        row("tenantName", Interaction::ACCOUNT_NAME, Text).empty_is_none(),
        row("providerId", Interaction::PROVIDER_ID, Id(IdForm::Text)).empty_is_none(),
        row("resourceAddress", Interaction::RESOURCE_ADDRESS, Text).empty_is_none(),
        row("capabilities", Interaction::CAPABILITIES, Map(&Bool)).when(JsonKind::Object),
    ],
);

static DISPOSITION: Table = Table::new(
    &Interaction::RECORD,
    &[
        row("code", Interaction::DISPOSITION_CODE, Id(IdForm::Text)).empty_is_none().shared(),
        row("name", Interaction::DISPOSITION, Text).empty_is_none(),
        row("agentId", Interaction::DISPOSITION_AGENT_ID, Id(IdForm::Text)).empty_is_none(),
        row("agentName", Interaction::DISPOSITION_AGENT, Text).empty_is_none(),
    ],
);

/// What came with the contact; may be missing. `TOPIC_ID` has no neutral home.
static INTRINSICS: Table = Table::new(
    &Conversation::RECORD,
    &[
        part(Conversation::CONTACT, &CALLER),
        part(Conversation::VISIT, &VISIT),
        row("TOPIC_NAME", Conversation::SUBJECT, Text).empty_is_none().alias(),
    ],
);

static CALLER: Table = Table::new(
    &Contact::RECORD,
    &[
        row("CALLER_NAME", Contact::NAME, Text).empty_is_none(),
        row("CALLER_NUMBER", Contact::PHONE, Text).empty_is_none(),
    ],
);

static VISIT: Table = Table::new(
    &Visit::RECORD,
    &[
        // JSON inside a string.
        row("ENGAGEMENT_PARAMETERS", Visit::PARAMETERS, JsonText).empty_is_none(),
        // Day and time of day without a zone: no moment can be made of them.
        row("START_DATE", Visit::STARTED_ON, Text).empty_is_none(),
        row("START_TIME", Visit::STARTED, Text).empty_is_none(),
    ],
);

/// `onCardFocusedEvent`: the guide announces no payload, the AXP sample treats it as an interaction, and
/// a public widget reads `context.id`.
pub(super) static SELECTED: Table = Table::new(
    &ConversationSelected::RECORD,
    &[variant("context", is_context, &SELECTED_CONTEXT), variant("", |_| true, &SELECTED_INTERACTION)],
);

pub(super) static SELECTED_V3: Table = Table::new(
    &ConversationSelected::RECORD,
    &[variant("context", is_context, &SELECTED_CONTEXT), variant("", |_| true, &SELECTED_INTERACTION_V3)],
);

fn is_context(at: At<'_>) -> bool {
    at.get("context").is_some_and(|context| context.kind() == JsonKind::Object) && at.get("id").is_none()
}

static SELECTED_INTERACTION: Table =
    Table::new(&ConversationSelected::RECORD, &[home(ConversationSelected::CONVERSATION, &INTERACTION)]);
static SELECTED_INTERACTION_V3: Table =
    Table::new(&ConversationSelected::RECORD, &[home(ConversationSelected::CONVERSATION, &INTERACTION_V3)]);
static SELECTED_CONTEXT: Table =
    Table::new(&ConversationSelected::RECORD, &[home(ConversationSelected::CONVERSATION, &FOCUSED)]);
static FOCUSED: Table = Table::new(&Conversation::RECORD, &[flat("context", &FOCUSED_CONTEXT)]);
static FOCUSED_CONTEXT: Table =
    Table::new(&Conversation::RECORD, &[row("id", Conversation::ID, Id(IdForm::Text))]);
