//! Moments and spans of time: every usual form is read, and the host's own comes back.

use crate::run::{assert_holds, decoded, edited, emulated, framed, neutral, voyage};

/// A host's value under `field` is this moment, or none at all where it is empty, and comes back as it was.
#[track_caller]
fn assert_moment(field: &str, member: &str, value: &str, moment: &str) {
    let (line, warnings) = decoded(&voyage(&format!(r#","{field}":{value}"#))).unwrap();
    let moment = if moment.is_empty() { String::new() } else { format!("\"{moment}\"") };
    assert_holds(&line, &[(&format!("/data/conversation/{member}"), &moment)]);
    assert_eq!(warnings.len(), usize::from(moment.is_empty() && value != "null"), "{warnings:?}");
    assert_holds(&emulated(&line).text, &[(&format!("/cargo/voyage/{field}"), value)]);
}

/// The same, and whether the value had to be kept.
#[track_caller]
fn assert_kept(field: &str, value: &str, kept: bool) {
    let line = neutral(&voyage(&format!(r#","{field}":{value}"#)));
    let expected = if kept { value } else { "" };
    assert_holds(&line, &[(&format!("/data/conversation/extra/{field}"), expected)]);
}

#[test]
fn whole_seconds() {
    for (value, moment) in [
        ("1767949990", "2026-01-09T09:13:10Z"),
        ("1767949990.0", "2026-01-09T09:13:10Z"),
        ("1767949990.25", "2026-01-09T09:13:10.25Z"),
        ("1.76794999e9", "2026-01-09T09:13:10Z"),
        ("1.76794999E+9", "2026-01-09T09:13:10Z"),
        ("17679499900e-1", "2026-01-09T09:13:10Z"),
        ("0", "1970-01-01T00:00:00Z"),
        ("-0", "1970-01-01T00:00:00Z"),
        ("-1", "1969-12-31T23:59:59Z"),
        ("-0.5", "1969-12-31T23:59:59.5Z"),
        ("\"1767949990\"", "2026-01-09T09:13:10Z"),
        ("\"2026-01-09T09:13:10Z\"", "2026-01-09T09:13:10Z"),
        ("\"2026-01-09T10:13:10+01:00\"", "2026-01-09T09:13:10Z"),
        ("\"2026-01-09t09:13:10z\"", "2026-01-09T09:13:10Z"),
        ("253402207200", "9999-12-30T22:00:00Z"),
        ("1e300", ""),
        ("-1e300", ""),
        ("1e99999999999", ""),
        ("253402300800", ""),
        ("99999999999999999999999999999999999999999999999999", ""),
        ("true", ""),
        ("\"\"", ""),
        ("\"soon\"", ""),
        ("\"--5\"", ""),
        ("\"1e\"", ""),
        ("\".5\"", ""),
        ("\" 5\"", ""),
        ("\"0x10\"", ""),
        ("\"1\u{0664}\"", ""),
        ("\"2026-01-09\"", ""),
        ("\"2026-02-30T00:00:00Z\"", ""),
        ("null", ""),
    ] {
        assert_moment("laid", "created_at", value, moment);
    }
}

#[test]
fn a_fraction_finer_than_the_model_is_kept() {
    assert_moment("moved", "updated_at", "1767949990.1234567891", "2026-01-09T09:13:10.123456789Z");
    assert_moment("moved", "updated_at", "1e-400", "1970-01-01T00:00:00Z");
    assert_kept("moved", "1767949990.1234567891", true);
}

#[test]
fn milliseconds() {
    assert_moment("stirred", "last_activity_at", "1767949990500", "2026-01-09T09:13:10.5Z");
    assert_moment("stirred", "last_activity_at", "-1", "1969-12-31T23:59:59.999Z");
    assert_moment("stirred", "last_activity_at", "\"1767949990500\"", "2026-01-09T09:13:10.5Z");
    assert_moment("stirred", "last_activity_at", "1.7679499905e12", "2026-01-09T09:13:10.5Z");
    assert_moment("stirred", "last_activity_at", "1767949990500.25", "2026-01-09T09:13:10.50025Z");
}

#[test]
fn rfc_3339() {
    assert_moment("answered", "first_reply_at", "\"2026-01-09T09:13:10.500Z\"", "2026-01-09T09:13:10.5Z");
    assert_moment("answered", "first_reply_at", "1767949990.5", "2026-01-09T09:13:10.5Z");
    assert_moment("answered", "first_reply_at", "\"2026-01-09T09:13:10.5004Z\"", "2026-01-09T09:13:10.5004Z");
}

#[test]
fn only_what_the_host_does_not_usually_write_is_kept() {
    for (field, value, kept) in [
        ("laid", "1767949990", false),
        ("laid", "1767949990.0", true),
        ("laid", "\"1767949990\"", true),
        ("laid", "-0", true),
        ("laid", "-1", false),
        ("moved", "1767949990.25", false),
        ("moved", "1767949990.0", false),
        ("moved", "1767949990", true),
        ("moved", "1767949990.250", true),
        ("moved", "-0.5", false),
        ("stirred", "1767949990500", false),
        ("stirred", "1767949990500.5", true),
        ("answered", "\"2026-01-09T09:13:10.500Z\"", false),
        ("answered", "\"2026-01-09T09:13:10.5Z\"", true),
        ("answered", "\"2026-01-09T09:13:10.500+00:00\"", true),
    ] {
        assert_kept(field, value, kept);
    }
}

const MOMENTS: [&str; 4] = [
    "/data/conversation/created_at",
    "/data/conversation/updated_at",
    "/data/conversation/last_activity_at",
    "/data/conversation/first_reply_at",
];

#[test]
fn an_edited_moment_is_written_in_the_hosts_form() {
    let line = neutral(&voyage(r#","laid":1,"moved":1.5,"stirred":1,"answered":"1970-01-01T00:00:01.000Z""#));
    for (moment, laid, moved, stirred, answered) in [
        ("2026-01-09T09:13:10Z", "1767949990", "1767949990.0", "1767949990000", "2026-01-09T09:13:10.000Z"),
        (
            "2026-01-09T09:13:10.75Z",
            "1767949990",
            "1767949990.75",
            "1767949990750",
            "2026-01-09T09:13:10.750Z",
        ),
        ("1969-12-31T23:59:59.5Z", "-1", "-0.5", "-500", "1969-12-31T23:59:59.500Z"),
        ("1970-01-01T02:00:00+02:00", "0", "0.0", "0", "1970-01-01T00:00:00.000Z"),
    ] {
        let moment = format!("\"{moment}\"");
        let event = edited(&line, &MOMENTS.map(|member| (member, moment.as_str())));
        assert_holds(
            &emulated(&event).text,
            &[
                ("/cargo/voyage/laid", laid),
                ("/cargo/voyage/moved", moved),
                ("/cargo/voyage/stirred", stirred),
                ("/cargo/voyage/answered", &format!("\"{answered}\"")),
            ],
        );
    }
}

/// A span in the clocks of a job, in milliseconds.
#[track_caller]
fn assert_span(field: &str, member: &str, value: &str, millis: &str) {
    let line = neutral(&framed(
        "job.moved",
        &format!(r#"{{"code":"J","clocks":{{"WHOLE":{{"{field}":{value}}}}}}}"#),
    ));
    assert_holds(&line, &[(&format!("/data/ticket/sla/time_to_resolve/{member}"), millis)]);
    assert_holds(&emulated(&line).text, &[(&format!("/cargo/clocks/WHOLE/{field}"), value)]);
}

#[test]
fn spans_of_time() {
    for (value, millis) in [
        ("90", "90000"),
        ("90.5", "90500"),
        ("0.0004", "0"),
        ("9e1", "90000"),
        ("-90", "-90000"),
        ("\"90\"", "90000"),
        ("\"90.5\"", "90500"),
        ("0", "0"),
        ("9223372036854775", "9223372036854775000"),
        ("9223372036854776", ""),
        ("1e300", ""),
        ("\"1h\"", ""),
        ("\"\"", ""),
        ("true", ""),
        ("null", ""),
    ] {
        assert_span("spent", "elapsed_ms", value, millis);
        assert_span("most", "threshold_ms", value, millis);
    }
}

#[test]
fn an_edited_span_is_written_in_the_hosts_form() {
    let line = neutral(&framed("job.moved", r#"{"code":"J","clocks":{"WHOLE":{"spent":1,"most":"1"}}}"#));
    let clock = "/data/ticket/sla/time_to_resolve";
    for (millis, seconds) in [("90000", "90"), ("-5000", "-5"), ("0", "0"), ("9e4", "90")] {
        let event = edited(
            &line,
            &[(&format!("{clock}/elapsed_ms"), millis), (&format!("{clock}/threshold_ms"), millis)],
        );
        assert_holds(
            &emulated(&event).text,
            &[
                ("/cargo/clocks/WHOLE/spent", seconds),
                ("/cargo/clocks/WHOLE/most", &format!("\"{seconds}\"")),
            ],
        );
    }
}
