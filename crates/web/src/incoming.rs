//! What comes from a host, as a page's driver tells it: one function for each kind of frame, and texts.
//!
//! Frames as JSON are for files and command lines. Here they would be written, read and written again on the way of
//! every message, and what reads them is large.

use onepane::Frame;
use onepane::core::json::{json, texts};
use onepane::core::{Data, Inbound, PageState, Source};
use onepane::map::{Corrupt, Index};
use onepane::model::Json;

/// The ways in of what is to have a `new`, which says what is wrong with its texts, and a `take`, which is told the frame
/// that came, or why it is none.
macro_rules! entries {
    ($core:ident) => {
        #[wasm_bindgen]
        impl $core {
            /// Begins with this host.
            ///
            /// `settings` has the members of `onepane::Settings`, `options` those of the session, all optional:
            /// `{"number":1,"wanted":["context.changed"],"timeout_ms":10000,"refresh_ms":30000,"source":"parent"}`.
            ///
            /// None when one of the texts is not what it should be, or there is no widget where one is wanted;
            /// [`fault`](Self::fault) says what is wrong.
            pub fn begin(host: &str, settings: &str, options: &str) -> Option<Self> {
                Self::new(host, settings, options).ok()
            }

            /// Why it cannot begin; none if it can.
            pub fn fault(host: &str, settings: &str, options: &str) -> Option<String> {
                Self::new(host, settings, options).err().map(Fault::into_words)
            }

            /// Takes a window message: from the window `source` (`parent`, `self` or `other`), with the text `data` or, without
            /// `is_text`, the JSON of the value that it carried. Halves of surrogate pairs are escaped in either. Its origin
            /// the driver has judged: the page knows best what one is.
            pub fn message(&mut self, source: &str, data: String, is_text: bool, now: f64) -> String {
                self.take(Ok($crate::incoming::message(source, data, is_text)), now)
            }

            /// Takes a call of a function that was given to the host under this name; `args` is a JSON array.
            pub fn callback(&mut self, name: String, args: &str, now: f64) -> String {
                self.take($crate::incoming::callback(name, args), now)
            }

            /// Takes what came of a call or an HTTP request: its status (negative: it has none), the JSON of what was answered,
            /// the JSON of what went wrong.
            pub fn answer(
                &mut self,
                id: String,
                status: f64,
                value: Option<String>,
                error: Option<String>,
                now: f64,
            ) -> String {
                let status = (status >= 0.0).then_some(status as u16);
                self.take(Ok($crate::incoming::answer(id, status, value, error)), now)
            }

            /// Takes the page's URL, and the attributes of the element that the widget stands in, as a JSON object.
            pub fn launch(&mut self, url: Option<String>, attributes: &str, now: f64) -> String {
                self.take($crate::incoming::launch(url, attributes), now)
            }

            /// Takes what the page is now: `visible`, `hidden` or `unload`.
            pub fn page(&mut self, state: &str, now: f64) -> String {
                self.take($crate::incoming::page(state), now)
            }
        }
    };
}
pub(crate) use entries;

/// A window message; `data` is the text that it carried or, without `is_text`, the JSON of its value.
pub(crate) fn message(source: &str, data: String, is_text: bool) -> Frame {
    let data = if is_text { Data::Text(data) } else { Data::value(data) };
    Inbound::Message { source: Source::from_name(source), origin: None, data }.into()
}

/// A call of a function that the widget has given to the host; `args` is a JSON array.
pub(crate) fn callback(name: String, args: &str) -> Result<Frame, Corrupt> {
    let index = Index::parse(args)?;
    let mut told = Vec::new();
    for arg in index.root().items() {
        told.push(json(arg));
    }
    Ok(Inbound::Callback { name, args: told }.into())
}

/// What came of a call or a request.
pub(crate) fn answer(id: String, status: Option<u16>, value: Option<String>, error: Option<String>) -> Frame {
    let (value, error) = (value.map(Json::from_text), error.map(Json::from_text));
    Inbound::Return { id: id.into(), status, value, error }.into()
}

/// The page was loaded; `attributes` is a JSON object of texts.
pub(crate) fn launch(url: Option<String>, attributes: &str) -> Result<Frame, Corrupt> {
    let index = Index::parse(attributes)?;
    Ok(Inbound::Launch { url, attributes: texts(index.root())? }.into())
}

/// The page has come into view, gone out of it, or goes away.
pub(crate) fn page(state: &str) -> Result<Frame, Corrupt> {
    let state = PageState::from_name(state);
    let state = state.ok_or_else(|| Corrupt::new("", "visible, hidden or unload", "another word"))?;
    Ok(Inbound::Page { state }.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_those_of_the_json_form() {
        let check = |frame: Frame, json: &str| assert_eq!(frame, Frame::from_json(json).unwrap());
        check(
            message("parent", "a\"b".to_owned(), true),
            r#"{"dir":"in","via":"message","source":"parent","data":"a\"b"}"#,
        );
        check(
            message("", "{\"a\":[1]}".to_owned(), false),
            r#"{"dir":"in","via":"message","data":{"a":[1]}}"#,
        );
        check(
            callback("cb".to_owned(), r#"[{"a":1},null,"x"]"#).unwrap(),
            r#"{"dir":"in","via":"callback","name":"cb","args":[{"a":1},null,"x"]}"#,
        );
        check(
            answer("s1-1".to_owned(), Some(404), None, Some("\"no\"".to_owned())),
            r#"{"dir":"in","via":"return","id":"s1-1","status":404,"error":"no"}"#,
        );
        check(
            launch(Some("https://w.example.test/".to_owned()), r#"{"id":"i-1","b":"x"}"#).unwrap(),
            r#"{"dir":"in","via":"launch","url":"https://w.example.test/","attributes":{"id":"i-1","b":"x"}}"#,
        );
        check(page("hidden").unwrap(), r#"{"dir":"in","via":"page","state":"hidden"}"#);
    }

    #[test]
    fn what_is_none_is_told() {
        let words = |outcome: Result<Frame, Corrupt>| outcome.unwrap_err().to_string();
        assert_eq!(words(page("gone")), "expected visible, hidden or unload, found another word");
        assert_eq!(words(launch(None, "[]")), "expected an object, found an array");
        assert_eq!(words(launch(None, r#"{"id":7}"#)), "/id: expected a string, found a number");
        assert!(words(callback(String::new(), "[")).starts_with("not JSON at byte 1"));
    }
}
