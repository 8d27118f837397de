//! The proof that nothing is lost.

use onepane_core::{Adapter, Body, Data, Emulator, Frame, Inbound, TokenPolicy, launch};
use onepane_map::{At, Events, Index, JsonKind, JsonLines};

use crate::conformance::{Attempt, Fault, ensure};
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
    lossless(&|| Ok((subject.adapter)()), &|| Ok((subject.emulator)()), frame)
        .unwrap_or_else(|fault| panic!("{fault}"))
}

/// Makes a fresh adapter.
pub(crate) type Adapters<'a> = &'a dyn Fn() -> Attempt<Box<dyn Adapter>>;
/// Makes a fresh emulator.
pub(crate) type Emulators<'a> = &'a dyn Fn() -> Attempt<Box<dyn Emulator>>;

/// Whether a frame was translated, and then losslessly; see [`assert_lossless`].
pub(crate) fn lossless(adapters: Adapters<'_>, emulators: Emulators<'_>, frame: &Frame) -> Attempt<bool> {
    let mut adapter = adapters()?;
    let mut lines = JsonLines::of(frame);
    let seen = match adapter.decode(frame, &mut lines) {
        Ok(seen) => seen,
        Err(error) => {
            let Some(corrupt) = error.corrupt() else {
                return Err(Fault::new("", "an error that says where", error.to_string()));
            };
            ensure(lines.as_str().is_empty(), || Fault::new("", "no event before an error", lines.as_str()))?;
            leads_somewhere(frame, &corrupt.pointer)?;
            return Ok(false);
        }
    };
    if seen.ignored.is_some() {
        ensure(lines.as_str().is_empty(), || Fault::new("", "no event of an ignored frame", lines.as_str()))?;
        return Ok(false);
    }
    let mut typed = Events::of(frame);
    adapters()?
        .decode(frame, &mut typed)
        .map_err(|error| Fault::new("", "the typed model takes what the text does", error.to_string()))?;
    let typed = typed.into_vec();
    let typed: Vec<String> = typed
        .iter()
        .map(|event| serde_json::to_string(event).unwrap_or_else(|error| format!("\"{error}\"")))
        .collect();
    let text: Vec<&str> = lines.as_str().lines().collect();
    ensure(text.len() == typed.len(), || {
        Fault::new("", format!("{} events in the typed model", text.len()), typed.len().to_string())
    })?;
    for (text, typed) in text.iter().zip(&typed) {
        ensure(same_meaning(text, typed), || {
            Fault::new("the typed model", format!("the same as in the text: {text}"), typed.clone())
        })?;
    }
    let policy = adapter.token_policy();
    let back = Back { adapters, emulators, frame, secrets: adapter.protocol().secrets, policy };
    back.comes(&text)?;
    let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
    back.comes(&typed)?;
    Ok(true)
}

/// The way back of a frame.
struct Back<'a> {
    adapters: Adapters<'a>,
    emulators: Emulators<'a>,
    frame: &'a Frame,
    secrets: &'a [&'a str],
    policy: Option<&'static TokenPolicy>,
}

impl Back<'_> {
    fn comes(&self, events: &[&str]) -> Attempt {
        let mut emulator = (self.emulators)()?;
        let mut frames = Vec::new();
        for event in events {
            let emulated = emulator
                .emulate(event)
                .map_err(|error| Fault::new(*event, "a frame of the host", error.to_string()))?;
            if let Some(loss) = emulated.losses.first() {
                return Err(Fault::new(*event, "nothing lost", loss.to_string()));
            }
            frames.extend(emulated.frames);
        }
        let [back] = &frames[..] else {
            return Err(Fault::new(events.join("\n"), "one frame", frames.len().to_string()));
        };
        let (sent, came) = (self.payload(self.frame), self.payload(back));
        ensure(same_meaning(&sent, &came), || {
            Fault::new(format!("on the way back from {}", events.join("\n")), sent, came)
        })?;
        let mut again = JsonLines::of(back);
        let decoded = (self.adapters)()?.decode(back, &mut again);
        decoded.map_err(|error| Fault::new("what came back", "the same events", error.to_string()))?;
        let again: Vec<&str> = again.as_str().lines().collect();
        ensure(again.len() == events.len(), || {
            Fault::new("what came back", format!("{} events", events.len()), again.len().to_string())
        })?;
        for (event, again) in events.iter().zip(again) {
            let (event, again) = (timeless(event, self.frame), timeless(again, self.frame));
            ensure(same_meaning(&event, &again), || Fault::new("what came back", event, again))?;
        }
        Ok(())
    }

    /// What of a frame must come back: its data, arguments, value or URL.
    fn payload(&self, frame: &Frame) -> String {
        let without = |json: &str| {
            let index = Index::parse(json).expect("a host's document");
            let mut out = String::new();
            index.root().copy_into(&mut out, self.secrets);
            out
        };
        let text = |text: &str| serde_json::Value::from(text).to_string();
        match &frame.body {
            Body::In(Inbound::Message { data: Data::Text(text), .. }) => without(text),
            Body::In(Inbound::Message { data: Data::Value(json), .. }) => without(json.as_str()),
            Body::In(Inbound::Callback { name, args }) => {
                let args: Vec<String> = args.iter().map(|arg| without(arg.as_str())).collect();
                format!("[{},[{}]]", text(name), args.join(","))
            }
            Body::In(Inbound::Return { id, value, error, .. }) => {
                // In brackets, so that `null` is not the same as nothing.
                let [value, error] = [value, error]
                    .map(|json| json.as_ref().map_or_else(String::new, |json| without(json.as_str())));
                format!("[{},[{value}],[{error}]]", text(id.as_str()))
            }
            Body::In(Inbound::Launch { url, attributes }) => {
                let (query, fragment) =
                    self.policy.map_or_else(Default::default, |policy| (policy.query, policy.fragment));
                let url = url.as_deref().map(|url| launch::without_parameters(url, query, fragment));
                let attributes: std::collections::BTreeMap<_, _> = attributes.iter().cloned().collect();
                serde_json::json!([url, attributes]).to_string()
            }
            _ => "null".to_owned(),
        }
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

/// That a pointer leads to a value of the frame's document, or to where one is missing.
fn leads_somewhere(frame: &Frame, pointer: &str) -> Attempt {
    let json = match &frame.body {
        Body::In(Inbound::Message { data: Data::Text(text), .. }) => text.as_str(),
        Body::In(Inbound::Message { data: Data::Value(json), .. }) => json.as_str(),
        _ => return Ok(()),
    };
    let Ok(index) = Index::parse(json) else { return Ok(()) };
    let mut at = index.root();
    let mut steps = pointer.split('/').skip(1).peekable();
    while let Some(step) = steps.next() {
        let step = step.replace("~1", "/").replace("~0", "~");
        let next = at.get(&step).or_else(|| at.items().nth(step.parse().ok()?));
        match next {
            Some(next) => at = next,
            None => {
                return ensure(steps.peek().is_none(), || {
                    Fault::new("the error's pointer", "a value of the frame", format!("nothing at {pointer}"))
                });
            }
        }
    }
    Ok(())
}
