//! Every field that the host documents: what it is in the model, or why it stays in `extra`.

use onepane_adapter_zendesk::PROTOCOL;
use onepane_core::{Data, Frame};
use onepane_map::{Codec, Shape, Table};
use serde_json::Value;

/// Where a field ends.
enum Home {
    /// In a fixture, at a place in the event, with a value.
    At(&'static str, &'static str, &'static str),
    /// In `extra`: a fixture, its place there, and why.
    Extra(&'static str, &'static str, &'static str),
}

use Home::{At, Extra};

const REGISTERED: &str = "registered_ticket_sidebar";
const TICKET: &str = "context_of_a_ticket";
const USER: &str = "context_of_a_user";
const ORGANIZATION: &str = "context_of_an_organization";
const ENTRIES: &str = "messages_of_every_kind";
const SAID: &str = "changed_conversation";

const OF_THE_APP: &str = "about the app itself, which is no record of the model";
const OF_THE_FRAME: &str = "about the frame itself; it tells whom a message is for";
const NO_FORM: &str = "documented without the form of its entries";
const NO_MEANING: &str = "documented without what it is to a message that its ticket's channel is not";
const OF_ANSWERS: &str = "says of single paths why they have no value";
const AVATAR: &str = r#""https://avatars.example.test/8801.png""#;

/// Record, field, home. The records and fields are those of the host's reference, in its order.
const FIELDS: &[(&str, &str, Home)] = &[
    ("notice", "key", At(REGISTERED, "/hostevent", r#""zaf.app.registered""#)),
    ("notice", "message", At("changed_status", "/data/conversation/status", r#""resolved""#)),
    ("notice", "needsReply", At("save_hook", "/reply", r#""ticket.save""#)),
    ("notice", "instanceGuid", Extra("context_updated", "/data/extra/$envelope/instanceGuid", OF_THE_FRAME)),
    //
    ("registration", "context", At(REGISTERED, "/data/subject", r#""ticket_sidebar""#)),
    ("registration", "metadata", Extra(REGISTERED, "/data/extra/metadata", OF_THE_APP)),
    ("context", "instanceGuid", Extra(REGISTERED, "/data/extra/context/instanceGuid", OF_THE_FRAME)),
    (
        "context",
        "product",
        Extra("registered_in_another_product", "/data/extra/context/product", OF_THE_FRAME),
    ),
    (
        "context",
        "account",
        Extra(REGISTERED, "/data/extra/context/account", "names the source of every event"),
    ),
    ("context", "location", At(REGISTERED, "/data/subject", r#""ticket_sidebar""#)),
    ("context", "ticketId", At(REGISTERED, "/data/conversation/id", r#""4711""#)),
    ("metadata", "appId", Extra(REGISTERED, "/data/extra/metadata/appId", OF_THE_APP)),
    ("metadata", "installationId", Extra(REGISTERED, "/data/extra/metadata/installationId", OF_THE_APP)),
    ("metadata", "name", Extra(REGISTERED, "/data/extra/metadata/name", OF_THE_APP)),
    ("metadata", "version", Extra(REGISTERED, "/data/extra/metadata/version", OF_THE_APP)),
    ("metadata", "plan", Extra(REGISTERED, "/data/extra/metadata/plan", OF_THE_APP)),
    ("metadata", "settings", Extra(REGISTERED, "/data/extra/metadata/settings", OF_THE_APP)),
    //
    ("answer", "id", Extra(TICKET, "/data/extra/$envelope/id", "the request's own number")),
    ("answer", "result", At("answer_set", "/data/result", r#""done""#)),
    ("answer", "error", At("answer_error", "/data/result", r#""failed""#)),
    ("answer", "errors", Extra("context_with_path_errors", "/data/extra/errors/ticket.id", OF_ANSWERS)),
    ("proxied answer", "responseArgs", At("request_fail", "/data/reason", r#""Not Found""#)),
    //
    ("ticket", "ticket.id", At(TICKET, "/data/conversation/id", r#""4711""#)),
    ("ticket", "ticket.subject", At(TICKET, "/data/conversation/subject", r#""Parcel A-1""#)),
    ("ticket", "ticket.status", At(TICKET, "/data/conversation/status", r#""open""#)),
    ("ticket", "ticket.priority", At(TICKET, "/data/conversation/priority", r#""medium""#)),
    ("ticket", "ticket.tags", At(TICKET, "/data/conversation/labels", r#"["vip","rückfrage"]"#)),
    ("ticket", "ticket.via.channel", At(TICKET, "/data/conversation/channel", r#""web""#)),
    ("ticket", "ticket.createdAt", At(TICKET, "/data/conversation/created_at", r#""2026-01-09T09:11:12Z""#)),
    ("ticket", "ticket.updatedAt", At(TICKET, "/data/conversation/updated_at", r#""2026-01-09T09:12:41Z""#)),
    ("ticket", "ticket.assignee.user.id", At(TICKET, "/data/conversation/assignee/id", r#""11""#)),
    ("ticket", "ticket.assignee.user.name", At(TICKET, "/data/conversation/assignee/name", r#""Agent A""#)),
    (
        "ticket",
        "ticket.assignee.user.email",
        At(TICKET, "/data/conversation/assignee/email", r#""agent@example.test""#),
    ),
    ("ticket", "ticket.assignee.group.id", At(TICKET, "/data/conversation/team/id", r#""2""#)),
    ("ticket", "ticket.assignee.group.name", At(TICKET, "/data/conversation/team/name", r#""Support""#)),
    ("ticket", "ticket.conversation", At(TICKET, "/data/conversation/messages/0/text", SAID_FIRST)),
    ("ticket", "ticket.requester.id", At(TICKET, "/data/contact/id", r#""8801""#)),
    ("ticket", "ticket.requester.name", At(TICKET, "/data/contact/name", r#""Ana Ruiz""#)),
    ("ticket", "ticket.requester.email", At(TICKET, "/data/contact/email", r#""ana@example.test""#)),
    ("ticket", "ticket.requester.externalId", At(TICKET, "/data/contact/identifier", r#""crm-77""#)),
    ("ticket", "ticket.requester.avatarUrl", At(TICKET, "/data/contact/avatar_url", AVATAR)),
    ("ticket", "ticket.organization.id", At(TICKET, "/data/company/id", r#""501""#)),
    ("ticket", "ticket.organization.name", At(TICKET, "/data/company/name", r#""Acme""#)),
    //
    ("entry", "last", At(SAID, "/data/message/text", SAID_FIRST)),
    ("entry", "attachments", Extra(ENTRIES, "/data/conversation/messages/1/extra/attachments/0", NO_FORM)),
    ("entry", "author", At(SAID, "/data/message/sender_kind", r#""contact""#)),
    ("entry", "channel", Extra(SAID, "/data/message/extra/channel/name", NO_MEANING)),
    ("entry", "message", At(SAID, "/data/message/text", SAID_FIRST)),
    ("entry", "timestamp", At(SAID, "/data/message/created_at", r#""2026-01-09T09:11:12Z""#)),
    ("author", "id", At(SAID, "/data/message/sender/id", r#""8801""#)),
    ("author", "name", At(SAID, "/data/message/sender/name", r#""Ana Ruiz""#)),
    ("author", "avatar", At(SAID, "/data/message/sender/avatar_url", AVATAR)),
    ("author", "role", At(SAID, "/data/message/direction", r#""inbound""#)),
    ("message", "content", At(SAID, "/data/message/text", SAID_FIRST)),
    ("message", "contentType", At(SAID, "/data/message/content_kind", r#""text""#)),
    //
    ("user", "user.id", At(USER, "/data/contact/id", r#""8801""#)),
    ("user", "user.name", At(USER, "/data/contact/name", r#""Ana Ruiz""#)),
    ("user", "user.email", At(USER, "/data/contact/email", r#""ana@example.test""#)),
    ("user", "user.externalId", At("context_of_a_known_user", "/data/contact/identifier", r#""crm-77""#)),
    ("user", "user.avatarUrl", At(USER, "/data/contact/avatar_url", AVATAR)),
    ("organization", "organization.id", At(ORGANIZATION, "/data/company/id", r#""501""#)),
    ("organization", "organization.name", At(ORGANIZATION, "/data/company/name", r#""Acme""#)),
    ("currentUser", "currentUser.id", At(TICKET, "/data/agent/id", r#""11""#)),
    ("currentUser", "currentUser.name", At(TICKET, "/data/agent/name", r#""Agent A""#)),
    ("currentUser", "currentUser.email", At(TICKET, "/data/agent/email", r#""agent@example.test""#)),
    ("currentUser", "currentUser.role", At(TICKET, "/data/agent/role", r#""agent""#)),
    (
        "currentUser",
        "currentUser.avatarUrl",
        At(TICKET, "/data/agent/avatar_url", r#""https://avatars.example.test/11.png""#),
    ),
];

const SAID_FIRST: &str = r#""Where is my parcel?""#;

#[test]
fn every_field_has_its_neutral_value_or_a_reason() {
    let (mut mapped, mut kept) = (0, 0);
    for (record, field, home) in FIELDS {
        match home {
            At(fixture, pointer, expected) => {
                let expected: Value = serde_json::from_str(expected).unwrap();
                assert_eq!(event(fixture).pointer(pointer), Some(&expected), "{record}/{field} in {fixture}");
                mapped += 1;
            }
            Extra(fixture, pointer, reason) => {
                let event = event(fixture);
                assert!(event.pointer(pointer).is_some(), "{record}/{field} in {fixture}: {event:#}");
                assert!(pointer.contains("/extra/") && !reason.is_empty());
                kept += 1;
            }
        }
    }
    println!("{mapped} fields are in the model, {kept} stay in `extra` for a reason");
}

#[test]
fn every_row_is_on_the_list() {
    let mut keys = Vec::new();
    for event in PROTOCOL.events {
        keys_of(event.data, &mut keys);
    }
    assert!(keys.len() > 26, "{keys:?}");
    for key in keys {
        assert!(FIELDS.iter().any(|(_, field, _)| *field == key), "{key} is not on the list");
    }
}

#[test]
fn every_word_of_the_host_has_its_neutral_word() {
    for (host, neutral) in [
        ("new", "pending"),
        ("open", "open"),
        ("pending", "snoozed"),
        ("hold", "hold"),
        ("solved", "resolved"),
        ("closed", "resolved"),
    ] {
        check_word("ticket.status", host, "status", neutral);
    }
    for (host, neutral) in [("low", "low"), ("normal", "medium"), ("high", "high"), ("urgent", "urgent")] {
        check_word("ticket.priority", host, "priority", neutral);
    }
    for (host, neutral) in [("native_messaging", "web"), ("email", "email"), ("voice", "voice")] {
        check_word("ticket.via.channel", host, "channel", neutral);
    }
}

#[track_caller]
fn check_word(path: &str, host: &str, member: &str, neutral: &str) {
    let text = format!(r#"{{"id":1,"result":{{"{path}":"{host}","currentUser.id":11,"errors":{{}}}}}}"#);
    let shown = onepane_testkit::decoded(&crate::SUBJECT, &Frame::message(Data::Text(text)));
    let found = shown["events"][0]["data"]["conversation"].get(member);
    assert_eq!(found, Some(&Value::from(neutral)), "{path}: {host}");
}

fn event(fixture: &str) -> Value {
    let shown = onepane_testkit::decoded(&crate::SUBJECT, &crate::fixture(fixture).frame);
    shown["events"][0].clone()
}

/// The keys of all rows below a table.
fn keys_of(table: &'static Table, keys: &mut Vec<&'static str>) {
    for row in table.rows {
        if !row.host.is_empty() && !keys.contains(&row.host) {
            keys.push(row.host);
        }
        match row.shape {
            Shape::Value(_, Codec::One(inner) | Codec::List(inner))
            | Shape::Flat(inner)
            | Shape::Part { table: inner, .. } => keys_of(inner, keys),
            _ => {}
        }
    }
}
