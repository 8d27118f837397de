//! One pass over a JSON text: a flat index of where everything stands.
//!
//! Nothing is copied and nothing is converted. A node knows its span in the text and where the next
//! one begins, so a table finds its rows without building a tree.

use std::borrow::Cow;

use onepane_model::text::{Key, Text, push_integer};

use crate::decimal::Decimal;
use crate::error::Corrupt;
use crate::scan::{Node, Scanned, scan, too_deep};

/// How many levels a host's text may have, what an innermost array or object can hold among them: 127 arrays
/// and objects inside each other, as in `serde_json`.
pub const MAX_DEPTH: usize = 128;

/// The kinds of JSON values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "JSON has these kinds and will get no more")]
pub enum JsonKind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl JsonKind {
    /// The kind of the value that a JSON text is.
    pub(crate) fn of_text(text: &str) -> Option<Self> {
        Some(match text.as_bytes().first()? {
            b'n' => Self::Null,
            b't' | b'f' => Self::Bool,
            b'"' => Self::String,
            b'[' => Self::Array,
            b'{' => Self::Object,
            _ => Self::Number,
        })
    }

    /// The kind in words, as used in errors.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

/// Where everything stands in a JSON text.
#[derive(Debug, Clone)]
pub struct Index<'a> {
    text: &'a str,
    nodes: Vec<Node>,
    /// Whether there is no white space between tokens, so that a span can be copied as it is.
    compact: bool,
    /// Where the first value begins that is too deep for a host's text.
    too_deep: Option<u32>,
}

/// Room for indexes, kept from one text to the next: to find new room for each costs more than a small text is worth.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// Empty.
    nodes: Vec<Node>,
}

impl Shelf {
    /// So many nodes at most are kept room for: those of a text of 32 kB.
    const MOST: usize = 4096;

    /// As [`Index::parse`], in the room that is here.
    ///
    /// # Errors
    ///
    /// As for [`Index::parse`].
    pub fn index<'a>(&mut self, text: &'a str) -> Result<Index<'a>, Corrupt> {
        let Scanned { nodes, compact, too_deep } = scan(text, self.take())?;
        Ok(Index::new(text, nodes, compact, too_deep))
    }

    /// Takes back the room of an index that is no longer needed.
    pub fn put(&mut self, index: Index<'_>) {
        let mut nodes = index.nodes;
        if nodes.capacity() <= Self::MOST {
            nodes.clear();
            self.nodes = nodes;
        }
    }

    pub(crate) fn take(&mut self) -> Vec<Node> {
        std::mem::take(&mut self.nodes)
    }
}

impl<'a> Index<'a> {
    /// Makes the index of a text that holds exactly one JSON value.
    ///
    /// Accepts what `serde_json` accepts and, beyond that, halves of surrogate pairs, numbers of any size
    /// and deeper nesting: what [`Decoder`](crate::Decoder) takes from a host has at most [`MAX_DEPTH`]
    /// levels, the neutral event of it may have more.
    ///
    /// # Errors
    ///
    /// Where the text stops being JSON, is nested without measure or is longer than 4 GiB.
    pub fn parse(text: &'a str) -> Result<Self, Corrupt> {
        Shelf::default().index(text)
    }

    pub(crate) fn new(text: &'a str, nodes: Vec<Node>, compact: bool, too_deep: Option<u32>) -> Self {
        Self { text, nodes, compact, too_deep }
    }

    /// Whether it is no deeper than a host's text may be.
    pub(crate) fn check_depth(&self) -> Result<(), Corrupt> {
        self.too_deep.map_or(Ok(()), |at| Err(too_deep(at as usize)))
    }

    /// The value that the whole text is.
    pub fn root(&self) -> At<'_> {
        At { index: self, node: 0 }
    }
}

/// A value in an indexed text.
#[derive(Debug, Clone, Copy)]
pub struct At<'i> {
    index: &'i Index<'i>,
    node: u32,
}

