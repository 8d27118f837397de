//! One frame's way through the engine, there and back.

use onepane_map::{Corrupt, Decoder, Emulated, Events, Facts, Index, JsonLines, Protocol, Room, Stamp};
use onepane_model::{Event, Time};
use proptest::prelude::ProptestConfig;

use crate::harbour::PROTOCOL;
use crate::tree::{Draft, Tree};

/// So many cases, unless the environment asks for another number; what fails goes into a test of its own
/// rather than into a file.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() { config } else { ProptestConfig { cases, ..config } }
}

/// When the frames of these tests were recorded.
pub(crate) fn recorded() -> Option<Time> {
    Time::from_millis(1_770_000_000_000)
}

/// The neutral event as a line of JSON, and the warnings.
pub(crate) fn decoded(frame: &str) -> Result<(String, Vec<Corrupt>), Corrupt> {
    decoded_at(frame, None)
}

pub(crate) fn decoded_at(frame: &str, at: Option<Time>) -> Result<(String, Vec<Corrupt>), Corrupt> {
    let mut decoder = Decoder::new(PROTOCOL.secrets);
    let mut lines = JsonLines::default();
    let index = Index::parse(frame)?;
    let outcome = PROTOCOL.decode(&mut decoder, index.root(), &Stamp::new("s", at), &mut lines);
    if let Err(error) = outcome {
        assert_eq!(lines.as_str(), "", "an event went out before the error");
        assert_eq!(lines.count(), 0);
        return Err(error);
    }
    assert_eq!(lines.count(), 1);
    let line = lines.as_str().strip_suffix('\n').expect("a line");
    assert!(!line.contains('\n'), "an event is one line: {line}");
    Ok((line.to_owned(), decoder.take_warnings()))
}

/// The neutral event of a frame that is sound.
#[track_caller]
pub(crate) fn neutral(frame: &str) -> String {
    decoded(frame).unwrap_or_else(|error| panic!("{error}\n{frame}")).0
}

/// The same as a value of the model.
pub(crate) fn typed(frame: &str, at: Option<Time>) -> Result<Event, Corrupt> {
    let mut events = Events::default();
    let index = Index::parse(frame)?;
    PROTOCOL.decode(&mut Decoder::new(PROTOCOL.secrets), index.root(), &Stamp::new("s", at), &mut events)?;
    let [event] = &events.into_vec()[..] else { panic!("one event for one frame") };
    Ok(event.clone())
}

/// The host's document for a neutral event.
pub(crate) fn emulated_by(protocol: &Protocol, event: &str) -> Result<Emulated, Corrupt> {
    let index = Index::parse(event)?;
    let facts = Facts::of(index.root())?.expect("an event that a host sends");
    Ok(protocol.emulate(&mut Room::default(), &facts)?.expect("an event that this host has"))
}

#[track_caller]
pub(crate) fn emulated(event: &str) -> Emulated {
    emulated_by(&PROTOCOL, event).unwrap_or_else(|error| panic!("{error}\n{event}"))
}

/// The frame around a payload.
pub(crate) fn framed(signal: &str, cargo: &str) -> String {
    format!(r#"{{"code":"flags/2","signal":"{signal}","cargo":{cargo}}}"#)
}

/// A frame with one voyage in the log, of these further members.
pub(crate) fn voyage(members: &str) -> String {
    framed("log", &format!(r#"{{"voyage":{{"no":1,"state":"OPEN"{members}}}}}"#))
}

/// A text with values replaced or added, by pointer; an empty value takes what is there away.
#[track_caller]
pub(crate) fn edited(text: &str, edits: &[(&str, &str)]) -> String {
    let mut draft = Draft::of(text);
    for (pointer, value) in edits {
        draft.set(pointer, value);
    }
    draft.text()
}

/// What stands at these places of a text; an empty value for nothing.
#[track_caller]
pub(crate) fn assert_holds(text: &str, places: &[(&str, &str)]) {
    let tree = Tree::of(text);
    for (pointer, value) in places {
        let expected = (!value.is_empty()).then(|| Tree::of(value));
        assert_eq!(tree.at(pointer), expected.as_ref(), "at {pointer} of {text}");
    }
}
