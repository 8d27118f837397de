//! Tables with one row changed.

use onepane_map::{Case, Codec, DurationForm, Event, IdForm, Protocol, Row, Shape, Table, TimeForm, case};
use onepane_model::EventKind;
use onepane_model::record::{Member, Record};

use super::Mutant;

/// How deep tables may stand in each other. Two that contain each other are changed up to here.
const DEPTH: usize = 12;

/// Every change of one row, of one event or of the secrets.
pub(super) fn mutants(protocol: &'static Protocol) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    let mut seen: Vec<*const Table> = Vec::new();
    let mut each = |name: &str, table: &'static Table| {
        walk(name, table, &mut seen, &mut |name, table| rows(protocol, name, table, &mut mutants));
    };
    if let Some(envelope) = protocol.envelope {
        each("envelope", envelope);
    }
    for event in protocol.events.iter().chain(protocol.answers) {
        each(event.host, event.data);
    }
    for (list, answers) in [(protocol.events, false), (protocol.answers, true)] {
        for place in 0..list.len() {
            events(protocol, list, place, answers, &mut mutants);
        }
    }
    for (place, secret) in protocol.secrets.iter().enumerate() {
        let mut secrets = protocol.secrets.to_vec();
        secrets.remove(place);
        let other = leak(Protocol { secrets: secrets.leak(), ..shallow(protocol) });
        mutants.push(Mutant::of_tables("secret dropped", *secret, other));
    }
    mutants
}

/// Every event's name and kind.
fn events(
    protocol: &'static Protocol,
    list: &'static [Event],
    place: usize,
    answers: bool,
    mutants: &mut Vec<Mutant>,
) {
    let Some(event) = list.get(place) else { return };
    let mut with = |kind: &'static str, changed: Option<Event>| {
        let mut all: Vec<Event> = list.iter().map(same).collect();
        match changed {
            Some(changed) => {
                if let Some(at) = all.get_mut(place) {
                    *at = changed;
                }
            }
            None => drop(all.remove(place)),
        }
        let all: &'static [Event] = all.leak();
        let other = match answers {
            true => Protocol { answers: all, ..shallow(protocol) },
            false => Protocol { events: all, ..shallow(protocol) },
        };
        mutants.push(Mutant::of_tables(kind, event.host, leak(other)));
    };
    with("event dropped", None);
    let renamed: &'static str = format!("{}X", event.host).leak();
    with("event named otherwise", Some(Event { host: renamed, ..same(event) }));
    let kinds = EventKind::ALL.iter().copied();
    let next = kinds.cycle().skip_while(|kind| *kind != event.kind).nth(1);
    if let Some(kind) = next {
        with("event of another kind", Some(Event { kind, ..same(event) }));
    }
}

/// Every row of a table.
fn rows(protocol: &'static Protocol, name: &str, table: &'static Table, mutants: &mut Vec<Mutant>) {
    let mut with = |kind: &'static str, row: &Row, changed: Vec<Row>| {
        let other = leak(Table::new(table.of, changed.leak()));
        let place = match row.host {
            "" => format!("{name}: {}", shape(row)),
            key => format!("{name}: {key}"),
        };
        mutants.push(Mutant::of_tables(kind, place, replaced(protocol, table, other)));
    };
    for (place, row) in table.rows.iter().enumerate() {
        let mut dropped = table.rows.to_vec();
        dropped.remove(place);
        with("row dropped", row, dropped);
        let mut change = |kind: &'static str, changed: Row| {
            let mut rows = table.rows.to_vec();
            if let Some(at) = rows.get_mut(place) {
                *at = changed;
            }
            with(kind, row, rows);
        };
        for (kind, changed) in flags(row) {
            change(kind, changed);
        }
        for (kind, shape) in shapes(table.of, row.shape) {
            let mut changed = *row;
            changed.shape = shape;
            change(kind, changed);
        }
        if let Some((one, other)) = table.rows.get(place + 1).and_then(|next| swapped(row, next)) {
            let mut rows = table.rows.to_vec();
            rows.splice(place..=place + 1, [one, other]);
            with("row swapped with its neighbour", row, rows);
        }
    }
}

/// Two rows of which each has the other's member.
fn swapped(row: &Row, next: &Row) -> Option<(Row, Row)> {
    let (Shape::Value(one, codec), Shape::Value(other, next_codec)) = (row.shape, next.shape) else {
        return None;
    };
    if one.index == other.index || row.host == next.host {
        return None;
    }
    let (mut first, mut second) = (*row, *next);
    first.shape = Shape::Value(other, codec);
    second.shape = Shape::Value(one, next_codec);
    Some((first, second))
}

