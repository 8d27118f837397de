//! That what is documented is on file, and what is on file is translated as somebody has reviewed it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use onepane_core::{Body, Data, Frame, Inbound};
use onepane_map::{At, Codec, Index, JsonKind, JsonLines, Protocol, Shape, Table};
use onepane_model::EventKind;
use onepane_model::record::{Record, Type};

use crate::conformance::check::events::attribute;
use crate::conformance::fault::{Attempt, Fault, ensure};
use crate::conformance::property::{Exam, Trials};
use crate::conformance::scene::{Outcome, bare};
use crate::conformance::survey::id as default_id;
use crate::decoded::decoded_by;
use crate::fixture::Fixture;

/// The share of a documented frame's leaves that may be without a neutral meaning, in percent.
const MOST_UNMAPPED: usize = 10;

/// Every event of the tables has a recorded frame, or a reason why it has none.
pub(crate) fn documented(exam: &Exam<'_>, trials: &mut Trials) {
    let Some(recorded) = trials.need("fixtures", || recorded(exam)) else { return };
    let kit = exam.kit;
    let events = kit.protocol.events.iter().chain(kit.protocol.answers);
    for event in events.clone() {
        let reason = kit.unrecorded.iter().find(|(name, _)| *name == event.host).map(|(_, reason)| *reason);
        trials.run(event.host, || match (recorded.get(event.host), reason) {
            (Some(fixture), Some(_)) => {
                Err(Fault::new(fixture.as_str(), "no fixture, as a reason says why there is none", "one"))
            }
            (None, None) => {
                Err(Fault::new("fixtures/inbound", "a frame that tells it, or a reason", "neither"))
            }
            (None, Some("")) => Err(Fault::new("kit", "a reason", "an empty one")),
            _ => Ok(()),
        });
    }
    for (name, _) in &kit.unrecorded {
        trials.run(*name, || {
            ensure(events.clone().any(|event| event.host == *name), || {
                Fault::new("kit", "an event of the tables", "a reason for one that there is not")
            })
        });
    }
    let missing = kit.unrecorded.len();
    trials.figure(format!("{} events on file", events.count() - missing));
    if missing > 0 {
        trials.figure(format!("{missing} with a reason why not"));
    }
}

/// The host's names of the events that the fixtures tell, each with the first that does.
fn recorded(exam: &Exam<'_>) -> Attempt<BTreeMap<String, String>> {
    let mut recorded = BTreeMap::new();
    for setup in 0..exam.kit.setups.len() {
        let mut note = |lines: &JsonLines, fixture: &Fixture| {
            for event in lines.as_str().lines().filter_map(|event| attribute(event, "hostevent")) {
                recorded.entry(event).or_insert_with(|| fixture.name.clone());
            }
        };
        for fixture in &exam.kit.fixtures.inbound {
            let mut lines = JsonLines::of(&fixture.frame);
            if exam.kit.adapter(setup)?.decode(&fixture.frame, &mut lines).is_ok() {
                note(&lines, fixture);
            }
        }
        exam.each_answer(setup, |_, waiting, fixture| {
            let mut lines = JsonLines::of(&fixture.frame);
            if waiting().is_ok_and(|mut scene| scene.adapter.decode(&fixture.frame, &mut lines).is_ok()) {
                note(&lines, fixture);
            }
        })?;
    }
    Ok(recorded)
}

/// Every recorded frame is translated as its reviewed snapshot says.
pub(crate) fn translated(exam: &Exam<'_>, trials: &mut Trials) {
    let Some(sources) = &exam.kit.sources else {
        return trials.skip("the reviewed snapshots lie with the sources, which are not at hand");
    };
    for (folder, fixtures) in snapshots(exam, sources) {
        for fixture in fixtures {
            trials.run(&fixture.name, || {
                let path = folder.join(format!("{}.snap", fixture.name));
                let text = std::fs::read_to_string(&path).map_err(|error| {
                    Fault::new(path.display().to_string(), "a snapshot", error.to_string())
                })?;
                let reviewed = text.splitn(3, "---\n").nth(2).unwrap_or_default();
                let reviewed: serde_json::Value = serde_json::from_str(reviewed)
                    .map_err(|error| Fault::new(path.display().to_string(), "JSON", error.to_string()))?;
                let shown = decoded_by(&mut *exam.kit.adapter(0)?, &fixture.frame);
                match differs(&reviewed, &shown, String::new()) {
                    Some((place, expected, found)) => Err(Fault::new(place, expected, found)),
                    None => Ok(()),
                }
            });
        }
    }
}

