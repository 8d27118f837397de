//! The documents that the tables are about, made of the host's messages, and back.
//!
//! A notice is its own document, with two exceptions: the answer to the question for all paths is put into the form of
//! a notice, `{"key": "get", "message": {path: value}, "id": 1}`; and the value of a changed path is put under its
//! path, `{"key": "zaf.ticket.status.changed", "message": {"ticket.status": "open"}}`. Of a conversation the last
//! entry, which is what is new, stands beside the others: `{"ticket.conversation": […], "last": {…}}`.

#[cfg(feature = "emulator")]
use std::borrow::Cow;

#[cfg(feature = "emulator")]
use onepane_map::Emulated;
use onepane_map::{Assembly, At, Corrupt, Index, Shelf};
#[cfg(feature = "emulator")]
use onepane_model::text::push_literal;
use onepane_model::text::{Text, digits};

use crate::map::{ANSWER, CHANGES, CONVERSATION, LAST, NOTICE};

const KEY: &str = "key";
const MESSAGE: &str = "message";
const RESULT: &str = "result";

/// The path that a notice is about, if it is one that the tables know.
pub(crate) fn changed_path(notice: &str) -> Option<&'static str> {
    let path = notice.strip_prefix(NOTICE)?.strip_suffix(".changed")?;
    CHANGES.into_iter().chain([CONVERSATION]).find(|known| *known == path)
}

/// Room for a document and its index, kept for the next one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Room {
    pub(crate) text: String,
    pub(crate) shelf: Shelf,
}

impl Room {
    /// So much text at most is kept room for.
    const MOST: usize = 1 << 15;

    /// The room without what was in it.
    pub(crate) fn bounded(mut self) -> Self {
        self.text.clear();
        self.text.shrink_to(Self::MOST);
        self
    }
}

/// The document of a notice about one path; `text` is where it will stand.
pub(crate) fn of_change<'t>(
    message: At<'_>,
    path: &'static str,
    text: &'t mut String,
    shelf: &mut Shelf,
) -> Index<'t> {
    text.reserve(message.raw().len() + 64);
    let mut document = Assembly::new(text, shelf);
    document.object();
    for (key, value) in message.last_members(&[]) {
        document.key(key);
        if key.is(MESSAGE) {
            document.object();
            change(&mut document, path, value);
            document.end();
        } else {
            document.copy(value);
        }
    }
    if message.get(MESSAGE).is_none() {
        document.key(Text::plain(MESSAGE));
        document.object();
        document.end();
    }
    document.finish()
}

/// Adds the value of a path, of a conversation its last entry apart.
fn change(document: &mut Assembly<'_>, path: &'static str, value: At<'_>) {
    document.key(Text::plain(path));
    let mut entries = value.items().peekable();
    if path != CONVERSATION || entries.peek().is_none() {
        return document.copy(value);
    }
    document.array();
    while let Some(entry) = entries.next() {
        if entries.peek().is_none() {
            document.end();
            document.key(Text::plain(LAST));
        }
        document.copy(entry);
    }
}

/// A conversation put together again: what went before, where that is a list, and the last entry.
#[cfg(feature = "emulator")]
pub(crate) fn conversation(before: &str, last: &str) -> String {
    let before = before.strip_prefix('[').and_then(|before| before.strip_suffix(']')).unwrap_or("");
    format!("[{before}{}{last}]", if before.is_empty() { "" } else { "," })
}

/// The value of a path, put together again; `None` for a document without one.
#[cfg(feature = "emulator")]
fn value<'d>(document: &'d Emulated, path: &str) -> Option<Cow<'d, str>> {
    let value = told(document, path);
    match told(document, LAST).filter(|_| path == CONVERSATION) {
        Some(last) => Some(conversation(value.unwrap_or(""), last).into()),
        None => value.map(Cow::Borrowed),
    }
}

/// What the message of a document has under a path.
#[cfg(feature = "emulator")]
pub(crate) fn told<'d>(document: &'d Emulated, path: &str) -> Option<&'d str> {
    document.payload().find(|(key, _)| key.is(path)).map(|(_, value)| value)
}

/// The document of an answer; `None` for one that already has members of these names, which no host sends.
pub(crate) fn of_answer<'t>(reply: At<'_>, text: &'t mut String, shelf: &mut Shelf) -> Option<Index<'t>> {
    if reply.get(KEY).is_some() || reply.get(MESSAGE).is_some() {
        return None;
    }
    let mut document = Assembly::new(text, shelf);
    document.object();
    document.key(Text::plain(KEY));
    document.string(ANSWER);
    for (key, value) in reply.last_members(&[]) {
        document.key(if key.is(RESULT) { Text::plain(MESSAGE) } else { key });
        document.copy(value);
    }
    Some(document.finish())
}

/// The host's message that a document stands for.
#[cfg(feature = "emulator")]
pub(crate) fn message(document: &Emulated) -> String {
    let name = document.name.as_str();
    let path = changed_path(name);
    let mut message = String::with_capacity(document.text.len() + 32);
    message.push('{');
    for (key, value) in document.members() {
        match path {
            _ if name == ANSWER && key.is(KEY) => {}
            _ if name == ANSWER && key.is(MESSAGE) => {
                push_name(&mut message, RESULT);
                message.push_str(value);
            }
            Some(path) if key.is(MESSAGE) => {
                if let Some(value) = self::value(document, path) {
                    push_name(&mut message, MESSAGE);
                    message.push_str(&value);
                }
            }
            _ => {
                push_key(&mut message, key);
                message.push_str(value);
            }
        }
    }
    message.push('}');
    message
}

/// An error about a document as one about the host's message, given too.
pub(crate) fn placed(name: &str, message: At<'_>, mut corrupt: Corrupt) -> Corrupt {
    let Some(inside) = corrupt.pointer.strip_prefix("/message") else { return corrupt };
    // The key under which a path's value stands in the document, and not in the host's message.
    let behind = |key: &str| {
        inside
            .strip_prefix('/')
            .and_then(|inside| inside.strip_prefix(key))
            .map(|_| MESSAGE.len() + 1..MESSAGE.len() + key.len() + 2)
    };
    let path = changed_path(name);
    if name == ANSWER {
        corrupt.pointer = ["/", RESULT, inside].concat();
    } else if let Some(key) = path.and_then(behind) {
        corrupt.pointer.replace_range(key, "");
    } else if path == Some(CONVERSATION)
        && let Some(rest) = inside.strip_prefix('/').and_then(|inside| inside.strip_prefix(LAST))
    {
        let last = message.get(MESSAGE).map_or(0, |entries| entries.items().count().saturating_sub(1));
        corrupt.pointer = ["/", MESSAGE, "/", digits(last as i64, &mut [0; 20]), rest].concat();
    }
    corrupt
}

/// Appends the key of a member, as the host has written it.
#[cfg(feature = "emulator")]
pub(crate) fn push_key(out: &mut String, key: Text<'_>) {
    out.push_str(if out.ends_with('{') { "\"" } else { ",\"" });
    out.push_str(key.raw());
    out.push_str("\":");
}

/// Appends the key of a member.
#[cfg(feature = "emulator")]
pub(crate) fn push_name(out: &mut String, name: &str) {
    if !out.ends_with('{') {
        out.push(',');
    }
    push_literal(out, name);
    out.push(':');
}
