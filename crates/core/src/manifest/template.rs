//! References to settings in a text, and what is put in for them.

use std::fmt;

/// A reference to a setting in a URL: `{{settings.name}}` or `{{{settings.category.name}}}`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reference {
    /// The setting's category; absent in the spelling without one.
    pub category: Option<String>,
    /// The setting's name.
    pub name: String,
}

/// The references to settings in a text, in order, with where they stand.
pub fn references(text: &str) -> Vec<(std::ops::Range<usize>, Reference)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find("{{")).map(|at| at + from) {
        let braces = if text.get(start..).is_some_and(|rest| rest.starts_with("{{{")) { 3 } else { 2 };
        let close = if braces == 3 { "}}}" } else { "}}" };
        let inside = start + braces;
        let Some(end) = text.get(inside..).and_then(|rest| rest.find(close)).map(|at| at + inside) else {
            break;
        };
        let path = text.get(inside..end).unwrap_or("").trim();
        if let Some(path) = path.strip_prefix("settings.") {
            let reference = match path.split_once('.') {
                Some((category, name)) => {
                    Reference { category: Some(category.to_owned()), name: name.to_owned() }
                }
                None => Reference { category: None, name: path.to_owned() },
            };
            found.push((start..end + braces, reference));
        }
        from = end + braces;
    }
    found
}

/// Puts values in for the references to settings in a URL, percent-encoded; gives the names of those
/// for which `value` has none.
pub fn render(url: &str, value: &dyn Fn(&Reference) -> Option<String>) -> Result<String, Vec<Reference>> {
    let mut out = String::new();
    let mut from = 0;
    let mut undefined = Vec::new();
    for (range, reference) in references(url) {
        out.push_str(url.get(from..range.start).unwrap_or(""));
        match value(&reference) {
            Some(value) => push_encoded(&mut out, &value),
            None => undefined.push(reference),
        }
        from = range.end;
    }
    out.push_str(url.get(from..).unwrap_or(""));
    if undefined.is_empty() { Ok(out) } else { Err(undefined) }
}

/// Appends text as a URL component: everything but letters, digits and `-._~` is percent-encoded.
fn push_encoded(out: &mut String, text: &str) {
    use fmt::Write as _;
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            // Writing to a string does not fail.
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_of_a_reference_are_found() {
        let found =
            references("https://w.example/?a={{settings.store}}&b={{{settings.default.key}}}&c={{x}}");
        let names: Vec<_> = found
            .iter()
            .map(|(_, reference)| (reference.category.as_deref(), reference.name.as_str()))
            .collect();
        assert_eq!(names, [(None, "store"), (Some("default"), "key")]);
        assert!(references("{{settings.open").is_empty());
    }

    #[test]
    fn values_are_encoded_and_undefined_ones_reported() {
        let value = |reference: &Reference| (reference.name == "store").then(|| "a b&c/é".to_owned());
        assert_eq!(
            render("https://w.example/?s={{settings.store}}#x", &value).unwrap(),
            "https://w.example/?s=a%20b%26c%2F%C3%A9#x"
        );
        let undefined = render("{{settings.nope}}", &value).unwrap_err();
        assert_eq!(undefined[0].name, "nope");
    }
}
