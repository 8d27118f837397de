//! `onepane encode`.

use crate::support::{Ran, chat, onepane, run, snapshot};

fn encode(args: &str, input: &str) -> Ran {
    run(&format!("encode --host botmaker {args}"), input)
}

#[test]
fn each_action_becomes_the_exact_message() {
    let ran = encode(
        "",
        r#"[{"type":"message.send","data":{"text":"Hello"}},
            {"type":"ticket.open","id":"r1","data":{"code":"TK-1"}},
            {"type":"compose.set_text","data":{"text":"Hi"}}]"#,
    );
    snapshot("encode@botmaker", ran.shown());
}

#[test]
fn actions_without_an_id_are_numbered() {
    let action = r#"{"type":"message.send","data":{"text":"x"}}"#;
    let ran = encode("", &format!("{action}\n{action}\n"));
    let ids: Vec<_> = ran.json().iter().map(|frame| frame["data"]["requestId"].clone()).collect();
    assert_eq!(ids, ["s1-1", "s1-2"]);
}

#[test]
fn refusals_name_host_action_and_reason() {
    let ran = encode(
        "",
        "{\"type\":\"message.send\",\"data\":{\"text\":\"\"}}\n\
         {\"type\":\"notification.show\",\"data\":{\"text\":\"x\",\"level\":\"info\"}}\n\
         {\"type\":\"weather.change\",\"data\":{}}\n\
         {\"type\":\"message.send\",\"data\":{}}\n\
         {\"type\":\"message.send\",\"target\":{\"conversation\":\"7\"},\"data\":{\"text\":\"x\"}}\n",
    );
    snapshot("encode_refused@botmaker", ran.shown());
}

#[test]
fn the_screen_decides() {
    let action = r#"{"type":"message.send","data":{"text":"x"}}"#;
    assert_eq!(encode("--screen CHATS", action).code, Some(0));
    let ran = encode("--screen TICKETS", action);
    assert_eq!(
        ran.err,
        "line 1: botmaker: message.send is refused: needs the screen CHATS\n1 action: 0 frames, 1 refused\n"
    );
    assert_eq!((ran.out.as_str(), ran.code), ("", Some(1)));
}

fn with_context(context: &str, action: &str) -> Ran {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("context.jsonl"), context).unwrap();
    onepane()
        .current_dir(dir.path())
        .args(["encode", "--host", "botmaker", "--context", "context.jsonl"])
        .write_stdin(action)
        .output()
        .unwrap()
        .into()
}

#[test]
fn the_context_is_taken_in_first() {
    let action = r#"{"type":"message.send","target":{"conversation":"cust-81"},"data":{"text":"x"}}"#;
    let ran = with_context(&chat("cust-81"), action);
    assert_eq!((ran.err.as_str(), ran.code), ("1 action: 1 frame\n", Some(0)));
    let ran = with_context(&chat("cust-82"), action);
    assert_eq!(ran.code, Some(1));
}

#[test]
fn a_bad_context_is_told_by_its_name() {
    let ran = with_context(&format!("oops\n{}", chat("a")), r#"{"type":"message.send","data":{"text":"x"}}"#);
    assert_eq!(
        ran.err,
        "context.jsonl: line 1: botmaker: not JSON at column 1: expected a value, found something else\n\
         1 action: 1 frame\n"
    );
    assert_eq!((ran.json().len(), ran.code), (1, Some(1)));
}

#[test]
fn only_one_thing_can_come_from_the_standard_input() {
    let ran = encode("--context -", "");
    assert_eq!(ran.err, "error: the context and the actions cannot both come from the standard input\n");
    assert_eq!(ran.code, Some(2));
}

#[test]
fn what_needs_an_answer_first_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("chatwoot.toml"), "account = \"3\"\napi = { enabled = true }\n").unwrap();
    std::fs::write(
        dir.path().join("context.json"),
        r#"{"event":"appContext","data":{"conversation":{"id":42,"account_id":3}}}"#,
    )
    .unwrap();
    let ran: Ran = onepane()
        .current_dir(dir.path())
        .args(["encode", "--host", "chatwoot", "--config", "chatwoot.toml", "--context", "context.json"])
        .write_stdin(
            "{\"type\":\"conversation.add_label\",\"data\":{\"label\":\"vip\"}}\n\
             {\"type\":\"conversation.set_status\",\"data\":{\"status\":\"resolved\"}}\n",
        )
        .output()
        .unwrap()
        .into();
    snapshot("encode_with_api@chatwoot", ran.shown());
}
