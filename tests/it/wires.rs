//! The page about wires says the truth: each frame on it is one that the host's adapter or emulator takes.

use onepane::core::{Adapter as _, Body, Frame, Received};
use onepane::map::JsonLines;

const PAGE: &str = include_str!("../../docs/wires.md");

#[test]
fn every_frame_on_the_page_is_one_of_the_host_that_it_names() {
    let mut tried = 0;
    for block in PAGE.split("\n```json host=").skip(1) {
        let (host, rest) = block.split_once('\n').unwrap();
        let (frames, _) = rest.split_once("\n```").unwrap();
        let mut adapter = crate::adapter(host);
        for line in frames.lines() {
            let frame = Frame::from_json(line).unwrap_or_else(|error| panic!("{host}: {error}\n{line}"));
            match frame.body {
                Body::In(_) => {
                    let seen = adapter.decode(&frame, &mut JsonLines::of(&frame)).unwrap();
                    assert_eq!(seen.ignored, None, "{host}: {line}");
                    assert_eq!(seen.warnings, [], "{host}: {line}");
                }
                _ => {
                    let mut emulator = (crate::subject(host).emulator)();
                    let received = emulator.receive(&frame).unwrap();
                    let subscribes = line.contains(r#""via":"subscribe""#);
                    assert!(
                        matches!(received, Received::Action(_)) || subscribes,
                        "{host}: {received:?} of {line}"
                    );
                }
            }
            tried += 1;
        }
    }
    assert!(tried >= 15, "only {tried} frames are on the page");
}
