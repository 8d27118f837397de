//! The emulator's half of a talk with the vendor's own client, of which the transcript is on file.
//!
//! `tests/sdk` holds the unmodified client to the same transcript, in Node.

use std::collections::VecDeque;

use onepane_adapter_zendesk::ZendeskEmulator;
use onepane_core::{Emulator, Frame, Received};
use serde_json::{Value, json};

const TRANSCRIPT: &str = include_str!("../../fixtures/sdk/transcript.jsonl");

#[test]
fn the_vendors_own_client_is_answered_as_its_transcript_says() {
    let mut emulator = ZendeskEmulator::new();
    let mut said: VecDeque<Value> = VecDeque::new();
    let mut actions: VecDeque<Value> = VecDeque::new();
    let mut answered = 0;
    for line in TRANSCRIPT.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        if let Some(action) = line.get("action") {
            assert_eq!(Some(action), actions.pop_front().as_ref());
            continue;
        }
        if line["from"] == "console" {
            assert_eq!(Some(&line["data"]), said.pop_front().as_ref());
            answered += 1;
            continue;
        }
        let frames = if let Some(event) = line.get("told") {
            emulator.emulate(&event.to_string()).unwrap().frames
        } else {
            let frame = json!({"dir": "out", "via": "message", "data": line["data"]}).to_string();
            match emulator.receive(&Frame::from_json(&frame).unwrap()).unwrap() {
                Received::Answered(frames) => frames,
                Received::Action(action) => {
                    actions.push_back(serde_json::to_value(&action).unwrap());
                    Vec::new()
                }
                other => panic!("{other:?} to {frame}"),
            }
        };
        for frame in frames {
            let frame: Value = serde_json::from_str(&frame.to_json()).unwrap();
            said.push_back(frame["data"].clone());
        }
    }
    assert_eq!((said.len(), actions.len()), (0, 0));
    assert_eq!(answered, 16);
}
