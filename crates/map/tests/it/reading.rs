//! Neutral JSON becomes the typed model strictly: what is not known is an error that says where.

use onepane_map::{Corrupt, Index, read};
use onepane_model::{Conversation, ConversationSetAttribute, MessageSend};

fn send(json: &str) -> Result<MessageSend, Corrupt> {
    let mut data = MessageSend::default();
    read(&MessageSend::RECORD, Index::parse(json)?.root(), &mut data)?;
    Ok(data)
}

fn conversation(json: &str) -> Result<Conversation, Corrupt> {
    let mut data = Conversation::default();
    read(&Conversation::RECORD, Index::parse(json)?.root(), &mut data)?;
    Ok(data)
}

#[test]
fn members_are_read_by_their_json_names() {
    let data = send(r#"{"as":"bot","text":"Hi \u00e9","visibility":"private"}"#).unwrap();
    assert_eq!(data.text, "Hi é");
    assert_eq!(data.speaker.unwrap().as_str(), "bot");
    assert_eq!(data.visibility.unwrap().as_str(), "private");
}

#[test]
fn the_last_of_doubled_keys_counts() {
    assert_eq!(send(r#"{"text":"a","te\u0078t":"b"}"#).unwrap().text, "b");
    let read = conversation(r#"{"attributes":{"a":1,"\u0061":2}}"#).unwrap();
    assert_eq!(read.attributes.unwrap()["a"].as_str(), "2");
}

#[test]
fn anything_may_be_any_value() {
    for value in ["null", "1.0", "\"a\\ud83d\"", "[1]", "{\"a\":null}"] {
        let json = format!(r#"{{"key":"k","value":{value}}}"#);
        let mut data = ConversationSetAttribute::default();
        read(&ConversationSetAttribute::RECORD, Index::parse(&json).unwrap().root(), &mut data).unwrap();
        assert_eq!(data.value.as_str(), value);
    }
}

#[test]
fn whole_records_are_read() {
    let json = r#"{"id":"1","labels":["a","b"],"contact":{"name":"Ada","social_profiles":{"sky":"ada"}},
        "messages":[{"text":"Hi","attachments":[{"size":3,"latitude":1.50}]}],"muted":false,
        "created_at":"2026-01-09T09:13:10Z","attributes":{"a":[1.0]},"extra":{"odd":1}}"#;
    let read = conversation(json).unwrap();
    let same: Conversation = serde_json::from_str(json).unwrap();
    assert_eq!(read, same);
    assert_eq!(read.extra.as_str(), r#"{"odd":1}"#);
}

#[test]
fn an_error_says_where_and_what() {
    for (json, message) in [
        ("5", "expected an object, found a number"),
        ("{}", "/text: expected a string, found nothing"),
        (r#"{"text":null}"#, "/text: expected a string, found null"),
        (r#"{"text":5}"#, "/text: expected a string, found a number"),
        (r#"{"text":"a","as":[]}"#, "/as: expected a string, found an array"),
        (
            r#"{"text":"a","visiblity":"private"}"#,
            "/visiblity: expected text, visibility, as, found the unknown member `visiblity`",
        ),
        (
            r#"{"text":"a","extra":{}}"#,
            "/extra: expected text, visibility, as, found the unknown member `extra`",
        ),
    ] {
        assert_eq!(send(json).unwrap_err().to_string(), message, "{json}");
    }
    for (json, message) in [
        (r#"{"labels":["a",5]}"#, "/labels/1: expected a string, found a number"),
        (r#"{"labels":{}}"#, "/labels: expected a list, found an object"),
        (r#"{"contact":[]}"#, "/contact: expected an object, found an array"),
        (r#"{"messages":[{"text":5}]}"#, "/messages/0/text: expected a string, found a number"),
        (r#"{"messages":[5]}"#, "/messages/0: expected an object, found a number"),
        (r#"{"unread_count":1.5}"#, "/unread_count: expected a whole number, found a number"),
        (r#"{"created_at":"soon"}"#, "/created_at: expected a time, found a string"),
        (r#"{"muted":1}"#, "/muted: expected true or false, found a number"),
        (
            r#"{"contact":{"social_profiles":{"a/b":5}}}"#,
            "/contact/social_profiles/a~1b: expected a string, found a number",
        ),
    ] {
        assert_eq!(conversation(json).unwrap_err().to_string(), message, "{json}");
    }
}

#[test]
fn extra_is_an_object() {
    assert_eq!(conversation(r#"{"extra":5}"#).unwrap_err().pointer, "/extra");
}
