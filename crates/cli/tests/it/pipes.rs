//! What happens at the ends of pipes.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, Command, Stdio};

use crate::support::chat;

fn spawn(args: &[&str]) -> Child {
    Command::new(assert_cmd::cargo::cargo_bin!("onepane"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn a_closed_pipe_ends_the_run_quietly() {
    for jobs in ["1", "2", "8"] {
        let mut child = spawn(&["decode", "--host", "botmaker", "--jobs", jobs]);
        drop(child.stdout.take());
        let mut input = child.stdin.take().unwrap();
        let line = format!("{}\n", chat("a"));
        // The child is gone sooner or later, and then writing to it fails.
        while input.write_all(line.as_bytes()).is_ok() {}
        drop(input);
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        assert_eq!(err, "", "{jobs} jobs");
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
}

/// The input stays open and says nothing more: nobody has to wait for it.
#[test]
fn a_closed_pipe_ends_the_run_while_the_input_pauses() {
    for (jobs, begin) in [("1", ""), ("1", "["), ("2", ""), ("2", "["), ("8", "")] {
        let mut child = spawn(&["decode", "--host", "botmaker", "--jobs", jobs]);
        drop(child.stdout.take());
        let mut input = child.stdin.take().unwrap();
        writeln!(input, "{begin}{}", chat("a")).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{jobs} jobs");
        drop(input);
    }
}

#[test]
#[cfg(unix)]
fn an_interruption_leaves_whole_lines() {
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        for jobs in ["1", "2"] {
            let mut child = spawn(&["decode", "--host", "botmaker", "--jobs", jobs]);
            let mut input = child.stdin.take().unwrap();
            let text = format!("{}\n", chat(&"x".repeat(1000))).repeat(64);
            let writer = std::thread::spawn(move || while input.write_all(text.as_bytes()).is_ok() {});
            let mut output = child.stdout.take().unwrap();
            let mut out = vec![0; 100_000];
            output.read_exact(&mut out).unwrap();
            let sent = Command::new("kill").args(["-s", signal, &child.id().to_string()]).status();
            assert!(sent.unwrap().success());
            output.read_to_end(&mut out).unwrap();
            assert_eq!(child.wait().unwrap().code(), Some(code));
            writer.join().unwrap();
            let last = out.split(|byte| *byte == b'\n').next_back().unwrap();
            assert_eq!(String::from_utf8_lossy(last), "", "{signal}, {jobs} jobs");
        }
    }
}

#[test]
fn a_closed_pipe_ends_tables_and_schemas_quietly() {
    for args in [&["capabilities"][..], &["schema", "event"], &["completions", "bash"], &["--help"]] {
        let mut child = spawn(args);
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        assert_eq!(err, "", "{args:?}");
        assert_eq!(child.wait().unwrap().code(), Some(0), "{args:?}");
    }
}

#[test]
fn a_record_is_answered_before_the_next_one_comes() {
    let mut child = spawn(&["decode", "--host", "botmaker"]);
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for customer in ["a", "b"] {
        writeln!(input, "{}", chat(customer)).unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert!(line.contains(&format!(r#""id":"{customer}""#)), "{line}");
    }
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
#[cfg(target_os = "linux")]
fn an_output_that_cannot_be_written_is_an_error() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin!("onepane"))
        .args(["schema", "event"])
        .write_stdin("")
        .output();
    assert!(output.unwrap().status.success());
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("onepane"))
        .args(["decode", "--host", "botmaker"])
        .stdin(Stdio::piped())
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(chat("a").as_bytes()).unwrap();
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert!(err.contains("error: cannot write the output: No space left on device"), "{err}");
    assert_eq!(child.wait().unwrap().code(), Some(1));
}
