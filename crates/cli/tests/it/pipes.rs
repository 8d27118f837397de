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
    let mut child = spawn(&["decode", "--host", "botmaker"]);
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    let line = format!("{}\n", chat("a"));
    // The child is gone sooner or later, and then writing to it fails.
    while input.write_all(line.as_bytes()).is_ok() {}
    drop(input);
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!(err, "");
    assert_eq!(child.wait().unwrap().code(), Some(0));
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
