//! What a trace must not tell.

use std::collections::{BTreeMap, BTreeSet};

use onepane_core::Frame;
use onepane_model::text::push_literal;
use onepane_session::{Recorder, Redactor, Trace};
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, prop_oneof};
use proptest::sample::select;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use crate::support::{Rig, chatwoot};

fn redactor() -> Redactor {
    Redactor::new(&chatwoot())
}

fn literal(text: &str) -> String {
    let mut out = String::new();
    push_literal(&mut out, text);
    out
}

/// A text as it comes out, in a member whose name says nothing.
fn text(redactor: &mut Redactor, text: &str) -> String {
    member(redactor, "content", &literal(text)).as_str().unwrap().to_owned()
}

/// A member's value as it comes out.
fn member(redactor: &mut Redactor, name: &str, value: &str) -> Value {
    let frame = format!(r#"{{"dir":"in","via":"message","data":{{{}:{value}}}}}"#, literal(name));
    let frame = redactor.frame(&Frame::from_json(&frame).unwrap()).to_json();
    let frame: Value = serde_json::from_str(&frame).unwrap();
    frame["data"].as_object().unwrap().values().next().unwrap().clone()
}

#[track_caller]
fn check(input: &str, output: &str) {
    let mut redactor = redactor();
    assert_eq!(text(&mut redactor, input), output);
    assert_eq!(text(&mut self::redactor(), output), output, "twice is once");
}

#[test]
fn addresses_and_numbers_in_running_text_get_pseudonyms() {
    check("mail ada@example.test, please", "mail user-1@redacted.invalid, please");
    check("Ada <ada.l+x@mail.example.test>.", "Ada <user-1@redacted.invalid>.");
    check(
        "a@example.test b@example.test a@example.test",
        "user-1@redacted.invalid user-2@redacted.invalid user-1@redacted.invalid",
    );
    check("søren@exämple.test", "user-1@redacted.invalid");
    check("\nada@example.test\n", "\nuser-1@redacted.invalid\n");
    check("call +34 600 000 000 now", "call +99 900 000 001 now");
    check("+34600111222/+34600111333", "+99900000001/+99900000002");
    check("0034600111222", "0099900000001");
    check("(555) 123-4567 or 555-123-4568", "(999) 000-0001 or 999-000-0002");
    check("tel:+1-555-123-4567;ext=5", "tel:+9-990-000-0001;ext=5");
}

#[test]
fn one_number_has_one_pseudonym_however_it_is_written() {
    check(
        "+34 600-000-000 +34600000000 0034600000000 +34600000009",
        "+99 900-000-001 +99900000001 0099900000001 +99900000002",
    );
}

#[test]
fn secrets_are_found_by_name_and_by_form() {
    let jwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";
    check(&format!("see {jwt}!"), "see secret-1!");
    check("https://u:p4ss@console.example.test/x", "https://secret-1@console.example.test/x");
    check("Authorization: Bearer abcdefgh", "Authorization: Bearer secret-1");
    check("curl -H 'Bearer abcdefgh.ij'", "curl -H 'Bearer secret-1'");
    check("password: hunter2, ok?", "password: secret-1, ok?");
    check(r#"{"pubsub_token":"abc","x":[1,"#, r#"{"pubsub_token":"secret-1","x":[1,"#);
    check(r#"{\"pubsub_token\":\"abc\""#, r#"{\"pubsub_token\":\"secret-1\""#);
    for (name, value) in [
        ("pubsub_token", "\"a\""),
        ("pubsub_token", "{\"deep\":1}"),
        ("accessToken", "\"a\""),
        ("api_key", "\"a\""),
    ] {
        assert_eq!(member(&mut redactor(), name, value), "secret-1", "{name} {value}");
    }
    for value in ["null", "\"\""] {
        let kept: Value = serde_json::from_str(value).unwrap();
        assert_eq!(member(&mut redactor(), "pubsub_token", value), kept, "there is no secret");
    }
}

#[test]
fn urls_are_looked_into() {
    check(
        "https://w.example.test/?store=7&token=abc&mail=ada%40example.test&tel=%2B34600111222#bmtoken=xyz",
        "https://w.example.test/?store=7&token=secret-1&mail=user-1%40redacted.invalid&tel=%2B99900000001#bmtoken=secret-2",
    );
    check("/contacts/ada%40example.test/x", "/contacts/user-1%40redacted.invalid/x");
    check(
        "/search?q=%7B%22email%22%3A%22ada%40example.test%22%7D",
        "/search?q=%7B%22email%22%3A%22user-1%40redacted.invalid%22%7D",
    );
}

#[test]
fn a_name_tells_a_phone_number() {
    assert_eq!(member(&mut redactor(), "phone_number", r#""600 111 222""#), "999 000 001");
    assert_eq!(member(&mut redactor(), "mobile", "34600111222"), json!(99_900_000_001_u64));
    assert_eq!(member(&mut redactor(), "whatsapp", r#""yes""#), "yes");
    assert_eq!(member(&mut redactor(), "phones", r#"["600111222",null]"#), json!(["999000001", null]));
}

#[test]
fn digits_of_a_known_number_are_that_number() {
    let mut redactor = redactor();
    let both = r#"{"source_id":"34600111222","phone_number":"+34600111222"}"#;
    assert_eq!(
        member(&mut redactor, "x", both),
        json!({"source_id": "99900000001", "phone_number": "+99900000001"})
    );
}

#[test]
fn an_id_that_was_shown_keeps_its_form() {
    let mut redactor = redactor();
    assert_eq!(member(&mut redactor, "customerId", r#""34600111222""#), "34600111222");
    member(&mut redactor, "phone", r#""+34600111222""#);
    assert_eq!(member(&mut redactor, "customerId", r#""34600111222""#), "34600111222");
    // Who sees the whole trace first knows better.
    let lines = [r#"{"customerId":"34600111222"}"#, r#"{"phone":"+34600111222"}"#]
        .map(|data| Frame::from_json(&format!(r#"{{"dir":"in","via":"message","data":{data}}}"#)).unwrap());
    let redacted = Trace::new(lines.into()).redacted(self::redactor()).to_string();
    assert!(!redacted.contains("34600111222"), "{redacted}");
}

/// Things that look a little like what is replaced.
#[test]
fn ids_moments_and_numbers_stay() {
    let kept = [
        "1767949900",
        "1767949900123",
        "2026-01-10T08:00:00+01:00",
        "2026-01-10T08:00:00.000Z",
        "Fri Jan 09 2026 10:11:12 GMT+0100 (Central European Standard Time)",
        "Fri, 09 Jan 2026 10:11:12 +0100",
        "7d0a4c1e-1111-4222-8333-944455556666",
        "order 100200300, 12 345 678 EUR, 1.234.567,89",
        "192.168.100.200:8080",
        "version 1.2.3+20260109",
        "a+1234567890b",
        "s1-7 TK-1234 A-1 cust-81",
        "https://console.example.test/app/accounts/3/conversations/4711?tab=2#m-9001",
        "@ada and #7, 5 @ 3",
        "chatwoot-dashboard-app:fetch-info",
        "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "token of our appreciation",
        "Bearer bonds",
        "{not json",
        "+1",
    ];
    for input in kept {
        check(input, input);
    }
    for (name, value) in [
        ("id", "4711"),
        ("id", "\"0012345678\""),
        ("created_at", "1767949900"),
        ("timestamp", "1767949900123"),
        ("token_type", "\"Bearer\""),
        ("max_tokens", "5"),
        ("phone_verified", "true"),
        ("x", "[1.50,1e3,-0,12345678901234567890]"),
    ] {
        let frame = format!(r#"{{"dir":"in","via":"message","data":{{"{name}":{value}}}}}"#);
        assert_eq!(redactor().frame(&Frame::from_json(&frame).unwrap()).to_json(), frame);
    }
}

#[test]
fn every_part_of_a_frame_is_looked_into() {
    let check = |frame: &str, redacted: &str| {
        assert_eq!(redactor().frame(&Frame::from_json(frame).unwrap()).to_json(), redacted);
    };
    check(
        r#"{"dir":"in","via":"launch","url":"https://w.example.test/?bmtoken=abc#x","attributes":{"authtoken":"abc","config":"{\"mail\":\"ada@example.test\"}"}}"#,
        r#"{"dir":"in","via":"launch","url":"https://w.example.test/?bmtoken=secret-1#x","attributes":{"authtoken":"secret-1","config":"{\"mail\":\"user-1@redacted.invalid\"}"}}"#,
    );
    check(
        r#"{"dir":"in","via":"callback","name":"onX","args":[{"a":["ada@example.test"]},"ada@example.test"]}"#,
        r#"{"dir":"in","via":"callback","name":"onX","args":[{"a":["user-1@redacted.invalid"]},"user-1@redacted.invalid"]}"#,
    );
    check(
        r#"{"dir":"in","via":"return","id":"s1-7","status":422,"value":{"ada@example.test":1},"error":"no ada@example.test"}"#,
        r#"{"dir":"in","via":"return","id":"s1-7","status":422,"value":{"user-1@redacted.invalid":1},"error":"no user-1@redacted.invalid"}"#,
    );
    check(
        r#"{"dir":"out","via":"http","id":"a","method":"GET","path":"/contacts?q=ada@example.test","body":{"to":"ada@example.test"}}"#,
        r#"{"dir":"out","via":"http","id":"a","method":"GET","path":"/contacts?q=user-1%40redacted.invalid","body":{"to":"user-1@redacted.invalid"}}"#,
    );
    check(
        r#"{"dir":"out","via":"call","id":"a","target":"web.send","args":["+34600111222"]}"#,
        r#"{"dir":"out","via":"call","id":"a","target":"web.send","args":["+99900000001"]}"#,
    );
    check(
        r#"{"dir":"out","via":"message","to":"parent","data":"{\"a\":\"{\\\"b\\\":\\\"ada@example.test\\\",\\\"c\\\":\\\"\\\\ud83d\\\"}\"}"}"#,
        r#"{"dir":"out","via":"message","to":"parent","data":"{\"a\":\"{\\\"b\\\":\\\"user-1@redacted.invalid\\\",\\\"c\\\":\\\"\\\\ud83d\\\"}\"}"}"#,
    );
}

#[test]
fn further_members_can_be_hidden() {
    let mut redactor = redactor().hide(["name"]);
    assert_eq!(member(&mut redactor, "name", "\"Ada\""), "secret-1");
    assert_eq!(member(&mut redactor, "a", "{\"name\":\"Grace\"}"), json!({"name": "secret-2"}));
    assert_eq!(member(&mut redactor, "pubsub_token", "\"x\""), "secret-3");
}

#[test]
fn what_was_seen_does_not_show_in_debug() {
    let mut redactor = redactor();
    text(&mut redactor, "ada@example.test");
    assert!(!format!("{redactor:?}").contains("ada"));
}

#[test]
fn only_who_asks_for_it_gets_everything() {
    let frame = Frame::from_json(r#"{"dir":"in","via":"message","data":"ada@example.test"}"#).unwrap();
    let now = Rig::chatwoot().time();
    let line = |mut recorder: Recorder| recorder.line(&frame, now);
    assert!(line(Recorder::unredacted()).contains("ada@example.test"));
    assert!(!line(Recorder::new(&chatwoot())).contains("ada"));
}

/// Depth, doubled parameters and length do no harm.
#[test]
fn hostile_texts_end_in_time() {
    let nested = format!("x{}", "?a=".repeat(20_000));
    text(&mut redactor(), &nested);
    let mut json = String::from("1");
    for _ in 0..12 {
        json = format!("[{}]", literal(&json));
    }
    text(&mut redactor(), &json);
    text(&mut redactor(), &"a".repeat(200_000));
    text(&mut redactor(), &"+1 ".repeat(50_000));
    text(&mut redactor(), &"a.".repeat(50_000));
}

/// A person or a secret, at a place in a frame.
#[derive(Debug, Clone)]
enum Place {
    Member(&'static str),
    Text,
    Inner,
    Key,
    Url,
    Path,
}

fn original() -> impl Strategy<Value = (u8, String)> {
    prop_oneof![
        "[a-z]{1,6}(\\.[a-z]{1,4})?@[a-z]{2,8}\\.(test|example)".prop_map(|text| (0, text)),
        "\\+[1-8][0-9]{8,13}".prop_map(|text| (1, text)),
        "[A-Za-z0-9]{16,24}".prop_map(|text| (2, text)),
    ]
}

fn frame(kind: u8, original: &str, place: &Place) -> String {
    let quoted = literal(original);
    let message = |data: String| format!(r#"{{"dir":"in","via":"message","at":5,"data":{data}}}"#);
    match (kind, place) {
        (2, Place::Url | Place::Path) => {
            format!(
                r#"{{"dir":"in","via":"launch","at":5,"url":"https://w.example.test/?x=1&token={original}"}}"#
            )
        }
        (2, Place::Inner) => message(literal(&format!(r#"{{"a":[{{"api_key":{quoted}}}]}}"#))),
        (2, _) => message(format!(r#"{{"pubsub_token":{quoted},"id":4711}}"#)),
        (_, Place::Member(name)) => message(format!(r#"{{"{name}":{quoted},"id":4711}}"#)),
        (_, Place::Text) => {
            message(format!(r#"{{"content":{}}}"#, literal(&format!("so {original}, or not"))))
        }
        (_, Place::Inner) => message(literal(&literal(&format!(r#"{{"a":[{quoted}]}}"#)))),
        (_, Place::Key) => message(format!("{{{quoted}:1767949900}}")),
        (_, Place::Url) => format!(
            r#"{{"dir":"in","via":"launch","at":5,"url":"https://w.example.test/?who={}&x=4711"}}"#,
            original.replace('@', "%40").replace('+', "%2B")
        ),
        (_, Place::Path) => {
            format!(
                r#"{{"dir":"out","via":"http","at":5,"id":"s1-1","method":"GET","path":"/c/{original}/x"}}"#
            )
        }
    }
}

/// What stands in a redacted frame where the original stood, without what the place did to it.
fn pseudonyms(line: &str) -> BTreeSet<String> {
    let plain = line.replace("%40", "@").replace("%2B", "+");
    let pattern = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.' | '@'));
    plain
        .split(pattern)
        .filter(|word| word.starts_with("user-") || word.starts_with("secret-") || word.starts_with("+999"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn nothing_shows_and_equality_survives() {
    let place = prop_oneof![
        select(vec!["email", "phone_number", "content", "from"]).prop_map(Place::Member),
        Just(Place::Text),
        Just(Place::Inner),
        Just(Place::Key),
        Just(Place::Url),
        Just(Place::Path),
    ];
    let people = vec(original(), 1..6);
    let uses = vec((0..6_usize, place), 1..20);
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new(ProptestConfig { cases: config.cases.max(500), ..config });
    let ran = runner.run(&(people, uses), |(people, uses)| {
        let mut redactor = redactor();
        let mut known: BTreeMap<String, String> = BTreeMap::new();
        let mut lines = Vec::new();
        for (who, place) in &uses {
            let (kind, original) = &people[who % people.len()];
            let frame = Frame::from_json(&frame(*kind, original, place)).unwrap();
            let line = redactor.frame(&frame).to_json();
            assert!(!line.contains(original.trim_start_matches('+')), "{original} shows in {line}");
            let found = pseudonyms(&line);
            assert_eq!(found.len(), 1, "{line}");
            let pseudonym = found.into_iter().next().unwrap();
            let before = known.entry(original.clone()).or_insert_with(|| pseudonym.clone());
            assert_eq!(*before, pseudonym, "one original, one pseudonym");
            assert!(!line.contains("\"id\"") || line.contains("4711") || line.contains("s1-1"));
            assert!(line.contains("\"at\":5"));
            lines.push(line);
        }
        let different: BTreeSet<&String> = known.values().collect();
        assert_eq!(different.len(), known.len(), "two originals, two pseudonyms");
        let trace: Trace = lines.join("\n").parse().unwrap();
        assert_eq!(trace.clone().redacted(self::redactor()), trace, "twice is once");
        Ok(())
    });
    if let Err(error) = ran {
        panic!("{error}");
    }
}
