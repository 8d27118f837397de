//! That events are told as the capability table says.

use std::collections::BTreeMap;

use onepane_core::{Body, Received};
use onepane_map::{Index, JsonLines};
use onepane_model::{EventKind, Level, TYPE_PREFIX, Time};
use onepane_session::{Config, Output, Session, Trust};

use crate::conformance::fault::{Attempt, Fault, ensure};
use crate::conformance::property::{Exam, Trials};
use crate::conformance::scene::Scene;
use crate::fixture::Fixture;

/// What is claimed is told, by the host or by a session that compares what the host tells; what is not, is not.
pub(crate) fn as_declared(exam: &Exam<'_>, trials: &mut Trials) {
    for (place, setup) in exam.kit.setups.iter().enumerate() {
        let Some(told) = trials.need(setup.name, || told(exam, place)) else { continue };
        let Some(derived) = trials.need(setup.name, || derived(exam, place)) else { continue };
        let Some(adapter) = trials.need(setup.name, || exam.kit.adapter(place)) else { continue };
        let declared = onepane_core::declared(&*adapter);
        for kind in EventKind::ALL {
            let support = declared.events.get(kind.as_str());
            let level = support.map_or(Level::Unsupported, |support| support.level);
            let name = if place == 0 { kind.to_string() } else { format!("{kind} ({})", setup.name) };
            // A payload that nobody knows is not recorded on every host.
            if *kind == EventKind::HostEvent && !told.contains_key(kind) {
                continue;
            }
            trials.run(name, || match level {
                Level::Unsupported => {
                    let teller = told.get(kind).or_else(|| derived.get(kind));
                    ensure(teller.is_none(), || {
                        Fault::new(
                            teller.map_or("", String::as_str),
                            "none of them, as it is unsupported",
                            "one",
                        )
                    })
                }
                Level::Full => ensure(told.contains_key(kind), || {
                    Fault::new("fixtures/inbound", "a frame that tells it, as it is full", "none")
                }),
                _ => ensure(told.contains_key(kind) || derived.contains_key(kind), || {
                    let expected =
                        format!("a frame that tells it or lets it be worked out, as it is {level}");
                    Fault::new("fixtures/inbound", expected, "none")
                }),
            });
        }
    }
}

/// After a launch, what is said to be told is asked for, where it has to be asked for at all, and the host takes that.
pub(crate) fn effective(exam: &Exam<'_>, trials: &mut Trials) {
    for (place, setup) in exam.kit.setups.iter().enumerate() {
        let launches = || exam.kit.fixtures.inbound.iter().filter(|fixture| fixture.is_launch());
        let launched = |fixture: &Fixture| -> Attempt<Scene> {
            let mut scene = Scene { adapter: exam.kit.adapter(place)?, emulator: exam.kit.emulator(place)? };
            scene.see(&fixture.frame);
            Ok(scene)
        };
        for kind in EventKind::ALL {
            let asks = |fixture| {
                launched(fixture).is_ok_and(|mut scene| !scene.adapter.subscribe(&[*kind]).is_empty())
            };
            if !launches().any(asks) {
                continue;
            }
            for fixture in launches() {
                trials.run(format!("{kind} ({}), after {}", setup.name, fixture.name), || {
                    let mut scene = launched(fixture)?;
                    let support = scene.adapter.event_support(*kind);
                    let is_met = support.needs.iter().all(|need| scene.adapter.meets(need));
                    if support.level == Level::Unsupported || !is_met {
                        return Ok(());
                    }
                    let frames = scene.adapter.subscribe(&[*kind]);
                    ensure(!frames.is_empty(), || {
                        Fault::new("", "that it is asked for, as it is supported", "nothing")
                    })?;
                    for frame in frames {
                        let received = scene.emulator.receive(&frame);
                        let received = received.map_err(|error| {
                            Fault::new(frame.to_json(), "a frame that the host takes", error.to_string())
                        })?;
                        if let Received::Refused { reason, .. } = received {
                            return Err(Fault::new(frame.to_json(), "that the host takes it", reason));
                        }
                    }
                    Ok(())
                });
            }
        }
    }
    if trials.count == 0 {
        trials.skip("the host tells unasked");
    }
}

/// The kinds that the fixtures tell, each with the first that does.
pub(crate) fn told(exam: &Exam<'_>, setup: usize) -> Attempt<BTreeMap<EventKind, String>> {
    let mut told = BTreeMap::new();
    for fixture in &exam.kit.fixtures.inbound {
        let mut lines = JsonLines::of(&fixture.frame);
        if exam.kit.adapter(setup)?.decode(&fixture.frame, &mut lines).is_err() {
            continue;
        }
        for kind in lines.as_str().lines().filter_map(kind_of) {
            told.entry(kind).or_insert_with(|| fixture.name.clone());
        }
    }
    // What an answer tells beside the action's end.
    exam.each_answer(setup, |_, waiting, fixture| {
        let Ok(mut scene) = waiting() else { return };
        let mut lines = JsonLines::of(&fixture.frame);
        if scene.adapter.decode(&fixture.frame, &mut lines).is_ok() {
            for kind in lines.as_str().lines().filter_map(kind_of) {
                told.entry(kind).or_insert_with(|| fixture.name.clone());
            }
        }
    })?;
    Ok(told)
}

/// The kinds that a session works out from the fixtures: each shown alone, and all of them one after the other.
fn derived(exam: &Exam<'_>, setup: usize) -> Attempt<BTreeMap<EventKind, String>> {
    let mut derived = BTreeMap::new();
    let alone = exam.kit.fixtures.inbound.chunks(1);
    for fixtures in alone.chain([exam.kit.fixtures.inbound.as_slice()]) {
        let mut config = Config::default();
        config.trust = Trust::recorded();
        let mut session = Session::new(exam.kit.adapter(setup)?, config);
        let mut now = 1_770_000_000_000;
        session.open(at(now));
        for fixture in fixtures {
            if matches!(fixture.frame.body, Body::In(_)) {
                now += 1000;
                session.handle(&fixture.frame, at(now));
            }
            while let Some(output) = session.poll(at(now)) {
                if let Output::Event(event) = output
                    && let Some(kind) = kind_of(event.as_json())
                    // What changes for a session is told on every host.
                    && kind != EventKind::SessionCapabilitiesChanged
                {
                    derived.entry(kind).or_insert_with(|| format!("a session that sees {}", fixture.name));
                }
            }
        }
    }
    Ok(derived)
}

fn at(millis: i64) -> Time {
    Time::from_millis(millis).unwrap_or_default()
}

/// The kind of an event's JSON text.
pub(crate) fn kind_of(event: &str) -> Option<EventKind> {
    let kind = attribute(event, "type")?;
    EventKind::from_name(kind.strip_prefix(TYPE_PREFIX)?)
}

/// An attribute of an event's JSON text. The text may hold halves of surrogate pairs, which serde refuses.
pub(crate) fn attribute(event: &str, name: &str) -> Option<String> {
    Some(Index::parse(event).ok()?.root().get(name)?.chars()?.into_owned())
}
