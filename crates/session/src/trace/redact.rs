//! What a trace must not tell, replaced by something that keeps its meaning for a replay.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;

use onepane_core::{Adapter, Body, Data, Frame, Inbound, Outbound};
use onepane_map::{At, Index, JsonKind};
use onepane_model::Json;
use onepane_model::text::{push_literal, unescape_json};
use regex::{Captures, Regex};

use super::pattern::{self, Meaning, meaning};

/// JSON in a text in JSON, and texts in the parameters of URLs, are followed so deep.
const DEPTH: usize = 8;

/// Replaces secrets, e-mail addresses and phone numbers in frames by pseudonyms.
///
/// Equal ones get the same pseudonym, different ones different ones, so a trace behaves as before. A
/// pseudonym is the number in which its original came up, so nothing can be worked out from it; redacting
/// twice changes nothing.
///
/// * Secrets: members that the adapter lists, and every member, attribute or parameter of a URL whose name
///   says so (`token`, `accessToken`, `api_key`, `password`), JSON Web Tokens wherever they stand, what
///   stands before the host of a URL and in `Authorization`. They become `secret-1`.
/// * E-mail addresses anywhere become `user-1@redacted.invalid`.
/// * Phone numbers become numbers of the same form below `+999`, which is no country. They are recognised
///   by their form (`+34 600…`, `0034…`, `(555) 123-4567`), or by a name such as `phone` or `mobile`; a
///   text that is nothing but the digits of a phone number that is known already counts too.
///
/// It looks into JSON, into JSON within its strings at several depths, and into URLs. Ids, moments and
/// numbers stay as they are.
///
/// **What stays.** Names, addresses and what people wrote: a redacted trace is still about persons, only
/// harder to misuse. [`hide`](Self::hide) takes further members out. Digits under a name that says nothing
/// stay too, unless the same number was seen in a clearer place before.
pub struct Redactor {
    /// Members whose value is a secret whatever it is.
    listed: Vec<String>,
    /// Those of them that only this adapter knows, in damaged JSON.
    labels: Option<Regex>,
    secrets: Pseudonyms,
    emails: Pseudonyms,
    /// By their digits.
    phones: Pseudonyms,
    /// Texts of digits that have been let through: they stay, or the same id would have two forms.
    shown: BTreeSet<String>,
    /// Whether what is seen now is only looked at.
    learning: bool,
}

/// Numbers for originals, in the order in which they came up.
#[derive(Default)]
struct Pseudonyms(BTreeMap<String, usize>);

impl Pseudonyms {
    fn number(&mut self, original: &str) -> usize {
        if let Some(number) = self.0.get(original) {
            return *number;
        }
        let number = self.0.len() + 1;
        self.0.insert(original.to_owned(), number);
        number
    }
}

impl fmt::Debug for Redactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // It knows everything that nobody may see.
        f.debug_struct("Redactor").field("listed", &self.listed).finish_non_exhaustive()
    }
}

impl Redactor {
    /// Redacts frames of this adapter's host.
    pub fn new(adapter: &dyn Adapter) -> Self {
        let policy = adapter.token_policy();
        let parameters = policy.into_iter().flat_map(|policy| policy.query.iter().chain(policy.fragment));
        let listed = adapter.protocol().secrets.iter().chain(parameters).copied().map(str::to_owned);
        Self::listing(listed.collect())
    }

    fn listing(listed: Vec<String>) -> Self {
        Self {
            labels: pattern::labels(&listed),
            listed,
            secrets: Pseudonyms::default(),
            emails: Pseudonyms::default(),
            phones: Pseudonyms::default(),
            shown: BTreeSet::new(),
            learning: false,
        }
    }

