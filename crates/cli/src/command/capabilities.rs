//! `onepane capabilities`: what hosts can tell and do.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use onepane::model::{ActionKind, Capabilities, EventKind, Keyed, Level, Support};
use onepane::{Adapter as _, AnyAdapter, HOSTS};

use crate::args::{self, Format, Look};
use crate::command::{configured, settings};
use crate::failure::Failure;
use crate::report;

const HEADING: Style = Style::new().bold();

pub(super) fn run(args: &args::Capabilities, look: &Look) -> Result<ExitCode, Failure> {
    let settings = settings(&args.config)?;
    let all: Vec<Capabilities> = HOSTS
        .iter()
        .filter(|host| args.host.as_ref().is_none_or(|wanted| wanted == *host))
        .map(|host| {
            let adapter = configured(host, AnyAdapter::new(host, &settings))?;
            Ok(if args.config.path.is_some() { adapter.effective() } else { adapter.capabilities() })
        })
        .collect::<Result<_, Failure>>()?;
    let text = match args.format {
        Format::Json => lines(&all)?,
        Format::Table => sections(&all).iter().map(Section::table).collect::<Vec<_>>().join("\n"),
        Format::Markdown => sections(&all).iter().map(Section::markdown).collect::<Vec<_>>().join("\n"),
    };
    let mut out = anstream::AutoStream::new(std::io::stdout().lock(), report::choice(look.color));
    std::io::Write::write_all(&mut out, text.as_bytes()).map_err(Failure::Write)?;
    std::io::Write::flush(&mut out).map_err(Failure::Write)?;
    Ok(ExitCode::SUCCESS)
}

fn lines(all: &[Capabilities]) -> Result<String, Failure> {
    let mut text = String::new();
    for one in all {
        text.push_str(&serde_json::to_string(one).map_err(|error| Failure::Write(error.into()))?);
        text.push('\n');
    }
    Ok(text)
}

/// One table: all events, or all actions.
struct Section {
    heading: Vec<String>,
    rows: Vec<Vec<String>>,
    /// How many columns hold a level.
    levels: usize,
    /// The rows from here on are unsupported for the same reason.
    rest: usize,
}

/// One host with its reasons, or several side by side.
fn sections(all: &[Capabilities]) -> [Section; 2] {
    let events: Vec<&str> = EventKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let actions: Vec<&str> = ActionKind::ALL.iter().map(|kind| kind.as_str()).collect();
    [section("Event", &events, all, |one| &one.events), section("Action", &actions, all, |one| &one.actions)]
}

fn section(
    title: &str,
    kinds: &[&str],
    all: &[Capabilities],
    of: impl Fn(&Capabilities) -> &Keyed<Support>,
) -> Section {
    let support = |one: &Capabilities, kind: &str| of(one).get(kind).cloned();
    let level =
        |support: &Option<Support>| support.as_ref().map_or(Level::Unsupported, |support| support.level);
    let mut heading = vec![title.to_owned()];
    let mut rows = Vec::new();
    if let [one] = all {
        heading.extend([one.host.clone(), "Notes".to_owned()]);
        for kind in kinds {
            let support = support(one, kind);
            rows.push(vec![
                (*kind).to_owned(),
                level(&support).to_string(),
                support.map(notes).unwrap_or_default(),
            ]);
        }
    } else {
        heading.extend(all.iter().map(|one| one.host.clone()));
        for kind in kinds {
            let levels = all.iter().map(|one| level(&support(one, kind)).to_string());
            rows.push(std::iter::once((*kind).to_owned()).chain(levels).collect());
        }
    }
    // What works nowhere comes last, and of that what has no reason of its own.
    let nowhere =
        |row: &[String]| row.iter().skip(1).take(all.len()).all(|level| level == Level::Unsupported.as_str());
    let usual = usual_note(rows.iter().filter(|row| nowhere(row)).filter_map(|row| row.get(2)));
    let without_its_own = |row: &[String]| nowhere(row) && usual.is_some() && row.get(2) == usual.as_ref();
    rows.sort_by_key(|row| (nowhere(row), all.len() == 1 && without_its_own(row)));
    let rest = rows.iter().position(|row| without_its_own(row));
    Section { rest: rest.filter(|_| all.len() == 1).unwrap_or(rows.len()), heading, rows, levels: all.len() }
}

/// The note that most of them have, if more than one has it.
fn usual_note<'n>(notes: impl Iterator<Item = &'n String>) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for note in notes {
        *counts.entry(note).or_default() += 1;
    }
    let (note, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (count > 1).then(|| note.to_owned())
}

/// Everything about a kind but its level.
fn notes(support: Support) -> String {
    let mut notes: Vec<String> = Vec::new();
    notes.extend(support.reason);
    notes.extend((!support.needs.is_empty()).then(|| format!("needs {}", support.needs.join(", "))));
    notes.extend(support.constraints.iter().map(ToString::to_string));
    notes.extend(support.instead.map(|instead| format!("use {instead} instead")));
    notes.join("; ")
}

impl Section {
    fn table(&self) -> String {
        let widths: Vec<usize> = (0..self.heading.len())
            .map(|column| {
                let cells = self.rows.iter().chain([&self.heading]).filter_map(|row| row.get(column));
                cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
            })
            .collect();
        let mut text = String::new();
        for (place, row) in std::iter::once(&self.heading).chain(&self.rows).enumerate() {
            let mut line = String::new();
            for (column, cell) in row.iter().enumerate() {
                let style = if place == 0 { HEADING } else { self.style(column, cell) };
                let room = widths.get(column).map_or(0, |width| width - cell.chars().count());
                let _ = write!(line, "{style}{cell}{style:#}{:room$}  ", "");
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    fn style(&self, column: usize, cell: &str) -> Style {
        let color = match cell {
            _ if column == 0 || column > self.levels => return Style::new(),
            "full" => AnsiColor::Green,
            "degraded" => AnsiColor::Yellow,
            _ => return Style::new().dimmed(),
        };
        color.on_default()
    }

    fn markdown(&self) -> String {
        let mut text = String::new();
        let mut push = |row: &[String]| {
            let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
            let _ = writeln!(text, "| {} |", cells.join(" | "));
        };
        push(&self.heading);
        push(&vec!["---".to_owned(); self.heading.len()]);
        for row in self.rows.iter().take(self.rest) {
            let mut row = row.clone();
            if let Some(kind) = row.first_mut() {
                *kind = format!("`{kind}`");
            }
            push(&row);
        }
        if let Some(note) = self.rows.get(self.rest).and_then(|row| row.last()) {
            let _ = write!(text, "\nEverything else is unsupported: {note}.\n");
        }
        text
    }
}
