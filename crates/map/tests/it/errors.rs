//! What an error says: where, what was expected, and the kind of what was found; never the value.

use onepane_map::Corrupt;

use crate::harbour::FRAMES;
use crate::run::{decoded, emulated_by, framed, neutral, voyage};
use crate::tree::Draft;
use crate::{harbour::PROTOCOL, run::edited};

#[track_caller]
fn assert_corrupt(frame: &str, message: &str) {
    let error = decoded(frame).expect_err(frame);
    assert_eq!(error.to_string(), message, "{frame}");
}

#[track_caller]
fn assert_warned(frame: &str, messages: &[&str]) {
    let (_, warnings) = decoded(frame).unwrap_or_else(|error| panic!("{error}\n{frame}"));
    assert_eq!(warnings.iter().map(Corrupt::to_string).collect::<Vec<_>>(), messages, "{frame}");
}

#[test]
fn the_envelope_is_fatal() {
    for (frame, message) in [
        ("5", "expected an object, found a number"),
        ("{}", "/signal: expected a string, found nothing"),
        (r#"{"signal":null}"#, "/signal: expected a string, found null"),
        (r#"{"signal":5}"#, "/signal: expected a string, found a number"),
        (r#"{"signal":"log"}"#, "/cargo: expected an object, found nothing"),
        (r#"{"signal":"log","cargo":[]}"#, "/cargo: expected an object, found an array"),
        (r#"{"signal":"log","cargo":null}"#, "/cargo: expected an object, found null"),
    ] {
        assert_corrupt(frame, message);
    }
}

#[test]
fn what_is_required_is_fatal() {
    for (voyage, message) in [
        ("{}", ""),
        (r#"{"no":null}"#, "/cargo/voyage/no: expected an id (a string or a number), found null"),
        (r#"{"no":[1]}"#, "/cargo/voyage/no: expected an id (a string or a number), found an array"),
        (r#"{"uid":"u"}"#, "/cargo/voyage/no: expected an id (a string or a number), found nothing"),
    ] {
        let frame = framed("log", &format!(r#"{{"voyage":{voyage}}}"#));
        match message {
            "" => assert_warned(&frame, &[]),
            message => assert_corrupt(&frame, message),
        }
    }
}

#[test]
fn structure_is_fatal() {
    for (members, message) in [
        (r#","papers":[]"#, "/papers: expected an object, found an array"),
        (r#","papers":{"stamp":5}"#, "/papers/stamp: expected an object, found a number"),
        (r#","papers":{"mate":"Eve"}"#, "/papers/mate: expected an object, found a string"),
        (r#","papers":{"crew":{}}"#, "/papers/crew: expected an array, found an object"),
        (r#","tags":"a""#, "/tags: expected an array, found a string"),
        (r#","lines":true"#, "/lines: expected an array, found a boolean"),
        (r#","marks":[1]"#, "/marks: expected an object, found an array"),
    ] {
        assert_corrupt(&voyage(members), &format!("/cargo/voyage{message}"));
    }
    assert_corrupt(
        &framed("job.moved", r#"{"code":"J","clocks":[]}"#),
        "/cargo/clocks: expected an object, found an array",
    );
    assert_corrupt(&framed("watch", "[]"), "/cargo: expected one of the known shapes, found an array");
}

#[test]
fn any_other_wrong_value_is_a_warning() {
    for (members, message) in [
        (r#","uid":5"#, "/uid: expected a string, found a number"),
        (r#","flag":{}"#, "/flag: expected a string, found an object"),
        (r#","urgent":9"#, "/urgent: expected one of the known values, found a number"),
        (r#","tags":["a",5]"#, "/tags/1: expected a string, found a number"),
        (r#","lines":[{},[]]"#, "/lines/1: expected an object, found an array"),
        (r#","lines":[{"way":7}]"#, "/lines/0/way: expected one of the known values, found a number"),
        (
            r#","lines":[{"things":[{"lat":"1"}]}]"#,
            "/lines/0/things/0/lat: expected a number, found a string",
        ),
        (r#","unseen":"3""#, "/unseen: expected a whole number, found a string"),
        (r#","unseen":1e400"#, "/unseen: expected a whole number, found a number"),
        (r#","laid":"soon""#, "/laid: expected a time, found a string"),
        (r#","laid":{}"#, "/laid: expected a time, found an object"),
        (r#","$quiet":0"#, "/$quiet: expected true or false, found a number"),
        // A row for one kind of value alone leaves any other kind to nobody.
        (r#","skipper":{"houses":{}}"#, "/skipper/houses: expected an array, found an object"),
        (r#","skipper":{"nets":{"a":1}}"#, "/skipper/nets/a: expected a string, found a number"),
        (
            r#","lines":[{"choices":[{"chart":"{"}]}]"#,
            "/lines/0/choices/0/chart: expected a string with JSON in it, found a string",
        ),
    ] {
        assert_warned(&voyage(members), &[&format!("/cargo/voyage{message}")]);
    }
    assert_warned(
        &framed("job.moved", r#"{"code":"J","clocks":{"WHOLE":{"spent":"1h"},"x":1}}"#),
        &[
            "/cargo/clocks/WHOLE/spent: expected a span of time, found a string",
            "/cargo/clocks/x: expected an object, found a number",
        ],
    );
}

#[test]
fn null_is_never_wrong() {
    let nothing = r#","uid":null,"papers":null,"flag":null,"urgent":null,"tags":[null],"state":null,"skipper":null,
        "port":null,"lines":null,"last":null,"marks":{"a":null},"unseen":null,"laid":null,"$quiet":null"#;
    assert_warned(&voyage(nothing), &[]);
    assert_warned(&framed("job.moved", r#"{"code":"J","is":null,"clocks":{"WHOLE":null}}"#), &[]);
}

#[test]
fn a_pointer_escapes_what_it_must() {
    assert_warned(
        &voyage(r#","skipper":{"nets":{"a/b~c/~1":5}}"#),
        &["/cargo/voyage/skipper/nets/a~1b~0c~1~01: expected a string, found a number"],
    );
    assert_warned(
        &voyage(r#","skipper":{"nets":{"":5}}"#),
        &["/cargo/voyage/skipper/nets/: expected a string, found a number"],
    );
    assert_warned(
        &voyage(r#","skipper":{"nets":{"\u0061\n":5}}"#),
        &["/cargo/voyage/skipper/nets/a\n: expected a string, found a number"],
    );
}

#[test]
fn a_pointer_means_the_last_of_doubled_keys() {
    assert_warned(&voyage(r#","uid":[],"uid":5"#), &["/cargo/voyage/uid: expected a string, found a number"]);
}

#[test]
fn no_message_carries_a_value() {
    const MARK: &str = "\"S3NSITIVE\"";
    const NUMBER: &str = "987654321e999";
    for frame in FRAMES {
        for place in leaves(&Draft::of(frame), "") {
            for mark in [MARK, NUMBER, "[\"S3NSITIVE\",987654321e999]", "{\"id\":[\"S3NSITIVE\"]}"] {
                let messages = match decoded(&edited(frame, &[(&place, mark)])) {
                    Ok((_, warnings)) => warnings,
                    Err(error) => vec![error],
                };
                for message in messages {
                    let message = format!("{message:?} {message}");
                    assert!(!message.contains("S3NSITIVE") && !message.contains("987654321"), "{message}");
                }
            }
        }
    }
}

/// The ways to all leaves.
fn leaves(draft: &Draft, way: &str) -> Vec<String> {
    match draft {
        Draft::Leaf(_) => vec![way.to_owned()],
        Draft::Array(items) => items
            .iter()
            .enumerate()
            .flat_map(|(place, item)| leaves(item, &format!("{way}/{place}")))
            .collect(),
        Draft::Object(members) => {
            members.iter().flat_map(|(key, value)| leaves(value, &format!("{way}/{key}"))).collect()
        }
    }
}

#[test]
fn at_most_twenty_warnings_are_told() {
    let lines = vec![r#"{"text":5}"#; 100].join(",");
    let (_, warnings) = decoded(&voyage(&format!(r#","lines":[{lines}]"#))).unwrap();
    assert_eq!(warnings.len(), 20);
    assert_eq!(warnings[19].pointer, "/cargo/voyage/lines/19/text");
}

#[track_caller]
fn assert_not_neutral(event: &str, message: &str) {
    assert_eq!(emulated_by(&PROTOCOL, event).unwrap_err().to_string(), message, "{event}");
}

#[test]
fn an_event_that_is_none_is_refused() {
    for (event, message) in [
        ("[]", "expected a neutral event, found an array"),
        ("{}", "/type: expected a string, found nothing"),
        (r#"{"type":5}"#, "/type: expected a string, found a number"),
        (r#"{"type":"context.changed"}"#, "/host: expected a string, found nothing"),
        (r#"{"type":"context.changed","host":"x"}"#, "/data: expected an object, found nothing"),
        (r#"{"type":"context.changed","host":"x","data":[]}"#, "/data: expected an object, found an array"),
    ] {
        assert_not_neutral(event, message);
    }
}

#[test]
fn a_wrong_value_in_an_event_is_refused_at_its_place() {
    let frame = voyage(
        r#","papers":{"mate":{"id":3}},"lines":[{"way":0}],"marks":{},"urgent":2,"laid":1,"tags":["a"]"#,
    );
    let line = neutral(&frame);
    for (place, value, expected) in [
        ("", "5", "expected an object, found a number"),
        ("/extra", "[]", "expected an object, found an array"),
        ("/id", "5", "expected an id (a string or a number), found a number"),
        ("/uuid", "{}", "expected a string, found an object"),
        ("/channel", "5", "expected a string, found a number"),
        ("/labels", "\"a\"", "expected a list, found a string"),
        ("/labels/0", "5", "expected a string, found a number"),
        ("/assignee", "[]", "expected an object, found an array"),
        ("/messages", "{}", "expected a list, found an object"),
        ("/messages/0", "5", "expected an object, found a number"),
        ("/messages/0/text", "5", "expected a string, found a number"),
        ("/attributes", "[]", "expected an object, found an array"),
        ("/unread_count", "\"3\"", "expected a whole number, found a string"),
        ("/created_at", "\"soon\"", "expected a time, found a string"),
        ("/created_at", "1", "expected a time, found a number"),
        ("/muted", "1", "expected true or false, found a number"),
    ] {
        let place = format!("/data/conversation{place}");
        assert_not_neutral(&edited(&line, &[(&place, value)]), &format!("{place}: {expected}"));
    }
}
