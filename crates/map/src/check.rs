//! What a test asks of an adapter's tables.

use onepane_model::record::{Kind, Member, Record, Type};

use crate::family::{MOST, parts};
use crate::index::Index;
use crate::protocol::{Envelope, Protocol};
use crate::table::{Codec, Event, Row, Shape, Table, same};

/// Checks that the tables mean something and that nothing in them is lost on the way back: that every
/// row's codec fits its member, that every member belongs to its table's record, that neither a member nor
/// a key is mapped twice by accident, that repetitions come after what they repeat, that no flag or shape
/// stands where it has no effect, and that no row tells a secret.
///
/// Gives one line for each fault; none means that the tables are sound.
pub fn check(protocol: &Protocol) -> Vec<String> {
    let mut check = Check { secrets: protocol.secrets, seen: Vec::new(), faults: Vec::new() };
    if let Some(envelope) = protocol.envelope {
        check.envelope(envelope);
        check.table("envelope", envelope);
    }
    check.events(protocol.events);
    check.events(protocol.answers);
    check.faults
}

struct Check {
    secrets: &'static [&'static str],
    seen: Vec<*const Table>,
    faults: Vec<String>,
}

/// A member that a table has mapped.
struct Mapped {
    index: u8,
    shared: bool,
}

impl Check {
    fn fault(&mut self, name: &str, text: impl AsRef<str>) {
        self.faults.push(format!("{name}: {}", text.as_ref()));
    }

    fn events(&mut self, events: &'static [Event]) {
        for (place, event) in events.iter().enumerate() {
            if !same(event.data.of, event.kind.record()) {
                self.fault(
                    event.host,
                    format!("its table is about {}, not {}", event.data.of.name, event.kind),
                );
            }
            if events.iter().take(place).any(|other| other.host == event.host) {
                self.fault(event.host, "two tables");
            }
            if event.data.rows.iter().any(|row| matches!(row.shape, Shape::Body)) {
                self.fault(event.host, "a body outside of an envelope");
            }
            self.table(event.host, event.data);
            self.shared_keys(event.host, event.data);
        }
    }

    fn envelope(&mut self, table: &Table) {
        const NAME: &str = "envelope";
        if !same(table.of, &Envelope::RECORD) {
            self.fault(NAME, "its table is not about an envelope");
        }
        let named =
            |row: &&Row| matches!(row.shape, Shape::Value(member, _) if member.index == Envelope::NAME.index);
        if !table.rows.iter().any(|row| named(&row)) {
            self.fault(NAME, "no row for the event's name");
        }
        if table.rows.iter().filter(|row| matches!(row.shape, Shape::Body)).count() > 1 {
            self.fault(NAME, "two bodies");
        }
        for row in table.rows {
            if !matches!(row.shape, Shape::Value(..) | Shape::Constant(_) | Shape::Body) {
                self.fault(&format!("{NAME}/{}", row.host), "an envelope has no room for such a row");
            }
        }
    }

    fn table(&mut self, name: &str, table: &'static Table) {
        if self.seen.iter().any(|other| std::ptr::eq(*other, table)) {
            return;
        }
        self.seen.push(table);
        self.rows(name, table, table.of, &mut Vec::new());
        for row in table.rows {
            for (inner, key) in inner_tables(row) {
                let name = format!("{name}/{key}");
                self.table(&name, inner);
                if !matches!(row.shape, Shape::Part { .. }) {
                    self.shared_keys(&name, inner);
                }
            }
        }
    }

