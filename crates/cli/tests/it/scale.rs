//! Much input, and large records.

use crate::support::{chat, conversations, run};

#[test]
fn a_string_of_ten_megabytes_passes() {
    let long = "x".repeat(10 * 1024 * 1024);
    let event = chat("a").replace("}}", &format!(r#","customerName":"{long}"}}}}"#));
    for input in [format!("{event}\n{}", chat("b")), format!("[{event},{}]", chat("b"))] {
        let ran = run("decode --host botmaker", input);
        assert_eq!(conversations(&ran), ["a", "b"]);
        assert_eq!(ran.json()[0]["data"]["contact"]["name"], long);
        assert_eq!(ran.code, Some(0));
    }
}

#[test]
fn a_string_of_ten_megabytes_that_never_ends_costs_only_its_line() {
    let ran =
        run("decode --host botmaker", format!("{{\"a\":\"{}\n{}", "x".repeat(10 * 1024 * 1024), chat("b")));
    assert_eq!(conversations(&ran), ["b"]);
    assert_eq!(ran.code, Some(1));
}

/// Feeds much more than the process may take for it.
#[cfg(target_os = "linux")]
mod memory {
    use std::io::{Read as _, Write as _};
    use std::process::{Command, Stdio};

    use crate::support::chat;

    /// How much more memory a process may have after the whole input than after its first twelfth.
    const ALLOWED: usize = 4 * 1024 * 1024;
    const INPUT: usize = 12 * 1024 * 1024;
    /// The most memory that a run may have, whatever the number of records of up to a megabyte.
    const MOST: usize = 64 * 1000 * 1000;

    #[track_caller]
    fn check(before: &str, record: &str, after: &str, summary: impl Fn(usize) -> String) {
        for jobs in ["1", "4"] {
            check_with(jobs, before, record, after, &summary);
        }
    }

    #[track_caller]
    fn check_with(jobs: &str, before: &str, record: &str, after: &str, summary: &impl Fn(usize) -> String) {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin!("onepane"))
            .args(["decode", "--host", "botmaker", "--jobs", jobs])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let (block, blocks) = (record.repeat(100), INPUT / (record.len() * 100));
        let mut start = 0;
        input.write_all(before.as_bytes()).unwrap();
        for written in 1..=blocks {
            input.write_all(block.as_bytes()).unwrap();
            if written == blocks / 12 {
                start = peak_of(child.id());
            }
        }
        let peak = peak_of(child.id());
        input.write_all(after.as_bytes()).unwrap();
        drop(input);
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        child.wait().unwrap();
        assert_eq!(err.lines().last(), Some(summary(blocks * 100).as_str()));
        assert!(
            start > 0 && peak - start < ALLOWED,
            "{start} bytes at first, {peak} in the end, {jobs} jobs"
        );
        assert!(peak < MOST, "{peak} bytes, {jobs} jobs");
    }

    /// The most memory that a process has had so far, in bytes.
    fn peak_of(process: u32) -> usize {
        let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() * 1024
    }

    /// A record in which most is text, because that is quick in a build without optimization.
    fn record(end: &str) -> String {
        chat("a").replace("}}", &format!(r#","customerName":"{}"}}}}{end}"#, "x".repeat(4000)))
    }

    #[test]
    fn lines_of_any_number_fit() {
        check("", &record("\n"), "", |all| format!("{all} frames: {all} events"));
    }

    #[test]
    fn items_of_any_number_on_one_line_fit() {
        check("[", &record(","), "{}]", |all| format!("{} frames: {all} events, 1 ignored", all + 1));
    }

    #[test]
    fn lines_behind_one_that_was_cut_fit() {
        check("{\"payload\":[\n", &record("\n"), "", |all| {
            format!("{} frames: {all} events, 1 failed", all + 1)
        });
    }

    #[test]
    fn an_array_of_any_length_on_many_lines_fits() {
        check("[\n", &record(",\n"), "{}]", |all| format!("{} frames: {all} events, 1 ignored", all + 1));
    }

    #[test]
    fn records_of_a_megabyte_fit() {
        let long = chat("a").replace("}}", &format!(r#","customerName":"{}"}}}}"#, "x".repeat(1_000_000)));
        for jobs in ["1", "2"] {
            let mut child = Command::new(assert_cmd::cargo::cargo_bin!("onepane"))
                .args(["decode", "--host", "botmaker", "--jobs", jobs])
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            let mut input = child.stdin.take().unwrap();
            for _ in 0..50 {
                writeln!(input, "{long}").unwrap();
            }
            let peak = peak_of(child.id());
            drop(input);
            assert!(child.wait().unwrap().success());
            assert!(peak < MOST, "{peak} bytes, {jobs} jobs");
        }
    }
}
