//! Answers to requests as results of actions, and back.
//!
//! Two messages answer: `{"id", "result"}` or `{"id", "error"}` to `get`, `set` and `invoke`, and the notice
//! `zaf.request:1.done` or `.fail` to a proxied request. What the host answered with is the result's `data`, whole;
//! whatever else the message holds stays in `extra` under the host's keys.

use onepane_map::{At, Head, JsonKind, Output};
use onepane_model::record::Leaf;
use onepane_model::text::{Text, push_literal};
use onepane_model::{ActionResult, Outcome};

#[cfg(feature = "emulator")]
use crate::document::push_key;
use crate::map::NOTICE;

const ID: &str = "id";
const KEY: &str = "key";
const RESULT: &str = "result";
const MESSAGE: &str = "message";
const ERROR: &str = "error";

/// What kind of answer a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// To `get`, `set` or `invoke`.
    Plain,
    /// To a proxied request, which went well.
    Done,
    /// To a proxied request, which did not.
    Fail,
}

impl Form {
    /// The member that holds what was answered.
    fn body(self) -> &'static str {
        if self == Self::Plain { RESULT } else { MESSAGE }
    }

    /// The member that says to what it is an answer.
    fn name(self) -> &'static str {
        if self == Self::Plain { ID } else { KEY }
    }
}

/// The request that a message answers, and how; `None` for one that is no answer.
pub(crate) fn answers(message: At<'_>) -> Option<(String, Form)> {
    let key = message.get(KEY).and_then(|key| key.chars());
    if let Some(name) = key.as_deref().and_then(|key| key.strip_prefix(NOTICE)) {
        return proxied(name).map(|(request, form)| (request.to_owned(), form));
    }
    let id = message.get(ID)?;
    let answered = message.get(RESULT).is_some() || message.get(ERROR).is_some();
    let id = match id.kind() {
        JsonKind::Number => id.raw().to_owned(),
        _ => id.chars()?.into_owned(),
    };
    answered.then_some((id, Form::Plain))
}

/// `request:1.done` taken apart.
fn proxied(name: &str) -> Option<(&str, Form)> {
    let (request, form) = match name.strip_suffix(".done") {
        Some(request) => (request, Form::Done),
        None => (name.strip_suffix(".fail")?, Form::Fail),
    };
    let number = request.strip_prefix("request:")?;
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some((request, form))
}

/// Tells an answer as the result of the action `id`; `wire` is the request's id on the wire.
pub(crate) fn tell(
    head: &Head<'_>,
    id: &str,
    (wire, form): (&str, Form),
    message: At<'_>,
    output: &mut dyn Output,
) {
    let reason = failure(message, form);
    let outcome = if reason.is_some() { Outcome::Failed } else { Outcome::Done };
    let sink = output.begin(head);
    let mut literal = String::new();
    sink.leaf(ActionResult::ACTION, Leaf::Text(text(&mut literal, id)));
    sink.leaf(ActionResult::RESULT, Leaf::Text(Text::plain(outcome.as_str())));
    let body = message.get(form.body()).filter(|body| !body.is_null());
    if let Some(body) = body {
        sink.leaf(ActionResult::DATA, Leaf::Json(body.raw()));
    }
    if let Some(reason) = reason.filter(|reason| !reason.is_empty()) {
        sink.leaf(ActionResult::REASON, Leaf::Text(text(&mut literal, &reason)));
    }
    let mut extra = String::from("{");
    for (key, value) in message.last_members(&[]) {
        // Without a body the name is kept, so that something says what the host has sent.
        let is_told = body.is_some()
            && (key.is(form.body())
                || key.is(form.name()) && id == wire && name_of(wire, form) == value.raw());
        if !is_told {
            // Keys with one `$` are notes of the translation's own.
            extra.push_str(if extra.len() > 1 { ",\"" } else { "\"" });
            extra.push_str(if key.raw().starts_with('$') { "$" } else { "" });
            extra.push_str(key.raw());
            extra.push_str("\":");
            extra.push_str(value.raw());
        }
    }
    if extra.len() > 1 {
        extra.push('}');
        sink.extra(&extra);
    }
    output.commit();
}

