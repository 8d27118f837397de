//! Whatever a host sends either comes back exactly, or is refused at the place where it is wrong.

use onepane_map::{Corrupt, Decoder, FrameId, Index, JsonLines, Stamp};
use onepane_model::{Event, Time};
use proptest::prelude::{Just, Strategy, prop_oneof, proptest};

use crate::damage::damaged;
use crate::harbour::{BARE, FRAMES, PROTOCOL, SECRETS};
use crate::neutral::assert_no_doubled_members;
use crate::run::{config, decoded_at, emulated, emulated_by, recorded, typed};
use crate::tree::Tree;

proptest! {
    #![proptest_config(config(1000))]

    #[test]
    fn a_frame_is_corrupt_or_comes_back(frame in damaged(FRAMES), at in recording()) {
        check(&frame, at);
    }

    #[test]
    fn what_is_left_of_a_failed_frame_touches_no_later_one(bad in damaged(FRAMES), good in damaged(FRAMES)) {
        let mut used = Decoder::new(PROTOCOL.secrets);
        let mut lines = JsonLines::default();
        let bad = Index::parse(&bad).unwrap();
        let failed = PROTOCOL.decode(&mut used, bad.root(), &Stamp::new("s", None), &mut lines).is_err();
        if !failed {
            used.take_warnings();
        }
        lines.restart(FrameId::default());
        let good_index = Index::parse(&good).unwrap();
        let outcome = PROTOCOL.decode(&mut used, good_index.root(), &Stamp::new("s", None), &mut lines);
        match decoded_at(&good, None) {
            Ok((line, warnings)) => {
                assert_eq!(lines.as_str(), format!("{line}\n"));
                assert_eq!(used.take_warnings(), warnings);
            }
            Err(error) => assert_eq!(outcome, Err(error)),
        }
    }

    #[test]
    fn a_payload_without_an_envelope_comes_back(frame in damaged(FRAMES)) {
        check_bare(&frame);
    }
}

fn recording() -> impl Strategy<Value = Option<Time>> {
    prop_oneof![Just(None), Just(recorded())]
}

#[test]
fn every_frame_of_the_harbour_comes_back() {
    for frame in FRAMES {
        decoded_at(frame, None).unwrap_or_else(|error| panic!("{error}\n{frame}"));
        check(frame, None);
        check(frame, recorded());
        check_bare(frame);
    }
}

#[track_caller]
pub(crate) fn check(frame: &str, at: Option<Time>) {
    let sent = Tree::of(frame);
    let (line, warnings) = match decoded_at(frame, at) {
        Ok(decoded) => decoded,
        Err(error) => return assert_leads_to_the_culprit(&sent, &error),
    };
    for warning in &warnings {
        assert_leads_to_the_culprit(&sent, warning);
    }
    assert_no_doubled_members(&line);
    assert_no_secret(&line);
    let text = Tree::of(&line);
    let event =
        typed(frame, at).unwrap_or_else(|error| panic!("the text is fine, the model not: {error}\n{frame}"));
    let model = serde_json::to_string(&event).unwrap();
    assert_eq!(text, Tree::of(&model), "text and model differ\n{frame}");

    let sent = sent.without(SECRETS);
    for event in [&line, &model] {
        let back = emulated(event);
        assert_eq!(Tree::of(&back.text), sent, "came back changed\n{frame}\n{event}\n{}", back.text);
        assert_eq!(back.losses, [], "{frame}\n{event}");
        assert_no_doubled_keys(&back.text);
        let (again, _) = decoded_at(&back.text, at).unwrap_or_else(|error| panic!("{error}\n{}", back.text));
        assert_eq!(Tree::of(&again), text, "the event came back changed\n{frame}");
    }
    // What another Rust program makes of the text must serve as well.
    if let Ok(read) = serde_json::from_str::<Event>(&line) {
        let back = emulated(&serde_json::to_string(&read).unwrap());
        assert_eq!(Tree::of(&back.text), sent, "came back changed through serde\n{frame}\n{line}");
    }
}

fn check_bare(frame: &str) {
    let index = Index::parse(frame).unwrap();
    let (Some(name), Some(payload)) =
        (index.root().get("signal").and_then(|at| at.chars()), index.root().get("cargo"))
    else {
        return;
    };
    let mut lines = JsonLines::default();
    let stamp = Stamp::new("s", None);
    let mut decoder = Decoder::new(BARE.secrets);
    if BARE.decode_named(&mut decoder, &name, payload, &stamp, &mut lines).is_ok() {
        let back =
            emulated_by(&BARE, lines.as_str()).unwrap_or_else(|error| panic!("{error}\n{}", lines.as_str()));
        assert_eq!(
            Tree::of(&back.text),
            Tree::of(payload.raw()).without(SECRETS),
            "{frame}\n{}",
            lines.as_str()
        );
        assert_eq!(back.name, name);
    }
}

/// The pointer of an error leads to a value of the kind that it names, or to where one is missing.
#[track_caller]
pub(crate) fn assert_leads_to_the_culprit(sent: &Tree, error: &Corrupt) {
    assert_eq!(error.offset, None, "{error}");
    let there = sent.at(&error.pointer);
    if error.found == "nothing" {
        let (parent, _) = error.pointer.rsplit_once('/').expect("something is missing in something");
        assert!(matches!(sent.at(parent), Some(Tree::Object(_))), "{error}: its parent is no object");
        assert_eq!(there, None, "{error}: it is there");
    } else {
        let there = there.unwrap_or_else(|| panic!("{error}: leads nowhere"));
        let noun = there.noun();
        assert!(error.found == noun || error.found.starts_with(&format!("{noun} ")), "{error}: it is {noun}");
        assert_ne!(error.expected, error.found, "{error}");
    }
}

fn assert_no_secret(line: &str) {
    let mut words = Vec::new();
    Tree::of(line).words(&mut words);
    assert!(!words.iter().any(|word| word == "cipher" || word == "S3CRET"), "a secret in {line}");
}

/// No object of the host's that the engine writes has a key twice.
fn assert_no_doubled_keys(text: &str) {
    crate::neutral::assert_unique(Index::parse(text).unwrap().root(), text);
}
