//! The engine's notes in `extra`, and how they keep out of the host's way.

use crate::lossless::check;
use crate::run::{assert_holds, decoded_at, edited, emulated, framed, neutral, recorded, voyage};
use crate::tree::Tree;

/// The conversation of a voyage with these members keeps exactly this, and the frame comes back.
#[track_caller]
fn assert_kept(members: &str, extra: &str) {
    let frame = voyage(members);
    assert_holds(&neutral(&frame), &[("/data/conversation/extra", extra)]);
    check(&frame, None);
}

#[test]
fn nothing_is_noted_of_a_plain_record() {
    assert_kept(r#","uid":"u""#, "");
}

#[test]
fn what_has_no_row_is_kept_under_its_own_key() {
    assert_kept(
        r#","odd":[1.0,{"a":null}],"":1,"é":2,"\u0000":3"#,
        r#"{"odd":[1.0,{"a":null}],"":1,"é":2,"\u0000":3}"#,
    );
    let frame = voyage(r#", "odd" : [ 1.50 , "\u00e9" ] "#);
    assert!(neutral(&frame).contains(r#""odd":[1.50,"\u00e9"]"#), "as it was written, white space aside");
}

#[test]
fn a_key_with_a_dollar_gains_another() {
    assert_kept(r#","$as":1"#, r#"{"$$as":1}"#);
    assert_kept(r#","$":1"#, r#"{"$$":1}"#);
    assert_kept(r#","$$as":1"#, r#"{"$$$as":1}"#);
    assert_kept(r#","\u0024items":1"#, r#"{"$$items":1}"#);
    assert_kept(r#","a$":1"#, r#"{"a$":1}"#);
    assert_kept(r#","$quiet":1"#, r#"{"$$quiet":1}"#);
    assert_kept(
        r#","papers":{"form":"A","$as":1,"stamp":{"$other":2}}"#,
        r#"{"papers":{"$$as":1,"stamp":{"$$other":2}}}"#,
    );
}

#[test]
fn what_only_looks_like_a_key_of_the_models_is_the_hosts() {
    assert_kept(
        r#","extra":{"$as":{"channel":"/flag"}},"id":9"#,
        r#"{"extra":{"$as":{"channel":"/flag"}},"id":9}"#,
    );
}

#[test]
fn null_and_absent_stay_distinct() {
    assert_kept(r#","uid":null,"flag":null"#, r#"{"uid":null,"flag":null}"#);
    assert_kept("", "");
}

#[test]
fn keys_with_half_a_pair_stay_distinct() {
    assert_kept(r#","\ud83d":1,"\ud83e":2,"\ufffd":3"#, r#"{"\ud83d":1,"\ud83e":2,"\ufffd":3}"#);
}

#[test]
fn as_says_where_a_member_came_from() {
    assert_kept(r#","flag":"red""#, r#"{"$as":{"channel":"/flag"}}"#);
    assert_kept(r#","papers":{"form":"A","flag":"red"}"#, "");
    let line = neutral(&framed("log", r#"{"voyage":{"no":1},"on_watch":{"id":3}}"#));
    assert_holds(
        &line,
        &[
            ("/data/extra", r#"{"$as":{"agent":"/on_watch"}}"#),
            ("/data/conversation/extra", r#"{"$as":{"status":"$absent"}}"#),
        ],
    );
}

#[test]
fn other_says_what_stood_at_a_second_place() {
    assert_kept(
        r#","papers":{"form":"A","flag":"red"},"flag":"blue","flag2":5"#,
        r#"{"$other":{"/flag":"blue","/flag2":5}}"#,
    );
    let line = neutral(&framed("log", r#"{"watch":{"id":3},"on_watch":{"id":4}}"#));
    assert_holds(&line, &[("/data/extra", r#"{"$other":{"/on_watch":{"id":4}}}"#)]);
}

#[test]
fn items_say_what_is_not_in_a_list() {
    assert_kept(r#","tags":[null,"a"],"lines":[5]"#, r#"{"$items":{"/tags":{"0":null},"/lines":{"0":5}}}"#);
    assert_kept(r#","papers":{"form":"A","crew":[[]]}"#, r#"{"$items":{"/papers/crew":{"0":[]}}}"#);
}

#[test]
fn the_envelope_keeps_what_it_holds_beyond_the_attributes() {
    let frame = r#"{"code":"FLAGS","signal":"watch","cargo":{},"deck":"","at":"2026-01-09T09:13:10Z","odd":1,"$x":2}"#;
    let envelope = r#"{"code":"FLAGS","deck":"","at":"2026-01-09T09:13:10Z","odd":1,"$$x":2}"#;
    assert_holds(&neutral(frame), &[("/data/extra/$envelope", envelope)]);
    check(frame, None);
}

#[test]
fn a_recordings_time_is_not_the_hosts() {
    let frame = r#"{"signal":"watch","cargo":{}}"#;
    let (line, _) = decoded_at(frame, recorded()).unwrap();
    assert_holds(
        &line,
        &[
            ("/time", "\"2026-02-02T02:40:00Z\""),
            ("/data/extra/$envelope/$as", r#"{"/code":"$absent","time":"$at"}"#),
        ],
    );
    assert_eq!(Tree::of(&emulated(&line).text), Tree::of(frame));
    let frame = r#"{"signal":"watch","cargo":{},"at":null}"#;
    let (line, _) = decoded_at(frame, recorded()).unwrap();
    assert_eq!(Tree::of(&emulated(&line).text), Tree::of(frame));
}

#[test]
fn the_hosts_time_goes_before_the_recordings() {
    let (line, _) =
        decoded_at(r#"{"code":"flags/2","signal":"watch","cargo":{"rank":1},"at":1000}"#, recorded())
            .unwrap();
    assert_holds(&line, &[("/time", "\"1970-01-01T00:00:01Z\""), ("/data/extra", "")]);
}

#[test]
fn notes_that_make_no_sense_do_no_harm() {
    let frame = voyage(r#","papers":{"flag":"red"},"tags":["a"],"lines":[{"id":1}]"#);
    let line = neutral(&frame);
    for note in [
        r#"{"$as":5,"$other":[],"$items":"x","$shape":{},"$whole":1,"$new":1}"#,
        r#"{"$as":{"channel":"/no/such","status":"$absent"},"$other":{"/no":1},"$items":{"/no":{"0":1}}}"#,
        r#"{"$items":{"/tags":{"x":1,"-1":2,"99999999999999999999":3},"/lines":[5]}}"#,
        r#"{"$items":{"/tags":5}}"#,
        r#"{"no":[],"papers":5,"tags":{},"lines":"x","flag":{}}"#,
    ] {
        let event = edited(&line, &[("/data/conversation/extra", note)]);
        let back = emulated(&event);
        assert_holds(&back.text, &[("/cargo/voyage/no", "1"), ("/cargo/voyage/tags/0", "\"a\"")]);
        assert!(!back.text.contains("\"$"), "a note is no field of the host: {}", back.text);
    }
}
