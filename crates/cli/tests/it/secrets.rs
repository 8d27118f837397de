//! Planted secrets turn up in nothing that the binary prints, on neither of its outputs, whatever the command.

use std::path::PathBuf;

use onepane::{AnyAdapter, HOSTS, Settings};
use onepane_testkit::{PLANTED, fixtures, planted};

use crate::support::{Ran, run};

/// The frames of a host with secrets planted in them, one on a line.
fn frames(host: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../adapters").join(host);
    let adapter = AnyAdapter::new(host, &Settings::default()).unwrap();
    let planted = planted(&adapter, &fixtures(folder.join("fixtures/inbound")));
    planted.iter().map(|fixture| fixture.frame.to_json() + "\n").collect()
}

#[track_caller]
fn clean(what: &str, ran: Ran) -> Ran {
    for line in ran.out.lines().chain(ran.err.lines()) {
        assert!(!line.contains(PLANTED), "{what}: {line}");
    }
    ran
}

#[test]
fn no_translation_prints_a_secret() {
    let mut hosts = 0;
    for host in HOSTS {
        let frames = frames(host);
        assert!(frames.is_empty() || frames.contains(PLANTED), "{host}");
        hosts += u32::from(!frames.is_empty());
        let events = clean(host, run(&format!("decode --color always --host {host}"), frames.as_str())).out;
        assert_eq!(events.is_empty(), frames.is_empty(), "{host}: nothing was decoded");
        for other in HOSTS {
            clean(host, run(&format!("bridge --from {host} --to {other}"), frames.as_str()));
            clean(host, run(&format!("emulate --host {other}"), events.as_str()));
        }
    }
    assert!(hosts >= 2, "secrets were planted for {hosts} hosts only");
}

#[test]
fn no_action_brings_a_secret_of_its_context_along() {
    let dir = tempfile::tempdir().unwrap();
    let config = dir.path().join("onepane.toml");
    std::fs::write(&config, "[api]\nenabled = true").unwrap();
    let actions = r#"{"type":"message.send","data":{"text":"Hi"}}
        {"type":"conversation.set_status","data":{"status":"resolved"}}
        {"type":"conversation.add_label","data":{"label":"vip"}}
        {"type":"context.refresh"}{"type":"made.up","data":{}}"#;
    for host in HOSTS {
        let context = dir.path().join(host);
        std::fs::write(&context, frames(host)).unwrap();
        let (context, config) = (context.display(), config.display());
        let args = format!("encode --host {host} --context {context} --config {config}");
        clean(host, run(&args, actions));
    }
}

#[test]
fn what_cannot_be_read_is_not_quoted() {
    for host in HOSTS {
        let frames = frames(host);
        // Lines cut in many places, and lines without their beginning.
        let mut cut = String::new();
        for (number, line) in frames.lines().enumerate() {
            let place = line.find(PLANTED).unwrap_or(0) + number % (2 * PLANTED.len());
            cut.push_str(line.get(..place).unwrap_or(line));
            cut.push('\n');
            cut.push_str(line.get(place.saturating_sub(number % 9)..).unwrap_or(line));
            cut.push('\n');
        }
        for command in ["decode --host", "encode --host", "emulate --host", "decode --event onX --host"] {
            clean(command, run(&format!("{command} {host}"), cut.as_str()));
            clean(command, run(&format!("{command} {host}"), cut.replace('\n', "")));
        }
    }
}

#[test]
fn a_frame_or_url_in_the_place_of_something_else_is_not_quoted() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("frames.jsonl");
    for host in HOSTS {
        std::fs::write(&path, frames(host)).unwrap();
        let path = path.display();
        for args in [
            format!("decode --host {host} --config {path}"),
            format!("capabilities --host {host} --config {path}"),
            format!("token inspect {path}"),
            format!("token verify --host {host} --keys {path} {path}"),
            format!("decode --host {host} https://w.example/?bmtoken={PLANTED}"),
            format!("decode --host {host} --config https://w.example/#token={PLANTED}"),
            format!("schema https://w.example/?bmtoken={PLANTED}"),
            format!("completions https://w.example/?bmtoken={PLANTED}"),
            format!("token verify --host {host} --keys https://me:{PLANTED}@w.example/ x"),
            format!("token inspect https://w.example/?bmtoken={PLANTED}"),
        ] {
            clean(&args, run(&args, ""));
        }
    }
}
