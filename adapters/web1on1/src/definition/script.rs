//! Reads JavaScript as far as a check needs it: where strings and comments are, and what is code.
//!
//! No parser: a `/` after a value divides, any other begins a regular expression, as most tools that
//! color code take it.

use std::fmt;

/// A place in a text, both one-based and in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    line: usize,
    column: usize,
}

impl Place {
    fn of(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        Self { line, column }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// A string in a script.
#[derive(Debug, PartialEq)]
pub(super) struct Literal {
    pub(super) at: Place,
    /// Its characters.
    pub(super) text: String,
    /// Whether nothing is added to it: no `${}` in it and no `+` beside it.
    pub(super) whole: bool,
}

/// A script: its code, with everything else blanked out, and its strings.
#[derive(Debug)]
pub(super) struct Script<'t> {
    text: &'t str,
    /// As long as the text, so that places agree.
    code: String,
    pub(super) literals: Vec<Literal>,
}

impl<'t> Script<'t> {
    /// Reads a script.
    ///
    /// # Errors
    ///
    /// Where something begins that never ends, and what should have ended it.
    pub(super) fn read(text: &'t str) -> Result<Self, (Place, &'static str)> {
        let mut script = Self { text, code: String::with_capacity(text.len()), literals: Vec::new() };
        // Braces that are open, and whether each belongs to a template.
        let mut braces: Vec<bool> = Vec::new();
        while let Some(next) = script.rest().chars().next() {
            let rest = script.rest();
            match next {
                '/' if rest.starts_with("//") => script.blank(rest.find('\n').unwrap_or(rest.len())),
                '/' if rest.starts_with("/*") => {
                    let end = rest.get(2..).and_then(|rest| rest.find("*/")).map(|at| at + 4);
                    script.blank(end.ok_or_else(|| script.here("`*/`"))?);
                }
                '/' if !script.after_value() => script.blank(regex(rest).ok_or_else(|| script.here("`/`"))?),
                '"' | '\'' => script.string(next)?,
                '`' => script.template(&mut braces)?,
                '}' if braces.pop() == Some(true) => script.template(&mut braces)?,
                _ => {
                    if next == '{' {
                        braces.push(false);
                    }
                    script.code.push(next);
                }
            }
        }
        // A brace left open elsewhere is for the page's own tools to find.
        if braces.contains(&true) { Err(script.here("`}`")) } else { Ok(script) }
    }

    /// The ways that lead on from a global of this name: `api`, `open`, and so on.
    pub(super) fn ways(&self, global: &str) -> Vec<(Place, Vec<String>)> {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
        let mut ways = Vec::new();
        for (at, _) in self.code.match_indices(global) {
            let (before, after) =
                (self.code.get(..at).unwrap_or(""), self.code.get(at + global.len()..).unwrap_or(""));
            let owner =
                before.trim_end().strip_suffix('.').map(|owner| owner.trim_end_matches('?').trim_end());
            let own = owner.is_none_or(|owner| {
                ["window", "globalThis", "self"].iter().any(|name| owner.ends_with(name))
            });
            if !own || before.ends_with(is_part) || after.starts_with(is_part) {
                continue;
            }
            let mut way = Vec::new();
            let mut rest = after.trim_start();
            while let Some(next) = rest.strip_prefix("?.").or_else(|| rest.strip_prefix('.')) {
                let next = next.trim_start();
                let end = next.find(|c| !is_part(c)).unwrap_or(next.len());
                let (name, after) = next.split_at(end);
                if name.is_empty() {
                    break;
                }
                way.push(name.to_owned());
                rest = after.trim_start();
            }
            ways.push((Place::of(self.text, at), way));
        }
        ways
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.code.len()..).unwrap_or("")
    }

    fn here(&self, expected: &'static str) -> (Place, &'static str) {
        (Place::of(self.text, self.code.len()), expected)
    }

    /// Takes so many bytes as no code.
    fn blank(&mut self, length: usize) {
        let blanks = self.rest().bytes().take(length).map(|byte| if byte == b'\n' { '\n' } else { ' ' });
        self.code.extend(blanks);
    }

