//! That what is known, unknown, corrupt and foreign is told apart.

use onepane_core::{Body, Data, ErrorKind, Frame, Inbound};
use onepane_map::{Envelope, Index, JsonLines, Protocol, Row, Shape};
use onepane_model::record::Member;
use onepane_model::{EventKind, HostEvent, Json, Level};

use crate::conformance::check::events::kind_of;
use crate::conformance::check::lossless::each_mutated;
use crate::conformance::fault::{Attempt, Fault, ensure};
use crate::conformance::kit::Kit;
use crate::conformance::property::{Exam, Trials};
use crate::fixture::Fixture;
use crate::lossless::same_meaning;
use crate::mutation::{document, put_text};

/// Frames that are nobody's: what else is posted in a browser's window.
const FOREIGN: &[&str] = &[
    r#"{"dir":"in","via":"message","data":"hello"}"#,
    r#"{"dir":"in","via":"message","data":""}"#,
    r#"{"dir":"in","via":"message","data":"{\"type\":\"ping\"}"}"#,
    r#"{"dir":"in","via":"message","data":"[]"}"#,
    r#"{"dir":"in","via":"message","data":7}"#,
    r#"{"dir":"in","via":"message","data":null}"#,
    r#"{"dir":"in","via":"message","data":[]}"#,
    r#"{"dir":"in","via":"message","data":{}}"#,
    r#"{"dir":"in","via":"message","data":{"type":"hot-reload","data":{"hash":"1a2b"}}}"#,
    r#"{"dir":"in","via":"message","data":{"source":"browser-extension","payload":{"event":"shutdown"}}}"#,
    r#"{"dir":"in","via":"page","state":"hidden"}"#,
    r#"{"dir":"in","via":"page","state":"visible"}"#,
    r#"{"dir":"out","via":"message","data":"hello"}"#,
    r#"{"dir":"out","via":"subscribe","name":"hello"}"#,
    r#"{"dir":"out","via":"call","id":"r1","target":"Elsewhere.hello","args":[]}"#,
];

/// What claims to be the host's and cannot be is an error, and never an event that nobody knows.
pub(crate) fn corrupt(exam: &Exam<'_>, trials: &mut Trials) {
    for fixture in exam.kit.fixtures.refused.iter().filter(|fixture| fixture.name.starts_with("corrupt_")) {
        for (place, setup) in exam.kit.setups.iter().enumerate() {
            trials.run(format!("{} ({})", fixture.name, setup.name), || {
                let mut lines = JsonLines::of(&fixture.frame);
                match exam.kit.adapter(place)?.decode(&fixture.frame, &mut lines) {
                    Err(error) => {
                        ensure(
                            error.kind() == ErrorKind::MalformedFrame && error.corrupt().is_some(),
                            || Fault::new("", "a malformed frame, with the place", format!("{error:?}")),
                        )?;
                        ensure(lines.as_str().is_empty(), || Fault::new("", "no event", lines.as_str()))
                    }
                    Ok(seen) => {
                        let found = seen
                            .ignored
                            .map_or("events".to_owned(), |reason| format!("that it is ignored: {reason}"));
                        Err(Fault::new("", "an error", found))
                    }
                }
            });
        }
    }
    let (mut refused, mut told) = (0, 0);
    each_mutated(exam, 2000, |frame| {
        let Some(kind) = known(exam.kit.protocol, &frame) else { return };
        trials.run("generated", || {
            let mut lines = JsonLines::of(&frame);
            if exam.kit.adapter(0)?.decode(&frame, &mut lines).is_err() {
                refused += 1;
                return Ok(());
            }
            told += 1;
            let demoted = lines.as_str().lines().any(|event| kind_of(event) == Some(EventKind::HostEvent));
            ensure(!demoted, || Fault::new(frame.to_json(), format!("{kind} or an error"), "host.event"))
        });
    });
    if refused + told > 0 {
        trials.figure(format!("{told} known events told, {refused} refused"));
    }
}

/// What the tables do not know is told as it is.
pub(crate) fn unknown(exam: &Exam<'_>, trials: &mut Trials) {
    for (place, setup) in exam.kit.setups.iter().enumerate() {
        let Some(adapter) = trials.need(setup.name, || exam.kit.adapter(place)) else { continue };
        let declared = onepane_core::declared(&*adapter);
        let level = declared.events.get(EventKind::HostEvent.as_str()).map(|support| support.level);
        if level.is_none_or(|level| level == Level::Unsupported) {
            return trials.skip("the host tells no events of its own");
        }
        for fixture in &exam.kit.fixtures.inbound {
            let Some((frame, payload)) = renamed(exam.kit, fixture) else { continue };
            trials.run(format!("{} renamed ({})", fixture.name, setup.name), || {
                let mut lines = JsonLines::of(&frame);
                let decoded = exam.kit.adapter(place)?.decode(&frame, &mut lines);
                decoded.map_err(|error| Fault::new("", "a host.event", error.to_string()))?;
                let events: Vec<&str> = lines.as_str().lines().collect();
                let [event] = &events[..] else {
                    return Err(Fault::new("", "one event", events.len().to_string()));
                };
                let kind = kind_of(event);
                ensure(kind == Some(EventKind::HostEvent), || Fault::new("", "a host.event", *event))?;
                let index = Index::parse(event).map_err(|error| Fault::new("", "JSON", error.to_string()))?;
                let told = |member: &Member| index.root().find(&["data", member.name()]);
                let name = told(HostEvent::NAME).and_then(|name| name.chars());
                let made_up = exam.kit.made_up;
                ensure(name.as_deref() == Some(made_up), || Fault::new("/data/name", made_up, *event))?;
                let secrets = exam.kit.protocol.secrets;
                let bare = |json: &str| -> Attempt<String> {
                    let index =
                        Index::parse(json).map_err(|error| Fault::new("", "JSON", error.to_string()))?;
                    let mut out = String::new();
                    index.root().copy_into(&mut out, secrets);
                    Ok(out)
                };
                match (
                    payload.as_deref().filter(|payload| *payload != "null"),
                    told(HostEvent::PAYLOAD).filter(|at| !at.is_null()),
                ) {
                    (None, None) => Ok(()),
                    (Some(payload), Some(at)) => {
                        let payload = bare(payload)?;
                        ensure(same_meaning(&payload, at.raw()), || {
                            Fault::new("/data/payload", payload, at.raw())
                        })
                    }
                    (payload, _) => Err(Fault::new("/data/payload", format!("{payload:?}"), *event)),
                }
            });
        }
    }
    if trials.count == 0 {
        let expected = "a frame on file with a name that can be another, as `host.event` is claimed";
        trials.fault("host.event", Fault::new("fixtures/inbound", expected, "none"));
    }
}

