//! Secrets never enter the model: not in a value, not in `extra`, not in a message.

use onepane_map::{Decoder, Index, JsonLines, Stamp};
use onepane_model::{Event, EventData};

use crate::harbour::{BARE, FRAMES, PROTOCOL, SECRETS};
use crate::run::{assert_holds, decoded, emulated, framed, neutral, typed, voyage};
use crate::tree::{Draft, Tree};

const SECRET: &str = r#""cipher":{"S3CRET":["S3CRET"]}"#;

/// The frame with a secret in each of its objects, and how many those are.
fn sown(draft: &mut Draft) -> usize {
    match draft {
        Draft::Leaf(_) => 0,
        Draft::Array(items) => items.iter_mut().map(sown).sum(),
        Draft::Object(members) => {
            let inside: usize = members.iter_mut().map(|(_, value)| sown(value)).sum();
            let Draft::Object(secret) = Draft::of(&format!("{{{SECRET}}}")) else { unreachable!() };
            members.extend(secret);
            inside + 1
        }
    }
}

#[test]
fn a_secret_in_every_object_of_every_frame_stays_out() {
    for frame in FRAMES {
        let mut draft = Draft::of(frame);
        assert!(sown(&mut draft) > 0);
        let line = neutral(&draft.text());
        assert!(!line.contains("S3CRET") && !line.contains("cipher"), "{line}");
        assert_eq!(Tree::of(&emulated(&line).text), Tree::of(frame), "{frame}");
    }
}

