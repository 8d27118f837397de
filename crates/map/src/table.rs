//! The vocabulary in which an adapter states its host's protocol: tables, rows and codecs.
//!
//! A table reads like the host's own documentation: one row for each field. The same rows serve both
//! directions, so a mapping is written once.

use onepane_model::EventKind;
use onepane_model::record::{Kind, Member, Record, Type};

use crate::codec::is_leaf;
use crate::decode::{Decode, decode_of};
use crate::index::{At, JsonKind};
use crate::plan::{Plan, bucket};

/// How one object of the host is one record of the model.
#[derive(Debug)]
#[non_exhaustive]
pub struct Table {
    /// The record, such as `&Conversation::RECORD`. What only decodes has no use for it, nor room for all that is known
    /// of records.
    #[cfg(feature = "emulate")]
    pub of: &'static Record,
    /// The host's fields, in the order in which the host usually writes them.
    pub rows: &'static [Row],
    pub(crate) plan: Plan,
}

impl Table {
    /// A table about this record, such as `&Conversation::RECORD`, with these rows.
    ///
    /// # Panics
    ///
    /// With more than 128 rows; in a `static`, that is an error of the compiler's.
    #[cfg_attr(not(feature = "emulate"), allow(unused_variables))]
    pub const fn new(of: &'static Record, rows: &'static [Row]) -> Self {
        Self {
            #[cfg(feature = "emulate")]
            of,
            rows,
            plan: Plan::of(rows),
        }
    }
}

/// How one event of the host is one event of the model.
#[derive(Debug)]
#[expect(clippy::exhaustive_structs, reason = "adapters write tables as literals")]
pub struct Event {
    /// The host's name of it.
    pub host: &'static str,
    /// The neutral kind.
    pub kind: EventKind,
    /// How its payload is the neutral data; a table of that kind's record.
    pub data: &'static Table,
}

/// One field of the host.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Row {
    /// The host's key. Empty for rows that are not about one key.
    pub host: &'static str,
    /// What it is.
    pub shape: Shape,
    /// Other places of the same neutral member exist; this is where it is written by default.
    pub shared: bool,
    /// Another place of a member that an earlier row has.
    pub alias: bool,
    /// A second neutral home of a host value that another row maps: never written, but checked.
    pub copy: bool,
    /// `0` means that there is none.
    pub zero_is_none: bool,
    /// `""` means that there is none.
    pub empty_is_none: bool,
    /// Without it, or with a wrong type in it, the frame is corrupt.
    pub required: bool,
    /// The row is for values of this kind only.
    pub when: Option<JsonKind>,
    /// The model's word for a field that the host leaves out.
    pub absent_means: Option<&'static str>,
    /// Whether any of the above asks for more than reading and writing a value.
    pub(crate) is_special: bool,
    /// Whether the key is spelled in JSON as it is.
    pub(crate) is_plain: bool,
    /// Whether it writes a single value of its member in a form of its own, whatever the value is.
    pub(crate) is_direct: bool,
    /// The [`bucket`] of the key.
    pub(crate) bucket: u8,
    /// How it is decoded, if not as most rows are. A module that only decodes has of the engine what its tables point at.
    pub(crate) decode: Option<Decode>,
}

