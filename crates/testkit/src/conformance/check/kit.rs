//! That the kit is one, and that adapter, emulator and tables belong together.

use crate::conformance::fault::{Attempt, Fault, ensure};
use crate::conformance::property::{Exam, Trials};
use crate::conformance::property_of;

/// The kit can be used.
pub(crate) fn sound(exam: &Exam<'_>, trials: &mut Trials) {
    let kit = exam.kit;
    for fault in &kit.faults {
        trials.fault("", fault.clone());
    }
    trials.run("setups", || {
        ensure(!kit.setups.is_empty(), || Fault::new("", "at least one setup", "none"))?;
        (0..kit.setups.len()).try_for_each(|setup| {
            kit.adapter(setup)?;
            kit.emulator(setup).map(drop)
        })
    });
    trials.run("fixtures", || {
        ensure(!kit.fixtures.inbound.is_empty(), || Fault::new("inbound", "at least one frame", "none"))
    });
    for name in &kit.documented {
        trials.run("documented fixtures", || {
            ensure(kit.fixtures.inbound.iter().any(|fixture| fixture.name == *name), || {
                Fault::new("", "the name of an inbound fixture", format!("`{name}`"))
            })
        });
    }
    for expectation in &kit.expectations {
        trials.run("expected failures", || {
            ensure(property_of(&expectation.property).is_some(), || {
                Fault::new("", "the id of a property", format!("`{}`", expectation.property))
            })
        });
    }
}

/// One host, by one name.
pub(crate) fn named(exam: &Exam<'_>, trials: &mut Trials) {
    let host = exam.kit.host();
    trials.run("protocol", || {
        let fits = !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || c.is_uppercase());
        ensure(fits, || Fault::new("", "one word in lower case", host))
    });
    for (place, setup) in exam.kit.setups.iter().enumerate() {
        trials.run(setup.name, || {
            let adapter = exam.kit.adapter(place)?;
            let same = |what: &str, found: &str| -> Attempt {
                ensure(found == host, || Fault::new(what, host, found))
            };
            same("the adapter", adapter.host())?;
            same("its tables", adapter.protocol().host)?;
            same("the emulator", exam.kit.emulator(place)?.host())
        });
    }
}

/// The tables mean something.
pub(crate) fn tables(exam: &Exam<'_>, trials: &mut Trials) {
    let protocol = exam.kit.protocol;
    trials.count += 1;
    for fault in onepane_map::check(protocol) {
        let (place, said) = fault.split_once(": ").unwrap_or(("", &fault));
        trials.faults.push(Fault::new("", "a table that can be meant", said).of(place));
    }
    trials.figure(format!("{} events", protocol.events.len() + protocol.answers.len()));
}

/// Whoever holds it may hand it to another thread, and hold it without knowing which one it is.
pub(crate) fn shared(exam: &Exam<'_>, trials: &mut Trials) {
    fn is_shared<T: Send + Sync + ?Sized>(value: &T) -> &T {
        value
    }
    for (place, setup) in exam.kit.setups.iter().enumerate() {
        trials.run(setup.name, || {
            let (mut adapter, mut emulator) = (exam.kit.adapter(place)?, exam.kit.emulator(place)?);
            is_shared(&*adapter);
            is_shared(&*emulator);
            let frames: Vec<_> = exam.kit.fixtures.inbound.iter().map(|fixture| &fixture.frame).collect();
            let run = |adapter: &mut dyn onepane_core::Adapter, emulator: &mut dyn onepane_core::Emulator| {
                let mut lines = onepane_map::JsonLines::default();
                for frame in &frames {
                    let _ = adapter.decode(frame, &mut lines);
                }
                let events = lines.as_str().lines();
                let back =
                    events.filter_map(|event| emulator.emulate(event).ok()).flat_map(|made| made.frames);
                let back: Vec<String> = back.map(|frame| frame.to_json()).collect();
                (lines.as_str().to_owned(), back)
            };
            let here = run(&mut *adapter, &mut *emulator);
            let (mut adapter, mut emulator) = (exam.kit.adapter(place)?, exam.kit.emulator(place)?);
            let there =
                std::thread::scope(|scope| scope.spawn(|| run(&mut *adapter, &mut *emulator)).join().ok());
            ensure(there.as_ref() == Some(&here), || {
                Fault::new("on another thread", "the same events and frames", "others")
            })
        });
    }
}