/// The row without each of its flags.
fn flags(row: &Row) -> Vec<(&'static str, Row)> {
    let mut all = Vec::new();
    let mut without = |is_set: bool, kind: &'static str, strip: fn(&mut Row)| {
        if is_set {
            let mut changed = *row;
            strip(&mut changed);
            all.push((kind, changed));
        }
    };
    without(row.shared, "flag shared stripped", |row| row.shared = false);
    without(row.alias, "flag alias stripped", |row| row.alias = false);
    without(row.copy, "flag copy stripped", |row| row.copy = false);
    without(row.zero_is_none, "flag zero_is_none stripped", |row| row.zero_is_none = false);
    without(row.empty_is_none, "flag empty_is_none stripped", |row| row.empty_is_none = false);
    without(row.required, "flag required stripped", |row| row.required = false);
    without(row.when.is_some(), "flag when stripped", |row| row.when = None);
    without(row.absent_means.is_some(), "flag absent_means stripped", |row| row.absent_means = None);
    all
}

/// The same shape with another codec, or with words that mean each other's.
fn shapes(record: &Record, shape: Shape) -> Vec<(&'static str, Shape)> {
    let fits = |member: &Member, codec: &Codec| record.type_of(member).is_some_and(|of| codec.fits(of));
    const WORDS: &str = "words swapped";
    match shape {
        Shape::Value(member, codec) => {
            let codecs = codecs(codec).into_iter().filter(|(_, codec)| fits(member, codec));
            codecs.map(|(kind, codec)| (kind, Shape::Value(member, codec))).collect()
        }
        Shape::Whole(member, codec) => {
            let codecs = codecs(codec).into_iter().filter(|(_, codec)| fits(member, codec));
            codecs.map(|(kind, codec)| (kind, Shape::Whole(member, codec))).collect()
        }
        // Two words that mean the same cannot be told apart.
        Shape::Cases(members, [one, other, rest @ ..]) if one.neutral != other.neutral => {
            let mut all: Vec<Case> = vec![case(one.host, other.neutral), case(other.host, one.neutral)];
            all.extend(rest.iter().copied());
            vec![(WORDS, Shape::Cases(members, all.leak()))]
        }
        Shape::Constant(json) => {
            let other = if json == "\"other\"" { "\"another\"" } else { "\"other\"" };
            vec![("another constant", Shape::Constant(other))]
        }
        Shape::Part { member, table, home } => {
            vec![("home of other fields moved", Shape::Part { member, table, home: !home })]
        }
        Shape::Prefixed { prefix, member, table } => {
            let prefix: &'static str = format!("{prefix}x").leak();
            vec![("another prefix", Shape::Prefixed { prefix, member, table })]
        }
        Shape::Variant { name, fits, table } if !name.is_empty() => {
            let name: &'static str = format!("{name}x").leak();
            vec![("another name of a variant", Shape::Variant { name, fits, table })]
        }
        _ => Vec::new(),
    }
}

