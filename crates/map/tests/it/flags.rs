//! What each flag of a row says, from the host to the model and back.

use onepane_map::LossKind;

use crate::run::{assert_holds, decoded, edited, emulated, framed, neutral, voyage};
use crate::tree::Tree;

/// Decodes a voyage, looks at its conversation, and at the frame as it comes back.
#[track_caller]
fn assert_tells(members: &str, places: &[(&str, &str)]) -> String {
    let frame = voyage(members);
    let line = neutral(&frame);
    let places: Vec<_> =
        places.iter().map(|(place, value)| (format!("/data/conversation/{place}"), *value)).collect();
    assert_holds(&line, &places.iter().map(|(place, value)| (place.as_str(), *value)).collect::<Vec<_>>());
    assert_eq!(Tree::of(&emulated(&line).text), Tree::of(&frame), "{line}");
    line
}

/// Emulates with some members of the conversation edited, and looks at the voyage.
#[track_caller]
fn assert_writes(line: &str, edits: &[(&str, &str)], fields: &[(&str, &str)]) {
    let within = |base: &str, pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(place, value)| (format!("{base}/{place}"), (*value).to_owned())).collect()
    };
    let edits = within("/data/conversation", edits);
    let edits: Vec<_> = edits.iter().map(|(place, value)| (place.as_str(), value.as_str())).collect();
    let back = emulated(&edited(line, &edits));
    assert_eq!(back.losses, []);
    let fields = within("/cargo/voyage", fields);
    let fields: Vec<_> = fields.iter().map(|(place, value)| (place.as_str(), value.as_str())).collect();
    assert_holds(&back.text, &fields);
}

