//! What a host needs before it shows a widget, and what is found wrong with it.

use std::fmt;

use onepane_map::Corrupt;

/// Something that a check of a definition or a manifest has found.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// The rule, such as `17` or `url`.
    pub rule: String,
    /// JSON pointer to the culprit; empty for the document itself.
    pub pointer: String,
    /// What is wrong: expected and found.
    pub message: String,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// The host takes it; somebody should look.
    Warn,
    /// The host does not take it.
    Reject,
}

impl Finding {
    /// Something for which the host does not take the definition.
    pub fn reject(rule: impl Into<String>, pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Reject,
            rule: rule.into(),
            pointer: pointer.into(),
            message: message.into(),
        }
    }

    /// Something that the host takes, and that somebody should look at.
    pub fn warn(rule: impl Into<String>, pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warn, ..Self::reject(rule, pointer, message) }
    }

    /// A value of a document that is not what the host takes in its place.
    pub fn wrong(rule: impl Into<String>, corrupt: Corrupt) -> Self {
        let message = format!("expected {}, found {}", corrupt.expected, corrupt.found);
        Self::reject(rule, corrupt.pointer.clone(), message)
    }

    /// A document that is no JSON: where the text stops being it, by line and column.
    ///
    /// Both are one-based; columns are counted in characters.
    pub fn syntax(text: &str, corrupt: &Corrupt) -> Self {
        let before = corrupt.offset.and_then(|offset| text.get(..offset)).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        let (expected, found) = (&corrupt.expected, &corrupt.found);
        Self::reject("json", "", format!("line {line}, column {column}: expected {expected}, found {found}"))
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Warn => "warning",
            Severity::Reject => "error",
        };
        write!(f, "{severity} [{}] ", self.rule)?;
        if !self.pointer.is_empty() {
            write!(f, "{}: ", self.pointer)?;
        }
        f.write_str(&self.message)
    }
}

/// What a host needs to install a widget, and what was noticed while it was made.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Definition {
    /// The file or request body: JSON, or a snippet of code.
    pub text: String,
    /// What somebody should look at.
    pub warnings: Vec<Finding>,
}

impl Definition {
    /// A definition, and what was noticed.
    pub fn new(text: impl Into<String>, warnings: Vec<Finding>) -> Self {
        Self { text: text.into(), warnings }
    }

    /// A definition, unless something was found for which the host would not take it.
    ///
    /// # Errors
    ///
    /// All that was found.
    pub fn judged(text: impl Into<String>, findings: Vec<Finding>) -> Result<Self, Vec<Finding>> {
        if findings.iter().any(|finding| finding.severity == Severity::Reject) {
            return Err(findings);
        }
        Ok(Self::new(text, findings))
    }

    /// The same for a definition that is JSON, which is laid out for readers.
    ///
    /// # Errors
    ///
    /// All that was found.
    pub fn judged_json(json: &str, findings: Vec<Finding>) -> Result<Self, Vec<Finding>> {
        Self::judged(laid_out(json), findings)
    }
}

/// JSON text on lines of its own, indented. What stands in strings stays as it is.
fn laid_out(json: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_usize;
    let (mut inside, mut escaped) = (false, false);
    let mut rest = json.chars().peekable();
    while let Some(c) = rest.next() {
        if inside {
            out.push(c);
            inside = escaped || c != '"';
            escaped = !escaped && c == '\\';
            continue;
        }
        match c {
            c if c.is_ascii_whitespace() => {}
            '{' | '[' => {
                out.push(c);
                while rest.next_if(char::is_ascii_whitespace).is_some() {}
                if let Some(end) = rest.next_if(|next| matches!(next, '}' | ']')) {
                    out.push(end);
                } else {
                    depth += 1;
                    new_line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                new_line(&mut out, depth);
                out.push(c);
            }
            ',' => {
                out.push(c);
                new_line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            other => {
                inside = other == '"';
                out.push(other);
            }
        }
    }
    out.push('\n');
    out
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
}

#[cfg(test)]
mod tests {
    use onepane_map::Index;

    use super::*;

    #[track_caller]
    fn syntax(text: &str, message: &str) {
        assert_eq!(Finding::syntax(text, &Index::parse(text).unwrap_err()).to_string(), message);
    }

    #[test]
    fn a_text_that_is_no_json_has_a_line_and_a_column() {
        syntax("{\n  \"é\": 1,\n}", "error [json] line 3, column 1: expected a key, found something else");
        syntax(
            "{\"a\": {}",
            "error [json] line 1, column 9: expected a comma or the end of the list, found the end of the text",
        );
        syntax("{\"é\" 1}", "error [json] line 1, column 6: expected a colon, found something else");
        syntax("", "error [json] line 1, column 1: expected a value, found the end of the text");
    }

    #[test]
    fn one_rejection_is_enough() {
        let warning = Finding::warn("a", "/a", "is odd");
        let rejection = Finding::reject("b", "/b", "cannot be");
        let one = vec![warning.clone()];
        assert_eq!(Definition::judged("x", one.clone()).unwrap().warnings, one);
        let both = vec![warning, rejection];
        assert_eq!(Definition::judged("x", both.clone()).unwrap_err(), both);
    }

    #[test]
    fn json_is_laid_out_and_stays_what_it_is() {
        let json = r#"{"a":"{\\\"[,:é","b":[1,{"c":[ ]},{}],"d":null}"#;
        let text = laid_out(json);
        assert_eq!(
            text,
            "{\n  \"a\": \"{\\\\\\\"[,:é\",\n  \"b\": [\n    1,\n    {\n      \"c\": []\n    },\n    {}\n  ],\n  \
             \"d\": null\n}\n"
        );
        let parsed = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(parsed(&text), parsed(json));
        assert_eq!(laid_out(&text), text);
    }
}
