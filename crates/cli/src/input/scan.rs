//! Finds where a JSON value ends, without having all of it at once.
//!
//! Follows the grammar of brackets, keys, colons and commas, so that a broken value is noticed where it
//! breaks and not at the end of the stream. What stands inside strings and words is left to the index,
//! which looks at the complete value anyway.

/// The end of a JSON value that arrives in pieces.
#[derive(Debug)]
pub(crate) struct Scan {
    /// For each open bracket a bit, innermost lowest: whether it is an object's.
    objects: u128,
    depth: u32,
    expect: Expect,
    token: Token,
}

/// How far the value reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Further than this piece.
    More,
    /// Up to this byte of the piece.
    Done(usize),
    /// Nowhere: at this byte of the piece it stops being JSON.
    Wrong(usize, Wrong),
}

/// In what way a value stops being JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// What should have come.
    pub(crate) expected: &'static str,
    /// What came.
    pub(crate) found: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expect {
    Value,
    ValueOrEnd,
    Key,
    KeyOrEnd,
    Colon,
    CommaOrEnd,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    None,
    String,
    /// Behind a backslash in a string.
    Escape,
    /// A number, `true`, `false`, `null`, or what somebody took for one.
    Word,
}

/// What is found where something else should have come.
pub(crate) const ELSE: &str = "something else";
/// What is found where more should have come.
pub(crate) const END: &str = "the end of the text";

impl Scan {
    pub(crate) fn new() -> Self {
        Self { objects: 0, depth: 0, expect: Expect::Value, token: Token::None }
    }

    /// How many brackets are open.
    pub(crate) fn depth(&self) -> u32 {
        self.depth
    }

    /// Whether a string is open.
    pub(crate) fn in_string(&self) -> bool {
        matches!(self.token, Token::String | Token::Escape)
    }

    /// Takes the next piece.
    pub(crate) fn feed(&mut self, bytes: &[u8]) -> Step {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            match self.token {
                Token::String => {
                    match memchr::memchr3(b'"', b'\\', b'\n', bytes.get(at..).unwrap_or_default()) {
                        None => return Step::More,
                        Some(skipped) => {
                            at += skipped;
                            match bytes.get(at) {
                                Some(b'"') => {
                                    self.token = Token::None;
                                    at += 1;
                                    if self.expect == Expect::Key {
                                        self.expect = Expect::Colon;
                                    } else if self.value_ends() {
                                        return Step::Done(at);
                                    }
                                }
                                Some(b'\\') => {
                                    self.token = Token::Escape;
                                    at += 1;
                                }
                                _ => {
                                    return Step::Wrong(
                                        at,
                                        Wrong {
                                            expected: "the end of a string",
                                            found: "the end of the line",
                                        },
                                    );
                                }
                            }
                        }
                    }
                }
                // A line's end is looked at again, as part of the string.
                Token::Escape => {
                    self.token = Token::String;
                    at += usize::from(byte != b'\n');
                }
                Token::Word if is_word(byte) => at += 1,
                Token::Word => {
                    self.token = Token::None;
                    if self.value_ends() {
                        return Step::Done(at);
                    }
                }
                Token::None if matches!(byte, b' ' | b'\t' | b'\r' | b'\n') => at += 1,
                Token::None => {
                    match self.begin(byte) {
                        Ok(()) => at += 1,
                        Err(wrong) => return Step::Wrong(at, wrong),
                    }
                    if self.depth == 0 && matches!(byte, b'}' | b']') {
                        return Step::Done(at);
                    }
                }
            }
        }
        Step::More
    }

    /// Takes the end of the stream.
    pub(crate) fn finish(&mut self) -> Result<(), Wrong> {
        if self.token == Token::Word && self.depth == 0 {
            return Ok(());
        }
        let expected = if self.in_string() { "the end of a string" } else { self.expected() };
        Err(Wrong { expected, found: END })
    }

    fn begin(&mut self, byte: u8) -> Result<(), Wrong> {
        match (self.expect, byte) {
            (Expect::Key | Expect::KeyOrEnd, b'"') => {
                self.token = Token::String;
                self.expect = Expect::Key;
            }
            (Expect::KeyOrEnd | Expect::CommaOrEnd, b'}') if self.is_object() => self.close(),
            (Expect::ValueOrEnd | Expect::CommaOrEnd, b']') if !self.is_object() => self.close(),
            (Expect::CommaOrEnd, b',') => {
                self.expect = if self.is_object() { Expect::Key } else { Expect::Value };
            }
            (Expect::Colon, b':') => self.expect = Expect::Value,
            (Expect::Value | Expect::ValueOrEnd, b'"') => {
                self.token = Token::String;
                self.expect = Expect::Value;
            }
            (Expect::Value | Expect::ValueOrEnd, b'{' | b'[') => self.open(byte == b'{')?,
            (Expect::Value | Expect::ValueOrEnd, _) if is_word(byte) => self.token = Token::Word,
            _ => return Err(Wrong { expected: self.expected(), found: ELSE }),
        }
        Ok(())
    }

    fn open(&mut self, object: bool) -> Result<(), Wrong> {
        if self.depth == u128::BITS {
            return Err(Wrong { expected: "at most 128 levels of nesting", found: "more" });
        }
        self.objects = self.objects << 1 | u128::from(object);
        self.depth += 1;
        self.expect = if object { Expect::KeyOrEnd } else { Expect::ValueOrEnd };
        Ok(())
    }

    fn close(&mut self) {
        self.objects >>= 1;
        self.depth -= 1;
        self.expect = Expect::CommaOrEnd;
    }

    /// Whether the value that ends here is the whole one.
    fn value_ends(&mut self) -> bool {
        self.expect = Expect::CommaOrEnd;
        self.depth == 0
    }

    fn is_object(&self) -> bool {
        self.objects & 1 == 1
    }

    fn expected(&self) -> &'static str {
        match self.expect {
            Expect::Value => "a value",
            Expect::ValueOrEnd => "a value or the end of the list",
            Expect::Key => "a key",
            Expect::KeyOrEnd => "a key or the end of the object",
            Expect::Colon => "a colon",
            Expect::CommaOrEnd if self.is_object() => "a comma or the end of the object",
            Expect::CommaOrEnd => "a comma or the end of the list",
        }
    }
}