/// Where the snapshots of the fixtures are.
pub(crate) fn snapshots<'e>(exam: &'e Exam<'_>, sources: &Path) -> [(std::path::PathBuf, &'e [Fixture]); 2] {
    let folder = |name: &str| sources.join("tests/it/snapshots").join(name);
    let fixtures = &exam.kit.fixtures;
    [(folder("events"), &fixtures.inbound), (folder("refused"), &fixtures.refused)]
}

/// The first place in which two values differ, and what stands there.
fn differs(
    one: &serde_json::Value,
    other: &serde_json::Value,
    at: String,
) -> Option<(String, String, String)> {
    use serde_json::Value;
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let keys: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            keys.into_iter().find_map(|key| match (one.get(key), other.get(key)) {
                (Some(one), Some(other)) => differs(one, other, format!("{at}/{key}")),
                (one, other) => {
                    let said = |value: Option<&Value>| value.map_or("nothing".to_owned(), Value::to_string);
                    Some((format!("{at}/{key}"), said(one), said(other)))
                }
            })
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            let mut pairs = one.iter().zip(other).enumerate();
            pairs.find_map(|(place, (one, other))| differs(one, other, format!("{at}/{place}")))
        }
        _ => (one != other).then(|| (at, one.to_string(), other.to_string())),
    }
}

/// Whether a fixture is as the host's documentation shows it; where nobody has said, every one may be.
pub(crate) fn is_documented(exam: &Exam<'_>, name: &str) -> bool {
    exam.kit.documented.is_empty() || exam.kit.documented.contains(&name)
}

/// Of what is documented, little has no neutral meaning.
pub(crate) fn coverage(exam: &Exam<'_>, trials: &mut Trials) {
    let mut fullest: BTreeMap<String, (usize, usize, String)> = BTreeMap::new();
    let known = |name: &str| exam.kit.protocol.event(name).is_some();
    let documented = &exam.kit.documented;
    let rows = Rows::of(exam.kit.protocol);
    for fixture in &exam.kit.fixtures.inbound {
        let counted = trials.need(&fixture.name, || {
            let mut lines = JsonLines::of(&fixture.frame);
            if exam.kit.adapter(0)?.decode(&fixture.frame, &mut lines).is_err() {
                return Ok(None);
            }
            let event = lines.as_str().lines().next().unwrap_or_default();
            let name = attribute(event, "hostevent").filter(|name| known(name));
            let Some(name) = name else { return Ok(None) };
            let index = Index::parse(event).map_err(|error| Fault::new("", "an event", error.to_string()))?;
            let kind = EventKind::record(
                exam.kit.protocol.event(&name).map_or(EventKind::HostEvent, |event| event.kind),
            );
            let unmapped = index.root().get("data").map_or(0, |data| rows.unmapped(kind, data));
            Ok(Some((name, total(&fixture.frame), unmapped)))
        });
        let Some(Some((mut name, total, unmapped))) = counted else { continue };
        if !documented.is_empty() {
            if !documented.contains(&fixture.name.as_str()) {
                continue;
            }
            // All of them count.
            name.clone_from(&fixture.name);
        }
        if fullest.get(&name).is_none_or(|(other, ..)| *other < total) {
            fullest.insert(name, (total, unmapped, fixture.name.clone()));
        }
    }
    if fullest.is_empty() {
        return trials.skip("the host tells no events of its own");
    }
    let (total, unmapped) = fullest
        .values()
        .fold((0, 0), |(total, unmapped), (all, kept, _)| (total + all, unmapped + (*kept).min(*all)));
    trials.run("leaves", || {
        ensure(unmapped * 100 <= total * MOST_UNMAPPED, || {
            let mut worst: Vec<_> = fullest.values().filter(|(_, kept, _)| *kept > 0).collect();
            worst.sort_by_key(|(all, kept, _)| std::cmp::Reverse(kept * 100 / (*all).max(1)));
            let worst: Vec<String> =
                worst.iter().take(5).map(|(all, kept, name)| format!("{name} {kept} of {all}")).collect();
            let found = format!("{unmapped} of {total}: {}", worst.join(", "));
            Fault::new("", format!("at most {MOST_UNMAPPED} % of the leaves in extra"), found)
        })
    });
    let percent = unmapped as f64 * 100.0 / total.max(1) as f64;
    trials.figure(format!("{percent:.1} % of {total} documented leaves are in extra"));
}

