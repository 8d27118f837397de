//! Shapes of the host's that are not the model's, from the host to the model and back.

use crate::lossless::check;
use crate::run::{assert_holds, decoded, edited, emulated, emulated_by, framed, neutral, voyage};
use crate::tree::Tree;
use crate::{harbour::BARE, run};

/// The frame's event holds this, and the frame comes back.
#[track_caller]
fn assert_told(frame: &str, places: &[(&str, &str)]) -> String {
    let line = neutral(frame);
    assert_holds(&line, places);
    check(frame, None);
    line
}

/// The event with some edits makes a frame that holds this.
#[track_caller]
fn assert_made(line: &str, edits: &[(&str, &str)], places: &[(&str, &str)]) {
    let back = emulated(&edited(line, edits));
    assert_eq!(back.losses, []);
    assert_holds(&back.text, places);
}

#[test]
fn flat_objects_are_dissolved() {
    let line = assert_told(
        &voyage(r#","papers":{"form":"A","flag":"red","stamp":{"valid":true,"odd":1},"seal":"s"}"#),
        &[
            ("/data/conversation/channel", "\"web\""),
            ("/data/conversation/verified", "true"),
            ("/data/conversation/extra", r#"{"papers":{"stamp":{"odd":1},"seal":"s"}}"#),
        ],
    );
    assert_made(
        &line,
        &[("/data/conversation/account", "\"9\"")],
        &[(
            "/cargo/voyage/papers",
            r#"{"form":"A","flag":"red","stamp":{"valid":true,"account":"9","odd":1},"seal":"s"}"#,
        )],
    );
    assert_made(
        &line,
        &[("/data/conversation/verified", ""), ("/data/conversation/extra", "")],
        &[("/cargo/voyage/papers", r#"{"form":"A","flag":"red"}"#)],
    );
}

#[test]
fn an_empty_flat_object_is_there_and_an_absent_one_is_not() {
    for papers in [
        "",
        r#","papers":{}"#,
        r#","papers":null"#,
        r#","papers":{"stamp":{}}"#,
        r#","papers":{"stamp":null}"#,
    ] {
        let line = assert_told(&voyage(papers), &[("/data/conversation/channel", "")]);
        assert_made(
            &line,
            &[("/data/conversation/verified", "true")],
            &[("/cargo/voyage/papers/stamp/valid", "true")],
        );
    }
}

#[test]
fn the_first_item_is_dissolved_and_the_others_kept() {
    let contact = |houses: &str| framed("log", &format!(r#"{{"skipper":{{"id":7,"houses":{houses}}}}}"#));
    let line = assert_told(
        &contact(r#"[{"street":"Quay","floor":2},{"street":"Hill"},null]"#),
        &[
            ("/data/contact/description", "\"Quay\""),
            (
                "/data/contact/extra",
                r#"{"houses":[{"floor":2}],"$items":{"/houses":{"1":{"street":"Hill"},"2":null}}}"#,
            ),
        ],
    );
    assert_made(
        &line,
        &[("/data/contact/phone", "\"5\"")],
        &[("/cargo/skipper/houses", r#"[{"street":"Quay","bell":"5","floor":2},{"street":"Hill"},null]"#)],
    );
    for houses in ["[]", "[{}]", "[null]", "[null,{}]", "[5]", "[{},{}]", "null"] {
        let line = assert_told(&contact(houses), &[("/data/contact/description", "")]);
        assert_eq!(emulated(&line).losses, []);
    }
    let line = neutral(&framed("log", r#"{"skipper":{"id":7}}"#));
    assert_made(
        &line,
        &[("/data/contact/phone", "\"5\"")],
        &[("/cargo/skipper/houses", r#"[{"bell":"5"}]"#)],
    );
}

#[test]
fn fields_by_prefix_are_entries() {
    let frame = framed(
        "jobs",
        r#"[{"code":"J","clock.wait":{"spent":4,"odd":1},"clock.":{"over":true},"clock.x":5,"clock":{}}]"#,
    );
    let line = assert_told(
        &frame,
        &[
            ("/data/tickets/0/sla", r#"{"wait":{"elapsed_ms":4000,"extra":{"odd":1}},"":{"breached":true}}"#),
            ("/data/tickets/0/extra", r#"{"clock.x":5,"clock":{}}"#),
        ],
    );
    assert_made(
        &line,
        &[("/data/tickets/0/sla/new", r#"{"breached":false}"#), ("/data/tickets/0/sla/wait", "")],
        &[(
            "/cargo/0",
            r#"{"code":"J","clock.":{"over":true},"clock.new":{"over":false},"clock.x":5,"clock":{}}"#,
        )],
    );
}

#[test]
fn an_entry_wins_over_a_kept_field_of_its_name() {
    let line = neutral(&framed("jobs", r#"[{"code":"J","clock.x":5}]"#));
    assert_made(
        &line,
        &[("/data/tickets/0/sla", r#"{"x":{"breached":true}}"#)],
        &[("/cargo/0", r#"{"code":"J","clock.x":{"over":true}}"#)],
    );
}

#[test]
fn a_whole_payload_is_one_value() {
    for payload in ["[]", "5", "\"a\\ud83d\"", "{}", r#"{"$as":1}"#, "false"] {
        assert_told(&framed("rumour", payload), &[("/data/payload", payload), ("/data/extra", "")]);
    }
    assert_told(&framed("rumour", "null"), &[("/data/payload", ""), ("/data/extra/$whole", "null")]);
    let line = neutral(&framed("rumour", "1"));
    assert_made(&line, &[("/data/payload", "")], &[("/cargo", "null")]);
    assert_made(&line, &[("/data/payload", "[2]")], &[("/cargo", "[2]")]);
}

#[test]
fn a_payload_may_be_an_array_or_an_object() {
    let list = assert_told(
        &framed("jobs", r#"[{"code":"J"},null]"#),
        &[("/data/tickets", r#"[{"code":"J"}]"#), ("/data/extra", r#"{"$items":{"/":{"1":null}}}"#)],
    );
    let object = assert_told(
        &framed("jobs", r#"{"count":4,"odd":1}"#),
        &[("/data/total", "4"), ("/data/extra", r#"{"odd":1}"#)],
    );
    assert_made(&list, &[("/data/tickets/0/code", "\"K\"")], &[("/cargo", r#"[{"code":"K"},null]"#)]);
    assert_made(&object, &[("/data/total", "5")], &[("/cargo", r#"{"count":5,"odd":1}"#)]);
    let both = emulated(&edited(&list, &[("/data/total", "5")]));
    assert_eq!(both.losses[0].to_string(), "/data/total: this host has no place for it");
}

#[test]
fn a_thing_in_several_shapes() {
    let plain = assert_told(
        &framed("watch", r#"{"mate":{"id":3},"rank":1}"#),
        &[("/data/agent/id", "\"3\""), ("/data/extra", "")],
    );
    let roster = assert_told(
        &framed("watch", r#"{"roster":{"id":3}}"#),
        &[("/data/agent/id", "\"3\""), ("/data/extra", r#"{"$shape":"roster"}"#)],
    );
    let edit = [("/data/agent/id", "\"4\"")];
    assert_made(&plain, &edit, &[("/cargo", r#"{"mate":{"id":4},"rank":1}"#)]);
    assert_made(&roster, &edit, &[("/cargo", r#"{"roster":{"id":4}}"#)]);
    // Nothing says which shape: the one without a name.
    assert_made(&roster, &[("/data/extra", "")], &[("/cargo", r#"{"mate":{"id":3},"rank":1}"#)]);
    assert_made(&roster, &[("/data/extra/$shape", "\"no such\"")], &[("/cargo/mate", r#"{"id":3}"#)]);
}

#[test]
fn a_part_is_made_of_the_same_object() {
    let line = assert_told(
        &framed("berth", r#"{"no":"c-1","flag":"blue","pier":"N","skipper":"Ada","odd":1}"#),
        &[
            ("/data/conversation", r#"{"id":"c-1","channel":"email","team":{"name":"N"},"extra":{"odd":1}}"#),
            ("/data/contact", r#"{"id":"c-1","name":"Ada"}"#),
            ("/data/extra", ""),
        ],
    );
    assert_made(
        &line,
        &[("/data/contact/name", "\"Bo\""), ("/data/conversation/team/name", "\"S\"")],
        &[("/cargo", r#"{"no":"c-1","flag":"blue","pier":"S","skipper":"Bo","odd":1}"#)],
    );
}

#[test]
fn a_part_with_nothing_to_say_is_absent() {
    assert_told(
        &framed("berth", r#"{"no":"c-1","pier":null}"#),
        &[("/data/conversation/team", ""), ("/data/conversation/extra", r#"{"pier":null}"#)],
    );
    assert_told(&framed("line", r#"{"line":{"id":1}}"#), &[("/data/conversation", "")]);
}

#[test]
fn fields_without_a_row_belong_to_the_home() {
    assert_told(
        &framed("line", r#"{"line":{"id":1},"odd":true}"#),
        &[("/data/conversation", r#"{"extra":{"odd":true}}"#), ("/data/extra", "")],
    );
    assert_told(
        &framed("job.moved", r#"{"code":"J","odd":true,"was":5}"#),
        &[("/data/ticket/extra", r#"{"odd":true}"#), ("/data/extra", r#"{"was":5}"#)],
    );
}

#[test]
fn one_value_is_several_members() {
    let line = |way: &str| voyage(&format!(r#","lines":[{{"way":{way}}}]"#));
    let message = "/data/conversation/messages/0";
    for (way, told) in [
        ("0", r#"{"kind":"chat","direction":"inbound"}"#),
        ("2", r#"{"kind":"activity","direction":"system"}"#),
        ("\"in\"", r#"{"kind":"chat","direction":"inbound","extra":{"way":"in"}}"#),
        ("\"\\u0069n\"", r#"{"kind":"chat","direction":"inbound","extra":{"way":"in"}}"#),
        ("7", r#"{"extra":{"way":7}}"#),
        ("null", r#"{"extra":{"way":null}}"#),
    ] {
        assert_told(&line(way), &[(message, told)]);
    }
    let way = "/cargo/voyage/lines/0/way";
    for (direction, kind, written) in [
        ("\"outbound\"", "\"chat\"", "1"),
        ("\"system\"", "\"activity\"", "2"),
        ("\"inbound\"", "\"chat\"", "\"in\""),
        ("\"outbound\"", "", "1"),
        ("", "\"activity\"", "2"),
        ("", "", ""),
    ] {
        let (direction_at, kind_at) = (format!("{message}/direction"), format!("{message}/kind"));
        assert_made(
            &neutral(&line("\"in\"")),
            &[(&direction_at, direction), (&kind_at, kind)],
            &[(way, written)],
        );
    }
}

#[test]
fn a_constant_is_written_unless_the_host_left_it_out() {
    let with = assert_told(
        &framed("order", r#"{"kind":"order","order":"1"}"#),
        &[("/data/extra", r#"{"$as":{"result":"$absent"}}"#)],
    );
    let other = assert_told(
        &framed("order", r#"{"kind":"ORDER","order":"1"}"#),
        &[("/data/extra/kind", "\"ORDER\"")],
    );
    let without = assert_told(&framed("order", r#"{"order":"1"}"#), &[("/data/extra/$as//kind", "")]);
    let edit = [("/data/action", "\"2\"")];
    assert_made(&with, &edit, &[("/cargo", r#"{"kind":"order","order":"2"}"#)]);
    assert_made(&other, &edit, &[("/cargo", r#"{"kind":"ORDER","order":"2"}"#)]);
    assert_made(&without, &edit, &[("/cargo", r#"{"order":"2"}"#)]);
    assert_made(&without, &[("/data/extra", "")], &[("/cargo/kind", "\"order\"")]);
}

#[test]
fn the_envelope_holds_the_attributes_and_the_payload() {
    let frame = r#"{"code":"flags/2","signal":"watch","deck":"BRIDGE","cargo":{"mate":{"id":3},"rank":1},"at":1767949990500}"#;
    let line = assert_told(
        frame,
        &[
            ("/hostevent", "\"watch\""),
            ("/screen", "\"BRIDGE\""),
            ("/time", "\"2026-01-09T09:13:10.5Z\""),
            ("/data", r#"{"agent":{"id":"3"}}"#),
        ],
    );
    assert_eq!(emulated(&line).text, frame, "even in the order of the rows");
    assert_eq!(emulated(&line).name, "watch");
}

#[test]
fn an_unknown_event_is_carried_untouched() {
    let line = assert_told(
        r#"{"signal":"storm","cargo":{"a":[1.0,null]},"odd":1}"#,
        &[
            ("/type", "\"dev.onepane.host.event\""),
            ("/data/name", "\"storm\""),
            ("/data/payload", r#"{"a":[1.0,null]}"#),
        ],
    );
    assert_made(&line, &[("/data/payload", "[2]")], &[("/cargo", "[2]"), ("/signal", "\"storm\"")]);
    assert_told(r#"{"signal":"st\ud83drm"}"#, &[("/data/name", "\"st\u{fffd}rm\""), ("/data/payload", "")]);
}

#[test]
fn without_an_envelope_the_payload_is_the_document() {
    let line = neutral(&framed("watch", r#"{"mate":{"id":3},"rank":1}"#));
    let back = emulated_by(&BARE, &line).unwrap();
    assert_eq!((back.name.as_str(), back.text.as_str()), ("watch", r#"{"mate":{"id":3},"rank":1}"#));
}

#[test]
fn doubled_keys_come_back_as_the_last_one() {
    let frame =
        voyage(r#","uid":"1","uid":"2","odd":1,"\u006fdd":2,"flag":"red","papers":{"seal":1,"seal":2}"#);
    let line = run::neutral(&frame);
    assert_holds(&line, &[("/data/conversation/uuid", "\"2\"")]);
    let back = emulated(&line).text;
    assert_eq!(Tree::of(&back), Tree::of(&frame));
    assert_eq!(back.matches("uid").count(), 1);
    assert_eq!(back.matches("dd").count(), 1);
    assert_eq!(back.matches("seal").count(), 1);
    assert_eq!(decoded(&back).unwrap().0, line);
}

#[test]
fn of_doubled_keys_the_last_counts_whichever_row_takes_it() {
    let frame = voyage(r#","port":5,"port":{"name":"West"}"#);
    assert_told(&frame, &[("/data/conversation/inbox_id", ""), ("/data/conversation/team/name", "\"West\"")]);
    let frame = voyage(r#","port":{"name":"West"},"port":"x""#);
    assert_told(&frame, &[("/data/conversation/team", ""), ("/data/conversation/extra/port", "\"x\"")]);
}