    fn rows(&mut self, name: &str, table: &'static Table, record: &Record, mapped: &mut Vec<Mapped>) {
        for (place, row) in table.rows.iter().enumerate() {
            let name = &format!("{name}/{}", row.host);
            // A copy stands beside what it copies.
            let own = |other: &&Row| shares_key(other, row) && !other.copy && !row.copy;
            let mut twins = table.rows.iter().take(place).filter(own);
            if twins.any(|other| overlaps(other, row)) {
                self.fault(name, "two rows for the same kind of value");
            }
            self.key(name, row);
            self.flags(name, row);
            self.texts(name, row);
            match row.shape {
                Shape::Flat(inner) | Shape::First(inner) => {
                    self.dissolved(name, inner, record);
                    self.shared_keys(name, inner);
                    self.rows(name, inner, record, mapped);
                }
                Shape::Named { table: inner, .. } => {
                    self.dissolved(name, inner, record);
                    if inner.rows.iter().any(|row| row.host.is_empty() || row.copy) {
                        self.fault(name, "a row about more than one item of the array");
                    }
                    self.rows(name, inner, record, mapped);
                }
                Shape::Variant { table: inner, .. } => {
                    if table.rows.iter().any(|other| !matches!(other.shape, Shape::Variant { .. })) {
                        self.fault(name, "a variant beside rows of another kind");
                    }
                    if !same(inner.of, record) {
                        self.fault(
                            name,
                            format!("a table about {} is dissolved into {}", inner.of.name, record.name),
                        );
                    }
                    // Only one of them is ever used: each may map what the others do.
                    self.rows(name, inner, record, &mut Vec::new());
                    self.shared_keys(name, inner);
                }
                Shape::Value(..)
                | Shape::Whole(..)
                | Shape::Cases(..)
                | Shape::Part { .. }
                | Shape::Prefixed { .. }
                | Shape::Constant(_)
                | Shape::Body => {}
            }
            for member in self.members(name, row, record) {
                self.member(name, row, member, record, mapped);
            }
        }
    }

