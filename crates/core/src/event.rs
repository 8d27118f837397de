//! Reads an event's JSON form, with errors that say where.

use onepane_map::{At, Corrupt, Index};
use onepane_model::{Event, EventData, EventKind, Json, OtherEvent, RequestId, Time};

use crate::json::json;

/// Reads an event's JSON form.
///
/// An event of a kind that this build does not know is kept whole.
///
/// # Errors
///
/// When it is no neutral event: an attribute is missing, or something is of the wrong type.
pub fn event_from_json(text: &str) -> Result<Event, Corrupt> {
    read_event(Index::parse(text)?.root())
}

/// Reads an event from a document that is indexed already.
///
/// # Errors
///
/// As for [`event_from_json`].
pub fn read_event(at: At<'_>) -> Result<Event, Corrupt> {
    let optional = |name: &str| match at.get(name) {
        Some(value) => {
            value.chars().map(|text| Some(String::from(text))).ok_or_else(|| value.corrupt("a string"))
        }
        None => Ok(None),
    };
    let required = |name: &'static str| optional(name)?.ok_or_else(|| at.missing(name, "a string"));
    let kind = required("type")?;
    let data = match (EventKind::from_name(&kind), at.get("data")) {
        (Some(known), value) => {
            let mut data = EventData::empty(known);
            if let (Some(value), Some(fill)) = (value, data.as_fill()) {
                onepane_map::read(known.record(), value, fill)?;
            }
            data
        }
        (None, value) => EventData::Other(OtherEvent::new(kind, value.map_or_else(Json::null, json))),
    };
    let mut event = Event::new(required("id")?, required("source")?, required("host")?, data);
    if let (Some(text), Some(value)) = (optional("time")?, at.get("time")) {
        event.time = Some(text.parse::<Time>().map_err(|_| value.corrupt("an RFC 3339 time"))?);
    }
    event.host_event = optional("hostevent")?;
    event.screen = optional("screen")?;
    event.reply = optional("reply")?.map(RequestId::from);
    if let Some(value) = at.get("derived") {
        event.derived = value.bool().ok_or_else(|| value.corrupt("a boolean"))?;
    }
    for (key, value) in at.unique().into_iter().filter(|(key, _)| !KNOWN.contains(&&**key)) {
        event.attributes.insert(key.into_owned(), json(value));
    }
    Ok(event)
}

/// The attributes that have a member of their own.
const KNOWN: [&str; 12] = [
    "specversion",
    "id",
    "source",
    "type",
    "time",
    "datacontenttype",
    "host",
    "hostevent",
    "screen",
    "derived",
    "reply",
    "data",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_on_the_wire_comes_back() {
        let text = concat!(
            r#"{"specversion":"1.0","id":"e","source":"onepane://h/-","type":"dev.onepane.conversation.selected","#,
            r#""time":"2026-02-02T02:40:00Z","datacontenttype":"application/json","host":"h","hostevent":"x","#,
            r#""derived":true,"reply":"r","tenant":7,"data":{"conversation":{"id":"5","extra":{"n":1.50}}}}"#
        );
        let event = event_from_json(text).unwrap();
        assert_eq!(event.kind(), Some(EventKind::ConversationSelected));
        assert_eq!(serde_json::to_string(&event).unwrap(), text);
    }

    #[test]
    fn an_unknown_kind_is_kept_whole() {
        let text = r#"{"id":"e","source":"s","type":"org.example.new","host":"h","data":{"a":[1]}}"#;
        let event = event_from_json(text).unwrap();
        assert_eq!(
            event.data,
            EventData::Other(OtherEvent::new("org.example.new", Json::from_text(r#"{"a":[1]}"#)))
        );
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let check = |text: &str, expected: &str| {
            assert_eq!(event_from_json(text).unwrap_err().to_string(), expected, "{text}");
        };
        check(r#"{"type":"host.event"}"#, "/id: expected a string, found nothing");
        let head = r#""id":"e","source":"s","host":"h","type":"conversation.ended""#;
        check(&format!("{{{head},\"time\":\"noon\"}}"), "/time: expected an RFC 3339 time, found a string");
        check(
            &format!("{{{head},\"data\":{{\"conversation\":7}}}}"),
            "/data/conversation: expected an object, found a number",
        );
    }
}
