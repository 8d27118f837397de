//! Every field of the host's records: what it is in the model, or why it stays in `extra`.

use onepane_adapter_chatwoot::PROTOCOL;
use onepane_core::{Body, Data, Inbound};
use onepane_map::{Codec, Index, Shape, Table};
use serde_json::Value;

/// Where a field ends.
enum Home {
    /// In a fixture, at a place in the event's data, with a value.
    At(&'static str, &'static str, &'static str),
    /// In `extra`: a fixture, its place there, and why.
    Extra(&'static str, &'static str, &'static str),
    /// Nowhere: the protocol's secret.
    Secret,
}

use Home::{At, Extra, Secret};

const REST: &str = "conversation_rest";
const LIVE: &str = "conversation_websocket";
const MERGED: &str = "conversation_merged";
const PENDING: &str = "message_pending";
const MAIL: &str = "channel_email";
const FORM: &str = "message_form_with_answers";
const CARDS: &str = "message_cards_and_articles";
const FILES: &str = "attachments_every_kind";
const ATTRIBUTES: &str = "content_attributes_every_key";
const DEFINITIONS: &str = "attribute_definitions_every_type";

const OPEN: &str = "its inner form is not documented";

/// Record, field, home. The records and fields are those of the host's documentation, in its order.
const FIELDS: &[(&str, &str, Home)] = &[
    ("data", "conversation", At("context_web", "/conversation", r#"{"account":"3","id":"4711"}"#)),
    ("data", "contact", At("context_web", "/contact", r#"{"id":"88"}"#)),
    ("data", "currentAgent", At("context_web", "/agent", AGENT_A)),
    ("data", "current_agent", At("context_mobile", "/agent", AGENT_A)),
    ("data", "customAttributes", At("conversation_empty", "/attribute_definitions", "[]")),
    ("data", "theme", At("context_newer_web", "/appearance", r#""dark""#)),
    ("currentAgent", "id", At("context_web", "/agent/id", r#""11""#)),
    ("currentAgent", "name", At("context_web", "/agent/name", r#""Agent A""#)),
    ("currentAgent", "email", At("context_web", "/agent/email", r#""agent@example.test""#)),
    //
    ("conversation", "id", At(REST, "/conversation/id", r#""4711""#)),
    ("conversation", "uuid", At(REST, "/conversation/uuid", r#""7d0a4c1e-1111-4222-8333-944455556666""#)),
    ("conversation", "account_id", At(REST, "/conversation/account", r#""3""#)),
    ("conversation", "inbox_id", At(REST, "/conversation/inbox_id", r#""7""#)),
    ("conversation", "status", At(REST, "/conversation/status", r#""open""#)),
    ("conversation", "priority", At("assignee_none", "/conversation/priority", r#""urgent""#)),
    ("conversation", "labels", At(REST, "/conversation/labels", r#"["vip","rückfrage"]"#)),
    ("conversation", "messages", At(REST, "/conversation/messages/0/id", r#""9001""#)),
    ("conversation", "meta", At(REST, "/conversation/channel", r#""web""#)),
    ("conversation.meta", "sender", At(REST, "/conversation/contact/name", r#""Ana Ruiz""#)),
    ("conversation.meta", "channel", At(REST, "/conversation/channel", r#""web""#)),
    ("conversation", "channel", At(LIVE, "/conversation/channel", r#""web""#)),
    ("conversation.meta", "assignee", At(REST, "/conversation/assignee/role", r#""agent""#)),
    ("conversation.meta", "assignee_type", At(REST, "/conversation/assignee_kind", r#""agent""#)),
    ("conversation.meta", "team", At(REST, "/conversation/team/name", r#""support""#)),
    ("conversation.meta", "hmac_verified", At(REST, "/conversation/verified", "false")),
    (
        "conversation.meta (mobile)",
        "contact",
        Extra("mobile_after_paging", "/conversation/extra/meta/contact/name", REPEATED),
    ),
    (
        "conversation.meta (mobile)",
        "labels",
        Extra("mobile_after_paging", "/conversation/extra/meta/labels", REPEATED),
    ),
    (
        "conversation.meta (mobile)",
        "agent_last_seen_at",
        Extra("mobile_after_paging", "/conversation/extra/meta/agent_last_seen_at", REPEATED),
    ),
    ("conversation", "additional_attributes", At(MAIL, "/conversation/subject", r#""Invoice""#)),
    ("conversation", "custom_attributes", At(REST, "/conversation/attributes", r#"{"order-id":"A-1"}"#)),
    ("conversation", "can_reply", At(REST, "/conversation/can_reply", "true")),
    ("conversation", "created_at", At(REST, "/conversation/created_at", r#""2026-01-09T09:11:12Z""#)),
    (
        "conversation",
        "last_activity_at",
        At(REST, "/conversation/last_activity_at", r#""2026-01-09T09:11:40Z""#),
    ),
    (
        "conversation",
        "timestamp",
        At("only_second_places", "/conversation/last_activity_at", r#""2026-01-09T09:11:40Z""#),
    ),
    ("conversation", "updated_at", At(REST, "/conversation/updated_at", r#""2026-01-09T09:11:40.123Z""#)),
    (
        "conversation",
        "agent_last_seen_at",
        At(REST, "/conversation/agent_seen_at", r#""2026-01-09T09:11:45Z""#),
    ),
    (
        "conversation",
        "contact_last_seen_at",
        At("times_in_other_forms", "/conversation/contact_seen_at", r#""2026-01-09T09:11:45Z""#),
    ),
    (
        "conversation",
        "assignee_last_seen_at",
        At("times_in_other_forms", "/conversation/assignee_seen_at", r#""2026-01-09T09:11:46Z""#),
    ),
    (
        "conversation",
        "first_reply_created_at",
        At(MERGED, "/conversation/first_reply_at", r#""2026-01-09T09:15:00Z""#),
    ),
    ("conversation", "waiting_since", At(REST, "/conversation/waiting_since", r#""2026-01-09T09:11:40Z""#)),
    ("conversation", "snoozed_until", At(MERGED, "/conversation/snoozed_until", r#""2026-01-10T08:00:00Z""#)),
    ("conversation", "unread_count", At(REST, "/conversation/unread_count", "1")),
    ("conversation", "muted", At(REST, "/conversation/muted", "false")),
    (
        "conversation",
        "last_non_activity_message",
        At("messages_of_every_type", "/conversation/last_message/visibility", r#""internal""#),
    ),
    ("conversation", "sla_policy_id", At("sla_of_an_enterprise", "/conversation/sla_policy_id", r#""6""#)),
    ("conversation", "applied_sla", Extra("sla_of_an_enterprise", "/conversation/extra/applied_sla", OPEN)),
    ("conversation", "sla_events", Extra("sla_of_an_enterprise", "/conversation/extra/sla_events", OPEN)),
    ("conversation", "contact_inbox", At(LIVE, "/conversation/contact_inbox/source_id", r#""s-1""#)),
    (
        "conversation",
        "performer",
        At(LIVE, "/conversation/updated_by", r#"{"id":"11","kind":"agent","name":"Agent A"}"#),
    ),
    ("conversation", "allMessagesLoaded", At(REST, "/conversation/complete", "false")),
    ("conversation", "dataFetched", At(REST, "/conversation/fetched", "true")),
    //
    ("contact_inbox", "id", At(LIVE, "/conversation/contact_inbox/id", r#""501""#)),
    ("contact_inbox", "contact_id", At(LIVE, "/conversation/contact_inbox/contact_id", r#""88""#)),
    ("contact_inbox", "inbox_id", At(LIVE, "/conversation/contact_inbox/inbox/id", r#""7""#)),
    ("contact_inbox", "source_id", At(LIVE, "/conversation/contact_inbox/source_id", r#""s-1""#)),
    (
        "contact_inbox",
        "created_at",
        At(LIVE, "/conversation/contact_inbox/created_at", r#""2026-01-09T09:11:12Z""#),
    ),
    (
        "contact_inbox",
        "updated_at",
        At(LIVE, "/conversation/contact_inbox/updated_at", r#""2026-01-09T09:11:12Z""#),
    ),
    ("contact_inbox", "hmac_verified", At(LIVE, "/conversation/contact_inbox/verified", "false")),
    ("contact_inbox", "pubsub_token", Secret),
    //
    ("additional_attributes (web)", "browser", At(REST, "/conversation/visit/browser/name", r#""Firefox""#)),
    ("browser", "device_name", At(REST, "/conversation/visit/browser/device", r#""Unknown""#)),
    ("browser", "browser_name", At(REST, "/conversation/visit/browser/name", r#""Firefox""#)),
    ("browser", "platform_name", At(REST, "/conversation/visit/browser/platform", r#""Linux""#)),
    ("browser", "browser_version", At(REST, "/conversation/visit/browser/version", r#""140.0""#)),
    ("browser", "platform_version", At(REST, "/conversation/visit/browser/platform_version", r#""""#)),
    (
        "additional_attributes (web)",
        "referer",
        At(REST, "/conversation/visit/referrer", r#""https://shop.example.test/""#),
    ),
    ("additional_attributes (web)", "initiated_at", At(REST, "/conversation/visit/started", STARTED)),
    ("initiated_at", "timestamp", At(REST, "/conversation/visit/started", STARTED)),
    (
        "additional_attributes (web)",
        "browser_language",
        At(REST, "/conversation/visit/browser_language", r#""es""#),
    ),
    (
        "additional_attributes (web)",
        "conversation_language",
        At("only_second_places", "/conversation/visit/conversation_language", r#""pt""#),
    ),
    (
        "additional_attributes (e-mail)",
        "source",
        Extra(MAIL, "/conversation/extra/additional_attributes/source", "says `email`, as the channel does"),
    ),
    ("additional_attributes (e-mail)", "mail_subject", At(MAIL, "/conversation/subject", r#""Invoice""#)),
    (
        "additional_attributes (e-mail)",
        "in_reply_to",
        Extra(MAIL, "/conversation/extra/additional_attributes/in_reply_to", FIRST_MAIL),
    ),
    (
        "additional_attributes (e-mail)",
        "auto_reply",
        Extra(MAIL, "/conversation/extra/additional_attributes/auto_reply", FIRST_MAIL),
    ),
    (
        "additional_attributes (e-mail)",
        "initiated_at",
        At(MAIL, "/conversation/visit/started", r#""2026-01-09T09:11:12.000Z""#),
    ),
    //
    ("agent", "id", At(REST, "/conversation/assignee/id", r#""11""#)),
    ("agent", "account_id", At(REST, "/conversation/assignee/account", r#""3""#)),
    ("agent", "availability_status", At(REST, "/conversation/assignee/presence", r#""online""#)),
    ("agent", "auto_offline", At(REST, "/conversation/assignee/auto_offline", "true")),
    ("agent", "confirmed", At(REST, "/conversation/assignee/confirmed", "true")),
    ("agent", "email", At(REST, "/conversation/assignee/email", r#""agent@example.test""#)),
    ("agent", "provider", At(REST, "/conversation/assignee/provider", r#""email""#)),
    ("agent", "available_name", At(REST, "/conversation/assignee/display_name", r#""Agent A""#)),
    (
        "agent",
        "custom_attributes",
        At("agent_custom_role", "/conversation/assignee/attributes", r#"{"desk":"12"}"#),
    ),
    ("agent", "name", At(REST, "/conversation/assignee/name", r#""Agent A""#)),
    ("agent", "role", At(REST, "/conversation/assignee/role", r#""agent""#)),
    ("agent", "thumbnail", At(REST, "/conversation/assignee/avatar_url", r#""""#)),
    ("agent", "custom_role_id", At("agent_custom_role", "/conversation/assignee/role_id", r#""9""#)),
    (
        "agent (websocket)",
        "avatar_url",
        At(
            "assignee_bot_websocket",
            "/conversation/assignee/avatar_url",
            r#""https://console.example.test/b/4""#,
        ),
    ),
    ("agent (websocket)", "type", At(LIVE, "/conversation/assignee/kind", r#""agent""#)),
    ("bot", "id", At("assignee_bot_rest", "/conversation/assignee/id", r#""4""#)),
    ("bot", "name", At("assignee_bot_rest", "/conversation/assignee/name", r#""Helper""#)),
    (
        "bot",
        "description",
        At("assignee_bot_rest", "/conversation/assignee/description", r#""Answers first""#),
    ),
    ("bot", "thumbnail", At("assignee_bot_rest", "/conversation/assignee/avatar_url", r#""""#)),
    (
        "bot",
        "outgoing_url",
        Extra("assignee_bot_rest", "/conversation/assignee/extra/outgoing_url", CONNECTED),
    ),
    ("bot", "bot_type", Extra("assignee_bot_rest", "/conversation/assignee/extra/bot_type", CONNECTED)),
    ("bot (websocket)", "type", At("assignee_bot_websocket", "/conversation/assignee/kind", r#""bot""#)),
    ("team", "id", At(REST, "/conversation/team/id", r#""2""#)),
    ("team", "name", At(REST, "/conversation/team/name", r#""support""#)),
    ("team", "description", At(REST, "/conversation/team/description", r#""""#)),
    ("team", "allow_auto_assign", At(REST, "/conversation/team/auto_assign", "true")),
    ("team", "account_id", At(REST, "/conversation/team/account", r#""3""#)),
    ("team", "is_member", At(REST, "/conversation/team/is_member", "true")),
    (
        "team (raw row)",
        "created_at",
        At("team_raw_row", "/conversation/team/created_at", r#""2026-01-05T10:00:00Z""#),
    ),
    (
        "team (raw row)",
        "updated_at",
        At("team_raw_row", "/conversation/team/updated_at", r#""2026-01-06T10:00:00Z""#),
    ),
    //
    ("contact", "id", At(REST, "/contact/id", r#""88""#)),
    ("contact", "name", At(REST, "/contact/name", r#""Ana Ruiz""#)),
    ("contact", "email", At(REST, "/contact/email", r#""ana@example.test""#)),
    ("contact", "phone_number", At(REST, "/contact/phone", r#""+34600000000""#)),
    ("contact", "identifier", At("only_second_places", "/contact/identifier", r#""crm-88""#)),
    ("contact", "thumbnail", At(REST, "/contact/avatar_url", r#""""#)),
    ("contact", "blocked", At(REST, "/contact/blocked", "false")),
    ("contact", "company_id", At("contact_live_update", "/contact/company_id", r#""60""#)),
    ("contact", "custom_attributes", At(REST, "/contact/attributes", r#"{"plan":"gold"}"#)),
    ("contact", "additional_attributes", At(REST, "/contact/company_name", r#""Acme""#)),
    (
        "contact.additional_attributes",
        "description",
        At("contact_live_update", "/contact/description", r#""Likes blue""#),
    ),
    (
        "contact.additional_attributes",
        "company_name",
        At("contact_live_update", "/contact/company_name", r#""Acme""#),
    ),
    (
        "contact.additional_attributes",
        "social_profiles",
        At("contact_live_update", "/contact/social_profiles", r#"{"github":"ana"}"#),
    ),
    (
        "contact.additional_attributes",
        "(others)",
        Extra("contact_live_update", "/contact/extra/additional_attributes/city", "an open set"),
    ),
    ("contact", "availability_status", At(REST, "/contact/presence", r#""online""#)),
    ("contact", "last_activity_at", At(REST, "/contact/last_activity_at", r#""2026-01-09T09:13:20Z""#)),
    ("contact", "created_at", At(REST, "/contact/created_at", r#""2025-10-09T08:53:20Z""#)),
    ("contact", "type", At(LIVE, "/contact/kind", r#""contact""#)),
    ("contact", "contact_inboxes", At("contact_with_open_panel", "/contact/inboxes/0/source_id", r#""s-1""#)),
    (
        "contact_inboxes[]",
        "source_id",
        At("contact_with_open_panel", "/contact/inboxes/0/source_id", r#""s-1""#),
    ),
    ("contact_inboxes[]", "inbox", At("contact_with_open_panel", "/contact/inboxes/0/inbox/id", r#""7""#)),
    ("inbox", "id", At("contact_with_open_panel", "/contact/inboxes/0/inbox/id", r#""7""#)),
    ("inbox", "avatar_url", At("contact_with_open_panel", "/contact/inboxes/0/inbox/avatar_url", r#""""#)),
    ("inbox", "channel_id", At("contact_with_open_panel", "/contact/inboxes/0/inbox/channel_id", r#""4""#)),
    ("inbox", "name", At("contact_with_open_panel", "/contact/inboxes/0/inbox/name", r#""Website""#)),
    ("inbox", "channel_type", At("contact_with_open_panel", "/contact/inboxes/0/inbox/channel", r#""web""#)),
    (
        "inbox",
        "provider",
        At("only_second_places", "/contact/inboxes/0/inbox/provider", r#""whatsapp_cloud""#),
    ),
    ("contact", "account_id", At("contact_live_update", "/contact/account", r#""3""#)),
    ("contact", "performer", At("contact_live_update", "/contact/updated_by/id", r#""11""#)),
    //
    ("message", "id", At(REST, "/conversation/messages/0/id", r#""9001""#)),
    ("message", "content", At(REST, "/conversation/messages/0/text", r#""Where is my parcel?""#)),
    ("message", "inbox_id", At(REST, "/conversation/messages/0/inbox_id", r#""7""#)),
    ("message", "conversation_id", At(REST, "/conversation/messages/0/conversation_id", r#""4711""#)),
    (
        "message",
        "echo_id",
        At(PENDING, "/conversation/messages/1/echo_id", r#""b7a1f0de-0000-4000-8000-000000000001""#),
    ),
    ("message", "message_type", At(REST, "/conversation/messages/0/direction", r#""inbound""#)),
    ("message", "content_type", At(REST, "/conversation/messages/0/content_kind", r#""text""#)),
    ("message", "status", At(PENDING, "/conversation/messages/1/status", r#""sending""#)),
    ("message", "content_attributes", At(ATTRIBUTES, "/conversation/messages/0/reply_to", r#""9001""#)),
    ("message", "created_at", At(REST, "/conversation/messages/0/created_at", r#""2026-01-09T09:11:40Z""#)),
    (
        "message",
        "private",
        At("messages_of_every_type", "/conversation/messages/2/visibility", r#""internal""#),
    ),
    ("message", "source_id", At(MAIL, "/conversation/messages/0/source_id", r#""m-1@example.test""#)),
    ("message", "sender", At(REST, "/conversation/messages/0/sender/kind", r#""contact""#)),
    ("message", "attachments", At(REST, "/conversation/messages/0/attachments/0/id", r#""31""#)),
    ("message", "call", Extra("message_live_update", "/conversation/messages/1/extra/call", OPEN)),
    ("message (websocket)", "account_id", At(LIVE, "/conversation/messages/0/account", r#""3""#)),
    ("message (websocket)", "sender_type", At(LIVE, "/conversation/messages/0/sender_kind", r#""agent""#)),
    ("message (websocket)", "sender_id", At(LIVE, "/conversation/messages/0/sender_id", r#""11""#)),
    (
        "message (websocket)",
        "external_source_ids",
        Extra(LIVE, "/conversation/messages/0/extra/external_source_ids", OPEN),
    ),
    (
        "message (websocket)",
        "additional_attributes",
        Extra(LIVE, "/conversation/messages/0/extra/additional_attributes", OPEN),
    ),
    (
        "message (websocket)",
        "processed_message_content",
        At(LIVE, "/conversation/messages/0/processed_text", r#""On its way""#),
    ),
    ("message (websocket)", "sentiment", Extra(LIVE, "/conversation/messages/0/extra/sentiment", OPEN)),
    (
        "message (websocket)",
        "updated_at",
        At(LIVE, "/conversation/messages/0/updated_at", r#""2026-01-09T09:13:00Z""#),
    ),
    (
        "message (websocket)",
        "conversation",
        At(LIVE, "/conversation/messages/0/conversation/unread_count", "0"),
    ),
    (
        "message.conversation",
        "assignee_id",
        At(LIVE, "/conversation/messages/0/conversation/assignee/id", r#""11""#),
    ),
    (
        "message.conversation",
        "unread_count",
        At(LIVE, "/conversation/messages/0/conversation/unread_count", "0"),
    ),
    (
        "message.conversation",
        "last_activity_at",
        At(LIVE, "/conversation/messages/0/conversation/last_activity_at", r#""2026-01-09T09:13:00Z""#),
    ),
    (
        "message.conversation",
        "contact_inbox",
        At(LIVE, "/conversation/messages/0/conversation/contact_inbox/source_id", r#""s-1""#),
    ),
    (
        "message (live)",
        "performer",
        At("message_live_update", "/conversation/messages/0/updated_by/id", r#""11""#),
    ),
    (
        "message (live)",
        "previous_changes",
        Extra(
            "message_live_update",
            "/conversation/messages/0/extra/previous_changes",
            "names the host's fields; what changed is told by comparing contexts",
        ),
    ),
    (
        "message (pending)",
        "id",
        At(PENDING, "/conversation/messages/1/id", r#""b7a1f0de-0000-4000-8000-000000000001""#),
    ),
    (
        "message (pending)",
        "conversationId",
        At("only_second_places", "/conversation/messages/0/conversation_id", r#""4711""#),
    ),
    (
        "message (pending)",
        "message",
        At("only_second_places", "/conversation/messages/0/text", r#""On its way""#),
    ),
    (
        "message (pending)",
        "meta",
        At("message_pending_failed", "/conversation/messages/0/error", r#""Network error""#),
    ),
    (
        "message.meta",
        "error",
        At("message_pending_failed", "/conversation/messages/0/error", r#""Network error""#),
    ),
    ("sender", "type", At(LIVE, "/conversation/messages/0/sender/kind", r#""agent""#)),
    (
        "sender (assistant)",
        "created_at",
        At(SENDERS, "/conversation/messages/3/sender/created_at", r#""2026-01-05T10:00:00Z""#),
    ),
    ("sender (assistant)", "type", At(SENDERS, "/conversation/messages/3/sender/kind", r#""assistant""#)),
    ("sender (bot)", "type", At(SENDERS, "/conversation/messages/2/sender/kind", r#""bot""#)),
    (
        "sender (contact)",
        "identifier",
        At("only_second_places", "/conversation/messages/0/sender/identifier", r#""crm-88""#),
    ),
    (
        "sender (contact)",
        "phone_number",
        At(SENDERS, "/conversation/messages/0/sender/phone", r#""+34600000000""#),
    ),
    ("sender (contact)", "company_id", At(SENDERS, "/conversation/messages/0/sender/company_id", r#""60""#)),
    (
        "sender (contact)",
        "custom_attributes",
        At(SENDERS, "/conversation/messages/0/sender/attributes", r#"{"plan":"gold"}"#),
    ),
    (
        "sender (contact)",
        "additional_attributes",
        At(SENDERS, "/conversation/messages/0/sender/company_name", r#""Acme""#),
    ),
    (
        "sender (contact)",
        "description",
        At(SENDERS, "/conversation/messages/0/sender/description", r#""Likes blue""#),
    ),
    (
        "sender (contact)",
        "social_profiles",
        At(SENDERS, "/conversation/messages/0/sender/social_profiles", r#"{"github":"ana"}"#),
    ),
    ("sender (contact)", "blocked", At(SENDERS, "/conversation/messages/0/sender/blocked", "false")),
    (
        "sender (contact)",
        "email",
        At(SENDERS, "/conversation/messages/0/sender/email", r#""ana@example.test""#),
    ),
    (
        "sender (agent)",
        "available_name",
        At(SENDERS, "/conversation/messages/1/sender/display_name", r#""Agent A""#),
    ),
    (
        "sender (agent)",
        "availability_status",
        At(SENDERS, "/conversation/messages/1/sender/presence", r#""online""#),
    ),
    (
        "sender (bot)",
        "avatar_url",
        At(SENDERS, "/conversation/messages/2/sender/avatar_url", r#""https://console.example.test/b/4""#),
    ),
    ("sender (assistant)", "account_id", At(SENDERS, "/conversation/messages/3/sender/account", r#""3""#)),
    //
    ("content_attributes", "in_reply_to", At(ATTRIBUTES, "/conversation/messages/0/reply_to", r#""9001""#)),
    (
        "content_attributes",
        "in_reply_to_external_id",
        At(ATTRIBUTES, "/conversation/messages/0/reply_to_source_id", r#""w-1""#),
    ),
    ("content_attributes", "items", At(CARDS, "/conversation/messages/0/items/0/title", r#""Blue""#)),
    (
        "content_attributes",
        "submitted_values",
        At(FORM, "/conversation/messages/0/answers", r#"[{"title":"Large","value":"l"}]"#),
    ),
    (
        "content_attributes",
        "submitted_email",
        At(FORM, "/conversation/messages/2/submitted_email", r#""ana@example.test""#),
    ),
    (
        "content_attributes",
        "display_type",
        Extra(
            ATTRIBUTES,
            "/conversation/messages/0/extra/content_attributes/display_type",
            "how the host draws it",
        ),
    ),
    ("content_attributes", "deleted", At(ATTRIBUTES, "/conversation/messages/1/deleted", "true")),
    (
        "content_attributes",
        "external_created_at",
        Extra(
            ATTRIBUTES,
            "/conversation/messages/0/extra/content_attributes/external_created_at",
            "its unit is not documented",
        ),
    ),
    (
        "content_attributes",
        "external_error",
        At(ATTRIBUTES, "/conversation/messages/0/error", r#""131047: window closed""#),
    ),
    (
        "content_attributes",
        "external_echo",
        Extra(
            ATTRIBUTES,
            "/conversation/messages/0/extra/content_attributes/external_echo",
            "how the message reached the host",
        ),
    ),
    (
        "content_attributes",
        "translations",
        At(ATTRIBUTES, "/conversation/messages/0/translations", r#"{"de":"Antwort","es":"Respuesta"}"#),
    ),
    ("content_attributes", "is_unsupported", At(ATTRIBUTES, "/conversation/messages/1/unsupported", "true")),
    (
        "content_attributes",
        "referral",
        Extra(ATTRIBUTES, "/conversation/messages/0/extra/content_attributes/referral", OPEN),
    ),
    (
        "content_attributes",
        "automation_rule_id",
        Extra(
            ATTRIBUTES,
            "/conversation/messages/0/extra/content_attributes/automation_rule_id",
            "a rule of the host's, which nothing else names",
        ),
    ),
    (
        "content_attributes",
        "story_*",
        Extra(ATTRIBUTES, "/conversation/messages/0/extra/content_attributes/story_id", OPEN),
    ),
    (
        "content_attributes",
        "data",
        Extra(ATTRIBUTES, "/conversation/messages/0/extra/content_attributes/data", OPEN),
    ),
    ("content_attributes", "email", At(MAIL, "/conversation/messages/0/email/subject", r#""Invoice""#)),
    (
        "content_attributes",
        "cc_email",
        At("only_second_places", "/conversation/messages/0/email/cc", r#"["lee@example.test"]"#),
    ),
    (
        "content_attributes",
        "bcc_email",
        At("only_second_places", "/conversation/messages/0/email/bcc", r#"["kim@example.test"]"#),
    ),
    (
        "content_attributes",
        "cc_emails",
        At(MAIL, "/conversation/messages/1/email/cc", r#"["lee@example.test"]"#),
    ),
    ("content_attributes", "bcc_emails", At(MAIL, "/conversation/messages/1/email/bcc", "[]")),
    (
        "content_attributes",
        "to_emails",
        At(MAIL, "/conversation/messages/1/email/to", r#"["ana@example.test"]"#),
    ),
    (
        "email",
        "bcc",
        At("only_second_places", "/conversation/messages/1/email/bcc", r#"["kim@example.test"]"#),
    ),
    ("email", "cc", At(MAIL, "/conversation/messages/0/email/cc", r#"["lee@example.test"]"#)),
    (
        "email",
        "content_type",
        At(MAIL, "/conversation/messages/0/email/content_type", r#""multipart/alternative; boundary=x1""#),
    ),
    ("email", "date", At(MAIL, "/conversation/messages/0/email/sent_at", r#""2026-01-09T09:11:12Z""#)),
    ("email", "from", At(MAIL, "/conversation/messages/0/email/from", r#"["ana@example.test"]"#)),
    ("email", "headers", At(MAIL, "/conversation/messages/0/email/headers", r#"{"x-priority":"3"}"#)),
    ("email", "html_content", At(MAIL, "/conversation/messages/0/email/html/reply", r#""<p>Hello</p>""#)),
    (
        "html_content",
        "full",
        At(
            MAIL,
            "/conversation/messages/0/email/html/full",
            r#""<p>Hello</p><blockquote>Before</blockquote>""#,
        ),
    ),
    ("html_content", "reply", At(MAIL, "/conversation/messages/0/email/html/reply", r#""<p>Hello</p>""#)),
    (
        "html_content",
        "quoted",
        At(MAIL, "/conversation/messages/0/email/html/quoted", r#""<blockquote>Before</blockquote>""#),
    ),
    ("email", "in_reply_to", At(MAIL, "/conversation/messages/0/email/in_reply_to", r#""m-0@example.test""#)),
    ("email", "message_id", At(MAIL, "/conversation/messages/0/email/message_id", r#""m-1@example.test""#)),
    ("email", "multipart", At(MAIL, "/conversation/messages/0/email/multipart", "true")),
    ("email", "number_of_attachments", At(MAIL, "/conversation/messages/0/email/attachment_count", "1")),
    ("email", "references", At(MAIL, "/conversation/messages/0/email/references", r#"["m-0@example.test"]"#)),
    ("email", "subject", At(MAIL, "/conversation/messages/0/email/subject", r#""Invoice""#)),
    ("email", "text_content", At(MAIL, "/conversation/messages/0/email/plain/reply", r#""Hello""#)),
    ("email", "to", At(MAIL, "/conversation/messages/0/email/to", r#"["desk@example.test"]"#)),
    ("email", "auto_reply", At(MAIL, "/conversation/messages/0/email/automatic", "false")),
    //
    ("items (input_select)", "title", At(FORM, "/conversation/messages/0/items/1/title", r#""Large""#)),
    ("items (input_select)", "value", At(FORM, "/conversation/messages/0/items/1/value", r#""l""#)),
    ("items (form)", "name", At(FORM, "/conversation/messages/1/items/0/name", r#""email""#)),
    ("items (form)", "type", At(FORM, "/conversation/messages/1/items/0/kind", r#""email""#)),
    ("items (form)", "label", At(FORM, "/conversation/messages/1/items/0/label", r#""E-mail""#)),
    (
        "items (form)",
        "placeholder",
        At(FORM, "/conversation/messages/1/items/0/placeholder", r#""you@example.test""#),
    ),
    (
        "items (form)",
        "options",
        At(FORM, "/conversation/messages/1/items/1/options", r#"[{"label":"Small","value":"s"}]"#),
    ),
    ("items (form)", "default", At(FORM, "/conversation/messages/1/items/1/default_value", r#""s""#)),
    ("items (form)", "required", At(FORM, "/conversation/messages/1/items/0/required", "true")),
    ("items (form)", "pattern", At(FORM, "/conversation/messages/1/items/0/pattern", r#""@""#)),
    ("items (form)", "title", At(FORM, "/conversation/messages/1/items/0/title", r#""An address""#)),
    (
        "items (form)",
        "pattern_error",
        At(FORM, "/conversation/messages/1/items/0/pattern_error", r#""No address""#),
    ),
    ("items (cards)", "title", At(CARDS, "/conversation/messages/0/items/0/title", r#""Blue""#)),
    (
        "items (cards)",
        "description",
        At(CARDS, "/conversation/messages/0/items/0/description", r#""The blue one""#),
    ),
    (
        "items (cards)",
        "media_url",
        At(CARDS, "/conversation/messages/0/items/0/media_url", r#""https://shop.example.test/blue.png""#),
    ),
    ("items (cards)", "actions", At(CARDS, "/conversation/messages/0/items/0/actions/0/text", r#""Look""#)),
    ("actions", "type", At(CARDS, "/conversation/messages/0/items/0/actions/0/kind", r#""link""#)),
    ("actions", "text", At(CARDS, "/conversation/messages/0/items/0/actions/1/text", r#""Take it""#)),
    (
        "actions",
        "uri",
        At(CARDS, "/conversation/messages/0/items/0/actions/0/url", r#""https://shop.example.test/blue""#),
    ),
    ("actions", "payload", At(CARDS, "/conversation/messages/0/items/0/actions/1/payload", r#""BLUE""#)),
    ("items (article)", "title", At(CARDS, "/conversation/messages/1/items/0/title", r#""Returns""#)),
    (
        "items (article)",
        "description",
        At(CARDS, "/conversation/messages/1/items/0/description", r#""How to send it back""#),
    ),
    (
        "items (article)",
        "link",
        At(CARDS, "/conversation/messages/1/items/0/url", r#""https://help.example.test/returns""#),
    ),
    (
        "submitted_values (input_select)",
        "title",
        At(FORM, "/conversation/messages/0/answers/0/title", r#""Large""#),
    ),
    (
        "submitted_values (input_select)",
        "value",
        At(FORM, "/conversation/messages/0/answers/0/value", r#""l""#),
    ),
    ("submitted_values (form)", "name", At(FORM, "/conversation/messages/1/answers/1/name", r#""size""#)),
    ("submitted_values (form)", "value", At(FORM, "/conversation/messages/1/answers/1/value", r#""l""#)),
    (
        "submitted_values (csat)",
        "csat_survey_response",
        At(
            "message_survey_with_answer",
            "/conversation/messages/0/survey",
            r#"{"comment":"Quick","rating":5}"#,
        ),
    ),
    (
        "csat_survey_response",
        "rating",
        At("message_survey_with_answer", "/conversation/messages/0/survey/rating", "5"),
    ),
    (
        "csat_survey_response",
        "feedback_message",
        At("message_survey_with_answer", "/conversation/messages/0/survey/comment", r#""Quick""#),
    ),
    //
    ("attachment", "id", At(FILES, "/conversation/messages/0/attachments/0/id", r#""31""#)),
    ("attachment", "message_id", At(FILES, "/conversation/messages/0/attachments/0/message_id", r#""9001""#)),
    ("attachment", "account_id", At(FILES, "/conversation/messages/0/attachments/0/account", r#""3""#)),
    ("attachment", "file_type", At(FILES, "/conversation/messages/0/attachments/0/kind", r#""image""#)),
    (
        "attachment (stored)",
        "extension",
        At(FILES, "/conversation/messages/0/attachments/3/extension", r#""pdf""#),
    ),
    (
        "attachment (stored)",
        "content_type",
        At(FILES, "/conversation/messages/0/attachments/0/mime_type", r#""image/png""#),
    ),
    (
        "attachment (stored)",
        "data_url",
        At(FILES, "/conversation/messages/0/attachments/0/url", r#""https://console.example.test/a/1""#),
    ),
    (
        "attachment (stored)",
        "thumb_url",
        At(
            FILES,
            "/conversation/messages/0/attachments/0/thumbnail_url",
            r#""https://console.example.test/t/31""#,
        ),
    ),
    ("attachment (stored)", "file_size", At(FILES, "/conversation/messages/0/attachments/0/size", "1")),
    ("attachment (stored)", "width", At(FILES, "/conversation/messages/0/attachments/0/width", "640")),
    ("attachment (stored)", "height", At(FILES, "/conversation/messages/0/attachments/0/height", "480")),
    (
        "attachment (audio)",
        "transcribed_text",
        At(FILES, "/conversation/messages/0/attachments/1/transcript", r#""Hello""#),
    ),
    (
        "attachment (location)",
        "coordinates_lat",
        At(FILES, "/conversation/messages/0/attachments/4/latitude", "41.387"),
    ),
    (
        "attachment (location)",
        "coordinates_long",
        At(FILES, "/conversation/messages/0/attachments/4/longitude", "2.17"),
    ),
    (
        "attachment (location)",
        "fallback_title",
        At(FILES, "/conversation/messages/0/attachments/4/title", r#""Barcelona""#),
    ),
    (
        "attachment (location)",
        "data_url",
        Extra(
            FILES,
            "/conversation/messages/0/attachments/4/extra/data_url",
            "null here; a URL is told as such",
        ),
    ),
    (
        "attachment (contact)",
        "fallback_title",
        At(FILES, "/conversation/messages/0/attachments/5/title", r#""+34600000001""#),
    ),
    (
        "attachment (contact)",
        "meta",
        At(FILES, "/conversation/messages/0/attachments/5/first_name", r#""Luz""#),
    ),
    (
        "attachment.meta",
        "firstName",
        At(FILES, "/conversation/messages/0/attachments/5/first_name", r#""Luz""#),
    ),
    (
        "attachment.meta",
        "lastName",
        At(FILES, "/conversation/messages/0/attachments/5/last_name", r#""Gil""#),
    ),
    (
        "attachment.meta (mobile)",
        "first_name",
        At("mobile_after_paging", "/conversation/messages/1/attachments/0/first_name", r#""Luz""#),
    ),
    (
        "attachment.meta (mobile)",
        "last_name",
        At("mobile_after_paging", "/conversation/messages/1/attachments/0/last_name", r#""Gil""#),
    ),
    (
        "attachment (fallback)",
        "fallback_title",
        At(FILES, "/conversation/messages/0/attachments/6/title", r#""A post""#),
    ),
    (
        "attachment (fallback)",
        "data_url",
        At(FILES, "/conversation/messages/0/attachments/6/url", r#""https://social.example.test/p/1""#),
    ),
    (
        "attachment (embed)",
        "data_url",
        At(FILES, "/conversation/messages/0/attachments/7/url", r#""https://video.example.test/v/1""#),
    ),
    (
        "attachment (external)",
        "thumb_url",
        At(FILES, "/conversation/messages/0/attachments/8/thumbnail_url", r#""""#),
    ),
    //
    ("customAttributes[]", "id", At(DEFINITIONS, "/attribute_definitions/6/id", r#""11""#)),
    (
        "customAttributes[]",
        "attribute_display_name",
        At(DEFINITIONS, "/attribute_definitions/6/name", r#""List""#),
    ),
    (
        "customAttributes[]",
        "attribute_display_type",
        At(DEFINITIONS, "/attribute_definitions/6/kind", r#""list""#),
    ),
    (
        "customAttributes[]",
        "attribute_description",
        At(DEFINITIONS, "/attribute_definitions/6/description", r#""What it is""#),
    ),
    ("customAttributes[]", "attribute_key", At(DEFINITIONS, "/attribute_definitions/6/key", r#""a_list""#)),
    (
        "customAttributes[]",
        "regex_pattern",
        At(DEFINITIONS, "/attribute_definitions/0/pattern", r#""^A-[0-9]+$""#),
    ),
    (
        "customAttributes[]",
        "regex_cue",
        At(DEFINITIONS, "/attribute_definitions/0/pattern_hint", r#""A- and digits""#),
    ),
    (
        "customAttributes[]",
        "attribute_values",
        At(DEFINITIONS, "/attribute_definitions/6/values", r#"["small","large"]"#),
    ),
    (
        "customAttributes[]",
        "attribute_model",
        At(DEFINITIONS, "/attribute_definitions/3/owner", r#""company""#),
    ),
    (
        "customAttributes[]",
        "default_value",
        At(DEFINITIONS, "/attribute_definitions/7/default_value", "false"),
    ),
    (
        "customAttributes[]",
        "created_at",
        At(DEFINITIONS, "/attribute_definitions/0/created_at", r#""2026-01-05T10:00:00Z""#),
    ),
    (
        "customAttributes[]",
        "updated_at",
        At(DEFINITIONS, "/attribute_definitions/0/updated_at", r#""2026-01-05T10:00:00Z""#),
    ),
];

const SENDERS: &str = "message_senders_of_every_kind";
const AGENT_A: &str = r#"{"email":"agent@example.test","id":"11","name":"Agent A"}"#;
const STARTED: &str = r#""Fri Jan 09 2026 10:11:12 GMT+0100 (Central European Standard Time)""#;
const REPEATED: &str = "slips in from another answer and repeats what stands elsewhere";
const FIRST_MAIL: &str = "the first message says the same of its e-mail";
const CONNECTED: &str = "how the bot is connected, not who it is";

#[test]
fn every_field_has_its_neutral_value_or_a_reason() {
    let (mut mapped, mut kept) = (0, 0);
    for (record, field, home) in FIELDS {
        match home {
            At(fixture, pointer, expected) => {
                let expected: Value = serde_json::from_str(expected).unwrap();
                assert_eq!(data(fixture).pointer(pointer), Some(&expected), "{record}/{field} in {fixture}");
                mapped += 1;
            }
            Extra(fixture, pointer, reason) => {
                assert!(data(fixture).pointer(pointer).is_some(), "{record}/{field} in {fixture}");
                assert!(pointer.contains("/extra/") && !reason.is_empty());
                kept += 1;
            }
            Secret => assert!(PROTOCOL.secrets.contains(field)),
        }
    }
    println!("{mapped} fields are in the model, {kept} stay in `extra` for a reason");
}

#[test]
fn every_row_is_on_the_list() {
    let mut keys = Vec::new();
    for event in PROTOCOL.events {
        keys_of(event.data, &mut Vec::new(), &mut keys);
    }
    for key in keys {
        assert!(FIELDS.iter().any(|(_, field, _)| *field == key), "{key} is not on the list");
    }
}

#[test]
fn at_most_a_tenth_of_a_documented_context_stays_in_extra() {
    for fixture in crate::inbound() {
        let Body::In(Inbound::Message { data: Data::Text(text), .. }) = &fixture.frame.body else { continue };
        let index = Index::parse(text).unwrap();
        let Some(event) = index.root().get("event").and_then(|name| PROTOCOL.event(&name.chars()?)) else {
            continue;
        };
        let leaves = onepane_map::leaves(event.data, index.root().get("data").unwrap());
        let unmapped: Vec<_> =
            leaves.unmapped.iter().filter(|pointer| !pointer.contains("pubsub_token")).collect();
        let share = unmapped.len() as f64 * 100.0 / leaves.total as f64;
        println!(
            "{:40} {:3} of {:3} leaves in `extra` only ({share:.1} %)",
            fixture.name,
            unmapped.len(),
            leaves.total
        );
        if DOCUMENTED.contains(&fixture.name.as_str()) {
            assert!(share <= 10.0, "{}: {unmapped:?}", fixture.name);
        }
    }
}

/// The fixtures that the host's documentation shows.
const DOCUMENTED: &[&str] = &[
    "context_web",
    "context_newer_web",
    "context_mobile",
    REST,
    MERGED,
    LIVE,
    PENDING,
    "contact_with_open_panel",
];

#[test]
fn every_word_of_the_host_has_its_neutral_word() {
    let channels = [
        ("Channel::WebWidget", "web"),
        ("Channel::Api", "api"),
        ("Channel::Email", "email"),
        ("Channel::FacebookPage", "facebook"),
        ("Channel::Instagram", "instagram"),
        ("Channel::Line", "line"),
        ("Channel::Sms", "sms"),
        ("Channel::Telegram", "telegram"),
        ("Channel::Tiktok", "tiktok"),
        ("Channel::TwilioSms", "Channel::TwilioSms"),
        ("Channel::TwitterProfile", "twitter"),
        ("Channel::Whatsapp", "whatsapp"),
    ];
    for (host, neutral) in channels {
        check_word(&format!(r#""meta":{{"channel":"{host}"}}"#), "/conversation/channel", neutral);
    }
    for word in ["open", "resolved", "pending", "snoozed"] {
        check_word(&format!(r#""status":"{word}""#), "/conversation/status", word);
    }
    for word in ["low", "medium", "high", "urgent"] {
        check_word(&format!(r#""priority":"{word}""#), "/conversation/priority", word);
    }
    let message = |key: &str, host: &str| format!(r#""messages":[{{"{key}":{host}}}]"#);
    let types = [
        ("0", "inbound", "chat"),
        ("1", "outbound", "chat"),
        ("2", "system", "activity"),
        ("3", "outbound", "template"),
    ];
    for (host, direction, kind) in types {
        check_word(&message("message_type", host), "/conversation/messages/0/direction", direction);
        check_word(&message("message_type", host), "/conversation/messages/0/kind", kind);
    }
    let bodies = [
        ("text", "text"),
        ("input_text", "input_text"),
        ("input_textarea", "input_textarea"),
        ("input_email", "input_email"),
        ("input_select", "input_select"),
        ("cards", "cards"),
        ("form", "form"),
        ("article", "article"),
        ("incoming_email", "email"),
        ("input_csat", "survey"),
        ("integrations", "integrations"),
        ("sticker", "sticker"),
        ("voice_call", "call"),
    ];
    for (host, neutral) in bodies {
        let host = format!("\"{host}\"");
        check_word(&message("content_type", &host), "/conversation/messages/0/content_kind", neutral);
    }
    for (host, neutral) in [
        ("sent", "sent"),
        ("delivered", "delivered"),
        ("read", "read"),
        ("failed", "failed"),
        ("progress", "sending"),
    ] {
        check_word(&message("status", &format!("\"{host}\"")), "/conversation/messages/0/status", neutral);
    }
    for (host, neutral) in [("false", "public"), ("true", "internal")] {
        check_word(&message("private", host), "/conversation/messages/0/visibility", neutral);
    }
    for (host, neutral) in [("User", "agent"), ("AgentBot", "bot")] {
        let meta = format!(r#""meta":{{"assignee_type":"{host}"}}"#);
        check_word(&meta, "/conversation/assignee_kind", neutral);
    }
}

#[track_caller]
fn check_word(member: &str, pointer: &str, neutral: &str) {
    let text = format!(r#"{{"event":"appContext","data":{{"conversation":{{"id":1,{member}}}}}}}"#);
    let shown = onepane_testkit::decoded(&crate::SUBJECT, &onepane_core::Frame::message(Data::Text(text)));
    assert_eq!(shown["events"][0]["data"].pointer(pointer), Some(&Value::from(neutral)), "{member}");
}

fn data(fixture: &str) -> Value {
    let fixtures = crate::inbound();
    let found = fixtures.iter().find(|other| other.name == fixture);
    let found = found.unwrap_or_else(|| panic!("no fixture {fixture}"));
    onepane_testkit::decoded(&crate::SUBJECT, &found.frame)["events"][0]["data"].clone()
}

/// The keys of all rows below a table.
fn keys_of(table: &'static Table, seen: &mut Vec<*const Table>, keys: &mut Vec<&'static str>) {
    if seen.iter().any(|other| std::ptr::eq(*other, table)) {
        return;
    }
    seen.push(table);
    for row in table.rows {
        if !row.host.is_empty() {
            keys.push(row.host);
        }
        match row.shape {
            Shape::Value(_, Codec::One(inner) | Codec::List(inner) | Codec::Keyed(inner, _))
            | Shape::Flat(inner)
            | Shape::Part { table: inner, .. } => keys_of(inner, seen, keys),
            _ => {}
        }
    }
}
