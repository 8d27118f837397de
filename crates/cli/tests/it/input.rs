//! What may come in, and how it is taken apart.

use crate::support::{Ran, chat, conversations, run};

fn decode(input: impl Into<Vec<u8>>) -> Ran {
    run("decode --host botmaker", input)
}

#[track_caller]
fn check(input: impl Into<Vec<u8>>, customers: &[&str], err: &str) {
    let ran = decode(input);
    assert_eq!(conversations(&ran), customers, "{}", ran.err);
    assert_eq!(ran.err, err);
    assert_eq!(ran.code, Some(i32::from(err.contains("failed"))));
}

fn pretty(customer: &str) -> String {
    serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(&chat(customer)).unwrap())
        .unwrap()
}

fn indented(customer: &str) -> String {
    pretty(customer).lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}

#[test]
fn json_lines() {
    check(format!("{}\n{}\n", chat("a"), chat("b")), &["a", "b"], "2 frames: 2 events\n");
    check(format!("{}\n{}", chat("a"), chat("b")), &["a", "b"], "2 frames: 2 events\n");
}

#[test]
fn one_pretty_document() {
    check(pretty("a"), &["a"], "1 frame: 1 event\n");
}

#[test]
fn pretty_documents_one_after_the_other() {
    check(
        format!("{}\n{}\n{}\n", pretty("a"), chat("b"), pretty("c")),
        &["a", "b", "c"],
        "3 frames: 3 events\n",
    );
}

#[test]
fn documents_on_one_line() {
    check(format!("{} {}{}", chat("a"), chat("b"), chat("c")), &["a", "b", "c"], "3 frames: 3 events\n");
}

#[test]
fn an_array_on_one_line() {
    check(format!("[{},{}]", chat("a"), chat("b")), &["a", "b"], "2 frames: 2 events\n");
}

#[test]
fn a_pretty_array() {
    check(format!("[\n{},\n{}\n]\n", indented("a"), indented("b")), &["a", "b"], "2 frames: 2 events\n");
    check(format!("[{}, {}]", pretty("a"), pretty("b")), &["a", "b"], "2 frames: 2 events\n");
}

#[test]
fn an_array_in_each_line() {
    check(
        format!("[{},{}]\n[]\n[{}]\n", chat("a"), chat("b"), chat("c")),
        &["a", "b", "c"],
        "3 frames: 3 events\n",
    );
}

#[test]
fn nothing_at_all() {
    for input in ["", "\n", " \r\n\t\n", "[]", "\u{feff}"] {
        check(input, &[], "0 frames: 0 events\n");
    }
}

#[test]
fn empty_lines_carriage_returns_and_byte_order_marks() {
    check(
        format!("\u{feff}{}\r\n\r\n\n  {}  \r\n\u{feff}{}\r\n", chat("a"), chat("b"), chat("c")),
        &["a", "b", "c"],
        "3 frames: 3 events\n",
    );
}

#[test]
fn frames_and_bare_messages_may_be_mixed() {
    let input = format!(r#"{{"dir":"in","via":"message","data":{}}}{}{}"#, chat("a"), "\n", chat("b"));
    check(input, &["a", "b"], "2 frames: 2 events\n");
}

#[test]
fn a_bare_string_is_a_text_message() {
    let ran = decode("\"chatwoot-dashboard-app:fetch-info\"\n");
    assert_eq!(ran.out, "");
    assert!(ran.err.starts_with("1 frame: 0 events, 1 ignored\n"), "{}", ran.err);
}

#[test]
fn half_a_surrogate_pair_passes() {
    let ran = decode(chat("a\\ud83d"));
    assert!(ran.out.contains("\"id\":\"a\u{fffd}\""), "{}", ran.out);
    assert_eq!((ran.err.as_str(), ran.code), ("1 frame: 1 event\n", Some(0)));
}
