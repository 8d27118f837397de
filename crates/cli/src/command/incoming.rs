//! Inbound frames, in all the forms in which they may be given.

use onepane::core::json::json;
use onepane::core::{Adapter, Data, Inbound, MessageWire};
use onepane::map::JsonKind;
use onepane::model::text::unescape_json;
use onepane::{AnyAdapter, Frame};

use crate::failure::Failure;
use crate::input::{Arrays, Reason, Record};

/// How records are to be read as frames of a host.
#[derive(Debug, Clone)]
pub(super) struct Incoming {
    wire: Option<MessageWire>,
    event: Option<String>,
}

impl Incoming {
    /// Frames, and what stands for frames at this host.
    pub(super) fn new(adapter: &AnyAdapter) -> Self {
        Self { wire: adapter.message_wire(), event: None }
    }

    /// Payloads of a callback.
    pub(super) fn with_event(mut self, host: &str, event: Option<&str>) -> Result<Self, Failure> {
        if event.is_some() && self.wire.is_some() {
            return Err(Failure::usage(format!(
                "{host} has no callbacks, its events come as window messages"
            ))
            .with_hint("leave out --event"));
        }
        self.event = event.map(str::to_owned);
        Ok(self)
    }

    /// Some payloads are arrays.
    pub(super) fn arrays(&self) -> Arrays {
        if self.event.is_some() { Arrays::Whole } else { Arrays::Split }
    }

    /// Whether a text is a window message's, if it is JSON at all: an object that is no frame.
    pub(super) fn is_bare_text(&self, text: &str) -> bool {
        // However the key of a frame is spelled, one of these is in it.
        let via = ["\"via\"", "\\u0076", "\\u0069", "\\u0061"];
        self.event.is_none()
            && self.wire == Some(MessageWire::Text)
            && text.starts_with('{')
            && via.iter().all(|part| memchr::memmem::find(text.as_bytes(), part.as_bytes()).is_none())
    }

    /// The frame that a record is or stands for.
    pub(super) fn frame(&self, record: &Record<'_>) -> Result<Frame, Reason> {
        let at = record.at;
        if let Some(event) = &self.event {
            return Ok(Inbound::Callback { name: event.clone(), args: vec![json(at)] }.into());
        }
        if at.get("via").is_some() {
            return Ok(Frame::read(at)?);
        }
        let Some(wire) = self.wire else {
            return Err(Reason {
                text: "expected a frame, with `dir` and `via`".to_owned(),
                hint: Some("--event NAME takes each document as the payload of that callback"),
            });
        };
        Ok(Frame::message(match (at.text(), wire) {
            (Some(text), _) => Data::Text(unescape_json(text.raw())),
            (None, MessageWire::Text) if at.kind() == JsonKind::Object => Data::Text(at.raw().to_owned()),
            (None, _) => Data::Value(json(at)),
        }))
    }
}

#[cfg(test)]
mod tests {
    use onepane::map::Index;

    use crate::input::Place;

    use super::*;

    #[track_caller]
    fn check(wire: Option<MessageWire>, event: Option<&str>, text: &str, frame: Result<&str, &str>) {
        let index = Index::parse(text).unwrap();
        let record = Record { place: Place { line: 1, item: None }, at: index.root() };
        let read = Incoming { wire, event: event.map(str::to_owned) }.frame(&record);
        assert_eq!(
            read.as_ref().map(Frame::to_json).map_err(|reason| reason.text.as_str()),
            frame.map(str::to_owned)
        );
    }

    #[test]
    fn a_payload_of_a_callback_may_be_anything() {
        let framed = |arg: &str| format!(r#"{{"dir":"in","via":"callback","name":"onX","args":[{arg}]}}"#);
        for payload in [r#"{"a":1}"#, "[1,2]", "7", "null", r#"{"via":"x"}"#] {
            check(None, Some("onX"), payload, Ok(&framed(payload)));
        }
    }

    #[test]
    fn without_window_messages_only_frames_are_read() {
        let frame = r#"{"dir":"in","via":"page","state":"visible"}"#;
        check(None, None, frame, Ok(frame));
        check(None, None, r#"{"a":1}"#, Err("expected a frame, with `dir` and `via`"));
        check(None, None, "7", Err("expected a frame, with `dir` and `via`"));
    }

    #[test]
    fn a_message_is_taken_as_the_host_posts_it() {
        let message = |data: &str| format!(r#"{{"dir":"in","via":"message","data":{data}}}"#);
        let (object, text) = (Some(MessageWire::Object), Some(MessageWire::Text));
        check(object, None, r#"{ "a": 1 }"#, Ok(&message(r#"{"a":1}"#)));
        check(text, None, r#"{ "a": 1 }"#, Ok(&message(r#""{ \"a\": 1 }""#)));
        check(object, None, r#""x""#, Ok(&message(r#""x""#)));
        check(text, None, r#""x""#, Ok(&message(r#""x""#)));
        check(text, None, "[1]", Ok(&message("[1]")));
    }
}
