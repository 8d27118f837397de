//! That the same input gives the same bytes, whenever and wherever.

use std::path::Path;

use onepane_core::{Adapter, Emulator, Frame};
use onepane_map::JsonLines;

use crate::conformance::fault::{Attempt, Fault, ensure};
use crate::conformance::property::{Exam, Trials};

/// What an adapter must not touch, and why.
const FORBIDDEN: &[(&str, &str)] = &[
    ("std::time", "a clock"),
    ("SystemTime", "a clock"),
    ("Instant::", "a clock"),
    ("std::fs", "files"),
    ("std::net", "the network"),
    ("std::env::var", "the environment"),
    ("std::process", "processes"),
    ("std::thread", "threads"),
    ("thread_local!", "a global"),
    ("static mut", "a global"),
    ("Atomic", "a global"),
    ("rand::", "chance"),
    ("getrandom", "chance"),
    ("RandomState", "chance"),
    ("HashMap", "an order that differs from run to run"),
];

/// Two adapters tell the same, whatever else they have seen.
pub(crate) fn repeatable(exam: &Exam<'_>, trials: &mut Trials) {
    for (place, setup) in exam.kit.setups.iter().enumerate() {
        let Some(mut used) = trials.need(setup.name, || exam.kit.adapter(place)) else { continue };
        for fixture in exam.kit.fixtures.inbound.iter().rev() {
            trials.run(format!("{} ({})", fixture.name, setup.name), || {
                let first = decoded(exam, place, &fixture.frame)?;
                let second = decoded(exam, place, &fixture.frame)?;
                ensure(first == second, || Fault::new("another adapter", &first, &second))?;
                let third = told(used.as_mut(), &fixture.frame);
                ensure(first == third, || Fault::new("an adapter that has seen other frames", &first, &third))
            });
        }
    }
}

/// Two emulators tell the same, whatever else they have told since they said that they remember nothing.
pub(crate) fn events(exam: &Exam<'_>, trials: &mut Trials) {
    for (place, setup) in exam.kit.setups.iter().enumerate() {
        let Some(mut used) = trials.need(setup.name, || exam.kit.emulator(place)) else { continue };
        let mut remembered = Vec::new();
        for fixture in exam.kit.fixtures.inbound.iter().rev() {
            trials.run(format!("{} ({})", fixture.name, setup.name), || {
                for own in events_of(&decoded(exam, place, &fixture.frame)?) {
                    // What another host tells takes other ways.
                    let host = format!("\"host\":\"{}\"", used.host());
                    let foreign = own.replacen(&host, "\"host\":\"elsewhere\"", 1);
                    for event in [own, &foreign] {
                        if used.remembers_events() {
                            remembered.push(event.to_owned());
                            emulated(used.as_mut(), event);
                            continue;
                        }
                        let mut other = exam.kit.emulator(place)?;
                        for before in &remembered {
                            emulated(other.as_mut(), before);
                        }
                        let (first, second) =
                            (emulated(other.as_mut(), event), emulated(used.as_mut(), event));
                        ensure(first == second, || {
                            Fault::new("an emulator that has told other events", &first, &second)
                        })?;
                    }
                }
                Ok(())
            });
        }
    }
}

/// Nothing in the sources could make it otherwise.
pub(crate) fn sources(exam: &Exam<'_>, trials: &mut Trials) {
    let Some(folder) = &exam.kit.sources else { return trials.skip("the sources are not at hand") };
    let mut files = Vec::new();
    rust_files(&folder.join("src"), &mut files);
    files.sort();
    for path in &files {
        let name = path.strip_prefix(folder).unwrap_or(path).display().to_string();
        trials.run(&name, || {
            let text = std::fs::read_to_string(path)
                .map_err(|error| Fault::new("", "a readable file", error.to_string()))?;
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            for (number, line) in code.lines().enumerate() {
                let line = line.split("//").next().unwrap_or_default();
                if let Some((word, what)) = FORBIDDEN.iter().find(|(word, _)| line.contains(word)) {
                    let place = format!("line {}", number + 1);
                    return Err(Fault::new(
                        place,
                        format!("nothing that touches {what}"),
                        format!("`{word}`"),
                    ));
                }
            }
            Ok(())
        });
    }
    trials.figure(format!("{} files", files.len()));
}

fn rust_files(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

fn decoded(exam: &Exam<'_>, setup: usize, frame: &Frame) -> Attempt<String> {
    Ok(told(exam.kit.adapter(setup)?.as_mut(), frame))
}

fn events_of(told: &str) -> impl Iterator<Item = &str> {
    told.lines().filter(|line| line.starts_with('{'))
}

/// An event's frames, one on a line, and behind them whatever else there is to say of it.
fn emulated(emulator: &mut dyn Emulator, event: &str) -> String {
    match emulator.emulate(event) {
        Ok(emulated) => {
            let frames = emulated.frames.iter().map(Frame::to_json);
            let losses = emulated.losses.iter().map(|loss| format!("loss: {loss}"));
            frames.chain(losses).collect::<Vec<_>>().join("\n")
        }
        Err(error) => format!("error: {error}"),
    }
}

/// A frame's events, one on a line, and behind them whatever else there is to say of it.
fn told(adapter: &mut dyn Adapter, frame: &Frame) -> String {
    let mut lines = JsonLines::of(frame);
    let seen = adapter.decode(frame, &mut lines);
    let mut told = lines.as_str().to_owned();
    match seen {
        Ok(seen) => seen.warnings.iter().for_each(|warning| told.push_str(&format!("warning: {warning}\n"))),
        Err(error) => told.push_str(&format!("error: {error}\n")),
    }
    told
}