/// The keys of the host that have a row, by the record that the row's table is about; and those of objects that are
/// dissolved into the record.
#[derive(Default)]
struct Rows {
    known: BTreeMap<&'static str, BTreeSet<&'static str>>,
    dissolved: BTreeMap<&'static str, BTreeSet<&'static str>>,
}

impl Rows {
    fn of(protocol: &Protocol) -> Self {
        let mut rows = Self::default();
        let mut seen = Vec::new();
        for event in protocol.events.iter().chain(protocol.answers) {
            rows.table(event.data, &mut seen);
        }
        rows
    }

    fn table(&mut self, table: &'static Table, seen: &mut Vec<*const Table>) {
        if seen.iter().any(|other| std::ptr::eq(*other, table)) {
            return;
        }
        seen.push(table);
        for row in table.rows {
            let inner = match row.shape {
                Shape::Flat(inner) | Shape::First(inner) | Shape::Named { table: inner, .. } => {
                    self.dissolved.entry(table.of.name).or_default().insert(row.host);
                    Some(inner)
                }
                Shape::Value(_, codec) | Shape::Whole(_, codec) => match codec {
                    Codec::One(inner)
                    | Codec::List(inner)
                    | Codec::Keyed(inner, _)
                    | Codec::Entry { table: inner, .. } => Some(inner),
                    _ => None,
                },
                Shape::Part { table: inner, .. }
                | Shape::Prefixed { table: inner, .. }
                | Shape::Variant { table: inner, .. } => Some(inner),
                _ => None,
            };
            if !matches!(row.shape, Shape::Flat(_) | Shape::First(_) | Shape::Named { .. }) {
                self.known.entry(table.of.name).or_default().insert(row.host);
            }
            if let Some(inner) = inner {
                self.table(inner, seen);
            }
        }
    }

    /// The leaves in the `extra` of a record and of those in it that no row knows. A value that a row knows and that
    /// is kept all the same, to be written as it was, has its neutral meaning.
    fn unmapped(&self, record: &Record, at: At<'_>) -> usize {
        at.members()
            .map(|(key, value)| match record.member(&key.to_cow()) {
                _ if key.is("extra") => self.kept(record, value),
                Some(member) => record.type_of(member).map_or(0, |of| self.inner(of, value)),
                None => 0,
            })
            .sum()
    }

    fn inner(&self, of: &Type, at: At<'_>) -> usize {
        match of {
            Type::Record(record) => self.unmapped(record(), at),
            Type::List(of) => at.items().map(|item| self.inner(of, item)).sum(),
            Type::Keyed(of) => at.members().map(|(_, value)| self.inner(of, value)).sum(),
            _ => 0,
        }
    }

