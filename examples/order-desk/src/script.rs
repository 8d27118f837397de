//! An hour at the desk, told in neutral words. Each step says the same in the ways of different consoles;
//! a console tells the first that it has.

/// When (milliseconds) and what the console tells.
pub const SCRIPT: &[(i64, &[&str])] = &[
    // Ada is at hand.
    (
        100,
        &[
            r#"{"type":"conversation.updated","screen":"CHATS","data":{"conversation":{"id":"42","channel":"whatsapp","status":"open","state":"active","labels":["vip"],"attributes":{},"complete":true,"messages":[],"contact":{"id":"7","name":"Ada","email":"ada@example.test","phone":"+15550100"}},"contact":{"id":"7","name":"Ada","email":"ada@example.test","phone":"+15550100"}}}"#,
            r#"{"type":"context.changed","screen":"CHATS","data":{"conversation":{"id":"42","channel":"whatsapp","status":"open","state":"active","labels":["vip"],"attributes":{},"complete":true,"messages":[],"contact":{"id":"7","name":"Ada","email":"ada@example.test","phone":"+15550100"}},"contact":{"id":"7","name":"Ada","email":"ada@example.test","phone":"+15550100"}}}"#,
            r#"{"type":"conversation.selected","screen":"CHATS","data":{"conversation":{"id":"42","channel":"whatsapp"},"contact":{"id":"42","name":"Ada"}}}"#,
        ],
    ),
    // The same again: nothing new.
    (
        40_000,
        &[
            r#"{"type":"conversation.updated","screen":"CHATS","data":{"conversation":{"id":"42","channel":"whatsapp","status":"open","state":"active","labels":["vip"],"attributes":{},"complete":true,"messages":[],"contact":{"id":"7","name":"Ada","email":"ada@example.test","phone":"+15550100"}},"contact":{"id":"7","name":"Ada","email":"ada@example.test","phone":"+15550100"}}}"#,
            r#"{"type":"context.changed","screen":"CHATS","data":{"conversation":{"id":"42","channel":"whatsapp","status":"open","state":"active","labels":["vip"],"attributes":{},"complete":true,"messages":[],"contact":{"id":"7","name":"Ada","email":"ada@example.test","phone":"+15550100"}},"contact":{"id":"7","name":"Ada","email":"ada@example.test","phone":"+15550100"}}}"#,
            r#"{"type":"conversation.selected","screen":"CHATS","data":{"conversation":{"id":"42","channel":"whatsapp"},"contact":{"id":"42","name":"Ada"}}}"#,
        ],
    ),
    // Ada asks.
    (
        60_000,
        &[
            r#"{"type":"message.created","data":{"message":{"id":"901","text":"Where is my order?","direction":"inbound","created_at":"2026-02-02T02:41:00Z"},"conversation":{"id":"42"}}}"#,
            r#"{"type":"context.changed","data":{"conversation":{"id":"42","channel":"whatsapp","status":"open","state":"active","labels":["vip"],"attributes":{},"complete":true,"messages":[{"id":"901","text":"Where is my order?","direction":"inbound","created_at":"2026-02-02T02:41:00Z"}],"contact":{"id":"7","name":"Ada","email":"ada@example.test","phone":"+15550100"}},"contact":{"id":"7","name":"Ada","email":"ada@example.test","phone":"+15550100"}}}"#,
        ],
    ),
];
