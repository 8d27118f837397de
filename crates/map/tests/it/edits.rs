//! A kept value helps only while it still means what the neutral event says: an edit wins.

use onepane_map::{Index, LossKind};
use onepane_model::EventKind;
use onepane_model::record::{Kind, Record, Type};
use proptest::prelude::proptest;

use crate::damage::damaged;
use crate::harbour::{FRAMES, PROTOCOL};
use crate::run::{assert_holds, config, decoded, edited, emulated, emulated_by, framed, neutral, voyage};
use crate::tree::Tree;

proptest! {
    #![proptest_config(config(6))]

    #[test]
    fn an_edit_arrives_or_is_reported(frame in damaged(FRAMES)) {
        check(&frame);
    }
}

#[test]
fn an_edit_of_any_member_of_any_frame_arrives_or_is_reported() {
    FRAMES.iter().for_each(|frame| check(frame));
}

/// Edits every member of the frame's event, one after the other. Then the host's frame tells the edited
/// event, or the emulation says at that place why it does not.
fn check(frame: &str) {
    let Ok((line, _)) = decoded(frame) else { return };
    for (pointer, value) in edits(&line) {
        let event = edited(&line, &[(&pointer, value)]);
        let back = match emulated_by(&PROTOCOL, &event) {
            Ok(back) => back,
            Err(error) => {
                // Two members that are one value of the host: one alone cannot be edited.
                assert!(error.expected.starts_with("the same as"), "{error}\n{event}");
                continue;
            }
        };
        if back
            .losses
            .iter()
            .any(|loss| pointer.starts_with(&loss.pointer) || loss.pointer.starts_with(&pointer))
        {
            continue;
        }
        assert_eq!(back.losses, [], "{pointer} {event}");
        let (told, _) =
            decoded(&back.text).unwrap_or_else(|error| panic!("{error}\n{pointer}\n{event}\n{}", back.text));
        let arrived = Tree::of(&told).at(&pointer).cloned();
        if value.is_empty() && has_two_homes(&pointer, &line) {
            continue;
        }
        let gone = || {
            arrived.is_none()
                || arrived == Some(Tree::of("\"pending\""))
                || arrived == Some(Tree::of("\"failed\""))
        };
        match value {
            "" => assert!(gone(), "{pointer} is still {arrived:?}\n{event}\n{}", back.text),
            value => assert_eq!(arrived, Some(Tree::of(value)), "{pointer}\n{event}\n{}", back.text),
        }
        let others = |text: &str| {
            let mut tree = Tree::of(text).without_extra();
            tree.forget(&pointer);
            tree.get("data").cloned()
        };
        if !value.is_empty() {
            assert_eq!(
                others(&told),
                others(&event),
                "the edit of {pointer} changed something else\n{event}"
            );
        }
    }
}

