//! Agents with their resources, and participants.
//!
//! Source: the vendor's AXP guide (`onAgentStateEvent`) and samples, the 3.x sample library and public
//! widget code, read 2026-11-21.

use onepane_map::{Codec, IdForm, JsonKind, Row, Table, row, whole, words};
use onepane_model::{Agent, AgentResource, Participant, ParticipantAdded};

use Codec::{Bool, Id, Keyed, List, Map, Text};

const STATE: Codec = words!("READY" = "ready", "NOT_READY" = "not_ready", "LOGGED_OUT" = "logged_out");

/// The channels under which resources are seen; others stand under the host's own name.
const CHANNELS: &[(&str, &str)] = &[("VOICE", "voice"), ("EMAIL", "email"), ("WEBCHAT", "web")];

pub(super) static AGENT: Table = Table::new(&Agent::RECORD, &agent(["currentState", "state"]));

/// 3.x says `state`.
pub(super) static AGENT_V3: Table = Table::new(&Agent::RECORD, &agent(["state", "currentState"]));

/// An agent whose fields are not documented.
pub(super) static UNKNOWN: Table = Table::new(&Agent::RECORD, &[]);

const fn agent(state: [&'static str; 2]) -> [Row; 4] {
    [
        row(state[0], Agent::STATE, STATE).empty_is_none().shared(),
        row(state[1], Agent::STATE, STATE).empty_is_none().alias(),
        // Compared loosely by the samples: a string or a number.
        row("reasonCode", Agent::STATE_REASON, Id(IdForm::Text)).empty_is_none(),
        row("resourceStates", Agent::RESOURCES, Keyed(&RESOURCE, CHANNELS)).when(JsonKind::Object),
    ]
}

static RESOURCE: Table = Table::new(
    &AgentResource::RECORD,
    &[
        row("state", AgentResource::STATE, STATE).empty_is_none(),
        // A number as a string.
        row("stateReason", AgentResource::STATE_REASON, Id(IdForm::Text)).empty_is_none(),
        row("resourceAddress", AgentResource::ADDRESS, Text).empty_is_none(),
        row("providerId", AgentResource::PROVIDER_ID, Id(IdForm::Text)).empty_is_none(),
        row("capabilities", AgentResource::CAPABILITIES, Map(&Bool)).when(JsonKind::Object),
    ],
);

const KIND: Codec = words!("CUSTOMER" = "contact", "AGENT" = "agent");

pub(super) static PARTICIPANT: Table = Table::new(
    &Participant::RECORD,
    &participant(["type", "participantType"], ["name", "participantName"], ["address", "participantAddress"]),
);

/// 3.x, and the SDK beneath both, spell the names out.
pub(super) static PARTICIPANT_V3: Table = Table::new(
    &Participant::RECORD,
    &participant(["participantType", "type"], ["participantName", "name"], ["participantAddress", "address"]),
);

const fn participant(
    kind: [&'static str; 2],
    name: [&'static str; 2],
    address: [&'static str; 2],
) -> [Row; 9] {
    [
        row(kind[0], Participant::KIND, KIND).empty_is_none().shared(),
        row("subtype", Participant::SUBKIND, Text).empty_is_none(),
        row(name[0], Participant::NAME, Text).empty_is_none().shared(),
        row(address[0], Participant::ADDRESS, Text).empty_is_none().shared(),
        row("isSelf", Participant::IS_SELF, Bool),
        row("muted", Participant::MUTED, Bool),
        row(kind[1], Participant::KIND, KIND).empty_is_none().alias(),
        row(name[1], Participant::NAME, Text).empty_is_none().alias(),
        row(address[1], Participant::ADDRESS, Text).empty_is_none().alias(),
    ]
}

/// `onParticipantsAdded`: the payload is an array. Which conversation they joined is not told.
pub(super) static ADDED: Table = Table::new(
    &ParticipantAdded::RECORD,
    &[whole(ParticipantAdded::PARTICIPANTS, List(&PARTICIPANT)).when(JsonKind::Array)],
);
pub(super) static ADDED_V3: Table = Table::new(
    &ParticipantAdded::RECORD,
    &[whole(ParticipantAdded::PARTICIPANTS, List(&PARTICIPANT_V3)).when(JsonKind::Array)],
);
