//! What was given on the command line, as it may be told: tokens are easily pasted in the wrong place.

use std::borrow::Cow;

use clap::error::{ContextKind, ContextValue};
use onepane::core::{Secret, launch};

/// No option, host or file is called like this and no token is shorter.
const LONGEST_WORD: usize = 40;

/// An argument without what may be secret in it: a URL's parameters, or a token.
pub(crate) fn argument(text: &str) -> Cow<'_, str> {
    let in_token = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '=' | '+');
    if text.contains("://") {
        launch::printable(text)
    } else if text.len() > LONGEST_WORD && text.chars().all(in_token) {
        Secret::HIDDEN.into()
    } else {
        text.into()
    }
}

/// A wrong call without the secrets that it quotes.
pub(crate) fn wrong_call(mut error: clap::Error) -> clap::Error {
    let quoted: Vec<(ContextKind, String)> =
        error.context().map(|(kind, value)| (kind, value.to_string())).collect();
    for (kind, text) in quoted {
        let hidden = text.split(['\'', '`', ' ', '\n']).any(|word| argument(word) != word);
        match kind {
            _ if !hidden => {}
            // What is suggested makes no sense without what was given.
            ContextKind::Suggested => drop(error.remove(kind)),
            _ => drop(error.insert(kind, ContextValue::String(argument(&text).into_owned()))),
        }
    }
    error
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_and_parameters_are_hidden_and_names_are_not() {
        for (given, told) in [
            ("decode", "decode"),
            ("fixtures/a file.json", "fixtures/a file.json"),
            ("https://w.example/?bmtoken=x", "https://w.example/?[hidden]"),
            ("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1LTE3In0.AAAA", "[hidden]"),
            (
                "/home/somebody/with/a/long/path/to/recordings.jsonl",
                "/home/somebody/with/a/long/path/to/recordings.jsonl",
            ),
        ] {
            assert_eq!(argument(given), told);
        }
    }
}
