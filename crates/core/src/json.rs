//! JSON texts, put together: what adapters build requests and definitions from.

use onepane_map::{At, Corrupt, JsonKind};
use onepane_model::Json;
use onepane_model::text::push_literal;

/// A JSON object under construction, its members in the order in which they are added.
///
/// ```
/// use onepane_core::json::{Object, list};
///
/// let mut body = Object::default();
/// body.text("name", "Ada").raw("labels", list(["vip"]));
/// assert_eq!(body.finish(), r#"{"name":"Ada","labels":["vip"]}"#);
/// ```
#[derive(Debug, Default)]
pub struct Object(String);

impl Object {
    /// Adds a member that is a string.
    pub fn text(&mut self, key: &str, value: &str) -> &mut Self {
        push_literal(self.key(key), value);
        self
    }

    /// Adds a member whose value is JSON text already.
    pub fn raw(&mut self, key: &str, json: impl AsRef<str>) -> &mut Self {
        self.key(key).push_str(json.as_ref());
        self
    }

    /// The text; the object is empty then.
    pub fn finish(&mut self) -> String {
        if self.0.is_empty() {
            self.0.push('{');
        }
        self.0.push('}');
        std::mem::take(&mut self.0)
    }

    fn key(&mut self, key: &str) -> &mut String {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        push_literal(&mut self.0, key);
        self.0.push(':');
        &mut self.0
    }
}

impl From<&mut Object> for Json {
    fn from(object: &mut Object) -> Self {
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
