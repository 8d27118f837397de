//! The frames, from the smallest to the largest.
//!
//! Each is made of a recorded frame of the adapter's: as it is, or with the items of one list told again and again under
//! other ids and with other texts. The same every time, on every machine.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use onepane::Frame;
use onepane::core::{Body, Data, Inbound};
use onepane::map::{At, Index};
use onepane::model::Json;

/// One frame of a host.
#[derive(Debug)]
#[non_exhaustive]
pub struct Case {
    /// `chatwoot-20kB`: the host, and about how large the document is.
    pub name: String,
    /// The host.
    pub host: &'static str,
    /// The frame's JSON form, on one line.
    pub line: String,
    /// What the host sent in it: a message's text or value, the arguments of a callback, the value of an answer.
    pub document: String,
}

/// Every case, hosts in alphabetical order, each from small to large.
///
/// # Errors
///
/// When a fixture is not what it was.
pub fn cases() -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    for (host, size, frame) in [
        ("botmaker", "0.3kB", fixture("botmaker", "chat_selected")?),
        ("botmaker", "2kB", tickets(7)?),
        ("botmaker", "20kB", tickets(70)?),
        ("botmaker", "1000-tickets", tickets(1000)?),
        ("chatwoot", "0.3kB", fixture("chatwoot", "context_web")?),
        ("chatwoot", "2kB", fixture("chatwoot", "messages_of_every_type")?),
        ("chatwoot", "20kB", messages(20)?),
        ("chatwoot", "200-messages", messages(200)?),
        ("kustomer", "0.3kB", fixture("kustomer", "context_lone_conversation")?),
        ("kustomer", "2kB", fixture("kustomer", "context_every_field")?),
        ("kustomer", "20kB", objects(55)?),
        ("kustomer", "200kB", objects(600)?),
        ("web1on1", "0.3kB", values(2)?),
        ("web1on1", "2kB", values(11)?),
        ("web1on1", "20kB", values(110)?),
        ("web1on1", "200kB", values(1100)?),
        ("workspaces", "0.3kB", fixture("workspaces", "card_focused_interaction")?),
        ("workspaces", "2kB", fixture("workspaces", "interaction")?),
        ("workspaces", "20kB", participants(140)?),
        ("workspaces", "200kB", participants(1600)?),
        ("zendesk", "0.3kB", fixture("zendesk", "registered_ticket_sidebar")?),
        ("zendesk", "2kB", entries(12)?),
        ("zendesk", "20kB", entries(120)?),
        ("zendesk", "200kB", entries(1200)?),
    ] {
        let name = format!("{host}-{size}");
        let document = document(&frame).with_context(|| format!("no document in {name}"))?;
        cases.push(Case { name, host, line: frame.to_json(), document });
    }
    Ok(cases)
}

fn fixture(host: &str, name: &str) -> Result<Frame> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../adapters").join(host);
    let path = folder.join("fixtures/inbound").join(name).with_extension("json");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    Frame::from_json(&text).with_context(|| path.display().to_string())
}

fn document(frame: &Frame) -> Option<String> {
    Some(match &frame.body {
        Body::In(Inbound::Message { data: Data::Text(text), .. }) => text.clone(),
        Body::In(Inbound::Message { data: Data::Value(json), .. }) => json.as_str().to_owned(),
        Body::In(Inbound::Callback { args, .. }) => args.first()?.as_str().to_owned(),
        Body::In(Inbound::Return { value, .. }) => value.as_ref()?.as_str().to_owned(),
        _ => return None,
    })
}

/// A queue of so many tickets.
fn tickets(count: usize) -> Result<Frame> {
    let (frame, document) = taken("botmaker", "tickets_queue_summary")?;
    repeated(frame, &document, &["payload", "tickets"], count, |item, number| {
        item.replace("TK-1234", &format!("TK-{}", 10_000 + number))
            .replace("TK-1240", &format!("TK-{}", 10_000 + number))
            .replace("Parcel not arrived", &prose(number, 40))
            .replace("u-17", &format!("u-{}", number % 30))
    })
}

/// A context with so many messages.
fn messages(count: usize) -> Result<Frame> {
    let (frame, document) = taken("chatwoot", "conversation_merged")?;
    let (_, every_type) = taken("chatwoot", "messages_of_every_type")?;
    let every_type = Index::parse(&every_type)?;
    let others = list(every_type.root(), &["data", "conversation", "messages"])?;
    let own = Index::parse(&document)?;
    let own = list(own.root(), &["data", "conversation", "messages"])?;
    let items: Vec<&str> = own.into_iter().chain(others).collect();
    let message = |number: usize| {
        let item = items.get(number % items.len()).copied().unwrap_or_default();
        let (_, behind) = item.split_once(",\"inbox_id\"").unwrap_or_default();
        format!("{{\"id\":{},\"content\":\"{}\",\"inbox_id\"{behind}", 9000 + number, prose(number, 700))
    };
    let text = (0..count).map(message).collect::<Vec<_>>().join(",");
    put(frame, &document, own_list(&document, &["data", "conversation", "messages"])?, &text)
}