/// How the host names a request in its answer; JSON text.
fn name_of(wire: &str, form: Form) -> String {
    let mut name = String::new();
    match form {
        Form::Plain if is_number(wire) => name.push_str(wire),
        Form::Plain => push_literal(&mut name, wire),
        Form::Done => push_literal(&mut name, &[NOTICE, wire, ".done"].concat()),
        Form::Fail => push_literal(&mut name, &[NOTICE, wire, ".fail"].concat()),
    }
    name
}

/// Whether a text is a number as a counter gives it.
fn is_number(text: &str) -> bool {
    text.len() <= 15
        && !text.starts_with('0')
        && !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Why it did not go well, in the host's own words; `None` when it did.
fn failure(message: At<'_>, form: Form) -> Option<String> {
    match form {
        Form::Done => None,
        Form::Fail => {
            let response = message.find(&[MESSAGE, "responseArgs"]).and_then(|args| args.items().next());
            let words = response.and_then(|response| {
                let status = response.get("status").filter(|status| status.kind() == JsonKind::Number);
                response
                    .get("statusText")
                    .and_then(|text| text.chars())
                    .map(String::from)
                    .or(status.map(|status| ["HTTP status ", status.raw()].concat()))
            });
            Some(words.unwrap_or_default())
        }
        Form::Plain => {
            if let Some(error) = message.get(ERROR).filter(|error| !error.is_null()) {
                return Some(words(error));
            }
            // What went wrong with single paths stands within the result.
            let errors = message.find(&[RESULT, "errors"])?;
            let errors: Vec<String> = errors
                .unique()
                .into_iter()
                .map(|(path, error)| [&*path, ": ", &words(error)].concat())
                .collect();
            (!errors.is_empty()).then(|| errors.join("; "))
        }
    }
}

fn words(error: At<'_>) -> String {
    let text = error.chars().or_else(|| error.get(MESSAGE)?.chars());
    text.map(String::from).unwrap_or_else(|| "the host gives no reason".to_owned())
}

fn text<'s>(literal: &'s mut String, chars: &str) -> Text<'s> {
    literal.clear();
    push_literal(literal, chars);
    Text::from_raw(literal.get(1..literal.len() - 1).unwrap_or(""))
}

/// The host's message that a result of its own stands for, given as the event's data.
#[cfg(feature = "emulator")]
pub(crate) fn message(data: At<'_>) -> String {
    let action = data.get(ActionResult::ACTION.name()).and_then(|id| id.chars()).unwrap_or_default();
    let failed = data
        .get(ActionResult::RESULT.name())
        .and_then(|result| result.chars())
        .is_some_and(|result| result == Outcome::Failed.as_str());
    let kept = data.get("extra");
    let key = kept.and_then(|kept| kept.get(KEY)).and_then(|key| key.chars());
    let is_proxied = key.as_deref().and_then(|key| proxied(key.strip_prefix(NOTICE)?)).is_some();
    let form = match is_proxied || action.starts_with("request:") {
        true if failed => Form::Fail,
        true => Form::Done,
        false => Form::Plain,
    };
    let mut message = String::from("{");
    let has_name = kept.is_some_and(|kept| kept.get(form.name()).is_some());
    if !has_name {
        member(&mut message, form.name(), &name_of(&action, form));
    }
    if let Some(body) = data.get(ActionResult::DATA.name()) {
        member(&mut message, form.body(), body.raw());
    }
    for (key, value) in kept.into_iter().flat_map(|kept| kept.last_members(&[])) {
        match key.raw().strip_prefix('$') {
            None => push_key(&mut message, key),
            Some(rest) if rest.starts_with('$') => push_key(&mut message, Text::from_raw(rest)),
            Some(_) => continue,
        }
        message.push_str(value.raw());
    }
    message.push('}');
    message
}

#[cfg(feature = "emulator")]
fn member(out: &mut String, name: &str, json: &str) {
    crate::document::push_name(out, name);
    out.push_str(json);
}