#[test]
fn the_typed_model_has_no_secret_either() {
    let event = typed(&voyage(&format!(r#","odd":{{{SECRET}}},"marks":{{{SECRET},"a":1}}"#)), None).unwrap();
    assert!(!format!("{event:?}").contains("S3CRET"));
}

#[test]
fn a_secret_stays_out_however_its_name_is_written() {
    let line = neutral(&voyage(r#","c\u0069pher":"S3CRET","odd":[{"\u0063ipher":"S3CRET"}]"#));
    assert_holds(&line, &[("/data/conversation/extra", r#"{"odd":[{}]}"#)]);
}

#[test]
fn a_name_that_only_contains_a_secrets_name_is_no_secret() {
    let line = neutral(&voyage(r#","ciphers":1,"Cipher":2,"$cipher":3"#));
    assert_holds(&line, &[("/data/conversation/extra", r#"{"ciphers":1,"Cipher":2,"$$cipher":3}"#)]);
}

#[test]
fn an_unknown_event_loses_its_secrets_and_nothing_else() {
    let line =
        neutral(r#"{"signal":"storm","cipher":1,"cargo":{"force":9,"cipher":"S3CRET","a":[{"cipher":0}]}}"#);
    assert_holds(
        &line,
        &[("/data/payload", r#"{"force":9,"a":[{}]}"#), ("/data/extra/$envelope/cipher", "")],
    );
}

#[test]
fn json_inside_a_string_loses_its_secrets() {
    for (chart, told) in [
        (r#"{\"cipher\":\"S3CRET\",\"a\":[{\"cipher\":1}]}"#, r#"{"a":[{}]}"#),
        (r#" [ { \"cipher\" : \"S3CRET\" , \"a\" : 1 } ] "#, r#"[{"a":1}]"#),
        (r#"{\"c\\u0069pher\":\"S3CRET\"}"#, "{}"),
        (r#"{\u0022cipher\u0022:\u0022S3CRET\u0022}"#, "{}"),
    ] {
        let line = neutral(&framed("course", &format!(r#"{{"chart":"{chart}"}}"#)));
        assert_holds(&line, &[("/data/to", told), ("/data/extra", "")]);
        let back = format!("\"{}\"", told.replace('"', "\\\""));
        assert_holds(&emulated(&line).text, &[("/cargo/chart", &back)]);
    }
}

#[test]
fn a_keyed_entry_with_a_secrets_name_is_a_secret() {
    let line =
        neutral(&voyage(r#","marks":{"cipher":"S3CRET","a":1},"lines":[{"tongues":{"cipher":"S3CRET"}}]"#));
    assert_holds(
        &line,
        &[
            ("/data/conversation/attributes", r#"{"a":1}"#),
            ("/data/conversation/messages/0/translations", "{}"),
        ],
    );
    let line = neutral(&framed("job.moved", r#"{"code":"J","clocks":{"cipher":{"spent":1}}}"#));
    assert_holds(&line, &[("/data/ticket/sla", "{}")]);
}

#[test]
fn an_object_with_nothing_but_a_secret_means_none() {
    let line = neutral(&framed("log", &format!(r#"{{"page":"p","skipper":{{{SECRET}}}}}"#)));
    assert_holds(&line, &[("/data/contact", ""), ("/data/extra", r#"{"skipper":{}}"#)]);
    let again = emulated(&line).text;
    assert_eq!(neutral(&again), line, "the event comes back unchanged");
}

#[test]
fn an_entry_by_prefix_that_reads_like_a_secret_comes_back() {
    let frame = framed("jobs", r#"[{"code":"J","clock.cipher":{"spent":4}}]"#);
    assert_eq!(Tree::of(&emulated(&neutral(&frame)).text), Tree::of(&frame));
}

#[test]
fn no_warning_is_about_a_secret() {
    let (line, warnings) = decoded(&voyage(r#","cipher":{"no":[]},"about":5,"marks":{"cipher":5}"#)).unwrap();
    assert_eq!(warnings.iter().map(|at| at.pointer.as_str()).collect::<Vec<_>>(), ["/cargo/voyage/about"]);
    assert!(!line.contains("cipher"));
}

#[test]
fn a_missing_field_is_missed_even_where_a_secret_stands() {
    let error = decoded(&framed("log", &format!(r#"{{"voyage":{{{SECRET},"x":1}}}}"#))).unwrap_err();
    assert_eq!(error.to_string(), "/cargo/voyage/no: expected an id (a string or a number), found nothing");
}

#[test]
fn a_secret_that_an_event_brings_is_not_written() {
    let line =
        neutral(&voyage(r#","odd":1"#)).replace(r#""odd":1"#, &format!(r#""odd":{{{SECRET}}},{SECRET}"#));
    assert!(!emulated(&line).text.contains("S3CRET"));
    let line = neutral(r#"{"signal":"storm","cargo":{}}"#)
        .replace(r#""payload":{}"#, &format!(r#""payload":{{{SECRET}}}"#));
    assert!(!emulated(&line).text.contains("S3CRET"));
}

#[test]
fn a_payload_without_an_envelope_has_no_secrets() {
    let payload = format!(r#"{{"a":{{{SECRET}}}}}"#);
    let index = Index::parse(&payload).unwrap();
    for name in ["storm", "log"] {
        let mut lines = JsonLines::default();
        let stamp = Stamp::new("s", None);
        BARE.decode_named(&mut Decoder::new(SECRETS), name, index.root(), &stamp, &mut lines).unwrap();
        assert!(!lines.as_str().contains("S3CRET"), "{}", lines.as_str());
    }
}

#[test]
fn a_copy_has_no_secrets() {
    let payload = format!(r#"{{ "a": [{{{SECRET}, "b": 1}}] }}"#);
    let index = Index::parse(&payload).unwrap();
    let mut out = String::new();
    Decoder::new(PROTOCOL.secrets).copy(index.root(), &mut out);
    assert_eq!(out, r#"{"a":[{"b":1}]}"#);
}

#[test]
fn a_typed_unknown_event_has_no_secrets() {
    let event: Event = typed(&format!(r#"{{"signal":"storm","cargo":{{{SECRET}}}}}"#), None).unwrap();
    let EventData::HostEvent(data) = event.data else { panic!("{event:?}") };
    assert_eq!(data.payload.unwrap().as_str(), "{}");
}
