//! JSON texts, put together.

use onepane_model::Json;
use onepane_model::text::push_literal;

/// A JSON object under construction.
#[derive(Debug, Default)]
pub(crate) struct Object(String);

impl Object {
    #[must_use]
    pub(crate) fn text(mut self, key: &str, value: &str) -> Self {
        self.key(key);
        push_literal(&mut self.0, value);
        self
    }

    /// Adds a member whose value is JSON text already.
    #[must_use]
    pub(crate) fn raw(mut self, key: &str, json: impl AsRef<str>) -> Self {
        self.key(key);
        self.0.push_str(json.as_ref());
        self
    }

    pub(crate) fn finish(self) -> String {
        if self.0.is_empty() { "{}".to_owned() } else { self.0 + "}" }
    }

    fn key(&mut self, key: &str) {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        push_literal(&mut self.0, key);
        self.0.push(':');
    }
}

impl From<Object> for Json {
    fn from(object: Object) -> Self {
        Self::from_text(object.finish())
    }
}

/// A list of texts.
pub(crate) fn list<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut out = String::from("[");
    for text in texts {
        if out.len() > 1 {
            out.push(',');
        }
        push_literal(&mut out, text);
    }
    out.push(']');
    out
}
