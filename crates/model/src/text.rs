//! JSON strings that have not been unescaped yet.

use std::borrow::Cow;

/// The inside of a JSON string literal, as it stands between its quotes.
///
/// Most strings only pass through, from one JSON text into another: they are copied as they are and
/// never unescaped. Whoever needs the characters asks for them with [`Text::to_cow`].
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    raw: &'a str,
    escaped: bool,
    /// Whether an escape may be half of a surrogate pair.
    halves: bool,
}

impl<'a> Text<'a> {
    /// The inside of a literal that the caller knows to be well formed.
    pub fn from_raw(raw: &'a str) -> Self {
        let escaped = memchr::memchr(b'\\', raw.as_bytes()).is_some();
        Self { raw, escaped, halves: escaped }
    }

    /// The inside of a well-formed literal that the caller knows to have an escape in it; `halves` says whether one
    /// may be half of a surrogate pair.
    pub fn escaped(raw: &'a str, halves: bool) -> Self {
        debug_assert!(raw.contains('\\'));
        Self { raw, escaped: true, halves }
    }

    /// A string without any character that JSON must escape, such as a word, an id or a time.
    pub fn plain(raw: &'a str) -> Self {
        debug_assert!(raw.bytes().all(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\'));
        Self { raw, escaped: false, halves: false }
    }

    /// Whether there is an escape in it.
    pub fn is_escaped(&self) -> bool {
        self.escaped
    }

    /// The literal's inside, escapes and all.
    pub fn raw(&self) -> &'a str {
        self.raw
    }

    /// The characters. Half of a surrogate pair, which JavaScript sends when a text was cut in the
    /// middle of a character, becomes U+FFFD.
    pub fn to_cow(&self) -> Cow<'a, str> {
        if self.escaped {
            Cow::Owned(unescape(self.raw, LoneSurrogate::Replace))
        } else {
            Cow::Borrowed(self.raw)
        }
    }

    /// What tells it from other texts, however the two are escaped.
    pub fn as_key(&self) -> Key<'a> {
        if self.has_lone_surrogate() {
            Key { lone: true, chars: Cow::Owned(unescape(self.raw, LoneSurrogate::Spell)) }
        } else {
            Key { lone: false, chars: self.to_cow() }
        }
    }

    /// Whether there may be halves of surrogate pairs in it, paired ones among them.
    pub fn has_halves(&self) -> bool {
        self.halves
    }

    /// Whether half of a surrogate pair stands in it.
    pub fn has_lone_surrogate(&self) -> bool {
        if !self.halves {
            return false;
        }
        let mut rest = self.raw;
        while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
            let from = rest.get(at..).unwrap_or("");
            let used = match (code_unit_of(from), from.get(6..).and_then(code_unit_of)) {
                (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
                (Some(0xD800..=0xDFFF), _) => return true,
                (Some(_), _) => 6,
                (None, _) => 2,
            };
            rest = from.get(used..).unwrap_or("");
        }
        false
    }

    /// Whether the characters are these. No Rust string is a text with half of a surrogate pair.
    pub fn is(&self, other: &str) -> bool {
        if !self.escaped {
            return self.raw == other;
        }
        // Every escape is longer than what it stands for.
        !other.is_empty() && other.len() < self.raw.len() && unescape(self.raw, LoneSurrogate::Mark) == other
    }
}

/// A text to compare and sort by: like its characters, but halves of surrogate pairs, which are all
/// alike once they are replaced, stay different.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key<'a> {
    /// Whether there are such halves; then `chars` spells them out and doubles every backslash.
    lone: bool,
    chars: Cow<'a, str>,
}

/// What to do with half of a surrogate pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LoneSurrogate {
    /// U+FFFD takes its place.
    Replace,
    /// Its escape stays, so that a text of JSON inside a string keeps its meaning.
    Keep,
    /// Its escape stays in lower case, and a backslash becomes two: no two texts look the same.
    Spell,
    /// Stop and return the empty string.
    Mark,
}