/// Whether a byte can stand in a word. Wider than JSON: that a word is none of JSON's is found out with
/// the value's end known, so that the next value is not lost over it.
fn is_word(byte: u8) -> bool {
    byte > b' ' && !matches!(byte, b'"' | b'{' | b'}' | b'[' | b']' | b',' | b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feeds a text in pieces of every size; all must say the same.
    #[track_caller]
    fn check(text: &str, end: Result<usize, &str>) {
        for size in 1..=text.len() {
            let mut scan = Scan::new();
            let mut fed = 0;
            let mut outcome = None;
            for piece in text.as_bytes().chunks(size) {
                match scan.feed(piece) {
                    Step::More => fed += piece.len(),
                    Step::Done(at) => outcome = Some(Ok(fed + at)),
                    Step::Wrong(_, wrong) => outcome = Some(Err(wrong.expected)),
                }
                if outcome.is_some() {
                    break;
                }
            }
            let outcome =
                outcome.unwrap_or_else(|| scan.finish().map(|()| text.len()).map_err(|wrong| wrong.expected));
            assert_eq!(outcome, end, "in pieces of {size}");
        }
    }

    #[test]
    fn a_value_ends_where_it_ends() {
        check(r#"{"a":[1,{"b":"}\"]"}],"c":null} {"#, Ok(31));
        check("[] 1", Ok(2));
        check("{}", Ok(2));
        check("-1.5e3\n2", Ok(6));
        check("true", Ok(4));
        check(r#""\\" "#, Ok(4));
        check("{\n  \"a\" : [ ]\n}\n", Ok(15));
    }

    #[test]
    fn a_word_that_json_does_not_have_is_left_to_the_index() {
        check(r#"{"a":undefined} 1"#, Ok(15));
        check("oops {", Ok(4));
    }

    #[test]
    fn a_broken_value_is_noticed_where_it_breaks() {
        check("{\"a\":{\"b\":1\n{\"a\":2}\n", Err("a comma or the end of the object"));
        check("{\"a\":[\n{\"a\":2}\n{\"a\":3}", Err("a comma or the end of the list"));
        check("{\"a\":\"cut\n{\"a\":2}", Err("the end of a string"));
        check("{\"a\":\"cut\\\n{\"a\":2}", Err("the end of a string"));
        check("{\"a\",", Err("a colon"));
        check("{1", Err("a key or the end of the object"));
        check("{\"a\":1,}", Err("a key"));
        check("[1,]", Err("a value"));
        check("[1}", Err("a comma or the end of the list"));
        check("}", Err("a value"));
        check("{\"a\"", Err("a colon"));
        check(&"[".repeat(129), Err("at most 128 levels of nesting"));
    }
}