    fn kept(&self, record: &Record, extra: At<'_>) -> usize {
        let has = |keys: &BTreeMap<&str, BTreeSet<&str>>, key: &str| {
            keys.get(record.name).is_some_and(|keys| keys.contains(key))
        };
        extra
            .members()
            .map(|(key, value)| {
                let key = key.to_cow();
                let is_note = key.starts_with('$') && !key.starts_with("$$");
                match value.kind() {
                    _ if is_note || has(&self.known, &key) => 0,
                    JsonKind::Object if has(&self.dissolved, &key) => self.kept(record, value),
                    _ => leaves(value),
                }
            })
            .sum()
    }
}

fn leaves(at: At<'_>) -> usize {
    if at.is_empty() {
        return 1;
    }
    match at.kind() {
        JsonKind::Object => at.members().map(|(_, value)| leaves(value)).sum(),
        JsonKind::Array => at.items().map(leaves).sum(),
        _ => 1,
    }
}

/// The leaves of what a frame carries.
fn total(frame: &Frame) -> usize {
    let count = |json: &str| Index::parse(json).map_or(1, |index| leaves(index.root()));
    match &frame.body {
        Body::In(Inbound::Message { data: Data::Text(text), .. }) => count(text),
        Body::In(Inbound::Message { data: Data::Value(json), .. }) => count(json.as_str()),
        Body::In(Inbound::Callback { args, .. }) => args.iter().map(|arg| count(arg.as_str())).sum(),
        Body::In(Inbound::Return { value, .. }) => value.as_ref().map_or(0, |value| count(value.as_str())),
        _ => 0,
    }
}

/// Every recorded outbound frame is what the adapter makes of the action that it asks for.
pub(crate) fn outbound(exam: &Exam<'_>, trials: &mut Trials) {
    let mut others = 0;
    for fixture in &exam.kit.fixtures.outbound {
        let outcome = trials.need(&fixture.name, || sent(exam, fixture));
        match outcome {
            Some(Sent::Exactly) => trials.count += 1,
            Some(Sent::No) => others += 1,
            Some(Sent::Otherwise(fault)) => trials.fault(&fixture.name, fault),
            None => {}
        }
    }
    if others > 0 {
        trials.figure(format!("{others} ask for no action by themselves"));
    }
    if exam.kit.fixtures.outbound.is_empty() {
        trials.skip("no outbound frame is on file");
    }
}

/// What the adapter makes of the action that a recorded frame asks for.
enum Sent {
    Exactly,
    Otherwise(Fault),
    /// It asks for none: a subscription, a read before a write, something that the host would refuse.
    No,
}

fn sent(exam: &Exam<'_>, fixture: &Fixture) -> Attempt<Sent> {
    use onepane_core::{Outbound, Received};
    let id = match &fixture.frame.body {
        Body::Out(Outbound::Call { id, .. } | Outbound::Http { id, .. }) => Some(id.clone()),
        _ => None,
    };
    let mut closest = Sent::No;
    for position in exam.positions()? {
        let Ok(Received::Action(action)) = exam.scene(position)?.emulator.receive(&fixture.frame) else {
            continue;
        };
        let id = action.id.clone().or(id.clone()).unwrap_or_else(default_id);
        // A target says which conversation was in view; here any may be.
        let action = bare(&action);
        match exam.scene(position)?.ask(&id, &action)? {
            Outcome::Understood(frames, _) => {
                let timeless = fixture.frame.clone().with_at(None).to_json();
                if frames.iter().any(|frame| crate::same_meaning(&frame.to_json(), &timeless)) {
                    return Ok(Sent::Exactly);
                }
                let frames: Vec<String> = frames.iter().map(Frame::to_json).collect();
                closest = Sent::Otherwise(Fault::new(exam.describe(position), timeless, frames.join("\n")));
            }
            other if matches!(closest, Sent::No) => {
                let place = exam.describe(position);
                let found = match other {
                    Outcome::Refused(refusal) => refusal.to_string(),
                    _ => "a frame that the emulator does not take".to_owned(),
                };
                closest = Sent::Otherwise(Fault::new(place, "the same frame", found));
            }
            _ => {}
        }
    }
    Ok(closest)
}
