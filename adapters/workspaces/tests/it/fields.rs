//! Every field of the fact sheet: its row, shown by the neutral value it becomes, or the reason why it has
//! none.

use std::collections::BTreeSet;

use onepane_adapter_workspaces::PROTOCOL;
use onepane_core::{Body, Inbound};
use onepane_map::{Index, leaves};
use onepane_testkit::decoded;

/// Fixture, the host's pointer in the frame, the neutral pointer in the event, the neutral value.
const ROWS: &[(&str, &str, &str, &str)] = &[
    // Attributes of the element
    (
        "launch_on_interaction",
        "/attributes/interactionid",
        "/data/attributes/interactionid",
        r#""aaaaaaaa-0000-4000-8000-000000000001""#,
    ),
    ("launch_on_interaction", "/attributes/widgetid", "/data/attributes/widgetid", r#""order-panel""#),
    (
        "launch_on_interaction",
        "/attributes/workrequestid",
        "/data/attributes/workrequestid",
        r#""aaaaaaaa-0000-4000-8000-000000000003""#,
    ),
    ("launch_on_home", "/url", "/data/url", r#""https://console.example.test/""#),
    // onAgentStateEvent
    ("agent_state", "/name", "/hostevent", r#""onAgentStateEvent""#),
    ("agent_state", "/args/0/currentState", "/data/agent/state", r#""not_ready""#),
    ("agent_state", "/args/0/reasonCode", "/data/agent/state_reason", r#""7""#),
    (
        "agent_state",
        "/args/0/resourceStates/VOICE/state",
        "/data/agent/resources/voice/state",
        r#""not_ready""#,
    ),
    (
        "agent_state",
        "/args/0/resourceStates/VOICE/stateReason",
        "/data/agent/resources/voice/state_reason",
        r#""7""#,
    ),
    (
        "agent_state",
        "/args/0/resourceStates/VOICE/resourceAddress",
        "/data/agent/resources/voice/address",
        r#""sip:agent@example.test""#,
    ),
    (
        "agent_state",
        "/args/0/resourceStates/VOICE/providerId",
        "/data/agent/resources/voice/provider_id",
        r#""11111111-2222-4333-8444-555555555555""#,
    ),
    (
        "agent_state",
        "/args/0/resourceStates/VOICE/capabilities/canStartInteraction",
        "/data/agent/resources/voice/capabilities/canStartInteraction",
        r#"true"#,
    ),
    (
        "agent_state",
        "/args/0/resourceStates/VOICE/capabilities/canDefer",
        "/data/agent/resources/voice/capabilities/canDefer",
        r#"false"#,
    ),
    (
        "agent_state",
        "/args/0/resourceStates/VOICE/capabilities/canStartAgentToAgentInteraction",
        "/data/agent/resources/voice/capabilities/canStartAgentToAgentInteraction",
        r#"true"#,
    ),
    ("agent_state_3x", "/args/0/state", "/data/agent/state", r#""ready""#),
    ("agent_state_logged_out", "/args/0/currentState", "/data/agent/state", r#""logged_out""#),
    ("agent_state_logged_out", "/args/0/reasonCode", "/data/agent/state_reason", r#""0""#),
    (
        "agent_state_logged_out",
        "/args/0/resourceStates/EMAIL/stateReason",
        "/data/agent/resources/email/state_reason",
        r#""100""#,
    ),
    (
        "agent_state_logged_out",
        "/args/0/resourceStates/WEBCHAT/state",
        "/data/agent/resources/web/state",
        r#""ready""#,
    ),
    (
        "agent_state_logged_out",
        "/args/0/resourceStates/FAX/state",
        "/data/agent/resources/FAX/state",
        r#""ready""#,
    ),
    // The interaction
    ("interaction", "/args/0/id", "/data/conversation/id", r#""aaaaaaaa-0000-4000-8000-000000000001""#),
    (
        "interaction",
        "/args/0/contactId",
        "/data/conversation/interaction/contact_id",
        r#""aaaaaaaa-0000-4000-8000-000000000002""#,
    ),
    (
        "interaction",
        "/args/0/workRequestId",
        "/data/conversation/interaction/work_request_id",
        r#""aaaaaaaa-0000-4000-8000-000000000003""#,
    ),
    (
        "interaction",
        "/args/0/externalInteractionId",
        "/data/conversation/interaction/external_id",
        r#""aaaaaaaa-0000-4000-8000-000000000004""#,
    ),
    ("interaction", "/args/0/channel", "/data/conversation/channel", r#""voice""#),
    ("interaction", "/args/0/state", "/data/conversation/state", r#""alerting""#),
    ("interaction", "/args/0/direction", "/data/conversation/interaction/direction", r#""inbound""#),
    ("interaction", "/args/0/interactionType", "/data/conversation/interaction/kind", r#""CALLED""#),
    (
        "interaction",
        "/args/0/originatingAddress",
        "/data/conversation/interaction/from",
        r#""sip:customer@example.test""#,
    ),
    (
        "interaction",
        "/args/0/destinationAddress",
        "/data/conversation/interaction/to",
        r#""sip:desk@example.test""#,
    ),
    (
        "interaction",
        "/args/0/isCustomerInteraction",
        "/data/conversation/interaction/with_contact",
        r#"true"#,
    ),
    ("interaction", "/args/0/isNailUpCall", "/data/conversation/interaction/nailed_up", r#"false"#),
    ("interaction", "/args/0/isWebRtcCall", "/data/conversation/interaction/web_rtc", r#"true"#),
    ("interaction", "/args/0/isACWEnabled", "/data/conversation/interaction/wrap_up_enabled", r#"true"#),
    ("interaction", "/args/0/isACWExtended", "/data/conversation/interaction/wrap_up_extended", r#"false"#),
    ("interaction", "/args/0/isAutoAnswerEnabled", "/data/conversation/interaction/auto_answer", r#"false"#),
    ("interaction", "/args/0/isObserved", "/data/conversation/interaction/observed", r#"false"#),
    (
        "interaction",
        "/args/0/isTransferredToService",
        "/data/conversation/interaction/transferred_to_service",
        r#"false"#,
    ),
    (
        "interaction",
        "/args/0/isTransferredToUser",
        "/data/conversation/interaction/transferred_to_agent",
        r#"false"#,
    ),
    ("interaction", "/args/0/isRecording", "/data/conversation/interaction/recording", r#"false"#),
    ("interaction", "/args/0/isMentoringInteraction", "/data/conversation/interaction/mentoring", r#"false"#),
    ("interaction", "/args/0/participants/0/type", "/data/conversation/participants/0/kind", r#""contact""#),
    ("interaction", "/args/0/participants/0/name", "/data/conversation/participants/0/name", r#""Ana""#),
    (
        "interaction",
        "/args/0/participants/0/address",
        "/data/conversation/participants/0/address",
        r#""sip:customer@example.test""#,
    ),
    ("interaction", "/args/0/participants/0/isSelf", "/data/conversation/participants/0/is_self", r#"false"#),
    ("interaction", "/args/0/participants/0/muted", "/data/conversation/participants/0/muted", r#"false"#),
    ("interaction", "/args/0/participants/1/type", "/data/conversation/participants/1/kind", r#""agent""#),
    ("interaction", "/args/0/participants/1/name", "/data/conversation/participants/1/name", r#""Agent A""#),
    (
        "interaction",
        "/args/0/participants/1/address",
        "/data/conversation/participants/1/address",
        r#""sip:agent@example.test""#,
    ),
    ("interaction", "/args/0/participants/1/isSelf", "/data/conversation/participants/1/is_self", r#"true"#),
    ("interaction", "/args/0/participants/1/muted", "/data/conversation/participants/1/muted", r#"false"#),
    (
        "interaction_unknown_words",
        "/args/0/participants/0/subtype",
        "/data/conversation/participants/0/subkind",
        r#""LEAD""#,
    ),
    ("interaction", "/args/0/topic", "/data/conversation/subject", r#""Orders""#),
    (
        "interaction",
        "/args/0/establishedTime",
        "/data/conversation/created_at",
        r#""2026-01-09T09:11:12.345Z""#,
    ),
    (
        "interaction",
        "/args/0/stateChangeTime",
        "/data/conversation/interaction/state_changed_at",
        r#""2026-01-09T09:11:12.345678Z""#,
    ),
    ("interaction", "/args/0/acwDuration", "/data/conversation/interaction/wrap_up_duration", r#""30""#),
    ("interaction", "/args/0/priority", "/data/conversation/priority", r#""5""#),
    ("interaction", "/args/0/observeAction", "/data/conversation/interaction/observe_action", r#""NONE""#),
    ("interaction", "/args/0/intrinsics/CALLER_NAME", "/data/conversation/contact/name", r#""Ana""#),
    (
        "interaction",
        "/args/0/intrinsics/CALLER_NUMBER",
        "/data/conversation/contact/phone",
        r#""+34600000000""#,
    ),
    (
        "interaction",
        "/args/0/intrinsics/ENGAGEMENT_PARAMETERS",
        "/data/conversation/visit/parameters",
        r#"{"order": "A-1"}"#,
    ),
    (
        "interaction",
        "/args/0/intrinsics/START_DATE",
        "/data/conversation/visit/started_on",
        r#""2026-01-09""#,
    ),
    ("interaction", "/args/0/intrinsics/START_TIME", "/data/conversation/visit/started", r#""09:11""#),
    ("interaction", "/args/0/intrinsics/TOPIC_NAME", "/data/conversation/subject", r#""Orders""#),
    ("interaction", "/args/0/tenantId", "/data/conversation/account", r#""t1""#),
    ("interaction", "/args/0/tenantId", "/source", r#""onepane://workspaces/t1""#),
    ("interaction", "/args/0/tenantName", "/data/conversation/interaction/account_name", r#""Acme""#),
    (
        "interaction",
        "/args/0/providerId",
        "/data/conversation/interaction/provider_id",
        r#""aaaaaaaa-0000-4000-8000-000000000005""#,
    ),
    (
        "interaction",
        "/args/0/resourceAddress",
        "/data/conversation/interaction/resource_address",
        r#""sip:agent@example.test""#,
    ),
    (
        "interaction_disposition_object",
        "/args/0/dispositionCode/code",
        "/data/conversation/interaction/disposition_code",
        r#""7""#,
    ),
    (
        "interaction_disposition_object",
        "/args/0/dispositionCode/name",
        "/data/conversation/interaction/disposition",
        r#""Delivered""#,
    ),
    (
        "interaction_disposition_object",
        "/args/0/dispositionCode/agentId",
        "/data/conversation/interaction/disposition_agent_id",
        r#""u-1""#,
    ),
    (
        "interaction_disposition_object",
        "/args/0/dispositionCode/agentName",
        "/data/conversation/interaction/disposition_agent",
        r#""Agent A""#,
    ),
    (
        "interaction_disposition_object",
        "/args/0/deferCode",
        "/data/conversation/interaction/defer_code",
        r#""3""#,
    ),
    (
        "interaction_disposition_object",
        "/args/0/skill",
        "/data/conversation/interaction/skill",
        r#""Orders""#,
    ),
    (
        "interaction_disposition_object",
        "/args/0/skillId",
        "/data/conversation/interaction/skill_id",
        r#""s-1""#,
    ),
    (
        "interaction_disposition_object",
        "/args/0/userToUserInfo",
        "/data/conversation/interaction/user_to_user",
        r#""a1""#,
    ),
    (
        "interaction_disposition_object",
        "/args/0/stateReason",
        "/data/conversation/interaction/state_reason",
        r#""CONFERENCE_COMPLETE""#,
    ),
    (
        "interaction_disposition_text",
        "/args/0/dispositionCode",
        "/data/conversation/interaction/disposition_code",
        r#""7""#,
    ),
    (
        "interaction_disposition_text",
        "/args/0/workCode",
        "/data/conversation/interaction/work_code",
        r#""12""#,
    ),
    (
        "interaction_3x",
        "/args/0/participants/0/participantType",
        "/data/conversation/participants/0/kind",
        r#""contact""#,
    ),
    (
        "interaction_3x",
        "/args/0/participants/0/participantName",
        "/data/conversation/participants/0/name",
        r#""Ana""#,
    ),
    (
        "interaction_3x",
        "/args/0/participants/0/participantAddress",
        "/data/conversation/participants/0/address",
        r#""ana@example.test""#,
    ),
    // Words of the interaction, and those without a neutral one
    ("interaction_3x", "/args/0/channel", "/data/conversation/channel", r#""web""#),
    ("any_interaction", "/args/0/channel", "/data/conversation/channel", r#""email""#),
    ("interaction_recorded", "/args/0/channel", "/data/conversation/channel", r#""sms""#),
    ("interaction_unknown_words", "/args/0/channel", "/data/conversation/channel", r#""MESSAGING""#),
    ("interaction_3x", "/args/0/state", "/data/conversation/state", r#""active""#),
    ("any_interaction", "/args/0/state", "/data/conversation/state", r#""held""#),
    ("interaction_after_work", "/args/0/state", "/data/conversation/state", r#""wrap_up""#),
    ("interaction_unknown_words", "/args/0/state", "/data/conversation/state", r#""INITIATED""#),
    ("any_interaction", "/args/0/direction", "/data/conversation/interaction/direction", r#""outbound""#),
    (
        "interaction_ended",
        "/args/0/interactionType",
        "/data/conversation/interaction/kind",
        r#""CONSULTING""#,
    ),
    (
        "interaction_after_work",
        "/args/0/stateChangeTime",
        "/data/conversation/interaction/state_changed_at",
        r#""2026-01-09T09:12:00Z""#,
    ),
    // Numbers where strings are seen
    ("interaction_numbers", "/args/0/id", "/data/conversation/id", r#""4711""#),
    ("interaction_numbers", "/args/0/priority", "/data/conversation/priority", r#""5""#),
    (
        "interaction_numbers",
        "/args/0/acwDuration",
        "/data/conversation/interaction/wrap_up_duration",
        r#""30""#,
    ),
    ("interaction_numbers", "/args/0/contactId", "/data/conversation/interaction/contact_id", r#""12""#),
    ("interaction_numbers", "/args/0/tenantId", "/data/conversation/account", r#""9""#),
    // The other events about interactions
    ("any_interaction", "/name", "/type", r#""dev.onepane.conversation.updated""#),
    (
        "any_interaction_ended",
        "/args/0/id",
        "/data/conversation/id",
        r#""aaaaaaaa-0000-4000-8000-000000000011""#,
    ),
    (
        "any_interaction_ended",
        "/args/0/stateReason",
        "/data/conversation/interaction/state_reason",
        r#""Default""#,
    ),
    ("interaction_ended", "/args/0/state", "/data/conversation/state", r#""active""#),
    (
        "card_focused_context",
        "/args/0/context/id",
        "/data/conversation/id",
        r#""aaaaaaaa-0000-4000-8000-000000000001""#,
    ),
    (
        "card_focused_interaction",
        "/args/0/id",
        "/data/conversation/id",
        r#""aaaaaaaa-0000-4000-8000-000000000001""#,
    ),
    // onCapabilitiesEvent
    (
        "capabilities_3x",
        "/args/0/capabilities/interaction/canConsult",
        "/data/conversation/canConsult",
        r#"true"#,
    ),
    ("capabilities_3x", "/args/0/capabilities/interaction/canHold", "/data/conversation/canHold", r#"true"#),
    ("capabilities_3x", "/args/0/capabilities/interaction/canEnd", "/data/conversation/canEnd", r#"true"#),
    ("capabilities", "/args/0/canSetReady", "/data/agent/canSetReady", r#"true"#),
    ("capabilities", "/args/0/canSetNotReady", "/data/agent/canSetNotReady", r#"false"#),
    ("capabilities_nested", "/args/0/interaction/canAccept", "/data/conversation/canAccept", r#"false"#),
    ("capabilities_wrapped_agent", "/args/0/capabilities/canSetReady", "/data/agent/canSetReady", r#"true"#),
    // onNavigationEvent, onInteractionTabChange
    ("navigation", "/args/0", "/data/to", r#"{"context": {"id": "aaaaaaaa-0000-4000-8000-000000000001"}}"#),
    ("interaction_tab_change", "/args/0", "/data/to", r#""mentor""#),
    // onContextDataEvent
    ("context_data", "/args/0/channelSrc/0/data", "/data/conversation/channel", r#""whatsapp""#),
    ("context_data_with_limit", "/args/0/channelSrc/0/data", "/data/conversation/channel", r#""facebook""#),
    ("context_data", "/args/0/contextStore/0/data", "/data/conversation/stored_context", r#""{}""#),
    (
        "context_data",
        "/args/0/customerDetails/0/data/customerCustoms/0/name",
        "/data/contact/fields/0/name",
        r#""tier""#,
    ),
    (
        "context_data",
        "/args/0/customerDetails/0/data/customerCustoms/0/text",
        "/data/contact/fields/0/value",
        r#""gold""#,
    ),
    (
        "context_data",
        "/args/0/customerDetails/0/data/customerCustoms/0/lastUpdatedTimeStamp",
        "/data/contact/fields/0/updated_at",
        r#""2026-01-09T09:11:40Z""#,
    ),
    (
        "context_data",
        "/args/0/clientValidation/0/data/type",
        "/data/text_limits/0/kind",
        r#""SOCIAL_MAX_CHAR""#,
    ),
    // onMediaEvent, onParticipantsAdded
    (
        "media",
        "/args/0/workRequestId",
        "/data/conversation/interaction/work_request_id",
        r#""aaaaaaaa-0000-4000-8000-000000000003""#,
    ),
    ("media", "/args/0/isCustomerConnected", "/data/conversation/interaction/contact_connected", r#"true"#),
    (
        "media",
        "/args/0/participants/0/participantType",
        "/data/conversation/participants/0/kind",
        r#""contact""#,
    ),
    ("media", "/args/0/participants/0/participantName", "/data/conversation/participants/0/name", r#""Ana""#),
    ("participants_added", "/args/0/0/name", "/data/participants/0/name", r#""Agent B""#),
    ("participants_added", "/args/0/0/type", "/data/participants/0/kind", r#""agent""#),
    // onMediaMessageEvent
    ("media_message_3x", "/args/0/body", "/data/message/text", r#""Where is my parcel?""#),
    ("media_message_3x", "/args/0/receivedFrom/isSelf", "/data/message/sender/is_self", r#"false"#),
    ("media_message_3x", "/args/0/customData", "/data/message/custom_data", r#"{}"#),
    ("media_message_email", "/args/0/message/body", "/data/message/text", r#""<p>Where is my parcel?</p>""#),
    ("media_message_email", "/args/0/message/importance", "/data/message/email/importance", r#""normal""#),
    ("media_message_email", "/args/0/message/sensitivity", "/data/message/email/sensitivity", r#""normal""#),
    ("media_message", "/args/0/body/text", "/data/message/text", r#""Where is my parcel?""#),
    // onMessageEvent
    ("message", "/args/0", "/data/payload", r#"{"to": "order-panel", "kind": "refresh", "order": "A-1"}"#),
    ("message_text", "/args/0", "/data/payload", r#""refresh""#),
    ("message_addressed", "/args/0", "/data/payload", r#"{"kind": "refresh"}"#),
    ("message_addressed", "/name", "/hostevent", r#""onMessageEvent:order-panel""#),
    // Events without a neutral kind
    ("crm_data", "/name", "/data/name", r#""onCRMDataEvent""#),
    (
        "crm_data",
        "/args/0/cases",
        "/data/payload/cases",
        r#"[{"case_priority": "High", "case_status": "Open", "case_subject": "Parcel", "created_at": "2018-05-01"}]"#,
    ),
    ("locale_updated", "/name", "/data/name", r#""onLocaleUpdatedEvent""#),
    ("page_push_url", "/name", "/data/name", r#""onPagePushUrlEvent""#),
    ("file_upload", "/name", "/data/name", r#""onFileUploadEvent""#),
    ("file_transfer_initiated", "/name", "/data/name", r#""onFileTransferInitiatedEvent""#),
    ("file_transfer_complete", "/name", "/data/name", r#""onFileTransferCompleteEvent""#),
    ("media_data", "/name", "/data/name", r#""onMediaDataEvent""#),
    // Answers to calls
    ("return_configuration", "/id", "/data/action", r#""s1-1""#),
    (
        "return_configuration",
        "/value/user",
        "/data/data/user",
        r#"{"id": "u1", "displayName": "Agent A", "roleId": "SUPERVISOR"}"#,
    ),
    ("return_configuration_3x", "/value/handle", "/data/data/handle", r#""agent.a""#),
    ("return_configuration_3x", "/value/locale", "/data/data/locale", r#"{"id": "en-us"}"#),
    (
        "return_team_data",
        "/value/team",
        "/data/data/team",
        r#"[{"isSelf": true, "userHandle": "agent.a", "firstName": "A", "lastName": "Agent", "displayName": "Agent A", "groups": ["Orders"]}]"#,
    ),
    ("return_not_ready_reason_codes", "/value", "/data/data", r#"[{"code": "7", "friendlyName": "Break"}]"#),
    ("return_capabilities", "/value", "/data/data", r#"{"canSetReady": true, "canSetNotReady": false}"#),
    ("return_origins", "/value", "/data/data", r#"["AXP", "ELITE"]"#),
    ("return_error", "/error", "/data/reason", r#""TypeError: not a function""#),
];

/// Fields of the payloads without a row, and why: the host's event (`*` for every one that carries an
/// interaction), the pointer of the field, which may stand for what is in it, and the reason.
const REASONS: &[(&str, &str, &str)] = &[
    ("*", "/attributes", "was always empty; what its elements are is not documented"),
    ("*", "/buttons", "the host's own user interface, not something about the conversation"),
    ("*", "/type", "an internal mark of the host's store (`[Interaction] Update`), not to be relied on"),
    ("*", "/intrinsics/TOPIC_ID", "the topic is told by its name; no other host has an id of it"),
    ("*", "/createdAt", "known from the SDK beneath only, its form is not; `establishedTime` is the time"),
    ("*", "/isRoutingDefaulted", "known from the SDK beneath only"),
    ("*", "/autoAnswerTimerExpireDT", "known from the SDK beneath only, its form is not"),
    ("*", "/topicId", "known from the SDK beneath only; see TOPIC_ID"),
    ("*", "/lastStateChangeTime", "known from the SDK beneath only; `stateChangeTime` is the time"),
    ("*", "/acwEstablishedTime", "known from the SDK beneath only, its form is not"),
    ("*", "/title", "3.x web chat only; what it holds is not documented"),
    ("onCapabilitiesEvent", "/canSetReady", "beside `interaction` no sample has shown what stands there"),
    (
        "onContextDataEvent",
        "/clientValidation/*/data/value",
        "an invented key: the one with the limit is not documented",
    ),
    ("onContextDataEvent", "/channelSrc/1", "only the first of them is read by a sample"),
    ("onChannelStatusUpdateEvent", "", "announced without a field"),
    ("onCustomCardDeletedEvent", "", "known by name only"),
    ("onCustomCardEndedEvent", "", "announced without a field"),
    ("onEmailAttachmentUploadEvent", "", "announced without a field"),
    ("onResourceAcquiredEvent", "", "announced as the resource object, without a field"),
    ("onResourceReleasedEvent", "", "announced as the resource object, without a field"),
    ("onTeamMemberEvent", "", "announced as the agent object, without a field"),
    ("onUserTypingEvent", "", "announced without a field"),
    ("onRequestServicesEvent", "", "announced without a field"),
    ("onSSOTokenRefreshEvent", "", "no payload is announced"),
];

/// The captured and the documented payloads.
const DOCUMENTED: &[&str] = &[
    "agent_state",
    "agent_state_3x",
    "capabilities",
    "capabilities_3x",
    "card_focused_context",
    "card_focused_interaction",
    "context_data",
    "interaction",
    "media",
    "media_message",
    "media_message_3x",
    "media_message_email",
    "message",
    "navigation",
    "participants_added",
];

#[test]
fn every_row_gives_its_neutral_value() {
    let fixtures = crate::inbound();
    for (name, host, neutral, value) in ROWS {
        let fixture = fixtures.iter().find(|fixture| fixture.name == *name).expect(name);
        let frame: serde_json::Value = serde_json::from_str(&fixture.text).unwrap();
        assert!(frame.pointer(host).is_some(), "{name}: {host} is not in the fixture");
        let shown = decoded(&crate::SUBJECT, &fixture.frame);
        let value: serde_json::Value = serde_json::from_str(value).unwrap();
        assert_eq!(shown["events"][0].pointer(neutral), Some(&value), "{name}: {host} -> {neutral}");
    }
    let fields: BTreeSet<(&str, &str)> = ROWS.iter().map(|(name, host, ..)| (*name, *host)).collect();
    println!("{} rows of {} fields, {} reasons", ROWS.len(), fields.len(), REASONS.len());
}

#[test]
fn every_capability_keeps_its_name() {
    let fixtures = crate::inbound();
    let fixture = fixtures.iter().find(|fixture| fixture.name == "interaction").unwrap();
    let frame: serde_json::Value = serde_json::from_str(&fixture.text).unwrap();
    let sent = &frame["args"][0]["capabilities"];
    assert_eq!(sent.as_object().unwrap().len(), 34);
    let shown = decoded(&crate::SUBJECT, &fixture.frame);
    assert_eq!(&shown["events"][0]["data"]["conversation"]["interaction"]["capabilities"], sent);
}

#[test]
fn every_leaf_without_a_row_has_a_reason() {
    for fixture in crate::inbound() {
        let Body::In(Inbound::Callback { name, args }) = &fixture.frame.body else { continue };
        let (Some(event), Some(payload)) = (PROTOCOL.event(name), args.first()) else { continue };
        let index = Index::parse(payload.as_str()).unwrap();
        if index.root().is_null() {
            continue;
        }
        let leaves = leaves(event.data, index.root());
        for pointer in &leaves.unmapped {
            let reason = REASONS.iter().find(|(host, field, _)| {
                let mine = *host == name || *host == "*" && carries_an_interaction(name);
                mine && covers(field, pointer)
            });
            assert!(reason.is_some() || is_damaged(&fixture.name), "{}: {pointer}", fixture.name);
        }
        let share = leaves.unmapped.len() as f64 * 100.0 / leaves.total.max(1) as f64;
        let (unmapped, total) = (leaves.unmapped.len(), leaves.total);
        println!("{:32} {unmapped:3} of {total:3} leaves in `extra` only ({share:.1} %)", fixture.name);
        if DOCUMENTED.contains(&fixture.name.as_str()) {
            assert!(share <= 10.0, "{}: {:?}", fixture.name, leaves.unmapped);
        }
    }
}

fn carries_an_interaction(name: &str) -> bool {
    let with = [
        "onInteractionEvent",
        "onAnyInteractionEvent",
        "onInteractionEndedEvent",
        "onAnyInteractionEndedEvent",
    ];
    with.contains(&name) || name == "onCardFocusedEvent"
}

/// Whether a pointer leads into a field; `*` is any place in a list.
fn covers(field: &str, pointer: &str) -> bool {
    let mut steps = pointer.split('/').skip(1);
    field.split('/').skip(1).all(|wanted| steps.next().is_some_and(|step| wanted == "*" || wanted == step))
}

/// Fixtures with values of the wrong type, or with made-up fields, on purpose.
fn is_damaged(name: &str) -> bool {
    [
        "agent_state_numbers",
        "agent_state_other_kinds",
        "card_focused_context_with_more",
        "context_data_customs_numbers",
        "context_data_customs_text",
        "context_data_empty",
        "context_data_other_kinds",
        "context_data_other_kinds_within",
        "interaction_numbers_within",
        "interaction_wrong_leaves",
        "interaction_wrong_leaves_within",
        "media_message_email_with_more",
        "media_message_other_kinds",
        "media_other_kinds",
        "user_typing_text",
    ]
    .contains(&name)
}
