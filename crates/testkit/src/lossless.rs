//! The proof that nothing is lost.

use onepane_core::{Body, Data, Frame, Inbound};
use onepane_map::{At, Index, JsonKind, JsonLines};

use crate::subject::Subject;

/// Asserts that a frame of the host either is corrupt, with a place that can be followed, or comes back
/// exactly from its events: through neutral JSON and through the typed model, which must agree; and that
/// decoding what came back gives the same events.
///
/// Gives whether the frame was translated.
///
/// # Panics
///
/// When something was lost, invented or changed.
pub fn assert_lossless(subject: &Subject, frame: &Frame) -> bool {
    let mut adapter = (subject.adapter)();
    let secrets = adapter.protocol().secrets;
    let mut lines = JsonLines::new();
    let seen = match adapter.decode(frame, &mut lines) {
        Ok(seen) => seen,
        Err(error) => {
            let corrupt = error.corrupt().unwrap_or_else(|| panic!("{error}: says no place"));
            assert_eq!(lines.as_str(), "", "an event went out before the error");
            assert_leads_somewhere(frame, &corrupt.pointer);
            return false;
        }
    };
    if seen.ignored.is_some() {
        assert_eq!(lines.as_str(), "", "an ignored frame has no events");
        return false;
    }
    let (typed, _) = (subject.adapter)().events(frame).expect("what decodes to text decodes to the model");
    let typed: Vec<String> = typed
        .iter()
        .map(|event| serde_json::to_string(event).expect("an event can be written as JSON"))
        .collect();
    let text: Vec<&str> = lines.as_str().lines().collect();
    assert_eq!(text.len(), typed.len(), "both ways give the same number of events");
    for (text, typed) in text.iter().zip(&typed) {
        assert!(same_meaning(text, typed), "text and model differ:\n{text}\n{typed}");
    }
    assert_comes_back(subject, frame, &text, secrets);
    let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
    assert_comes_back(subject, frame, &typed, secrets);
    true
}

fn assert_comes_back(subject: &Subject, frame: &Frame, events: &[&str], secrets: &[&str]) {
    let mut emulator = (subject.emulator)();
    let mut frames = Vec::new();
    for event in events {
        let emulated = emulator.emulate(event).unwrap_or_else(|error| panic!("{error}\n{event}"));
        assert!(emulated.losses.is_empty(), "{:?} of {event}", emulated.losses);
        frames.extend(emulated.frames);
    }
    let [back] = &frames[..] else {
        panic!("expected one frame, got {}\n{events:?}", frames.len());
    };
    let (sent, came) = (payload(frame, secrets), payload(back, secrets));
    assert!(same_meaning(&sent, &came), "the frame came back changed:\n{sent}\n{came}\n{events:?}");
    let mut again = JsonLines::new();
    (subject.adapter)().decode(back, &mut again).expect("what came back can be decoded");
    for (event, again) in events.iter().zip(again.as_str().lines()) {
        let (event, again) = (timeless(event, frame), timeless(again, frame));
        assert!(same_meaning(&event, &again), "the event came back changed:\n{event}\n{again}");
    }
}

/// What of a frame must come back: its data, arguments, value or URL.
fn payload(frame: &Frame, secrets: &[&str]) -> String {
    let without = |json: &str| {
        let index = Index::parse(json).expect("a host's document");
        let mut out = String::new();
        index.root().copy_into(&mut out, secrets);
        out
    };
    match &frame.body {
        Body::In(Inbound::Message { data: Data::Text(text), .. }) => without(text),
        Body::In(Inbound::Message { data: Data::Value(json), .. }) => without(json.as_str()),
        Body::In(Inbound::Callback { name, args }) => {
            let args: Vec<String> = args.iter().map(|arg| without(arg.as_str())).collect();
            format!("[{},[{}]]", serde_json::Value::from(name.as_str()), args.join(","))
        }
        Body::In(Inbound::Return { id, value, error, .. }) => {
            // In brackets, so that `null` is not the same as nothing.
            let [value, error] = [value, error]
                .map(|json| json.as_ref().map_or_else(String::new, |json| without(json.as_str())));
            format!("[{},[{value}],[{error}]]", serde_json::Value::from(id.as_str()))
        }
        // A launch URL comes back without its secrets; the adapters' own tests compare it.
        _ => "null".to_owned(),
    }
}

/// An event without what need not come back: id, source, and a time that was the recording's.
fn timeless(event: &str, frame: &Frame) -> String {
    let index = Index::parse(event).expect("a neutral event");
    let recorded = frame.at.is_some();
    let hidden: &[&str] = if recorded { &["id", "source", "time"] } else { &["id", "source"] };
    let mut out = String::from("{");
    for (key, value) in index.root().members().filter(|(key, _)| !hidden.iter().any(|name| key.is(name))) {
        push_key(&mut out, key.raw());
        if recorded && key.is("data") && value.kind() == JsonKind::Object {
            noteless(value, &mut out);
        } else {
            value.copy_into(&mut out, &[]);
        }
    }
    out.push('}');
    out
}

/// The data of an event. The note that a time was the recording's goes with that time.
fn noteless(data: At<'_>, out: &mut String) {
    out.push('{');
    for (key, value) in data.members() {
        let mut inner = String::new();
        value.copy_into(&mut inner, if key.is("extra") { &["$as", "$envelope"] } else { &[] });
        if !(key.is("extra") && inner == "{}") {
            push_key(out, key.raw());
            out.push_str(&inner);
        }
    }
    out.push('}');
}

fn push_key(out: &mut String, raw: &str) {
    out.push_str(if out.ends_with('{') { "" } else { "," });
    out.push_str(&format!("\"{raw}\":"));
}

/// Whether two JSON texts mean the same.
///
/// # Panics
///
/// When one of them is no JSON.
pub fn same_meaning(one: &str, other: &str) -> bool {
    let one = Index::parse(one).expect("JSON");
    let other = Index::parse(other).expect("JSON");
    one.root().means(other.root())
}

/// Asserts that a pointer leads to a value of the frame's document, or to where one is missing.
fn assert_leads_somewhere(frame: &Frame, pointer: &str) {
    let json = match &frame.body {
        Body::In(Inbound::Message { data: Data::Text(text), .. }) => text.as_str(),
        Body::In(Inbound::Message { data: Data::Value(json), .. }) => json.as_str(),
        _ => return,
    };
    let Ok(index) = Index::parse(json) else { return };
    let mut at = index.root();
    let mut steps = pointer.split('/').skip(1).peekable();
    while let Some(step) = steps.next() {
        let step = step.replace("~1", "/").replace("~0", "~");
        let next = at.get(&step).or_else(|| at.items().nth(step.parse().ok()?));
        match next {
            Some(next) => at = next,
            None => {
                assert!(steps.peek().is_none(), "{pointer} leads nowhere");
                return;
            }
        }
    }
}