/// What is not the host's is ignored, with a word about why.
pub(crate) fn foreign(exam: &Exam<'_>, trials: &mut Trials) {
    for (place, setup) in exam.kit.setups.iter().enumerate() {
        let made_up =
            FOREIGN.iter().filter_map(|text| Some(((*text).to_owned(), Frame::from_json(text).ok()?)));
        let recorded =
            exam.kit.fixtures.refused.iter().filter(|fixture| fixture.name.starts_with("ignored_"));
        let recorded = recorded.map(|fixture| (fixture.name.clone(), fixture.frame.clone()));
        let sent =
            exam.kit.fixtures.outbound.iter().map(|fixture| (fixture.name.clone(), fixture.frame.clone()));
        for (name, frame) in made_up.chain(recorded).chain(sent) {
            trials.run(format!("{name} ({})", setup.name), || {
                let mut lines = JsonLines::of(&frame);
                let decoded = exam.kit.adapter(place)?.decode(&frame, &mut lines);
                let seen = decoded
                    .map_err(|error| Fault::new("", "that it is ignored", format!("the error {error}")))?;
                ensure(lines.as_str().is_empty(), || Fault::new("", "no event", lines.as_str()))?;
                ensure(seen.ignored.is_some_and(|reason| !reason.is_empty()), || {
                    Fault::new("", "that it is ignored, and why", "neither events nor a reason")
                })
            });
        }
    }
}

/// The kind of a frame that names an event of the tables.
fn known(protocol: &Protocol, frame: &Frame) -> Option<EventKind> {
    let name = match &frame.body {
        Body::In(Inbound::Callback { name, .. }) => name.clone(),
        Body::In(Inbound::Message { .. }) => {
            let text = document(frame)?;
            let index = Index::parse(&text).ok()?;
            let envelope = protocol.envelope?;
            let constant = |row: &&Row| matches!(row.shape, Shape::Constant(_));
            // Without what makes it the host's it may be anybody's.
            for row in envelope.rows.iter().filter(constant) {
                let Shape::Constant(json) = row.shape else { continue };
                if index.root().get(row.host).is_none_or(|at| at.raw() != json) {
                    return None;
                }
            }
            index.root().get(name_key(protocol)?)?.chars()?.into_owned()
        }
        _ => return None,
    };
    protocol.event(&name).map(|event| event.kind).filter(|kind| *kind != EventKind::HostEvent)
}

/// The frame under a name that nobody gives, and its payload.
fn renamed(kit: &Kit, fixture: &Fixture) -> Option<(Frame, Option<String>)> {
    let protocol = kit.protocol;
    let mut frame = fixture.frame.clone();
    match &mut frame.body {
        Body::In(Inbound::Callback { name, args }) => {
            kit.made_up.clone_into(name);
            let payload = args.first().map(|json| json.as_str().to_owned());
            // More than one argument is each host's own affair.
            (args.len() < 2).then_some((frame, payload))
        }
        Body::In(Inbound::Message { data: Data::Text(_) | Data::Value(_), .. }) => {
            known(protocol, &fixture.frame)?;
            let text = document(&fixture.frame)?.into_owned();
            let index = Index::parse(&text).ok()?;
            let key = name_key(protocol)?;
            let body = protocol.envelope?.rows.iter().find(|row| matches!(row.shape, Shape::Body))?.host;
            let mut json = String::from("{");
            for (name, value) in index.root().unique() {
                json.push_str(if json.len() > 1 { "," } else { "" });
                json.push_str(Json::string(&name).as_str());
                json.push(':');
                match name == key {
                    true => json.push_str(Json::string(kit.made_up).as_str()),
                    false => json.push_str(value.raw()),
                }
            }
            json.push('}');
            let payload = index.root().get(body).map(|at| at.raw().to_owned());
            put_text(&mut frame, json);
            Some((frame, payload))
        }
        _ => None,
    }
}

/// Where an envelope names its event.
fn name_key(protocol: &Protocol) -> Option<&'static str> {
    let named =
        |row: &&Row| matches!(row.shape, Shape::Value(member, _) if member.index == Envelope::NAME.index);
    protocol.envelope?.rows.iter().find(named).map(|row| row.host)
}
