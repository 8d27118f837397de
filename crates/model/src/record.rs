//! What a type of the model says about itself, so that one engine can fill it and read it.
//!
//! The translation engine knows no field by name. It knows [`Member`]s: constants such as
//! `Conversation::STATUS`, which every record exports, and it hands values to anything that can
//! [`Fill`] them in: a record of this crate, or a writer of JSON text.

use crate::text::{Text, push_integer, push_literal};
use crate::time::Time;

/// A type of the model, described: its name and its members in declared order.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Record {
    /// The Rust name of the type.
    pub name: &'static str,
    /// Every member; a member's [`Member::index`] is its place in this slice.
    pub members: &'static [&'static Member],
    /// The type of each.
    types: &'static [Type],
}

impl Record {
    #[doc(hidden)]
    pub const fn describe(
        name: &'static str,
        members: &'static [&'static Member],
        types: &'static [Type],
    ) -> Self {
        Self { name, members, types }
    }

    /// The member with this JSON name, if there is one.
    pub fn member(&self, name: &str) -> Option<&'static Member> {
        self.members.iter().copied().find(|member| member.name() == name)
    }

    /// Whether a member is one of its own, or one that is like it in name, place and kind.
    pub fn has(&self, member: &Member) -> bool {
        let own = self.members.get(usize::from(member.index));
        own.is_some_and(|own| own.key == member.key && own.kind == member.kind)
    }

    /// The type of one of its members.
    pub fn type_of(&self, member: &Member) -> Option<&'static Type> {
        self.types.get(usize::from(member.index))
    }
}

/// One member of a record: what its JSON name is and what may stand in it.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Member {
    /// Its place in [`Record::members`].
    pub index: u8,
    /// What it holds.
    pub kind: Kind,
    /// Whether a record without it makes no sense.
    pub required: bool,
    /// Whether `null` is a value of its own, which takes away what is there.
    pub nullable: bool,
    /// A comma, its name as a JSON string and a colon: all that is kept of the name, since every page loads some hundred members.
    key: &'static str,
}

impl Member {
    /// Its name in neutral JSON.
    #[inline]
    pub const fn name(&self) -> &'static str {
        let (_, name) = self.key.split_at(2);
        name.split_at(name.len() - 2).0
    }

    /// The bytes of its name.
    #[inline]
    pub const fn name_bytes(&self) -> &'static [u8] {
        match self.key.as_bytes() {
            [_, _, name @ .., _, _] => name,
            _ => &[],
        }
    }

    /// Appends a comma, its name as a JSON string and a colon; without the comma where it is the first.
    #[inline]
    pub fn push_key(&self, out: &mut String) {
        let is_first = matches!(out.as_bytes().last(), Some(b'{' | b'['));
        out.push_str(if is_first { self.key.get(1..).unwrap_or("") } else { self.key });
    }

    /// `key` is the name as [`push_key`](Self::push_key) writes it: `,"name":`.
    #[doc(hidden)]
    pub const fn describe<S: Slot>(key: &'static str, index: u8) -> Self {
        Self { index, kind: S::TYPE.kind(), required: S::REQUIRED, nullable: S::NULLABLE, key }
    }
}

/// What a member holds. Of which record or of what the list is, [`Record::type_of`] tells: whoever has a member in hand
/// does not have all that its values may contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// A JSON string: free text, an id or a word of an open set.
    Text,
    /// A JSON number without fraction.
    Integer,
    /// Any JSON number, its digits kept as written.
    Number,
    /// `true` or `false`.
    Bool,
    /// An RFC 3339 time in UTC.
    Time,
    /// Any JSON value.
    Json,
    /// Another record.
    Record,
    /// An array of one kind.
    List,
    /// An object whose keys are free and whose values are of one kind.
    Keyed,
}

impl Kind {
    /// Whether it is neither a record nor full of anything.
    pub const fn is_plain(self) -> bool {
        !matches!(self, Self::Record | Self::List | Self::Keyed)
    }

    /// The kind in words, as used in errors: `a string`, `a list`.
    pub const fn expected(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Integer => "a whole number",
            Self::Number => "a number",
            Self::Bool => "true or false",
            Self::Time => "a time",
            Self::Json => "any value",
            Self::Record | Self::Keyed => "an object",
            Self::List => "a list",
        }
    }
}