    /// The members that a row is about, when its codec or table fits them.
    fn members(&mut self, name: &str, row: &'static Row, record: &Record) -> &'static [&'static Member] {
        let type_of = |member: &Member| record.type_of(member).filter(|_| record.has(member));
        match &row.shape {
            Shape::Value(member, codec) | Shape::Whole(member, codec) => {
                if type_of(member).is_some_and(|of| !codec.fits(of)) {
                    self.fault(name, format!("{codec:?} does not fit `{}`", member.name()));
                }
                std::slice::from_ref(member)
            }
            Shape::Cases(members, cases) => {
                for case in cases.iter().filter(|case| case.neutral.len() != members.len()) {
                    self.fault(name, format!("case {} has too many or too few words", case.host));
                }
                for member in members.iter().filter(|member| member.kind != Kind::Text) {
                    self.fault(name, format!("cases do not fit `{}`", member.name()));
                }
                members
            }
            Shape::Part { member, table, .. } => {
                if !matches!(type_of(member), Some(Type::Record(of)) if same(of(), table.of)) {
                    self.fault(
                        name,
                        format!("a part about {} does not fit `{}`", table.of.name, member.name()),
                    );
                }
                self.own_object(name, table);
                std::slice::from_ref(member)
            }
            Shape::Prefixed { member, table, .. } => {
                if !type_of(member).is_some_and(|of| Codec::Keyed(table, &[]).fits(of)) {
                    self.fault(
                        name,
                        format!("entries about {} do not fit `{}`", table.of.name, member.name()),
                    );
                }
                std::slice::from_ref(member)
            }
            Shape::Flat(_)
            | Shape::First(_)
            | Shape::Named { .. }
            | Shape::Variant { .. }
            | Shape::Constant(_)
            | Shape::Body => &[],
        }
    }

    fn member(&mut self, name: &str, row: &Row, member: &Member, record: &Record, mapped: &mut Vec<Mapped>) {
        if !record.has(member) {
            self.fault(name, format!("`{}` is no member of {}", member.name(), record.name));
        }
        let first = mapped.iter().find(|mapped| mapped.index == member.index);
        let first_shared = first.map(|mapped| mapped.shared);
        match (first_shared, row.alias) {
            (Some(_), false) => self.fault(name, format!("`{}` is mapped twice", member.name())),
            (None, true) => self.fault(name, "repeats a row that comes later or never"),
            (Some(false), true) => {
                self.fault(name, format!("repeats `{}`, which is not shared", member.name()))
            }
            _ => {}
        }
        mapped.push(Mapped { index: member.index, shared: row.shared || first_shared == Some(true) });
    }

    fn key(&mut self, name: &str, row: &Row) {
        let keyless = matches!(
            row.shape,
            Shape::Whole(..) | Shape::Part { .. } | Shape::Prefixed { .. } | Shape::Variant { .. }
        );
        if row.host.is_empty() && !keyless {
            self.fault(name, "a row about a key without the key");
        }
        if self.secrets.contains(&row.host) {
            self.fault(name, "tells a secret");
        }
    }

    fn flags(&mut self, name: &str, row: &Row) {
        let repeats = row.alias || row.copy;
        if repeats && !matches!(row.shape, Shape::Value(..)) {
            self.fault(name, "only a plain value can be an alias or a copy");
        }
        if row.alias && row.copy {
            self.fault(name, "an alias cannot be a copy");
        }
        let plain = matches!(row.shape, Shape::Value(member, _) if member.kind == Kind::Text);
        if row.absent_means.is_some() && !plain {
            self.fault(name, "only a text can have a word for a field that is left out");
        }
    }

    /// The JSON texts in a row.
    fn texts(&mut self, name: &str, row: &Row) {
        let texts: Vec<&str> = match row.shape {
            Shape::Constant(json) => vec![json],
            Shape::Cases(_, cases) => cases.iter().map(|case| case.host).collect(),
            Shape::Value(_, Codec::Literals(words)) => words.iter().map(|(host, _)| *host).collect(),
            _ => Vec::new(),
        };
        for (place, text) in texts.iter().enumerate() {
            if Index::parse(text).is_err() {
                self.fault(name, format!("`{text}` is no JSON text"));
            }
            if texts.iter().take(place).any(|other| other == text) {
                self.fault(name, format!("`{text}` comes twice"));
            }
        }
    }

    fn dissolved(&mut self, name: &str, inner: &Table, record: &Record) {
        if !same(inner.of, record) {
            self.fault(name, format!("a table about {} is dissolved into {}", inner.of.name, record.name));
        }
        self.own_object(name, inner);
    }

    /// A table for an object that is not a record by itself.
    fn own_object(&mut self, name: &str, inner: &Table) {
        if inner.rows.iter().any(|row| matches!(row.shape, Shape::Variant { .. } | Shape::Whole(..))) {
            self.fault(name, "shapes and whole values are for records, not for what is dissolved or a part");
        }
    }

    /// Of the tables that share an object, one alone has a key; the others copy it.
    fn shared_keys(&mut self, name: &str, table: &'static Table) {
        if family_size(table) > MOST {
            self.fault(name, format!("more than {MOST} tables share an object"));
        }
        let rows = family_rows(table);
        for (place, (of, row)) in rows.iter().enumerate() {
            let name = &format!("{name}/{}", row.host);
            let source = |(_, other): &(&Table, &Row)| shares_key(other, row) && !other.copy;
            if row.copy {
                if !rows.iter().any(source) {
                    self.fault(name, "copies a row that there is not");
                }
                continue;
            }
            let mut earlier = rows.iter().take(place).filter(|other| source(other));
            if earlier.any(|(other_of, other)| !std::ptr::eq(*other_of, *of) && overlaps(other, row)) {
                self.fault(name, "two of the tables that share an object have this key: one must copy it");
            }
        }
    }
}

fn shares_key(one: &Row, other: &Row) -> bool {
    !one.host.is_empty() && one.host == other.host
}

/// Whether some kind of value is for both rows.
fn overlaps(one: &Row, other: &Row) -> bool {
    one.when.is_none() || other.when.is_none() || one.when == other.when
}

/// How many tables share a table's object.
fn family_size(table: &'static Table) -> usize {
    1 + parts(table).map(|(part, _)| family_size(part)).sum::<usize>()
}

/// The rows of a table and of the parts that share its object, each with its table.
fn family_rows(table: &'static Table) -> Vec<(&'static Table, &'static Row)> {
    let own = table.rows.iter().map(|row| (table, row));
    own.chain(parts(table).flat_map(|(part, _)| family_rows(part))).collect()
}

fn inner_tables(row: &Row) -> Vec<(&'static Table, &'static str)> {
    match row.shape {
        Shape::Value(
            _,
            Codec::One(table) | Codec::List(table) | Codec::Keyed(table, _) | Codec::Entry { table, .. },
        )
        | Shape::Whole(_, Codec::One(table) | Codec::List(table) | Codec::Keyed(table, _))
        | Shape::Prefixed { table, .. }
        | Shape::Part { table, .. } => vec![(table, row.host)],
        Shape::Flat(table)
        | Shape::First(table)
        | Shape::Named { table, .. }
        | Shape::Variant { table, .. } => table.rows.iter().flat_map(inner_tables).collect(),
        _ => Vec::new(),
    }
}
