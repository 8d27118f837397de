//! JSON texts, put together: what adapters build requests and definitions from.

use onepane_map::{At, Corrupt, JsonKind};
use onepane_model::Json;
use onepane_model::text::push_literal;

/// A JSON object under construction, its members in the order in which they are added.
///
/// ```
/// use onepane_core::json::{Object, list};
///
/// let body = Object::default().text("name", "Ada").raw("labels", list(["vip"]));
/// assert_eq!(body.finish(), r#"{"name":"Ada","labels":["vip"]}"#);
/// ```
#[derive(Debug, Default)]
pub struct Object(String);

impl Object {
    /// Adds a member that is a string.
    #[must_use]
    pub fn text(mut self, key: &str, value: &str) -> Self {
        self.key(key);
        push_literal(&mut self.0, value);
        self
    }

    /// Adds a member whose value is JSON text already.
    #[must_use]
    pub fn raw(mut self, key: &str, json: impl AsRef<str>) -> Self {
        self.key(key);
        self.0.push_str(json.as_ref());
        self
    }

    /// The text.
    pub fn finish(self) -> String {
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

/// A list of strings.
pub fn list<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
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

/// The members of an object of strings, each name once.
///
/// # Errors
///
/// When it is no object, or a member no string.
pub fn texts(at: At<'_>) -> Result<Vec<(String, String)>, Corrupt> {
    if at.kind() != JsonKind::Object {
        return Err(at.corrupt("an object"));
    }
    let mut texts = Vec::new();
    for (name, value) in at.unique() {
        let text = value.chars().ok_or_else(|| value.corrupt("a string"))?;
        texts.push((name.into_owned(), text.into_owned()));
    }
    Ok(texts)
}

/// Whether a text has this part: for texts that are no JSON, but plainly a host's.
///
/// Byte by byte: what is quicker is a kilobyte of each page's download, for the few texts that it is about.
pub fn holds(text: &str, part: &str) -> bool {
    text.as_bytes().windows(part.len()).any(|window| window == part.as_bytes())
}

/// A value as it is, without white space.
pub fn json(at: At<'_>) -> Json {
    let mut out = String::new();
    at.copy_into(&mut out, &[]);
    Json::from_text(out)
}