/// What a member holds, with all that is in it.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Type {
    /// A plain value.
    Plain(Kind),
    /// Another record. A function, because records may contain each other.
    Record(fn() -> &'static Record),
    /// An array of one type.
    List(&'static Type),
    /// An object whose keys are free and whose values are of one type.
    Keyed(&'static Type),
}

impl Type {
    /// Its kind.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Plain(kind) => *kind,
            Self::Record(_) => Kind::Record,
            Self::List(_) => Kind::List,
            Self::Keyed(_) => Kind::Keyed,
        }
    }
}

/// A single value on its way into a record.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Leaf<'a> {
    /// A string, still in its JSON form.
    Text(Text<'a>),
    /// A whole number.
    Integer(i64),
    /// A number as its JSON text.
    Number(&'a str),
    /// A boolean.
    Bool(bool),
    /// A time.
    Time(Time),
    /// Any JSON value as its text.
    Json(&'a str),
    /// An explicit `null`, where a member makes a difference between that and absence.
    Null,
}

/// Something the engine can put values into: a record, or a writer of neutral JSON.
///
/// The engine calls [`Fill::end`] on whatever it opened, once everything is in.
pub trait Fill {
    /// Puts a value into a member; `false` when it does not fit there.
    fn leaf(&mut self, member: &Member, leaf: Leaf<'_>) -> bool;

    /// Opens a member that is a record; `None` when it is not one.
    fn open(&mut self, member: &Member) -> Option<&mut dyn Fill>;

    /// Opens a member that is a list or a keyed object; `None` when it is neither.
    fn items(&mut self, member: &Member) -> Option<&mut dyn Items>;

    /// Takes the members that only the host knows, as the text of one JSON object.
    fn extra(&mut self, json: &str) -> bool;

    /// Everything is in.
    fn end(&mut self) {}
}

/// The inside of a list or of a keyed object, while it is filled.
///
/// `key` is given for keyed objects and absent for lists.
pub trait Items {
    /// So many will come, if all of them fit.
    fn expect(&mut self, _count: usize) {}

    /// Adds a plain value; `false` when it does not fit.
    fn leaf(&mut self, key: Option<Text<'_>>, leaf: Leaf<'_>) -> bool;

    /// Adds a record and opens it; `None` when the items are no records.
    fn open(&mut self, key: Option<Text<'_>>) -> Option<&mut dyn Fill>;

    /// Everything is in; `keyed` tells which of the two it was.
    fn end(&mut self, _keyed: bool) {}
}

/// A type that can stand in a member.
pub trait Value: Sized {
    /// What the engine is to expect.
    const TYPE: Type;
    /// Whether `null` is a value of its own.
    const NULLABLE: bool = false;

    /// The value of a leaf; `None` when it does not fit.
    fn from_leaf(_leaf: Leaf<'_>) -> Option<Self> {
        None
    }

    /// An empty one to be filled, for records, lists and keyed objects.
    fn empty() -> Option<Self> {
        None
    }

    /// The characters, of a text, an id or a word.
    fn as_text(&self) -> Option<&str> {
        None
    }

    /// Appends a plain value as JSON.
    fn push_json(&self, out: &mut String) {
        match self.as_text() {
            Some(text) => push_literal(out, text),
            None => out.push_str("null"),
        }
    }

    /// This value as a record, if it is one.
    fn as_fill(&mut self) -> Option<&mut dyn Fill> {
        None
    }

    /// This value as a list or keyed object, if it is one.
    fn as_items(&mut self) -> Option<&mut dyn Items> {
        None
    }
}

/// A field of a record: a [`Value`], or an `Option` of one.
pub trait Slot {
    /// What the engine is to expect.
    const TYPE: Type;
    /// Whether a record without it makes no sense.
    const REQUIRED: bool;
    /// Whether `null` is a value of its own.
    const NULLABLE: bool;

    /// Whether there is nothing to write.
    fn is_absent(&self) -> bool {
        false
    }
    /// Appends a plain value as the JSON member that it is, unless there is nothing to write.
    fn push_member(&self, member: &Member, out: &mut String);
    /// Takes a plain value; `false` when it does not fit.
    fn leaf(&mut self, leaf: Leaf<'_>) -> bool;
    /// Opens the record in it.
    fn open(&mut self) -> Option<&mut dyn Fill>;
    /// Opens the list or keyed object in it.
    fn items(&mut self) -> Option<&mut dyn Items>;
}

impl<T: Value> Slot for T {
    const TYPE: Type = T::TYPE;
    const REQUIRED: bool = true;
    const NULLABLE: bool = T::NULLABLE;

    fn push_member(&self, member: &Member, out: &mut String) {
        member.push_key(out);
        self.push_json(out);
    }

    fn leaf(&mut self, leaf: Leaf<'_>) -> bool {
        T::from_leaf(leaf).map(|value| *self = value).is_some()
    }

    fn open(&mut self) -> Option<&mut dyn Fill> {
        self.as_fill()
    }

    fn items(&mut self) -> Option<&mut dyn Items> {
        self.as_items()
    }
}

impl<T: Value> Slot for Option<T> {
    const TYPE: Type = T::TYPE;
    const REQUIRED: bool = false;
    const NULLABLE: bool = T::NULLABLE;

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn push_member(&self, member: &Member, out: &mut String) {
        if let Some(value) = self {
            value.push_member(member, out);
        }
    }

    fn leaf(&mut self, leaf: Leaf<'_>) -> bool {
        T::from_leaf(leaf).map(|value| *self = Some(value)).is_some()
    }

    fn open(&mut self) -> Option<&mut dyn Fill> {
        *self = T::empty();
        self.as_mut()?.as_fill()
    }

    fn items(&mut self) -> Option<&mut dyn Items> {
        *self = T::empty();
        self.as_mut()?.as_items()
    }
}

#[cfg(feature = "serde")]
pub(crate) fn is_absent<T: Slot>(slot: &T) -> bool {
    slot.is_absent()
}

impl Value for String {
    const TYPE: Type = Type::Plain(Kind::Text);

    fn from_leaf(leaf: Leaf<'_>) -> Option<Self> {
        match leaf {
            Leaf::Text(text) => Some(text.to_cow().into_owned()),
            _ => None,
        }
    }

    fn as_text(&self) -> Option<&str> {
        Some(self)
    }
}

impl Value for bool {
    const TYPE: Type = Type::Plain(Kind::Bool);

    fn from_leaf(leaf: Leaf<'_>) -> Option<Self> {
        match leaf {
            Leaf::Bool(value) => Some(value),
            _ => None,
        }
    }

    fn push_json(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}

impl Value for i64 {
    const TYPE: Type = Type::Plain(Kind::Integer);

    fn from_leaf(leaf: Leaf<'_>) -> Option<Self> {
        match leaf {
            Leaf::Integer(value) => Some(value),
            Leaf::Number(text) => text.parse().ok(),
            _ => None,
        }
    }

    fn push_json(&self, out: &mut String) {
        push_integer(out, *self);
    }
}

impl<T: Value> Value for Box<T> {
    const TYPE: Type = T::TYPE;

    fn from_leaf(leaf: Leaf<'_>) -> Option<Self> {
        T::from_leaf(leaf).map(Box::new)
    }

    fn empty() -> Option<Self> {
        T::empty().map(Box::new)
    }

    fn as_fill(&mut self) -> Option<&mut dyn Fill> {
        (**self).as_fill()
    }

    fn as_items(&mut self) -> Option<&mut dyn Items> {
        (**self).as_items()
    }
}

impl<T: Value> Value for Vec<T> {
    const TYPE: Type = Type::List(&T::TYPE);

    fn empty() -> Option<Self> {
        Some(Vec::new())
    }

    fn as_items(&mut self) -> Option<&mut dyn Items> {
        Some(self)
    }
}

impl<T: Value> Items for Vec<T> {
    fn expect(&mut self, count: usize) {
        self.reserve(count);
    }

    fn leaf(&mut self, _key: Option<Text<'_>>, leaf: Leaf<'_>) -> bool {
        T::from_leaf(leaf).map(|value| self.push(value)).is_some()
    }

    fn open(&mut self, _key: Option<Text<'_>>) -> Option<&mut dyn Fill> {
        self.push(T::empty()?);
        self.last_mut()?.as_fill()
    }
}

/// A record of plain values only, which can write itself as JSON: the data of an action.
pub trait Members {
    #[doc(hidden)]
    fn push_members(&self, out: &mut String);
}

/// Declares a record: the struct, its [`Member`] constants, its [`Record`] and how it is filled.
///
/// A field is `name: Type` or, where its JSON name is a Rust keyword, `name("json"): Type`. A record
/// that ends in `..extra` also keeps what only the host knows; one without is the data of an action: it holds plain
/// values, refuses unknown members and writes itself as JSON without serde.
macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $( $(#[$field_meta:meta])* $field:ident $(($rename:literal))? : $ty:ty, )*
            ..extra
        }
    ) => {
        record! { @emit
            [$(#[$meta])*] $name
            [$( [$(#[$field_meta])*] $field [$($rename)?] : $ty, )*]
            [
                /// What only the host knows about it, under the host's own keys.
                #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "crate::Extra::is_empty"))]
                pub extra: crate::Extra,
            ]
            (self_, json) { self_.extra = crate::Extra::from_text(json); true }
        }
    };
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $( $(#[$field_meta:meta])* $field:ident $(($rename:literal))? : $ty:ty, )*
        }
    ) => {
        record! { @emit
            [$(#[$meta])* #[cfg_attr(feature = "serde", serde(deny_unknown_fields))]] $name
            [$( [$(#[$field_meta])*] $field [$($rename)?] : $ty, )*]
            []
            (self_, _json) { let _ = self_; false }
        }

        impl crate::record::Members for $name {
            #[allow(unused_variables)]
            fn push_members(&self, out: &mut String) {
                ::pastey::paste! {
                    $(
                        const { assert!(<$ty as crate::record::Slot>::TYPE.kind().is_plain()) };
                        crate::record::Slot::push_member(&self.$field, Self::[<$field:upper>], out);
                    )*
                }
            }
        }
    };
    (@emit
        [$(#[$meta:meta])*] $name:ident
        [$( [$(#[$field_meta:meta])*] $field:ident [$($rename:literal)?] : $ty:ty, )*]
        [$($extra:tt)*]
        ($self_:ident, $json:ident) $keep:block
    ) => {
        ::pastey::paste! {
            #[derive(Debug, Clone, Default, PartialEq)]
            #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
            #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
            #[non_exhaustive]
            $(#[$meta])*
            pub struct $name {
                $(
                    $(#[$field_meta])*
                    $( #[cfg_attr(feature = "serde", serde(rename = $rename))] )?
                    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "crate::record::is_absent"))]
                    pub $field: $ty,
                )*
                $($extra)*
            }

            impl $name {
                $(
                    #[doc = "The member `" $field "`, for an adapter's table."]
                    pub const [<$field:upper>]: &'static crate::record::Member = &crate::record::Member::describe::<$ty>(
                        record!(@key $field $($rename)?),
                        [<$name Index>]::$field as u8,
                    );
                )*

                /// This type, described.
                pub const RECORD: crate::record::Record = crate::record::Record::describe(
                    stringify!($name),
                    &[$(Self::[<$field:upper>]),*],
                    &[$(<$ty as crate::record::Slot>::TYPE),*],
                );

                $(
                    #[doc = "The same with `" $field "` set."]
                    #[must_use]
                    pub fn [<with_ $field>](mut self, $field: impl Into<$ty>) -> Self {
                        self.$field = $field.into();
                        self
                    }
                )*
            }

            #[allow(non_camel_case_types, dead_code)]
            enum [<$name Index>] { $($field),* }

            impl crate::record::Fill for $name {
                #[allow(unused_variables)]
                fn leaf(&mut self, member: &crate::record::Member, leaf: crate::record::Leaf<'_>) -> bool {
                    $( if member.index == [<$name Index>]::$field as u8 {
                        return crate::record::Slot::leaf(&mut self.$field, leaf);
                    } )*
                    false
                }

                #[allow(unused_variables)]
                fn open(&mut self, member: &crate::record::Member) -> Option<&mut dyn crate::record::Fill> {
                    $( if member.index == [<$name Index>]::$field as u8 {
                        return crate::record::Slot::open(&mut self.$field);
                    } )*
                    None
                }

                #[allow(unused_variables)]
                fn items(&mut self, member: &crate::record::Member) -> Option<&mut dyn crate::record::Items> {
                    $( if member.index == [<$name Index>]::$field as u8 {
                        return crate::record::Slot::items(&mut self.$field);
                    } )*
                    None
                }

                fn extra(&mut self, $json: &str) -> bool {
                    let $self_ = self;
                    $keep
                }
            }

            // What a record holds that is a record itself is boxed: so that nobody who sets it need know.
            impl From<$name> for Option<Box<$name>> {
                fn from(record: $name) -> Self {
                    Some(Box::new(record))
                }
            }

            impl crate::record::Value for $name {
                const TYPE: crate::record::Type = crate::record::Type::Record(|| {
                    const RECORD: crate::record::Record = $name::RECORD;
                    &RECORD
                });

                fn empty() -> Option<Self> {
                    Some(Self::default())
                }

                fn as_fill(&mut self) -> Option<&mut dyn crate::record::Fill> {
                    Some(self)
                }
            }
        }
    };
    (@key $field:ident) => { concat!(",\"", stringify!($field), "\":") };
    (@key $field:ident $rename:literal) => { concat!(",\"", $rename, "\":") };
}
pub(crate) use record;
