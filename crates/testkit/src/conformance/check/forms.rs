//! That events of other hosts come in the form in which this host writes them.

use std::collections::BTreeMap;

use onepane_core::{Body, Data, Emulator, Frame, Inbound, Received};
use onepane_map::{At, Index, JsonKind, JsonLines};
use onepane_model::EventKind;
use onepane_model::record::{Kind, Record, Type};
use serde_json::{Map, Value};

use crate::conformance::check::events::kind_of;
use crate::conformance::check::fixtures::is_documented;
use crate::conformance::fault::{Attempt, Fault, ensure};
use crate::conformance::property::{Exam, Trials};
use crate::fixture::Fixture;

/// A text that some hosts would rather write as a number.
const DIGITS: &str = "42";
/// How many answers may lead to further questions.
const MOST_ANSWERS: usize = 8;

/// What the host's own frames say, and nothing else of them is known, is written as the host wrote it: what is
/// documented a value for a value, and where every text is made of digits, a text for a text. Where the host itself
/// writes a thing in several forms, one of them is enough.
pub(crate) fn written(exam: &Exam<'_>, trials: &mut Trials) {
    let mut compared = Compared::default();
    for fixture in &exam.kit.fixtures.inbound {
        let mut lines = JsonLines::of(&fixture.frame);
        let decoded = exam.kit.adapter(0).map(|mut adapter| adapter.decode(&fixture.frame, &mut lines));
        let [event] = lines.as_str().lines().collect::<Vec<_>>()[..] else { continue };
        let Some(kind) = kind_of(event) else { continue };
        if !matches!(decoded, Ok(Ok(_))) || matches!(kind, EventKind::HostEvent | EventKind::SessionLaunched)
        {
            continue;
        }
        trials.run(&fixture.name, || {
            if is_documented(exam, &fixture.name) {
                compare(exam, fixture, &elsewhere(event, kind, None)?, false, &mut compared)?;
            }
            compare(exam, fixture, &elsewhere(event, kind, Some(DIGITS))?, true, &mut compared)
        });
    }
    if trials.count == 0 {
        return trials.skip("the host tells no events of its own");
    }
    trials.figure(format!("{} values compared", compared.count));
    for ((place, _), fault) in compared.places {
        if let Some(fault) = fault {
            trials.faults.push(fault.of(&place));
        }
    }
}

/// What was compared at each place, in each of the two ways: nothing wrong, or what.
#[derive(Default)]
struct Compared {
    count: usize,
    places: BTreeMap<(String, bool), Option<Fault>>,
}

/// Compares what becomes of an event with the host's own frame, where both have a plain value.
fn compare(
    exam: &Exam<'_>,
    fixture: &Fixture,
    event: &str,
    kinds_only: bool,
    compared: &mut Compared,
) -> Attempt {
    let mut emulator = exam.kit.emulator(0)?;
    let emulated = emulator.emulate(event);
    let emulated = emulated.map_err(|error| Fault::new(event, "a frame", error.to_string()))?;
    let [made] = &emulated.frames[..] else { return Ok(()) };
    let Some(own) = payload(&fixture.frame) else { return Ok(()) };
    let answers = answers(exam, &mut *emulator, made)?;
    for made in std::iter::once(made).chain(&answers).filter_map(payload) {
        leaves(&own, &made, &mut String::new(), &mut |place, own, made| {
            // What was no text says nothing here: a time is written in the host's one form, whatever was recorded.
            if kinds_only && !is_digits(made) || is_own_words(made) {
                return;
            }
            compared.count += 1;
            let same = if kinds_only { own.is_string() == made.is_string() } else { own == made };
            let known = compared.places.entry((place.to_owned(), kinds_only));
            if same {
                *known.or_default() = None;
            } else {
                let fault = || Some(Fault::new(&fixture.name, own.to_string(), made.to_string()));
                known.or_insert_with(fault);
            }
        });
    }
    Ok(())
}

