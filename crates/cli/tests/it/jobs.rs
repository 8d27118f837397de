//! Several jobs make what one makes, byte for byte.

use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::thread;

use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, prop_oneof};
use proptest::sample::select;
use proptest::test_runner::TestRunner;

use crate::support::{Ran, chat, onepane, run};

/// Runs the binary on an input that comes in pieces, as from a pipe.
fn run_on(args: &str, pieces: &[&[u8]]) -> Ran {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("onepane"))
        .args(args.split_whitespace())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    thread::scope(|scope| {
        scope.spawn(move || {
            for piece in pieces {
                input.write_all(piece).unwrap();
                // Room for whoever waits for input, so that the pieces stay pieces mostly.
                thread::yield_now();
            }
        });
        child.wait_with_output().unwrap().into()
    })
}

#[track_caller]
fn check(command: &str, input: &[u8], cuts: &[usize]) {
    let alone = run(&format!("{command} --jobs 1"), input);
    let mut pieces = Vec::new();
    let mut rest = input;
    for cut in cuts.iter().cycle().take_while(|_| !cuts.is_empty()) {
        if rest.len() <= *cut {
            break;
        }
        let (piece, behind) = rest.split_at(*cut);
        pieces.push(piece);
        rest = behind;
    }
    pieces.push(rest);
    for jobs in [1, 2, 8] {
        let ran = run_on(&format!("{command} --jobs {jobs}"), &pieces);
        assert_eq!(ran.out, alone.out, "{jobs} jobs");
        assert_eq!(ran.err, alone.err, "{jobs} jobs");
        assert_eq!(ran.code, alone.code, "{jobs} jobs");
    }
}

/// Whatever may stand in an input, well-formed or not, over one line or several.
fn text() -> impl Strategy<Value = String> {
    let whole = (0..100).prop_map(|number| chat(&format!("c-{number}"))).boxed();
    let pretty = whole.clone().prop_map(|text| {
        serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(&text).unwrap()).unwrap()
    });
    let some = vec(whole.clone(), 0..4);
    prop_oneof![
        8 => whole.clone(),
        2 => pretty,
        1 => some.clone().prop_map(|items| format!("[{}]", items.join(","))),
        1 => some.clone().prop_map(|items| format!("[\n  {}\n]", items.join(",\n  "))),
        1 => some.prop_map(|items| format!("[\n{}", items.join(",\n"))),
        1 => (whole.clone(), 0_usize..120).prop_map(|(text, end)| text[..end.min(text.len())].to_owned()),
        1 => whole.clone().prop_map(|text| format!("  {text}")),
        1 => whole.clone().prop_map(|text| format!("{text}\r")),
        1 => whole.clone().prop_map(|text| format!("\u{feff}{text}")),
        1 => whole.prop_map(|text| text.replace("CHATS", &"x".repeat(5000))),
        2 => select(vec![
            "", " ", "oops", "7", "]", "}", "{", "[", "\"", "{\"payload\":[", "{\"a\":{\"b\":1}", "{}, oops",
            r#"{"messageType":"BM_WIDGET_EVENT","event":"chat:selected","payload":7}"#,
            r#"{"messageType":"BM_WIDGET_EVENT","event":"ticket:selected","payload":{"ticketCode":"T","subject":7}}"#,
            r#"{"event":"appContext","data":{}}"#,
            r#"{"dir":"out","via":"subscribe","name":"x"}"#,
            r#"{"dir":"in","via":"page","state":7}"#,
        ]).prop_map(str::to_owned),
    ]
}

#[test]
fn any_input_in_any_pieces_is_translated_alike_by_any_number_of_jobs() {
    let config = ProptestConfig::default();
    let mut runner = TestRunner::new(ProptestConfig { cases: (config.cases / 8).max(24), ..config });
    let end = prop_oneof![Just("\n"), Just("")];
    let cuts = vec(prop_oneof![1_usize..40, 100_usize..3000], 1..6);
    runner
        .run(&(vec(text(), 0..40), end, cuts), |(texts, end, cuts)| {
            let input = texts.join("\n") + end;
            check("decode --host botmaker", input.as_bytes(), &cuts);
            Ok(())
        })
        .unwrap();
}

#[test]
fn much_input_is_translated_alike_by_any_number_of_jobs() {
    let lines: Vec<String> = (0..4_000)
        .map(|number| match number % 97 {
            0 => "oops".to_owned(),
            1 => r#"{"event":"appContext","data":{}}"#.to_owned(),
            _ => chat(&format!("{number}")).replace("CHATS", &"x".repeat(number % 50)),
        })
        .collect();
    check("decode --host botmaker", (lines.join("\n") + "\n").as_bytes(), &[]);
    check("bridge --from botmaker --to chatwoot", lines.join("\n").as_bytes(), &[]);
    let list = format!("[{}]", lines.join(",\n"));
    check("decode --host botmaker", list.as_bytes(), &[]);
    let events = run("decode --host botmaker --quiet", (lines.join("\n") + "\n").into_bytes()).out;
    check("emulate --host botmaker", events.as_bytes(), &[]);
}