    /// Takes the values of further members out, by their names in the host's frames.
    #[must_use]
    pub fn hide<'a>(self, names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut listed = self.listed;
        listed.extend(names.into_iter().map(str::to_owned));
        Self::listing(listed)
    }

    /// The frame as it may be shown.
    #[must_use]
    pub fn frame(&mut self, frame: &Frame) -> Frame {
        // A number may be told plainly only after it was alluded to.
        self.learn(frame);
        self.pass(frame)
    }

    /// Takes note of a frame that will come up later.
    pub(super) fn learn(&mut self, frame: &Frame) {
        self.learning = true;
        self.pass(frame);
        self.learning = false;
    }

    fn pass(&mut self, frame: &Frame) -> Frame {
        let mut frame = frame.clone();
        match &mut frame.body {
            Body::In(Inbound::Launch { url, attributes }) => {
                if let Some(url) = url {
                    self.replace("url", url);
                }
                for (name, value) in attributes {
                    self.replace(name, value);
                }
            }
            Body::In(Inbound::Message { data, .. }) | Body::Out(Outbound::Message { data, .. }) => match data
            {
                Data::Text(text) => self.replace("", text),
                Data::Value(json) => self.document(json),
                _ => {}
            },
            Body::In(Inbound::Callback { args, .. }) | Body::Out(Outbound::Call { args, .. }) => {
                args.iter_mut().for_each(|arg| self.document(arg));
            }
            Body::In(Inbound::Return { value, error, .. }) => {
                [value, error].into_iter().flatten().for_each(|json| self.document(json));
            }
            Body::Out(Outbound::Http { path, body, .. }) => {
                self.replace("path", path);
                body.iter_mut().for_each(|json| self.document(json));
            }
            // Pages and subscriptions hold nothing but words of the protocol.
            _ => {}
        }
        frame
    }

    fn replace(&mut self, name: &str, text: &mut String) {
        if let Some(redacted) = self.member(name, text, DEPTH) {
            *text = redacted;
        }
    }

    fn document(&mut self, json: &mut Json) {
        if let Some(redacted) = self.json("", json.as_str(), DEPTH) {
            *json = Json::from_text(redacted);
        }
    }

    /// A text of JSON; `None` when nothing in it changes, or it is none.
    fn json(&mut self, name: &str, text: &str, depth: usize) -> Option<String> {
        let index = Index::parse(text).ok()?;
        let mut out = String::with_capacity(text.len());
        let changed = self.value(name, index.root(), &mut out, depth);
        changed.then_some(out)
    }

    /// Appends a value; whether it was changed.
    fn value(&mut self, name: &str, at: At<'_>, out: &mut String, depth: usize) -> bool {
        let mut changed = false;
        let start = out.len() + 1;
        match at.kind() {
            _ if self.lists(name) && !at.is_null() => changed = self.secret_value(at, out),
            JsonKind::Object => {
                out.push('{');
                for (key, value) in at.members() {
                    if out.len() > start {
                        out.push(',');
                    }
                    let name = key.to_cow();
                    match self.scan(&name, depth) {
                        Some(redacted) => {
                            push_literal(out, &redacted);
                            changed = true;
                        }
                        None => {
                            out.push('"');
                            out.push_str(key.raw());
                            out.push('"');
                        }
                    }
                    out.push(':');
                    changed |= self.value(&name, value, out, depth);
                }
                out.push('}');
            }
            JsonKind::Array => {
                out.push('[');
                for item in at.items() {
                    if out.len() > start {
                        out.push(',');
                    }
                    changed |= self.value(name, item, out, depth);
                }
                out.push(']');
            }
            JsonKind::String => {
                // Halves of surrogate pairs keep their escapes where the text is JSON again.
                let text = at.text().map(|text| unescape_json(text.raw())).unwrap_or_default();
                let text = if is_json(&text) { text } else { at.chars().unwrap_or_default().into_owned() };
                match self.member(name, &text, depth) {
                    Some(redacted) => {
                        push_literal(out, &redacted);
                        changed = true;
                    }
                    None => out.push_str(at.raw()),
                }
            }
            JsonKind::Number if meaning(name) == Meaning::Phone && is_digits(at.raw()) => {
                out.push_str(&self.phone(at.raw()));
                changed = true;
            }
            _ => out.push_str(at.raw()),
        }
        changed
    }

    fn secret_value(&mut self, at: At<'_>, out: &mut String) -> bool {
        match at.chars() {
            Some(text) if text.is_empty() => out.push_str("\"\""),
            Some(text) => push_literal(out, &self.secret(&text)),
            None => push_literal(out, &self.secret(at.raw())),
        }
        true
    }

    fn lists(&self, name: &str) -> bool {
        self.listed.iter().any(|listed| listed == name)
    }

    /// A text that is the value of a member, an attribute or a URL's parameter.
    fn member(&mut self, name: &str, text: &str, depth: usize) -> Option<String> {
        if text.is_empty() {
            return None;
        }
        let meaning = meaning(name);
        if meaning == Meaning::Secret || self.lists(name) {
            return Some(self.secret(text));
        }
        if depth > 0 && is_json(text) && Index::parse(text).is_ok() {
            return self.json("", text, depth - 1);
        }
        if meaning == Meaning::Phone && pattern::is_phone(text) {
            return Some(self.phone(text));
        }
        if text.len() >= 7 && is_digits(text) {
            if self.phones.0.contains_key(text) && !self.shown.contains(text) {
                return Some(self.phone(text));
            }
            if !self.learning {
                self.shown.insert(text.to_owned());
            }
            if meaning == Meaning::Id {
                return None;
            }
        }
        self.scan(text, depth)
    }

    /// Running text, or the name of a member.
    fn scan(&mut self, text: &str, depth: usize) -> Option<String> {
        // Nearly all texts have none of what every pattern needs.
        if !text
            .bytes()
            .any(|byte| matches!(byte, b'@' | b'=' | b':' | b'%' | b'+' | b'-' | b'.' | b' ' | b'0'))
        {
            return None;
        }
        if let Some(labels) = self.labels.take() {
            let first = self.search(&labels, text, depth);
            self.labels = Some(labels);
            if let Some(first) = first {
                return Some(self.search(&pattern::TEXT, &first, depth).unwrap_or(first));
            }
        }
        self.search(&pattern::TEXT, text, depth)
    }

    fn search(&mut self, pattern: &Regex, text: &str, depth: usize) -> Option<String> {
        let mut out = String::new();
        let mut copied = 0;
        let mut changed = false;
        for found in pattern.captures_iter(text) {
            let Some((range, redacted)) = self.found(text, &found, depth) else { continue };
            out.push_str(text.get(copied..range.start).unwrap_or(""));
            changed |= text.get(range.clone()) != Some(&*redacted);
            out.push_str(&redacted);
            copied = range.end;
        }
        out.push_str(text.get(copied..).unwrap_or(""));
        changed.then_some(out)
    }

    /// What to put where something was found; `None` when it only looks like it.
    fn found(&mut self, text: &str, found: &Captures<'_>, depth: usize) -> Option<(Range<usize>, String)> {
        for name in ["user", "labeled", "secret", "credential"] {
            if let Some(secret) = found.name(name) {
                return Some((secret.range(), self.secret(secret.as_str())));
            }
        }
        if let (Some(name), Some(value)) = (found.name("name"), found.name("value")) {
            let (name, decoded) = (decoded(name.as_str()), decoded(value.as_str()));
            let redacted = self.member(&name, &decoded, depth.checked_sub(1)?)?;
            return Some((value.range(), encoded(&redacted)));
        }
        if let Some(email) = found.name("email") {
            return Some((email.range(), self.email(email.as_str())));
        }
        let phone = found.name("phone")?;
        let before = text.get(..phone.start()).and_then(|before| before.chars().next_back());
        // Inside a word, or a number, it is something else.
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            return None;
        }
        Some((phone.range(), self.phone(phone.as_str())))
    }

    fn secret(&mut self, original: &str) -> String {
        format!("secret-{}", self.secrets.number(original))
    }

    fn email(&mut self, original: &str) -> String {
        let at = if original.contains('@') { "@" } else { "%40" };
        let number = self.emails.number(&original.replace("%40", "@"));
        format!("user-{number}{at}redacted.invalid")
    }

    /// A number of the same form: the digits change, what stands between them stays.
    fn phone(&mut self, original: &str) -> String {
        // What stands before the country is no digit of the number.
        let (prefix, rest) = ["%2B", "%2b", "+", "00"]
            .iter()
            .find_map(|prefix| original.strip_prefix(prefix).map(|rest| (*prefix, rest)))
            .unwrap_or(("", original));
        let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
        let number = self.phones.number(&digits);
        let width = digits.len().saturating_sub(3);
        let pseudonym = format!("999{number:0width$}");
        let mut fresh = pseudonym.chars();
        let mut out = prefix.to_owned();
        let mut left = digits.len();
        for c in rest.chars() {
            if !c.is_ascii_digit() {
                out.push(c);
                continue;
            }
            out.extend(fresh.next());
            left -= 1;
            if left == 0 {
                // More numbers than digits to tell them apart: it gets longer.
                out.extend(fresh.by_ref());
            }
        }
        out
    }
}

fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A URL's component without percent signs; as it is when that gives no text.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, others @ ..] = rest {
        let hex = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        rest = match (first, others) {
            (b'%', [high, low, after @ ..]) if hex(high).is_some() && hex(low).is_some() => {
                bytes.push(hex(high).unwrap_or(0) << 4 | hex(low).unwrap_or(0));
                after
            }
            _ => {
                bytes.push(*first);
                others
            }
        };
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

fn encoded(text: &str) -> String {
    use fmt::Write as _;
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            // Writing to a string does not fail.
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
    out
}