impl<'i> At<'i> {
    fn entry(&self) -> &'i Node {
        self.index.nodes.get(self.node as usize).unwrap_or(&Node::NOWHERE)
    }

    fn beside(&self, node: u32) -> Self {
        Self { index: self.index, node }
    }

    /// Whether the whole text is no deeper than a host's may be.
    pub(crate) fn check_depth(&self) -> Result<(), Corrupt> {
        self.index.check_depth()
    }

    /// Its place in the index.
    pub(crate) fn node(&self) -> u32 {
        self.node
    }

    /// Where it begins in the text.
    pub(crate) fn start(&self) -> u32 {
        self.entry().start
    }

    /// The nodes of it and of all that is in it.
    pub(crate) fn nodes(&self) -> &'i [Node] {
        self.index.nodes.get(self.node as usize..self.entry().next as usize).unwrap_or_default()
    }

    /// Whether there is no white space in the text, and where it is too deep.
    pub(crate) fn form(&self) -> (bool, Option<u32>) {
        (self.index.compact, self.index.too_deep)
    }

    /// Another value of the same index.
    pub(crate) fn at_node(&self, node: u32) -> Self {
        self.beside(node)
    }

    /// The key under which it stands, of a member of an object.
    pub(crate) fn key(&self) -> Text<'i> {
        self.beside(self.node.wrapping_sub(1)).text().unwrap_or(Text::plain(""))
    }

    /// What kind of value it is.
    pub fn kind(&self) -> JsonKind {
        self.entry().kind
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        self.kind() == JsonKind::Null
    }

    /// Its text as it was written, quotes and white space included.
    pub fn raw(&self) -> &'i str {
        let node = self.entry();
        self.index.text.get(node.start as usize..node.end as usize).unwrap_or("")
    }

    /// The inside of the string that it is.
    pub fn text(&self) -> Option<Text<'i>> {
        let node = self.entry();
        if node.kind == JsonKind::String { node.inside(self.index.text) } else { None }
    }

    /// The characters of the string that it is.
    pub fn chars(&self) -> Option<Cow<'i, str>> {
        self.text().map(|text| text.to_cow())
    }

    /// The boolean that it is.
    pub fn bool(&self) -> Option<bool> {
        (self.kind() == JsonKind::Bool).then(|| self.raw() == "true")
    }

    /// Whether it is the very value of this JSON text, a string in any of its spellings.
    pub(crate) fn is_literal(&self, json: &str) -> bool {
        if self.raw() == json {
            return true;
        }
        let Some(own) = self.text() else { return false };
        // Without an escape in either there is but one spelling, and every escape is longer than what it stands for.
        if !own.is_escaped() && own.raw().len() + 2 >= json.len() {
            return false;
        }
        let inside = json.strip_prefix('"').and_then(|json| json.strip_suffix('"')).map(Text::from_raw);
        inside.is_some_and(|inside| own.as_key() == inside.as_key())
    }

    /// The members of the object that it is, in the order of the text, doubled keys included.
    pub fn members(&self) -> Members<'i> {
        let node = self.entry();
        if node.kind == JsonKind::Object {
            Members { index: self.index, next: self.node + 1, end: node.next }
        } else {
            Members { index: self.index, next: 0, end: 0 }
        }
    }

    /// The same as what finding rows for all of them asks of each: its key, where no escape stands in it, the node of its
    /// value, and its kind.
    #[inline]
    pub(crate) fn each_member(&self) -> impl Iterator<Item = (Option<&'i [u8]>, u32, JsonKind)> + use<'i> {
        let text = self.index.text.as_bytes();
        self.pairs().map(|(key, value, node)| {
            let inside = text.get(key.start as usize + 1..key.end as usize - 1);
            (inside.filter(|_| !key.escaped), node, value.kind)
        })
    }

    /// The members: key and value, and which node the value is.
    #[inline]
    fn pairs(&self) -> impl Iterator<Item = (&'i Node, &'i Node, u32)> + use<'i> {
        let nodes = if self.kind() == JsonKind::Object { self.nodes() } else { &[] };
        let own = self.node;
        let mut next = 1;
        std::iter::from_fn(move || {
            let [key, value] = nodes.get(next..)?.first_chunk::<2>()?;
            let node = own + next as u32 + 1;
            next = (value.next - own) as usize;
            Some((key, value, node))
        })
    }

    /// The items of the array that it is.
    pub fn items(&self) -> Items<'i> {
        let node = self.entry();
        let end = if node.kind == JsonKind::Array { node.next } else { 0 };
        Items { index: self.index, next: self.node + 1, end }
    }

    /// Whether it is an array or object with nothing in it.
    pub fn is_empty(&self) -> bool {
        let node = self.entry();
        matches!(node.kind, JsonKind::Array | JsonKind::Object) && node.next == self.node + 1
    }

    /// The value of a member; the last one where the key is doubled.
    pub fn get(&self, key: &str) -> Option<Self> {
        let mut found = None;
        for (name, _, value) in self.pairs() {
            if self.is_key(name, key) {
                found = Some(value);
            }
        }
        found.map(|node| self.beside(node))
    }

    /// The values of several members, looked for in one walk; of doubled keys the last.
    pub fn pick<const N: usize>(&self, keys: [&str; N]) -> [Option<Self>; N] {
        let mut found = [None; N];
        self.pick_all(&keys, &mut found);
        found
    }

    fn pick_all(&self, keys: &[&str], found: &mut [Option<Self>]) {
        // Most members have a length that none of the keys has.
        let lengths = keys.iter().fold(0_u64, |lengths, key| lengths | 1 << (key.len() & 63));
        for (name, _, node) in self.pairs() {
            let length = name.end - name.start - 2;
            if lengths & 1 << (length & 63) == 0 && !name.escaped {
                continue;
            }
            for (wanted, found) in keys.iter().zip(&mut *found) {
                if self.is_key(name, wanted) {
                    *found = Some(self.beside(node));
                    break;
                }
            }
        }
    }

    /// Whether a key is this one.
    #[inline(always)]
    fn is_key(&self, name: &Node, key: &str) -> bool {
        if name.escaped {
            return self.says(name, key);
        }
        // Most differ in their length.
        (name.end - name.start) as usize == key.len() + 2
            && self.index.text.as_bytes().get(name.start as usize + 1..name.end as usize - 1)
                == Some(key.as_bytes())
    }

    #[cold]
    fn says(&self, name: &Node, key: &str) -> bool {
        name.inside(self.index.text).is_some_and(|name| name.is(key))
    }

    /// The value at the end of a way of keys.
    pub fn find(&self, keys: &[&str]) -> Option<Self> {
        keys.iter().try_fold(*self, |at, key| at.get(key))
    }

    /// Its JSON pointer in the document. Worked out by searching: for errors only.
    pub fn pointer(&self) -> String {
        let mut pointer = String::with_capacity(64);
        let mut at = self.beside(0);
        'deeper: while at.node != self.node {
            for (_, value, node) in at.pairs() {
                if (node..value.next).contains(&self.node) {
                    at = self.beside(node);
                    pointer.push('/');
                    push_step(&mut pointer, &at.key().to_cow());
                    continue 'deeper;
                }
            }
            for (place, item) in at.items().enumerate() {
                if item.holds(self.node) {
                    pointer.push('/');
                    push_integer(&mut pointer, place as i64);
                    at = item;
                    continue 'deeper;
                }
            }
            break;
        }
        pointer
    }

    fn holds(&self, node: u32) -> bool {
        (self.node..self.entry().next).contains(&node)
    }

    /// The error of finding this value where something else was expected.
    #[cold]
    pub fn corrupt(&self, expected: &'static str) -> Corrupt {
        Corrupt::new(self.pointer(), expected, self.kind().noun())
    }

    /// The error of not finding a member in this object.
    #[cold]
    pub fn missing(&self, key: &str, expected: &'static str) -> Corrupt {
        let mut pointer = self.pointer();
        pointer.push('/');
        push_step(&mut pointer, key);
        Corrupt::new(pointer, expected, "nothing")
    }

    /// Appends its text without white space between tokens and without members of the given names.
    pub fn copy_into(&self, out: &mut String, secrets: &[&str]) {
        if self.index.compact && !self.has_key(secrets) {
            out.push_str(self.raw());
        } else {
            self.pick_into(out, secrets);
        }
    }

    /// Copies token by token.
    fn pick_into(&self, out: &mut String, secrets: &[&str]) {
        let start = out.len() + 1;
        match self.kind() {
            JsonKind::Object => {
                out.push('{');
                for (key, value) in self.members() {
                    if secrets.iter().any(|secret| key.is(secret)) {
                        continue;
                    }
                    if out.len() > start {
                        out.push(',');
                    }
                    push_raw_key(out, key);
                    value.pick_into(out, secrets);
                }
                out.push('}');
            }
            JsonKind::Array => {
                out.push('[');
                for item in self.items() {
                    if out.len() > start {
                        out.push(',');
                    }
                    item.pick_into(out, secrets);
                }
                out.push(']');
            }
            _ => out.push_str(self.raw()),
        }
    }

    /// Whether a member of one of these names stands anywhere in it.
    pub fn has_key(&self, names: &[&str]) -> bool {
        if names.is_empty() {
            return false;
        }
        match self.kind() {
            JsonKind::Object => self
                .members()
                .any(|(key, value)| names.iter().any(|name| key.is(name)) || value.has_key(names)),
            JsonKind::Array => self.items().any(|item| item.has_key(names)),
            _ => false,
        }
    }

    /// Whether both mean the same: order of keys aside, the last of doubled keys, numbers by value.
    pub fn means(&self, other: At<'_>) -> bool {
        self.means_by(other, same_float)
    }

    /// The same, where `same` says whether two numbers are alike.
    pub(crate) fn means_by(&self, other: At<'_>, same: SameNumber) -> bool {
        if self.kind() != other.kind() {
            return false;
        }
        match self.kind() {
            JsonKind::Null => true,
            JsonKind::Bool => self.raw() == other.raw(),
            JsonKind::Number => same(self.raw(), other.raw()),
            JsonKind::String => match (self.text(), other.text()) {
                (Some(mine), Some(theirs)) => mine.as_key() == theirs.as_key(),
                _ => false,
            },
            JsonKind::Array => {
                let (mut mine, mut theirs) = (self.items(), other.items());
                loop {
                    match (mine.next(), theirs.next()) {
                        (None, None) => return true,
                        (Some(a), Some(b)) if a.means_by(b, same) => {}
                        _ => return false,
                    }
                }
            }
            JsonKind::Object => {
                let (mine, theirs) = (self.by_key(), other.by_key());
                mine.len() == theirs.len()
                    && mine
                        .iter()
                        .zip(&theirs)
                        .all(|((a, _, mine), (b, _, theirs))| a == b && mine.means_by(*theirs, same))
            }
        }
    }

    /// The members by key, the last of doubled ones, sorted.
    pub fn unique(&self) -> Vec<(Cow<'i, str>, At<'i>)> {
        let mut members = Vec::new();
        for (_, key, value) in self.by_key() {
            members.push((key.to_cow(), value));
        }
        members
    }

    /// The members in the order of the text, the last of doubled keys, without those of the given names.
    pub fn last_members(&self, secrets: &[&str]) -> Vec<(Text<'i>, At<'i>)> {
        let mut members = Vec::with_capacity((self.nodes().len() / 2).min(64));
        self.last_members_into(&mut members, secrets);
        members
    }

    /// The same, put behind what is in a list already.
    pub(crate) fn last_members_into(&self, list: &mut Vec<(Text<'i>, At<'i>)>, secrets: &[&str]) {
        let from = list.len();
        for (key, value) in self.members() {
            if !secrets.iter().any(|secret| key.is(secret)) {
                list.push((key, value));
            }
        }
        keep_last(list, from, |(key, _)| key);
    }

    fn by_key(&self) -> Vec<(Key<'i>, Text<'i>, At<'i>)> {
        let mut members = Vec::new();
        for (key, value) in self.members() {
            members.push((key.as_key(), key, value));
        }
        // Of doubled keys the last comes first, and the first is kept.
        members.sort_unstable_by(|(a, _, one), (b, _, other)| a.cmp(b).then(other.node.cmp(&one.node)));
        members.dedup_by(|(a, ..), (b, ..)| a == b);
        members
    }
}

