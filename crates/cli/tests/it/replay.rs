//! `onepane replay`.

use crate::support::{chat, run, snapshot};

/// A context of Chatwoot's, recorded so many milliseconds after the beginning.
fn context(millis: u64, conversation: &str) -> String {
    let text = format!(r#"{{"event":"appContext","data":{{"conversation":{conversation},"contact":{{}}}}}}"#);
    let at = 1_770_000_000_000 + millis;
    format!(
        r#"{{"dir":"in","via":"message","at":{at},"source":"parent","data":{}}}"#,
        serde_json::Value::from(text)
    )
}

fn kinds(out: &[serde_json::Value]) -> Vec<&str> {
    out.iter()
        .map(|line| match line["action"]["type"].as_str() {
            Some(action) => action,
            None => line["type"].as_str().unwrap().trim_start_matches("dev.onepane."),
        })
        .collect()
}

#[test]
fn a_recorded_session_shows_events_and_actions() {
    let message = r#"{"id":6,"content":"Hello","message_type":0,"created_at":1770000001}"#;
    let trace = [
        r#"{"dir":"out","via":"message","at":1770000000000,"data":"chatwoot-dashboard-app:fetch-info"}"#.to_owned(),
        context(100, r#"{"id":42,"account_id":3,"status":"open","dataFetched":true,"messages":[]}"#),
        context(2000, &format!(r#"{{"id":42,"account_id":3,"status":"open","dataFetched":true,"messages":[{message}]}}"#)),
        r#"{"dir":"out","via":"http","at":1770000002500,"id":"r1","method":"POST","path":"/api/v1/accounts/3/conversations/42/messages","body":{"content":"Hi","message_type":"outgoing","private":false,"content_type":"text","content_attributes":{}}}"#.to_owned(),
        r#"{"dir":"in","via":"return","at":1770000002700,"id":"r1","status":200,"value":{"id":7}}"#.to_owned(),
        r#"{"dir":"in","via":"page","at":1770000003000,"state":"unload"}"#.to_owned(),
    ];
    let dir = tempfile::tempdir().unwrap();
    let (path, config) = (dir.path().join("trace.jsonl"), dir.path().join("onepane.toml"));
    std::fs::write(&path, trace.join("\n")).unwrap();
    std::fs::write(&config, "api = { enabled = true }").unwrap();
    let args = format!("replay --host chatwoot --config {} {}", config.display(), path.display());
    snapshot("replay@chatwoot", run(&args, "").shown());
}

#[test]
fn the_traces_own_clock_decides_what_times_out() {
    let ask = r#"{"dir":"out","via":"message","at":0,"data":{"messageType":"BM_WIDGET_ACTION","widgetName":"widget","action":"fillInput","screen":"CHATS","requestId":"r1","payload":{"text":"Hello"}}}"#;
    let answer = |at: u64| {
        format!(
            r#"{{"dir":"in","via":"message","at":{at},"source":"parent","data":{{"messageType":"BM_WIDGET_ACTION_RESPONSE","requestId":"r1","success":true}}}}"#
        )
    };
    let ran = run("replay --host botmaker -", format!("{ask}\n{}", answer(9999)));
    assert_eq!(kinds(&ran.json()), ["compose.set_text", "action.result"]);
    assert_eq!(ran.json()[1]["data"]["result"], "done");
    assert_eq!((ran.err.as_str(), ran.code), ("2 frames: 1 event, 1 action\n", Some(0)));

    let ran = run("replay --host botmaker", format!("{ask}\n{}", answer(10_000)));
    assert_eq!(ran.json()[1]["data"]["result"], "timed_out");
    assert_eq!(
        ran.err,
        "line 2: botmaker: warning: an answer to r1, which is not waiting for one\n2 frames: 1 event, 1 action\n"
    );

    let ran = run("replay --host botmaker", ask);
    assert_eq!(ran.json()[1]["data"]["result"], "cancelled", "the trace ends before the answer");
}

#[test]
fn a_bad_line_is_told_with_its_number_and_does_not_stop_the_rest() {
    let corrupt = r#"{"dir":"in","via":"message","data":"{\"event\":\"appContext\",\"data\":7}"}"#;
    let foreign = r#"{"dir":"in","via":"callback","name":"onX","args":[]}"#;
    let stranger = context(0, "{\"id\":7}").replace("parent", "other");
    let trace = format!(
        "{{\"dir\":\"up\",\"via\":\"page\"}}\n{corrupt}\n{foreign}\n{stranger}\n{}\n",
        context(5, "{\"id\":1}")
    );
    let ran = run("replay --host chatwoot", trace);
    assert_eq!(kinds(&ran.json())[..2], ["session.ready", "context.changed"]);
    assert_eq!(
        ran.err,
        "line 1: chatwoot: /dir: expected `in` or `out`, found another word\n\
         line 2: chatwoot: /data: expected an object, found a number\n\
         line 4: chatwoot: warning: refused a message: it came from a window that is not the console's\n\
         5 frames: 3 events, 2 ignored, 2 failed\n"
    );
    assert_eq!(ran.code, Some(1));
}

#[test]
fn bare_messages_are_taken_as_elsewhere() {
    let ran = run("replay --host botmaker", chat("cust-81"));
    assert_eq!(kinds(&ran.json())[0], "conversation.selected");
    assert_eq!(ran.json()[0]["specversion"], "1.0");
    assert!(ran.json()[0]["time"].is_null(), "nobody knows when");
}

#[test]
fn origins_of_the_settings_are_held() {
    let dir = tempfile::tempdir().unwrap();
    let config = dir.path().join("onepane.toml");
    std::fs::write(&config, "origins = [\"*.example.test\"]").unwrap();
    let args = format!("replay --host chatwoot --config {}", config.display());
    let from = |origin: &str| {
        context(0, "{\"id\":1}").replace("\"source\"", &format!("\"origin\":\"{origin}\",\"source\""))
    };
    assert_eq!(run(&args, from("https://evil.test")).out, "");
    assert_ne!(run(&args, from("https://console.example.test")).out, "");
    std::fs::write(&config, "origins = [\"*.*\"]").unwrap();
    let ran = run(&args, "");
    assert!(ran.err.starts_with("error: ") && ran.code == Some(2), "{}", ran.err);
}

#[test]
fn an_empty_trace_tells_nothing() {
    let ran = run("replay --host chatwoot", "");
    assert_eq!((ran.out.as_str(), ran.err.as_str(), ran.code), ("", "0 frames: 0 events\n", Some(0)));
}
