//! Widgets: iframes that open from the sidebar.

use onepane_map::{At, JsonKind};

use super::Check;
use super::size::is_length;

const KEYS: &[&str] =
    &["name", "title", "url", "icon", "width", "height", "iframePermissions", "backgroundLoad"];

/// What the host can allow a widget's frame to do.
pub(super) const PERMISSIONS: &[&str] = &["microphone", "camera", "autoplay"];

impl<'i> Check<'i> {
    pub(super) fn widgets(&mut self) {
        for widget in self.objects(self.definition, "widgets") {
            self.known(widget, KEYS);
            if let Some((at, url)) = self.required("21", widget, "url") {
                self.refers(at, &url);
                if url.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http://")) {
                    self.warn(
                        "31",
                        at,
                        "expected `https`, found `http`: a page that is secure does not show it",
                    );
                }
            }
            if let Some((at, icon)) = self.required("21", widget, "icon")
                && !is_icon(&icon)
            {
                self.warn("22", at, "expected a file that ends in .svg or .png, found another one");
            }
            for key in ["width", "height"] {
                self.length(widget, key);
            }
            if let Some((at, permissions)) = self.text(widget, "iframePermissions") {
                self.permissions(at, &permissions);
            }
            self.member(widget, "backgroundLoad", JsonKind::Bool);
            for key in ["name", "title"] {
                self.member(widget, key, JsonKind::String);
            }
        }
    }

    fn length(&mut self, widget: At<'i>, key: &str) {
        let Some(length) = widget.get(key) else { return };
        match length.chars() {
            Some(text) if !is_length(&text) => {
                self.warn("24", length, "expected a CSS length such as `24vw`, found another text");
            }
            None if length.kind() != JsonKind::Number => {
                self.wrong("type", length.corrupt("a CSS length or a number of pixels"));
            }
            _ => {}
        }
    }

    /// `<name> <value>; <name> <value>;`
    fn permissions(&mut self, at: At<'i>, text: &str) {
        let mut is_formed = text.trim().is_empty() || text.trim_end().ends_with(';');
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let end = part.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(part.len());
            let (name, value) = part.split_at(end);
            is_formed &= value.starts_with(char::is_whitespace) && !value.trim().is_empty();
            if !PERMISSIONS.contains(&name) {
                let message = format!("expected {}, found another permission", PERMISSIONS.join(", "));
                self.warn("25", at, message);
            }
        }
        if !is_formed {
            self.warn("26", at, "expected `<name> <value>; <name> <value>;`, found another form");
        }
    }
}

/// By the ending, as the picture itself is elsewhere.
fn is_icon(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or("").to_ascii_lowercase();
    path.ends_with(".svg") || path.ends_with(".png") || url.contains("{{")
}