/// The characters of a literal's inside that is itself JSON text.
///
/// Half of a surrogate pair cannot stand in a Rust string; its escape is kept instead, which inside
/// an inner string literal means the same.
pub fn unescape_json(raw: &str) -> String {
    unescape(raw, LoneSurrogate::Keep)
}

fn unescape(raw: &str, lone: LoneSurrogate) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let mut bytes = from.bytes();
        bytes.next();
        let mut used = 2;
        match bytes.next() {
            Some(b'b') => out.push('\u{8}'),
            Some(b'f') => out.push('\u{c}'),
            Some(b'n') => out.push('\n'),
            Some(b'r') => out.push('\r'),
            Some(b't') => out.push('\t'),
            Some(b'u') => {
                let first = code_unit(from);
                used = 6;
                let second = from.get(6..).and_then(code_unit_of);
                let pair = match (first, second) {
                    (Some(high @ 0xD800..=0xDBFF), Some(low @ 0xDC00..=0xDFFF)) => {
                        used = 12;
                        char::from_u32(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
                    }
                    (Some(unit), _) => char::from_u32(unit),
                    (None, _) => None,
                };
                match (pair, lone) {
                    (Some('\\'), LoneSurrogate::Spell) => out.push_str("\\\\"),
                    (Some(character), _) => out.push(character),
                    (None, LoneSurrogate::Replace) => out.push('\u{FFFD}'),
                    (None, LoneSurrogate::Keep) => out.push_str(from.get(..6).unwrap_or(from)),
                    (None, LoneSurrogate::Spell) => {
                        out.push_str(&from.get(..6).unwrap_or(from).to_ascii_lowercase());
                    }
                    (None, LoneSurrogate::Mark) => return String::new(),
                }
            }
            Some(b'\\') if lone == LoneSurrogate::Spell => out.push_str("\\\\"),
            Some(other) => out.push(char::from(other)),
            None => {}
        }
        rest = from.get(used..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

/// The code unit of the `\uXXXX` that `text` begins with.
fn code_unit_of(text: &str) -> Option<u32> {
    if text.starts_with("\\u") { code_unit(text) } else { None }
}

fn code_unit(text: &str) -> Option<u32> {
    u32::from_str_radix(text.get(2..6)?, 16).ok()
}

/// Where, from `at` on, the first byte stands that is no plain part of a string: a quotation mark, a backslash or a
/// control character; the end of the bytes when there is none.
#[inline]
pub fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;
    // Eight at a time: of the bytes below 0x80, the lowest whose high bit is set is the first such byte. Above it, a
    // borrow may have set others. With one bit turned, the quotation mark stands behind the control characters.
    let marks = |word: u64| {
        let (low, slash) = (word ^ (ONES * 0x02), word ^ (ONES * b'\\' as u64));
        let marks = low.wrapping_sub(ONES * 0x21) | slash.wrapping_sub(ONES);
        marks & !word & HIGHS
    };
    let start = at;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let marks = marks(u64::from_le_bytes(*chunk));
        if marks != 0 {
            return at + (marks.trailing_zeros() / 8) as usize;
        }
        at += 8;
        if at == start + 24 {
            at = plain_chunks(bytes, at);
        }
    }
    while bytes.get(at).is_some_and(is_plain) {
        at += 1;
    }
    at
}

/// Skips what is plain of a long text, 32 bytes at a time: without a way out in the middle, compilers look at many of them
/// at once.
fn plain_chunks(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<32>) {
        if !chunk.iter().fold(true, |plain, byte| plain & is_plain(byte)) {
            break;
        }
        at += 32;
    }
    at
}

fn is_plain(byte: &u8) -> bool {
    *byte >= 0x20 && *byte != b'"' && *byte != b'\\'
}