/// Whether two numbers are alike.
pub(crate) type SameNumber = fn(&str, &str) -> bool;

/// Whether two numbers are the same one, to the last digit.
pub(crate) fn same_decimal(one: &str, other: &str) -> bool {
    one == other || Decimal::read(one).is_some_and(|one| Some(one) == Decimal::read(other))
}

/// Whether two numbers are the same one to whoever reads them as floats, as JavaScript does: an event that has been
/// through it was not edited by that. Beyond the range of floats only the digits tell.
///
/// For emulation only: what reads floats is large, and a page does not emulate.
pub(crate) fn same_float(one: &str, other: &str) -> bool {
    let float = |digits: &str| digits.parse::<f64>().ok().filter(|float| float.is_finite());
    one == other || float(one).is_some_and(|one| Some(one) == float(other))
}

/// Of members with the same key, keeps the last, among those from a place on.
pub(crate) fn keep_last<'i, M: Copy>(members: &mut Vec<M>, from: usize, key: impl Fn(M) -> Text<'i>) {
    /// Up to so many, comparing those that may be alike is quicker than sorting all of them.
    const FEW: usize = 64;
    /// Up to so many, comparing each with each is.
    const PAIRS: usize = 5;
    let own = members.get(from..).unwrap_or_default();
    if own.len() < 2 {
        return;
    }
    let is_plain = || own.iter().all(|member| !key(*member).is_escaped());
    let differs = |(place, one): (usize, &M)| {
        own.iter().skip(place + 1).all(|other| key(*other).raw() != key(*one).raw())
    };
    if own.len() <= PAIRS && is_plain() && own.iter().enumerate().all(differs) {
        return;
    }
    if own.len() <= FEW {
        let mut seen = [0_u64; 4];
        let mut place = members.len();
        loop {
            if place == from {
                return;
            }
            place -= 1;
            let Some(member) = members.get(place).copied() else { return };
            let name = key(member);
            if name.is_escaped() {
                // Those behind it are as they should be.
                break;
            }
            let raw = name.raw();
            let (word, bit) = trace(raw);
            let may_be = seen.get(word).is_some_and(|word| word & bit != 0);
            let behind = members.get(place + 1..).unwrap_or_default();
            if may_be && behind.iter().any(|other| key(*other).raw() == raw) {
                members.remove(place);
            } else if let Some(word) = seen.get_mut(word) {
                *word |= bit;
            }
        }
    }
    let own = members.get(from..).unwrap_or_default();
    let keys = own.iter().enumerate().map(|(place, member)| (key(*member).as_key(), from + place));
    let mut sorted: Vec<(Key<'_>, usize)> = keys.collect();
    sorted.sort_unstable();
    if sorted.is_sorted_by(|(a, _), (b, _)| a < b) {
        return;
    }
    let mut kept = vec![true; members.len()];
    for pair in sorted.windows(2) {
        if let [(one, place), (other, _)] = pair
            && one == other
            && let Some(kept) = kept.get_mut(*place)
        {
            *kept = false;
        }
    }
    let mut kept = kept.into_iter();
    members.retain(|_| kept.next() == Some(true));
}

/// One of 256 bits for a key, as its word and the bit in it: keys with different ones differ.
fn trace(key: &str) -> (usize, u64) {
    let bytes = key.as_bytes();
    let four = |four: Option<&[u8; 4]>| four.map_or(0, |four| u64::from(u32::from_le_bytes(*four)));
    let [first, last] = match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => [u64::from_le_bytes(*first), u64::from_le_bytes(*last)],
        _ if bytes.len() >= 4 => [four(bytes.first_chunk()), four(bytes.last_chunk())],
        _ => [0, bytes.iter().fold(0, |all, byte| all << 8 | u64::from(*byte))],
    };
    let mixed = (first ^ last.rotate_left(29) ^ key.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed >> 62) as usize, 1 << (mixed >> 56 & 63))
}

