//! Words for JSON values that show nothing of them.

use serde_json::Value;

/// The kind of a value, with its article.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(number) if number.is_f64() => "a number with a fraction or exponent",
        Value::Number(_) => "an integer",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// Whether a text shows nothing: empty, or only white space, control and zero-width characters.
pub(crate) fn is_blank(text: &str) -> bool {
    let invisible = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
            || matches!(c, '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}')
    };
    text.chars().all(invisible)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_shows_nothing() {
        for text in ["", " ", "\t\n", "\u{a0}", "\u{200b}", "\u{feff}\u{2060}", "\0"] {
            assert!(is_blank(text), "{text:?}");
        }
        assert!(!is_blank(" a\u{200b}"));
    }

    #[test]
    fn kinds_tell_integers_from_floats() {
        assert_eq!(kind(&serde_json::json!(1)), "an integer");
        assert_eq!(kind(&serde_json::json!(1.0)), "a number with a fraction or exponent");
    }
}
