//! Frames as they may be printed.
//!
//! A frame can hold tokens: in its URL, in its attributes, anywhere in what it carries. So `Debug`, which ends up in logs
//! and panics, shows what a frame is and not what is in it.

use std::fmt;

use onepane_model::Json;

use super::{Data, Inbound, Outbound};
use crate::launch::printable;
use crate::secret::Secret;

/// A value of which only the kind and the size are shown.
struct Sized<'j>(&'j Json);

impl fmt::Debug for Sized<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.as_str();
        let kind = match text.bytes().next() {
            Some(b'{') => "object",
            Some(b'[') => "array",
            Some(b'"') => "string",
            Some(b't' | b'f') => "boolean",
            Some(b'n') => "null",
            _ => "number",
        };
        write!(f, "[{kind} of {} bytes]", text.len())
    }
}

struct Hidden;

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Secret::HIDDEN)
    }
}

fn all(args: &[Json]) -> Vec<Sized<'_>> {
    args.iter().map(Sized).collect()
}

impl fmt::Debug for Data {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "Text([{} bytes])", text.len()),
            Self::Value(json) => write!(f, "Value({:?})", Sized(json)),
        }
    }
}

impl fmt::Debug for Inbound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Launch { url, attributes } => {
                let attributes: Vec<_> = attributes.iter().map(|(name, _)| (name, Hidden)).collect();
                f.debug_struct("Launch")
                    .field("url", &url.as_deref().map(printable))
                    .field("attributes", &attributes)
                    .finish()
            }
            Self::Message { source, origin, data } => f
                .debug_struct("Message")
                .field("source", source)
                .field("origin", &origin.as_deref().map(printable))
                .field("data", data)
                .finish(),
            Self::Callback { name, args } => {
                f.debug_struct("Callback").field("name", name).field("args", &all(args)).finish()
            }
            Self::Return { id, status, value, error } => f
                .debug_struct("Return")
                .field("id", id)
                .field("status", status)
                .field("value", &value.as_ref().map(Sized))
                .field("error", &error.as_ref().map(Sized))
                .finish(),
            Self::Page { state } => f.debug_struct("Page").field("state", state).finish(),
        }
    }
}

impl fmt::Debug for Outbound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Message { to, target_origin, data } => f
                .debug_struct("Message")
                .field("to", to)
                .field("target_origin", &target_origin.as_deref().map(printable))
                .field("data", data)
                .finish(),
            Self::Subscribe { name } => f.debug_struct("Subscribe").field("name", name).finish(),
            Self::Unsubscribe { name } => f.debug_struct("Unsubscribe").field("name", name).finish(),
            Self::Call { id, target, args } => f
                .debug_struct("Call")
                .field("id", id)
                .field("target", target)
                .field("args", &all(args))
                .finish(),
            Self::Http { id, method, path, body } => f
                .debug_struct("Http")
                .field("id", id)
                .field("method", method)
                .field("path", &printable(path))
                .field("body", &body.as_ref().map(Sized))
                .finish(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::frame::Frame;

    #[test]
    fn what_a_frame_is_shows_and_not_what_is_in_it() {
        for (frame, shown) in [
            (
                r#"{"dir":"in","via":"launch","url":"https://w.example/a?t=SECRET","attributes":{"id":"SECRET"}}"#,
                r#"Launch { url: Some("https://w.example/a?[hidden]"), attributes: [("id", [hidden])] }"#,
            ),
            (
                r#"{"dir":"in","via":"message","source":"parent","origin":"https://c.example","data":{"t":"SECRET"}}"#,
                r#"Message { source: Some(Parent), origin: Some("https://c.example"), data: Value([object of 14 bytes]) }"#,
            ),
            (
                r#"{"dir":"in","via":"message","data":"SECRET"}"#,
                "Message { source: None, origin: None, data: Text([6 bytes]) }",
            ),
            (
                r#"{"dir":"in","via":"callback","name":"onX","args":["SECRET",7,["SECRET"]]}"#,
                r#"Callback { name: "onX", args: [[string of 8 bytes], [number of 1 bytes], [array of 10 bytes]] }"#,
            ),
            (
                r#"{"dir":"in","via":"return","id":"r","value":true,"error":null}"#,
                r#"Return { id: RequestId("r"), status: None, value: Some([boolean of 4 bytes]), error: Some([null of 4 bytes]) }"#,
            ),
            (
                r#"{"dir":"out","via":"http","id":"r","method":"GET","path":"/a?t=SECRET","body":{"t":"SECRET"}}"#,
                r#"Http { id: RequestId("r"), method: "GET", path: "/a?[hidden]", body: Some([object of 14 bytes]) }"#,
            ),
            (
                r#"{"dir":"out","via":"call","id":"r","target":"a.b","args":["SECRET"]}"#,
                r#"Call { id: RequestId("r"), target: "a.b", args: [[string of 8 bytes]] }"#,
            ),
            (
                r#"{"dir":"out","via":"message","data":"SECRET"}"#,
                "Message { to: Parent, target_origin: None, data: Text([6 bytes]) }",
            ),
            (r#"{"dir":"in","via":"page","state":"hidden"}"#, "Page { state: Hidden }"),
        ] {
            let printed = format!("{:?}", Frame::from_json(frame).unwrap());
            let side = if frame.contains(r#""dir":"in""#) { "In" } else { "Out" };
            assert_eq!(printed, format!("Frame {{ at: None, body: {side}({shown}) }}"));
        }
    }
}
