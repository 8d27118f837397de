//! Frames: whatever crosses between a host and a widget.
//!
//! One JSON object a line is the form of frames on the command line, in traces, in fixtures and in
//! replays.

mod debug;

use std::hash::Hasher as _;

use onepane_map::{At, Corrupt, FrameId, Index, JsonKind};
use onepane_model::text::{digits, push_literal, unescape_json};
use onepane_model::{Json, RequestId, Time};
use twox_hash::XxHash64;

use crate::json::{json, texts};

/// One thing that crosses between a host and a widget.
///
/// `Debug` shows what it is and not what is in it, which may be secret; [`to_json`](Self::to_json) gives everything.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Frame {
    /// When it was recorded, in milliseconds since the Unix epoch. Absent when nobody has noted it.
    pub at: Option<i64>,
    /// What crosses.
    pub body: Body,
}

/// What crosses, and in which direction.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Body {
    /// From the host to the widget.
    In(Inbound),
    /// From the widget to the host.
    Out(Outbound),
}

/// From the host to the widget.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Inbound {
    /// The host loaded the widget.
    Launch {
        /// The URL, with everything the host put into it.
        url: Option<String>,
        /// The attributes of the element that the host put the widget in, each name once.
        attributes: Vec<(String, String)>,
    },
    /// A window message.
    Message {
        /// The window it came from. Absent when nobody has noted it.
        source: Option<Source>,
        /// The origin it came from. Absent when nobody has noted it.
        origin: Option<String>,
        /// What it carried.
        data: Data,
    },
    /// A call of a function that the widget has given to the host.
    Callback {
        /// What the function was given for.
        name: String,
        /// The arguments.
        args: Vec<Json>,
    },
    /// The answer to a call or an HTTP request of the widget.
    Return {
        /// The id of the call or request.
        id: RequestId,
        /// The HTTP status. Absent for calls.
        status: Option<u16>,
        /// What was answered. Absent when nothing was.
        value: Option<Json>,
        /// What went wrong. Absent when nothing did.
        error: Option<Json>,
    },
    /// Something about the page itself.
    Page {
        /// What the page is now.
        state: PageState,
    },
}

/// From the widget to the host.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Outbound {
    /// A window message.
    Message {
        /// The window it goes to.
        to: Destination,
        /// The origin that may receive it. Absent means any.
        target_origin: Option<String>,
        /// What it carries.
        data: Data,
    },
    /// From now on the host shall call back under this name.
    Subscribe {
        /// The name.
        name: String,
    },
    /// The host shall no longer call back under this name.
    Unsubscribe {
        /// The name.
        name: String,
    },
    /// A call of one of the host's functions.
    Call {
        /// Under which id its answer comes.
        id: RequestId,
        /// The function, with the way to it.
        target: String,
        /// The arguments.
        args: Vec<Json>,
    },
    /// A request to the host's HTTP API, to be made by the app's own backend.
    Http {
        /// Under which id its answer comes.
        id: RequestId,
        /// `GET`, `POST` and the like.
        method: String,
        /// The path on the host, with its query.
        path: String,
        /// The JSON body. Absent when there is none.
        body: Option<Json>,
    },
}

/// What a window message carries.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Data {
    /// A string; on some hosts JSON stands in it. Halves of surrogate pairs in such JSON are escaped.
    Text(String),
    /// Any other value.
    Value(Json),
}

/// The window a message came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// The window around the widget.
    Parent,
    /// The widget's own window.
    Own,
    /// Some other window.
    Other,
}

/// The window a message goes to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Destination {
    /// The window around the widget.
    #[default]
    Parent,
    /// The app around a mobile web view.
    ReactNative,
}

/// What the page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageState {
    /// In view.
    Visible,
    /// Out of view.
    Hidden,
    /// Going away.
    Unload,
}

impl Source {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Parent, "parent"), (Self::Own, "self"), (Self::Other, "other")];

    /// The window of this name: `parent`, `self` or `other`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, word)| *word == name).map(|(source, _)| *source)
    }
}

impl Destination {
    const ALL: [(Self, &'static str); 2] = [(Self::Parent, "parent"), (Self::ReactNative, "react_native")];
}

impl PageState {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Visible, "visible"), (Self::Hidden, "hidden"), (Self::Unload, "unload")];

    /// The state of this name: `visible`, `hidden` or `unload`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, word)| *word == name).map(|(state, _)| *state)
    }
}

impl From<&Frame> for FrameId {
    fn from(frame: &Frame) -> Self {
        frame.id()
    }
}