/// Appends a step of a JSON pointer.
pub(crate) fn push_step(pointer: &mut String, key: &str) {
    if !key.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        return pointer.push_str(key);
    }
    for character in key.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// Appends a key and its colon.
pub(crate) fn push_raw_key(out: &mut String, key: Text<'_>) {
    out.push('"');
    out.push_str(key.raw());
    out.push_str("\":");
}

/// The items of an array.
#[derive(Debug, Clone)]
pub struct Items<'i> {
    index: &'i Index<'i>,
    next: u32,
    end: u32,
}

impl<'i> Iterator for Items<'i> {
    type Item = At<'i>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.end {
            return None;
        }
        let item = At { index: self.index, node: self.next };
        self.next = item.entry().next;
        Some(item)
    }
}

/// The members of an object.
#[derive(Debug, Clone)]
pub struct Members<'i> {
    index: &'i Index<'i>,
    next: u32,
    end: u32,
}

impl<'i> Iterator for Members<'i> {
    type Item = (Text<'i>, At<'i>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.end {
            return None;
        }
        let [key, value] = self.index.nodes.get(self.next as usize..)?.first_chunk()?;
        let at = At { index: self.index, node: self.next + 1 };
        self.next = value.next;
        Some((key.inside(self.index.text)?, at))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn of_doubled_keys_the_last_is_kept_however_it_is_spelled() {
        let text =
            r#"{"a":1,"be":2,"cee":3,"a":4,"\u0062e":5,"eight888":6,"eight888":7,"nines9999":8,"f":9}"#;
        let index = Index::parse(text).unwrap();
        let kept: Vec<&str> = index.root().last_members(&[]).iter().map(|(_, at)| at.raw()).collect();
        assert_eq!(kept, ["3", "4", "5", "7", "8", "9"]);
    }

    #[test]
    fn the_room_of_an_index_is_kept_for_the_next_unless_it_is_large() {
        let mut shelf = Shelf::default();
        let index = shelf.index(r#"{"a":[1,2,3]}"#).unwrap();
        shelf.put(index);
        let kept = shelf.nodes.as_ptr();
        let index = shelf.index(r#"{"b":2}"#).unwrap();
        assert_eq!(index.nodes.as_ptr(), kept);
        assert_eq!(index.root().get("b").map(|at| at.raw()), Some("2"));
        assert!(index.root().get("a").is_none());
        shelf.put(index);
        assert!(shelf.index("{").is_err());
        assert!(shelf.index("{}").is_ok());

        let large = format!("[{}0]", "0,".repeat(Shelf::MOST));
        let index = Shelf::default().index(&large).unwrap();
        let mut other = Shelf::default();
        other.put(index);
        assert_eq!(other.nodes.capacity(), 0);
    }
}
