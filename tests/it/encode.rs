//! What one neutral action is on every host: their translations stand side by side under one name.

use onepane::core::{Adapter as _, Frame, Refusal, action_from_json};
use onepane::map::JsonLines;
use onepane::{AnyAdapter, HOSTS};

/// A name for each thing that a widget wants, and the action that asks for it.
pub(crate) const SCENARIOS: &[(&str, &str)] = &[
    ("ask_for_context", r#"{"type":"context.refresh","data":{}}"#),
    ("draft_a_reply", r#"{"type":"compose.set_text","data":{"text":"Your parcel left the depot."}}"#),
    ("reply", r#"{"type":"message.send","data":{"text":"Your parcel left the depot."}}"#),
    (
        "reply_as_the_contact",
        r#"{"type":"message.send","data":{"text":"Where is my parcel?","as":"contact"}}"#,
    ),
    (
        "leave_a_note",
        r#"{"type":"message.send","data":{"text":"Called the depot.","visibility":"internal"}}"#,
    ),
    ("reply_with_nothing", r#"{"type":"message.send","data":{"text":""}}"#),
    (
        "reply_in_another_conversation",
        r#"{"type":"message.send","target":{"conversation":"no-such"},"data":{"text":"Hi"}}"#,
    ),
    ("open_a_ticket", r#"{"type":"ticket.open","data":{"code":"TK-1234"}}"#),
    ("assign_an_agent", r#"{"type":"conversation.assign","data":{"agent":"11"}}"#),
    ("assign_nobody", r#"{"type":"conversation.assign","data":{"agent":null}}"#),
    ("assign_a_team", r#"{"type":"conversation.assign","data":{"team":"2"}}"#),
    ("set_an_attribute", r#"{"type":"conversation.set_attribute","data":{"key":"order_id","value":"A-1"}}"#),
    ("set_a_contact_attribute", r#"{"type":"contact.set_attribute","data":{"key":"plan","value":"gold"}}"#),
    ("add_a_label", r#"{"type":"conversation.add_label","data":{"label":"vip"}}"#),
    ("resolve", r#"{"type":"conversation.set_status","data":{"status":"resolved"}}"#),
    (
        "snooze",
        r#"{"type":"conversation.set_status","data":{"status":"snoozed","until":"2026-01-10T08:00:00Z"}}"#,
    ),
    ("make_urgent", r#"{"type":"conversation.set_priority","data":{"priority":"urgent"}}"#),
    ("open_the_panel", r#"{"type":"panel.open","data":{}}"#),
    ("resize_the_panel", r#"{"type":"panel.resize","data":{"height":300}}"#),
    ("notify_the_agent", r#"{"type":"notification.show","data":{"text":"Order found","level":"info"}}"#),
    ("ask_whether_the_panel_is_open", r#"{"type":"panel.query","data":{}}"#),
    ("assign_a_bot", r#"{"type":"conversation.assign","data":{"bot":"5f0a1b2c3d4e5f6a7b8c9d04"}}"#),
    (
        "mention_an_agent",
        r#"{"type":"conversation.mention","data":{"agent":"5f0a1b2c3d4e5f6a7b8c9d06","text":"Please take this one"}}"#,
    ),
    ("notify_everybody", r#"{"type":"conversation.notify","data":{"all":true}}"#),
    ("set_the_category", r#"{"type":"conversation.set_category","data":{"category":"Used Car"}}"#),
    ("fill_in_a_form_field", r#"{"type":"form.set_field","data":{"key":"brand","value":"Skoda"}}"#),
    (
        "show_a_line_on_this_page",
        r#"{"type":"message.show_local","data":{"text":"Hi, ask me anything","name":"Acme Cars"}}"#,
    ),
    ("accept", r#"{"type":"conversation.accept","data":{}}"#),
    ("an_action_of_tomorrow", r#"{"type":"conversation.teleport","data":{"to":"moon"}}"#),
];

/// The frames that a host gets for an action, when it has told what it has before the agent.
pub(crate) fn frames(host: &str, action: &str) -> Result<Vec<Frame>, Refusal> {
    let mut adapter: AnyAdapter = crate::adapter(host);
    if let Some(context) = crate::context_of(host) {
        let fixture = crate::fixtures(host).into_iter().find(|fixture| fixture.name == context);
        let fixture = fixture.unwrap_or_else(|| panic!("{host} has no fixture {context}"));
        adapter.decode(&fixture.frame, &mut JsonLines::of(&fixture.frame)).unwrap();
    }
    adapter.encode(&"s1-1".into(), &action_from_json(action).unwrap())
}

#[test]
fn every_scenario_is_translated_as_its_snapshots_say() {
    let folder = crate::root().join("tests/it/snapshots/encode");
    for (name, action) in SCENARIOS {
        for host in HOSTS {
            let shown = match frames(host, action) {
                Ok(frames) => frames
                    .iter()
                    .map(|frame| serde_json::from_str::<serde_json::Value>(&frame.to_json()).unwrap())
                    .collect(),
                Err(refusal) => serde_json::json!({
                    "result": refusal.outcome(),
                    "constraint": refusal.rule.name(),
                    "reason": refusal.to_string(),
                }),
            };
            onepane_testkit::snapshot(&folder, &format!("{name}@{host}"), action, &shown);
        }
    }
}