impl From<Inbound> for Frame {
    fn from(inbound: Inbound) -> Self {
        Self { at: None, body: Body::In(inbound) }
    }
}

impl From<Outbound> for Frame {
    fn from(outbound: Outbound) -> Self {
        Self { at: None, body: Body::Out(outbound) }
    }
}

impl Frame {
    /// A window message from the host, as a test or a command line has it: source and origin unknown.
    pub fn message(data: Data) -> Self {
        Inbound::Message { source: None, origin: None, data }.into()
    }

    /// The same with a time of recording.
    #[must_use]
    pub fn with_at(mut self, at: Option<i64>) -> Self {
        self.at = at;
        self
    }

    /// When it was recorded.
    pub fn time(&self) -> Option<Time> {
        self.at.and_then(Time::from_millis)
    }

    /// A stable id for the frame: identical frames have the same one, on any machine and in any run.
    pub fn id(&self) -> FrameId {
        let mut hash = XxHash64::with_seed(0);
        match &self.body {
            // What is long is hashed where it stands, without writing the frame out first.
            Body::In(Inbound::Message { source, origin, data }) => {
                let (empty, data) = match data {
                    Data::Text(text) => ("\"\"", text.as_str()),
                    Data::Value(json) => ("null", json.as_str()),
                };
                let mut head = String::with_capacity(128);
                let mut writer = Writer::begin(&mut head, "{\"dir\":\"in\",\"via\":\"message\"", self.at);
                writer.sender(*source, origin.as_deref());
                writer.raw("data", empty);
                head.push('}');
                hash.write(head.as_bytes());
                hash.write(data.as_bytes());
            }
            _ => hash.write(self.to_json().as_bytes()),
        }
        FrameId::new(hash.finish())
    }

    /// Reads a frame's JSON form.
    ///
    /// # Errors
    ///
    /// When it is no frame; the error says where, what was expected and what was found.
    pub fn from_json(text: &str) -> Result<Self, Corrupt> {
        Self::read(Index::parse(text)?.root())
    }

    /// Reads a frame's JSON form from a document that is indexed already.
    ///
    /// # Errors
    ///
    /// As for [`from_json`](Self::from_json).
    pub fn read(at: At<'_>) -> Result<Self, Corrupt> {
        let fields = Fields { at };
        let via = fields.required_text("via")?;
        let dir = fields.required_text("dir")?;
        let (body, known): (Body, &[&str]) = match (&*dir, &*via) {
            ("in", "launch") => (
                Body::In(Inbound::Launch { url: fields.text("url")?, attributes: fields.attributes()? }),
                &["url", "attributes"],
            ),
            ("in", "message") => (
                Body::In(Inbound::Message {
                    source: fields.word("source", &Source::ALL)?,
                    origin: fields.text("origin")?,
                    data: fields.data()?,
                }),
                &["source", "origin", "data"],
            ),
            ("in", "callback") => (
                Body::In(Inbound::Callback { name: fields.required_text("name")?, args: fields.args()? }),
                &["name", "args"],
            ),
            ("in", "return") => (
                Body::In(Inbound::Return {
                    id: fields.required_text("id")?.into(),
                    status: fields.status()?,
                    value: fields.json("value"),
                    error: fields.json("error"),
                }),
                &["id", "status", "value", "error"],
            ),
            ("in", "page") => {
                let state = fields.word("state", &PageState::ALL)?;
                let state = state.ok_or_else(|| at.missing("state", "visible, hidden or unload"))?;
                (Body::In(Inbound::Page { state }), &["state"])
            }
            ("out", "message") => (
                Body::Out(Outbound::Message {
                    to: fields.word("to", &Destination::ALL)?.unwrap_or_default(),
                    target_origin: fields.text("target_origin")?,
                    data: fields.data()?,
                }),
                &["to", "target_origin", "data"],
            ),
            ("out", "subscribe") => {
                (Body::Out(Outbound::Subscribe { name: fields.required_text("name")? }), &["name"])
            }
            ("out", "unsubscribe") => {
                (Body::Out(Outbound::Unsubscribe { name: fields.required_text("name")? }), &["name"])
            }
            ("out", "call") => (
                Body::Out(Outbound::Call {
                    id: fields.required_text("id")?.into(),
                    target: fields.required_text("target")?,
                    args: fields.args()?,
                }),
                &["id", "target", "args"],
            ),
            ("out", "http") => (
                Body::Out(Outbound::Http {
                    id: fields.required_text("id")?.into(),
                    method: fields.required_text("method")?,
                    path: fields.required_text("path")?,
                    body: fields.json("body"),
                }),
                &["id", "method", "path", "body"],
            ),
            ("in" | "out", _) => {
                return Err(Corrupt::new(
                    format!("{}/via", at.pointer()),
                    "launch, message, callback, return or page inbound; message, subscribe, unsubscribe, \
                     call or http outbound",
                    "another word",
                ));
            }
            _ => return Err(Corrupt::new(format!("{}/dir", at.pointer()), "`in` or `out`", "another word")),
        };
        for (key, value) in at.members() {
            let key = key.to_cow();
            if !["dir", "via", "at"].contains(&&*key) && !known.contains(&&*key) {
                return Err(Corrupt::new(value.pointer(), known.join(", "), "an unknown member"));
            }
        }
        Ok(Self { at: fields.millis()?, body })
    }

