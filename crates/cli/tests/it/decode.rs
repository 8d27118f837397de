//! `onepane decode`.

use crate::support::{chat, conversations, onepane, run, snapshot};

#[test]
fn events_are_cloud_events_on_a_line_each() {
    let ran = run("decode --host botmaker", chat("cust-81"));
    snapshot("decode_chat_selected@botmaker", ran.shown());
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let input = format!("{}\n{}", chat("a"), chat("b"));
    assert_eq!(run("decode --host botmaker", input.clone()).out, run("decode --host botmaker", input).out);
}

#[test]
fn frames_of_the_widget_and_of_others_are_ignored() {
    let input = format!(
        "{}\n{}\n{}\n",
        r#"{"dir":"out","via":"message","to":"parent","data":{}}"#,
        r#"{"dir":"in","via":"message","data":{"source":"react-devtools-bridge"}}"#,
        chat("a"),
    );
    let ran = run("decode --host botmaker", input);
    assert_eq!(conversations(&ran), ["a"]);
    assert_eq!((ran.err.as_str(), ran.code), ("3 frames: 1 event, 2 ignored\n", Some(0)));
}

#[test]
fn a_wrong_leaf_is_a_warning_and_no_failure() {
    let ticket = r#"{"messageType":"BM_WIDGET_EVENT","event":"ticket:selected","payload":{"ticketCode":"T","subject":7}}"#;
    let ran = run("decode --host botmaker", format!("\n[{ticket},{ticket}]"));
    assert_eq!(
        ran.err,
        "line 2: botmaker: item 1: warning: /payload/subject: expected a string, found a number\n\
         line 2: botmaker: item 2: warning: /payload/subject: expected a string, found a number\n\
         2 frames: 2 events\n"
    );
    assert_eq!(ran.code, Some(0));
}

#[test]
fn quiet_leaves_errors_only() {
    let ticket = r#"{"messageType":"BM_WIDGET_EVENT","event":"ticket:selected","payload":{"ticketCode":"T","subject":7}}"#;
    let ran = run("decode --host botmaker --quiet", format!("{ticket}\noops\n"));
    assert_eq!(ran.err, "line 2: botmaker: not JSON at column 1: expected a value, found something else\n");
    assert_eq!((ran.json().len(), ran.code), (1, Some(1)));
}

#[test]
fn settings_come_from_a_file() {
    let dir = tempfile::tempdir().unwrap();
    let config = dir.path().join("onepane.toml");
    std::fs::write(&config, "account = \"acme\"\n").unwrap();
    let output = onepane()
        .args(["decode", "--host", "botmaker", "--config"])
        .arg(&config)
        .write_stdin(chat("a"))
        .output()
        .unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains(r#""source":"onepane://botmaker/acme""#));
}

#[test]
fn a_file_and_the_standard_input_are_the_same() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("session.jsonl");
    std::fs::write(&path, chat("a")).unwrap();
    let output = onepane().args(["decode", "--host", "botmaker"]).arg(&path).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), run("decode --host botmaker -", chat("a")).out);
}

#[test]
fn a_host_without_callbacks_says_so() {
    let ran = run("decode --host botmaker --event onChat", "{}");
    assert_eq!(
        ran.err,
        "error: botmaker has no callbacks, its events come as window messages\nhint: leave out --event\n"
    );
    assert_eq!(ran.code, Some(2));
}

#[test]
fn input_for_another_host_is_pointed_out() {
    let ran = run("decode --host botmaker", r#"{"event":"appContext","data":{}}"#);
    assert_eq!(
        ran.err,
        "1 frame: 0 events, 1 ignored\nhint: nothing of this is for botmaker; is that the right host?\n"
    );
    assert_eq!(ran.code, Some(0));
}

#[test]
fn colors_are_made_when_they_are_wanted() {
    let ran = run("decode --host botmaker --color always", "oops");
    assert!(ran.err.starts_with("\u{1b}[1m\u{1b}[31mline 1:\u{1b}[0m botmaker: "), "{:?}", ran.err);
    let ran = run("decode --host botmaker --color never", "oops");
    assert!(ran.err.starts_with("line 1: botmaker: "), "{:?}", ran.err);
}

#[test]
fn a_bare_object_is_taken_for_its_text_where_the_host_posts_text() {
    let text = r#"{"event":"appContext","data":{"conversation":{"id":42,"status":"open"}}}"#;
    let framed = format!(r#"{{"dir":"in","via":"message","data":{}}}"#, serde_json::json!(text));
    let bare = run("decode --host chatwoot", text);
    snapshot("decode_context@chatwoot", bare.shown());
    assert_eq!(run("decode --host chatwoot", framed).out, bare.out);
    assert_eq!(run("decode --host chatwoot", serde_json::json!(text).to_string()).out, bare.out);
}

#[test]
fn secrets_do_not_come_out() {
    let input = r#"{"event":"appContext","data":{"conversation":{"id":42,"contact_inbox":{"pubsub_token":"hidden"}}}}"#;
    let ran = run("decode --host chatwoot", input);
    assert_eq!(ran.code, Some(0));
    assert!(!ran.out.contains("hidden") && !ran.out.contains("pubsub_token"), "{}", ran.out);
}

#[test]
fn a_trace_of_the_widget_alone_is_nobody_elses() {
    let ran = run("decode --host botmaker", r#"{"dir":"out","via":"subscribe","name":"x"}"#);
    assert_eq!((ran.err.as_str(), ran.code), ("1 frame: 0 events, 1 ignored\n", Some(0)));
}

/// A line is given to an adapter as it is, an item of a list as the record that it was found to be.
#[test]
fn a_bare_text_on_a_line_is_translated_as_an_item_of_a_list_is() {
    let mut texts: Vec<String> = Vec::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../adapters/chatwoot/fixtures/inbound");
    for fixture in onepane_testkit::fixtures(folder) {
        let frame: serde_json::Value = serde_json::from_str(&fixture.frame.to_json()).unwrap();
        texts.extend(frame["data"].as_str().filter(|text| !text.contains('\n')).map(str::to_owned));
    }
    assert!(texts.len() > 30);
    let told = r#"{"event":"appContext","data":{"conversation":{"id":42}}"#;
    texts.extend([
        format!(" \t{told}}} "),
        format!(r#"{told},"via":"message"}}"#),
        format!(r#"{told},"v\u0069a":"message"}}"#),
        format!(r#"{told},"x":"\"via\""}}"#),
        r#"{"dir":"in","via":"page","state":7}"#.to_owned(),
        r#"{"event":"appContext","data":{"conversation":{"id":[]}}}"#.to_owned(),
        r#"{"event":"appContext","data":{"conversation":7}}"#.to_owned(),
        r#"{"event":"appContext"}"#.to_owned(),
        r#"{"event":7}"#.to_owned(),
        "{}".to_owned(),
        "\"chatwoot-dashboard-app:fetch-info\"".to_owned(),
    ]);
    let lines = run("decode --host chatwoot", format!("{{}}\n{}", texts.join("\n")));
    let list = run("decode --host chatwoot", format!("[{{}},\n{}]", texts.join(",\n")));
    assert_eq!(lines.out, list.out);
    assert_eq!((lines.err, lines.code), (list.err, list.code));
}
