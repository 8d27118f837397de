//! Every field of the fact sheet: its row, shown by the neutral value it becomes, or the reason why it
//! has none.

use onepane_adapter_botmaker::PROTOCOL;
use onepane_core::{Body, Data, Inbound};
use onepane_map::{Index, leaves};
use onepane_testkit::decoded;

/// Fixture, the host's pointer, the neutral pointer in the event, the neutral value.
const ROWS: &[(&str, &str, &str, &str)] = &[
    // Envelope
    ("widget_ready", "/event", "/hostevent", r#""widget:ready""#),
    ("widget_ready", "/screen", "/screen", r#""CHATS""#),
    ("widget_ready", "/timestamp", "/time", r#""2026-02-02T02:40:00Z""#),
    // widget:ready
    ("widget_ready", "/payload/screen", "/data/screen", r#""CHATS""#),
    // chat:selected
    ("chat_selected", "/payload/customerId", "/data/conversation/id", r#""cust-81""#),
    ("chat_selected", "/payload/customerId", "/data/contact/id", r#""cust-81""#),
    ("chat_selected", "/payload/customerName", "/data/contact/name", r#""Lucía P.""#),
    ("chat_selected", "/payload/platform", "/data/conversation/channel", r#""whatsapp""#),
    // chat:messageSent
    ("chat_message_sent", "/payload/customerId", "/data/message/conversation_id", r#""cust-81""#),
    ("chat_message_sent", "/payload/customerId", "/data/conversation/id", r#""cust-81""#),
    ("chat_message_sent", "/payload/customerId", "/data/contact/id", r#""cust-81""#),
    ("chat_message_sent", "/payload/messageType", "/data/message/content_kind", r#""text""#),
    ("chat_message_sent", "/payload/messageId", "/data/message/id", r#""m-5001""#),
    // contacts:companySelected
    ("contacts_company_selected", "/payload/companyId", "/data/company/id", r#""comp-9""#),
    // ticket:selected
    ("ticket_selected", "/payload/ticketCode", "/data/ticket/code", r#""TK-1234""#),
    ("ticket_selected", "/payload/subject", "/data/ticket/subject", r#""Parcel not arrived""#),
    ("ticket_selected", "/payload/state", "/data/ticket/state", r#""open""#),
    ("ticket_selected", "/payload/priority", "/data/ticket/priority", r#""high""#),
    ("ticket_selected", "/payload/assignee/name", "/data/ticket/assignee/name", r#""Agent A""#),
    ("ticket_selected", "/payload/assignee/id", "/data/ticket/assignee/id", r#""u-17""#),
    ("ticket_selected", "/payload/supportTeam", "/data/ticket/team/name", r#""Logistics""#),
    ("ticket_selected", "/payload/creationDate", "/data/ticket/created_at", r#""2026-02-01T09:30:00Z""#),
    ("ticket_selected", "/payload/author/firstName", "/data/ticket/author/first_name", r#""Lucía""#),
    ("ticket_selected", "/payload/author/lastName", "/data/ticket/author/last_name", r#""P.""#),
    // ticket:statusChanged
    ("ticket_status_changed", "/payload/ticketCode", "/data/ticket/code", r#""TK-1234""#),
    ("ticket_status_changed", "/payload/previousState", "/data/previous_state", r#""new""#),
    ("ticket_status_changed", "/payload/newState", "/data/new_state", r#""open""#),
    ("ticket_status_changed", "/payload/newState", "/data/ticket/state", r#""open""#),
    (
        "ticket_status_changed",
        "/payload/metrics/TIME_IN_CURRENT_STATE/ticksMillis",
        "/data/ticket/sla/time_in_current_state/elapsed_ms",
        "0",
    ),
    // tickets:queueSummary
    ("tickets_queue_summary", "/payload/total", "/data/total", "37"),
    ("tickets_queue_summary", "/payload/tickets/1/ticketCode", "/data/tickets/1/code", r#""TK-1240""#),
    ("tickets_queue_summary", "/payload/tickets/1/state", "/data/tickets/1/state", r#""new""#),
    ("tickets_queue_summary", "/payload/tickets/1/metrics", "/data/tickets/1/sla", "{}"),
    // metrics: every name
    (
        "ticket_metrics_every_name",
        "/payload/metrics/TIME_IN_CURRENT_STATE/ticksMillis",
        "/data/ticket/sla/time_in_current_state/elapsed_ms",
        "1",
    ),
    (
        "ticket_metrics_every_name",
        "/payload/metrics/TIME_WAITING_ASSIGNATION_IN_CURRENT_SUPPORT_TEAM/ticksMillis",
        "/data/ticket/sla/time_waiting_for_assignee/elapsed_ms",
        "2",
    ),
    (
        "ticket_metrics_every_name",
        "/payload/metrics/TOTAL_TIME_IN_CURRENT_SUPPORT_TEAM/ticksMillis",
        "/data/ticket/sla/time_with_current_team/elapsed_ms",
        "3",
    ),
    (
        "ticket_metrics_every_name",
        "/payload/metrics/TIME_TO_FIRST_RESPONSE/ticksMillis",
        "/data/ticket/sla/time_to_first_response/elapsed_ms",
        "4",
    ),
    (
        "ticket_metrics_every_name",
        "/payload/metrics/TIME_TO_RESOLVE/ticksMillis",
        "/data/ticket/sla/time_to_resolve/elapsed_ms",
        "5",
    ),
    (
        "ticket_metrics_every_name",
        "/payload/metrics/TIME_TO_SMILE/ticksMillis",
        "/data/ticket/sla/TIME_TO_SMILE/elapsed_ms",
        "6",
    ),
    // metrics: every field
    (
        "ticket_selected",
        "/payload/metrics/TIME_TO_RESOLVE/finished",
        "/data/ticket/sla/time_to_resolve/finished",
        "false",
    ),
    (
        "ticket_selected",
        "/payload/metrics/TIME_TO_RESOLVE/isPaused",
        "/data/ticket/sla/time_to_resolve/paused",
        "true",
    ),
    (
        "ticket_selected",
        "/payload/metrics/TIME_TO_RESOLVE/pauseReason",
        "/data/ticket/sla/time_to_resolve/pause_reason",
        r#""calendar""#,
    ),
    (
        "ticket_metrics_every_name",
        "/payload/metrics/TIME_IN_CURRENT_STATE/pauseReason",
        "/data/ticket/sla/time_in_current_state/pause_reason",
        r#""state""#,
    ),
    (
        "ticket_selected",
        "/payload/metrics/TIME_TO_RESOLVE/thresholdMillis",
        "/data/ticket/sla/time_to_resolve/threshold_ms",
        "7200000",
    ),
    (
        "ticket_selected",
        "/payload/metrics/TIME_TO_RESOLVE/isBreached",
        "/data/ticket/sla/time_to_resolve/breached",
        "false",
    ),
    (
        "ticket_selected",
        "/payload/metrics/TIME_TO_RESOLVE/breachDate",
        "/data/ticket/sla/time_to_resolve/breach_at",
        r#""2026-02-02T03:10:00Z""#,
    ),
    (
        "ticket_metrics_every_name",
        "/payload/metrics/TIME_TO_FIRST_RESPONSE/breachDate",
        "/data/ticket/sla/time_to_first_response/breach_at",
        r#""2026-02-01T09:30:00Z""#,
    ),
    // answers
    ("response_success", "/requestId", "/data/action", r#""req_4k2z9q0ab""#),
    ("response_success", "/success", "/data/result", r#""done""#),
    ("response_success", "/data", "/data/data", "{}"),
    ("response_failure", "/success", "/data/result", r#""failed""#),
    ("response_failure", "/error", "/data/reason", r#""(host's own text)""#),
];

/// Fields without a row, and why.
const REASONS: &[(&str, &str)] = &[
    ("/messageType", "always the same for events and for answers; written again on the way back"),
    ("/payload", "the event's data as a whole"),
    ("/widgetId", "the older dialect's name of the widget itself, which the widget knows; kept in $envelope"),
];

#[test]
fn every_row_gives_its_neutral_value() {
    let fixtures = crate::inbound();
    for (name, host, neutral, value) in ROWS {
        let fixture = fixtures.iter().find(|fixture| fixture.name == *name).expect(name);
        let frame: serde_json::Value = serde_json::from_str(&fixture.text).unwrap();
        assert!(frame["data"].pointer(host).is_some(), "{name}: {host} is not in the fixture");
        let shown = decoded(&crate::SUBJECT, &fixture.frame);
        let value: serde_json::Value = serde_json::from_str(value).unwrap();
        assert_eq!(shown["events"][0].pointer(neutral), Some(&value), "{name}: {host} -> {neutral}");
    }
}

#[test]
fn every_leaf_of_the_documented_fixtures_has_a_row_or_a_reason() {
    let documented = [
        "widget_ready",
        "chat_selected",
        "chat_message_sent",
        "contacts_company_selected",
        "ticket_selected",
        "ticket_status_changed",
        "tickets_queue_summary",
    ];
    for fixture in crate::inbound().iter().filter(|fixture| documented.contains(&fixture.name.as_str())) {
        let Body::In(Inbound::Message { data: Data::Value(json), .. }) = &fixture.frame.body else {
            panic!("a window message")
        };
        let index = Index::parse(json.as_str()).unwrap();
        let event = index.root().get("event").and_then(|name| name.chars()).unwrap();
        let table = PROTOCOL.event(&event).expect("a known event").data;
        let leaves = leaves(table, index.root().get("payload").unwrap());
        assert_eq!(leaves.unmapped, Vec::<String>::new(), "{}", fixture.name);
        println!("{}: {} leaves, all of them with a row", fixture.name, leaves.total);
        for (key, _) in index.root().members() {
            let pointer = format!("/{}", key.to_cow());
            let row = ROWS.iter().any(|(_, host, ..)| *host == pointer);
            assert!(row || REASONS.iter().any(|(reason, _)| *reason == pointer), "{pointer} is on no list");
        }
    }
}