    /// The frame's JSON form, on one line.
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        match &self.body {
            Body::In(inbound) => inbound.push_json(self.at, &mut out),
            Body::Out(outbound) => outbound.push_json(self.at, &mut out),
        }
        out
    }
}

impl Inbound {
    fn push_json(&self, at: Option<i64>, out: &mut String) {
        match self {
            Self::Launch { url, attributes } => {
                let mut writer = Writer::begin(out, r#"{"dir":"in","via":"launch""#, at);
                writer.optional("url", url.as_deref());
                writer.texts("attributes", attributes);
            }
            Self::Message { source, origin, data } => {
                let mut writer = Writer::begin(out, r#"{"dir":"in","via":"message""#, at);
                writer.sender(*source, origin.as_deref());
                writer.data(data);
            }
            Self::Callback { name, args } => {
                let mut writer = Writer::begin(out, r#"{"dir":"in","via":"callback""#, at);
                writer.text("name", name);
                writer.args(args);
            }
            Self::Return { id, status, value, error } => {
                let mut writer = Writer::begin(out, r#"{"dir":"in","via":"return""#, at);
                writer.text("id", id.as_str());
                if let Some(status) = status {
                    writer.number("status", i64::from(*status));
                }
                writer.json("value", value.as_ref());
                writer.json("error", error.as_ref());
            }
            Self::Page { state } => {
                let mut writer = Writer::begin(out, r#"{"dir":"in","via":"page""#, at);
                writer.optional("state", word_of(*state, &PageState::ALL));
            }
        }
        out.push('}');
    }
}

impl Outbound {
    /// Appends the JSON form of a frame with this, recorded at `at`. A page is told no other: what comes in it knows.
    pub fn push_json(&self, at: Option<i64>, out: &mut String) {
        match self {
            Self::Message { to, target_origin, data } => {
                let mut writer = Writer::begin(out, r#"{"dir":"out","via":"message""#, at);
                writer.optional("to", word_of(*to, &Destination::ALL));
                writer.optional("target_origin", target_origin.as_deref());
                writer.data(data);
            }
            Self::Subscribe { name } => {
                Writer::begin(out, r#"{"dir":"out","via":"subscribe""#, at).text("name", name);
            }
            Self::Unsubscribe { name } => {
                Writer::begin(out, r#"{"dir":"out","via":"unsubscribe""#, at).text("name", name);
            }
            Self::Call { id, target, args } => {
                let mut writer = Writer::begin(out, r#"{"dir":"out","via":"call""#, at);
                writer.text("id", id.as_str());
                writer.text("target", target);
                writer.args(args);
            }
            Self::Http { id, method, path, body } => {
                let mut writer = Writer::begin(out, r#"{"dir":"out","via":"http""#, at);
                writer.text("id", id.as_str());
                writer.text("method", method);
                writer.text("path", path);
                writer.json("body", body.as_ref());
            }
        }
        out.push('}');
    }
}

impl Data {
    /// A value given as its JSON text, which the caller knows to be well formed.
    pub fn value(json: impl Into<Box<str>>) -> Self {
        Self::Value(Json::from_text(json))
    }
}

fn word_of<T: PartialEq>(value: T, words: &[(T, &'static str)]) -> Option<&'static str> {
    words.iter().find(|(other, _)| *other == value).map(|(_, word)| *word)
}

struct Fields<'i> {
    at: At<'i>,
}

impl Fields<'_> {
    fn required_text(&self, name: &'static str) -> Result<String, Corrupt> {
        if self.at.kind() != JsonKind::Object {
            return Err(self.at.corrupt("a frame (an object)"));
        }
        self.text(name)?.ok_or_else(|| self.at.missing(name, "a string"))
    }

    fn text(&self, name: &'static str) -> Result<Option<String>, Corrupt> {
        let Some(value) = self.at.get(name) else { return Ok(None) };
        value.chars().map(|text| Some(text.into_owned())).ok_or_else(|| value.corrupt("a string"))
    }

    fn word<T: Copy>(&self, name: &'static str, words: &[(T, &'static str)]) -> Result<Option<T>, Corrupt> {
        let Some(value) = self.at.get(name) else { return Ok(None) };
        let text = value.chars().ok_or_else(|| value.corrupt("a string"))?;
        match words.iter().find(|(_, word)| *word == text) {
            Some((found, _)) => Ok(Some(*found)),
            None => {
                let expected: Vec<_> = words.iter().map(|(_, word)| *word).collect();
                Err(Corrupt::new(value.pointer(), expected.join(", "), "another word"))
            }
        }
    }

    fn json(&self, name: &'static str) -> Option<Json> {
        self.at.get(name).map(json)
    }

    fn data(&self) -> Result<Data, Corrupt> {
        let value = self.at.get("data").ok_or_else(|| self.at.missing("data", "a value"))?;
        Ok(match value.text() {
            Some(text) => Data::Text(unescape_json(text.raw())),
            None => Data::Value(json(value)),
        })
    }

    fn args(&self) -> Result<Vec<Json>, Corrupt> {
        let Some(value) = self.at.get("args") else { return Ok(Vec::new()) };
        if value.kind() != JsonKind::Array {
            return Err(value.corrupt("an array"));
        }
        Ok(value.items().map(json).collect())
    }

    fn attributes(&self) -> Result<Vec<(String, String)>, Corrupt> {
        self.at.get("attributes").map_or(Ok(Vec::new()), texts)
    }

    fn status(&self) -> Result<Option<u16>, Corrupt> {
        let Some(value) = self.at.get("status") else { return Ok(None) };
        value.raw().parse().map(Some).map_err(|_| value.corrupt("an HTTP status"))
    }

    fn millis(&self) -> Result<Option<i64>, Corrupt> {
        let Some(value) = self.at.get("at") else { return Ok(None) };
        value.raw().parse().map(Some).map_err(|_| value.corrupt("milliseconds since the Unix epoch"))
    }
}

/// Writes the members of an object behind its first ones.
struct Writer<'o> {
    out: &'o mut String,
}

impl<'o> Writer<'o> {
    /// Begins a frame: direction and way, and when it was recorded.
    fn begin(out: &'o mut String, head: &str, at: Option<i64>) -> Self {
        out.push_str(head);
        let mut writer = Self { out };
        if let Some(at) = at {
            writer.number("at", at);
        }
        writer
    }

    /// `name` needs no escape, as that of any member of a frame.
    fn key(&mut self, name: &str) {
        self.out.push_str(",\"");
        self.out.push_str(name);
        self.out.push_str("\":");
    }

    fn text(&mut self, name: &str, value: &str) {
        self.key(name);
        push_literal(self.out, value);
    }

    fn optional(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    fn raw(&mut self, name: &str, json: &str) {
        self.key(name);
        self.out.push_str(json);
    }

    fn number(&mut self, name: &str, number: i64) {
        self.raw(name, digits(number, &mut [0; 20]));
    }

    fn json(&mut self, name: &str, value: Option<&Json>) {
        if let Some(value) = value {
            self.raw(name, value.as_str());
        }
    }

    fn sender(&mut self, source: Option<Source>, origin: Option<&str>) {
        self.optional("source", source.and_then(|source| word_of(source, &Source::ALL)));
        self.optional("origin", origin);
    }

    fn data(&mut self, data: &Data) {
        match data {
            Data::Text(text) => self.text("data", text),
            Data::Value(json) => self.raw("data", json.as_str()),
        }
    }

    fn texts(&mut self, name: &str, texts: &[(String, String)]) {
        for (place, (key, value)) in texts.iter().enumerate() {
            match place {
                0 => self.raw(name, "{"),
                _ => self.out.push(','),
            }
            push_literal(self.out, key);
            self.out.push(':');
            push_literal(self.out, value);
        }
        if !texts.is_empty() {
            self.out.push('}');
        }
    }

    fn args(&mut self, args: &[Json]) {
        self.key("args");
        self.out.push('[');
        for (place, arg) in args.iter().enumerate() {
            if place > 0 {
                self.out.push(',');
            }
            self.out.push_str(arg.as_str());
        }
        self.out.push(']');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn round_trip(text: &str) {
        let frame = Frame::from_json(text).unwrap();
        assert_eq!(frame.to_json(), text);
    }

    #[test]
    fn every_documented_form_comes_back() {
        for text in [
            r#"{"dir":"in","via":"launch","url":"https://widget.example/?x=1","attributes":{"interactionid":"i-1"}}"#,
            r#"{"dir":"in","via":"message","source":"parent","origin":"https://go.botmaker.com","data":{"a":1}}"#,
            r#"{"dir":"in","via":"message","at":1770000000000,"data":"{\"event\":\"x\"}"}"#,
            r#"{"dir":"in","via":"callback","name":"onInteractionEvent","args":[{"id":"i-1"}]}"#,
            r#"{"dir":"in","via":"return","id":"s1-7","value":true}"#,
            r#"{"dir":"in","via":"return","id":"s1-8","status":422,"value":{"error":"..."}}"#,
            r#"{"dir":"in","via":"return","id":"s1-9","error":"..."}"#,
            r#"{"dir":"in","via":"page","state":"visible"}"#,
            r#"{"dir":"out","via":"message","to":"parent","data":"chatwoot-dashboard-app:fetch-info"}"#,
            r#"{"dir":"out","via":"subscribe","name":"onInteractionEvent"}"#,
            r#"{"dir":"out","via":"unsubscribe","name":"onInteractionEvent"}"#,
            r#"{"dir":"out","via":"call","id":"s1-7","target":"web1on1.open","args":[]}"#,
            r#"{"dir":"out","via":"http","id":"s1-8","method":"POST","path":"/api","body":{"content":"Hi"}}"#,
        ] {
            round_trip(text);
        }
    }

    #[track_caller]
    fn refused(text: &str, error: &str) {
        assert_eq!(Frame::from_json(text).unwrap_err().to_string(), error);
    }

    #[test]
    fn errors_say_where_what_was_expected_and_what_was_found() {
        refused("5", "expected a frame (an object), found a number");
        refused(r#"{"dir":"in","via":"callback"}"#, "/name: expected a string, found nothing");
        refused(r#"{"dir":"in","via":"page","state":7}"#, "/state: expected a string, found a number");
        refused(
            r#"{"dir":"in","via":"page","state":"open"}"#,
            "/state: expected visible, hidden, unload, found another word",
        );
        refused(
            r#"{"dir":"in","via":"page","state":"hidden","colour":1}"#,
            "/colour: expected state, found an unknown member",
        );
        refused(r#"{"dir":"up","via":"page"}"#, "/dir: expected `in` or `out`, found another word");
    }

    #[test]
    fn identical_frames_have_the_same_id() {
        let one = Frame::from_json(r#"{"dir":"in","via":"message","data":{"a":1}}"#).unwrap();
        let same = Frame::from_json(r#"{ "via":"message", "dir":"in", "data":{ "a": 1 } }"#).unwrap();
        let later = one.clone().with_at(Some(1));
        assert_eq!(one.id().event(0), same.id().event(0));
        assert_ne!(one.id(), later.id());
        assert_eq!(one.id().event(3).len(), 18);
    }

    #[test]
    fn the_id_of_a_message_is_that_of_its_head_and_of_its_data() {
        let frame = |json| Frame::from_json(json).unwrap().id().to_string();
        let check = |json, hashed: &str| {
            let mut hash = XxHash64::with_seed(0);
            hash.write(hashed.as_bytes());
            assert_eq!(frame(json), format!("{:016x}", hash.finish()));
        };
        check(
            r#"{"dir":"in","via":"message","at":-7,"source":"self","origin":"https://a.example","data":[1]}"#,
            r#"{"dir":"in","via":"message","at":-7,"source":"self","origin":"https://a.example","data":null}[1]"#,
        );
        check(
            r#"{"dir":"in","via":"message","data":"a\nb"}"#,
            "{\"dir\":\"in\",\"via\":\"message\",\"data\":\"\"}a\nb",
        );
        let page = r#"{"dir":"in","via":"page","state":"hidden"}"#;
        check(page, page);
    }

    #[test]
    fn half_a_surrogate_pair_in_json_text_keeps_its_escape() {
        let frame = Frame::from_json(r#"{"dir":"in","via":"message","data":"{\"a\":\"\ud83d\"}"}"#).unwrap();
        let Body::In(Inbound::Message { data: Data::Text(text), .. }) = frame.body else {
            panic!("text must stay text");
        };
        assert_eq!(text, r#"{"a":"\ud83d"}"#);
    }
}