#[test]
fn a_file_is_translated_as_the_standard_input_is() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("session.jsonl");
    let lines = (0..10_000).map(|number| chat(&number.to_string())).collect::<Vec<_>>().join("\r\n");
    std::fs::write(&path, &lines).unwrap();
    let alone = run("decode --host botmaker --jobs 1", lines);
    for jobs in ["2", "8"] {
        let output =
            onepane().args(["decode", "--host", "botmaker", "--jobs", jobs]).arg(&path).output().unwrap();
        let ran = Ran::from(output);
        assert_eq!((ran.out, ran.err, ran.code), (alone.out.clone(), alone.err.clone(), alone.code));
    }
}

#[test]
fn actions_without_an_id_are_numbered_in_order() {
    let line = |number: usize| match number % 5 {
        0 => format!(r#"{{"type":"message.send","id":"r{number}","data":{{"text":"Hi"}}}}"#),
        1 => r#"{"type":"message.send","data":{}}"#.to_owned(),
        _ => format!(r#"{{"type":"message.send","data":{{"text":"{number}"}}}}"#),
    };
    let actions = (0..4_000).map(line).collect::<Vec<_>>().join("\n");
    let ran = run("encode --host botmaker", actions.clone());
    assert!(ran.out.contains(r#""requestId":"s1-2400""#) && !ran.out.contains("s1-2401"));
    check("encode --host botmaker", actions.as_bytes(), &[]);
}

#[test]
fn what_a_host_remembers_of_earlier_actions_and_events_is_remembered() {
    // At Kustomer there is one modal of each name, and one first context.
    let modal = |n: usize| {
        format!(
            r#"{{"type":"host.call","id":"m{n}","data":{{"name":"modal.init","args":[{{"id":"m{}"}}]}}}}"#,
            n % 2
        )
    };
    let actions = (0..1_500).map(modal).collect::<Vec<_>>().join("\n");
    let ran = run("encode --host kustomer", actions.clone());
    assert!(ran.err.ends_with("1500 actions: 2 frames, 1498 refused\n"), "{}", ran.err);
    check("encode --host kustomer", actions.as_bytes(), &[]);
    let event = |n: usize| chat(&format!("{n}"));
    let frames = (0..2_000).map(event).collect::<Vec<_>>().join("\n");
    let ran = run("bridge --from botmaker --to kustomer", frames.clone());
    assert_eq!(ran.out.matches(r#""name":"initialize""#).count(), 1);
    check("bridge --from botmaker --to kustomer", frames.as_bytes(), &[]);
}

#[test]
fn a_number_of_jobs_that_cannot_be_is_refused() {
    for jobs in ["0", "-1", "many", "5000"] {
        let ran = run(&format!("decode --host botmaker --jobs={jobs}"), "");
        assert_eq!(ran.code, Some(2));
        assert!(ran.err.contains("expected a number from 1 to 1024"), "{}", ran.err);
    }
}

/// The input pauses: everything that has come is answered, however many jobs there are.
#[test]
fn a_slow_input_is_answered_as_it_comes() {
    use std::io::{BufRead as _, BufReader};
    for jobs in ["1", "2", "8"] {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin!("onepane"))
            .args(["decode", "--host", "botmaker", "--jobs", jobs])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        for round in 0..20 {
            // One line, several, one in pieces, a list that has not ended, and its end.
            let (text, events) = match round % 5 {
                0 => (format!("{}\n", chat("a")), 1),
                1 => (format!("{}\n{}\n{}\n", chat("a"), chat("a"), chat("a")), 3),
                2 => (format!("[{},{}", chat("a"), chat("a")), 2),
                3 => (format!(",\n{}\n", chat("a")), 1),
                _ => (format!("]\n{}\n", chat("a")), 1),
            };
            let (first, second) = text.split_at(text.len() / 2);
            for part in [first, second] {
                input.write_all(part.as_bytes()).unwrap();
                input.flush().unwrap();
            }
            for _ in 0..events {
                let mut line = String::new();
                output.read_line(&mut line).unwrap();
                assert!(line.contains(r#""id":"a""#), "{line}");
            }
        }
        drop(input);
        assert_eq!(child.wait().unwrap().code(), Some(0));
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        assert_eq!(err, "32 frames: 32 events\n");
    }
}
