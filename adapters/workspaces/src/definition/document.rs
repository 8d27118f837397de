//! A JSON file for people to read: one member a line.

use onepane_model::text::push_literal;

/// A JSON object under construction.
#[derive(Debug, Default)]
pub(super) struct Document {
    members: Vec<(&'static str, String)>,
}

impl Document {
    /// Adds a member whose value is JSON text.
    pub(super) fn raw(&mut self, key: &'static str, json: &str) {
        self.members.push((key, json.to_owned()));
    }

    /// The same where there is a value.
    pub(super) fn given(&mut self, key: &'static str, json: Option<&str>) {
        if let Some(json) = json {
            self.raw(key, json);
        }
    }

    pub(super) fn text(&mut self, key: &'static str, text: &str) {
        let mut json = String::new();
        push_literal(&mut json, text);
        self.members.push((key, json));
    }

    pub(super) fn object(&mut self, key: &'static str, object: &Self) {
        self.members.push((key, object.indented("  ")));
    }

    /// The file.
    pub(super) fn finish(&self) -> String {
        self.indented("") + "\n"
    }

    fn indented(&self, indent: &str) -> String {
        let mut out = String::from("{");
        for (place, (key, json)) in self.members.iter().enumerate() {
            out.push_str(if place > 0 { ",\n" } else { "\n" });
            out.push_str(indent);
            out.push_str("  ");
            push_literal(&mut out, key);
            out.push_str(": ");
            out.push_str(json);
        }
        out.push('\n');
        out.push_str(indent);
        out.push('}');
        out
    }
}