/// Whether the value is also somewhere else in the event, where it still speaks when it is taken away here.
fn has_two_homes(pointer: &str, line: &str) -> bool {
    let kind = |kind| line.contains(kind);
    pointer.ends_with("/direction")
        || pointer.ends_with("/kind")
        || kind("dev.onepane.conversation.selected") && !pointer.ends_with("/name")
        || kind("dev.onepane.ticket.state_changed") && pointer.ends_with("state")
        || kind(r#""hostevent":"muster""#)
            && ["/email", "/emails", "/channel", "/channels", "/contact", "/agent", "/objects"]
                .iter()
                .any(|end| pointer.ends_with(end))
        || kind("dev.onepane.host.event") && pointer == "/data/name"
}

/// A new value for each member, and the taking away of each that may be absent.
fn edits(line: &str) -> Vec<(String, &'static str)> {
    let tree = Tree::of(line);
    let kind = Index::parse(line).unwrap().root().get("type").unwrap().chars().unwrap().into_owned();
    let mut edits = Vec::new();
    record(EventKind::from_name(&kind).unwrap().record(), tree.at("/data").unwrap(), "/data", &mut edits);
    edits
}

fn record(of: &Record, tree: &Tree, way: &str, edits: &mut Vec<(String, &'static str)>) {
    for member in of.members {
        let way = format!("{way}/{}", member.name());
        if let Some(value) = tree.get(member.name()) {
            edits.push((way.clone(), ""));
            edit(of.type_of(member).unwrap(), value, way, edits);
        }
    }
}

fn edit(of: &Type, tree: &Tree, way: String, edits: &mut Vec<(String, &'static str)>) {
    let new: &[&str] = match of {
        Type::Plain(Kind::Text) => &[
            "\"4711\"",
            "\"a \\\"new\\\" text\"",
            "\"email\"",
            "\"open\"",
            "\"outbound\"",
            "\"high\"",
            "\"\\u0000\"",
        ],
        Type::Plain(Kind::Integer) => &["77000", "-5000"],
        Type::Plain(Kind::Number) => &["1.250", "7e-7"],
        Type::Plain(Kind::Bool) => &["true", "false"],
        Type::Plain(Kind::Time) => &["\"2030-02-03T04:05:06Z\"", "\"1960-02-03T04:05:06Z\""],
        Type::Plain(Kind::Json) => &["{\"new\":[1.0,null]}", "\"new\"", "false"],
        Type::Record(of) => return record(of(), tree, &way, edits),
        Type::List(item) => {
            let Tree::Array(items) = tree else { panic!("{way} is no list") };
            for (place, value) in items.iter().enumerate() {
                edit(item, value, format!("{way}/{place}"), edits);
            }
            return;
        }
        Type::Keyed(item) => {
            let Tree::Object(members) = tree else { panic!("{way} is not keyed") };
            for (key, value) in members {
                let key = String::from_utf16(key).unwrap().replace('~', "~0").replace('/', "~1");
                edits.push((format!("{way}/{key}"), ""));
                edit(item, value, format!("{way}/{key}"), edits);
            }
            return;
        }
        other => panic!("{other:?} is new"),
    };
    edits.extend(new.iter().map(|value| (way.clone(), *value)));
}

/// Decodes a voyage, edits one member of the conversation, and looks at the host's field.
#[track_caller]
fn assert_edit(members: &str, member: &str, value: &str, field: &str, expected: &str) {
    let line = neutral(&voyage(members));
    let event = edited(&line, &[(&format!("/data/conversation/{member}"), value)]);
    let back = emulated(&event);
    assert_eq!(back.losses, [], "{event}");
    assert_holds(&back.text, &[(&format!("/cargo/voyage/{field}"), expected)]);
}

#[test]
fn an_edit_wins_over_a_kept_value_of_every_codec() {
    for (members, member, value, field, expected) in [
        (r#","uid":"a\ud83d""#, "uuid", r#""b""#, "uid", r#""b""#),
        (r#","no":"a1""#, "id", r#""7""#, "no", "7"),
        (r#","no":7.0"#, "id", r#""a1""#, "no", r#""a1""#),
        (r#","papers":{"stamp":{"account":9}}"#, "account", r#""10""#, "papers/stamp/account", r#""10""#),
        (r#","state":"AJAR""#, "status", r#""resolved""#, "state", r#""SHUT""#),
        (r#","state":"open""#, "status", r#""open""#, "state", r#""open""#),
        (r#","urgent":"0""#, "priority", r#""high""#, "urgent", "2"),
        (r#","unseen":3.7"#, "unread_count", "5", "unseen", "5"),
        (r#","unseen":3.7"#, "unread_count", "4", "unseen", "3.7"),
        (r#","unseen":0"#, "unread_count", "5", "unseen", "5"),
        (
            r#","laid":"2026-01-09T09:13:10Z""#,
            "created_at",
            r#""2026-01-09T09:13:11Z""#,
            "laid",
            "1767949991",
        ),
        (
            r#","laid":"2026-01-09T09:13:10Z""#,
            "created_at",
            r#""2026-01-09T09:13:10.000Z""#,
            "laid",
            r#""2026-01-09T09:13:10Z""#,
        ),
        (r#","adrift":0"#, "waiting_since", r#""2026-01-09T09:13:10Z""#, "adrift", "1767949990"),
        (r#","adrift":1767949990"#, "waiting_since", "", "adrift", ""),
        (r#","about":"""#, "subject", r#""Nets""#, "about", r#""Nets""#),
        (r#","uid":null"#, "uuid", r#""b""#, "uid", r#""b""#),
        (r#","uid":5"#, "uuid", r#""b""#, "uid", r#""b""#),
        (r#","tags":["a",5,"b\ud83d"]"#, "labels/1", r#""c""#, "tags", r#"["a",5,"c"]"#),
        (r#","tags":["a",5,"b"]"#, "labels/0", "", "tags", r#"["b",5]"#),
        (r#","tags":["a\ud83d","b"]"#, "labels/0", "", "tags", r#"["b"]"#),
        (r#","tags":[null]"#, "labels/0", r#""a""#, "tags", r#"[null,"a"]"#),
        (r#","marks":{"a":1.0,"b":2}"#, "attributes/a", "1", "marks", r#"{"a":1,"b":2}"#),
        (r#","marks":{"a":1}"#, "attributes/new", "[]", "marks", r#"{"a":1,"new":[]}"#),
        (
            r#","skipper":{"nets":{"sky":5}}"#,
            "contact/social_profiles/sky",
            r#""ada""#,
            "skipper/nets",
            r#"{"sky":"ada"}"#,
        ),
        (r#","skipper":{}"#, "contact", r#"{"id":"7"}"#, "skipper", r#"{"id":7}"#),
        (
            r#","lines":[null,{"id":1}]"#,
            "messages/0/text",
            r#""Hi""#,
            "lines",
            r#"[null,{"id":1,"text":"Hi"}]"#,
        ),
        (r#","lines":[{"way":"in"}]"#, "messages/0/direction", r#""outbound""#, "lines/0/way", "1"),
        (
            r#","lines":[{"choices":[{"chart":" [1] "}]}]"#,
            "messages/0/items/0/options",
            "[2]",
            "lines/0/choices/0/chart",
            r#""[2]""#,
        ),
        (
            r#","lines":[{"choices":[{"chart":" [1] "}]}]"#,
            "messages/0/items/0/options",
            "[1.0]",
            "lines/0/choices/0/chart",
            r#"" [1] ""#,
        ),
        (r#","$quiet":"no""#, "muted", "true", "$quiet", "true"),
    ] {
        let members =
            members.strip_prefix(r#","no""#).map_or(members.to_owned(), |rest| format!(r#","no"{rest}"#));
        assert_edit(&members, member, value, field, expected);
    }
}

#[test]
fn a_span_of_time_can_be_edited() {
    let line = neutral(&framed("job.moved", r#"{"code":"J","clocks":{"WHOLE":{"spent":"1.5","most":60}}}"#));
    let sla = "/data/ticket/sla/time_to_resolve";
    assert_holds(&line, &[(&format!("{sla}/elapsed_ms"), "1500"), (&format!("{sla}/threshold_ms"), "60000")]);
    let event = edited(&line, &[(&format!("{sla}/elapsed_ms"), "2000")]);
    assert_holds(&emulated(&event).text, &[("/cargo/clocks/WHOLE", r#"{"spent":2,"most":60}"#)]);
}

#[test]
fn an_edit_that_no_case_has_is_reported() {
    let line = neutral(&voyage(r#","lines":[{"way":0}]"#));
    let back = emulated(&edited(&line, &[("/data/conversation/messages/0/kind", "\"story\"")]));
    let losses: Vec<_> = back.losses.iter().map(|loss| (loss.pointer.as_str(), loss.kind)).collect();
    let place = "/data/conversation/messages/0";
    assert_eq!(
        losses,
        [(&*format!("{place}/direction"), LossKind::NoPlace), (&*format!("{place}/kind"), LossKind::NoPlace)]
    );
    assert_holds(&back.text, &[("/cargo/voyage/lines/0/way", "")]);
}

#[test]
fn an_edit_out_of_a_closed_set_is_reported() {
    let line = neutral(&voyage(r#","urgent":2"#));
    let back = emulated(&edited(&line, &[("/data/conversation/priority", "\"whenever\"")]));
    assert_eq!(back.losses.len(), 1);
    assert_eq!(back.losses[0].to_string(), "/data/conversation/priority: this host has no place for it");
    assert_holds(&back.text, &[("/cargo/voyage/urgent", "")]);
}

#[test]
fn a_number_that_has_been_through_a_float_is_no_edit() {
    let chart = r#","lines":[{"choices":[{"chart":"[9007199254740993, 1e2]"}]}]"#;
    let options = "messages/0/items/0/options";
    let field = "lines/0/choices/0/chart";
    assert_edit(chart, options, "[9007199254740992,100]", field, r#""[9007199254740993, 1e2]""#);
    assert_edit(chart, options, "[9007199254740994,100]", field, r#""[9007199254740994,100]""#);
}

#[test]
fn numbers_beyond_every_float_are_told_apart() {
    let chart = r#","lines":[{"choices":[{"chart":" 1e999"}]}]"#;
    assert_edit(chart, "messages/0/items/0/options", "2e999", "lines/0/choices/0/chart", r#""2e999""#);
    assert_edit(chart, "messages/0/items/0/options", "1e999", "lines/0/choices/0/chart", r#"" 1e999""#);
}

#[test]
fn what_is_added_is_written_where_the_host_has_it() {
    let line = neutral(&voyage(""));
    let event = edited(
        &line,
        &[
            ("/data/conversation/verified", "true"),
            ("/data/conversation/contact", r#"{"description":"Quay 1","social_profiles":{"sky":"ada"}}"#),
            ("/data/conversation/messages", r#"[{"direction":"system"},{"translations":{"de":"Ha"}}]"#),
            ("/data/page", "null"),
        ],
    );
    let back = emulated(&event);
    assert_holds(
        &back.text,
        &[
            ("/cargo/voyage/papers", r#"{"form":"A","stamp":{"valid":true}}"#),
            ("/cargo/voyage/skipper", r#"{"nets":{"sky":"ada"},"houses":[{"street":"Quay 1"}]}"#),
            ("/cargo/voyage/lines", r#"[{"way":2},{"tongues":{"de":"Ha"}}]"#),
        ],
    );
}

#[test]
fn a_neutral_null_takes_a_member_away() {
    assert_edit(r#","uid":"u""#, "uuid", "null", "uid", "");
    assert_edit(r#","uid":null"#, "uuid", "null", "uid", "null");
    assert_edit(r#","lines":[{"id":1}]"#, "messages", "null", "lines", "");
}

#[test]
fn an_edit_of_the_attributes_changes_the_envelope() {
    let frame = r#"{"signal":"watch","deck":"","at":"2026-01-09T09:13:10Z","cargo":{},"odd":1}"#;
    let line = neutral(frame);
    let event = edited(&line, &[("/screen", "\"BRIDGE\""), ("/time", "\"2026-01-09T09:13:11Z\"")]);
    assert_holds(&emulated(&event).text, &[("/deck", "\"BRIDGE\""), ("/at", "1767949991000"), ("/odd", "1")]);
    assert_holds(&emulated(&line).text, &[("/deck", "\"\""), ("/at", "\"2026-01-09T09:13:10Z\"")]);
    let event = edited(&line, &[("/time", "")]);
    assert_holds(&emulated(&event).text, &[("/at", "")]);
}
