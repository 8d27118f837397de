//! Answers to calls and HTTP requests, which are alike on every host that has them.

use onepane_map::{Facts, Head, Output};
use onepane_model::record::Leaf;
use onepane_model::text::{Text, digits, push_literal};
use onepane_model::{ActionResult, Json, Outcome, RequestId};

use crate::error::Error;
use crate::frame::Inbound;
use crate::json::{Object, json};

/// The key of `extra` under which an HTTP status is kept.
const STATUS: &str = "status";
/// The key of `extra` under which an error that is no text is kept.
const ERROR: &str = "error";

/// Tells an answer as `action.result`.
///
/// An HTTP status of 400 and above, or an error, means that the host said no; its own words are the
/// reason, and whatever it answered with stays in `data`.
pub fn tell(
    head: &Head<'_>,
    id: &RequestId,
    status: Option<u16>,
    value: Option<&Json>,
    error: Option<&Json>,
    output: &mut dyn Output,
) {
    let failed = error.is_some() || status.is_some_and(|status| status >= 400);
    let outcome = if failed { Outcome::Failed } else { Outcome::Done };
    let sink = output.begin(head);
    let mut scratch = String::new();
    push_literal(&mut scratch, id.as_str());
    sink.leaf(ActionResult::ACTION, Leaf::Text(inside(&scratch)));
    sink.leaf(ActionResult::RESULT, Leaf::Text(Text::plain(outcome.as_str())));
    if let Some(value) = value {
        sink.leaf(ActionResult::DATA, Leaf::Json(value.as_str()));
    }
    let reason = match error {
        Some(error) => error.as_text().map(String::from),
        None => failed.then(|| {
            words(value).unwrap_or_else(|| {
                ["HTTP status ", digits(status.unwrap_or(0).into(), &mut [0; 20])].concat()
            })
        }),
    };
    if let Some(reason) = &reason {
        scratch.clear();
        push_literal(&mut scratch, reason);
        sink.leaf(ActionResult::REASON, Leaf::Text(inside(&scratch)));
    }
    let mut extra = Object::default();
    if let Some(status) = status {
        extra.raw(STATUS, digits(status.into(), &mut [0; 20]));
    }
    if let Some(error) = error {
        // Kept as it is: a text may hold what the reason cannot, and a reason may also be worked out.
        extra.raw(ERROR, error.as_str());
    }
    if status.is_some() || error.is_some() {
        sink.extra(&extra.finish());
    }
    output.commit();
}

/// Tells that an action was handed over to a host that does not say what became of it; `value` is what the
/// call returned all the same.
pub fn tell_sent(head: &Head<'_>, id: &RequestId, value: Option<&Json>, output: &mut dyn Output) {
    let sink = output.begin(head);
    let mut literal = String::new();
    push_literal(&mut literal, id.as_str());
    sink.leaf(ActionResult::ACTION, Leaf::Text(inside(&literal)));
    sink.leaf(ActionResult::RESULT, Leaf::Text(Text::plain(Outcome::Sent.as_str())));
    if let Some(value) = value {
        sink.leaf(ActionResult::DATA, Leaf::Json(value.as_str()));
    }
    output.commit();
}

/// What a host's error body says, where hosts usually say it.
fn words(value: Option<&Json>) -> Option<String> {
    let index = onepane_map::Index::parse(value?.as_str()).ok()?;
    ["error", "message", "description"]
        .iter()
        .find_map(|key| index.root().get(key).and_then(|text| text.chars()))
        .map(String::from)
}

fn inside(literal: &str) -> Text<'_> {
    Text::from_raw(literal.get(1..literal.len() - 1).unwrap_or(""))
}

/// The answer that a neutral `action.result` tells of, as `host` would give it. What another host kept in
/// `extra` is not looked at.
///
/// # Errors
///
/// When a member has the wrong type.
pub fn emulate(facts: &Facts<'_>, host: &str) -> Result<Inbound, Error> {
    let mut result = ActionResult::default();
    onepane_map::read(&ActionResult::RECORD, facts.data, &mut result)?;
    let kept = |key: &str| facts.data.find(&["extra", key]).filter(|_| facts.host == host);
    let status = kept(STATUS).and_then(|status| status.raw().parse().ok());
    let failed = result.result.as_ref().is_some_and(|outcome| *outcome == Outcome::Failed);
    let error = match kept(ERROR) {
        Some(error) => Some(Json::from_text(error.raw())),
        // A failure without a word about it must not come back as a success.
        None if failed && status.is_none() => {
            Some(Json::string(result.reason.as_deref().unwrap_or("onepane: no reason was told")))
        }
        None => None,
    };
    let value = facts.data.get(ActionResult::DATA.name()).map(json);
    Ok(Inbound::Return { id: result.action.unwrap_or_default(), status, value, error })
}
