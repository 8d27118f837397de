//! What each codec reads, what it keeps, and what comes back. Moments have a module of their own.

use crate::lossless::check;
use crate::run::{assert_holds, edited, emulated, framed, neutral, voyage};

/// In a frame made of `around` with the value for `@`: what stands at `member` of the event's data, and
/// what is kept at `kept`. The frame comes back, and so it does without what was kept where that is empty.
#[track_caller]
fn assert_read(
    around: &str,
    value: &str,
    (member, neutral_value): (&str, &str),
    (kept, kept_value): (&str, &str),
) {
    let frame = around.replace('@', value);
    let line = neutral(&frame);
    assert_holds(
        &line,
        &[(&format!("/data/{member}"), neutral_value), (&format!("/data/{kept}"), kept_value)],
    );
    check(&frame, None);
}

/// The same for a field of the voyage that is a member of the conversation.
#[track_caller]
fn assert_field(field: &str, value: &str, member: &str, neutral_value: &str, kept: &str) {
    assert_read(
        &voyage(&format!(r#","{field}":@"#)),
        value,
        (&format!("conversation/{member}"), neutral_value),
        (&format!("conversation/extra/{field}"), kept),
    );
}

#[test]
fn text() {
    for (value, told, kept) in [
        (r#""a""#, r#""a""#, ""),
        (r#""""#, r#""""#, ""),
        (r#""\u0000""#, r#""\u0000""#, ""),
        (r#""\/ \u00e9 \ud83d\ude00""#, r#""/ é 😀""#, ""),
        (r#""a\ud83d""#, r#""a\ufffd""#, r#""a\ud83d""#),
        (r#""\ude00\ud83d""#, r#""\ufffd\ufffd""#, r#""\ude00\ud83d""#),
        (r#""\ufffd""#, r#""\ufffd""#, ""),
        ("5", "", "5"),
        ("null", "", "null"),
    ] {
        assert_field("uid", value, "uuid", told, kept);
    }
}

#[test]
fn text_passes_through_as_it_was_written() {
    let frame = voyage(r#","uid":"\u00e9\/\ud83d\ude00""#);
    let line = neutral(&frame);
    assert!(line.contains(r#""\u00e9\/\ud83d\ude00""#), "{line}");
    assert!(emulated(&line).text.contains(r#""\u00e9\/\ud83d\ude00""#));
}

#[test]
fn booleans() {
    for (value, told, kept) in
        [("true", "true", ""), ("false", "false", ""), ("1", "", "1"), ("\"true\"", "", "\"true\"")]
    {
        assert_read(
            &framed("log", r#"{"watch":{"awake":@}}"#),
            value,
            ("agent/confirmed", told),
            ("agent/extra/awake", kept),
        );
    }
}

#[test]
fn whole_numbers() {
    for (value, told, kept) in [
        ("3", "3", ""),
        ("-3", "-3", ""),
        ("3.0", "3", "3.0"),
        ("3.5", "4", "3.5"),
        ("3e2", "300", "3e2"),
        ("9223372036854775807", "9223372036854775807", ""),
        ("-9223372036854775808", "-9223372036854775808", ""),
        ("9223372036854775808", "", "9223372036854775808"),
        ("1e999", "", "1e999"),
        ("\"3\"", "", "\"3\""),
    ] {
        assert_field("unseen", value, "unread_count", told, kept);
    }
    let size = r#"{"lines":[{"things":[{"size":@}]}],"no":1}"#.to_owned();
    let around = framed("log", &format!(r#"{{"voyage":{size}}}"#));
    let thing = "conversation/messages/0/attachments/0";
    assert_read(&around, "-0", (&format!("{thing}/size"), "0"), (&format!("{thing}/extra/size"), "-0"));
}

#[test]
fn numbers_keep_their_digits() {
    let around = voyage(r#","lines":[{"things":[{"lat":@}]}]"#);
    let thing = "conversation/messages/0/attachments/0";
    for value in ["1.50", "-0", "1E+2", "1e999", "12345678901234567890123.0", "0.1"] {
        assert_read(&around, value, (&format!("{thing}/latitude"), value), (&format!("{thing}/extra"), ""));
    }
    assert_read(
        &around,
        "\"1\"",
        (&format!("{thing}/latitude"), ""),
        (&format!("{thing}/extra/lat"), "\"1\""),
    );
}

#[test]
fn anything() {
    let around = framed("order", r#"{"order":"1","answer":@}"#);
    for value in ["1.0", "\"a\\ud83d\"", "[]", "{}", r#"{"a":[null,{"$as":1}]}"#, "false"] {
        assert_read(&around, value, ("data", value), ("extra/answer", ""));
    }
    assert_read(&around, "null", ("data", ""), ("extra/answer", "null"));
}

#[test]
fn ids() {
    for (value, told, kept) in [
        ("7", "\"7\"", ""),
        ("-7", "\"-7\"", ""),
        ("12345678901234567890123", "\"12345678901234567890123\"", ""),
        ("7.0", "\"7.0\"", "7.0"),
        ("7e1", "\"7e1\"", "7e1"),
        ("\"7\"", "\"7\"", "\"7\""),
        ("\"007\"", "\"007\"", ""),
        ("\"\\u0037\"", "\"7\"", "\"7\""),
        ("\"a\"", "\"a\"", ""),
        ("\"a\\ud83d\"", "\"a\\ufffd\"", "\"a\\ud83d\""),
    ] {
        assert_read(
            &framed("log", r#"{"voyage":{"no":@}}"#),
            value,
            ("conversation/id", told),
            ("conversation/extra/no", kept),
        );
    }
    for (value, told, kept) in [("\"7\"", "\"7\"", ""), ("7", "\"7\"", "7"), ("\"a\"", "\"a\"", "")] {
        assert_read(
            &framed("jobs", r#"[{"code":@}]"#),
            value,
            ("tickets/0/code", told),
            ("tickets/0/extra/code", kept),
        );
    }
}

#[test]
fn words() {
    let around = framed("log", r#"{"voyage":{"no":1,"state":@}}"#);
    for (value, told, kept) in [
        ("\"OPEN\"", "\"open\"", ""),
        ("\"AJAR\"", "\"open\"", "\"AJAR\""),
        ("\"open\"", "\"open\"", "\"open\""),
        ("\"ADRIFT\"", "\"ADRIFT\"", ""),
        ("\"OP\\u0045N\"", "\"open\"", "\"OPEN\""),
        ("\"\"", "\"\"", ""),
        ("5", "", "5"),
    ] {
        assert_read(&around, value, ("conversation/status", told), ("conversation/extra/state", kept));
    }
}

#[test]
fn literals() {
    for (value, told, kept) in [
        ("0", "\"low\"", ""),
        ("2", "\"high\"", ""),
        ("\"0\"", "\"low\"", "\"0\""),
        ("\"\\u0030\"", "\"low\"", "\"0\""),
        ("1", "", "1"),
        ("\"high\"", "", "\"high\""),
        ("[0]", "", "[0]"),
    ] {
        assert_field("urgent", value, "priority", told, kept);
    }
    let around = framed("log", r#"{"lamp":@}"#);
    assert_read(&around, "true", ("appearance", "\"light\""), ("extra/lamp", ""));
    assert_read(&around, "1", ("appearance", "\"light\""), ("extra/lamp", "1"));
    assert_read(&around, "false", ("appearance", "\"dark\""), ("extra/lamp", ""));
}

#[test]
fn json_inside_a_string() {
    let around = framed("course", r#"{"chart":@}"#);
    for (value, told, kept) in [
        (r#""{\"a\":[1,2.50]}""#, r#"{"a":[1,2.50]}"#, ""),
        (r#""5""#, "5", ""),
        (r#""\"a\"""#, "\"a\"", ""),
        (r#"" [1] ""#, "[1]", r#"" [1] ""#),
        (r#""[1, 2]""#, "[1,2]", r#""[1, 2]""#),
        (r#""[\"\\ud83d\"]""#, r#"["\ud83d"]"#, ""),
        (r#""[\"\ud83d\"]""#, r#"["\ud83d"]"#, r#""[\"\ud83d\"]""#),
        (r#""null""#, "", r#""null""#),
        (r#""""#, "", r#""""#),
        (r#""{""#, "", r#""{""#),
        ("{}", "", "{}"),
    ] {
        assert_read(&around, value, ("to", told), ("extra/chart", kept));
    }
}

#[test]
fn one_record() {
    let around = framed("log", r#"{"skipper":@}"#);
    assert_read(
        &around,
        r#"{"id":7,"odd":1}"#,
        ("contact", r#"{"id":"7","extra":{"odd":1}}"#),
        ("extra", ""),
    );
    assert_read(&around, r#"{"odd":1}"#, ("contact", r#"{"extra":{"odd":1}}"#), ("extra", ""));
    assert_read(&around, "{}", ("contact", ""), ("extra/skipper", "{}"));
    assert_read(&around, "null", ("contact", ""), ("extra/skipper", "null"));
}

#[test]
fn a_list_of_records() {
    let around = voyage(r#","lines":@"#);
    let items = "conversation/extra/$items";
    let lines = "conversation/messages";
    assert_read(&around, "[]", (lines, "[]"), (items, ""));
    assert_read(&around, r#"[{"id":1},{}]"#, (lines, r#"[{"id":"1"},{}]"#), (items, ""));
    assert_read(
        &around,
        r#"[null,{"id":1},5]"#,
        (lines, r#"[{"id":"1"}]"#),
        (items, r#"{"/lines":{"0":null,"2":5}}"#),
    );
    assert_read(&around, "[[],[]]", (lines, "[]"), (items, r#"{"/lines":{"0":[],"1":[]}}"#));
    assert_read(&around, "null", (lines, ""), ("conversation/extra/lines", "null"));
}

#[test]
fn a_list_of_plain_values() {
    let around = voyage(r#","tags":@"#);
    let items = "conversation/extra/$items";
    let labels = "conversation/labels";
    assert_read(&around, "[]", (labels, "[]"), (items, ""));
    assert_read(&around, r#"["a","b"]"#, (labels, r#"["a","b"]"#), (items, ""));
    assert_read(
        &around,
        r#"["a",null,5,"b\ud83d"]"#,
        (labels, r#"["a","b\ufffd"]"#),
        (items, r#"{"/tags":{"1":null,"2":5,"3":"b\ud83d"}}"#),
    );
    let around = framed("log", r#"{"columns":[{"key":"k","choices":@}]}"#);
    assert_read(
        &around,
        r#"[1.0,null,{"a":1}]"#,
        ("attribute_definitions/0/values", r#"[1.0,null,{"a":1}]"#),
        ("attribute_definitions/0/extra", ""),
    );
}

#[test]
fn records_by_key() {
    let around = framed("job.moved", r#"{"code":"J","clocks":@}"#);
    let (sla, items) = ("ticket/sla", "ticket/extra/$items");
    assert_read(&around, "{}", (sla, "{}"), (items, ""));
    assert_read(
        &around,
        r#"{"FIRST_REPLY":{"over":true},"tea":{"over":false}}"#,
        (sla, r#"{"time_to_first_response":{"breached":true},"tea":{"breached":false}}"#),
        (items, ""),
    );
    // A key that is a word of the model by chance would come back as the host's word for it.
    assert_read(
        &around,
        r#"{"time_to_resolve":{"over":true}}"#,
        (sla, "{}"),
        (items, r#"{"/clocks":{"time_to_resolve":{"over":true}}}"#),
    );
    assert_read(
        &around,
        r#"{"a":5,"b\ud83d":{},"c":null}"#,
        (sla, "{}"),
        (items, r#"{"/clocks":{"a":5,"b\ud83d":{},"c":null}}"#),
    );
}

#[test]
fn two_keys_that_are_one_to_the_host() {
    let line = neutral(&framed("job.moved", r#"{"code":"J","clocks":{"WHOLE":{}}}"#));
    let back = emulated(&edited(&line, &[("/data/ticket/sla/WHOLE", "{}")]));
    assert_holds(&back.text, &[("/cargo/clocks", r#"{"WHOLE":{}}"#)]);
    assert_eq!(back.losses.len(), 1);
    assert_eq!(back.losses[0].pointer, "/data/ticket/sla/WHOLE");
}

#[test]
fn plain_values_by_key() {
    let around = framed("log", r#"{"skipper":{"nets":@}}"#);
    let (profiles, items) = ("contact/social_profiles", "contact/extra/$items");
    assert_read(&around, "{}", (profiles, "{}"), (items, ""));
    assert_read(
        &around,
        r#"{"b":"x","a":"y","":"z"}"#,
        (profiles, r#"{"b":"x","a":"y","":"z"}"#),
        (items, ""),
    );
    assert_read(
        &around,
        r#"{"a":null,"b":5,"c":"x\ud83d","d\ud83d":"y"}"#,
        (profiles, r#"{"c":"x\ufffd"}"#),
        (items, r#"{"/nets":{"a":null,"b":5,"c":"x\ud83d","d\ud83d":"y"}}"#),
    );
    assert_read(&around, r#"{"a":"1","a":"2","\u0061":"3"}"#, (profiles, r#"{"a":"3"}"#), (items, ""));
    let around = framed("log", r#"{"skipper":{"marks":@}}"#);
    let any = r#"{"a":null,"$b":1.0,"extra":{},"\u0000":[]}"#;
    assert_read(&around, any, ("contact/attributes", any), ("contact/extra", ""));
}