    /// Whether what was last read ends a value, so that a `/` divides by it.
    fn after_value(&self) -> bool {
        let code = self.code.trim_end();
        let word = code.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
        let keyword =
            ["return", "typeof", "case", "in", "of", "do", "else", "void", "delete", "await", "yield"];
        let ends = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | ')' | ']' | '}' | QUOTE);
        code.ends_with(ends) && !keyword.contains(&word)
    }

    /// A string in quotes.
    fn string(&mut self, quote: char) -> Result<(), (Place, &'static str)> {
        let rest = self.rest();
        let expected = if quote == '"' { "`\"`" } else { "`'`" };
        let end = closing(rest, |c| c == quote || c == '\n')
            .filter(|end| rest.get(*end..).is_some_and(|rest| rest.starts_with(quote)))
            .ok_or_else(|| self.here(expected))?;
        let after = rest.get(end + 1..).unwrap_or("").trim_start();
        let whole = !self.code.trim_end().ends_with('+') && !after.starts_with('+');
        self.literal(rest.get(1..end).unwrap_or(""), whole);
        self.quoted(end + 1);
        Ok(())
    }

    /// A piece of a template: from its beginning, or from the end of a `${}`, to the next one or its end.
    fn template(&mut self, braces: &mut Vec<bool>) -> Result<(), (Place, &'static str)> {
        let rest = self.rest();
        let begins = rest.starts_with('`');
        let mut from = 0;
        let end = loop {
            let end = closing(rest.get(from..).unwrap_or(""), |c| c == '`' || c == '$').map(|end| end + from);
            let end = end.ok_or_else(|| self.here("`` ` ``"))?;
            let at = rest.get(end..).unwrap_or("");
            if at.starts_with('`') || at.starts_with("${") {
                break end;
            }
            from = end;
        };
        let ends = rest.get(end..).is_some_and(|rest| rest.starts_with('`'));
        if begins {
            self.literal(rest.get(1..end).unwrap_or(""), ends);
        }
        if ends {
            self.quoted(end + 1);
        } else {
            self.blank(end + 2);
            braces.push(true);
        }
        Ok(())
    }

    fn literal(&mut self, raw: &str, whole: bool) {
        let at = Place::of(self.text, self.code.len());
        self.literals.push(Literal { at, text: unescape(raw), whole });
    }

    /// Takes so many bytes as a string: blanks that end like a value.
    fn quoted(&mut self, length: usize) {
        self.blank(length - 1);
        self.code.push(QUOTE);
    }
}

/// Stands in the code where a string ends.
const QUOTE: char = '"';

/// The first character after the first one that ends a string, escapes aside.
fn closing(rest: &str, ends: impl Fn(char) -> bool) -> Option<usize> {
    let mut escaped = false;
    rest.char_indices().skip(1).find_map(|(at, c)| {
        let found = !escaped && ends(c);
        escaped = !escaped && c == '\\';
        found.then_some(at)
    })
}

/// The length of a regular expression.
fn regex(rest: &str) -> Option<usize> {
    let (mut escaped, mut class) = (false, false);
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '\n' => return None,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => class = true,
            ']' => class = false,
            '/' if !class => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The characters of a string; half of a surrogate pair becomes U+FFFD.
fn unescape(raw: &str) -> String {
    let mut units: Vec<u16> = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..).unwrap_or("");
        let escape = if c == '\\' { rest.chars().next() } else { None };
        let Some(escape) = escape else {
            units.extend_from_slice(c.encode_utf16(&mut [0; 2]));
            continue;
        };
        rest = rest.get(escape.len_utf8()..).unwrap_or("");
        let code = match escape {
            'n' => 0xA,
            'r' => 0xD,
            't' => 0x9,
            'b' => 0x8,
            'f' => 0xC,
            'v' => 0xB,
            '0' => 0,
            '\n' | '\u{2028}' | '\u{2029}' => continue,
            'x' | 'u' => {
                let (digits, length) = match rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
                    Some((digits, _)) => (digits, digits.len() + 2),
                    None if escape == 'x' => (rest.get(..2).unwrap_or(""), 2),
                    None => (rest.get(..4).unwrap_or(""), 4),
                };
                rest = rest.get(length..).unwrap_or("");
                u32::from_str_radix(digits, 16).unwrap_or(0xFFFD)
            }
            other => u32::from(other),
        };
        match (char::from_u32(code), u16::try_from(code)) {
            (Some(c), _) => units.extend_from_slice(c.encode_utf16(&mut [0; 2])),
            (None, Ok(half)) => units.push(half),
            (None, Err(_)) => units.push(0xFFFD),
        }
    }
    String::from_utf16_lossy(&units)
}