/// A whole number in digits. What the library has for it takes three times as long.
pub fn digits(number: i64, room: &mut [u8; 20]) -> &str {
    let mut rest = number.unsigned_abs();
    let mut first = room.len();
    for digit in room.iter_mut().rev() {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
        first -= 1;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        first -= 1;
        room[first] = b'-';
    }
    room.get(first..).and_then(|digits| str::from_utf8(digits).ok()).unwrap_or_default()
}

/// Appends a whole number.
pub fn push_integer(out: &mut String, number: i64) {
    out.push_str(digits(number, &mut [0; 20]));
}

/// Appends `text` as a JSON string literal, quotes included.
pub fn push_literal(out: &mut String, text: &str) {
    out.push('"');
    let mut from = 0;
    loop {
        let at = plain_end(text.as_bytes(), from);
        out.push_str(text.get(from..at).unwrap_or(""));
        let Some(&byte) = text.as_bytes().get(at) else { break };
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            _ => "",
        };
        if escape.is_empty() {
            const HEX: [char; 16] =
                ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
            out.push_str("\\u00");
            out.push(HEX[usize::from(byte >> 4)]);
            out.push(HEX[usize::from(byte & 15)]);
        } else {
            out.push_str(escape);
        }
        from = at + 1;
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, characters: &str) {
        assert_eq!(Text::from_raw(raw).to_cow(), characters);
    }

    #[test]
    fn numbers_are_written_as_the_library_writes_them() {
        for number in [0, 7, 10, -1, 1_770_000_000_000, i64::MAX, i64::MIN] {
            assert_eq!(digits(number, &mut [0; 20]), number.to_string());
        }
    }

    #[test]
    fn escapes_become_characters() {
        check(r#"a\"\\\/\b\f\n\r\tz"#, "a\"\\/\u{8}\u{c}\n\r\tz");
        check(r"\u00e9\u20AC", "é€");
        check(r"\ud83d\ude00", "😀");
    }

    #[test]
    fn half_a_pair_becomes_the_replacement_character() {
        check(r"a\ud83d", "a\u{FFFD}");
        check(r"\ude00\ud83dz", "\u{FFFD}\u{FFFD}z");
        check(r"\ud83d\u0041", "\u{FFFD}A");
        assert!(Text::from_raw(r"a\ud83d").has_lone_surrogate());
        assert!(!Text::from_raw(r"\ud83d\ude00").has_lone_surrogate());
        assert!(!Text::from_raw(r"\n").has_lone_surrogate());
    }

    #[test]
    fn texts_that_differ_have_different_keys_however_they_are_escaped() {
        let key = |raw| Text::from_raw(raw).as_key();
        assert_eq!(key(r"\u0069d"), key("id"));
        assert_eq!(key(r"\uD83D\u0041"), key(r"\ud83dA"));
        assert_ne!(key(r"\ud83d"), key(r"\ud83e"));
        assert_ne!(key(r"\ud83d"), key("\u{FFFD}"));
        assert_ne!(key(r"\ud83d"), key(r"\\ud83d"));
        assert_ne!(key(r"\ud83d\ud83e"), key(r"\ud83d\\ud83e"));
        assert_ne!(key(r"\ud83d\ud83e"), key(r"\ud83d\u005cud83e"));
    }

    #[test]
    fn half_a_pair_is_no_characters() {
        let is = |raw, other| Text::from_raw(raw).is(other);
        assert!(is(r"\u0069d", "id") && is("id", "id") && is(r"\ud83d\ude00", "😀"));
        assert!(!is(r"\ud83d", "\u{FFFD}") && !is(r"\ud83d", "") && !is(r"\u0069d", "ie"));
    }

    #[test]
    fn json_inside_a_string_keeps_half_a_pair() {
        assert_eq!(unescape_json(r#"{\"a\":\"\ud83d\"}"#), r#"{"a":"\ud83d"}"#);
    }

    #[test]
    fn literals_escape_what_json_forbids() {
        let mut out = String::new();
        push_literal(&mut out, "a\"\\\n\u{1}\u{1f}é");
        assert_eq!(out, r#""a\"\\\n\u0001\u001fé""#);
    }
}
