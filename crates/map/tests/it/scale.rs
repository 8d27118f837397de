//! Large, long and deep frames: they come back as well, and cost no more than their length.

use onepane_map::{Index, MAX_DEPTH};

use crate::lossless::check;
use crate::run::{assert_holds, decoded, emulated, framed, neutral, voyage};

/// So many arrays inside each other.
fn nested(levels: usize) -> String {
    format!("{}{}", "[".repeat(levels), "]".repeat(levels))
}

/// Places where a frame can be deep, with the levels above each: everywhere the engine keeps what it does
/// not know, the neutral event has more levels than the frame.
fn deep_places() -> Vec<(usize, Box<dyn Fn(&str) -> String>)> {
    let place = |levels: usize, frame: &'static str| {
        (levels, Box::new(move |deep: &str| frame.replace('@', deep)) as Box<dyn Fn(&str) -> String>)
    };
    vec![
        place(1, r#"{"signal":"storm","cargo":@}"#),
        place(1, r#"{"signal":"rumour","cargo":@}"#),
        place(1, r#"{"signal":"fog","odd":@}"#),
        place(2, r#"{"signal":"log","cargo":{"odd":@}}"#),
        place(3, r#"{"signal":"log","cargo":{"voyage":{"no":1,"about":@}}}"#),
        place(4, r#"{"signal":"log","cargo":{"voyage":{"no":1,"papers":{"odd":@}}}}"#),
        place(4, r#"{"signal":"log","cargo":{"voyage":{"no":1,"tags":[@]}}}"#),
        place(4, r#"{"signal":"log","cargo":{"voyage":{"no":1,"marks":{"a":@}}}}"#),
        place(4, r#"{"signal":"log","cargo":{"skipper":{"houses":[{},@]}}}"#),
        place(3, r#"{"signal":"log","cargo":{"voyage":{"no":1,"papers":{"flag":"red"},"flag":@}}}"#),
        place(2, r#"{"signal":"berth","cargo":{"no":1,"odd":@}}"#),
        place(4, r#"{"signal":"job.moved","cargo":{"code":"J","clocks":{"WHOLE":{"odd":@}}}}"#),
        place(4, r#"{"signal":"jobs","cargo":[{"clock.a":{"odd":@}}]}"#),
        place(2, r#"{"signal":"watch","cargo":{"roster":null,"odd":@}}"#),
    ]
}

#[test]
fn the_deepest_frame_comes_back_from_every_place() {
    for (levels, frame) in deep_places() {
        check(&frame(&nested(MAX_DEPTH - 1 - levels)), None);
    }
}

#[test]
fn a_frame_that_is_deeper_is_refused_at_every_place() {
    for (levels, frame) in deep_places() {
        let frame = frame(&nested(MAX_DEPTH - levels));
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