/// A context with so many things of the customer's own kind.
fn objects(count: usize) -> Result<Frame> {
    let (frame, document) = taken("kustomer", "context_every_field")?;
    let object = |number: usize| {
        format!(
            "\"kobject.order{number}\":{{\"type\":\"kobject.order{number}\",\"id\":\"65f0a1b2c3d4e5f6a7{number:06x}\",\
             \"attributes\":{{\"title\":\"Order A-{number}\",\"createdAt\":\"2026-01-09T09:13:10.500Z\",\
             \"data\":{{\"number\":\"A-{number}\",\"total\":{}.5,\"noteStr\":\"{}\"}}}},\"relationships\":{{}}}},",
            number % 900,
            prose(number, 90)
        )
    };
    let text: String = (0..count).map(object).collect();
    let at = document.find("\"kobject.order\"").context("no object among the fixture's")?;
    put(frame, &document, at..at, &text)
}

/// An answer with so many records that nobody knows.
fn values(count: usize) -> Result<Frame> {
    let frame = fixture("web1on1", "return_undocumented_value")?;
    let value = |number: usize| {
        format!(
            "{{\"id\":\"5f0a1b2c3d4e5f6a7b{number:06x}\",\"queued\":[true,null],\"rank\":{number},\"note\":\"{}\"}}",
            prose(number, 90)
        )
    };
    let text = (0..count).map(value).collect::<Vec<_>>().join(",");
    Ok(with_document(frame, format!("{{\"records\":[{text}]}}")))
}

/// A call with so many participants.
fn participants(count: usize) -> Result<Frame> {
    let (frame, document) = taken("workspaces", "interaction")?;
    repeated(frame, &document, &["participants"], count, |item, number| {
        item.replace("Ana", &format!("Ana {number}")).replace("sip:", &format!("sip:{number}."))
    })
}

/// A change of a conversation with so many messages.
fn entries(count: usize) -> Result<Frame> {
    let (frame, document) = taken("zendesk", "messages_of_every_kind")?;
    repeated(frame, &document, &["message"], count, |item, number| {
        item.replace("Where is my parcel?", &prose(number, 120))
            .replace("8801", &format!("{}", 8801 + number))
    })
}

/// A recorded frame and the document in it.
fn taken(host: &str, name: &str) -> Result<(Frame, String)> {
    let frame = fixture(host, name)?;
    let document = document(&frame).with_context(|| format!("no document in {name}"))?;
    Ok((frame, document))
}

/// The items of a list, as they are written.
fn list<'i>(root: At<'i>, keys: &[&str]) -> Result<Vec<&'i str>> {
    let at = root.find(keys).with_context(|| format!("nothing at {}", keys.join("/")))?;
    Ok(at.items().map(|item| item.raw()).collect())
}

/// Where in the document the inside of a list stands.
fn own_list(document: &str, keys: &[&str]) -> Result<std::ops::Range<usize>> {
    let index = Index::parse(document)?;
    let raw = index.root().find(keys).with_context(|| format!("nothing at {}", keys.join("/")))?.raw();
    let start = document.find(raw).context("a list that is part of the document")?;
    Ok(start + 1..start + raw.len() - 1)
}

fn repeated(
    frame: Frame,
    document: &str,
    keys: &[&str],
    count: usize,
    item: impl Fn(&str, usize) -> String,
) -> Result<Frame> {
    let index = Index::parse(document)?;
    let items = list(index.root(), keys)?;
    let one = |number: usize| item(items.get(number % items.len()).copied().unwrap_or_default(), number);
    let text = (0..count).map(one).collect::<Vec<_>>().join(",");
    put(frame, document, own_list(document, keys)?, &text)
}

fn put(frame: Frame, document: &str, at: std::ops::Range<usize>, text: &str) -> Result<Frame> {
    let mut document = document.to_owned();
    document.replace_range(at, text);
    Index::parse(&document)?;
    Ok(with_document(frame, document))
}

fn with_document(mut frame: Frame, document: String) -> Frame {
    match &mut frame.body {
        Body::In(Inbound::Message { data: Data::Text(text), .. }) => *text = document,
        Body::In(Inbound::Message { data, .. }) => *data = Data::value(document),
        Body::In(Inbound::Callback { args, .. }) => *args = vec![Json::from_text(document)],
        Body::In(Inbound::Return { value, .. }) => *value = Some(Json::from_text(document)),
        _ => {}
    }
    frame
}

/// About so many bytes of what people write, as the inside of a JSON string: plain words mostly, now and then an accent, a
/// quotation, a new line or an emoji.
fn prose(seed: usize, bytes: usize) -> String {
    const WORDS: [&str; 24] = [
        "where",
        "is",
        "my",
        "parcel",
        "it",
        "was",
        "to",
        "arrive",
        "on",
        "Monday",
        "and",
        "nobody",
        "came",
        "please",
        "call",
        "back",
        "señora",
        "Müller",
        "said \\\"tomorrow\\\"",
        "\\n",
        "thanks",
        "\u{1F4E6}",
        "order",
        "again",
    ];
    let mut text = String::new();
    let mut state = seed as u64 * 2 + 1;
    while text.len() < bytes / 2 + seed * 37 % (bytes + 1) {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(WORDS[(state >> 33) as usize % WORDS.len()]);
    }
    text
}