/// What a row is.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Shape {
    /// A value of the host is a value of the model.
    Value(&'static Member, Codec),
    /// A value of the host is several values of the model at once.
    Cases(&'static [&'static Member], &'static [Case]),
    /// An object of the host is dissolved into its parent's record.
    Flat(&'static Table),
    /// The very same object of the host is also a record of its own.
    Part {
        /// Where that record stands.
        member: &'static Member,
        /// How the object is that record.
        table: &'static Table,
        /// Whether fields without a row belong to that record.
        home: bool,
    },
    /// The first item of an array of the host is dissolved into its parent's record.
    First(&'static Table),
    /// An array of the host whose items are known by what they are, not by where they stand: read as if it
    /// were an object, its items its members. It belongs to the record of its parent.
    Named {
        /// The name of an item; `None` for one that nobody knows. Of two with one name the first counts.
        name: fn(At<'_>) -> Option<&'static str>,
        /// The table for it, with a row for each name.
        table: &'static Table,
    },
    /// The members whose keys begin with a prefix are the entries of a keyed member.
    Prefixed {
        /// What their keys begin with; the rest is the entry's key.
        prefix: &'static str,
        /// The keyed member.
        member: &'static Member,
        /// How each value is a record.
        table: &'static Table,
    },
    /// The payload as a whole is one value of the model: an array, say, or anything at all.
    Whole(&'static Member, Codec),
    /// One of several shapes that the host gives the same thing; rows of this kind stand alone in a table.
    Variant {
        /// Its name, noted in `extra`; empty for the shape that is written by default.
        name: &'static str,
        /// Whether a value has this shape.
        fits: fn(At<'_>) -> bool,
        /// The table for it, about the same record.
        table: &'static Table,
    },
    /// A value that is always the same; JSON text.
    Constant(&'static str),
    /// In an envelope: the event's payload.
    Body,
}

/// How a value of the host is a value of the model, and back.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Codec {
    /// A string, as it is.
    Text,
    /// `true` or `false`, as it is.
    Bool,
    /// A whole number; other numbers are rounded, the host's own is kept.
    Integer,
    /// A number, digit by digit.
    Number,
    /// Any value, as it is.
    Any,
    /// An id: the model has a string, the host a string or a number.
    Id(IdForm),
    /// A moment. Any usual form is read; the form named is the one the host writes.
    Time(TimeForm),
    /// A word of an open set: pairs of the host's word and the model's. Others pass as they are.
    Words(&'static [(&'static str, &'static str)]),
    /// A closed set of JSON values of any type: pairs of JSON text and the model's word.
    Literals(&'static [(&'static str, &'static str)]),
    /// An object that is a record. An empty one means that there is none.
    One(&'static Table),
    /// An array of objects that are records.
    List(&'static Table),
    /// An object with free keys whose values are records; pairs of the host's key and the model's.
    Keyed(&'static Table, &'static [(&'static str, &'static str)]),
    /// A string in which JSON stands.
    JsonText,
    /// A span of time: the model has milliseconds.
    Duration(DurationForm),
    /// An array of plain values.
    Items(&'static Codec),
    /// An object with free keys and plain values.
    Map(&'static Codec),
    /// An array, of which a field of the first item is meant: the rest is another row's. For rows that are
    /// a [`copy`](Row::copy).
    FirstItem(&'static str, &'static Codec),
    /// An array, of which the item is meant where it is the only one. For rows that are a
    /// [`copy`](Row::copy).
    OnlyItem(&'static Codec),
    /// An object that is the only entry of a keyed member; its key is what follows a prefix in one of its
    /// own fields.
    Entry {
        /// How the object is a record.
        table: &'static Table,
        /// The field.
        field: &'static str,
        /// The prefix.
        prefix: &'static str,
    },
}

/// How the host writes an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum IdForm {
    /// As a string.
    Text,
    /// As a whole number.
    Integer,
}

/// How the host writes a span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DurationForm {
    /// Whole seconds.
    Seconds,
    /// Whole seconds, as a string.
    SecondsText,
}

/// How the host writes a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeForm {
    /// Whole seconds since the Unix epoch.
    Seconds,
    /// Seconds since the Unix epoch, with fractions.
    FloatSeconds,
    /// Whole milliseconds since the Unix epoch.
    Millis,
    /// Whole milliseconds since the Unix epoch, as a string.
    MillisText,
    /// RFC 3339 in UTC with this many digits of fraction.
    Iso(u8),
}

/// Whether nothing in it needs an escape.
const fn is_plain(key: &str) -> bool {
    let mut rest = key.as_bytes();
    while let [byte, behind @ ..] = rest {
        if *byte < 0x20 || *byte == b'"' || *byte == b'\\' {
            return false;
        }
        rest = behind;
    }
    true
}

/// One of several combinations of neutral values that one host value stands for.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Case {
    /// The host's value, as JSON text.
    pub host: &'static str,
    /// The model's words, in the order of the row's members.
    pub neutral: &'static [&'static str],
}

/// A combination: the host's JSON text and the words for the row's members.
pub const fn case(host: &'static str, neutral: &'static [&'static str]) -> Case {
    Case { host, neutral }
}

/// A field of the host that is a member of the model.
pub const fn row(host: &'static str, member: &'static Member, codec: Codec) -> Row {
    Row::of(host, Shape::Value(member, codec))
}

/// A field of the host that is several members of the model at once.
pub const fn cases(host: &'static str, members: &'static [&'static Member], cases: &'static [Case]) -> Row {
    Row::of(host, Shape::Cases(members, cases))
}

/// An object of the host whose fields belong to the record of its parent.
pub const fn flat(host: &'static str, table: &'static Table) -> Row {
    Row::of(host, Shape::Flat(table))
}

/// A record that is made from the very object that the table is about.
pub const fn part(member: &'static Member, table: &'static Table) -> Row {
    Row::of("", Shape::Part { member, table, home: false })
}

/// Like [`part`], and the object's fields without a row belong to that record.
pub const fn home(member: &'static Member, table: &'static Table) -> Row {
    Row::of("", Shape::Part { member, table, home: true })
}

/// An array of the host whose first item's fields belong to the record of its parent.
pub const fn first(host: &'static str, table: &'static Table) -> Row {
    Row::of(host, Shape::First(table))
}

/// An array of the host whose items are told apart by what they are.
pub const fn named(
    host: &'static str,
    name: fn(At<'_>) -> Option<&'static str>,
    table: &'static Table,
) -> Row {
    Row::of(host, Shape::Named { name, table })
}

/// Fields of the host whose keys begin with a prefix: the entries of a keyed member.
pub const fn prefixed(prefix: &'static str, member: &'static Member, table: &'static Table) -> Row {
    Row::of("", Shape::Prefixed { prefix, member, table })
}

/// A payload that is one value of the model as a whole. With [`Row::when`], for one kind of value.
pub const fn whole(member: &'static Member, codec: Codec) -> Row {
    Row::of("", Shape::Whole(member, codec))
}

/// One of several shapes of the same thing; the one with an empty name is written by default.
pub const fn variant(name: &'static str, fits: fn(At<'_>) -> bool, table: &'static Table) -> Row {
    Row::of("", Shape::Variant { name, fits, table })
}

/// A field of the host that always has the same value, given as JSON text.
pub const fn constant(host: &'static str, json: &'static str) -> Row {
    Row::of(host, Shape::Constant(json))
}

/// In an envelope: the field that holds the event's payload.
pub const fn body(host: &'static str) -> Row {
    Row::of(host, Shape::Body)
}

impl Row {
    const fn of(host: &'static str, shape: Shape) -> Self {
        Self {
            host,
            shape,
            shared: false,
            alias: false,
            copy: false,
            zero_is_none: false,
            empty_is_none: false,
            required: false,
            when: None,
            absent_means: None,
            is_special: false,
            is_plain: is_plain(host),
            is_direct: matches!(&shape, Shape::Value(_, codec) if codec.is_direct()),
            bucket: bucket(host.as_bytes()) as u8,
            decode: decode_of(&shape),
        }
    }

    /// Other places of the same member exist: see [`Row::alias`] and [`Row::copy`]. This one is written
    /// by default.
    #[must_use]
    pub const fn shared(mut self) -> Self {
        self.shared = true;
        self.is_special = true;
        self
    }

    /// Another place of a member that an earlier row has. Read when that one has nothing.
    #[must_use]
    pub const fn alias(mut self) -> Self {
        self.alias = true;
        self.is_special = true;
        self.is_direct = false;
        self
    }

    /// A second neutral home of a host value that another row maps: one in another part of the object, or
    /// one before it in the same table. An event in which the two disagree is refused.
    #[must_use]
    pub const fn copy(mut self) -> Self {
        self.copy = true;
        self.is_special = true;
        self.is_direct = false;
        self
    }

    /// `0` means that there is none.
    #[must_use]
    pub const fn zero_is_none(mut self) -> Self {
        self.zero_is_none = true;
        self.is_special = true;
        self
    }

    /// `""` means that there is none.
    #[must_use]
    pub const fn empty_is_none(mut self) -> Self {
        self.empty_is_none = true;
        self.is_special = true;
        self
    }

    /// Without it, or with a wrong type in it, the frame is corrupt.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The row is for values of this kind only; another row may have the same key for another kind.
    #[must_use]
    pub const fn when(mut self, kind: JsonKind) -> Self {
        self.when = Some(kind);
        self.is_special = true;
        self.is_direct = false;
        self
    }

    /// When the host leaves the field out, it means this word of the model.
    #[must_use]
    pub const fn absent_means(mut self, word: &'static str) -> Self {
        self.absent_means = Some(word);
        self
    }

    pub(crate) fn fits(&self, kind: JsonKind) -> bool {
        // `null` says that there is nothing, of whatever kind.
        kind == JsonKind::Null || self.when.is_none_or(|when| when == kind)
    }
}

impl Codec {
    /// Whether it has a form for every single value.
    const fn is_direct(&self) -> bool {
        matches!(
            self,
            Self::Text
                | Self::Bool
                | Self::Integer
                | Self::Number
                | Self::Id(_)
                | Self::Time(_)
                | Self::Words(_)
                | Self::JsonText
                | Self::Duration(_)
        )
    }

    /// Whether it fits a member of this type.
    #[cfg(feature = "emulate")]
    pub fn fits(&self, of: &Type) -> bool {
        match (self, of) {
            (Self::Text | Self::Id(_) | Self::Words(_) | Self::Literals(_), Type::Plain(Kind::Text))
            | (Self::Bool, Type::Plain(Kind::Bool))
            | (Self::Integer | Self::Duration(_), Type::Plain(Kind::Integer))
            | (Self::Number, Type::Plain(Kind::Number))
            | (Self::Any | Self::JsonText, Type::Plain(Kind::Json))
            | (Self::Time(_), Type::Plain(Kind::Time)) => true,
            (Self::One(table), Type::Record(record)) => same(table.of, record()),
            (Self::List(table), Type::List(Type::Record(record)))
            | (Self::Keyed(table, _) | Self::Entry { table, .. }, Type::Keyed(Type::Record(record))) => {
                same(table.of, record())
            }
            (Self::Items(item), Type::List(of)) | (Self::Map(item), Type::Keyed(of)) => {
                (is_leaf(item) || matches!(item, Self::Any)) && item.fits(of)
            }
            (Self::FirstItem(_, item) | Self::OnlyItem(item), of) => is_leaf(item) && item.fits(of),
            _ => false,
        }
    }

    /// What it expects, in words.
    pub const fn expected(&self) -> &'static str {
        match self {
            Self::Text | Self::Words(_) => "a string",
            Self::Bool => "true or false",
            Self::Integer => "a whole number",
            Self::Number => "a number",
            Self::Any => "any value",
            Self::JsonText => "a string with JSON in it",
            Self::Duration(_) => "a span of time",
            Self::Id(_) => "an id (a string or a number)",
            Self::Time(_) => "a time",
            Self::Literals(_) => "one of the known values",
            Self::One(_) | Self::Keyed(..) | Self::Map(_) | Self::Entry { .. } => "an object",
            Self::List(_) | Self::Items(_) | Self::FirstItem(..) | Self::OnlyItem(_) => "an array",
        }
    }
}

pub(crate) fn same(one: &Record, other: &Record) -> bool {
    one.name == other.name
}

/// Pairs of a host's word and the model's word, for [`Codec::Words`].
///
/// ```
/// use onepane_map::{Codec, words};
/// const ASSIGNEE: Codec = words!("User" = "agent", "AgentBot" = "bot");
/// ```
#[macro_export]
macro_rules! words {
    ($($host:literal = $neutral:literal),* $(,)?) => {
        $crate::Codec::Words(&[$(($host, $neutral)),*])
    };
}