/// What the emulator answers to a widget that wants to be told everything and is told this: some hosts tell the most
/// only to who asks.
fn answers(exam: &Exam<'_>, emulator: &mut dyn Emulator, told: &Frame) -> Attempt<Vec<Frame>> {
    let mut adapter = exam.kit.adapter(0)?;
    let mut asked = adapter.subscribe(EventKind::ALL);
    let mut answers: Vec<Frame> = Vec::new();
    let mut decoded = 0;
    let mut next = Some(told.clone());
    while let Some(frame) = next {
        let seen = adapter.decode(&frame, &mut JsonLines::of(&frame));
        asked.extend(seen.map_err(|error| Fault::new(frame.to_json(), "a frame", error.to_string()))?.frames);
        for ask in asked.drain(..) {
            let received = emulator.receive(&ask);
            let received = received.map_err(|error| {
                Fault::new(ask.to_json(), "a frame that the host takes", error.to_string())
            })?;
            if let Received::Answered(frames) = received {
                answers.extend(frames);
            }
        }
        next = (decoded < MOST_ANSWERS).then(|| answers.get(decoded).cloned()).flatten();
        decoded += 1;
    }
    Ok(answers)
}

fn is_digits(value: &Value) -> bool {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned) == DIGITS
}

/// Whether an emulator says by itself what the host would say in words of its own.
fn is_own_words(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.starts_with("onepane: "))
}

/// Calls back for each plain value that stands at the same place in both; items of a list have one place.
fn leaves(one: &Value, other: &Value, at: &mut String, each: &mut impl FnMut(&str, &Value, &Value)) {
    let before = at.len();
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            for (key, value) in one {
                if let Some(twin) = other.get(key) {
                    at.push_str(&format!("/{key}"));
                    leaves(value, twin, at, each);
                    at.truncate(before);
                }
            }
        }
        (Value::Array(one), Value::Array(other)) => {
            for (value, twin) in one.iter().zip(other) {
                at.push_str("/*");
                leaves(value, twin, at, each);
                at.truncate(before);
            }
        }
        _ if is_plain(one) && is_plain(other) => each(at, one, other),
        _ => {}
    }
}

fn is_plain(value: &Value) -> bool {
    !value.is_array() && !value.is_object() && !value.is_null()
}

/// What a frame carries; `None` for what the host does not tell by itself.
fn payload(frame: &Frame) -> Option<Value> {
    match &frame.body {
        Body::In(Inbound::Message { data: Data::Text(text), .. }) => serde_json::from_str(text).ok(),
        Body::In(Inbound::Message { data: Data::Value(json), .. }) => Some(json.to_value()),
        Body::In(Inbound::Callback { name, args }) => {
            let args: Vec<Value> = args.iter().map(|arg| arg.to_value()).collect();
            Some(serde_json::json!({ name: args }))
        }
        _ => None,
    }
}

/// The event as another host would tell it: without what this one alone knows. `texts` stands in the place of every
/// text.
fn elsewhere(event: &str, kind: EventKind, texts: Option<&str>) -> Attempt<String> {
    let wrong = |error: String| Fault::new(event, "an event", error);
    let index = Index::parse(event).map_err(|error| wrong(error.to_string()))?;
    let mut members: Map<String, Value> = Map::new();
    for (key, value) in index.root().unique() {
        let value = match &*key {
            "data" => neutral(kind.record(), value, texts),
            "host" => "elsewhere".into(),
            "source" => "onepane://elsewhere/-".into(),
            "hostevent" => continue,
            _ => serde_json::from_str(value.raw()).map_err(|error| wrong(error.to_string()))?,
        };
        members.insert(key.into_owned(), value);
    }
    ensure(members.contains_key("data"), || wrong("no data".to_owned()))?;
    Ok(Value::Object(members).to_string())
}

fn neutral(record: &Record, at: At<'_>, texts: Option<&str>) -> Value {
    let members = at.unique().into_iter().filter_map(|(key, value)| {
        let member = record.member(&key)?;
        Some((member.name().to_owned(), inner(record.type_of(member)?, value, texts)))
    });
    Value::Object(members.collect())
}

fn inner(of: &Type, at: At<'_>, texts: Option<&str>) -> Value {
    match (of, at.kind()) {
        (Type::Record(record), JsonKind::Object) => neutral(record(), at, texts),
        (Type::List(of), JsonKind::Array) => at.items().map(|item| inner(of, item, texts)).collect(),
        (Type::Keyed(of), JsonKind::Object) => {
            let entries = at.unique().into_iter();
            Value::Object(entries.map(|(key, value)| (key.into_owned(), inner(of, value, texts))).collect())
        }
        (Type::Plain(Kind::Text), JsonKind::String) => match texts {
            Some(text) => text.into(),
            None => at.chars().unwrap_or_default().into_owned().into(),
        },
        _ => serde_json::from_str(at.raw()).unwrap_or_default(),
    }
}
