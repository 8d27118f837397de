//! Large, long and deep frames: they come back as well, and cost no more than their length.

use onepane_map::{Index, MAX_DEPTH};

use crate::lossless::check;
use crate::run::{assert_holds, decoded, emulated, framed, neutral, voyage};

/// So many arrays inside each other.
fn nested(levels: usize) -> String {
    format!("{}{}", "[".repeat(levels), "]".repeat(levels))
}

/// Frames with a place that can be deep, and the levels above it: everywhere the engine keeps what it does not
/// know, the neutral event has more levels than the frame.
const DEEP: &[(usize, &str)] = &[
    (1, r#"{"signal":"storm","cargo":@}"#),
    (1, r#"{"signal":"rumour","cargo":@}"#),
    (1, r#"{"signal":"fog","odd":@}"#),
    (2, r#"{"signal":"log","cargo":{"odd":@}}"#),
    (3, r#"{"signal":"log","cargo":{"voyage":{"no":1,"about":@}}}"#),
    (4, r#"{"signal":"log","cargo":{"voyage":{"no":1,"papers":{"odd":@}}}}"#),
    (4, r#"{"signal":"log","cargo":{"voyage":{"no":1,"tags":[@]}}}"#),
    (4, r#"{"signal":"log","cargo":{"voyage":{"no":1,"marks":{"a":@}}}}"#),
    (4, r#"{"signal":"log","cargo":{"skipper":{"houses":[{},@]}}}"#),
    (3, r#"{"signal":"log","cargo":{"voyage":{"no":1,"papers":{"flag":"red"},"flag":@}}}"#),
    (2, r#"{"signal":"berth","cargo":{"no":1,"odd":@}}"#),
    (4, r#"{"signal":"job.moved","cargo":{"code":"J","clocks":{"WHOLE":{"odd":@}}}}"#),
    (4, r#"{"signal":"jobs","cargo":[{"clock.a":{"odd":@}}]}"#),
    (2, r#"{"signal":"watch","cargo":{"roster":null,"odd":@}}"#),
];

#[test]
fn the_deepest_frame_comes_back_from_every_place() {
    for (levels, frame) in DEEP {
        check(&frame.replace('@', &nested(MAX_DEPTH - 1 - levels)), None);
    }
}

#[test]
fn a_frame_that_is_deeper_is_refused_at_every_place() {
    for (levels, frame) in DEEP {
        let frame = frame.replace('@', &nested(MAX_DEPTH - levels));
        let error = decoded(&frame).unwrap_err();
        let message = error.to_string();
        assert!(message.ends_with("expected at most 128 levels of nesting, found more"), "{message}");
        assert!(frame[error.offset.unwrap()..].starts_with('['), "{message}");
    }
}

#[test]
fn a_text_far_too_deep_overflows_no_stack() {
    let error = Index::parse(&"[".repeat(1_000_000)).unwrap_err();
    assert!(error.to_string().contains("levels of nesting"), "{error}");
}

#[test]
fn json_inside_a_string_may_be_as_deep_as_a_frame() {
    let course = |levels| framed("course", &format!(r#"{{"chart":"{}"}}"#, nested(levels)));
    check(&course(MAX_DEPTH - 1), None);
    assert_holds(&neutral(&course(MAX_DEPTH - 1)), &[("/data/extra", "")]);

    check(&course(MAX_DEPTH), None);
    let (line, warnings) = decoded(&course(MAX_DEPTH)).unwrap();
    assert_holds(&line, &[("/data/to", "")]);
    assert_eq!(warnings[0].to_string(), "/cargo/chart: expected a string with JSON in it, found a string");
}

/// The frame with so many items or members comes back and makes an event not much longer.
#[track_caller]
fn assert_many(many: usize, frame: impl Fn(&str) -> String, item: impl Fn(usize) -> String) {
    let frame = frame(&(0..many).map(&item).collect::<Vec<_>>().join(","));
    let line = neutral(&frame);
    assert!(line.len() < frame.len() * 3, "{} bytes make an event of {}", frame.len(), line.len());
    let back = emulated(&line);
    assert_eq!(back.losses, []);
    assert_eq!(back.text.len(), frame.len(), "{}", frame.get(..300).unwrap_or(&frame));
}

#[test]
fn a_great_many_items_come_back() {
    let listed = |key: &'static str| move |items: &str| voyage(&format!(r#","{key}":[{items}]"#));
    // Such as are the model's, and such as it has no room for.
    assert_many(100_000, listed("tags"), |n| format!(r#""{n}""#));
    assert_many(3_000, listed("tags"), |_| "null".to_owned());
    assert_many(3_000, listed("tags"), |n| format!(r#""{n}\ud83d""#));
    assert_many(3_000, listed("lines"), |n| format!(r#"{{"id":{n},"odd":{n}}}"#));
    assert_many(3_000, listed("lines"), |n| n.to_string());
    assert_many(3_000, |items| framed("jobs", &format!("[{items}]")), |n| format!(r#"{{"code":"{n}"}}"#));
    assert_many(3_000, |items| framed("storm", &format!("[{items}]")), |n| n.to_string());
}

#[test]
fn a_great_many_members_come_back() {
    let keyed = |key: &'static str| move |items: &str| voyage(&format!(r#","{key}":{{{items}}}"#));
    let beside = |items: &str| voyage(&format!(",{items}"));
    assert_many(3_000, keyed("marks"), |n| format!(r#""k{n}":{n}"#));
    assert_many(30_000, beside, |n| format!(r#""k{n}":{n}"#));
    assert_many(3_000, beside, |n| format!(r#""\u006b{n}":{n}"#));
    assert_many(3_000, beside, |n| format!(r#""$k{n}":{n}"#));
    assert_many(
        3_000,
        |items| framed("jobs", &format!(r#"[{{"code":"J",{items}}}]"#)),
        |n| format!(r#""clock.{n}":{{"spent":{n}}}"#),
    );
    assert_many(
        3_000,
        |items| framed("berth", &format!(r#"{{"no":"1","skipper":"Ada",{items}}}"#)),
        |n| format!(r#""k{n}":{n}"#),
    );
    assert_many(
        3_000,
        |items| framed("job.moved", &format!(r#"{{"code":"J","is":"OPEN","clocks":{{{items}}}}}"#)),
        |n| format!(r#""k{n}":{{"spent":{n}}}"#),
    );
    assert_many(
        3_000,
        |items| framed("storm", "1").replace('}', &format!(",{items}}}")),
        |n| format!(r#""k{n}":{n}"#),
    );
}

#[test]
fn a_key_ten_thousand_times_counts_once() {
    let frame = voyage(&(0..10_000).map(|n| format!(r#","uid":"u{n}","odd":{n}"#)).collect::<String>());
    let line = neutral(&frame);
    assert_holds(
        &line,
        &[("/data/conversation/uuid", r#""u9999""#), ("/data/conversation/extra", r#"{"odd":9999}"#)],
    );
}

#[test]
fn a_number_of_a_million_digits_passes_through() {
    let long = "7".repeat(1_000_000);
    let frame = voyage(&format!(
        r#","unseen":{long},"laid":{long},"lines":[{{"id":{long},"things":[{{"lat":{long}}}]}}]"#
    ));
    let (line, warnings) = decoded(&frame).unwrap();
    assert_eq!(warnings.len(), 2, "neither a count nor a time");
    assert_eq!(emulated(&line).text.len(), frame.len());
}

#[test]
fn a_text_of_ten_megabytes_passes_through() {
    let long = "äb\\n".repeat(2_500_000);
    let frame = voyage(&format!(r#","about":"{long}","odd":"{long}""#));
    let line = neutral(&frame);
    assert!(line.len() < frame.len() + 500, "it stands there once");
    let back = emulated(&line).text;
    assert_eq!(back.len(), frame.len());
    assert_eq!(back.matches(&long).count(), 2);
}
