//! Input that is not what it should be: told with its line, and the rest is translated all the same.

use crate::support::{Ran, chat, conversations, run};

fn decode(input: impl Into<Vec<u8>>) -> Ran {
    run("decode --host botmaker", input)
}

/// `bad` is one broken record; good ones stand around it. Checks that it costs nothing but itself.
#[track_caller]
fn check(bad: impl AsRef<[u8]>, reason: &str) {
    let mut input = format!("{}\n", chat("before")).into_bytes();
    input.extend(bad.as_ref());
    input.extend(format!("\n{}\n{}", chat("after"), chat("last")).into_bytes());
    let ran = decode(input);
    assert_eq!(ran.err, format!("line 2: botmaker: {reason}\n4 frames: 3 events, 1 failed\n"));
    assert_eq!(conversations(&ran), ["before", "after", "last"]);
    assert_eq!(ran.code, Some(1));
}

#[test]
fn text_that_was_cut_costs_only_its_line() {
    let key = "not JSON at line 3, column 1: expected a key";
    let end = "expected a comma or the end of the object, found something else";
    check(
        r#"{"messageType":"BM_WIDGET"#,
        "not JSON at column 26: expected the end of a string, found the end of the line",
    );
    check(
        r#"{"messageType":"BM_WIDGET\"#,
        "not JSON at column 27: expected the end of a string, found the end of the line",
    );
    check(r#"{"payload":{"customerId":1"#, &format!("not JSON at line 3, column 1: {end}"));
    check(r#"{"payload":{"customerId":1}"#, &format!("not JSON at line 3, column 1: {end}"));
    check(r#"{"payload":{"customerId":1,"#, &format!("{key}, found something else"));
    check(r#"{"#, &format!("{key} or the end of the object, found something else"));
    // These could go on with the next record, but then not with the one behind it.
    check(r#"{"payload":"#, &format!("not JSON at line 4, column 1: {end}"));
    check(
        r#"{"payload":["#,
        "not JSON at line 4, column 1: expected a comma or the end of the list, found something else",
    );
}

#[test]
fn text_that_is_cut_at_the_end() {
    let ran = decode(format!("{}\n{}", chat("a"), &chat("b")[..60]));
    assert_eq!(conversations(&ran), ["a"]);
    assert_eq!(
        ran.err,
        "line 2: botmaker: not JSON: expected the end of a string, found the end of the text\n\
         2 frames: 1 event, 1 failed\n"
    );
}

#[test]
fn a_record_that_was_cut_may_be_followed_by_one_only() {
    let ran = decode(format!("{{\"payload\":[\n{}", chat("a")));
    assert_eq!(conversations(&ran), ["a"]);
    assert_eq!(
        ran.err,
        "line 1: botmaker: not JSON: expected a comma or the end of the list, found the end of the text\n\
         2 frames: 1 event, 1 failed\n"
    );
}

#[test]
fn text_that_is_no_json() {
    check("oops", "not JSON at column 1: expected a value, found something else");
    check("2026-01-01 12:00 INFO started", "not JSON at column 5: expected the end, found something else");
    check("7 oops", "not JSON at column 3: expected the end of the line, found something else");
    check("}", "not JSON at column 1: expected a value, found something else");
    check("{'a':1}", "not JSON at column 2: expected a key or the end of the object, found something else");
    check(r#"{"a":undefined}"#, "not JSON at column 6: expected a value, found something else");
    check(
        r#"{"a":01}"#,
        "not JSON at column 7: expected a comma or the end of the list, found something else",
    );
    check(
        format!("{},", chat("x")),
        &format!(
            "not JSON at column {}: expected the end of the line, found something else",
            chat("x").len() + 1
        ),
    );
}

#[test]
fn numbers_of_any_size_pass() {
    let huge = "9".repeat(400);
    let ran = decode(chat("a").replace(r#""CHATS""#, &huge));
    assert!(ran.out.contains(&huge), "{}", ran.out);
    let err = "line 1: botmaker: warning: /screen: expected a string, found a number\n1 frame: 1 event\n";
    assert_eq!((ran.err.as_str(), ran.code), (err, Some(0)));
}

#[test]
fn wrong_types_say_where() {
    check(
        r#"{"messageType":"BM_WIDGET_EVENT","event":"chat:selected","payload":{"customerId":[7]}}"#,
        "/payload/customerId: expected an id (a string or a number), found an array",
    );
    check(
        r#"{"messageType":"BM_WIDGET_EVENT","event":7,"payload":{}}"#,
        "/event: expected a string, found a number",
    );
    check(r#"{"dir":"in","via":"page","state":7}"#, "/state: expected a string, found a number");
    check(r#"{"dir":"in","via":7}"#, "/via: expected a string, found a number");
}

#[test]
fn values_that_are_no_messages_are_ignored() {
    for bad in ["7", "null", "true", "\"text\"", "{}", r#"{"messageType":[]}"#] {
        let ran = decode(format!("{}\n{bad}\n{}", chat("a"), chat("b")));
        assert_eq!(conversations(&ran), ["a", "b"]);
        assert_eq!((ran.err.as_str(), ran.code), ("3 frames: 2 events, 1 ignored\n", Some(0)));
    }
}

#[test]
fn deep_nesting_is_refused_and_no_more() {
    let deep = |open: &str, close: &str| format!("{}7{}", open.repeat(100_000), close.repeat(100_000));
    check(
        deep(r#"{"a":"#, "}"),
        "not JSON at column 641: expected at most 128 levels of nesting, found more",
    );
    check(
        r#"{"a":"#.repeat(100_000),
        "not JSON at column 641: expected at most 128 levels of nesting, found more",
    );
    // An array at the top is a list of records, so it does not count.
    check(
        deep("[", "]"),
        "item 1: not JSON at column 130: expected at most 128 levels of nesting, found more",
    );
    check(
        "{\"a\":\n".repeat(100_000).trim_end().replace('\n', " "),
        "not JSON at column 769: expected at most 128 levels of nesting, found more",
    );
}

#[test]
fn bytes_that_are_no_text() {
    check("\0", "not JSON at column 1: expected a value, found something else");
    check(
        chat("a\0b"),
        &format!(
            "not JSON at column {}: expected a string, found a control character in it",
            chat("").len() - 1
        ),
    );
    let mut bad = chat("*").into_bytes();
    let place = bad.iter().position(|byte| *byte == b'*').unwrap();
    bad[place] = 0xFF;
    check(bad, &format!("not UTF-8 at column {}", place + 1));
    check(b"\xFF\xFE\0", "not UTF-8 at column 1");
}

#[test]
fn text_in_utf_16_is_recognized() {
    let utf16: Vec<u8> = format!("\u{feff}{}", chat("a")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let ran = decode(utf16);
    assert_eq!(
        ran.err,
        "line 1: botmaker: expected UTF-8, found UTF-16\n\
         hint: convert it first: iconv -f UTF-16 -t UTF-8\n\
         1 frame: 0 events, 1 failed\n"
    );
}

#[test]
fn a_broken_document_of_many_lines_is_told_once() {
    let broken = "{\n  \"a\": 1,\n  \"b\" 2,\n  \"c\": {\n    \"d\": [\n      {}\n    ]\n  }\n}";
    check(broken, "not JSON at line 4, column 7: expected a colon, found something else");
    let balanced = "{\n  \"a\": 1,\n  \"b\": oops,\n  \"c\": {}\n}";
    check(balanced, "not JSON at line 4, column 8: expected a value, found something else");
}

#[track_caller]
fn check_array(input: &str, customers: &[&str], err: &str) {
    let ran = decode(input);
    assert_eq!(ran.err, err);
    assert_eq!(conversations(&ran), customers);
    assert_eq!(ran.code, Some(1));
}

#[test]
fn a_broken_item_costs_only_itself() {
    let (a, b) = (chat("a"), chat("b"));
    for (bad, reason) in [
        ("oops", "not JSON at column {}: expected a value, found something else"),
        ("{\"a\" 1}", "not JSON at column {+5}: expected a colon, found something else"),
        (
            "{\"a\":[}]",
            "not JSON at column {+6}: expected a value or the end of the list, found something else",
        ),
    ] {
        let reason = |start: usize| {
            let mut reason = reason.replace("{}", &start.to_string());
            for more in [5, 6] {
                reason = reason.replace(&format!("{{+{more}}}"), &(start + more).to_string());
            }
            reason
        };
        check_array(
            &format!("[{a},{bad},{b}]"),
            &["a", "b"],
            &format!("line 1: botmaker: item 2: {}\n3 frames: 2 events, 1 failed\n", reason(a.len() + 3)),
        );
        check_array(
            &format!("[\n{a},\n{bad},\n{b}\n]"),
            &["a", "b"],
            &format!("line 3: botmaker: {}\n3 frames: 2 events, 1 failed\n", reason(1)),
        );
    }
}

#[test]
fn an_item_that_was_cut_costs_only_itself() {
    let (a, b, c) = (chat("a"), chat("b"), chat("c"));
    let reason = "expected a comma or the end of the object, found something else";
    check_array(
        &format!("[\n  {a},\n  {{\"a\":{{\"b\":1\n  {b},\n  {c}\n]\n"),
        &["a", "b", "c"],
        &format!("line 3: botmaker: not JSON at line 4, column 3: {reason}\n4 frames: 3 events, 1 failed\n"),
    );
    check_array(
        &format!("[\n  {{\n    \"a\" 1,\n    \"b\": {{}}\n  }}, {a},\n  {b}\n]\n{c}"),
        &["a", "b", "c"],
        "line 2: botmaker: not JSON at line 3, column 9: expected a colon, found something else\n\
         4 frames: 3 events, 1 failed\n",
    );
}

#[test]
fn an_array_without_commas_or_end_is_told_once() {
    let (a, b) = (chat("a"), chat("b"));
    let said =
        "botmaker: in the array that begins on line 1: expected a comma or the end of the array, found";
    check_array(
        &format!("[\n{a}\n{b}\n{a}\n]"),
        &["a", "b", "a"],
        &format!("line 3: {said} something else\n4 frames: 3 events, 1 failed\n"),
    );
    check_array(
        &format!("[{a},\n{b}"),
        &["a", "b"],
        &format!("line 2: {said} the end of the text\n3 frames: 2 events, 1 failed\n"),
    );
    check_array(
        &format!("[{a},{b},]"),
        &["a", "b"],
        "line 1: botmaker: in the array that begins on line 1: expected a value, found the end of the array\n\
         3 frames: 2 events, 1 failed\n",
    );
}

#[test]
fn log_lines_between_records_are_told_once_each() {
    check_array(
        &format!("[INFO] starting\n{}\n[WARN] stopping: {{\n{}\n", chat("a"), chat("b")),
        &["a", "b"],
        "line 1: botmaker: item 1: not JSON at column 2: expected a value, found something else\n\
         line 3: botmaker: item 1: not JSON at column 2: expected a value, found something else\n\
         4 frames: 2 events, 2 failed\n",
    );
}

#[test]
fn many_broken_lines_take_no_time() {
    for bad in ["[\n", "{\"a\":\n", "{\"a\":[1,\n", "\"\n", "}\n", "{\"a\":\"\\\n"] {
        let ran = decode(format!("{}{}", bad.repeat(5_000), chat("a")));
        assert_eq!(ran.code, Some(1));
        assert_eq!(conversations(&ran), ["a"], "{bad}");
    }
}