#[test]
fn zero_is_none() {
    for zero in ["0", "0.0", "-0", "0e7", "\"0\"", "\"0.0\"", "\"\\u0030\""] {
        let line =
            assert_tells(&format!(r#","adrift":{zero}"#), &[("waiting_since", ""), ("extra/adrift", zero)]);
        assert_writes(&line, &[("waiting_since", "\"1970-01-01T00:00:01Z\"")], &[("adrift", "1")]);
    }
    assert_tells(r#","adrift":1"#, &[("waiting_since", "\"1970-01-01T00:00:01Z\""), ("extra", "")]);
    assert_tells(r#","laid":0"#, &[("created_at", "\"1970-01-01T00:00:00Z\""), ("extra", "")]);
    assert_tells(r#","adrift":"""#, &[("waiting_since", ""), ("extra/adrift", "\"\"")]);
}

#[test]
fn empty_is_none() {
    let line = assert_tells(r#","about":"""#, &[("subject", ""), ("extra/about", "\"\"")]);
    assert_writes(&line, &[("subject", "\"Nets\"")], &[("about", "\"Nets\"")]);
    assert_tells(r#","about":" ""#, &[("subject", "\" \""), ("extra", "")]);
    assert_tells(r#","uid":"""#, &[("uuid", "\"\""), ("extra", "")]);
}

#[test]
fn required_is_fatal_one_way_and_a_loss_the_other() {
    assert!(decoded(&framed("log", r#"{"voyage":{"uid":"u"}}"#)).is_err());
    let back = emulated(&edited(&neutral(&voyage("")), &[("/data/conversation/id", "")]));
    assert_eq!(back.losses.len(), 1);
    assert_eq!(back.losses[0].kind, LossKind::NoSource);
    assert_eq!(
        back.losses[0].to_string(),
        "/data/conversation/id: this host requires it, the event does not have it"
    );
}

#[test]
fn what_a_part_requires_may_come_from_its_copy() {
    let line = neutral(&framed("berth", r#"{"no":"c-1","skipper":"Ada"}"#));
    let back = emulated(&edited(&line, &[("/data/conversation", "")]));
    assert_eq!(back.losses, [], "the contact has it");
    assert_holds(&back.text, &[("/cargo", r#"{"no":"c-1","skipper":"Ada"}"#)]);
    let back = emulated(&edited(&line, &[("/data/conversation", ""), ("/data/contact/id", "")]));
    assert_eq!(back.losses.len(), 1);
    assert_eq!(back.losses[0].pointer, "/data/conversation/id");
}

#[test]
fn when_sends_each_kind_of_value_to_its_row() {
    let line = assert_tells(r#","port":5"#, &[("inbox_id", "\"5\""), ("team", "")]);
    assert_writes(
        &line,
        &[("inbox_id", ""), ("team", r#"{"name":"West"}"#)],
        &[("port", r#"{"name":"West"}"#)],
    );
    let line =
        assert_tells(r#","port":{"name":"West"}"#, &[("inbox_id", ""), ("team", r#"{"name":"West"}"#)]);
    assert_writes(&line, &[("team", ""), ("inbox_id", "\"6\"")], &[("port", "6")]);
    assert_tells(r#","port":null"#, &[("inbox_id", ""), ("team", ""), ("extra/port", "null")]);
}

#[test]
fn when_no_row_is_for_the_kind_the_value_is_kept() {
    assert_tells(r#","port":"5""#, &[("inbox_id", ""), ("team", ""), ("extra/port", "\"5\"")]);
    let (_, warnings) = decoded(&voyage(r#","port":"5""#)).unwrap();
    assert_eq!(warnings[0].to_string(), "/cargo/voyage/port: expected a number, found a string");
}

#[test]
fn a_key_is_written_once_for_rows_that_share_it() {
    let line = neutral(&voyage(r#","port":5"#));
    let back = emulated(&edited(&line, &[("/data/conversation/team", r#"{"name":"West"}"#)]));
    assert_eq!(back.text.matches("\"port\"").count(), 1);
    assert_eq!(back.losses.len(), 1);
    assert_eq!(back.losses[0].pointer, "/data/conversation/team");
}

#[test]
fn a_key_is_written_once_inside_a_part() {
    let line = neutral(&framed("berth", r#"{"no":"1","pier":5}"#));
    let back = emulated(&edited(&line, &[("/data/conversation/team/name", "\"N\"")]));
    assert_eq!(back.text.matches("\"pier\"").count(), 1);
    assert_eq!(back.losses.len(), 1, "of name and id, one has no place");
    let line = neutral(&framed("berth", r#"{"no":"1","pier":{"n":1}}"#));
    let back = emulated(&edited(&line, &[("/data/conversation/team", r#"{"name":"N"}"#)]));
    assert_holds(&back.text, &[("/cargo", r#"{"no":"1","pier":"N"}"#)]);
    assert_eq!(back.text.matches("\"pier\"").count(), 1);
}

#[test]
fn absent_means_a_word_until_it_is_edited() {
    let frame = framed("log", r#"{"voyage":{"no":1}}"#);
    let line = neutral(&frame);
    assert_holds(&line, &[("/data/conversation/status", "\"pending\"")]);
    assert_holds(&emulated(&line).text, &[("/cargo/voyage", r#"{"no":1}"#)]);
    assert_writes(&line, &[("status", "\"open\"")], &[("state", "\"OPEN\"")]);
    assert_tells(r#","state":null"#, &[("status", ""), ("extra/state", "null")]);
}

#[test]
fn the_absent_word_is_written_where_the_host_wrote_it() {
    assert_tells(r#","state":"pending""#, &[("status", "\"pending\""), ("extra", "")]);
}

#[test]
fn shared_is_written_and_an_alias_follows_it() {
    let line = assert_tells(r#","papers":{"flag":"red"},"flag":"red""#, &[("channel", "\"web\"")]);
    assert_writes(&line, &[("channel", "\"sms\"")], &[("papers/flag", "\"green\""), ("flag", "\"green\"")]);
    let line = assert_tells("", &[("channel", "")]);
    assert_writes(&line, &[("channel", "\"sms\"")], &[("papers/flag", "\"green\""), ("flag", "")]);
}

#[test]
fn an_alias_is_read_where_the_shared_row_has_nothing() {
    let line =
        assert_tells(r#","flag":"red""#, &[("channel", "\"web\""), ("extra/$as", r#"{"channel":"/flag"}"#)]);
    assert_writes(&line, &[("channel", "\"sms\"")], &[("flag", "\"green\""), ("papers", "")]);
    let line = assert_tells(r#","papers":{"flag":null},"flag2":"blue""#, &[("channel", "\"email\"")]);
    assert_writes(&line, &[("channel", "\"sms\"")], &[("flag2", "\"green\""), ("papers/flag", "null")]);
}

#[test]
fn an_alias_that_says_something_else_is_kept_as_it_was() {
    let other = ("extra/$other", r#"{"/flag":"blue"}"#);
    let line = assert_tells(r#","papers":{"flag":"red"},"flag":"blue""#, &[("channel", "\"web\""), other]);
    assert_writes(&line, &[("channel", "\"sms\"")], &[("papers/flag", "\"green\""), ("flag", "\"blue\"")]);
}

#[test]
fn a_copy_is_read_and_must_agree_when_it_is_edited() {
    let frame = framed("berth", r#"{"no":"c-1","skipper":"Ada"}"#);
    let line = neutral(&frame);
    assert_holds(&line, &[("/data/conversation/id", "\"c-1\""), ("/data/contact/id", "\"c-1\"")]);
    let both = edited(&line, &[("/data/conversation/id", "\"c-2\""), ("/data/contact/id", "\"c-2\"")]);
    assert_holds(&emulated(&both).text, &[("/cargo/no", "\"c-2\"")]);
    let one = edited(&line, &[("/data/contact/id", "\"c-2\"")]);
    let error = crate::run::emulated_by(&crate::harbour::PROTOCOL, &one).unwrap_err();
    assert_eq!(
        error.to_string(),
        "/data/contact/id: expected the same as the other member that is the host's `no`, found another value"
    );
}

#[test]
fn a_copy_agrees_with_a_value_that_is_kept() {
    // The host's number is no id of its own form, so it stands in `extra`.
    let frame = framed("berth", r#"{"no":5,"skipper":"Ada"}"#);
    let line = neutral(&frame);
    assert_holds(&line, &[("/data/contact/id", "\"5\""), ("/data/conversation/extra/no", "5")]);
    assert_eq!(Tree::of(&emulated(&line).text), Tree::of(&frame));
}

#[test]
fn a_copy_is_checked_wherever_its_record_stands() {
    let line = neutral(&framed("job.moved", r#"{"code":"J","was":"OPEN","is":"DONE"}"#));
    assert_holds(&line, &[("/data/new_state", "\"closed\""), ("/data/ticket/state", "\"closed\"")]);
    let one = edited(&line, &[("/data/new_state", "\"open\"")]);
    let error = crate::run::emulated_by(&crate::harbour::PROTOCOL, &one).unwrap_err();
    assert_eq!(error.pointer, "/data/ticket/state");
    let gone = edited(&line, &[("/data/new_state", "")]);
    assert_holds(&emulated(&gone).text, &[("/cargo/is", "\"DONE\"")]);
}