fn codecs(codec: Codec) -> Vec<(&'static str, Codec)> {
    const CODEC: &str = "another codec";
    const FORM: &str = "another form";
    match codec {
        Codec::Text => vec![(CODEC, Codec::Id(IdForm::Integer))],
        Codec::Id(IdForm::Text) => vec![(FORM, Codec::Id(IdForm::Integer)), (CODEC, Codec::Text)],
        Codec::Id(_) => vec![(FORM, Codec::Id(IdForm::Text)), (CODEC, Codec::Text)],
        Codec::Integer => vec![(CODEC, Codec::Duration(DurationForm::Seconds))],
        Codec::Duration(_) => vec![(CODEC, Codec::Integer)],
        Codec::Time(TimeForm::Millis) => {
            vec![(FORM, Codec::Time(TimeForm::Seconds)), (FORM, Codec::Time(TimeForm::Iso(3)))]
        }
        Codec::Time(_) => vec![(FORM, Codec::Time(TimeForm::Millis))],
        Codec::Any => vec![(CODEC, Codec::JsonText)],
        Codec::JsonText => vec![(CODEC, Codec::Any)],
        Codec::Words(words) => {
            let mut all = vec![(CODEC, Codec::Text)];
            all.extend(crossed(words).map(|words| ("words swapped", Codec::Words(words))));
            all
        }
        Codec::Literals(words) => {
            crossed(words).map(|words| ("words swapped", Codec::Literals(words))).into_iter().collect()
        }
        Codec::Keyed(table, names) => {
            crossed(names).map(|names| ("words swapped", Codec::Keyed(table, names))).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Pairs of which the first two have each other's second.
fn crossed(
    pairs: &'static [(&'static str, &'static str)],
) -> Option<&'static [(&'static str, &'static str)]> {
    let [(one, first), (other, second), rest @ ..] = pairs else { return None };
    if first == second {
        return None;
    }
    let mut all = vec![(*one, *second), (*other, *first)];
    all.extend_from_slice(rest);
    Some(all.leak())
}

/// Calls back for every table that can be reached, once.
fn walk(
    name: &str,
    table: &'static Table,
    seen: &mut Vec<*const Table>,
    each: &mut impl FnMut(&str, &'static Table),
) {
    if seen.iter().any(|other| std::ptr::eq(*other, table)) {
        return;
    }
    seen.push(table);
    each(name, table);
    for row in table.rows {
        if let Some(inner) = inner(row.shape) {
            let key = if row.host.is_empty() { shape(row) } else { row.host.to_owned() };
            walk(&format!("{name}/{key}"), inner, seen, each);
        }
    }
}

/// The table in a row.
fn inner(shape: Shape) -> Option<&'static Table> {
    match shape {
        Shape::Flat(table)
        | Shape::First(table)
        | Shape::Part { table, .. }
        | Shape::Named { table, .. }
        | Shape::Prefixed { table, .. }
        | Shape::Variant { table, .. } => Some(table),
        Shape::Value(_, codec) | Shape::Whole(_, codec) => match codec {
            Codec::One(table) | Codec::List(table) | Codec::Keyed(table, _) | Codec::Entry { table, .. } => {
                Some(table)
            }
            _ => None,
        },
        _ => None,
    }
}

/// What a row without a key is called.
fn shape(row: &Row) -> String {
    match row.shape {
        Shape::Part { member, .. } | Shape::Prefixed { member, .. } | Shape::Whole(member, _) => {
            format!("({})", member.name())
        }
        Shape::Variant { name, .. } => format!("(variant {name})"),
        _ => "()".to_owned(),
    }
}

/// The protocol with a table in another's place, wherever it stands.
fn replaced(protocol: &'static Protocol, old: &'static Table, new: &'static Table) -> &'static Protocol {
    let replace = |table: &'static Table| rebuilt(table, old, new, DEPTH);
    let events = |events: &'static [Event]| -> &'static [Event] {
        let all: Vec<Event> =
            events.iter().map(|event| Event { data: replace(event.data), ..same(event) }).collect();
        all.leak()
    };
    leak(Protocol {
        envelope: protocol.envelope.map(replace),
        events: events(protocol.events),
        answers: events(protocol.answers),
        ..shallow(protocol)
    })
}

fn rebuilt(table: &'static Table, old: &'static Table, new: &'static Table, depth: usize) -> &'static Table {
    if std::ptr::eq(table, old) {
        return new;
    }
    if depth == 0 {
        return table;
    }
    let mut changed = false;
    let rows: Vec<Row> = table
        .rows
        .iter()
        .map(|row| {
            let Some(inner) = inner(row.shape) else { return *row };
            let other = rebuilt(inner, old, new, depth - 1);
            if std::ptr::eq(inner, other) {
                return *row;
            }
            changed = true;
            let mut row = *row;
            row.shape = with(row.shape, other);
            row
        })
        .collect();
    if changed { leak(Table::new(table.of, rows.leak())) } else { table }
}

/// The shape with another table in it.
fn with(shape: Shape, table: &'static Table) -> Shape {
    let codec = |codec| match codec {
        Codec::One(_) => Codec::One(table),
        Codec::List(_) => Codec::List(table),
        Codec::Keyed(_, names) => Codec::Keyed(table, names),
        Codec::Entry { field, prefix, .. } => Codec::Entry { table, field, prefix },
        other => other,
    };
    match shape {
        Shape::Flat(_) => Shape::Flat(table),
        Shape::First(_) => Shape::First(table),
        Shape::Part { member, home, .. } => Shape::Part { member, table, home },
        Shape::Named { name, .. } => Shape::Named { name, table },
        Shape::Prefixed { prefix, member, .. } => Shape::Prefixed { prefix, member, table },
        Shape::Variant { name, fits, .. } => Shape::Variant { name, fits, table },
        Shape::Value(member, inner) => Shape::Value(member, codec(inner)),
        Shape::Whole(member, inner) => Shape::Whole(member, codec(inner)),
        other => other,
    }
}

fn same(event: &Event) -> Event {
    Event { host: event.host, kind: event.kind, data: event.data }
}

fn shallow(protocol: &Protocol) -> Protocol {
    Protocol {
        host: protocol.host,
        envelope: protocol.envelope,
        events: protocol.events,
        answers: protocol.answers,
        secrets: protocol.secrets,
    }
}

/// Tables are static: whoever changes them leaves them behind.
fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}
