//! A shift at the board, told in neutral words. Each step says the same in the ways of different consoles;
//! a console tells the first that it has.

/// When (milliseconds) and what the console tells. The play begins at 02:40.
pub const SCRIPT: &[(i64, &[&str])] = &[
    // Two tickets with clocks; or a conversation in which somebody has been waiting since 02:16.
    (
        100,
        &[
            r#"{"type":"ticket.list_updated","screen":"TICKETS","data":{"total":2,"tickets":[
                {"code":"TK-1","subject":"Refund","state":"open","priority":"high","sla":{"time_to_resolve":{"elapsed_ms":0,"threshold_ms":600000,"breach_at":"2026-02-02T02:50:00Z"}}},
                {"code":"TK-2","subject":"Invoice","state":"open","priority":"low","sla":{"time_to_resolve":{"elapsed_ms":0,"threshold_ms":420000,"breach_at":"2026-02-02T02:46:00Z"}}}]}}"#,
            r#"{"type":"context.changed","data":{"conversation":{"id":"42","channel":"web","status":"open","waiting_since":"2026-02-02T02:16:00Z"},"contact":{"id":"7","name":"Ada"}}}"#,
        ],
    ),
    // The most urgent one is dealt with.
    (
        120_000,
        &[
            r#"{"type":"ticket.state_changed","screen":"TICKETS","data":{"ticket":{"code":"TK-2","state":"closed"},"previous_state":"open","new_state":"closed"}}"#,
            r#"{"type":"context.changed","data":{"conversation":{"id":"42","channel":"web","status":"open"},"contact":{"id":"7","name":"Ada"}}}"#,
        ],
    ),
];

/// How long the play is, in milliseconds.
pub const END: i64 = 360_000;
