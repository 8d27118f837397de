//! Tokens and keys that are written where everybody can read them.

use onepane_map::{At, JsonKind};

use super::Check;

/// Headers that carry a key, by the words in their names.
const TELLING: &[&str] = &["authorization", "api-key", "apikey", "token", "secret", "password"];

impl<'i> Check<'i> {
    pub(super) fn lint(&mut self) {
        self.walk(self.definition, false);
    }

    /// Looks at every text below; in headers, also at what their names say.
    fn walk(&mut self, at: At<'i>, in_headers: bool) {
        if at.chars().is_some_and(|text| has_token(&text)) {
            self.told(at);
        }
        // A list of headers has the name beside the value.
        let name = at.get("name").and_then(|name| name.chars()).filter(|_| in_headers);
        for (key, value) in at.unique() {
            let is_telling =
                in_headers && (is_telling(&key) || key == "value" && name.as_deref().is_some_and(is_telling));
            match value.chars() {
                Some(text) if is_telling && !text.is_empty() && !text.contains("{{") => self.told(value),
                _ => self.walk(value, is_headers(&key) || in_headers && value.kind() != JsonKind::String),
            }
        }
        for item in at.items() {
            self.walk(item, in_headers);
        }
    }

    fn told(&mut self, at: At<'i>) {
        self.warn("47", at, "a token or key in a file is none: a setting of type secret can hold it");
    }
}

fn is_headers(key: &str) -> bool {
    key.eq_ignore_ascii_case("headers") || key == "defaultHeaders"
}

fn is_telling(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    TELLING.iter().any(|word| name.contains(word))
}

/// Whether a text holds what looks like a bearer token or a JSON Web Token.
fn has_token(text: &str) -> bool {
    let token = |c: char| c.is_ascii_alphanumeric() || "-._~+/=".contains(c);
    let run = |from: usize| text.get(from..).unwrap_or("").chars().take_while(|c| token(*c)).count();
    let lower = text.to_ascii_lowercase();
    lower.match_indices("bearer ").any(|(at, word)| run(at + word.len()) >= 16)
        || text.match_indices("eyJ").any(|(at, _)| {
            let end = at + run(at);
            text.get(at..end).is_some_and(|token| token.len() >= 40 && token.matches('.').count() == 2)
        })
}
